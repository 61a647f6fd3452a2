//! What whoever runs the server sees of it: health, figures, and the log. Nothing here holds a name, an address, a token or an answer.

mod health;
mod logs;
mod metrics;
mod process;
mod requests;
mod storage;

pub use health::{Readiness, Standing};
pub use logs::{DEFAULT_FILTER, Format, start as start_logs, subscriber};
pub use metrics::Metrics;
pub use requests::observed;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;

/// For probes, on the public port: whether the process lives, and whether it should be sent people.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

/// For a collector of figures, on a listener of its own: the public port does not tell them to a curious colleague.
pub fn metrics_router(app: Arc<App>) -> Router {
    Router::new().route("/metrics", get(figures)).with_state(app)
}

/// `GET /healthz`: whoever reads this has been answered.
async fn alive() -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], "ok")
}

/// `GET /readyz`
async fn ready(State(app): State<Arc<App>>) -> Response {
    let (status, word) = match app.readiness.of(&app).await {
        Standing::Ready => (StatusCode::OK, "ready"),
        Standing::Draining => (StatusCode::SERVICE_UNAVAILABLE, "draining"),
        Standing::Database => (StatusCode::SERVICE_UNAVAILABLE, "database"),
    };
    (status, [(CACHE_CONTROL, "no-store")], word).into_response()
}

/// `GET /metrics`, in the text format of `OpenMetrics`.
async fn figures(State(app): State<Arc<App>>) -> Response {
    match app.metrics.told(&app).await {
        Ok(text) => ([(CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "figures cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
