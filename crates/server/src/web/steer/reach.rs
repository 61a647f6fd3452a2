//! Equal access: who is reached, and where to begin.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::access::{GovernOrganisation, ReadResults};
use domain::equity::{Equity, Standing};

use super::Office;
use crate::app::App;
use crate::service::steering::{reach, reach_of_group};
use crate::web::guard::{OrPage, PageError};
use crate::web::names::named;
use crate::web::view::steer::reach::{EquityView, GroupRow, ReachPage};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/pilotage/{organisation}/acces", get(show))
}

/// `GET /pilotage/{organisation}/acces`
async fn show(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let found = reach(&visit.app, &office.may::<ReadResults>()?).await.or_page(visit)?;
    let establishments = match office.may::<GovernOrganisation>() {
        Ok(proof) => Some(reach_of_group(&visit.app, &proof).await.or_page(visit)?).filter(|of| of.groups.len() > 1),
        Err(_) => None,
    };
    let unit = str::to_owned;
    let trades = &visit.app.people.trades;
    let trade = |key: &str| match trades.iter().find(|trade| trade.id == key) {
        Some(trade) => named(trade, visit.lang),
        None => key.to_owned(),
    };
    visit.page(&ReachPage {
        frame: office.frame("results"),
        people: found.units.groups.iter().map(|one| one.group.people).sum(),
        reached: found.units.groups.iter().map(|one| one.group.reached).sum(),
        all: found.units.all.value,
        establishments: establishments.map(|of| view(&of, unit)),
        units: view(&found.units, unit),
        trades: view(&found.trades, trade),
    })
}

fn view(found: &Equity, name: impl Fn(&str) -> String) -> EquityView {
    let row = |one: &Standing| GroupRow {
        name: name(&one.group.key),
        people: one.group.people,
        reached: one.group.reached,
        missing: one.group.people.saturating_sub(one.group.reached),
        share: one.share.value,
        low: one.share.low,
        high: one.share.high,
        is_behind: one.is_behind,
    };
    EquityView { index: found.index, all: found.all.value, groups: found.groups.iter().map(row).collect() }
}
