//! `/surveillance…`: the exam, as its invigilators see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::certification::codes::{CandidateCode, shown_exam_number};
use domain::certification::sitting::{Presence, Status};
use domain::certification::{CandidateStatus, Document, ExamStatus};
use domain::refusal::Refusal;
use serde_json::Value;
use store::candidates::Candidate;
use uuid::Uuid;

use super::watch_reports;
use crate::app::App;
use crate::http::{cookie, refuse};
use crate::service::Failure;
use crate::service::certification::intervene::{self, All, Given};
use crate::service::certification::watch::{self, Board, Seat, Watching};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::named::Named;
use crate::web::view::FieldError;
use crate::web::view::certification::watch::{BoardPage, ClosePage, Counts, EnterPage, Happened, Head, Row, SeatPage};
use crate::web::visit::{Visit, go_with};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/surveillance", get(show).post(enter))
        .route("/surveillance/depuis/{exam}", get(ask_from_centre).post(enter_from_centre))
        .route("/surveillance/ouvrir", get(back).post(open))
        .route("/surveillance/rouvrir", get(back).post(reopen))
        .route("/surveillance/cloturer", get(ask_close).post(close))
        .route("/surveillance/tous", get(back).post(all))
        .route("/surveillance/candidats/{candidate}", get(seat).post(act))
        .route("/surveillance/quitter", post(leave))
        .merge(watch_reports::routes())
}

/// A cookie of an invigilator lives for two days: reports are written after the exam.
const TWO_DAYS: i64 = 48 * 3600;

fn cookie_name(app: &App) -> &'static str {
    if app.config.secure_cookies() { "__Host-socle_watch" } else { "socle_watch" }
}

/// An invigilator at work. Whoever is none is asked for the codes.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) visit: Visit,
    pub(super) watching: Watching,
}

impl FromRequestParts<Arc<App>> for Post {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let found = match cookie(&parts.headers, cookie_name(app)).filter(|token| token.len() <= 100) {
            Some(token) => watch::recognise(app, token).await.map_err(|failure| PageError::new(&visit, failure).into_response())?,
            None => None,
        };
        match found {
            Some(watching) => Ok(Self { visit, watching }),
            None if parts.uri.path() == "/surveillance" => {
                let page = EnterPage { exam: None, number: String::new(), code: String::new(), name: String::new(), errors: Vec::new() };
                Err(visit.page(&page).into_response())
            }
            None => Err(Redirect::to("/surveillance").into_response()),
        }
    }
}

impl Post {
    pub(super) fn head(&self, here: &'static str) -> Head {
        let exam = &self.watching.exam;
        let status = match self.watching.status() {
            Some(ExamStatus::Running) => "running",
            Some(ExamStatus::Finished) => "finished",
            _ => "open",
        };
        Head {
            number: shown_exam_number(&exam.number),
            centre: exam.centre_name.clone(),
            place: exam.place.clone(),
            starts_at: exam.starts_at,
            status,
            start_code: exam.start_code.clone(),
            here,
        }
    }

    pub(super) async fn board(&self) -> Result<Board, PageError> {
        Box::pin(watch::board(&self.visit.app, &self.watching.proof)).await.or_page(&self.visit)
    }
}

async fn back() -> Redirect {
    Redirect::to("/surveillance")
}

pub(super) fn said(visit: &Visit, refusal: Refusal) -> String {
    visit.say(&format!("refusal-{}", refusal.code()))
}

pub(super) fn refused(page: Result<Response, PageError>, refusal: Refusal) -> Result<Response, PageError> {
    page.map(|mut page| {
        refuse(&mut page, refusal, None);
        page
    })
}

/// The field of a form that a refusal is about.
fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::ExamMinutes => "minutes",
        Refusal::ReasonMissing | Refusal::TextTooLong => "reason",
        Refusal::ExamDocument => "document",
        Refusal::ExamWatchCodes => "code",
        Refusal::NameMissing => "name",
        _ => "",
    }
}

fn came_in(visit: &Visit, token: &str) -> Response {
    let cookie = format!("{}; HttpOnly", visit.preference_cookie(cookie_name(&visit.app), token, TWO_DAYS));
    go_with("/surveillance", vec![cookie])
}

fn not_in(visit: &Visit, fields: &Fields, exam: Option<(String, String)>, failure: Failure) -> Result<Response, PageError> {
    match failure {
        Failure::Refused(refusal) if refusal != Refusal::NotFound => {
            let errors = vec![FieldError::new(field(refusal), said(visit, refusal))];
            let typed = |name: &str| fields.one(name).to_owned();
            refused(visit.page(&EnterPage { exam, number: typed("number"), code: typed("code"), name: typed("name"), errors }), refusal)
        }
        failure => Err(PageError::new(visit, failure)),
    }
}

/// `POST /surveillance`: number, code and name.
async fn enter(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    match watch::enter(&visit.app, fields.one("number"), fields.one("code"), fields.one("name")).await {
        Ok(token) => Ok(came_in(&visit, token.as_str())),
        Err(failure) => not_in(&visit, &fields, None, failure),
    }
}

/// `GET /surveillance/depuis/{exam}`: somebody of the centre comes in without a code.
async fn ask_from_centre(Named { visit, .. }: Named, Path(exam): Path<Uuid>) -> Result<Response, PageError> {
    let row = watch::exam_of_centre(&visit.app, &visit.actor(), exam).await.or_page(&visit)?;
    let exam = Some((format!("/surveillance/depuis/{exam}"), shown_exam_number(&row.number)));
    visit.page(&EnterPage { exam, number: String::new(), code: String::new(), name: String::new(), errors: Vec::new() })
}

/// `POST /surveillance/depuis/{exam}`
async fn enter_from_centre(Named { visit, .. }: Named, Path(exam): Path<Uuid>, fields: Fields) -> Result<Response, PageError> {
    let row = watch::exam_of_centre(&visit.app, &visit.actor(), exam).await.or_page(&visit)?;
    match watch::enter_from_centre(&visit.app, &visit.actor(), exam, fields.one("name")).await {
        Ok(token) => Ok(came_in(&visit, token.as_str())),
        Err(failure) => not_in(&visit, &fields, Some((format!("/surveillance/depuis/{exam}"), shown_exam_number(&row.number))), failure),
    }
}

/// `POST /surveillance/quitter`
async fn leave(post: Post) -> Result<Response, PageError> {
    let Post { visit, watching } = post;
    watch::leave(&visit.app, &watching).await.or_page(&visit)?;
    let gone = format!("{}; HttpOnly", visit.preference_cookie(cookie_name(&visit.app), "", 0));
    Ok(go_with("/surveillance", vec![gone]))
}

/// Family name, given name.
pub(super) fn listed(candidate: &Candidate) -> String {
    let usual = candidate.usual_name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!("{}{usual} {}", candidate.family_name, candidate.given_name)
}

fn row(seat: &Seat) -> Row {
    let candidate = &seat.candidate;
    let state = match (CandidateStatus::parse(&candidate.status), seat.status) {
        (Some(CandidateStatus::Withdrawn), _) => "withdrawn",
        (Some(CandidateStatus::Absent), None | Some(Status::Void)) => "absent",
        (_, Some(Status::Running)) if seat.alert.is_some() => "alert",
        (_, Some(Status::Running)) => "running",
        (_, Some(Status::Paused)) => "paused",
        (_, Some(Status::Ended)) => "ended",
        (_, Some(Status::Void)) if seat.sitting.as_ref().is_some_and(|sitting| sitting.session_id.is_some()) => "void",
        _ if candidate.checked_in_at.is_none() => "expected",
        (_, Some(Status::Waiting)) => "waiting",
        _ => "admitted",
    };
    let (presence, since) = match seat.presence {
        Some(Presence::Here) => (Some("here"), None),
        Some(Presence::Away(since)) => (Some("away"), Some(since)),
        Some(Presence::Silent(since)) => (Some("silent"), Some(since)),
        None => (None, None),
    };
    let wants_device = seat.sitting.as_ref().is_some_and(|sitting| sitting.next_device_hash.is_some());
    Row {
        id: candidate.id.to_string(),
        name: listed(candidate),
        birth_date: candidate.birth_date.clone(),
        state,
        extra_percent: seat.extra_percent,
        question: seat.question.map(|(number, _)| number),
        of: seat.question.map(|(_, of)| of),
        minutes: seat.remaining.map(|remaining| (remaining / 1_000_000 + 59) / 60),
        presence,
        since,
        asks: if seat.alert.is_some() { Some("alert") } else { wants_device.then_some("device") },
        alert: seat.alert.as_ref().map(|alert| alert.kind.clone()),
    }
}

fn counts(board: &Board) -> Counts {
    let mut counts = Counts::default();
    for seat in &board.seats {
        if seat.candidate.status == CandidateStatus::Withdrawn.code() {
            continue;
        }
        counts.expected += 1;
        counts.present += u32::from(seat.candidate.checked_in_at.is_some());
        counts.running += u32::from(seat.status.is_some_and(Status::is_under_way));
        counts.ended += u32::from(seat.status == Some(Status::Ended));
    }
    counts
}

fn documents() -> Vec<&'static str> {
    Document::ALL.iter().map(|document| document.code()).collect()
}

async fn board_page(post: &Post, fields: &Fields, errors: Vec<FieldError>) -> Result<Response, PageError> {
    let board = post.board().await?;
    let page = BoardPage {
        head: post.head("board"),
        rows: board.seats.iter().map(row).collect(),
        counts: counts(&board),
        documents: documents(),
        invigilators: board.invigilators.iter().map(|one| one.name.clone()).collect(),
        now: board.now,
        note: post.watching.exam.note.clone(),
        minutes: fields.one("minutes").to_owned(),
        reason: fields.one("reason").to_owned(),
        errors,
    };
    post.visit.page(&page)
}

/// `GET /surveillance`: who is where.
async fn show(post: Post) -> Result<Response, PageError> {
    board_page(&post, &Fields::default(), Vec::new()).await
}

/// `POST /surveillance/ouvrir`
async fn open(post: Post) -> Result<Response, PageError> {
    let visit = &post.visit;
    watch::open_exam(&visit.app, &post.watching, &visit.origin()).await.or_page(visit)?;
    Ok(visit.go_and_say("/surveillance", "notice-exam-begun"))
}

/// `POST /surveillance/rouvrir`
async fn reopen(post: Post) -> Result<Response, PageError> {
    let visit = &post.visit;
    watch::reopen_exam(&visit.app, &post.watching).await.or_page(visit)?;
    Ok(visit.go_and_say("/surveillance", "notice-exam-open-again"))
}

/// `GET /surveillance/cloturer`
async fn ask_close(post: Post) -> Result<Response, PageError> {
    let visit = &post.visit;
    let board = post.board().await?;
    let reports = crate::service::certification::reports::of_exam(&visit.app, &post.watching).await.or_page(visit)?;
    let named = |keep: &dyn Fn(&Seat) -> bool| board.seats.iter().filter(|seat| keep(seat)).map(|seat| listed(&seat.candidate)).collect::<Vec<_>>();
    let here = |seat: &Seat| seat.candidate.checked_in_at.is_some() || seat.status == Some(Status::Waiting);
    let page = ClosePage {
        head: post.head("board"),
        at_work: named(&|seat| seat.status.is_some_and(Status::is_under_way)),
        absent: named(&|seat| seat.candidate.status != CandidateStatus::Withdrawn.code() && seat.candidate.checked_in_at.is_none()),
        never_began: named(&|seat| here(seat) && seat.candidate.checked_in_at.is_some() && seat.status.is_none_or(|status| status == Status::Waiting)),
        drafts: reports.iter().filter(|report| report.status == "draft").count() as u32,
        ended: counts(&board).ended,
    };
    visit.page(&page)
}

/// `POST /surveillance/cloturer`
async fn close(post: Post) -> Result<Response, PageError> {
    let visit = &post.visit;
    match watch::close_exam(&visit.app, &post.watching, &visit.origin()).await {
        Ok(()) => Ok(visit.go_and_say("/surveillance", "notice-exam-closed")),
        // the page says what is left
        Err(Failure::Refused(Refusal::ExamUnsettled)) => Ok(Redirect::to("/surveillance/cloturer").into_response()),
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /surveillance/tous`
async fn all(post: Post, fields: Fields) -> Result<Response, PageError> {
    let visit = &post.visit;
    let what = match fields.one("act") {
        "pause" => All::Pause,
        "resume" => All::Resume,
        "extend" => All::Extend(given(&fields), fields.one("seen").parse().unwrap_or(0)),
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    match intervene::for_all(&visit.app, &post.watching, &what).await {
        Ok(_) => Ok(visit.go_and_say("/surveillance", "notice-exam-done")),
        Err(Failure::Refused(refusal)) if !field(refusal).is_empty() => {
            let errors = vec![FieldError::new(field(refusal), said(visit, refusal))];
            refused(board_page(&post, &fields, errors).await, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

fn given(fields: &Fields) -> Given {
    Given { minutes: fields.one("minutes").to_owned(), reason: fields.one("reason").to_owned() }
}

async fn seat_of(post: &Post, candidate: Uuid) -> Result<(Seat, Board), PageError> {
    let mut board = post.board().await?;
    let place = board.seats.iter().position(|seat| seat.candidate.id == candidate);
    let place = place.ok_or_else(|| PageError::new(&post.visit, Refusal::NotFound))?;
    Ok((board.seats.swap_remove(place), board))
}

async fn seat_page(post: &Post, candidate: Uuid, fields: &Fields, errors: Vec<FieldError>) -> Result<Response, PageError> {
    let visit = &post.visit;
    let (seat, board) = seat_of(post, candidate).await?;
    let events = match &seat.sitting {
        Some(sitting) => intervene::history(&visit.app, &post.watching, sitting.id).await.or_page(visit)?,
        None => Vec::new(),
    };
    let names: BTreeMap<Uuid, &str> = board.invigilators.iter().map(|one| (one.id, one.name.as_str())).collect();
    let history = events
        .iter()
        .rev()
        .map(|event| Happened {
            at: event.at,
            kind: event.kind.clone(),
            words: told(visit, &event.detail),
            by: event.invigilator_id.and_then(|id| names.get(&id)).map(|name| (*name).to_owned()).unwrap_or_default(),
        })
        .collect();
    let sitting = seat.sitting.as_ref();
    let page = SeatPage {
        head: post.head("board"),
        row: row(&seat),
        code: CandidateCode::parse(&seat.candidate.code).map_or_else(|| seat.candidate.code.clone(), |code| code.to_string()),
        needs: seat.needs.clone(),
        document: seat.candidate.document.clone(),
        device: sitting.map(|sitting| sitting.device.clone()).filter(|device| !device.is_empty()),
        next_device: sitting.and_then(|sitting| sitting.next_device.clone()),
        alert_words: seat.alert.as_ref().map(|alert| alert.body.clone()).unwrap_or_default(),
        revision: sitting.map_or(0, |sitting| sitting.revision),
        ending: sitting.and_then(|sitting| sitting.ending.clone()),
        history,
        documents: documents(),
        minutes: fields.one("minutes").to_owned(),
        reason: fields.one("reason").to_owned(),
        errors,
    };
    visit.page(&page)
}

/// What an event says besides, in words.
fn told(visit: &Visit, detail: &str) -> String {
    let Ok(detail) = serde_json::from_str::<Value>(detail) else { return String::new() };
    let text = |name: &str| detail[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let mut parts = Vec::new();
    if let Some(seq) = detail["seq"].as_i64() {
        parts.push(visit.say_with("exam-said-question", &[("number", seq.into())]));
    }
    if let Some(seconds) = detail["seconds"].as_i64() {
        let is_given = detail["reason"].is_string();
        parts.push(if is_given {
            visit.say_with("exam-said-minutes", &[("minutes", (seconds / 60).into())])
        } else {
            visit.say_with("exam-said-away", &[("seconds", seconds.into())])
        });
    }
    parts.extend(text("document").map(|document| visit.say(&format!("watch-document-{document}"))));
    parts.extend(text("ending").map(|ending| visit.say(&format!("watch-ending-{ending}"))));
    parts.extend(text("device"));
    parts.extend(text("reason"));
    parts.join(" · ")
}

/// `GET /surveillance/candidats/{candidate}`
async fn seat(post: Post, Path(candidate): Path<Uuid>) -> Result<Response, PageError> {
    seat_page(&post, candidate, &Fields::default(), Vec::new()).await
}

/// `POST /surveillance/candidats/{candidate}`: what is done to one.
async fn act(post: Post, Path(candidate): Path<Uuid>, fields: Fields) -> Result<Response, PageError> {
    let visit = &post.visit;
    match done(&post, candidate, &fields).await {
        Ok(()) => {
            let to = if fields.one("back") == "board" { "/surveillance".to_owned() } else { format!("/surveillance/candidats/{candidate}") };
            Ok(visit.go_and_say(&to, "notice-exam-done"))
        }
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let errors = vec![FieldError::new(field(refusal), said(visit, refusal))];
            refused(seat_page(&post, candidate, &fields, errors).await, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn done(post: &Post, candidate: Uuid, fields: &Fields) -> crate::service::Result<()> {
    let (app, watching, reason) = (&post.visit.app, &post.watching, fields.one("reason"));
    match fields.one("act") {
        "admit" => return watch::admit(app, watching, candidate, fields.one("document")).await,
        "take-back" => return watch::take_back(app, watching, candidate).await,
        _ => {}
    }
    let board = Box::pin(watch::board(app, &watching.proof)).await?;
    let seat = board.seats.into_iter().find(|seat| seat.candidate.id == candidate).ok_or(Refusal::NotFound)?;
    let sitting = seat.sitting.ok_or(Refusal::ExamNotBegun)?.id;
    match fields.one("act") {
        "pause" => intervene::pause(app, watching, sitting, reason).await,
        "resume" => intervene::resume(app, watching, sitting).await,
        "extend" => intervene::extend(app, watching, sitting, fields.one("revision").parse().unwrap_or(0), &given(fields)).await,
        "move" => intervene::settle_device(app, watching, sitting, true).await,
        "refuse" => intervene::settle_device(app, watching, sitting, false).await,
        "freeze" => intervene::settle_alert(app, watching, sitting, true).await,
        "keep" => intervene::settle_alert(app, watching, sitting, false).await,
        "end" => intervene::end(app, watching, sitting, reason, false, &post.visit.origin()).await,
        "fail" => intervene::end(app, watching, sitting, reason, true, &post.visit.origin()).await,
        _ => Err(Refusal::Malformed.into()),
    }
}
