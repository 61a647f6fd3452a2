//! The framework as the public reads it.

use serde::Serialize;

use super::{Page, SAMPLE_DOMAINS, Status};

/// `GET /referentiel`
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkPage {
    /// Title of the framework.
    pub title: String,
    /// The law it comes from.
    pub text: String,
    /// Its number in the official journal.
    pub nor: String,
    /// Its address.
    pub url: String,
    /// Version loaded.
    pub version: String,
    /// Hours of the whole training.
    pub hours: u32,
    /// Capacities that the official annex announces.
    pub capacities_announced: u32,
    /// Objectives loaded.
    pub objectives: u32,
    /// Of these, official.
    pub official: u32,
    /// Questions in the bank.
    pub questions: u32,
    /// The domains.
    pub domains: Vec<FrameworkDomain>,
    /// Language of its texts.
    pub content_lang: &'static str,
}

/// One domain.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkDomain {
    /// `donnees`…: its anchor.
    pub slug: String,
    /// Number.
    pub code: String,
    /// Full name.
    pub name: String,
    /// In a few words.
    pub tagline: String,
    /// Hours.
    pub hours: u32,
    /// Status of its name.
    pub status: Status,
    /// Where it comes from.
    pub source: String,
    /// Questions in the bank.
    pub questions: u32,
    /// Its competences.
    pub competences: Vec<FrameworkCompetence>,
}

/// One competence.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkCompetence {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Status of its wording.
    pub status: Status,
    /// Where it comes from.
    pub source: String,
    /// Its objectives.
    pub objectives: Vec<FrameworkObjective>,
}

/// One objective.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkObjective {
    /// Code.
    pub code: String,
    /// What one can do.
    pub text: String,
    /// Status of its wording.
    pub status: Status,
    /// Where it comes from.
    pub source: String,
    /// Questions in the bank.
    pub questions: u32,
}

impl Page for FrameworkPage {
    const TEMPLATE: &'static str = "pages/framework.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let team = "Rédaction de l'équipe Socle, novembre 2026";
        let objective = |code: &str, text: &str, status, source: &str, questions| FrameworkObjective {
            code: code.into(),
            text: text.into(),
            status,
            source: source.into(),
            questions,
        };
        let competences = vec![
            FrameworkCompetence {
                code: "1.1".into(),
                title: "Identifier un usager ou un professionnel de santé".into(),
                status: Status::Working,
                source: "Reconstitution de l'équipe Socle, à vérifier sur Légifrance".into(),
                objectives: vec![
                    objective("T1.01", "Distinguer identité, identification, authentification et identitovigilance", Status::Working, team, 3),
                    objective("T1.02", "Expliquer l'INS (matricule, traits, OID) et ses statuts d'identité", Status::Working, team, 1),
                    objective("T1.03", "Appliquer la vérification d'identité et traiter doublon, collision, homonymie", Status::Official, "Légifrance", 0),
                ],
            },
            FrameworkCompetence {
                code: "1.2".into(),
                title: "Caractériser et traiter la donnée à caractère personnel de santé en appliquant la réglementation".into(),
                status: Status::Secondary,
                source: "github.com/archer-paul/MedCast-Studio README_FR.md (third-party copy of the referential's rows)".into(),
                objectives: vec![objective(
                    "S1.02",
                    "Définir la donnée de santé au sens du RGPD",
                    Status::Secondary,
                    "https://francais.medscape.com/voirarticle/3609396 (2 déc. 2022)",
                    2,
                )],
            },
        ];
        let page = Self {
            title: "Formation socle au numérique en santé".into(),
            text: "Arrêté du 10 novembre 2022 relatif à la formation socle au numérique en santé des étudiants en santé".into(),
            nor: "SPRH2220195A".into(),
            url: "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046548689".into(),
            version: "2026-11-travail".into(),
            hours: 28,
            capacities_announced: 79,
            objectives: 65,
            official: 0,
            questions: 124,
            domains: SAMPLE_DOMAINS
                .iter()
                .enumerate()
                .map(|(i, d)| FrameworkDomain {
                    slug: d.0.into(),
                    code: (i + 1).to_string(),
                    name: d.1.into(),
                    tagline: d.3.into(),
                    hours: d.4,
                    status: Status::Secondary,
                    source: "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046548689 (quoted by ines-france.fr)".into(),
                    questions: 24,
                    competences: competences.clone(),
                })
                .collect(),
            content_lang: "fr",
        };
        vec![("working", page.clone()), ("official", Self { official: 65, version: "2027-01".into(), ..page })]
    }
}
