//! Requests through the router: a browser that keeps its cookies, a program that bears a token.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What was asked, for messages.
    pub asked: String,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap_or_else(|e| panic!("{}: not UTF-8: {e}", self.asked))
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{}: {} {e}: {}", self.asked, self.status, self.text()))
    }

    /// Where it leads, without the mark inside the page.
    pub fn location(&self) -> String {
        let to = self.headers.get(LOCATION).unwrap_or_else(|| panic!("{}: {} leads nowhere: {}", self.asked, self.status, said(&self.text())));
        to.to_str().expect("an address").split('#').next().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.asked, said(&self.text()));
        self
    }

    /// A page as a reader takes it: characters that were escaped are themselves again, and a space is a space.
    pub fn plain(&self) -> String {
        plain(&self.text())
    }

    /// The stable code of a refusal, from the API or from a page.
    pub fn code(&self) -> String {
        if self.headers.get(CONTENT_TYPE).is_some_and(|t| t.to_str().is_ok_and(|t| t.contains("json"))) {
            return self.json()["code"].as_str().unwrap_or_else(|| panic!("{}: no code: {}", self.asked, self.text())).to_owned();
        }
        let text = self.text();
        let told = text.split("class=\"fine\">").skip(1).filter_map(|part| part.split('<').next()).find(|part| part.starts_with("Code"));
        let told = told.unwrap_or_else(|| panic!("{}: {}: no code: {}", self.asked, self.status, said(&text)));
        let codes = domain::refusal::Refusal::ALL.iter().map(|r| r.code());
        let found = codes.filter(|code| told.contains(code)).max_by_key(|code| code.len());
        found.unwrap_or_else(|| panic!("{}: « {told} » names no code", self.asked)).to_owned()
    }
}

/// Characters that a page escapes, as themselves, spaces that hold words together as spaces, and acronyms as words, without their cards.
pub fn plain(html: &str) -> String {
    let marks =
        [("&#x2f;", "/"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("\u{a0}", " "), ("\u{202f}", " "), ("&amp;", "&")];
    marks.iter().fold(without_cards(html), |text, (escaped, mark)| text.replace(escaped, mark))
}

/// A page before its acronyms were marked.
fn without_cards(html: &str) -> String {
    let mut parts = html.split("<button type=\"button\" class=\"term\"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word = part.split_once('>').map_or("", |(_, rest)| rest);
        text.push_str(&word.replacen("</button>", "", 1));
    }
    let mut cards = text.split("<div class=\"term-card\"");
    let before = cards.next().unwrap_or_default().to_owned();
    cards.fold(before, |page, card| page + card.split_once("</div>").map_or("", |(_, rest)| rest))
}

/// The part of a page that speaks, for messages.
fn said(page: &str) -> String {
    page.split("<main").nth(1).unwrap_or(page).chars().take(1500).collect()
}

async fn send(router: &Router, request: Request<Body>) -> Reply {
    let asked = format!("{} {}", request.method(), request.uri());
    let response = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap_or_else(|e| panic!("{asked}: {e}")).to_bytes().to_vec();
    Reply { status: parts.status, headers: parts.headers, body, asked }
}

/// Percent-encodes a form.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

pub fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Somebody's browser.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    /// `Accept-Language`.
    pub language: &'static str,
    /// Where it stands, as the limits count it.
    pub place: Ipv4Addr,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), language: "fr", place: Ipv4Addr::LOCALHOST }
    }

    pub fn speaking(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    pub fn at(mut self, place: Ipv4Addr) -> Self {
        self.place = place;
        self
    }

    fn request(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header(ACCEPT_LANGUAGE, self.language).header("host", "socle.example");
        request = request.header("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0");
        if !self.cookies.is_empty() {
            let line: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request = request.header(COOKIE, line.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((IpAddr::V4(self.place), 4000))));
        request
    }

    async fn sent(&mut self, request: Request<Body>) -> Reply {
        let reply = send(&self.router, request).await;
        for line in reply.headers.get_all(SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            assert!(name == "lang" || name == "theme" || rest.contains("HttpOnly"), "{line}");
            assert!(rest.contains("SameSite=Lax"), "{line}");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        reply
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        let request = self.request(Method::GET, path, &[], Vec::new());
        self.sent(request).await
    }

    pub async fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let request = self.request(Method::GET, path, headers, Vec::new());
        self.sent(request).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_with(path, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    pub async fn post_with(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Reply {
        self.post_raw(path, "application/x-www-form-urlencoded", form(fields).into_bytes(), headers).await
    }

    pub async fn post_raw(&mut self, path: &str, kind: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Reply {
        let mut all = vec![("content-type", kind)];
        all.extend(headers);
        let request = self.request(Method::POST, path, &all, body);
        self.sent(request).await
    }

    /// Posts, and looks at the page it leads to.
    pub async fn post_and_follow(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let to = self.post(path, fields).await.is(303).location();
        self.get(&to).await
    }

    /// Starts a positioning; gives its name.
    pub async fn begin(&mut self, pace: &str) -> String {
        let to = self.post("/positionnement", &[("pace", pace)]).await.is(303).location();
        to.strip_prefix("/positionnement/").unwrap_or_else(|| panic!("leads to {to}")).to_owned()
    }

    /// The token by which this browser is recognised; a bearer token for the API, too.
    pub fn token(&self) -> String {
        self.cookies.get("socle").cloned().expect("a browser that is recognised")
    }
}

/// A program that calls the API.
#[derive(Debug, Clone)]
pub struct Api {
    router: Router,
    pub token: Option<String>,
    pub language: &'static str,
    pub place: Ipv4Addr,
}

impl Api {
    pub fn new(router: Router) -> Self {
        Self { router, token: None, language: "fr", place: Ipv4Addr::LOCALHOST }
    }

    pub fn bearing(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    pub async fn raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header(ACCEPT_LANGUAGE, self.language).header(CONTENT_TYPE, "application/json");
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((IpAddr::V4(self.place), 4000))));
        send(&self.router, request).await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.raw(Method::GET, path, &[], Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.raw(Method::POST, path, &[], body.to_string().into_bytes()).await
    }

    pub async fn post_keyed(&self, path: &str, key: &str, body: &Value) -> Reply {
        self.raw(Method::POST, path, &[("idempotency-key", key)], body.to_string().into_bytes()).await
    }

    /// Starts a session; gives a caller that bears its token, its name and the first question.
    pub async fn begin(&self) -> (Self, String, Value) {
        let started = self.post("/api/v1/sessions", &serde_json::json!({ "kind": "positioning" })).await.is(201).json();
        let token = started["token"].as_str().expect("a token");
        (self.bearing(token), started["id"].as_str().expect("a name").to_owned(), started)
    }

    /// Answers a question.
    pub async fn answer(&self, session: &str, seq: u64, response: &Value) -> Reply {
        self.post(&format!("/api/v1/sessions/{session}/answers"), &serde_json::json!({ "seq": seq, "response": response })).await
    }
}
