//! The pack of proofs that an audit asks for.

use axum::response::Response;
use domain::access::KeepHours;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::Status;
use formats::bundle::{DIGESTS, bundle};
use formats::table::{Cell, Csv};

use super::registry::registry_table;
use super::{cohort_choices, id, in_paris, printed, today, typed_hour};
use crate::pdf;
use crate::service::Failure;
use crate::service::training::{self, Evidence, Period, small};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::asked;
use crate::web::steer::Office;
use crate::web::taken::file;
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{ProofsPage, rooms};

/// What the indicators of the national quality framework speak to, with the files that show it. Their numbers are those of FIELD.md §4:
/// 4 and 5 read in a source, the others known in the field and to be checked.
const INDICATORS: [(&str, bool, &[&str]); 4] = [
    ("4", true, &["registry"]),
    ("5", true, &["lessons", "trainings"]),
    ("11", false, &["registry", "attestations"]),
    ("12", false, &["attendance", "records"]),
];

async fn form(office: &Office, from: String, to: String, query: &Fields, errors: Vec<FieldError>) -> Result<ProofsPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let cohorts = training::cohorts(&visit.app, &by).await.or_page(visit)?;
    let frame = office.frame("hours");
    Ok(ProofsPage {
        rooms: rooms(&frame, "proofs"),
        action: office.path("/heures/preuves.zip"),
        from,
        to,
        cohorts: cohort_choices(&cohorts, id(query.one("cohorte"))),
        errors,
        frame,
    })
}

/// `GET /pilotage/{organisation}/heures/preuves`
pub(super) async fn show(office: Office) -> Result<Response, PageError> {
    let today = today(&office.visit);
    let day = |number| Day::numbered(number).to_string();
    let page = form(&office, day(today - 365), day(today), &asked(&office.visit), Vec::new()).await?;
    office.visit.page(&page)
}

/// `GET /pilotage/{organisation}/heures/preuves.zip?du=…&au=…&cohorte=…`
pub(super) async fn pack(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let query = asked(visit);
    let days = ["du", "au"].map(|name| Day::parse(query.one(name)).map(Day::number));
    let wrong = days.iter().position(Option::is_none);
    let refused = match (days, wrong) {
        ([Some(from), Some(to)], _) => match read(&office, Period { from, to, cohort: id(query.one("cohorte")) }).await? {
            Ok((evidence, period)) => {
                let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
                let bytes = packed(&office, &evidence, period).await?;
                drop(pass);
                let name = format!("{}-{}-{}.zip", visit.say("pdf-proofs-name"), Day::numbered(from), Day::numbered(to));
                return Ok(file("application/zip", &name, bytes));
            }
            Err(refusal) => ("au", refusal),
        },
        (_, wrong) => (if wrong == Some(0) { "du" } else { "au" }, Refusal::TrainingDate),
    };
    let errors = vec![visit.fault(refused.0, refused.1)];
    let page = form(&office, query.one("du").to_owned(), query.one("au").to_owned(), &query, errors).await?;
    visit.refused(refused.1, &page)
}

async fn read(office: &Office, period: Period) -> Result<Result<(Evidence, Period), Refusal>, PageError> {
    let by = office.may::<KeepHours>()?;
    match training::evidence(&office.visit.app, &by, period).await {
        Ok(evidence) => Ok(Ok((evidence, period))),
        Err(Failure::Refused(refusal @ (Refusal::TrainingDate | Refusal::TooLarge))) => Ok(Err(refusal)),
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

async fn packed(office: &Office, evidence: &Evidence, period: Period) -> Result<Vec<u8>, PageError> {
    let visit = &office.visit;
    let name = |file: &str| visit.say(&format!("pdf-proofs-file-{file}"));
    let cohort = |id: Option<uuid::Uuid>| id.and_then(|id| evidence.registry.cohorts.iter().find(|c| c.id == id)).map(|c| c.name.clone());
    let mut files = Vec::new();
    let index = index(office, evidence, period);
    files.push((name("index"), printed::bytes(visit, move || pdf::proofs_pdf(&index)).await?));
    files.push((name("registry"), registry_table(office, &evidence.registry, &evidence.registry.rows)));
    files.push((name("lessons"), lessons_table(office, evidence, &cohort)));
    files.push((name("attendance"), attendance_table(office, evidence)));
    if !evidence.lessons.is_empty() {
        let sheets = evidence.lessons.iter().map(|(lesson, present)| printed::record(visit, lesson, cohort(lesson.cohort_id).as_deref(), present));
        let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
        let document = printed::document(visit, visit.say("pdf-record-title"), "releves", sheets);
        files.push((name("records"), printed::bytes(visit, move || pdf::sheets_pdf(&document)).await?));
    }
    files.push((name("trainings"), trainings_table(office, evidence)));
    files.push((name("attestations"), attestations_table(office, evidence)));
    tokio::task::spawn_blocking(move || bundle(files)).await.map_err(|e| Failure::Broken(e.to_string())).or_page(visit)
}

fn heads(office: &Office, keys: &[&str]) -> Csv {
    Csv::new(&keys.iter().map(|key| office.visit.say(&format!("pdf-hours-column-{key}"))).collect::<Vec<_>>())
}

/// The day of a moment in Paris.
fn day(micros: i64) -> Cell<'static> {
    Day::parse(&in_paris(micros).date().to_string()).map_or(Cell::Empty, |d| Cell::Day(d.number()))
}

fn hours(minutes: u32) -> Cell<'static> {
    Cell::Number(f64::from(minutes) / 60.0, 2)
}

fn lessons_table(office: &Office, evidence: &Evidence, cohort: &dyn Fn(Option<uuid::Uuid>) -> Option<String>) -> Vec<u8> {
    let mut table = heads(office, &["lesson", "day", "hour", "duration", "cohort", "place", "trainer", "present"]);
    for (lesson, present) in &evidence.lessons {
        table.row(&[
            Cell::text(lesson.title.as_str()),
            day(lesson.starts_at),
            Cell::text(typed_hour(lesson.starts_at)),
            hours(small(lesson.minutes)),
            Cell::text(cohort(lesson.cohort_id).unwrap_or_else(|| office.visit.say("hours-for-everybody"))),
            Cell::text(lesson.place.as_str()),
            Cell::text(lesson.trainer.as_str()),
            Cell::Whole(i64::try_from(present.len()).unwrap_or(i64::MAX)),
        ]);
    }
    table.finish()
}

fn attendance_table(office: &Office, evidence: &Evidence) -> Vec<u8> {
    let mut table = heads(office, &["lesson", "day", "name", "given", "number", "how", "recorded"]);
    for (lesson, present) in &evidence.lessons {
        for (learner, how, at) in present {
            table.row(&[
                Cell::text(lesson.title.as_str()),
                day(lesson.starts_at),
                Cell::text(learner.family_name.as_str()),
                Cell::text(learner.given_name.as_str()),
                Cell::maybe(learner.external_id.as_deref()),
                Cell::text(office.visit.say(&format!("hours-how-{}", how.code()))),
                day(*at),
            ]);
        }
    }
    table.finish()
}

fn trainings_table(office: &Office, evidence: &Evidence) -> Vec<u8> {
    let visit = &office.visit;
    let mut table = heads(office, &["name", "given", "number", "title", "kind", "provider", "day", "duration", "credits", "proof", "status", "note"]);
    for claim in &evidence.trainings {
        let status = Status::parse(&claim.training.status).map_or("claimed", Status::code);
        let minutes = training::read_split(&claim.training.split).map_or(0, |split| split.total());
        table.row(&[
            Cell::text(claim.learner.family_name.as_str()),
            Cell::text(claim.learner.given_name.as_str()),
            Cell::maybe(claim.learner.external_id.as_deref()),
            Cell::text(claim.training.title.as_str()),
            Cell::text(visit.say(&format!("hours-kind-{}", claim.training.kind))),
            Cell::text(claim.training.provider.as_str()),
            Cell::Day(claim.training.done_on),
            hours(minutes),
            Cell::Number(f64::from(small(claim.training.ects)) / 100.0, 2),
            Cell::text(claim.training.proof.as_str()),
            Cell::text(visit.say(&format!("hours-status-{status}"))),
            Cell::text(claim.training.note.as_str()),
        ]);
    }
    table.finish()
}

fn attestations_table(office: &Office, evidence: &Evidence) -> Vec<u8> {
    let mut table = heads(office, &["attestation", "name", "given", "issued", "withdrawn"]);
    for c in &evidence.attestations {
        table.row(&[
            Cell::text(c.row.number.as_str()),
            Cell::text(c.body.family_name.as_str()),
            Cell::text(c.body.given_name.as_str()),
            day(c.row.issued_at),
            c.row.revoked_at.map_or(Cell::Empty, day),
        ]);
    }
    table.finish()
}

fn index(office: &Office, evidence: &Evidence, period: Period) -> pdf::ProofsDocument {
    let visit = &office.visit;
    let date = |number| visit.app.renderer.texts().date(visit.lang, Day::numbered(number).begins());
    let counts = [
        ("lessons", evidence.lessons.len().into()),
        ("presences", evidence.lessons.iter().map(|(_, present)| present.len()).sum::<usize>().into()),
        ("people", evidence.registry.rows.len().into()),
        ("attestations", evidence.attestations.len().into()),
    ];
    let of_files = |files: &[&str]| files.iter().map(|f| visit.say(&format!("pdf-proofs-file-{f}"))).collect();
    let subtitle = [("organisation", office.organisation.name.as_str().into()), ("from", date(period.from).into()), ("to", date(period.to).into())];
    pdf::ProofsDocument {
        lang: visit.lang.code().to_owned(),
        made_on: printed::made_on(visit),
        title: visit.say("pdf-proofs-title"),
        subtitle: visit.say_with("pdf-proofs-subtitle", &subtitle),
        summary: visit.say_with("pdf-proofs-summary", &[("digests", DIGESTS.into())]),
        text: visit.say_with("pdf-proofs-counts", &counts),
        columns: ["indicator", "what", "file"].map(|key| visit.say(&format!("pdf-proofs-{key}"))),
        indicators: INDICATORS
            .iter()
            .map(|(number, is_sure, files)| pdf::Indicator {
                name: visit.say(&format!("pdf-proofs-{number}")),
                doubt: if *is_sure { String::new() } else { visit.say("pdf-proofs-check") },
                text: visit.say(&format!("pdf-proofs-{number}-text")),
                files: of_files(files),
            })
            .collect(),
        reason: visit.say("pdf-proofs-missing"),
        footer: printed::footer(visit, &office.organisation.id.to_string(), String::new()),
    }
}
