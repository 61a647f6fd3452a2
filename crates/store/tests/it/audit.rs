//! The audit log: beside the act or not at all, in order, and without those who are gone.

use crate::harness::*;
use store::audit::{self, Line};
use store::maintenance::{Purge, purge_expired};
use store::{StoreError, people, throttles};
use uuid::Uuid;

fn line(person: Option<Uuid>, at: i64, kind: &str) -> Line {
    Line { id: Uuid::now_v7(), at, kind: kind.into(), actor: "person".into(), person_id: person, object: Some("it".into()), place: Some(hash("here")) }
}

const FIRST: (i64, Uuid) = (i64::MIN, Uuid::nil());

on_both! {
    async fn lines_come_back_as_they_were_in_order_and_page_by_page(db) {
        db.within(|tx| Box::pin(async move {
            let (who, _) = begin(tx, None).await?;
            let mut lines = [line(Some(who), NOW + 2, "c"), line(None, NOW, "a"), line(Some(who), NOW + 1, "b"), line(None, NOW + 2, "d")];
            for line in &lines {
                audit::add(tx, line).await?;
            }
            lines.sort_by_key(|l| (l.at, l.id));
            assert_eq!(audit::list(tx, FIRST, 10).await?, lines);
            let first = audit::list(tx, FIRST, 2).await?;
            assert_eq!(first, lines[..2]);
            assert_eq!(audit::list(tx, (first[1].at, first[1].id), 10).await?, lines[2..]);
            assert_eq!(audit::list(tx, (NOW + 2, Uuid::nil()), 10).await?, lines[2..], "from a moment on");
            let theirs: Vec<Line> = lines.iter().filter(|l| l.person_id == Some(who)).cloned().collect();
            assert_eq!(audit::list_of_person(tx, who, FIRST, 10).await?, theirs);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_person_who_goes_leaves_their_lines_without_them(db) {
        db.within(|tx| Box::pin(async move {
            let (gone, _) = begin(tx, Some("a@b.fr")).await?;
            let (kept, _) = begin(tx, Some("c@d.fr")).await?;
            audit::add(tx, &line(Some(gone), NOW, "signed-in")).await?;
            audit::add(tx, &line(Some(kept), NOW + 1, "signed-in")).await?;
            people::delete(tx, gone).await?;
            let lines = audit::list(tx, FIRST, 10).await?;
            assert_eq!((lines[0].kind.as_str(), lines[0].at), ("signed-in", NOW), "that it happened stays");
            assert_eq!((lines[0].person_id, &lines[0].object, &lines[0].place), (None, &None, &None), "who, on what and from where goes");
            assert_eq!((lines[1].person_id, lines[1].place.as_ref()), (Some(kept), Some(&hash("here"))));
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_visitor_who_turns_out_to_be_known_brings_their_lines(db) {
        db.within(|tx| Box::pin(async move {
            let (visitor, _) = begin(tx, None).await?;
            let (known, _) = begin(tx, Some("c@d.fr")).await?;
            audit::add(tx, &line(Some(visitor), NOW, "link-asked")).await?;
            people::merge(tx, visitor, known).await?;
            let lines = audit::list_of_person(tx, known, FIRST, 10).await?;
            assert_eq!(lines.len(), 1);
            assert_eq!(lines[0].object.as_deref(), Some("it"));
            Ok(())
        })).await;
    }
}

on_both! {
    async fn an_act_that_is_undone_leaves_no_line(db) {
        let error = db.refused(|tx| Box::pin(async move {
            let (who, _) = begin(tx, None).await?;
            audit::add(tx, &line(Some(who), NOW, "password-set")).await?;
            Err::<(), _>(StoreError::Busy)
        })).await;
        assert_eq!(error, StoreError::Busy);
        let none = db.within(|tx| Box::pin(audit::list(tx, FIRST, 10))).await;
        assert_eq!(none, []);
        let nobody = db.refused(|tx| Box::pin(async move { audit::add(tx, &line(Some(Uuid::now_v7()), NOW, "x")).await })).await;
        assert!(nobody.is_conflict(), "{nobody:?}");
    }
}

on_both! {
    async fn lines_are_forgotten_in_their_time_a_few_at_once(db) {
        db.within(|tx| Box::pin(async move {
            for at in [NOW, NOW + 1, NOW + 2] {
                audit::add(tx, &line(None, at, "x")).await?;
            }
            let purge = Purge {
                now: 0, throttles_before: 0, anonymous_before: 0, unowned_before: 0, mails_before: 0, keys_before: 0, audit_before: NOW + 2, invitations_before: 0, at_most: 1,
            };
            let mut gone = Vec::new();
            for _ in 0..3 {
                gone.push(purge_expired(tx, &purge).await?.audit);
            }
            assert_eq!(gone, [1, 1, 0]);
            assert_eq!(audit::list(tx, FIRST, 10).await?.len(), 1);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_try_that_was_right_is_taken_back(db) {
        db.within(|tx| Box::pin(async move {
            throttles::hit(tx, b"k", 7).await?;
            throttles::hit(tx, b"k", 7).await?;
            throttles::forgive(tx, b"k", 7).await?;
            assert_eq!(throttles::hit(tx, b"k", 7).await?, 2);
            throttles::forgive(tx, b"k", 8).await?;
            assert_eq!(throttles::hit(tx, b"k", 8).await?, 1, "of another window nothing is owed");
            Ok(())
        })).await;
    }
}
