//! `/formations`: the offers, searched and narrowed. Every state of the list is an address.

use std::sync::Arc;

use axum::Router;
use axum::extract::Query as Pairs;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use domain::catalogue::query::{Facet, Query, Sort};
use domain::catalogue::shelf::{Found, Shelf};

use super::card::card;
use super::words;
use crate::app::App;
use crate::render::Arg;
use crate::web::guard::PageError;
use crate::web::view::catalogue::list::{Chip, ChosenOffer, FacetGroup, FacetValue, Hidden, ListPage, Loosen};
use crate::web::visit::Visit;

/// Offers on a page.
const PAGE: usize = 20;
/// Of so few offers it is said how to find more.
const FEW: usize = 3;
/// Facets that are lists of names, too long to tick.
const LONG: [Facet; 2] = [Facet::Trade, Facet::Region];
/// Facets that stay open: what most people narrow by.
const OPEN: [Facet; 5] = [Facet::Trade, Facet::Region, Facet::Domain, Facet::Diploma, Facet::Ects];

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations", get(show))
}

/// What an address asks.
pub(super) fn asked(uri: &Uri) -> Query {
    let pairs: Vec<(String, String)> = Pairs::try_from_uri(uri).map(|Pairs(pairs)| pairs).unwrap_or_default();
    Query::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// A query as text.
pub(super) fn text(query: &Query) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(query.pairs());
    text.finish()
}

/// A path with what it asks.
pub(super) fn path(base: &str, query: &Query) -> String {
    let text = text(query);
    if text.is_empty() { base.to_owned() } else { format!("{base}?{text}") }
}

/// `GET /formations`
async fn show(visit: Visit, uri: Uri) -> Result<Response, PageError> {
    let (shelf, mut query) = (visit.app.shelf(), asked(&uri));
    let found = shelf.find(&query);
    let pages = found.places.len().div_ceil(PAGE).max(1);
    query.page = query.page.min(pages - 1);
    query.compared.retain(|slug| shelf.get(slug).is_some());
    let at = |page: usize| path("/formations", &Query { page, ..query.clone() });
    let here = found.places.iter().skip(query.page * PAGE).take(PAGE);
    let rows = here.filter_map(|place| shelf.at(*place)).map(|entry| {
        let mut card = card(&visit, entry);
        card.is_chosen = query.compared.contains(&card.slug);
        card
    });
    let bare = Query { compared: Vec::new(), ..query.clone() };
    let page = ListPage {
        rows: rows.collect(),
        total: found.places.len(),
        all: shelf.entries().len(),
        words: query.words.clone(),
        facets: facets(&visit, &shelf, &query, &found),
        chips: chips(&visit, &query),
        sort: query.sort.code(),
        sorts: Sort::ALL.iter().map(|sort| sort.code()).collect(),
        page: query.page + 1,
        pages,
        previous: (query.page > 0).then(|| at(query.page - 1)),
        next: (query.page + 1 < pages).then(|| at(query.page + 1)),
        compared: chosen(&shelf, &query),
        compare: path("/formations/comparer", &Query { compared: query.compared.clone(), ..Query::default() }),
        hidden: bare.first_page().pairs().into_iter().map(|(name, value)| Hidden { name, value }).collect(),
        loosen: if found.places.len() <= FEW && query.is_narrow() { loosen(&visit, &query, &found) } else { Vec::new() },
        everywhere: found.everywhere,
        held: found.held,
        asked_words: found.words,
        nowhere: found.nowhere.clone(),
        taken_for: found.taken_for.iter().map(|(_, other)| other.clone()).collect(),
        query: text(&bare.first_page()),
        base: visit.app.config.base_url.clone(),
        is_narrow: query.is_narrow(),
        content_lang: "fr",
    };
    visit.page(&page)
}

/// Facets with what each of their values would show. A value that would show nothing is left out, unless it is chosen.
fn facets(visit: &Visit, shelf: &Shelf, query: &Query, found: &Found) -> Vec<FacetGroup> {
    let group = |facet: Facet| {
        let counts = found.counts.get(&facet);
        let values = shelf.values(facet).iter().enumerate().map(|(at, value)| FacetValue {
            value: value.clone(),
            name: words::value(visit, facet, value),
            count: counts.and_then(|counts| counts.get(at)).copied().unwrap_or(0),
            is_chosen: query.has(facet, value),
        });
        let values: Vec<FacetValue> = values.filter(|value| value.count > 0 || value.is_chosen).collect();
        FacetGroup {
            code: facet.code(),
            // several can be chosen by address; then they are ticks
            is_list: LONG.contains(&facet) && query.chosen.get(&facet).is_none_or(|chosen| chosen.len() < 2),
            is_open: OPEN.contains(&facet) || query.chosen.contains_key(&facet),
            is_chosen: query.chosen.contains_key(&facet),
            values,
        }
    };
    Facet::ALL.iter().map(|facet| group(*facet)).filter(|group| !group.values.is_empty()).collect()
}

/// What is chosen, each with the address that takes it away.
fn chips(visit: &Visit, query: &Query) -> Vec<Chip> {
    let words = (!query.words.is_empty()).then(|| Chip { name: format!("« {} »", query.words), without: path("/formations", &query.without_words()) });
    let values = query.chosen.iter().flat_map(|(facet, values)| values.iter().map(move |value| (*facet, value)));
    let chip = |(facet, value): (Facet, &String)| Chip {
        name: visit
            .say_with("offers-chip", &[("facet", visit.say(&format!("facet-{}", facet.code())).into()), ("value", words::value(visit, facet, value).into())]),
        without: path("/formations", &query.without_value(facet, value)),
    };
    words.into_iter().chain(values.map(chip)).collect()
}

/// What to give up to find more: that which brings most first.
fn loosen(visit: &Visit, query: &Query, found: &Found) -> Vec<Loosen> {
    let facet = |(facet, count): (&Facet, &usize)| Loosen {
        name: visit.say(&format!("facet-{}", facet.code())),
        path: path("/formations", &query.without(*facet)),
        count: *count,
    };
    let mut ways: Vec<Loosen> = found.without.iter().map(facet).collect();
    ways.extend(found.without_words.map(|count| Loosen {
        name: visit.say_with("offers-loosen-words", &[("words", Arg::from(query.words.clone()))]),
        path: path("/formations", &query.without_words()),
        count,
    }));
    ways.retain(|way| way.count > found.places.len());
    ways.sort_by_key(|way| std::cmp::Reverse(way.count));
    ways
}

/// What is compared, each with the address that takes it away.
fn chosen(shelf: &Shelf, query: &Query) -> Vec<ChosenOffer> {
    let one = |slug: &String| {
        let entry = shelf.get(slug)?;
        let mut without = query.clone();
        without.compared.retain(|other| other != slug);
        Some(ChosenOffer { slug: slug.clone(), title: entry.offer.title.clone(), without: path("/formations", &without) })
    };
    query.compared.iter().filter_map(one).collect()
}
