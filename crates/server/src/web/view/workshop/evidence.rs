//! What the answers say of a question, in pictures with their numbers behind.

use std::collections::BTreeMap;

use domain::evidence::Reason;
use serde::Serialize;

use super::{Frame, sample_frame, sample_item_frame};
use crate::render::{Page, Texts, Words};
use crate::web::drawing::{Axis, Interval, Layer, between, plot};

/// Something to look at: the text `evidence-…` says why.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLine {
    /// Code of the reason.
    pub reason: &'static str,
    /// The option or the group that it is about, in words.
    pub about: Option<String>,
}

/// `GET /atelier/banque/a-regarder`
#[derive(Debug, Clone, Serialize)]
pub struct LookAtPage {
    /// What stands around.
    pub frame: Frame,
    /// What to look at, the gravest first.
    pub rows: Vec<LookAtRow>,
    /// Questions that have enough answers to be judged.
    pub judged: usize,
    /// Questions.
    pub items: usize,
    /// This page, from 1.
    pub page: usize,
    /// Of so many.
    pub pages: usize,
}

/// A question to look at.
#[derive(Debug, Clone, Serialize)]
pub struct LookAtRow {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub content_lang: String,
    /// Answers.
    pub answers: u64,
    /// Why.
    pub finding: FindingLine,
}

/// `GET /atelier/questions/{id}/mesures`
#[derive(Debug, Clone, Serialize)]
pub struct MeasuresPage {
    /// What stands around.
    pub frame: Frame,
    /// What the answers say; none while people do not meet the question.
    pub evidence: Option<Measures>,
    /// Reports that wait.
    pub open_reports: i64,
    /// The item's name, for the link to its reports.
    pub id: String,
}

/// What the answers say. What too few people are behind is not here.
#[derive(Debug, Clone, Serialize)]
pub struct Measures {
    /// Answers.
    pub answers: u64,
    /// Answers from which anything is said.
    pub enough: u64,
    /// Answers below which a group is not shown.
    pub smallest: u64,
    /// Why somebody should look at it.
    pub findings: Vec<FindingLine>,
    /// Mean share of the points, with its interval, once ten people have answered.
    pub score: Option<[f64; 3]>,
    /// Share of "I don't know".
    pub unknown: Option<f64>,
    /// Groups of ability.
    pub curve: Vec<CurveRow>,
    /// Difficulty and slope, believed and as the answers alone suggest.
    pub fitted: Option<FittedRow>,
    /// What was answered.
    pub choices: Vec<ChoiceRow>,
    /// Month by month.
    pub months: Vec<MonthRow>,
    /// Groups of people.
    pub groups: Vec<GroupRow>,
    /// Seconds that people take: half of them less, nine in ten less, and what the author says.
    pub seconds: Option<[f64; 3]>,
}

/// People of about the same ability.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CurveRow {
    /// Mean ability.
    pub ability: f64,
    /// Answers.
    pub answers: u64,
    /// Share of the points won.
    pub observed: f64,
    /// Its interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// What the parameters in use expect.
    pub believed: f64,
    /// What the curve that fits best gives.
    pub fitted: f64,
}

/// Difficulty and slope.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct FittedRow {
    /// What the author said.
    pub author: f64,
    /// In use.
    pub difficulty: f64,
    /// By the answers alone, with its standard error; none where points do not rise with ability.
    pub now: Option<[f64; 2]>,
    /// Slope in use.
    pub slope: f64,
    /// By the answers alone, with its standard error.
    pub slope_now: [f64; 2],
}

/// Something that can be answered.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceRow {
    /// What is read.
    pub label: String,
    /// Whether it is right.
    pub is_key: bool,
    /// How often it was chosen; none for fewer people than are shown.
    pub answers: Option<u64>,
    /// Share of those who answered.
    pub share: Option<f64>,
    /// Mean ability of those who chose it.
    pub ability: Option<f64>,
}

/// A month.
#[derive(Debug, Clone, Serialize)]
pub struct MonthRow {
    /// `YYYY-MM`.
    pub month: String,
    /// Answers.
    pub answers: u64,
    /// How much harder than over all its life.
    pub shift: f64,
    /// The interval of that.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// A group of people against the others.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// `trade` or `setting`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Code of the family of trades, which the page names.
    pub family: Option<String>,
    /// Answers of the group.
    pub answers: u64,
    /// `harder` or `easier` for the group.
    pub side: &'static str,
    /// D-DIF in delta units.
    pub delta: f64,
    /// Its standard error.
    pub error: f64,
    /// `A`, `B` or `C`.
    pub class: &'static str,
}

impl Page for LookAtPage {
    const TEMPLATE: &'static str = "pages/workshop/look-at.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |reason: Reason, about: Option<&str>| LookAtRow {
            id: "messages-du-lundi".into(),
            title: "Cinq messages un lundi matin".into(),
            content_lang: "fr".into(),
            answers: 231,
            finding: FindingLine { reason: reason.code(), about: about.map(str::to_owned) },
        };
        let rows = Reason::ALL.map(|reason| row(reason, (reason == Reason::DeadOption).then_some("Je réponds à l’expéditeur."))).into();
        let full = Self { frame: sample_frame("bank"), rows, judged: 301, items: 478, page: 2, pages: 3 };
        let sound = Self { rows: Vec::new(), page: 1, pages: 1, ..full.clone() };
        let new = Self { judged: 0, ..sound.clone() };
        vec![("full", full), ("sound", sound), ("new", new)]
    }
}

impl Page for MeasuresPage {
    const TEMPLATE: &'static str = "pages/workshop/measures.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let point = |ability: f64, observed: f64| CurveRow {
            ability,
            answers: 40,
            observed,
            low: observed - 0.1,
            high: observed + 0.1,
            believed: 0.5 + ability / 5.0,
            fitted: 0.5 + ability / 6.0,
        };
        let choice = |label: &str, is_key, answers: Option<u64>| ChoiceRow {
            label: label.into(),
            is_key,
            answers,
            share: answers.map(|n| n as f64 / 240.0),
            ability: answers.map(|n| n as f64 / 200.0),
        };
        let group = |kind, family: Option<&str>, side, class| GroupRow {
            kind,
            name: "EHPAD".into(),
            family: family.map(str::to_owned),
            answers: 64,
            side,
            delta: -1.7,
            error: 0.4,
            class,
        };
        let month = |month: &str, shift: f64| MonthRow { month: month.into(), answers: 80, shift, low: shift - 0.3, high: shift + 0.3 };
        let measures = Measures {
            answers: 240,
            enough: 50,
            smallest: 10,
            findings: vec![
                FindingLine { reason: Reason::WrongKeySuspected.code(), about: None },
                FindingLine { reason: Reason::DeadOption.code(), about: Some("Je réponds.".into()) },
            ],
            score: Some([0.62, 0.55, 0.68]),
            unknown: Some(0.05),
            curve: vec![point(-1.4, 0.3), point(-0.5, 0.42), point(0.2, 0.6), point(1.3, 0.8)],
            fitted: Some(FittedRow { author: -0.5, difficulty: -0.4, now: Some([-0.2, 0.15]), slope: 1.1, slope_now: [0.9, 0.2] }),
            choices: vec![choice("Je compare deux traits d’identité.", true, Some(150)), choice("Je demande « Vous êtes Mme Martin ? »", false, None)],
            months: vec![month("2026-08", 0.1), month("2026-09", -0.05), month("2026-10", 0.3)],
            groups: vec![
                group("trade", Some("medical"), "harder", "A"),
                group("trade", Some("paramedical"), "harder", "B"),
                group("setting", None, "easier", "C"),
            ],
            seconds: Some([48.0, 95.0, 60.0]),
        };
        let page = |evidence| Self { frame: sample_item_frame("measures"), evidence, open_reports: 2, id: "messages-du-lundi".into() };
        let bare = Measures {
            findings: Vec::new(),
            fitted: None,
            months: Vec::new(),
            groups: Vec::new(),
            choices: Vec::new(),
            curve: Vec::new(),
            seconds: None,
            score: None,
            unknown: None,
            answers: 7,
            ..measures.clone()
        };
        let flat = Measures { findings: Vec::new(), fitted: measures.fitted.map(|f| FittedRow { now: None, ..f }), ..measures.clone() };
        let none = Self { open_reports: 0, ..page(None) };
        vec![("full", page(Some(measures))), ("flat", page(Some(flat))), ("few", page(Some(bare))), ("none", none)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        let mut drawn = BTreeMap::new();
        if let Some(measures) = &self.evidence {
            if measures.curve.len() > 1 {
                drawn.insert("curve", curve(&measures.curve, words));
            }
            if measures.months.len() > 1 {
                drawn.insert("months", months(&measures.months, words));
            }
        }
        drawn
    }
}

/// Observed shares with their intervals, over what the parameters expect and what fits best.
fn curve(rows: &[CurveRow], words: Words<'_>) -> String {
    let say = |value, digits| Texts::decimal(words.lang, value, digits);
    let up = Axis {
        low: 0.0,
        high: 1.0,
        ticks: [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (at, words.say("percent", &[("value", (at * 100.0).into())]))).into(),
        name: words.say("measures-points", &[]),
    };
    let line = |value: fn(&CurveRow) -> f64| rows.iter().map(|row| (row.ability, value(row))).collect();
    let points = rows.iter().map(|row| Interval { at: row.ability, value: row.observed, low: row.low, high: row.high }).collect();
    let layers = [Layer::Line("plot-before", line(|r| r.believed)), Layer::Line("plot-now", line(|r| r.fitted)), Layer::Points("plot-now", points)];
    plot(&words.say("measures-curve-title", &[]), &between(-3, 3, words.say("bank-ability", &[]), say), &up, &layers)
}

/// How much harder each month than all its life.
fn months(rows: &[MonthRow], words: Words<'_>) -> String {
    let say = |value, digits| Texts::decimal(words.lang, value, digits);
    let most = rows.iter().flat_map(|row| [row.low.abs(), row.high.abs()]).fold(1.0, f64::max).ceil().min(5.0);
    let up = between(-(most as i32), most as i32, words.say("measures-shift", &[]), say);
    let every = rows.len().div_ceil(6);
    let ticks = rows.iter().enumerate().filter(|(at, _)| at % every == 0).map(|(at, row)| (at as f64, row.month.clone())).collect();
    let across = Axis { low: -0.5, high: rows.len() as f64 - 0.5, ticks, name: words.say("measures-month", &[]) };
    let points = rows.iter().enumerate().map(|(at, row)| Interval { at: at as f64, value: row.shift, low: row.low, high: row.high }).collect();
    let usual = Layer::Level { from: -0.5, to: rows.len() as f64 - 0.5, at: 0.0 };
    plot(&words.say("measures-months-title", &[]), &across, &up, &[usual, Layer::Points("plot-now", points)])
}
