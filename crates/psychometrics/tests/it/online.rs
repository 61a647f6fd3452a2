//! Learning an item answer by answer.

use proptest::prelude::*;
use psychometrics::calibration::online::{Belief, OnlineError, OnlineItem};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;
use psychometrics::random::Random;
use psychometrics::uncertainty::ParameterUncertainty;

/// A person's ability as known from other items, and the answer to the new one.
type Answer = (f64, f64, usize);

/// Persons whose ability is N(m, sd²), m spread so that the abilities are standard normal.
fn answers(truth: &ItemModel, count: usize, sd: f64, random: &mut Random) -> Vec<Answer> {
    let one = |random: &mut Random| {
        let mean = (1.0 - sd * sd).sqrt() * random.normal();
        let theta = mean + sd * random.normal();
        let mut rest = random.uniform();
        let last = truth.categories() - 1;
        let mut passes = |category: &usize| {
            rest -= truth.probability(theta, *category);
            rest < 0.0
        };
        (mean, sd, (0..last).find(|category| passes(category)).unwrap_or(last))
    };
    (0..count).map(|_| one(random)).collect()
}

fn learned(author: &ItemModel, answers: &[Answer]) -> OnlineItem {
    let mut item = OnlineItem::new(author.clone(), ParameterUncertainty::AUTHOR).unwrap();
    for (mean, sd, category) in answers {
        item.learn(*mean, *sd, *category).unwrap();
    }
    item
}

fn belief(author: &ItemModel, answers: &[Answer]) -> Belief {
    learned(author, answers).belief().unwrap()
}

/// The posterior itself from all answers at once, on a grid of another spacing, the ability on 17 points: mean and sd of ln a, and of b.
fn batch(author: &ItemModel, answers: &[Answer]) -> [(f64, f64); 2] {
    let ParameterUncertainty { difficulty_sd, log_discrimination_sd } = ParameterUncertainty::AUTHOR;
    let gammas = normal_grid(0.0, log_discrimination_sd, -1.4, 1.4, 31);
    let deltas = normal_grid(0.0, difficulty_sd, -3.8, 3.8, 77);
    let abilities = normal_grid(0.0, 1.0, -5.0, 5.0, 17);
    let total = abilities.iter().map(|node| node.weight).sum::<f64>();
    let mut cells = Vec::new();
    for gamma in &gammas {
        let curve = author.stretched(libm::exp(gamma.point));
        for delta in &deltas {
            let log = answers.iter().fold(libm::log(gamma.weight * delta.weight), |sum, (mean, sd, category)| {
                let seen = |point: f64| curve.probability(mean + sd * point - delta.point, *category);
                sum + libm::log(abilities.iter().map(|node| node.weight / total * seen(node.point)).sum::<f64>())
            });
            cells.push((gamma.point, delta.point, log));
        }
    }
    let peak = cells.iter().fold(f64::NEG_INFINITY, |peak, cell| peak.max(cell.2));
    let total: f64 = cells.iter().map(|cell| libm::exp(cell.2 - peak)).sum();
    let moments = |value: &dyn Fn(&(f64, f64, f64)) -> f64| {
        let mean = cells.iter().map(|cell| libm::exp(cell.2 - peak) * value(cell)).sum::<f64>() / total;
        let square = cells.iter().map(|cell| libm::exp(cell.2 - peak) * (value(cell) - mean) * (value(cell) - mean)).sum::<f64>() / total;
        (mean, square.sqrt())
    };
    let (log_factor, log_factor_sd) = moments(&|cell| cell.0);
    let (shift, shift_sd) = moments(&|cell| cell.1);
    [(libm::log(author.discrimination()) + log_factor, log_factor_sd), (author.difficulty() + shift, shift_sd)]
}

#[test]
fn one_by_one_ends_where_all_at_once_does() {
    let author = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.3 };
    let mut largest = 0.0_f64;
    for (stream, count) in [(0, 1), (1, 10), (2, 60)] {
        for truth in [ItemModel::TwoPl { discrimination: 1.8, difficulty: 1.2 }, ItemModel::TwoPl { discrimination: 0.9, difficulty: -1.3 }] {
            let answers = answers(&truth, count, 0.4, &mut Random::new(31, stream));
            let found = belief(&author, &answers);
            let [(log_a, log_a_sd), (b, b_sd)] = batch(&author, &answers);
            largest = largest.max((libm::log(found.model.discrimination()) - log_a).abs() / log_a_sd).max((found.model.difficulty() - b).abs() / b_sd);
            largest = largest.max((found.uncertainty.log_discrimination_sd / log_a_sd - 1.0).abs()).max((found.uncertainty.difficulty_sd / b_sd - 1.0).abs());
        }
    }
    println!("online against all at once: {largest:.1e} standard deviations");
    assert!(largest < 2e-3, "{largest}");
}

#[test]
fn a_graded_item_is_learned_too() {
    let truth = ItemModel::Gpcm { discrimination: 1.5, steps: vec![0.2, 1.2] };
    let author = ItemModel::Gpcm { discrimination: 1.1, steps: vec![-0.5, 0.5] };
    let found = belief(&author, &answers(&truth, 300, 0.4, &mut Random::new(4, 0)));
    assert!((found.model.difficulty() - 0.7).abs() < 3.0 * found.uncertainty.difficulty_sd && found.uncertainty.difficulty_sd < 0.15);
    assert!((found.model.discrimination() - 1.5).abs() < 0.45);
    let ItemModel::Gpcm { steps, .. } = &found.model else { panic!("another family") };
    assert!((steps[1] - steps[0] - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_believed_holds_the_truth_as_often_as_it_says() {
    // Items drawn from the author's own prior: then the posterior is exact, and 95% intervals must hold 95% of the truths.
    let mut random = Random::new(12, 0);
    let author = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.0 };
    let (mut held, mut held_log, items) = (0, 0, 200);
    for _ in 0..items {
        let truth = author.stretched(libm::exp(0.3 * random.normal())).shifted(0.85 * random.normal());
        let answers = answers(&truth, 15, 0.45, &mut random);
        let found = belief(&author, &answers);
        held += usize::from((found.model.difficulty() - truth.difficulty()).abs() < 1.96 * found.uncertainty.difficulty_sd);
        let log = libm::log(found.model.discrimination() / truth.discrimination());
        held_log += usize::from(log.abs() < 1.96 * found.uncertainty.log_discrimination_sd);
    }
    println!("95% intervals of b hold {held}, of ln a {held_log}, of {items}");
    // Binomial, 200 times 0.95: 190 ± 3.1.
    assert!((180..=199).contains(&held) && (180..=199).contains(&held_log), "{held} {held_log}");
}

#[test]
fn an_ability_taken_for_known_flattens_the_item() {
    let truth = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.8 };
    let author = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.0 };
    let mut integrated = 0.0;
    let mut taken = 0.0;
    for stream in 0..4 {
        let with = answers(&truth, 500, 0.5, &mut Random::new(5, stream));
        let without: Vec<Answer> = with.iter().map(|(mean, _, category)| (*mean, 0.0, *category)).collect();
        integrated += 0.25 * libm::log(belief(&author, &with).model.discrimination() / 1.5);
        taken += 0.25 * libm::log(belief(&author, &without).model.discrimination() / 1.5);
    }
    println!("ln a off by {integrated:.3} integrated, {taken:.3} taken for known");
    assert!(integrated.abs() < 0.08 && taken < integrated - 0.05);
}

#[test]
fn calibrated_is_a_matter_of_some_dozens_of_answers() {
    for (discrimination, expected) in [(0.8, 60..200), (1.3, 30..110), (2.0, 15..70)] {
        let truth = ItemModel::TwoPl { discrimination, difficulty: 0.3 };
        let author = ItemModel::TwoPl { discrimination, difficulty: 0.0 };
        let mut random = Random::new(6, 0);
        let mut item = OnlineItem::new(author, ParameterUncertainty::AUTHOR).unwrap();
        while !item.belief().unwrap().is_calibrated(OnlineItem::CALIBRATED) {
            let (mean, sd, category) = answers(&truth, 1, 0.4, &mut random)[0];
            item.learn(mean, sd, category).unwrap();
        }
        let found = item.belief().unwrap();
        let worth = found.marginalised().discrimination() / found.model.discrimination();
        println!("a = {discrimination}: calibrated after {} answers, worth {worth:.3} of its discrimination", item.answers);
        assert!(expected.contains(&item.answers), "{}", item.answers);
    }
}

#[test]
fn what_cannot_be_learned_from_is_refused_and_changes_nothing() {
    let author = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.0 };
    let mut item = learned(&author, &[(0.3, 0.4, 1)]);
    let before = item.clone();
    assert_eq!(item.learn(f64::NAN, 0.4, 1), Err(OnlineError::Ability));
    assert_eq!(item.learn(0.0, -0.1, 1), Err(OnlineError::Ability));
    assert_eq!(item.learn(0.0, f64::INFINITY, 1), Err(OnlineError::Ability));
    assert_eq!(item.learn(0.0, 0.4, 2), Err(OnlineError::NoSuchCategory { category: 2 }));
    let other = OnlineItem::new(author.clone(), ParameterUncertainty::NONE).unwrap();
    assert_eq!(item.merge(&other), Err(OnlineError::DifferentItems));
    assert_eq!(item, before);
    item.log_likelihood.pop();
    assert_eq!(item.belief(), Err(OnlineError::NotABelief));
    let mad = ParameterUncertainty { difficulty_sd: f64::NAN, log_discrimination_sd: 0.3 };
    assert_eq!(OnlineItem::new(author, mad), Err(OnlineError::NotABelief));
}

#[test]
fn known_parameters_stay_known() {
    let author = ItemModel::ThreePl { discrimination: 1.2, difficulty: 0.4, guessing: 0.25 };
    let mut item = OnlineItem::new(author.clone(), ParameterUncertainty::NONE).unwrap();
    item.learn(2.0, 0.3, 0).unwrap();
    let found = item.belief().unwrap();
    assert_eq!((found.model, found.uncertainty), (author, ParameterUncertainty::NONE));
}

#[test]
fn every_error_of_the_ability_is_integrated_alike() {
    // The two ways of laying the points, on either side of where they change: errors a little different give beliefs a little different.
    let author = ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.2 };
    for sd in [1e-9, 0.005, 0.012, 0.013, 0.02, 0.1, 0.4, 1.0, 3.9, 4.0, 8.0] {
        let near = belief(&author, &[(0.7, sd, 0)]);
        let beside = belief(&author, &[(0.7, sd * 1.001, 0)]);
        assert!((near.model.difficulty() - beside.model.difficulty()).abs() < 1e-3, "{sd}");
    }
    let [_, (b, b_sd)] = batch(&author, &[(0.7, 0.02, 0)]);
    let found = belief(&author, &[(0.7, 0.02, 0)]);
    assert!((found.model.difficulty() - b).abs() < 1e-3 && (found.uncertainty.difficulty_sd - b_sd).abs() < 1e-3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_order_and_no_division_of_the_answers_changes_a_bit(
        answers in prop::collection::vec((-4.0_f64..4.0, 0.0_f64..1.5, 0_usize..3), 0..12),
        seed in any::<u64>(),
        cut in 0_usize..12,
    ) {
        let author = ItemModel::Grm { discrimination: 1.4, thresholds: vec![-0.3, 0.9] };
        let whole = learned(&author, &answers);
        let mut other = answers.clone();
        Random::new(seed, 0).shuffle(&mut other);
        let mut parts = learned(&author, &other[..cut.min(other.len())]);
        parts.merge(&learned(&author, &other[cut.min(other.len())..])).unwrap();
        prop_assert_eq!(&parts, &whole);
        let found = whole.belief().unwrap();
        prop_assert!(found.uncertainty.difficulty_sd <= 1.0 && found.uncertainty.difficulty_sd > 0.0 && found.model.validate().is_ok());
    }

    #[test]
    fn hostile_abilities_give_a_belief_or_an_error(mean in any::<f64>(), sd in any::<f64>(), category in 0_usize..4) {
        let mut item = learned(&ItemModel::TwoPl { discrimination: 30.0, difficulty: 3.0 }, &[]);
        let learned = item.learn(mean, sd, category);
        let found = item.belief().unwrap();
        prop_assert!(found.model.validate().is_ok() && found.uncertainty.difficulty_sd.is_finite(), "{:?} {:?}", learned, found);
    }
}

#[test]
fn equal_answers_learned_at_once_are_to_the_bit_those_learned_one_by_one() {
    let author = ItemModel::Gpcm { discrimination: 1.2, steps: vec![-0.5, 0.7] };
    let one_by_one = learned(&author, &[(0.4, 0.45, 1); 7]);
    let mut at_once = OnlineItem::new(author, ParameterUncertainty::AUTHOR).unwrap();
    at_once.learn_alike(0.4, 0.45, 1, 3).unwrap();
    at_once.learn_alike(0.4, 0.45, 1, 4).unwrap();
    assert_eq!(at_once, one_by_one);
}
