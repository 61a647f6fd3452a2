//! A candidate at the door of an exam: recognised by two codes, and from then on by their browser.
//!
//! One browser at a time: before anybody was let in, the last one that came with the codes; afterwards another one asks, and goes on once an
//! invigilator says so, and the first is out at that moment.

use std::collections::BTreeSet;

use domain::access::{Actor, Authorised, TakeExam, may};
use domain::certification::codes::{CandidateCode, read_exam_number};
use domain::certification::sitting::{EventKind, Status, draw_number};
use domain::certification::{CandidateStatus, ExamStatus};
use domain::refusal::Refusal;
use serde_json::json;
use store::candidates::{self, Candidate};
use store::exams::{self, Exam};
use store::sittings::{self, Sitting};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::sitting::{By, Sat, load};
use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::account::{attempt, was_right};
use crate::service::{Failure, Result};

/// Wrong codes that one exam takes in a quarter of an hour: each candidate of a large room may err thrice.
const TRIES_AT_THE_DOOR: i64 = 600;
/// How often a lost race is run again.
const RACES: usize = 6;

/// What somebody typed at the door, and in which browser.
#[derive(Debug, Clone)]
pub struct Knock {
    /// Number of the exam.
    pub number: String,
    /// Code of the candidate.
    pub code: String,
    /// The browser, in words.
    pub device: String,
    /// The token that the browser shows, if it was here before.
    pub known: Option<String>,
}

/// The browser of a candidate, recognised.
#[derive(Debug, Clone)]
pub enum Guest {
    /// It is the one in which the sitting goes on.
    Seated(Box<Desk>),
    /// It asks to be.
    Asking(Box<Sat>),
}

/// A sitting, from the one browser in which it goes on.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The sitting.
    pub sat: Sat,
    /// That it is theirs to take.
    pub proof: Authorised<TakeExam>,
    pub(super) device: Vec<u8>,
}

/// Lets a browser come to an exam. Gives the token by which it is recognised from now on; none when the one it has will do.
///
/// # Errors
/// The codes are not those of a candidate of an exam that is held; too many wrong ones were tried; the sitting is over.
pub async fn enter(app: &App, knock: Knock) -> Result<Option<Token>> {
    let number = read_exam_number(&knock.number).ok_or(Refusal::ExamCodes)?;
    attempt(app, "exam-door", &number, TRIES_AT_THE_DOOR).await?;
    let (exam, candidate) = expected(app, &number, &knock.code).await?;
    was_right(app, "exam-door", &number).await?;
    match ExamStatus::parse(&exam.status) {
        Some(ExamStatus::Open | ExamStatus::Running) => {}
        Some(status) if status.is_over() => return Err(Refusal::ExamOver.into()),
        _ => return Err(Refusal::ExamNotOpen.into()),
    }
    let token = Token::draw(&app.entropy);
    for _ in 0..RACES {
        let now = app.clock.now();
        let known = knock.known.as_deref().map(token_digest);
        let arrival = Arrival {
            id: app.entropy.id(now),
            event: app.entropy.id(now),
            drawn: u64::from_le_bytes(app.entropy.bytes()),
            hash: token.digest(),
            device: knock.device.clone(),
            known,
            now,
        };
        let (exam, candidate) = (exam.clone(), candidate.clone());
        let came = app.store.write(move |tx| Box::pin(arrive(tx, exam.clone(), candidate.clone(), arrival.clone()))).await;
        match came {
            Ok(true) => return Ok(Some(token)),
            Ok(false) => return Ok(None),
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Err(StoreError::Busy.into())
}

/// The exam and the candidate of these codes.
async fn expected(app: &App, number: &str, code: &str) -> Result<(Exam, Candidate)> {
    let code = CandidateCode::parse(code).ok_or(Refusal::ExamCodes)?;
    let number = number.to_owned();
    let found = app
        .store
        .read(move |tx| {
            let (number, code) = (number.clone(), code.clone());
            Box::pin(async move {
                let Some(exam) = exams::by_number(tx, &number).await? else { return Ok(None) };
                let candidate = candidates::by_code(tx, exam.id, code.as_str()).await?;
                Ok::<_, StoreError>(candidate.map(|candidate| (exam, candidate)))
            })
        })
        .await?;
    let (exam, candidate) = found.ok_or(Refusal::ExamCodes)?;
    if candidate.status == CandidateStatus::Withdrawn.code() {
        return Err(Refusal::ExamCodes.into());
    }
    Ok((exam, candidate))
}

/// A browser that came with the right codes.
#[derive(Clone)]
struct Arrival {
    id: Uuid,
    event: Uuid,
    drawn: u64,
    hash: Vec<u8>,
    device: String,
    known: Option<Vec<u8>>,
    now: i64,
}

/// Whether the browser needs its new token.
async fn arrive(tx: &mut Tx<'_>, exam: Exam, candidate: Candidate, arrival: Arrival) -> Result<bool> {
    let Arrival { id, event, drawn, hash, device, known, now } = arrival;
    let told = |sitting: Uuid, kind: EventKind| sittings::Event {
        id: event,
        sitting_id: sitting,
        kind: kind.code().to_owned(),
        detail: json!({ "device": device }).to_string(),
        invigilator_id: None,
        at: now,
    };
    let Some(sitting) = sittings::live_of_candidate(tx, candidate.id).await? else {
        let taken: BTreeSet<i64> = sittings::of_exam(tx, exam.id).await?.iter().map(|sitting| sitting.number).collect();
        let made = Sitting {
            number: draw_number(&taken, exam.seats, drawn),
            status: Status::Waiting.code().to_owned(),
            device_hash: Some(hash),
            device: device.clone(),
            seen_at: Some(now),
            ..Sitting::blank(id, &candidate, now)
        };
        sittings::insert(tx, &made).await?;
        sittings::insert_event(tx, &told(id, EventKind::Entered)).await?;
        return Ok(true);
    };
    if known.is_some() && (known == sitting.device_hash || known == sitting.next_device_hash) {
        return Ok(false);
    }
    if Status::parse(&sitting.status).is_some_and(Status::is_over) {
        return Err(Refusal::SittingOver.into());
    }
    let (held, kind) = if sitting.status == Status::Waiting.code() && candidate.checked_in_at.is_none() {
        (sittings::replace_device(tx, sitting.id, &hash, &device, now).await?, EventKind::Entered)
    } else {
        (sittings::ask_device(tx, sitting.id, &hash, &device, now).await?, EventKind::DeviceAsked)
    };
    if !held {
        return Err(StoreError::Conflict { what: "sitting(status)".into() }.into());
    }
    sittings::insert_event(tx, &told(sitting.id, kind)).await?;
    Ok(true)
}

/// The candidate whose browser shows this token; none when it is that of nobody any more.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn recognise(app: &App, token: &str) -> Result<Option<Guest>> {
    let hash = token_digest(token);
    if let Some(sat) = load(app, &By::Device(hash.clone())).await? {
        app.limits.know(token);
        return Ok(Some(Guest::Seated(Box::new(seated(sat, hash)?))));
    }
    let asking = app.store.read(move |tx| Box::pin(async move { sittings::by_next_device(tx, &hash.clone()).await })).await?;
    match asking {
        Some(sitting) => Ok(load(app, &By::Name(sitting.id)).await?.map(|sat| Guest::Asking(Box::new(sat)))),
        None => Ok(None),
    }
}

fn seated(sat: Sat, device: Vec<u8>) -> Result<Desk> {
    let id = sat.sitting.id.as_u128();
    let proof = may::<TakeExam>(&Actor::ExamDevice(id), id)?;
    Ok(Desk { sat, proof, device })
}

impl Desk {
    /// By what its sitting is read again: the browser, so that one that was put out meanwhile is told.
    pub(super) fn by(&self) -> By {
        By::Device(self.device.clone())
    }

    /// The same desk, after something has changed.
    pub(super) fn after(self, sat: Sat) -> Self {
        Self { sat, ..self }
    }
}
