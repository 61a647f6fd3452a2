//! What was acknowledged survives `kill -9`.

use crate::harness::*;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use store::{Store, throttles};

/// Set in the child: the database to write to.
const CHILD: &str = "SOCLE_STORE_CHILD";

/// Writes without end, from eight tasks, and prints each number once it is acknowledged.
async fn write_until_killed(url: &str) {
    let store = Store::open_with(url, &patient()).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in (task..).step_by(8) {
                    store.write(move |tx| Box::pin(throttles::hit(tx, b"k", n))).await.unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "kept {n}").unwrap();
                    out.flush().unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn survive(db: &Db, test: &str) {
    db.store.close().await.unwrap();
    let mut child =
        Command::new(std::env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]).env(CHILD, &db.url).stdout(Stdio::piped()).spawn().unwrap();
    let mut kept = Vec::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // A last line cut short by the kill is not an acknowledgement.
        let line = line.unwrap();
        if let Some(n) = line.strip_prefix("kept ").and_then(|n| n.parse::<i64>().ok()) {
            kept.push(n);
        }
        if kept.len() == 500 {
            // SIGKILL; the lines already in the pipe are still read.
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    assert!(kept.len() >= 500, "the child stopped by itself");
    let again = Store::open_with(&db.url, &patient()).await.unwrap();
    let found: std::collections::BTreeSet<i64> = again
        .read::<_, store::StoreError, _>(|tx| {
            Box::pin(async move {
                let sql = r#"SELECT "window" FROM throttle"#;
                let rows = tx.all(sql, &[], |row| row.get(0)).await?;
                Ok(rows.into_iter().collect())
            })
        })
        .await
        .unwrap();
    let lost: Vec<_> = kept.iter().filter(|n| !found.contains(n)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let integrity = again.read(|tx| Box::pin(store::maintenance::integrity(tx))).await.unwrap();
    assert!(!matches!(integrity, store::maintenance::Integrity::Damaged(_)));
    again.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_writes_survive_a_kill_on_sqlite() {
    if let Ok(url) = std::env::var(CHILD) {
        return write_until_killed(&url).await;
    }
    let db = Db::sqlite().await;
    survive(&db, "durability::acknowledged_writes_survive_a_kill_on_sqlite").await;
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_writes_survive_a_kill_on_postgres() {
    if let Ok(url) = std::env::var(CHILD) {
        return write_until_killed(&url).await;
    }
    if let Some(db) = Db::postgres().await {
        survive(&db, "durability::acknowledged_writes_survive_a_kill_on_postgres").await;
        db.finish().await;
    }
}
