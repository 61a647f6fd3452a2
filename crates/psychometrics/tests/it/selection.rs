use proptest::prelude::*;
use psychometrics::ability::{Observation, Posterior, Prior, posterior_mode};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_mean;
use psychometrics::random::Random;
use psychometrics::selection::{Pool, PoolWorkspace, d_optimal, posterior_fall, random, randomesque, weighted_fall};

use crate::cases::{Largest, list, load, number, numbers};

fn best(values: &[f64]) -> usize {
    randomesque(values, 1, &mut Random::new(0, 0)).unwrap()
}

#[test]
fn the_d_and_a_rules_with_prior_match_mirtcat() {
    let file = load("multidimensional_selection.json");
    let items: Vec<(ItemModel, usize)> = list(&file["slopes"], "values")
        .iter()
        .zip(list(&file, "d"))
        .map(|(row, intercept)| {
            let row = numbers(row);
            let dimension = row.iter().position(|slope| *slope != 0.0).unwrap();
            let discrimination = row[dimension];
            (ItemModel::TwoPl { discrimination, difficulty: -number(intercept) / discrimination }, dimension)
        })
        .collect();
    let covariance = list(&file, "cov").iter().flat_map(numbers).collect();
    let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::from_rows(5, covariance).unwrap()).unwrap();
    let (mut relative, mut trace) = (Largest::default(), Largest::default());
    for case in list(&file, "cases") {
        let answers = case["x"].as_str().unwrap();
        let observations: Vec<Observation<'_>> = items
            .iter()
            .zip(answers.chars())
            .filter(|(_, answer)| *answer != '.')
            .map(|((model, dimension), answer)| Observation { model, dimension: *dimension, category: usize::from(answer == '1') })
            .collect();
        let posterior = posterior_mode(&prior, &observations).unwrap();
        let log_determinant = -posterior.covariance.cholesky().unwrap().log_determinant();
        let theirs = case["criteria"]["DPrule"]["values"].as_object().unwrap();
        let theirs_trace = case["criteria"]["APrule"]["values"].as_object().unwrap();
        let mut values = vec![f64::NAN; items.len()];
        for (index, (model, dimension)) in items.iter().enumerate() {
            let Some(expected) = theirs.get(&(index + 1).to_string()) else {
                continue;
            };
            if answers.as_bytes()[index] == b'.' {
                values[index] = d_optimal::value(&posterior, model, *dimension);
                // The A rule with prior: minus the trace of the covariance after the item, at the mode.
                let information = model.expected_information(posterior.mean[*dimension]);
                let after = posterior.covariance.with_added_information(*dimension, information).trace();
                let place = format!("{answers} item {}", index + 1);
                trace.see(-after, number(&theirs_trace[&(index + 1).to_string()]), &place);
                let determinant = libm::exp(log_determinant + values[index]);
                relative.see(determinant / number(expected), 1.0, &format!("{answers} item {}", index + 1));
            }
        }
        assert_eq!(best(&values) as u64 + 1, case["criteria"]["DPrule"]["best"].as_u64().unwrap());
    }
    trace.must_be_below(1e-4, "trace of the covariance after an item (A rule with prior) against mirtCAT");
    // mirtCAT's own mode carries its search's tolerance.
    relative.must_be_below(1e-4, "determinant of the D rule with prior against mirtCAT, relative");
}

#[test]
fn the_fall_is_the_trace_before_minus_the_trace_after() {
    let covariance = SymmetricMatrix::equicorrelated(5, 0.6);
    let posterior = Posterior { mean: vec![0.2, 0.0, -0.4, 1.0, 0.0], covariance };
    let item = ItemModel::Gpcm { discrimination: 1.3, steps: vec![-0.5, 0.4] };
    let information = normal_mean(-0.4, 1.0, |theta| item.expected_information(theta));
    let after = posterior.covariance.with_added_information(2, information).trace();
    let fall = posterior_fall::value(&posterior, &item, 2);
    assert!((fall - (posterior.covariance.trace() - after)).abs() < 1e-13);
}

#[test]
fn the_fall_prefers_the_ability_known_least() {
    let mut covariance = SymmetricMatrix::equicorrelated(2, 0.3);
    covariance.set(0, 0, 0.3);
    let posterior = Posterior { mean: vec![0.0; 2], covariance };
    let item = ItemModel::TwoPl { discrimination: 1.0, difficulty: 0.0 };
    assert!(posterior_fall::value(&posterior, &item, 1) > posterior_fall::value(&posterior, &item, 0));
}

#[test]
fn the_weighted_fall_is_that_of_the_variance_of_a_composite() {
    let posterior = Posterior { mean: vec![0.2, 0.0, -0.4], covariance: SymmetricMatrix::equicorrelated(3, 0.6) };
    let items = [
        (ItemModel::Gpcm { discrimination: 1.3, steps: vec![-0.5, 0.4] }, 2),
        (ItemModel::TwoPl { discrimination: 0.8, difficulty: 1.0 }, 0),
        (ItemModel::TwoPl { discrimination: 1.9, difficulty: -1.0 }, 1),
    ];
    let composite = [0.5, 0.3, 0.2];
    let mut weights = SymmetricMatrix::zeros(3);
    for i in 0..3 {
        (0..=i).for_each(|j| weights.set(i, j, composite[i] * composite[j]));
    }
    let variance = |covariance: &SymmetricMatrix| {
        let pairs = (0..3).flat_map(|i| (0..3).map(move |j| (i, j)));
        pairs.map(|(i, j)| composite[i] * composite[j] * covariance.get(i, j)).sum::<f64>()
    };
    for (item, dimension) in &items {
        let information = normal_mean(posterior.mean[*dimension], 1.0, |theta| item.expected_information(theta));
        let after = posterior.covariance.with_added_information(*dimension, information);
        let fall = weighted_fall::value(&posterior, &weights, item, *dimension);
        assert!((fall - (variance(&posterior.covariance) - variance(&after))).abs() < 1e-13);
        let plain = weighted_fall::value(&posterior, &SymmetricMatrix::equicorrelated(3, 0.0), item, *dimension);
        assert!((plain - posterior_fall::value(&posterior, item, *dimension)).abs() < 1e-13);
    }
    let pool = Pool::new(items.iter().map(|(model, dimension)| (model, *dimension))).unwrap();
    let mut values = Vec::new();
    weighted_fall::values_among(&posterior, &weights, &pool, &[true, false, true], &mut PoolWorkspace::default(), &mut values);
    for ((value, (item, dimension)), is_wanted) in values.iter().zip(&items).zip([true, false, true]) {
        let alone = if is_wanted { weighted_fall::value(&posterior, &weights, item, *dimension) } else { 0.0 };
        assert!((value - alone).abs() < 1e-13, "{value} {alone}");
    }
}

#[test]
fn ties_go_to_the_lowest_position_and_nan_is_never_preferred() {
    assert_eq!(best(&[1.0, 3.0, 3.0, 2.0]), 1);
    assert_eq!(best(&[f64::NAN, -1.0, f64::NEG_INFINITY]), 1);
    assert_eq!(best(&[f64::NAN, f64::NEG_INFINITY]), 1);
    assert_eq!(randomesque(&[], 3, &mut Random::new(0, 0)), None);
    let mut draws = Random::new(5, 0);
    let mut seen = [0_u32; 5];
    for _ in 0..3000 {
        seen[randomesque(&[0.5, 0.9, 0.5, 0.7, 0.1], 3, &mut draws).unwrap()] += 1;
    }
    assert_eq!((seen[2], seen[4]), (0, 0), "of the two 0.5 the first is among the best three");
    assert!([0, 1, 3].iter().all(|index| seen[*index].abs_diff(1000) < 120), "{seen:?}");
}

#[test]
fn the_random_rule_chooses_uniformly() {
    let mut draws = Random::new(9, 0);
    let mut seen = [0_u32; 4];
    for _ in 0..8000 {
        let values: Vec<f64> = (0..4).map(|_| random::value(&mut draws)).collect();
        seen[randomesque(&values, 1, &mut draws).unwrap()] += 1;
    }
    assert!(seen.iter().all(|count| count.abs_diff(2000) < 160), "{seen:?}");
}

proptest! {
    #[test]
    fn seven_nodes_integrate_polynomials_exactly(mean in -2.0..2.0_f64, sd in 0.1..1.5_f64) {
        let fourth = normal_mean(mean, sd, |x| x * x * x * x);
        let exact = mean * mean * mean * mean + 6.0 * mean * mean * sd * sd + 3.0 * sd * sd * sd * sd;
        prop_assert!((fourth - exact).abs() < 1e-11 * (1.0 + exact));
        prop_assert!((normal_mean(mean, sd, |_| 1.0) - 1.0).abs() < 1e-14);
    }
}
