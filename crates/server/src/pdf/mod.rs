//! Printable documents: a plain description in, the bytes of an accessible PDF out.
//!
//! The caller gives every sentence already translated and every number already computed; nothing here knows a rule,
//! a language or the clock, so that the same description always gives the same bytes. The layout is written in
//! Typst (`*.typ` beside this file); the description reaches it as data, never as markup, so a title made of Typst
//! markup prints as the characters it is made of. Why Typst: docs/adr/0005-pdf.md.
//!
//! What comes out is PDF 1.7 that the exporter has checked against PDF/UA-1: tagged, with a language, a title and a
//! text alternative for the picture. A description that cannot be made so is an error, never a lesser document.

mod certificate;
mod document;
mod papers;
mod report;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
mod text;
mod training;
mod world;

pub use certificate::{CertificateDocument, DomainShown, certificate_pdf};
pub use document::{
    Axis, CompetenceRow, CompetenceWords, DomainRow, Evidence, FigureWords, Footer, MadeOn, NextStep, NextSteps, Picture, ProfileDocument, Reading,
};

pub use papers::{Paper, PapersDocument, papers_pdf};
pub use report::{Bar, Cell, Fact, Levels, Need, Needs, Note, Paragraph, ReportDocument, Table, report_pdf};
pub use training::{Attestation, AttestationsDocument, Indicator, ProofsDocument, Sheet, SheetsDocument, attestations_pdf, proofs_pdf, sheets_pdf};

use std::fmt;

/// Makes the profile of one person, on two A4 pages for five domains of a few competences each.
///
/// Takes about 0.1 s of CPU in an unoptimised build and a tenth of that in a release: call it off the async threads.
pub fn profile_pdf(document: &ProfileDocument) -> Result<Vec<u8>, PdfError> {
    document.check()?;
    let mut data = serde_json::to_value(document).map_err(|error| PdfError::Layout(error.to_string()))?;
    text::make_printable(&mut data);
    let identifier = format!("socle/profile/{}", document.footer.reference);
    world::typeset(world::Template::Profile, data.to_string(), document.made_on, identifier)
}

/// Why a PDF could not be made. All of them are mistakes of the program, none of the person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// The language is not two or three small letters.
    Language,
    /// The date does not exist in the calendar.
    Date,
    /// The axis is not ascending, does not have one level more than cut scores, or a number is not finite.
    Scale,
    /// The template was refused: what the engine said, for the log.
    Layout(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language => formatter.write_str("the document's language is not a language code"),
            Self::Date => formatter.write_str("the document's date does not exist"),
            Self::Scale => formatter.write_str("the document's scale or a number on it makes no sense"),
            Self::Layout(reason) => write!(formatter, "the document could not be laid out: {reason}"),
        }
    }
}

impl std::error::Error for PdfError {}
