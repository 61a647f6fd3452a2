//! Sessions over the API.

use std::sync::Arc;

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::item::{Presentation, Response as Answer};
use domain::language::Language;
use domain::profile::Profile;
use domain::refusal::Refusal;
use domain::session::{Command, Pace, Status};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::Body;
use super::{ApiError, Caller, Problem};
use crate::secret::digest;
use crate::service::account;
use crate::service::assess::{self, Next, OpenSession, Question, Start, Submission};
use crate::service::audit::Origin;
use crate::service::report::{Report, say};

/// What to start.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StartRequest {
    /// `positioning`.
    #[schema(example = "positioning")]
    kind: String,
    /// `whole` (at a stretch, the default) or `bites` (six minutes at a time).
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "whole")]
    pace: Pace,
    /// Language of the questions, `fr` or `en`; by default that of the errors (`Accept-Language`). The bank is French: a session in English
    /// goes on in French when nothing in English is left, and each question says its `language`.
    #[schema(value_type = Option<String>, example = "fr")]
    language: Option<Language>,
}

/// A question as it is put.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemReply {
    /// Its number, from 1: to be sent back with the answer.
    seq: u32,
    /// What is shown: `language`, `situation` (paragraphs), `question`, `seconds`, and `task` with its `kind`.
    #[schema(value_type = Object)]
    item: Presentation,
}

impl From<Question> for ItemReply {
    fn from(question: Question) -> Self {
        Self { seq: question.seq, item: question.presentation }
    }
}

/// A session that was started.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StartReply {
    /// Its name.
    id: Uuid,
    /// Opens this session and nothing else: `Authorization: Bearer …`.
    token: String,
    #[serde(flatten)]
    first: ItemReply,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    /// Number of the question it answers.
    #[schema(example = 1)]
    seq: u32,
    /// The answer, with the `kind` of the task; `null` is "I don't know". Of a simulator: its `steps`, what was done, first to last,
    /// each `on` a control with the `value` in which it was left.
    #[schema(value_type = Object, example = json!({ "kind": "single-choice", "choice": "2" }))]
    response: Value,
}

/// What comes after an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnswerReply {
    /// Number of the question that was answered.
    answered: u32,
    /// Whether this very answer was there already: a retry.
    again: bool,
    /// Whether the session is over.
    finished: bool,
    /// Whether a bite ends here. The next question may be answered all the same.
    paused: bool,
    /// The next question, unless the session is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<ItemReply>,
}

/// Where a session stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SessionReply {
    /// Its name.
    id: Uuid,
    /// `open`, `paused` or `finished`.
    status: &'static str,
    /// Language in which questions are wanted, `fr` or `en`.
    language: &'static str,
    /// Questions answered. A few of them may be tried out, and count for nothing: the result says how many counted.
    answered: u32,
    /// Questions at the most.
    longest: u32,
    /// Seconds counted on questions.
    seconds: f64,
    /// How far it is: for each domain, the share of the initial uncertainty (variance) that is gone, 0 to 1, as if every answer counted.
    certainty: Vec<f64>,
}

/// The result per domain. Abilities are in standard deviations of the population, 0 its mean.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ResultReply {
    /// The session.
    id: Uuid,
    /// When it ended, microseconds UTC.
    finished_at: i64,
    /// Questions answered that count.
    answered: u32,
    /// The levels, lowest first, as `level_probabilities` lists them.
    levels: [&'static str; 4],
    /// Lower bounds of the levels after the first.
    cut_scores: Vec<f64>,
    /// Probability of the intervals.
    interval_probability: f64,
    /// The five domains.
    domains: Vec<DomainReply>,
    /// Competences under them, shrunk towards their domain.
    competences: Vec<CompetenceReply>,
}

/// One domain.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DomainReply {
    /// `1` to `5`.
    code: String,
    /// Its name.
    name: String,
    /// The estimate.
    estimate: f64,
    /// Its standard error.
    standard_error: f64,
    /// Lower and upper end.
    interval: (f64, f64),
    /// `decouverte`, `socle`, `avance` or `expert`.
    level: &'static str,
    /// Probability of each level.
    level_probabilities: [f64; 4],
    /// Questions answered.
    answered: u32,
}

/// One competence.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CompetenceReply {
    /// Its code.
    code: String,
    /// The estimate.
    estimate: f64,
    /// Its standard error.
    standard_error: f64,
    /// Lower and upper end.
    interval: (f64, f64),
    /// Probability of holding at least Socle.
    held: f64,
    /// `held`, `not-held` or `not-enough`.
    #[schema(value_type = String)]
    evidence: domain::profile::Evidence,
    /// Questions answered.
    answered: u32,
}

/// Address and password of an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LoginRequest {
    /// Address.
    email: String,
    /// Password.
    password: String,
}

/// A token that opens everything of an account.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LoginReply {
    /// `Authorization: Bearer …`
    token: String,
}

/// Longest idempotency key.
const LONGEST_KEY: usize = 200;

fn idempotency_key(caller: &Caller, headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= LONGEST_KEY => Ok(Some(key.to_owned())),
        _ => Err(ApiError { detail: Some(format!("Idempotency-Key: 1 to {LONGEST_KEY} visible ASCII characters")), ..caller.error(Refusal::Malformed) }),
    }
}

/// What is wrong with a question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportRequest {
    /// Number of the question in its session.
    seq: u32,
    /// `wrong`, `unclear`, `outdated`, `display` or `other`.
    kind: String,
    /// In words, 1,000 characters at most; needed for `other`.
    #[serde(default)]
    text: String,
    /// Whether an answer by mail is wanted, where the session's person has an address.
    #[serde(default)]
    wants_answer: bool,
}

/// The report that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportReply {
    /// Its identifier.
    id: Uuid,
}

async fn open(caller: &mut Caller, id: &str) -> Result<OpenSession, ApiError> {
    let id: Uuid = id.parse().map_err(|_| caller.error(Refusal::SessionNotFound))?;
    let opened = match caller.session.take_if(|row| row.id == id) {
        Some(row) => assess::open_row(&caller.app, &caller.actor, row).await,
        None => assess::open(&caller.app, &caller.actor, id).await,
    };
    opened.map_err(|e| caller.error(e))
}

/// Start a session.
#[utoipa::path(post, path = "/api/v1/sessions", request_body = StartRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retry give the same session. Unguessable, e.g. a random UUID.")),
    responses((status = 201, body = StartReply), (status = 200, body = StartReply, description = "The same request came before"), (status = "4XX", body = Problem)))]
pub(super) async fn start(caller: Caller, headers: HeaderMap, Body(request, bytes): Body<StartRequest>) -> Result<Response, ApiError> {
    let person = match &caller.actor {
        Actor::Person(id) => Some(Uuid::from_u128(*id)),
        Actor::Visitor => None,
        _ => return Err(caller.error(Refusal::Unauthorised)),
    };
    let language = request.language.or_else(|| Language::parse(caller.lang.code())).unwrap_or_default();
    let once = idempotency_key(&caller, &headers)?.map(|key| (caller.scope.clone(), key, digest(&bytes)));
    let start = Start { person, kind: request.kind, pace: request.pace, language, bearer: true, once };
    let started = assess::start(&caller.app, start).await.map_err(|e| caller.error(e))?;
    let opened = assess::open(&caller.app, &Actor::SessionToken(started.session.as_u128()), started.session).await.map_err(|e| caller.error(e))?;
    let first = opened.question().ok_or_else(|| caller.error(Refusal::SessionClosed))?;
    let token = started.token.map(|t| t.as_str().to_owned()).unwrap_or_default();
    let status = if started.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(StartReply { id: started.session, token, first: first.into() })).into_response())
}

/// Where a session stands.
#[utoipa::path(get, path = "/api/v1/sessions/{id}", params(("id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = SessionReply), (status = "4XX", body = Problem)))]
pub(super) async fn show(mut caller: Caller, Path(id): Path<String>) -> Result<Json<SessionReply>, ApiError> {
    let open = open(&mut caller, &id).await?;
    Ok(Json(session_reply(&open)))
}

fn session_reply(open: &OpenSession) -> SessionReply {
    let standing = open.standing();
    SessionReply {
        id: open.row.id,
        status: open.state.status.as_str(),
        language: open.state.language.code(),
        answered: standing.answered,
        longest: standing.longest,
        seconds: standing.active as f64 / 1e6,
        certainty: standing.certainty,
    }
}

/// The question on the table.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/item", params(("id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = ItemReply), (status = "4XX", body = Problem)))]
pub(super) async fn item(mut caller: Caller, Path(id): Path<String>) -> Result<Json<ItemReply>, ApiError> {
    let open = open(&mut caller, &id).await?;
    match open.question() {
        Some(question) => Ok(Json(question.into())),
        None => Err(caller.error(Refusal::SessionClosed)),
    }
}

/// Answer the question on the table.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/answers", params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header, description = "Makes a retry give the same reply.")),
    request_body = AnswerRequest, security(("bearer" = [])), responses((status = 200, body = AnswerReply), (status = "4XX", body = Problem)))]
pub(super) async fn answer(
    mut caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(request, _): Body<AnswerRequest>,
) -> Result<Json<AnswerReply>, ApiError> {
    let key = idempotency_key(&caller, &headers)?;
    let open = open(&mut caller, &id).await?;
    let response: Option<Answer> = match request.response {
        Value::Null => None,
        value => Some(serde_json::from_value(value).map_err(|e| ApiError { detail: Some(format!("response: {e}")), ..caller.error(Refusal::ResponseShape) })?),
    };
    let submission = Submission { seq: request.seq, response, key };
    let answered = assess::submit_answer(&caller.app, open, submission).await.map_err(|e| caller.error(e))?;
    let next = match answered.next {
        Next::Finished => None,
        Next::Question(question) => Some(ItemReply::from(*question)),
    };
    Ok(Json(AnswerReply { answered: request.seq, again: answered.again, finished: next.is_none(), paused: answered.paused, next }))
}

/// End the session here, with what is known.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/finish", params(("id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = SessionReply), (status = "4XX", body = Problem)))]
pub(super) async fn finish(mut caller: Caller, Path(id): Path<String>) -> Result<Json<SessionReply>, ApiError> {
    let open = open(&mut caller, &id).await?;
    let done =
        if open.state.status == Status::Finished { open } else { assess::command(&caller.app, open, Command::Finish).await.map_err(|e| caller.error(e))? };
    Ok(Json(session_reply(&done)))
}

/// The result of a finished session.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/result", params(("id" = Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = ResultReply), (status = "4XX", body = Problem, description = "`not-found` while the session is not over")))]
pub(super) async fn result(mut caller: Caller, Path(id): Path<String>) -> Result<Json<ResultReply>, ApiError> {
    let open = open(&mut caller, &id).await?;
    let finished = assess::result(&caller.app, &open).await.map_err(|e| caller.error(e))?;
    let Profile { domains, competences, answered, .. } = finished.profile;
    let framework = &open.edition.framework;
    Ok(Json(ResultReply {
        id: open.row.id,
        finished_at: finished.at,
        answered,
        levels: domain::profile::Level::ALL.map(domain::profile::Level::as_str),
        cut_scores: open.edition.blueprint.levels.cuts.clone(),
        interval_probability: open.edition.blueprint.reporting.interval,
        domains: domains
            .into_iter()
            .map(|d| DomainReply {
                name: framework.domains.iter().find(|f| f.code == d.code).map(|f| f.name.clone()).unwrap_or_default(),
                code: d.code,
                estimate: d.estimate,
                standard_error: d.standard_error,
                interval: d.interval,
                level: d.level.as_str(),
                level_probabilities: d.probabilities,
                answered: d.answered,
            })
            .collect(),
        competences: competences
            .into_iter()
            .map(|c| CompetenceReply {
                code: c.code,
                estimate: c.estimate,
                standard_error: c.standard_error,
                interval: c.interval,
                held: c.held,
                evidence: c.evidence,
                answered: c.answered,
            })
            .collect(),
    }))
}

/// Say that something is wrong with a question of the session, answered or on the table. The same words are kept once.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/reports", params(("id" = Uuid, Path)), request_body = ReportRequest, security(("bearer" = [])),
    responses((status = 201, body = ReportReply), (status = "4XX", body = Problem)))]
pub(super) async fn report(
    mut caller: Caller,
    Path(id): Path<String>,
    Body(request, _): Body<ReportRequest>,
) -> Result<(StatusCode, Json<ReportReply>), ApiError> {
    let open = open(&mut caller, &id).await?;
    let said = Report { seq: request.seq, kind: &request.kind, text: &request.text, wants_answer: request.wants_answer };
    let id = say(&caller.app, &open, said, caller.lang, &caller.place).await.map_err(|e| caller.error(e))?;
    Ok((StatusCode::CREATED, Json(ReportReply { id })))
}

/// A token for an account, from its address and password.
#[utoipa::path(post, path = "/api/v1/logins", request_body = LoginRequest, responses((status = 201, body = LoginReply), (status = "4XX", body = Problem)))]
pub(super) async fn sign_in(caller: Caller, Body(request, _): Body<LoginRequest>) -> Result<(StatusCode, Json<LoginReply>), ApiError> {
    let device = if caller.device.is_empty() { "API".to_owned() } else { format!("API, {}", caller.device) };
    let origin = Origin { place: &caller.place, device: &device, login: None };
    let signed = account::password_sign_in(&Arc::clone(&caller.app), &request.email, &request.password, &origin).await.map_err(|e| caller.error(e))?;
    Ok((StatusCode::CREATED, Json(LoginReply { token: signed.token.as_str().to_owned() })))
}
