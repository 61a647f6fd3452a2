//! What a request says of whoever sends it: cookies, language, device, place.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, USER_AGENT};
use axum::http::request::Parts;

use crate::app::App;
use crate::render::Lang;

/// The cookie of the language.
pub(crate) const LANG: &str = "lang";

/// A cookie of a request.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
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
