//! The 28 hours: ledgers, lessons, trainings, attestations, proofs; and what a learner sees of their own.
//!
//! Times of training are minutes, credits hundredths of an ECTS credit, days microseconds UTC of their beginning.

mod attestations;
mod lessons;
mod mine;
mod registry;
mod trainings;

pub use attestations::{AttestationRow, AttestationsPage, CheckPage, Checked, ProofsPage, Ready};
pub use lessons::{CodePage, LessonFormPage, LessonPage, LessonRow, LessonsPage, PresentRow};
pub use mine::{MinePage, MyLesson, MyOrganisation, PresencePage, StudiedRow};
pub use registry::{LedgerPage, RegistryPage, RegistryRow, Tally};
pub use trainings::{ConfirmPage, TrainingFields, TrainingFormPage, TrainingRow, TrainingsPage};

use serde::Serialize;

#[cfg(test)]
use super::sample_frame;
use super::{Entry, Frame};

/// Something to choose in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub id: String,
    /// In words.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// One domain of a ledger or a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DomainHours {
    /// Code of the domain.
    pub code: String,
    /// Short name.
    pub name: String,
    /// What the text requires.
    pub target: u32,
    /// Recorded in class.
    pub lessons: u32,
    /// Recorded elsewhere.
    pub trainings: u32,
    /// What counts of it.
    pub counted: u32,
    /// Still to be done.
    pub missing: u32,
}

/// One part of a ledger's bar: as wide as its domain has hours, filled as far as they are done. In a drawing of 280 units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Where it begins.
    pub x: u32,
    /// How wide it is.
    pub width: u32,
    /// How much of it is filled.
    pub filled: u32,
}

/// The parts of a bar.
pub fn bar(domains: &[DomainHours]) -> Vec<Part> {
    let whole: u32 = domains.iter().map(|d| d.target).sum::<u32>().max(1);
    let gaps = u32::try_from(domains.len().saturating_sub(1)).unwrap_or(0) * 2;
    let (room, mut x) = (280_u32.saturating_sub(gaps), 0);
    let mut parts = Vec::with_capacity(domains.len());
    for domain in domains {
        let width = room * domain.target / whole;
        parts.push(Part { x, width, filled: (width * domain.counted.min(domain.target)).checked_div(domain.target).unwrap_or(0) });
        x += width + 2;
    }
    parts
}

/// A field for hours in a domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoursField {
    /// Code of the domain.
    pub code: String,
    /// Short name.
    pub name: String,
    /// What the text requires.
    pub target: u32,
    /// As it was typed.
    pub typed: String,
}

/// The rooms of the hours; `here` is one of them.
pub fn rooms(frame: &Frame, here: &str) -> Vec<Entry> {
    let all = [("registry", ""), ("lessons", "/seances"), ("trainings", "/formations"), ("attestations", "/attestations"), ("proofs", "/preuves")];
    all.into_iter().map(|(name, rest)| Entry { name, path: format!("/pilotage/{}/heures{rest}", frame.id), is_here: name == here }).collect()
}

#[cfg(test)]
const ORGANISATION: &str = "/pilotage/0199c0de-0000-7000-8000-000000000001";

#[cfg(test)]
fn sample_domains(done: [(u32, u32); 5]) -> Vec<DomainHours> {
    let domain = |(i, (lessons, trainings)): (usize, (u32, u32))| {
        let (_, _, name, _, hours) = crate::web::view::SAMPLE_DOMAINS[i];
        let target = hours * 60;
        let counted = (lessons + trainings).min(target);
        DomainHours { code: (i + 1).to_string(), name: name.into(), target, lessons, trainings, counted, missing: target - counted }
    };
    done.into_iter().enumerate().map(domain).collect()
}

#[cfg(test)]
fn sample_fields(typed: [&str; 5]) -> Vec<HoursField> {
    let field = |(i, typed): (usize, &str)| HoursField {
        code: (i + 1).to_string(),
        name: crate::web::view::SAMPLE_DOMAINS[i].2.into(),
        target: crate::web::view::SAMPLE_DOMAINS[i].4 * 60,
        typed: typed.into(),
    };
    typed.into_iter().enumerate().map(field).collect()
}

#[cfg(test)]
fn sample_choices(names: &[&str], chosen: usize) -> Vec<Choice> {
    names.iter().enumerate().map(|(i, name)| Choice { id: format!("c{i}"), name: (*name).into(), is_chosen: i == chosen }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_fits_its_drawing_and_fills_as_far_as_is_done() {
        let parts = bar(&sample_domains([(360, 0), (150, 0), (0, 0), (999, 0), (90, 90)]));
        assert!(parts.last().is_some_and(|p| p.x + p.width <= 280));
        assert!(parts.windows(2).all(|pair| pair[0].x + pair[0].width < pair[1].x));
        assert_eq!((parts[0].filled, parts[1].filled, parts[2].filled), (parts[0].width, parts[1].width / 2, 0));
        assert_eq!((parts[3].filled, parts[4].filled), (parts[3].width, parts[4].width / 2));
        assert!(bar(&[]).is_empty());
    }
}
