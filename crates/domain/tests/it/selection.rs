//! Which question comes next, in whole sessions over the shipped bank.

use domain::bank::{Edition, PoolItem, Standing};
use domain::blueprint::SECOND;
use domain::date::Day;
use domain::item::Item;
use domain::language::Language;
use domain::session::{Choice, Event, Pace, Plan, Scored, State, next_item, posterior};
use domain::simulation::{Scenario, Simulation, TrueItems};
use psychometrics::random::Random;
use psychometrics::selection::{PoolWorkspace, posterior_fall, randomesque};

use crate::content::{SHIPPED, blueprint, edition_trying_out, items};
use crate::people::{Sitting, by_lot};
use crate::translations::translated;

/// Plays a session by lot to its end; gives the places in the pool in the order they were asked.
fn played(seed: u64, avoid: Vec<u16>) -> Vec<usize> {
    let edition = &*SHIPPED;
    let mut sitting = Sitting::planned(edition, seed, Plan { avoid, ..Plan::default() }, 0);
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
    let scenario = Scenario { items: TrueItems::Drawn, choice: domain::session::Choice::Adaptive, timed: false, language: Language::Fr };
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

/// The choice as one would write it down: every list made anew, every item judged, the constraints let go one by one.
fn by_the_book(edition: &Edition, state: &State, seed: u64) -> Option<usize> {
    let (pool, rules) = (&edition.pool, &edition.blueprint.selection);
    let asked: Vec<usize> = state.answers.iter().map(|a| usize::from(a.item)).collect();
    let counted: Vec<usize> = asked.iter().copied().filter(|place| pool[*place].standing == Standing::Counted).collect();
    let in_domain = |domain| counted.iter().filter(|place| pool[**place].domain == domain).count() as u32;
    let fewest = (0..edition.prior.dimensions()).map(in_domain).min()?;
    let mut lots = Random::new(seed, 1);
    let admitted: Vec<bool> = pool.iter().map(|item| item.standing == Standing::Counted && lots.uniform() < rules.admission).collect();
    let remaining = i64::from(edition.blueprint.stopping.seconds) - state.active / SECOND;
    let after_simulator = [asked.last(), counted.last()].into_iter().flatten().any(|last| pool[*last].item.interaction.is_simulator());
    let is_read = |item: &PoolItem| state.language == Language::En || item.language == Language::Fr;
    let is_fresh = |item: &PoolItem| !item.item.source.has_expired(Day::of(state.started_at));
    let may_come = |item: &PoolItem| {
        let nothing_fresh = !pool.iter().any(|other| other.domain == item.domain && other.standing == Standing::Counted && is_read(other) && is_fresh(other));
        item.standing == Standing::Counted && is_read(item) && (is_fresh(item) || nothing_fresh)
    };
    let free = (0..pool.len()).filter(|place| !asked.contains(place) && !pool[*place].enemies.iter().any(|e| asked.contains(e)));
    let free: Vec<usize> = free.filter(|place| may_come(&pool[*place])).collect();
    let meets = |place: usize, let_go: usize, in_language: bool| {
        let item = &pool[place];
        let constraints = [
            i64::from(item.item.time) <= remaining.max(60),
            admitted[place],
            !(after_simulator && item.item.interaction.is_simulator()),
            !state.avoid.contains(&(place as u16)),
            in_domain(item.domain) < fewest + rules.domain_lead,
        ];
        constraints[let_go..].iter().all(|met| *met) && (!in_language || item.language == state.language)
    };
    // what can be had in the language of the session comes first, down to items that are not admitted; then the same in whatever language
    let rungs = [(0, true), (1, true), (2, true), (0, false), (1, false), (2, false), (3, true), (3, false), (4, true), (4, false), (5, true), (5, false)];
    let rungs = rungs.map(|(let_go, in_language)| free.iter().copied().filter(|place| meets(*place, let_go, in_language)).collect::<Vec<_>>());
    let candidates = rungs.into_iter().find(|candidates| !candidates.is_empty())?;
    let mut falls = Vec::new();
    posterior_fall::values(&posterior(edition, &state.answers), &edition.columns, &mut PoolWorkspace::default(), &mut falls);
    let value = |place: &usize| {
        let is_new = counted.iter().all(|before| pool[*before].competence != pool[*place].competence);
        falls[*place] * if is_new { rules.new_competence } else { 1.0 } / f64::from(pool[*place].item.time).sqrt().sqrt()
    };
    let values: Vec<f64> = candidates.iter().map(value).collect();
    randomesque(&values, rules.best_of, &mut Random::new(seed, (1 << 32) + counted.len() as u64 + 1)).map(|at| candidates[at])
}

/// A bank of two languages of which some items are tried out and some are out of date; every item of the fourth domain is. Nothing is tried out by lot:
/// whether and where is not the book's to say.
fn motley() -> Edition {
    let mut blueprint = blueprint();
    blueprint.selection.pretest = 0.0;
    let mut all: Vec<Item> = items().into_iter().filter(|item| item.language == "fr").collect();
    all.extend(all.iter().step_by(3).map(translated).collect::<Vec<_>>());
    for (n, item) in all.iter_mut().enumerate() {
        let is_old = n % 4 == 1 || SHIPPED.framework.place_of(&item.objective).expect("a place").domain == 3;
        item.source.review_by = Some(if is_old { "2027-01" } else { "2099-12" }.into());
    }
    edition_trying_out(all, blueprint, |item| item.id.len() % 5 == 0)
}

#[test]
fn the_next_question_is_the_one_by_the_book_in_every_plight() {
    let mut random = Random::new(11, 0);
    // 2026-11-18, when everything is fresh, and 2027-08-01
    for (edition, days) in [(&*SHIPPED, [0, 0]), (&motley(), [1_795_000_000, 1_816_992_000])] {
        let all = edition.pool.len() as u64;
        for seed in 0..300_u64 {
            let mut state = Sitting::begin(edition, seed, Pace::Whole, 0).state;
            // from nothing asked to all but everything, much or little avoided, time left or not
            let (answered, avoided) = ([0, 4, 12, 19, all][seed as usize % 5], [0, 30, all][seed as usize % 3]);
            state.answers = (0..random.below(answered + 1)).map(|_| Scored { item: random.below(all) as u16, won: random.below(2) as u8 }).collect();
            state.avoid = (0..random.below(avoided + 1)).map(|_| random.below(all) as u16).collect();
            state.active = random.below(3600) as i64 * SECOND;
            state.language = if seed % 2 == 0 { Language::Fr } else { Language::En };
            state.started_at = days[random.below(2) as usize] * SECOND;
            assert_eq!(next_item(&state, edition, seed, Choice::Adaptive), by_the_book(edition, &state, seed), "seed {seed}");
        }
    }
}
