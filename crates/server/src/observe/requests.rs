//! Every request: counted, timed, and logged where something was wrong with it, or where that was asked for.
//!
//! A request is known by the *template* of its route (`/positionnement/{id}/reponse`): paths hold identifiers and tokens.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::http::Refused;

/// A request that took this long is worth a line.
const SLOW: Duration = Duration::from_secs(1);
/// What probes ask; that a draining server says 503 to them is no news.
const PROBES: [&str; 3] = ["/healthz", "/readyz", "/sante"];
/// An address that no route knows: of these there are as many as people who guess.
const UNKNOWN: &str = "unknown";

/// Stands around everything that is served.
pub async fn observed(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let in_flight = app.metrics.in_flight();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = method(request.method());
    let response = next.run(request).await;
    drop(in_flight);
    let took = begun.elapsed();
    let route = route.as_ref().map_or(UNKNOWN, MatchedPath::as_str);
    let refused = response.extensions().get::<Refused>();
    app.metrics.request(route, method, response.status(), took);
    if let Some(refused) = refused {
        app.metrics.refused(refused);
    }
    log(route, method, response.status(), took, refused);
    response
}

/// The methods that there are; whatever else somebody invents is one word.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn log(route: &str, method: &str, status: StatusCode, took: Duration, refused: Option<&Refused>) {
    let code = refused.map(|r| r.code);
    let incident = refused.and_then(|r| r.incident.as_deref());
    let (status, ms) = (status.as_u16(), took.as_secs_f64() * 1e3);
    if status >= 500 && !PROBES.contains(&route) {
        tracing::warn!(target: "server::access", method, route, status, ms, code, incident, "request failed");
    } else if took >= SLOW {
        tracing::warn!(target: "server::access", method, route, status, ms, code, incident, "slow request");
    } else {
        tracing::info!(target: "server::access", method, route, status, ms, code, incident, "request");
    }
}
