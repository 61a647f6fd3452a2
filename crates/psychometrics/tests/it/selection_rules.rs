//! The rules on one scale: what catR's cases do not hold (graded items, chance, extremes), and the search for the best item.

use proptest::prelude::*;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Evidence, Grid, GridError, Pace, Progress, Rule, optimal_ability};

/// Those that take no chance.
pub const RULES: [Rule; 11] = [
    Rule::MaximumInformation,
    Rule::DifficultyMatch,
    Rule::OptimalAbility,
    Rule::LikelihoodWeightedInformation,
    Rule::PosteriorWeightedInformation,
    Rule::ExpectedInformation,
    Rule::ExpectedPosteriorVariance,
    Rule::KullbackLeibler,
    Rule::PosteriorKullbackLeibler,
    Rule::GlobalDiscrimination,
    Rule::PosteriorGlobalDiscrimination,
];

fn grid() -> Grid {
    Grid::normal(0.0, 1.0, -4.0, 4.0, 33).unwrap()
}

/// Any item of any model, from four numbers between 0 and 1.
fn item(kind: u8, u: [f64; 4]) -> ItemModel {
    let (discrimination, difficulty) = (0.3 + 2.5 * u[0], 6.0 * u[1] - 3.0);
    let cells = vec![difficulty - 1.0 - u[2], difficulty, difficulty + 0.2 + u[3]];
    match kind % 9 {
        0 => ItemModel::OnePl { difficulty },
        1 => ItemModel::TwoPl { discrimination, difficulty },
        2 => ItemModel::ThreePl { discrimination, difficulty, guessing: 0.4 * u[2] },
        3 => ItemModel::FourPl { discrimination, difficulty, guessing: 0.4 * u[2], ceiling: 1.0 - 0.3 * u[3] },
        4 => ItemModel::Grm { discrimination, thresholds: cells },
        5 => ItemModel::Gpcm { discrimination, steps: cells },
        6 => ItemModel::Pcm { steps: cells },
        7 => ItemModel::Rsm { difficulty, offsets: vec![-u[2], u[3], 0.1] },
        _ => ItemModel::Nrm { slopes: vec![discrimination, -u[2], 2.0 * u[3]], intercepts: vec![difficulty, u[2], -1.0] },
    }
}

fn any_item() -> impl Strategy<Value = ItemModel> {
    (any::<u8>(), prop::array::uniform4(0.0..1.0_f64)).prop_map(|(kind, numbers)| item(kind, numbers))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_search_gives_the_exact_argmax_of_the_information(
        items in prop::collection::vec(any_item(), 1..60), theta in -5.0..5.0_f64, mask in any::<u64>(), repeat in any::<bool>()
    ) {
        let mut items = items;
        if repeat {
            let again = items.clone();
            items.extend(again); // ties
        }
        let bank = Bank::new(items, grid()).unwrap();
        let allowed = |item: usize| mask >> (item % 64) & 1 == 1;
        let mut best: Option<(usize, f64)> = None;
        for (item, model) in bank.items().iter().enumerate().filter(|(item, _)| allowed(*item)) {
            let information = model.expected_information(theta);
            if best.is_none_or(|(_, most)| information > most) {
                best = Some((item, information));
            }
        }
        prop_assert_eq!(bank.most_informative(theta, allowed), best);
    }

    #[test]
    fn no_rule_gives_nan(items in prop::collection::vec(any_item(), 2..8), answers in prop::collection::vec((0..8_usize, 0..4_usize), 0..12), steep in any::<bool>()) {
        let mut items = items;
        if steep {
            items.push(ItemModel::TwoPl { discrimination: 900.0, difficulty: 2.9 });
        }
        let bank = Bank::new(items, grid()).unwrap();
        let mut evidence = Evidence::new(bank.grid());
        for (item, category) in answers {
            let curves = bank.curves(item % bank.len());
            evidence.add(curves.category(category % curves.model.categories()));
        }
        if let Some(estimate) = evidence.expected_a_posteriori(bank.grid()) {
            prop_assert!(estimate.theta.is_finite() && estimate.standard_error.is_finite());
            let belief = evidence.belief(estimate.theta, bank.grid());
            for rule in RULES {
                for item in 0..bank.len() {
                    let value = rule.value(&bank.curves(item), &belief).unwrap();
                    prop_assert!(value.is_finite(), "{rule:?}: {value}");
                }
            }
        }
    }

    #[test]
    fn an_item_is_most_informative_at_its_optimal_ability(model in any_item()) {
        let best = optimal_ability::ability(&model);
        let there = model.expected_information(best);
        for step in -80..=80 {
            let theta = f64::from(step) / 10.0;
            prop_assert!(model.expected_information(theta) <= there * (1.0 + 1e-9), "{model:?}: more at {theta} than at {best}");
        }
    }

    #[test]
    fn the_optimal_ability_of_the_cubic_is_birnbaums_when_the_ceiling_is_one(a in 0.3..3.0_f64, b in -3.0..3.0_f64, c in 0.0..0.45_f64) {
        let cubic = optimal_ability::ability(&ItemModel::FourPl { discrimination: a, difficulty: b, guessing: c, ceiling: 1.0 });
        let closed = optimal_ability::ability(&ItemModel::ThreePl { discrimination: a, difficulty: b, guessing: c });
        prop_assert!((cubic - closed).abs() < 1e-7, "{cubic} {closed}");
    }
}

#[test]
fn the_search_is_not_misled_by_many_nearly_equal_items() {
    let kinds: [fn(f64) -> ItemModel; 3] = [
        |difficulty| ItemModel::TwoPl { discrimination: 1.5, difficulty },
        |difficulty| ItemModel::FourPl { discrimination: 1.5, difficulty, guessing: 0.2, ceiling: 0.95 },
        |difficulty| ItemModel::Gpcm { discrimination: 1.5, steps: vec![difficulty - 0.3, difficulty + 0.4] },
    ];
    for kind in kinds {
        let bank = Bank::new((0..400).map(|index| kind(f64::from(index) / 50.0 - 4.0)).collect(), grid()).unwrap();
        for step in 0..150 {
            let theta = f64::from(step) / 20.0 - 3.731;
            let mut best = (0, 0.0);
            for (item, model) in bank.items().iter().enumerate() {
                let information = model.expected_information(theta);
                if information > best.1 {
                    best = (item, information);
                }
            }
            assert_eq!(bank.most_informative(theta, |_| true), Some(best), "at {theta}");
        }
    }
}

/// Each integral as its formula reads, point by point, for graded items.
#[test]
fn the_rules_are_their_formulas_for_graded_items() {
    let items: Vec<ItemModel> = (4..9).map(|kind| item(kind, [0.4, 0.6, 0.3, 0.7])).collect();
    let bank = Bank::new(items, grid()).unwrap();
    let mut evidence = Evidence::new(bank.grid());
    evidence.add(bank.curves(0).category(2));
    evidence.add(bank.curves(3).category(0));
    let estimate = evidence.expected_a_posteriori(bank.grid()).unwrap();
    let belief = evidence.belief(estimate.theta, bank.grid());
    let points = bank.grid().points();
    let likelihood = |theta: f64| bank.items()[0].probability(theta, 2) * bank.items()[3].probability(theta, 0);
    let prior = |theta: f64| libm::exp(-0.5 * theta * theta) / (2.0 * std::f64::consts::PI).sqrt();
    let ends = |index: usize| if index == 0 || index == 32 { 0.125 } else { 0.25 };
    let integral = |function: &dyn Fn(f64) -> f64| points.iter().enumerate().fold(0.0, |sum, (index, theta)| sum + ends(index) * function(*theta));
    let total: f64 = points.iter().map(|theta| likelihood(*theta)).sum();
    for (index, model) in bank.items().iter().enumerate() {
        let categories = 0..model.categories();
        let divergence = |theta: f64| {
            categories.clone().fold(0.0, |sum, category| {
                let here = model.probability(estimate.theta, category);
                sum + here * libm::log(here / model.probability(theta, category))
            })
        };
        let (mut information, mut variance, mut discrimination) = (0.0, 0.0, 0.0);
        for category in categories.clone() {
            let weight = |theta: f64| likelihood(theta) * prior(theta) * model.probability(theta, category);
            let mass = integral(&weight);
            let mean = integral(&|theta| theta * weight(theta)) / mass;
            let here = model.probability(estimate.theta, category);
            information += here * model.expected_information(mean);
            variance += here * integral(&|theta| (theta - mean) * (theta - mean) * weight(theta)) / mass;
            let average: f64 = points.iter().map(|theta| likelihood(*theta) * model.probability(*theta, category)).sum::<f64>() / total;
            discrimination += points
                .iter()
                .map(|theta| {
                    let distance = model.probability(*theta, category) - average;
                    likelihood(*theta) * distance * distance
                })
                .sum::<f64>()
                / total;
        }
        for (rule, expected) in [
            (Rule::LikelihoodWeightedInformation, integral(&|theta| likelihood(theta) * model.expected_information(theta))),
            (Rule::PosteriorWeightedInformation, integral(&|theta| likelihood(theta) * prior(theta) * model.expected_information(theta))),
            (Rule::KullbackLeibler, integral(&|theta| likelihood(theta) * divergence(theta))),
            (Rule::PosteriorKullbackLeibler, integral(&|theta| likelihood(theta) * prior(theta) * divergence(theta))),
            (Rule::ExpectedInformation, information),
            (Rule::ExpectedPosteriorVariance, -variance),
            (Rule::GlobalDiscrimination, discrimination),
        ] {
            let value = rule.value(&bank.curves(index), &belief).unwrap();
            assert!((value - expected).abs() < 1e-13 * (1.0 + expected.abs()), "{rule:?} of {model:?}: {value}, by its formula {expected}");
        }
    }
}

#[test]
fn the_pace_goes_from_nothing_to_the_whole_test() {
    let paces = [Pace::Length { items: 20, acceleration: 2.0 }, Pace::Precision { standard_error: 0.3, items: 20, acceleration: 1.0 }];
    for pace in paces {
        let weights: Vec<f64> = (0..20).map(|asked| pace.weight(asked, 1.0)).collect();
        assert!(weights[0] == 0.0 && weights.windows(2).all(|pair| pair[0] < pair[1]) && weights[19] >= 1.0, "{weights:?}");
    }
    assert!(paces[1].weight(1, 0.2) >= 1.0, "precise enough is the end, whatever the length");
    assert!(paces[1].weight(3, 0.0) >= 1.0);
    assert!(Pace::Length { items: 1, acceleration: 1.0 }.weight(1, 1.0) >= 1.0);
}

fn choices(rule: Rule, progress: Progress, draws: usize) -> Vec<usize> {
    let items = [0.6, 1.0, 1.4, 1.8].map(|discrimination| ItemModel::TwoPl { discrimination, difficulty: 0.0 }).to_vec();
    let bank = Bank::new(items, grid()).unwrap();
    let evidence = Evidence::new(bank.grid());
    let belief = evidence.belief(0.0, bank.grid());
    let (mut random, mut values, mut seen) = (Random::new(4, 4), Vec::new(), vec![0; bank.len()]);
    for _ in 0..draws {
        rule.values(&bank, &belief, progress, &[true, true, true, true], &mut random, &mut values);
        let best = (0..bank.len()).max_by(|left, right| values[*left].total_cmp(&values[*right])).unwrap();
        seen[best] += 1;
    }
    seen
}

#[test]
fn the_proportional_rule_draws_in_proportion_to_a_power_of_the_information() {
    let pace = Pace::Length { items: 11, acceleration: 1.0 };
    // Information is a² / 4, so the weights are a to the power 2h, and h is 11 times the share of the test that is done.
    let progress = Progress { asked: 1, standard_error: 1.0 };
    let exponent = 11.0 * pace.weight(1, 1.0);
    let weights = [0.6, 1.0, 1.4, 1.8].map(|a| libm::pow(a, 2.0 * exponent));
    let total: f64 = weights.iter().sum();
    let seen = choices(Rule::Proportional(pace), progress, 20_000);
    for (count, weight) in seen.iter().zip(weights) {
        let share = *count as f64 / 20_000.0;
        assert!((share - weight / total).abs() < 0.015, "{seen:?}, {weights:?}");
    }
    let first = choices(Rule::Proportional(pace), Progress { asked: 0, standard_error: 1.0 }, 8_000);
    assert!(first.iter().all(|count| count.abs_diff(2_000) < 200), "the first item is a uniform draw: {first:?}");
}

#[test]
fn the_progressive_rule_begins_with_chance_and_ends_with_information() {
    let rule = Rule::Progressive(Pace::Length { items: 10, acceleration: 1.0 });
    let first = choices(rule, Progress { asked: 0, standard_error: 1.0 }, 8_000);
    assert!(first.iter().all(|count| count.abs_diff(2_000) < 200), "{first:?}");
    assert_eq!(choices(rule, Progress { asked: 9, standard_error: 1.0 }, 100), [0, 0, 0, 100]);
}

#[test]
fn thousands_of_answers_do_not_make_the_evidence_vanish() {
    let items = vec![ItemModel::TwoPl { discrimination: 1.0, difficulty: 0.5 }];
    let bank = Bank::new(items, grid()).unwrap();
    let mut evidence = Evidence::new(bank.grid());
    for answer in 0..20_000 {
        evidence.add(bank.curves(0).category(answer % 2));
    }
    let estimate = evidence.expected_a_posteriori(bank.grid()).unwrap();
    assert!((estimate.theta - 0.5).abs() < 1e-9 && estimate.standard_error < 0.05, "{estimate:?}");
}

#[test]
fn grids_that_cannot_be_are_refused() {
    assert_eq!(Grid::normal(0.0, 1.0, -4.0, 4.0, 1), Err(GridError::Count { count: 1 }));
    assert_eq!(Grid::normal(0.0, 1.0, 4.0, -4.0, 33), Err(GridError::Ends));
    assert_eq!(Grid::normal(0.0, 1.0, f64::NAN, 4.0, 33), Err(GridError::Ends));
    assert_eq!(Grid::normal(0.0, 0.0, -4.0, 4.0, 33), Err(GridError::Prior));
    assert_eq!(Grid::normal(1e6, 1.0, -4.0, 4.0, 33), Err(GridError::PriorElsewhere));
    assert!(Bank::new(Vec::new(), grid()).is_err());
    assert!(Bank::new(vec![ItemModel::TwoPl { discrimination: f64::NAN, difficulty: 0.0 }], grid()).is_err());
}
