//! The team of an organisation: who is of it, who is invited, how one goes; and the page of an invitation.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{EnterOrganisation, GovernOrganisation, Post};
use domain::refusal::Refusal;
use store::members::Teammate;
use uuid::Uuid;

use super::Office;
use super::settings::{identifier, tabs};
use crate::app::App;
use crate::service::Failure;
use crate::service::organisation;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::named::sign_in;
use crate::web::view::FieldError;
use crate::web::view::steer::team::{GoPage, InvitationPage, Made, MemberRow, OfferRow, TeamPage};
use crate::web::visit::Visit;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/reglages/equipe", get(show).post(invite))
        .route("/pilotage/{organisation}/reglages/equipe/quitter", get(ask_leave).post(leave))
        .route("/pilotage/{organisation}/reglages/equipe/{person}/role", post(set_post))
        .route("/pilotage/{organisation}/reglages/equipe/{person}/retirer", get(ask_remove).post(remove))
        .route("/pilotage/{organisation}/reglages/invitations/{invitation}/retirer", post(withdraw))
        .route("/invitations/{name}", get(look))
        .route("/invitations/{name}/accepter", post(accept))
        .route("/invitations/{name}/refuser", post(decline))
}

async fn members(office: &Office) -> Result<Vec<Teammate>, PageError> {
    let proof = office.may::<EnterOrganisation>()?;
    organisation::team(&office.visit.app, &proof).await.or_page(&office.visit)
}

async fn page(office: &Office) -> Result<TeamPage, PageError> {
    let visit = &office.visit;
    let members = members(office).await?;
    let offers = match office.may::<GovernOrganisation>() {
        Ok(proof) => organisation::offers(&visit.app, &proof).await.or_page(visit)?,
        Err(_) => Vec::new(),
    };
    let (me, now) = (visit.person(), visit.app.clock.now());
    Ok(TeamPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "team"),
        is_member: members.iter().any(|mate| Some(mate.person_id) == me),
        members: members
            .into_iter()
            .map(|mate| MemberRow {
                id: mate.person_id.to_string(),
                is_me: Some(mate.person_id) == me,
                email: mate.email.unwrap_or_default(),
                post: mate.role,
                since: mate.since,
            })
            .collect(),
        offers: offers
            .into_iter()
            .map(|offer| OfferRow { id: offer.id.to_string(), email: offer.email, post: offer.role, until: offer.expires_at, is_over: offer.expires_at <= now })
            .collect(),
        may_govern: office.has::<GovernOrganisation>(),
        typed_email: String::new(),
        typed_post: String::new(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/equipe`
pub(super) async fn show(office: Office) -> Result<Response, PageError> {
    let page = page(&office).await?;
    office.visit.page(&page)
}

/// The same page, saying what was wrong with a field of it.
async fn refused(office: &Office, field: &str, refusal: Refusal, email: &str, post: &str) -> Result<Response, PageError> {
    let errors = vec![office.visit.fault(field, refusal)];
    let page = TeamPage { typed_email: email.to_owned(), typed_post: post.to_owned(), errors, ..page(office).await? };
    office.visit.refused(refusal, &page)
}

/// `POST /pilotage/{organisation}/reglages/equipe`: invites.
pub(super) async fn invite(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    let (email, chosen) = (fields.one("email"), fields.one("post"));
    let Some(post) = Post::parse(chosen) else { return Err(PageError::new(visit, Refusal::Malformed)) };
    match organisation::invite(&visit.app, &proof, email, post, visit.lang, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/reglages/equipe"), "notice-invited")),
        Err(Failure::Refused(refusal @ (Refusal::EmailInvalid | Refusal::AlreadyMember | Refusal::TooManyAttempts))) => {
            refused(&office, "email", refusal, email, chosen).await
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/reglages/invitations/{invitation}/retirer`
pub(super) async fn withdraw(office: Office, Path((_, invitation)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    organisation::withdraw(&office.visit.app, &proof, identifier(&office, &invitation)?).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path("/reglages/equipe"), "notice-invitation-withdrawn"))
}

/// `POST /pilotage/{organisation}/reglages/equipe/{person}/role`
pub(super) async fn set_post(office: Office, Path((_, person)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    let person = identifier(&office, &person)?;
    let Some(post) = Post::parse(fields.one("post")) else { return Err(PageError::new(visit, Refusal::Malformed)) };
    match organisation::set_post(&visit.app, &proof, person, post, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/reglages/equipe"), "notice-saved")),
        Err(Failure::Refused(refusal @ Refusal::LastManager)) => refused(&office, "", refusal, "", "").await,
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn question(office: &Office, person: Uuid, action: String, errors: Vec<FieldError>) -> Result<GoPage, PageError> {
    let mate = members(office).await?.into_iter().find(|mate| mate.person_id == person);
    let mate = mate.ok_or_else(|| PageError::new(&office.visit, Refusal::NotFound))?;
    let proof = office.may::<EnterOrganisation>()?;
    let made = organisation::made_by(&office.visit.app, &proof, person).await.or_page(&office.visit)?;
    Ok(GoPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "team"),
        email: mate.email.unwrap_or_default(),
        is_me: Some(person) == office.visit.person(),
        made: Made { campaigns: made.campaigns, running: made.running, lessons: made.lessons, keys: made.keys, invitations: made.invitations },
        has_memo: !office.organisation.memo.is_empty(),
        action,
        errors,
    })
}

/// `GET /pilotage/{organisation}/reglages/equipe/{person}/retirer`
pub(super) async fn ask_remove(office: Office, Path((_, person)): Path<(String, String)>) -> Result<Response, PageError> {
    office.may::<GovernOrganisation>()?;
    let person = identifier(&office, &person)?;
    let page = question(&office, person, office.path(&format!("/reglages/equipe/{person}/retirer")), Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/equipe/{person}/retirer`
pub(super) async fn remove(office: Office, Path((_, person)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let person = identifier(&office, &person)?;
    let done = organisation::remove(&office.visit.app, &proof, person, &office.visit.origin()).await;
    gone(&office, person, office.path(&format!("/reglages/equipe/{person}/retirer")), done, &office.path("/reglages/equipe"), "notice-member-removed").await
}

/// `GET /pilotage/{organisation}/reglages/equipe/quitter`
pub(super) async fn ask_leave(office: Office) -> Result<Response, PageError> {
    let me = office.visit.person().unwrap_or_default();
    let page = question(&office, me, office.path("/reglages/equipe/quitter"), Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/equipe/quitter`
pub(super) async fn leave(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let done = organisation::leave(&visit.app, &visit.actor(), &office.proof, &visit.origin()).await;
    gone(&office, visit.person().unwrap_or_default(), office.path("/reglages/equipe/quitter"), done, "/pilotage", "notice-left-organisation").await
}

/// Goes on, or says on the page of the question why nobody went.
async fn gone(office: &Office, person: Uuid, action: String, done: crate::service::Result<()>, to: &str, notice: &'static str) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(office.visit.go_and_say(to, notice)),
        Err(Failure::Refused(refusal @ Refusal::LastManager)) => {
            let errors = vec![office.visit.fault("", refusal)];
            office.visit.refused(refusal, &question(office, person, action, errors).await?)
        }
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

/// `GET /invitations/{name}`
pub(super) async fn look(visit: Visit, Path(name): Path<String>) -> Result<Response, PageError> {
    let offered = organisation::look(&visit.app, &visit.actor(), &name).await.or_page(&visit)?;
    let state = match (offered.is_open, visit.email(), offered.is_mine) {
        (false, _, _) => "over",
        (true, None, _) => "sign-in",
        (true, Some(_), false) => "another",
        (true, Some(_), true) => "open",
    };
    let page = InvitationPage {
        organisation: offered.organisation,
        post: offered.invitation.role,
        email: offered.invitation.email,
        until: offered.invitation.expires_at,
        state,
        sign_in: sign_in(&format!("/invitations/{name}")),
        me: visit.email().map(str::to_owned),
        name,
    };
    visit.page(&page)
}

/// `POST /invitations/{name}/accepter`
pub(super) async fn accept(visit: Visit, Path(name): Path<String>) -> Result<Response, PageError> {
    let organisation = organisation::accept(&visit.app, &visit.actor(), &name, &visit.origin()).await.or_page(&visit)?;
    Ok(visit.go_and_say(&format!("/pilotage/{organisation}"), "notice-joined"))
}

/// `POST /invitations/{name}/refuser`
pub(super) async fn decline(visit: Visit, Path(name): Path<String>) -> Result<Response, PageError> {
    organisation::decline(&visit.app, &visit.actor(), &name).await.or_page(&visit)?;
    Ok(visit.go_and_say("/pilotage", "notice-declined"))
}
