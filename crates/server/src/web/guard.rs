//! What stands around every page: the same-origin rule, and the one place where a failure becomes a page.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::refusal::Refusal;

use super::view::pages::ErrorPage;
use super::view::{Shell, Theme};
use super::visit::Visit;
use crate::app::App;
use crate::http::{language, retry_after, status, told};
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
    let page = ErrorPage { status: status.as_u16(), code, sentence: sentence.clone(), incident, resume: None };
    let mut response = match app.renderer.render(shell.lang, shell, &page) {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, sentence).into_response(),
    };
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
pub(crate) fn refused(app: &App, headers: &HeaderMap, path: &str, refusal: Refusal) -> Response {
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
