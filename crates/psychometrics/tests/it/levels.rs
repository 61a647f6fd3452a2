use proptest::prelude::*;
use psychometrics::distribution::{normal_cdf, normal_quantile};
use psychometrics::levels::{level_of, level_probabilities};

#[test]
fn the_normal_distribution_matches_published_values() {
    // Abramowitz and Stegun (1964), table 26.1, and the same constants to double precision.
    for (z, expected) in [
        (0.0, 0.5),
        (1.0, 0.841_344_746_068_542_9),
        (-1.0, 0.158_655_253_931_457_05),
        (1.959_963_984_540_054, 0.975),
        (-6.0, 9.865_876_450_376_98e-10),
        (-10.0, 7.619_853_024_160_527e-24),
    ] {
        assert!((normal_cdf(z) / expected - 1.0).abs() < 1e-13, "cdf at {z}: {}", normal_cdf(z));
        assert!((normal_quantile(expected) - z).abs() < 1e-13 * (1.0 + 10.0 * z.abs()), "quantile at {expected}");
    }
}

#[test]
fn the_quantile_answers_at_the_ends_and_outside() {
    assert!(normal_quantile(0.0) == f64::NEG_INFINITY);
    assert!(normal_quantile(1.0) == f64::INFINITY);
    for outside in [-0.1, 1.1, f64::NAN] {
        assert!(normal_quantile(outside).is_nan());
    }
}

#[test]
fn a_known_ability_has_one_level_and_a_cut_belongs_to_the_level_above() {
    let cuts = [-1.0, 0.0, 1.0];
    for (theta, level) in [(-2.0, 0), (-1.0, 1), (-0.5, 1), (0.0, 2), (3.0, 3)] {
        let probabilities = level_probabilities(theta, 0.0, &cuts);
        assert!((probabilities[level] - 1.0).abs() < 1e-15, "{theta}: {probabilities:?}");
        assert_eq!(level_of(theta, &cuts), level);
    }
}

#[test]
fn without_a_cut_there_is_one_level() {
    assert_eq!(level_probabilities(0.3, 0.7, &[]).len(), 1);
    assert!((level_probabilities(0.3, 0.7, &[])[0] - 1.0).abs() < 1e-15);
}

proptest! {
    #[test]
    fn level_probabilities_sum_to_one(mean in -8.0..8.0_f64, sd in 1e-6..3.0_f64,
                                      mut cuts in prop::collection::vec(-5.0..5.0_f64, 0..8)) {
        cuts.sort_by(f64::total_cmp);
        let levels = level_probabilities(mean, sd, &cuts);
        prop_assert_eq!(levels.len(), cuts.len() + 1);
        prop_assert!(levels.iter().all(|level| *level >= 0.0));
        prop_assert!((levels.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_quantile_undoes_the_distribution(z in -8.0..5.0_f64) {
        prop_assert!((normal_quantile(normal_cdf(z)) - z).abs() < 1e-9);
    }
}
