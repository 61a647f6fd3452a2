//! Known parameters are found again from the answers of simulated people, met by the engine of production.

use std::ops::ControlFlow;

use domain::bank::{Edition, Entry, Standing};
use domain::calibration::{Answer, ItemChange, LeftAlone, LevelChanges, Material, Proposal, Settings, Taken, calibrate};
use domain::item::Score;
use domain::simulation::play_session;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};

use crate::content::SHIPPED;

fn bank(step: usize) -> Edition {
    let entry = |p: &domain::bank::PoolItem| {
        let mut item = p.item.clone();
        item.enemies.clear();
        Entry { item, hash: p.hash.clone(), parameters: None, standing: Standing::default() }
    };
    Edition::new(SHIPPED.framework.clone(), SHIPPED.blueprint.clone(), SHIPPED.pool.iter().step_by(step).map(entry).collect()).expect("an edition")
}

/// Sessions of people of this mean ability over items that are as `truth` says.
fn sessions(edition: &Edition, truth: &[ItemModel], mean: f64, people: u64, seed: u64) -> Vec<Taken> {
    let population = Population::new(&edition.prior).expect("a population");
    let session = |person| {
        let mut random = Random::new(seed, person);
        let abilities: Vec<f64> = population.draw_person(&mut random).iter().map(|a| a + mean).collect();
        let own = random.next_u64();
        let (_, lines) = play_session(edition, own, 0, |current| {
            let place = usize::from(current.item);
            let won = draw_response(&truth[place], abilities[edition.pool[place].domain], &mut random) as u8;
            (None, Score { won, points: edition.pool[place].item.interaction.points() }, 30_000_000)
        });
        lines.iter().map(|line| Answer { item: line.item, won: line.won, counts: true }).collect()
    };
    (0..people).map(session).collect()
}

fn truth_of(edition: &Edition, seed: u64) -> Vec<ItemModel> {
    let mut random = Random::new(seed, 1);
    edition.pool.iter().map(|p| draw_item(&p.parameters.model(), &p.parameters.uncertainty(), &mut random)).collect()
}

fn proposed(edition: &Edition, sessions: &[Taken]) -> Proposal {
    let material = Material { edition, digest: "d", span: (0, 1) };
    calibrate(&material, sessions, &Settings::default(), &mut |_| ControlFlow::Continue(())).expect("nobody stops it")
}

/// Root mean square error of the difficulties of the items that are changed, before and after, the share of them inside their 95 % interval, and how
/// many they are. The origin of each domain is taken off where the intervals are looked at: it is a number of its own in the proposal.
fn errors(proposal: &Proposal, truth: &[ItemModel]) -> (f64, f64, f64, usize) {
    let off = |item: &ItemChange, truth: &ItemModel, steps: &[f64]| (steps.iter().sum::<f64>() / steps.len() as f64 - truth.difficulty(), item.domain);
    let changed: Vec<(&ItemChange, &ItemModel)> = proposal.items.iter().zip(truth).filter(|(item, _)| item.left.is_none()).collect();
    let rms = |errors: &[f64]| (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt();
    let before: Vec<f64> = changed.iter().map(|(item, truth)| off(item, truth, &item.old.steps).0).collect();
    let after: Vec<(f64, usize)> = changed.iter().map(|(item, truth)| off(item, truth, &item.new.steps)).collect();
    let origin = |domain: usize| {
        let here: Vec<f64> = after.iter().filter(|(_, d)| *d == domain).map(|(e, _)| *e).collect();
        here.iter().sum::<f64>() / here.len() as f64
    };
    let inside = changed.iter().zip(&after).filter(|((item, _), (e, d))| (e - origin(*d)).abs() < 1.96 * item.new.difficulty_sd).count();
    let after: Vec<f64> = after.iter().map(|(e, _)| *e).collect();
    (rms(&before), rms(&after), inside as f64 / changed.len() as f64, changed.len())
}

#[test]
fn difficulties_are_found_again_with_honest_errors() {
    let edition = bank(8);
    let truth = truth_of(&edition, 5);
    let proposal = proposed(&edition, &sessions(&edition, &truth, 0.0, 600, 11));
    let (before, after, inside, items) = errors(&proposal, &truth);
    assert!(items >= 40 && proposal.settled, "{items} items, {} rounds", proposal.rounds);
    assert!(before > 0.6 && after < 0.5 * before, "{before} to {after}");
    assert!(inside >= 0.85, "{inside} of {items} items inside their interval");
    let correlation = proposal.correlations.iter().map(|pair| pair.correlation).sum::<f64>() / proposal.correlations.len() as f64;
    assert!(proposal.correlations.len() == 10 && (correlation - 0.7).abs() < 0.15, "{:?}", proposal.correlations);
    let looked: u64 = proposal.levels.iter().map(LevelChanges::sessions).sum();
    assert_eq!(looked, 5 * 600);
}

#[test]
fn a_weaker_cohort_does_not_make_the_items_harder() {
    let edition = bank(8);
    let truth: Vec<ItemModel> = edition.pool.iter().map(|p| p.parameters.model()).collect();
    let proposal = proposed(&edition, &sessions(&edition, &truth, -0.6, 400, 3));
    let shifts: Vec<f64> = proposal.changed().map(ItemChange::shift).collect();
    let mean = shifts.iter().sum::<f64>() / shifts.len() as f64;
    let people = proposal.means.iter().sum::<f64>() / 5.0;
    // the blueprint expects people around 0: of a distance of 0.6 it takes part, and no more
    assert!(mean < 0.35 && people < -0.25, "items {mean} harder, people at {people}");
}

#[test]
fn an_item_that_is_tried_is_learned_and_says_nothing_of_people() {
    let mut edition = bank(8);
    let truth = truth_of(&edition, 6);
    let mut taken = sessions(&edition, &truth, 0.0, 300, 12);
    let mut asked = vec![0; edition.pool.len()];
    taken.iter().flatten().for_each(|answer| asked[usize::from(answer.item)] += 1);
    let tried = (0..asked.len()).max_by_key(|place| asked[*place]).expect("items");
    taken.iter_mut().flatten().filter(|answer| usize::from(answer.item) == tried).for_each(|answer| answer.counts = false);
    edition.pool[tried].standing = Standing::Pretest;
    let once = Settings { rounds: 1, ..Settings::default() };
    let with = |taken: &[Taken]| {
        let material = Material { edition: &edition, digest: "d", span: (0, 1) };
        calibrate(&material, taken, &once, &mut |_| ControlFlow::Continue(())).expect("nobody stops it")
    };
    let proposal = with(&taken);
    let item = &proposal.items[tried];
    assert!(item.pretest && item.left.is_none() && item.new.difficulty_sd < 0.5 * item.old.difficulty_sd, "{item:?}");
    // whatever is answered to it, nothing else moves but by the origin of its domain
    taken.iter_mut().flatten().filter(|answer| usize::from(answer.item) == tried).for_each(|answer| answer.won = 0);
    let other = with(&taken);
    assert_eq!(proposal.means, other.means);
    let elsewhere = |p: &Proposal| p.items.iter().filter(|i| i.domain != item.domain).map(|i| i.new.clone()).collect::<Vec<_>>();
    assert_eq!(elsewhere(&proposal), elsewhere(&other));
}

#[test]
fn what_is_unsure_or_suspect_is_left_alone() {
    let edition = bank(8);
    let truth = truth_of(&edition, 7);
    let mut taken = sessions(&edition, &truth, 0.0, 300, 13);
    let mut asked = vec![0_u64; edition.pool.len()];
    taken.iter().flatten().for_each(|answer| asked[usize::from(answer.item)] += 1);
    let most = (0..asked.len()).max_by_key(|place| asked[*place]).expect("items");
    let points = edition.pool[most].item.interaction.points();
    taken.iter_mut().flatten().filter(|answer| usize::from(answer.item) == most).for_each(|answer| answer.won = points - answer.won);
    let proposal = proposed(&edition, &taken);
    assert_eq!(proposal.items[most].left, Some(LeftAlone::SuspectedKey), "{:?}", proposal.items[most]);
    for item in &proposal.items {
        let expected = match item.answers {
            0 => Some(LeftAlone::NeverAnswered),
            few if few < 30 => Some(LeftAlone::TooFewAnswers),
            _ => item.left,
        };
        assert_eq!(item.left, expected, "{}", item.id);
    }
}

#[test]
fn who_watches_may_stop_it() {
    let edition = bank(8);
    let truth = truth_of(&edition, 7);
    let taken = sessions(&edition, &truth, 0.0, 150, 13);
    let material = Material { edition: &edition, digest: "d", span: (0, 1) };
    let mut told = 0;
    let stopped = calibrate(&material, &taken, &Settings::default(), &mut |progress| {
        told += 1;
        if progress.sessions >= 100 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped, told), (None, 2));
}
