//! Which question comes next, in whole sessions over the shipped bank.

use domain::blueprint::SECOND;
use domain::session::{Event, Pace, Scored, posterior};
use domain::simulation::{Scenario, Simulation, TrueItems};
use psychometrics::random::Random;

use crate::content::SHIPPED;
use crate::people::{Sitting, by_lot};

/// Plays a session by lot to its end; gives the places in the pool in the order they were asked.
fn played(seed: u64, avoid: Vec<u16>) -> Vec<usize> {
    let edition = &*SHIPPED;
    let mut sitting = Sitting::avoiding(edition, seed, Pace::Whole, avoid, 0);
    let mut random = Random::new(seed, 7);
    let mut asked = Vec::new();
    while let Some(current) = sitting.state.current.clone() {
        asked.push(usize::from(current.item));
        let item = &edition.pool[usize::from(current.item)].item;
        let response = by_lot(&domain::item::present(item, &current.shown).task, &mut random);
        sitting.answers_after(30 * SECOND, Some(response));
    }
    asked
}

#[test]
fn no_session_asks_a_question_twice_or_one_that_gives_another_away() {
    for seed in 0..60 {
        let asked = played(seed, Vec::new());
        for (n, place) in asked.iter().enumerate() {
            let pooled = &SHIPPED.pool[*place];
            assert!(!asked[..n].contains(place), "seed {seed}: {} twice", pooled.item.id);
            let enemy = asked[..n].iter().find(|before| pooled.enemies.contains(before));
            assert!(enemy.is_none(), "seed {seed}: {} after its enemy", pooled.item.id);
        }
    }
}

#[test]
fn enemies_stand_both_ways_in_the_pool() {
    for (i, pooled) in SHIPPED.pool.iter().enumerate() {
        for enemy in &pooled.enemies {
            assert!(SHIPPED.pool[*enemy].enemies.contains(&i), "{}", pooled.item.id);
        }
        for named in &pooled.item.enemies {
            let place = SHIPPED.place(named).expect("an enemy exists");
            assert!(pooled.enemies.contains(&place));
        }
    }
}

#[test]
fn domains_stay_in_balance_at_every_question() {
    let lead = SHIPPED.blueprint.selection.domain_lead;
    for seed in 100..140 {
        let mut counts = vec![0_u32; SHIPPED.framework.domains.len()];
        for place in played(seed, Vec::new()) {
            counts[SHIPPED.pool[place].domain] += 1;
            let (fewest, most) = (counts.iter().min().expect("five"), counts.iter().max().expect("five"));
            assert!(most - fewest <= lead, "seed {seed}: {counts:?}");
        }
    }
}

#[test]
fn two_simulators_never_follow_each_other() {
    for seed in 200..240 {
        let asked = played(seed, Vec::new());
        for pair in asked.windows(2) {
            let both = pair.iter().all(|p| SHIPPED.pool[*p].item.interaction.is_simulator());
            assert!(!both, "seed {seed}");
        }
    }
}

#[test]
fn what_was_met_before_does_not_come_back_while_there_is_something_else() {
    let first = played(1, Vec::new());
    let avoid: Vec<u16> = first.iter().map(|p| *p as u16).collect();
    let second = played(2, avoid);
    assert!(second.iter().all(|p| !first.contains(p)), "{first:?} then {second:?}");
}

#[test]
fn a_session_is_of_the_length_that_the_blueprint_says() {
    let rules = &SHIPPED.blueprint.stopping;
    for seed in 300..340 {
        let asked = played(seed, Vec::new()).len() as u32;
        assert!((rules.shortest..=rules.longest).contains(&asked), "seed {seed}: {asked}");
    }
}

#[test]
fn the_same_seed_and_answers_give_the_same_questions() {
    assert_eq!(played(9, Vec::new()), played(9, Vec::new()));
    assert_ne!(played(9, Vec::new()), played(10, Vec::new()));
}

#[test]
fn no_item_is_put_to_more_people_than_its_admission_allows() {
    const PEOPLE: u64 = 400;
    let scenario = Scenario { items: TrueItems::Drawn, choice: domain::session::Choice::Adaptive, timed: false };
    let mut simulation = Simulation::new(&SHIPPED, scenario).expect("a simulation");
    for number in 0..PEOPLE {
        simulation.play(5, number);
    }
    let admission = SHIPPED.blueprint.selection.admission;
    // five standard deviations of a binomial share: one item in some millions would be over it by chance
    let tolerance = 5.0 * (admission * (1.0 - admission) / PEOPLE as f64).sqrt();
    let report = simulation.report();
    for (pooled, share) in SHIPPED.pool.iter().zip(&report.exposure) {
        assert!(*share <= admission + tolerance, "{}: {share}", pooled.item.id);
    }
    let spread = report.exposure.iter().filter(|share| **share > 0.0).count();
    assert!(spread * 2 > SHIPPED.pool.len(), "only {spread} items were ever put");
}

#[test]
fn the_order_of_the_answers_changes_nothing_of_what_is_known() {
    for seed in 0..30 {
        let mut random = Random::new(seed, 3);
        let mut answers: Vec<Scored> = played(seed, Vec::new())
            .into_iter()
            .map(|place| {
                let points = SHIPPED.pool[place].item.interaction.points();
                Scored { item: place as u16, won: random.below(u64::from(points) + 1) as u8 }
            })
            .collect();
        let before = posterior(&SHIPPED, &answers);
        for _ in 0..5 {
            random.shuffle(&mut answers);
            let after = posterior(&SHIPPED, &answers);
            for d in 0..before.mean.len() {
                assert!((before.mean[d] - after.mean[d]).abs() < 1e-9, "seed {seed}: {} and {}", before.mean[d], after.mean[d]);
                assert!((before.standard_error(d) - after.standard_error(d)).abs() < 1e-9, "seed {seed}");
            }
        }
    }
}

#[test]
fn a_question_is_put_with_its_place_and_its_time() {
    let mut sitting = Sitting::begin(&SHIPPED, 4, Pace::Whole, 1_000);
    let first = sitting.state.current.clone().expect("a question");
    assert_eq!(first.since, Some(1_000));
    let events = sitting.answers_after(10 * SECOND, None);
    assert!(matches!(events[0], Event::Answered { seq: 1, item, ref response, .. } if item == first.item && response.is_none()), "{events:?}");
    assert!(matches!(events[1], Event::Put { at, .. } if at == 1_000 + 10 * SECOND), "{events:?}");
}
