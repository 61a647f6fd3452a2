//! What learners report: the list, one report, what is done with it.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use domain::access::ReviewItems;
use domain::refusal::Refusal;
use domain::report::{Kind, LONGEST_ANSWER, Status};
use formats::table::Csv;
use serde::Deserialize;
use store::reports::Report;
use uuid::Uuid;

use super::Desk;
use crate::service::Failure;
use crate::service::report::{self, Filter, LISTED, Place};
use crate::service::workshop::{Summary, bank};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::workshop::reports::{ReportFilter, ReportRow, ReportShowPage, ReportsPage, StatusChoice};

/// Rows of an export at the most: what a spreadsheet opens at once.
const EXPORTED: usize = 20_000;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Narrow {
    #[serde(default)]
    etat: String,
    #[serde(default)]
    genre: String,
    #[serde(default)]
    question: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    avant: String,
}

impl Narrow {
    /// The status chosen; what waits comes first.
    fn status(&self) -> &'static str {
        match self.etat.as_str() {
            "all" => "all",
            typed => Status::parse(typed).unwrap_or(Status::Open).code(),
        }
    }

    fn filter(&self) -> Filter {
        let status = self.status();
        Filter {
            status: if status == "all" { String::new() } else { status.to_owned() },
            kind: Kind::parse(&self.genre).map(|kind| kind.code().to_owned()).unwrap_or_default(),
            item_id: plain(self.question.trim()),
            words: plain(&self.q),
        }
    }

    /// The same list elsewhere: another status, another place.
    fn path(&self, base: &str, status: &str, after: Option<Place>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("etat", status);
        for (name, value) in [("genre", &self.genre), ("question", &self.question), ("q", &self.q)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some((at, id)) = after {
            query.append_pair("avant", &format!("{at}.{id}"));
        }
        format!("{base}?{}", query.finish())
    }

    fn after(&self) -> Option<Place> {
        let (at, id) = self.avant.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    }
}

/// No control character reaches the store, and no book does.
fn plain(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_control()).take(200).collect()
}

type Titles = BTreeMap<String, Summary>;

async fn titles(desk: &Desk) -> Result<Titles, PageError> {
    let all = bank(&desk.visit.app, &desk.proof).await.or_page(&desk.visit)?;
    Ok(all.into_iter().map(|item| (item.item_id.clone(), item)).collect())
}

fn row(report: &Report, titles: &Titles) -> ReportRow {
    let item = titles.get(&report.item_id);
    ReportRow {
        id: report.id.to_string(),
        item: report.item_id.clone(),
        title: item.map(|item| item.title.clone()).unwrap_or_default(),
        content_lang: item.map_or_else(|| "fr".to_owned(), |item| item.language.clone()),
        kind: Kind::parse(&report.kind).unwrap_or(Kind::Other).code().to_owned(),
        status: status(report).code(),
        at: report.at,
        text: report.body.lines().map(str::to_owned).collect(),
        language: report.language.clone(),
        wants_answer: report.wants_answer,
    }
}

fn status(report: &Report) -> Status {
    Status::parse(&report.status).unwrap_or(Status::Open)
}

/// `GET /atelier/signalements`
pub(super) async fn show(desk: Desk, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let counts = report::counts(&visit.app, &desk.proof).await.or_page(visit)?;
    let listed = report::list(&visit.app, &desk.proof, narrow.filter(), narrow.after(), LISTED).await.or_page(visit)?;
    let titles = titles(&desk).await?;
    let (here, base) = (narrow.status(), "/atelier/signalements");
    let all = counts.open + counts.answered + counts.closed;
    let choice = |(name, count)| StatusChoice { name, path: narrow.path(base, name, None), count, is_here: name == here };
    let page = ReportsPage {
        frame: desk.frame("reports"),
        statuses: [("open", counts.open), ("answered", counts.answered), ("closed", counts.closed), ("all", all)].map(choice).into(),
        filter: ReportFilter { status: here.to_owned(), kind: narrow.genre.clone(), item: narrow.question.clone(), words: narrow.q.clone() },
        kinds: Kind::ALL.iter().map(|kind| kind.code()).collect(),
        rows: listed.reports.iter().map(|report| row(report, &titles)).collect(),
        next: listed.next.map(|next| narrow.path(base, here, Some(next))),
        first: narrow.after().map(|_| narrow.path(base, here, None)),
        export: narrow.path("/atelier/signalements.csv", here, None),
        is_new: all == 0,
    };
    visit.page(&page)
}

/// `GET /atelier/signalements.csv`
pub(super) async fn export(desk: Desk, Asked(narrow): Asked<Narrow>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let _pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    let listed = report::list(&visit.app, &desk.proof, narrow.filter(), None, EXPORTED).await.or_page(visit)?;
    let titles = titles(&desk).await?;
    let heads = ["at", "item", "title", "kind", "status", "text", "answer", "answered-at"].map(|name| visit.say(&format!("reports-column-{name}")));
    let mut table = Csv::new(&heads);
    for report in &listed.reports {
        let row = row(report, &titles);
        let texts = visit.app.renderer.texts();
        let date = |micros| texts.date_time(visit.lang, micros);
        table.words(&[
            date(report.at),
            row.item,
            row.title,
            visit.say(&format!("report-kind-{}", row.kind)),
            visit.say(&format!("reports-status-{}", row.status)),
            report.body.clone(),
            report.answer.clone().unwrap_or_default(),
            report.answered_at.map(date).unwrap_or_default(),
        ]);
    }
    Ok(file(CSV, "socle-signalements.csv", table.finish()))
}

fn identifier(desk: &Desk, id: &str) -> Result<Uuid, PageError> {
    id.parse().map_err(|_| PageError::new(&desk.visit, Refusal::NotFound))
}

/// `GET /atelier/signalements/{id}`
pub(super) async fn one(desk: Desk, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = identifier(&desk, &id)?;
    let page = page(&desk, id).await?;
    desk.visit.page(&page)
}

async fn page(desk: &Desk, id: Uuid) -> Result<ReportShowPage, PageError> {
    let visit = &desk.visit;
    let report = report::one(&visit.app, &desk.proof, id).await.or_page(visit)?;
    let others = report::of_item(&visit.app, &desk.proof, &report.item_id).await.or_page(visit)?;
    let titles = titles(desk).await?;
    let edition = visit.app.editions.current().edition;
    let now = edition.place(&report.item_id).map(|place| &edition.pool[place].hash);
    Ok(ReportShowPage {
        frame: desk.frame("reports"),
        row: row(&report, &titles),
        text_changed: now.is_some_and(|now| *now != report.item_hash),
        answer: report.answer.as_deref().unwrap_or_default().lines().map(str::to_owned).collect(),
        answered_at: report.answered_at,
        may_settle: desk.has::<ReviewItems>(),
        longest: LONGEST_ANSWER,
        others: others.iter().filter(|other| other.id != id).map(|other| row(other, &titles)).collect(),
        typed: [String::new(), String::new()],
        errors: Vec::new(),
    })
}

/// `POST /atelier/signalements/{id}`: answers, closes or reopens, by the button that was pressed.
pub(super) async fn settle(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let proof = desk.may::<ReviewItems>()?;
    let (visit, id) = (&desk.visit, identifier(&desk, &id)?);
    let to = format!("/atelier/signalements/{id}");
    let (said, field) = match fields.one("act") {
        "answer" => {
            let sent = report::answer(&visit.app, &proof, id, fields.one("answer")).await;
            (sent.map(|by_mail| if by_mail { "notice-report-mailed" } else { "notice-report-answered" }), "answer")
        }
        "close" => (report::close(&visit.app, &proof, id, fields.one("reason")).await.map(|()| "notice-report-closed"), "reason"),
        "reopen" => (report::reopen(&visit.app, &proof, id).await.map(|()| "notice-report-reopened"), ""),
        _ => (Err(Failure::Refused(Refusal::Malformed)), ""),
    };
    match said {
        Ok(notice) => Ok(visit.go_and_say(&to, notice)),
        Err(Failure::Refused(refusal @ (Refusal::ReasonMissing | Refusal::TextTooLong | Refusal::ReportSettled))) => {
            let sentence = match (refusal, field) {
                (Refusal::ReasonMissing, "answer") => visit.say("reports-answer-missing"),
                (Refusal::ReasonMissing, _) => visit.say("reports-reason-missing"),
                _ => visit.say(&format!("refusal-{}", refusal.code())),
            };
            let at = if refusal == Refusal::ReportSettled { "" } else { field };
            let typed = ["answer", "reason"].map(|name| fields.one(name).to_owned());
            visit.refused(refusal, &ReportShowPage { typed, errors: vec![FieldError::new(at, sentence)], ..page(&desk, id).await? })
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
