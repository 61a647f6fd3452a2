//! What the workshop keeps: texts that nobody overwrites, decisions, publications, reports, one calibration at a time.

use crate::harness::*;
use store::{calibrations, people, publications, reports, reviews, standings, workshop};
use uuid::Uuid;

async fn someone(db: &Db, email: Option<&'static str>) -> Uuid {
    let who = person(email);
    let id = who.id;
    db.within(move |tx| Box::pin(async move { people::insert(tx, &who).await })).await;
    id
}

fn item(id: &str, author: Option<Uuid>) -> workshop::WorkshopItem {
    workshop::WorkshopItem {
        item_id: id.into(),
        stage: "draft".into(),
        revision: 1,
        title: "Un titre".into(),
        objective: "D1.01".into(),
        kind: "single-choice".into(),
        language: "fr".into(),
        search: "un titre".into(),
        author_id: author,
        created_at: NOW,
        updated_at: NOW,
    }
}

fn revision(id: &str, number: i64, author: Option<Uuid>) -> workshop::Revision {
    workshop::Revision {
        item_id: id.into(),
        revision: number,
        body: format!("body {number}"),
        change: "first".into(),
        note: String::new(),
        author_id: author,
        at: NOW + number,
    }
}

on_both! {
    async fn of_two_who_save_the_same_text_one_is_told(db) {
        let person = someone(db, Some("a@example.org")).await;
        db.within(move |tx| Box::pin(async move {
            workshop::insert(tx, &item("one", Some(person))).await?;
            workshop::add_revision(tx, &revision("one", 1, Some(person))).await
        })).await;
        let save = |title: &'static str| db.within(move |tx| Box::pin(async move {
            let saved = workshop::save(tx, &workshop::WorkshopItem { title: title.into(), stage: "draft".into(), ..item("one", None) }).await?;
            if saved {
                workshop::add_revision(tx, &revision("one", 2, Some(person))).await?;
            }
            Ok(saved)
        }));
        assert!(save("first").await);
        assert!(!save("second").await, "the second began from revision 1 too");
        let (row, texts) = db.within(|tx| Box::pin(async move { Ok((workshop::by_id(tx, "one").await?, workshop::revisions(tx, "one").await?)) })).await;
        let row = row.unwrap();
        assert_eq!((row.title.as_str(), row.revision, row.author_id), ("first", 2, Some(person)));
        assert_eq!(texts.iter().map(|text| text.body.as_str()).collect::<Vec<_>>(), ["body 1", "body 2"]);
    }
}

on_both! {
    async fn a_stage_is_left_once(db) {
        db.within(|tx| Box::pin(async move { workshop::insert(tx, &item("one", None)).await })).await;
        let go = || db.within(|tx| Box::pin(workshop::set_stage(tx, "one", 1, "draft", "review", NOW)));
        assert!(go().await);
        assert!(!go().await, "a double click");
    }
}

on_both! {
    async fn an_erased_person_leaves_their_texts_behind_without_a_name(db) {
        let person = someone(db, Some("a@example.org")).await;
        db.within(move |tx| Box::pin(async move {
            workshop::insert(tx, &item("one", Some(person))).await?;
            workshop::add_revision(tx, &revision("one", 1, Some(person))).await?;
            let remark = reviews::Remark { id: Uuid::now_v7(), item_id: "one".into(), revision: 1, author_id: Some(person), body: "why?".into(), at: NOW, resolved_at: None, resolved_by: None };
            reviews::add_remark(tx, &remark).await?;
            reviews::add(tx, &reviews::Review { id: Uuid::now_v7(), item_id: "one".into(), revision: 1, reviewer_id: Some(person), verdict: "changes".into(), note: "so".into(), at: NOW }).await?;
            people::delete(tx, person).await
        })).await;
        let (texts, remarks, reviews, open) = db.within(|tx| Box::pin(async move {
            Ok((workshop::revisions(tx, "one").await?, reviews::remarks(tx, "one").await?, reviews::of_item(tx, "one").await?, reviews::open_remarks(tx).await?))
        })).await;
        assert_eq!((texts[0].author_id, remarks[0].author_id, reviews[0].reviewer_id), (None, None, None));
        assert_eq!(open, [("one".to_owned(), 1)]);
        let gone = db.within(|tx| Box::pin(async move { workshop::delete(tx, "one", 1).await?; reviews::remarks(tx, "one").await })).await;
        assert!(gone.is_empty());
    }
}

on_both! {
    async fn the_last_decision_and_the_newest_publication_hold(db) {
        let standing = |what: &str, at| standings::Standing { item_id: "one".into(), standing: what.into(), before: None, revision: Some(2), note: "why".into(), decided_by: None, at };
        let (first, second) = (standing("pretest", NOW), standings::Standing { before: Some("pretest".into()), ..standing("suspended", NOW + 1) });
        let expected = second.clone();
        let publication = |number, body: &str| publications::Publication { id: Uuid::now_v7(), number, at: NOW, body: body.into(), note: "n".into(), published_by: None };
        let (older, newer) = (publication(1, "old"), publication(2, "new"));
        let newest = newer.clone();
        let (found, all, latest, id, listed) = db.within(move |tx| {
            let (first, second, older, newer) = (first.clone(), second.clone(), older.clone(), newer.clone());
            Box::pin(async move {
                standings::put(tx, &first).await?;
                standings::put(tx, &second).await?;
                publications::insert(tx, &newer).await?;
                publications::insert(tx, &older).await?;
                Ok((standings::by_item(tx, "one").await?, standings::all(tx).await?, publications::latest(tx).await?, publications::latest_id(tx).await?, publications::list(tx, 10).await?))
            })
        }).await;
        assert_eq!((found.as_ref(), all.len()), (Some(&expected), 1));
        assert_eq!((latest.as_ref(), id, listed.len()), (Some(&newest), Some(newest.id), 2));
    }
}

on_both! {
    async fn a_report_waits_until_it_is_answered_once(db) {
        let person = someone(db, Some("a@example.org")).await;
        let report = reports::Report {
            id: Uuid::now_v7(), item_id: "one".into(), item_hash: vec![1, 2], person_id: None, kind: "wrong".into(), body: "No.".into(), search: "one the 100% title no".into(), language: "fr".into(),
            wants_answer: true, status: "open".into(), at: NOW, answer: None, answered_at: None, answered_by: None,
        };
        let (id, kept) = (report.id, report.clone());
        let add = || { let report = report.clone(); db.within(move |tx| { let report = report.clone(); Box::pin(async move { reports::add(tx, &report).await }) }) };
        assert!(add().await);
        assert!(!add().await, "a double click");
        let list = |status: &'static str, kind: &'static str, item: &'static str, words: &'static str| db.within(move |tx| Box::pin(async move {
            let filter = reports::Filter { status: status.into(), kind: kind.into(), item_id: item.into(), words: words.into() };
            reports::list(tx, &filter, (i64::MAX, Uuid::max()), 10).await
        }));
        let open = db.within(|tx| Box::pin(reports::open(tx))).await;
        let all = list("", "", "", "").await;
        assert_eq!((all, open), (vec![kept], vec![("one".to_owned(), 1)]));
        assert_eq!(list("open", "wrong", "one", "100% t").await.len(), 1);
        for other in [list("answered", "", "", "").await, list("", "unclear", "", "").await, list("", "", "two", "").await, list("", "", "", "100_ t").await, list("", "", "", "%").await.split_off(1)] {
            assert!(other.is_empty());
        }
        assert_eq!(db.within(|tx| Box::pin(async move { Ok((reports::count(tx, "open").await?, reports::count(tx, "closed").await?)) })).await, (1, 0));
        let settle = || db.within(move |tx| Box::pin(reports::settle(tx, id, "answered", Some("Thank you."), NOW + 1, person)));
        assert!(settle().await);
        assert!(!settle().await, "a double click");
        assert!(list("open", "", "", "").await.is_empty());
        assert!(db.within(move |tx| Box::pin(reports::reopen(tx, id))).await);
    }
}

on_both! {
    async fn one_calibration_runs_at_a_time(db) {
        let (one, two, three) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let start = |id, now| db.within(move |tx| Box::pin(calibrations::start(tx, id, "n", None, now, now - 60 * SECOND)));
        assert!(start(one, NOW).await);
        assert!(!start(two, NOW + SECOND).await);
        assert!(db.within(move |tx| Box::pin(calibrations::alive(tx, one, 500, NOW + 30 * SECOND))).await);
        assert!(!start(two, NOW + 89 * SECOND).await, "it said that it lives");
        assert!(start(two, NOW + 91 * SECOND).await, "its server is gone");
        assert!(!db.within(move |tx| Box::pin(calibrations::end(tx, one, "proposed", Some("{}"), "", NOW))).await, "an interrupted one proposes nothing");
        assert!(db.within(move |tx| Box::pin(calibrations::end(tx, two, "proposed", Some("{}"), "", NOW + 92 * SECOND))).await);
        let decide = || db.within(move |tx| Box::pin(calibrations::decide(tx, two, "refused", None, NOW + 93 * SECOND, None)));
        assert!(decide().await);
        assert!(!decide().await);
        assert!(start(three, NOW + 94 * SECOND).await);
        let listed = db.within(|tx| Box::pin(calibrations::list(tx, 10))).await;
        assert_eq!(listed.iter().map(|one| one.status.as_str()).collect::<Vec<_>>(), ["running", "refused", "interrupted"]);
    }
}

on_both! {
    async fn roles_change_only_from_what_was_read_and_only_for_somebody_with_an_address(db) {
        let person = someone(db, Some("a@example.org")).await;
        let nobody = someone(db, None).await;
        let set = |id, from: &'static str, to: &'static str| db.within(move |tx| Box::pin(people::set_roles(tx, id, from, to)));
        assert!(set(person, "", "author").await);
        assert!(!set(person, "", "reviewer").await, "somebody else was first");
        assert!(!set(nobody, "", "author").await);
        let members = db.within(|tx| Box::pin(people::with_roles(tx, 100))).await;
        assert_eq!(members.iter().map(|one| (one.id, one.roles.as_str())).collect::<Vec<_>>(), [(person, "author")]);
    }
}
