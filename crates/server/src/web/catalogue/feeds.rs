//! Lists that leave: CSV, workbook, JSON, RSS, calendars; and the sitemap.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::columns;
use domain::catalogue::query::Query;
use domain::catalogue::shelf::{Entry, Shelf};
use domain::date::Day;
use formats::calendar::{WholeDays, whole_days};
use formats::feed::{Feed, Item, rss, sitemap};
use formats::table::{Cell, Csv, Workbook};
use serde::Serialize;

use super::coverage::open_data;
use super::list::{asked, path};
use super::{offer, words};
use crate::app::App;
use crate::service::Failure;
use crate::service::catalogue::{LICENCE, OpenOffer};
use crate::web::guard::{OrPage, PageError};
use crate::web::taken;
use crate::web::visit::Visit;

/// Offers of a feed at most: readers ask often, and want what is new.
const FEED: usize = 100;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/formations/liste.csv", get(list_csv))
        .route("/formations/liste.xlsx", get(list_xlsx))
        .route("/formations/liste.json", get(list_json))
        .route("/formations/comparer.csv", get(compared_csv))
        .route("/formations/comparer.xlsx", get(compared_xlsx))
        .route("/formations/comparer.json", get(compared_json))
        .route("/formations/flux.rss", get(feed))
        .route("/formations/agenda.ics", get(calendar))
        .route("/formations/{slug}/agenda.ics", get(one_in_calendar))
        .route("/sitemap.xml", get(site))
}

/// What a query finds, in its order.
fn listed<'s>(shelf: &'s Shelf, query: &Query) -> Vec<&'s Entry> {
    shelf.find(query).places.into_iter().filter_map(|place| shelf.at(place)).collect()
}

/// What a query compares, in its order.
fn compared<'s>(shelf: &'s Shelf, query: &Query) -> Vec<&'s Entry> {
    query.compared.iter().filter_map(|slug| shelf.get(slug)).collect()
}

/// Heads of an export: those that an import reads, then what this site says of each offer.
fn heads(visit: &Visit) -> Vec<String> {
    let own = ["offer-fact-standing", "offer-column-page"].map(|key| visit.say(key));
    columns::heads().into_iter().map(str::to_owned).chain(own).collect()
}

fn row(visit: &Visit, entry: &Entry) -> Vec<Cell<'static>> {
    let own = [visit.say(&format!("offer-is-{}", entry.standing.code())), format!("{}/formations/{}", visit.app.config.base_url, entry.offer.id)];
    columns::row(&entry.offer).into_iter().chain(own).map(Cell::text).collect()
}

fn csv(visit: &Visit, name: &str, entries: &[&Entry]) -> Response {
    let mut table = Csv::new(&heads(visit));
    for entry in entries {
        table.row(&row(visit, entry));
    }
    open_data(taken::file(taken::CSV, &format!("{name}.csv"), table.finish()))
}

/// A workbook is the dearest of them: it stands in the queue of exports.
async fn xlsx(visit: &Visit, name: &'static str, entries: &[&Entry]) -> Result<Response, PageError> {
    let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    let rows: Vec<Vec<Cell<'static>>> = entries.iter().map(|entry| row(visit, entry)).collect();
    let (sheet, heads) = (visit.say("offers-title"), heads(visit));
    let made = tokio::task::spawn_blocking(move || {
        let _pass = pass;
        let mut workbook = Workbook::new();
        workbook.sheet(&sheet, &heads, &[22, 60, 40])?;
        for row in &rows {
            workbook.row(row)?;
        }
        let mut bytes = std::io::Cursor::new(Vec::new());
        workbook.save(&mut bytes)?;
        Ok::<_, formats::table::WriteError>(bytes.into_inner())
    });
    let bytes = made.await.map_err(|error| Failure::Broken(error.to_string())).or_page(visit)?;
    let bytes = bytes.map_err(|error| Failure::Broken(error.to_string())).or_page(visit)?;
    Ok(taken::file(taken::XLSX, &format!("{name}.xlsx"), bytes))
}

fn json(visit: &Visit, entries: &[&Entry]) -> Response {
    #[derive(Serialize)]
    struct Open {
        licence: &'static str,
        date: String,
        offers: Vec<OpenOffer>,
    }
    let offers = entries.iter().map(|entry| OpenOffer::of(&visit.app, entry)).collect();
    let open = Open { licence: LICENCE, date: visit.app.shelf().today().to_string(), offers };
    open_data(typed("application/json", serde_json::to_string(&open).unwrap_or_default()))
}

fn typed(kind: &'static str, text: String) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(kind))], text).into_response()
}

async fn list_csv(visit: Visit, uri: Uri) -> Response {
    csv(&visit, "formations", &listed(&visit.app.shelf(), &asked(&uri)))
}

async fn list_xlsx(visit: Visit, uri: Uri) -> Result<Response, PageError> {
    let shelf = visit.app.shelf();
    xlsx(&visit, "formations", &listed(&shelf, &asked(&uri))).await
}

async fn list_json(visit: Visit, uri: Uri) -> Response {
    json(&visit, &listed(&visit.app.shelf(), &asked(&uri)))
}

async fn compared_csv(visit: Visit, uri: Uri) -> Response {
    csv(&visit, "comparaison", &compared(&visit.app.shelf(), &asked(&uri)))
}

async fn compared_xlsx(visit: Visit, uri: Uri) -> Result<Response, PageError> {
    let shelf = visit.app.shelf();
    xlsx(&visit, "comparaison", &compared(&shelf, &asked(&uri))).await
}

async fn compared_json(visit: Visit, uri: Uri) -> Response {
    json(&visit, &compared(&visit.app.shelf(), &asked(&uri)))
}

/// `GET /formations/flux.rss`: what a search finds, what was changed last first.
async fn feed(visit: Visit, uri: Uri) -> Response {
    let (shelf, query, base) = (visit.app.shelf(), asked(&uri), &visit.app.config.base_url);
    let mut entries = listed(&shelf, &query);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.updated_at));
    let item = |entry: &&Entry| Item {
        title: format!("{} ({})", entry.offer.title, entry.offer.organisation),
        text: format!("{} {}", entry.offer.summary, words::standing(&visit, entry)),
        link: format!("{base}/formations/{}", entry.offer.id),
        at: (entry.updated_at > 0).then_some(entry.updated_at),
    };
    let feed = Feed {
        title: if query.words.is_empty() { visit.say("offers-title") } else { visit.say_with("offers-title-words", &[("words", query.words.clone().into())]) },
        description: visit.say_with("offers-count", &[("count", entries.len().into())]),
        link: format!("{base}{}", path("/formations", &query)),
        address: format!("{base}{}", path("/formations/flux.rss", &query)),
        language: visit.lang.code().to_owned(),
        items: entries.iter().take(FEED).map(item).collect(),
    };
    typed("application/rss+xml; charset=utf-8", rss(&feed))
}

/// An offer as an entry of a calendar; nothing where it begins on no day. Where only its months are known, it takes its first day.
fn dated(visit: &Visit, entry: &Entry) -> Option<WholeDays> {
    let base = &visit.app.config.base_url;
    let first = entry.first_day()?;
    let is_exact = [entry.offer.starts.as_deref(), entry.offer.ends.as_deref()].into_iter().flatten().all(|written| Day::parse(written).is_some());
    Some(WholeDays {
        id: format!("{}@{}", entry.offer.id, base.split_once("://").map_or("socle", |(_, host)| host)),
        revision: entry.revision,
        stamped_at: if entry.updated_at > 0 { entry.updated_at } else { visit.app.shelf().today().begins() },
        first,
        last: entry.last_day().filter(|_| is_exact).unwrap_or(first),
        summary: entry.offer.title.clone(),
        description: format!("{}\n{}\n{}", entry.offer.organisation, words::dates(visit, entry).unwrap_or_default(), words::standing(visit, entry)),
        place: entry.offer.place.clone().unwrap_or_default(),
        link: format!("{base}/formations/{}", entry.offer.id),
    })
}

/// `GET /formations/agenda.ics`: what a search finds that begins on a day and is not over.
async fn calendar(visit: Visit, uri: Uri) -> Response {
    let shelf = visit.app.shelf();
    let current = listed(&shelf, &asked(&uri)).into_iter().filter(|entry| !entry.is_over(shelf.today()));
    let entries: Vec<WholeDays> = current.filter_map(|entry| dated(&visit, entry)).collect();
    typed("text/calendar; charset=utf-8", whole_days(&visit.say("offers-title"), &entries))
}

/// `GET /formations/{slug}/agenda.ics`
async fn one_in_calendar(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let shelf = visit.app.shelf();
    let entry = offer::found(&visit, &shelf, &slug)?;
    let entries: Vec<WholeDays> = dated(&visit, entry).into_iter().collect();
    let text = whole_days(&entry.offer.title, &entries);
    Ok(taken::file("text/calendar; charset=utf-8", &format!("{slug}.ics"), text.into_bytes()))
}

/// Pages that are the same for everybody.
const PUBLIC: [&str; 10] = [
    "/",
    "/progresser",
    "/progresser/modules",
    "/formations",
    "/formations/financement",
    "/formations/couverture",
    "/a-qui-demander",
    "/glossaire",
    "/referentiel",
    "/methode",
];

/// `GET /sitemap.xml`: what search engines may read.
async fn site(State(app): State<Arc<App>>) -> Response {
    let (base, shelf) = (&app.config.base_url, app.shelf());
    let pages = PUBLIC.iter().map(|path| (format!("{base}{path}"), None));
    let modules = app.library.modules.iter().map(|module| (format!("{base}/progresser/modules/{}", module.id), None));
    let changed = |entry: &Entry| (entry.updated_at > 0).then(|| Day::of(entry.updated_at));
    let offers = shelf.entries().iter().map(|entry| (format!("{base}/formations/{}", entry.offer.id), changed(entry)));
    typed("application/xml; charset=utf-8", sitemap(&pages.chain(modules).chain(offers).collect::<Vec<_>>()))
}
