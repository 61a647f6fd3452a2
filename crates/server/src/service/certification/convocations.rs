//! Convocations: one mail for each candidate and each change of place or hour, with a link to a page of their own and to their calendar.
//!
//! The link is made from the secret of the installation, so that it is the same in each mail; what is stored is its digest.

use domain::access::{Authorised, RunExams};
use domain::certification::{USUAL_SECONDS, codes, extra_seconds};
use formats::calendar::{self, Event};
use store::candidates::{self, Candidate};
use store::exams::Exam;
use store::mails::{self, NewMail};
use uuid::Uuid;

use super::exams::{one, standing_of, status_of};
use crate::app::App;
use crate::mails::{ConvocationMail, letter};
use crate::render::Lang;
use crate::secret::hex;
use crate::service::{Failure, Result};

/// Mails written in one transaction: nobody who answers waits longer for it.
const AT_ONCE: usize = 50;
/// Minutes before and after the exam that a calendar keeps free: coming in, identity, leaving.
const AROUND: i64 = 30;
const MINUTE: i64 = 60_000_000;

/// The secret of a candidate's link, 128 bits.
pub fn token(app: &App, candidate: Uuid) -> String {
    hex(&app.place_key.digest(&format!("candidacy {candidate}")))
}

/// The page of a candidate.
pub fn link(app: &App, candidate: Uuid) -> String {
    format!("{}/certification/candidature/{}", app.config.base_url, token(app, candidate))
}

/// What was sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Convocations that left.
    pub mailed: usize,
    /// Candidates without an address: theirs are to be printed.
    pub to_print: usize,
}

/// Whether somebody is to be told of the exam as it is now.
pub fn is_due(exam: &Exam, candidate: &Candidate) -> bool {
    let expected = standing_of(candidate).is_ok_and(domain::certification::CandidateStatus::is_expected);
    expected && candidate.convoked_revision.is_none_or(|told| told < exam.revision)
}

/// Sends every convocation of an open exam that is due: once for each candidate and each change, however often it is asked.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`]; the store's. What left before has left.
pub async fn send(app: &App, by: &Authorised<RunExams>, id: Uuid) -> Result<Sent> {
    let exam = one(app, by, id).await?;
    if !status_of(&exam)?.convokes() {
        return Ok(Sent::default());
    }
    let all = app.store.read_once(move |tx| Box::pin(candidates::of_exam(tx, id))).await?;
    let due: Vec<Candidate> = all.into_iter().filter(|candidate| is_due(&exam, candidate)).collect();
    let mut sent = Sent { mailed: 0, to_print: due.iter().filter(|candidate| candidate.email.is_none()).count() };
    let mut letters = Vec::new();
    for candidate in due.iter().filter(|candidate| candidate.email.is_some()) {
        let what = if candidate.convoked_at.is_some() { "changed" } else { "convoked" };
        letters.extend(written(app, &exam, candidate, what)?.map(|letter| (candidate.id, letter)));
    }
    let (revision, now) = (exam.revision, app.clock.now());
    for group in letters.chunks(AT_ONCE) {
        let group = group.to_vec();
        sent.mailed += app
            .store
            .write(move |tx| {
                let group = group.clone();
                Box::pin(async move {
                    let mut left = 0;
                    for (candidate, letter) in &group {
                        if candidates::convoked(tx, *candidate, revision, now).await? {
                            mails::enqueue(tx, letter).await?;
                            left += 1;
                        }
                    }
                    Ok::<_, Failure>(left)
                })
            })
            .await?;
    }
    app.mail_waits.notify_one();
    Ok(sent)
}

/// Tells whoever was convoked that an exam is called off: once.
///
/// # Errors
/// The store's.
pub async fn call_off(app: &App, exam: &Exam) -> Result<usize> {
    let id = exam.id;
    let all = app.store.read_once(move |tx| Box::pin(candidates::of_exam(tx, id))).await?;
    let mut letters = Vec::new();
    for candidate in
        all.iter().filter(|candidate| candidate.convoked_at.is_some() && standing_of(candidate).is_ok_and(domain::certification::CandidateStatus::is_expected))
    {
        letters.extend(written(app, exam, candidate, "cancelled")?.map(|letter| (candidate.id, letter)));
    }
    // one more than any revision that was told: who gets this mail gets it once
    let (revision, now, count) = (exam.revision + 1, app.clock.now(), letters.len());
    for group in letters.chunks(AT_ONCE) {
        let group = group.to_vec();
        app.store
            .write(move |tx| {
                let group = group.clone();
                Box::pin(async move {
                    for (candidate, letter) in &group {
                        if candidates::convoked(tx, *candidate, revision, now).await? {
                            mails::enqueue(tx, letter).await?;
                        }
                    }
                    Ok::<_, Failure>(())
                })
            })
            .await?;
    }
    app.mail_waits.notify_one();
    Ok(count)
}

/// What is said to somebody who is taken off the list and was told of the exam.
///
/// # Errors
/// A template is broken.
pub(super) fn farewell(app: &App, exam: &Exam, candidate: &Candidate) -> Result<Option<NewMail>> {
    if candidate.convoked_at.is_none() || exams_are_over(exam) {
        return Ok(None);
    }
    written(app, exam, candidate, "withdrawn")
}

fn exams_are_over(exam: &Exam) -> bool {
    status_of(exam).is_ok_and(domain::certification::ExamStatus::is_over)
}

fn written(app: &App, exam: &Exam, candidate: &Candidate, what: &'static str) -> Result<Option<NewMail>> {
    let Some(address) = candidate.email.as_deref() else { return Ok(None) };
    let mail = ConvocationMail {
        what,
        given_name: candidate.given_name.clone(),
        centre: exam.centre_name.clone(),
        place: exam.place.clone(),
        starts_at: exam.starts_at,
        number: codes::shown_exam_number(&exam.number),
        code: codes::CandidateCode::parse(&candidate.code).map_or_else(|| candidate.code.clone(), |code| code.to_string()),
        link: link(app, candidate.id),
    };
    let letter = letter(app, Lang::parse(&candidate.language).unwrap_or_default(), &mail, address)?;
    Ok(Some(NewMail { person_id: candidate.person_id, ..letter }))
}

/// The entry of a candidate's calendar: the same entry each time, changed or taken away as the exam is.
pub fn entry(app: &App, exam: &Exam, candidate: &Candidate, extra_percent: i64, summary: String, description: String) -> String {
    let off =
        exam.status == domain::certification::ExamStatus::Cancelled.code() || candidate.status == domain::certification::CandidateStatus::Withdrawn.code();
    let seconds = i64::from(USUAL_SECONDS + extra_seconds(USUAL_SECONDS, extra_percent));
    let lasts = seconds * 1_000_000 + AROUND * MINUTE;
    calendar::entry(&Event {
        id: format!("{}@{}", candidate.id, app.config.base_url.split_once("://").map_or("socle", |(_, host)| host)),
        revision: exam.revision + i64::from(off),
        stamped_at: exam.updated_at.max(candidate.updated_at),
        starts_at: exam.starts_at,
        ends_at: exam.starts_at + lasts,
        summary,
        description,
        place: exam.place.clone(),
        link: link(app, candidate.id),
        organiser: (exam.centre_name.clone(), app.config.contact.clone()),
        is_cancelled: off,
    })
}
