//! What learners report, as the team reads it.

use domain::report::{Kind, LONGEST_ANSWER, Status};
use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// `GET /atelier/signalements`
#[derive(Debug, Clone, Serialize)]
pub struct ReportsPage {
    /// What stands around.
    pub frame: Frame,
    /// The statuses to choose from, with how many reports have each; the one of an empty name is all.
    pub statuses: Vec<StatusChoice>,
    /// What the list is narrowed to.
    pub filter: ReportFilter,
    /// Kinds to choose from.
    pub kinds: Vec<&'static str>,
    /// The reports of this page.
    pub rows: Vec<ReportRow>,
    /// Where the next page is.
    pub next: Option<String>,
    /// Where the first page is, when this is another.
    pub first: Option<String>,
    /// Where the same list is as a table for a spreadsheet.
    pub export: String,
    /// Whether nobody ever reported anything.
    pub is_new: bool,
}

/// A status to choose.
#[derive(Debug, Clone, Serialize)]
pub struct StatusChoice {
    /// `open`, `answered`, `closed`; `all`.
    pub name: &'static str,
    /// The list narrowed to it.
    pub path: String,
    /// How many there are.
    pub count: i64,
    /// Whether it is chosen.
    pub is_here: bool,
}

/// What the list is narrowed to, as typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReportFilter {
    /// `open`, `answered`, `closed` or `all`.
    pub status: String,
    /// One kind, or empty.
    pub kind: String,
    /// One item, or empty.
    pub item: String,
    /// Words, or empty.
    pub words: String,
}

/// A report of the list.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Its identifier.
    pub id: String,
    /// The item.
    pub item: String,
    /// Its title today, if it is still there.
    pub title: String,
    /// Language of the item.
    pub content_lang: String,
    /// `wrong`…
    pub kind: String,
    /// Where it stands.
    pub status: &'static str,
    /// When it was said, microseconds UTC.
    pub at: i64,
    /// The words, line by line.
    pub text: Vec<String>,
    /// The language they are written in.
    pub language: String,
    /// Whether an answer by mail is awaited.
    pub wants_answer: bool,
}

/// `GET /atelier/signalements/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct ReportShowPage {
    /// What stands around.
    pub frame: Frame,
    /// The report.
    pub row: ReportRow,
    /// Whether the item's text was another when it was reported.
    pub text_changed: bool,
    /// What was answered, or why it was closed; line by line.
    pub answer: Vec<String>,
    /// When.
    pub answered_at: Option<i64>,
    /// Whether this member may answer.
    pub may_settle: bool,
    /// Letters that fit in an answer.
    pub longest: usize,
    /// Other reports on the item.
    pub others: Vec<ReportRow>,
    /// What was typed before a refusal: the answer, and the reason.
    pub typed: [String; 2],
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

fn sample(kind: &str, status: Status, text: &[&str]) -> ReportRow {
    ReportRow {
        id: "0199c0de".into(),
        item: "messages-du-lundi".into(),
        title: "Cinq messages un lundi matin".into(),
        content_lang: "fr".into(),
        kind: kind.into(),
        status: status.code(),
        at: SAMPLE_NOW,
        text: text.iter().map(|line| (*line).to_owned()).collect(),
        language: "fr".into(),
        wants_answer: status == Status::Open,
    }
}

impl Page for ReportsPage {
    const TEMPLATE: &'static str = "pages/workshop/reports.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let choice = |name, count, is_here| StatusChoice { name, path: format!("/atelier/signalements?etat={name}"), count, is_here };
        let full = Self {
            frame: sample_frame("reports"),
            statuses: vec![choice("open", 2, true), choice("answered", 7, false), choice("closed", 0, false), choice("all", 9, false)],
            filter: ReportFilter { status: "open".into(), ..ReportFilter::default() },
            kinds: Kind::ALL.iter().map(|k| k.code()).collect(),
            rows: vec![
                sample("wrong", Status::Open, &["Le réflexe attendu est de prévenir le référent d’abord.", "C’est écrit dans notre procédure."]),
                sample("display", Status::Open, &[]),
                ReportRow { language: "en".into(), title: String::new(), ..sample("unclear", Status::Answered, &["Which mailbox?"]) },
                sample("outdated", Status::Closed, &["L’arrêté a changé."]),
            ],
            next: Some("/atelier/signalements?avant=1.2".into()),
            first: Some("/atelier/signalements".into()),
            export: "/atelier/signalements.csv?etat=open".into(),
            is_new: false,
        };
        let narrowed = Self {
            filter: ReportFilter { status: "all".into(), kind: "other".into(), item: "messages-du-lundi".into(), words: "procédure".into() },
            rows: Vec::new(),
            next: None,
            first: None,
            ..full.clone()
        };
        let empty = Self { rows: Vec::new(), next: None, first: None, is_new: true, ..full.clone() };
        vec![("full", full), ("narrowed", narrowed), ("empty", empty)]
    }
}

impl Page for ReportShowPage {
    const TEMPLATE: &'static str = "pages/workshop/report.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let open = Self {
            frame: sample_frame("reports"),
            row: sample("wrong", Status::Open, &["Le réflexe attendu est de prévenir le référent d’abord."]),
            text_changed: true,
            answer: Vec::new(),
            answered_at: None,
            may_settle: true,
            longest: LONGEST_ANSWER,
            others: vec![sample("display", Status::Answered, &["L’image manque."])],
            typed: [String::new(), String::new()],
            errors: Vec::new(),
        };
        let settled = |status| Self {
            row: sample("other", status, &["Bravo."]),
            answer: vec!["Merci !".into()],
            answered_at: Some(SAMPLE_NOW),
            text_changed: false,
            others: Vec::new(),
            ..open.clone()
        };
        let refused = Self {
            row: ReportRow { wants_answer: false, ..open.row.clone() },
            typed: [String::new(), "?".into()],
            errors: vec![FieldError::new("answer", "Écrivez une réponse.")],
            ..open.clone()
        };
        let late = Self { typed: ["Merci !".into(), String::new()], errors: vec![FieldError::new("", "Déjà traité.")], ..settled(Status::Answered) };
        let reopened = Self { row: open.row.clone(), ..settled(Status::Answered) };
        let watched = Self { may_settle: false, row: sample("display", Status::Open, &[]), ..open.clone() };
        vec![
            ("open", open.clone()),
            ("answered", settled(Status::Answered)),
            ("closed", settled(Status::Closed)),
            ("refused", refused),
            ("reopened", reopened),
            ("late", late),
            ("watched", watched),
        ]
    }
}
