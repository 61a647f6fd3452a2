//! Two rows in every table of institutions and of certification, made from the description of the tables: one says everything, one only what must be said.

use crate::harness::hash;
use std::collections::BTreeSet;
use store::copy::{Kind, TABLES, Table};
use store::{Engine, Result, Tx, Value};
use uuid::Uuid;

/// The first of these tables, and the last.
const FIRST: &str = "organisation";
const LAST: &str = "offer_signal";

/// The tables, those first that others refer to.
pub fn tables() -> &'static [Table] {
    let place = |name| TABLES.iter().position(|table| table.name == name).unwrap();
    &TABLES[place(FIRST)..=place(LAST)]
}

/// Fills each of [`tables`]. What names a person names one of these, what names a session this one.
pub async fn fill(tx: &mut Tx<'_>, people: [Uuid; 2], session: Uuid) -> Result<()> {
    let optional = optional_columns(tx).await?;
    for table in tables() {
        // the bare row first: the full one may refer to it
        for is_full in [false, true] {
            let value = |(column, kind): &(&str, Kind)| {
                let stays_empty = !is_full && optional.contains(&(table.name.to_owned(), (*column).to_owned()));
                if stays_empty { Value::Null } else { value(table.name, column, *kind, is_full, people, session) }
            };
            let values: Vec<Value> = table.columns.iter().map(value).collect();
            tx.execute(insert(table), &values).await?;
        }
    }
    Ok(())
}

fn value(table: &str, column: &str, kind: Kind, is_full: bool, people: [Uuid; 2], session: Uuid) -> Value {
    let row = usize::from(!is_full);
    match kind {
        Kind::Id => Value::Id(match column {
            "id" => id(table, is_full),
            // made before its parent, and named before it
            "parent_id" => id("organisation", false),
            "previous_id" => id("campaign", false),
            "session_id" => session,
            "person_id" => people[row],
            _ if column.ends_with("_by") => people[row],
            "key_id" => id("signing_key", is_full),
            "study_id" => id("standard_study", is_full),
            "judge_id" => id("study_judge", is_full),
            "batch_id" => id("cpf_batch", is_full),
            _ => id(column.trim_end_matches("_id"), is_full),
        }),
        Kind::Text => format!("Été \u{1F469} '\";\r\n=1 {table} {column} {row}").as_str().into(),
        Kind::Blob => Value::Blob([&hash(table)[..], &[0, 255, u8::from(is_full)]].concat()),
        Kind::Int => Value::Int(if is_full { i64::MIN } else { i64::MAX }),
        Kind::Bool => Value::Bool(is_full),
        Kind::Real => Value::Real(1e-308),
    }
}

/// The name of a row: that of the full one comes before that of the bare one.
pub fn id(table: &str, is_full: bool) -> Uuid {
    let mut bytes = [if is_full { 1 } else { 0xff }; 16];
    for (byte, letter) in bytes[1..].iter_mut().zip(table.bytes()) {
        *byte = letter;
    }
    Uuid::from_bytes(bytes)
}

/// An organisation of which only this is said.
pub fn organisation(id: Uuid, parent_id: Option<Uuid>) -> store::organisations::Organisation {
    store::organisations::Organisation {
        parent_id,
        kind: "hospital".into(),
        name: "Hôpital".into(),
        search: "hopital".into(),
        ..store::organisations::Organisation::blank(id, crate::harness::NOW)
    }
}

fn insert(table: &Table) -> &'static str {
    let columns: Vec<String> = table.columns.iter().map(|(column, _)| format!("\"{column}\"")).collect();
    let numbers: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), numbers.join(", ")).leak()
}

async fn optional_columns(tx: &mut Tx<'_>) -> Result<BTreeSet<(String, String)>> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.\"notnull\" = 0",
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema() AND is_nullable = 'YES'"
        }
    };
    Ok(tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?))).await?.into_iter().collect())
}

/// Rows in every table of institutions, as `plans::rows` fills the others: a few hundred organisations of fifty learners each.
pub fn many(numbers: &str, key: fn(&str) -> String, blob: fn(&str) -> String) -> Vec<String> {
    // the row of a table that this number leads to
    let (n, organisation, token) = (key("n"), key("1 + n % 20000"), |name: &str| blob(&format!("'{name}' || n")));
    let insert = |table: &str, columns: &str, values: &str| format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {numbers}");
    let now_and_then = |value: &str| format!("CASE WHEN n % 50 = 0 THEN {value} END");
    vec![
        // groups of eleven hospitals
        insert(
            "organisation",
            "id, parent_id, kind, name, search, finess, siret, memo, is_sample, created_by, created_at",
            &format!("{n}, CASE WHEN n > 12 AND n % 12 > 0 THEN {} END, 'hospital', 'o' || n, 'o' || n, 'f' || n, 's' || n, '', 0, {n}, n", key("n - n % 12")),
        ),
        insert("member", "organisation_id, person_id, role, since", &format!("{organisation}, {n}, 'manager', n")),
        insert(
            "invitation",
            "id, organisation_id, email, email_folded, role, token_hash, invited_by, created_at, expires_at, settled_at",
            &format!("{n}, {organisation}, 'i' || n, 'i' || n, 'trainer', {}, {n}, n, n, {}", token("i"), now_and_then("n")),
        ),
        insert(
            "organisation_key",
            "id, organisation_id, name, token_hash, created_by, created_at",
            &format!("{n}, {organisation}, 'k', {}, {n}, n", token("k")),
        ),
        insert("unit", "id, organisation_id, name, name_folded, created_at", &format!("{n}, {organisation}, 'u' || n, 'u' || n, n")),
        insert(
            "cohort",
            "id, organisation_id, name, name_folded, starts_on, ends_on, ects, created_at",
            &format!("{n}, {organisation}, 'c' || n, 'c' || n, n, n, 400, n"),
        ),
        insert(
            "learner",
            "id, organisation_id, person_id, given_name, family_name, email, email_folded, external_id, trade, unit_id, sort_name, search, source, token_hash, left_on, created_at, updated_at",
            &format!(
                "{n}, {organisation}, CASE WHEN n % 3 > 0 THEN {n} END, 'g', 'f' || n, 'l' || n, 'l' || n, 'x' || n, 't' || n % 40, {}, 'f' || n, 'f' || n, 'import', {}, {}, n, n",
                key("1 + n % 4000"),
                token("l"),
                now_and_then("n"),
            ),
        ),
        insert("learner_change", "id, learner_id, kind, detail, changed_by, at", &format!("{n}, {n}, 'arrived', '', {n}, n")),
        insert("cohort_learner", "cohort_id, learner_id", &format!("{}, {n}", key("1 + n % 400"))),
        insert(
            "import",
            "id, organisation_id, started_by, name, mapping, status, line_count, progress, report, created_at, alive_at, settled_at",
            &format!("{n}, {organisation}, {n}, 'f', '', 'written', 1, 1, '', n, n, CASE WHEN n % 50 > 0 THEN n END"),
        ),
        insert(
            "campaign",
            "id, organisation_id, code, title, search, intro, template, competences, target, is_anonymous, audience, sittings, reminds, opens_at, closes_at, closed_at, releases, previous_id, created_by, created_at, updated_at",
            &format!(
                "{n}, {organisation}, 'c' || n, 't', 't', '', '', '', '', 0, 'everybody', 1, 1, n, n, CASE WHEN n % 50 > 0 THEN n END, 1, {}, {n}, n, n",
                now_and_then(&n)
            ),
        ),
        insert("campaign_audience", "campaign_id, kind, target_id", &format!("{n}, 'unit', {n}")),
        // a hundred in a campaign
        insert(
            "participation",
            "id, campaign_id, learner_id, person_id, session_id, sitting, unit_id, trade, began_at, finished_at, measured_at, release_number",
            &format!(
                "{n}, {}, {n}, {n}, {}, 1, {}, 't' || n % 40, n, CASE WHEN n % 4 > 0 THEN n END, CASE WHEN n % 4 > 0 THEN n END, CASE WHEN n % 50 > 0 THEN 1 END",
                key("1 + n % 200"),
                key("1000000 + n"),
                key("1 + n % 4000"),
            ),
        ),
        insert("reminder", "campaign_id, learner_id, kind, at", &format!("{}, {n}, 'soon', n", key("1 + n % 200"))),
        insert("release_cell", "campaign_id, number, unit, trade, people, known, at", &format!("{}, n, 'u', 't', 12, 1, n", key("1 + n % 200"))),
        insert("tally", "campaign_id, dimension, value, people, sums", &format!("{}, 'unit', 'v' || n, 12, {}", key("1 + n % 200"), blob("'s'"))),
        insert(
            "tally_item",
            "campaign_id, item_hash, item_id, shown, shown_sums, held, held_sums",
            &format!("{}, {}, 'i' || n, 10, {}, 1, {}", key("1 + n % 200"), token("h"), blob("'s'"), blob("'s'")),
        ),
        insert(
            "lesson",
            "id, organisation_id, cohort_id, title, search, starts_at, minutes, split, ects, place, trainer, code, code_until, created_by, created_at, updated_at",
            &format!("{n}, {organisation}, {}, 't', 't', n, 60, '', 0, '', '', {}, n, {n}, n, n", key("1 + n % 4000"), now_and_then("'p' || n")),
        ),
        insert("lesson_attendance", "lesson_id, learner_id, how, recorded_by, at", &format!("{}, {n}, 'code', {n}, n", key("1 + n % 400"))),
        insert(
            "training",
            "id, learner_id, kind, title, provider, split, ects, done_on, proof, status, note, recorded_by, recorded_at, settled_by, settled_at",
            &format!(
                "{n}, {n}, 'outside', 't', '', '', 0, n, '', CASE WHEN n % 50 > 0 THEN 'accepted' ELSE 'claimed' END, '', {n}, n, {n}, CASE WHEN n % 50 > 0 THEN n END"
            ),
        ),
        insert(
            "attestation",
            "id, organisation_id, learner_id, number, body, issued_by, issued_at",
            &format!("{n}, {organisation}, {n}, 'n' || n, '', {n}, n"),
        ),
    ]
}

on_both! {
    async fn who_has_a_post_in_a_group_is_found_from_what_belongs_to_it(db) {
        let (group, hospital, ward) = (Uuid::from_u128(3), Uuid::from_u128(2), Uuid::from_u128(1));
        let who = crate::harness::person(None);
        let person = who.id;
        db.within(move |tx| Box::pin(async move {
            store::people::insert(tx, &who).await?;
            for (id, parent) in [(group, None), (hospital, Some(group)), (ward, Some(hospital))] {
                store::organisations::insert(tx, &organisation(id, parent)).await?;
            }
            for (organisation_id, role) in [(group, "manager"), (ward, "trainer")] {
                let member = store::members::Member { organisation_id, person_id: who.id, role: role.into(), since: 1 };
                store::members::insert(tx, &member).await?;
            }
            Ok(())
        })).await;
        let roles = move |organisation| db.within(move |tx| Box::pin(async move { store::members::roles(tx, organisation, person).await }));
        assert_eq!(roles(ward).await, [(0, "trainer".to_owned()), (2, "manager".to_owned())]);
        assert_eq!(roles(hospital).await, [(1, "manager".to_owned())]);
        assert_eq!(db.within(move |tx| Box::pin(store::organisations::ancestors(tx, ward))).await, [ward, hospital, group]);
    }
}

on_both! {
    async fn a_list_of_learners_is_read_to_its_end_and_holds_everybody_once(db) {
        let (ours, theirs) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let cohort = |organisation_id| store::cohorts::Cohort {
            id: Uuid::now_v7(), organisation_id, name: "c".into(), name_folded: "c".into(), starts_on: None, ends_on: None, ects: 400, created_at: 1,
        };
        let (cohort, other) = (cohort(ours), cohort(theirs));
        let chosen = cohort.id;
        let learner = |n: u128, organisation_id| store::learners::Learner {
            id: Uuid::from_u128(n),
            organisation_id,
            person_id: None,
            given_name: "g".into(),
            family_name: "f".into(),
            birth_date: None,
            email: None,
            email_folded: None,
            external_id: None,
            trade: None,
            school: None,
            diploma: None,
            regime: None,
            unit_id: None,
            // several of one name, as there are
            sort_name: format!("nom {}", n % 5),
            search: String::new(),
            source: "hand".into(),
            token_hash: None,
            arrived_on: None,
            left_on: n.is_multiple_of(7).then_some(1),
            created_at: 1,
            updated_at: 1,
        };
        let all: Vec<_> = (1..=53).map(|n| learner(n, ours)).chain((100..=120).map(|n| learner(n, theirs))).collect();
        db.within(move |tx| Box::pin(async move {
            for id in [ours, theirs] {
                store::organisations::insert(tx, &organisation(id, None)).await?;
            }
            store::cohorts::insert(tx, &cohort).await?;
            store::cohorts::insert(tx, &other).await?;
            store::learners::insert_all(tx, &all).await?;
            for n in [1, 20, 53] {
                store::cohorts::add(tx, chosen, Uuid::from_u128(n)).await?;
            }
            store::cohorts::add(tx, other.id, Uuid::from_u128(100)).await.map(drop)
        })).await;
        let (mut read, mut chosen_ones, mut after) = (Vec::new(), Vec::new(), store::rosters::After::START);
        loop {
            let from = after.clone();
            let page = db.within(move |tx| Box::pin(async move { store::rosters::learners(tx, ours, &from, 8).await })).await;
            let (Some(first), Some(last)) = (page.first().cloned(), page.last().cloned()) else { break };
            after = store::rosters::After::learner(&last);
            let (first, last) = (store::rosters::After::learner(&first), after.clone());
            chosen_ones.extend(db.within(move |tx| Box::pin(async move { store::rosters::cohorts(tx, ours, &first, &last).await })).await);
            read.extend(page.into_iter().map(|learner| (learner.sort_name, learner.id.as_u128())));
        }
        let mut expected: Vec<_> = (1..=53).map(|n| (format!("nom {}", n % 5), n)).collect();
        expected.sort();
        assert_eq!(read, expected);
        chosen_ones.sort_unstable();
        assert_eq!(chosen_ones, [1, 20, 53].map(|n| (Uuid::from_u128(n), chosen)));
    }
}
