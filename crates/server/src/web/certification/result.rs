//! `/certification/{candidate}`: the result of an exam with its explanation, for the person it is about and nobody else.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::certification::appeal::{may_appeal, until};
use domain::certification::jury::{DecisionKind, Outcome};
use domain::certification::{Decision, Verdict};
use domain::framework::Framework;
use domain::profile::{Evidence, Level};
use domain::refusal::Refusal;
use uuid::Uuid;

use super::jury::{level_key, numbers, ruling_view, shown_number};
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::appeals::appeal;
use crate::service::certification::result::{Decided, OwnResult, own_result};
use crate::web::form::Fields;
use crate::web::guard::PageError;
use crate::web::named::sign_in;
use crate::web::view::FieldError;
use crate::web::view::certification::never_certain;
use crate::web::view::certification::result::{CandidateResultPage, DecidedView, EvidenceView, OwnAppeal};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certification/{candidate}", get(show)).route("/certification/{candidate}/recours", post(submit))
}

fn candidate(visit: &Visit, text: &str) -> Result<Uuid, PageError> {
    text.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))
}

/// What somebody may read, or where they sign in first.
async fn found(visit: &Visit, id: Uuid, method: &Method) -> Result<Result<OwnResult, Response>, PageError> {
    match own_result(&visit.app, &visit.actor(), id).await {
        Ok(found) => Ok(Ok(found)),
        Err(Failure::Refused(Refusal::Unauthorised)) if *method == Method::GET => Ok(Err(Redirect::to(&sign_in(&visit.path)).into_response())),
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

fn evidence(framework: &Framework, found: &Decision) -> EvidenceView {
    let name = |code: &str| framework.competence(code).map_or_else(|| code.to_owned(), |c| c.title.clone());
    let of = |wanted: Evidence| found.competences.iter().filter(|c| c.evidence == wanted).map(|c| name(&c.code)).collect::<Vec<_>>();
    EvidenceView { held: of(Evidence::Held), not_held: of(Evidence::NotHeld), not_enough: of(Evidence::NotEnough).len() }
}

fn decided(visit: &Visit, decided: &Decided, published_at: Option<i64>) -> DecidedView {
    let now = visit.app.clock.now();
    let pass = decided.held.rules.as_ref().map_or(Level::Socle, |rules| rules.pass_level);
    let level = if decided.ruling.outcome == Outcome::Certified { decided.ruling.level } else { pass };
    let found = decided.held.decision.as_ref().filter(|_| decided.ruling.outcome != Outcome::Void);
    let parts = found.zip(decided.held.rules.as_ref()).zip(decided.edition.as_ref());
    let own = |row: &store::appeals::Appeal| OwnAppeal {
        body: row.body.clone(),
        at: row.at,
        answer: row.outcome.clone().map(|outcome| (outcome, row.answer.clone(), row.answered_at.unwrap_or(row.at))),
    };
    let kind = DecisionKind::parse(&decided.row.kind).unwrap_or(DecisionKind::Rule);
    DecidedView {
        ruling: ruling_view(decided.ruling),
        is_incomplete: found.is_some_and(|d| d.verdict == Verdict::Incomplete),
        kind: kind.code(),
        // what one member wrote on looking at a close call is for the jury; what two people decided is for the candidate too
        reason: if decided.row.proposal_id.is_some() { decided.row.reason.clone() } else { String::new() },
        probability: found.map_or(0.0, |d| never_certain(d.overall.at_least[level as usize])),
        pass: level_key(pass),
        numbers: parts.map(|((d, rules), edition)| numbers(visit, &edition.framework, d, rules)),
        evidence: parts.map(|((d, _), edition)| evidence(&edition.framework, d)).unwrap_or_default(),
        rules: decided.rules.clone(),
        certificate: decided.certificate.as_ref().map(|c| c.number.clone()),
        until: until(published_at.unwrap_or(now)),
        may_appeal: may_appeal(published_at, decided.appeals.len(), now).is_ok(),
        appeals: decided.appeals.iter().map(own).collect(),
    }
}

fn page(visit: &Visit, found: &OwnResult, typed: &str, errors: Vec<FieldError>) -> CandidateResultPage {
    let (candidate, exam) = (&found.candidate, &found.exam);
    let state = match (exam.status.as_str(), candidate.status.as_str()) {
        ("cancelled", _) => "cancelled",
        ("published", _) if found.decided.is_some() => "published",
        (_, "absent" | "withdrawn") | ("published", _) => "absent",
        ("finished" | "finalised" | "decided", _) => "jury",
        _ => "before",
    };
    let family = candidate.usual_name.as_ref().unwrap_or(&candidate.family_name);
    CandidateResultPage {
        id: candidate.id.to_string(),
        name: format!("{} {family}", candidate.given_name),
        number: shown_number(&exam.number),
        centre: exam.centre_name.clone(),
        at: exam.starts_at,
        state,
        decided: found.decided.as_ref().map(|of| decided(visit, of, exam.published_at)),
        typed: typed.to_owned(),
        errors,
    }
}

/// `GET /certification/{candidate}`
async fn show(visit: Visit, Path(of): Path<String>) -> Result<Response, PageError> {
    let id = candidate(&visit, &of)?;
    match found(&visit, id, &Method::GET).await? {
        Ok(found) => visit.page(&page(&visit, &found, "", Vec::new())),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /certification/{candidate}/recours`
async fn submit(visit: Visit, Path(of): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let (id, words) = (candidate(&visit, &of)?, fields.one("words"));
    match appeal(&visit.app, &visit.actor(), id, words, &visit.origin()).await {
        Ok(_) => Ok(visit.go_and_say(&format!("/certification/{id}#recours"), "notice-appealed")),
        Err(Failure::Refused(refusal @ (Refusal::ReasonMissing | Refusal::TextTooLong | Refusal::AppealMade | Refusal::AppealLate))) => {
            let Ok(found) = found(&visit, id, &Method::POST).await? else { return Err(PageError::new(&visit, Refusal::Unauthorised)) };
            let field = if matches!(refusal, Refusal::ReasonMissing | Refusal::TextTooLong) { "words" } else { "" };
            let errors = vec![visit.fault(field, refusal)];
            visit.refused(refusal, &page(&visit, &found, words, errors))
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
