//! Everything that is served, put together: pages, assets and API, and what stands around all of them.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::http::{Asker, Class, accepts_gzip, compressed, language, place, token};
use crate::render::Lang;
use crate::secret::hex;
use crate::{api, observe, web};

/// A request that took longer than this, its body included, is given up: a database that does not answer, a body that trickles.
const LONGEST: Duration = Duration::from_secs(30);

/// The service to listen with.
pub fn router(app: Arc<App>) -> Router {
    around(routes(), app, LONGEST)
}

/// Pages, assets and API.
pub fn routes() -> Router<Arc<App>> {
    web::routes().merge(api::routes()).merge(observe::routes())
}

/// Routes, with what stands around every one of them: limits, the rule of the same origin, the `longest` time for a whole request,
/// panics, and the headers of every reply.
pub fn around(routes: Router<Arc<App>>, app: Arc<App>, longest: Duration) -> Router {
    routes
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(axum::middleware::from_fn_with_state((Arc::clone(&app), longest), guarded))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), observe::observed))
        .with_state(app)
}

async fn not_found(State(app): State<Arc<App>>, request: Request) -> Response {
    Visitor::of(&request).refused(&app, Refusal::NotFound, None)
}

async fn method_not_allowed(State(app): State<Arc<App>>, request: Request) -> Response {
    Visitor::of(&request).refused(&app, Refusal::MethodNotAllowed, None)
}

async fn guarded(State((app, longest)): State<(Arc<App>, Duration)>, request: Request, next: Next) -> Response {
    let visitor = Visitor::of(&request);
    let gzip = accepts_gzip(request.headers());
    let mut response = match turned_away(&app, &request) {
        None => answered(&app, &visitor, next.run(request), longest).await,
        Some((refusal, wait)) => {
            let mut response = visitor.refused(&app, refusal, None);
            if let Some(wait) = wait {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
            }
            response
        }
    };
    dress(&app, &mut response);
    compressed(response, gzip).await
}

/// Why a request does not even reach its handler, and how long to wait where that helps.
fn turned_away(app: &App, request: &Request) -> Option<(Refusal, Option<Duration>)> {
    let (headers, path) = (request.headers(), request.uri().path());
    let template = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    if let Some(class) = Class::of(request.method(), template, path) {
        let asker = Asker { token: token(headers, app), place: place(headers, request.extensions(), app) };
        if let Err(wait) = app.limits.take(class, asker) {
            return Some((Refusal::TooManyRequests, Some(wait)));
        }
    }
    if !is_text(path) {
        return Some((Refusal::Malformed, None));
    }
    // whoever has the link of a mail may stop its reminders from anywhere: the token is the proof, and no cookie counts
    (template != web::STOP_REMINDERS && !web::is_ours(app, request.method(), headers)).then_some((Refusal::ForbiddenOrigin, None))
}

/// The handler's answer, unless it takes too long or panics.
async fn answered(app: &App, visitor: &Visitor, answer: impl Future<Output = Response>, longest: Duration) -> Response {
    let Ok(mut response) = tokio::time::timeout(longest, answer).await else {
        tracing::warn!(seconds = longest.as_secs(), "a request took too long");
        return visitor.refused(app, Refusal::Unavailable, None);
    };
    match response.extensions_mut().remove::<Panicked>() {
        None => response,
        Some(Panicked(what)) => {
            let incident = hex(&app.entropy.bytes::<4>());
            tracing::error!(incident, what, "a handler panicked");
            visitor.refused(app, Refusal::Internal, Some(incident))
        }
    }
}

/// What a handler panicked with: the visitor gets a plain sentence, the log gets this.
#[derive(Clone)]
struct Panicked(String);

#[expect(clippy::needless_pass_by_value, reason = "the layer gives the panic away")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned())).unwrap_or_default();
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Panicked(what));
    response
}

/// What is kept of a request to refuse it in its own way: JSON for the API, a page for everybody else, in their language.
struct Visitor {
    lang: Lang,
    uri: Uri,
}

impl Visitor {
    fn of(request: &Request) -> Self {
        Self { lang: language(request.headers()), uri: request.uri().clone() }
    }

    fn refused(&self, app: &App, refusal: Refusal, incident: Option<String>) -> Response {
        let path = self.uri.path();
        if path.starts_with("/api/") { api::problem(app, self.lang, refusal, incident) } else { web::refused(app, self.lang, path, refusal, incident) }
    }
}

/// Whether an address is text once its percent signs are read.
fn is_text(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let (byte, next) = match hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => (byte, &after[2..]),
            None => (first, after),
        };
        bytes.push(byte);
        rest = next;
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// What every reply carries: pages, files, API and refusals alike. Made once: a value is checked byte by byte when it is made.
static FIXED: [(HeaderName, HeaderValue); 9] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("origin-agent-cluster"), HeaderValue::from_static("?1")),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), HeaderValue::from_static("none")),
];

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'";

/// Nothing here needs a device of the visitor's.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// A year, and this host only: what else the domain serves, and how, is not ours to say.
const TRANSPORT: &str = "max-age=31536000";

fn dress(app: &App, response: &mut Response) {
    let status = response.status();
    let headers: &mut HeaderMap = response.headers_mut();
    headers.reserve(FIXED.len() + 3);
    for (name, value) in &FIXED {
        headers.insert(name, value.clone());
    }
    if app.config.secure_cookies() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TRANSPORT));
    }
    // what somebody answered must not stay on a shared ward computer
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // a form that comes back refused has its own page, and says when to try again like every other refusal
    if let Some(seconds) = match status {
        StatusCode::TOO_MANY_REQUESTS => Some("300"),
        StatusCode::SERVICE_UNAVAILABLE => Some("5"),
        _ => None,
    } {
        headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static(seconds));
    }
}
