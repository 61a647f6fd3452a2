//! What a candidate reads of their own exam: nothing before publication; then the decision with every number that explains it.

use std::sync::Arc;

use domain::access::{Actor, Candidacy, FollowCandidacy, may};
use domain::bank::Edition;
use domain::certification::Explanation;
use domain::certification::jury::Ruling;
use domain::refusal::Refusal;
use store::appeals::Appeal;
use store::candidates::{self, Candidate};
use store::certificates::Certificate;
use store::exams::{self, Exam};
use store::{StoreError, appeals, decisions, deliberations};
use uuid::Uuid;

use super::certificates::of_sitting;
use super::decide::Held;
use super::rules;
use crate::app::App;
use crate::service::{Failure, Result};

/// What a candidate may read.
#[derive(Debug)]
pub struct OwnResult {
    /// Their candidacy.
    pub candidate: Candidate,
    /// The exam.
    pub exam: Exam,
    /// What was decided; none before publication, or where they did not sit.
    pub decided: Option<Decided>,
}

/// What was decided, published.
#[derive(Debug)]
pub struct Decided {
    /// What stands.
    pub ruling: Ruling,
    /// The row that stands.
    pub row: decisions::Decision,
    /// Its numbers.
    pub held: Held,
    /// The steps of the rule; none for a sitting without answers.
    pub explanation: Option<Explanation>,
    /// The edition that was asked from, for names.
    pub edition: Option<Arc<Edition>>,
    /// Which rules decided.
    pub rules: String,
    /// The certificate that holds.
    pub certificate: Option<Certificate>,
    /// What they asked, and what was answered.
    pub appeals: Vec<Appeal>,
}

/// A candidacy of whoever asks, with its exam.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever it does not belong to: nobody learns that it exists.
pub(super) async fn own(app: &App, actor: &Actor, candidate: Uuid) -> Result<(Candidate, Exam)> {
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let Some(candidate) = candidates::load(tx, candidate).await? else { return Ok(None) };
            let exam = exams::load(tx, candidate.exam_id).await?;
            Ok::<_, StoreError>(exam.map(|exam| (candidate, exam)))
        })
    });
    let (candidate, exam) = read.await?.ok_or(Refusal::NotFound)?;
    let object = Candidacy { candidate: candidate.id.as_u128(), person: candidate.person_id.map(|id| id.as_u128()) };
    may::<FollowCandidacy>(actor, object).map_err(|refusal| if refusal == Refusal::Unauthorised { refusal } else { Refusal::NotFound })?;
    Ok((candidate, exam))
}

/// What somebody may read of their own exam.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Unauthorised`] for whoever is not signed in.
pub async fn own_result(app: &App, actor: &Actor, candidate: Uuid) -> Result<OwnResult> {
    let (candidate, exam) = own(app, actor, candidate).await?;
    let decided = if exam.published_at.is_some() { decided(app, candidate.id).await? } else { None };
    Ok(OwnResult { candidate, exam, decided })
}

async fn decided(app: &App, candidate: Uuid) -> Result<Option<Decided>> {
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let Some(case) = deliberations::of_candidate(tx, candidate).await? else { return Ok(None) };
            let last = decisions::of_sitting(tx, case.id).await?.pop();
            let appeals = appeals::of_sitting(tx, case.id).await?;
            let certificate = of_sitting(tx, case.id).await?;
            Ok::<_, Failure>(last.map(|last| (last, appeals, certificate)))
        })
    });
    let Some((row, appeals, certificate)) = read.await? else { return Ok(None) };
    let held: Held = serde_json::from_str(&row.body)?;
    let ruling = Ruling::read(&row.outcome, row.level).ok_or_else(|| Failure::Broken(format!("decision {} says {}", row.id, row.outcome)))?;
    let edition = match held.edition {
        Some(id) => Some(app.editions.get(&app.store, id).await?),
        None => None,
    };
    let explanation = held.decision.as_ref().zip(held.rules.as_ref()).map(|(decision, rules)| domain::certification::explain(decision, rules));
    let rules = match &held.rules {
        Some(rules) => rules::name_of(app, rules).await?,
        None => String::new(),
    };
    Ok(Some(Decided { ruling, row, held, explanation, edition, rules, certificate, appeals }))
}
