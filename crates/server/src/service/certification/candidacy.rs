//! A candidacy, as its candidate sees it: what is said before the exam, that they come, and that it is theirs.

use domain::access::{Authorised, ManageAccount};
use domain::certification::{CandidateStatus, ExamStatus};
use domain::refusal::Refusal;
use store::candidates::{self, Candidate};
use store::exams::{self, Exam};
use store::{StoreError, accommodations, audit};
use uuid::Uuid;

use super::exams::{standing_of, status_of};
use crate::app::App;
use crate::secret::token_digest;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// A candidacy with its exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    /// The candidate.
    pub candidate: Candidate,
    /// Where they stand.
    pub standing: CandidateStatus,
    /// The exam.
    pub exam: Exam,
    /// Where it stands.
    pub status: ExamStatus,
    /// Their extra time, in percent.
    pub extra_percent: i64,
}

/// The candidacy whose link this is the secret of.
///
/// # Errors
/// [`Refusal::NotFound`] for no link of ours, or one whose exam is gone.
pub async fn by_link(app: &App, token: &str) -> Result<Candidacy> {
    let hash = token_digest(token);
    app.store
        .read(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                let candidate = candidates::by_token(tx, &hash).await?.ok_or(Refusal::NotFound)?;
                let exam = exams::load(tx, candidate.exam_id).await?.ok_or(Refusal::NotFound)?;
                let extra_percent = accommodations::of_candidate(tx, candidate.id).await?.map_or(0, |granted| granted.extra_percent);
                // what is being prepared was told to nobody
                let status = status_of(&exam)?;
                if status == ExamStatus::Draft {
                    return Err(Refusal::NotFound.into());
                }
                Ok::<_, Failure>(Candidacy { standing: standing_of(&candidate)?, status, candidate, exam, extra_percent })
            })
        })
        .await
}

/// Notes that the candidate comes.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::ExamMovedOn`] when there is nothing to come to any more.
pub async fn confirm(app: &App, token: &str) -> Result<()> {
    let known = by_link(app, token).await?;
    if known.standing == CandidateStatus::Withdrawn || known.status.is_over() {
        return Err(Refusal::ExamMovedOn.into());
    }
    let (id, now) = (known.candidate.id, app.clock.now());
    app.store.write(move |tx| Box::pin(candidates::confirm(tx, id, now))).await?;
    Ok(())
}

/// Says that a candidacy is of somebody's account: its result will be found there.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::CandidacyTaken`] when it is of another account, or the account has another in this exam.
pub async fn bind(app: &App, person: &Authorised<ManageAccount>, token: &str, origin: &Origin<'_>) -> Result<()> {
    let known = by_link(app, token).await?;
    let (id, person, now) = (known.candidate.id, Uuid::from_u128(*person.object()), app.clock.now());
    if known.candidate.person_id == Some(person) {
        return Ok(());
    }
    let noted = line(app, Act::CandidacyBound, By::Person, Some(person), Some(id.to_string()), origin);
    let written = app.store.write(move |tx| {
        let noted = noted.clone();
        Box::pin(async move {
            if !candidates::bind(tx, id, person, now).await? {
                return Err(Refusal::CandidacyTaken.into());
            }
            audit::add(tx, &noted).await?;
            Ok::<_, Failure>(())
        })
    });
    match written.await {
        Err(Failure::Store(StoreError::Conflict { .. })) => Err(Refusal::CandidacyTaken.into()),
        done => done,
    }
}

/// The candidacies of a person, the last first.
///
/// # Errors
/// The store's.
pub async fn mine(app: &App, person: &Authorised<ManageAccount>) -> Result<Vec<Candidacy>> {
    let person = Uuid::from_u128(*person.object());
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for candidate in candidates::of_person(tx, person).await? {
                    let Some(exam) = exams::load(tx, candidate.exam_id).await? else { continue };
                    all.push(Candidacy { standing: standing_of(&candidate)?, status: status_of(&exam)?, candidate, exam, extra_percent: 0 });
                }
                Ok::<_, Failure>(all)
            })
        })
        .await
}

/// What is kept of the candidacies of a person, for whoever takes their data away.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn exported(app: &App, person: Uuid) -> Result<Vec<serde_json::Value>> {
    let all = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for candidate in candidates::of_person(tx, person).await? {
                    let exam = exams::load(tx, candidate.exam_id).await?;
                    let needs = accommodations::of_candidate(tx, candidate.id).await?;
                    all.push((candidate, exam, needs));
                }
                Ok::<_, Failure>(all)
            })
        })
        .await?;
    let one = |(c, exam, needs): &(Candidate, Option<Exam>, Option<accommodations::Accommodation>)| {
        let civil = serde_json::from_str::<serde_json::Value>(&c.civil).unwrap_or_default();
        let moment = formats::credential::moment;
        serde_json::json!({
            "family_name": c.family_name, "given_name": c.given_name, "usual_name": c.usual_name, "birth_date": c.birth_date, "civil": civil,
            "email": c.email, "number": c.external_id, "code": c.code, "language": c.language, "status": c.status, "enrolled_at": moment(c.created_at),
            "convoked_at": c.convoked_at.map(moment), "confirmed_at": c.confirmed_at.map(moment), "checked_in_at": c.checked_in_at.map(moment),
            "document_shown": c.document,
            "exam": exam.as_ref().map(|e| serde_json::json!({ "number": e.number, "centre": e.centre_name, "place": e.place, "starts_at": moment(e.starts_at), "status": e.status })),
            "accommodation": needs.as_ref().map(|n| serde_json::json!({ "extra_percent": n.extra_percent, "needs": n.needs, "decision": n.document, "granted_at": moment(n.granted_at) })),
        })
    };
    Ok(all.iter().map(one).collect())
}
