//! Deciding about a question: what it means for people is said first, and asked.

use axum::extract::Path;
use axum::response::Response;
use domain::access::{GovernBank, ReviewItems};
use domain::refusal::Refusal;
use domain::workshop::Decision;

use super::Desk;
use crate::service::Failure;
use crate::service::workshop::{Decided, decide, standing_of, suspend};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::workshop::DecidePage;

/// The word of a decision in addresses.
pub(super) const fn code(decision: Decision) -> &'static str {
    match decision {
        Decision::TryOut => "try-out",
        Decision::Replace => "replace",
        Decision::Suspend => "suspend",
        Decision::Restore => "restore",
        Decision::Retire => "retire",
        Decision::Promote => "promote",
    }
}

fn parse(desk: &Desk, word: &str) -> Result<Decision, PageError> {
    let all = [Decision::TryOut, Decision::Replace, Decision::Suspend, Decision::Restore, Decision::Retire];
    all.into_iter().find(|one| code(*one) == word).ok_or_else(|| PageError::new(&desk.visit, Refusal::NotFound))
}

async fn page(desk: &Desk, id: &str, decision: Decision, typed: &str, errors: Vec<FieldError>) -> Result<DecidePage, PageError> {
    let (frame, _) = desk.item_frame(id, "review").await?;
    let found = standing_of(&desk.visit.app, &desk.proof, id).await.or_page(&desk.visit)?;
    if !found.ways.contains(&decision) {
        return Err(PageError::new(&desk.visit, Refusal::WrongStanding));
    }
    Ok(DecidePage { frame, id: id.to_owned(), way: code(decision), newest: found.newest.unwrap_or_default(), typed: typed.to_owned(), errors })
}

/// `GET /atelier/questions/{id}/etat/{decision}`
pub(super) async fn ask(desk: Desk, Path((id, word)): Path<(String, String)>) -> Result<Response, PageError> {
    let decision = parse(&desk, &word)?;
    if decision == Decision::Suspend {
        desk.may::<ReviewItems>()?;
    } else {
        desk.may::<GovernBank>()?;
    }
    let page = page(&desk, &id, decision, "", Vec::new()).await?;
    desk.visit.page(&page)
}

/// `POST /atelier/questions/{id}/etat/{decision}`
pub(super) async fn submit(desk: Desk, Path((id, word)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let decision = parse(&desk, &word)?;
    let reason = fields.one("reason");
    let done = if decision == Decision::Suspend {
        suspend(&visit.app, &desk.may::<ReviewItems>()?, &id, reason, &visit.origin()).await
    } else {
        let newest = fields.one("newest").parse().ok().filter(|number| *number > 0);
        let decided = Decided { item_id: id.clone(), decision, newest, note: reason.to_owned() };
        decide(&visit.app, &desk.may::<GovernBank>()?, decided, &visit.origin()).await
    };
    match done {
        Ok(()) => Ok(visit.go_and_say(&format!("/atelier/questions/{id}/relecture"), "notice-saved")),
        Err(Failure::Refused(refusal @ (Refusal::ReasonMissing | Refusal::TooLarge | Refusal::TextChanged))) => {
            let field = if refusal == Refusal::TextChanged { "" } else { "reason" };
            let errors = vec![visit.fault(field, refusal)];
            let page = page(&desk, &id, decision, reason, errors).await?;
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
