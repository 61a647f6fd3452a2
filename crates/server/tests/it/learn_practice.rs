//! The path, flashcards that come back, « I know this », reminders: through the real pages, on both engines, with a clock that is moved.

use domain::access::{Actor, Authorised, Learn};
use domain::date::Day;
use domain::learning::practice::Subject;
use server::service::account::recognise;
use server::service::learn::calendar::today;
use server::service::learn::{practice, question, reminders, standing};
use store::module_runs::{self, ModuleRun};
use store::practice_rounds;
use uuid::Uuid;

use crate::answering::{Way, finished};
use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};
use crate::responses::{as_form, by_lot};
use domain::item::Response;
use psychometrics::random::Random;

const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const AT_ONCE: usize = 20;

async fn person_of(app: &TestApp, browser: &Browser) -> Uuid {
    recognise(&app.app, &browser.token()).await.expect("the store").expect("somebody").person.id
}

/// The proof that somebody learns for themselves.
fn learner(person: Uuid) -> Authorised<Learn> {
    server::service::learn::plan::learner(&Actor::Person(person.as_u128())).expect("somebody")
}

/// Somebody went through a module, straight in the store.
async fn did(app: &TestApp, person: Uuid, module: &str) {
    let now = app.app.clock.now();
    let version = i64::from(app.app.library.module(module).expect("the module").version);
    let run = ModuleRun {
        id: app.app.entropy.id(now),
        person_id: person,
        module_id: module.to_owned(),
        version,
        step: 0,
        seed: 1,
        gesture: None,
        started_at: now,
        updated_at: now,
        finished_at: Some(now),
    };
    app.app.store.write(move |tx| Box::pin(async move { module_runs::insert(tx, &run).await.map(drop) })).await.expect("a run");
}

/// A module that has cards.
fn with_cards(app: &TestApp) -> String {
    app.app.library.modules.iter().find(|m| m.cards().count() >= 3).expect("a module with cards").id.clone()
}

/// The place that a reply leads to: `/progresser/revoir/{round}/{n}`, from 1; none for the end.
fn place(location: &str) -> Option<(String, usize)> {
    let mut parts = location.trim_start_matches("/progresser/revoir/").split('/');
    let (round, n) = (parts.next()?.to_owned(), parts.next()?);
    Some((round, n.parse().ok()?))
}

/// A page with its addresses as people write them.
fn written(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

/// Plays a round to its end, cards with this grade, questions not known; gives how many cards and questions there were.
async fn play(browser: &mut Browser, grade: &str) -> (usize, usize) {
    let mut to = browser.post("/progresser/revoir", &[]).await.is(303).location();
    let (mut cards, mut questions) = (0, 0);
    while let Some((round, n)) = place(&to) {
        let here = format!("/progresser/revoir/{round}/{n}");
        let front = browser.get(&here).await.is(200).text();
        if front.contains("data-flashcard") {
            assert!(!front.contains("name=\"grade\""), "the answer is not shown with the question");
            let back = browser.get(&format!("{here}?verso=1")).await.is(200).text();
            assert_eq!(back.matches("name=\"grade\"").count(), 4);
            browser.post(&here, &[("grade", grade)]).await.is(303);
            cards += 1;
        } else {
            browser.post(&here, &[("act", "dont-know")]).await.is(303);
            let sheet = browser.get(&here).await.is(200).text();
            assert!(sheet.contains("id=\"corrige\""), "what was right is shown once it is answered");
            questions += 1;
        }
        to = browser.get(&format!("/progresser/revoir/{round}/suite")).await.is(303).location();
    }
    (cards, questions)
}

on_both! {
    async fn a_week_of_flashcards_comes_back_on_the_days_that_it_says(app) {
        let (mut browser, person) = app.of_the_team("camille@essai.example", "").await;
        let module = with_cards(app);
        let cards = app.app.library.module(&module).expect("the module").cards().count();
        did(app, person, &module).await;
        let begun = today(app.app.clock.now());
        // everything is new: at most four at a time, the cards first
        let (mut seen, mut by_day) = (0, Vec::new());
        for day in 0..8 {
            let due = standing::due(&app.app, &learner(person)).await.expect("the store");
            let (mut cards, mut questions) = play(&mut browser, "good").await;
            // what does not fit two minutes comes in two more
            while standing::due(&app.app, &learner(person)).await.expect("the store") > 0 {
                let more = play(&mut browser, "good").await;
                assert!(more.0 + more.1 > 0, "what is due comes");
                (cards, questions) = (cards + more.0, questions + more.1);
            }
            assert!(day != 0 || cards > 0, "the cards of a module that was done can be practised at once");
            assert!(due == 0 || cards + questions > 0, "what is due comes");
            by_day.push(cards);
            seen += cards;
            app.advance(DAY);
        }
        assert!(seen > cards, "they came back within the week: {by_day:?}");
        let kept = standing::read(&app.app, &learner(person)).await.expect("the store").memories;
        let of_module: Vec<_> = kept.iter().filter(|m| m.subject.starts_with(&format!("card:{module}:"))).collect();
        assert_eq!(of_module.len(), cards, "every card was met");
        for memory in of_module {
            let schedule = server::service::learn::memory::schedule_of(memory).expect("it reads");
            assert!(schedule.reviews >= 2 && schedule.stability > 2.3, "remembered twice, it stays longer: {schedule:?}");
            assert!(schedule.due > begun && schedule.due.number() - schedule.seen.number() > 2);
        }
        // a month away: nothing is lost, and nobody is told off
        app.advance(40 * DAY);
        let page = browser.get("/progresser/revoir").await.is(200).plain();
        assert!(page.contains("reviennent aujourd’hui"), "{page}");
        let (cards, questions) = play(&mut browser, "good").await;
        assert!(cards + questions > 0);
    }
}

on_both! {
    async fn twenty_clicks_begin_one_round_and_grade_a_card_once(app) {
        let (browser, person) = app.of_the_team("camille@essai.example", "").await;
        did(app, person, &with_cards(app)).await;
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let mut browser = browser.clone();
            clicks.spawn(async move { browser.post("/progresser/revoir", &[]).await.is(303).location() });
        }
        let rounds = clicks.join_all().await;
        assert!(rounds.iter().all(|to| *to == rounds[0]), "{rounds:?}");
        assert_eq!(app.rows().await["practice_round"], 1);

        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (mut browser, to) = (browser.clone(), rounds[0].clone());
            clicks.spawn(async move { browser.post(&to, &[("grade", "good")]).await.is(303) });
        }
        clicks.join_all().await;
        let rows = app.rows().await;
        assert_eq!((rows["memory_recall"], rows["memory"]), (1, 1));
        let round = app.app.store.read_once(move |tx| Box::pin(practice_rounds::open_of(tx, person))).await.expect("the store").expect("it is open");
        assert_eq!(round.place, 1);

        // the card that is not reached yet, and a grade that is none
        let (id, _) = place(&rounds[0]).expect("a round");
        let mut browser = browser;
        let back = browser.post(&format!("/progresser/revoir/{id}/3"), &[("grade", "good")]).await.is(303).location();
        assert_eq!(back, format!("/progresser/revoir/{id}/2"));
        browser.post(&format!("/progresser/revoir/{id}/2"), &[("grade", "parfait")]).await.is(400);
        assert_eq!(app.rows().await["memory_recall"], 1);

        // a round is its person's alone
        let mut other = app.member("autre@essai.example", "").await;
        other.get(&format!("/progresser/revoir/{id}/2")).await.is(404);
        other.post(&format!("/progresser/revoir/{id}/2"), &[("grade", "good")]).await.is(404);
        app.browser().get(&format!("/progresser/revoir/{id}/2")).await.is(404);
    }
}

on_both! {
    async fn what_was_missed_in_a_positioning_is_asked_in_practice_and_answered_once(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 3).await;
        let person = person_of(app, &browser).await;
        let missed = standing::read(&app.app, &learner(person)).await.expect("the store").missed;
        assert!(!missed.is_empty(), "by lot, something is missed");
        let first = browser.post("/progresser/revoir", &[]).await.is(303).location();
        let (round, n) = place(&first).expect("a round");
        let row = app.app.store.read_once(move |tx| Box::pin(practice_rounds::open_of(tx, person))).await.expect("the store").expect("it is open");
        let keys: Vec<String> = serde_json::from_str(&row.subjects).expect("keys");
        let Some(Subject::Item { id }) = Subject::parse(&keys[n - 1]) else { panic!("nothing but questions: {keys:?}") };
        assert!(missed.contains(&id));

        let put = question::put(&app.app, &id, row.seed, 0).expect("it is in the edition");
        let mut random = Random::new(5, 1);
        let task = put.presentation().task;
        let page = browser.get(&first).await.is(200).text();
        assert!(!page.contains("corrige-titre"), "what is right is not shown before the answer");
        let answer: Response = by_lot(&task, &mut random);
        let mut fields = as_form(&task, &answer);
        fields.extend([("seed".to_owned(), row.seed.to_string()), ("act".to_owned(), "answer".to_owned())]);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        browser.post(&first, &fields).await.is(303);
        // another tab says something else: the first answer stays
        browser.post(&first, &[("act", "dont-know")]).await.is(303);
        let given = question::given(&app.app, &learner(person), row.id, 0, &id).await.expect("the store").expect("an answer");
        assert!(given.response.is_some(), "{answer:?}");
        let rows = app.rows().await;
        assert_eq!((rows["practice_answer"], rows["memory_recall"]), (1, 1));
        assert_eq!(place(&browser.get(&format!("/progresser/revoir/{round}/suite")).await.is(303).location()).map(|p| p.1), (keys.len() > 1).then_some(2));
        // and nothing of it enters the result
        assert!(written(&browser.get(&format!("/resultat/{session}")).await.is(200).text()).contains("/progresser/modules/"), "the result leads to a module");
    }
}

on_both! {
    async fn the_home_of_learning_proposes_three_steps_with_their_reasons_and_makes_nobody(app) {
        let before = app.rows().await["person"];
        let mut stranger = app.browser();
        let page = stranger.get("/progresser").await.is(200).text();
        assert_eq!(page.matches("<article class=\"step-card").count(), 3, "{page}");
        assert!(page.contains("Un bon premier module") && !page.contains("% de chances"), "nothing is said of answers that nobody gave");
        assert_eq!(app.rows().await["person"], before, "looking makes nobody");

        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 11).await;
        let page = browser.get("/progresser").await.is(200).plain();
        assert!(page.contains("d’être au niveau visé"), "{page}");
        assert!(page.contains("Tient dans le temps que vous avez"), "{page}");
        let html = written(&browser.get("/progresser").await.text());
        assert!(html.contains(&format!("/resultat/{session}")));
        // from the result to a module: one link, then one button
        let result = written(&browser.get(&format!("/resultat/{session}")).await.is(200).text());
        let link = result.split("href=\"").find_map(|part| part.strip_prefix("/progresser/modules/")).and_then(|p| p.split('"').next()).expect("a link");
        assert!(app.app.library.module(link).is_some(), "{link}");

        browser.post("/progresser/objectif", &[("objectif", "expert"), ("minutes", "3")]).await.is(303);
        let html = browser.get("/progresser").await.is(200).text();
        assert!(html.contains("value=\"expert\" selected") && html.contains("value=\"3\" selected"));
        browser.post("/progresser/objectif", &[("objectif", "decouverte"), ("minutes", "3")]).await.is(422);
        browser.post("/progresser/objectif", &[("objectif", "socle"), ("minutes", "9999")]).await.is(422);
        assert_eq!(app.rows().await["learning_plan"], 1);
    }
}

/// An objective that the path proposes to a stranger.
async fn objective(app: &TestApp) -> (String, String) {
    let page = written(&app.browser().get("/progresser").await.is(200).text());
    let code = page.split("/progresser/je-sais/").nth(1).and_then(|p| p.split('"').next()).expect("a link").to_owned();
    let module = app.app.library.modules.iter().find(|m| m.objective == code).expect("a module").id.clone();
    (code, module)
}

/// Answers the questions of a claim, right or not known; gives where it leads.
async fn claim(app: &TestApp, browser: &mut Browser, code: &str, right: &[bool]) {
    let mut to = browser.post(&format!("/progresser/je-sais/{code}"), &[]).await.is(303).location();
    for is_right in right {
        let person = person_of(app, browser).await;
        let rows = app.app.store.read_once(move |tx| Box::pin(store::claims::of_person(tx, person))).await.expect("the store");
        let row = rows.last().expect("a claim");
        let n: usize = to.rsplit('/').next().and_then(|n| n.parse().ok()).expect("a number");
        let items: Vec<String> = serde_json::from_str(&row.questions).expect("names");
        let put = question::put(&app.app, &items[n - 1], row.seed, n as i64 - 1).expect("it is in the edition");
        browser.get(&to).await.is(200);
        if *is_right {
            let key = crate::responses::key_of(&put);
            let mut fields = as_form(&put.presentation().task, &key);
            fields.extend([("seed".to_owned(), put.seed.to_string()), ("act".to_owned(), "answer".to_owned())]);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.post(&to, &fields).await.is(303);
        } else {
            browser.post(&to, &[("act", "dont-know")]).await.is(303);
        }
        let sheet = written(&browser.get(&to).await.is(200).text());
        to = format!("/progresser/je-sais/{code}/{}", n + 1);
        assert_eq!(sheet.contains(&format!("href=\"{to}\"")), rows_left(app, person).await, "{sheet}");
    }
}

async fn rows_left(app: &TestApp, person: Uuid) -> bool {
    let rows = app.app.store.read_once(move |tx| Box::pin(store::claims::of_person(tx, person))).await.expect("the store");
    rows.last().is_some_and(|row| row.status == "open")
}

on_both! {
    async fn two_right_answers_bear_a_claim_out_and_its_modules_leave_the_path(app) {
        let (code, module) = objective(app).await;
        let mut browser = app.browser();
        // whoever was never here can say so too
        claim(app, &mut browser, &code, &[true, false, true]).await;
        let page = browser.get(&format!("/progresser/je-sais/{code}")).await.is(200).plain();
        assert!(page.contains("Deux réponses justes"), "{page}");
        let path = written(&browser.get("/progresser").await.is(200).text());
        assert!(!path.contains(&format!("/progresser/modules/{module}\"")), "it is no longer proposed");
        assert_eq!(app.rows().await["result"], 0, "and it is no result");

        let mut other = app.browser();
        claim(app, &mut other, &code, &[false, false]).await;
        let page = other.get(&format!("/progresser/je-sais/{code}")).await.is(200).plain();
        assert!(page.contains("Deux réponses n’étaient pas justes"), "{page}");
        assert!(written(&other.get("/progresser").await.text()).contains(&format!("/progresser/modules/{module}\"")), "it still is");
        other.get("/progresser/je-sais/S9.99").await.is(404);
        other.post("/progresser/je-sais/S9.99", &[]).await.is(404);
    }
}

/// Moves the clock to this hour of Paris, today or tomorrow.
fn to_hour(app: &TestApp, hour: i64) {
    let now = server::service::learn::calendar::minute(app.app.clock.now());
    let until = (hour * 60 - now).rem_euclid(24 * 60);
    app.advance(until * MINUTE);
}

async fn mails(app: &TestApp) -> i64 {
    app.app.store.read_once(move |tx| Box::pin(store::mails::pending(tx))).await.expect("the store")
}

on_both! {
    async fn one_reminder_a_day_leaves_when_something_is_due_though_servers_look_at_once(app) {
        let (mut browser, person) = app.of_the_team("camille@essai.example", "").await;
        to_hour(app, 9);
        let every_day: Vec<(&str, &str)> = ["0", "1", "2", "3", "4", "5", "6"].map(|day| ("jours", day)).into();
        let save = |hour: &'static str| [vec![("heure", hour)], every_day.clone()].concat();
        browser.post("/progresser/rappels", &save("12:30")).await.is(303);
        to_hour(app, 13);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0, "nothing is due");

        did(app, person, &with_cards(app)).await;
        play(&mut browser, "again").await;
        to_hour(app, 12);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0, "it is not the hour yet");
        app.advance(31 * MINUTE);
        let mut servers = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let program = std::sync::Arc::clone(&app.app);
            servers.spawn(async move { reminders::send(&program, Uuid::now_v7()).await.expect("sent") });
        }
        assert_eq!(servers.join_all().await.into_iter().sum::<usize>(), 1, "one mail, whoever writes it");
        assert_eq!(mails(app).await, 1);
        app.advance(HOUR);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0, "one a day");
        app.advance(DAY - HOUR);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 1, "the next day another");
        assert_eq!(mails(app).await, 1, "one of yesterday that could not leave does not leave beside it");

        // an hour that is over begins tomorrow, and a server that was down does not write at night
        to_hour(app, 20);
        browser.post("/progresser/rappels", &save("12h30")).await.is(303);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0);
        app.advance(DAY);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0, "more than three hours late is too late");

        for (wrong, field) in [(vec![("heure", "midi"), ("jours", "1")], "heure"), (vec![("heure", "25:00"), ("jours", "1")], "heure"), (vec![("heure", "12:30")], "jours")] {
            let page = browser.post("/progresser/rappels", &wrong).await.is(422).text();
            assert!(page.contains(&format!("id=\"e-{field}\"")), "{page}");
        }
        let mut nameless = app.browser();
        nameless.begin("whole").await;
        nameless.post("/progresser/rappels", &save("12:30")).await.is(422);
    }
}

on_both! {
    async fn one_click_in_a_mail_stops_reminders_at_once_from_anywhere_and_can_be_taken_back(app) {
        let (mut browser, person) = app.of_the_team("camille@essai.example", "").await;
        did(app, person, &with_cards(app)).await;
        play(&mut browser, "again").await;
        to_hour(app, 9);
        let days: Vec<(&str, &str)> = ["0", "1", "2", "3", "4", "5", "6"].map(|day| ("jours", day)).into();
        browser.post("/progresser/rappels", &[vec![("heure", "12:30")], days].concat()).await.is(303);
        app.advance(DAY);
        to_hour(app, 13);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 1);
        let now = app.app.clock.now();
        let claimed = app.app.store.write(move |tx| Box::pin(store::mails::claim(tx, now, now, 10))).await.expect("the outbox");
        let link = claimed[0].unsubscribe.clone().expect("where it is stopped");
        assert!(claimed[0].mail.body_text.contains(&link) && written(&claimed[0].mail.body_html).contains(&link));
        let path = link.strip_prefix("http://socle.example").expect("ours").to_owned();

        // a scanner looks: nothing changes
        let mut anybody = app.browser();
        anybody.get(&path).await.is(200);
        assert!(reminders::are_on(&app.app, &learner(person)).await.expect("the store"));
        // a program that reads mail posts from elsewhere, without a cookie (RFC 8058)
        let elsewhere = [("sec-fetch-site", "cross-site"), ("origin", "https://webmail.example")];
        let reply = anybody.post_with(&path, &[("List-Unsubscribe", "One-Click")], &elsewhere).await.is(200).plain();
        assert!(reply.contains("Les rappels sont arrêtés"), "{reply}");
        assert!(!reminders::are_on(&app.app, &learner(person)).await.expect("the store"));
        assert_eq!(mails(app).await, 0, "what waited in the outbox does not leave");
        app.advance(DAY);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 0);
        // nothing else is open to other sites
        anybody.post_with(&format!("{path}/reprendre"), &[], &elsewhere).await.is(403);
        browser.post_with("/progresser/rappels", &[("act", "stop")], &elsewhere).await.is(403);
        anybody.post_with("/rappels/Zr8m2kQv", &[], &elsewhere).await.is(410);

        anybody.post(&format!("{path}/reprendre"), &[]).await.is(303);
        assert_eq!(reminders::send(&app.app, Uuid::now_v7()).await.expect("sent"), 1, "taken back, they leave again, at the same hour");
        browser.post("/progresser/rappels", &[("act", "stop")]).await.is(303);
        assert!(!reminders::are_on(&app.app, &learner(person)).await.expect("the store"));
    }
}

on_both! {
    async fn growth_is_told_between_two_positionings_and_not_before(app) {
        let mut browser = app.browser();
        assert_eq!(browser.get("/progresser/progres").await.is(303).location(), "/progresser");
        finished(app, &mut browser, Way::Lot, 4).await;
        let page = browser.get("/progresser/progres").await.is(200).plain();
        assert!(page.contains("il en faut deux"), "{page}");
        app.advance(60 * DAY);
        finished(app, &mut browser, Way::Key, 5).await;
        let page = browser.get("/progresser/progres").await.is(200).plain();
        assert!(page.contains("en hausse") && page.contains("le hasard y est souvent pour quelque chose"), "{page}");
        assert!(page.contains("Intervalle à 95 %"), "{page}");
        assert!(practice::ahead(&app.app, &learner(person_of(app, &browser).await)).await.expect("the store").due == 0);
        assert!(Day::of(app.app.clock.now()) > Day::of(crate::harness::NOW));
    }
}
