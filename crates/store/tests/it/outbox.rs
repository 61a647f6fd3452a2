//! The outbox: every mail is sent, and by one server at a time.

use crate::harness::*;
use store::mails;
use uuid::Uuid;

on_both! {
    async fn a_mail_is_claimed_tried_again_and_sent(db) {
        db.within(|tx| Box::pin(async move {
            let (early, late) = (mail(None, "a@b.fr", NOW), mail(None, "c@d.fr", NOW + 50));
            let due = mail(None, "e@f.fr", NOW - 5);
            for mail in [&late, &early, &due] {
                mails::enqueue(tx, mail).await?;
            }
            let until = NOW + 10;
            let first = mails::claim(tx, NOW, until, 1).await?;
            assert_eq!(first.len(), 1);
            assert_eq!((&first[0].mail, first[0].attempts), (&due, 1), "the longest due comes first");
            let second = mails::claim(tx, NOW, until, 9).await?;
            assert_eq!(second.len(), 1, "a claimed one and one not due stay");
            assert_eq!(second[0].mail, early);
            assert_eq!(mails::pending(tx).await?, 3);

            mails::sent(tx, due.id, NOW + 1).await?;
            mails::failed(tx, early.id, Some(NOW + 20), "greylisted").await?;
            assert_eq!(mails::pending(tx).await?, 2);
            assert_eq!(mails::claim(tx, NOW + 19, NOW + 30, 9).await?, []);
            let again = mails::claim(tx, NOW + 20, NOW + 30, 9).await?;
            assert_eq!((again[0].mail.id, again[0].attempts), (early.id, 2));
            mails::failed(tx, early.id, None, "no such mailbox").await?;
            assert_eq!(mails::pending(tx).await?, 1);

            let last = mails::claim(tx, NOW + 50, NOW + 60, 9).await?;
            assert_eq!(last[0].mail, late);
            assert_eq!(mails::claim(tx, NOW + 60, NOW + 70, 9).await?, [], "the claim holds until then");
            assert_eq!(mails::claim(tx, NOW + 61, NOW + 70, 9).await?[0].attempts, 2, "a dead server gives back");
            Ok(())
        })).await;
    }
}

on_both! {
    async fn many_servers_never_claim_the_same_mail(db) {
        const MAILS: usize = 200;
        db.within(|tx| Box::pin(async move {
            for n in 0..MAILS {
                mails::enqueue(tx, &mail(None, "a@b.fr", NOW + n as i64)).await?;
            }
            Ok(())
        })).await;
        let servers: Vec<_> = (0..8).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let mut mine: Vec<Uuid> = Vec::new();
                // A server that finds nothing looks again: others may have held what it wanted.
                let mut nothing = 0;
                while nothing < 3 {
                    let claimed = store.write(|tx| Box::pin(mails::claim(tx, NOW + 1000, NOW + 2000, 7))).await;
                    match claimed {
                        Ok(claimed) if claimed.is_empty() => nothing += 1,
                        Ok(claimed) => mine.extend(claimed.iter().map(|c| c.mail.id)),
                        Err(store::StoreError::Busy) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
                mine
            })
        }).collect();
        let mut claimed = Vec::new();
        for server in servers {
            claimed.extend(server.await.unwrap());
        }
        let all = claimed.len();
        claimed.sort();
        claimed.dedup();
        assert_eq!(claimed.len(), all, "a mail was claimed twice");
        // Those that every server missed for another's sake are still there to be claimed.
        let left = db.within(|tx| Box::pin(mails::claim(tx, NOW + 1000, NOW + 2000, 1000))).await;
        assert_eq!(all + left.len(), MAILS);
    }
}
