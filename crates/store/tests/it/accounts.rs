//! People, logins, links, throttles.

use crate::harness::*;
use store::people::Profile;
use store::{answers, logins, mail_links, mails, people, sessions, throttles};
use uuid::Uuid;

on_both! {
    async fn a_person_is_found_again_as_they_were(db) {
        db.within(|tx| Box::pin(async move {
            let mut known = person(Some("Zoé@Example.org"));
            known.email_verified_at = Some(NOW);
            known.password_hash = Some("$argon2id$…".into());
            known.profile = Profile {
                trade: Some("nurse".into()),
                setting: Some("hospital".into()),
                region: Some("BRE".into()),
                asked_at: Some(NOW),
            };
            let anonymous = person(None);
            people::insert(tx, &known).await?;
            people::insert(tx, &anonymous).await?;
            people::insert(tx, &person(None)).await?;
            assert_eq!(people::by_id(tx, known.id).await?.as_ref(), Some(&known));
            assert_eq!(people::by_id(tx, anonymous.id).await?, Some(anonymous));
            assert_eq!(people::by_email_folded(tx, "zoé@example.org").await?, Some(known));
            assert_eq!(people::by_email_folded(tx, "Zoé@Example.org").await?, None);
            assert_eq!(people::by_id(tx, Uuid::now_v7()).await?, None);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn each_setter_sets_its_columns_and_says_whether_the_person_exists(db) {
        db.within(|tx| Box::pin(async move {
            let mut who = person(None);
            people::insert(tx, &who).await?;
            assert!(people::set_email(tx, who.id, "A@b.fr", "a@b.fr", Some(NOW)).await?);
            assert!(people::set_password(tx, who.id, Some("hash")).await?);
            let profile = Profile { trade: Some("doctor".into()), asked_at: Some(7), ..Profile::default() };
            assert!(people::set_profile(tx, who.id, &profile).await?);
            assert!(people::set_locale(tx, who.id, "en").await?);
            people::touch(tx, who.id, NOW + 5).await?;
            people::touch(tx, who.id, NOW + 3).await?;
            who.email = Some("A@b.fr".into());
            who.email_folded = Some("a@b.fr".into());
            who.email_verified_at = Some(NOW);
            who.password_hash = Some("hash".into());
            who.profile = profile;
            who.locale = "en".into();
            who.last_seen_at = NOW + 5;
            assert_eq!(people::by_id(tx, who.id).await?.as_ref(), Some(&who));
            assert!(people::set_password(tx, who.id, None).await?);
            assert_eq!(people::by_id(tx, who.id).await?.unwrap().password_hash, None);

            let nobody = Uuid::now_v7();
            assert!(!people::set_email(tx, nobody, "x", "x", None).await?);
            assert!(!people::set_password(tx, nobody, None).await?);
            assert!(!people::set_profile(tx, nobody, &Profile::default()).await?);
            assert!(!people::set_locale(tx, nobody, "fr").await?);
            assert!(!people::delete(tx, nobody).await?);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn an_address_belongs_to_one_person(db) {
        let other = db.within(|tx| Box::pin(async move {
            people::insert(tx, &person(Some("a@b.fr"))).await?;
            let other = person(Some("c@d.fr"));
            people::insert(tx, &other).await?;
            Ok(other.id)
        })).await;
        for error in [
            db.refused(|tx| Box::pin(async move { people::insert(tx, &person(Some("A@B.fr"))).await })).await,
            db.refused(move |tx| Box::pin(people::set_email(tx, other, "a@b.fr", "a@b.fr", None))).await,
        ] {
            assert_eq!(error, store::StoreError::Conflict { what: "person(email_folded)".into() });
            assert!(error.is_conflict_on("person", "email_folded"));
        }
    }
}

on_both! {
    async fn deleting_a_person_leaves_nothing_of_them(db) {
        db.within(|tx| Box::pin(async move {
            let (who, session) = begin(tx, Some("a@b.fr")).await?;
            let (other, kept) = begin(tx, Some("c@d.fr")).await?;
            for (person, session, token) in [(who, session, "1"), (other, kept, "2")] {
                logins::insert(tx, &login(person, token)).await?;
                mail_links::insert(tx, &link(person, token)).await?;
                answers::append(tx, &answer(session, 1)).await?;
                mails::enqueue(tx, &mail(Some(person), "x@y.fr", NOW)).await?;
            }
            mails::enqueue(tx, &mail(None, "a@b.fr", NOW)).await?;
            mails::enqueue(tx, &mail(None, "e@f.fr", NOW)).await?;
            mails::enqueue(tx, &mail(Some(other), "a@b.fr", NOW)).await?;
            assert_eq!(mails::pending(tx).await?, 5);

            assert!(people::delete(tx, who).await?);
            assert_eq!(people::by_id(tx, who).await?, None);
            assert_eq!(logins::by_token_hash(tx, b"1", NOW).await?, None);
            assert_eq!(mail_links::peek(tx, b"1", "login", NOW).await?, None);
            assert_eq!(sessions::load(tx, session).await?, None);
            assert_eq!(answers::all_of(tx, session).await?, []);
            // The mail about them and the mail to their address went; those of others stay.
            assert_eq!(mails::pending(tx).await?, 3);

            assert!(logins::by_token_hash(tx, b"2", NOW).await?.is_some());
            assert_eq!(answers::all_of(tx, kept).await?.len(), 1);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn deleting_a_person_takes_mails_to_an_address_they_had_not_proved_yet(db) {
        db.within(|tx| Box::pin(async move {
            let who = person(Some("a@b.fr"));
            people::insert(tx, &who).await?;
            let mut change = link(who.id, "change");
            change.email = Some("new@b.fr".into());
            mail_links::insert(tx, &change).await?;
            mails::enqueue(tx, &mail(None, "new@b.fr", NOW)).await?;
            people::delete(tx, who.id).await?;
            assert_eq!(mails::pending(tx).await?, 0);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn merging_moves_sessions_and_deletes_the_first(db) {
        db.within(|tx| Box::pin(async move {
            let (visitor, session) = begin(tx, None).await?;
            let (known, own) = begin(tx, Some("a@b.fr")).await?;
            logins::insert(tx, &login(visitor, "visitor")).await?;
            answers::append(tx, &answer(session, 1)).await?;
            assert_eq!(people::merge(tx, visitor, known).await?, 1);
            assert_eq!(people::by_id(tx, visitor).await?, None);
            assert_eq!(logins::by_token_hash(tx, b"visitor", NOW).await?, None);
            let mut found: Vec<Uuid> = sessions::list_of_person(tx, known, None, 10)
                .await?.iter().map(|s| s.id).collect();
            found.sort();
            assert_eq!(found, [session, own]);
            assert_eq!(answers::export_of_person(tx, known).await?.len(), 1);
            assert_eq!(people::merge(tx, known, known).await?, 0);
            assert!(people::by_id(tx, known).await?.is_some(), "merging with oneself deletes nobody");
            Ok(())
        })).await;
    }
}

on_both! {
    async fn merging_into_nobody_is_refused_and_changes_nothing(db) {
        let (visitor, session) = db.within(|tx| Box::pin(begin(tx, None))).await;
        let error = db.refused(move |tx| Box::pin(people::merge(tx, visitor, Uuid::now_v7()))).await;
        assert_eq!(error, store::StoreError::Conflict { what: "foreign key".into() });
        let found = db.within(move |tx| Box::pin(sessions::load(tx, session))).await;
        assert_eq!(found.unwrap().person_id, Some(visitor));
    }
}

on_both! {
    async fn a_login_serves_until_it_expires_or_is_ended(db) {
        db.within(|tx| Box::pin(async move {
            let who = person(None);
            people::insert(tx, &who).await?;
            let first = login(who.id, "first");
            logins::insert(tx, &first).await?;
            logins::insert(tx, &login(who.id, "second")).await?;
            assert_eq!(logins::by_token_hash(tx, b"first", NOW).await?.as_ref(), Some(&first));
            assert!(logins::by_token_hash(tx, b"first", first.expires_at - 1).await?.is_some());
            assert_eq!(logins::by_token_hash(tx, b"first", first.expires_at).await?, None);

            logins::touch(tx, b"first", NOW + 9, NOW + 500 * SECOND).await?;
            logins::touch(tx, b"first", NOW + 2, NOW + 1).await?;
            let touched = logins::by_token_hash(tx, b"first", NOW + 499 * SECOND).await?.unwrap();
            assert_eq!((touched.last_used_at, touched.expires_at), (NOW + 9, NOW + 500 * SECOND));

            let list = logins::list_of(tx, who.id).await?;
            let tokens: Vec<&[u8]> = list.iter().map(|l| l.token_hash.as_slice()).collect();
            assert_eq!(tokens, [b"first".as_slice(), b"second"]);
            assert!(logins::delete(tx, b"first").await?);
            assert!(!logins::delete(tx, b"first").await?);
            assert_eq!(logins::delete_all_of(tx, who.id).await?, 1);
            assert_eq!(logins::list_of(tx, who.id).await?, []);
            Ok(())
        })).await;
        let error = db.refused(|tx| Box::pin(async move { logins::insert(tx, &login(Uuid::now_v7(), "x")).await })).await;
        assert_eq!(error, store::StoreError::Conflict { what: "foreign key".into() });
    }
}

on_both! {
    async fn a_link_serves_once_for_its_purpose_and_in_its_time(db) {
        db.within(|tx| Box::pin(async move {
            let who = person(None);
            people::insert(tx, &who).await?;
            let mut sent = link(who.id, "token");
            sent.email = Some("a@b.fr".into());
            mail_links::insert(tx, &sent).await?;
            assert_eq!(mail_links::take(tx, b"token", "resume", NOW).await?, None);
            assert_eq!(mail_links::take(tx, b"other", "login", NOW).await?, None);
            assert_eq!(mail_links::take(tx, b"token", "login", sent.expires_at).await?, None);
            assert_eq!(mail_links::peek(tx, b"token", "login", NOW + 1).await?.as_ref(), Some(&sent));
            let used = store::mail_links::MailLink { used_at: Some(NOW + 1), ..sent };
            assert_eq!(mail_links::take(tx, b"token", "login", NOW + 1).await?, Some(used));
            assert_eq!(mail_links::take(tx, b"token", "login", NOW + 2).await?, None);
            assert_eq!(mail_links::peek(tx, b"token", "login", NOW + 2).await?, None);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_throttle_counts_by_key_and_window(db) {
        db.within(|tx| Box::pin(async move {
            assert_eq!(throttles::hit(tx, b"a", 60).await?, 1);
            assert_eq!(throttles::hit(tx, b"a", 60).await?, 2);
            assert_eq!(throttles::hit(tx, b"b", 60).await?, 1);
            assert_eq!(throttles::hit(tx, b"a", 120).await?, 1);
            assert_eq!(throttles::purge(tx, 120, 1).await?, 1);
            assert_eq!(throttles::purge(tx, 120, 10).await?, 1);
            assert_eq!(throttles::purge(tx, 120, 10).await?, 0);
            assert_eq!(throttles::hit(tx, b"a", 120).await?, 2);
            assert_eq!(throttles::hit(tx, b"a", 60).await?, 1);
            Ok(())
        })).await;
    }
}
