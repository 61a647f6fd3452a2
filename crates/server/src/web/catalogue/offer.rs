//! `/formations/{slug}`: one offer.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::catalogue::query::Query;
use domain::catalogue::shelf::{Entry, Link, Shelf};
use domain::refusal::Refusal;

use super::card::card;
use super::facts::facts;
use super::{list, ratings, words};
use crate::app::App;
use crate::service::catalogue::ratings::Kind;
use crate::web::guard::PageError;
use crate::web::view::catalogue::offer::{Objective, OfferPage, SourceView};
use crate::web::visit::Visit;

/// Others like it that are shown.
const SIMILAR: usize = 3;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations/{slug}", get(show))
}

/// The offer of this name.
pub(super) fn found<'s>(visit: &Visit, shelf: &'s Shelf, slug: &str) -> Result<&'s Entry, PageError> {
    shelf.get(slug).ok_or_else(|| PageError::new(visit, Refusal::NotFound))
}

/// `GET /formations/{slug}`
async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let shelf = visit.app.shelf();
    let entry = found(&visit, &shelf, &slug)?;
    let offer = &entry.offer;
    let edition = visit.app.editions.current().edition;
    let objective = |code: &String| {
        let found = edition.framework.objectives.iter().find(|objective| objective.code == *code)?;
        Some(Objective { code: found.code.clone(), text: found.text.clone() })
    };
    let ratings = ratings::part(&visit, Kind::Offer, &slug).await?;
    let page = OfferPage {
        ratings,
        card: card(&visit, entry),
        facts: facts(&visit, entry).into_iter().filter(|fact| fact.text.is_some()).collect(),
        unknown: facts(&visit, entry).into_iter().filter(|fact| fact.text.is_none()).map(|fact| fact.code).collect(),
        objectives: offer.objectives.iter().filter_map(objective).collect(),
        standing: words::standing(&visit, entry),
        broken_since: if let Link::Broken { since } = entry.link { Some(words::day(&visit, since)) } else { None },
        link: offer.link().map(str::to_owned),
        is_own_link: offer.url.is_some(),
        source: SourceView {
            title: offer.source.title.clone(),
            publisher: offer.source.publisher.clone(),
            date: words::date(&visit, &offer.source.date),
            checked: words::date(&visit, &offer.source.checked),
            url: offer.source.url.clone(),
        },
        similar: shelf.similar(&slug, SIMILAR).into_iter().map(|entry| card(&visit, entry)).collect(),
        compare: list::path("/formations/comparer", &Query { compared: vec![slug.clone()], ..Query::default() }),
        has_calendar: entry.first_day().is_some(),
        price: entry.price().map(|euros| euros.to_string()),
        base: visit.app.config.base_url.clone(),
        content_lang: "fr",
    };
    visit.page(&page)
}
