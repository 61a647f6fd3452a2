//! The modules there are.

use serde::Serialize;

use crate::web::view::profile_form::{Choice, TradeGroup};
use crate::web::view::{Page, SAMPLE_DOMAINS, SAMPLE_NOW};

/// A module in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ModuleCard {
    /// Its name.
    pub id: String,
    /// Title.
    pub title: String,
    /// What one can do afterwards.
    pub promise: String,
    /// Minutes it takes.
    pub minutes: u32,
    /// Short name of its domain.
    pub domain: String,
    /// Language it is written in.
    pub content_lang: &'static str,
    /// `new`, `open`, `done`, or `changed`: done, but of an older text.
    pub progress: &'static str,
    /// Of one under way: the step it is at, from 1.
    pub step: u32,
    /// Its steps.
    pub steps: u32,
    /// Of one that was done: when, microseconds UTC.
    pub done_at: Option<i64>,
    /// Whether a film is in it.
    pub has_film: bool,
}

/// What is looked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ModuleFilter {
    /// Words.
    pub words: String,
    /// Name of a domain.
    pub domain: String,
    /// Minutes at the most; 0 for any.
    pub minutes: u32,
    /// A trade.
    pub trade: String,
    /// `professionals`, `patients`, `trainers`, or empty.
    pub audience: String,
    /// `new`, `open`, `done`, or empty.
    pub progress: String,
    /// `domaine`, `duree`, `titre`.
    pub order: &'static str,
    /// Whether anything narrows the list.
    pub is_narrow: bool,
    /// Whether more than words and a domain do.
    pub is_deep: bool,
}

/// `GET /progresser/modules`
#[derive(Debug, Clone, Serialize)]
pub struct ModulesPage {
    /// What is looked for.
    pub filter: ModuleFilter,
    /// Domains to choose from.
    pub domains: Vec<Choice>,
    /// Trades to choose from.
    pub trades: Vec<TradeGroup>,
    /// Modules on this page.
    pub modules: Vec<ModuleCard>,
    /// Found in all.
    pub found: u32,
    /// Modules there are.
    pub total: u32,
    /// Those that the reader has under way, wherever they are in the list.
    pub under_way: Vec<ModuleCard>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// This page, from 1.
    pub page: u32,
    /// Of so many.
    pub pages: u32,
    /// The list as a file.
    pub export: String,
    /// The address of this page for whoever links to it.
    pub canonical: String,
}

/// `GET /progresser/patients` and `GET /progresser/formateurs`: a path of its own for those who are no learners of a framework.
#[derive(Debug, Clone, Serialize)]
pub struct AudiencePage {
    /// `patients` or `trainers`.
    pub audience: &'static str,
    /// Its modules, in the order in which they are best done.
    pub modules: Vec<ModuleCard>,
    /// Minutes of all of them.
    pub minutes: u32,
    /// Where the first that is not done is.
    pub go_on: Option<String>,
    /// Whether the first was begun.
    pub is_begun: bool,
    /// The address of this page for whoever links to it.
    pub canonical: String,
}

impl ModuleCard {
    /// A module as lists show it.
    pub fn sample(nth: usize, progress: &'static str) -> Self {
        const ALL: [(&str, &str, &str, u32); 3] = [
            (
                "faire-dire-son-nom",
                "Faire dire son nom, à chaque fois",
                "À la fin, vous saurez poser la question qui évite de soigner la mauvaise personne, même quand vous croyez la connaître.",
                5,
            ),
            (
                "une-adresse-se-lit-par-la-fin",
                "Une adresse se lit par la fin",
                "À la fin, vous reconnaîtrez en cinq secondes une adresse de site qui n'est pas celle qu'elle prétend être.",
                6,
            ),
            ("le-couloir-du-samedi", "Le couloir du samedi", "À la fin, vous saurez où s'arrête le secret dans une conversation de service.", 4),
        ];
        let (id, title, promise, minutes) = ALL[nth % ALL.len()];
        Self {
            id: id.into(),
            title: title.into(),
            promise: promise.into(),
            minutes,
            domain: SAMPLE_DOMAINS[nth % 5].2.into(),
            content_lang: "fr",
            progress,
            step: 4,
            steps: 9,
            done_at: matches!(progress, "done" | "changed").then_some(SAMPLE_NOW),
            has_film: nth == 1,
        }
    }
}

impl Page for ModulesPage {
    const TEMPLATE: &'static str = "pages/learn/modules.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let all = Self {
            filter: ModuleFilter { order: "domaine", ..ModuleFilter::default() },
            domains: SAMPLE_DOMAINS.iter().map(|d| Choice { id: d.0.into(), name: d.2.into() }).collect(),
            trades: vec![TradeGroup { family: "paramedical".into(), trades: vec![Choice { id: "infirmier".into(), name: "Infirmière, infirmier".into() }] }],
            modules: vec![ModuleCard::sample(0, "new"), ModuleCard::sample(1, "open"), ModuleCard::sample(2, "done"), ModuleCard::sample(0, "changed")],
            found: 50,
            total: 50,
            under_way: vec![ModuleCard::sample(1, "open")],
            previous: None,
            next: Some("/progresser/modules?page=2".into()),
            page: 1,
            pages: 3,
            export: "/progresser/modules.csv".into(),
            canonical: "https://socle.example/progresser/modules".into(),
        };
        let narrowed = ModuleFilter {
            words: "identité".into(),
            domain: "donnees".into(),
            minutes: 5,
            trade: "infirmier".into(),
            audience: "professionals".into(),
            progress: "new".into(),
            order: "duree",
            is_narrow: true,
            is_deep: true,
        };
        let one = Self {
            filter: narrowed.clone(),
            modules: vec![ModuleCard::sample(0, "new")],
            found: 1,
            under_way: Vec::new(),
            previous: Some("/progresser/modules?page=1".into()),
            next: None,
            page: 2,
            ..all.clone()
        };
        let none = Self { filter: narrowed, modules: Vec::new(), found: 0, pages: 1, page: 1, next: None, ..all.clone() };
        vec![("all", all), ("one", one), ("none", none)]
    }
}

impl Page for AudiencePage {
    const TEMPLATE: &'static str = "pages/learn/audience.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let patients = Self {
            audience: "patients",
            modules: vec![ModuleCard::sample(0, "done"), ModuleCard::sample(1, "open"), ModuleCard::sample(2, "new")],
            minutes: 15,
            go_on: Some("/progresser/modules/une-adresse-se-lit-par-la-fin".into()),
            is_begun: true,
            canonical: "https://socle.example/progresser/patients".into(),
        };
        let trainers = Self { audience: "trainers", go_on: None, modules: vec![ModuleCard::sample(0, "done")], is_begun: false, ..patients.clone() };
        let fresh = Self { is_begun: false, modules: vec![ModuleCard::sample(0, "new")], ..patients.clone() };
        let over = Self { go_on: None, ..patients.clone() };
        vec![("patients", patients), ("trainers-done", trainers), ("patients-new", fresh), ("patients-done", over)]
    }
}
