//! The budget of a campaign: hours and costs of training those who need it, from what its results show and what the reader enters.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::access::ReadResults;
use domain::budget::{Budget, Costs, Range, Subject, budget};
use domain::refusal::Refusal;
use domain::steering::{Picture, Whom};
use uuid::Uuid;

use super::Office;
use crate::app::App;
use crate::service::steering::{of_campaign, people};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::steer::budget::{BudgetPage, RangeView, SubjectRow};

/// Largest number taken in any field.
const LARGEST: f64 = 1_000_000.0;
/// People in a group, when nothing else is said.
const GROUP: f64 = 12.0;
/// How sure the intervals are.
const SURE: f64 = 0.95;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/pilotage/{organisation}/campagnes/{campaign}/budget", get(show))
}

/// A number of the query, as French and English write it; `None` where none was given or it is none.
fn number(fields: &[(String, String)], name: &str) -> Option<f64> {
    let typed = fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.trim().replace(',', "."))?;
    typed.parse().ok().filter(|number: &f64| (0.0..=LARGEST).contains(number))
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/budget`: the fields are the query, so that a calculation can be kept and sent.
async fn show(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let campaign: Uuid = campaign.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let proof = office.may::<ReadResults>()?;
    let results = of_campaign(&visit.app.store, &proof, campaign).await.or_page(visit)?;
    let listed = people(&visit.app, &proof).await.or_page(visit)?;
    let query = visit.path.split_once('?').map_or("", |(_, query)| query);
    let fields: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let concerned = number(&fields, "effectif").unwrap_or_else(|| f64::from(listed));
    let group = number(&fields, "groupe").filter(|group| *group >= 1.0).unwrap_or(GROUP);
    let (away, taught) = (number(&fields, "heure"), number(&fields, "formation"));
    let costs = Costs { hour_away: away.unwrap_or(0.0), hour_taught: taught.unwrap_or(0.0), group };
    let current = visit.app.editions.current();
    let framework = &current.edition.framework;
    let picture = results.of(&Whom::Everybody).map(|sums| Picture::of(sums, framework));
    let mut total = Budget::NOTHING;
    let mut subjects = Vec::new();
    for level in picture.iter().flat_map(|picture| &picture.domains) {
        let Some(domain) = framework.domains.iter().find(|domain| domain.code == level.code) else { continue };
        let below = level.below(results.target);
        let (low, high) = below.interval(SURE);
        let field = format!("heures-{}", domain.slug);
        let hours = number(&fields, &field).unwrap_or_else(|| f64::from(domain.hours));
        let need = Range { low: concerned * low, middle: concerned * below.value, high: concerned * high };
        let found = budget(Subject { people: need, hours }, costs);
        total = total.plus(found);
        subjects.push(SubjectRow {
            name: names::short(domain, visit.lang),
            field,
            hours,
            share: below.value,
            share_low: low,
            share_high: high,
            people: view(need),
            away: view(found.hours),
            taught: view(found.taught),
        });
    }
    visit.page(&BudgetPage {
        frame: office.frame("results"),
        back: office.path(&format!("/campagnes/{campaign}/resultats")),
        campaign: results.campaign.title.clone(),
        target: results.target.as_str(),
        results: results.of(&Whom::Everybody).map_or(0, |sums| sums.people),
        people: concerned,
        group,
        hour_away: away,
        hour_taught: taught,
        subjects,
        away: view(total.hours),
        taught: view(total.taught),
        cost: (away.is_some() || taught.is_some()).then(|| view(total.total())),
    })
}

fn view(range: Range) -> RangeView {
    RangeView { low: range.low.round(), middle: range.middle.round(), high: range.high.round() }
}
