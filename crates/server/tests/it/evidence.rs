//! Statistics of items: every finished session once, whoever adds it, and to the bit what reading all answers again would give.

use std::collections::BTreeMap;

use domain::evidence::{Circumstances, ItemSums, Line, Slice, fold};
use server::service::bank::{Folded, fold_waiting, of_bank, of_item, waiting};
use server::service::demo::Grow;
use store::evidence::{Choice, Statistic};
use store::{StoreError, evidence, people, sessions};

use crate::growth::{CROWD, grown, sessions_of_all};
use crate::harness::{NOW, TestApp};

async fn all(app: &TestApp) -> (Vec<Statistic>, Vec<Choice>) {
    app.app.store.read(|tx| Box::pin(evidence::of_all(tx))).await.expect("read")
}

/// Adds everything that waits; other servers may do the same at this moment.
async fn fold_all(app: &TestApp) -> Folded {
    let mut total = Folded::default();
    loop {
        match fold_waiting(&app.app.store, &app.app.editions, &app.app.people, NOW).await {
            Ok(folded) if folded.sessions == 0 => return total,
            Ok(folded) => {
                total.sessions += folded.sessions;
                total.answers += folded.answers;
            }
            Err(server::service::Failure::Store(error)) if error.is_conflict() => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// The rows that reading every answer gives, the last session first.
async fn scanned(app: &TestApp) -> (Vec<Statistic>, Vec<Choice>) {
    let edition = app.app.editions.current().edition;
    let mut sums: BTreeMap<Vec<u8>, ItemSums> = BTreeMap::new();
    for (id, (session, log)) in sessions_of_all(app).await.into_iter().rev() {
        let Some(finished_at) = session.finished_at else { continue };
        let person = session.person_id.expect("somebody's");
        let person = app.app.store.read(move |tx| Box::pin(people::by_id(tx, person))).await.expect("read").expect("there");
        let family = person.profile.trade.and_then(|trade| app.app.people.trades.iter().find(|t| t.id == trade)?.family.clone());
        let month = jiff::Timestamp::from_microsecond(finished_at).expect("a time").strftime("%Y-%m").to_string();
        let line = |answer: &store::answers::Answer| Line {
            item: edition.place(&answer.item_id).unwrap_or_else(|| panic!("{id}: {}", answer.item_id)) as u16,
            won: answer.category as u8,
            shown: serde_json::from_str(&answer.shown).expect("an order"),
            response: answer.response.as_deref().map(|r| serde_json::from_str(r).expect("a response")),
            elapsed: answer.elapsed,
        };
        let lines: Vec<Line> = log.iter().map(line).collect();
        fold(&edition, &lines, &Circumstances { month, trade: family, setting: person.profile.setting }, &mut sums);
    }
    let (mut statistics, mut choices) = (Vec::new(), Vec::new());
    for (item_hash, item) in sums {
        for ((slice, bin), sums) in item.slices {
            let (kind, value) = slice.stored();
            let (kind, value) = (kind.to_owned(), value.to_owned());
            statistics.push(Statistic { item_hash: item_hash.clone(), kind, value, bin: i64::from(bin), sums: sums.to_array() });
        }
        for (class, sums) in item.choices {
            choices.push(Choice { item_hash: item_hash.clone(), class, answers: sums.answers, ability: sums.ability });
        }
    }
    statistics.sort_by(|a, b| (&a.item_hash, &a.kind, &a.value, a.bin).cmp(&(&b.item_hash, &b.kind, &b.value, b.bin)));
    choices.sort_by(|a, b| (&a.item_hash, &a.class).cmp(&(&b.item_hash, &b.class)));
    (statistics, choices)
}

on_both! {
    async fn what_is_kept_is_to_the_bit_what_reading_every_answer_gives(app) {
        grown(app, &CROWD).await;
        let finished = app.rows().await["result"];
        assert_eq!(waiting(&app.app.store).await.expect("counted"), finished, "sessions from before wait like new ones");
        let folded = fold_all(app).await;
        assert_eq!(folded.sessions as i64, finished);
        let (mut statistics, mut choices) = all(app).await;
        statistics.sort_by(|a, b| (&a.item_hash, &a.kind, &a.value, a.bin).cmp(&(&b.item_hash, &b.kind, &b.value, b.bin)));
        choices.sort_by(|a, b| (&a.item_hash, &a.class).cmp(&(&b.item_hash, &b.class)));
        let (scanned, scanned_choices) = scanned(app).await;
        assert_eq!(statistics, scanned);
        assert_eq!(choices, scanned_choices);
        let answers: i64 = statistics.iter().filter(|row| row.kind == "all").map(|row| row.sums[0]).sum();
        assert_eq!(answers as u64, folded.answers);
        assert!(statistics.iter().any(|row| row.kind == "trade") && statistics.iter().any(|row| row.kind == "setting") && !choices.is_empty());
        assert_eq!((waiting(&app.app.store).await.expect("counted"), fold_all(app).await), (0, Folded::default()), "and nothing twice");
    }
}

on_both! {
    async fn servers_that_do_the_same_work_add_each_session_once(app) {
        grown(app, &Grow { people: 300, ..CROWD }).await;
        let finished = app.rows().await["result"];
        let (a, b, c) = tokio::join!(fold_all(app), fold_all(app), fold_all(app));
        assert_eq!((a.sessions + b.sessions + c.sessions) as i64, finished);
        let answers: i64 = all(app).await.0.iter().filter(|row| row.kind == "all").map(|row| row.sums[0]).sum();
        assert_eq!(answers as u64, a.answers + b.answers + c.answers);
    }
}

on_both! {
    async fn one_server_has_the_work_at_a_time_and_another_takes_it_from_a_dead_one(app) {
        let [one, two] = [1, 2].map(uuid::Uuid::from_u128);
        let take = |who, at: i64| app.app.store.write(move |tx| Box::pin(async move { store::leases::take(tx, "evidence", who, at + 100, at).await }));
        assert!(take(one, 0).await.expect("asked") && take(one, 50).await.expect("asked"), "who has it keeps it");
        assert!(!take(two, 149).await.expect("asked"));
        assert!(take(two, 151).await.expect("asked"));
        assert!(!take(one, 152).await.expect("asked"));
    }
}

on_both! {
    async fn who_leaves_takes_nothing_from_the_sums_and_who_left_before_gives_nothing(app) {
        grown(app, &CROWD).await;
        let everybody = sessions_of_all(app).await;
        let people: Vec<_> = everybody.values().filter(|(session, _)| session.finished_at.is_some()).filter_map(|(session, _)| session.person_id).collect();
        let erase = |id| app.app.store.write(move |tx| Box::pin(async move { people::delete(tx, id).await.map(drop) }));
        erase(people[0]).await.expect("erased");
        fold_all(app).await;
        let before = all(app).await;
        erase(people[1]).await.expect("erased");
        fold_all(app).await;
        assert_eq!(all(app).await, before);
    }
}

on_both! {
    async fn a_session_that_cannot_be_read_does_not_hold_the_others_up(app) {
        grown(app, &CROWD).await;
        let (id, _) = sessions_of_all(app).await.into_iter().find(|(_, (session, _))| session.finished_at.is_some()).expect("a finished one");
        let damage = "UPDATE answer SET shown = 'no JSON' WHERE session_id = $1";
        app.app.store.write(move |tx| Box::pin(async move { tx.execute(damage, &[id.into()]).await })).await.expect("damaged");
        let folded = fold_all(app).await;
        assert_eq!(folded.sessions as i64, app.rows().await["result"]);
        assert_eq!(waiting(&app.app.store).await.expect("counted"), 0);
        let row = app.app.store.read(move |tx| Box::pin(sessions::load(tx, id))).await.expect("read");
        assert!(row.is_some(), "and it is still there");
    }
}

on_both! {
    async fn a_page_reads_what_the_sums_say_of_the_items_of_today(app) {
        grown(app, &Grow { people: 400, ..CROWD }).await;
        fold_all(app).await;
        let current = app.app.editions.current();
        let all = of_bank(&app.app.store, &current).await.expect("read");
        assert_eq!(all.len(), current.edition.pool.len());
        let most = all.iter().max_by_key(|e| e.answers).expect("items");
        assert!(most.answers > 100 && most.is_judged() && !most.curve.is_empty(), "{most:?}");
        assert_eq!(of_item(&app.app.store, &current, &most.id).await.expect("read").as_ref(), Some(most));
        assert_eq!(of_item(&app.app.store, &current, "no-such-item").await.expect("read"), None);
        let rows = app.app.store.read(|tx| Box::pin(async move { Ok::<_, StoreError>(evidence::of_all(tx).await?.0.len()) })).await.expect("read");
        assert!(rows > all.len(), "{rows}");
        let unseen = all.iter().find(|e| e.answers == 0).expect("a few sessions leave some out");
        assert!(unseen.curve.is_empty() && unseen.fitted.is_none() && Slice::from_stored("none", "").is_none());
    }
}
