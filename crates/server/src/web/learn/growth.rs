//! `/progresser/progres`: what two positionings say of the change, and which way practice points.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::learning::growth::{Growth, Saying};

use crate::app::App;
use crate::service::learn::growth::{Sign, progress};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::learn::growth::{Between, DomainGrowth, GrowthPage};
use crate::web::visit::Visit;

/// Its page.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/progresser/progres", get(show))
}

/// The quantile of the normal distribution of 95 %.
const NINETY_FIVE: f64 = 1.96;

/// `GET /progresser/progres`
async fn show(visit: Visit) -> Result<Response, PageError> {
    let Some(learner) = super::path::learner(&visit) else { return Ok(Redirect::to("/progresser").into_response()) };
    let found = progress(&visit.app, &learner).await.or_page(&visit)?;
    let framework = &visit.app.editions.current().edition.framework;
    let name = |code: &str| framework.domains.iter().find(|d| d.code == code).map_or_else(|| code.to_owned(), |d| names::short(d, visit.lang));
    let domain = |(code, growth): &(String, Growth)| DomainGrowth {
        name: name(code),
        saying: match growth.saying {
            Saying::Rose => "rose",
            Saying::Fell => "fell",
            Saying::Unclear => "unclear",
        },
        change: growth.change,
        low: growth.change - NINETY_FIVE * growth.standard_error,
        high: growth.change + NINETY_FIVE * growth.standard_error,
        rose: growth.rose,
    };
    let between = found.between.map(|between| Between {
        then: (between.then.0.to_string(), between.then.1),
        now: (between.now.0.to_string(), between.now.1),
        domains: between.domains.iter().map(domain).collect(),
    });
    let sign = |sign: Sign| match sign {
        Sign::Up => "up",
        Sign::Down => "down",
        Sign::Same => "same",
    };
    let signs = found.since.signs.iter().map(|(code, way)| (name(code), sign(*way))).collect();
    visit.page(&GrowthPage { between, measured_at: found.since.measured_at, answered: found.since.answered, signs })
}
