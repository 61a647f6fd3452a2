//! Lessons, trainings and attestations: what meets at the same moment is settled by the statement that writes it.

use crate::harness::*;
use store::attestations::{self, Attestation};
use store::learners::{self, Learner};
use store::lessons::{self, Attendance, Lesson};
use store::organisations::{self, Organisation};
use store::trainings::{self, Training};
use uuid::Uuid;

fn organisation() -> Organisation {
    Organisation {
        id: Uuid::now_v7(),
        parent_id: None,
        kind: "school".into(),
        name: "IFSI".into(),
        search: "ifsi".into(),
        finess: None,
        siret: None,
        region: None,
        memo: String::new(),
        is_sample: 0,
        created_by: None,
        created_at: NOW,
    }
}

fn learner(organisation: Uuid) -> Learner {
    Learner {
        id: Uuid::now_v7(),
        organisation_id: organisation,
        person_id: None,
        given_name: "Awa".into(),
        family_name: "Diop".into(),
        birth_date: None,
        email: None,
        email_folded: None,
        external_id: None,
        trade: None,
        school: None,
        diploma: None,
        regime: None,
        unit_id: None,
        sort_name: "diop awa".into(),
        search: "diop awa".into(),
        source: "hand".into(),
        token_hash: None,
        arrived_on: None,
        left_on: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

fn lesson(organisation: Uuid) -> Lesson {
    Lesson {
        id: Uuid::now_v7(),
        organisation_id: organisation,
        cohort_id: None,
        title: "Identitovigilance".into(),
        search: "identitovigilance".into(),
        starts_at: NOW,
        minutes: 120,
        split: "{\"1\":120}".into(),
        ects: 0,
        place: String::new(),
        trainer: String::new(),
        code: None,
        code_until: None,
        closed_at: None,
        created_by: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

async fn school(db: &Db) -> (Uuid, Uuid) {
    let school = organisation();
    let who = learner(school.id);
    let ids = (school.id, who.id);
    db.within(move |tx| {
        Box::pin(async move {
            organisations::insert(tx, &school).await?;
            learners::insert(tx, &who).await
        })
    })
    .await;
    ids
}

on_both! {
    async fn a_lesson_that_somebody_attended_or_may_be_about_to_stays(db) {
        let (school, who) = school(db).await;
        let (one, two) = (lesson(school), lesson(school));
        let (first, second) = (one.id, two.id);
        db.within(move |tx| Box::pin(async move {
            assert!(lessons::insert(tx, &one).await?);
            assert!(!lessons::insert(tx, &one).await?, "the same form, sent twice");
            lessons::insert(tx, &two).await?;
            let there = Attendance { learner_id: who, how: "code".into(), recorded_by: None, at: NOW };
            assert!(lessons::attend(tx, first, &there).await?);
            assert!(!lessons::attend(tx, first, &Attendance { how: "sheet".into(), at: NOW + 1, ..there.clone() }).await?);
            assert_eq!(lessons::attendance(tx, first).await?, [there], "the first word about it stays");
            assert!(!lessons::delete(tx, school, first).await?);
            assert!(lessons::unattend(tx, first, who).await?);
            assert!(!lessons::delete(tx, Uuid::now_v7(), first).await?, "somebody else's");
            assert!(lessons::delete(tx, school, first).await?);
            assert!(lessons::show_code(tx, school, second, "BCDFGH", NOW + 1, NOW).await?);
            assert!(!lessons::delete(tx, school, second).await?, "somebody may be typing");
            assert!(lessons::close(tx, school, second, NOW).await?);
            assert!(lessons::by_code(tx, "BCDFGH").await?.is_none(), "a closed list has no code");
            assert!(!lessons::show_code(tx, school, second, "BCDFGH", NOW + 1, NOW).await?);
            Ok(())
        })).await;
        let third = lesson(school);
        let id = third.id;
        db.within(move |tx| Box::pin(async move {
            lessons::insert(tx, &third).await?;
            lessons::reopen(tx, school, second, NOW).await?;
            lessons::show_code(tx, school, second, "BCDFGH", NOW + 1, NOW).await
        })).await;
        let taken = db.refused(move |tx| Box::pin(lessons::show_code(tx, school, id, "BCDFGH", NOW + 1, NOW))).await;
        assert!(taken.is_conflict(), "{taken}");
    }
}

on_both! {
    async fn a_training_is_settled_from_the_status_that_was_seen(db) {
        let (school, who) = school(db).await;
        let training = Training {
            id: Uuid::now_v7(),
            learner_id: who,
            kind: "online".into(),
            title: "MOOC".into(),
            provider: String::new(),
            split: "{\"5\":60}".into(),
            ects: 0,
            done_on: 20_000,
            proof: String::new(),
            status: "claimed".into(),
            note: String::new(),
            recorded_by: None,
            recorded_at: NOW,
            settled_by: None,
            settled_at: None,
        };
        let id = training.id;
        db.within(move |tx| Box::pin(async move {
            assert!(trainings::insert(tx, &training).await?);
            assert!(!trainings::insert(tx, &training).await?);
            assert!(trainings::settle(tx, id, "claimed", "accepted", "", None, NOW).await?);
            assert!(!trainings::settle(tx, id, "claimed", "refused", "Non", None, NOW).await?, "the second who decides is told");
            assert!(!trainings::withdraw(tx, who, id).await?, "what counts is not taken back by its learner");
            assert!(trainings::load(tx, Uuid::now_v7(), id).await?.is_none(), "somebody else's");
            assert_eq!(trainings::load(tx, school, id).await?.map(|t| t.status), Some("accepted".into()));
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_learner_has_one_attestation_that_holds(db) {
        let (school, who) = school(db).await;
        let make = move |number: &str| Attestation {
            id: Uuid::now_v7(),
            organisation_id: school,
            learner_id: Some(who),
            number: number.into(),
            body: "{}".into(),
            issued_by: None,
            issued_at: NOW,
            revoked_at: None,
        };
        let (one, two, three) = (make("A"), make("B"), make("A"));
        db.within(move |tx| Box::pin(async move {
            assert!(attestations::insert(tx, &one).await?);
            assert!(!attestations::insert(tx, &two).await?, "they have one");
            assert!(!attestations::revoke(tx, Uuid::now_v7(), "A", NOW).await?, "somebody else's");
            assert!(attestations::revoke(tx, school, "A", NOW).await?);
            assert!(!attestations::revoke(tx, school, "A", NOW + 1).await?);
            assert!(!attestations::insert(tx, &three).await?, "a number is given once");
            assert!(attestations::insert(tx, &two).await?);
            assert_eq!(attestations::by_number(tx, "A").await?.and_then(|a| a.revoked_at), Some(NOW));
            assert_eq!(attestations::of_learner(tx, who).await?.len(), 2);
            Ok(())
        })).await;
    }
}
