//! The home of learning: what to do next, and why.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Level, Page, SAMPLE_DOMAINS, SAMPLE_NOW};
use crate::render::Words;
use crate::web::chart::{self, Format, Strata, Stratum};

/// `GET /progresser`
#[expect(clippy::struct_excessive_bools, reason = "each says whether a sentence of the page is said")]
#[derive(Debug, Clone, Serialize)]
pub struct PathPage {
    /// What their last positioning says; none before the first.
    pub measured: Option<Measured>,
    /// A positioning under way.
    pub open: Option<String>,
    /// What to do next, at most three; what is due comes apart.
    pub steps: Vec<StepCard>,
    /// Cards and questions that come back today.
    pub due: u32,
    /// Whether a round of practice is under way.
    pub has_round: bool,
    /// Whether everything is held at the target: `measured`, or only `expected` of what was followed since; empty where not.
    pub reached: &'static str,
    /// The level aimed at.
    pub target: Level,
    /// Levels to aim at.
    pub targets: Vec<Level>,
    /// Minutes they have at a time.
    pub minutes: u32,
    /// Minutes to choose from.
    pub choices: Vec<u32>,
    /// Modules done.
    pub done: u32,
    /// All modules there are.
    pub modules: u32,
    /// Whether there are two positionings to compare.
    pub has_growth: bool,
    /// Whether reminders are on.
    pub reminded: bool,
    /// Whether we know their trade.
    pub has_trade: bool,
}

/// What a positioning says.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// Its session, as in `/resultat/{id}`.
    pub id: String,
    /// When it ended.
    pub at: i64,
    /// The domains that were assessed.
    pub domains: Vec<DomainLine>,
    /// The cut scores.
    pub cuts: [f64; 3],
}

/// A domain against the target.
#[derive(Debug, Clone, Serialize)]
pub struct DomainLine {
    /// Short name.
    pub name: String,
    /// Level of the estimate.
    pub level: Level,
    /// Probability of holding the target.
    pub held: f64,
    /// Estimate.
    pub estimate: f64,
    /// Its standard error.
    pub sd: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Something to do, as a card.
#[derive(Debug, Clone, Serialize)]
pub struct StepCard {
    /// `module`, `prove` or `practise`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// What one can do afterwards.
    pub promise: String,
    /// Minutes it takes.
    pub minutes: u32,
    /// Why, in words; the first counts most.
    pub reasons: Vec<Said>,
    /// Where it begins.
    pub href: String,
    /// Where one says that one knows it; none where that makes no sense.
    pub known: Option<String>,
    /// Whether experts have read it.
    pub reviewed: bool,
    /// Language of title and promise.
    pub content_lang: &'static str,
}

/// A reason in words, in the reader's language but for a title in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// All of it, or what comes before the title.
    pub text: String,
    /// The title of a module, in the language of the card.
    pub title: Option<String>,
    /// What comes after it.
    pub after: String,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, title: None, after: String::new() }
    }
}

impl StepCard {
    /// A module, for samples.
    pub fn sample() -> Self {
        Self {
            kind: "module",
            title: "Une adresse se lit par la fin".into(),
            promise: "Vous reconnaîtrez le vrai nom d’un site en lisant son adresse, avant de taper un mot de passe.".into(),
            minutes: 5,
            reasons: vec![
                String::from("« Se protéger d’un courriel piégé » : vos réponses donnent 31 % de chances d’être au niveau Socle.").into(),
                Said { text: "Prépare « ".into(), title: Some("Un mot de passe, une porte".into()), after: " ».".into() },
                String::from("Tient dans vos 8 minutes.").into(),
            ],
            href: "/progresser/modules/une-adresse-se-lit-par-la-fin".into(),
            known: Some("/progresser/je-sais/S2.03".into()),
            reviewed: false,
            content_lang: "fr",
        }
    }
}

impl PathPage {
    fn strata(&self) -> Option<Strata> {
        let measured = self.measured.as_ref()?;
        let row = |d: &DomainLine| Stratum { name: d.name.clone(), estimate: d.estimate, sd: d.sd, low: d.low, high: d.high, level: d.level };
        Some(Strata { cuts: measured.cuts, aim: self.target, rows: measured.domains.iter().map(row).collect() })
    }
}

impl Page for PathPage {
    const TEMPLATE: &'static str = "pages/learn/path.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let values =
            [(0.62, 0.97, Level::Avance), (-0.95, 0.31, Level::Decouverte), (0.05, 0.81, Level::Socle), (-0.3, 0.72, Level::Socle), (1.2, 0.99, Level::Avance)];
        let domains = SAMPLE_DOMAINS.iter().zip(values).map(|(d, (estimate, held, level))| DomainLine {
            name: d.2.into(),
            level,
            held,
            estimate,
            sd: 0.4,
            low: estimate - 0.78,
            high: estimate + 0.78,
        });
        let measured = Measured { id: "0199beef".into(), at: SAMPLE_NOW - 86_400_000_000, domains: domains.collect(), cuts: [-0.7, 0.5, 1.6] };
        let prove = StepCard {
            kind: "prove",
            title: "Confirmer que vous savez".into(),
            promise: "Choisir un mot de passe solide et ne pas le réutiliser.".into(),
            minutes: 3,
            reasons: vec![String::from("Vous avez dit que vous le savez : deux ou trois questions suffisent.").into()],
            href: "/progresser/je-sais/S2.01".into(),
            known: None,
            ..StepCard::sample()
        };
        let full = Self {
            measured: Some(measured),
            open: None,
            steps: vec![
                StepCard::sample(),
                prove,
                StepCard { reasons: vec![String::from("Un bon premier module.").into()], reviewed: true, ..StepCard::sample() },
            ],
            due: 6,
            has_round: false,
            reached: "",
            target: Level::Socle,
            targets: vec![Level::Socle, Level::Avance, Level::Expert],
            minutes: 8,
            choices: vec![3, 5, 8, 15, 30],
            done: 4,
            modules: 42,
            has_growth: true,
            reminded: true,
            has_trade: true,
        };
        let new = Self { measured: None, due: 0, done: 0, has_growth: false, reminded: false, has_trade: false, ..full.clone() };
        vec![
            ("full", full.clone()),
            ("new", new.clone()),
            ("trade", Self { has_trade: true, ..new.clone() }),
            ("open", Self { open: Some("0199c0de".into()), ..new }),
            ("round", Self { has_round: true, due: 1, ..full.clone() }),
            ("expected", Self { reached: "expected", due: 0, ..full.clone() }),
            ("reached", Self { reached: "measured", steps: Vec::new(), due: 0, reminded: false, target: Level::Expert, ..full }),
        ]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        let strata = self.strata();
        let drawn = |format| strata.as_ref().map(|s| chart::strata(s, words, format)).unwrap_or_default();
        BTreeMap::from([("wide", drawn(Format::Wide)), ("narrow", drawn(Format::Narrow))])
    }
}
