//! Printed documents of the 28 hours: attendance sheets and records, attestations, and the index of a pack of proofs.

use serde::Serialize;

use super::world::{Template, typeset};
use super::{Footer, MadeOn, PdfError, text};

/// Attendance sheets to sign, or records of who was there: one or many, each beginning on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetsDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata.
    pub made_on: MadeOn,
    /// Title in the metadata.
    pub title: String,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// Foot of every page.
    pub footer: Footer,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// « Feuille d'émargement ».
    pub kind: String,
    /// What the lesson is about.
    pub title: String,
    /// When, where, by whom: names with their values.
    pub facts: Vec<(String, String)>,
    /// Heads of the three columns.
    pub columns: [String; 3],
    /// Name, number, and what stands in the third column: nothing to be signed, or how it is known that they were there.
    pub rows: Vec<[String; 3]>,
    /// Empty rows below, for whoever comes unannounced.
    pub empty_rows: u32,
    /// Beside the place where whoever leads it signs.
    pub sign: String,
    /// Said where there is no row at all.
    pub nobody: String,
}

/// Attestations, each on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttestationsDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata.
    pub made_on: MadeOn,
    /// Title in the metadata.
    pub title: String,
    /// The attestations.
    pub attestations: Vec<Attestation>,
    /// Foot of every page.
    pub footer: Footer,
}

/// One attestation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attestation {
    /// « Attestation de suivi de formation ».
    pub kind: String,
    /// The organisation.
    pub organisation: String,
    /// Said over everything where it was withdrawn; empty otherwise.
    pub withdrawn: String,
    /// Who attests.
    pub intro_text: String,
    /// Of whom.
    pub name: String,
    /// Born when; may be empty.
    pub born: String,
    /// What.
    pub text: String,
    /// Heads of the three columns.
    pub columns: [String; 3],
    /// Domain, hours of the text, hours recorded.
    pub rows: Vec<[String; 3]>,
    /// The last row.
    pub total: [String; 3],
    /// Sentences under the table.
    pub notes: Vec<String>,
    /// « Fait à … le … ».
    pub done_at: String,
    /// Over the place of the signature.
    pub sign: String,
    /// Over the place of the stamp.
    pub stamp: String,
    /// How it can be checked.
    pub reason: String,
    /// The address at which it can be checked, as squares row by row: 1 is dark.
    pub squares: Vec<Vec<u8>>,
    /// What the squares are, for those who do not see them.
    pub alt: String,
}

/// What the files of a pack show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofsDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata.
    pub made_on: MadeOn,
    /// Title.
    pub title: String,
    /// Whose, from when to when.
    pub subtitle: String,
    /// What the pack is.
    pub summary: String,
    /// What is in it, in numbers.
    pub text: String,
    /// Heads of the three columns.
    pub columns: [String; 3],
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// What is not in it.
    pub reason: String,
    /// Foot of every page.
    pub footer: Footer,
}

/// One indicator of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// Its number and name.
    pub name: String,
    /// « numéro à vérifier », where we have not read the number in a sure source; empty otherwise.
    pub doubt: String,
    /// What the files show.
    pub text: String,
    /// Their names.
    pub files: Vec<String>,
}

/// Makes sheets. Some milliseconds each: call it off the async threads.
///
/// # Errors
/// A mistake of the program.
pub fn sheets_pdf(document: &SheetsDocument) -> Result<Vec<u8>, PdfError> {
    made(Template::Sheets, document, &document.lang, document.made_on, &document.footer)
}

/// Makes attestations. Some milliseconds each: call it off the async threads.
///
/// # Errors
/// A mistake of the program.
pub fn attestations_pdf(document: &AttestationsDocument) -> Result<Vec<u8>, PdfError> {
    made(Template::Attestations, document, &document.lang, document.made_on, &document.footer)
}

/// Makes the index of a pack.
///
/// # Errors
/// A mistake of the program.
pub fn proofs_pdf(document: &ProofsDocument) -> Result<Vec<u8>, PdfError> {
    made(Template::Proofs, document, &document.lang, document.made_on, &document.footer)
}

pub(super) fn made(template: Template, document: &impl Serialize, lang: &str, made_on: MadeOn, footer: &Footer) -> Result<Vec<u8>, PdfError> {
    if !(2..=3).contains(&lang.len()) || !lang.bytes().all(|b| b.is_ascii_lowercase()) {
        return Err(PdfError::Language);
    }
    let mut data = serde_json::to_value(document).map_err(|error| PdfError::Layout(error.to_string()))?;
    text::make_printable(&mut data);
    typeset(template, data.to_string(), made_on, format!("socle/{}/{}", template.name(), footer.reference))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "#let x = read(\"/etc/passwd\") $ x^2 $ *gras* _it_ `code` <label> @cite \\ // /* ] [ { } ~ -- \u{202e} 你好 👩🏽‍⚕️";

    fn footer(text: &str) -> Footer {
        Footer {
            product: "Socle".into(),
            reference: "BCDF".into(),
            reference_text: text.into(),
            made: "Document établi le 22 novembre 2026".into(),
            unreviewed: String::new(),
            page: "page".into(),
            of: "sur".into(),
        }
    }

    const DAY: MadeOn = MadeOn { year: 2026, month: 11, day: 22 };

    fn sheet(text: &str, people: usize) -> Sheet {
        Sheet {
            kind: text.into(),
            title: text.into(),
            facts: vec![(text.into(), text.into()); 5],
            columns: [text.into(), text.into(), text.into()],
            rows: vec![[text.into(), "22104587".into(), String::new()]; people],
            empty_rows: 3,
            sign: text.into(),
            nobody: text.into(),
        }
    }

    fn attestation(text: &str) -> Attestation {
        Attestation {
            kind: text.into(),
            organisation: text.into(),
            withdrawn: String::new(),
            intro_text: text.into(),
            name: text.into(),
            born: text.into(),
            text: text.into(),
            columns: [text.into(), text.into(), text.into()],
            rows: vec![[text.into(), "6 h".into(), "6 h 30".into()]; 5],
            total: [text.into(), "28 h".into(), "29 h".into()],
            notes: vec![text.into(); 3],
            done_at: text.into(),
            sign: text.into(),
            stamp: text.into(),
            reason: text.into(),
            squares: crate::qr::squares("https://socle.example/attestation/BCDF-GHJK-LMNP")
                .expect("it fits")
                .into_iter()
                .map(|row| row.into_iter().map(u8::from).collect())
                .collect(),
            alt: text.into(),
        }
    }

    fn pages(pdf: &[u8]) -> usize {
        let count = |wanted: &[u8]| pdf.windows(wanted.len()).filter(|w| *w == wanted).count();
        count(b"/Type/Page/") + count(b"/Type/Page\n")
    }

    fn sheets(text: &str, people: &[usize]) -> SheetsDocument {
        SheetsDocument {
            lang: "fr".into(),
            made_on: DAY,
            title: text.into(),
            sheets: people.iter().map(|n| sheet(text, *n)).collect(),
            footer: footer("Séance"),
        }
    }

    fn attestations(text: &str, count: usize) -> AttestationsDocument {
        AttestationsDocument { lang: "fr".into(), made_on: DAY, title: text.into(), attestations: vec![attestation(text); count], footer: footer("") }
    }

    #[test]
    fn each_sheet_begins_on_a_page_and_a_long_one_goes_on() {
        assert_eq!(pages(&sheets_pdf(&sheets("Identitovigilance", &[12])).expect("one")), 1);
        assert_eq!(pages(&sheets_pdf(&sheets("Identitovigilance", &[0, 12, 1])).expect("three")), 3);
        let long = pages(&sheets_pdf(&sheets("Identitovigilance", &[120])).expect("long"));
        assert!((4..=8).contains(&long), "{long} pages for 120 people");
    }

    #[test]
    fn each_attestation_is_one_page_tagged_and_the_same_bytes_each_time() {
        let made = attestations_pdf(&attestations("Awa Diop", 3)).expect("three");
        assert_eq!(pages(&made), 3);
        assert!(made.windows(11).any(|w| w == b"pdfuaid:par"));
        assert_eq!(attestations_pdf(&attestations("Awa Diop", 3)).expect("again"), made);
        if let Some(folder) = std::env::var_os("SOCLE_PREVIEW") {
            let folder = std::path::Path::new(&folder);
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::write(folder.join("sample-attestations.pdf"), &made).expect("written");
        }
    }

    #[test]
    fn what_was_typed_is_printed_as_it_is() {
        let mut signs = sheets("Relevé", &[3]);
        signs.sheets[0].title = "👩🏽‍⚕️".into();
        assert!(sheets_pdf(&signs).is_ok(), "a title without a letter");
        for text in [HOSTILE.to_owned(), "anticonstitutionnellement".repeat(40)] {
            sheets_pdf(&sheets(&text, &[3])).unwrap_or_else(|e| panic!("{text:.40}: {e}"));
            let mut all = attestations(&text, 1);
            all.attestations[0].withdrawn = text.clone();
            attestations_pdf(&all).unwrap_or_else(|e| panic!("{text:.40}: {e}"));
            let indicator = Indicator { name: text.clone(), doubt: text.clone(), text: text.clone(), files: vec![text.clone(); 2] };
            let index = ProofsDocument {
                lang: "fr".into(),
                made_on: DAY,
                title: text.clone(),
                subtitle: text.clone(),
                summary: text.clone(),
                text: text.clone(),
                columns: [text.clone(), text.clone(), text.clone()],
                indicators: vec![indicator; 4],
                reason: text.clone(),
                footer: footer(""),
            };
            proofs_pdf(&index).unwrap_or_else(|e| panic!("{text:.40}: {e}"));
        }
        assert_eq!(sheets_pdf(&SheetsDocument { lang: "fr\"".into(), ..sheets("x", &[1]) }), Err(PdfError::Language));
    }
}
