//! `GET /api/openapi.json`: what the API takes and gives, from the handlers themselves.

use axum::Json;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{offers, organisations, sessions};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Socle",
        version = "1",
        description = "Positioning in digital health: start a session, answer adaptive questions, read the profile. With the key of an organisation: its people, campaigns and results. Without any key: the catalogue of training offers and whom it serves. Errors are application/problem+json with a stable code and a sentence in the language of Accept-Language (fr, en)."
    ),
    paths(
        sessions::start,
        sessions::show,
        sessions::item,
        sessions::answer,
        sessions::finish,
        sessions::result,
        sessions::report,
        sessions::sign_in,
        organisations::mine,
        organisations::show,
        organisations::units,
        organisations::cohorts,
        organisations::learners,
        organisations::learner,
        organisations::campaigns,
        organisations::campaign,
        organisations::participants,
        organisations::campaign_results,
        organisations::questions,
        organisations::organisation_results,
        offers::list,
        offers::show,
        offers::coverage
    ),
    modifiers(&Bearer)
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        openapi.components.get_or_insert_default().add_security_scheme("bearer", scheme);
    }
}

/// `GET /api/openapi.json`
pub(super) async fn show() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
