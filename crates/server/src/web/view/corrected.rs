//! Each question again: what was answered, what was awaited, and why.

use serde::Serialize;

use super::{Page, SAMPLE_DOMAINS, SAMPLE_NOW};

/// `GET /resultat/{id}/corrige?domaine=…&manquees=1`
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedPage {
    /// Identifier of the session.
    pub id: String,
    /// Domains to filter by.
    pub domains: Vec<DomainFilter>,
    /// Slug chosen; empty for all.
    pub domain: String,
    /// Only questions not fully right.
    pub only_missed: bool,
    /// Questions of the whole session that count.
    pub total: u32,
    /// Of these, fully right.
    pub right: u32,
    /// Those to show.
    pub questions: Vec<CorrectedQuestion>,
}

/// A domain to filter by.
#[derive(Debug, Clone, Serialize)]
pub struct DomainFilter {
    /// `donnees`…
    pub slug: String,
    /// Short name.
    pub name: String,
}

/// One question, corrected.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedQuestion {
    /// The n-th asked.
    pub number: u32,
    /// Title of the question.
    pub title: String,
    /// Short name of its domain.
    pub domain: String,
    /// Right, partly, wrong, or not known.
    pub outcome: Outcome,
    /// Points won.
    pub won: u32,
    /// Points to win.
    pub points: u32,
    /// True while it is tried out: it did not count.
    pub pretest: bool,
    /// Language it was asked in.
    pub content_lang: &'static str,
    /// The situation, paragraph by paragraph.
    pub situation: Vec<String>,
    /// What was asked.
    pub question: String,
    /// Line by line: options, steps, gaps, messages.
    pub lines: Vec<CorrectedLine>,
    /// Feedback on the whole answer.
    pub feedback: Option<String>,
    /// What to remember.
    pub explanation: Vec<String>,
    /// Where it comes from.
    pub source: Source,
    /// True once experts have read it.
    pub reviewed: bool,
    /// What this person said of it, if anything.
    pub reported: Option<Reported>,
}

/// A report that was made on a question.
#[derive(Debug, Clone, Serialize)]
pub struct Reported {
    /// When, microseconds UTC.
    pub at: i64,
    /// The answer, line by line, once there is one.
    pub answer: Vec<String>,
    /// Whether it was read and settled without an answer.
    pub closed: bool,
}

/// How an answer turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All points.
    Right,
    /// Some points.
    Partly,
    /// None.
    Wrong,
    /// "I don't know".
    NotKnown,
}

/// One line of a corrected answer.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedLine {
    /// What it is about: an option, a step, a prompt, a message; empty for a single field.
    pub label: String,
    /// What was answered, in words; `None` for nothing. For an option: leave `None` and use `chosen`.
    pub given: Option<String>,
    /// What was awaited, in words. For an option: `None`, and use `awaited`.
    pub expected: Option<String>,
    /// An option that was ticked.
    pub chosen: Option<bool>,
    /// An option that had to be ticked.
    pub awaited: Option<bool>,
    /// True if this line was right.
    pub right: bool,
    /// Why.
    pub feedback: Option<String>,
}

/// Where a question comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Its date, in the visitor's words: "2021", "mai 2024".
    pub date: String,
    /// Address.
    pub url: Option<String>,
    /// When we last checked it, in words.
    pub checked: String,
}

fn option(label: &str, chosen: bool, awaited: bool, feedback: &str) -> CorrectedLine {
    CorrectedLine {
        label: label.into(),
        given: None,
        expected: None,
        chosen: Some(chosen),
        awaited: Some(awaited),
        right: chosen == awaited,
        feedback: Some(feedback.into()),
    }
}

fn pair(label: &str, given: Option<&str>, expected: &str, feedback: Option<&str>) -> CorrectedLine {
    CorrectedLine {
        label: label.into(),
        given: given.map(Into::into),
        expected: Some(expected.into()),
        chosen: None,
        awaited: None,
        right: given == Some(expected),
        feedback: feedback.map(Into::into),
    }
}

impl Page for CorrectedPage {
    const TEMPLATE: &'static str = "pages/corrected.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let source = Source {
            title: "Référentiel national d'identitovigilance, volet 1".into(),
            publisher: "Ministère chargé de la santé".into(),
            date: "2021".into(),
            url: Some("https://esante.gouv.fr/".into()),
            checked: "novembre 2026".into(),
        };
        let identity = CorrectedQuestion {
            number: 1,
            title: "Deux Marie Martin à l'accueil".into(),
            domain: "Données de santé".into(),
            outcome: Outcome::Wrong,
            won: 0,
            points: 1,
            pretest: false,
            content_lang: "fr",
            situation: vec!["Trois heures du matin, service de médecine. Vous accueillez Mme Martin, transférée d'un autre établissement.".into()],
            question: "Que faites-vous en premier ?".into(),
            lines: vec![
                option("J'ouvre le dossier le plus récent, je corrigerai au matin si besoin.", true, false, "Tentant quand tout va vite, mais une prescription dans le mauvais dossier ne se corrige pas toujours. Vérifiez d'abord."),
                option("Je demande à la patiente de décliner son identité, puis je compare avec une pièce.", false, true, "Oui : une question ouverte, puis une comparaison trait par trait."),
                option("Je crée un troisième dossier pour ne rien mélanger.", false, false, "Un doublon de plus disperse les allergies et les antécédents."),
            ],
            feedback: None,
            explanation: vec!["Une identité se vérifie à chaque venue, par une question ouverte et un document. La correction après coup coûte plus cher que la minute de vérification.".into()],
            source: source.clone(),
            reviewed: false,
            reported: Some(Reported { at: SAMPLE_NOW, answer: vec!["Vous avez raison, la question est corrigée.".into()], closed: false }),
        };
        let acts = CorrectedQuestion {
            number: 2,
            title: "L'affiche de la maison de santé".into(),
            domain: "Télésanté".into(),
            outcome: Outcome::Partly,
            won: 1,
            points: 2,
            pretest: true,
            lines: vec![
                pair("Un médecin demande l'avis d'un confrère, sans le patient.", Some("Téléexpertise"), "Téléexpertise", None),
                pair(
                    "Un capteur envoie chaque matin le poids d'un patient.",
                    Some("Téléassistance médicale"),
                    "Télésurveillance médicale",
                    Some("La téléassistance aide un autre professionnel pendant un acte."),
                ),
                pair("Une orthophoniste mène sa séance en vidéo.", None, "Télésoin", None),
            ],
            feedback: Some("Cinq actes portent un nom dans le code de la santé publique.".into()),
            source: Source { url: None, ..source.clone() },
            reviewed: true,
            reported: Some(Reported { at: SAMPLE_NOW, answer: Vec::new(), closed: true }),
            ..identity.clone()
        };
        let unknown = CorrectedQuestion {
            number: 3,
            outcome: Outcome::NotKnown,
            title: "Le message du lundi".into(),
            reported: Some(Reported { at: SAMPLE_NOW, answer: Vec::new(), closed: false }),
            domain: "Cybersécurité".into(),
            lines: vec![pair("", None, "hameçonnage", None)],
            ..identity.clone()
        };
        let right = CorrectedQuestion {
            number: 4,
            outcome: Outcome::Right,
            reported: None,
            won: 1,
            content_lang: "en",
            lines: vec![option(
                "Je demande à la patiente de décliner son identité, puis je compare avec une pièce.",
                true,
                true,
                "Oui : une question ouverte, puis une comparaison trait par trait.",
            )],
            ..identity.clone()
        };
        let all = Self {
            id: "0199c0de".into(),
            domains: SAMPLE_DOMAINS.iter().map(|d| DomainFilter { slug: d.0.into(), name: d.2.into() }).collect(),
            domain: String::new(),
            only_missed: false,
            total: 4,
            right: 1,
            questions: vec![identity, acts, unknown, right],
        };
        vec![("all", all.clone()), ("none", Self { domain: "outils".into(), only_missed: true, questions: Vec::new(), ..all })]
    }
}
