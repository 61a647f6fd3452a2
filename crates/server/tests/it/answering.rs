//! Whole sessions, played by page or by program.

use domain::item::Response;
use psychometrics::random::Random;
use serde_json::{Value, json};

use crate::browser::{Api, Browser, Reply};
use crate::harness::{SECOND, TestApp};
use crate::responses::{as_form, by_lot, inside, right_answer, task};

/// What somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By lot, and now and then "I don't know".
    Lot,
    /// Right, always.
    Key,
}

/// What this person answers to the question on the table.
pub async fn answer_to(app: &TestApp, session: &str, way: Way, random: &mut Random) -> Option<Response> {
    match way {
        Way::Key => Some(right_answer(&inside(app, session).await)),
        Way::Lot if random.below(6) == 0 => None,
        Way::Lot => Some(by_lot(&task(app, session).await, random)),
    }
}

/// Sends an answer by the form of the page, after looking at the page and finding every field on it.
pub async fn send_form(app: &TestApp, browser: &mut Browser, session: &str, response: Option<&Response>) -> Reply {
    let page = browser.get(&format!("/positionnement/{session}")).await.is(200).text();
    let seq = inside(app, session).await.state.seq().to_string();
    let shown = task(app, session).await;
    let mut fields = response.map(|r| as_form(&shown, r)).unwrap_or_default();
    for (name, _) in &fields {
        assert!(page.contains(&format!("name=\"{name}\"")), "the page has no field {name}: {page}");
    }
    assert!(page.contains(&format!("name=\"seq\" value=\"{seq}\"")), "{page}");
    fields.push(("seq".into(), seq));
    fields.push(("act".into(), if response.is_some() { "answer" } else { "dont-know" }.into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(&format!("/positionnement/{session}/reponse"), &fields).await
}

/// Answers by pages until the session leads elsewhere; gives where, and how many answers there were.
pub async fn play_pages(app: &TestApp, browser: &mut Browser, session: &str, way: Way, seed: u64) -> (String, usize) {
    let mut random = Random::new(seed, 1);
    for answered in 1..=40 {
        let response = answer_to(app, session, way, &mut random).await;
        app.advance(20 * SECOND);
        let reply = send_form(app, browser, session, response.as_ref()).await.is(303);
        let to = reply.location();
        if to != format!("/positionnement/{session}") {
            return (to, answered);
        }
    }
    panic!("a session without end");
}

/// Answers by the API to the end; gives every answer as it was sent.
pub async fn play_api(app: &TestApp, api: &Api, session: &str, way: Way, seed: u64) -> Vec<Value> {
    let mut random = Random::new(seed, 2);
    let mut sent = Vec::new();
    for seq in 1..=40 {
        let response = json!(answer_to(app, session, way, &mut random).await);
        app.advance(20 * SECOND);
        let reply = api.answer(session, seq, &response).await.is(200).json();
        assert_eq!(reply["answered"], seq);
        assert_eq!(reply["again"], false);
        sent.push(response);
        if reply["finished"] == true {
            assert!(reply.get("next").is_none());
            return sent;
        }
        assert_eq!(reply["next"]["seq"], seq + 1);
    }
    panic!("a session without end");
}

/// A browser with a finished session: its name.
pub async fn finished(app: &TestApp, browser: &mut Browser, way: Way, seed: u64) -> String {
    let session = browser.begin("whole").await;
    play_pages(app, browser, &session, way, seed).await;
    session
}

/// The part of a page between its header and its footer.
pub fn main_of(page: &str) -> &str {
    let from = page.find("<main").expect("a main part");
    let to = page.find("</main>").expect("and its end");
    &page[from..to]
}
