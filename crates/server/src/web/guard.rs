//! What stands around every page: headers, the same-origin rule, and the one place where a failure becomes an answer.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::refusal::Refusal;
use store::StoreError;

use super::view::pages::ErrorPage;
use super::view::{Shell, Theme};
use super::visit::{Visit, language};
use crate::app::App;
use crate::secret::hex;
use crate::service::Failure;

/// The status of a refusal: one exhaustive table for pages and API.
pub(crate) const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::SessionNotFound | Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NotYours | Refusal::ForbiddenOrigin => StatusCode::FORBIDDEN,
        Refusal::SessionClosed | Refusal::OutOfOrder | Refusal::AlreadyAnswered | Refusal::EmailTaken => StatusCode::CONFLICT,
        Refusal::ResponseMissing
        | Refusal::ResponseIncomplete
        | Refusal::ResponseShape
        | Refusal::ResponseUnknownOption
        | Refusal::IdempotencyReused
        | Refusal::EmailInvalid
        | Refusal::PasswordWeak
        | Refusal::KindUnknown
        | Refusal::EraseWord => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Malformed => StatusCode::BAD_REQUEST,
        Refusal::CredentialsWrong | Refusal::Unauthorised => StatusCode::UNAUTHORIZED,
        Refusal::LinkExpired => StatusCode::GONE,
        Refusal::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The refusal that a failure is told as, and for what is our fault a reference under which the log has the rest.
pub(crate) fn told(app: &App, failure: &Failure) -> (Refusal, Option<String>) {
    let refusal = match failure {
        Failure::Refused(refusal) => return (*refusal, None),
        Failure::Store(StoreError::Busy | StoreError::Unavailable { .. } | StoreError::Full | StoreError::ReadOnly) => Refusal::Unavailable,
        Failure::Store(_) | Failure::Broken(_) => Refusal::Internal,
    };
    let incident = hex(&app.entropy.bytes::<4>());
    tracing::error!(incident, %failure, "a request failed");
    (refusal, Some(incident))
}

/// A failure on its way to a page.
#[derive(Debug)]
pub(super) struct PageError {
    app: Arc<App>,
    shell: Box<Shell>,
    failure: Failure,
}

impl PageError {
    pub(super) fn new(visit: &Visit, failure: impl Into<Failure>) -> Self {
        Self { app: Arc::clone(&visit.app), shell: Box::new(Shell { notice: None, ..visit.shell() }), failure: failure.into() }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (refusal, incident) = told(&self.app, &self.failure);
        error_page(&self.app, &self.shell, refusal, incident)
    }
}

fn error_page(app: &App, shell: &Shell, refusal: Refusal, incident: Option<String>) -> Response {
    let status = status(refusal);
    let code = refusal.code().to_owned();
    let sentence = app.renderer.texts().text(shell.lang, &format!("refusal-{code}"), &[]);
    let page = ErrorPage { status: status.as_u16(), code, sentence: sentence.clone(), incident, resume: None };
    match app.renderer.render(shell, &page) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, sentence).into_response(),
    }
}

/// Errors of a handler, said in the visitor's way.
pub(super) trait OrPage<T> {
    /// The value, or the page that says why not.
    fn or_page(self, visit: &Visit) -> Result<T, PageError>;
}

impl<T, E: Into<Failure>> OrPage<T> for Result<T, E> {
    fn or_page(self, visit: &Visit) -> Result<T, PageError> {
        self.map_err(|e| PageError::new(visit, e))
    }
}

pub(super) async fn not_found(State(app): State<Arc<App>>, request: Request) -> Response {
    refused(&app, request.headers(), request.uri().path(), Refusal::NotFound)
}

pub(super) async fn method_not_allowed(State(app): State<Arc<App>>, request: Request) -> Response {
    refused(&app, request.headers(), request.uri().path(), Refusal::MethodNotAllowed)
}

/// A refusal outside any handler: JSON for the API, a page for everybody else.
pub(super) fn refused(app: &App, headers: &HeaderMap, path: &str, refusal: Refusal) -> Response {
    if path.starts_with("/api/") {
        return crate::api::problem(app, language(headers), refusal, None);
    }
    let shell = Shell { lang: language(headers), theme: Theme::Auto, path: path.to_owned(), person: None, notice: None };
    error_page(app, &shell, refusal, None)
}

/// Forms of other sites change nothing here: a request that changes something must come from this very site, by what
/// the browser itself says (`Sec-Fetch-Site`, else `Origin`).
pub(super) async fn same_origin(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_ours(&app, request.headers()) {
        return refused(&app, request.headers(), request.uri().path(), Refusal::ForbiddenOrigin);
    }
    next.run(request).await
}

fn is_ours(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), host) => origin == app.config.base_url || host.is_some_and(|h| origin.split_once("://").is_some_and(|(_, o)| o == h)),
        // neither header: not a browser, so nobody's cookies were borrowed
        (None, _) => true,
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

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; manifest-src 'self'";

pub(super) async fn headers(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
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
    response
}

/// A panic is our fault: the visitor gets a plain sentence, the log gets the rest.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives the panic away")]
pub(super) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("unknown");
    tracing::error!(what, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Une erreur inattendue s'est produite. Rien n'est perdu : revenez en arrière et réessayez.").into_response()
}
