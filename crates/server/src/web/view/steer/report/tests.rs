//! What the report of a campaign promises, on paper.

use std::sync::Arc;

use super::*;
use crate::pdf::{PdfError, report_pdf};
use crate::render::{Lang, Renderer};
use crate::web::view::steer::joining::AssessedDomain;
use crate::web::view::steer::results::{sample_changes, sample_domains, sample_groups, sample_needs, sample_questions};

/// Everything that could be taken for markup, and what the typeface lacks.
const HOSTILE: &str = "#let x = read(\"/etc/passwd\") $ x^2 $ *gras* _it_ `code` <label> @cite \\ // /* ] [ { } ~ -- \u{202e} 你好 👩🏽‍⚕️";

fn full() -> Report {
    let [units, trades] = ["unit", "trade"].map(|kind| {
        let rows = sample_groups().into_iter().filter(|row| ["everybody", kind].contains(&row.who.kind)).collect();
        Groups { rows, more: 0, unsaid: if kind == "unit" { 31 } else { 0 } }
    });
    Report {
        organisation: "Centre hospitalier des Tilleuls".into(),
        is_sample: false,
        title: "Arrivées de novembre".into(),
        assessed: Assessed { is_whole: true, domains: Vec::new() },
        audience: "everybody",
        groups: Vec::new(),
        is_anonymous: false,
        opens_at: Some(crate::web::view::SAMPLE_NOW - 40 * 86_400_000_000),
        ends_at: Some(crate::web::view::SAMPLE_NOW),
        expected: Some(310),
        began: 241,
        finished: 226,
        standing: Standing { finished: 226, shown: 214, waiting: 12, last: Some(crate::web::view::SAMPLE_NOW), shared: 3, is_over: false, may_show: true },
        people: 214,
        target: Level::Socle,
        interval: 0.95,
        columns: sample_domains().into_iter().map(|domain| domain.name).collect(),
        domains: sample_domains(),
        needs: sample_needs(),
        changes: Some(sample_changes()),
        units: Groups { more: 4, ..units },
        trades,
        questions: sample_questions(),
        asked: 43,
        method: "https://socle.example/methode".into(),
    }
}

fn empty() -> Report {
    let standing = Standing { finished: 4, shown: 0, waiting: 4, last: None, shared: 0, is_over: false, may_show: false };
    Report {
        people: 0,
        finished: 4,
        began: 6,
        standing,
        domains: Vec::new(),
        needs: Vec::new(),
        changes: None,
        units: Groups::default(),
        trades: Groups::default(),
        questions: Vec::new(),
        asked: 0,
        ..full()
    }
}

/// Every kind of report that there is.
fn samples() -> Vec<(&'static str, Report)> {
    let standing = empty().standing;
    let needs = sample_needs().into_iter().filter(|need| need.who.kind == "everybody").collect();
    let assessed = Assessed {
        is_whole: false,
        domains: vec![AssessedDomain { name: "Cybersécurité".into(), competences: vec!["Se protéger et réagir face à un incident".into()] }],
    };
    let steady = Changes { rows: sample_changes().rows.into_iter().filter(|row| row.verdict == "same").collect(), ..sample_changes() };
    let open =
        Report { audience: "open", is_anonymous: true, expected: None, ends_at: None, is_sample: true, changes: Some(steady), needs, assessed, ..full() };
    let alone = Report { units: Groups::default(), trades: Groups::default(), needs: Vec::new(), changes: None, ..full() };
    let groups = Report { audience: "groups", groups: vec!["Urgences".into(), "Services de nuit".into()], opens_at: None, ..full() };
    let many = |kind| {
        let who = |n: usize| Who { kind, name: format!("Groupe au nom assez long pour tenir sur deux lignes, numéro {n}"), path: String::new() };
        let rows = (0..10).map(|n| GroupRow { who: who(n), ..sample_groups().remove(0) });
        Groups { rows: sample_groups().into_iter().take(1).chain(rows).collect(), more: 40, unsaid: 90 }
    };
    let long = Report { units: many("unit"), trades: many("trade"), questions: sample_questions().into_iter().cycle().take(8).collect(), ..full() };
    vec![
        ("full", full()),
        ("empty", empty()),
        ("nobody", Report { standing: Standing { finished: 0, waiting: 0, ..standing }, finished: 0, ..empty() }),
        ("over", Report { standing: Standing { is_over: true, ..standing }, ..empty() }),
        ("open", open),
        ("alone", alone),
        ("groups", groups),
        ("long", long),
    ]
}

fn footer() -> Footer {
    Footer {
        product: "Socle".into(),
        reference: "NOVEMBRE".into(),
        reference_text: String::new(),
        made: "Document établi le 22 novembre 2026".into(),
        unreviewed: String::new(),
        page: "page".into(),
        of: "sur".into(),
    }
}

fn written(report: &Report, texts: &Texts, lang: Lang) -> ReportDocument {
    report.document(Words { texts, lang }, MadeOn { year: 2026, month: 11, day: 22 }, footer())
}

/// Writes every sample in both languages, so that a text that none of them says is found.
pub(in crate::web::view) fn render_all(renderer: &Renderer) {
    for (_, report) in samples() {
        for lang in [Lang::Fr, Lang::En] {
            written(&report, renderer.texts(), lang);
        }
    }
}

fn occurrences(pdf: &[u8], wanted: &[u8]) -> usize {
    pdf.windows(wanted.len()).filter(|window| *window == wanted).count()
}

fn pages(pdf: &[u8]) -> usize {
    occurrences(pdf, b"/Type/Page/") + occurrences(pdf, b"/Type/Page\n")
}

#[test]
fn a_report_is_a_tagged_pdf_of_a_few_pages_in_both_languages() {
    let texts = Texts::new().expect("locales are readable");
    for (name, report) in samples() {
        for lang in [Lang::Fr, Lang::En] {
            let made = report_pdf(&written(&report, &texts, lang)).unwrap_or_else(|error| panic!("{name} {}: {error}", lang.code()));
            if let Some(folder) = std::env::var_os("SOCLE_PREVIEW") {
                let folder = std::path::Path::new(&folder);
                std::fs::create_dir_all(folder).expect("a folder");
                std::fs::write(folder.join(format!("report-{name}.{}.pdf", lang.code())), &made).expect("written");
            }
            let expected = match name {
                "empty" | "nobody" | "over" => 1..=1,
                "long" => 4..=5,
                _ => 2..=4,
            };
            assert!(expected.contains(&pages(&made)), "{name}: {} pages", pages(&made));
            assert!(occurrences(&made, b"pdfuaid:part") > 0 && occurrences(&made, b"/StructTreeRoot") > 0, "{name}");
            assert!(occurrences(&made, format!("/Lang({}", lang.code()).as_bytes()) > 0, "{name}");
            assert!(occurrences(&made, "Arrivées de novembre".as_bytes()) > 0, "the title is in the metadata");
        }
    }
    assert_eq!(report_pdf(&written(&full(), &texts, Lang::Fr)), report_pdf(&written(&full(), &texts, Lang::Fr)), "the same bytes");
}

#[test]
fn the_pdf_of_a_report_says_what_the_pages_say_and_what_is_not_shown() {
    let texts = Arc::new(Texts::new().expect("locales are readable"));
    let said =
        |report: &Report, lang| serde_json::to_string(&written(report, &texts, lang)).expect("JSON").replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
    let told = said(&full(), Lang::Fr);
    for words in [
        "À former d'abord : Cybersécurité, pour « Services de nuit », où 74 % n'ont pas encore le niveau Socle, sur 42 résultats",
        "En progrès depuis « Arrivées de mai » : Données de santé. En recul depuis « Arrivées de mai » : Communication.",
        "226 personnes ont terminé, sur 310 attendues. 214 résultats parus sur 226 terminés.",
        "31 personnes ne sont pas montrées à part",
        "4 groupes plus petits",
        "12 résultats attendent",
        "https://socle.example/methode",
        "entre 50 % et 71 %",
        "\"value\":\"+12\"",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(said(&full(), Lang::En).contains("\"lang\":\"fr\""), "a question keeps its language");
    let none = said(&empty(), Lang::Fr);
    assert!(none.contains("4 personnes ont terminé. Rien n'est encore montré") && none.contains("Aucune question n'a encore dix réponses"), "{none}");
    assert!(!none.contains("Cybersécurité"), "no domain is named before anything is shown: {none}");
    let alone = said(&samples().remove(5).1, Lang::Fr);
    assert!(alone.contains("Aucun service n'est montré à part") && alone.contains("Aucun métier n'est montré à part"), "{alone}");
}

#[test]
fn whatever_was_typed_is_printed_in_the_pdf_of_a_report() {
    let texts = Texts::new().expect("locales are readable");
    for text in [HOSTILE.to_owned(), "anticonstitutionnellement".repeat(40), "👩🏽‍⚕️".into(), "mot ".repeat(2_000)] {
        let mut report = full();
        for field in [&mut report.title, &mut report.organisation, &mut report.method] {
            text.clone_into(field);
        }
        report.units.rows.iter_mut().chain(&mut report.trades.rows).for_each(|row| text.clone_into(&mut row.who.name));
        report.questions.iter_mut().for_each(|row| text.clone_into(&mut row.title));
        report.needs.iter_mut().for_each(|need| need.first = Some(text.clone()));
        report_pdf(&written(&report, &texts, Lang::Fr)).unwrap_or_else(|error| panic!("{text:.60}: {error}"));
    }
}

#[test]
fn a_pdf_of_a_report_that_cannot_be_drawn_is_refused() {
    let texts = Texts::new().expect("locales are readable");
    let refused = |change: fn(&mut ReportDocument)| {
        let mut document = written(&full(), &texts, Lang::Fr);
        change(&mut document);
        report_pdf(&document).unwrap_err()
    };
    assert_eq!(refused(|document| document.lang = "fr\"".into()), PdfError::Language);
    assert_eq!(refused(|document| document.tables[0].rows[0][0].lang = "fr-FR".into()), PdfError::Language);
    assert_eq!(refused(|document| document.made_on.day = 31), PdfError::Date);
    assert_eq!(refused(|document| document.levels.bars[0].levels[0] = f64::NAN), PdfError::Scale);
    assert_eq!(refused(|document| document.levels.bars[0].below = (0.9, 0.1)), PdfError::Scale);
    assert_eq!(refused(|document| drop(document.tables[0].rows[0].pop())), PdfError::Scale);
    let mut certain = written(&full(), &texts, Lang::Fr);
    certain.levels.bars[0] = Bar { levels: [1.0, 0.0, 0.0, 0.0], below: (1.0, 1.0), ..certain.levels.bars[0].clone() };
    assert!(report_pdf(&certain).is_ok());
}
