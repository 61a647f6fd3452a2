//! What somebody learned: kept once, moved whole when two people turn out to be one.

use store::learning_plans::{self, LearningPlan};
use store::memories::{self, Memory, Recall};
use store::module_runs::{self, ModuleRun};
use store::practice_answers::{self, PracticeAnswer};
use store::practice_rounds::{self, PracticeRound};
use store::ratings::{self, Rating};
use store::{Tx, answers, claims, learning, people};
use uuid::Uuid;

use crate::harness::{NOW, SECOND, person};

fn run(person: Uuid, module: &str, at: i64) -> ModuleRun {
    ModuleRun {
        id: Uuid::now_v7(),
        person_id: person,
        module_id: module.into(),
        version: 1,
        step: 0,
        seed: 7,
        gesture: None,
        started_at: at,
        updated_at: at,
        finished_at: None,
    }
}

fn answer(person: Uuid, source: Uuid, place: i64, item: &str) -> PracticeAnswer {
    PracticeAnswer {
        source_id: source,
        place,
        person_id: person,
        source: "module".into(),
        item_id: item.into(),
        parameters: "{}".into(),
        shown: "[]".into(),
        response: "null".into(),
        won: 0,
        points: 1,
        met: 0,
        at: NOW,
    }
}

fn memory(person: Uuid, subject: &str, due: i64, at: i64) -> Memory {
    Memory { person_id: person, subject: subject.into(), schedule: "{}".into(), seen: due - 1, due, updated_at: at }
}

async fn somebody(tx: &mut Tx<'_>, email: Option<&str>) -> store::Result<Uuid> {
    let who = person(email);
    people::insert(tx, &who).await?;
    Ok(who.id)
}

on_both! {
    async fn a_module_has_one_run_under_way_that_moves_on_and_ends_once(db) {
        db.within(|tx| Box::pin(async move {
            let who = somebody(tx, None).await?;
            let first = run(who, "m", NOW);
            assert!(module_runs::insert(tx, &first).await?);
            assert!(!module_runs::insert(tx, &first).await?, "sent twice");
            assert!(!module_runs::insert(tx, &run(who, "m", NOW)).await?, "clicked twice");
            assert!(module_runs::insert(tx, &run(who, "n", NOW)).await?);
            assert!(module_runs::advance(tx, first.id, 0, 2, NOW + 1).await?);
            assert!(!module_runs::advance(tx, first.id, 0, 1, NOW + 2).await?, "from where it no longer is");
            assert!(module_runs::say(tx, first.id, "Bientôt", NOW + 2).await?);
            assert_eq!(module_runs::load(tx, first.id).await?.unwrap().gesture.as_deref(), Some("Bientôt"));
            assert!(module_runs::finish(tx, first.id, 3, Some("Demain"), NOW + 3).await?);
            assert!(!module_runs::say(tx, first.id, "Plus tard", NOW + 4).await?, "what is over stays as it was");
            assert!(!module_runs::finish(tx, first.id, 3, Some("Autrement"), NOW + 4).await?);
            assert!(!module_runs::advance(tx, first.id, 3, 4, NOW + 5).await?);
            assert!(!module_runs::leave(tx, first.id).await?);
            let over = module_runs::current(tx, who, "m").await?.unwrap();
            assert_eq!((over.step, over.gesture.as_deref(), over.finished_at), (3, Some("Demain"), Some(NOW + 3)));
            let again = run(who, "m", NOW + 10);
            assert!(module_runs::insert(tx, &again).await?);
            assert_eq!(module_runs::current(tx, who, "m").await?.unwrap().id, again.id, "what is under way comes first");
            assert!(module_runs::leave(tx, again.id).await?);
            assert_eq!(module_runs::current(tx, who, "m").await?.unwrap().id, first.id);
            assert_eq!(module_runs::of_person(tx, who).await?.len(), 2);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn the_first_answer_at_a_place_is_kept_and_its_item_was_met(db) {
        db.within(|tx| Box::pin(async move {
            let (who, source) = (somebody(tx, None).await?, Uuid::now_v7());
            assert!(practice_answers::insert(tx, &answer(who, source, 3, "a")).await?);
            assert!(!practice_answers::insert(tx, &PracticeAnswer { won: 1, ..answer(who, source, 3, "b") }).await?);
            assert_eq!(practice_answers::at(tx, source, 3).await?.unwrap().item_id, "a");
            assert_eq!(practice_answers::at(tx, source, 2).await?, None);
            assert_eq!((practice_answers::times_met(tx, who, "a").await?, practice_answers::times_met(tx, who, "b").await?), (1, 0));
            assert_eq!(answers::items_of_person(tx, who, NOW - SECOND).await?, ["a"]);
            assert_eq!(answers::items_of_person(tx, who, NOW + SECOND).await?, Vec::<String>::new(), "long ago");
            Ok(())
        })).await;
    }
}

on_both! {
    async fn what_two_people_learned_becomes_that_of_one(db) {
        db.within(|tx| Box::pin(async move {
            let (visitor, known) = (somebody(tx, None).await?, somebody(tx, Some("a@b.fr")).await?);
            // both are in the module « older », where the account went on last, and in « newer », where the visitor did
            let runs = [run(visitor, "older", NOW), run(known, "older", NOW + 5), run(visitor, "newer", NOW + 9), run(known, "newer", NOW), run(visitor, "alone", NOW)];
            for one in &runs {
                assert!(module_runs::insert(tx, one).await?);
            }
            practice_answers::insert(tx, &answer(visitor, runs[0].id, 1, "item")).await?;
            practice_answers::insert(tx, &answer(known, runs[1].id, 1, "item")).await?;
            for one in [memory(visitor, "card:m:c1", 100, NOW + 9), memory(known, "card:m:c1", 200, NOW), memory(visitor, "card:m:c2", 100, NOW), memory(known, "card:m:c2", 200, NOW + 9), memory(visitor, "card:m:c3", 300, NOW)] {
                memories::insert(tx, &one).await?;
            }
            memories::add_recall(tx, &Recall { source_id: runs[0].id, place: 5, person_id: visitor, subject: "card:m:c1".into(), grade: "good".into(), at: NOW }).await?;
            for who in [visitor, known] {
                let claim = claims::Claim { id: Uuid::now_v7(), person_id: who, objective: "T1.01".into(), questions: "[]".into(), seed: 1, status: "open".into(), made_at: NOW, settled_at: None };
                claims::insert(tx, &claim).await?;
                practice_rounds::insert(tx, &PracticeRound { id: Uuid::now_v7(), person_id: who, subjects: "[]".into(), place: 0, seed: 1, started_at: NOW, finished_at: None }).await?;
                let target = if who == known { "expert" } else { "socle" };
                learning_plans::insert(tx, &LearningPlan { person_id: who, target: target.into(), minutes: 10, remind_at: None, remind_days: 0, reminded_on: None, stop_hash: None, stopped_at: None, created_at: NOW, updated_at: NOW }).await?;
                let rating = Rating { id: Uuid::now_v7(), kind: "module".into(), subject: "m".into(), person_id: who, stars: if who == known { 5 } else { 2 }, text: String::new(), followed_on: None, status: "shown".into(), note: String::new(), settled_by: None, settled_at: None, reported_at: None, report: String::new(), created_at: NOW, updated_at: NOW };
                ratings::insert(tx, &rating).await?;
                ratings::insert(tx, &Rating { id: Uuid::now_v7(), subject: format!("only-{target}"), ..rating }).await?;
            }
            people::merge(tx, visitor, known).await?;
            for (module, at) in [("older", NOW + 5), ("newer", NOW + 9), ("alone", NOW)] {
                assert_eq!(module_runs::current(tx, known, module).await?.map(|run| run.updated_at), Some(at), "{module}");
            }
            let all = learning::export_of_person(tx, known).await?;
            assert_eq!(all.runs.len(), 3);
            assert_eq!(all.answers.len(), 2, "no answer is lost, not even that of a run that was left");
            assert_eq!(all.memories.iter().map(|(subject, _, due)| (subject.as_str(), *due)).collect::<Vec<_>>(), [("card:m:c1", 100), ("card:m:c2", 200), ("card:m:c3", 300)], "the fresher holds");
            assert_eq!((all.recalls.len(), all.claims.len()), (1, 1));
            assert_eq!(all.plan.as_ref().map(|plan| plan.target.as_str()), Some("expert"));
            let mut stars: Vec<(&str, i64)> = all.ratings.iter().map(|said| (said.subject.as_str(), said.stars)).collect();
            stars.sort_unstable();
            assert_eq!(stars, [("m", 5), ("only-expert", 5), ("only-socle", 2)]);
            assert!(practice_rounds::open_of(tx, known).await?.is_some());
            let nothing = learning::export_of_person(tx, visitor).await?;
            assert!(nothing.runs.is_empty() && nothing.answers.is_empty() && nothing.memories.is_empty() && nothing.ratings.is_empty());
            people::delete(tx, known).await?;
            let gone = learning::export_of_person(tx, known).await?;
            assert!(gone.runs.is_empty() && gone.answers.is_empty() && gone.recalls.is_empty() && gone.plan.is_none(), "erased with the person");
            Ok(())
        })).await;
    }
}
