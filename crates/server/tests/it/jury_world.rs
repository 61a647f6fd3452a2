//! An exam that was sat, for the jury: sittings whose answers are as one likes, straight in the store.

use domain::session::{Choice, Context, Ending, Pace, Plan, Scope, Scored, State, Status};
use store::{candidates, exam_reports, exams, sessions, sittings};
use uuid::Uuid;

use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};

/// Microseconds.
const HOUR: i64 = 60 * MINUTE;

/// An exam with whoever decides on it.
pub struct Court {
    pub exam: Uuid,
    /// Leads: certifies.
    pub chief: Browser,
    /// Two members of a jury.
    pub one: Browser,
    pub two: Browser,
}

impl Court {
    /// An exam that its centre has sent, nobody in it yet.
    pub async fn new(app: &TestApp) -> Self {
        let chief = app.member("chef@socle.example", "certifier").await;
        let one = app.member("un@socle.example", "juror").await;
        let two = app.member("deux@socle.example", "juror").await;
        let now = app.app.clock.now();
        let exam = app.app.entropy.id(now);
        let row = exams::Exam {
            number: "BCDFGH".into(),
            centre_name: "IFSI du Val".into(),
            place: "Salle 3".into(),
            search: "ifsi du val".into(),
            starts_at: now - 3 * HOUR,
            seats: 20,
            status: "finalised".into(),
            created_at: now - 4 * HOUR,
            opened_at: Some(now - 3 * HOUR),
            finished_at: Some(now - HOUR),
            finalised_at: Some(now),
            ..exams::Exam::blank(exam, now)
        };
        app.app.store.write(move |tx| Box::pin(async move { exams::insert(tx, &row.clone()).await })).await.expect("an exam");
        Self { exam, chief, one, two }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/certificateur/sessions/{}{rest}", self.exam)
    }

    /// Somebody who sat it under a number, with so many right answers of 32, as `person` when they have an account. Gives their candidacy.
    pub async fn sat(&self, app: &TestApp, number: i64, name: &str, person: Option<Uuid>, right: usize) -> Uuid {
        self.sat_so(app, number, name, person, &answers(app, right), ("ended", "complete")).await
    }

    /// The same with any answers, status and ending.
    pub async fn sat_so(&self, app: &TestApp, number: i64, name: &str, person: Option<Uuid>, answers: &[Scored], (status, ending): (&str, &str)) -> Uuid {
        let now = app.app.clock.now();
        let current = app.app.editions.certification();
        let (candidate, session) = (app.app.entropy.id(now), app.app.entropy.id(now));
        let plan = Plan { pace: Pace::Whole, language: domain::language::Language::Fr, avoid: Vec::new(), scope: Scope::default(), extra: 0 };
        let mut state = State::start(plan, &Context { now, seed: 7, edition: &current.edition, choice: Choice::Adaptive });
        state.answers = answers.to_vec();
        state.current = None;
        state.status = Status::Finished;
        state.ending = Some(Ending::Length);
        let session_row = sessions::Session {
            id: session,
            person_id: None,
            kind: "certification".into(),
            edition_id: current.id,
            seed: 7,
            token_hash: None,
            seq: 33,
            status: state.status.as_str().to_owned(),
            state: state.to_bytes(),
            started_at: now - 2 * HOUR,
            updated_at: now - HOUR,
            finished_at: Some(now - HOUR),
        };
        let candidate_row = candidates::Candidate {
            person_id: person,
            code: format!("KMPX{number:04}"),
            family_name: name.to_owned(),
            given_name: "Zoé".into(),
            birth_date: "1990-04-12".into(),
            email: Some(format!("{}@candidats.example", name.to_lowercase())),
            email_folded: Some(format!("{}@candidats.example", name.to_lowercase())),
            sort_name: name.to_lowercase(),
            search: name.to_lowercase(),
            status: "present".into(),
            checked_in_at: Some(now - 2 * HOUR),
            document: Some("passport".into()),
            created_at: now - 4 * HOUR,
            language: "fr".into(),
            ..candidates::Candidate::blank(candidate, self.exam, now)
        };
        let sitting = sittings::Sitting {
            session_id: Some(session),
            number,
            status: status.into(),
            created_at: now - 2 * HOUR,
            started_at: Some(now - 2 * HOUR),
            ended_at: Some(now - HOUR),
            ending: Some(ending.into()),
            ..sittings::Sitting::blank(app.app.entropy.id(now), &candidate_row, now)
        };
        let written = app.app.store.write(move |tx| {
            let (session_row, candidate_row, sitting) = (session_row.clone(), candidate_row.clone(), sitting.clone());
            Box::pin(async move {
                sessions::insert(tx, &session_row).await?;
                candidates::insert(tx, &candidate_row).await?;
                sittings::insert(tx, &sitting).await
            })
        });
        written.await.expect("a sitting");
        candidate
    }

    /// A report of fraud about the whole exam, signed.
    pub async fn fraud(&self, app: &TestApp) -> Uuid {
        let now = app.app.clock.now();
        let row = exam_reports::ExamReport {
            id: app.app.entropy.id(now),
            exam_id: self.exam,
            sitting_id: None,
            kind: "fraud".into(),
            status: "filed".into(),
            category: "phone".into(),
            body: "Un téléphone a sonné.".into(),
            happened_at: Some(now - 90 * MINUTE),
            author: "Camille Roux".into(),
            outcome: String::new(),
            revision: 1,
            created_at: now,
            filed_at: Some(now),
            settled_by: None,
            settled_at: None,
        };
        let id = row.id;
        app.app.store.write(move |tx| Box::pin(async move { exam_reports::insert(tx, &row.clone()).await })).await.expect("a report");
        id
    }

    /// Confirms and publishes.
    pub async fn publish(&mut self) {
        let path = self.path("");
        self.one.get(&path).await.is(200);
        self.one.post(&path, &[("act", "confirm")]).await.is(303);
        self.chief.post(&path, &[("act", "publish")]).await.is(303);
    }
}

/// Thirty-two answers to counted questions, domain after domain in turn; the first `right` of them won whole.
pub fn answers(app: &TestApp, right: usize) -> Vec<Scored> {
    let edition = app.app.editions.certification().edition;
    let domains = edition.framework.domains.len();
    let mut of_domain: Vec<Vec<usize>> = vec![Vec::new(); domains];
    for (place, pooled) in edition.pool.iter().enumerate() {
        if edition.counts(place as u16) && pooled.parameters.steps.len() == 1 {
            of_domain[pooled.domain].push(place);
        }
    }
    (0..32).map(|n| Scored { item: of_domain[n % domains][n / domains] as u16, won: u8::from(n < right) }).collect()
}

/// So many right answers that the decision is close to the border and says this.
pub fn close(app: &TestApp, certified: bool) -> usize {
    use domain::certification::{Circumstances, Rules, decision};
    let edition = app.app.editions.certification().edition;
    let none = std::collections::BTreeSet::new();
    let says = |right: usize| decision(&edition, &Rules::of(&edition), &answers(app, right), &Circumstances { neutralised: &none, technical: false });
    let is_it = |right: &usize| says(*right).close && says(*right).is_certified() == certified;
    let found = if certified { (0..=32).find(is_it) } else { (0..=32).rev().find(is_it) };
    found.expect("somebody is close to the border")
}
