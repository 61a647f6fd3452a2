//! One learner: what is known, what happened, and changing it.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{GovernOrganisation, ManageLearners};
use domain::refusal::Refusal;

use super::Office;
use super::learners::{form, trade_name, typed};
use super::organisation::errors;
use super::settings::{DAY, identifier, iso, told};
use crate::app::App;
use crate::service::learner::{self, Happened, Known, Sheet, Typed, day};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::steer::learner::{ChangeLearnerPage, DeleteLearnerPage, Event, LearnerPage};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/personnes/{learner}", get(show))
        .route("/pilotage/{organisation}/personnes/{learner}/modifier", get(ask).post(change))
        .route("/pilotage/{organisation}/personnes/{learner}/depart", post(leave))
        .route("/pilotage/{organisation}/personnes/{learner}/retour", post(come_back))
        .route("/pilotage/{organisation}/personnes/{learner}/effacer", get(ask_delete).post(delete))
}

async fn known(office: &Office, learner: &str) -> Result<Known, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let id = identifier(office, learner)?;
    learner::one(&office.visit.app, &proof, id).await.or_page(&office.visit)
}

fn title(known: &Known) -> String {
    format!("{} {}", known.learner.family_name, known.learner.given_name)
}

fn path(office: &Office, known: &Known) -> String {
    office.path(&format!("/personnes/{}", known.learner.id))
}

fn page(office: &Office, known: &Known) -> LearnerPage {
    let row = &known.learner;
    let event = |change: &store::learners::Change| Event {
        what: Happened::parse(&change.kind).map_or("changed", Happened::code),
        detail: change.detail.clone(),
        by: change.changed_by.and_then(|person| known.by.get(&person).cloned()),
        at: change.at,
    };
    LearnerPage {
        frame: office.frame("people"),
        path: path(office, known),
        family_name: row.family_name.clone(),
        given_name: row.given_name.clone(),
        born_at: row.birth_date.as_deref().and_then(|born| day(born).ok().flatten()).map(|born| born * DAY),
        email: row.email.clone(),
        external_id: row.external_id.clone(),
        trade: trade_name(&office.visit, row.trade.as_deref()),
        school: row.school.clone(),
        diploma: row.diploma.clone(),
        regime: row.regime.clone(),
        unit: known.unit.clone(),
        cohorts: known.cohorts.iter().map(|(_, name)| name.clone()).collect(),
        arrived_at: row.arrived_on.map(|day| day * DAY),
        left_at: row.left_on.map(|day| day * DAY),
        is_linked: row.person_id.is_some(),
        history: known.history.iter().map(event).collect(),
        left_on: iso(Some(office.visit.app.clock.now().div_euclid(DAY))),
        errors: Vec::new(),
    }
}

/// `GET /pilotage/{organisation}/personnes/{learner}`
pub(super) async fn show(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    let known = known(&office, &learner).await?;
    office.visit.page(&page(&office, &known))
}

/// `GET /pilotage/{organisation}/personnes/{learner}/modifier`
pub(super) async fn ask(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    let known = known(&office, &learner).await?;
    let row = &known.learner;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let typed = Typed {
        given_name: row.given_name.clone(),
        family_name: row.family_name.clone(),
        birth_date: text(&row.birth_date),
        email: text(&row.email),
        external_id: text(&row.external_id),
        trade: text(&row.trade),
        school: text(&row.school),
        diploma: text(&row.diploma),
        regime: text(&row.regime),
        unit: row.unit_id.map(|unit| unit.to_string()).unwrap_or_default(),
        cohorts: known.cohorts.iter().map(|(id, _)| id.to_string()).collect(),
        arrived_on: iso(row.arrived_on),
    };
    let page = change_page(&office, &known, typed, row.updated_at, Vec::new()).await?;
    office.visit.page(&page)
}

async fn change_page(office: &Office, known: &Known, typed: Typed, read_at: i64, errors: Vec<FieldError>) -> Result<ChangeLearnerPage, PageError> {
    let proof = office.may::<ManageLearners>()?;
    Ok(ChangeLearnerPage {
        frame: office.frame("people"),
        path: path(office, known),
        title: title(known),
        form: form(office, &proof, typed).await?,
        read_at,
        errors,
    })
}

/// `POST /pilotage/{organisation}/personnes/{learner}/modifier`
pub(super) async fn change(office: Office, Path((_, learner)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let known = known(&office, &learner).await?;
    let typed = typed(&fields);
    let read_at = fields.one("read_at").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let changed = match Sheet::read(&visit.app, &typed) {
        Err(wrong) => Err(wrong),
        Ok(sheet) => told(learner::change(&visit.app, &proof, known.learner.id, sheet, read_at).await).or_page(visit)?,
    };
    match changed {
        Ok(()) => Ok(visit.go_and_say(&path(&office, &known), "notice-saved")),
        Err(wrong) => {
            let (refusal, errors) = errors(visit, &wrong);
            // whoever was told that it changed saves knowingly the next time
            let read_at = if refusal == Refusal::RecordChanged { known.learner.updated_at } else { read_at };
            visit.refused(refusal, &change_page(&office, &known, typed, read_at, errors).await?)
        }
    }
}

/// `POST /pilotage/{organisation}/personnes/{learner}/depart`
pub(super) async fn leave(office: Office, Path((_, learner)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let visit = &office.visit;
    let known = known(&office, &learner).await?;
    let typed = fields.one("left_on");
    let left = match day(typed).and_then(|day| day.ok_or(Refusal::DayInvalid)) {
        Ok(day) => learner::set_left(&visit.app, &proof, known.learner.id, Some(day)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match left {
        Ok(()) => Ok(visit.go_and_say(&path(&office, &known), "notice-learner-left")),
        Err(crate::service::Failure::Refused(refusal @ (Refusal::DayInvalid | Refusal::DaysReversed))) => {
            let (refusal, errors) = errors(visit, &vec![("left_on", refusal)]);
            visit.refused(refusal, &LearnerPage { left_on: typed.to_owned(), errors, ..page(&office, &known) })
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/personnes/{learner}/retour`
pub(super) async fn come_back(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let id = identifier(&office, &learner)?;
    learner::set_left(&office.visit.app, &proof, id, None).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path(&format!("/personnes/{id}")), "notice-learner-returned"))
}

/// `GET /pilotage/{organisation}/personnes/{learner}/effacer`
pub(super) async fn ask_delete(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    office.may::<GovernOrganisation>()?;
    let known = known(&office, &learner).await?;
    office.visit.page(&DeleteLearnerPage { frame: office.frame("people"), path: path(&office, &known), title: title(&known) })
}

/// `POST /pilotage/{organisation}/personnes/{learner}/effacer`
pub(super) async fn delete(office: Office, Path((_, learner)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    learner::delete(&visit.app, &proof, identifier(&office, &learner)?, &visit.origin()).await.or_page(visit)?;
    Ok(visit.go_and_say(&office.path("/personnes"), "notice-learner-deleted"))
}
