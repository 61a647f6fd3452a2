//! Training offers: the catalogue for everybody, the proposals of organisations, the work of the referencing team.

mod card;
mod compare;
mod coverage;
mod facts;
mod feeds;
mod form;
mod funding;
mod list;
mod lists;
mod offer;
mod propose;
pub(in crate::web) mod ratings;
mod referencing;
mod signal;
mod told;
mod words;

use std::sync::Arc;

use axum::Router;

use crate::app::App;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(compare::routes())
        .merge(coverage::routes())
        .merge(feeds::routes())
        .merge(funding::routes())
        .merge(list::routes())
        .merge(offer::routes())
        .merge(propose::routes())
        .merge(ratings::routes())
        .merge(referencing::routes())
        .merge(lists::routes())
        .merge(signal::routes())
}
