//! Exams of a centre: made, changed, opened, cancelled, sent to the jury.

use std::collections::BTreeMap;

use domain::access::{Authorised, RunExams};
use domain::certification::{CandidateStatus, ExamStatus, codes, exam_day};
use domain::date::Day;
use domain::organisation::LONGEST_MEMO;
use domain::refusal::Refusal;
use domain::text::fold;
use store::candidates::{self, Counts};
use store::exams::{self, Exam, Unsettled};
use store::{StoreError, Tx, audit, organisations, rooms};
use uuid::Uuid;

use super::accreditation::hold_to_accredited;
use crate::app::App;
use crate::secret::{digest, hex};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// Exams of one centre that are listed: those of some twenty years.
const LISTED: i64 = 5_000;
/// Numbers drawn before giving up.
const DRAWS: usize = 5;

/// An exam as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExamForm {
    /// The room.
    pub room: Uuid,
    /// When candidates are expected, microseconds UTC.
    pub starts_at: i64,
    /// How many candidates at the most.
    pub seats: i64,
    /// What invigilators must know.
    pub note: String,
}

/// An exam in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The exam.
    pub exam: Exam,
    /// Where it stands.
    pub status: ExamStatus,
    /// Its candidates.
    pub counts: Counts,
}

/// Where an exam stands.
///
/// # Errors
/// A word that this program does not know.
pub fn status_of(exam: &Exam) -> Result<ExamStatus> {
    ExamStatus::parse(&exam.status).ok_or_else(|| Failure::Broken(format!("exam {}", exam.status)))
}

/// Where a candidate stands.
///
/// # Errors
/// A word that this program does not know.
pub fn standing_of(candidate: &candidates::Candidate) -> Result<CandidateStatus> {
    CandidateStatus::parse(&candidate.status).ok_or_else(|| Failure::Broken(format!("candidate {}", candidate.status)))
}

/// The exams of a centre, the latest first.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, by: &Authorised<RunExams>) -> Result<Vec<Listed>> {
    let organisation = organisation_of(by);
    let (rows, counts) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((exams::of_organisation(tx, organisation, LISTED).await?, candidates::counts(tx, organisation).await?)) })
        })
        .await?;
    let counts: BTreeMap<Uuid, Counts> = counts.into_iter().collect();
    let listed = |exam: Exam| Ok(Listed { status: status_of(&exam)?, counts: counts.get(&exam.id).copied().unwrap_or_default(), exam });
    rows.into_iter().map(listed).collect()
}

/// One exam of the centre.
///
/// # Errors
/// [`Refusal::NotFound`] for what is none of its own.
pub async fn one(app: &App, by: &Authorised<RunExams>, id: Uuid) -> Result<Exam> {
    let organisation = organisation_of(by);
    let found = app.store.read_once(move |tx| Box::pin(exams::load_in(tx, organisation, id))).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// What is not settled of an exam of the centre.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn unsettled(app: &App, by: &Authorised<RunExams>, id: Uuid) -> Result<Unsettled> {
    one(app, by, id).await?;
    Ok(app.store.read_once(move |tx| Box::pin(exams::unsettled(tx, id))).await?)
}

/// The code by which invigilators come in: made from what is drawn for the exam and from the secret of the installation, so that it is
/// printed as often as one wants and a copy of the database alone opens nothing.
pub fn watch_code(app: &App, exam: &Exam) -> Option<String> {
    let salt = exam.watch_hash.as_ref()?;
    let bytes: [u8; 16] = app.place_key.digest(&format!("exam-watch {} {}", exam.id, hex(salt))).try_into().ok()?;
    Some(codes::watch_code(bytes))
}

/// Whether this is the invigilators' code, however it was typed.
pub fn is_watch_code(app: &App, exam: &Exam, typed: &str) -> bool {
    // digests are compared, so that the time it takes tells nothing
    let typed = codes::read_watch_code(typed).map(|code| digest(code.as_bytes()));
    typed.is_some() && typed == watch_code(app, exam).map(|code| digest(code.as_bytes()))
}

/// Makes an exam that nobody is told of yet. `draft` names the form: sent twice it makes one.
///
/// # Errors
/// What is wrong with the form; [`Refusal::NotFound`] for a room of somebody else.
pub async fn make(app: &App, by: &Authorised<RunExams>, draft: Uuid, form: &ExamForm) -> Result<Uuid> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    check(form, now)?;
    let (form, by_whom) = (form.clone(), actor_of(by));
    for _ in 0..DRAWS {
        let (number, salt) = (codes::exam_number(app.entropy.bytes()), app.entropy.bytes::<16>().to_vec());
        let form = form.clone();
        let written = app.store.write(move |tx| {
            let (form, number, salt) = (form.clone(), number.clone(), salt.clone());
            Box::pin(async move {
                if exams::load_in(tx, organisation, draft).await?.is_some() {
                    return Ok(());
                }
                let centre = organisations::load(tx, organisation).await?.ok_or(Refusal::NotFound)?.name;
                let place = place_of(tx, organisation, &form).await?;
                let exam = Exam {
                    organisation_id: Some(organisation),
                    room_id: Some(form.room),
                    search: fold(&format!("{number} {place}")),
                    number,
                    centre_name: centre,
                    place,
                    starts_at: form.starts_at,
                    seats: form.seats,
                    status: ExamStatus::Draft.code().to_owned(),
                    watch_hash: Some(salt),
                    note: form.note.trim().to_owned(),
                    created_by: by_whom,
                    ..Exam::blank(draft, now)
                };
                exams::insert(tx, &exam).await?;
                Ok::<_, Failure>(())
            })
        });
        match written.await {
            Ok(()) => return Ok(draft),
            // the same form, sent twice at once, or a number that is another's: it is looked at again
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure::Broken("no number of an exam is free".into()))
}

fn check(form: &ExamForm, now: i64) -> Result<()> {
    exam_day(form.starts_at, now)?;
    if form.note.chars().count() > LONGEST_MEMO { Err(Refusal::TextTooLong.into()) } else { Ok(()) }
}

/// Where the exam is, as its convocations say, in a room of the centre that seats as many.
async fn place_of(tx: &mut Tx<'_>, organisation: Uuid, form: &ExamForm) -> Result<String> {
    let room = rooms::in_organisation(tx, organisation, form.room).await?.ok_or(Refusal::NotFound)?;
    if !(1..=room.seats).contains(&form.seats) {
        return Err(Refusal::SeatsInvalid.into());
    }
    Ok(format!("{}, {}", room.name, room.address))
}

/// Changes an exam that has not begun. Whoever was told of another place or hour is to be told again: `true` then.
///
/// # Errors
/// As [`make`]; [`Refusal::ExamFull`] for fewer seats than candidates; [`Refusal::RecordChanged`] when it was changed since `seen`;
/// [`Refusal::CentreNotAccredited`] for a day on which the centre holds no exams.
pub async fn change(app: &App, by: &Authorised<RunExams>, id: Uuid, seen: i64, form: &ExamForm) -> Result<bool> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    check(form, now)?;
    let form = form.clone();
    app.store
        .write(move |tx| {
            let form = form.clone();
            Box::pin(async move {
                let was = exams::load_in(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                let status = status_of(&was)?;
                if !status.can_change() {
                    return Err(Refusal::ExamMovedOn.into());
                }
                if status == ExamStatus::Open {
                    hold_to_accredited(tx, organisation, Day::of(form.starts_at)).await?;
                }
                if form.seats < candidates::counted(tx, id).await? {
                    return Err(Refusal::ExamFull.into());
                }
                let place = place_of(tx, organisation, &form).await?;
                let is_elsewhere = place != was.place || form.starts_at != was.starts_at;
                let exam = Exam {
                    room_id: Some(form.room),
                    search: fold(&format!("{} {place}", was.number)),
                    place,
                    starts_at: form.starts_at,
                    seats: form.seats,
                    note: form.note.trim().to_owned(),
                    revision: was.revision + i64::from(is_elsewhere),
                    updated_at: now.max(was.updated_at + 1),
                    ..was
                };
                if !exams::change(tx, &exam, seen).await? {
                    return Err(Refusal::RecordChanged.into());
                }
                Ok::<_, Failure>(is_elsewhere && status.convokes())
            })
        })
        .await
}

/// Moves an exam of the centre on, with a line in the audit log.
async fn moved(app: &App, by: &Authorised<RunExams>, id: Uuid, from: &'static [ExamStatus], to: ExamStatus, act: Act, origin: &Origin<'_>) -> Result<Exam> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    let noted = line(app, act, By::Organisation, actor_of(by), Some(format!("{id} of {organisation}")), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                let was = exams::load_in(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                let status = status_of(&was)?;
                if status == to {
                    return Ok(was);
                }
                if !from.contains(&status) || !exams::move_to(tx, id, status.code(), to.code(), now).await? {
                    return Err(Refusal::ExamMovedOn.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(Exam { status: to.code().to_owned(), updated_at: now, ..was })
            })
        })
        .await
}

/// Opens an exam: from now on whoever is on its list is convoked.
///
/// # Errors
/// [`Refusal::CentreNotAccredited`], [`Refusal::ExamDate`] when its hour is past, [`Refusal::ExamMovedOn`].
pub async fn open(app: &App, by: &Authorised<RunExams>, id: Uuid, origin: &Origin<'_>) -> Result<Exam> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let exam = exams::load_in(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                if status_of(&exam)? == ExamStatus::Draft {
                    exam_day(exam.starts_at, now)?;
                    hold_to_accredited(tx, organisation, Day::of(exam.starts_at)).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await?;
    moved(app, by, id, &[ExamStatus::Draft], ExamStatus::Open, Act::ExamOpened, origin).await
}

/// Calls an exam off that has not begun.
///
/// # Errors
/// [`Refusal::ExamMovedOn`].
pub async fn cancel(app: &App, by: &Authorised<RunExams>, id: Uuid, origin: &Origin<'_>) -> Result<Exam> {
    moved(app, by, id, &[ExamStatus::Draft, ExamStatus::Open], ExamStatus::Cancelled, Act::ExamCancelled, origin).await
}

/// Sends an exam that is over to the jury, with its reports. Whoever never came is noted absent.
///
/// # Errors
/// [`Refusal::ExamUnsettled`] while a sitting goes on, an alert waits or a report is not signed; [`Refusal::ExamMovedOn`].
pub async fn finalise(app: &App, by: &Authorised<RunExams>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    let noted = line(app, Act::ExamFinalised, By::Organisation, actor_of(by), Some(format!("{id} of {organisation}")), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                exams::hold(tx, id).await?;
                let was = exams::load_in(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                let status = status_of(&was)?;
                if status == ExamStatus::Finalised {
                    return Ok(());
                }
                if exams::unsettled(tx, id).await? != Unsettled::default() {
                    return Err(Refusal::ExamUnsettled.into());
                }
                if !exams::move_to(tx, id, ExamStatus::Finished.code(), ExamStatus::Finalised.code(), now).await? {
                    return Err(Refusal::ExamMovedOn.into());
                }
                candidates::mark_absent(tx, id, now).await?;
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Another code for the invigilators: the one of before opens nothing more. Who is in stays in.
///
/// # Errors
/// [`Refusal::ExamMovedOn`] when the exam is over.
pub async fn renew_watch_code(app: &App, by: &Authorised<RunExams>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now, salt) = (organisation_of(by), app.clock.now(), app.entropy.bytes::<16>());
    let noted = line(app, Act::WatchCodeRenewed, By::Organisation, actor_of(by), Some(format!("{id} of {organisation}")), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                exams::load_in(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                if !exams::renew_watch(tx, organisation, id, &salt, now).await? {
                    return Err(Refusal::ExamMovedOn.into());
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes a draft away, with its list.
///
/// # Errors
/// [`Refusal::ExamMovedOn`] for one that somebody was told of.
pub async fn delete(app: &App, by: &Authorised<RunExams>, id: Uuid) -> Result<()> {
    let organisation = organisation_of(by);
    let gone = app.store.write(move |tx| Box::pin(exams::delete(tx, organisation, id))).await?;
    if gone { Ok(()) } else { Err(Refusal::ExamMovedOn.into()) }
}
