//! What a printed profile promises.

use super::sample::profile;
use super::text::make_printable;
use super::{Evidence, PdfError, ProfileDocument, profile_pdf};

/// Everything that could be taken for markup, for a path, or for a line that never ends.
const HOSTILE: &str = "#let x = read(\"/etc/passwd\") $ x^2 $ *gras* _it_ `code` <label> @cite \\ // /* ] [ { } ~ -- \u{202e}";

fn pages(pdf: &[u8]) -> usize {
    occurrences(pdf, b"/Type/Page/") + occurrences(pdf, b"/Type/Page\n")
}

fn occurrences(pdf: &[u8], wanted: &[u8]) -> usize {
    pdf.windows(wanted.len()).filter(|window| *window == wanted).count()
}

fn printed(text: &str) -> String {
    let mut data = serde_json::Value::from(text);
    make_printable(&mut data);
    data.as_str().expect("a string stays a string").to_owned()
}

/// The sample with `text` in every sentence.
fn filled_with(text: &str) -> ProfileDocument {
    let mut document = profile();
    let fill = |field: &mut String| text.clone_into(field);
    [&mut document.title, &mut document.subtitle, &mut document.summary].into_iter().for_each(fill);
    let picture = &mut document.picture;
    fill(&mut picture.heading);
    fill(&mut picture.alt);
    fill(&mut picture.estimate_legend);
    fill(&mut picture.interval_legend);
    fill(&mut picture.required_caption);
    document.axis.levels.iter_mut().for_each(fill);
    for domain in &mut document.domains {
        fill(&mut domain.name);
        fill(&mut domain.level);
        fill(&mut domain.level_probability);
        fill(&mut domain.probability_text);
        fill(&mut domain.estimate_text);
        fill(&mut domain.interval_text);
        for competence in &mut domain.competences {
            fill(&mut competence.title);
            fill(&mut competence.evidence_text);
        }
    }
    fill(&mut document.next_steps.heading);
    for step in &mut document.next_steps.steps {
        fill(&mut step.title);
        fill(&mut step.reason);
    }
    fill(&mut document.reading.heading);
    fill(&mut document.reading.text);
    let figures = &mut document.figures;
    [&mut figures.heading, &mut figures.domain, &mut figures.level].into_iter().for_each(fill);
    [&mut figures.probability, &mut figures.estimate, &mut figures.interval].into_iter().for_each(fill);
    let words = &mut document.competences;
    [&mut words.heading, &mut words.competence, &mut words.evidence].into_iter().for_each(fill);
    [&mut words.none, &mut words.working_wording_note].into_iter().for_each(fill);
    let footer = &mut document.footer;
    [&mut footer.product, &mut footer.reference, &mut footer.reference_text].into_iter().for_each(fill);
    [&mut footer.made, &mut footer.unreviewed, &mut footer.page, &mut footer.of].into_iter().for_each(fill);
    document
}

#[test]
fn a_profile_is_two_tagged_pages_in_its_language() {
    let pdf = profile_pdf(&profile()).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(pdf.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(pages(&pdf), 2);
    assert!(occurrences(&pdf, b"/StructTreeRoot") > 0);
    assert!(occurrences(&pdf, b"/Lang(fr") > 0);
    assert!(occurrences(&pdf, b"pdfuaid:part") > 0);
    assert!(occurrences(&pdf, "Votre profil en santé numérique".as_bytes()) > 0, "the title is in the metadata");
}

#[test]
fn the_same_profile_gives_the_same_bytes() {
    let first = profile_pdf(&profile()).unwrap();
    let mut other = profile();
    other.lang = "en".to_owned();
    other.title = "Your digital health profile".to_owned();
    assert_ne!(profile_pdf(&other).unwrap(), first);
    assert_eq!(profile_pdf(&profile()).unwrap(), first);
}

fn texts() -> [String; 5] {
    [
        HOSTILE.to_owned(),
        "anticonstitutionnellement".repeat(40),
        "A\u{301}\u{301}\u{301} e\u{301} ﷽ 👩🏽‍⚕️🧑‍⚕️ مرحبا بالعالم שלום 你好 \u{0} \u{7} \u{feff} \u{fffe} \u{e000}".to_owned(),
        "\r\n\t\u{2028}\u{2029}".to_owned(),
        "mot\u{202f}; «\u{202f}mot\u{202f}»\u{202f}: 95\u{202f}% ".repeat(60),
    ]
}

#[test]
fn hostile_text_is_printed_as_text() {
    for text in texts() {
        let pdf = profile_pdf(&filled_with(&text)).unwrap_or_else(|error| panic!("{text:.60}: {error}"));
        assert!(pdf.starts_with(b"%PDF-"), "{text:.60}");
    }
}

#[test]
fn a_text_of_a_megabyte_is_cut() {
    let mut document = profile();
    document.reading.text = "x".repeat(1_000_000);
    document.next_steps.steps[0].reason = "mot ".repeat(250_000);
    let pdf = profile_pdf(&document).unwrap();
    assert!(pages(&pdf) <= 6, "{} pages", pages(&pdf));
}

#[test]
fn what_is_empty_is_left_out() {
    let mut document = profile();
    for domain in &mut document.domains {
        domain.competences.clear();
    }
    document.next_steps.steps.clear();
    document.reading.text.clear();
    assert_eq!(pages(&profile_pdf(&document).unwrap()), 2);
    document.domains.clear();
    assert_eq!(pages(&profile_pdf(&document).unwrap()), 1);
}

#[test]
fn extreme_positions_stay_on_the_axis() {
    let mut document = profile();
    for (domain, at) in document.domains.iter_mut().zip([-1e9, -3.0, 0.0, 3.0, 1e9]) {
        (domain.low, domain.estimate, domain.high) = (at, at, at);
    }
    document.axis.required = 0;
    assert_eq!(pages(&profile_pdf(&document).unwrap()), 2);
}

#[test]
fn every_evidence_has_its_sign() {
    let mut document = profile();
    for evidence in [Evidence::Held, Evidence::NotHeld, Evidence::NotEnough] {
        document.domains[0].competences[0].evidence = evidence;
        profile_pdf(&document).unwrap();
    }
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let refused = |change: fn(&mut ProfileDocument)| {
        let mut document = profile();
        change(&mut document);
        profile_pdf(&document).unwrap_err()
    };
    assert_eq!(refused(|document| document.lang = "fr\"".to_owned()), PdfError::Language);
    assert_eq!(refused(|document| document.made_on.day = 31), PdfError::Date);
    assert_eq!(refused(|document| document.axis.cuts.swap(0, 1)), PdfError::Scale);
    assert_eq!(refused(|document| document.axis.levels.truncate(2)), PdfError::Scale);
    assert_eq!(refused(|document| document.axis.required = 4), PdfError::Scale);
    assert_eq!(refused(|document| document.domains[0].estimate = f64::NAN), PdfError::Scale);
    assert_eq!(refused(|document| document.domains[0].low = 9.0), PdfError::Scale);
}

#[test]
fn text_keeps_what_the_typeface_has_and_mends_the_rest() {
    assert_eq!(printed("e\u{301}té, Łukasz, œuvre, 20 €"), "été, Łukasz, œuvre, 20 €");
    assert_eq!(printed("Nguyễn Thị"), "Nguyen Thi");
    assert_eq!(printed("你好 de 北京"), "? de ?");
    assert_eq!(printed("👩🏽‍⚕️ soin"), " soin");
    assert_eq!(printed("a\u{202e}b\u{200f}c\u{0}d"), "abcd");
    assert_eq!(printed("1\u{202f}200\u{202f}km\u{202f}: «\u{202f}oui\u{202f}»"), "1\u{a0}200\u{a0}km\u{2009}: «\u{a0}oui\u{2009}»");
    assert_eq!(printed(&"x".repeat(57)).matches('\u{200b}').count(), 2);
}
