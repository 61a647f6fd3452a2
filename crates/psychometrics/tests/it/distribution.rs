//! Chi-square, t and F against values known to more digits than a double holds.

use psychometrics::distribution::{ChiSquare, DistributionError, FisherF, StudentT, regularised_beta, regularised_gamma};

fn close(ours: f64, known: f64, relative: f64) {
    assert!((ours - known).abs() <= relative * known.abs(), "{ours} instead of {known}");
}

#[test]
fn chi_square_has_its_closed_forms() {
    // Two degrees of freedom: P(X > x) = exp(−x / 2). Four: exp(−x / 2) (1 + x / 2). Six: one more term of the series.
    for x in [0.001, 0.5, 2.0, 7.0, 30.0, 200.0, 1400.0] {
        let half = x / 2.0;
        close(ChiSquare::new(2.0).unwrap().survival(x), libm::exp(-half), 4e-13);
        close(ChiSquare::new(4.0).unwrap().survival(x), libm::exp(-half) * (1.0 + half), 4e-13);
        close(ChiSquare::new(6.0).unwrap().survival(x), libm::exp(-half) * (1.0 + half + half * half / 2.0), 4e-13);
        // One: P(X > x) = erfc(√(x / 2)).
        close(ChiSquare::new(1.0).unwrap().survival(x), libm::erfc(half.sqrt()), 4e-13);
    }
}

#[test]
fn chi_square_has_the_quantiles_of_the_tables() {
    // The closed forms for even degrees of freedom, solved in arithmetic of 40 digits; for 1, the square of the normal quantile.
    for (probability, degrees, known) in [
        (0.95, 1.0, 3.841_458_820_694_124),
        (0.95, 2.0, 5.991_464_547_107_982),
        (0.99, 10.0, 23.209_251_158_954_36),
        (0.05, 10.0, 3.940_299_136_119_060_3),
        (0.5, 100.0, 99.334_129_235_988_46),
        (0.999, 1000.0, 1_143.917_092_619_679),
    ] {
        let distribution = ChiSquare::new(degrees).unwrap();
        let quantile = distribution.quantile(probability).unwrap();
        close(quantile, known, 1e-13);
        close(distribution.cdf(quantile), probability, 1e-12);
    }
}

#[test]
fn t_and_f_have_their_closed_forms() {
    for t in [0.001, 0.7, 1.0, 3.0, 50.0, 1e6] {
        // One degree of freedom is Cauchy's distribution; two: P(T ≤ t) = ½ + t / (2 √(2 + t²)).
        close(StudentT::new(1.0).unwrap().two_sided(t), std::f64::consts::FRAC_2_PI * libm::atan(1.0 / t), 1e-12);
        let root = (2.0 + t * t).sqrt();
        close(StudentT::new(2.0).unwrap().two_sided(t), 2.0 / (root * (root + t)), 1e-12);
        // F with 2 and d degrees of freedom: P(F > f) = (1 + 2 f / d)^(−d / 2).
        for degrees in [1.0, 4.0, 37.0, 1e4] {
            close(FisherF::new(2.0, degrees).unwrap().survival(t), libm::exp(-degrees / 2.0 * libm::log1p(2.0 * t / degrees)), 2e-11);
            close(FisherF::new(1.0, degrees).unwrap().survival(t * t), StudentT::new(degrees).unwrap().two_sided(t), 1e-12);
        }
    }
    // The quantiles of the tables: t with 10 degrees of freedom, F with 4 and 20, solved in 40 digits.
    close(StudentT::new(10.0).unwrap().quantile(0.975).unwrap(), 2.228_138_851_986_275, 1e-12);
    close(StudentT::new(10.0).unwrap().quantile(0.025).unwrap(), -2.228_138_851_986_275, 1e-12);
    close(FisherF::new(4.0, 20.0).unwrap().quantile(0.95).unwrap(), 2.866_081_402_015_658_6, 1e-12);
}

#[test]
fn with_many_degrees_of_freedom_t_and_chi_square_become_normal() {
    for z in [0.5_f64, 1.96, 4.0] {
        let normal = libm::erfc(z / std::f64::consts::SQRT_2);
        close(StudentT::new(1e9).unwrap().two_sided(z), normal, 1e-7);
        // Wilson and Hilferty (1931): the cube root of X / df is nearly normal.
        let (degrees, spread) = (1e8_f64, 2.0 / 9e8_f64);
        let root = 1.0 - spread + z * spread.sqrt();
        close(ChiSquare::new(degrees).unwrap().survival(degrees * (root * root * root)), normal / 2.0, 1e-6);
    }
}

#[test]
fn the_tails_add_up_to_one_and_arguments_outside_are_refused() {
    for shape in [0.01, 0.5, 3.0, 80.0, 1e5] {
        for x in [0.0, 1e-9, 0.3, 1.0, 79.0, 1e5, f64::INFINITY] {
            let (lower, upper) = regularised_gamma(shape, x).unwrap();
            assert!((lower + upper - 1.0).abs() < 1e-14 && lower >= 0.0 && upper >= 0.0);
        }
        for x in [0.0, 1e-12, 0.3, 0.999_999, 1.0] {
            let (lower, upper) = regularised_beta(shape, 2.5, x).unwrap();
            assert!((lower + upper - 1.0).abs() < 1e-14 && lower >= 0.0 && upper >= 0.0);
        }
    }
    assert_eq!(regularised_gamma(1.0, f64::NAN), Err(DistributionError::ArgumentOutOfRange));
    assert_eq!(regularised_beta(1.0, 1.0, 1.5), Err(DistributionError::ArgumentOutOfRange));
    for degrees in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(ChiSquare::new(degrees), Err(DistributionError::ShapeOutOfRange));
        assert_eq!(StudentT::new(degrees), Err(DistributionError::ShapeOutOfRange));
        assert_eq!(FisherF::new(1.0, degrees), Err(DistributionError::ShapeOutOfRange));
    }
    assert_eq!(ChiSquare::new(1.0).unwrap().quantile(1.1), Err(DistributionError::NotAProbability));
    assert_eq!(ChiSquare::new(1.0).unwrap().quantile(0.0), Ok(0.0));
    assert_eq!(ChiSquare::new(3.0).unwrap().quantile(1.0), Ok(f64::INFINITY));
}
