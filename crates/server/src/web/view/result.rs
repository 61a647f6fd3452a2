//! The profile: what the answers say, how sure they make us, and what to do next.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::chart::{self, Format, Strata, Stratum, Trend, TrendPoint};
use super::learn::path::StepCard;
use super::{FieldError, Level, Page, SAMPLE_DOMAINS, SAMPLE_NOW, Status};
use crate::render::Words;

/// `GET /resultat/{id}`, and read-only `GET /partage/{token}`.
#[derive(Debug, Clone, Serialize)]
pub struct ResultPage {
    /// Identifier of the session.
    pub id: String,
    /// Who reads.
    pub viewer: Viewer,
    /// When it ended.
    pub finished_at: i64,
    /// Questions answered.
    pub answered: u32,
    /// Minutes of activity.
    pub minutes: u32,
    /// True when the person stopped before we were sure enough.
    pub ended_early: bool,
    /// Whether only a part of the framework was assessed.
    pub is_part: bool,
    /// Whether it is a sitting of a campaign.
    pub is_campaign: bool,
    /// Cut scores between the four levels.
    pub cuts: [f64; 3],
    /// Share of the intervals shown: 0.95.
    pub interval: f64,
    /// Sums it up in words: fill with [`ResultPage::summarise`].
    pub summary: Vec<SummaryLine>,
    /// The domains that were assessed, in the order of the framework.
    pub domains: Vec<DomainProfile>,
    /// Three things to do next.
    pub next: Vec<NextStep>,
    /// The module to begin with, for whoever it is proposed to.
    pub first: Option<StepCard>,
    /// Finished positionings of this person, oldest first, this one included. Shown from two on.
    pub history: Vec<HistoryEntry>,
    /// Links that show this profile to others.
    pub shares: Vec<Share>,
    /// Address of the link just made: shown once.
    pub new_share: Option<String>,
    /// Address typed to keep the result, after a refusal.
    pub typed_email: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
    /// Language of the titles of competences.
    pub content_lang: &'static str,
}

/// Who reads a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Viewer {
    /// Its owner, without an account that keeps it.
    Anonymous,
    /// Its owner, signed in.
    Owner,
    /// Somebody with a share link.
    Guest,
}

/// One line of the summary: domains for which the same can be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryLine {
    /// What can be said.
    pub kind: SummaryKind,
    /// Of which domains.
    pub names: Vec<String>,
}

/// What can be said of a domain, from the probability of holding Socle or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SummaryKind {
    /// 90 % or more.
    Sure,
    /// 60 to 90 %.
    Likely,
    /// 40 to 60 %.
    Open,
    /// Under 40 %.
    Build,
}

/// One domain of a profile.
#[derive(Debug, Clone, Serialize)]
pub struct DomainProfile {
    /// `donnees`…
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Level of the estimate.
    pub level: Level,
    /// Probability of each level, lowest first.
    pub probabilities: [f64; 4],
    /// Estimate.
    pub estimate: f64,
    /// Its standard error.
    pub sd: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Questions answered in this domain.
    pub answered: u32,
    /// What changed since the last time.
    pub change: Option<Change>,
    /// Its competences.
    pub competences: Vec<CompetenceProfile>,
}

/// Change in a domain since the last time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Change {
    /// Later estimate minus earlier.
    pub difference: f64,
    /// Standard error of the difference.
    pub sd: f64,
    /// Probability that the ability rose.
    pub rose: f64,
}

/// One competence of a profile.
#[derive(Debug, Clone, Serialize)]
pub struct CompetenceProfile {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// How sure we are of its wording.
    pub status: Status,
    /// What the answers show.
    pub evidence: Evidence,
    /// Probability of holding Socle or more.
    pub held: f64,
    /// Estimate, standard error, and interval.
    pub estimate: f64,
    /// Its standard error.
    pub sd: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Questions answered.
    pub answered: u32,
    /// Of these, not fully right.
    pub missed: u32,
}

/// What the answers show of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Seen and held.
    Held,
    /// Seen and not held.
    NotHeld,
    /// Not enough to say.
    NotEnough,
}

/// One thing to do next.
#[derive(Debug, Clone, Serialize)]
pub struct NextStep {
    /// Why.
    pub kind: StepKind,
    /// Name of its domain.
    pub domain: String,
    /// Title of its competence, where it is about one.
    pub competence: Option<String>,
    /// Answers missed there.
    pub missed: u32,
    /// Answers given there.
    pub answered: u32,
    /// Probability that the reason rests on.
    pub probability: f64,
    /// Where to go: the corrected answers of that domain, for instance.
    pub href: Option<String>,
}

/// Why something is proposed next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// Missed answers in a domain below Socle.
    BuildBase,
    /// Missed answers elsewhere.
    Consolidate,
    /// Too little is known.
    Confirm,
    /// Held well: pass it on.
    PassOn,
    /// All was right: harder questions next time.
    Stretch,
}

/// One finished positioning.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// Identifier.
    pub id: String,
    /// When it ended.
    pub finished_at: i64,
    /// Estimate, lower and upper end per domain, in the order of the framework.
    pub domains: Vec<[f64; 3]>,
}

/// A link that shows this profile to others.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// Identifier, for `/partages/{id}/revoquer`.
    pub id: String,
    /// When it was made.
    pub created_at: i64,
    /// Times opened.
    pub views: u32,
    /// Last opened.
    pub last_view_at: Option<i64>,
}

impl ResultPage {
    /// Sorts the domains by what can be said of each, surest first.
    pub fn summarise(domains: &[DomainProfile]) -> Vec<SummaryLine> {
        let mut lines: BTreeMap<SummaryKind, Vec<String>> = BTreeMap::new();
        for domain in domains {
            let holds: f64 = domain.probabilities[1..].iter().sum();
            let kind = match holds {
                p if p >= 0.9 => SummaryKind::Sure,
                p if p >= 0.6 => SummaryKind::Likely,
                p if p >= 0.4 => SummaryKind::Open,
                _ => SummaryKind::Build,
            };
            lines.entry(kind).or_default().push(domain.short.clone());
        }
        lines.into_iter().map(|(kind, names)| SummaryLine { kind, names }).collect()
    }

    /// The picture, for the page and for the PDF.
    pub fn strata(&self) -> Strata {
        Strata {
            cuts: self.cuts,
            aim: Level::Socle,
            rows: self
                .domains
                .iter()
                .map(|d| Stratum { name: d.short.clone(), estimate: d.estimate, sd: d.sd, low: d.low, high: d.high, level: d.level })
                .collect(),
        }
    }
}

/// Names of the small pictures over time, one per domain.
const HISTORY_PICTURES: [&str; 5] = ["history-1", "history-2", "history-3", "history-4", "history-5"];

impl Page for ResultPage {
    const TEMPLATE: &'static str = "pages/result.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = sample();
        let mut kept = full.clone();
        kept.viewer = Viewer::Owner;
        kept.history = sample_history();
        for (domain, rose) in kept.domains.iter_mut().zip([0.92, 0.06, 0.55, 0.97, 0.71]) {
            domain.change = Some(Change { difference: (rose - 0.5) * 1.6, sd: 0.55, rose });
        }
        kept.shares = vec![
            Share { id: "s1".into(), created_at: SAMPLE_NOW, views: 3, last_view_at: Some(SAMPLE_NOW + 7_200_000_000) },
            Share { id: "s2".into(), created_at: SAMPLE_NOW - 86_400_000_000, views: 0, last_view_at: None },
        ];
        let mut shared = kept.clone();
        shared.new_share = Some("https://socle.example/partage/Zr8m2kQvT4uYxA1c9LwE".into());
        let mut guest = full.clone();
        guest.viewer = Viewer::Guest;
        guest.next[2] =
            NextStep { kind: StepKind::Confirm, domain: "Outils numériques".into(), competence: None, missed: 0, answered: 4, probability: 0.572, href: None };
        let sharp = &mut guest.domains[2];
        (sharp.sd, sharp.low, sharp.high, sharp.probabilities) = (0.17, -0.25, 0.41, [0.0, 0.994, 0.006, 0.0]);
        let mut early = full.clone();
        (early.answered, early.minutes, early.ended_early, early.is_part) = (4, 3, true, true);
        early.is_campaign = true;
        early.domains.truncate(2);
        for domain in &mut early.domains {
            (domain.estimate, domain.sd, domain.low, domain.high) = (-0.1, 0.85, -1.77, 1.57);
            (domain.level, domain.probabilities) = (Level::Socle, [0.24, 0.52, 0.215, 0.025]);
            for competence in &mut domain.competences {
                (competence.evidence, competence.answered, competence.missed) = (Evidence::NotEnough, 0, 0);
            }
        }
        early.next =
            vec![NextStep { kind: StepKind::Stretch, domain: "Télésanté".into(), competence: None, missed: 0, answered: 1, probability: 0.4, href: None }];
        early.summary = Self::summarise(&early.domains);
        early.typed_email = "camille.roux@".into();
        early.errors = vec![FieldError::new("email", "« camille.roux@ » n'est pas une adresse e-mail complète. Vérifiez ce qui suit l'arobase.")];
        vec![("anonymous", full), ("owner", kept), ("new-share", shared), ("guest", guest), ("early", early)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        let strata = self.strata();
        let mut pictures = BTreeMap::from([("wide", chart::strata(&strata, words, Format::Wide)), ("narrow", chart::strata(&strata, words, Format::Narrow))]);
        if self.history.len() > 1 {
            for (d, (domain, name)) in self.domains.iter().zip(HISTORY_PICTURES).enumerate() {
                let point = |entry: &HistoryEntry| {
                    let [estimate, low, high] = *entry.domains.get(d)?;
                    Some(TrendPoint { at: entry.finished_at, estimate, low, high })
                };
                let trend = Trend { name: domain.short.clone(), cuts: self.cuts, points: self.history.iter().filter_map(point).collect() };
                pictures.insert(name, chart::trend(&trend, words));
            }
        }
        pictures
    }
}

fn sample_history() -> Vec<HistoryEntry> {
    let month = 30 * 86_400_000_000;
    let shifts = [-0.75, -0.3, 0.0];
    shifts
        .iter()
        .zip([SAMPLE_NOW - 5 * month, SAMPLE_NOW - 2 * month, SAMPLE_NOW])
        .enumerate()
        .map(|(i, (shift, finished_at))| HistoryEntry {
            id: format!("0199{i}"),
            finished_at,
            domains: sample().domains.iter().map(|d| [d.estimate + shift, d.low + shift, d.high + shift]).collect(),
        })
        .collect()
}

/// Estimate, standard error, level, probabilities, answers.
const SAMPLE_VALUES: [(f64, f64, Level, [f64; 4], u32); 5] = [
    (0.74, 0.38, Level::Avance, [0.0, 0.264, 0.724, 0.012], 5),
    (-0.98, 0.36, Level::Decouverte, [0.781, 0.219, 0.0, 0.0], 5),
    (0.08, 0.41, Level::Socle, [0.028, 0.819, 0.153, 0.0], 4),
    (-0.62, 0.42, Level::Socle, [0.424, 0.572, 0.004, 0.0], 4),
    (1.31, 0.45, Level::Avance, [0.0, 0.036, 0.704, 0.26], 4),
];

/// Code, title, evidence, probability of being held, answers, missed.
type SampleCompetence = (&'static str, &'static str, Evidence, f64, u32, u32);

const SAMPLE_COMPETENCES: [&[SampleCompetence]; 5] = [
    &[
        ("1.1", "Identifier un usager ou un professionnel de santé", Evidence::Held, 0.94, 2, 0),
        ("1.2", "Caractériser et traiter la donnée à caractère personnel de santé en appliquant la réglementation", Evidence::Held, 0.88, 2, 1),
        ("1.3", "Accéder aux données à caractère personnel de santé en vigueur dans le cadre de la réglementation", Evidence::NotEnough, 0.74, 1, 0),
        ("1.4", "Exploiter des données de santé à des fins d'évaluation, de recherche et d'innovation", Evidence::NotEnough, 0.61, 0, 0),
    ],
    &[
        ("2.1", "Concevoir et maintenir sécurisé son environnement numérique de travail", Evidence::NotHeld, 0.12, 3, 2),
        ("2.2", "Se protéger et réagir face à un incident", Evidence::NotEnough, 0.31, 2, 1),
    ],
    &[
        (
            "3.1",
            "Utiliser les outils appropriés pour interagir avec les usagers, les aidants, les accompagnants et les professionnels",
            Evidence::Held,
            0.91,
            2,
            0,
        ),
        (
            "3.2",
            "Interagir de manière adaptée entre professionnels, avec l'usager, avec les aidants et accompagnants et avec les institutions",
            Evidence::NotEnough,
            0.66,
            2,
            1,
        ),
    ],
    &[
        ("T4-1", "Se repérer parmi les outils et services numériques, les choisir et les utiliser", Evidence::NotEnough, 0.52, 2, 1),
        ("T4-2", "Utiliser avec discernement les dispositifs, objets et algorithmes", Evidence::NotEnough, 0.47, 2, 1),
        ("T4-3", "Prendre part au déploiement d'un outil et en mesurer les effets", Evidence::NotEnough, 0.55, 0, 0),
    ],
    &[
        ("T5-1", "Distinguer les actes de télésanté, leurs conditions et leur pertinence", Evidence::Held, 0.97, 2, 0),
        ("T5-2", "Préparer, conduire et tracer un acte à distance", Evidence::Held, 0.95, 2, 0),
        ("T5-3", "Suivre à distance, monter et évaluer un projet de télésanté", Evidence::NotEnough, 0.78, 0, 0),
    ],
];

/// A profile with something of everything.
pub(crate) fn sample() -> ResultPage {
    let domains: Vec<DomainProfile> = SAMPLE_DOMAINS
        .iter()
        .zip(SAMPLE_VALUES)
        .zip(SAMPLE_COMPETENCES)
        .map(|((d, (estimate, sd, level, probabilities, answered)), competences)| DomainProfile {
            slug: d.0.into(),
            name: d.1.into(),
            short: d.2.into(),
            level,
            probabilities,
            estimate,
            sd,
            low: estimate - 1.96 * sd,
            high: estimate + 1.96 * sd,
            answered,
            change: None,
            competences: competences
                .iter()
                .map(|(code, title, evidence, held, answered, missed)| CompetenceProfile {
                    code: (*code).into(),
                    title: (*title).into(),
                    status: if *code == "1.2" { Status::Secondary } else { Status::Working },
                    evidence: *evidence,
                    held: *held,
                    estimate: estimate - 0.2,
                    sd: sd + 0.15,
                    low: estimate - 0.2 - 1.96 * (sd + 0.15),
                    high: estimate - 0.2 + 1.96 * (sd + 0.15),
                    answered: *answered,
                    missed: *missed,
                })
                .collect(),
        })
        .collect();
    ResultPage {
        id: "0199c0de".into(),
        viewer: Viewer::Anonymous,
        finished_at: SAMPLE_NOW,
        answered: 22,
        minutes: 19,
        ended_early: false,
        is_part: false,
        is_campaign: false,
        cuts: [-0.7, 0.5, 1.6],
        interval: 0.95,
        summary: ResultPage::summarise(&domains),
        domains,
        first: Some(StepCard::sample()),
        next: vec![
            NextStep {
                kind: StepKind::BuildBase,
                domain: "Cybersécurité".into(),
                competence: Some("Concevoir et maintenir sécurisé son environnement numérique de travail".into()),
                missed: 2,
                answered: 3,
                probability: 0.12,
                href: Some("/resultat/0199c0de/corrige?domaine=cybersecurite".into()),
            },
            NextStep {
                kind: StepKind::Consolidate,
                domain: "Communication".into(),
                competence: Some(
                    "Interagir de manière adaptée entre professionnels, avec l'usager, avec les aidants et accompagnants et avec les institutions".into(),
                ),
                missed: 1,
                answered: 2,
                probability: 0.66,
                href: Some("/resultat/0199c0de/corrige?domaine=communication".into()),
            },
            NextStep { kind: StepKind::PassOn, domain: "Télésanté".into(), competence: None, missed: 0, answered: 4, probability: 0.964, href: None },
        ],
        history: Vec::new(),
        shares: Vec::new(),
        new_share: None,
        typed_email: String::new(),
        errors: Vec::new(),
        content_lang: "fr",
    }
}
