//! What learning and the catalogue keep: rows for the test of plans.

/// Rows in every table of learning and of the catalogue, as `plans::rows` fills the others.
pub fn many(numbers: &str, key: fn(&str) -> String, blob: fn(&str) -> String) -> Vec<String> {
    let (n, few, organisation) = (key("n"), key("1 + n % 20000"), key("1 + n % 20000"));
    let insert = |table: &str, columns: &str, values: &str| format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {numbers}");
    vec![
        insert(
            "learning_plan",
            "person_id, target, minutes, remind_at, remind_days, stopped_at, reminded_on, stop_hash, created_at, updated_at",
            &format!("{n}, 't' || n, n, CASE WHEN n % 50 = 0 THEN n % 1440 END, n, n, n, {}, n, n", blob("'ls' || n")),
        ),
        insert(
            "module_run",
            "id, person_id, module_id, version, step, seed, gesture, started_at, updated_at, finished_at",
            &format!("{n}, {n}, 'm' || n % 50, n, n, n, 'g' || n, n, n, CASE WHEN n % 50 > 0 THEN n END"),
        ),
        insert(
            "claim",
            "id, person_id, objective, questions, seed, status, made_at, settled_at",
            &format!("{n}, {n}, 'o' || n, 'q' || n, n, CASE WHEN n % 50 > 0 THEN 'held' ELSE 'open' END, n, n"),
        ),
        insert(
            "practice_round",
            "id, person_id, subjects, place, seed, started_at, finished_at",
            &format!("{n}, {n}, 's' || n, n, n, n, CASE WHEN n % 50 > 0 THEN n END"),
        ),
        insert(
            "practice_answer",
            "source_id, place, person_id, source, item_id, parameters, shown, response, won, points, met, at",
            &format!("{n}, n, {few}, 's' || n, 'i' || n % 300, 'p' || n, 's' || n, 'r' || n, n, n, n, n"),
        ),
        insert("memory", "person_id, subject, schedule, seen, due, updated_at", &format!("{few}, 's' || n, 's' || n, n, n, n")),
        insert("memory_recall", "source_id, place, person_id, subject, grade, at", &format!("{n}, n, {few}, 's' || n, 'g' || n, n")),
        insert(
            "rating",
            "id, kind, subject, person_id, stars, text, followed_on, status, note, report, reported_at, settled_by, settled_at, created_at, updated_at",
            &format!(
                "{n}, CASE WHEN n % 50 > 0 THEN 'module' ELSE 'offer' END, 'm' || n % 500, {n}, n, 't' || n, 'f' || n, CASE WHEN n % 50 > 0 THEN 'shown' ELSE 'waiting' END, 'n' || n, 'r' || n, n, {n}, n, n, n"
            ),
        ),
        insert(
            "offer",
            "id, slug, organisation_id, title, search, body, work, work_status, origin, status, checked_on, expires_on, warned_for, note, revision, made_by, made_at, settled_by, settled_at, updated_at",
            &format!(
                "{n}, 's' || n, {organisation}, 't' || n, 's' || n, 'b' || n, 'w' || n, 'w' || n, 'o' || n, CASE WHEN n % 50 > 0 THEN 'checked' ELSE 'proposed' END, n, n, n, 'n' || n, n, {n}, n, {n}, n, n"
            ),
        ),
        insert("offer_event", "id, offer_id, revision, act, body, note, person_id, at", &format!("{n}, {few}, n, 'a' || n, 'b' || n, 'n' || n, {n}, n")),
        insert(
            "offer_import",
            "id, organisation_id, name, rows, status, made_by, made_at, done_at",
            &format!("{n}, {organisation}, 'n' || n, 'r' || n, 's' || n, {n}, n, n"),
        ),
        insert(
            "link_check",
            "slug, url, outcome, status, moved_to, failures, failing_since, checked_at, next_at",
            "'s' || n, 'u' || n, 'o' || n, n, 'm' || n, n, n, n, n",
        ),
        insert(
            "offer_signal",
            "id, slug, reason, text, person_id, status, note, at, settled_by, settled_at",
            &format!("{n}, 's' || n % 20000, 'r' || n, 't' || n, {n}, CASE WHEN n % 50 > 0 THEN 'settled' ELSE 'open' END, 'n' || n, n, {n}, n"),
        ),
    ]
}
