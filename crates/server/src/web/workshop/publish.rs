//! Publishing: what would change, with its warnings; doing it; what was published before, and going back to it.

use axum::extract::Path;
use axum::response::Response;
use domain::access::GovernBank;
use domain::refusal::Refusal;
use domain::workshop::Standing;

use super::Desk;
use super::words::compared;
use crate::render::{Arg, Texts};
use crate::service::Failure;
use crate::service::workshop::{ItemChange, Past, Warning, go_back, past, release, release_all};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::workshop::{ChangeRow, GoBackPage, PastRow, PublishPage};
use crate::web::visit::Visit;

/// `GET /atelier/publier`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    let page = page(&desk, "", Vec::new()).await?;
    desk.visit.page(&page)
}

async fn page(desk: &Desk, typed: &str, errors: Vec<FieldError>) -> Result<PublishPage, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GovernBank>()?;
    let found = release(&visit.app, &proof).await.or_page(visit)?;
    let past = past(&visit.app, &proof).await.or_page(visit)?;
    Ok(PublishPage {
        frame: desk.frame("publish"),
        after: found.proposed.after,
        changes: found.changes.into_iter().map(|change| row(visit, change)).collect(),
        warnings: found.warnings.iter().map(|warning| sentence(visit, warning)).collect(),
        today: found.sizes.0,
        then: found.sizes.1,
        typed: typed.to_owned(),
        past: past.into_iter().map(past_row).collect(),
        errors,
    })
}

fn row(visit: &Visit, change: ItemChange) -> ChangeRow {
    let code = |standing: Option<Standing>| standing.map_or("none", Standing::code);
    ChangeRow {
        before: code(change.before),
        after: code(change.after),
        id: change.item_id,
        title: change.title,
        content_lang: change.language,
        text: change.text.map(|text| compared(visit, text)),
        note: change.note,
    }
}

fn past_row(past: Past) -> PastRow {
    PastRow { id: past.row.id.to_string(), number: past.row.number, at: past.row.at, by: past.by, note: past.row.note, changed: past.changed }
}

fn sentence(visit: &Visit, warning: &Warning) -> String {
    let decimal = |value: f64| Arg::from(Texts::decimal(visit.lang, value, 1));
    let text = |value: &String| Arg::from(value.clone());
    match warning {
        Warning::ThinDomain(domain, count) => visit.say_with("warning-thin-domain", &[("domain", text(domain)), ("count", (*count as i64).into())]),
        Warning::ThinObjective(code, count) => visit.say_with("warning-thin-objective", &[("code", text(code)), ("count", (*count as i64).into())]),
        Warning::Uninformed(domain, ability, information) => {
            visit.say_with("warning-uninformed", &[("domain", text(domain)), ("ability", decimal(*ability)), ("information", decimal(*information))])
        }
        Warning::EnemyMissing(item, enemy) => visit.say_with("warning-enemy-missing", &[("item", text(item)), ("enemy", text(enemy))]),
        Warning::Expired(item) => visit.say_with("warning-expired", &[("item", text(item))]),
    }
}

fn field_of(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::ReasonMissing | Refusal::TooLarge => Some("note"),
        Refusal::TextChanged => Some(""),
        _ => None,
    }
}

fn said(visit: &Visit, refusal: Refusal) -> String {
    // here it is the bank that changed, not a text
    let key = if refusal == Refusal::TextChanged { "warning-published-meanwhile".to_owned() } else { format!("refusal-{}", refusal.code()) };
    visit.say(&key)
}

/// `POST /atelier/publier`
pub(super) async fn submit(desk: Desk, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GovernBank>()?;
    let after: i64 = fields.one("after").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let note = fields.one("note");
    let done = release_all(&visit.app, &proof, after, note, &visit.origin()).await;
    answer(&desk, done.map(drop), |errors| page(&desk, note, errors)).await
}

/// Goes back to the page of publications, or shows the page again with what is wrong.
async fn answer<P: crate::render::Page, F: Future<Output = Result<P, PageError>>>(
    desk: &Desk,
    done: Result<(), Failure>,
    again: impl FnOnce(Vec<FieldError>) -> F,
) -> Result<Response, PageError> {
    let visit = &desk.visit;
    match done {
        Ok(()) => Ok(visit.go_and_say("/atelier/publier", "notice-published")),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => {
            let errors = vec![FieldError::new(field_of(refusal).unwrap_or_default(), said(visit, refusal))];
            visit.refused(refusal, &again(errors).await?)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn question(desk: &Desk, id: &str, typed: &str, errors: Vec<FieldError>) -> Result<GoBackPage, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GovernBank>()?;
    let all = past(&visit.app, &proof).await.or_page(visit)?;
    let after = all.first().map_or(0, |newest| newest.row.number);
    let found = all.into_iter().find(|p| p.row.id.to_string() == id).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    Ok(GoBackPage { frame: desk.frame("publish"), past: past_row(found), after, typed: typed.to_owned(), errors })
}

/// `GET /atelier/publier/{publication}/revenir`
pub(super) async fn ask_back(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = question(&desk, &id, "", Vec::new()).await?;
    desk.visit.page(&page)
}

/// `POST /atelier/publier/{publication}/revenir`
pub(super) async fn back(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GovernBank>()?;
    let to = id.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let after: i64 = fields.one("after").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let note = fields.one("note");
    let done = go_back(&visit.app, &proof, to, after, &visit.origin(), note).await;
    answer(&desk, done.map(drop), |errors| question(&desk, &id, note, errors)).await
}
