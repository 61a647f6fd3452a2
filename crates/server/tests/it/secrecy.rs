//! Nothing that tells the right answer leaves before the answer is given: every item, by both routes.

use std::collections::{BTreeMap, BTreeSet};

use domain::bank::PoolItem;
use domain::item::simulator::Block;
use domain::item::{Interaction, Shown, paragraphs};
use domain::language::Language;
use domain::session::{Current, Pace, Scope, State, Status};
use domain::text::fold;
use psychometrics::random::Random;
use serde_json::Value;
use store::sessions::Session;
use uuid::Uuid;

use crate::answering::{Way, answer_to, main_of};
use crate::browser::plain;
use crate::harness::{NOW, SECOND, TestApp};

/// Every name that a question may have in the API; one that is not here is a leak until somebody has thought about it.
const NAMES: [&str; 31] = [
    "seq",
    "item",
    "language",
    "situation",
    "question",
    "seconds",
    "task",
    "kind",
    "options",
    "id",
    "text",
    "steps",
    "prompts",
    "answers",
    "categories",
    "elements",
    "pieces",
    "select",
    "typed",
    "spot",
    "placeholder",
    "units",
    "owner",
    "actions",
    "messages",
    "from",
    "address",
    "to",
    "date",
    "subject",
    "body",
];
const MORE_NAMES: [&str; 3] = ["attachments", "headers", "link"];
/// Names inside a simulator: what its blocks show, and what can be set in them.
const SIMULATOR: [&str; 32] = [
    "skin",
    "title",
    "banner",
    "ordered",
    "turns",
    "panels",
    "blocks",
    "type",
    "label",
    "help",
    "initial",
    "on",
    "columns",
    "rows",
    "cells",
    "many",
    "sortable",
    "filterable",
    "form",
    "unit",
    "tone",
    "url",
    "lock",
    "certificate",
    "shape",
    "labels",
    "series",
    "name",
    "values",
    "threshold",
    "value",
    "from",
];
/// Attributes by which pages talk to their scripts.
const DATA: [&str; 21] = [
    "data-once",
    "data-up",
    "data-down",
    "data-moved",
    "data-hint",
    "data-pane",
    "data-address",
    "data-panels",
    "data-journal",
    "data-undo",
    "data-undone",
    "data-act",
    "data-on",
    "data-off",
    "data-done",
    "data-sort",
    "data-filter",
    "data-rows",
    "data-control",
    "data-label",
    "data-sortable",
];

/// Letters and digits only, folded: typography and markup do not hide a text.
fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The texts of an item that its reader must not see: sentences said afterwards, the title, the source, the key in words.
fn secrets(pooled: &PoolItem) -> Vec<String> {
    let item = &pooled.item;
    let mut all = vec![item.source.title.clone()];
    // a title may repeat words of its situation, and tells nothing then
    all.extend(Some(item.title.clone()).filter(|t| !bare(&item.situation).contains(&bare(t)) && !bare(&item.question).contains(&bare(t))));
    all.extend(paragraphs(&item.explanation));
    all.extend(item.source.url.clone().filter(|u| u.len() > 25));
    match &item.interaction {
        Interaction::SingleChoice(x) => all.extend(x.options.iter().map(|o| o.feedback.clone())),
        Interaction::MultipleChoice(x) => all.extend(x.options.iter().map(|o| o.feedback.clone())),
        Interaction::Ordering(x) => all.push(x.feedback.clone()),
        Interaction::Matching(x) => all.extend(x.prompts.iter().map(|p| p.feedback.clone())),
        Interaction::Categorise(x) => all.extend(x.elements.iter().map(|e| e.feedback.clone())),
        Interaction::Gaps(x) => {
            all.extend(x.gaps.iter().map(|g| g.feedback.clone()));
            all.extend(x.gaps.iter().flat_map(|g| g.accept.clone()));
        }
        Interaction::ShortAnswer(x) => {
            all.push(x.feedback.clone());
            all.extend(x.accept.clone());
            all.extend(x.wrong.iter().map(|w| w.feedback.clone()));
        }
        Interaction::Number(x) => {
            all.push(x.feedback.clone());
            all.extend(x.wrong.iter().map(|w| w.feedback.clone()));
        }
        Interaction::HotText(x) => all.extend(x.spots.iter().map(|s| s.feedback.clone())),
        // what is to be typed may stand on a screen, where it must be found: only what is said about it is hidden
        Interaction::Simulator(x) => {
            all.extend(x.rules.iter().map(|r| r.feedback.clone()));
            all.extend(x.rules.iter().flat_map(|r| &r.wrong).map(|w| w.feedback.clone()));
        }
        Interaction::Mailbox(x) => all.extend(x.messages.iter().flat_map(|m| [m.feedback.clone(), m.clue.clone()])),
    }
    all
}

/// Whole words of `words` in `text`, both folded.
fn has_words(text: &str, words: &str) -> bool {
    let split = |t: &str| fold(t).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (text, words) = (split(text), split(words));
    !words.is_empty() && text.windows(words.len()).any(|w| w == words)
}

#[track_caller]
pub fn tells_nothing(pooled: &PoolItem, shown: &str, route: &str) {
    let item = &pooled.item;
    let seen = bare(shown);
    for secret in secrets(pooled) {
        let bare = bare(&secret);
        // a word or two are looked for as words, sentences wherever they stand
        let leaks = if bare.len() < 24 { bare.len() >= 3 && has_words(shown, &secret) } else { seen.contains(&bare) };
        assert!(!leaks, "{} by {route}: « {secret} » is shown", item.id);
    }
}

fn json_is_clean(pooled: &PoolItem, reply: &Value) {
    let item = &pooled.item;
    let mut texts = Vec::new();
    walk(reply, &mut |name, value| {
        let inside = matches!(item.interaction, Interaction::Simulator(_)) && SIMULATOR.contains(&name);
        assert!(NAMES.contains(&name) || MORE_NAMES.contains(&name) || inside, "{}: « {name} » is not for a browser", item.id);
        if name == "id" {
            let place: usize = value.as_str().and_then(|v| v.parse().ok()).unwrap_or_else(|| panic!("{}: id {value}", item.id));
            assert!((1..=20).contains(&place), "{}: {place}", item.id);
        }
    });
    strings(reply, &mut texts);
    assert!(!texts.iter().any(|t| t.contains(&item.id)), "{}: its name leaves", item.id);
    tells_nothing(pooled, &texts.join("\n"), "API");
}

fn walk(value: &Value, look: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                look(name, value);
                walk(value, look);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| walk(v, look)),
        _ => {}
    }
}

fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|v| strings(v, texts)),
        Value::Array(list) => list.iter().for_each(|v| strings(v, texts)),
        Value::String(text) => texts.push(text.clone()),
        _ => {}
    }
}

/// Attributes of a piece of HTML, by name and value.
fn attributes(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|t| t.split('>').next()) {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let name = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            let Some((value, after)) = after.split_once('"') else { break };
            found.push((name.to_owned(), value.to_owned()));
            rest = after;
        }
        // attributes without a value
        for word in ["checked", "selected"] {
            if tag.split_whitespace().any(|w| w == word) {
                found.push((word.to_owned(), tag.to_owned()));
            }
        }
    }
    found
}

/// Words of a piece of HTML.
pub fn words(html: &str) -> String {
    let text: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect::<Vec<_>>().join(" ");
    plain(&text.replace("&#8288;", ""))
}

fn html_is_clean(pooled: &PoolItem, page: &str, session: &str) {
    let item = &pooled.item;
    assert!(!page.contains(&item.id), "{}: its name is on the page", item.id);
    let main = main_of(page);
    let one_unit = matches!(&item.interaction, Interaction::Number(x) if x.units.len() == 1);
    let is_simulator = matches!(item.interaction, Interaction::Simulator(_));
    let mut found = vec!["on".to_owned(), "done".to_owned()];
    if let Interaction::Simulator(x) = &item.interaction {
        found.extend(x.panels.iter().flat_map(|p| &p.blocks).filter_map(|b| if let Block::Entry(entry) = b { entry.initial.clone() } else { None }));
    } else {
        found.clear();
    }
    for (name, value) in attributes(main) {
        assert!(!name.starts_with("data-") || DATA.contains(&name.as_str()), "{}: {name}=\"{value}\"", item.id);
        match name.as_str() {
            "checked" if one_unit => {}
            // a tool is found in some state, and a control that is found right is one that must be left
            "checked" if is_simulator => {}
            "value" if found.contains(&value) => {}
            "checked" | "selected" => panic!("{}: chosen before anybody answered: {value}", item.id),
            "value" => {
                let place = value.is_empty() || value.parse::<u32>().is_ok_and(|n| n <= 40);
                let act = ["answer", "dont-know", "pause", "keep", "report", "delete", "verify", "reply"].contains(&value.as_str());
                assert!(place || act || value == session, "{}: value=\"{value}\"", item.id);
            }
            _ => {}
        }
    }
    if let Interaction::Number(x) = &item.interaction {
        let input = main.split('<').find(|t| t.starts_with("input") && t.contains("name=\"value\"")).expect("a field for the number");
        assert!(input.contains("value=\"\""), "{}: {input}", item.id);
        let told = [x.value.to_string(), x.value.to_string().replace('.', ",")];
        assert!(!attributes(input).iter().any(|(n, v)| n != "maxlength" && told.contains(v)), "{}: {input}", item.id);
    }
    assert!(!main.contains("<!--"), "{}: a comment", item.id);
    tells_nothing(pooled, &words(main), "page");
}

on_both! {
    async fn no_item_tells_its_answer_by_either_route(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let person: Uuid = person_of(&mut browser).await;
        let current = app.app.editions.current();
        let api = app.api().bearing(&browser.token());
        for (place, pooled) in current.edition.pool.iter().enumerate() {
            let shown = Shown::draw(&pooled.item.interaction, &mut Random::new(place as u64, 9));
            let id = put(app, person, place, shown).await;
            let reply = api.get(&format!("/api/v1/sessions/{id}/item")).await.is(200).json();
            json_is_clean(pooled, &reply);
            let page = browser.get(&format!("/positionnement/{id}")).await.is(200).text();
            html_is_clean(pooled, &page, &id.to_string());
        }
    }
}

/// Whose browser this is.
pub async fn person_of(browser: &mut crate::browser::Browser) -> Uuid {
    let exported = browser.get("/compte/export").await.is(200).json();
    exported["person"]["id"].as_str().expect("an id").parse().expect("a UUID")
}

/// A session of this person with this very item on the table.
pub async fn put(app: &TestApp, person: Uuid, place: usize, shown: Shown) -> Uuid {
    let state = State {
        status: Status::Open,
        pace: Pace::Whole,
        language: Language::Fr,
        avoid: Vec::new(),
        scope: Scope::default(),
        extra: 0,
        answers: Vec::new(),
        current: Some(Current { item: place as u16, shown, since: Some(NOW), spent: 0 }),
        active: 0,
        bite: 0,
        started_at: NOW,
        ending: None,
    };
    let id = Uuid::now_v7();
    let row = Session {
        id,
        person_id: Some(person),
        kind: "positioning".into(),
        edition_id: app.app.editions.current().id,
        seed: place as i64,
        token_hash: None,
        seq: 1,
        status: "open".into(),
        state: serde_json::to_vec(&state).expect("a state"),
        started_at: NOW,
        updated_at: NOW,
        finished_at: None,
    };
    app.app.store.write(move |tx| Box::pin(async move { store::sessions::insert(tx, &row).await })).await.expect("a session");
    id
}

on_both! {
    async fn whole_sessions_tell_no_answer_and_show_lists_in_every_order(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let api = app.api().bearing(&browser.token());
        let mut seen = BTreeSet::new();
        let mut key_places: BTreeMap<usize, u32> = BTreeMap::new();
        for n in 0..30 {
            let started = api.post("/api/v1/sessions", &serde_json::json!({ "kind": "positioning" })).await.is(201).json();
            let id = started["id"].as_str().expect("a name").to_owned();
            let edition = app.app.editions.current().edition;
            let mut random = Random::new(n, 3);
            let mut question = serde_json::json!({ "seq": started["seq"], "item": started["item"] });
            loop {
                let inside = crate::responses::inside(app, &id).await;
                let Some(on_table) = inside.state.current.clone() else { break };
                let pooled = &edition.pool[usize::from(on_table.item)];
                seen.insert(pooled.item.id.clone());
                json_is_clean(pooled, &question);
                // the pages of some of them: each was looked at above already
                if inside.state.seq() % 5 == 1 {
                    let page = browser.get(&format!("/positionnement/{id}")).await.is(200).text();
                    html_is_clean(pooled, &page, &id);
                }
                if let Interaction::SingleChoice(x) = &pooled.item.interaction && x.options.len() == 4 && x.shuffle {
                    let key = x.options.iter().position(|o| o.correct).expect("a key") as u8;
                    let at = on_table.shown.0[0].iter().position(|i| *i == key).expect("shown");
                    *key_places.entry(at).or_default() += 1;
                }
                let response = serde_json::json!(answer_to(app, &id, Way::Lot, &mut random).await);
                app.advance(20 * SECOND);
                let reply = api.answer(&id, u64::from(inside.state.seq()), &response).await.is(200).json();
                question = reply.get("next").cloned().unwrap_or_default();
            }
        }
        assert!(seen.len() > 80, "only {} items were met", seen.len());
        let all: u32 = key_places.values().sum();
        for place in 0..4 {
            let share = f64::from(key_places.get(&place).copied().unwrap_or_default()) / f64::from(all);
            assert!((0.1..0.45).contains(&share), "the key stands in place {place} with share {share} of {all}");
        }
    }
}
