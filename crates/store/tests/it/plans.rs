//! No statement that somebody waits for reads a whole table: on both engines, over tables of thousands of rows, each plan is looked at.

use crate::harness::*;
use std::collections::BTreeSet;
use store::{POSTGRES_STATEMENTS, STATEMENTS};

/// People, and of everything else at least as much.
const MANY: usize = 20_000;

/// Tables that grow with people. The others hold content: as many rows as there are versions of it.
const GROWING: &[&str] = &[
    "person",
    "login",
    "mail_link",
    "throttle",
    "session",
    "answer",
    "result",
    "share",
    "mail",
    "idempotency",
    "audit",
    "report",
    "organisation",
    "member",
    "invitation",
    "organisation_key",
    "unit",
    "cohort",
    "learner",
    "learner_change",
    "cohort_learner",
    "import",
    "campaign",
    "campaign_audience",
    "participation",
    "reminder",
    "release_cell",
    "tally",
    "tally_item",
    "lesson",
    "lesson_attendance",
    "training",
    "attestation",
    "accreditation",
    "room",
    "exam",
    "candidate",
    "accommodation",
    "invigilator",
    "sitting",
    "sitting_event",
    "exam_alert",
    "exam_report",
    "proposal",
    "decision",
    "appeal",
    "certificate",
    "cpf_row",
    "learning_plan",
    "module_run",
    "claim",
    "practice_round",
    "practice_answer",
    "memory",
    "memory_recall",
    "rating",
];

/// What may read whole tables, by how it begins, and why.
const COLD: &[(&str, &str)] = &[
    ("SELECT COUNT(*) FROM ", "`socle doctor` counts, and nobody waits for it"),
    ("SELECT id FROM session WHERE person_id IS NULL LIMIT 1", "`socle demo grow` looks before it begins; the first row that it finds ends it"),
    ("SELECT id FROM session WHERE finished_at >= $1", "`socle archive` lists a month once, before it writes it"),
    ("SELECT id, finished_at FROM session WHERE finished_at IS NOT NULL ORDER BY id DESC", "a calibration lists its sessions once, before minutes of work"),
    ("SELECT MIN(finished_at) FROM session", "`socle archive` asks it once, before hours of work"),
];

/// Rows in every growing table, from one text for both engines but for where the numbers come from.
fn rows(numbers: &str, id: fn(&str) -> String, blob: fn(&str) -> String) -> Vec<String> {
    let (n, person, session) = (|name: &str| blob(&format!("'{name}' || n")), id("n"), id("1000000 + n"));
    let insert = |table: &str, columns: &str, values: &str| format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {numbers}");
    let mut filled = vec![
        insert(
            "person",
            "id, email, email_folded, locale, created_at, last_seen_at",
            &format!("{person}, CASE WHEN n % 2 = 0 THEN 'p' || n END, CASE WHEN n % 2 = 0 THEN 'p' || n END, 'fr', n, n"),
        ),
        insert("login", "token_hash, person_id, device, created_at, last_used_at, expires_at", &format!("{}, {person}, 'd', n, n, n", n("l"))),
        insert("mail_link", "token_hash, person_id, purpose, created_at, expires_at", &format!("{}, {person}, 'mail', n, n", n("k"))),
        insert("throttle", "key, \"window\", hits", &format!("{}, n, 1", n("t"))),
        format!("INSERT INTO edition (id, hash, body, created_at) VALUES ({}, {}, '', 1)", id("1"), blob("'h'")),
        insert(
            "session",
            "id, person_id, kind, edition_id, seed, token_hash, seq, status, state, started_at, updated_at",
            &format!("{session}, CASE WHEN n % 10 > 0 THEN {person} END, 'positioning', {}, n, {}, 3, 'open', {}, n, n", id("1"), n("s"), n("state")),
        ),
        insert(
            "answer",
            "session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key",
            &format!("{session}, 1, 'i' || n % 300, {}, '{{}}', '{{}}', '{{}}', 1, 2, n, n, 'k' || n", n("i")),
        ),
        insert(
            "answer",
            "session_id, seq, item_id, item_hash, parameters, shown, category, categories, elapsed, at",
            &format!("{session}, 2, 'i' || n % 300, {}, '{{}}', '{{}}', 1, 2, n, n", n("i")),
        ),
        insert("result", "session_id, body, at", &format!("{session}, '{{}}', n")),
        insert("share", "id, session_id, token_hash, created_at, views", &format!("{person}, {session}, {}, n, 0", n("h"))),
        insert(
            "mail",
            "id, person_id, recipient, subject, body_text, body_html, status, attempts, next_at, created_at",
            &format!("{person}, {person}, 'p' || n, '', '', '', CASE WHEN n % 50 = 0 THEN 'waiting' ELSE 'sent' END, 0, n, n"),
        ),
        insert(
            "report",
            "id, item_id, item_hash, person_id, kind, body, search, language, wants_answer, status, at",
            &format!("{person}, 'i' || n % 300, {}, {person}, 'wrong', '', '', 'fr', 0, CASE WHEN n % 50 = 0 THEN 'open' ELSE 'answered' END, n", n("i")),
        ),
        insert("audit", "id, at, kind, actor, person_id", &format!("{person}, n, 'signed-in', 'person', {person}")),
        insert("idempotency", "scope, key, request_hash, session_id, created_at", &format!("{}, 'k' || n, {}, {session}, n", n("c"), n("r"))),
    ];
    filled.extend(crate::institutions::many(numbers, id, blob));
    filled.extend(crate::certification::many(numbers, id, blob));
    filled.extend(crate::learning::many(numbers, id, blob));
    filled
}

fn is_cold(sql: &str) -> bool {
    COLD.iter().any(|(begins, _)| sql.trim_start().starts_with(begins))
}

fn hot() -> impl Iterator<Item = &'static str> {
    STATEMENTS.iter().flat_map(|module| module.iter().copied()).filter(|sql| !is_cold(sql))
}

/// How many parameters a statement has.
fn parameters(sql: &str) -> usize {
    (1..100).take_while(|n| sql.contains(&format!("${n}"))).count()
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "statements that read whole tables:\n\n{}", found.join("\n\n"));
}

#[test]
fn every_exception_is_one() {
    for (begins, why) in COLD {
        assert!(STATEMENTS.iter().flat_map(|module| module.iter()).any(|sql| sql.starts_with(begins)), "no statement begins with {begins}");
        assert!(!why.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_hot_statement_scans_on_sqlite() {
    let db = Db::sqlite().await;
    let numbers = format!("(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {MANY}) SELECT n FROM r)");
    let filled = rows(&numbers, |n| format!("CAST(printf('%016d', {n}) AS BLOB)"), |text| format!("CAST({text} AS BLOB)"));
    db.within(move |tx| {
        Box::pin(async move {
            for sql in filled.iter().map(String::as_str).chain(["ANALYZE"]) {
                tx.execute(sql.to_owned().leak(), &[]).await?;
            }
            Ok(())
        })
    })
    .await;
    let mut found = Vec::new();
    for sql in hot() {
        let args = vec![store::Value::Null; parameters(sql)];
        let explain: &'static str = format!("EXPLAIN QUERY PLAN {sql}").leak();
        let plan: Vec<String> = db.within(move |tx| Box::pin(async move { tx.all(explain, &args, |row| row.get(3)).await })).await;
        // a walk along an index that ends with its LIMIT is no scan
        let limited = |line: &str| line.contains(" USING ") && sql.contains("LIMIT $");
        let scans = |line: &&String| GROWING.iter().any(|table| line.starts_with(&format!("SCAN {table}"))) && !limited(line);
        if plan.iter().any(|line| scans(&line)) {
            found.push(format!("{sql}\n    {}", plan.join("\n    ")));
        }
    }
    none(&found);
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_hot_statement_scans_on_postgres() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let (client, connection) = tokio_postgres::connect(&db.url, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    // whoever counts rows in the background would undo what is pretended below
    for table in GROWING.iter().chain(&["edition"]) {
        client.batch_execute(&format!("ALTER TABLE {table} SET (autovacuum_enabled = off)")).await.unwrap();
    }
    let numbers = format!("generate_series(1, {MANY}) AS n");
    for sql in rows(&numbers, |n| format!("CAST(lpad(CAST({n} AS TEXT), 32, '0') AS UUID)"), |text| format!("convert_to({text}, 'UTF8')")) {
        client.batch_execute(&sql).await.unwrap_or_else(|e| panic!("{sql}: {e:?}"));
    }
    // as if each page held a hundred times as many: what is cheap for thousands of rows only is not chosen
    let larger = "ANALYZE; UPDATE pg_class SET reltuples = reltuples * 100 WHERE relnamespace = CAST(current_schema() AS REGNAMESPACE) AND reltuples > 0";
    client.batch_execute(larger).await.expect("a superuser");
    let mut found = Vec::new();
    for (settings, sql) in hot().map(|sql| ("", sql)).chain(POSTGRES_STATEMENTS.iter().copied()) {
        client.batch_execute(settings).await.unwrap();
        let plan = plan(&client, sql).await;
        // the group's settings make a scan dear, not impossible
        let scans = |line: &&String| GROWING.iter().any(|table| line.contains(&format!("Seq Scan on {table}")));
        if plan.iter().any(|line| scans(&line)) {
            found.push(format!("{sql}\n    {}", plan.join("\n    ")));
        }
    }
    none(&found);
    drop(client);
    connection.await.unwrap().unwrap();
    db.finish().await;
}

/// The plan that serves whatever the values are. A purge takes so many of what is older than a time, and without these numbers nothing
/// can be planned: the server notices that by itself, and plans such statements each time.
async fn plan(client: &tokio_postgres::Client, sql: &str) -> Vec<String> {
    let is_purge = sql.starts_with("DELETE") && sql.contains("LIMIT $2");
    let (mode, values) = if is_purge { ("force_custom_plan", vec!["15000", "500"]) } else { ("force_generic_plan", vec!["NULL"; parameters(sql)]) };
    let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
    let explain = format!("SET plan_cache_mode = {mode}; PREPARE looked AS {sql}; EXPLAIN EXECUTE looked{values}; DEALLOCATE looked");
    let messages = client.simple_query(&explain).await.unwrap_or_else(|e| panic!("{sql}: {e:?}"));
    messages
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        })
        .collect()
}

on_both! {
    async fn whatever_goes_with_a_row_is_found_by_an_index(db) {
        // deleting a row looks for those that refer to it: each such column begins an index
        let (references, indexes) = match db.engine() {
            store::Engine::Sqlite => (
                "SELECT m.name, k.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND k.\"table\" <> 'edition'",
                "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_index_list(m.name) l JOIN pragma_index_info(l.name) i LEFT JOIN sqlite_master s ON s.name = l.name
                 WHERE m.type = 'table' AND i.seqno = 0 AND (NOT l.partial OR s.sql LIKE '%WHERE ' || i.name || ' IS NOT NULL')",
            ),
            store::Engine::Postgres => (
                "SELECT CAST(CAST(conrelid AS REGCLASS) AS TEXT), CAST(attname AS TEXT) FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
                 WHERE contype = 'f' AND connamespace = CAST(current_schema() AS REGNAMESPACE) AND confrelid <> CAST('edition' AS REGCLASS)",
                "SELECT CAST(CAST(indrelid AS REGCLASS) AS TEXT), CAST(attname AS TEXT) FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                 JOIN pg_class ON pg_class.oid = indrelid WHERE relnamespace = CAST(current_schema() AS REGNAMESPACE) AND (indpred IS NULL OR pg_get_expr(indpred, indrelid) = '(' || attname || ' IS NOT NULL)')",
            ),
        };
        let pairs = |sql: &'static str| db.within(move |tx| Box::pin(tx.all(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))));
        let (references, indexes) = (pairs(references).await, pairs(indexes).await.into_iter().collect::<BTreeSet<_>>());
        assert!(references.len() >= 8, "{references:?}");
        let missing: Vec<_> = references.into_iter().filter(|pair| !indexes.contains(pair)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
