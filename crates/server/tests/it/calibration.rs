//! Calibration: from the answers in the database to a proposal, and by a second person to what new sessions meet.

use domain::access::{Actor, Authorised, GovernBank, Member, Role, Roles, may};
use domain::bank::Edition;
use domain::item::Score;
use domain::profile::profile;
use domain::refusal::Refusal;
use domain::session::Ending;
use domain::simulation::play_session;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};
use server::service::Failure;
use server::service::audit::Origin;
use server::service::bank::{Status, approve, by_id, calibrate_now, cancel, list, refuse, start};
use server::service::workshop;
use store::{answers, audit, calibrations, results, sessions};
use uuid::Uuid;

use crate::harness::{NOW, SECOND, TestApp, eventually_found};

fn proof(person: Uuid) -> Authorised<GovernBank> {
    let roles = Roles::default().with(Role::Administrator);
    may(&Actor::Person(person.as_u128()), Member { person: person.as_u128(), roles }).expect("an administrator")
}

/// What is true of the items.
fn truth_of(edition: &Edition) -> Vec<ItemModel> {
    let mut random = Random::new(5, 1);
    edition.pool.iter().map(|p| draw_item(&p.parameters.model(), &p.parameters.uncertainty(), &mut random)).collect()
}

/// Finished sessions of people over items that are as `truth` says, played by the engine and kept as it keeps them.
async fn taken(app: &TestApp, people: u64) {
    let current = app.app.editions.current();
    let (edition, truth) = (&current.edition, truth_of(&current.edition));
    let population = Population::new(&edition.prior).expect("a population");
    let (mut rows, mut logs, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for person in 0..people {
        let mut random = Random::new(11, person);
        let abilities = population.draw_person(&mut random);
        let (seed, began) = (random.next_u64(), NOW - (1 + person as i64) * 60 * SECOND);
        let (state, lines) = play_session(edition, seed, began, |current| {
            let place = usize::from(current.item);
            let won = draw_response(&truth[place], abilities[edition.pool[place].domain], &mut random) as u8;
            (None, Score { won, points: edition.pool[place].item.interaction.points() }, 30 * SECOND)
        });
        let id = uuid::Uuid::from_u128((u128::from(began.unsigned_abs() / 1000) << 80) | (0x7000 << 64) | (2 << 62) | u128::from(person));
        for (i, line) in lines.iter().enumerate() {
            let pooled = &edition.pool[usize::from(line.item)];
            logs.push(answers::Answer {
                session_id: id,
                seq: i as i64 + 1,
                item_id: pooled.item.id.clone(),
                item_hash: pooled.hash.clone(),
                parameters: serde_json::to_string(&pooled.parameters).expect("written"),
                shown: serde_json::to_string(&line.shown).expect("written"),
                response: None,
                category: i64::from(line.won),
                categories: i64::from(pooled.item.interaction.points()) + 1,
                elapsed: line.elapsed,
                at: began + 1 + i as i64,
                idempotency_key: None,
            });
        }
        let body = serde_json::to_string(&profile(edition, &state.answers, state.active, state.ending.unwrap_or(Ending::Asked))).expect("written");
        let ended = began + 600 * SECOND;
        ends.push(results::SessionResult { session_id: id, body, at: ended });
        rows.push(sessions::Session {
            id,
            person_id: None,
            kind: "positioning".into(),
            edition_id: current.id,
            seed: seed.cast_signed(),
            token_hash: None,
            seq: i64::from(state.seq()),
            status: state.status.as_str().into(),
            state: state.to_bytes(),
            started_at: began,
            updated_at: ended,
            finished_at: Some(ended),
        });
    }
    app.app
        .store
        .write(move |tx| {
            Box::pin(async move {
                sessions::insert_all(tx, &rows).await?;
                answers::append_all(tx, &logs).await?;
                results::insert_all(tx, &ends).await
            })
        })
        .await
        .expect("kept");
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Waits until it runs no more.
async fn ended(app: &TestApp, id: Uuid) -> server::service::bank::Calibration {
    eventually_found("the calibration ended", async || {
        let calibration = by_id(&app.app.store, id, app.app.clock.now()).await.expect("there");
        (calibration.status != Status::Running).then_some(calibration)
    })
    .await
}

on_both! {
    async fn a_second_person_makes_new_sessions_meet_what_was_learned_and_others_keep_theirs(app) {
        taken(app, 120).await;
        let before = app.app.editions.current();
        let (one, two) = (app.someone("one@socle.example").await, app.someone("two@socle.example").await);
        let id = start(&app.app, &proof(one), &Origin::default(), "first").await.expect("started");
        let calibration = ended(app, id).await;
        assert_eq!((calibration.status, calibration.started_by), (Status::Proposed, Some(one)), "{}", calibration.note);
        let proposal = calibration.proposal.expect("a proposal");
        assert_eq!((proposal.sessions, proposal.edition.as_str()), (120, before.digest.as_str()));
        assert!(proposal.changed().count() >= 10, "{}", proposal.changed().count());
        assert_eq!(app.app.editions.current().digest, before.digest, "nothing changes before somebody decides");

        assert_eq!(refused(approve(&app.app, &proof(one), &Origin::default(), id).await), Refusal::OwnCalibration);
        let publication = approve(&app.app, &proof(two), &Origin::default(), id).await.expect("approved");
        assert_eq!(refused(approve(&app.app, &proof(two), &Origin::default(), id).await), Refusal::CalibrationDecided, "a double click publishes once");

        let after = app.app.editions.current();
        assert_ne!(after.digest, before.digest);
        for item in &proposal.items {
            let parameters = &after.edition.pool[after.edition.place(&item.id).expect("drawn")].parameters;
            assert_eq!(parameters, if item.left.is_none() { &item.new } else { &item.old }, "{}", item.id);
        }
        let kept = app.app.editions.get(&app.app.store, before.id).await.expect("the edition of sessions under way");
        assert!(kept.pool.iter().zip(&before.edition.pool).all(|(kept, then)| kept.parameters == then.parameters));
        let calibration = by_id(&app.app.store, id, NOW).await.expect("there");
        assert_eq!((calibration.status, calibration.decided_by, calibration.publication), (Status::Approved, Some(two), Some(publication)));
        let standing = app.app.store.read(|tx| Box::pin(store::standings::all(tx))).await.expect("read");
        assert_eq!(standing.len(), proposal.changed().count());
        assert!(standing.iter().all(|row| row.standing == "calibrated"));
        let lines = app.app.store.read(|tx| Box::pin(audit::list(tx, (0, Uuid::nil()), 50))).await.expect("read");
        let kinds: Vec<&str> = lines.iter().map(|line| line.kind.as_str()).filter(|kind| kind.starts_with("calibration")).collect();
        assert_eq!(kinds, ["calibration-started", "calibration-approved"]);
    }
}

on_both! {
    async fn a_question_that_was_tried_counts_once_enough_is_known_of_it(app) {
        taken(app, 60).await;
        let current = app.app.editions.current();
        let looked = calibrate_now(&app.app.store, &app.app.clock, &current, None, |_| ()).await.expect("calibrated");
        let tried = looked.items.iter().max_by_key(|item| item.answers).expect("items").clone();
        let pretest = store::standings::Standing {
            item_id: tried.id.clone(),
            standing: "pretest".into(),
            before: None,
            revision: None,
            note: String::new(),
            decided_by: None,
            at: NOW,
        };
        app.app.store.write(move |tx| Box::pin(async move { store::standings::put(tx, &pretest).await })).await.expect("decided");
        let proposed = workshop::proposed(&app.app).await.expect("put together");
        workshop::publish(&app.app, &proposed, "", None, Vec::new(), Vec::new()).await.expect("published");
        let (one, two) = (app.someone("one@socle.example").await, app.someone("two@socle.example").await);
        let id = start(&app.app, &proof(one), &Origin::default(), "").await.expect("started");
        let proposal = ended(app, id).await.proposal.expect("a proposal");
        let item = proposal.items.iter().find(|item| item.id == tried.id).expect("it is drawn");
        assert!(item.pretest && proposal.items.iter().filter(|item| item.pretest).count() == 1);
        approve(&app.app, &proof(two), &Origin::default(), id).await.expect("approved");
        let of = |standings: Vec<store::standings::Standing>| standings.into_iter().find(|row| row.item_id == tried.id).map(|row| row.standing);
        let standing = of(app.app.store.read(|tx| Box::pin(store::standings::all(tx))).await.expect("read"));
        let known = item.new.difficulty_sd <= psychometrics::calibration::online::OnlineItem::CALIBRATED;
        assert_eq!((standing.as_deref(), item.left.is_none()), (Some(if known { "calibrated" } else { "pretest" }), known), "{item:?}");
        assert!(known, "sixty answers are enough: {item:?}");
    }
}

on_both! {
    async fn what_a_killed_server_left_running_can_be_started_again_and_one_runs_at_a_time(app) {
        let one = app.someone("one@socle.example").await;
        assert_eq!(refused(start(&app.app, &proof(one), &Origin::default(), "").await), Refusal::TooFewAnswers);
        taken(app, 60).await;
        let dead = Uuid::from_u128(77);
        let begun = app.app.store.write(move |tx| Box::pin(async move { calibrations::start(tx, dead, "", None, NOW, 0).await })).await.expect("begun");
        assert!(begun);
        assert_eq!(refused(start(&app.app, &proof(one), &Origin::default(), "").await), Refusal::CalibrationRunning);
        app.advance(120 * SECOND);
        assert_eq!(list(&app.app.store, 5, app.app.clock.now()).await.expect("listed")[0].status, Status::Interrupted);
        let id = start(&app.app, &proof(one), &Origin::default(), "again").await.expect("started");
        assert_eq!(ended(app, id).await.status, Status::Proposed);
        let two = app.someone("two@socle.example").await;
        refuse(&app.app, &proof(two), &Origin::default(), id).await.expect("refused");
        assert_eq!(by_id(&app.app.store, id, NOW).await.expect("there").status, Status::Refused);
        assert_eq!(refused(approve(&app.app, &proof(two), &Origin::default(), id).await), Refusal::CalibrationDecided);
    }
}

on_both! {
    async fn a_calibration_that_was_cancelled_ends_without_a_proposal(app) {
        taken(app, 60).await;
        let one = app.someone("one@socle.example").await;
        let id = start(&app.app, &proof(one), &Origin::default(), "").await.expect("started");
        cancel(&app.app, &proof(one), id).await.expect("it runs");
        let calibration = ended(app, id).await;
        assert_eq!((calibration.status, calibration.proposal), (Status::Cancelled, None));
        assert_eq!(refused(cancel(&app.app, &proof(one), id).await), Refusal::NotFound);
    }
}

on_both! {
    async fn known_parameters_are_found_again_through_the_store(app) {
        taken(app, 300).await;
        let current = app.app.editions.current();
        let truth = truth_of(&current.edition);
        let proposal = calibrate_now(&app.app.store, &app.app.clock, &current, None, |_| ()).await.expect("calibrated");
        assert!(list(&app.app.store, 5, NOW).await.expect("listed").is_empty(), "nothing is kept of a dry run");
        let middle = |steps: &[f64]| steps.iter().sum::<f64>() / steps.len() as f64;
        let (mut before, mut after, mut items) = (0.0, 0.0, 0.0);
        for (item, truth) in proposal.items.iter().zip(&truth).filter(|(item, _)| item.left.is_none()) {
            before += (middle(&item.old.steps) - truth.difficulty()).powi(2);
            after += (middle(&item.new.steps) - truth.difficulty()).powi(2);
            items += 1.0;
        }
        let (before, after) = ((before / items).sqrt(), (after / items).sqrt());
        assert!(items > 40.0 && after < 0.6 * before, "{items} items: {before} to {after}");
    }
}
