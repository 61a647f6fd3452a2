//! Campaigns, as the organisation runs them.

mod form;
mod list;

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::access::RunCampaigns;
use domain::campaign::{Audience, Code, Phase};
use domain::refusal::Refusal;
use domain::session::Scope;
use serde::Deserialize;
use uuid::Uuid;

use super::Office;
use super::joining::assessed;
use crate::app::App;
use crate::service::campaign::{self, Board};
use crate::web::guard::{OrPage, PageError};
use crate::web::view::steer::campaigns::{BoardPage, CampaignActPage, UnitRow};

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/campagnes", get(list::campaigns))
        .route("/pilotage/{organisation}/campagnes/nouvelle", get(form::new).post(form::create))
        .route("/pilotage/{organisation}/campagnes/{campaign}", get(board))
        .route("/pilotage/{organisation}/campagnes/{campaign}/modifier", get(form::edit).post(form::save))
        .route("/pilotage/{organisation}/campagnes/{campaign}/ouvrir", get(to_board).post(open))
        .route("/pilotage/{organisation}/campagnes/{campaign}/fermer", get(confirm_close).post(close))
        .route("/pilotage/{organisation}/campagnes/{campaign}/supprimer", get(confirm_delete).post(delete))
        .route("/pilotage/{organisation}/campagnes/{campaign}/participants", get(list::participants))
}

/// What a path of a campaign names besides the organisation.
#[derive(Debug, Deserialize)]
struct Named {
    campaign: String,
}

impl Named {
    /// The campaign; what is no identifier is no campaign.
    fn id(&self, office: &Office) -> Result<Uuid, PageError> {
        Uuid::try_parse(&self.campaign).map_err(|_| PageError::new(&office.visit, Refusal::NotFound))
    }
}

fn path_of(office: &Office, id: Uuid) -> String {
    office.path(&format!("/campagnes/{id}"))
}

/// `GET …/campagnes/{campaign}`: the wall-chart.
async fn board(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let board = campaign::board(&office.visit.app, &office.proof, named.id(&office)?).await.or_page(&office.visit)?;
    office.visit.page(&board_page(&office, &board))
}

fn board_page(office: &Office, board: &Board) -> BoardPage {
    let visit = &office.visit;
    let (campaign, path) = (&board.campaign, path_of(office, board.campaign.id));
    let edition = visit.app.editions.current().edition;
    let scope = Scope::of(&edition.framework, domain::campaign::codes(&campaign.competences));
    let limits = scope.limits(&edition);
    let is_anonymous = campaign.is_anonymous != 0;
    let name = |id: &Uuid| board.all_units.iter().find(|unit| unit.id == *id).map(|unit| unit.name.clone());
    let cohort = |id: &Uuid| board.all_cohorts.iter().find(|cohort| cohort.id == *id).map(|cohort| cohort.name.clone());
    let mut rows: Vec<UnitRow> = board
        .by_unit
        .iter()
        .map(|progress| UnitRow {
            name: progress.unit_id.as_ref().and_then(name),
            path: progress.unit_id.filter(|_| !is_anonymous).map(|id| format!("{path}/participants?service={id}&avancement=not-finished")),
            expected: progress.expected,
            began: progress.began,
            finished: progress.finished,
        })
        .collect();
    // where there is most to do comes first
    let share = |row: &UnitRow| if row.expected == 0 { 1.0 } else { row.finished as f64 / row.expected as f64 };
    rows.sort_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| b.expected.cmp(&a.expected)).then_with(|| a.name.cmp(&b.name)));
    let code = Code::parse(&campaign.code).map_or_else(|| campaign.code.clone(), |code| code.to_string());
    BoardPage {
        frame: office.frame("campaigns"),
        results: format!("{path}/resultats"),
        copy: office.path(&format!("/campagnes/nouvelle?copie={}", campaign.id)),
        runs: office.has::<RunCampaigns>(),
        title: campaign.title.clone(),
        code,
        link: format!("{}/campagne/{}", visit.app.config.base_url, campaign.code),
        phase: campaign::calendar(campaign).phase(visit.app.clock.now()).code(),
        opens_at: campaign.opens_at,
        ends_at: campaign::calendar(campaign).ends_at(),
        is_anonymous,
        audience: Audience::parse(&campaign.audience).unwrap_or_default().code(),
        groups: board.units.iter().filter_map(name).chain(board.cohorts.iter().filter_map(cohort)).collect(),
        assessed: assessed(visit, &edition.framework, &scope),
        questions: limits.longest + limits.tried_out,
        minutes: limits.seconds.div_ceil(60),
        sittings: campaign.sittings,
        reminds: campaign.reminds != 0,
        mails: board.mails,
        expected: board.expected,
        began: board.began,
        finished: board.finished,
        rows,
        days: board.by_day.iter().map(|(day, begun, finished)| (day * 86_400_000_000, *begun, *finished)).collect(),
        now: visit.app.clock.now(),
        content_lang: "fr",
        path,
    }
}

/// A reload of an act that was refused.
async fn to_board(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    Ok(Redirect::to(&path_of(&office, named.id(&office)?)).into_response())
}

/// `POST …/ouvrir`
async fn open(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (id, proof) = (named.id(&office)?, office.may::<RunCampaigns>()?);
    campaign::open(&office.visit.app, &proof, id, &office.visit.origin()).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&path_of(&office, id), "notice-campaign-opened"))
}

async fn confirm(office: &Office, named: &Named, act: &'static str, verb: &str) -> Result<Response, PageError> {
    let board = campaign::board(&office.visit.app, &office.proof, named.id(office)?).await.or_page(&office.visit)?;
    let back = path_of(office, board.campaign.id);
    let phase = campaign::calendar(&board.campaign).phase(office.visit.app.clock.now());
    let is_possible = if act == "close" { phase == Phase::Open } else { board.began == 0 };
    if !is_possible {
        return Ok(Redirect::to(&back).into_response());
    }
    office.visit.page(&CampaignActPage {
        frame: office.frame("campaigns"),
        act,
        action: format!("{back}/{verb}"),
        back,
        title: board.campaign.title,
        under_way: board.began - board.finished,
    })
}

/// `GET …/fermer`
async fn confirm_close(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    office.may::<RunCampaigns>()?;
    confirm(&office, &named, "close", "fermer").await
}

/// `POST …/fermer`
async fn close(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (id, proof) = (named.id(&office)?, office.may::<RunCampaigns>()?);
    campaign::close(&office.visit.app, &proof, id, &office.visit.origin()).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&path_of(&office, id), "notice-campaign-closed"))
}

/// `GET …/supprimer`
async fn confirm_delete(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    office.may::<RunCampaigns>()?;
    confirm(&office, &named, "delete", "supprimer").await
}

/// `POST …/supprimer`
async fn delete(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (id, proof) = (named.id(&office)?, office.may::<RunCampaigns>()?);
    campaign::delete(&office.visit.app, &proof, id).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path("/campagnes"), "notice-deleted"))
}
