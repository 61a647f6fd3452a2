//! Who asks, in which language, from where: read once from every request for a page.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, COOKIE, SET_COOKIE, VARY};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::access::{Actor, Role, Roles};
use domain::refusal::Refusal;
use uuid::Uuid;

use super::guard::PageError;
use super::view::{FieldError, Notice, Page, Person, Shell, Theme, Tone};
use crate::app::App;
use crate::http::{cookie, device_name, language, login_cookie, place_of, refuse};
use crate::render::{Arg, CardWords, Lang, marked};
use crate::service::Failure;
use crate::service::account::{Identity, recognise};
use crate::service::audit::Origin;

/// The cookie of the theme.
pub(super) const THEME: &str = "theme";
/// What is said on the next page, once.
const NOTICE: &str = "notice";
/// What may be said so; anything else in the cookie is ignored.
const NOTICES: &[&str] = &[
    "notice-published",
    "notice-rehearsal-erased",
    "notice-saved",
    "notice-share-revoked",
    "notice-signed-in",
    "notice-signed-out",
    "notice-email-kept",
    "notice-erased",
    "notice-password-set",
    "notice-device-out",
    "notice-already-answered",
    "notice-submitted",
    "notice-withdrawn",
    "notice-deleted",
    "notice-copied",
    "notice-reported",
    "notice-report-answered",
    "notice-report-mailed",
    "notice-report-closed",
    "notice-report-reopened",
    "notice-calibration-stopped",
    "notice-calibration-approved",
    "notice-calibration-refused",
    "notice-imported",
    "notice-attested",
    "notice-claimed",
    "notice-recorded-for-all",
    "notice-organisation-made",
    "notice-organisation-closed",
    "notice-learner-added",
    "notice-learner-left",
    "notice-learner-returned",
    "notice-learner-deleted",
    "notice-entry-added",
    "notice-entry-deleted",
    "notice-invited",
    "notice-invitation-withdrawn",
    "notice-joined",
    "notice-declined",
    "notice-member-removed",
    "notice-left-organisation",
    "notice-key-revoked",
    "notice-result-shown",
    "notice-result-hidden",
    "notice-campaign-opened",
    "notice-campaign-closed",
    "notice-results-released",
    "notice-accreditation-asked",
    "notice-centre-answered",
    "notice-exam-opened",
    "notice-exam-cancelled",
    "notice-exam-finalised",
    "notice-convoked",
    "notice-candidate-added",
    "notice-candidates-added",
    "notice-candidate-withdrawn",
    "notice-candidacy-confirmed",
    "notice-candidacy-bound",
    "notice-exam-closed",
    "notice-exam-reopened",
    "notice-proposal-withdrawn",
    "notice-exam-done",
    "notice-exam-report-filed",
    "notice-exam-report-kept",
    "notice-exam-report-gone",
    "notice-exam-alert-gone",
    "notice-exam-left",
    "notice-exam-begun",
    "notice-exam-open-again",
    "notice-proposed",
    "notice-adopted",
    "notice-turned-down",
    "notice-exam-decided",
    "notice-exam-published",
    "notice-appealed",
    "notice-handed-in",
    "notice-rating-shown",
    "notice-rating-waits",
    "notice-rating-gone",
    "notice-rating-reported",
    "notice-rating-settled",
    "notice-signal-sent",
    "notice-signal-settled",
    "notice-offer-saved",
    "notice-offer-sent",
    "notice-offer-taken-back",
    "notice-offer-withdrawn",
    "notice-offer-deleted",
    "notice-offer-checked",
    "notice-offer-sent-back",
    "notice-offer-refused",
    "notice-offer-reopened",
    "notice-offers-taken",
];

/// Who asks, and how they want it said.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) app: Arc<App>,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    pub(super) path: String,
    pub(super) identity: Option<Identity>,
    /// Digested before it is counted.
    pub(super) place: String,
    pub(super) device: String,
    notice: Option<&'static str>,
    had_notice: bool,
    /// They sent no cookie at all: nothing on a page is theirs.
    is_plain: bool,
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let lang = language(&parts.headers);
        let theme = cookie(&parts.headers, THEME).and_then(Theme::parse).unwrap_or_default();
        let said = cookie(&parts.headers, NOTICE);
        let notice = said.and_then(|said| NOTICES.iter().find(|n| **n == said).copied());
        let path = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let mut visit = Self {
            app: Arc::clone(app),
            lang,
            theme,
            path,
            identity: None,
            place: place_of(parts, app),
            device: device_name(&parts.headers),
            notice,
            had_notice: said.is_some(),
            is_plain: !parts.headers.contains_key(COOKIE),
        };
        if let Some(token) = cookie(&parts.headers, login_cookie(app)) {
            visit.identity = match recognise(app, token).await {
                Ok(identity) => identity,
                Err(failure) => return Err(PageError::new(&visit, failure)),
            };
            if visit.identity.is_some() {
                app.limits.know(token);
            }
        }
        Ok(visit)
    }
}

impl Visit {
    /// Who asks, for the rules.
    pub(super) fn actor(&self) -> Actor {
        self.identity.as_ref().map_or(Actor::Visitor, |i| Actor::Person(i.person.id.as_u128()))
    }

    /// The person, named or not.
    pub(super) fn person(&self) -> Option<Uuid> {
        self.identity.as_ref().map(|i| i.person.id)
    }

    /// The address, when the person has given one.
    pub(super) fn email(&self) -> Option<&str> {
        self.identity.as_ref().and_then(|i| i.person.email.as_deref())
    }

    /// A text in the visitor's language.
    pub(super) fn say(&self, key: &str) -> String {
        self.app.renderer.texts().text(self.lang, key, &[])
    }

    /// A sentence with what it speaks of.
    pub(super) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.app.renderer.texts().text(self.lang, key, args)
    }

    /// What surrounds every page.
    pub(super) fn shell(&self) -> Shell {
        Shell {
            lang: self.lang,
            theme: self.theme,
            path: self.path.clone(),
            person: self.identity.as_ref().map(|i| {
                let roles = Roles::parse(&i.person.roles);
                let has_one_of = |wanted: &[Role]| wanted.iter().any(|role| roles.has(*role));
                Person {
                    email: i.person.email.clone(),
                    is_member: has_one_of(&[Role::Author, Role::Reviewer, Role::Administrator]),
                    steers: i.posts > 0 && i.person.email.is_some(),
                    certifies: has_one_of(&[Role::Certifier, Role::Juror]),
                    references: has_one_of(&[Role::Referencer]),
                }
            }),
            notice: self.notice.map(|key| {
                let tone = if key == "notice-already-answered" { Tone::Refused } else { Tone::Done };
                Notice { tone, text: self.say(key) }
            }),
        }
    }

    /// The same, with something to say on the very page that answers.
    pub(super) fn saying(self, notice: &'static str) -> Self {
        Self { notice: Some(notice), ..self }
    }

    /// A page. What was said at its top is not said again.
    pub(super) fn page<P: Page>(&self, page: &P) -> Result<Response, PageError> {
        let html = self.app.renderer.render(self.lang, &self.shell(), page).map_err(|e| PageError::new(self, Failure::Broken(e.to_string())))?;
        let html = marked(&html, self.app.glossary(self.lang), &CardWords { all: self.say("glossary-card-all") });
        let mut response = Html(html).into_response();
        if self.had_notice {
            let forgotten = self.cookie(NOTICE, "", 0);
            response.headers_mut().extend(HeaderValue::try_from(forgotten).ok().map(|value| (SET_COOKIE, value)));
        }
        Ok(response)
    }

    /// The page of somebody who is told no: with the status of the refusal, and what they typed still in its form.
    pub(super) fn refused<P: Page>(&self, refusal: Refusal, page: &P) -> Result<Response, PageError> {
        let mut response = self.page(page)?;
        refuse(&mut response, refusal, None);
        Ok(response)
    }

    /// A refusal said at the field that it is about; at the head of the form when there is none.
    pub(super) fn fault(&self, field: &str, refusal: Refusal) -> FieldError {
        FieldError::new(field, self.say(&format!("refusal-{}", refusal.code())))
    }

    /// A page in which nothing is anybody's for whoever comes without a cookie: they, and what stands between, may keep it for five minutes.
    pub(super) fn public_page<P: Page>(&self, page: &P) -> Result<Response, PageError> {
        let mut response = self.page(page)?;
        if self.is_plain {
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
        }
        response.headers_mut().append(VARY, HeaderValue::from_static("Cookie, Accept-Language"));
        Ok(response)
    }

    /// From where they act.
    pub(super) fn origin(&self) -> Origin<'_> {
        let named = self.identity.as_ref().filter(|i| i.person.email.is_some());
        Origin { place: &self.place, device: &self.device, login: named.map(|i| i.login.as_slice()) }
    }

    /// The cookie by which this browser is recognised from now on, for as long as a login lives.
    pub(super) fn login_cookie(&self, token: &str) -> String {
        self.cookie(login_cookie(&self.app), token, domain::account::LOGIN_LIFE / 1_000_000)
    }

    /// Forgets this browser.
    pub(super) fn no_login(&self) -> String {
        self.cookie(login_cookie(&self.app), "", 0)
    }

    /// Something to say on the next page.
    pub(super) fn notice_cookie(&self, notice: &'static str) -> String {
        self.cookie(NOTICE, notice, 60)
    }

    /// A cookie for this site alone, that no script reads.
    fn cookie(&self, name: &str, value: &str, seconds: i64) -> String {
        format!("{}; HttpOnly", self.preference_cookie(name, value, seconds))
    }

    /// A cookie for this site alone.
    pub(super) fn preference_cookie(&self, name: &str, value: &str, seconds: i64) -> String {
        let secure = if self.app.config.secure_cookies() { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{secure}")
    }

    /// Goes elsewhere, with something to say there.
    pub(super) fn go_and_say(&self, to: &str, notice: &'static str) -> Response {
        go_with(to, vec![self.notice_cookie(notice)])
    }
}

/// Goes elsewhere with these cookies.
pub(super) fn go_with(to: &str, cookies: Vec<String>) -> Response {
    let mut response = Redirect::to(to).into_response();
    for cookie in cookies {
        if let Ok(value) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}

/// A path of this site, and nothing else: what a form says to go back to.
pub(super) fn local_path(path: &str) -> &str {
    let visible = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let fine = path.starts_with('/') && !path.starts_with("//") && visible && path.len() < 300;
    if fine { path } else { "/" }
}
