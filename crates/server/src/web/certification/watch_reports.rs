//! `/surveillance/pv…`: reports of incidents and of frauds.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::certification::sitting::ReportKind;
use domain::refusal::Refusal;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use store::exam_reports::ExamReport;
use uuid::Uuid;

use super::watch::{Post, listed, refused, said};
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::reports::{self, Draft};
use crate::service::certification::watch::Seat;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::watch::{Choice, ReportPage, ReportRow, ReportsPage};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/surveillance/pv", get(list)).route("/surveillance/pv/nouveau", get(new)).route("/surveillance/pv/{id}", get(show).post(act))
}

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// A time of the exam's day as it was typed, microseconds UTC.
fn moment(starts_at: i64, typed: &str) -> Option<i64> {
    let day = Timestamp::from_microsecond(starts_at).ok()?.to_zoned(paris()).date();
    let time: Time = typed.trim().parse().ok()?;
    day.to_datetime(time).to_zoned(paris()).ok().map(|at| at.timestamp().as_microsecond())
}

fn time_of(at: i64) -> String {
    Timestamp::from_microsecond(at).map(|at| at.to_zoned(paris()).strftime("%H:%M").to_string()).unwrap_or_default()
}

/// `GET /surveillance/pv`
async fn list(post: Post) -> Result<Response, PageError> {
    let visit = &post.visit;
    let (board, reports) = (post.board().await?, reports::of_exam(&visit.app, &post.watching).await.or_page(visit)?);
    let name = |sitting: Uuid| board.seats.iter().find(|seat| seat.sitting.as_ref().is_some_and(|s| s.id == sitting)).map(|seat| listed(&seat.candidate));
    let rows = |kind: ReportKind| {
        let of_kind = reports.iter().filter(|report| report.kind == kind.code());
        let row = |report: &ExamReport| ReportRow {
            id: report.id.to_string(),
            kind: report.kind.clone(),
            status: report.status.clone(),
            category: report.category.clone(),
            name: report.sitting_id.and_then(name),
            at: report.happened_at.unwrap_or(report.created_at),
            author: report.author.clone(),
        };
        of_kind.map(row).collect()
    };
    visit.page(&ReportsPage { head: post.head("reports"), incidents: rows(ReportKind::Incident), frauds: rows(ReportKind::Fraud) })
}

/// Those who came, to choose from.
fn choices(seats: &[Seat], chosen: Option<Uuid>) -> Vec<Choice> {
    let came = seats.iter().filter_map(|seat| Some((seat.sitting.as_ref()?.id, listed(&seat.candidate))));
    came.map(|(id, text)| Choice { value: id.to_string(), text, is_chosen: Some(id) == chosen }).collect()
}

async fn page(post: &Post, id: Uuid, kind: ReportKind, report: Option<&ExamReport>) -> Result<ReportPage, PageError> {
    let board = post.board().await?;
    let (exam, now) = (&post.watching.exam, post.visit.app.clock.now());
    Ok(ReportPage {
        head: post.head("reports"),
        id: id.to_string(),
        kind: kind.code(),
        status: report.map_or_else(|| "new".to_owned(), |report| report.status.clone()),
        revision: report.map(|report| report.revision),
        categories: kind.categories().to_vec(),
        category: report.map(|report| report.category.clone()).unwrap_or_default(),
        candidates: choices(&board.seats, report.and_then(|report| report.sitting_id)),
        // of another day, now means nothing
        time: match report {
            Some(report) => report.happened_at.map(time_of).unwrap_or_default(),
            None if (now - exam.starts_at).abs() < 12 * 3_600_000_000 => time_of(now),
            None => String::new(),
        },
        body: report.map(|report| report.body.clone()).unwrap_or_default(),
        author: report.map_or_else(|| post.watching.invigilator.name.clone(), |report| report.author.clone()),
        filed_at: report.and_then(|report| report.filed_at),
        errors: Vec::new(),
    })
}

/// `GET /surveillance/pv/nouveau?genre=…&candidat=…`
async fn new(post: Post, crate::web::form::Asked(asked): crate::web::form::Asked<Vec<(String, String)>>) -> Result<Response, PageError> {
    let visit = &post.visit;
    let one = |name: &str| asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let kind = ReportKind::parse(one("genre")).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let now = visit.app.clock.now();
    let mut page = page(&post, visit.app.entropy.id(now), kind, None).await?;
    if let Ok(candidate) = one("candidat").parse::<Uuid>() {
        let board = post.board().await?;
        let chosen = board.seats.iter().find(|seat| seat.candidate.id == candidate).and_then(|seat| seat.sitting.as_ref()).map(|sitting| sitting.id);
        page.candidates = choices(&board.seats, chosen);
    }
    visit.page(&page)
}

/// `GET /surveillance/pv/{id}`
async fn show(post: Post, Path(id): Path<Uuid>) -> Result<Response, PageError> {
    let visit = &post.visit;
    let report = reports::one(&visit.app, &post.watching, id).await.or_page(visit)?;
    let kind = ReportKind::parse(&report.kind).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    visit.page(&page(&post, id, kind, Some(&report)).await?)
}

/// `POST /surveillance/pv/{id}`: kept, signed, or thrown away.
async fn act(post: Post, Path(id): Path<Uuid>, fields: Fields) -> Result<Response, PageError> {
    let visit = &post.visit;
    match done(&post, id, &fields).await {
        Ok(notice) => Ok(visit.go_and_say("/surveillance/pv", notice)),
        Err(Failure::Refused(Refusal::NotFound)) => Err(PageError::new(visit, Refusal::NotFound)),
        Err(Failure::Refused(refusal)) => {
            let kind = ReportKind::parse(fields.one("kind")).ok_or_else(|| PageError::new(visit, refusal))?;
            let board = post.board().await?;
            let mut page = page(&post, id, kind, None).await?;
            let field = match refusal {
                Refusal::ReportKindMissing => "category",
                Refusal::ExamReportWhom => "sitting",
                Refusal::TrainingDate => "time",
                Refusal::ReasonMissing | Refusal::TextTooLong => "body",
                _ => "",
            };
            page.revision = fields.one("revision").parse().ok();
            page.status = if page.revision.is_some() { "draft".into() } else { "new".into() };
            fields.one("category").clone_into(&mut page.category);
            page.candidates = choices(&board.seats, fields.one("sitting").parse().ok());
            fields.one("time").clone_into(&mut page.time);
            fields.one("body").clone_into(&mut page.body);
            page.errors = vec![FieldError::new(field, said(visit, refusal))];
            refused(visit.page(&page), refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn done(post: &Post, id: Uuid, fields: &Fields) -> crate::service::Result<&'static str> {
    let (app, watching) = (&post.visit.app, &post.watching);
    let seen: Option<i64> = fields.one("revision").parse().ok();
    if fields.one("act") == "discard" {
        reports::discard(app, watching, id).await?;
        return Ok("notice-exam-report-gone");
    }
    let time = fields.one("time").trim();
    let happened_at = moment(watching.exam.starts_at, time);
    if happened_at.is_none() && !time.is_empty() {
        return Err(Refusal::TrainingDate.into());
    }
    let draft = Draft {
        kind: fields.one("kind").to_owned(),
        category: fields.one("category").to_owned(),
        body: fields.one("body").to_owned(),
        happened_at,
        sitting: fields.one("sitting").parse().ok(),
    };
    reports::keep(app, watching, id, draft, seen).await?;
    if fields.one("act") != "file" {
        return Ok("notice-exam-report-kept");
    }
    // as it was kept just now
    reports::file(app, watching, id, seen.map_or(1, |seen| seen + 1), &post.visit.origin()).await?;
    Ok("notice-exam-report-filed")
}
