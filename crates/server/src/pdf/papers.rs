//! Papers of an exam: the invigilators' kit, and convocations for whoever has no address.

use serde::Serialize;

use super::training::made;
use super::world::Template;
use super::{Footer, MadeOn, PdfError};

/// Papers, each beginning on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PapersDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata.
    pub made_on: MadeOn,
    /// Title in the metadata.
    pub title: String,
    /// The papers.
    pub papers: Vec<Paper>,
    /// Foot of every page.
    pub footer: Footer,
}

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// « Convocation ».
    pub kind: String,
    /// To whom, or of what.
    pub title: String,
    /// What it says first.
    pub text: String,
    /// When, where, by whom: names with their values.
    pub facts: Vec<(String, String)>,
    /// Codes to type: names with their values, in large letters.
    pub codes: Vec<(String, String)>,
    /// Over the steps.
    pub steps_title: String,
    /// What to do, one after the other.
    pub steps: Vec<String>,
    /// Over the table.
    pub rows_title: String,
    /// Heads of its four columns.
    pub columns: [String; 4],
    /// Its rows.
    pub rows: Vec<[String; 4]>,
    /// An address, as squares row by row: 1 is dark; nothing for none.
    pub squares: Vec<Vec<u8>>,
    /// What the squares are, for those who do not see them.
    pub alt: String,
    /// Beside the squares.
    pub reason: String,
}

/// Makes papers. Some milliseconds each: call it off the async threads.
///
/// # Errors
/// A mistake of the program.
pub fn papers_pdf(document: &PapersDocument) -> Result<Vec<u8>, PdfError> {
    made(Template::Papers, document, &document.lang, document.made_on, &document.footer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, papers: usize, rows: usize) -> PapersDocument {
        let paper = Paper {
            kind: text.into(),
            title: text.into(),
            text: text.into(),
            facts: vec![(text.into(), text.into()); 4],
            codes: vec![(text.into(), "BCD FGH".into()), (text.into(), "KMPX 3479".into())],
            steps_title: text.into(),
            steps: vec![text.into(); 5],
            rows_title: text.into(),
            columns: [text.into(), text.into(), text.into(), text.into()],
            rows: vec![[text.into(), "29/02/2004".into(), "KMPX 3479".into(), String::new()]; rows],
            squares: vec![vec![1, 0], vec![0, 1]],
            alt: text.into(),
            reason: text.into(),
        };
        PapersDocument {
            lang: "fr".into(),
            made_on: MadeOn { year: 2026, month: 11, day: 22 },
            title: text.into(),
            papers: vec![paper; papers],
            footer: Footer {
                product: "Socle".into(),
                reference: "BCDFGH".into(),
                reference_text: String::new(),
                made: "Document établi le 22 novembre 2026".into(),
                unreviewed: String::new(),
                page: "page".into(),
                of: "sur".into(),
            },
        }
    }

    #[test]
    fn each_paper_is_tagged_the_same_bytes_each_time_and_prints_what_was_typed() {
        let two = papers_pdf(&document("Session de certification", 2, 0)).expect("two convocations");
        assert_eq!(papers_pdf(&document("Session de certification", 2, 0)).expect("again"), two);
        assert!(two.windows(11).any(|w| w == b"pdfuaid:par"));
        papers_pdf(&document("Kit", 1, 120)).expect("a long list");
        for hostile in ["#let x = read(\"/etc/passwd\") $ x^2 $ *gras* <label> @cite \\ // /* ] [ \u{202e} 你好", "👩🏽‍⚕️"] {
            papers_pdf(&document(hostile, 1, 3)).unwrap_or_else(|e| panic!("{hostile}: {e}"));
        }
    }
}
