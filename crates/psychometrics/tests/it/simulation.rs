use psychometrics::ability::{Observation, Posterior, Prior, posterior_mean, posterior_mode};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Accuracy, Population, draw_item, draw_response};
use psychometrics::uncertainty::ParameterUncertainty;

fn five_domains() -> Prior {
    Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap()
}

const CUTS: [f64; 3] = [-1.0, 0.0, 1.0];

/// A bank with `per_domain` items in each of the five domains.
fn bank(per_domain: usize, guessing: f64, random: &mut Random) -> Vec<(ItemModel, usize)> {
    let mut items = Vec::new();
    for dimension in 0..5 {
        for _ in 0..per_domain {
            let discrimination = libm::exp(0.2 + 0.3 * random.normal());
            let difficulty = random.normal();
            let model =
                if guessing > 0.0 { ItemModel::ThreePl { discrimination, difficulty, guessing } } else { ItemModel::TwoPl { discrimination, difficulty } };
            items.push((model, dimension));
        }
    }
    items
}

/// An estimator to compare.
type Estimator = fn(&Prior, &[Observation<'_>]) -> Posterior;

fn mode(prior: &Prior, answers: &[Observation<'_>]) -> Posterior {
    posterior_mode(prior, answers).unwrap()
}

fn mean(prior: &Prior, answers: &[Observation<'_>]) -> Posterior {
    posterior_mean(prior, answers).unwrap()
}

fn mode_with_observed_information(prior: &Prior, answers: &[Observation<'_>]) -> Posterior {
    let mut posterior = mode(prior, answers);
    let mut precision = prior.precision().clone();
    for answer in answers {
        let (d, theta) = (answer.dimension, posterior.mean[answer.dimension]);
        precision.set(d, d, precision.get(d, d) + answer.model.observed_information(theta, answer.category));
    }
    if let Ok(factor) = precision.cholesky() {
        posterior.covariance = factor.inverse();
    }
    posterior
}

/// Mean over the five domains of a simulation with answers from `truth` and scoring by `scored`.
#[derive(Debug)]
struct Summary {
    bias: f64,
    rmse: f64,
    standard_error: f64,
    coverage: f64,
    level: f64,
}

fn simulate(truth: &[(ItemModel, usize)], scored: &[(ItemModel, usize)], persons: usize, seed: u64, estimator: Estimator) -> Summary {
    let prior = five_domains();
    let population = Population::new(&prior).unwrap();
    let mut accuracy = Accuracy::new(vec![CUTS.to_vec(); 5]);
    for person in 0..persons {
        let mut random = Random::new(seed, person as u64);
        let theta = population.draw_person(&mut random);
        let answers: Vec<Observation<'_>> = truth
            .iter()
            .zip(scored)
            .map(|((real, dimension), (model, _))| Observation { model, dimension: *dimension, category: draw_response(real, theta[*dimension], &mut random) })
            .collect();
        accuracy.add(&theta, &estimator(&prior, &answers));
    }
    let domains: Vec<_> = (0..5).map(|dimension| accuracy.dimension(dimension).unwrap()).collect();
    let average = |value: fn(&psychometrics::simulation::DimensionAccuracy) -> f64| domains.iter().map(value).sum::<f64>() / 5.0;
    Summary {
        bias: average(|domain| domain.bias),
        rmse: average(|domain| domain.rmse),
        standard_error: average(|domain| domain.mean_standard_error),
        coverage: average(|domain| domain.coverage_95),
        level: average(|domain| domain.level_accuracy),
    }
}

#[test]
fn reported_intervals_hold_the_truth_as_often_as_they_say() {
    for (per_domain, guessing) in [(2, 0.0), (6, 0.0), (15, 0.0), (2, 0.25), (6, 0.25), (15, 0.25)] {
        let items = bank(per_domain, guessing, &mut Random::new(41, 0));
        let expected = simulate(&items, &items, 3000, 42, mode);
        let observed = simulate(&items, &items, 3000, 42, mode_with_observed_information);
        let corrected = simulate(&items, &items, 3000, 42, mean);
        println!("{per_domain} items per domain, guessing {guessing}, expected: {expected:?}");
        println!("{per_domain} items per domain, guessing {guessing}, observed: {observed:?}");
        println!("{per_domain} items per domain, guessing {guessing}, corrected: {corrected:?}");
        assert!((0.935..0.955).contains(&expected.coverage), "{expected:?}");
        assert!(expected.level > 0.45, "{expected:?}");
        // Why the covariance comes from the expected information: it is never the further one from 95%.
        assert!((expected.coverage - 0.95).abs() <= (observed.coverage - 0.95).abs());
        assert!(expected.bias.abs() < 0.05 && (expected.standard_error / expected.rmse - 1.0).abs() < 0.05);
        // And why there is a corrected mean: its standard error is the error, and it errs less.
        assert!((0.945..0.955).contains(&corrected.coverage), "{corrected:?}");
        assert!((corrected.standard_error / corrected.rmse - 1.0).abs() < 0.015, "{corrected:?}");
        assert!(corrected.rmse <= expected.rmse, "{corrected:?} {expected:?}");
    }
}

#[test]
fn scoring_with_the_parameters_uncertainty_keeps_intervals_honest() {
    let believed = bank(6, 0.0, &mut Random::new(51, 0));
    let cautious: Vec<_> = believed.iter().map(|(model, dimension)| (model.marginalised(&ParameterUncertainty::AUTHOR), *dimension)).collect();
    // Many banks, each true in its own way: one bank would measure its own luck.
    let (mut careless_coverage, mut cautious_coverage) = (0.0, 0.0);
    let (mut careless_rmse, mut cautious_rmse) = (0.0, 0.0);
    let banks = 60_u32;
    for seed in 0..banks {
        let mut random = Random::new(52, u64::from(seed));
        let truth: Vec<_> = believed.iter().map(|(model, dimension)| (draw_item(model, &ParameterUncertainty::AUTHOR, &mut random), *dimension)).collect();
        let careless = simulate(&truth, &believed, 100, 600 + u64::from(seed), mean);
        let honest = simulate(&truth, &cautious, 100, 600 + u64::from(seed), mean);
        careless_coverage += careless.coverage / f64::from(banks);
        cautious_coverage += honest.coverage / f64::from(banks);
        careless_rmse += careless.rmse / f64::from(banks);
        cautious_rmse += honest.rmse / f64::from(banks);
    }
    println!("parameters taken as known: coverage {careless_coverage:.4}, RMSE {careless_rmse:.4}");
    println!("parameters marginalised:   coverage {cautious_coverage:.4}, RMSE {cautious_rmse:.4}");
    assert!((0.935..0.965).contains(&cautious_coverage));
    assert!(careless_coverage < cautious_coverage);
    assert!(cautious_rmse < careless_rmse);
}

#[test]
fn correlated_scoring_beats_domain_by_domain_scoring() {
    let items = bank(6, 0.0, &mut Random::new(61, 0));
    let prior = five_domains();
    let alone = Prior::new(vec![0.0; 5], SymmetricMatrix::identity(5)).unwrap();
    let population = Population::new(&prior).unwrap();
    let (mut together, mut apart) = (0.0, 0.0);
    let persons = 1000;
    for person in 0..persons {
        let mut random = Random::new(62, person);
        let theta = population.draw_person(&mut random);
        let answers: Vec<_> = items
            .iter()
            .map(|(model, dimension)| Observation { model, dimension: *dimension, category: draw_response(model, theta[*dimension], &mut random) })
            .collect();
        for (scoring, sum) in [(&prior, &mut together), (&alone, &mut apart)] {
            let found = posterior_mode(scoring, &answers).unwrap();
            *sum += found.mean.iter().zip(&theta).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        }
    }
    let rmse = |sum: f64| (sum / (5 * persons) as f64).sqrt();
    println!("RMSE with correlations {:.4}, without {:.4}", rmse(together), rmse(apart));
    assert!(rmse(together) < 0.92 * rmse(apart));
}

#[test]
fn persons_have_the_populations_covariance() {
    let prior = Prior::new(vec![0.5, -1.0], SymmetricMatrix::from_rows(2, vec![1.0, 0.6, 0.6, 2.0]).unwrap()).unwrap();
    let population = Population::new(&prior).unwrap();
    let mut random = Random::new(71, 0);
    let count = 100_000;
    let (mut first, mut second, mut product, mut square) = (0.0, 0.0, 0.0, 0.0);
    for _ in 0..count {
        let person = population.draw_person(&mut random);
        let (x, y) = (person[0] - 0.5, person[1] + 1.0);
        first += x;
        second += y;
        product += x * y;
        square += y * y;
    }
    let count = f64::from(count);
    assert!((first / count).abs() < 0.013 && (second / count).abs() < 0.018);
    assert!((product / count - 0.6).abs() < 0.02 && (square / count - 2.0).abs() < 0.04);
}

#[test]
fn answers_have_the_models_frequencies() {
    let item = ItemModel::Gpcm { discrimination: 1.2, steps: vec![-0.4, 0.9] };
    let mut random = Random::new(81, 0);
    let mut counts = [0_u32; 3];
    for _ in 0..100_000 {
        counts[draw_response(&item, 0.3, &mut random)] += 1;
    }
    for (category, count) in counts.iter().enumerate() {
        assert!((f64::from(*count) / 1e5 - item.probability(0.3, category)).abs() < 0.0064);
    }
}

#[test]
fn a_drawn_item_has_its_authors_spread_and_moves_its_steps_together() {
    let believed = ItemModel::Gpcm { discrimination: 1.2, steps: vec![-0.4, 0.9] };
    let mut random = Random::new(91, 0);
    let (mut squares, mut log_squares) = (0.0, 0.0);
    let count = 20_000;
    for _ in 0..count {
        let item = draw_item(&believed, &ParameterUncertainty::AUTHOR, &mut random);
        let ItemModel::Gpcm { discrimination, steps } = &item else { panic!("{item:?}") };
        assert!((steps[1] - steps[0] - 1.3).abs() < 1e-12);
        squares += (steps[0] + 0.4) * (steps[0] + 0.4);
        let log = libm::log(discrimination / 1.2);
        log_squares += log * log;
    }
    assert!(((squares / f64::from(count)).sqrt() - 0.85).abs() < 0.018);
    assert!(((log_squares / f64::from(count)).sqrt() - 0.3).abs() < 0.0065);
}

#[test]
fn accuracy_is_what_its_names_say() {
    let mut accuracy = Accuracy::new(vec![vec![0.0]]);
    assert!(accuracy.dimension(0).is_none());
    let covariance = SymmetricMatrix::from_rows(1, vec![0.04]).unwrap();
    accuracy.add(&[0.1], &Posterior { mean: vec![0.4], covariance: covariance.clone() });
    accuracy.add(&[0.1], &Posterior { mean: vec![-0.4], covariance });
    let found = accuracy.dimension(0).unwrap();
    assert_eq!(found.count, 2);
    let expected = [(found.bias, -0.1), (found.rmse, 0.17_f64.sqrt()), (found.mean_standard_error, 0.2)];
    assert!(expected.iter().all(|(value, correct)| (value - correct).abs() < 1e-12), "{found:?}");
    assert!((found.coverage_95 - 0.5).abs() < 1e-15 && (found.level_accuracy - 0.5).abs() < 1e-15);
    assert!(accuracy.dimension(1).is_none());
}
