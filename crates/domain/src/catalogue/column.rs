//! The columns of a list of offers: their stable words, their heads, and what else people call them.

use crate::text::fold;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident => $code:literal, $head:literal, [$($other:literal),*];)+) => {
        /// A column of a list of offers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// All of them, in the order of a list that leaves.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable word: the field of the offer.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What stands over it in a list that leaves.
            pub const fn head(self) -> &'static str {
                match self { $(Self::$name => $head),+ }
            }

            /// What else lists call it.
            pub(super) const fn others(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($other),*]),+ }
            }
        }
    };
}

columns! {
    /// Its name in addresses.
    Id => "id", "identifiant", ["slug", "reference", "code"];
    /// Title.
    Title => "title", "titre", ["intitule", "intitule de la formation", "formation", "nom", "nom de la formation"];
    /// Who gives it.
    Organisation => "organisation", "organisme", ["etablissement", "organisme de formation", "ecole", "universite"];
    /// What they are.
    OrganisationKind => "organisation_kind", "type d’organisme", ["type organisme", "statut de l'organisme", "organisation kind"];
    /// SIRET number.
    Siret => "siret", "SIRET", ["n° siret", "numero siret"];
    /// Number as a training body.
    Nda => "nda", "numéro de déclaration d’activité", ["numero de declaration d'activite (nda)", "declaration d'activite", "n° de declaration d'activite"];
    /// Qualiopi.
    Qualiopi => "qualiopi", "Qualiopi", ["certifie qualiopi"];
    /// Number of the action at the ANDPC.
    DpcNumber => "dpc_number", "numéro d’action DPC", ["n° dpc", "numero dpc", "n° d'action dpc", "dpc number"];
    /// What one holds at its end.
    Diploma => "diploma", "diplôme", ["type de diplome", "titre delivre"];
    /// Credits.
    Ects => "ects", "crédits ECTS", ["credits", "credits europeens"];
    /// Hours.
    Hours => "hours", "heures", ["duree", "duree (heures)", "duree en heures", "nombre d'heures", "volume horaire"];
    /// Where it is followed.
    Modality => "modality", "modalité", ["format", "mode"];
    /// When it is followed.
    Pace => "pace", "rythme", [];
    /// Town.
    Place => "place", "lieu", ["ville"];
    /// Region.
    Region => "region", "région", [];
    /// Price.
    Price => "price", "prix (€)", ["prix", "tarif", "cout", "prix en euros"];
    /// Who may pay.
    Funding => "funding", "financements", ["financement", "prise en charge"];
    /// Trades.
    Trades => "trades", "métiers", ["metier", "public", "publics", "professions"];
    /// Students.
    Students => "students", "ouvert aux étudiants", ["etudiants", "etudiant"];
    /// Domains.
    Domains => "domains", "domaines", ["domaine"];
    /// Objectives.
    Objectives => "objectives", "objectifs du référentiel", ["objectifs", "objectif", "capacites"];
    /// General computing or digital health.
    Scope => "scope", "portée", ["generique ou specifique", "specificite"];
    /// Trades for which it is mandatory.
    MandatoryFor => "mandatory_for", "obligatoire pour", ["mandatory for"];
    /// First day.
    Starts => "starts", "début", ["date de debut", "debut le"];
    /// Last day.
    Ends => "ends", "fin", ["date de fin", "fin le"];
    /// Language.
    Language => "language", "langue", [];
    /// Accessibility.
    Accessibility => "accessibility", "accessibilité", ["accessibilite handicap", "handicap"];
    /// Its page.
    Url => "url", "adresse de la formation", ["lien", "site", "page web", "adresse", "site web"];
    /// In a sentence.
    Summary => "summary", "résumé", ["description", "presentation"];
    /// How sure it is.
    Status => "status", "état", ["statut"];
    /// Title of the source.
    SourceTitle => "source.title", "source", ["titre de la source"];
    /// Who published it.
    SourcePublisher => "source.publisher", "éditeur de la source", [];
    /// Its date.
    SourceDate => "source.date", "date de la source", [];
    /// Its address.
    SourceUrl => "source.url", "adresse de la source", ["lien de la source"];
    /// When it was read.
    SourceChecked => "source.checked", "source lue en", ["source lue le", "verifie le", "verifie en"];
}

impl Column {
    /// The column of this stable word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.code() == code)
    }

    /// The column that a head names: as it leaves, as the field is called, or as lists call it.
    pub fn recognise(head: &str) -> Option<Self> {
        let folded = fold(head);
        let plain = folded.replace('_', " ");
        let is = |column: &&Self| {
            fold(column.head()) == folded || column.code().replace('_', " ") == plain || column.others().iter().any(|other| fold(other) == folded)
        };
        if folded.is_empty() { None } else { Self::ALL.iter().find(is).copied() }
    }
}
