//! What a printed profile says.

use serde::Serialize;

use super::PdfError;

/// A person's profile, ready to print: sentences translated, numbers written the way the language writes them.
///
/// Sentences may hold any character: what the typeface lacks is replaced, what could overflow is broken or cut.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileDocument {
    /// Language of every sentence, as ISO 639: `fr`, `en`.
    pub lang: String,
    /// Date written into the file's metadata. The sentence that shows it is in the footer.
    pub made_on: MadeOn,
    /// « Mon profil en santé numérique »; also the title in the metadata.
    pub title: String,
    /// Date of the positioning, questions, minutes.
    pub subtitle: String,
    /// The profile summed up in one or two sentences.
    pub summary: String,
    /// Words around the picture.
    pub picture: Picture,
    /// Scale of the picture.
    pub axis: Axis,
    /// One row per domain, in the order of the framework.
    pub domains: Vec<DomainRow>,
    /// What to do next.
    pub next_steps: NextSteps,
    /// How to read the picture and its uncertainty.
    pub reading: Reading,
    /// Words around the table of figures: the picture in numbers.
    pub figures: FigureWords,
    /// Words around the table of competences.
    pub competences: CompetenceWords,
    /// Its acronyms with what they stand for, in small print; may be empty.
    pub terms: String,
    /// Foot of every page.
    pub footer: Footer,
}

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MadeOn {
    /// Year of the Gregorian calendar.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// Words around the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Heading above it.
    pub heading: String,
    /// What the picture shows, in a sentence, for those who do not see it. Not empty.
    pub alt: String,
    /// Legend of the point.
    pub estimate_legend: String,
    /// Legend of the line: « intervalle à 95 % ».
    pub interval_legend: String,
    /// Beside the cut score of the required level: « Socle : ce que chacun doit tenir ».
    pub required_caption: String,
}

/// The scale that the five rows share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis {
    /// Left end, for instance -3.
    pub from: f64,
    /// Right end, for instance 3. What lies outside is drawn at the end.
    pub to: f64,
    /// Cut scores between the levels, ascending, inside the axis.
    pub cuts: Vec<f64>,
    /// Names of the levels, lowest first: one more than the cut scores.
    pub levels: Vec<String>,
    /// Index in `levels` of the one that everyone must hold.
    pub required: usize,
}

/// One domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainRow {
    /// Full name.
    pub name: String,
    /// Name of the level reached.
    pub level: String,
    /// How probable that level is, in words for the picture: « probabilité 78 % ».
    pub level_probability: String,
    /// The same for a column of the table: « 78 % ».
    pub probability_text: String,
    /// Where the point is.
    pub estimate: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The estimate as the language writes it: « 0,42 ».
    pub estimate_text: String,
    /// The interval as the language writes it: « −0,18 à 1,02 ».
    pub interval_text: String,
    /// Its competences; may be empty.
    pub competences: Vec<CompetenceRow>,
}

/// One competence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetenceRow {
    /// Title.
    pub title: String,
    /// What the answers show: chooses the sign.
    pub evidence: Evidence,
    /// The same in words, beside the sign.
    pub evidence_text: String,
    /// True when the title is our own wording, not the official one.
    pub working_wording: bool,
}

/// What the answers show of a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Seen and held.
    Held,
    /// Seen and not held.
    NotHeld,
    /// Not enough evidence.
    NotEnough,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextSteps {
    /// Heading.
    pub heading: String,
    /// The steps, most useful first. When there are none the heading is not printed.
    pub steps: Vec<NextStep>,
}

/// One thing to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// What to do.
    pub title: String,
    /// Why.
    pub reason: String,
}

/// How to read the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Heading.
    pub heading: String,
    /// One paragraph.
    pub text: String,
}

/// Words around the table of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureWords {
    /// Heading.
    pub heading: String,
    /// Column of the domains.
    pub domain: String,
    /// Column of the levels.
    pub level: String,
    /// Column of the probabilities of the level.
    pub probability: String,
    /// Column of the estimates.
    pub estimate: String,
    /// Column of the intervals.
    pub interval: String,
}

/// Words around the table of competences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetenceWords {
    /// Heading.
    pub heading: String,
    /// Column of the titles.
    pub competence: String,
    /// Column of the evidence.
    pub evidence: String,
    /// Said in a domain that has no competence to show.
    pub none: String,
    /// What the asterisk of a working wording means. Printed when one is marked, after the asterisk.
    pub working_wording_note: String,
}

/// Foot of every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// Name of the product.
    pub product: String,
    /// Reference of the session, without any word around it; also names the file in its metadata.
    pub reference: String,
    /// The same as a phrase: « Session 7Q4M-2K ».
    pub reference_text: String,
    /// « Document établi le 21 novembre 2026 ».
    pub made: String,
    /// « Les questions n'ont pas encore été relues par des experts. » Empty when it is no longer so.
    pub unreviewed: String,
    /// The word before the number of the page: « page ».
    pub page: String,
    /// The word before the number of pages: « sur ».
    pub of: String,
}

impl ProfileDocument {
    /// Refuses what the template could not draw.
    pub(super) fn check(&self) -> Result<(), PdfError> {
        let code = self.lang.as_bytes();
        if !(2..=3).contains(&code.len()) || !code.iter().all(u8::is_ascii_lowercase) {
            return Err(PdfError::Language);
        }
        let edges: Vec<f64> = [self.axis.from].into_iter().chain(self.axis.cuts.iter().copied()).chain([self.axis.to]).collect();
        let ascending = edges.iter().all(|edge| edge.is_finite()) && edges.is_sorted_by(|low, high| low < high);
        let named = self.axis.levels.len() == self.axis.cuts.len() + 1 && self.axis.required < self.axis.levels.len();
        let placed = self.domains.iter().all(|domain| {
            [domain.low, domain.estimate, domain.high].iter().all(|end| end.is_finite()) && domain.low <= domain.estimate && domain.estimate <= domain.high
        });
        if ascending && named && placed { Ok(()) } else { Err(PdfError::Scale) }
    }
}
