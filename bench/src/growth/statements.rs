//! The statements behind the pages and jobs, each through its function of the store. What writes is undone.

use std::time::Instant;

use store::maintenance::{self, Purge};
use store::{Store, StoreError, answers, archive, bulk, editions, logins, mails, people, results, sessions, shares, throttles};

use super::sample::Sample;
use super::{Times, note};

const YEAR: i64 = 365 * 24 * 3600 * 1_000_000;

/// Runs every statement for every sample.
pub async fn times(store: &Store, samples: &[Sample], now: i64) -> Result<Times, String> {
    let mut times = Times::new();
    for sample in samples {
        let own = read_one(store, sample.clone(), now).await.map_err(|e| e.to_string())?;
        let undone = write_one(store, sample.clone(), now).await?;
        for (what, mut micros) in own.into_iter().chain(undone) {
            times.entry(what).or_default().append(&mut micros);
        }
    }
    Ok(times)
}

/// Times one call, and keeps it.
macro_rules! timed {
    ($times:ident, $what:literal, $call:expr) => {{
        let begun = Instant::now();
        let outcome = $call.await?;
        note(&mut $times, $what, begun);
        outcome
    }};
}

async fn read_one(store: &Store, sample: Sample, now: i64) -> Result<Times, StoreError> {
    store
        .read(move |tx| {
            Box::pin(async move {
                let mut times = Times::new();
                let Sample { person, email, session, .. } = &sample;
                timed!(times, "people::by_id", people::by_id(tx, *person));
                timed!(times, "people::by_email_folded", people::by_email_folded(tx, email));
                let devices = timed!(times, "logins::list_of", logins::list_of(tx, *person));
                let hash = devices.into_iter().next().map(|login| login.token_hash).unwrap_or_default();
                timed!(times, "logins::by_token_hash", logins::by_token_hash(tx, &hash, now));
                timed!(times, "sessions::load", sessions::load(tx, *session));
                timed!(times, "sessions::by_token_hash", sessions::by_token_hash(tx, &hash));
                timed!(times, "sessions::list_of_person", sessions::list_of_person(tx, *person, None, 20));
                timed!(times, "sessions::open_of_person", sessions::open_of_person(tx, *person));
                timed!(times, "answers::all_of", answers::all_of(tx, *session));
                timed!(times, "answers::at", answers::at(tx, *session, 3));
                timed!(times, "answers::by_idempotency_key", answers::by_idempotency_key(tx, *session, "none"));
                timed!(times, "answers::export_of_person", answers::export_of_person(tx, *person));
                timed!(times, "answers::items_of_person", answers::items_of_person(tx, *person, now - YEAR));
                timed!(times, "results::of_session", results::of_session(tx, *session));
                timed!(times, "results::list_of_person", results::list_of_person(tx, *person));
                timed!(times, "shares::list_of_session", shares::list_of_session(tx, *session));
                timed!(times, "shares::by_token_hash", shares::by_token_hash(tx, &hash));
                timed!(times, "editions::latest", editions::latest(tx));
                timed!(times, "mails::pending", mails::pending(tx));
                timed!(times, "archive::identity", archive::identity(tx));
                timed!(times, "bulk::people_after (100)", bulk::people_after(tx, *person, 100));
                Ok(times)
            })
        })
        .await
}

/// How a transaction that was only for its times ends.
enum Undo {
    Timed(Times),
    Failed(StoreError),
}

impl From<StoreError> for Undo {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

async fn write_one(store: &Store, sample: Sample, now: i64) -> Result<Times, String> {
    let outcome = store
        .write(move |tx| {
            Box::pin(async move {
                let mut times = Times::new();
                let Sample { person, session, .. } = sample;
                timed!(times, "people::touch", people::touch(tx, person, now));
                timed!(times, "throttles::hit", throttles::hit(tx, person.as_bytes(), now));
                timed!(times, "mails::claim", mails::claim(tx, now, now + 1, 20));
                let (all, mut row) = (answers::all_of(tx, session).await?, sessions::load(tx, session).await?);
                if let (Some(mut answer), Some(row)) = (all.into_iter().next(), row.take()) {
                    let copy = sessions::Session { id: uuid::Uuid::now_v7(), token_hash: None, finished_at: None, ..row };
                    timed!(times, "sessions::insert", sessions::insert(tx, &copy));
                    (answer.session_id, answer.idempotency_key) = (copy.id, Some("key".into()));
                    timed!(times, "answers::append", answers::append(tx, &answer));
                    let state = sessions::NewState {
                        id: copy.id,
                        expected_seq: copy.seq,
                        new_seq: copy.seq + 1,
                        status: &copy.status,
                        state: &copy.state,
                        updated_at: now,
                        finished_at: None,
                    };
                    timed!(times, "sessions::save_state", sessions::save_state(tx, &state));
                }
                let purge = Purge {
                    now: 0,
                    throttles_before: 0,
                    audit_before: 0,
                    invitations_before: 0,
                    anonymous_before: 0,
                    unowned_before: 0,
                    mails_before: 0,
                    keys_before: 0,
                    at_most: 500,
                };
                timed!(times, "maintenance::purge_expired, nothing to do", maintenance::purge_expired(tx, &purge));
                let some = Purge { anonymous_before: now - YEAR + YEAR / 4, at_most: 20, ..purge };
                timed!(times, "maintenance::purge_expired, 20 people", maintenance::purge_expired(tx, &some));
                timed!(times, "people::delete", people::delete(tx, person));
                Err::<(), _>(Undo::Timed(times))
            })
        })
        .await;
    match outcome {
        Err(Undo::Timed(times)) => Ok(times),
        Err(Undo::Failed(error)) => Err(error.to_string()),
        Ok(()) => Err("a transaction that was to be undone was not".to_owned()),
    }
}
