//! Modules without a network: what a device keeps, and what it sends when it is back.
//!
//! A device keeps the pages of a module as anybody sees them (no cookie goes with the question, so nobody's name comes with the answer), and the
//! forms that were sent meanwhile. The key of a question is not among them: corrections come once they were sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::learning::module::{Module, Step};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::films::weight;
use super::modules::module_of;
use super::path::someone;
use super::question;
use crate::app::App;
use crate::http::status;
use crate::secret::{digest, hex};
use crate::service::learn::memory::grade_of;
use crate::service::learn::question as bank;
use crate::service::learn::run::{Begun, Deed};
use crate::service::learn::sync::{Batch, LONGEST_AWAY, Outcome, synchronise};
use crate::web::assets;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::learn::offline::{Keep, KeptPage};
use crate::web::visit::Visit;

/// Deeds in one sending, at the most: several times what any module has.
const MOST: usize = 200;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/service-worker.js", get(worker))
        .route("/progresser/hors-ligne", get(kept))
        .route("/progresser/modules/{id}/hors-ligne.json", get(contents))
        .route("/progresser/modules/{id}/synchroniser", post(send))
}

/// `GET /service-worker.js`: asked again at each visit, so that a device never works with an old one.
async fn worker(headers: HeaderMap) -> Response {
    let mut response = assets::file("service-worker.js", &headers);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    response
}

/// `GET /progresser/hors-ligne`
async fn kept(visit: Visit) -> Result<Response, PageError> {
    visit.page(&KeptPage {})
}

/// What the page of a module says of keeping it.
pub(super) fn keep(visit: &Visit, module: &Module) -> Keep {
    let films = module.steps.iter().filter_map(|step| if let Step::Video(video) = step { Some(video) } else { None });
    let bytes: usize = films.filter_map(|video| visit.app.library.films.get(&module.id, &video.file)).map(|film| film.bytes).sum();
    Keep {
        id: module.id.clone(),
        version: module.version,
        film: (bytes > 0).then(|| weight(&visit.app, visit.lang, bytes)),
        owner: visit.person().map(owner).unwrap_or_default(),
    }
}

/// Whose device it is: tells two people apart, and says nothing of either.
fn owner(person: Uuid) -> String {
    hex(&digest(format!("keeps modules: {person}").as_bytes())[..8])
}

/// A module as a device keeps it.
#[derive(Debug, Serialize)]
struct Contents {
    id: String,
    version: u32,
    title: String,
    minutes: u32,
    steps: Vec<Part>,
    /// Pages to keep.
    pages: Vec<String>,
}

/// A step, by what does not change with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    /// The question, if it is one, and the version of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<(String, u32)>,
    /// The cards, if it has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cards: Vec<String>,
}

fn part(app: &App, step: &Step) -> Part {
    match step {
        Step::Question(asked) => Part { item: bank::put(app, &asked.item, 0, 0).map(|put| (asked.item.clone(), put.item().version)), ..Part::default() },
        Step::Cards(cards) => Part { cards: cards.cards.iter().map(|card| card.id.clone()).collect(), ..Part::default() },
        _ => Part::default(),
    }
}

/// `GET /progresser/modules/{id}/hors-ligne.json`
async fn contents(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let module = module_of(&visit, &id)?;
    let base = format!("/progresser/modules/{}", module.id);
    let mut pages = vec!["/progresser/hors-ligne".to_owned(), base.clone()];
    for (i, step) in module.steps.iter().enumerate() {
        pages.push(format!("{base}/{}", i + 1));
        if let Step::Cards(cards) = step {
            pages.extend((1..=cards.cards.len()).map(|card| format!("{base}/{}?carte={card}", i + 1)));
        }
    }
    let steps = module.steps.iter().map(|step| part(&visit.app, step)).collect();
    let contents = Contents { id: module.id.clone(), version: module.version, title: module.title.clone(), minutes: module.minutes, steps, pages };
    Ok(Json(contents).into_response())
}

/// What a device sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sending {
    /// The run, named by the device.
    run: Uuid,
    /// The version that the device keeps.
    version: u32,
    /// Whose device it was when the module was kept; empty for nobody yet.
    owner: String,
    /// Somebody was asked whether this is theirs, and said yes.
    #[serde(default)]
    mine: bool,
    /// Milliseconds since the run was begun, as the device counted them.
    since: i64,
    deeds: Vec<Sent>,
}

/// A form that was sent without a network.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    /// The step, from 1.
    step: usize,
    /// What it was in the version that the device keeps.
    #[serde(default)]
    part: Part,
    /// Fields of the form.
    fields: Vec<(String, String)>,
}

/// What a device is told.
#[derive(Debug, Serialize)]
struct Told {
    /// `done`; `signed-out` and `somebody-else` leave everything where it is.
    state: &'static str,
    /// For each deed: `first`, `same`, `other`, `changed`, or `refused`.
    outcomes: Vec<&'static str>,
    /// Whether the module is another than the device keeps.
    is_changed: bool,
    /// Whether the run is over.
    is_finished: bool,
    /// Where it goes on.
    next: String,
}

fn waiting(state: &'static str, code: StatusCode) -> Response {
    (code, Json(Told { state, outcomes: Vec::new(), is_changed: false, is_finished: false, next: String::new() })).into_response()
}

/// `POST /progresser/modules/{id}/synchroniser`: what was done without a network. Sent twice, it counts once.
async fn send(visit: Visit, Path(id): Path<String>, sending: Result<Json<Sending>, axum::extract::rejection::JsonRejection>) -> Result<Response, PageError> {
    let Ok(Json(sending)) = sending else { return Ok(waiting("malformed", status(Refusal::Malformed))) };
    if sending.deeds.len() > MOST {
        return Ok(waiting("malformed", status(Refusal::Malformed)));
    }
    let Ok(module) = module_of(&visit, &id) else { return Ok(waiting("gone", StatusCode::NOT_FOUND)) };
    // what somebody did becomes nobody else's without their word
    match visit.person() {
        _ if sending.owner.is_empty() || sending.mine => {}
        None => return Ok(waiting("signed-out", StatusCode::UNAUTHORIZED)),
        Some(person) if owner(person) != sending.owner => return Ok(waiting("somebody-else", StatusCode::CONFLICT)),
        Some(_) => {}
    }
    if sending.deeds.is_empty() {
        return Ok(waiting("done", StatusCode::OK));
    }
    let is_changed = sending.version != module.version;
    let found: Vec<_> = sending.deeds.iter().map(|sent| found(&visit.app, module, is_changed, sent)).collect();
    let deeds: Vec<_> = found.iter().filter_map(|one| one.clone().ok()).collect();
    if deeds.is_empty() {
        // nothing of it fits the module of today: nothing is begun for it
        let told =
            Told { state: "done", outcomes: vec!["changed"; found.len()], is_changed: true, is_finished: false, next: format!("/progresser/modules/{id}") };
        return Ok(Json(told).into_response());
    }
    let (learner, cookies) = someone(&visit).await?;
    let since = sending.since.clamp(0, LONGEST_AWAY / 1000) * 1000;
    let batch = Batch { begun: Begun { id: sending.run, seed: 0 }, since, deeds };
    let synced = synchronise(&visit.app, &learner, module, batch).await.or_page(&visit)?;
    let mut outcomes = synced.outcomes.iter().map(|outcome| match outcome {
        Outcome::First => "first",
        Outcome::Same => "same",
        Outcome::Other => "other",
        Outcome::Refused(_) => "refused",
    });
    let outcomes = found.iter().map(|one| if one.is_ok() { outcomes.next().unwrap_or("same") } else { "changed" }).collect();
    let is_finished = synced.run.finished_at.is_some();
    let next = if is_finished { format!("/progresser/modules/{id}/fin") } else { super::module::where_to(module, synced.run.step) };
    let mut response = Json(Told { state: "done", outcomes, is_changed, is_finished, next }).into_response();
    response.headers_mut().extend(cookies.into_iter().filter_map(|cookie| Some((SET_COOKIE, HeaderValue::try_from(cookie).ok()?))));
    Ok(response)
}

/// What a form becomes in the module of today: the step (from 0) and the deed, or why the rules refuse it. An error where the step, the text of
/// the question or the card is no longer what it was.
fn found(app: &App, module: &Module, is_changed: bool, sent: &Sent) -> Result<(usize, Result<Deed, Refusal>), ()> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in &sent.fields {
        fields.entry(name.clone()).or_default().push(value.clone());
    }
    let fields = Fields(fields);
    let there = sent.step.checked_sub(1).filter(|at| *at < module.steps.len());
    Ok(match fields.one("act") {
        "answer" | "dont-know" => {
            let (item, version) = sent.part.item.as_ref().ok_or(())?;
            let at = module.steps.iter().position(|step| matches!(step, Step::Question(asked) if asked.item == *item)).ok_or(())?;
            let seed = question::seed_of(&fields).unwrap_or(0);
            let put = bank::put(app, item, seed, at as i64).filter(|put| put.item().version == *version).ok_or(())?;
            // shown elsewhere in the module, its options stood in another order
            if there != Some(at) {
                return Err(());
            }
            let judged = question::response_of(&fields, &put).and_then(|response| put.judge(response.clone(), 0).map(|_| response));
            (at, judged.map(|response| Deed::Answer { response, seed }))
        }
        "grade" => {
            let kept: usize = fields.one("card").parse().map_err(|_| ())?;
            let id = sent.part.cards.get(kept).ok_or(())?;
            let mut cards = module.steps.iter().enumerate().filter_map(|(at, step)| if let Step::Cards(cards) = step { Some((at, cards)) } else { None });
            let place = |(at, cards): (usize, &domain::learning::module::Cards)| Some((at, cards.cards.iter().position(|card| card.id == *id)?));
            let (at, card) = cards.find_map(place).ok_or(())?;
            (at, grade_of(fields.one("grade")).map(|grade| Deed::Grade { card, grade }).ok_or(Refusal::Malformed))
        }
        // pages were read, and the end was reached, in another text than today's
        _ if is_changed => return Err(()),
        "finish" => (there.ok_or(())?, Ok(Deed::Finish { gesture: Some(fields.one("gesture").to_owned()) })),
        "continue" => (there.ok_or(())?, Ok(Deed::Read)),
        _ => return Err(()),
    })
}
