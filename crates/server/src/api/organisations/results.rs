//! What the results of many people add up to. Groups under ten people are not there, nor is anything from which one could be told apart.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::QueryRejection;
use domain::access::ReadResults;
use domain::framework::Framework;
use domain::profile::Level;
use domain::steering::{Group, GroupLevel, Picture, Whom, needs, progress};
use psychometrics::groups::Share;
use serde::{Deserialize, Serialize};
use store::units::Unit;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{ApiError, Problem};
use super::{Desk, named};
use crate::service::steering::{of_campaign, of_organisation, questions as asked};

/// Questions told at once.
const QUESTIONS: usize = 500;

/// The results of a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CampaignResultsReply {
    /// The campaign.
    campaign: Uuid,
    /// The level to reach.
    target: &'static str,
    /// Probability of every interval here.
    interval_probability: f64,
    /// Sittings finished; of these measured; of these part of what is shown.
    finished: i64,
    measured: i64,
    shown: i64,
    /// Everybody, units and trades: those of ten people or more.
    groups: Vec<GroupReply>,
    /// What to train first, and for whom, the surest and largest first.
    needs: Vec<NeedReply>,
    /// What changed since the campaign it is compared with, for everybody. The people need not be the same.
    progress: Vec<ProgressReply>,
}

/// What the campaigns of an organisation add up to.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrganisationResultsReply {
    /// Probability of every interval here.
    interval_probability: f64,
    /// Campaigns of which something is shown, the newest first.
    campaigns: Vec<Uuid>,
    /// Everybody, units and trades. Results are counted, not people: who took part twice is in it twice.
    groups: Vec<GroupReply>,
}

/// Whom a result is about.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WhomReply {
    /// `everybody`, `unit` or `trade`.
    kind: &'static str,
    /// The unit's name here, or the code of the trade.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// As the organisation calls the unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// The results of some people.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct GroupReply {
    /// Which people.
    whom: WhomReply,
    /// How many results.
    people: i64,
    /// Per domain.
    domains: Vec<LevelsReply>,
    /// Per competence.
    competences: Vec<LevelsReply>,
}

/// How the levels of some people are distributed in a domain or a competence.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct LevelsReply {
    /// Its code.
    code: String,
    /// How many results are known there.
    people: i64,
    /// Share of the people at each level, lowest first: `decouverte`, `socle`, `avance`, `expert`.
    levels: [f64; 4],
    /// Share of the people who reach at least each of these.
    at_least: [ShareReply; 4],
}

/// A share of some people, 0 to 1.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ShareReply {
    /// The estimate.
    value: f64,
    /// Lower and upper end.
    interval: (f64, f64),
}

/// A domain in which some people are not yet where they should be.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct NeedReply {
    /// Whom to train.
    whom: WhomReply,
    /// How many results.
    people: i64,
    /// In which domain.
    domain: String,
    /// Share of them below the level to reach.
    below: ShareReply,
    /// The competence in which most of them are below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    weakest: Option<String>,
}

/// What changed in a domain.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ProgressReply {
    /// The domain.
    domain: String,
    /// Share that reached the level before.
    before: ShareReply,
    /// Share that reaches it now.
    after: ShareReply,
    /// Now minus before.
    change: f64,
    /// Its standard error.
    standard_error: f64,
    /// Probability that it rose.
    rose: f64,
}

/// How the questions of a campaign were answered.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionsReply {
    /// Those that ten people or more have answered, the most missed first, 500 at the most.
    questions: Vec<QuestionReply>,
    /// How many there are.
    total: usize,
}

/// How a question was answered.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionReply {
    /// The item.
    item: String,
    /// Its objective; absent where its text can no longer be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    objective: Option<String>,
    /// What was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// How many answered.
    answers: i64,
    /// Share that did not win everything.
    missed: ShareReply,
    /// Share that did not know.
    unknown: f64,
    /// What was answered instead, and by which share.
    given: BTreeMap<String, f64>,
}

/// Words for what is drawn from sums.
struct Telling<'t> {
    framework: &'t Framework,
    probability: f64,
    units: &'t [Unit],
}

impl Telling<'_> {
    fn share(&self, share: &Share) -> ShareReply {
        ShareReply { value: share.value, interval: share.interval(self.probability) }
    }

    fn whom(&self, whom: &Whom) -> WhomReply {
        match whom {
            Whom::Everybody => WhomReply { kind: "everybody", id: None, name: None },
            Whom::Unit(id) => {
                let name = self.units.iter().find(|unit| unit.id.to_string() == *id).map(|unit| unit.name.clone());
                WhomReply { kind: "unit", id: Some(id.clone()), name }
            }
            Whom::Trade(code) => WhomReply { kind: "trade", id: Some(code.clone()), name: None },
        }
    }

    fn levels(&self, level: GroupLevel) -> LevelsReply {
        LevelsReply {
            people: level.people,
            levels: level.levels.map(|share| share.value),
            at_least: level.at_least.map(|share| self.share(&share)),
            code: level.code,
        }
    }

    fn group(&self, group: &Group) -> GroupReply {
        let picture = Picture::of(&group.sums, self.framework);
        GroupReply {
            whom: self.whom(&group.whom),
            people: picture.people,
            domains: picture.domains.into_iter().map(|level| self.levels(level)).collect(),
            competences: picture.competences.into_iter().map(|level| self.levels(level)).collect(),
        }
    }
}

/// The results of a campaign.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/campaigns/{campaign}/results", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("campaign" = Uuid, Path)),
    responses((status = 200, body = CampaignResultsReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn campaign_results(desk: Desk, Path((_, campaign)): Path<(String, String)>) -> Result<Json<CampaignResultsReply>, ApiError> {
    let id = named(&desk, &campaign)?;
    let app = &desk.caller.app;
    let results = of_campaign(&app.store, &desk.may::<ReadResults>()?, id).await.map_err(|e| desk.error(e))?;
    let current = app.editions.current();
    let (framework, probability) = (&current.edition.framework, current.edition.blueprint.reporting.interval);
    let telling = Telling { framework, probability, units: &results.units };
    let both = results.before(&Whom::Everybody).zip(results.of(&Whom::Everybody));
    let changes = both.map(|(before, after)| progress(before, after, framework, results.target)).unwrap_or_default();
    Ok(Json(CampaignResultsReply {
        campaign: id,
        target: Level::as_str(results.target),
        interval_probability: probability,
        finished: results.counts.finished,
        measured: results.counts.measured,
        shown: results.counts.released,
        needs: needs(&results.groups, framework, results.target, probability)
            .into_iter()
            .map(|need| NeedReply {
                whom: telling.whom(&need.whom),
                people: need.people,
                domain: need.domain,
                below: ShareReply { value: need.below.value, interval: need.interval },
                weakest: need.weakest,
            })
            .collect(),
        progress: changes
            .into_iter()
            .map(|change| ProgressReply {
                domain: change.code,
                before: telling.share(&change.before),
                after: telling.share(&change.after),
                change: change.share.value,
                standard_error: change.share.standard_error,
                rose: change.share.rose,
            })
            .collect(),
        groups: results.groups.iter().map(|group| telling.group(group)).collect(),
    }))
}

/// How the questions of a campaign were answered.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/campaigns/{campaign}/questions", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("campaign" = Uuid, Path)),
    responses((status = 200, body = QuestionsReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn questions(desk: Desk, Path((_, campaign)): Path<(String, String)>) -> Result<Json<QuestionsReply>, ApiError> {
    let id = named(&desk, &campaign)?;
    let found = asked(&desk.caller.app, &desk.may::<ReadResults>()?, id, 0, QUESTIONS).await;
    let (_, questions, total) = found.map_err(|e| desk.error(e))?;
    let questions = questions.into_iter().map(|question| QuestionReply {
        item: question.item_id,
        objective: question.item.as_ref().map(|item| item.objective.clone()),
        question: question.item.map(|item| item.question),
        answers: question.missed.answers,
        missed: ShareReply { value: question.missed.share, interval: question.missed.interval },
        unknown: question.missed.unknown,
        given: question.missed.given.into_iter().collect(),
    });
    Ok(Json(QuestionsReply { questions: questions.collect(), total }))
}

/// Which campaigns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct Since {
    since: Option<i64>,
}

/// What the campaigns of an organisation add up to.
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}/results", security(("bearer" = [])),
    params(("organisation" = Uuid, Path), ("since" = Option<i64>, Query, description = "Campaigns made since this time only, microseconds UTC.")),
    responses((status = 200, body = OrganisationResultsReply), (status = "4XX", body = Problem)))]
pub(in crate::api) async fn organisation_results(
    desk: Desk,
    query: Result<axum::extract::Query<Since>, QueryRejection>,
) -> Result<Json<OrganisationResultsReply>, ApiError> {
    let since = match query {
        Ok(axum::extract::Query(Since { since })) => since.unwrap_or(0),
        Err(error) => return Err(ApiError { detail: Some(error.body_text()), ..desk.error(domain::refusal::Refusal::Malformed) }),
    };
    let app = &desk.caller.app;
    let results = of_organisation(&app.store, &desk.may::<ReadResults>()?, since).await.map_err(|e| desk.error(e))?;
    let current = app.editions.current();
    let probability = current.edition.blueprint.reporting.interval;
    let telling = Telling { framework: &current.edition.framework, probability, units: &results.units };
    Ok(Json(OrganisationResultsReply {
        interval_probability: probability,
        campaigns: results.campaigns.iter().map(|shown| shown.campaign_id).collect(),
        groups: results.groups.iter().map(|group| telling.group(group)).collect(),
    }))
}
