//! The campaigns of an organisation as a list, and the participants of one.

use axum::extract::Path;
use axum::response::Response;
use domain::access::RunCampaigns;
use domain::campaign::{Code, Phase};
use domain::text::fold;
use serde::Deserialize;
use store::participants::Filter;
use uuid::Uuid;

use super::{Named, path_of};
use crate::service::campaign;
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::steer::Office;
use crate::web::view::listing::Listing;
use crate::web::view::steer::campaigns::{CampaignRow, CampaignsPage, ParticipantRow, ParticipantsPage, Tick};

/// What a list is narrowed to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrow {
    q: String,
    etat: String,
    avancement: String,
    service: String,
    tri: String,
    page: String,
}

/// `GET /pilotage/{organisation}/campagnes`
pub(super) async fn campaigns(office: Office, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let listed = campaign::list(&visit.app, &office.proof).await.or_page(visit)?;
    let (all, now, words) = (listed.len(), visit.app.clock.now(), fold(&narrow.q));
    let phase = Phase::ALL.into_iter().find(|phase| phase.code() == narrow.etat);
    let rows = listed
        .into_iter()
        .map(|listed| (campaign::calendar(&listed.campaign).phase(now), listed))
        .filter(|(at, listed)| phase.is_none_or(|phase| phase == *at) && (words.is_empty() || listed.campaign.search.contains(&words)))
        .map(|(phase, listed)| CampaignRow {
            path: path_of(&office, listed.campaign.id),
            code: Code::parse(&listed.campaign.code).map_or_else(|| listed.campaign.code.clone(), |code| code.to_string()),
            phase: phase.code(),
            opens_at: listed.campaign.opens_at,
            ends_at: campaign::calendar(&listed.campaign).ends_at(),
            is_anonymous: listed.campaign.is_anonymous != 0,
            title: listed.campaign.title,
            began: listed.began,
            finished: listed.finished,
        })
        .collect();
    visit.page(&CampaignsPage {
        frame: office.frame("campaigns"),
        path: office.path("/campagnes"),
        runs: office.has::<RunCampaigns>(),
        words: narrow.q,
        phase: phase.map(|phase| phase.code().to_owned()).unwrap_or_default(),
        rows,
        all,
    })
}

/// `GET …/campagnes/{campaign}/participants`
pub(super) async fn participants(office: Office, Path(named): Path<Named>, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let id = named.id(&office)?;
    let filter = Filter {
        progress: ["finished", "begun", "not-begun", "not-finished", "shared"]
            .into_iter()
            .find(|word| *word == narrow.avancement)
            .unwrap_or_default()
            .to_owned(),
        unit: Uuid::try_parse(&narrow.service).ok(),
        pattern: campaign::pattern(&narrow.q.chars().take(200).collect::<String>()),
        by_name: narrow.tri != "avancement",
    };
    let page = campaign::Page { filter: filter.clone(), number: narrow.page.parse().unwrap_or(1) };
    let found = campaign::participants(&visit.app, &office.proof, id, page).await.or_page(visit)?;
    let path = path_of(&office, id);
    let order = if filter.by_name { "nom" } else { "avancement" };
    let query = |page: usize| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let said = [("q", narrow.q.as_str()), ("avancement", filter.progress.as_str()), ("service", narrow.service.as_str()), ("tri", order)];
        query.extend_pairs(said.into_iter().filter(|(_, value)| !value.is_empty()));
        format!("{path}/participants?{}", query.append_pair("page", &page.to_string()).finish())
    };
    let trade = |code: &str| visit.app.people.trades.iter().find(|trade| trade.id == code).map(|trade| names::named(trade, visit.lang));
    let rows = found.rows.into_iter().map(|row| ParticipantRow {
        path: office.path(&format!("/personnes/{}", row.learner_id)),
        name: format!("{} {}", row.family_name, row.given_name),
        number: row.external_id,
        trade: row.trade.as_deref().and_then(trade),
        unit: row.unit_id.and_then(|id| found.units.iter().find(|unit| unit.id == id).map(|unit| unit.name.clone())),
        progress: match (row.finished_at, row.began_at) {
            (Some(_), _) => "finished",
            (None, Some(_)) => "begun",
            (None, None) => "not-begun",
        },
        at: row.finished_at.or(row.began_at),
        sittings: row.sittings,
        is_shown: row.shared_at.is_some(),
        has_left: row.left_on.is_some(),
        has_address: row.has_address,
    });
    visit.page(&ParticipantsPage {
        frame: office.frame("campaigns"),
        title: found.campaign.title.clone(),
        progress: filter.progress.clone(),
        units: found.units.iter().map(|unit| Tick { id: unit.id.to_string(), name: unit.name.clone(), is_chosen: filter.unit == Some(unit.id) }).collect(),
        order,
        rows: rows.collect(),
        listing: Listing::new(narrow.q.clone(), found.total as usize, found.number as usize, found.pages as usize, query),
        all: found.all,
        path,
    })
}
