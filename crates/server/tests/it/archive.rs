//! Answers leave the database only once they were read back from the archive, and come back the same; what was erased stays erased.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::access::Actor;
use domain::refusal::Refusal;
use server::service::archive::{ArchiveError, MANIFEST, Manifest, Month, Wanted, answers_of, export, import, read, remove, scrub};
use server::service::assess::{open, replay_session, replay_session_from, review};
use server::service::{Failure, account};
use store::answers::Answer;
use store::{people, results, sessions};
use tempfile::TempDir;
use uuid::Uuid;

use crate::growth::{CROWD, grown, sessions_of_all};
use crate::harness::{Home, NOW, TestApp};

type Log = BTreeMap<Uuid, Vec<Answer>>;

fn november() -> Month {
    "2026-11".parse().expect("a month")
}

/// A folder for an archive that is not there yet.
fn place() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("archive");
    (folder, path)
}

/// The logs of the sessions that ended before November, and those of the others.
async fn logs(app: &TestApp) -> (Log, Log) {
    let ended = |at: Option<i64>| at.is_some_and(|at| at < november().begins());
    let (cold, hot): (Vec<_>, Vec<_>) = sessions_of_all(app).await.into_iter().partition(|(_, (session, _))| ended(session.finished_at));
    let logs = |some: Vec<(Uuid, (sessions::Session, Vec<Answer>))>| some.into_iter().map(|(id, (_, log))| (id, log)).collect();
    (logs(cold), logs(hot))
}

async fn archived(app: &TestApp, path: &Path) -> Log {
    let mut log = Log::new();
    for (id, ..) in sessions_of_all(app).await {
        let answers = answers_of(&app.app.store, path, id).await.expect("read");
        if !answers.is_empty() {
            log.insert(id, answers);
        }
    }
    log
}

fn manifest(path: &Path) -> Manifest {
    serde_json::from_str(&std::fs::read_to_string(path.join(MANIFEST)).expect("a manifest")).expect("JSON")
}

on_both! {
    async fn answers_leave_for_the_archive_and_come_back_the_same(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        let store = &app.app.store;
        let (cold, hot) = logs(app).await;
        let rows = cold.values().map(|log| log.len() as u64).sum::<u64>();
        assert!(rows > 500 && !hot.is_empty());
        let exported = export(store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        assert_eq!(exported.rows, rows);
        assert_eq!(logs(app).await, (cold.clone(), hot.clone()), "an export takes nothing away");
        assert_eq!(archived(app, &path).await, cold);
        // months that are there are left alone
        assert_eq!(export(store, &path, november(), NOW, |_, _| ()).await.expect("again").rows, 0);

        let kept = app.rows().await;
        assert_eq!(remove(store, &path, november(), NOW).await.expect("removed"), rows);
        let left = app.rows().await;
        assert_eq!((left["session"], left["result"], left["answer"]), (kept["session"], kept["result"], kept["answer"] - rows as i64));
        assert_eq!(remove(store, &path, november(), NOW).await.expect("again"), 0);
        assert!(manifest(&path).months.iter().all(|month| month.removed_at == Some(NOW)));

        let id = *cold.keys().next().expect("a session");
        let refused = replay_session(store, &app.app.editions, id).await.expect_err("its answers are away");
        assert!(matches!(refused, Failure::Refused(Refusal::AnswersArchived)), "{refused:?}");
        let out = answers_of(store, &path, id).await.expect("out of the archive");
        let replayed = replay_session_from(store, &app.app.editions, id, out).await.expect("replayed");
        assert!(replayed.is_exact() && replayed.recorded.is_some());

        let imported = import(store, &path, None).await.expect("imported");
        assert_eq!((imported.rows, imported.there, imported.erased), (rows, 0, 0));
        assert_eq!(logs(app).await, (cold, hot));
        let again = import(store, &path, None).await.expect("again");
        assert_eq!((again.rows, again.there), (0, rows));
    }
}

on_both! {
    async fn a_person_whose_answers_are_away_is_told_and_keeps_their_result(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        export(&app.app.store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        remove(&app.app.store, &path, november(), NOW).await.expect("removed");
        let (id, (session, _)) = sessions_of_all(app).await.into_iter().find(|(_, (s, log))| s.finished_at.is_some() && log.is_empty()).expect("one away");
        let person = session.person_id.expect("whose it is");
        let actor = Actor::Person(person.as_u128());
        let opened = open(&app.app, &actor, id).await.expect("opened");
        assert!(matches!(review(&app.app, &opened).await, Err(Failure::Refused(Refusal::AnswersArchived))));
        assert!(app.app.store.read(move |tx| Box::pin(results::of_session(tx, id))).await.expect("read").is_some());
        let data = account::export(&app.app, &actor, &server::service::audit::Origin::default()).await.expect("their data");
        let own = data["sessions"].as_array().expect("sessions").iter().find(|s| s["id"] == id.to_string()).expect("this one");
        assert_eq!(own["answers_in_archive"], session.seq - 1);
    }
}

on_both! {
    async fn what_is_erased_leaves_the_archive_and_never_comes_back(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        let store = &app.app.store;
        let (mut cold, _) = logs(app).await;
        export(store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        remove(store, &path, november(), NOW).await.expect("removed");
        // a session alone in its month, and one among others
        let person = sessions_of_all(app).await[cold.keys().next().expect("a session")].0.person_id.expect("whose");
        let theirs: Vec<Uuid> =
            sessions_of_all(app).await.into_iter().filter(|(id, (s, _))| s.person_id == Some(person) && cold.contains_key(id)).map(|(id, _)| id).collect();
        let gone: u64 = theirs.iter().map(|id| cold.remove(id).expect("was there").len() as u64).sum();
        store.write(move |tx| Box::pin(people::delete(tx, person))).await.expect("erased");

        // even before the files are written anew, nobody is given them
        let mut met = 0;
        let (given, left_out) = read(store, &path, &Wanted::default(), |row| {
            met += u64::from(theirs.contains(&Uuid::from_bytes(row.session_id)));
            Ok(())
        })
        .await
        .expect("read");
        assert_eq!((met, left_out, given), (0, gone, cold.values().map(|log| log.len() as u64).sum()));
        let before = manifest(&path);
        let found = scrub(store, &path, false, NOW).await.expect("counted");
        assert_eq!((found.rows, found.sessions), (gone, theirs.len() as u64));
        assert_eq!(manifest(&path), before, "counting changes nothing");
        let scrubbed = scrub(store, &path, true, NOW).await.expect("scrubbed");
        assert_eq!(scrubbed, found);
        assert_eq!(scrub(store, &path, false, NOW).await.expect("again").rows, 0);
        let files: u64 = manifest(&path).months.iter().flat_map(|m| &m.parts).map(|part| part.rows).sum();
        assert_eq!(files, given);
        // no file is left that the manifest does not name
        for month in &before.months {
            let named = manifest(&path).months.iter().find(|m| m.month == month.month).map_or(0, |m| m.parts.len());
            assert_eq!(std::fs::read_dir(path.join(month.month.folder())).expect("its folder").count(), named);
        }
        assert_eq!(import(store, &path, None).await.expect("imported").erased, 0);
        assert_eq!(logs(app).await.0, cold);
    }
}

on_both! {
    async fn nothing_leaves_the_database_when_a_file_is_not_what_was_written(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        let store = &app.app.store;
        export(store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        let part = path.join(&manifest(&path).months[0].parts[0].file);
        let mut bytes = std::fs::read(&part).expect("a file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&part, bytes).expect("damaged");
        let rows = app.rows().await;
        assert!(matches!(remove(store, &path, november(), NOW).await, Err(ArchiveError::Differs(_))));
        assert!(matches!(import(store, &path, None).await, Err(ArchiveError::Differs(_))));
        assert!(matches!(scrub(store, &path, true, NOW).await, Err(ArchiveError::Differs(_))));
        assert_eq!(app.rows().await, rows);
    }
}

on_both! {
    async fn a_session_with_other_answers_than_the_archive_is_not_touched(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        let store = &app.app.store;
        export(store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        let (cold, _) = logs(app).await;
        let (id, log) = cold.iter().next().expect("a session");
        let more = Answer { seq: log.len() as i64 + 1, idempotency_key: None, ..log[0].clone() };
        store.write(move |tx| Box::pin(async move { store::answers::append(tx, &more).await })).await.expect("one more");
        let refused = remove(store, &path, november(), NOW).await.expect_err("another number of answers");
        assert!(matches!(refused, ArchiveError::Session(session) if session == *id), "{refused:?}");
        assert_eq!(logs(app).await.0[id].len(), log.len() + 1);
        assert!(matches!(import(store, &path, None).await, Err(ArchiveError::Session(_))));
    }
}

on_both! {
    async fn a_month_that_is_not_over_stays_and_what_was_interrupted_is_written_again(app) {
        grown(app, &CROWD).await;
        let (_folder, path) = place();
        let store = &app.app.store;
        let this = Month::of(NOW).expect("a month");
        assert!(matches!(export(store, &path, this.next(), NOW, |_, _| ()).await, Err(ArchiveError::TooEarly(_))));
        assert!(!path.exists());
        // a kill in the middle of a month leaves a file that no manifest names
        let first = { let (cold, _) = logs(app).await; let id = *cold.keys().next().expect("one"); let (s, _) = &sessions_of_all(app).await[&id]; Month::of(s.finished_at.expect("ended")).expect("a month") };
        let torn = path.join(first.folder()).join("part-0001.parquet");
        std::fs::create_dir_all(torn.parent().expect("a folder")).expect("made");
        std::fs::write(&torn, b"PAR1 and no more").expect("torn");
        let exported = export(store, &path, november(), NOW, |_, _| ()).await.expect("exported");
        assert_eq!(exported.rows, logs(app).await.0.values().map(|log| log.len() as u64).sum::<u64>());
        assert_eq!(archived(app, &path).await, logs(app).await.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_archive_serves_the_database_it_comes_from_and_no_other() {
    let (one, other) = (TestApp::on(Home::folder()).await, TestApp::with(Home::folder(), |_| ()).await);
    let (_folder, path) = place();
    grown(&one, &CROWD).await;
    export(&one.app.store, &path, november(), NOW, |_, _| ()).await.expect("exported");
    // both were made by the same seed: the other one is given another first edition
    let edition = store::editions::Edition { id: Uuid::from_u128(1), hash: vec![1], body: "{}".into(), created_at: 0 };
    other.app.store.write(move |tx| Box::pin(async move { store::editions::insert_if_new(tx, &edition).await })).await.expect("kept");
    let refused = scrub(&other.app.store, &path, true, NOW).await;
    assert!(matches!(refused, Err(ArchiveError::Other)), "{refused:?}");
    assert!(matches!(export(&other.app.store, &path, november(), NOW, |_, _| ()).await, Err(ArchiveError::Other)));
    one.finish().await;
    other.finish().await;
}
