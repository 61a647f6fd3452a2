//! A rehearsal: an organisation of invented people, made and erased in one act.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::app::App;
use crate::service::demo::{Script, end_rehearsal, rehearsal, rehearse};
use crate::web::guard::{OrPage, PageError};
use crate::web::named::Named;
use crate::web::view::steer::rehearsal::{OwnRehearsal, RehearsalPage};
use crate::web::visit::Visit;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/pilotage/repetition", get(show).post(make)).route("/pilotage/repetition/effacer", post(erase))
}

/// `GET /pilotage/repetition`
async fn show(Named { visit, .. }: Named) -> Result<Response, PageError> {
    let own = rehearsal(&visit.app, &visit.actor()).await.or_page(&visit)?;
    visit.page(&RehearsalPage { own: own.map(|(id, name)| OwnRehearsal { path: format!("/pilotage/{id}"), name }) })
}

/// `POST /pilotage/repetition`
async fn make(Named { visit, .. }: Named) -> Result<Response, PageError> {
    let id = rehearse(&visit.app, &visit.actor(), script(&visit), &visit.origin()).await.or_page(&visit)?;
    Ok(Redirect::to(&format!("/pilotage/{id}/campagnes")).into_response())
}

/// `POST /pilotage/repetition/effacer`
async fn erase(Named { visit, .. }: Named) -> Result<Response, PageError> {
    end_rehearsal(&visit.app, &visit.actor(), &visit.origin()).await.or_page(&visit)?;
    Ok(visit.go_and_say("/pilotage/repetition", "notice-rehearsal-erased"))
}

fn script(visit: &Visit) -> Script {
    let list = |key: &str| visit.say(key).split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    Script {
        organisation: visit.say("rehearsal-organisation"),
        units: ["rehearsal-unit-one", "rehearsal-unit-two", "rehearsal-unit-three"].map(|key| visit.say(key)),
        cohort: visit.say("rehearsal-cohort"),
        campaigns: ["rehearsal-campaign-over", "rehearsal-campaign-open"].map(|key| visit.say(key)),
        given_names: list("rehearsal-given-names"),
        family_names: list("rehearsal-family-names"),
    }
}
