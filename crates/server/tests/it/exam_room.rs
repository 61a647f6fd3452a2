//! An exam to be tested: its candidates, its invigilator, and how a candidate takes it in a browser.

use domain::campaign::Code;
use domain::certification::codes;
use domain::session::State;
use psychometrics::random::Random;
use server::service::certification::exams::watch_code;
use store::candidates::{self, Candidate};
use store::exam_alerts::{self, ExamAlert};
use store::exams::{self, Exam};
use store::sittings::{self, Sitting};
use store::{answers, sessions};

use crate::browser::{Browser, Reply};
use crate::harness::TestApp;
use crate::responses::{as_form, by_lot, inside, task};

/// An exam that is open, with its candidates.
pub struct Room {
    pub exam: Exam,
    pub candidates: Vec<Candidate>,
    pub watch_code: String,
}

/// An exam that begins now, with so many candidates; nobody is checked in.
pub async fn room(app: &TestApp, seats: u64) -> Room {
    let now = app.app.clock.now();
    let exam = Exam {
        number: codes::exam_number(app.app.entropy.bytes()),
        centre_name: "IFSI des Trois-Rivières".into(),
        place: "Salle B 204".into(),
        search: "ifsi".into(),
        seats: seats.cast_signed(),
        status: "open".into(),
        watch_hash: Some(app.app.entropy.bytes::<16>().to_vec()),
        ..Exam::blank(app.app.entropy.id(now), now)
    };
    let candidates: Vec<Candidate> = (0..seats).map(|n| candidate(app, &exam, n)).collect();
    let watch_code = watch_code(&app.app, &exam).expect("a code");
    let (row, rows) = (exam.clone(), candidates.clone());
    app.app
        .store
        .write(move |tx| {
            let (row, rows) = (row.clone(), rows.clone());
            Box::pin(async move {
                exams::insert(tx, &row).await?;
                candidates::insert_all(tx, &rows).await.map(drop)
            })
        })
        .await
        .expect("an exam");
    Room { exam, candidates, watch_code }
}

/// The n-th candidate of an exam; the same name and birth date for the same number.
pub fn candidate(app: &TestApp, exam: &Exam, n: u64) -> Candidate {
    let now = app.app.clock.now();
    Candidate {
        code: Code::numbered(u64::from_le_bytes(app.app.entropy.bytes())).as_str().to_owned(),
        family_name: format!("NOM{n:03}"),
        given_name: "Camille".into(),
        birth_date: "2001-02-03".into(),
        sort_name: format!("nom{n:03} camille"),
        search: format!("nom{n:03} camille"),
        language: "fr".into(),
        status: "enrolled".into(),
        ..Candidate::blank(app.app.entropy.id(now), exam.id, now)
    }
}

impl Room {
    /// An invigilator's browser.
    pub async fn invigilator(&self, app: &TestApp) -> Browser {
        let mut browser = app.browser();
        let fields = [("number", self.exam.number.as_str()), ("code", self.watch_code.as_str()), ("name", "Nadia Morel")];
        assert_eq!(browser.post("/surveillance", &fields).await.is(303).location(), "/surveillance");
        browser
    }

    /// A candidate's browser, at the door.
    pub async fn knock(&self, app: &TestApp, n: usize) -> Browser {
        let mut browser = app.browser();
        self.knock_with(&mut browser, n).await.is(303);
        browser
    }

    pub async fn knock_with(&self, browser: &mut Browser, n: usize) -> Reply {
        browser.post("/examen", &[("number", &self.exam.number), ("code", &self.candidates[n].code)]).await
    }

    /// Where a candidate's row on the invigilators' pages is.
    pub fn seat(&self, n: usize) -> String {
        format!("/surveillance/candidats/{}", self.candidates[n].id)
    }

    /// An act on a candidate, as the button of the page does it.
    pub async fn act(&self, invigilator: &mut Browser, n: usize, fields: &[(&str, &str)]) -> Reply {
        invigilator.post(&self.seat(n), fields).await
    }

    pub async fn admit(&self, invigilator: &mut Browser, n: usize) {
        self.act(invigilator, n, &[("act", "admit"), ("document", "identity-card")]).await.is(303);
    }

    /// The code on the board, once the exam runs.
    pub async fn board_code(&self, app: &TestApp) -> String {
        let id = self.exam.id;
        let exam = app.app.store.read(move |tx| Box::pin(exams::load(tx, id))).await.expect("read").expect("an exam");
        exam.start_code.expect("the exam is open")
    }

    /// A candidate who has begun: their browser.
    pub async fn begun(&self, app: &TestApp, invigilator: &mut Browser, n: usize) -> Browser {
        let mut browser = self.knock(app, n).await;
        self.admit(invigilator, n).await;
        invigilator.post("/surveillance/ouvrir", &[]).await.is(303);
        let code = self.board_code(app).await;
        assert_eq!(browser.post("/examen/commencer", &[("start", &code)]).await.is(303).location(), "/examen");
        browser
    }

    /// The sittings of a candidate, the last one last.
    pub async fn sittings(&self, app: &TestApp, n: usize) -> Vec<Sitting> {
        let id = self.candidates[n].id;
        app.app.store.read(move |tx| Box::pin(sittings::of_candidate(tx, id))).await.expect("read")
    }

    pub async fn sitting(&self, app: &TestApp, n: usize) -> Sitting {
        self.sittings(app, n).await.pop().expect("a sitting")
    }

    /// The name of a candidate's session.
    pub async fn session(&self, app: &TestApp, n: usize) -> String {
        self.sitting(app, n).await.session_id.expect("it has begun").to_string()
    }

    pub async fn state(&self, app: &TestApp, n: usize) -> State {
        let id = self.sitting(app, n).await.session_id.expect("it has begun");
        let row = app.app.store.read(move |tx| Box::pin(sessions::load(tx, id))).await.expect("read").expect("a session");
        State::from_bytes(&row.state).expect("a state")
    }

    pub async fn log(&self, app: &TestApp, n: usize) -> Vec<answers::Answer> {
        let id = self.sitting(app, n).await.session_id.expect("it has begun");
        app.app.store.read(move |tx| Box::pin(answers::all_of(tx, id))).await.expect("read")
    }

    /// Time left, in seconds.
    pub async fn left(&self, app: &TestApp, n: usize) -> i64 {
        let state = self.state(app, n).await;
        let open = inside(app, &self.session(app, n).await).await;
        state.remaining(&open.edition, app.app.clock.now()) / 1_000_000
    }

    pub async fn alerts(&self, app: &TestApp) -> Vec<ExamAlert> {
        let id = self.exam.id;
        app.app.store.read(move |tx| Box::pin(exam_alerts::of_exam(tx, id))).await.expect("read")
    }

    pub async fn events(&self, app: &TestApp, n: usize) -> Vec<String> {
        let id = self.sitting(app, n).await.id;
        let events = app.app.store.read(move |tx| Box::pin(sittings::events(tx, id))).await.expect("read");
        events.into_iter().map(|event| event.kind).collect()
    }

    /// The form of an answer by lot to the question on the table.
    pub async fn form(&self, app: &TestApp, n: usize, random: &mut Random) -> Vec<(String, String)> {
        let session = self.session(app, n).await;
        let seq = inside(app, &session).await.state.seq().to_string();
        let shown = task(app, &session).await;
        let mut fields = as_form(&shown, &by_lot(&shown, random));
        fields.push(("seq".into(), seq));
        fields.push(("act".into(), "answer".into()));
        fields
    }

    /// Answers the question on the table, by the form of the page.
    pub async fn answer(&self, app: &TestApp, browser: &mut Browser, n: usize, random: &mut Random) -> Reply {
        let page = browser.get("/examen").await.is(200).text();
        let fields = self.form(app, n, random).await;
        for (name, _) in &fields {
            assert!(page.contains(&format!("name=\"{name}\"")), "the page has no field {name}: {page}");
        }
        send(browser, &fields).await
    }
}

/// Sends a form of an answer.
pub async fn send(browser: &mut Browser, fields: &[(String, String)]) -> Reply {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/examen/reponse", &fields).await
}
