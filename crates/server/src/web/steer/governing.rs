//! What is settled for an organisation: its group, its memo, its keys, its end.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{GovernOrganisation, may};
use domain::organisation::LONGEST_MEMO;
use domain::refusal::Refusal;

use super::Office;
use super::settings::{identifier, tabs};
use crate::app::App;
use crate::service::Failure;
use crate::service::organisation;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::profile_form::Choice;
use crate::web::view::steer::governing::{ClosePage, GroupPage, KeyRow, KeysPage, MemoPage};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/reglages/groupe", get(group).post(join))
        .route("/pilotage/{organisation}/reglages/groupe/quitter", post(leave))
        .route("/pilotage/{organisation}/reglages/memo", get(memo).post(set_memo))
        .route("/pilotage/{organisation}/reglages/cles", get(keys).post(make_key))
        .route("/pilotage/{organisation}/reglages/cles/{key}/retirer", post(revoke_key))
        .route("/pilotage/{organisation}/reglages/fermer", get(ask_close).post(close))
}

fn sentence(office: &Office, field: &str, refusal: Refusal) -> Vec<FieldError> {
    vec![office.visit.fault(field, refusal)]
}

async fn group_page(office: &Office) -> Result<GroupPage, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let standing = organisation::standing(&office.visit.app, &proof).await.or_page(&office.visit)?;
    let choice = |row: store::organisations::Organisation| Choice { id: row.id.to_string(), name: row.name };
    Ok(GroupPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "group"),
        parent: standing.parent.map(choice),
        children: standing.children.into_iter().map(choice).collect(),
        groups: standing.groups.into_iter().map(|(id, name)| Choice { id: id.to_string(), name }).collect(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/groupe`
pub(super) async fn group(office: Office) -> Result<Response, PageError> {
    let page = group_page(&office).await?;
    office.visit.page(&page)
}

async fn group_refused(office: &Office, refusal: Refusal) -> Result<Response, PageError> {
    office.visit.refused(refusal, &GroupPage { errors: sentence(office, "group", refusal), ..group_page(office).await? })
}

/// `POST /pilotage/{organisation}/reglages/groupe`
pub(super) async fn join(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    let id = identifier(&office, fields.one("group"))?;
    let (_, seat) = organisation::seat(&visit.app, &visit.actor(), id).await.or_page(visit)?;
    let group = may::<GovernOrganisation>(&visit.actor(), *seat.object()).or_page(visit)?;
    match organisation::join_group(&visit.app, &proof, &group, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/reglages/groupe"), "notice-saved")),
        Err(Failure::Refused(refusal @ (Refusal::GroupCircular | Refusal::GroupTooDeep))) => group_refused(&office, refusal).await,
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/reglages/groupe/quitter`
pub(super) async fn leave(office: Office) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    match organisation::leave_group(&visit.app, &proof, &visit.origin()).await {
        // whoever managed it only through the group has no seat in it any more
        Ok(()) => Ok(visit.go_and_say("/pilotage", "notice-saved")),
        Err(Failure::Refused(refusal @ Refusal::LastManager)) => group_refused(&office, refusal).await,
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `GET /pilotage/{organisation}/reglages/memo`
pub(super) async fn memo(office: Office) -> Result<Response, PageError> {
    let kept = office.organisation.memo.clone();
    let page = MemoPage { frame: office.frame("settings"), tabs: tabs(&office, "memo"), typed: kept.clone(), kept, longest: LONGEST_MEMO, errors: Vec::new() };
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/memo`
pub(super) async fn set_memo(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    match organisation::set_memo(&visit.app, &office.proof, fields.one("kept"), fields.one("memo")).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/reglages/memo"), "notice-saved")),
        Err(Failure::Refused(refusal @ (Refusal::TextTooLong | Refusal::RecordChanged))) => {
            let page = MemoPage {
                frame: office.frame("settings"),
                tabs: tabs(&office, "memo"),
                // what somebody else wrote is shown beside: saving again replaces it knowingly
                kept: office.organisation.memo.clone(),
                typed: fields.one("memo").to_owned(),
                longest: LONGEST_MEMO,
                errors: sentence(&office, "memo", refusal),
            };
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn keys_page(office: &Office) -> Result<KeysPage, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let keys = organisation::keys(&office.visit.app, &proof).await.or_page(&office.visit)?;
    let row =
        |key: store::organisation_keys::OrganisationKey| KeyRow { id: key.id.to_string(), name: key.name, made_at: key.created_at, used_at: key.last_used_at };
    Ok(KeysPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "keys"),
        keys: keys.into_iter().map(row).collect(),
        made: None,
        typed: String::new(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/cles`
pub(super) async fn keys(office: Office) -> Result<Response, PageError> {
    let page = keys_page(&office).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/cles`: the key stands on the page that answers, and nowhere else.
pub(super) async fn make_key(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    match organisation::make_key(&visit.app, &proof, fields.one("name"), &visit.origin()).await {
        Ok(token) => {
            let page = KeysPage { made: Some(token.as_str().to_owned()), ..keys_page(&office).await? };
            visit.page(&page)
        }
        Err(Failure::Refused(refusal @ (Refusal::NameMissing | Refusal::TextTooLong | Refusal::TooManyAttempts))) => {
            let page = KeysPage { typed: fields.one("name").to_owned(), errors: sentence(&office, "name", refusal), ..keys_page(&office).await? };
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/reglages/cles/{key}/retirer`
pub(super) async fn revoke_key(office: Office, Path((_, key)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    organisation::revoke_key(&office.visit.app, &proof, identifier(&office, &key)?, &office.visit.origin()).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path("/reglages/cles"), "notice-key-revoked"))
}

async fn close_page(office: &Office) -> Result<ClosePage, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let held = organisation::holdings(&office.visit.app, &proof).await.or_page(&office.visit)?;
    Ok(ClosePage {
        frame: office.frame("settings"),
        tabs: tabs(office, "identity"),
        learners: held.learners,
        campaigns: held.campaigns,
        lessons: held.lessons,
        attestations: held.attestations,
        children: held.children,
        typed: String::new(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/fermer`
pub(super) async fn ask_close(office: Office) -> Result<Response, PageError> {
    let page = close_page(&office).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/fermer`
pub(super) async fn close(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    match organisation::close(&visit.app, &proof, fields.one("name"), &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say("/pilotage", "notice-organisation-closed")),
        Err(Failure::Refused(refusal @ (Refusal::ClosingName | Refusal::HasChildren))) => {
            let page = ClosePage { typed: fields.one("name").to_owned(), errors: sentence(&office, "name", refusal), ..close_page(&office).await? };
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
