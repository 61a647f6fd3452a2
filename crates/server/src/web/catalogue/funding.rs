//! `/formations/financement`, who pays; `/a-qui-demander`, who to ask.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::catalogue::funding::{Payer, STATUSES, payers};
use domain::catalogue::query::{Facet, Query};
use serde::Deserialize;

use super::card::card;
use super::list::path;
use super::words;
use crate::app::App;
use crate::web::form::Asked;
use crate::web::guard::PageError;
use crate::web::names;
use crate::web::view::catalogue::funding::{ContactView, ContactsPage, FundingPage, Matching, PayerView, Picked};
use crate::web::view::catalogue::offer::SourceView;
use crate::web::visit::Visit;
use domain::item::Source;

/// Offers shown as examples.
const EXAMPLES: usize = 3;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations/financement", get(show)).route("/a-qui-demander", get(contacts))
}

/// What somebody says of themselves.
#[derive(Debug, Clone, Default, Deserialize)]
struct Situation {
    #[serde(default)]
    statut: String,
    #[serde(default)]
    metier: String,
    #[serde(default)]
    region: String,
}

/// `GET /formations/financement`
async fn show(visit: Visit, Asked(situation): Asked<Situation>) -> Result<Response, PageError> {
    let people = &visit.app.people;
    let status = STATUSES.into_iter().find(|status| *status == situation.statut);
    let trade = people.trades.iter().map(|one| one.id.as_str()).find(|id| *id == situation.metier);
    let region = people.regions.iter().map(|one| one.id.as_str()).find(|id| *id == situation.region);
    let found = status.map(|status| payers(&visit.app.library.payers, status, trade)).unwrap_or_default();
    let trades =
        people.trades.iter().map(|one| Picked { value: one.id.clone(), name: names::named(one, visit.lang), is_chosen: Some(one.id.as_str()) == trade });
    let regions =
        people.regions.iter().map(|one| Picked { value: one.id.clone(), name: names::named(one, visit.lang), is_chosen: Some(one.id.as_str()) == region });
    let page = FundingPage {
        statuses: STATUSES.to_vec(),
        status,
        trades: trades.collect(),
        regions: regions.collect(),
        payers: found.into_iter().map(|payer| view(&visit, payer, trade, region)).collect(),
        free: status.map(|_| matching(&visit, &["free"], trade, region)),
        base: visit.app.config.base_url.clone(),
        content_lang: "fr",
    };
    visit.page(&page)
}

fn view(visit: &Visit, payer: &Payer, trade: Option<&str>, region: Option<&str>) -> PayerView {
    let codes: Vec<&str> = payer.funding.iter().map(|one| one.code()).collect();
    PayerView {
        id: payer.id.clone(),
        name: payer.name.clone(),
        pays: payer.pays.clone(),
        how: payer.how.clone(),
        when: payer.when.clone(),
        but: payer.but.clone(),
        unconfirmed: payer.unconfirmed.clone(),
        url: payer.url.clone(),
        sources: payer.sources.iter().map(|one| source(visit, one)).collect(),
        offers: (!codes.is_empty()).then(|| matching(visit, &codes, trade, region)),
    }
}

/// Offers that say so, for this trade, in this region.
fn matching(visit: &Visit, funding: &[&str], trade: Option<&str>, region: Option<&str>) -> Matching {
    let chosen = funding.iter().map(|code| (Facet::Funding, *code)).chain(trade.map(|id| (Facet::Trade, id))).chain(region.map(|id| (Facet::Region, id)));
    let query = Query::read(chosen.map(|(facet, value)| (facet.code(), value)));
    let shelf = visit.app.shelf();
    let found = shelf.find(&query);
    let current = found.places.iter().filter_map(|place| shelf.at(*place)).filter(|entry| !entry.is_over(shelf.today()));
    Matching { count: found.places.len(), path: path("/formations", &query), examples: current.take(EXAMPLES).map(|entry| card(visit, entry)).collect() }
}

fn source(visit: &Visit, source: &Source) -> SourceView {
    SourceView {
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        date: words::date(visit, &source.date),
        checked: words::date(visit, &source.checked),
        url: source.url.clone(),
    }
}

/// `GET /a-qui-demander`
async fn contacts(visit: Visit) -> Result<Response, PageError> {
    let contact = |contact: &domain::catalogue::funding::Contact| ContactView {
        id: contact.id.clone(),
        question: contact.question.clone(),
        who: contact.who.clone(),
        answer: contact.answer.clone(),
        words: contact.words.clone(),
        url: contact.url.clone(),
        sources: contact.sources.iter().map(|one| source(&visit, one)).collect(),
    };
    let contacts = visit.app.library.contacts.iter().map(contact).collect();
    visit.page(&ContactsPage { contacts, base: visit.app.config.base_url.clone(), content_lang: "fr" })
}
