//! Organisations, their teams and their people: what is one organisation's is changed by nobody else's hand.

use crate::harness::*;
use store::learners::{Filter, Learner, Order};
use store::{cohorts, invitations, learners, members, organisations, people, units};
use uuid::Uuid;

fn organisation(name: &str, parent: Option<Uuid>) -> organisations::Organisation {
    organisations::Organisation {
        parent_id: parent,
        kind: "hospital".into(),
        name: name.into(),
        search: name.to_lowercase(),
        ..organisations::Organisation::blank(Uuid::now_v7(), NOW)
    }
}

fn learner(organisation: Uuid, name: &str) -> Learner {
    Learner {
        family_name: name.into(),
        sort_name: name.to_lowercase(),
        search: name.to_lowercase(),
        ..Learner::blank(Uuid::now_v7(), organisation, "hand", NOW)
    }
}

async fn kept(db: &Db, rows: Vec<organisations::Organisation>) {
    db.within(move |tx| {
        Box::pin(async move {
            for row in &rows {
                organisations::insert(tx, row).await?;
            }
            Ok(())
        })
    })
    .await;
}

async fn somebody(db: &Db, email: &'static str) -> Uuid {
    let who = person(Some(email));
    let id = who.id;
    db.within(move |tx| Box::pin(async move { people::insert(tx, &who).await })).await;
    id
}

async fn member(db: &Db, organisation_id: Uuid, person_id: Uuid, role: &str) {
    let member = members::Member { organisation_id, person_id, role: role.into(), since: NOW };
    db.within(move |tx| Box::pin(async move { members::insert(tx, &member).await })).await;
}

on_both! {
    async fn whoever_manages_a_group_is_counted_for_what_belongs_to_it(db) {
        let region = organisation("Region", None);
        let hospital = organisation("Hospital", Some(region.id));
        let school = organisation("School", Some(hospital.id));
        let (top, middle, low) = (region.id, hospital.id, school.id);
        kept(db, vec![region, hospital, school]).await;
        let (ana, bea) = (somebody(db, "a@example.org").await, somebody(db, "b@example.org").await);
        member(db, top, ana, "manager").await;
        member(db, low, bea, "manager").await;
        let others = |organisation, who| db.within(move |tx| Box::pin(members::others(tx, organisation, "manager", who)));
        assert_eq!((others(low, bea).await, others(low, ana).await, others(top, ana).await), (1, 1, 0));
        assert_eq!((others(middle, bea).await, others(middle, ana).await), (1, 0));
        let height = |id| db.within(move |tx| Box::pin(organisations::height(tx, id)));
        assert_eq!((height(top).await, height(middle).await, height(low).await, height(Uuid::nil()).await), (3, 2, 1, 0));
        let mine = db.within(move |tx| Box::pin(organisations::of_person(tx, ana))).await;
        assert_eq!(mine.iter().map(|post| (post.id, post.role.as_str())).collect::<Vec<_>>(), [(top, "manager")]);
        // a ring, should one ever be made, is walked a few steps and not for ever
        db.within(move |tx| Box::pin(organisations::set_parent(tx, top, Some(low)))).await;
        assert!(height(top).await >= 3);
        db.within(move |tx| Box::pin(organisations::delete(tx, top))).await;
        assert_eq!(db.within(move |tx| Box::pin(organisations::load(tx, middle))).await.expect("it stays").parent_id, None);
    }
}

on_both! {
    async fn a_memo_written_in_two_tabs_is_kept_once(db) {
        let row = organisation("Hospital", None);
        let id = row.id;
        kept(db, vec![row]).await;
        let write = |from: &'static str, to: &'static str| db.within(move |tx| Box::pin(organisations::set_memo(tx, id, from, to)));
        assert!(write("", "first").await);
        assert!(!write("", "second").await, "the second tab is told");
        assert!(write("first", "second").await);
    }
}

on_both! {
    async fn an_address_has_one_open_invitation_and_whoever_goes_takes_theirs_along(db) {
        let row = organisation("Hospital", None);
        let id = row.id;
        kept(db, vec![row]).await;
        let ana = somebody(db, "a@example.org").await;
        let invitation = |token: u8, expires_at| invitations::Invitation {
            id: Uuid::now_v7(),
            organisation_id: id,
            email: "a@example.org".into(),
            email_folded: "a@example.org".into(),
            role: "trainer".into(),
            token_hash: vec![token; 32],
            invited_by: None,
            created_at: NOW,
            expires_at,
            settled_at: None,
            outcome: None,
        };
        let add = |one: invitations::Invitation| db.store.write(move |tx| { let one = one.clone(); Box::pin(async move { invitations::insert(tx, &one).await }) });
        let first = invitation(1, NOW + SECOND);
        let named = first.id;
        add(first).await.expect("kept");
        assert!(add(invitation(2, NOW + SECOND)).await.expect_err("one is open").is_conflict_on("invitation", "email_folded"));
        assert_eq!(db.within(move |tx| Box::pin(invitations::open_of_email(tx, "a@example.org", NOW))).await.len(), 1);
        assert!(db.within(move |tx| Box::pin(invitations::open_of_email(tx, "a@example.org", NOW + SECOND))).await.is_empty(), "too old");
        let settle = || db.within(move |tx| Box::pin(invitations::settle(tx, named, NOW, "accepted")));
        assert!(settle().await && !settle().await, "the second click finds it settled");
        add(invitation(3, NOW + 9 * SECOND)).await.expect("another one may follow");
        let purge = |before| db.within(move |tx| Box::pin(invitations::purge(tx, before, 10)));
        assert_eq!((purge(NOW).await, purge(NOW + 2 * SECOND).await), (0, 1));
        db.within(move |tx| Box::pin(people::delete(tx, ana))).await;
        assert!(db.within(move |tx| Box::pin(invitations::open_of_organisation(tx, id))).await.is_empty());
    }
}

on_both! {
    async fn a_list_is_walked_whole_in_every_order_and_narrowed_by_everything(db) {
        let (row, other) = (organisation("Hospital", None), organisation("Other", None));
        let (id, other_id) = (row.id, other.id);
        kept(db, vec![row, other]).await;
        let unit = units::Unit { id: Uuid::now_v7(), organisation_id: id, name: "A".into(), name_folded: "a".into(), created_at: NOW };
        let cohort = cohorts::Cohort {
            id: Uuid::now_v7(), organisation_id: id, name: "C".into(), name_folded: "c".into(), starts_on: None, ends_on: None, ects: 0, created_at: NOW,
        };
        let (unit_id, cohort_id) = (unit.id, cohort.id);
        // two of one name, one who left, one with what LIKE would take for a joker
        let mut all: Vec<Learner> = ["Bo", "Al", "Cy", "Al", "Di_%"].iter().map(|name| learner(id, name)).collect();
        all[0].unit_id = Some(unit_id);
        all[0].trade = Some("infirmier".into());
        all[2].left_on = Some(20_000);
        let ids: Vec<Uuid> = all.iter().map(|one| one.id).collect();
        let cy = ids[2];
        let stranger = learner(other_id, "Al");
        let in_cohort = ids[1];
        db.within(move |tx| Box::pin(async move {
            units::insert(tx, &unit).await?;
            cohorts::insert(tx, &cohort).await?;
            learners::insert_all(tx, &all).await?;
            learners::insert(tx, &stranger).await?;
            cohorts::add(tx, cohort_id, in_cohort).await
        })).await;

        let names = |order: Order, filter: Filter, at_most| db.within(move |tx| {
            let (order, filter) = (order.clone(), filter.clone());
            Box::pin(async move { learners::list(tx, id, &filter, &order, at_most).await })
        });
        for order in [Order::first(), Order::NameBackwards(None), Order::Newest(Uuid::max())] {
            let whole: Vec<Uuid> = names(order.clone(), Filter::default(), 10).await.iter().map(|one| one.id).collect();
            assert_eq!(whole.len(), 5, "{order:?}");
            // page by page is the same
            let (mut walked, mut next) = (Vec::new(), order.clone());
            while let Some(last) = names(next.clone(), Filter::default(), 2).await.into_iter().inspect(|one| walked.push(one.id)).last() {
                next = match &order {
                    Order::Name(..) => Order::Name(last.sort_name, last.id),
                    Order::NameBackwards(_) => Order::NameBackwards(Some((last.sort_name, last.id))),
                    Order::Newest(_) => Order::Newest(last.id),
                };
            }
            assert_eq!(walked, whole, "{order:?}");
        }
        let newest: Vec<Uuid> = names(Order::Newest(Uuid::max()), Filter::default(), 10).await.iter().map(|one| one.id).collect();
        assert_eq!(newest, ids.iter().rev().copied().collect::<Vec<_>>());
        let found = |filter: Filter| async {
            let counted = { let filter = filter.clone(); db.within(move |tx| { let filter = filter.clone(); Box::pin(async move { learners::count(tx, id, &filter).await }) }).await };
            let listed = names(Order::first(), filter, 10).await;
            assert_eq!(listed.len() as i64, counted);
            listed.into_iter().map(|one| one.family_name).collect::<Vec<_>>()
        };
        assert_eq!(found(Filter { words: "di_%".into(), ..Filter::default() }).await, ["Di_%"]);
        assert_eq!(found(Filter { words: "_".into(), ..Filter::default() }).await, ["Di_%"], "a sign of LIKE is a letter like others");
        assert_eq!(found(Filter { unit: Some(unit_id), ..Filter::default() }).await, ["Bo"]);
        assert_eq!(found(Filter { cohort: Some(cohort_id), ..Filter::default() }).await, ["Al"]);
        assert_eq!(found(Filter { trade: "infirmier".into(), ..Filter::default() }).await, ["Bo"]);
        assert_eq!(found(Filter { presence: "left", ..Filter::default() }).await, ["Cy"]);
        assert_eq!(found(Filter { presence: "here", ..Filter::default() }).await.len(), 4);
        assert!(found(Filter { unit: Some(Uuid::nil()), ..Filter::default() }).await.is_empty());

        // by another organisation's hand nothing happens
        let sizes = || db.within(move |tx| Box::pin(async move { Ok((units::sizes(tx, id).await?, cohorts::sizes(tx, id).await?)) }));
        assert_eq!(sizes().await, (vec![(unit_id, 1)], vec![(cohort_id, 1)]));
        assert!(!db.within(move |tx| Box::pin(units::rename(tx, other_id, unit_id, "B", "b"))).await);
        assert!(!db.within(move |tx| Box::pin(units::delete(tx, other_id, unit_id))).await);
        assert!(!db.within(move |tx| Box::pin(cohorts::delete(tx, other_id, cohort_id))).await);
        assert!(!db.within(move |tx| Box::pin(learners::set_left(tx, other_id, cy, None, NOW))).await);
        assert!(!db.within(move |tx| Box::pin(learners::delete(tx, other_id, cy))).await);
        assert!(db.within(move |tx| Box::pin(units::delete(tx, id, unit_id))).await);
        assert_eq!(sizes().await, (Vec::new(), vec![(cohort_id, 1)]), "whoever was in it stays");
    }
}

on_both! {
    async fn what_was_changed_meanwhile_is_not_overwritten(db) {
        let row = organisation("Hospital", None);
        let id = row.id;
        kept(db, vec![row]).await;
        let one = learner(id, "Al");
        let kept = one.clone();
        db.within(move |tx| Box::pin(async move { learners::insert(tx, &kept).await })).await;
        let save = |name: &'static str, read_at, updated_at| {
            let row = Learner { family_name: name.into(), updated_at, ..one.clone() };
            db.within(move |tx| { let row = row.clone(); Box::pin(async move { learners::update(tx, &row, read_at).await }) })
        };
        assert!(save("Bo", NOW, NOW + 1).await);
        assert!(!save("Cy", NOW, NOW + 2).await);
        let id = one.id;
        assert_eq!(db.within(move |tx| Box::pin(learners::load(tx, id))).await.expect("there").family_name, "Bo");
        let change = learners::Change { id: Uuid::now_v7(), learner_id: id, kind: "moved".into(), detail: "A".into(), changed_by: None, at: NOW };
        let (first, second) = (change.clone(), learners::Change { id: Uuid::now_v7(), at: NOW + 1, ..change });
        db.within(move |tx| Box::pin(async move { learners::note(tx, &first).await?; learners::note_all(tx, &[second]).await })).await;
        let told: Vec<i64> = db.within(move |tx| Box::pin(learners::history(tx, id, 10))).await.iter().map(|line| line.at).collect();
        assert_eq!(told, [NOW + 1, NOW]);
    }
}
