//! What stands around every page: the rule of the same origin, and the one place where a failure becomes a page.

use std::sync::Arc;

use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, Method};
use axum::response::{Html, IntoResponse, Response};
use domain::refusal::Refusal;

use super::view::pages::ErrorPage;
use super::view::{Shell, Theme};
use super::visit::Visit;
use crate::app::App;
use crate::http::{refuse, retry_after, status, told};
use crate::render::Lang;
use crate::service::Failure;

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
    let page = ErrorPage { status: status.as_u16(), code, sentence: sentence.clone(), incident: incident.clone(), resume: None };
    let mut response = match app.renderer.render(shell.lang, shell, &page) {
        Ok(html) => Html(html).into_response(),
        Err(_) => sentence.into_response(),
    };
    refuse(&mut response, refusal, incident);
    response.headers_mut().extend(retry_after(refusal));
    response
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

/// A refusal outside any handler, as a page.
pub(crate) fn refused(app: &App, lang: Lang, path: &str, refusal: Refusal, incident: Option<String>) -> Response {
    let shell = Shell { lang, theme: Theme::Auto, path: path.to_owned(), person: None, notice: None };
    error_page(app, &shell, refusal, incident)
}

/// Whether a request may change something: forms of other sites change nothing here. It must come from this very site, by what the
/// browser itself says: `Sec-Fetch-Site`, which none leaves out over TLS, else `Origin`. The API is held to the same rule: it
/// takes no cookie, but a page elsewhere shall not try passwords through its visitors' browsers.
pub(crate) fn is_ours(app: &App, method: &Method, headers: &HeaderMap) -> bool {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let text = |name: HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or_default());
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == app.config.base_url || is_host(app, origin, text(header::HOST).unwrap_or_default()),
        // neither header: not a browser, so nobody's cookies were borrowed
        (None, None) => true,
    }
}

/// Whether an origin is the host that was asked. Where people reach us over TLS, a page that came without is not us.
fn is_host(app: &App, origin: &str, host: &str) -> bool {
    origin.split_once("://").is_some_and(|(scheme, named)| named == host && (scheme == "https" || !app.config.secure_cookies()))
}
