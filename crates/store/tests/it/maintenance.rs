//! Forgetting, counting, checking.

use crate::harness::*;
use store::idempotency::Remembered;
use store::maintenance::{Integrity, Purge, Purged};
use store::{Engine, MIGRATIONS, idempotency, logins, mail_links, mails, maintenance, people, sessions, throttles};

on_both! {
    async fn what_expired_is_forgotten_and_nothing_else(db) {
        db.within(|tx| Box::pin(async move {
            let (gone, session) = begin(tx, None).await?;
            let (known, kept) = begin(tx, Some("a@b.fr")).await?;
            let (_, seen) = begin(tx, None).await?;
            let seen = sessions::load(tx, seen).await?.unwrap().person_id.unwrap();
            people::touch(tx, seen, NOW + 60).await?;
            let short = |expires_at| logins::Login { expires_at, ..login(known, &format!("{expires_at}")) };
            let link = |expires_at| mail_links::MailLink { expires_at, ..link(known, &format!("{expires_at}")) };
            for expires_at in [NOW + 1, NOW + 50, NOW + 51] {
                logins::insert(tx, &short(expires_at)).await?;
                mail_links::insert(tx, &link(expires_at)).await?;
                throttles::hit(tx, b"key", expires_at).await?;
            }
            let before = NOW - 1;
            let purge = Purge {
                now: NOW + 50,
                throttles_before: NOW + 50,
                anonymous_before: NOW + 60,
                unowned_before: before,
                mails_before: before,
                keys_before: before,
                audit_before: before,
                invitations_before: before,
                at_most: 1,
            };
            let first = maintenance::purge_expired(tx, &purge).await?;
            assert_eq!(first, Purged { links: 1, logins: 1, throttles: 1, people: 1, ..Purged::default() });
            let second = maintenance::purge_expired(tx, &purge).await?;
            assert_eq!(second, Purged { links: 1, logins: 1, ..Purged::default() });
            assert!(maintenance::purge_expired(tx, &purge).await?.is_empty());

            assert_eq!(people::by_id(tx, gone).await?, None);
            assert_eq!(sessions::load(tx, session).await?, None);
            assert!(people::by_id(tx, known).await?.is_some());
            assert!(people::by_id(tx, seen).await?.is_some());
            assert!(sessions::load(tx, kept).await?.is_some());
            assert_eq!(logins::list_of(tx, known).await?.len(), 1);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn what_nobody_owns_and_what_is_done_is_forgotten_in_its_time(db) {
        db.within(|tx| Box::pin(async move {
            let (person, owned) = begin(tx, None).await?;
            let edition = sessions::load(tx, owned).await?.unwrap().edition_id;
            let nobodys = session(None, edition);
            sessions::insert(tx, &nobodys).await?;
            let sent = mail(Some(person), "a@b.example", NOW);
            let waiting = mail(Some(person), "c@d.example", NOW);
            for mail in [&sent, &waiting] {
                mails::enqueue(tx, mail).await?;
            }
            mails::sent(tx, sent.id, NOW + 1).await?;
            let key = Remembered { scope: hash("s"), key: "k".into(), request_hash: hash("r"), session_id: owned, created_at: NOW };
            idempotency::remember(tx, &key).await?;
            let later = i64::MAX;
            let purge = Purge {
                now: 0, throttles_before: 0, anonymous_before: 0, unowned_before: later, mails_before: later, keys_before: later, audit_before: 0, invitations_before: 0, at_most: 10,
            };
            let purged = maintenance::purge_expired(tx, &purge).await?;
            assert_eq!(purged, Purged { unowned: 1, mails: 1, keys: 1, ..Purged::default() });
            assert_eq!(sessions::load(tx, nobodys.id).await?, None);
            assert!(sessions::load(tx, owned).await?.is_some(), "what somebody owns stays");
            assert_eq!(mails::pending(tx).await?, 1, "what waits still leaves");
            Ok(())
        })).await;
    }
}

on_both! {
    async fn doctor_counts_every_table(db) {
        let (counts, size) = db.store.read::<_, store::StoreError, _>(|tx| Box::pin(async move {
            Ok((maintenance::counts(tx).await?, maintenance::size(tx).await?))
        })).await.unwrap();
        assert!(size > 0);
        assert!(counts.contains(&("schema_migration", MIGRATIONS.len() as i64)));
        let mut named: Vec<&str> = counts.iter().map(|(table, _)| *table).collect();
        named.sort_unstable();
        let sql = match db.engine() {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1",
            Engine::Postgres => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
        };
        let found: Vec<String> = db.within(move |tx| Box::pin(tx.all(sql, &[], |row| row.get(0)))).await;
        assert_eq!(named, found);
    }
}

on_both! {
    async fn doctor_checks_the_file(db) {
        let found = db.store.read(|tx| Box::pin(maintenance::integrity(tx))).await.unwrap();
        match db.engine() {
            Engine::Sqlite => assert_eq!(found, Integrity::Sound),
            Engine::Postgres => assert!(matches!(found, Integrity::NotChecked(_))),
        }
    }
}

on_both! {
    async fn a_database_server_says_how_it_is_set_and_what_time_it_has(db) {
        let ours = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros() as i64;
        let before = ours();
        let server = db.store.read(|tx| Box::pin(maintenance::server(tx))).await.unwrap();
        let Some(server) = server else {
            assert_eq!(db.engine(), Engine::Sqlite);
            return;
        };
        // it may be another machine, whose clock is a little off
        assert!((before - 60 * SECOND..ours() + 60 * SECOND).contains(&server.now), "{server:?}");
        assert!(server.version >= 120_000 && server.max_connections > 0, "{server:?}");
        assert_eq!(server.encoding, "UTF8");
        // what the harness of this very run was started with, whatever it is
        let fsync: String = db.within(|tx| Box::pin(tx.one("SELECT current_setting('fsync')", &[], |row| row.get(0)))).await;
        assert_eq!(server.fsync, fsync == "on");
    }
}

on_both! {
    async fn a_row_rewritten_is_a_write_that_changes_nothing(db) {
        let read = || db.store.read(|tx| Box::pin(tx.all("SELECT number, applied_at FROM schema_migration ORDER BY number", &[], |row| {
            Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
        })));
        let before = read().await.unwrap();
        let commits = |figures: store::Figures| figures.commit_times.counts.iter().sum::<u64>();
        let committed = commits(db.store.figures());
        db.store.write(|tx| Box::pin(maintenance::rewrite(tx))).await.unwrap();
        assert_eq!(commits(db.store.figures()), committed + 1);
        assert_eq!(read().await.unwrap(), before);
        let (number, name) = db.store.read(|tx| Box::pin(maintenance::last_migration(tx))).await.unwrap();
        assert_eq!((number, name.as_str()), MIGRATIONS.last().map(|m| (m.number, m.name)).unwrap());
    }
}

on_both! {
    async fn some_sessions_are_the_newest_and_the_oldest_each_once(db) {
        let all: Vec<uuid::Uuid> = db.within(|tx| Box::pin(async move {
            let edition = store::editions::insert_if_new(tx, &edition()).await?;
            let mut all = Vec::new();
            for _ in 0..7 {
                let session = session(None, edition);
                sessions::insert(tx, &session).await?;
                all.push(session.id);
            }
            all.sort_unstable();
            Ok(all)
        })).await;
        for of_each in [0, 2, 3, 4, 50] {
            let some = db.store.read(move |tx| Box::pin(maintenance::some_sessions(tx, of_each))).await.unwrap();
            let expected: Vec<_> = all.iter().enumerate().filter(|(n, _)| (*n as i64) < of_each || *n as i64 >= 7 - of_each).map(|(_, id)| *id).collect();
            assert_eq!(some, expected);
        }
    }
}
