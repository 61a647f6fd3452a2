//! The mean of many abilities, by quasi-Monte Carlo integration.

use super::within_item::{WithinItemObservation, checked, moments};
use super::{AbilityError, Posterior, Prior};
use crate::distribution::normal_quantile;

/// The mean and covariance of the abilities given answers to items that may measure several, for any number of dimensions: a weighted mean over `count` points
/// spread evenly over the prior.
///
/// The points are Halton's sequence (1960) with a leap of 409 (Kocis and Whiten, 1997), turned into normal numbers and given the prior's mean and covariance; each
/// counts with the likelihood of the answers there. mirt does the same with 5000 points (`QMC = TRUE`), and agrees to the last digits.
///
/// With 5000 points and four dimensions the means are off by up to 0.02 (see docs/models/multidimensional.md); the error falls about as 1 / `count`. The sharper the
/// posterior, the fewer points lie in it: a product grid ([`expected_a_posteriori`](super::within_item::expected_a_posteriori)) is better in up to three dimensions, and for a bifactor model
/// [`BifactorCalibration::expected_a_posteriori`](crate::calibration::multidimensional::BifactorCalibration::expected_a_posteriori) is exact.
///
/// `count` below 1 is taken as 1. The order of the answers changes no bit.
///
/// ```
/// use psychometrics::ability::{Prior, quasi_monte_carlo, within_item::WithinItemObservation};
/// use psychometrics::matrix::SymmetricMatrix;
/// use psychometrics::model::MultidimensionalItem;
///
/// let prior = Prior::new(vec![0.0; 6], SymmetricMatrix::equicorrelated(6, 0.5))?;
/// let item = MultidimensionalItem::two_pl(vec![1.0, 1.0, 0.0, 0.0, 0.0, 0.0], 0.0);
/// let posterior = quasi_monte_carlo(&prior, &[WithinItemObservation { item: &item, category: 1 }], 5000)?;
/// assert!((posterior.mean[0] - posterior.mean[1]).abs() < 0.02 && posterior.mean[5] > 0.1);
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
pub fn quasi_monte_carlo(prior: &Prior, observations: &[WithinItemObservation<'_>], count: usize) -> Result<Posterior, AbilityError> {
    let ordered = checked(prior, observations)?;
    let dimensions = prior.dimensions();
    let factor = prior.covariance().cholesky()?;
    let bases = primes(dimensions);
    let count = count.max(1);
    let mut points = Vec::with_capacity(count * dimensions);
    let mut weights = Vec::with_capacity(count);
    let mut peak = f64::NEG_INFINITY;
    for index in 0..count {
        let standard: Vec<f64> = bases.iter().map(|base| normal_quantile(radical_inverse(1 + LEAP * index as u64, *base))).collect();
        let theta: Vec<f64> = factor.multiply_lower(&standard).iter().zip(prior.mean()).map(|(part, mean)| mean + part).collect();
        let log = ordered.iter().fold(0.0, |sum, answer| sum + answer.item.log_probability(&theta, answer.category));
        peak = peak.max(log);
        weights.push(log);
        points.extend(theta);
    }
    if !peak.is_finite() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let place = |point: usize, theta: &mut Vec<f64>| theta.copy_from_slice(&points[point * dimensions..(point + 1) * dimensions]);
    Ok(moments(weights, peak, dimensions, place))
}

/// A prime larger than any base in use, so that the sequences of two bases do not run in step.
const LEAP: u64 = 409;

/// The digits of a number in a base, mirrored at the point: 6 = 110 in base 2 becomes 0.011 = 3/8.
fn radical_inverse(number: u64, base: u64) -> f64 {
    let (mut rest, mut sum, mut place) = (number, 0.0, 1.0);
    while rest > 0 {
        place /= base as f64;
        sum += place * (rest % base) as f64;
        rest /= base;
    }
    sum
}

/// The first primes, 409 left out.
fn primes(count: usize) -> Vec<u64> {
    let mut found: Vec<u64> = Vec::with_capacity(count);
    let mut candidate = 2;
    while found.len() < count {
        if candidate != LEAP && found.iter().take_while(|prime| **prime * **prime <= candidate).all(|prime| !candidate.is_multiple_of(*prime)) {
            found.push(candidate);
        }
        candidate += 1;
    }
    found
}
