//! The printed report of a campaign: what its pages of results show, on a few pages for a meeting.

use serde::Serialize;

use super::world::Template;
use super::{Footer, MadeOn, PdfError, training::made};

/// The results of a campaign, ready to print: sentences translated, numbers written the way the language writes them.
///
/// A part without rows is left out with its heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata.
    pub made_on: MadeOn,
    /// Title in the metadata.
    pub title: String,
    /// « Rapport de campagne ».
    pub kind: String,
    /// Title of the campaign, as its heading.
    pub heading: String,
    /// Whose.
    pub subtitle: String,
    /// What was assessed, for whom, when, how many took part.
    pub facts: Vec<Fact>,
    /// The results in one or two sentences, or why there are none.
    pub summary: String,
    /// What to train first.
    pub needs: Needs,
    /// Levels by domain, drawn.
    pub levels: Levels,
    /// Tables, in this order: levels in numbers, units, trades, progress, questions.
    pub tables: Vec<Table>,
    /// What stands at the end: what is not shown and why, how it was computed.
    pub notes: Vec<Note>,
    /// Foot of every page.
    pub footer: Footer,
}

/// A name with what is said under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// « Pour qui ».
    pub name: String,
    /// A line or a paragraph.
    pub text: String,
}

/// What to train first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needs {
    /// Heading.
    pub heading: String,
    /// In which order they are.
    pub text: String,
    /// The surest first.
    pub rows: Vec<Need>,
}

/// Something to train.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// The domain.
    pub name: String,
    /// For whom.
    pub who: String,
    /// How many are not there yet.
    pub text: String,
    /// « Commencer par : »; empty where no competence is named.
    pub begin: String,
    /// The competence to begin with; empty where none is named.
    pub first: String,
}

/// The picture of levels: a bar a domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Levels {
    /// Heading.
    pub heading: String,
    /// What the picture shows, in sentences, for those who do not see it. Not empty where there are bars.
    pub alt: String,
    /// Names of the four levels, lowest first.
    pub names: [String; 4],
    /// Legend of the interval.
    pub interval: String,
    /// What stands at the end of the bars.
    pub reason: String,
    /// The bars, in the order of the framework.
    pub bars: Vec<Bar>,
}

/// Levels in one domain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Short name.
    pub name: String,
    /// Shares of the four levels, lowest first: each in 0..=1, together about 1.
    pub levels: [f64; 4],
    /// The same in words; empty where the piece is too narrow for them.
    pub labels: [String; 4],
    /// Where the border of the target lies: lower and upper end of the share below it, in 0..=1.
    pub below: (f64, f64),
    /// The share at the target, in words.
    pub reached: String,
}

/// A table: its first column in words, left; the others to the right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Heading.
    pub heading: String,
    /// What it shows, above it; may be empty.
    pub text: String,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Widths of the columns but the first, in millimetres; the first takes what is left.
    pub widths: Vec<f64>,
    /// Rows of as many cells as there are heads.
    pub rows: Vec<Vec<Cell>>,
    /// Said under it; may be empty.
    pub reason: String,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub value: String,
    /// Said below it, smaller: an interval, a domain. May be empty.
    pub beside: String,
    /// Language of `value` where it is not the document's; empty otherwise.
    pub lang: String,
    /// Whether it stands out.
    pub strong: bool,
}

/// A paragraph with its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Heading.
    pub heading: String,
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// It.
    pub text: String,
}

/// Makes the report of a campaign, on two to four A4 pages. Some tens of milliseconds: call it off the async threads.
///
/// # Errors
/// A mistake of the program.
pub fn report_pdf(document: &ReportDocument) -> Result<Vec<u8>, PdfError> {
    document.check()?;
    made(Template::Report, document, &document.lang, document.made_on, &document.footer)
}

impl ReportDocument {
    /// Refuses what the template could not draw.
    fn check(&self) -> Result<(), PdfError> {
        let is_share = |share: &f64| (0.0..=1.0).contains(share);
        let drawn = |bar: &Bar| bar.levels.iter().all(is_share) && is_share(&bar.below.0) && is_share(&bar.below.1) && bar.below.0 <= bar.below.1;
        let is_even = |table: &Table| {
            table.heads.len() == table.widths.len() + 1
                && table.widths.iter().all(|width| width.is_finite() && *width > 0.0)
                && table.rows.iter().all(|row| row.len() == table.heads.len())
        };
        let codes = self.tables.iter().flat_map(|table| table.rows.iter().flatten()).map(|cell| &cell.lang);
        if codes.into_iter().any(|code| !code.is_empty() && !is_language(code)) {
            return Err(PdfError::Language);
        }
        if self.levels.bars.iter().all(drawn) && self.tables.iter().all(is_even) { Ok(()) } else { Err(PdfError::Scale) }
    }
}

fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())
}
