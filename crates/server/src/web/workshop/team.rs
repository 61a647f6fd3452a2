//! The team: who may do what, given by address and taken back after a question.

use axum::extract::Path;
use axum::response::Response;
use domain::access::{GrantRoles, Role};
use domain::refusal::Refusal;
use domain::text::fold;
use serde::Deserialize;
use uuid::Uuid;

use super::Desk;
use crate::service::Failure;
use crate::service::workshop::{Teammate, give, take_back, team};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::workshop::{Mate, TakeBackPage, TeamPage};

/// People on a page.
const PAGE: usize = 20;

/// What is searched for, and where in the list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: Option<usize>,
}

/// `GET /atelier/equipe`
pub(super) async fn show(desk: Desk, Asked(search): Asked<Search>) -> Result<Response, PageError> {
    let page = page(&desk, &search).await?;
    desk.visit.page(&page)
}

async fn page(desk: &Desk, search: &Search) -> Result<TeamPage, PageError> {
    let mates = everybody(desk).await?;
    let wanted = fold(&search.q);
    let total = mates.len();
    let found: Vec<&Teammate> = mates.iter().filter(|mate| fold(&mate.email).contains(&wanted)).collect();
    let last = found.len().saturating_sub(1) / PAGE + 1;
    let at = search.page.unwrap_or(1).clamp(1, last);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", &search.q).finish();
    let to = |page: usize| format!("/atelier/equipe?{query}&page={page}");
    let row = |mate: &&Teammate| Mate {
        id: mate.person.to_string(),
        email: mate.email.clone(),
        is_me: mate.person.as_u128() == desk.member.person,
        roles: mate.roles.iter().map(Role::code).collect(),
    };
    Ok(TeamPage {
        frame: desk.frame("team"),
        mates: found.iter().skip((at - 1) * PAGE).take(PAGE).map(row).collect(),
        total,
        search: search.q.clone(),
        newer: (at > 1).then(|| to(at - 1)),
        older: (at < last).then(|| to(at + 1)),
        roles: Role::ALL.iter().map(|role| role.code()).collect(),
        typed_email: String::new(),
        typed_role: String::new(),
        errors: Vec::new(),
    })
}

async fn everybody(desk: &Desk) -> Result<Vec<Teammate>, PageError> {
    let proof = desk.may::<GrantRoles>()?;
    team(&desk.visit.app, &proof).await.or_page(&desk.visit)
}

/// `POST /atelier/equipe`
pub(super) async fn add(desk: Desk, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GrantRoles>()?;
    let (email, chosen) = (fields.one("email"), fields.one("role"));
    let refused = match Role::parse(chosen) {
        None => ("role", Refusal::ResponseUnknownOption),
        Some(role) => match give(&visit.app, &proof, email, role, &visit.origin()).await {
            Ok(_) => return Ok(visit.go_and_say("/atelier/equipe", "notice-saved")),
            Err(Failure::Refused(refusal @ (Refusal::EmailInvalid | Refusal::NoSuchAccount))) => ("email", refusal),
            Err(failure) => return Err(PageError::new(visit, failure)),
        },
    };
    let (field, refusal) = refused;
    let errors = vec![visit.fault(field, refusal)];
    let page = TeamPage { typed_email: email.to_owned(), typed_role: chosen.to_owned(), errors, ..page(&desk, &Search::default()).await? };
    visit.refused(refusal, &page)
}

async fn question(desk: &Desk, person: &str, role: &str, errors: Vec<FieldError>) -> Result<(Uuid, Role, TakeBackPage), PageError> {
    let nobody = || PageError::new(&desk.visit, Refusal::NotFound);
    let mate = everybody(desk).await?.into_iter().find(|mate| mate.person.to_string() == person).ok_or_else(nobody)?;
    let role = Role::parse(role).ok_or_else(nobody)?;
    let is_me = mate.person.as_u128() == desk.member.person;
    let page = TakeBackPage { frame: desk.frame("team"), id: mate.person.to_string(), email: mate.email, role: role.code(), is_me, errors };
    Ok((mate.person, role, page))
}

/// `GET /atelier/equipe/{person}/{role}/retirer`
pub(super) async fn ask(desk: Desk, Path((person, role)): Path<(String, String)>) -> Result<Response, PageError> {
    let (_, _, page) = question(&desk, &person, &role, Vec::new()).await?;
    desk.visit.page(&page)
}

/// `POST /atelier/equipe/{person}/{role}/retirer`
pub(super) async fn remove(desk: Desk, Path((person, role)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<GrantRoles>()?;
    let Ok(id) = person.parse::<Uuid>() else { return Err(PageError::new(visit, Refusal::NotFound)) };
    let known = Role::parse(&role).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    match take_back(&visit.app, &proof, id, known, &visit.origin()).await {
        Ok(_) => Ok(visit.go_and_say("/atelier/equipe", "notice-saved")),
        Err(Failure::Refused(refusal @ Refusal::LastAdministrator)) => {
            let errors = vec![visit.fault("", refusal)];
            let (_, _, page) = question(&desk, &person, &role, errors).await?;
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
