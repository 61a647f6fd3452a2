//! Lists: the query that narrows one, and the page of it that is shown.

use std::collections::BTreeMap;

use super::form::Fields;
use super::view::listing::Listing;
use super::visit::Visit;

/// Rows on a page.
const PAGE: usize = 50;

/// The query of a list: a mangled one narrows less.
pub(super) fn asked(visit: &Visit) -> Fields {
    let query = visit.path.split_once('?').map_or("", |(_, query)| query);
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        fields.entry(name.into_owned()).or_default().push(value.chars().take(200).collect());
    }
    Fields(fields)
}

/// Which page of so many rows is asked for: the nearest there is.
pub(super) fn listing(path: &str, query: &Fields, total: usize) -> Listing {
    let pages = total.div_ceil(PAGE).max(1);
    let page = query.one("page").parse::<usize>().unwrap_or(1).clamp(1, pages);
    Listing::new(query.one("q").to_owned(), total, page, pages, |page| format!("{path}?{}", with(query, "page", &page.to_string())))
}

/// The rows of a page.
pub(super) fn of_page<T>(rows: Vec<T>, listing: &Listing) -> impl Iterator<Item = T> {
    rows.into_iter().skip((listing.page - 1) * PAGE).take(PAGE)
}

/// The same query with another value for one name.
pub(super) fn with(query: &Fields, name: &str, value: &str) -> String {
    let mut next = form_urlencoded::Serializer::new(String::new());
    for (n, values) in query.0.iter().filter(|(n, _)| *n != name && *n != "page") {
        for v in values.iter().filter(|v| !v.is_empty()) {
            next.append_pair(n, v);
        }
    }
    next.append_pair(name, value).finish()
}
