//! Everything that is served, put together: pages, assets and API, and what stands around all of them.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::http::{accepts_gzip, compressed, language};
use crate::{api, observe, web};

/// The service to listen with.
pub fn router(app: Arc<App>) -> Router {
    web::routes(&app)
        .merge(api::routes())
        .merge(observe::routes())
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), headers))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), observe::observed))
        .with_state(app)
}

async fn not_found(State(app): State<Arc<App>>, request: Request) -> Response {
    refused(&app, request.headers(), request.uri().path(), Refusal::NotFound)
}

async fn method_not_allowed(State(app): State<Arc<App>>, request: Request) -> Response {
    refused(&app, request.headers(), request.uri().path(), Refusal::MethodNotAllowed)
}

/// A refusal outside any handler: JSON for the API, a page for everybody else.
fn refused(app: &App, headers: &HeaderMap, path: &str, refusal: Refusal) -> Response {
    if path.starts_with("/api/") { api::problem(app, language(headers), refusal, None) } else { web::refused(app, headers, path, refusal) }
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

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; manifest-src 'self'";

async fn headers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let gzip = accepts_gzip(request.headers());
    let mut response =
        if is_text(request.uri().path()) { next.run(request).await } else { refused(&app, request.headers(), request.uri().path(), Refusal::Malformed) };
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.config.secure_cookies() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    // what somebody answered must not stay on a shared ward computer
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    compressed(response, gzip).await
}

/// A panic is our fault: the visitor gets a plain sentence, the log gets the rest.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives the panic away")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown");
    tracing::error!(what, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Une erreur inattendue s'est produite. Rien n'est perdu : revenez en arrière et réessayez.").into_response()
}
