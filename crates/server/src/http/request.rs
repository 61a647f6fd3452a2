//! What a request says of whoever sends it: cookies, language, device, place.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};

use crate::app::App;
use crate::render::Lang;

/// The cookie of the language.
pub(crate) const LANG: &str = "lang";

/// The cookie by which a browser is recognised. Where cookies travel over TLS only, its name says so, and browsers then take it from
/// nobody else: no neighbouring site under the same domain can plant one.
pub(crate) fn login_cookie(app: &App) -> &'static str {
    if app.config.secure_cookies() { "__Host-socle" } else { "socle" }
}

/// The token that a request shows, to the API or to the pages, whatever it is worth.
pub(crate) fn token<'h>(headers: &'h HeaderMap, app: &App) -> Option<&'h str> {
    match bearer(headers) {
        Some(token) => token.ok(),
        None => cookie(headers, login_cookie(app)).filter(|token| token.len() <= LONGEST_TOKEN),
    }
}

/// Longest token that is looked at, in bytes.
const LONGEST_TOKEN: usize = 100;

/// The token of the API: none, one, or something that is none.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<Result<&str, ()>> {
    let value = headers.get(AUTHORIZATION)?;
    let token = value.to_str().ok().and_then(|v| v.strip_prefix("Bearer ").or_else(|| v.strip_prefix("bearer ")));
    Some(token.map(str::trim).filter(|t| !t.is_empty() && t.len() <= LONGEST_TOKEN).ok_or(()))
}

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

/// Where a request comes from, as the limits count it: a network, in words.
pub(crate) fn place_of(parts: &Parts, app: &App) -> String {
    place(&parts.headers, &parts.extensions, app).map_or_else(|| "unknown".to_owned(), |network| network.to_string())
}

/// Where a request comes from: the peer, or what our own proxy says of it (the last address it added; those before it are the
/// visitor's own word). Of an IPv6 address its /64, which is one subscriber's.
pub(crate) fn place(headers: &HeaderMap, extensions: &Extensions, app: &App) -> Option<IpAddr> {
    let told = || headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let peer = || extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let address = if app.config.behind_proxy { told().or_else(peer) } else { peer() };
    address.map(network)
}

/// What of an address names somebody's connection to the network.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_place_however_many_addresses_they_have() {
        let cut = |text: &str| network(text.parse().expect("an address")).to_string();
        assert_eq!(cut("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(cut("2001:db8:1:2:ffff::1"), cut("2001:db8:1:2::"));
        assert_ne!(cut("2001:db8:1:3::1"), cut("2001:db8:1:2::1"));
        assert_eq!(cut("192.0.2.7"), "192.0.2.7");
        assert_eq!(cut("::ffff:192.0.2.7"), "192.0.2.7", "an IPv4 address in the coat of the other");
    }
}
