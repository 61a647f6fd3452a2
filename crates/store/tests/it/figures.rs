//! The store counts what it does, and names what was slow.

use crate::harness::*;
use std::time::Duration;
use store::{Figures, Options, Store, throttles};

fn total(counts: &[u64]) -> u64 {
    counts.iter().sum()
}

async fn hits(store: &Store, from: i64, to: i64) {
    let writes = (from..to).map(|n| store.write(move |tx| Box::pin(throttles::hit(tx, b"k", n))));
    for outcome in futures_util::future::join_all(writes).await {
        outcome.unwrap();
    }
}

fn new_since(before: &Figures, after: &Figures) -> (u64, u64, u64) {
    let of = |figures: &Figures| (figures.group_sizes.sum, total(&figures.commit_times.counts), total(&figures.waits.counts));
    let (a, b) = (of(before), of(after));
    (b.0 - a.0, b.1 - a.1, b.2 - a.2)
}

on_both! {
    async fn every_write_is_in_one_group_and_waited_once(db) {
        let before = db.store.figures();
        hits(&db.store, 0, 40).await;
        let after = db.store.figures();
        let (writes, commits, waits) = new_since(&before, &after);
        assert_eq!((writes, waits), (40, 40));
        assert!((1..=40).contains(&commits), "{commits}");
        assert_eq!(total(&after.group_sizes.counts), total(&after.commit_times.counts));
        assert_eq!((after.writes_waiting, after.reads_waiting, after.busy), (0, 0, 0));
        assert_eq!(after.engine, db.engine());
        assert!(after.connections.most >= after.connections.open && after.connections.open > 0, "{:?}", after.connections);
        // a read waits, and commits nothing
        db.store.read(|tx| Box::pin(store::mails::pending(tx))).await.unwrap();
        assert_eq!(new_since(&after, &db.store.figures()), (0, 0, 1));
    }
}

/// How many were called slow among ten writes.
async fn slow_of_ten(db: Db) -> u64 {
    let before = db.store.figures().slow;
    hits(&db.store, 0, 10).await;
    let slow = db.store.figures().slow - before;
    db.finish().await;
    slow
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_takes_longer_than_was_said_is_slow_and_nothing_else_is() {
    let never = Options { slow: Duration::from_hours(1), ..patient() };
    let always = Options { slow: Duration::ZERO, ..patient() };
    assert_eq!(slow_of_ten(Db::sqlite_with(&never).await).await, 0);
    assert!(slow_of_ten(Db::sqlite_with(&always).await).await > 10, "ten statements and at least one commit");
    if let (Some(never), Some(always)) = (Db::postgres_with(&never).await, Db::postgres_with(&always).await) {
        assert_eq!(slow_of_ten(never).await, 0);
        assert_eq!(slow_of_ten(always).await, 20, "ten statements and ten commits");
    }
}
