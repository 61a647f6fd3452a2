//! The registry, and one ledger of it.

use serde::Serialize;

use super::{AttestationRow, Choice, DomainHours, Entry, Frame, LessonRow, Part, TrainingRow};
#[cfg(test)]
use super::{ORGANISATION, bar, rooms, sample_choices, sample_domains, sample_frame};
use crate::web::view::Page;
use crate::web::view::listing::Listing;

/// How many stand so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// A word of the pace.
    pub word: &'static str,
    /// How many.
    pub count: usize,
    /// The list of them.
    pub path: String,
}

/// Everybody with their hours.
#[derive(Debug, Clone, Serialize)]
pub struct RegistryPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Its own path.
    pub path: String,
    /// How many stand how, of those who fit the search.
    pub tallies: Vec<Tally>,
    /// Trainings that wait to be settled.
    pub claimed: usize,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// Cohorts to narrow by.
    pub cohorts: Vec<Choice>,
    /// Units to narrow by.
    pub units: Vec<Choice>,
    /// Paces to narrow by.
    pub paces: Vec<Choice>,
    /// Orders.
    pub orders: Vec<Choice>,
    /// Whether those who left are shown.
    pub with_left: bool,
    /// Whether anything narrows the list.
    pub is_narrowed: bool,
    /// Rows of this page.
    pub rows: Vec<RegistryRow>,
    /// How many there are.
    pub everybody: usize,
    /// Minutes that the text requires.
    pub target: u32,
    /// The same list as a table to take away.
    pub csv: String,
}

/// One learner in the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegistryRow {
    /// Their ledger.
    pub path: String,
    /// Family name, given names.
    pub name: String,
    /// Their number.
    pub external_id: Option<String>,
    /// Names of their cohorts.
    pub cohorts: Vec<String>,
    /// Whether they left.
    pub has_left: bool,
    /// Domains.
    pub domains: Vec<DomainHours>,
    /// The bar.
    pub bar: Vec<Part>,
    /// What counts.
    pub counted: u32,
    /// A word of the pace.
    pub pace: &'static str,
    /// Whether something of theirs waits to be settled.
    pub waits: bool,
    /// Number of their attestation.
    pub attestation: Option<String>,
}

/// One learner's hours.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Identifier of the learner.
    pub id: String,
    /// Given names, family name.
    pub name: String,
    /// Their number.
    pub external_id: Option<String>,
    /// Names of their cohorts.
    pub cohorts: Vec<String>,
    /// Domains.
    pub domains: Vec<DomainHours>,
    /// The bar.
    pub bar: Vec<Part>,
    /// What counts.
    pub counted: u32,
    /// What the text requires.
    pub target: u32,
    /// Credits.
    pub credits: u32,
    /// A word of the pace.
    pub pace: &'static str,
    /// Minutes behind, where they are late.
    pub behind: u32,
    /// Last day of the cohort that rules.
    pub until: Option<i64>,
    /// Lessons they were at.
    pub lessons: Vec<LessonRow>,
    /// Trainings elsewhere.
    pub trainings: Vec<TrainingRow>,
    /// Their attestations.
    pub attestations: Vec<AttestationRow>,
    /// Whether one can be made out now.
    pub can_issue: bool,
}

#[cfg(test)]
pub(super) fn sample_rows() -> Vec<RegistryRow> {
    let row = |name: &str, done: [(u32, u32); 5], pace| {
        let domains = sample_domains(done);
        RegistryRow {
            path: format!("{ORGANISATION}/heures/personnes/0199c0de-0000-7000-8000-000000000007"),
            name: name.into(),
            external_id: Some("22104587".into()),
            cohorts: vec!["Promotion 2026".into()],
            has_left: false,
            bar: bar(&domains),
            counted: domains.iter().map(|d| d.counted).sum(),
            domains,
            pace,
            waits: pace == "late",
            attestation: (pace == "whole").then(|| "BCDF-GHJK-LMNP".into()),
        }
    };
    vec![
        row("Diop Awa", [(360, 0), (300, 0), (300, 0), (360, 0), (300, 60)], "whole"),
        row("Le Guen-Kervella Marie-Bénédicte Anne", [(240, 0), (120, 0), (0, 0), (180, 90), (0, 0)], "late"),
        row("Nguyễn Linh", [(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)], "over"),
        RegistryRow { cohorts: Vec::new(), external_id: None, has_left: true, ..row("Roux Camille", [(360, 0), (90, 0), (0, 0), (0, 0), (0, 0)], "undated") },
        row("Zidane Yanis", [(360, 0), (90, 0), (0, 0), (0, 0), (0, 0)], "on-time"),
    ]
}

impl Page for RegistryPage {
    const TEMPLATE: &'static str = "pages/steer/hours/registry.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let path = format!("{ORGANISATION}/heures");
            let tally = |word, count| Tally { word, count, path: format!("{path}?etat={word}") };
            let full = Self {
                rooms: rooms(&frame, "registry"),
                path: path.clone(),
                tallies: vec![tally("over", 1), tally("late", 14), tally("on-time", 62), tally("undated", 1), tally("whole", 42)],
                claimed: 3,
                listing: Listing::sample("", 120, 2),
                cohorts: sample_choices(&["Promotion 2026", "Promotion 2027"], 0),
                units: sample_choices(&["Première année"], 9),
                paces: sample_choices(&["En retard", "Dans les temps"], 9),
                orders: sample_choices(&["Nom", "Le moins d’heures"], 0),
                with_left: false,
                is_narrowed: true,
                rows: sample_rows(),
                everybody: 134,
                target: 28 * 60,
                csv: format!("{path}/registre.csv"),
                frame: frame.clone(),
            };
            let nothing = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), tallies: Vec::new(), ..full.clone() };
            let empty = Self { everybody: 0, claimed: 0, cohorts: Vec::new(), units: Vec::new(), is_narrowed: false, ..nothing.clone() };
            vec![("full", full), ("nothing-found", nothing), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for LedgerPage {
    const TEMPLATE: &'static str = "pages/steer/hours/ledger.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let of = |done, pace, behind| {
                let domains = sample_domains(done);
                Self {
                    rooms: rooms(&frame, "registry"),
                    id: "0199c0de-0000-7000-8000-000000000007".into(),
                    name: "Marie-Bénédicte Le Guen-Kervella".into(),
                    external_id: Some("22104587".into()),
                    cohorts: vec!["Promotion 2026".into()],
                    bar: bar(&domains),
                    counted: domains.iter().map(|d| d.counted).sum(),
                    domains,
                    target: 28 * 60,
                    credits: 50,
                    pace,
                    behind,
                    until: Some(crate::web::view::SAMPLE_NOW + 200 * 86_400_000_000),
                    lessons: super::lessons::sample_rows(),
                    trainings: super::trainings::sample_rows().into_iter().map(|t| TrainingRow { learner: None, ..t }).collect(),
                    attestations: Vec::new(),
                    can_issue: false,
                    frame: frame.clone(),
                }
            };
            let late = of([(240, 0), (120, 0), (0, 0), (180, 90), (0, 0)], "late", 320);
            let whole = of([(360, 30), (300, 0), (300, 0), (360, 0), (300, 60)], "whole", 0);
            let ready = Self { can_issue: true, credits: 200, ..whole.clone() };
            let trainer = whole.clone();
            let made = Self { attestations: super::attestations::sample_rows(), credits: 200, ..whole };
            let empty = Self {
                lessons: Vec::new(),
                trainings: Vec::new(),
                cohorts: Vec::new(),
                external_id: None,
                until: None,
                credits: 0,
                ..of([(0, 0); 5], "undated", 0)
            };
            let over = of([(240, 0), (120, 0), (0, 0), (180, 90), (0, 0)], "over", 0);
            let on_time = of([(240, 0), (120, 0), (0, 0), (180, 90), (0, 0)], "on-time", 0);
            vec![("late", late), ("ready", ready), ("trainer", trainer), ("made", made), ("empty", empty), ("over", over), ("on-time", on_time)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
