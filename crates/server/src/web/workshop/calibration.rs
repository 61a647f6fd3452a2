//! Calibrating the bank: start, watch, stop, look, decide.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::GovernBank;
use domain::calibration::{ItemChange, LeftAlone, Proposal};
use domain::refusal::Refusal;
use domain::text::fold;
use formats::table::Csv;
use serde::Deserialize;
use uuid::Uuid;

use super::Desk;
use crate::render::Texts;
use crate::service::Failure;
use crate::service::bank::{Calibration, Status, approve, by_id, cancel, list, refuse as refuse_proposal, start};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::taken::{CSV, file};
use crate::web::view::FieldError;
use crate::web::view::workshop::calibration::{
    CalibrationPage, CalibrationRow, CalibrationsPage, CorrelationRow, ItemRow, LevelRow, ProposalAsked, ProposalView,
};

/// Calibrations that are listed.
const LISTED: i64 = 50;
/// Questions on a page of the table.
const ITEMS: usize = 50;
/// The longest note.
const NOTE: usize = 200;

/// What of a proposal is shown.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    montrer: String,
    #[serde(default)]
    tri: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
}

impl Shown {
    fn asked(&self) -> ProposalAsked {
        let one_of = |typed: &str, names: [&str; 3]| names.into_iter().find(|name| *name == typed).unwrap_or(names[0]).to_owned();
        ProposalAsked { show: one_of(&self.montrer, ["changed", "left", "all"]), sort: one_of(&self.tri, ["shift", "name", "answers"]), words: self.q.clone() }
    }

    fn query(&self) -> String {
        let asked = self.asked();
        let pairs = [("montrer", &asked.show), ("tri", &asked.sort), ("q", &asked.words)];
        let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("{query}&page=")
    }

    /// The questions that fit, in the order asked for.
    fn items<'a>(&self, proposal: &'a Proposal) -> Vec<&'a ItemChange> {
        let (asked, words) = (self.asked(), fold(&self.q));
        let fits = |item: &&ItemChange| {
            let is_shown = match asked.show.as_str() {
                "changed" => item.left.is_none(),
                "left" => item.left.is_some(),
                _ => true,
            };
            is_shown && (words.is_empty() || fold(&item.id).contains(&words))
        };
        let mut items: Vec<&ItemChange> = proposal.items.iter().filter(fits).collect();
        match asked.sort.as_str() {
            "name" => {}
            "answers" => items.sort_by_key(|item| std::cmp::Reverse(item.answers)),
            _ => items.sort_by(|a, b| b.shift().abs().total_cmp(&a.shift().abs())),
        }
        items
    }
}

fn middle(steps: &[f64]) -> f64 {
    steps.iter().sum::<f64>() / steps.len().max(1) as f64
}

fn item_row(item: &ItemChange) -> ItemRow {
    ItemRow {
        id: item.id.clone(),
        answers: item.answers,
        pretest: item.pretest,
        old: middle(&item.old.steps),
        new: middle(&item.new.steps),
        error: item.new.difficulty_sd,
        slopes: [item.old.discrimination, item.new.discrimination],
        left: item.left.map(LeftAlone::code),
    }
}

fn who(desk: &Desk, person: Option<Uuid>) -> &'static str {
    match person {
        None => "program",
        Some(person) if person.as_u128() == desk.member.person => "you",
        Some(_) => "somebody",
    }
}

fn row(desk: &Desk, calibration: &Calibration) -> CalibrationRow {
    CalibrationRow {
        id: calibration.id.to_string(),
        status: calibration.status.code(),
        started_at: calibration.started_at,
        by: who(desk, calibration.started_by),
        note: calibration.note.clone(),
        progress: calibration.progress,
        decided: calibration.decided_at.map(|at| (at, who(desk, calibration.decided_by))),
    }
}

async fn all(desk: &Desk, errors: Vec<FieldError>) -> Result<CalibrationsPage, PageError> {
    let app = &desk.visit.app;
    let found = list(&app.store, LISTED, app.clock.now()).await.or_page(&desk.visit)?;
    Ok(CalibrationsPage {
        frame: desk.frame("calibration"),
        may_govern: desk.has::<GovernBank>(),
        running: found.iter().find(|c| c.status == Status::Running).map(|c| c.id.to_string()),
        rows: found.iter().map(|c| row(desk, c)).collect(),
        errors,
    })
}

/// `GET /atelier/calibrage`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    let page = all(&desk, Vec::new()).await?;
    desk.visit.page(&page)
}

/// `POST /atelier/calibrage`: starts one. A double click finds the one that runs.
pub(super) async fn begin(desk: Desk, fields: Fields) -> Result<Response, PageError> {
    let proof = desk.may::<GovernBank>()?;
    let visit = &desk.visit;
    let note: String = fields.one("note").chars().filter(|c| !c.is_control()).take(NOTE).collect();
    match start(&visit.app, &proof, &visit.origin(), note.trim()).await {
        Ok(id) => Ok(Redirect::to(&format!("/atelier/calibrage/{id}")).into_response()),
        Err(Failure::Refused(refusal @ (Refusal::CalibrationRunning | Refusal::TooFewAnswers))) => {
            let page = all(&desk, vec![visit.fault("", refusal)]).await?;
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

async fn found(desk: &Desk, id: &str) -> Result<Calibration, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::new(&desk.visit, Refusal::NotFound))?;
    by_id(&desk.visit.app.store, id, desk.visit.app.clock.now()).await.or_page(&desk.visit)
}

fn page(desk: &Desk, calibration: &Calibration, shown: &Shown, errors: Vec<FieldError>) -> CalibrationPage {
    let governs = desk.has::<GovernBank>();
    let is_own = calibration.started_by.is_some_and(|person| person.as_u128() == desk.member.person);
    CalibrationPage {
        frame: desk.frame("calibration"),
        row: row(desk, calibration),
        may_stop: governs && calibration.status == Status::Running,
        may_decide: match (calibration.status, governs, is_own) {
            (Status::Proposed, true, true) => "own",
            (Status::Proposed, true, false) => "yes",
            _ => "no",
        },
        proposal: calibration.proposal.as_ref().map(|proposal| view(desk, proposal, shown)),
        errors,
    }
}

fn view(desk: &Desk, proposal: &Proposal, shown: &Shown) -> ProposalView {
    let edition = desk.visit.app.editions.current().edition;
    let domain = |place: usize| edition.framework.domains.get(place).map(|d| names::short(d, desk.visit.lang)).unwrap_or_default();
    let items = shown.items(proposal);
    let pages = items.len().div_ceil(ITEMS).max(1);
    let page = shown.page.clamp(1, pages);
    let changed = proposal.changed().count();
    ProposalView {
        sessions: proposal.sessions,
        answers: proposal.answers,
        from: proposal.from,
        until: proposal.until,
        settled: proposal.settled,
        changed,
        left: proposal.items.len() - changed,
        promoted: proposal.changed().filter(|item| item.pretest).count(),
        points: proposal.changed().map(|item| [middle(&item.old.steps), middle(&item.new.steps), 1.96 * item.new.difficulty_sd]).collect(),
        levels: proposal
            .levels
            .iter()
            .map(|level| {
                let (up, down) = level.moved();
                let sessions = level.sessions();
                LevelRow { domain: domain(level.domain), sessions, up, down, same: 1.0 - (up + down) as f64 / (sessions.max(1)) as f64 }
            })
            .collect(),
        items: items.iter().skip((page - 1) * ITEMS).take(ITEMS).map(|item| item_row(item)).collect(),
        found: items.len(),
        asked: shown.asked(),
        page,
        pages,
        query: shown.query(),
        correlations: proposal
            .correlations
            .iter()
            .map(|c| CorrelationRow { first: domain(c.first), second: domain(c.second), value: c.correlation, error: c.standard_error })
            .collect(),
    }
}

/// `GET /atelier/calibrage/{id}`
pub(super) async fn one(desk: Desk, Path(id): Path<String>, Asked(shown): Asked<Shown>) -> Result<Response, PageError> {
    let calibration = found(&desk, &id).await?;
    desk.visit.page(&page(&desk, &calibration, &shown, Vec::new()))
}

/// `POST /atelier/calibrage/{id}`: stops, approves or refuses, by the button that was pressed.
pub(super) async fn decide(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let proof = desk.may::<GovernBank>()?;
    let visit = &desk.visit;
    let calibration = found(&desk, &id).await?;
    let id = calibration.id;
    let done = match fields.one("act") {
        "stop" => cancel(&visit.app, &proof, id).await.map(|()| "notice-calibration-stopped"),
        "approve" => approve(&visit.app, &proof, &visit.origin(), id).await.map(|_| "notice-calibration-approved"),
        "refuse" => refuse_proposal(&visit.app, &proof, &visit.origin(), id).await.map(|()| "notice-calibration-refused"),
        _ => Err(Failure::Refused(Refusal::Malformed)),
    };
    match done {
        Ok(notice) => Ok(visit.go_and_say(&format!("/atelier/calibrage/{id}"), notice)),
        Err(Failure::Refused(refusal @ (Refusal::OwnCalibration | Refusal::CalibrationDecided | Refusal::NotFound))) => {
            // somebody else was first, or it ended by itself: shown as it stands now
            let now = found(&desk, &id.to_string()).await?;
            let told = if refusal == Refusal::NotFound { Refusal::CalibrationDecided } else { refusal };
            let errors = vec![visit.fault("", told)];
            visit.refused(told, &page(&desk, &now, &Shown::default(), errors))
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `GET /atelier/calibrage/{id}/questions.csv`
pub(super) async fn export(desk: Desk, Path(id): Path<String>, Asked(shown): Asked<Shown>) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let calibration = found(&desk, &id).await?;
    let proposal = calibration.proposal.as_ref().ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let heads = ["name", "answers", "old", "new", "error", "slope-old", "slope-new", "left"].map(|name| visit.say(&format!("calibration-column-{name}")));
    let mut table = Csv::new(&heads);
    let decimal = |value: f64| Texts::decimal(visit.lang, value, 3).replace('\u{2212}', "-");
    for item in shown.items(proposal).into_iter().map(item_row) {
        table.words(&[
            item.id,
            item.answers.to_string(),
            decimal(item.old),
            decimal(item.new),
            decimal(item.error),
            decimal(item.slopes[0]),
            decimal(item.slopes[1]),
            item.left.map(|left| visit.say(&format!("calibration-left-{left}"))).unwrap_or_default(),
        ]);
    }
    Ok(file(CSV, "socle-calibrage.csv", table.finish()))
}
