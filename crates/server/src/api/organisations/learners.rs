//! The people an organisation trains.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use domain::access::ManageLearners;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{ApiError, Problem};
use super::{Desk, day, named};
use crate::service::learner::{self, Enrolled};

/// Entries of a page when it is not said how many, and at the most.
const USUAL: u16 = 100;
const LARGEST: u16 = 500;

/// Which part of a list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Part {
    after: Option<Uuid>,
    limit: Option<u16>,
}

impl Part {
    /// From the query of a request: where it goes on, and how many.
    pub(super) fn of(desk: &Desk, query: Result<Query<Self>, QueryRejection>) -> Result<(Option<Uuid>, u16), ApiError> {
        let detailed = |detail: String| ApiError { detail: Some(detail), ..desk.error(Refusal::Malformed) };
        let Query(part) = query.map_err(|e| detailed(e.body_text()))?;
        let limit = part.limit.unwrap_or(USUAL);
        if (1..=LARGEST).contains(&limit) { Ok((part.after, limit)) } else { Err(detailed(format!("limit: 1 to {LARGEST}"))) }
    }
}

/// A part of the learners of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LearnersReply {
    /// By name, those who left too.
    learners: Vec<LearnerReply>,
    /// What to send as `after` for those that follow; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Uuid>,
}

/// Somebody whom an organisation trains, as it knows them. Of their results there is nothing here.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LearnerReply {
    /// Their name here.
    id: Uuid,
    /// Given names.
    given_name: String,
    /// The name they use.
    family_name: String,
    /// `YYYY-MM-DD`.
    birth_date: Option<String>,
    /// Address.
    email: Option<String>,
    /// What the organisation calls them: a student or staff number.
    external_id: Option<String>,
    /// Code of the trade.
    trade: Option<String>,
    /// School or component they come from.
    school: Option<String>,
    /// What they prepare.
    diploma: Option<String>,
    /// Initial, continuing, apprentice…
    regime: Option<String>,
    /// Their unit.
    unit: Option<Uuid>,
    /// Their cohorts.
    cohorts: Vec<Uuid>,
    /// Whether they have said who they are with an account here.
    is_linked: bool,
    /// When they came, `YYYY-MM-DD`.
    arrived_on: Option<String>,
    /// When they left, `YYYY-MM-DD`.
    left_on: Option<String>,
    /// When anything of this last changed, microseconds UTC.
    updated_at: i64,
}

impl From<Enrolled> for LearnerReply {
    fn from(Enrolled { learner, cohorts }: Enrolled) -> Self {
        Self {
            id: learner.id,
            given_name: learner.given_name,
            family_name: learner.family_name,
            birth_date: learner.birth_date,
            email: learner.email,
            external_id: learner.external_id,
            trade: learner.trade,
            school: learner.school,
            diploma: learner.diploma,
            regime: learner.regime,
            unit: learner.unit_id,
            cohorts,
            is_linked: learner.person_id.is_some(),
            arrived_on: learner.arrived_on.map(day),
            left_on: learner.left_on.map(day),
            updated_at: learner.updated_at,
        }
    }
}

/// The learners of an organisation, by name, a part at a time.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/learners", security(("bearer" = [])),
    params(("organisation" = Uuid, Path),
        ("after" = Option<Uuid>, Query, description = "The `next` of the part before."),
        ("limit" = Option<u16>, Query, description = "1 to 500; 100 when absent.")),
    responses((status = 200, body = LearnersReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn learners(desk: Desk, query: Result<Query<Part>, QueryRejection>) -> Result<Json<LearnersReply>, ApiError> {
    let (after, limit) = Part::of(&desk, query)?;
    let proof = desk.may::<ManageLearners>()?;
    let page = learner::roster(&desk.caller.app, &proof, after, i64::from(limit)).await.map_err(|e| desk.error(e))?;
    let next = page.last().filter(|_| page.len() == usize::from(limit)).map(|last| last.learner.id);
    Ok(Json(LearnersReply { learners: page.into_iter().map(LearnerReply::from).collect(), next }))
}

/// One learner.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/learners/{learner}", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("learner" = Uuid, Path)),
    responses((status = 200, body = LearnerReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn learner(desk: Desk, Path((_, learner)): Path<(String, String)>) -> Result<Json<LearnerReply>, ApiError> {
    let id = named(&desk, &learner)?;
    let proof = desk.may::<ManageLearners>()?;
    let found = learner::enrolled_learner(&desk.caller.app, &proof, id).await.map_err(|e| desk.error(e))?;
    Ok(Json(found.into()))
}
