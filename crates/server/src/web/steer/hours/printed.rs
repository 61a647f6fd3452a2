//! What the hours look like on paper, in the visitor's language.

use axum::response::Response;
use domain::date::Day;
use store::lessons::Lesson;

use super::{in_paris, listed_name, named_split};
use crate::pdf::{self, Footer, MadeOn, PdfError};
use crate::qr;
use crate::render::{Arg, credits};
use crate::service::Failure;
use crate::service::training::{Attended, Certificate, Present};
use crate::web::guard::{OrPage, PageError};
use crate::web::taken::file;
use crate::web::visit::Visit;

/// Empty rows under a sheet to sign, for whoever comes unannounced.
const UNANNOUNCED: u32 = 4;

/// Makes a document off the threads that answer, behind the door of what is dear.
pub(in crate::web) async fn made(visit: &Visit, name: &str, make: impl FnOnce() -> Result<Vec<u8>, PdfError> + Send + 'static) -> Result<Response, PageError> {
    let bytes = bytes(visit, make).await?;
    Ok(file("application/pdf", name, bytes))
}

/// The same, for a file of a pack.
pub(super) async fn bytes(visit: &Visit, make: impl FnOnce() -> Result<Vec<u8>, PdfError> + Send + 'static) -> Result<Vec<u8>, PageError> {
    let pass = visit.app.gates.documents.enter().await.or_page(visit)?;
    let made = tokio::task::spawn_blocking(move || {
        let made = make();
        drop(pass);
        made
    });
    made.await.map_err(|e| Failure::Broken(e.to_string())).and_then(|m| m.map_err(|e| Failure::Broken(e.to_string()))).or_page(visit)
}

fn day_of(micros: i64) -> MadeOn {
    let day = in_paris(micros).date();
    MadeOn { year: i32::from(day.year()), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() }
}

pub(in crate::web) fn footer(visit: &Visit, reference: &str, text: String) -> Footer {
    let now = visit.app.renderer.texts().date(visit.lang, visit.app.clock.now());
    Footer {
        product: "Socle".to_owned(),
        reference: reference.to_owned(),
        reference_text: text,
        made: visit.say_with("pdf-made", &[("date", now.into())]),
        unreviewed: String::new(),
        page: visit.say("pdf-page"),
        of: visit.say("pdf-of"),
    }
}

pub(in crate::web) fn made_on(visit: &Visit) -> MadeOn {
    day_of(visit.app.clock.now())
}

fn facts(visit: &Visit, lesson: &Lesson, cohort: Option<&str>) -> Result<Vec<(String, String)>, PageError> {
    let texts = visit.app.renderer.texts();
    let duration = |minutes: i64| texts.duration(visit.lang, minutes);
    let split: Vec<String> = named_split(visit, &lesson.split)?.into_iter().map(|(name, minutes)| format!("{name} {}", duration(minutes.into()))).collect();
    let whom = cohort.map_or_else(|| visit.say("hours-for-everybody"), str::to_owned);
    let when = format!("{} · {}", texts.date_time(visit.lang, lesson.starts_at), duration(lesson.minutes));
    let all = [("when", when), ("hours", split.join(", ")), ("for", whom), ("place", lesson.place.clone()), ("trainer", lesson.trainer.clone())];
    Ok(all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.say(&format!("pdf-sheet-{key}")), value)).collect())
}

fn sheet(
    visit: &Visit,
    lesson: &Lesson,
    cohort: Option<&str>,
    kind: &str,
    last: &str,
    rows: Vec<[String; 3]>,
    empty_rows: u32,
) -> Result<pdf::Sheet, PageError> {
    Ok(pdf::Sheet {
        kind: visit.say(kind),
        title: lesson.title.clone(),
        facts: facts(visit, lesson, cohort)?,
        columns: [visit.say("pdf-sheet-name"), visit.say("pdf-sheet-number"), visit.say(last)],
        rows,
        empty_rows,
        sign: visit.say("pdf-sheet-sign"),
        nobody: visit.say("pdf-sheet-nobody"),
    })
}

/// A sheet to be signed by hand: everybody whom the lesson is for, whoever said already that they are there, too.
pub(super) fn sheet_to_sign(visit: &Visit, lesson: &Lesson, cohort: Option<&str>, people: &[Attended]) -> Result<pdf::SheetsDocument, PageError> {
    let row = |line: &Attended| [listed_name(&line.learner), line.learner.external_id.clone().unwrap_or_default(), String::new()];
    let sheet = sheet(visit, lesson, cohort, "pdf-sheet-title", "pdf-sheet-signature", people.iter().map(row).collect(), UNANNOUNCED)?;
    Ok(document(visit, visit.say("pdf-sheet-title"), &lesson.id.to_string(), vec![sheet]))
}

/// A record: who was there, and how and when that was recorded.
pub(super) fn record(visit: &Visit, lesson: &Lesson, cohort: Option<&str>, present: &[Present]) -> Result<pdf::Sheet, PageError> {
    let row = |(learner, how, at): &Present| {
        let args = [("how", Arg::from(visit.say(&format!("hours-how-{}", how.code())))), ("at", visit.app.renderer.texts().date_time(visit.lang, *at).into())];
        [listed_name(learner), learner.external_id.clone().unwrap_or_default(), visit.say_with("pdf-record-line", &args)]
    };
    sheet(visit, lesson, cohort, "pdf-record-title", "pdf-record-how", present.iter().map(row).collect(), 0)
}

/// A document of sheets.
pub(super) fn document(visit: &Visit, title: String, reference: &str, sheets: Vec<pdf::Sheet>) -> pdf::SheetsDocument {
    pdf::SheetsDocument { lang: visit.lang.code().to_owned(), made_on: made_on(visit), title, sheets, footer: footer(visit, reference, String::new()) }
}

/// Attestations as a file: as they were made out, whatever was recorded since.
pub(super) async fn attestations(visit: &Visit, all: &[Certificate]) -> Result<Response, PageError> {
    let one = all.first().filter(|_| all.len() == 1).map(|c| c.row.number.clone());
    let text = match &one {
        Some(number) => visit.say_with("pdf-attestation-number", &[("number", number.as_str().into())]),
        None => visit.say_with("pdf-attestation-many", &[("count", all.len().into())]),
    };
    let document = pdf::AttestationsDocument {
        lang: visit.lang.code().to_owned(),
        made_on: all.iter().map(|c| c.row.issued_at).max().map_or_else(|| made_on(visit), day_of),
        title: visit.say("pdf-attestation-title"),
        attestations: all.iter().map(|c| attestation(visit, c)).collect(),
        // a document says when it was made out, not when it was printed: printed again it is the same
        footer: Footer { made: String::new(), ..footer(visit, one.as_deref().unwrap_or("attestations"), text) },
    };
    let name = one.map_or_else(|| "attestations.pdf".to_owned(), |number| format!("attestation-{number}.pdf"));
    made(visit, &name, move || pdf::attestations_pdf(&document)).await
}

fn attestation(visit: &Visit, c: &Certificate) -> pdf::Attestation {
    let (texts, body) = (visit.app.renderer.texts(), &c.body);
    let duration = |minutes: u32| texts.duration(visit.lang, minutes.into());
    let day = |number: i64| texts.date(visit.lang, Day::numbered(number).begins());
    let address = format!("{}/attestation/{}", visit.app.config.base_url, c.row.number);
    let born = body.birth_date.as_deref().and_then(Day::parse).map(|d| visit.say_with("pdf-attestation-born", &[("date", day(d.number()).into())]));
    let mut notes =
        vec![visit.say_with("pdf-attestation-sources", &[("lessons", duration(body.lessons).into()), ("trainings", duration(body.trainings).into())])];
    if body.ects > 0 {
        notes.push(visit.say_with("pdf-attestation-credits", &[("count", credits(visit.lang, body.ects.into()).into())]));
    }
    notes.extend(body.cohort.as_ref().map(|name| visit.say_with("pdf-attestation-cohort", &[("name", name.as_str().into())])));
    let total = |of: fn(&domain::training::AttestedDomain) -> u32| duration(body.domains.iter().map(of).sum());
    let followed = [
        ("from", Arg::from(day(body.from))),
        ("to", day(body.to).into()),
        ("training", body.training.as_str().into()),
        ("text", body.text.as_str().into()),
        ("nor", body.nor.as_str().into()),
    ];
    let check = [("number", Arg::from(c.row.number.as_str())), ("address", address.as_str().into()), ("date", texts.date(visit.lang, c.row.issued_at).into())];
    pdf::Attestation {
        kind: visit.say("pdf-attestation-title"),
        organisation: body.organisation.clone(),
        withdrawn: c.row.revoked_at.map_or_else(String::new, |at| visit.say_with("pdf-attestation-withdrawn", &[("date", texts.date(visit.lang, at).into())])),
        intro_text: visit.say_with("pdf-attestation-intro", &[("organisation", body.organisation.as_str().into())]),
        name: format!("{} {}", body.given_name, body.family_name).trim().to_owned(),
        born: born.unwrap_or_default(),
        text: visit.say_with("pdf-attestation-followed", &followed),
        columns: ["domain", "required", "done"].map(|key| visit.say(&format!("pdf-attestation-{key}"))),
        rows: body.domains.iter().map(|d| [d.name.clone(), duration(d.target), duration(d.minutes)]).collect(),
        total: [visit.say("pdf-attestation-total"), total(|d| d.target), total(|d| d.minutes)],
        notes,
        done_at: visit.say("pdf-attestation-place"),
        sign: visit.say("pdf-attestation-sign"),
        stamp: visit.say("pdf-attestation-stamp"),
        reason: visit.say_with("pdf-attestation-check", &check),
        squares: qr::squares(&address).unwrap_or_default().into_iter().map(|row| row.into_iter().map(u8::from).collect()).collect(),
        alt: visit.say("pdf-attestation-qr"),
    }
}
