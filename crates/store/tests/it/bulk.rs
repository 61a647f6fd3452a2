//! Many rows at once are the rows one by one, whole or not at all.

use crate::harness::{NOW, answer, begin, edition, login, mail, person, session};
use store::results::SessionResult;
use store::{StoreError, answers, archive, bulk, logins, mails, people, results, sessions};
use uuid::Uuid;

on_both! {
    async fn rows_loaded_together_are_read_back_as_they_went_in(db) {
        db.within(|tx| Box::pin(async move {
            let edition = store::editions::insert_if_new(tx, &edition()).await?;
            let all: Vec<_> = (0..50).map(|n| person((n % 2 == 0).then(|| format!("n{n}@example.org")).as_deref())).collect();
            assert_eq!(people::insert_all(tx, &all).await?, 50);
            let own: Vec<_> = all.iter().map(|p| session(Some(p.id), edition)).collect();
            assert_eq!(sessions::insert_all(tx, &own).await?, 50);
            let mut log: Vec<_> = own.iter().flat_map(|s| (1..=3).map(|seq| answer(s.id, seq))).collect();
            log[1].response = None;
            log[2].idempotency_key = None;
            assert_eq!(answers::append_all(tx, &log).await?, 150);
            let result = SessionResult { session_id: own[0].id, body: "{}".into(), at: NOW };
            assert_eq!(results::insert_all(tx, std::slice::from_ref(&result)).await?, 1);
            assert_eq!(logins::insert_all(tx, &[login(all[0].id, "token")]).await?, 1);
            assert_eq!(mails::insert_sent_all(tx, &[mail(Some(all[0].id), "n0@example.org", NOW)]).await?, 1);
            for person in &all {
                assert_eq!(people::by_id(tx, person.id).await?.as_ref(), Some(person));
            }
            assert_eq!(sessions::load(tx, own[7].id).await?.as_ref(), Some(&own[7]));
            assert_eq!(answers::all_of(tx, own[0].id).await?, log[..3]);
            assert_eq!(results::of_session(tx, own[0].id).await?, Some(result));
            assert_eq!((logins::list_of(tx, all[0].id).await?.len(), mails::pending(tx).await?), (1, 0));
            let mut ids: Vec<_> = all.iter().map(|p| p.id).collect();
            ids.sort_unstable();
            assert_eq!(bulk::people_after(tx, Uuid::nil(), 100).await?, ids);
            assert_eq!(bulk::people_after(tx, ids[9], 5).await?, ids[10..15]);
            assert!(!bulk::has_unowned_session(tx).await?);
            sessions::insert(tx, &session(None, edition)).await?;
            assert!(bulk::has_unowned_session(tx).await?);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn one_row_that_cannot_be_undoes_them_all(db) {
        let (_, id) = db.within(|tx| Box::pin(begin(tx, None))).await;
        let twice = db.refused(move |tx| Box::pin(async move {
            answers::append_all(tx, &[answer(id, 1), answer(id, 2), answer(id, 1)]).await
        })).await;
        assert!(twice.is_conflict_on("answer", "session_id"), "{twice:?}");
        let nobody = db.refused(move |tx| Box::pin(async move { answers::append_all(tx, &[answer(id, 1), answer(Uuid::now_v7(), 1)]).await })).await;
        assert!(nobody.is_conflict(), "{nobody:?}");
        let text = db.refused(move |tx| Box::pin(async move {
            let bad = answers::Answer { shown: "a\0b".into(), ..answer(id, 1) };
            answers::append_all(tx, &[bad]).await
        })).await;
        assert!(matches!(text, StoreError::Other { .. }), "{text:?}");
        assert_eq!(db.within(move |tx| Box::pin(archive::count(tx, id))).await, 0);
    }
}

on_both! {
    async fn only_answers_of_a_session_that_is_over_leave_and_only_all_of_them(db) {
        let (_, id) = db.within(|tx| Box::pin(begin(tx, None))).await;
        db.within(move |tx| Box::pin(async move { answers::append_all(tx, &[answer(id, 1), answer(id, 2)]).await })).await;
        // it is not over
        assert_eq!(db.within(move |tx| Box::pin(archive::delete_answers(tx, id, NOW + 100, 2))).await, 0);
        db.within(move |tx| Box::pin(async move {
            let over = sessions::NewState { id, expected_seq: 0, new_seq: 2, status: "finished", state: &[1], updated_at: NOW, finished_at: Some(NOW + 5) };
            assert!(sessions::save_state(tx, &over).await?);
            Ok(())
        })).await;
        assert_eq!(db.within(|tx| Box::pin(archive::first_end(tx))).await, Some(NOW + 5));
        let span = archive::Span { from: NOW + 5, before: NOW + 6 };
        assert_eq!(db.within(move |tx| Box::pin(archive::ended(tx, span))).await, [id]);
        assert_eq!(db.within(move |tx| Box::pin(archive::answers_of(tx, Uuid::nil(), Uuid::max(), span))).await.len(), 2);
        let before = archive::Span { from: NOW, before: NOW + 5 };
        assert!(db.within(move |tx| Box::pin(archive::answers_of(tx, Uuid::nil(), Uuid::max(), before))).await.is_empty());
        let others = db.refused(move |tx| Box::pin(archive::delete_answers(tx, id, NOW + 100, 3))).await;
        assert!(others.is_conflict_on("answer", "session_id"), "{others:?}");
        assert_eq!(db.within(move |tx| Box::pin(archive::count(tx, id))).await, 2);
        assert_eq!(db.within(move |tx| Box::pin(archive::delete_answers(tx, id, NOW + 100, 2))).await, 2);
        assert_eq!(db.within(move |tx| Box::pin(archive::delete_answers(tx, id, NOW + 100, 2))).await, 0);
        assert_eq!(db.within(move |tx| Box::pin(archive::known(tx, id, id, 10))).await, [id]);
    }
}
