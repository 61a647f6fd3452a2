//! What the columns of a list are, guessed from their heads.

use crate::text::fold;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident => $code:literal, [$($head:literal),*];)+) => {
        /// What a column of a list holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// All of them, as they are offered.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable word by which it is stored and named in the texts.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The column of this word.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|column| column.code() == code)
            }

            /// How lists call it, folded.
            const fn heads(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($head),*]),+ }
            }
        }
    };
}

columns! {
    /// Not kept.
    Ignored => "ignored", ["a corriger", "to correct", "deuxieme prenom", "troisieme prenom", "autres prenoms", "civilite", "sexe", "telephone", "adresse postale", "code postal", "ville"];
    /// The first given name.
    GivenName => "given-name", ["premier prenom", "prenom", "prenoms", "prenom usuel", "first name", "given name", "given names"];
    /// The family name, at birth.
    FamilyName => "family-name", ["nom", "nom de famille", "nom de naissance", "nom patronymique", "noms", "last name", "family name", "surname"];
    /// The name they use, where it is another.
    UsedName => "used-name", ["nom d'usage", "nom usuel", "nom marital", "nom d'epouse", "used name", "name in use"];
    /// Both names in one cell.
    FullName => "full-name", ["nom prenom", "nom et prenom", "nom et prenoms", "prenom nom", "prenom et nom", "agent", "etudiant", "full name", "both names", "name"];
    /// Birth date.
    BirthDate => "birth-date", ["date de naissance", "ne le", "nee le", "naissance", "date naissance", "ddn", "date of birth", "birth date"];
    /// E-mail address.
    Email => "email", ["email", "e-mail", "mail", "courriel", "adresse e-mail", "adresse email", "adresse mail", "adresse electronique", "email professionnel", "adresse courriel"];
    /// What the organisation calls them.
    Number => "number", ["numero etudiant", "numero d'etudiant", "n° etudiant", "no etudiant", "num etudiant", "matricule", "numero agent", "n° agent", "numero", "identifiant", "identifiant externe", "ine", "code apprenant", "student number", "staff number", "id"];
    /// Trade.
    Trade => "trade", ["metier", "profession", "fonction", "grade", "emploi", "corps", "qualification", "poste", "trade", "job"];
    /// Unit: a service, a ward, a group.
    Unit => "unit", ["service", "groupe", "unite", "uf", "unite fonctionnelle", "pole", "etage", "annee", "annee d'etude", "equipe", "site", "unit", "ward", "group", "department"];
    /// Cohort.
    Cohort => "cohort", ["promotion", "promo", "cohorte", "equipe pedagogique", "classe", "cohort", "class"];
    /// School or component.
    School => "school", ["composante", "ecole", "institut", "ifsi", "faculte", "ufr", "etablissement d'origine", "etablissement", "school"];
    /// Diploma.
    Diploma => "diploma", ["diplome", "diplome prepare", "formation", "filiere", "diploma", "degree"];
    /// Regime.
    Regime => "regime", ["regime", "statut", "type de formation", "regime d'inscription", "contrat", "status"];
    /// When they came.
    ArrivedOn => "arrived-on", ["date d'entree", "date d'arrivee", "entree", "arrivee", "date d'embauche", "date d'inscription", "date entree", "arrived on", "start date", "date of arrival"];
    /// When they left.
    LeftOn => "left-on", ["date de sortie", "date de depart", "sortie", "depart", "fin de contrat", "date de fin", "date sortie", "left on", "end date", "date of departure"];
}

/// Which column is what, by its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Column>,
}

/// Why a mapping is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// No column holds what everybody must have.
    Missing(Column),
    /// Two columns hold the same.
    Twice(Column),
}

impl Mapping {
    /// Columns in the order of the file.
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// What each column is.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The place of a column.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == column)
    }

    /// Whether a column is there.
    pub fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// What is wrong with it: nobody is added without both names, and each thing is said once.
    pub fn faults(&self) -> Vec<Unusable> {
        let mut found = Vec::new();
        let has_family = self.has(Column::FamilyName) || self.has(Column::UsedName) || self.has(Column::FullName);
        if !has_family {
            found.push(Unusable::Missing(Column::FamilyName));
        }
        if !self.has(Column::GivenName) && !self.has(Column::FullName) {
            found.push(Unusable::Missing(Column::GivenName));
        }
        let twice = |column: &Column| self.columns.iter().filter(|c| *c == column).count() > 1;
        found.extend(Column::ALL.iter().filter(|c| **c != Column::Ignored && twice(c)).map(|c| Unusable::Twice(*c)));
        found
    }
}

/// What the heads say: the same words first, then the longest words that stand in them. Each thing is taken once, by the first.
pub fn guess<'a>(heads: impl Iterator<Item = &'a str>) -> Mapping {
    let heads: Vec<String> = heads.map(plain).collect();
    let mut columns = vec![None; heads.len()];
    let mut taken: Vec<Column> = Vec::new();
    for exactly in [true, false] {
        for (head, column) in heads.iter().zip(&mut columns) {
            if column.is_some() || head.is_empty() {
                continue;
            }
            let found = if exactly { known(head) } else { inside(head) };
            if let Some(found) = found.filter(|found| *found == Column::Ignored || !taken.contains(found)) {
                taken.push(found);
                *column = Some(found);
            }
        }
    }
    Mapping::new(columns.into_iter().map(|column| column.unwrap_or(Column::Ignored)).collect())
}

/// Which of the first lines holds the heads: the first of twenty with two that are known. None where no line does.
pub fn heads_at<'a, L: Iterator<Item = &'a str>>(lines: impl Iterator<Item = L>) -> Option<usize> {
    lines.take(20).position(|cells| cells.filter(|cell| known(&plain(cell)).is_some()).count() >= 2)
}

/// A head without what stands in brackets, stars of what is obligatory, and accents.
pub(crate) fn plain(head: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = |c: &char| {
        depth = depth.saturating_add(u32::from(*c == '('));
        let is_outside = depth == 0;
        depth = depth.saturating_sub(u32::from(*c == ')'));
        is_outside
    };
    let kept: String = head.chars().filter(|c| outside(c)).collect();
    fold(&kept.replace(['*', '_', ':'], " "))
}

fn known(head: &str) -> Option<Column> {
    Column::ALL.iter().copied().find(|column| column.heads().contains(&head))
}

fn inside(head: &str) -> Option<Column> {
    let padded = format!(" {} ", head.replace(['\'', '-', '/', '.'], " "));
    let stands = |known: &str| padded.contains(&format!(" {} ", known.replace(['\'', '-'], " ")));
    let all = Column::ALL.iter().flat_map(|column| column.heads().iter().map(move |known| (*known, *column)));
    // words of two letters stand in too much
    all.filter(|(known, _)| known.len() > 2 && stands(known)).max_by_key(|(known, _)| known.len()).map(|(_, column)| column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_of_pix_is_read_as_it_is() {
        let heads = "Premier prénom;Deuxième prénom;Troisième prénom;Nom de famille;Nom d’usage;Date de naissance (jj/mm/aaaa);Email;Numéro étudiant;Composante;Équipe pédagogique;Groupe;Diplôme;Régime";
        let expected = [
            Column::GivenName,
            Column::Ignored,
            Column::Ignored,
            Column::FamilyName,
            Column::UsedName,
            Column::BirthDate,
            Column::Email,
            Column::Number,
            Column::School,
            Column::Cohort,
            Column::Unit,
            Column::Diploma,
            Column::Regime,
        ];
        let mapping = guess(heads.split(';'));
        assert_eq!(mapping.columns(), expected);
        assert_eq!(mapping.faults(), []);
    }

    #[test]
    fn the_heads_of_hospitals_are_understood() {
        let heads = [
            "MATRICULE",
            "Nom *",
            "Prénom *",
            "Né(e) le",
            "Adresse e-mail professionnelle",
            "Grade / emploi",
            "Service d'affectation",
            "Date d’entrée",
            "Observations",
            "",
        ];
        let expected = [
            Column::Number,
            Column::FamilyName,
            Column::GivenName,
            Column::BirthDate,
            Column::Email,
            Column::Trade,
            Column::Unit,
            Column::ArrivedOn,
            Column::Ignored,
            Column::Ignored,
        ];
        assert_eq!(guess(heads.into_iter()).columns(), expected);
        assert_eq!(guess(["Nom de l'agent", "Nom", "Prénom"].into_iter()).columns()[1..], [Column::FamilyName, Column::GivenName], "the same words first");
    }

    #[test]
    fn a_mapping_that_leaves_people_without_a_name_says_so() {
        let faults = |columns: &[Column]| Mapping::new(columns.to_vec()).faults();
        assert_eq!(faults(&[Column::Email]), [Unusable::Missing(Column::FamilyName), Unusable::Missing(Column::GivenName)]);
        assert_eq!(faults(&[Column::FullName, Column::Ignored, Column::Ignored]), []);
        assert_eq!(faults(&[Column::UsedName, Column::GivenName, Column::Unit, Column::Unit]), [Unusable::Twice(Column::Unit)]);
    }

    #[test]
    fn heads_are_found_below_a_title() {
        let lines = ["Liste des étudiants;;", "", "Nom;Prénom;Groupe", "Diop;Awa;A"];
        assert_eq!(heads_at(lines.iter().map(|line| line.split(';'))), Some(2));
        assert_eq!(heads_at(["Diop;Awa", "Roux;Camille"].iter().map(|line| line.split(';'))), None);
    }

    #[test]
    fn every_column_has_one_word_and_no_two_share_a_head() {
        let mut heads: Vec<&str> = Column::ALL.iter().flat_map(|c| c.heads().iter().copied()).collect();
        let count = heads.len();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), count);
        for column in Column::ALL {
            assert_eq!(Column::parse(column.code()), Some(*column));
            for head in column.heads() {
                assert_eq!(plain(head), *head, "heads are written as they are compared");
            }
        }
    }
}
