//! Candidates in, from a file: read, looked at, put on the list when somebody says so. Nothing is kept in between: the good lines come back
//! with the form, and are read again from the beginning.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use domain::access::{Authorised, GovernOrganisation, RunExams};
use domain::certification::{Column, Enrolment, Guess, MOST_LINES, Notice, Read, Why, guess, heads_at, read};
use domain::date::Day;
use domain::refusal::Refusal;
use formats::table::{self, Csv, NotTable, limits};
use store::exams::Exam;

use super::{Named, exam_path, in_words, standing, status};
use crate::service::Failure;
use crate::service::certification::{candidates, convocations, exams};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::sent::{Most, Upload};
use crate::web::steer::Office;
use crate::web::steer::hours::{typed_day, typed_hour};
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::certification::candidates::{FaultRow, IntakePage, IntakePreview, IntakeRow};
use crate::web::visit::Visit;

/// Largest upload, in bytes: thousands of lines; a list of candidates has hundreds.
pub(super) const LARGEST: usize = 4 << 20;
/// What can be read of a list.
const MOST: Most = Most { rows: limits::ROWS, bytes: LARGEST };
/// Cells at fault that are shown.
const SHOWN: usize = 200;

/// What a good line keeps, in this order.
const KEPT: [Column; 12] = [
    Column::FamilyName,
    Column::GivenName,
    Column::UsualName,
    Column::BirthDate,
    Column::Sex,
    Column::Insee,
    Column::Postcode,
    Column::City,
    Column::Country,
    Column::Email,
    Column::Number,
    Column::Extra,
];

fn kept(person: &Enrolment) -> Vec<String> {
    let (who, civil) = (&person.identity, &person.civil);
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        who.family_name.clone(),
        who.given_name.clone(),
        said(&who.usual_name),
        who.birth_date.to_string(),
        civil.sex.map_or_else(String::new, |sex| sex.code().to_owned()),
        civil.insee.clone(),
        civil.postcode.clone(),
        civil.city.clone(),
        civil.country.clone(),
        said(&person.email),
        said(&person.number),
        if person.extra == 0 { String::new() } else { person.extra.to_string() },
    ]
}

async fn exam(office: &Office, named: &Named) -> Result<(Authorised<RunExams>, Exam), PageError> {
    let by = office.may::<RunExams>()?;
    let exam = exams::one(&office.visit.app, &by, named.exam(office)?).await.or_page(&office.visit)?;
    Ok((by, exam))
}

async fn page(
    office: &Office,
    by: &Authorised<RunExams>,
    exam: &Exam,
    found: Option<(String, Read)>,
    errors: Vec<FieldError>,
) -> Result<IntakePage, PageError> {
    let visit = &office.visit;
    let list = candidates::list(&visit.app, by, exam.id).await.or_page(visit)?;
    let there: Vec<_> = list.iter().filter(|c| standing(c).counts()).collect();
    let on_list: BTreeSet<(&str, &str)> = there.iter().map(|c| (c.sort_name.as_str(), c.birth_date.as_str())).collect();
    let row = |person: &Enrolment| {
        let born = person.identity.birth_date;
        IntakeRow {
            line: person.line,
            name: format!("{} {}", person.identity.family_name, person.identity.given_name),
            born: born.begins(),
            email: person.email.clone().unwrap_or_default(),
            extra: person.extra,
            is_on_list: on_list.contains(&(person.identity.sort_name.as_str(), born.to_string().as_str())),
        }
    };
    let preview = |(name, read): (String, Read)| {
        let people: Vec<IntakeRow> = read.people.iter().map(row).collect();
        let refused: BTreeSet<u32> = read.faults.iter().map(|fault| fault.line).collect();
        let good: Vec<Vec<String>> = read.people.iter().map(kept).collect();
        IntakePreview {
            name,
            new: people.iter().filter(|row| !row.is_on_list).count(),
            refused: refused.len(),
            faults: read.faults.iter().take(SHOWN).map(|fault| told(visit, fault)).collect(),
            ungranted: if office.has::<GovernOrganisation>() { 0 } else { people.iter().filter(|row| row.extra > 0).count() },
            without_email: read.notices.iter().filter(|(_, notice)| *notice == Notice::NoEmail).count(),
            kept: serde_json::to_string(&good).unwrap_or_default(),
            people,
        }
    };
    let own = exam_path(office, exam.id);
    Ok(IntakePage {
        path: format!("{own}/candidats/importer"),
        back: own,
        exam: in_words(visit, exam),
        seats_left: exam.seats - there.len() as i64,
        preview: found.map(preview),
        errors,
        frame: office.frame("certification"),
    })
}

/// What is said of a cell that cannot be.
fn told(visit: &Visit, fault: &domain::certification::LineFault) -> FaultRow {
    let of = match fault.why {
        Why::Cell(_) => "intake",
        _ => "centre-said",
    };
    let line = [(
        "line",
        match fault.why {
            Why::Twice(other) => i64::from(other).into(),
            _ => 0.into(),
        },
    )];
    FaultRow {
        line: fault.line,
        column: visit.say(&format!("centre-said-column-{}", fault.column.code())),
        cell: fault.cell.clone(),
        why: visit.say_with(&format!("{of}-fault-{}", fault.why.code()), &line),
        cure: visit.say(&format!("{of}-cure-{}", fault.why.code())),
    }
}

/// `GET …/candidats/importer`
pub(super) async fn show(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (by, exam) = exam(&office, &named).await?;
    let page = page(&office, &by, &exam, None, Vec::new()).await?;
    office.visit.page(&page)
}

/// Why nothing can be read of a file.
enum Useless {
    NotTable(NotTable),
    NoHeads,
    TooLong,
}

/// Reads a table off the threads that answer: a workbook is unpacked.
async fn read_table(visit: &Visit, bytes: Vec<u8>, exam: &Exam) -> Result<Result<Read, Useless>, PageError> {
    let (today, on) = (Day::of(visit.app.clock.now()), (typed_day(exam.starts_at), typed_hour(exam.starts_at)));
    let work = move || {
        let table = table::read(&bytes, None).map_err(Useless::NotTable)?;
        let Some(heads) = heads_at(table.lines.iter().map(formats::table::Line::cells)) else { return Err(Useless::NoHeads) };
        if table.lines.len() > MOST_LINES + heads {
            return Err(Useless::TooLong);
        }
        let columns = guess(table.lines[heads].cells());
        let lines = table.lines[heads + 1..].iter().map(|line| (line.number, |place: usize| line.cell(place)));
        Ok(read(lines, &columns, today, (&on.0, &on.1)))
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string())).or_page(visit)
}

/// `POST …/candidats/importer`: a look at what the file says; nobody is put on the list.
pub(super) async fn receive(office: Office, Path(named): Path<Named>, Upload(sent): Upload) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam) = exam(&office, &named).await?;
    let (refusal, text) = match sent {
        Ok(sent) => match read_table(visit, sent.bytes, &exam).await? {
            Ok(found) => return visit.page(&page(&office, &by, &exam, Some((sent.name, found)), Vec::new()).await?),
            Err(Useless::NotTable(why)) => (Refusal::ResponseMissing, MOST.not_table(visit, &why)),
            Err(Useless::NoHeads) => (Refusal::ResponseMissing, visit.say("centre-said-no-heads")),
            Err(Useless::TooLong) => (Refusal::TooLarge, visit.say_with("centre-said-too-long", &[("count", (MOST_LINES as i64).into())])),
        },
        Err(refusal) => (refusal, MOST.no_file(visit, refusal)),
    };
    visit.refused(refusal, &page(&office, &by, &exam, None, vec![FieldError::new("file", text)]).await?)
}

/// `POST …/candidats/inscrire`: the good lines of a file that was looked at.
pub(super) async fn write(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (by, exam) = exam(&office, &named).await?;
    let lines: Vec<Vec<String>> = serde_json::from_str(fields.one("lignes")).unwrap_or_default();
    let columns: Guess = KEPT.into_iter().map(Some).collect();
    let cells = (1_u32..).zip(&lines).take(MOST_LINES).map(|(number, line)| (number, |place: usize| line.get(place).map_or("", String::as_str)));
    let found = read(cells, &columns, Day::of(visit.app.clock.now()), ("", ""));
    let grants = office.has::<GovernOrganisation>();
    let person = |line: Enrolment| {
        let person = candidates::Person::from(line);
        // an accommodation is granted by whoever may, not by a file
        candidates::Person { extra: if grants { person.extra } else { 0 }, ..person }
    };
    let people: Vec<candidates::Person> = found.people.iter().cloned().map(person).collect();
    let refusal = if people.is_empty() {
        Refusal::ResponseMissing
    } else {
        match candidates::enrol(&visit.app, &by, exam.id, &people).await {
            Ok(_) => {
                if status(&exam).convokes() {
                    convocations::send(&visit.app, &by, exam.id).await.or_page(visit)?;
                }
                return Ok(visit.go_and_say(&exam_path(&office, exam.id), "notice-candidates-added"));
            }
            Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => refusal,
            Err(failure) => return Err(PageError::new(visit, failure)),
        }
    };
    let errors = vec![visit.fault("", refusal)];
    visit.refused(refusal, &page(&office, &by, &exam, Some((String::new(), found)), errors).await?)
}

/// `GET …/candidats/modele.csv`: an empty list with its heads.
pub(super) async fn model(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    exam(&office, &named).await?;
    let heads = KEPT.map(|column| office.visit.say(&format!("centre-said-column-{}", column.code())));
    Ok(file(CSV, "socle-modele-candidats.csv", Csv::new(&heads).finish()))
}
