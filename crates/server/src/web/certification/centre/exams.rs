//! The exams of a centre: their list, one of them, its form, and what is done with it.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use domain::access::RunExams;
use domain::certification::{CandidateStatus, ExamStatus, USUAL_SECONDS, codes, extra_seconds, seats};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use formats::table::{Cell, Csv};
use store::candidates::{Candidate, Counts};
use store::exams::{Exam, Unsettled};
use uuid::Uuid;

use super::{Named, base, born, exam_path, in_words, keep, shown_code, standing, status};
use crate::service::Failure;
use crate::service::certification::exams::{self, ExamForm, Listed};
use crate::service::certification::{accommodations, accreditation, candidates, convocations, rooms};
use crate::web::certification::accreditation::accredited;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page};
use crate::web::steer::Office;
use crate::web::steer::hours::{Faults, moment, typed_day, typed_hour};
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::certification::centre::{AskPage, CandidateRow, CentrePage, ExamFormPage, ExamPage, ExamRow};
use crate::web::view::steer::hours::Choice;

fn row(office: &Office, exam: &Exam, counts: Counts) -> ExamRow {
    ExamRow {
        path: exam_path(office, exam.id),
        number: codes::shown_exam_number(&exam.number),
        place: exam.place.clone(),
        starts_at: exam.starts_at,
        status: status(exam).code(),
        seats: exam.seats,
        enrolled: counts.enrolled,
        present: counts.present,
    }
}

async fn narrowed(office: &Office, query: &Fields) -> Result<(Vec<Listed>, usize), PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let all = exams::list(&visit.app, &by).await.or_page(visit)?;
    let (words, wanted, count) = (fold(query.one("q")), ExamStatus::parse(query.one("etat")), all.len());
    let fits = |l: &Listed| words.split_whitespace().all(|w| l.exam.search.contains(w)) && wanted.is_none_or(|wanted| l.status == wanted);
    Ok((all.into_iter().filter(fits).collect(), count))
}

/// `GET /pilotage/{organisation}/certification`
pub(super) async fn list(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let query = asked(visit);
    let (found, all) = narrowed(&office, &query).await?;
    let rooms = rooms::rooms(&visit.app, &by).await.or_page(visit)?;
    let wanted = query.one("etat");
    let choice = |s: &ExamStatus| Choice { id: s.code().to_owned(), name: visit.say(&format!("centre-exam-{}", s.code())), is_chosen: wanted == s.code() };
    let own = base(&office);
    let listing = listing(&own, &query, found.len());
    let csv_query = visit.path.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
    let page = CentrePage {
        accredited: accredited(&office).await?,
        rooms: rooms.iter().filter(|room| room.closed_at.is_none()).count(),
        statuses: ExamStatus::ALL.iter().map(choice).collect(),
        rows: of_page(found, &listing).map(|l| row(&office, &l.exam, l.counts)).collect(),
        listing,
        all,
        csv: format!("{own}/sessions.csv{csv_query}"),
        path: own,
        frame: office.frame("certification"),
    };
    visit.page(&page)
}

/// `GET …/certification/sessions.csv`, narrowed as the list is.
pub(super) async fn table(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let (found, _) = narrowed(&office, &asked(visit)).await?;
    let heads = ["number", "day", "hour", "place", "status", "seats", "enrolled", "present"].map(|head| visit.say(&format!("export-exam-{head}")));
    let mut table = Csv::new(&heads);
    for Listed { exam, status, counts } in &found {
        table.row(&[
            Cell::text(exam.number.as_str()),
            Day::parse(&typed_day(exam.starts_at)).map_or(Cell::Empty, |day| Cell::Day(day.number())),
            Cell::text(typed_hour(exam.starts_at)),
            Cell::text(exam.place.as_str()),
            Cell::text(visit.say(&format!("centre-exam-{}", status.code()))),
            Cell::text(exam.seats.to_string()),
            Cell::text(counts.enrolled.to_string()),
            Cell::text(counts.present.to_string()),
        ]);
    }
    Ok(file(CSV, "socle-sessions-de-certification.csv", table.finish()))
}

/// The form, filled with what was typed.
async fn form(office: &Office, fields: &Fields, of: Option<&Exam>, draft: String, errors: Vec<FieldError>) -> Result<ExamFormPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let rooms = rooms::rooms(&visit.app, &by).await.or_page(visit)?;
    let chosen = fields.one("salle");
    let told = match of {
        Some(exam) if status(exam).convokes() => {
            let list = candidates::list(&visit.app, &by, exam.id).await.or_page(visit)?;
            list.iter().filter(|c| c.convoked_at.is_some() && standing(c).is_expected()).count()
        }
        _ => 0,
    };
    let choice = |room: &store::rooms::Room| {
        let named = [("name", room.name.as_str().into()), ("count", room.seats.into())];
        Choice { id: room.id.to_string(), name: visit.say_with("centre-said-room", &named), is_chosen: room.id.to_string() == chosen }
    };
    let one = |name: &str| fields.one(name).to_owned();
    Ok(ExamFormPage {
        action: of.map_or_else(|| format!("{}/sessions/nouvelle", base(office)), |e| format!("{}/modifier", exam_path(office, e.id))),
        back: of.map_or_else(|| base(office), |e| exam_path(office, e.id)),
        is_new: of.is_none(),
        draft,
        rooms: rooms.iter().filter(|room| room.closed_at.is_none() || room.id.to_string() == chosen).map(choice).collect(),
        new_room: format!("{}/salles/nouvelle", base(office)),
        day: one("jour"),
        hour: one("heure"),
        seats: one("places"),
        note: one("note"),
        told: told as i64,
        errors,
        frame: office.frame("certification"),
    })
}

/// `GET …/sessions/nouvelle`
pub(super) async fn new(office: Office) -> Result<Response, PageError> {
    let now = office.visit.app.clock.now();
    let mut fields = Fields::default();
    fields.0.insert("heure".to_owned(), vec!["09:00".to_owned()]);
    let draft = office.visit.app.entropy.id(now).to_string();
    let page = form(&office, &fields, None, draft, Vec::new()).await?;
    office.visit.page(&page)
}

fn typed(faults: &mut Faults<'_>, fields: &Fields) -> ExamForm {
    ExamForm {
        room: faults.take("salle", Uuid::try_parse(fields.one("salle")).map_err(|_| Refusal::ResponseMissing)),
        starts_at: faults.take("jour", moment(fields.one("jour"), fields.one("heure")).ok_or(Refusal::ExamDate)),
        seats: faults.take("places", seats(fields.one("places"))),
        note: fields.one("note").to_owned(),
    }
}

fn field_of(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::ExamDate | Refusal::CentreNotAccredited => "jour",
        Refusal::SeatsInvalid | Refusal::ExamFull => "places",
        Refusal::TextTooLong => "note",
        _ => "",
    }
}

/// `POST …/sessions/nouvelle`
pub(super) async fn make(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let mut faults = Faults::new(visit);
    let typed = typed(&mut faults, &fields);
    let draft = Uuid::try_parse(fields.one("brouillon")).unwrap_or_else(|_| visit.app.entropy.id(visit.app.clock.now()));
    if faults.found.is_empty() {
        match exams::make(&visit.app, &by, draft, &typed).await {
            Ok(exam) => return Ok(visit.go_and_say(&exam_path(&office, exam), "notice-saved")),
            Err(failure) => keep(&mut faults, visit, failure, field_of)?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    let page = form(&office, &fields, None, draft.to_string(), errors).await?;
    visit.refused(refusal, &page)
}

async fn exam(office: &Office, named: &Named) -> Result<Exam, PageError> {
    let by = office.may::<RunExams>()?;
    exams::one(&office.visit.app, &by, named.exam(office)?).await.or_page(&office.visit)
}

/// `GET …/sessions/{exam}/modifier`
pub(super) async fn edit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let exam = exam(&office, &named).await?;
    let mut fields = Fields::default();
    let mut put = |name: &str, value: String| drop(fields.0.insert(name.to_owned(), vec![value]));
    put("salle", exam.room_id.map(|room| room.to_string()).unwrap_or_default());
    put("jour", typed_day(exam.starts_at));
    put("heure", typed_hour(exam.starts_at));
    put("places", exam.seats.to_string());
    put("note", exam.note.clone());
    let page = form(&office, &fields, Some(&exam), exam.updated_at.to_string(), Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST …/sessions/{exam}/modifier`
pub(super) async fn rewrite(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let exam = exam(&office, &named).await?;
    let mut faults = Faults::new(visit);
    let typed = typed(&mut faults, &fields);
    let seen = fields.one("brouillon").parse().unwrap_or(0);
    if faults.found.is_empty() {
        match exams::change(&visit.app, &by, exam.id, seen, &typed).await {
            Ok(is_to_be_told) => {
                if is_to_be_told {
                    convocations::send(&visit.app, &by, exam.id).await.or_page(visit)?;
                }
                return Ok(visit.go_and_say(&exam_path(&office, exam.id), "notice-saved"));
            }
            Err(failure) => keep(&mut faults, visit, failure, field_of)?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    let page = form(&office, &fields, Some(&exam), seen.to_string(), errors).await?;
    visit.refused(refusal, &page)
}

fn candidate_row(office: &Office, exam: &Exam, candidate: &Candidate, extra: &BTreeMap<Uuid, i64>, outcomes: &BTreeMap<Uuid, bool>) -> CandidateRow {
    let at = standing(candidate);
    let is_due = convocations::is_due(exam, candidate);
    CandidateRow {
        path: format!("{}/candidats/{}", exam_path(office, exam.id), candidate.id),
        name: format!("{} {}", candidate.family_name, candidate.given_name),
        born: born(&candidate.birth_date),
        code: shown_code(&candidate.code),
        email: candidate.email.clone(),
        status: at.code(),
        convoked: match status(exam) {
            _ if at == CandidateStatus::Withdrawn => "none",
            ExamStatus::Draft => "waits",
            ExamStatus::Open if is_due && candidate.email.is_none() => "print",
            ExamStatus::Open if is_due => "due",
            _ if candidate.convoked_at.is_some() => "told",
            _ => "none",
        },
        extra_minutes: extra_seconds(USUAL_SECONDS, extra.get(&candidate.id).copied().unwrap_or(0)) / 60,
        certified: outcomes.get(&candidate.id).copied(),
    }
}

async fn exam_page(office: &Office, exam: &Exam, errors: Vec<FieldError>) -> Result<ExamPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let list = candidates::list(&visit.app, &by, exam.id).await.or_page(visit)?;
    let extra = accommodations::extra(&visit.app, &by, exam.id).await.or_page(visit)?;
    let outcomes = candidates::outcomes(&visit.app, &by, exam.id).await.or_page(visit)?;
    let Unsettled { sittings, alerts, drafts } = exams::unsettled(&visit.app, &by, exam.id).await.or_page(visit)?;
    let known = accreditation::of(&visit.app, &office.proof).await.or_page(visit)?;
    let counted = |fits: &dyn Fn(&Candidate) -> bool| list.iter().filter(|c| standing(c).counts() && fits(c)).count();
    let counts = Counts {
        enrolled: counted(&|_| true) as i64,
        convoked: counted(&|c| c.convoked_at.is_some()) as i64,
        confirmed: counted(&|c| c.confirmed_at.is_some()) as i64,
        present: counted(&|c| c.checked_in_at.is_some()) as i64,
    };
    let (due, to_print) = (counted(&|c| convocations::is_due(exam, c)), counted(&|c| convocations::is_due(exam, c) && c.email.is_none()));
    let query = asked(visit);
    let words = fold(query.one("q"));
    let all = list.len();
    let found: Vec<Candidate> = list.into_iter().filter(|c| words.split_whitespace().all(|w| c.search.contains(w))).collect();
    let own = exam_path(office, exam.id);
    let listing = listing(&own, &query, found.len());
    let at = status(exam);
    Ok(ExamPage {
        back: base(office),
        exam: row(office, exam, counts),
        note: exam.note.clone(),
        watch_code: if at.is_over() { None } else { exams::watch_code(&visit.app, exam) },
        watch: format!("/surveillance/depuis/{}", exam.id),
        watch_address: format!("{}/surveillance", visit.app.config.base_url.split_once("://").map_or("", |(_, host)| host)),
        due: if at.convokes() { due } else { 0 },
        to_print: if at.convokes() { to_print } else { 0 },
        confirmed: counts.confirmed,
        unsettled: [sittings, alerts, drafts],
        is_accredited: known.is_some_and(|known| known.holds(Day::of(exam.starts_at))),
        takes: at.takes_candidates(),
        may_change: at.can_change(),
        rows: of_page(found, &listing).map(|c| candidate_row(office, exam, &c, &extra, &outcomes)).collect(),
        listing,
        all,
        errors,
        path: own,
        frame: office.frame("certification"),
    })
}

/// `GET …/sessions/{exam}`
pub(super) async fn show(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let exam = exam(&office, &named).await?;
    let page = exam_page(&office, &exam, Vec::new()).await?;
    office.visit.page(&page)
}

/// Where an act on an exam leads: to its page, or to its page with what was refused.
async fn done(office: &Office, named: &Named, done: crate::service::Result<()>, notice: &'static str) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(office.visit.go_and_say(&exam_path(office, named.exam(office)?), notice)),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let exam = exam(office, named).await?;
            let errors = vec![office.visit.fault("", refusal)];
            let page = exam_page(office, &exam, errors).await?;
            office.visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

async fn ask(office: &Office, named: &Named, kind: &'static str, path: &str) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let exam = exam(office, named).await?;
    let list = candidates::list(&visit.app, &by, exam.id).await.or_page(visit)?;
    let is_told = |c: &&Candidate| if kind == "cancel" { c.convoked_at.is_some() && standing(c).is_expected() } else { standing(c).counts() };
    let told: Vec<&Candidate> = list.iter().filter(is_told).collect();
    let own = exam_path(office, exam.id);
    visit.page(&AskPage {
        action: format!("{own}/{path}"),
        back: own,
        kind,
        name: in_words(visit, &exam),
        count: told.len() as i64,
        to_print: told.iter().filter(|c| c.email.is_none()).count() as i64,
        errors: Vec::new(),
        frame: office.frame("certification"),
    })
}

/// `GET …/sessions/{exam}/ouvrir`
pub(super) async fn ask_open(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    ask(&office, &named, "open", "ouvrir").await
}

/// `POST …/sessions/{exam}/ouvrir`
pub(super) async fn open(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let id = named.exam(&office)?;
    let opened = match exams::open(&visit.app, &by, id, &visit.origin()).await {
        Ok(_) => convocations::send(&visit.app, &by, id).await.map(drop),
        Err(failure) => Err(failure),
    };
    done(&office, &named, opened, "notice-exam-opened").await
}

/// `GET …/sessions/{exam}/annuler`
pub(super) async fn ask_cancel(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    ask(&office, &named, "cancel", "annuler").await
}

/// `POST …/sessions/{exam}/annuler`
pub(super) async fn cancel(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let cancelled = match exams::cancel(&visit.app, &by, named.exam(&office)?, &visit.origin()).await {
        Ok(exam) => convocations::call_off(&visit.app, &exam).await.map(drop),
        Err(failure) => Err(failure),
    };
    done(&office, &named, cancelled, "notice-exam-cancelled").await
}

/// `GET …/sessions/{exam}/supprimer`
pub(super) async fn ask_delete(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    ask(&office, &named, "delete", "supprimer").await
}

/// `POST …/sessions/{exam}/supprimer`
pub(super) async fn delete(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    match exams::delete(&visit.app, &by, exam(&office, &named).await?.id).await {
        Ok(()) => Ok(visit.go_and_say(&base(&office), "notice-deleted")),
        refused => done(&office, &named, refused, "notice-deleted").await,
    }
}

/// `GET …/sessions/{exam}/envoyer`
pub(super) async fn ask_finalise(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    ask(&office, &named, "finalise", "envoyer").await
}

/// `POST …/sessions/{exam}/envoyer`
pub(super) async fn finalise(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let sent = exams::finalise(&visit.app, &by, named.exam(&office)?, &visit.origin()).await;
    done(&office, &named, sent, "notice-exam-finalised").await
}

/// `POST …/sessions/{exam}/convocations`: those that have not left.
pub(super) async fn convoke(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let sent = convocations::send(&visit.app, &by, named.exam(&office)?).await.map(drop);
    done(&office, &named, sent, "notice-convoked").await
}

/// `POST …/sessions/{exam}/code`: another code for the invigilators.
pub(super) async fn renew_code(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    let renewed = exams::renew_watch_code(&visit.app, &by, named.exam(&office)?, &visit.origin()).await;
    done(&office, &named, renewed, "notice-saved").await
}
