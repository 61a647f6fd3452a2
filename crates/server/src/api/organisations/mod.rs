//! Organisations over the API: what one is made of, read with its key or with the login of one of its members.

mod campaigns;
mod learners;
mod results;

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::access::{Actor, Authorised, EnterOrganisation, Right, Seat, may};
use domain::date::Day;
use domain::refusal::Refusal;
use serde::Serialize;
use store::organisations::{self as rows, Organisation};
use store::{cohorts as cohort_rows, units as unit_rows};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{ApiError, Caller, Problem};
use crate::app::App;
use crate::service::{Failure, organisation};

pub(super) use campaigns::{__path_campaign, __path_campaigns, __path_participants, campaign, campaigns, participants};
pub(super) use learners::{__path_learner, __path_learners, learner, learners};
pub(super) use results::{__path_campaign_results, __path_organisation_results, __path_questions, campaign_results, organisation_results, questions};

/// Somebody, or a program, at work in an organisation: the one that the path names as `{organisation}`.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) caller: Caller,
    pub(super) organisation: Organisation,
    pub(super) proof: Authorised<EnterOrganisation>,
}

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, app).await?;
        if caller.actor == Actor::Visitor {
            return Err(caller.error(Refusal::Unauthorised));
        }
        let id = match RawPathParams::from_request_parts(parts, app).await {
            Ok(path) => path.iter().find(|(name, _)| *name == "organisation").and_then(|(_, value)| Uuid::try_parse(value).ok()),
            Err(_) => None,
        };
        let Some(id) = id else { return Err(caller.error(Refusal::NotFound)) };
        match organisation::seat(app, &caller.actor, id).await {
            Ok((organisation, proof)) => Ok(Self { caller, organisation, proof }),
            Err(failure) => Err(caller.error(failure)),
        }
    }
}

impl Desk {
    /// Proof of another right of theirs in this organisation.
    pub(super) fn may<R: Right<Object = Seat>>(&self) -> Result<Authorised<R>, ApiError> {
        may::<R>(&self.caller.actor, *self.proof.object()).map_err(|refusal| self.caller.error(refusal))
    }

    pub(super) fn error(&self, failure: impl Into<Failure>) -> ApiError {
        self.caller.error(failure)
    }
}

/// The name of something in a path; what is no name names nothing.
pub(super) fn named(desk: &Desk, id: &str) -> Result<Uuid, ApiError> {
    id.parse().map_err(|_| desk.error(Refusal::NotFound))
}

/// A day of the calendar, `YYYY-MM-DD`, from days since 1970-01-01.
pub(super) fn day(days: i64) -> String {
    Day::of(days.saturating_mul(86_400_000_000)).to_string()
}

/// Organisations that the bearer works in.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrganisationsReply {
    /// Those in which the bearer has a post of their own; with a key, the one it opens.
    organisations: Vec<OrganisationSummary>,
}

/// An organisation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrganisationSummary {
    /// Its name here.
    id: Uuid,
    /// What it is: `hospital`, `school`, `care-home`…
    kind: String,
    /// As its people call it.
    name: String,
    /// `manager` or `trainer`; absent with a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<&'static str>,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrganisationReply {
    /// Its name here.
    id: Uuid,
    /// What it is: `hospital`, `school`, `care-home`…
    kind: String,
    /// As its people call it.
    name: String,
    /// Its FINESS number.
    finess: Option<String>,
    /// Its SIRET number.
    siret: Option<String>,
    /// Code of its region.
    region: Option<String>,
    /// The group it belongs to.
    parent: Option<Uuid>,
    /// What belongs to it. Its managers may read each of them; its key may not.
    children: Vec<OrganisationSummary>,
}

/// The units of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UnitsReply {
    /// All of them, by name.
    units: Vec<UnitReply>,
}

/// A service, a ward, a year of study.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UnitReply {
    /// Its name here.
    id: Uuid,
    /// As its people call it.
    name: String,
}

/// The cohorts of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CohortsReply {
    /// All of them, by name.
    cohorts: Vec<CohortReply>,
}

/// People who are trained together for a time.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CohortReply {
    /// Its name here.
    id: Uuid,
    /// As its people call it.
    name: String,
    /// Its first day, `YYYY-MM-DD`.
    starts_on: Option<String>,
    /// Its last day, `YYYY-MM-DD`.
    ends_on: Option<String>,
    /// Credits that its 28 hours give.
    ects: f64,
}

/// Organisations that the bearer works in.
#[utoipa::path(get, path = "/api/v1/organisations", security(("bearer" = [])),
    responses((status = 200, body = OrganisationsReply), (status = "4XX", body = Problem)))]
pub(super) async fn mine(caller: Caller) -> Result<Json<OrganisationsReply>, ApiError> {
    if !matches!(caller.actor, Actor::Person(_) | Actor::OrganisationKey(_)) {
        return Err(caller.error(Refusal::Unauthorised));
    }
    let found = organisation::reachable(&caller.app, &caller.actor).await.map_err(|e| caller.error(e))?;
    let organisations = found.into_iter().map(|(row, post)| summary(row, post.map(domain::access::Post::code))).collect();
    Ok(Json(OrganisationsReply { organisations }))
}

fn summary(row: Organisation, post: Option<&'static str>) -> OrganisationSummary {
    OrganisationSummary { id: row.id, kind: row.kind, name: row.name, post }
}

/// An organisation.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}", params(("organisation" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = OrganisationReply), (status = "4XX", body = Problem)))]
pub(super) async fn show(desk: Desk) -> Result<Json<OrganisationReply>, ApiError> {
    let id = desk.organisation.id;
    let children = desk.caller.app.store.read_once(move |tx| Box::pin(async move { rows::children(tx, id).await })).await.map_err(|e| desk.error(e))?;
    let row = desk.organisation;
    Ok(Json(OrganisationReply {
        id,
        kind: row.kind,
        name: row.name,
        finess: row.finess,
        siret: row.siret,
        region: row.region,
        parent: row.parent_id,
        children: children.into_iter().map(|child| summary(child, None)).collect(),
    }))
}

/// The units of an organisation.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/units", params(("organisation" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = UnitsReply), (status = "4XX", body = Problem)))]
pub(super) async fn units(desk: Desk) -> Result<Json<UnitsReply>, ApiError> {
    let id = desk.organisation.id;
    let found = desk.caller.app.store.read_once(move |tx| Box::pin(async move { unit_rows::of_organisation(tx, id).await })).await;
    let units = found.map_err(|e| desk.error(e))?.into_iter().map(|unit| UnitReply { id: unit.id, name: unit.name }).collect();
    Ok(Json(UnitsReply { units }))
}

/// The cohorts of an organisation.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/cohorts", params(("organisation" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = CohortsReply), (status = "4XX", body = Problem)))]
pub(super) async fn cohorts(desk: Desk) -> Result<Json<CohortsReply>, ApiError> {
    let id = desk.organisation.id;
    let found = desk.caller.app.store.read_once(move |tx| Box::pin(async move { cohort_rows::of_organisation(tx, id).await })).await;
    let reply = |cohort: cohort_rows::Cohort| CohortReply {
        id: cohort.id,
        name: cohort.name,
        starts_on: cohort.starts_on.map(day),
        ends_on: cohort.ends_on.map(day),
        ects: cohort.ects as f64 / 100.0,
    };
    Ok(Json(CohortsReply { cohorts: found.map_err(|e| desk.error(e))?.into_iter().map(reply).collect() }))
}
