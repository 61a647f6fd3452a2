//! What an exam prints: the attendance sheet, the invigilators' kit, convocations; and its list as a file.

use axum::extract::Path;
use axum::response::Response;
use domain::access::{Authorised, RunExams};
use domain::certification::{CandidateStatus, Civil, USUAL_SECONDS, codes, extra_seconds};
use domain::date::Day;
use domain::refusal::Refusal;
use formats::table::Cell;
use store::candidates::Candidate;
use store::exams::Exam;

use super::{Named, born, shown_code, standing, status};
use crate::pdf::{self, Paper};
use crate::qr;
use crate::service::Result as Served;
use crate::service::certification::{accommodations, candidates, convocations, exams};
use crate::web::guard::{OrPage, PageError};
use crate::web::steer::Office;
use crate::web::steer::exports::{Rows, Sheet, csv, xlsx};
use crate::web::steer::hours::printed::{footer, made, made_on};
use crate::web::visit::Visit;

/// Empty rows under a sheet to sign, for whoever comes late.
const LATE: u32 = 2;

async fn listed(office: &Office, named: &Named) -> Result<(Authorised<RunExams>, Exam, Vec<Candidate>), PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let exam = exams::one(&visit.app, &by, named.exam(office)?).await.or_page(visit)?;
    let list = candidates::list(&visit.app, &by, exam.id).await.or_page(visit)?;
    Ok((by, exam, list.into_iter().filter(|c| standing(c).counts()).collect()))
}

fn facts(visit: &Visit, exam: &Exam) -> Vec<(String, String)> {
    let texts = visit.app.renderer.texts();
    vec![
        (visit.say("pdf-exam-centre"), exam.centre_name.clone()),
        (visit.say("pdf-exam-when"), texts.date_time(visit.lang, exam.starts_at)),
        (visit.say("pdf-exam-where"), exam.place.clone()),
        (visit.say("pdf-exam-number"), codes::shown_exam_number(&exam.number)),
    ]
}

/// `GET …/sessions/{exam}/emargement.pdf`: extra time does not stand on it, everybody reads it.
pub(super) async fn attendance(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (_, exam, list) = listed(&office, &named).await?;
    let texts = visit.app.renderer.texts();
    let row = |c: &Candidate| [format!("{} {}", c.family_name, c.given_name), texts.date(visit.lang, born(&c.birth_date)), String::new()];
    let sheet = pdf::Sheet {
        kind: visit.say("pdf-exam-sheet"),
        title: visit.say("pdf-exam-title"),
        facts: facts(visit, &exam),
        columns: ["name", "born", "signature"].map(|column| visit.say(&format!("pdf-exam-column-{column}"))),
        rows: list.iter().map(row).collect(),
        empty_rows: LATE,
        sign: visit.say("pdf-exam-sign"),
        nobody: visit.say("pdf-exam-nobody"),
    };
    let document = pdf::SheetsDocument {
        lang: visit.lang.code().to_owned(),
        made_on: made_on(visit),
        title: visit.say("pdf-exam-sheet"),
        sheets: vec![sheet],
        footer: footer(visit, &exam.number, String::new()),
    };
    made(visit, &format!("emargement-{}.pdf", exam.number), move || pdf::sheets_pdf(&document)).await
}

fn document(visit: &Visit, exam: &Exam, title: String, papers: Vec<Paper>) -> pdf::PapersDocument {
    pdf::PapersDocument { lang: visit.lang.code().to_owned(), made_on: made_on(visit), title, papers, footer: footer(visit, &exam.number, String::new()) }
}

fn squares(address: &str) -> Vec<Vec<u8>> {
    qr::squares(address).unwrap_or_default().into_iter().map(|row| row.into_iter().map(u8::from).collect()).collect()
}

/// `GET …/sessions/{exam}/kit.pdf`: what the invigilators hold in their hands.
pub(super) async fn kit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam, list) = listed(&office, &named).await?;
    let Some(code) = exams::watch_code(&visit.app, &exam).filter(|_| !status(&exam).is_over()) else {
        return Err(PageError::new(visit, Refusal::ExamMovedOn));
    };
    let extra = accommodations::extra(&visit.app, &by, exam.id).await.or_page(visit)?;
    let texts = visit.app.renderer.texts();
    let row = |c: &Candidate| {
        let minutes = i64::from(extra_seconds(USUAL_SECONDS, extra.get(&c.id).copied().unwrap_or(0)) / 60);
        let more = if minutes > 0 { visit.say_with("pdf-exam-extra", &[("minutes", minutes.into())]) } else { String::new() };
        [format!("{} {}", c.family_name, c.given_name), texts.date(visit.lang, born(&c.birth_date)), shown_code(&c.code), more]
    };
    let address = format!("{}/surveillance", visit.app.config.base_url);
    let paper = Paper {
        kind: visit.say("pdf-exam-kit"),
        title: visit.say("pdf-exam-title"),
        text: exam.note.clone(),
        facts: facts(visit, &exam),
        codes: vec![(visit.say("pdf-exam-number"), codes::shown_exam_number(&exam.number)), (visit.say("pdf-exam-watch"), code)],
        steps_title: visit.say("pdf-exam-steps"),
        steps: (1..=7).map(|step| visit.say_with(&format!("pdf-exam-step-{step}"), &[("address", address.as_str().into())])).collect(),
        rows_title: visit.say_with("pdf-exam-list", &[("count", list.len().into())]),
        columns: ["name", "born", "code", "extra"].map(|column| visit.say(&format!("pdf-exam-column-{column}"))),
        rows: list.iter().map(row).collect(),
        ..Paper::default()
    };
    let document = document(visit, &exam, visit.say("pdf-exam-kit"), vec![paper]);
    made(visit, &format!("kit-surveillance-{}.pdf", exam.number), move || pdf::papers_pdf(&document)).await
}

fn paper(visit: &Visit, exam: &Exam, c: &Candidate, extra_percent: i64) -> Paper {
    let texts = visit.app.renderer.texts();
    let minutes = i64::from(USUAL_SECONDS + extra_seconds(USUAL_SECONDS, extra_percent)) / 60;
    let mut facts = facts(visit, exam);
    facts.push((visit.say("pdf-exam-lasts"), texts.duration(visit.lang, minutes)));
    let address = convocations::link(&visit.app, c.id);
    Paper {
        kind: visit.say("pdf-exam-convocation"),
        title: format!("{} {}", c.given_name, c.family_name),
        text: visit.say_with("pdf-exam-convocation-text", &[("date", texts.date(visit.lang, born(&c.birth_date)).into())]),
        facts,
        codes: vec![(visit.say("pdf-exam-number"), codes::shown_exam_number(&exam.number)), (visit.say("pdf-exam-code"), shown_code(&c.code))],
        steps_title: visit.say("pdf-exam-day"),
        steps: (1..=4).map(|step| visit.say(&format!("pdf-exam-bring-{step}"))).collect(),
        squares: squares(&address),
        alt: visit.say("pdf-exam-qr"),
        reason: visit.say("pdf-exam-link"),
        ..Paper::default()
    }
}

async fn convocations_of(office: &Office, named: &Named, fits: impl Fn(&Candidate) -> bool) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam, list) = listed(office, named).await?;
    let extra = accommodations::extra(&visit.app, &by, exam.id).await.or_page(visit)?;
    let chosen: Vec<&Candidate> = list.iter().filter(|c| standing(c).is_expected() && fits(c)).collect();
    // a link on paper leads somewhere only once the exam is open
    if chosen.is_empty() || !status(&exam).convokes() {
        return Err(PageError::new(visit, if chosen.is_empty() { Refusal::NotFound } else { Refusal::ExamMovedOn }));
    }
    let papers = chosen.iter().map(|c| paper(visit, &exam, c, extra.get(&c.id).copied().unwrap_or(0))).collect();
    let document = document(visit, &exam, visit.say("pdf-exam-convocation"), papers);
    made(visit, &format!("convocations-{}.pdf", exam.number), move || pdf::papers_pdf(&document)).await
}

/// `GET …/sessions/{exam}/convocations.pdf`: all of them, a page each.
pub(super) async fn convocations(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    convocations_of(&office, &named, |_| true).await
}

/// `GET …/candidats/{candidate}/convocation.pdf`
pub(super) async fn convocation(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let candidate = named.candidate(&office)?;
    convocations_of(&office, &named, |c| c.id == candidate).await
}

/// The list as rows, once.
struct Listed(Option<Vec<Vec<Cell<'static>>>>);

impl Rows for Listed {
    async fn next(&mut self) -> Served<Option<Vec<Vec<Cell<'static>>>>> {
        Ok(self.0.take())
    }
}

const COLUMNS: [(&str, u16); 16] = [
    ("family-name", 24),
    ("given-name", 20),
    ("usual-name", 20),
    ("birth-date", 14),
    ("sex", 8),
    ("insee", 12),
    ("postcode", 12),
    ("city", 22),
    ("country", 18),
    ("email", 30),
    ("number", 18),
    ("code", 14),
    ("status", 18),
    ("minutes", 12),
    ("checked-in", 18),
    ("result", 16),
];

async fn table(office: &Office, named: &Named) -> Result<(Sheet, Listed), PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let exam = exams::one(&visit.app, &by, named.exam(office)?).await.or_page(visit)?;
    let list = candidates::list(&visit.app, &by, exam.id).await.or_page(visit)?;
    let extra = accommodations::extra(&visit.app, &by, exam.id).await.or_page(visit)?;
    let outcomes = candidates::outcomes(&visit.app, &by, exam.id).await.or_page(visit)?;
    let texts = visit.app.renderer.texts();
    let row = |c: Candidate| {
        let words = |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(Cell::Empty, Cell::text);
        let civil: Civil = serde_json::from_str(&c.civil).unwrap_or_default();
        let minutes = extra_seconds(USUAL_SECONDS, extra.get(&c.id).copied().unwrap_or(0)) / 60;
        vec![
            Cell::text(c.family_name.clone()),
            Cell::text(c.given_name.clone()),
            words(c.usual_name.clone()),
            Day::parse(&c.birth_date).map_or(Cell::Empty, |day| Cell::Day(day.number())),
            words(civil.sex.map(|sex| sex.code().to_owned())),
            words(Some(civil.insee)),
            words(Some(civil.postcode)),
            words(Some(civil.city)),
            words(Some(civil.country)),
            words(c.email.clone()),
            words(c.external_id.clone()),
            Cell::text(shown_code(&c.code)),
            Cell::text(visit.say(&format!("centre-candidate-{}", CandidateStatus::parse(&c.status).map_or("withdrawn", CandidateStatus::code)))),
            if minutes > 0 { Cell::text(minutes.to_string()) } else { Cell::Empty },
            words(c.checked_in_at.map(|at| texts.date_time(visit.lang, at))),
            words(outcomes.get(&c.id).map(|certified| visit.say(if *certified { "centre-certified" } else { "centre-not-certified" }))),
        ]
    };
    let sheet = Sheet {
        file: format!("socle-candidats-{}", exam.number),
        name: visit.say("export-exam-sheet"),
        heads: COLUMNS.iter().map(|(column, _)| visit.say(&format!("centre-said-column-{column}"))).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
    };
    Ok((sheet, Listed(Some(list.into_iter().map(row).collect()))))
}

/// `GET …/sessions/{exam}/candidats.csv`
pub(super) async fn candidates_csv(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (sheet, rows) = table(&office, &named).await?;
    Ok(csv(&sheet, rows))
}

/// `GET …/sessions/{exam}/candidats.xlsx`
pub(super) async fn candidates_xlsx(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (sheet, rows) = table(&office, &named).await?;
    let pass = office.visit.app.gates.exports.enter().await.or_page(&office.visit)?;
    Ok(xlsx(&sheet, rows, pass))
}
