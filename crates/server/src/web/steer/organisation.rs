//! The organisations of somebody, making one, and its first page: what waits.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::access::GovernOrganisation;
use domain::organisation::Kind;
use domain::refusal::Refusal;
use serde::Deserialize;

use super::Office;
use super::settings::DAY;
use crate::app::App;
use crate::service::Failure;
use crate::service::organisation::{self, Draft, Mine, Typed, Waits, Wrong, make, mine, seat};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::named::Named;
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::profile_form::Choice;
use crate::web::view::steer::organisation::{IdentityForm, InboxPage, MinePage, NewPage, Offer, Place, WaitLine};
use crate::web::visit::Visit;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/pilotage", get(show)).route("/pilotage/nouveau", get(ask).post(create)).route("/pilotage/{organisation}", get(inbox))
}

/// `GET /pilotage`
pub(super) async fn show(Named { visit, .. }: Named) -> Result<Response, PageError> {
    let mine = mine(&visit.app, &visit.actor()).await.or_page(&visit)?;
    let page = MinePage {
        places: mine
            .posts
            .iter()
            .map(|post| Place {
                path: format!("/pilotage/{}", post.id),
                name: post.name.clone(),
                kind: Mine::kind(post).code(),
                post: post.role.clone(),
                is_sample: post.is_sample != 0,
            })
            .collect(),
        offers: mine
            .offers
            .into_iter()
            .map(|(invitation, organisation)| Offer { id: invitation.id.to_string(), organisation, post: invitation.role, until: invitation.expires_at })
            .collect(),
    };
    visit.page(&page)
}

/// Below which organisation a new one stands.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Below {
    #[serde(default)]
    groupe: String,
}

/// What was typed of an organisation.
pub(super) fn typed(fields: &Fields) -> Typed {
    let one = |name| fields.one(name).to_owned();
    Typed { kind: one("kind"), name: one("name"), finess: one("finess"), siret: one("siret"), region: one("region") }
}

/// The form that says what an organisation is.
pub(super) fn form(visit: &Visit, typed: Typed) -> IdentityForm {
    let regions = visit.app.people.regions.iter().map(|region| Choice { id: region.id.clone(), name: names::named(region, visit.lang) });
    IdentityForm {
        kinds: Kind::ALL.map(Kind::code).to_vec(),
        regions: regions.collect(),
        kind: typed.kind,
        name: typed.name,
        finess: typed.finess,
        siret: typed.siret,
        region: typed.region,
    }
}

/// What is wrong with the fields of a form, as sentences; and the refusal by which the reply is known.
pub(super) fn errors(visit: &Visit, wrong: &Wrong) -> (Refusal, Vec<FieldError>) {
    let sentence = |refusal: Refusal| match refusal {
        Refusal::ResponseUnknownOption => visit.say("refusal-not-in-the-list"),
        other => visit.say(&format!("refusal-{}", other.code())),
    };
    let errors = wrong.iter().map(|(field, refusal)| FieldError::new(field, sentence(*refusal))).collect();
    (wrong.first().map_or(Refusal::Malformed, |(_, refusal)| *refusal), errors)
}

/// The field of the form that a refusal of the store is about.
pub(super) fn field_of(refusal: Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::FinessTaken => "finess",
        Refusal::SiretTaken => "siret",
        Refusal::LearnerNumberTaken => "external_id",
        Refusal::GroupTooDeep | Refusal::TooManyAttempts | Refusal::RecordChanged => "",
        _ => return None,
    })
}

/// The organisation below which a new one is to stand: its name, for whoever governs it.
async fn below(visit: &Visit, id: &str) -> Result<Option<(String, domain::access::Authorised<GovernOrganisation>)>, PageError> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = id.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let (row, proof) = seat(&visit.app, &visit.actor(), id).await.or_page(visit)?;
    let proof = domain::access::may::<GovernOrganisation>(&visit.actor(), *proof.object()).or_page(visit)?;
    Ok(Some((row.name, proof)))
}

/// `GET /pilotage/nouveau`
pub(super) async fn ask(Named { visit, .. }: Named, Asked(query): Asked<Below>) -> Result<Response, PageError> {
    let group = below(&visit, &query.groupe).await?;
    let form = form(&visit, Typed::default());
    visit.page(&NewPage { form, group_id: query.groupe, group: group.map(|(name, _)| name), errors: Vec::new() })
}

/// `POST /pilotage/nouveau`
pub(super) async fn create(Named { visit, .. }: Named, fields: Fields) -> Result<Response, PageError> {
    let group = below(&visit, fields.one("group")).await?;
    let typed = typed(&fields);
    let made = match Draft::read(&visit.app, &typed) {
        Err(wrong) => Err(wrong),
        Ok(draft) => match make(&visit.app, &visit.actor(), draft, group.as_ref().map(|(_, proof)| proof), &visit.origin()).await {
            Ok(id) => Ok(id),
            Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => Err(vec![(field_of(refusal).unwrap_or_default(), refusal)]),
            Err(failure) => return Err(PageError::new(&visit, failure)),
        },
    };
    match made {
        Ok(id) => Ok(visit.go_and_say(&format!("/pilotage/{id}"), "notice-organisation-made")),
        Err(wrong) => {
            let (refusal, errors) = errors(&visit, &wrong);
            let page = NewPage { form: form(&visit, typed), group_id: fields.one("group").to_owned(), group: group.map(|(name, _)| name), errors };
            visit.refused(refusal, &page)
        }
    }
}

/// `GET /pilotage/{organisation}`
pub(super) async fn inbox(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let waits = organisation::inbox(&visit.app, &visit.actor(), &office.proof).await.or_page(visit)?;
    let page = InboxPage { frame: office.frame("inbox"), waits: waits.into_iter().map(|one| line(&office, one)).collect() };
    visit.page(&page)
}

/// What waits, as a line that leads there.
fn line(office: &Office, waits: Waits) -> WaitLine {
    let (what, rest) = match &waits {
        Waits::People => ("people", "/personnes".to_owned()),
        Waits::FirstCampaign => ("first-campaign", "/campagnes/nouvelle".to_owned()),
        Waits::Invitations { over: 0, .. } => ("invitations-soon", "/reglages/equipe".to_owned()),
        Waits::Invitations { .. } => ("invitations-over", "/reglages/equipe".to_owned()),
        Waits::File(id, _) => ("file", format!("/personnes/importer/{id}")),
        Waits::Draft(id, _) => ("draft", format!("/campagnes/{id}")),
        Waits::Ends { id, .. } => ("ends", format!("/campagnes/{id}/participants?etat=not-begun")),
        Waits::Results { id, .. } => ("results", format!("/campagnes/{id}/resultats/montrer")),
        Waits::Claims(_) => ("claims", "/heures/formations".to_owned()),
        Waits::Lessons(_) => ("lessons", "/heures/seances".to_owned()),
        Waits::Attestations { id, .. } => ("attestations", format!("/heures?promotion={id}")),
    };
    let blank = WaitLine { what, path: office.path(&rest), name: String::new(), count: 0, at: None };
    match waits {
        Waits::People | Waits::FirstCampaign => blank,
        Waits::Invitations { over: 0, soon: count } | Waits::Invitations { over: count, .. } => WaitLine { count: count as i64, ..blank },
        Waits::File(_, name) | Waits::Draft(_, name) => WaitLine { name, ..blank },
        Waits::Ends { title, people, at, .. } => WaitLine { name: title, count: people, at: Some(at), ..blank },
        Waits::Results { title, people, .. } => WaitLine { name: title, count: people, ..blank },
        Waits::Claims(count) | Waits::Lessons(count) => WaitLine { count, ..blank },
        Waits::Attestations { name, people, ends_on, .. } => WaitLine { name, count: people, at: Some(ends_on * DAY), ..blank },
    }
}
