//! What results add up to.

mod report;
mod rows;

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::access::{ReadResults, RunCampaigns};
use domain::campaign::{Calendar, Phase};
use domain::privacy::SMALLEST;
use domain::refusal::Refusal;
use domain::steering::{Picture, Whom};
use serde::Deserialize;
use store::campaigns::Campaign;
use uuid::Uuid;

use self::rows::Names;
use super::Office;
use crate::app::App;
use crate::service::steering::{self, CampaignResults};
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::steer::results::{
    CampaignRow, GroupPage, GroupsPage, OverviewPage, Place, QuestionsPage, SharedListPage, SharedResultPage, SharedRow, ShowNowPage, Standing,
};

/// Needs that are named.
const NEEDS: usize = 8;
/// Questions on a page.
const QUESTIONS: usize = 20;
/// People on a page.
const PEOPLE: usize = 100;
/// A month, as far as periods go.
const MONTH: i64 = 30 * 24 * 3600 * 1_000_000;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/resultats", get(overview))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats", get(everybody))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/services", get(units))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/metiers", get(trades))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/services/{unit}", get(unit))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/metiers/{trade}", get(trade))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/montrer", get(price).post(show_now))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/partages", get(shared))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats/partages/{participation}", get(shared_result))
        .route("/pilotage/{organisation}/campagnes/{campaign}/questions", get(questions))
        .route("/pilotage/{organisation}/campagnes/{campaign}/resultats.pdf", get(report::print))
}

/// What is asked of a page: how to sort, which page, which period.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    tri: String,
    page: String,
    periode: String,
}

/// What a path names besides the organisation.
#[derive(Debug, Deserialize)]
struct Named {
    campaign: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    trade: String,
    #[serde(default)]
    participation: String,
}

impl Named {
    /// The campaign; what is no identifier is no campaign.
    fn id(&self, office: &Office) -> Result<Uuid, PageError> {
        Uuid::try_parse(&self.campaign).map_err(|_| PageError::new(&office.visit, Refusal::NotFound))
    }
}

/// A unit or a trade: nobody's is written as a stroke.
fn label(named: &str) -> String {
    if named == rows::NOBODYS { String::new() } else { named.to_owned() }
}

async fn read(office: &Office, named: &Named) -> Result<CampaignResults, PageError> {
    let proof = office.may::<ReadResults>()?;
    steering::of_campaign(&office.visit.app.store, &proof, named.id(office)?).await.or_page(&office.visit)
}

fn place(office: &Office, campaign: &Campaign, here: &'static str) -> Place {
    Place { campaign: campaign.id.to_string(), title: campaign.title.clone(), path: office.path(&format!("/campagnes/{}", campaign.id)), here }
}

fn is_over(office: &Office, campaign: &Campaign) -> bool {
    let calendar = Calendar { opens_at: campaign.opens_at, closes_at: campaign.closes_at, closed_at: campaign.closed_at };
    calendar.phase(office.visit.app.clock.now()) == Phase::Over
}

/// `GET …/campagnes/{campaign}/resultats`
async fn everybody(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    group(&office, &named, Whom::Everybody, "all").await
}

/// `GET …/campagnes/{campaign}/resultats/services/{unit}`
async fn unit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    group(&office, &named, Whom::Unit(label(&named.unit)), "unit").await
}

/// `GET …/campagnes/{campaign}/resultats/metiers/{trade}`
async fn trade(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    group(&office, &named, Whom::Trade(label(&named.trade)), "trade").await
}

/// How much of what there is is shown.
fn standing(office: &Office, found: &CampaignResults) -> Standing {
    let counts = found.counts;
    let waiting = counts.finished - counts.released;
    Standing {
        finished: counts.finished,
        shown: counts.released,
        waiting,
        last: found.releases.last().map(|past| past.at),
        is_over: is_over(office, &found.campaign),
        shared: counts.shared,
        may_show: waiting >= i64::from(SMALLEST) && office.has::<RunCampaigns>(),
    }
}

async fn group(office: &Office, named: &Named, whom: Whom, here: &'static str) -> Result<Response, PageError> {
    let found = read(office, named).await?;
    let place = place(office, &found.campaign, here);
    let current = office.visit.app.editions.current();
    let (framework, interval) = (&current.edition.framework, current.edition.blueprint.reporting.interval);
    let names = Names { visit: &office.visit, units: &found.units, path: &place.path, framework, interval };
    let who = names.who(&whom).ok_or_else(|| PageError::new(&office.visit, Refusal::NotFound))?;
    let picture = found.of(&whom).map(|sums| Picture::of(sums, framework));
    let groups: Vec<_> = if whom == Whom::Everybody { found.groups.clone() } else { found.groups.iter().filter(|group| group.whom == whom).cloned().collect() };
    let needs = domain::steering::needs(&groups, framework, found.target, interval);
    office.visit.page(&GroupPage {
        frame: office.frame("campaigns"),
        people: picture.as_ref().map_or(0, |picture| picture.people),
        target: names::level(found.target),
        domains: picture.as_ref().map(|picture| names.domains(picture, found.target)).unwrap_or_default(),
        needs: names.needs(&needs, NEEDS),
        changes: names.changes(&found, &whom),
        standing: standing(office, &found),
        interval,
        who,
        place,
    })
}

/// `GET …/campagnes/{campaign}/resultats/services`
async fn units(office: Office, Path(named): Path<Named>, Asked(asked): Asked<Query>) -> Result<Response, PageError> {
    groups(&office, &named, &asked, "unit").await
}

/// `GET …/campagnes/{campaign}/resultats/metiers`
async fn trades(office: Office, Path(named): Path<Named>, Asked(asked): Asked<Query>) -> Result<Response, PageError> {
    groups(&office, &named, &asked, "trade").await
}

async fn groups(office: &Office, named: &Named, asked: &Query, here: &'static str) -> Result<Response, PageError> {
    let found = read(office, named).await?;
    let place = place(office, &found.campaign, here);
    let current = office.visit.app.editions.current();
    let framework = &current.edition.framework;
    let names = Names { visit: &office.visit, units: &found.units, path: &place.path, framework, interval: current.edition.blueprint.reporting.interval };
    let is_shown = |whom: &Whom| matches!((whom, here), (Whom::Unit(_), "unit") | (Whom::Trade(_), "trade"));
    let all = found.groups.iter().filter(|group| group.whom == Whom::Everybody);
    let mut parts: Vec<_> =
        found.groups.iter().filter(|group| is_shown(&group.whom)).map(|group| names.group(&group.whom, &group.sums, found.target)).collect();
    let told: i64 = parts.iter().map(|row| row.people).sum();
    let mut rows: Vec<_> = all.map(|group| names.group(&group.whom, &group.sums, found.target)).collect();
    let unsaid = rows.first().map_or(0, |all| all.people - told);
    let sorted = rows::sort(&mut parts, &asked.tri, framework.domains.len());
    rows.extend(parts);
    let domains = framework.domains.iter().map(|domain| names::short(domain, office.visit.lang)).collect();
    office.visit.page(&GroupsPage { frame: office.frame("campaigns"), target: names::level(found.target), domains, sorted, rows, unsaid, place })
}

/// `GET …/campagnes/{campaign}/questions`
async fn questions(office: Office, Path(named): Path<Named>, Asked(asked): Asked<Query>) -> Result<Response, PageError> {
    let proof = office.may::<ReadResults>()?;
    let wanted = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 1_000);
    let from = (wanted - 1) * QUESTIONS;
    let (campaign, found, total) = steering::questions(&office.visit.app, &proof, named.id(&office)?, from, QUESTIONS).await.or_page(&office.visit)?;
    let current = office.visit.app.editions.current();
    let rows = found.into_iter().map(|question| rows::question(&office.visit, &current.edition.framework, question)).collect();
    let place = place(&office, &campaign, "questions");
    office.visit.page(&QuestionsPage { frame: office.frame("campaigns"), place, rows, total, page: wanted, pages: total.div_ceil(QUESTIONS).max(1) })
}

/// `GET …/campagnes/{campaign}/resultats/partages`: who shows theirs.
async fn shared(office: Office, Path(named): Path<Named>, Asked(asked): Asked<Query>) -> Result<Response, PageError> {
    let proof = office.may::<ReadResults>()?;
    let wanted = asked.page.parse::<usize>().unwrap_or(1).clamp(1, 1_000);
    // one more than is shown says whether there is another page
    let (campaign, mut found) =
        steering::shared(&office.visit.app.store, &proof, named.id(&office)?, (wanted - 1) * PEOPLE, PEOPLE + 1).await.or_page(&office.visit)?;
    let has_more = found.len() > PEOPLE;
    found.truncate(PEOPLE);
    let place = place(&office, &campaign, "shared");
    let row = |one: store::releases::Shared| SharedRow {
        path: format!("{}/resultats/partages/{}", place.path, one.id),
        name: format!("{} {}", one.given_name, one.family_name),
        finished_at: one.finished_at,
    };
    let rows = found.into_iter().map(row).collect();
    office.visit.page(&SharedListPage { frame: office.frame("campaigns"), rows, page: wanted, has_more, place })
}

/// `GET …/campagnes/{campaign}/resultats/partages/{participation}`: what its person's consent page showed them.
async fn shared_result(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (visit, store) = (&office.visit, &office.visit.app.store);
    let proof = office.may::<ReadResults>()?;
    let id = Uuid::try_parse(&named.participation).map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let found = steering::shared_result(store, &proof, named.id(&office)?, id).await.or_page(visit)?;
    let edition = visit.app.editions.get(store, found.edition).await.or_page(visit)?;
    let shown = super::joining::shown(visit, &edition, &found.finished);
    let place = place(&office, &found.campaign, "shared");
    visit.page(&SharedResultPage { frame: office.frame("campaigns"), name: found.name, since: found.since, shown, place })
}

/// `GET …/campagnes/{campaign}/resultats/montrer`: what it costs.
async fn price(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    office.may::<RunCampaigns>()?;
    let found = read(&office, &named).await?;
    let cost = steering::would_cost(&office.visit.app.store, found.campaign.id).await.or_page(&office.visit)?;
    office.visit.page(&ShowNowPage {
        frame: office.frame("campaigns"),
        waiting: cost.whole + cost.without_trade + cost.without_unit + cost.without_both + cost.held,
        whole: cost.whole,
        without_trade: cost.without_trade,
        without_unit: cost.without_unit,
        without_both: cost.without_both,
        held: cost.held,
        is_over: is_over(&office, &found.campaign),
        place: place(&office, &found.campaign, "all"),
    })
}

/// `POST …/campagnes/{campaign}/resultats/montrer`
async fn show_now(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let proof = office.may::<RunCampaigns>()?;
    let id = named.id(&office)?;
    steering::release_now(&office.visit.app, &proof, id, &office.visit.origin()).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path(&format!("/campagnes/{id}/resultats")), "notice-results-released"))
}

/// `GET /pilotage/{organisation}/resultats`
async fn overview(office: Office, Asked(asked): Asked<Query>) -> Result<Response, PageError> {
    let proof = office.may::<ReadResults>()?;
    let (period, since) = match asked.periode.as_str() {
        "all" => ("all", 0),
        "24" => ("24", office.visit.app.clock.now() - 24 * MONTH),
        _ => ("12", office.visit.app.clock.now() - 12 * MONTH),
    };
    let found = steering::of_organisation(&office.visit.app.store, &proof, since).await.or_page(&office.visit)?;
    let current = office.visit.app.editions.current();
    let (framework, interval) = (&current.edition.framework, current.edition.blueprint.reporting.interval);
    let names = Names { visit: &office.visit, units: &found.units, path: "", framework, interval };
    let target = domain::profile::Level::Socle;
    let picture = found.groups.iter().find(|group| group.whom == Whom::Everybody).map(|group| Picture::of(&group.sums, framework));
    let needs = domain::steering::needs(&found.groups, framework, target, interval);
    let trades = found.groups.iter().filter(|group| matches!(group.whom, Whom::Trade(_)));
    let row = |shown: &store::tally::Shown| CampaignRow {
        title: shown.title.clone(),
        opens_at: shown.opens_at,
        people: shown.people,
        path: office.path(&format!("/campagnes/{}/resultats", shown.campaign_id)),
    };
    office.visit.page(&OverviewPage {
        frame: office.frame("results"),
        period,
        people: picture.as_ref().map_or(0, |picture| picture.people),
        domains: picture.as_ref().map(|picture| names.domains(picture, target)).unwrap_or_default(),
        needs: names.needs(&needs, NEEDS),
        trades: trades.map(|group| names.group(&group.whom, &group.sums, target)).collect(),
        children: found.children.iter().filter(|(_, sums)| sums.people > 0).map(|(child, sums)| names.child(child, sums)).collect(),
        campaigns: found.campaigns.iter().filter(|shown| shown.people >= i64::from(SMALLEST)).map(row).collect(),
        interval,
    })
}
