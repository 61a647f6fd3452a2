//! The sums of items: a session is added once or not at all, and what is added is added to what was there.

use store::evidence::{self, Choice, Statistic};
use store::sessions;
use uuid::Uuid;

use crate::harness::*;

fn row(hash: &[u8], value: &str, bin: i64, n: i64) -> Statistic {
    let sums = std::array::from_fn(|place| n * (place as i64 + 1));
    Statistic { item_hash: hash.to_vec(), kind: "trade".into(), value: value.into(), bin, sums }
}

fn choice(hash: &[u8], class: &str, answers: i64) -> Choice {
    Choice { item_hash: hash.to_vec(), class: class.into(), answers, ability: -answers }
}

/// Two finished sessions and one that is not.
async fn three(db: &Db) -> [Uuid; 3] {
    let mut ids = [Uuid::nil(); 3];
    for (place, id) in ids.iter_mut().enumerate() {
        let ended = (place < 2).then_some(NOW + place as i64);
        *id = db
            .within(move |tx| {
                Box::pin(async move {
                    let (_, id) = begin(tx, None).await?;
                    let new = sessions::NewState { id, expected_seq: 0, new_seq: 1, status: "finished", state: b"", updated_at: NOW, finished_at: ended };
                    assert!(sessions::save_state(tx, &new).await?);
                    Ok(id)
                })
            })
            .await;
    }
    ids
}

on_both! {
    async fn a_session_is_added_once_and_sums_add_up(db) {
        let [one, two, open] = three(db).await;
        let waiting = db.within(|tx| Box::pin(evidence::waiting(tx, 10))).await;
        assert_eq!(waiting.iter().map(|w| w.id).collect::<Vec<_>>(), [one, two], "in the order in which they ended");
        db.within(move |tx| Box::pin(async move { evidence::add(tx, &[one], &[row(b"h", "care", 3, 1), row(b"i", "", 0, 2)], &[choice(b"h", "a", 1)], NOW).await })).await;
        let again = db.refused(move |tx| Box::pin(async move { evidence::add(tx, &[two, one], &[row(b"h", "care", 3, 5)], &[], NOW).await })).await;
        assert!(again.is_conflict_on("session", "folded_at"), "{again:?}");
        let unfinished = db.refused(move |tx| Box::pin(async move { evidence::add(tx, &[open], &[], &[], NOW).await })).await;
        assert!(unfinished.is_conflict_on("session", "folded_at"), "{unfinished:?}");
        assert_eq!(db.within(|tx| Box::pin(evidence::count_waiting(tx))).await, 1, "what was refused left no mark");
        db.within(move |tx| Box::pin(async move { evidence::add(tx, &[two], &[row(b"h", "care", 3, 10)], &[choice(b"h", "a", 4), choice(b"h", "b", 1)], NOW).await })).await;
        let (statistics, choices) = db.within(|tx| Box::pin(evidence::of_item(tx, b"h"))).await;
        assert_eq!(statistics, [row(b"h", "care", 3, 11)]);
        assert_eq!(choices, [choice(b"h", "a", 5), choice(b"h", "b", 1)]);
        let (statistics, choices) = db.within(|tx| Box::pin(evidence::of_all(tx))).await;
        assert_eq!((statistics.len(), choices.len()), (2, 2));
    }
}

on_both! {
    async fn the_last_sessions_are_found_and_their_answers(db) {
        let [one, two, _] = three(db).await;
        let last = db.within(|tx| Box::pin(evidence::finished(tx, 10))).await;
        let mut expected = [one, two];
        expected.sort_by(|a, b| b.cmp(a));
        assert_eq!(last.iter().map(|taken| taken.id).collect::<Vec<_>>(), expected);
        assert_eq!(db.within(|tx| Box::pin(evidence::finished(tx, 1))).await.len(), 1);
        let answers = db.within(move |tx| Box::pin(evidence::answers_between(tx, Uuid::nil(), Uuid::max()))).await;
        assert!(answers.is_empty());
    }
}
