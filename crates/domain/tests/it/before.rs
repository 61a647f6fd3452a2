//! What was stored before there were languages, pretests and dates of review means what it meant: an edition, states under way, whole sessions.
//!
//! `before.json` was written by the program of 22 November 2026, before any of the three: thirty items of that day with their texts shortened, the
//! edition of them as the store kept it, and five sessions with their state at the seventh question, their log and their profile.

use std::sync::LazyLock;

use domain::bank::{Edition, Entry, Parameters, Standing};
use domain::blueprint::Blueprint;
use domain::framework::Framework;
use domain::item::{Item, Response, Shown};
use domain::language::Language;
use domain::profile::profile;
use domain::session::{Logged, State, replay};
use serde::Deserialize;

#[derive(Deserialize)]
struct Before {
    edition: String,
    items: Vec<String>,
    sessions: Vec<Session>,
}

#[derive(Deserialize)]
struct Session {
    seed: u64,
    /// The state at the seventh question, as bytes and as the JSON of the first weeks.
    bytes: String,
    json: String,
    /// The state after the last one.
    last: String,
    log: Vec<Line>,
    profile: String,
}

#[derive(Deserialize)]
struct Line {
    seq: u32,
    item: String,
    shown: Shown,
    response: Option<Response>,
    won: u8,
    elapsed: i64,
}

#[derive(Deserialize)]
struct StoredEdition {
    framework: Framework,
    blueprint: Blueprint,
    items: Vec<StoredItem>,
}

#[derive(Deserialize)]
struct StoredItem {
    id: String,
    parameters: Parameters,
}

static BEFORE: LazyLock<Before> = LazyLock::new(|| serde_json::from_str(include_str!("before.json")).expect("the file is JSON"));

fn edition() -> Edition {
    let stored: StoredEdition = serde_json::from_str(&BEFORE.edition).expect("the edition is read");
    let items = BEFORE.items.iter().map(|text| serde_json::from_str::<Item>(text).expect("the item is read"));
    let mut items: Vec<Item> = items.collect();
    items.sort_by(|a, b| a.id.cmp(&b.id));
    let entries = items.into_iter().zip(stored.items).map(|(item, stored)| {
        assert_eq!(item.id, stored.id);
        Entry { item, hash: Vec::new(), parameters: Some(stored.parameters), standing: Standing::Counted }
    });
    Edition::new(stored.framework, stored.blueprint, entries.collect()).expect("the edition holds together")
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal")).collect()
}

#[test]
fn an_item_and_a_blueprint_of_before_are_written_as_they_were() {
    for text in &BEFORE.items {
        let item: Item = serde_json::from_str(text).expect("read");
        assert_eq!(serde_json::to_string(&item).expect("written"), *text);
    }
    let edition = edition();
    let body: serde_json::Value = serde_json::from_str(&BEFORE.edition).expect("JSON");
    assert_eq!(serde_json::to_value(&edition.blueprint).expect("written"), body["blueprint"]);
    assert_eq!(edition.most_tried_out(), 0);
}

#[test]
fn a_state_of_before_is_read_and_written_as_it_was() {
    for session in &BEFORE.sessions {
        for bytes in [&session.bytes, &session.last] {
            let state = State::from_bytes(&unhex(bytes)).expect("read");
            assert_eq!(state.language, Language::Fr);
            assert_eq!(state.to_bytes(), unhex(bytes));
        }
        assert_eq!(serde_json::from_str::<State>(&session.json).ok(), State::from_bytes(&unhex(&session.bytes)).ok());
    }
}

#[test]
fn a_session_of_before_is_replayed_to_the_bit() {
    let edition = edition();
    for session in &BEFORE.sessions {
        let state = State::from_bytes(&unhex(&session.last)).expect("read");
        let line = |line: &Line| Logged {
            seq: line.seq,
            item: line.item.clone(),
            shown: line.shown.clone(),
            response: line.response.clone(),
            won: line.won,
            elapsed: line.elapsed,
        };
        let log: Vec<Logged> = session.log.iter().map(line).collect();
        let (answers, differences) = replay(&edition, session.seed, state.plan(), state.started_at, &log);
        assert_eq!(differences, [], "seed {}", session.seed);
        assert_eq!(answers, state.answers);
        let active = log.iter().map(|line| line.elapsed).sum();
        let profile = profile(&edition, &answers, active, state.ending.expect("an ending"));
        // numbers are written so that they are read back to the bit: the same text is the same bits
        assert_eq!(serde_json::to_string(&profile).expect("written"), session.profile, "seed {}", session.seed);
    }
}
