//! What an invigilator sees of an exam.

use serde::Serialize;

use crate::web::view::{FieldError, Page, SAMPLE_NOW};

/// The exam, at the head of each page.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Its number, as people read it.
    pub number: String,
    /// Name of the centre.
    pub centre: String,
    /// Where it is held.
    pub place: String,
    /// When, microseconds UTC.
    pub starts_at: i64,
    /// `open`, `running` or `finished`.
    pub status: &'static str,
    /// What is written on the board, once it runs.
    pub start_code: Option<String>,
    /// Which page this is: `board`, `reports`.
    pub here: &'static str,
}

/// `GET /surveillance`, before anybody is recognised; and for somebody of the centre, who gives their name only.
#[derive(Debug, Clone, Serialize)]
pub struct EnterPage {
    /// The exam that somebody of the centre comes from: its path and its number.
    pub exam: Option<(String, String)>,
    /// What was typed.
    pub number: String,
    /// What was typed.
    pub code: String,
    /// What was typed.
    pub name: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// A candidate on the board.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Identifier of the candidate.
    pub id: String,
    /// Family name, given name.
    pub name: String,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// `expected`, `admitted`, `waiting`, `running`, `paused`, `alert`, `ended`, `void`, `absent` or `withdrawn`.
    pub state: &'static str,
    /// Extra time, in percent.
    pub extra_percent: i64,
    /// Number of the question on the table.
    pub question: Option<u32>,
    /// Of how many.
    pub of: Option<u32>,
    /// Minutes left.
    pub minutes: Option<i64>,
    /// `here`, `away` or `silent`.
    pub presence: Option<&'static str>,
    /// Since when they are away or silent, microseconds UTC.
    pub since: Option<i64>,
    /// What somebody has to do: `alert` or `device`.
    pub asks: Option<&'static str>,
    /// What the alert is about: `display`…
    pub alert: Option<String>,
}

/// How many are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Enrolled and not withdrawn.
    pub expected: u32,
    /// Identity checked.
    pub present: u32,
    /// Under way.
    pub running: u32,
    /// Over.
    pub ended: u32,
}

/// `GET /surveillance`: who is where.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    /// The exam.
    pub head: Head,
    /// Candidates by name.
    pub rows: Vec<Row>,
    /// How many are where.
    pub counts: Counts,
    /// Documents that show who somebody is.
    pub documents: Vec<&'static str>,
    /// Names of the invigilators.
    pub invigilators: Vec<String>,
    /// The server's time, microseconds UTC.
    pub now: i64,
    /// Note of the centre for its invigilators.
    pub note: String,
    /// What was typed for everybody.
    pub minutes: String,
    /// What was typed for everybody.
    pub reason: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct Happened {
    /// When, microseconds UTC.
    pub at: i64,
    /// `admitted`, `left`…
    pub kind: String,
    /// What is to be known besides, in words.
    pub words: String,
    /// Which invigilator did it.
    pub by: String,
}

/// `GET /surveillance/candidats/{candidate}`
#[derive(Debug, Clone, Serialize)]
pub struct SeatPage {
    /// The exam.
    pub head: Head,
    /// The candidate.
    pub row: Row,
    /// Their code, as people read it.
    pub code: String,
    /// What else they need.
    pub needs: String,
    /// Which document they showed.
    pub document: Option<String>,
    /// Their browser.
    pub device: Option<String>,
    /// The browser that asks to go on.
    pub next_device: Option<String>,
    /// What the candidate said of the question.
    pub alert_words: String,
    /// Revision of the sitting, sent back with what is done to it.
    pub revision: i64,
    /// How it ended: `time`…
    pub ending: Option<String>,
    /// What happened, the latest first.
    pub history: Vec<Happened>,
    /// Documents that show who somebody is.
    pub documents: Vec<&'static str>,
    /// What was typed: minutes.
    pub minutes: String,
    /// What was typed: a reason.
    pub reason: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// `GET /surveillance/cloturer`
#[derive(Debug, Clone, Serialize)]
pub struct ClosePage {
    /// The exam.
    pub head: Head,
    /// Names of who is still at work.
    pub at_work: Vec<String>,
    /// Names of who never came.
    pub absent: Vec<String>,
    /// Names of who came and never began.
    pub never_began: Vec<String>,
    /// Drafts of reports.
    pub drafts: u32,
    /// How many are over.
    pub ended: u32,
}

/// A report in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Identifier.
    pub id: String,
    /// `incident` or `fraud`.
    pub kind: String,
    /// `draft`, `filed` or `examined`.
    pub status: String,
    /// What happened: `network`…
    pub category: String,
    /// Whom it is about.
    pub name: Option<String>,
    /// When it happened or was written, microseconds UTC.
    pub at: i64,
    /// Who wrote it.
    pub author: String,
}

/// `GET /surveillance/pv`
#[derive(Debug, Clone, Serialize)]
pub struct ReportsPage {
    /// The exam.
    pub head: Head,
    /// Incidents.
    pub incidents: Vec<ReportRow>,
    /// Frauds.
    pub frauds: Vec<ReportRow>,
}

/// A choice of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Sent back.
    pub value: String,
    /// Shown.
    pub text: String,
    /// Whether it is the one.
    pub is_chosen: bool,
}

/// `GET /surveillance/pv/{id}`: a report to be written, or as it was signed.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    /// The exam.
    pub head: Head,
    /// Identifier.
    pub id: String,
    /// `incident` or `fraud`.
    pub kind: &'static str,
    /// `new`, `draft`, `filed` or `examined`.
    pub status: String,
    /// Revision, sent back.
    pub revision: Option<i64>,
    /// What can have happened.
    pub categories: Vec<&'static str>,
    /// What did.
    pub category: String,
    /// Candidates who came.
    pub candidates: Vec<Choice>,
    /// At what time of the day, `HH:MM`.
    pub time: String,
    /// What happened.
    pub body: String,
    /// Who wrote it.
    pub author: String,
    /// When it was signed.
    pub filed_at: Option<i64>,
    /// What is wrong with what was typed.
    pub errors: Vec<FieldError>,
}

fn head(status: &'static str, here: &'static str) -> Head {
    Head {
        number: "BCD FGH".into(),
        centre: "IFSI des Trois-Rivières".into(),
        place: "Salle B 204, 12 rue du Moulin, 00000 Ville".into(),
        starts_at: SAMPLE_NOW,
        status,
        start_code: (status == "running").then(|| "KMPX".to_owned()),
        here,
    }
}

fn row(name: &str, state: &'static str) -> Row {
    let under_way = matches!(state, "running" | "paused" | "alert");
    Row {
        id: "0199c0de".into(),
        name: name.into(),
        birth_date: "2003-04-17".into(),
        state,
        extra_percent: 0,
        question: under_way.then_some(12),
        of: under_way.then_some(35),
        minutes: under_way.then_some(38),
        presence: under_way.then_some("here"),
        since: None,
        asks: None,
        alert: None,
    }
}

fn rows() -> Vec<Row> {
    let away = Row { presence: Some("away"), since: Some(SAMPLE_NOW - 95_000_000), ..row("DIALLO Aminata", "running") };
    let silent = Row { presence: Some("silent"), since: Some(SAMPLE_NOW - 180_000_000), asks: Some("device"), ..row("ÉTIENNE Jean-Baptiste", "running") };
    let alert = Row { asks: Some("alert"), alert: Some("display".into()), ..row("BERNARD Louise", "alert") };
    vec![
        row("ABADIE Claire", "expected"),
        alert,
        row("CHEN Wei", "admitted"),
        away,
        silent,
        Row { extra_percent: 33, ..row("FAURE Inès", "paused") },
        row("GARCIA Marta", "waiting"),
        row("HADDAD Karim", "ended"),
        row("IMBERT Sophie", "void"),
        row("JOURDAIN Paul", "absent"),
        row("KELLER Anne", "withdrawn"),
    ]
}

fn documents() -> Vec<&'static str> {
    vec!["identity-card", "passport", "residence-permit", "other"]
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "pages/certification/watch-enter.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { exam: None, number: String::new(), code: String::new(), name: String::new(), errors: Vec::new() };
        let centre = Self { exam: Some(("/surveillance/depuis/0199c0de".into(), "BCD FGH".into())), name: "Nadia Morel".into(), ..empty.clone() };
        let refused = Self {
            number: "BCD FGH".into(),
            code: "BCDF-GHJJ".into(),
            errors: vec![FieldError::new("code", "Ces codes ne vont pas ensemble."), FieldError::new("name", "Écrivez votre nom.")],
            ..empty.clone()
        };
        vec![("empty", empty), ("centre", centre), ("refused", refused)]
    }
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "pages/certification/watch-board.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            head: head("running", "board"),
            rows: rows(),
            counts: Counts { expected: 9, present: 7, running: 5, ended: 2 },
            documents: documents(),
            invigilators: vec!["Nadia Morel".into(), "Paul Petit".into()],
            now: SAMPLE_NOW,
            note: "Deux candidates arrivent de l’autre site vers 14 h 15.".into(),
            minutes: String::new(),
            reason: String::new(),
            errors: Vec::new(),
        };
        let before = Self {
            head: head("open", "board"),
            rows: vec![row("ABADIE Claire", "expected"), row("CHEN Wei", "admitted")],
            counts: Counts { expected: 2, present: 1, running: 0, ended: 0 },
            ..full.clone()
        };
        let empty = Self { rows: Vec::new(), counts: Counts::default(), note: String::new(), ..before.clone() };
        let over = Self { head: head("finished", "board"), rows: vec![row("HADDAD Karim", "ended")], ..full.clone() };
        let refused = Self { minutes: "dix".into(), errors: vec![FieldError::new("minutes", "Écrivez un nombre de minutes.")], ..full.clone() };
        vec![("full", full), ("before", before), ("empty", empty), ("over", over), ("refused", refused)]
    }
}

impl Page for SeatPage {
    const TEMPLATE: &'static str = "pages/certification/watch-seat.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let happened = |minutes: i64, kind: &str, words: &str, by: &str| Happened {
            at: SAMPLE_NOW - minutes * 60_000_000,
            kind: kind.into(),
            words: words.into(),
            by: by.into(),
        };
        let alert = Self {
            head: head("running", "board"),
            row: rows().remove(1),
            code: "KMPX 3479".into(),
            needs: "Près d’une fenêtre.".into(),
            document: Some("identity-card".into()),
            device: Some("Firefox, Windows".into()),
            next_device: None,
            alert_words: "L’image reste blanche.".into(),
            revision: 5,
            ending: None,
            history: vec![
                happened(1, "alerted", "Question 12", ""),
                happened(9, "returned", "38 s", ""),
                happened(10, "left", "", ""),
                happened(24, "began", "", ""),
                happened(31, "admitted", "Carte d’identité", "Nadia Morel"),
            ],
            documents: documents(),
            minutes: String::new(),
            reason: String::new(),
            errors: Vec::new(),
        };
        let device = Self { row: rows().remove(4), next_device: Some("Chrome, Windows".into()), alert_words: String::new(), ..alert.clone() };
        let expected = Self {
            row: rows().remove(0),
            document: None,
            device: None,
            history: Vec::new(),
            needs: String::new(),
            alert_words: String::new(),
            ..alert.clone()
        };
        let paused = Self { row: rows().remove(5), errors: vec![FieldError::new("reason", "Écrivez pourquoi.")], minutes: "10".into(), ..device.clone() };
        let admitted = Self { row: row("CHEN Wei", "admitted"), document: Some("passport".into()), ..expected.clone() };
        let ended = Self { row: row("HADDAD Karim", "ended"), ending: Some("time".into()), next_device: None, ..device.clone() };
        let samples = [("alert", alert), ("device", device), ("expected", expected), ("paused", paused), ("admitted", admitted), ("ended", ended)];
        samples.into_iter().chain(every_event()).collect()
    }
}

/// Every kind of event, so that each has its words.
fn every_event() -> Option<(&'static str, SeatPage)> {
    use domain::certification::sitting::EventKind;
    let (_, page) = <BoardPage as Page>::samples().into_iter().next().map(|(name, page)| (name, page.head))?;
    let history = EventKind::ALL.iter().map(|kind| Happened { at: SAMPLE_NOW, kind: kind.code().into(), words: String::new(), by: String::new() }).collect();
    let seat = SeatPage {
        head: page,
        row: row("HADDAD Karim", "running"),
        code: "KMPX 3479".into(),
        needs: String::new(),
        document: Some("other".into()),
        device: None,
        next_device: None,
        alert_words: String::new(),
        revision: 1,
        ending: None,
        history,
        documents: documents(),
        minutes: String::new(),
        reason: String::new(),
        errors: Vec::new(),
    };
    Some(("every-event", seat))
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "pages/certification/watch-close.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let ready = Self {
            head: head("running", "board"),
            at_work: Vec::new(),
            absent: vec!["JOURDAIN Paul".into()],
            never_began: vec!["GARCIA Marta".into()],
            drafts: 0,
            ended: 10,
        };
        let early = Self { at_work: vec!["BERNARD Louise".into(), "DIALLO Aminata".into()], drafts: 1, ..ready.clone() };
        vec![("ready", ready), ("early", early)]
    }
}

impl Page for ReportsPage {
    const TEMPLATE: &'static str = "pages/certification/watch-reports.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let report = |kind: &str, category: &str, status: &str| ReportRow {
            id: "0199c0de".into(),
            kind: kind.into(),
            status: status.into(),
            category: category.into(),
            name: Some("ÉTIENNE Jean-Baptiste".into()),
            at: SAMPLE_NOW,
            author: "Nadia Morel".into(),
        };
        let incidents = ["network", "machine", "power", "noise", "health", "evacuation", "late", "identity", "other"];
        let frauds = ["phone", "help", "documents", "copying", "impersonation", "other"];
        let states = ["draft", "filed", "examined"];
        let full = Self {
            head: head("running", "reports"),
            incidents: incidents.iter().enumerate().map(|(n, category)| report("incident", category, states[n % 3])).collect(),
            frauds: frauds.iter().enumerate().map(|(n, category)| report("fraud", category, states[n % 3])).collect(),
        };
        let empty = Self { incidents: Vec::new(), frauds: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "pages/certification/watch-report.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            head: head("running", "reports"),
            id: "0199c0de".into(),
            kind: "incident",
            status: "new".into(),
            revision: None,
            categories: vec!["network", "machine", "power", "noise", "health", "evacuation", "late", "identity", "other"],
            category: String::new(),
            candidates: vec![Choice { value: "0199c0de".into(), text: "ÉTIENNE Jean-Baptiste".into(), is_chosen: false }],
            time: "14:32".into(),
            body: String::new(),
            author: "Nadia Morel".into(),
            filed_at: None,
            errors: Vec::new(),
        };
        let fraud = Self {
            kind: "fraud",
            status: "draft".into(),
            revision: Some(2),
            categories: vec!["phone", "help", "documents", "copying", "impersonation", "other"],
            category: "phone".into(),
            body: "Un téléphone allumé sous la table. Je l’ai demandé, il m’a été remis.".into(),
            errors: vec![FieldError::new("sitting", "Dites de qui il s’agit.")],
            ..new.clone()
        };
        let filed =
            Self { status: "filed".into(), filed_at: Some(SAMPLE_NOW), category: "network".into(), body: "Coupure de cinq minutes.".into(), ..new.clone() };
        vec![("new", new), ("fraud", fraud), ("filed", filed)]
    }
}
