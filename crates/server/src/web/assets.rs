//! Files of the asset build: compressed once, named by their content, kept by browsers for a year.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::render::Dist;

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// `GET /assets/{path}`
pub(super) async fn serve(Path(path): Path<String>, headers: HeaderMap) -> Response {
    file(&path, &headers)
}

/// `GET /robots.txt`: results and accounts are nobody's to index.
pub(super) async fn robots(State(app): State<Arc<App>>) -> String {
    let closed = ["/positionnement", "/resultat", "/partage", "/compte", "/connexion", "/api"].map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{closed}Sitemap: {}/sitemap.xml\n", app.config.base_url)
}

/// A file of the asset build, or a plain « not found ».
pub(super) fn file(path: &str, headers: &HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let packed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(name, _)| accepted.split(',').any(|a| a.split(';').next().is_some_and(|a| a.trim() == *name)))
        .find_map(|(name, end)| Some((Some(name), Dist::get(&format!("{path}{end}"))?)));
    let Some((encoding, found)) = packed.or_else(|| Some((None, Dist::get(path)?))) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // the asset build puts ten hexadecimal digits of the content before the ending
    let hashed = path.split('.').any(|part| part.len() == 10 && part.bytes().all(|b| b.is_ascii_hexdigit()));
    let keep = if hashed { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut response = found.data.into_owned().into_response();
    let set = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| set.insert(name, HeaderValue::from_static(value));
    put(CONTENT_TYPE, kind(path));
    put(CACHE_CONTROL, keep);
    put(VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        put(CONTENT_ENCODING, encoding);
    }
    response
}
