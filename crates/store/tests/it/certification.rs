//! What certification keeps: rows for the test of plans, and how it hangs together.

use crate::harness::{NOW, answer, begin, edition, session};
use crate::institutions;
use store::{StoreError, Tx, answers, editions, sessions};
use uuid::Uuid;

/// Rows in every table of certification, as `plans::rows` fills the others: some hundreds of exams of fifty candidates each.
pub fn many(numbers: &str, key: fn(&str) -> String, blob: fn(&str) -> String) -> Vec<String> {
    let (n, one, organisation, exam, session) = (key("n"), key("1"), key("1 + n % 20000"), key("1 + n % 400"), key("1000000 + n"));
    let token = |name: &str| blob(&format!("'{name}' || n"));
    let insert = |table: &str, columns: &str, values: &str| format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {numbers}");
    vec![
        insert(
            "accreditation",
            "id, organisation_id, status, number, statement, contact, note, until, asked_by, asked_at, decided_by, decided_at",
            &format!("{n}, {n}, CASE WHEN n % 50 > 0 THEN 'granted' ELSE 'asked' END, 'n' || n, 's' || n, 'c' || n, 'n' || n, n, {n}, n, {n}, n"),
        ),
        insert(
            "room",
            "id, organisation_id, name, name_folded, address, seats, is_step_free, note, created_at, closed_at",
            &format!("{n}, {organisation}, 'n' || n, 'n' || n, 'a' || n, n, n, 'n' || n, n, n"),
        ),
        insert(
            "exam",
            "id, organisation_id, room_id, number, centre_name, place, search, starts_at, seats, status, start_code, watch_hash, note, revision, created_by, created_at, updated_at, opened_at, finished_at, finalised_at, decided_at, published_at",
            &format!(
                "{n}, {organisation}, {n}, 'n' || n, 'c' || n, 'p' || n, 's' || n, n, n, CASE WHEN n % 50 > 0 THEN 'published' ELSE 'open' END, 's' || n, {}, 'n' || n, n, {n}, n, n, n, n, n, n, n",
                token("ew")
            ),
        ),
        insert(
            "candidate",
            "id, exam_id, person_id, learner_id, code, token_hash, family_name, given_name, usual_name, birth_date, civil, email, email_folded, external_id, language, sort_name, search, status, convoked_at, convoked_revision, confirmed_at, checked_in_at, checked_by, document, created_by, created_at, updated_at",
            &format!(
                "{n}, {exam}, {n}, {n}, 'c' || n, {}, 'f' || n, 'g' || n, 'u' || n, 'b' || n, 'c' || n, 'e' || n, 'e' || n, 'e' || n, 'l' || n, 's' || n, 's' || n, 's' || n, n, n, n, n, {n}, 'd' || n, {n}, n, n",
                token("ct")
            ),
        ),
        insert("accommodation", "candidate_id, extra_percent, needs, document, granted_by, granted_at", &format!("{n}, n, 'n' || n, 'd' || n, {n}, n")),
        insert(
            "invigilator",
            "id, exam_id, person_id, name, token_hash, since, seen_at, left_at",
            &format!("{n}, {exam}, {n}, 'n' || n, {}, n, n, n", token("it")),
        ),
        insert(
            "sitting",
            "id, exam_id, candidate_id, session_id, number, status, device_hash, device, revision, created_at, started_at, ends_at, ended_at, ending, seen_at, away_since",
            &format!(
                "{n}, {exam}, {n}, {session}, n, CASE WHEN n % 50 > 0 THEN 'ended' ELSE 'running' END, {}, 'd' || n, n, n, n, CASE WHEN n % 50 = 0 THEN n END, n, 'e' || n, n, n",
                token("sd")
            ),
        ),
        insert("sitting_event", "id, sitting_id, kind, detail, invigilator_id, at", &format!("{n}, {n}, 'k' || n, 'd' || n, {n}, n")),
        insert(
            "exam_alert",
            "id, sitting_id, seq, item_id, item_hash, kind, body, status, raised_at, settled_at, invigilator_id",
            &format!(
                "{n}, {n}, n, 'i' || n % 300, {}, 'k' || n, 'b' || n, CASE WHEN n % 50 > 0 THEN 'kept' ELSE 'open' END, n, CASE WHEN n % 50 > 0 THEN n END, {n}",
                token("ei")
            ),
        ),
        insert(
            "exam_report",
            "id, exam_id, sitting_id, kind, status, category, body, happened_at, author, outcome, revision, created_at, filed_at, settled_by, settled_at",
            &format!("{n}, {exam}, {n}, 'k' || n, 's' || n, 'c' || n, 'b' || n, n, 'a' || n, 'o' || n, n, n, n, {n}, n"),
        ),
        insert(
            "proposal",
            "id, kind, subject, body, reason, status, proposed_by, proposed_at, settled_by, settled_at, note",
            &format!(
                "{n}, 'k' || n, 's' || n, 'b' || n, 'r' || n, CASE WHEN n % 50 > 0 THEN 'adopted' ELSE 'open' END, {n}, n, CASE WHEN n % 50 > 0 THEN {n} END, CASE WHEN n % 50 > 0 THEN n END, 'n' || n"
            ),
        ),
        insert(
            "standard_study",
            "id, title, method, status, round, items, settings, result, created_by, created_at, updated_at, closed_at",
            &format!("{n}, 't' || n, 'm' || n, 's' || n, n, 'i' || n, 's' || n, 'r' || n, {n}, n, n, n"),
        ),
        insert("study_judge", "id, study_id, person_id, name, finished_round, since", &format!("{n}, {exam}, {n}, 'n' || n, n, n")),
        insert("study_rating", "judge_id, round, cut, item_id, value, at", &format!("{n}, n, n, 'i' || n, n, n")),
        insert("certification_rule", "id, number, body, study_id, proposal_id, adopted_at", &format!("{n}, n, 'b' || n, {n}, {n}, n")),
        insert(
            "decision",
            "id, sitting_id, number, kind, outcome, level, body, reason, proposal_id, decided_by, at",
            &format!("{n}, {n}, n, 'k' || n, 'o' || n, n, 'b' || n, 'r' || n, {n}, {n}, n"),
        ),
        insert("neutralisation", "id, exam_id, item_id, reason, proposal_id, at", &format!("{n}, {exam}, 'i' || n % 300, 'r' || n, {n}, n")),
        insert(
            "appeal",
            "id, sitting_id, person_id, body, status, at, outcome, answer, answered_by, answered_at",
            &format!("{n}, {n}, {n}, 'b' || n, CASE WHEN n % 50 > 0 THEN 'answered' ELSE 'open' END, n, 'o' || n, 'a' || n, {n}, n"),
        ),
        format!("INSERT INTO signing_key (id, public, secret, created_at) VALUES ({one}, {}, {}, 1)", blob("'p'"), blob("'s'")),
        insert(
            "certificate",
            "id, number, sitting_id, person_id, family_name, given_name, birth_date, search, level, body, issued_at, valid_until, status_index, key_id, credential, jwt, revoked_at, revoked_reason",
            &format!(
                "{n}, 'n' || n, {n}, {n}, 'f' || n, 'g' || n, 'b' || n, 's' || n, n, 'b' || n, n, n, n, {one}, 'c' || n, 'j' || n, CASE WHEN n % 50 = 0 THEN n END, CASE WHEN n % 50 = 0 THEN 'r' END"
            ),
        ),
        insert(
            "cpf_batch",
            "id, number, status, body, report, prepared_by, prepared_at, sent_by, sent_at, processed_at",
            &format!("{n}, n, 's' || n, 'b' || n, 'r' || n, {n}, n, {n}, n, n"),
        ),
        insert("cpf_row", "id, batch_id, certificate_id, reference, status, reason", &format!("{n}, {exam}, {n}, 'r' || n, 's' || n, 'r' || n")),
    ]
}

on_both! {
    async fn an_exam_and_its_certificates_outlive_the_centre_and_the_account(db) {
        let store = &db.store;
        let (someone, session) = store.write(|tx| Box::pin(async move { begin(tx, Some("a@b.fr")).await })).await.unwrap();
        let (other, _) = store.write(|tx| Box::pin(async move { begin(tx, Some("c@d.fr")).await })).await.unwrap();
        store.write(move |tx| Box::pin(institutions::fill(tx, [someone, other], session))).await.unwrap();
        let of = async |sql: &'static str| {
            store.read(move |tx| Box::pin(async move { tx.all(sql, &[], |row| row.get::<Option<Uuid>>(0)).await })).await.unwrap()
        };
        let holders = "SELECT person_id FROM certificate WHERE person_id IS NOT NULL";
        assert_eq!(of(holders).await, [Some(someone)]);
        let both = [true, false].map(|is_full| institutions::id("organisation", is_full));
        let gone = async move |tx: &mut Tx<'_>| {
            for person in [someone, other] {
                tx.execute("DELETE FROM person WHERE id = $1", &[person.into()]).await?;
            }
            for organisation in both {
                tx.execute("DELETE FROM organisation WHERE id = $1", &[organisation.into()]).await?;
            }
            Ok::<_, StoreError>(())
        };
        store.write(move |tx| Box::pin(async move { gone(tx).await })).await.unwrap();
        assert_eq!(of(holders).await, []);
        assert_eq!(of("SELECT id FROM certificate").await.len(), 2, "certificates are still there");
        assert_eq!(of("SELECT id FROM exam WHERE organisation_id IS NULL").await.len(), 2, "so are exams");
        assert_eq!(of("SELECT id FROM decision WHERE decided_by IS NULL").await.len(), 2, "and what was decided");
        assert_eq!(of("SELECT id FROM accreditation").await, [], "what made the organisation a centre is not");
    }
}

on_both! {
    async fn what_was_met_in_an_exam_was_met_by_its_candidate(db) {
        let (someone, own) = db.store.write(|tx| Box::pin(async move { begin(tx, Some("a@b.fr")).await })).await.unwrap();
        let (other, _) = db.store.write(|tx| Box::pin(async move { begin(tx, Some("c@d.fr")).await })).await.unwrap();
        db.store.write(move |tx| Box::pin(async move {
            let edition = editions::insert_if_new(tx, &edition()).await?;
            let sat = session(None, edition);
            sessions::insert(tx, &sat).await?;
            institutions::fill(tx, [someone, other], sat.id).await?;
            for line in [answer(own, 1), answer(own, 3), answer(sat.id, 2), answer(sat.id, 3)] {
                answers::append(tx, &line).await?;
            }
            Ok::<_, StoreError>(())
        })).await.unwrap();
        let met = async |person, since| db.store.read(move |tx| Box::pin(answers::items_of_person(tx, person, since))).await.unwrap();
        assert_eq!(met(someone, 0).await, ["item-1", "item-2", "item-3"], "each once");
        assert!(met(someone, NOW * 2).await.is_empty(), "what was met long ago may come again");
        assert!(met(Uuid::now_v7(), 0).await.is_empty());
    }
}
