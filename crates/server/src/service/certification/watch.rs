//! Watching an exam: who may, what is seen, and what an invigilator does at the door and to the exam as a whole.

use std::collections::BTreeMap;

use domain::access::{Actor, Authorised, Invigilate, RunExams, Watch, may};
use domain::certification::codes::{read_exam_number, start_code};
use domain::certification::sitting::{Act, EventKind, Presence, Status, may as may_do, presence, read_words};
use domain::certification::{Document, ExamStatus};
use domain::refusal::Refusal;
use serde_json::json;
use store::accommodations;
use store::candidates::{self, Candidate};
use store::exam_alerts::{self, ExamAlert};
use store::exams::{self, Exam};
use store::invigilators::{self, Invigilator};
use store::sittings::{self, Sitting};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::exams::is_watch_code;
use super::sitting::{Run, Told, run_of};
use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::account::{attempt, was_right};
use crate::service::audit::{self, Origin};
use crate::service::organisation::seat;
use crate::service::{Failure, Result};

/// Wrong codes that one exam takes from invigilators in a quarter of an hour.
const TRIES_TO_WATCH: i64 = 40;
/// Characters of an invigilator's name.
const LONGEST_NAME: usize = 100;
/// How old the last sign of a browser may be before another one is written down.
const STALE: i64 = 30 * domain::blueprint::SECOND;

/// An invigilator at work, with the proof.
#[derive(Debug, Clone)]
pub struct Watching {
    /// Who it is.
    pub invigilator: Invigilator,
    /// What they watch.
    pub exam: Exam,
    /// That they may.
    pub proof: Authorised<Invigilate>,
}

impl Watching {
    /// Where the exam stands.
    pub fn status(&self) -> Option<ExamStatus> {
        ExamStatus::parse(&self.exam.status)
    }

    /// The name of the invigilator.
    pub(super) const fn by(&self) -> Uuid {
        self.invigilator.id
    }
}

/// Lets somebody watch who typed the exam's number and the invigilators' code.
///
/// # Errors
/// The codes are wrong, or were tried too often; no name was given; the exam is not to be watched.
pub async fn enter(app: &App, number: &str, code: &str, name: &str) -> Result<Token> {
    let name = named(name)?;
    let number = read_exam_number(number).ok_or(Refusal::ExamWatchCodes)?;
    attempt(app, "exam-watch", &number, TRIES_TO_WATCH).await?;
    let typed = number.clone();
    let exam = app.store.read(move |tx| Box::pin(async move { exams::by_number(tx, &typed.clone()).await })).await?;
    let exam = exam.filter(|exam| is_watch_code(app, exam, code)).ok_or(Refusal::ExamWatchCodes)?;
    was_right(app, "exam-watch", &number).await?;
    admitted(app, &exam, None, name).await
}

/// Lets somebody of the centre watch, who may run its exams.
///
/// # Errors
/// There is no such exam for them; no name was given; the exam is not to be watched.
pub async fn enter_from_centre(app: &App, actor: &Actor, exam: Uuid, name: &str) -> Result<Token> {
    let exam = exam_of_centre(app, actor, exam).await?;
    let person = match actor {
        Actor::Person(id) => Some(Uuid::from_u128(*id)),
        _ => None,
    };
    admitted(app, &exam, person, named(name)?).await
}

/// An exam, for somebody who may run the exams of its centre.
///
/// # Errors
/// There is none for them.
pub async fn exam_of_centre(app: &App, actor: &Actor, exam: Uuid) -> Result<Exam> {
    let exam = app.store.read(move |tx| Box::pin(exams::load(tx, exam))).await?.ok_or(Refusal::NotFound)?;
    let centre = exam.organisation_id.ok_or(Refusal::NotFound)?;
    let (_, inside) = seat(app, actor, centre).await?;
    may::<RunExams>(actor, *inside.object()).map_err(|_| Refusal::NotFound)?;
    Ok(exam)
}

fn named(name: &str) -> Result<String> {
    read_words(name, LONGEST_NAME, true).map_err(|why| if why == Refusal::ReasonMissing { Refusal::NameMissing } else { why }.into())
}

async fn admitted(app: &App, exam: &Exam, person: Option<Uuid>, name: String) -> Result<Token> {
    match ExamStatus::parse(&exam.status) {
        Some(ExamStatus::Open | ExamStatus::Running | ExamStatus::Finished) => {}
        Some(status) if status.is_over() => return Err(Refusal::ExamOver.into()),
        _ => return Err(Refusal::ExamNotOpen.into()),
    }
    let (token, now) = (Token::draw(&app.entropy), app.clock.now());
    let row =
        Invigilator { id: app.entropy.id(now), exam_id: exam.id, person_id: person, name, token_hash: token.digest(), since: now, seen_at: now, left_at: None };
    app.store.write(move |tx| Box::pin(async move { invigilators::insert(tx, &row.clone()).await })).await?;
    Ok(token)
}

/// The invigilator whose browser shows this token.
///
/// # Errors
/// The store's.
pub async fn recognise(app: &App, token: &str) -> Result<Option<Watching>> {
    let hash = token_digest(token);
    let found = app.store.read(move |tx| {
        let hash = hash.clone();
        Box::pin(async move {
            let Some(invigilator) = invigilators::by_token(tx, &hash).await? else { return Ok(None) };
            let exam = exams::load(tx, invigilator.exam_id).await?;
            Ok::<_, StoreError>(exam.map(|exam| (invigilator, exam)))
        })
    });
    let Some((invigilator, exam)) = found.await? else { return Ok(None) };
    // what the centre has sent is the jury's
    if !matches!(ExamStatus::parse(&exam.status), Some(ExamStatus::Open | ExamStatus::Running | ExamStatus::Finished)) {
        return Ok(None);
    }
    app.limits.know(token);
    let (id, now) = (invigilator.id, app.clock.now());
    if now - invigilator.seen_at > STALE {
        app.store.write(move |tx| Box::pin(invigilators::seen(tx, id, now, now - STALE))).await?;
    }
    let watch = Watch { exam: exam.id.as_u128(), invigilator: id.as_u128() };
    let proof = may::<Invigilate>(&Actor::Invigilator(id.as_u128()), watch)?;
    Ok(Some(Watching { invigilator, exam, proof }))
}

/// Leaves the exam to the others.
///
/// # Errors
/// The store's.
pub async fn leave(app: &App, watching: &Watching) -> Result<()> {
    let (id, now) = (watching.invigilator.id, app.clock.now());
    app.store.write(move |tx| Box::pin(invigilators::leave(tx, id, now))).await?;
    Ok(())
}

/// A candidate as the board shows them.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Who.
    pub candidate: Candidate,
    /// Extra time, in percent.
    pub extra_percent: i64,
    /// What else they need, in words.
    pub needs: String,
    /// Their sitting, if they came: the last one.
    pub sitting: Option<Sitting>,
    /// Where that stands.
    pub status: Option<Status>,
    /// The alert that waits.
    pub alert: Option<ExamAlert>,
    /// Number of the question on the table, and of how many.
    pub question: Option<(u32, u32)>,
    /// Time left, microseconds.
    pub remaining: Option<i64>,
    /// How their browser is heard of.
    pub presence: Option<Presence>,
}

/// An exam as its invigilators see it.
#[derive(Debug, Clone)]
pub struct Board {
    /// Candidates by name.
    pub seats: Vec<Seat>,
    /// Invigilators who have not left.
    pub invigilators: Vec<Invigilator>,
    /// The time of the server, microseconds UTC.
    pub now: i64,
}

/// Who is where.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn board(app: &App, proof: &Authorised<Invigilate>) -> Result<Board> {
    let exam = Uuid::from_u128(proof.object().exam);
    let read = app.store.read(move |tx| Box::pin(read_board(tx, exam))).await?;
    let now = app.clock.now();
    let mut runs = BTreeMap::new();
    for row in read.sessions {
        runs.insert(row.id, run_of(app, row).await?);
    }
    let mut by_candidate: BTreeMap<Uuid, Sitting> = BTreeMap::new();
    for sitting in read.sittings {
        // the one that counts, if there is one, else the last that broke down
        let is_void = |one: &Sitting| one.status == Status::Void.code();
        let told = by_candidate.get(&sitting.candidate_id);
        if told.is_none_or(|before| is_void(before) && (!is_void(&sitting) || before.created_at <= sitting.created_at)) {
            by_candidate.insert(sitting.candidate_id, sitting);
        }
    }
    let mut needs: BTreeMap<Uuid, (i64, String)> = read.needs.into_iter().map(|a| (a.candidate_id, (a.extra_percent, a.needs))).collect();
    let mut alerts: BTreeMap<Uuid, ExamAlert> = read.alerts.into_iter().filter(|alert| alert.status == "open").map(|alert| (alert.sitting_id, alert)).collect();
    let seats = read
        .candidates
        .into_iter()
        .map(|candidate| {
            let (extra_percent, needs) = needs.remove(&candidate.id).unwrap_or_default();
            let sitting = by_candidate.remove(&candidate.id);
            let run = sitting.as_ref().and_then(|sitting| runs.get(&sitting.session_id?));
            seat_of(candidate, extra_percent, needs, sitting, run, &mut alerts, now)
        })
        .collect();
    Ok(Board { seats, invigilators: read.invigilators.into_iter().filter(|one| one.left_at.is_none()).collect(), now })
}

fn seat_of(
    candidate: Candidate,
    extra_percent: i64,
    needs: String,
    sitting: Option<Sitting>,
    run: Option<&Run>,
    alerts: &mut BTreeMap<Uuid, ExamAlert>,
    now: i64,
) -> Seat {
    let status = sitting.as_ref().and_then(|sitting| Status::parse(&sitting.status));
    let open = status.is_some_and(Status::is_under_way);
    let alert = sitting.as_ref().and_then(|sitting| alerts.remove(&sitting.id));
    let question = run.filter(|_| open).map(|run| (run.state.position(), crate::service::assess::questions_at_most(&run.edition)));
    let remaining = run.filter(|_| open).map(|run| run.state.remaining(&run.edition, now));
    let heard = sitting.as_ref().filter(|_| status.is_some_and(|status| !status.is_over())).and_then(|sitting| {
        // an answer is a sign too
        let seen = sitting.seen_at.into_iter().chain(run.map(|run| run.row.updated_at).filter(|_| sitting.seen_at.is_some())).max()?;
        Some(presence(now, seen, sitting.away_since))
    });
    Seat { candidate, extra_percent, needs, status, alert, question, remaining, presence: heard, sitting }
}

struct Read {
    candidates: Vec<Candidate>,
    sittings: Vec<Sitting>,
    sessions: Vec<store::sessions::Session>,
    alerts: Vec<ExamAlert>,
    needs: Vec<accommodations::Accommodation>,
    invigilators: Vec<Invigilator>,
}

async fn read_board(tx: &mut Tx<'_>, exam: Uuid) -> Result<Read, StoreError> {
    Ok(Read {
        candidates: candidates::of_exam(tx, exam).await?,
        sittings: sittings::of_exam(tx, exam).await?,
        sessions: sittings::sessions_of_exam(tx, exam).await?,
        alerts: exam_alerts::of_exam(tx, exam).await?,
        needs: accommodations::of_exam(tx, exam).await?,
        invigilators: invigilators::of_exam(tx, exam).await?,
    })
}

/// Says that a candidate is who they say, by the document they showed.
///
/// # Errors
/// There is none of this name, they withdrew, or the document was not chosen.
pub async fn admit(app: &App, watching: &Watching, candidate: Uuid, document: &str) -> Result<()> {
    let document = Document::parse(document).ok_or(Refusal::ExamDocument)?;
    at_the_door(app, watching, candidate, Act::Admit, Some(document)).await
}

/// Takes a check back, as long as the candidate has not begun.
///
/// # Errors
/// They have begun.
pub async fn take_back(app: &App, watching: &Watching, candidate: Uuid) -> Result<()> {
    at_the_door(app, watching, candidate, Act::TakeBack, None).await
}

async fn at_the_door(app: &App, watching: &Watching, candidate: Uuid, act: Act, document: Option<Document>) -> Result<()> {
    is_held(watching)?;
    let (exam, invigilator, now) = (watching.exam.id, watching.invigilator.id, app.clock.now());
    let kind = if document.is_some() { EventKind::Admitted } else { EventKind::TakenBack };
    let detail = document.map_or_else(|| json!({}), |document| json!({ "document": document.code() }));
    let told = Told::new(kind, detail, Some(invigilator));
    let event = told.row(app, Uuid::nil(), now);
    app.store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                candidates::in_exam(tx, exam, candidate).await?.ok_or(Refusal::NotFound)?;
                let sitting = sittings::live_of_candidate(tx, candidate).await?;
                if let Some(status) = sitting.as_ref().and_then(|sitting| Status::parse(&sitting.status)) {
                    may_do(status, act)?;
                }
                let changed = match document {
                    Some(document) => candidates::check_in(tx, candidate, invigilator, document.code(), now).await?,
                    None => candidates::undo_check_in(tx, candidate, now).await?,
                };
                if let Some(sitting) = sitting.filter(|_| changed) {
                    sittings::insert_event(tx, &sittings::Event { sitting_id: sitting.id, ..event }).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Whether the exam is one in which people come and go.
pub(super) fn is_held(watching: &Watching) -> Result<(), Refusal> {
    match watching.status() {
        Some(ExamStatus::Open | ExamStatus::Running) => Ok(()),
        Some(ExamStatus::Draft) | None => Err(Refusal::ExamNotOpen),
        Some(_) => Err(Refusal::ExamOver),
    }
}

fn noted(app: &App, watching: &Watching, act: audit::Act, origin: &Origin<'_>) -> store::audit::Line {
    audit::line(app, act, audit::By::Invigilator, watching.invigilator.person_id, Some(watching.exam.number.clone()), origin)
}

/// Opens the exam: the code that is written on the board is drawn, and whoever is let in may begin.
///
/// # Errors
/// It is over.
pub async fn open_exam(app: &App, watching: &Watching, origin: &Origin<'_>) -> Result<()> {
    is_held(watching)?;
    let noted = noted(app, watching, audit::Act::ExamBegun, origin);
    let (exam, now, code) = (watching.exam.id, app.clock.now(), start_code(app.entropy.bytes()));
    // a second click finds it open
    app.store
        .write(move |tx| {
            let (code, noted) = (code.clone(), noted.clone());
            Box::pin(async move {
                if exams::begin(tx, exam, &code, now).await? {
                    store::audit::add(tx, &noted).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Closes the exam: who never came is absent, who never began has no sitting.
///
/// # Errors
/// [`Refusal::ExamUnsettled`]: somebody is still at work, or a report is still a draft.
pub async fn close_exam(app: &App, watching: &Watching, origin: &Origin<'_>) -> Result<()> {
    if watching.status() == Some(ExamStatus::Finished) {
        return Ok(());
    }
    is_held(watching)?;
    let (exam, now) = (watching.exam.id, app.clock.now());
    let noted = noted(app, watching, audit::Act::ExamClosed, origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                exams::hold(tx, exam).await?;
                sittings::void_waiting(tx, exam, now).await?;
                let left = exams::unsettled(tx, exam).await?;
                if left.sittings + left.alerts + left.drafts > 0 {
                    return Err(Refusal::ExamUnsettled.into());
                }
                if !exams::move_to(tx, exam, ExamStatus::Running.code(), ExamStatus::Finished.code(), now).await? {
                    return Err(Refusal::ExamNotBegun.into());
                }
                candidates::mark_absent(tx, exam, now).await?;
                store::audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Opens an exam again that was closed by mistake, as long as the centre has not sent it.
///
/// # Errors
/// It was sent.
pub async fn reopen_exam(app: &App, watching: &Watching) -> Result<()> {
    let (exam, now) = (watching.exam.id, app.clock.now());
    let opened =
        app.store.write(move |tx| Box::pin(async move { exams::move_to(tx, exam, ExamStatus::Finished.code(), ExamStatus::Running.code(), now).await }));
    if opened.await? || watching.status() == Some(ExamStatus::Running) { Ok(()) } else { Err(Refusal::ExamOver.into()) }
}
