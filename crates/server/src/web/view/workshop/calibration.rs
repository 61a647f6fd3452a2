//! Calibrations: what was learned from answers, and what it would change.

use std::collections::BTreeMap;

use domain::calibration::LeftAlone;
use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::{Page, Texts, Words};
use crate::web::drawing::{Axis, Interval, Layer, plot};
use crate::web::view::{FieldError, SAMPLE_NOW};

/// `GET /atelier/calibrage`
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationsPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether this member may start one and decide.
    pub may_govern: bool,
    /// The one that runs.
    pub running: Option<String>,
    /// All of them, the newest first.
    pub rows: Vec<CalibrationRow>,
    /// Why none was started.
    pub errors: Vec<FieldError>,
}

/// One calibration in the list.
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationRow {
    /// Its identifier.
    pub id: String,
    /// `running`…
    pub status: &'static str,
    /// When it was started, microseconds UTC.
    pub started_at: i64,
    /// `you`, `somebody`, or `program` on the command line.
    pub by: &'static str,
    /// What its starter said, or why it failed.
    pub note: String,
    /// How much is done, 0 to 1.
    pub progress: f64,
    /// When it was decided, and by whom.
    pub decided: Option<(i64, &'static str)>,
}

/// `GET /atelier/calibrage/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct CalibrationPage {
    /// What stands around.
    pub frame: Frame,
    /// The calibration.
    pub row: CalibrationRow,
    /// Whether this member may stop it.
    pub may_stop: bool,
    /// Whether this member may decide on it: `yes`, `own` when they started it, `no`.
    pub may_decide: &'static str,
    /// What it proposes.
    pub proposal: Option<ProposalView>,
    /// What went wrong with what was just asked.
    pub errors: Vec<FieldError>,
}

/// What a calibration proposes.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalView {
    /// Sessions that were used.
    pub sessions: u64,
    /// Answers.
    pub answers: u64,
    /// From when…
    pub from: i64,
    /// …until when, microseconds UTC.
    pub until: i64,
    /// Whether the search came to rest.
    pub settled: bool,
    /// Questions that would get new parameters.
    pub changed: usize,
    /// Questions that stay as they are.
    pub left: usize,
    /// Questions that are promoted from their trial.
    pub promoted: usize,
    /// Old and new difficulty of all that change, with half of the interval of the new one.
    #[serde(skip)]
    pub points: Vec<[f64; 3]>,
    /// What happens to the levels of people.
    pub levels: Vec<LevelRow>,
    /// Questions of this page of the table.
    pub items: Vec<ItemRow>,
    /// Questions that fit the filter.
    pub found: usize,
    /// The filter and the order.
    pub asked: ProposalAsked,
    /// This page of the table, from 1.
    pub page: usize,
    /// Of so many.
    pub pages: usize,
    /// The same list with the query that leads to a page: a number follows.
    pub query: String,
    /// How the domains go together.
    pub correlations: Vec<CorrelationRow>,
}

/// What of the table is shown, and in which order.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProposalAsked {
    /// `changed`, `left` or `all`.
    pub show: String,
    /// `shift`, `name` or `answers`.
    pub sort: String,
    /// Words of the name.
    pub words: String,
}

/// Levels of people in one domain, before and after.
#[derive(Debug, Clone, Serialize)]
pub struct LevelRow {
    /// Name of the domain.
    pub domain: String,
    /// Sessions looked at.
    pub sessions: u64,
    /// Those that would end higher.
    pub up: u64,
    /// Those that would end lower.
    pub down: u64,
    /// Those that stay, as a share.
    pub same: f64,
}

/// A question before and after.
#[derive(Debug, Clone, Serialize)]
pub struct ItemRow {
    /// Its name.
    pub id: String,
    /// Answers that were used.
    pub answers: u64,
    /// Whether it was tried so far.
    pub pretest: bool,
    /// Difficulty in use.
    pub old: f64,
    /// Difficulty that is proposed.
    pub new: f64,
    /// Its standard error.
    pub error: f64,
    /// Slope in use, and proposed.
    pub slopes: [f64; 2],
    /// Why it stays as it is: the text `calibration-left-…`.
    pub left: Option<&'static str>,
}

/// How two domains go together.
#[derive(Debug, Clone, Serialize)]
pub struct CorrelationRow {
    /// The first.
    pub first: String,
    /// The second.
    pub second: String,
    /// Their correlation.
    pub value: f64,
    /// Its standard error.
    pub error: Option<f64>,
}

/// Every status a calibration can have.
const STATUSES: [&str; 7] = ["running", "interrupted", "proposed", "approved", "refused", "cancelled", "failed"];

fn sample(status: &'static str, by: &'static str) -> CalibrationRow {
    CalibrationRow {
        id: "0199c0de".into(),
        status,
        started_at: SAMPLE_NOW,
        by,
        note: "Après la campagne d’automne".into(),
        progress: 0.42,
        decided: matches!(status, "approved" | "refused").then_some((SAMPLE_NOW, by)),
    }
}

impl Page for CalibrationsPage {
    const TEMPLATE: &'static str = "pages/workshop/calibrations.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let by = ["you", "somebody", "program"];
        let rows = STATUSES.iter().enumerate().map(|(n, status)| sample(status, by[n % 3])).collect();
        let full = Self { frame: sample_frame("calibration"), may_govern: true, running: Some("0199c0de".into()), rows, errors: Vec::new() };
        let refused = Self { running: None, rows: Vec::new(), errors: vec![FieldError::new("", "Trop peu de réponses.")], ..full.clone() };
        let watched = Self { may_govern: false, running: None, rows: Vec::new(), ..full.clone() };
        vec![("full", full), ("refused", refused), ("watched", watched)]
    }
}

impl Page for CalibrationPage {
    const TEMPLATE: &'static str = "pages/workshop/calibration.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let item = |left: Option<LeftAlone>| ItemRow {
            id: "messages-du-lundi".into(),
            answers: 311,
            pretest: left.is_none(),
            old: -0.5,
            new: 0.1,
            error: 0.12,
            slopes: [1.0, 1.2],
            left: left.map(LeftAlone::code),
        };
        let level = |up, down| LevelRow { domain: "Télésanté".into(), sessions: 900, up, down, same: 1.0 - (up + down) as f64 / 900.0 };
        let proposal = ProposalView {
            sessions: 900,
            answers: 18_200,
            from: SAMPLE_NOW - 80 * 86_400_000_000,
            until: SAMPLE_NOW,
            settled: false,
            changed: 2,
            left: 4,
            promoted: 1,
            points: vec![[-0.5, 0.1, 0.2], [1.0, 1.2, 0.3]],
            levels: vec![level(22, 31), level(0, 0)],
            items: std::iter::once(None).chain(LeftAlone::ALL.map(Some)).map(item).collect(),
            found: 5,
            asked: ProposalAsked { show: "all".into(), sort: "shift".into(), words: String::new() },
            page: 2,
            pages: 3,
            query: "montrer=all&tri=shift&page=".into(),
            correlations: [Some(0.04), None].map(|error| CorrelationRow { first: "Télésanté".into(), second: "Outils".into(), value: 0.71, error }).into(),
        };
        let page = |status, by, may_decide, proposal| Self {
            frame: sample_frame("calibration"),
            row: sample(status, by),
            may_stop: status == "running",
            may_decide,
            proposal,
            errors: Vec::new(),
        };
        let settled = ProposalView { settled: true, pages: 1, page: 1, items: Vec::new(), promoted: 0, correlations: Vec::new(), ..proposal.clone() };
        let refused = Self { errors: vec![FieldError::new("", "Quelqu’un a déjà décidé.")], ..page("refused", "somebody", "no", Some(settled.clone())) };
        vec![
            ("proposed", page("proposed", "somebody", "yes", Some(proposal.clone()))),
            ("own", page("proposed", "you", "own", Some(settled))),
            ("running", page("running", "you", "no", None)),
            ("failed", page("failed", "program", "no", None)),
            ("refused", refused),
            ("approved", page("approved", "program", "no", Some(proposal))),
        ]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        let points = self.proposal.as_ref().map(|p| p.points.as_slice()).unwrap_or_default();
        if points.is_empty() { BTreeMap::new() } else { BTreeMap::from([("shifts", shifts(points, words))]) }
    }
}

/// Old against new difficulty; what lies on the line stays.
fn shifts(points: &[[f64; 3]], words: Words<'_>) -> String {
    let axis = |key: &str| Axis {
        low: -4.0,
        high: 4.0,
        ticks: [-4.0, -2.0, 0.0, 2.0, 4.0].map(|at| (at, Texts::decimal(words.lang, at, 0))).into(),
        name: words.say(key, &[]),
    };
    let intervals = points.iter().map(|[old, new, half]| Interval { at: *old, value: *new, low: new - half, high: new + half }).collect();
    let layers = [Layer::Line("plot-before", vec![(-4.0, -4.0), (4.0, 4.0)]), Layer::Points("plot-now plot-small", intervals)];
    plot(&words.say("calibration-shifts-title", &[]), &axis("calibration-old"), &axis("calibration-new"), &layers)
}
