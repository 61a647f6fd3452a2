//! Whoever works on the bank is told at most once in so long, once by one server, and not at all when they say so.

use crate::harness::*;
use store::{people, workshop_mails};
use uuid::Uuid;

const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;

async fn someone(db: &Db) -> Uuid {
    let who = person(Some("a@example.org"));
    let id = who.id;
    db.within(move |tx| Box::pin(async move { people::insert(tx, &who).await })).await;
    id
}

async fn tell(db: &Db, who: Uuid, now: i64) {
    db.within(move |tx| Box::pin(workshop_mails::tell(tx, who, now, now + 10 * MINUTE, DAY))).await;
}

async fn due(db: &Db, now: i64) -> Vec<i64> {
    db.within(move |tx| Box::pin(workshop_mails::due(tx, now, 10))).await.into_iter().map(|due| due.news_since).collect()
}

async fn take(db: &Db, who: Uuid, now: i64, sent: bool) -> bool {
    db.within(move |tx| Box::pin(workshop_mails::take(tx, who, now, sent))).await
}

on_both! {
    async fn what_happens_in_a_day_leaves_in_one_mail(db) {
        let who = someone(db).await;
        tell(db, who, NOW).await;
        tell(db, who, NOW + MINUTE).await;
        assert!(due(db, NOW + 9 * MINUTE).await.is_empty(), "there is a moment in which more may happen");
        assert_eq!(due(db, NOW + 10 * MINUTE).await, [NOW], "since the first of them");
        assert!(take(db, who, NOW + 10 * MINUTE, true).await);
        assert!(!take(db, who, NOW + 10 * MINUTE, true).await, "another server was first");
        tell(db, who, NOW + 11 * MINUTE).await;
        assert!(due(db, NOW + DAY).await.is_empty());
        assert_eq!(due(db, NOW + DAY + 10 * MINUTE).await, [NOW + 11 * MINUTE], "a day after the last mail");
        // nothing was left to tell: the next one need not wait
        assert!(take(db, who, NOW + 2 * DAY, false).await);
        tell(db, who, NOW + 3 * DAY).await;
        assert_eq!(due(db, NOW + 3 * DAY + 10 * MINUTE).await, [NOW + 3 * DAY]);
    }
}

on_both! {
    async fn whoever_wants_no_mail_gets_none(db) {
        let who = someone(db).await;
        let wanted = || db.within(move |tx| Box::pin(workshop_mails::wanted(tx, who)));
        let want = |yes| db.within(move |tx| Box::pin(workshop_mails::want(tx, who, yes, NOW)));
        assert!(wanted().await, "until they say otherwise");
        tell(db, who, NOW).await;
        want(false).await;
        assert!(!wanted().await);
        tell(db, who, NOW).await;
        assert!(due(db, NOW + DAY).await.is_empty(), "neither what waited nor what came");
        want(true).await;
        tell(db, who, NOW + DAY).await;
        assert_eq!(due(db, NOW + 2 * DAY).await, [NOW + DAY]);
        db.within(move |tx| Box::pin(people::delete(tx, who))).await;
        assert!(due(db, NOW + 2 * DAY).await.is_empty());
    }
}
