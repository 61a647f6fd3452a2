//! Pages. A handler reads the request, calls a use case, fills a view; it decides nothing.

mod account;
mod assess;
mod assets;
mod bars;
mod catalogue;
mod certification;
pub mod chart;
mod drawing;
mod form;
mod guard;
mod home;
mod learn;
mod listing;
mod named;
mod names;
mod pages;
mod printed;
mod report;
mod result;
mod sent;
mod sign_in;
mod steer;
mod steps;
mod taken;
pub mod view;
mod visit;
mod workshop;

pub(crate) use guard::{is_ours, refused};
pub(crate) use learn::reminders::STOP as STOP_REMINDERS;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;

/// Largest form taken, in bytes: the largest answer is a few hundred.
const LARGEST_FORM: usize = 64 * 1024;

/// Pages and assets.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::show))
        .route("/preferences", post(home::set_preferences))
        .route("/positionnement", get(assess::index).post(assess::begin))
        .route("/positionnement/{id}", get(assess::show))
        .route("/positionnement/{id}/reponse", get(assess::show_again).post(assess::answer))
        .route("/positionnement/{id}/pause", get(assess::pause).post(assess::take_pause))
        .route("/positionnement/{id}/reprendre", post(assess::resume))
        .route("/positionnement/{id}/terminer", get(assess::confirm_finish).post(assess::finish))
        .route("/vous", get(account::profile_form).post(account::save_profile))
        .route("/resultat/{id}", get(result::show))
        .route("/resultat/{id}/corrige", get(result::corrected))
        .route("/resultat/{id}/partages", post(result::share))
        .route("/partages/{share}/revoquer", post(result::revoke))
        .route("/partage/{token}", get(result::shared))
        .route("/compte", get(account::show))
        .route("/compte/email", post(account::request_email))
        .route("/compte/mot-de-passe", post(account::set_password))
        .route("/compte/appareils/{device}/deconnecter", post(account::sign_out_device))
        .route("/compte/mails-atelier", post(account::set_workshop_mails))
        .route("/deconnexion", post(account::sign_out))
        .route("/compte/autre-appareil", get(account::other_device).post(account::make_device_link))
        .route("/compte/export", get(account::export))
        .route("/compte/effacer", get(account::confirm_erase).post(account::erase))
        .route("/connexion", get(sign_in::show).post(sign_in::submit))
        .route("/connexion/envoye", get(sign_in::sent))
        .route("/connexion/lien/{token}", get(sign_in::look_at_link).post(sign_in::follow_link))
        .route("/referentiel", get(pages::framework))
        .route("/methode", get(pages::method))
        .route("/donnees-personnelles", get(pages::privacy))
        .route("/accessibilite", get(pages::accessibility))
        .route("/mentions-legales", get(pages::legal))
        .route("/styleguide", get(pages::styleguide))
        .route("/assets/{*path}", get(assets::serve))
        .route("/robots.txt", get(assets::robots))
        .route("/sante", get(pages::health))
        .route("/.well-known/security.txt", get(pages::security))
        .route("/resultat/{id}/signaler/{seq}", get(report::form).post(report::send))
        .route("/positionnement/{id}/signaler", get(report::back).post(report::from_question))
        .merge(workshop::routes())
        .merge(steer::routes())
        .merge(certification::routes())
        .merge(learn::routes())
        .merge(catalogue::routes())
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}
