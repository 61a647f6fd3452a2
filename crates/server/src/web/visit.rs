//! Who asks, in which language, from where: read once from every request for a page.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use domain::access::Actor;
use uuid::Uuid;

use super::guard::PageError;
use super::render::Lang;
use super::view::{Notice, Page, Person, Shell, Theme, Tone};
use crate::app::App;
use crate::service::Failure;
use crate::service::account::{Identity, recognise};

/// The cookie by which a browser is recognised.
pub(super) const LOGIN: &str = "socle";
/// The cookie of the language.
pub(super) const LANG: &str = "lang";
/// The cookie of the theme.
pub(super) const THEME: &str = "theme";
/// What is said on the next page, once.
const NOTICE: &str = "notice";
/// What may be said so; anything else in the cookie is ignored.
const NOTICES: [&str; 9] = [
    "notice-saved",
    "notice-share-revoked",
    "notice-signed-in",
    "notice-signed-out",
    "notice-email-kept",
    "notice-erased",
    "notice-password-set",
    "notice-device-out",
    "notice-already-answered",
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
}

/// A cookie of a request.
pub(super) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The language of a request: chosen, else the browser's, else French.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    cookie(headers, LANG)
        .and_then(Lang::parse)
        .unwrap_or_else(|| headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).map_or(Lang::Fr, Lang::from_accept_language))
}

/// A readable name for a browser; never the whole of what it says about itself.
pub(crate) fn device_name(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let named = |names: &[(&str, &str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map_or("", |(_, name)| *name).to_owned();
    let browser = named(&[("Edg/", "Edge"), ("Firefox/", "Firefox"), ("OPR/", "Opera"), ("Chrom", "Chrome"), ("Safari/", "Safari")]);
    let system = named(&[("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")]);
    [browser, system].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Where a request comes from, as the limits count it: the peer, or what our own proxy says of it (the last address it
/// added; those before it are the visitor's own word).
pub(crate) fn place_of(parts: &Parts, app: &App) -> String {
    if app.config.behind_proxy
        && let Some(told) = parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|v| v.to_str().ok())
        && let Some(address) = told.rsplit(',').next().map(str::trim).filter(|a| a.parse::<std::net::IpAddr>().is_ok())
    {
        return address.to_owned();
    }
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(|| "unknown".to_owned(), |c| c.0.ip().to_string())
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
        };
        if let Some(token) = cookie(&parts.headers, LOGIN) {
            visit.identity = match recognise(app, token).await {
                Ok(identity) => identity,
                Err(failure) => return Err(PageError::new(&visit, failure)),
            };
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

    /// What surrounds every page.
    pub(super) fn shell(&self) -> Shell {
        Shell {
            lang: self.lang,
            theme: self.theme,
            path: self.path.clone(),
            person: self.identity.as_ref().map(|i| Person { email: i.person.email.clone() }),
            notice: self.notice.map(|key| {
                let tone = if key == "notice-already-answered" { Tone::Refused } else { Tone::Done };
                Notice { tone, text: self.say(key) }
            }),
        }
    }

    /// A page. What was said at its top is not said again.
    pub(super) fn page<P: Page>(&self, page: &P) -> Result<Response, PageError> {
        let html = self.app.renderer.render(&self.shell(), page).map_err(|e| PageError::new(self, Failure::Broken(e.to_string())))?;
        let mut response = Html(html).into_response();
        if self.had_notice {
            response.headers_mut().append(SET_COOKIE, HeaderValue::from_static("notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
        }
        Ok(response)
    }

    /// The cookie by which this browser is recognised from now on.
    pub(super) fn login_cookie(&self, token: &str) -> String {
        let secure = if self.app.config.secure_cookies() { "; Secure" } else { "" };
        format!("{LOGIN}={token}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax{secure}")
    }
}

/// Forgets this browser.
pub(super) const NO_LOGIN: &str = "socle=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";

/// Goes elsewhere, with something to say there.
pub(super) fn go_and_say(to: &str, notice: &'static str) -> Response {
    let cookie = format!("{NOTICE}={notice}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(to)).into_response()
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
