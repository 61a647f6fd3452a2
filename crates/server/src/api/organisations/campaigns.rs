//! Campaigns of an organisation, and who takes part in them.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use domain::access::ReadResults;
use domain::campaign::{Calendar, Phase};
use domain::refusal::Refusal;
use serde::Serialize;
use store::campaigns::{self as rows, Campaign};
use store::participants::Participant;
use store::participations;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{ApiError, Problem};
use super::learners::Part;
use super::{Desk, day, named};
use crate::service::Failure;
use crate::service::campaign::roll;

/// Campaigns listed at the most.
const LISTED: i64 = 1000;

/// The campaigns of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CampaignsReply {
    /// The newest first, a thousand at the most.
    campaigns: Vec<CampaignReply>,
}

/// An assessment that an organisation offers to its people.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CampaignReply {
    /// Its name here.
    id: Uuid,
    /// By which people join.
    code: String,
    /// As people see it.
    title: String,
    /// `draft`, `planned`, `open` or `over`.
    phase: &'static str,
    /// Whether nobody is asked who they are.
    is_anonymous: bool,
    /// For whom: `everybody`, `groups` or `open`.
    audience: String,
    /// The level to reach.
    target: String,
    /// Codes of what is assessed; empty for everything.
    competences: Vec<String>,
    /// From when on, microseconds UTC; absent for a draft.
    opens_at: Option<i64>,
    /// Until when, microseconds UTC.
    closes_at: Option<i64>,
    /// When somebody closed it, microseconds UTC.
    closed_at: Option<i64>,
    /// How many people began.
    began: i64,
    /// How many of these finished.
    finished: i64,
    /// The one it is compared with.
    previous: Option<Uuid>,
}

/// A part of the participants of a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ParticipantsReply {
    /// Those it is for and those who took part, by name.
    participants: Vec<ParticipantReply>,
    /// What to send as `after` for those that follow; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Uuid>,
}

/// How far somebody has come in a campaign. Of their result there is nothing here.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ParticipantReply {
    /// Who, as the organisation lists them.
    learner: Uuid,
    /// Given names.
    given_name: String,
    /// The name they use.
    family_name: String,
    /// What the organisation calls them.
    external_id: Option<String>,
    /// Code of the trade.
    trade: Option<String>,
    /// Their unit now.
    unit: Option<Uuid>,
    /// When they left, `YYYY-MM-DD`.
    left_on: Option<String>,
    /// `not-begun`, `begun` or `finished`.
    progress: &'static str,
    /// How often they began.
    sittings: i64,
    /// When they first began, microseconds UTC.
    began_at: Option<i64>,
    /// When they last finished, microseconds UTC.
    finished_at: Option<i64>,
    /// Since when they show their result to the organisation, microseconds UTC.
    shared_at: Option<i64>,
}

impl From<Participant> for ParticipantReply {
    fn from(one: Participant) -> Self {
        Self {
            learner: one.learner_id,
            given_name: one.given_name,
            family_name: one.family_name,
            external_id: one.external_id,
            trade: one.trade,
            unit: one.unit_id,
            left_on: one.left_on.map(day),
            progress: match (one.finished_at, one.began_at) {
                (Some(_), _) => "finished",
                (None, Some(_)) => "begun",
                (None, None) => "not-begun",
            },
            sittings: one.sittings,
            began_at: one.began_at,
            finished_at: one.finished_at,
            shared_at: one.shared_at,
        }
    }
}

fn reply(row: Campaign, now: i64, (began, finished): (i64, i64)) -> CampaignReply {
    let calendar = Calendar { opens_at: row.opens_at, closes_at: row.closes_at, closed_at: row.closed_at };
    CampaignReply {
        id: row.id,
        code: row.code,
        title: row.title,
        phase: match calendar.phase(now) {
            Phase::Draft => "draft",
            Phase::Planned => "planned",
            Phase::Open => "open",
            Phase::Over => "over",
        },
        is_anonymous: row.is_anonymous != 0,
        audience: row.audience,
        target: row.target,
        competences: row.competences.split_whitespace().map(str::to_owned).collect(),
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        closed_at: row.closed_at,
        began,
        finished,
        previous: row.previous_id,
    }
}

/// The campaigns of an organisation.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/campaigns", params(("organisation" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = CampaignsReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn campaigns(desk: Desk) -> Result<Json<CampaignsReply>, ApiError> {
    let (id, app) = (desk.organisation.id, &desk.caller.app);
    let found = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, Failure>((rows::of_organisation(tx, id, LISTED).await?, participations::counts(tx, id).await?)) }));
    let (campaigns, counts) = found.await.map_err(|e| desk.error(e))?;
    let now = app.clock.now();
    let counted = |id: Uuid| counts.iter().find(|(of, ..)| *of == id).map_or((0, 0), |(_, began, finished)| (*began, *finished));
    let campaigns = campaigns.into_iter().map(|row| (counted(row.id), row)).map(|(counts, row)| reply(row, now, counts)).collect();
    Ok(Json(CampaignsReply { campaigns }))
}

/// One campaign.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/campaigns/{campaign}", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("campaign" = Uuid, Path)),
    responses((status = 200, body = CampaignReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn campaign(desk: Desk, Path((_, campaign)): Path<(String, String)>) -> Result<Json<CampaignReply>, ApiError> {
    let (id, own, app) = (named(&desk, &campaign)?, desk.organisation.id, &desk.caller.app);
    let found = app.store.read(move |tx| {
        Box::pin(async move {
            let row = rows::load(tx, id).await?.filter(|row| row.organisation_id == own).ok_or(Refusal::NotFound)?;
            Ok::<_, Failure>((row, participations::counts_of(tx, id).await?))
        })
    });
    let (row, counts) = found.await.map_err(|e| desk.error(e))?;
    Ok(Json(reply(row, app.clock.now(), counts)))
}

/// Who takes part in a campaign with names, and how far they have come; a part at a time.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/campaigns/{campaign}/participants", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("campaign" = Uuid, Path),
        ("after" = Option<Uuid>, Query, description = "The `next` of the part before."),
        ("limit" = Option<u16>, Query, description = "1 to 500; 100 when absent.")),
    responses((status = 200, body = ParticipantsReply), (status = "4XX", body = Problem, description = "`not-found` also where nobody is asked who they are")))]
pub(in crate::api) async fn participants(
    desk: Desk,
    Path((_, campaign)): Path<(String, String)>,
    query: Result<Query<Part>, QueryRejection>,
) -> Result<Json<ParticipantsReply>, ApiError> {
    let (id, (after, limit)) = (named(&desk, &campaign)?, Part::of(&desk, query)?);
    let proof = desk.may::<ReadResults>()?;
    let mut list = roll(&desk.caller.app, &proof, id).await.map_err(|e| desk.error(e))?;
    if let Some(after) = after {
        list = list.behind(after).await.map_err(|e| desk.error(e))?;
    }
    let part = list.part(i64::from(limit)).await.map_err(|e| desk.error(e))?.unwrap_or_default();
    let next = part.last().filter(|_| part.len() == usize::from(limit)).map(|last| last.learner_id);
    Ok(Json(ParticipantsReply { participants: part.into_iter().map(ParticipantReply::from).collect(), next }))
}
