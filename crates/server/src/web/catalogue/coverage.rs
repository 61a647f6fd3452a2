//! `/formations/couverture`: who is served, where nobody is; and the same as open data.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::coverage::{Coverage, Line};
use domain::catalogue::offer::{COUNTRY, EVERYBODY};
use domain::catalogue::query::{Facet, Query};
use formats::table::{Cell, Csv};

use super::list::path;
use super::words;
use crate::app::App;
use crate::service::catalogue::open_coverage;
use crate::web::guard::PageError;
use crate::web::taken;
use crate::web::view::catalogue::coverage::{CoverageCell, CoveragePage, CoverageRow, Gap, PictureLine, Square, picture};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations/couverture", get(show)).route("/formations/couverture.csv", get(as_csv)).route("/formations/couverture.json", get(as_json))
}

/// `GET /formations/couverture`
async fn show(visit: Visit) -> Result<Response, PageError> {
    let shelf = visit.app.shelf();
    let coverage = Coverage::of(&shelf);
    let domains: Vec<String> = shelf.vocabulary().domains.iter().map(|domain| words::value(&visit, Facet::Domain, &domain.id)).collect();
    let row = |line: &Line, name: String, facet: Facet| CoverageRow {
        name,
        total: line.all.offers,
        diploma: line.all.diploma,
        ects: line.all.ects,
        hours: line.all.hours,
        mandatory: line.all.mandatory,
        cells: line.domains.iter().zip(&shelf.vocabulary().domains).map(|(count, domain)| cell(count.offers, facet, &line.id, &domain.id)).collect(),
    };
    let named = |facet: Facet, line: &Line| row(line, words::value(&visit, facet, &line.id), facet);
    let served: Vec<&Line> = coverage.trades.iter().filter(|line| line.all.offers > 0).collect();
    let drawn = |facet: Facet, lines: &[Line]| {
        let line = |line: &Line| PictureLine {
            name: words::value(&visit, facet, &line.id),
            squares: line.domains.iter().map(|count| Square::of(count.offers)).collect(),
        };
        picture(lines.iter().map(line).collect())
    };
    let partly = coverage.partly_served();
    let gap =
        |(trade, at): &(&str, Vec<usize>)| Gap { name: words::value(&visit, Facet::Trade, trade), domains: at.iter().map(|at| domains[*at].clone()).collect() };
    let page = CoveragePage {
        all: coverage.all.offers,
        over: coverage.over,
        nowhere: coverage.nowhere,
        everybody: coverage.everybody.all.offers,
        everywhere: coverage.everywhere.all.offers,
        diploma: coverage.all.diploma,
        ects: coverage.all.ects,
        hours: coverage.all.hours,
        generic: coverage.all.offers - coverage.all.specific,
        mandatory: coverage.all.mandatory,
        unnamed: coverage.unnamed().into_iter().map(|id| words::value(&visit, Facet::Trade, id)).collect(),
        empty_regions: coverage.empty_regions().into_iter().map(|id| words::value(&visit, Facet::Region, id)).collect(),
        trades_in_all: coverage.trades.len(),
        regions_in_all: coverage.regions.len(),
        gaps: partly.iter().map(gap).collect(),
        least: domains.iter().zip(&coverage.domains).min_by_key(|(_, count)| count.offers).map(|(name, count)| (name.clone(), count.offers)),
        trades: served
            .into_iter()
            .map(|line| named(Facet::Trade, line))
            .chain([row(&coverage.everybody, visit.say("offer-everybody"), Facet::Trade)])
            .collect(),
        regions: coverage
            .regions
            .iter()
            .map(|line| named(Facet::Region, line))
            .chain([row(&coverage.everywhere, visit.say("offer-everywhere"), Facet::Region)])
            .collect(),
        trade_picture: drawn(Facet::Trade, &coverage.trades),
        region_picture: drawn(Facet::Region, &coverage.regions),
        domains,
        as_of: words::day(&visit, shelf.today()),
        base: visit.app.config.base_url.clone(),
    };
    visit.page(&page)
}

/// A count, and the list that shows it where a list does.
fn cell(count: usize, facet: Facet, id: &str, domain: &str) -> CoverageCell {
    // what is for everybody, or everywhere, is no value of a facet
    let is_value = !matches!(id, EVERYBODY | COUNTRY);
    let query = Query::read([(facet.code(), id), (Facet::Domain.code(), domain)]);
    CoverageCell { count, path: (is_value && count > 0).then(|| path("/formations", &query)) }
}

/// `GET /formations/couverture.csv`
async fn as_csv(visit: Visit) -> Response {
    let open = open_coverage(&visit.app);
    let mut table = Csv::new(&["date", "licence", "metier", "domaine", "region", "formations", "diplomantes", "ects", "heures", "specifiques", "obligatoires"]);
    for row in &open.rows {
        let number = |count: usize| Cell::Text(count.to_string().into());
        let text = |text: &str| Cell::text(text.to_owned());
        let counts = [row.offers, row.diploma, row.ects, row.hours, row.specific, row.mandatory].map(number);
        let names = [&open.date, open.licence, &row.trade, &row.domain, &row.region].map(text);
        table.row(&names.into_iter().chain(counts).collect::<Vec<_>>());
    }
    open_data(taken::file(taken::CSV, &format!("couverture-{}.csv", open.date), table.finish()))
}

/// `GET /formations/couverture.json`
async fn as_json(visit: Visit) -> Response {
    let text = serde_json::to_string(&open_coverage(&visit.app)).unwrap_or_default();
    open_data(([(CONTENT_TYPE, "application/json")], text).into_response())
}

/// Open data may be read by pages of any site.
pub(super) fn open_data(mut response: Response) -> Response {
    response.headers_mut().insert(HeaderName::from_static("access-control-allow-origin"), HeaderValue::from_static("*"));
    response
}
