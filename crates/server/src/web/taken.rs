//! Files that a browser takes away.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// What a table of [`formats::table::Csv`] is, for the browser.
pub(in crate::web) const CSV: &str = "text/csv; charset=utf-8";
/// What a workbook is.
pub(in crate::web) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A file that the browser keeps under this name.
pub(in crate::web) fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    named(&mut response, kind, name);
    response
}

/// Says of a reply that it is a file of this kind and name; its body may still be on its way.
pub(in crate::web) fn named(response: &mut Response, kind: &'static str, name: &str) {
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend(HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).ok().map(|value| (CONTENT_DISPOSITION, value)));
}
