//! `/examen…`: the exam, as the candidate takes it. One address for all of it: what it shows follows from where the sitting stands, and every act is
//! followed by a redirect to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::certification::codes::shown_exam_number;
use domain::certification::sitting::{AlertKind, Status};
use domain::certification::{ExamStatus, extra_seconds};
use domain::refusal::Refusal;
use serde_json::json;

use crate::app::App;
use crate::http::{cookie, refuse};
use crate::service::Failure;
use crate::service::assess::questions_at_most;
use crate::service::certification::door::{self, Desk, Guest, Knock};
use crate::service::certification::sitting::Sat;
use crate::service::certification::take::{self, Question, Sign};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::certification::exam::{AlertPage, Clock, EndPage, EnterPage, HaltPage, HandInPage, Head, QuestionPage, WaitPage};
use crate::web::view::{FieldError, item};
use crate::web::visit::{Visit, go_with};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/examen", get(show).post(enter))
        .route("/examen/commencer", get(back).post(begin))
        .route("/examen/reponse", get(back).post(answer))
        .route("/examen/signaler", get(ask_alert).post(alert))
        .route("/examen/signaler/retirer", get(back).post(withdraw_alert))
        .route("/examen/remettre", get(ask_hand_in).post(hand_in))
        .route("/examen/signe", post(sign))
        .route("/examen/quitter", get(back).post(leave))
}

/// A cookie of an exam lives for a day at the most.
const DAY: i64 = 24 * 3600;

/// The cookie by which the browser of a candidate is recognised.
fn cookie_name(app: &App) -> &'static str {
    if app.config.secure_cookies() { "__Host-socle_exam" } else { "socle_exam" }
}

/// A browser at `/examen`, and whose it is.
#[derive(Debug)]
struct At {
    visit: Visit,
    token: Option<String>,
    guest: Option<Guest>,
}

impl FromRequestParts<Arc<App>> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let token = cookie(&parts.headers, cookie_name(app)).filter(|token| token.len() <= 100).map(str::to_owned);
        let guest = match &token {
            Some(token) => door::recognise(app, token).await.or_page(&visit)?,
            None => None,
        };
        Ok(Self { visit, token, guest })
    }
}

impl At {
    /// The desk, or where to go instead.
    fn desk(self) -> Result<(Visit, Desk), Box<Response>> {
        match self.guest {
            Some(Guest::Seated(desk)) => Ok((self.visit, *desk)),
            _ => Err(Box::new(elsewhere())),
        }
    }
}

fn set_cookie(visit: &Visit, token: &str, seconds: i64) -> String {
    format!("{}; HttpOnly", visit.preference_cookie(cookie_name(&visit.app), token, seconds))
}

/// To the page that shows where the sitting stands.
fn elsewhere() -> Response {
    Redirect::to("/examen").into_response()
}

async fn back() -> Redirect {
    Redirect::to("/examen")
}

fn head(sat: &Sat) -> Head {
    let candidate = &sat.candidate;
    let name = candidate.usual_name.as_deref().unwrap_or(&candidate.family_name);
    Head { number: shown_exam_number(&sat.exam.number), name: format!("{} {name}", candidate.given_name) }
}

fn clock(question: &Question) -> Clock {
    Clock::new(question.remaining, question.is_running, question.seq)
}

/// `GET /examen`: wherever the sitting stands.
async fn show(at: At) -> Result<Response, PageError> {
    let At { visit, token, guest } = at;
    match guest {
        Some(Guest::Seated(desk)) => standing(&visit, &desk).await,
        Some(Guest::Asking(sat)) => visit.page(&HaltPage { head: head(&sat), why: "asking", clock: None }),
        None => {
            let errors = if token.is_some() { vec![FieldError::new("", visit.say("refusal-exam-device-out"))] } else { Vec::new() };
            visit.page(&EnterPage { number: String::new(), code: String::new(), errors })
        }
    }
}

async fn standing(visit: &Visit, desk: &Desk) -> Result<Response, PageError> {
    let sat = &desk.sat;
    take::heard(&visit.app, desk, Sign::Here).await.or_page(visit)?;
    match sat.status().or_page(visit)? {
        Status::Waiting => visit.page(&wait_page(visit, sat, String::new(), Vec::new())),
        Status::Ended | Status::Void => visit.page(&end_page(sat)),
        Status::Paused => visit.page(&halt_page(visit, sat, "paused")),
        Status::Running if sat.alert.is_some() => visit.page(&halt_page(visit, sat, "alert")),
        Status::Running => question_page(visit, sat, BTreeMap::new(), Vec::new()),
    }
}

fn wait_page(visit: &Visit, sat: &Sat, code: String, errors: Vec<FieldError>) -> WaitPage {
    let current = visit.app.editions.certification();
    let seconds = current.edition.blueprint.stopping.seconds;
    let extra = extra_seconds(seconds, sat.extra_percent);
    WaitPage {
        head: head(sat),
        place: sat.exam.place.clone(),
        is_admitted: sat.candidate.checked_in_at.is_some(),
        is_open: sat.exam.status == ExamStatus::Running.code(),
        questions: questions_at_most(&current.edition),
        minutes: (seconds + extra) / 60,
        extra_minutes: extra / 60,
        code,
        errors,
    }
}

fn end_page(sat: &Sat) -> EndPage {
    let ending = match (sat.sitting.status.as_str(), sat.sitting.ending.as_deref()) {
        ("void", _) => "void",
        (_, Some("time")) => "time",
        (_, Some("candidate")) => "candidate",
        (_, Some("invigilator")) => "invigilator",
        (_, Some("technical")) => "technical",
        _ => "complete",
    };
    EndPage { head: head(sat), ending, answered: answered(sat) }
}

/// Questions that were answered: those set aside are none.
fn answered(sat: &Sat) -> u32 {
    sat.run.as_ref().map_or(0, |run| run.state.position() - 1)
}

fn halt_page(visit: &Visit, sat: &Sat, why: &'static str) -> HaltPage {
    let question = sat.run.as_ref().and_then(|run| run.question(visit.app.clock.now()));
    HaltPage { head: head(sat), why, clock: question.as_ref().map(clock) }
}

fn question_page(visit: &Visit, sat: &Sat, typed: BTreeMap<String, Vec<String>>, errors: Vec<FieldError>) -> Result<Response, PageError> {
    let run = sat.run.as_ref().ok_or_else(|| PageError::new(visit, Refusal::ExamNotBegun))?;
    let question = run.question(visit.app.clock.now()).ok_or_else(|| PageError::new(visit, Refusal::SittingOver))?;
    let page = QuestionPage {
        head: head(sat),
        clock: clock(&question),
        seq: question.seq,
        number: question.position,
        of: question.of,
        domain: names::short(&run.edition.framework.domains[question.domain], visit.lang),
        asked: item::Question { typed, errors, ..item::Question::new(question.presentation).or_page(visit)? },
    };
    visit.page(&page)
}

/// `POST /examen`: the two codes.
async fn enter(at: At, fields: Fields) -> Result<Response, PageError> {
    let At { visit, token, .. } = at;
    let knock = Knock { number: fields.one("number").to_owned(), code: fields.one("code").to_owned(), device: visit.device.clone(), known: token };
    match door::enter(&visit.app, knock).await {
        Ok(Some(token)) => Ok(go_with("/examen", vec![set_cookie(&visit, token.as_str(), DAY)])),
        Ok(None) => Ok(Redirect::to("/examen").into_response()),
        Err(Failure::Refused(refusal)) => {
            let field = if refusal == Refusal::ExamCodes { "code" } else { "" };
            let errors = vec![FieldError::new(field, said(&visit, refusal))];
            let page = EnterPage { number: fields.one("number").to_owned(), code: fields.one("code").to_owned(), errors };
            refused(visit.page(&page), refusal)
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

fn said(visit: &Visit, refusal: Refusal) -> String {
    visit.say(&format!("refusal-{}", refusal.code()))
}

fn refused(page: Result<Response, PageError>, refusal: Refusal) -> Result<Response, PageError> {
    page.map(|mut page| {
        refuse(&mut page, refusal, None);
        page
    })
}

/// `POST /examen/commencer`: the code on the board.
async fn begin(at: At, fields: Fields) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let sat = desk.sat.clone();
    match take::begin(&visit.app, desk, fields.one("start")).await {
        Ok(_) => Ok(Redirect::to("/examen#question").into_response()),
        Err(Failure::Refused(refusal @ (Refusal::ExamStartCode | Refusal::ExamNotOpen | Refusal::ExamNotAdmitted | Refusal::TooManyAttempts))) => {
            let field = if refusal == Refusal::ExamStartCode { "start" } else { "" };
            let errors = vec![FieldError::new(field, said(&visit, refusal))];
            refused(visit.page(&wait_page(&visit, &sat, fields.one("start").to_owned(), errors)), refusal)
        }
        Err(failure) => away(&visit, failure),
    }
}

/// What is refused because the sitting has moved on is said on the page that shows where it stands.
fn away(visit: &Visit, failure: impl Into<Failure>) -> Result<Response, PageError> {
    match failure.into() {
        Failure::Refused(Refusal::AlreadyAnswered | Refusal::OutOfOrder) => Ok(visit.go_and_say("/examen", "notice-already-answered")),
        Failure::Refused(
            Refusal::SittingOver | Refusal::SessionClosed | Refusal::ExamTimeUp | Refusal::ExamNotBegun | Refusal::ExamPaused | Refusal::ExamDeviceOut,
        ) => Ok(Redirect::to("/examen").into_response()),
        failure => Err(PageError::new(visit, failure)),
    }
}

/// `POST /examen/reponse`
async fn answer(at: At, fields: Fields) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let Ok(seq) = fields.one("seq").parse::<u32>() else {
        return Err(PageError::new(&visit, Refusal::Malformed));
    };
    let Some(run) = &desk.sat.run else { return Ok(Redirect::to("/examen").into_response()) };
    let task = if seq < run.state.seq() {
        take::question_at(&visit.app, &desk, seq).await.or_page(&visit)?
    } else {
        run.question(visit.app.clock.now()).map(|question| question.presentation.task)
    };
    let response = match (fields.one("act"), task) {
        (_, None) => return Ok(Redirect::to("/examen").into_response()),
        ("dont-know", Some(_)) => Ok(None),
        (_, Some(task)) => fields.answer(&task).map(Some),
    };
    let sat = desk.sat.clone();
    let taken = match response {
        Ok(response) => take::answer(&visit.app, desk, seq, response).await,
        Err(refusal) => Err(refusal.into()),
    };
    match taken {
        Ok(_) => Ok(Redirect::to("/examen#question").into_response()),
        Err(Failure::Refused(refusal)) if (refusal.is_of_the_answer() || refusal == Refusal::ExamPaused) && run_is_at(&sat, seq) => {
            let errors = vec![FieldError::new("", said(&visit, refusal))];
            refused(question_page(&visit, &sat, fields.0, errors), refusal)
        }
        Err(failure) => away(&visit, failure),
    }
}

fn run_is_at(sat: &Sat, seq: u32) -> bool {
    sat.run.as_ref().is_some_and(|run| run.state.current.is_some() && run.state.seq() == seq)
}

/// The question on the table, or where to go instead.
fn on_the_table(visit: &Visit, desk: &Desk) -> Result<Question, Box<Response>> {
    let open = desk.sat.status().is_ok_and(|status| status == Status::Running) && desk.sat.alert.is_none();
    let question = desk.sat.run.as_ref().filter(|_| open).and_then(|run| run.question(visit.app.clock.now()));
    question.ok_or_else(|| Box::new(elsewhere()))
}

fn alert_page(desk: &Desk, question: &Question, fields: &Fields, errors: Vec<FieldError>) -> AlertPage {
    AlertPage {
        head: head(&desk.sat),
        seq: question.seq,
        number: question.position,
        kinds: AlertKind::ALL.iter().map(|kind| kind.code()).collect(),
        kind: fields.one("kind").to_owned(),
        words: fields.one("words").to_owned(),
        errors,
    }
}

/// `GET /examen/signaler`
async fn ask_alert(at: At) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    match on_the_table(&visit, &desk) {
        Ok(question) => visit.page(&alert_page(&desk, &question, &Fields::default(), Vec::new())),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// `POST /examen/signaler`
async fn alert(at: At, fields: Fields) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let question = match on_the_table(&visit, &desk) {
        Ok(question) => question,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    let Ok(seq) = fields.one("seq").parse::<u32>() else {
        return Err(PageError::new(&visit, Refusal::Malformed));
    };
    match take::alert(&visit.app, desk.clone(), seq, fields.one("kind"), fields.one("words")).await {
        Ok(_) => Ok(Redirect::to("/examen").into_response()),
        Err(Failure::Refused(refusal @ (Refusal::ReportKindMissing | Refusal::TextTooLong))) => {
            let field = if refusal == Refusal::ReportKindMissing { "kind" } else { "words" };
            let errors = vec![FieldError::new(field, said(&visit, refusal))];
            refused(visit.page(&alert_page(&desk, &question, &fields, errors)), refusal)
        }
        Err(failure) => away(&visit, failure),
    }
}

/// `POST /examen/signaler/retirer`
async fn withdraw_alert(at: At) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    match take::withdraw_alert(&visit.app, desk).await {
        Ok(_) => Ok(visit.go_and_say("/examen", "notice-exam-alert-gone")),
        Err(failure) => away(&visit, failure),
    }
}

/// `GET /examen/remettre`
async fn ask_hand_in(at: At) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    match on_the_table(&visit, &desk) {
        Ok(question) => visit.page(&HandInPage { head: head(&desk.sat), clock: clock(&question), answered: answered(&desk.sat), of: question.of }),
        Err(elsewhere) => Ok(*elsewhere),
    }
}

/// `POST /examen/remettre`
async fn hand_in(at: At) -> Result<Response, PageError> {
    let (visit, desk) = match at.desk() {
        Ok(found) => found,
        Err(elsewhere) => return Ok(*elsewhere),
    };
    match take::hand_in(&visit.app, desk).await {
        Ok(_) => Ok(Redirect::to("/examen").into_response()),
        Err(failure) => away(&visit, failure),
    }
}

/// `POST /examen/signe`: what the browser says of itself, every quarter of a minute; it hears how the clock stands.
async fn sign(at: At, fields: Fields) -> Result<Response, PageError> {
    let At { visit, guest, .. } = at;
    let Some(Guest::Seated(desk)) = guest else {
        return Ok((StatusCode::CONFLICT, Json(json!({ "state": "out" }))).into_response());
    };
    let sign = match fields.one("sign") {
        "left" => Sign::Left,
        "returned" => Sign::Returned,
        _ => Sign::Here,
    };
    take::heard(&visit.app, &desk, sign).await.or_page(&visit)?;
    let sat = &desk.sat;
    let question = sat.run.as_ref().and_then(|run| run.question(visit.app.clock.now()));
    let told = match (sat.status().or_page(&visit)?, question) {
        (status, Some(question)) if status.is_under_way() => {
            let state = if question.is_running {
                "running"
            } else if sat.alert.is_some() {
                "alert"
            } else {
                "paused"
            };
            json!({ "state": state, "seq": question.seq, "seconds": question.remaining / 1_000_000 })
        }
        (status, _) => json!({ "state": status.code() }),
    };
    Ok(Json(told).into_response())
}

/// `POST /examen/quitter`: this browser forgets the exam. One that is under way waits for another browser.
async fn leave(visit: Visit) -> Response {
    go_with("/examen", vec![set_cookie(&visit, "", 0), visit.notice_cookie("notice-exam-left")])
}
