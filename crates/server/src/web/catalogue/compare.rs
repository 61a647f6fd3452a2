//! `/formations/comparer`: up to four offers side by side.

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use domain::catalogue::query::Query;
use domain::catalogue::shelf::Entry;

use super::card::card;
use super::facts::facts;
use super::list::{asked, path, text};
use crate::app::App;
use crate::web::guard::PageError;
use crate::web::view::catalogue::compare::{ComparePage, Compared, Row};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations/comparer", get(show))
}

/// `GET /formations/comparer`
async fn show(visit: Visit, uri: Uri) -> Result<Response, PageError> {
    let (shelf, mut query) = (visit.app.shelf(), asked(&uri));
    query.compared.retain(|slug| shelf.get(slug).is_some());
    let entries: Vec<&Entry> = query.compared.iter().filter_map(|slug| shelf.get(slug)).collect();
    let (different, same) = rows(&visit, &entries);
    let column = |entry: &&Entry| {
        let mut without = query.clone();
        without.compared.retain(|slug| *slug != entry.offer.id);
        Compared {
            card: card(&visit, entry),
            without: path("/formations/comparer", &without),
            link: entry.offer.link().map(str::to_owned),
            is_own_link: entry.offer.url.is_some(),
        }
    };
    let only = Query { compared: query.compared.clone(), ..Query::default() };
    let page = ComparePage {
        offers: entries.iter().map(column).collect(),
        different,
        same,
        back: path("/formations", &query),
        query: text(&only),
        base: visit.app.config.base_url.clone(),
    };
    visit.page(&page)
}

/// What they differ in, then what they have in common; what none of them says is left out.
fn rows(visit: &Visit, entries: &[&Entry]) -> (Vec<Row>, Vec<Row>) {
    let columns: Vec<_> = entries.iter().map(|entry| facts(visit, entry)).collect();
    let Some(first) = columns.first() else { return Default::default() };
    let row = |at: usize| Row { code: first[at].code, cells: columns.iter().map(|facts| facts[at].text.clone()).collect() };
    let rows = (0..first.len()).map(row).filter(|row| row.cells.iter().any(Option::is_some));
    rows.partition(|row| row.cells.windows(2).any(|pair| pair[0] != pair[1]) || row.cells.len() == 1)
}
