//! What was sent and what was said of it: the answers, to be looked up afterwards, and the times.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

/// An answer that was sent at least once.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The number of its question.
    pub seq: u32,
    /// Digest of the response.
    pub response: u64,
    /// The key of the request, where there is one.
    pub key: Option<u128>,
    /// Whether the server said that it is recorded.
    pub acknowledged: bool,
}

/// A session that a learner began.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Its answers, in the order in which they were sent.
    pub answers: Vec<Sent>,
    /// Whether the server said that it is over.
    pub finished: bool,
    /// Whether something was sent since this was last looked at.
    pub touched: bool,
}

/// The times and sizes of one kind of request.
#[derive(Clone, Debug, Default)]
pub struct Kind {
    /// Microseconds, one for each reply that was wanted.
    pub micros: Vec<u32>,
    /// Bytes of the bodies as they travelled.
    pub wire: u64,
}

/// Everything that the learners note.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By identifier.
    pub sessions: BTreeMap<u128, Session>,
    /// Times within the measured window.
    pub kinds: BTreeMap<&'static str, Kind>,
    /// Everything that was not a wanted reply, from the first second to the last.
    pub errors: BTreeMap<String, u64>,
    /// Answers acknowledged within the window.
    pub answers: u64,
    /// Answers acknowledged from the first second on.
    pub acknowledged: u64,
    /// Answers that were there already when they were sent again.
    pub again: u64,
    /// People who came to their result within the window.
    pub results: u64,
    /// Connections that the server had closed between two requests.
    pub reconnections: u64,
    /// Whether the window is open.
    pub measuring: bool,
}

impl Ledger {
    /// Notes a reply that was wanted.
    pub fn note(&mut self, kind: &'static str, micros: u32, wire: usize) {
        if self.measuring {
            let kind = self.kinds.entry(kind).or_default();
            kind.micros.push(micros);
            kind.wire += wire as u64;
        }
    }

    /// Notes what went wrong.
    pub fn wrong(&mut self, what: String) {
        *self.errors.entry(what).or_default() += 1;
    }

    /// Notes that an answer is about to be sent, for the first time.
    pub fn send(&mut self, session: u128, seq: u32, response: &Value, key: Option<u128>) {
        let session = self.sessions.entry(session).or_default();
        session.touched = true;
        session.answers.push(Sent { seq, response: digest(response), key, acknowledged: false });
    }

    /// Notes that somebody came to their result.
    pub fn arrive(&mut self) {
        self.results += u64::from(self.measuring);
    }

    /// Notes that the answer sent last in this session is recorded.
    pub fn acknowledge(&mut self, session: u128, finished: bool) {
        if let Some(session) = self.sessions.get_mut(&session) {
            session.touched = true;
            session.finished |= finished;
            if let Some(answer) = session.answers.last_mut() {
                answer.acknowledged = true;
            }
        }
        self.acknowledged += 1;
        self.answers += u64::from(self.measuring);
    }
}

/// A number that two equal JSON values share, whatever the order of their fields.
pub fn digest(value: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(value, &mut hasher);
    hasher.finish()
}

fn hash(value: &Value, into: &mut DefaultHasher) {
    match value {
        Value::Object(fields) => {
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            (1, sorted.len()).hash(into);
            for (name, value) in sorted {
                name.hash(into);
                hash(value, into);
            }
        }
        Value::Array(list) => {
            (2, list.len()).hash(into);
            for value in list {
                hash(value, into);
            }
        }
        Value::String(text) => (3, text).hash(into),
        other => (4, other.to_string()).hash(into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_fields_does_not_matter_and_that_of_lists_does() {
        let read = |text: &str| digest(&serde_json::from_str(text).unwrap());
        assert_eq!(read(r#"{"a":1,"b":["x","y"]}"#), read(r#"{"b":["x","y"],"a":1}"#));
        assert_ne!(read(r#"{"b":["x","y"]}"#), read(r#"{"b":["y","x"]}"#));
        assert_ne!(digest(&json!("1")), digest(&json!(1)));
        assert_ne!(digest(&Value::Null), digest(&json!({})));
    }

    #[test]
    fn an_answer_counts_from_the_moment_it_is_acknowledged() {
        let mut ledger = Ledger { measuring: true, ..Ledger::default() };
        ledger.send(1, 1, &Value::Null, None);
        assert!(!ledger.sessions[&1].answers[0].acknowledged);
        ledger.acknowledge(1, true);
        assert!(ledger.sessions[&1].answers[0].acknowledged && ledger.sessions[&1].finished);
        assert_eq!(ledger.answers, 1);
    }
}
