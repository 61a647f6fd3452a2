//! Editions for exams: made beside those of positioning, under the rules that were adopted last; exams as their log keeps them.

use std::sync::Arc;

use domain::bank::Edition;
use domain::blueprint::DomainMinimum;
use domain::certification::{Circumstances, Rules, decision};
use domain::item::key_response;
use domain::profile::{Level, profile};
use domain::session::{Choice, Command, Context, Ending, Event, Plan, State, decide};
use server::service::assess::replay_session;
use server::service::bank::fold_waiting;
use server::service::content::{CurrentEdition, Editions, Files, check, publish_all};
use server::service::workshop::catch_up;
use store::{StoreError, answers, certification_rules, results, sessions};
use uuid::Uuid;

use crate::harness::{NOW, SECOND, TestApp, root};

async fn adopt(app: &TestApp, number: i64, rules: &Rules) -> Uuid {
    let id = app.app.entropy.id(NOW);
    let row =
        certification_rules::Rules { id, number, body: serde_json::to_string(rules).expect("written"), study_id: None, proposal_id: None, adopted_at: NOW };
    let kept = app.app.store.write(move |tx| Box::pin(async move { certification_rules::insert(tx, &row).await })).await;
    kept.expect("adopted");
    id
}

/// Read back from the store, as a session of long ago is.
async fn stored(app: &TestApp, current: &CurrentEdition) -> Arc<Edition> {
    Editions::empty().get(&app.app.store, current.id).await.expect("stored")
}

on_both! {
    async fn exams_have_an_edition_of_their_own_of_the_same_items(app) {
        let (positioning, exams) = (app.app.editions.current(), app.app.editions.certification());
        assert_ne!(positioning.digest, exams.digest);
        assert!(positioning.edition.blueprint.exam.is_none() && positioning.rules.is_none() && exams.rules.is_none());
        let texts = |current: &CurrentEdition| current.edition.pool.iter().map(|item| item.hash.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&positioning), texts(&exams));
        assert!(exams.simulated_exams.is_some(), "the shipped report speaks of it");
        let back = stored(app, &exams).await;
        assert_eq!((&back.blueprint, back.pool.len()), (&exams.edition.blueprint, exams.edition.pool.len()));
        // another start finds both where they are
        let again = publish_all(&app.app.store, check(&Files::Embedded, None), &app.app.clock, &app.app.entropy).await.expect("published");
        assert_eq!((again.positioning.id, again.certification.id), (positioning.id, exams.id));
    }
}

on_both! {
    async fn adopted_rules_hold_for_exams_to_come_and_for_no_other(app) {
        let before = app.app.editions.certification();
        let positioning = app.app.editions.current();
        let rules = Rules {
            cuts: vec![-0.3, 0.8, 1.7],
            source: "Étude de seuils, mars 2027".into(),
            certainty: 0.6,
            pass_level: Level::Socle,
            domain_minimum: Some(DomainMinimum { level: Level::Socle, certainty: 0.2 }),
            least_answers: 26,
        };
        let id = adopt(app, 1, &rules).await;
        app.app.republish().await.expect("published");
        let after = app.app.editions.certification();
        assert_eq!((after.rules, Rules::of(&after.edition)), (Some(id), rules.clone()));
        assert_ne!(after.id, before.id);
        assert!(after.simulated_exams.is_none(), "what was found under other rules is not shown");
        assert_eq!(app.app.editions.current().id, positioning.id, "positioning goes on as before");
        let old = Rules::of(&*stored(app, &before).await);
        assert_eq!(old.cuts, [-0.6, 0.6, 1.6], "an exam under way keeps its rules");
        // what another server adopts is taken here
        assert!(!catch_up(&app.app).await.expect("looked"));
        let second = adopt(app, 2, &Rules { certainty: 0.7, ..rules.clone() }).await;
        assert!(catch_up(&app.app).await.expect("looked"));
        assert_eq!(app.app.editions.certification().rules, Some(second));
        // rules that cannot be change nothing
        adopt(app, 3, &Rules { cuts: vec![1.0, 0.0, 2.0], ..rules }).await;
        assert!(app.app.republish().await.is_err());
        assert_eq!(app.app.editions.certification().rules, Some(second));
    }
}

/// An exam of somebody who answers two questions in three, of which the fourth is set aside.
async fn sit(app: &TestApp, seed: u64) -> (Uuid, State) {
    let current = app.app.editions.certification();
    let edition = &current.edition;
    let mut context = Context { now: NOW, seed, edition, choice: Choice::Adaptive };
    let mut state = State::start(Plan { extra: 600, ..Plan::default() }, &context);
    let id = app.app.entropy.id(NOW);
    let mut log = Vec::new();
    while let Some(on_the_table) = state.current.clone() {
        context.now += 70 * SECOND;
        let (seq, pooled) = (state.seq(), &edition.pool[usize::from(on_the_table.item)]);
        let response = (seq % 3 > 0 && seq != 4).then(|| key_response(&pooled.item.interaction, &on_the_table.shown));
        let command = if seq == 4 { Command::SetAside { seq } } else { Command::Answer { seq, response: response.clone() } };
        for event in decide(&state, command, &context).expect("taken") {
            let line = match &event {
                Event::Answered { score, elapsed, .. } => Some((i64::from(score.won), *elapsed)),
                Event::SetAside { spent, .. } => Some((answers::ASIDE, *spent)),
                _ => None,
            };
            log.extend(line.map(|(category, elapsed)| answers::Answer {
                session_id: id,
                seq: i64::from(seq),
                item_id: pooled.item.id.clone(),
                item_hash: pooled.hash.clone(),
                parameters: serde_json::to_string(&pooled.parameters).expect("written"),
                shown: serde_json::to_string(&on_the_table.shown).expect("written"),
                response: response.as_ref().map(|response| serde_json::to_string(response).expect("written")),
                category,
                categories: i64::from(pooled.item.interaction.points()) + 1,
                elapsed,
                at: context.now,
                idempotency_key: None,
            }));
            state.apply(event);
        }
    }
    let body = serde_json::to_string(&profile(edition, &state.answers, state.active, state.ending.unwrap_or(Ending::Asked))).expect("written");
    let row = sessions::Session {
        id,
        person_id: None,
        kind: "certification".into(),
        edition_id: current.id,
        seed: seed.cast_signed(),
        token_hash: None,
        seq: i64::from(state.seq()),
        status: state.status.as_str().into(),
        state: state.to_bytes(),
        started_at: NOW,
        updated_at: context.now,
        finished_at: Some(context.now),
    };
    let result = results::SessionResult { session_id: id, body, at: context.now };
    let kept = app.app.store.write(move |tx| {
        Box::pin(async move {
            sessions::insert(tx, &row).await?;
            answers::append_all(tx, &log).await?;
            results::insert(tx, &result).await?;
            Ok::<_, StoreError>(())
        })
    });
    kept.await.expect("kept");
    (id, state)
}

on_both! {
    async fn an_exam_with_a_question_set_aside_is_replayed_exactly_and_that_question_is_in_no_statistics(app) {
        let (id, state) = sit(app, 5).await;
        assert_eq!((state.ending, state.answers.len()), (Some(Ending::Length), 33));
        let replayed = replay_session(&app.app.store, &Editions::empty(), id).await.expect("replayed");
        assert!(replayed.is_exact() && replayed.recorded.is_some() && replayed.answers == 33, "{:?}", replayed.differences);
        let edition = app.app.editions.certification().edition;
        let nothing = std::collections::BTreeSet::new();
        let decided = decision(&edition, &Rules::of(&edition), &state.answers, &Circumstances { neutralised: &nothing, technical: false });
        assert_eq!((decided.counted, decided.set_aside), (32, 1));
        let folded = fold_waiting(&app.app.store, &app.app.editions, &app.app.people, NOW).await.expect("folded");
        assert_eq!((folded.sessions, folded.answers), (1, 32));
        let aside = edition.pool[usize::from(state.answers[3].item)].hash.clone();
        let asked = edition.pool[usize::from(state.answers[4].item)].hash.clone();
        for (hash, rows) in [(aside, false), (asked, true)] {
            let (statistics, _) = app.app.store.read(move |tx| Box::pin(async move { store::evidence::of_item(tx, &hash).await })).await.expect("read");
            assert_eq!(!statistics.is_empty(), rows);
        }
    }
}

#[test]
fn a_folder_of_before_there_were_exams_has_their_rules_from_the_program() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let shipped = root().join("content");
    let copy = |name: &str| {
        let to = folder.path().join(name);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::copy(shipped.join(name), to).expect("copied");
    };
    ["framework/framework.toml", "framework/trades.toml", "blueprints/positioning.toml"].into_iter().for_each(copy);
    let checked = check(&Files::Folder(folder.path().to_owned()), None);
    assert!(checked.exam.is_some_and(|exam| exam.exam.is_some()));
    // one that is there and no exam is told
    std::fs::copy(shipped.join("blueprints/positioning.toml"), folder.path().join("blueprints/certification.toml")).expect("copied");
    let checked = check(&Files::Folder(folder.path().to_owned()), None);
    let found: Vec<_> = checked.defects.iter().filter(|defect| defect.file == "blueprints/certification.toml").collect();
    assert!(found.len() == 1 && found[0].detail == "no section [exam]", "{found:?}");
}
