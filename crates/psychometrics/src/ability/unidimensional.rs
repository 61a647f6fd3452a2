//! The classical estimators of one ability: maximum likelihood, maximum and mean of the posterior, Warm's.

use super::AbilityError;
use crate::model::ItemModel;
use crate::quadrature::Node;

/// One answer on a single scale.
#[derive(Clone, Copy, Debug)]
pub struct Response<'a> {
    /// The item's response model.
    pub model: &'a ItemModel,
    /// The category of the answer, from 0.
    pub category: usize,
}

/// An ability with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The ability.
    pub theta: f64,
    /// Its standard error, in the same unit.
    pub standard_error: f64,
}

/// Where estimators without a prior look: an all-right pattern has its likelihood's maximum at infinity, and is
/// reported at the end of this range (as catR does).
pub const RANGE: (f64, f64) = (-4.0, 4.0);

/// The ability of largest likelihood (Fisher, 1922; Lord, 1980), *clipped to [−4, 4]*.
///
/// The standard error is 1 / √(expected information). Where several maxima exist, the highest.
pub fn maximum_likelihood(responses: &[Response<'_>]) -> Result<Estimate, AbilityError> {
    let ordered = checked(responses)?;
    if ordered.is_empty() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let theta = highest(RANGE, |theta| log_likelihood(&ordered, theta), |theta| score(&ordered, theta));
    Ok(Estimate { theta, standard_error: 1.0 / information(&ordered, theta).sqrt() })
}

/// The ability of largest posterior density under a normal prior (Samejima, 1969).
///
/// The standard error is 1 / √(expected information + 1/sd²). Where several maxima exist, the highest.
pub fn map(responses: &[Response<'_>], mean: f64, sd: f64) -> Result<Estimate, AbilityError> {
    let ordered = checked(responses)?;
    if !mean.is_finite() || !sd.is_finite() || sd <= 0.0 {
        return Err(AbilityError::NotFinite);
    }
    let precision = 1.0 / (sd * sd);
    let value = |theta: f64| {
        let distance = theta - mean;
        log_likelihood(&ordered, theta) - 0.5 * precision * (distance * distance)
    };
    let slope = |theta: f64| score(&ordered, theta) - precision * (theta - mean);
    // The prior pulls back linearly while the answers push with bounded strength: doubling ends.
    let mut reach = 8.0 * sd;
    while slope(mean + reach) > 0.0 || slope(mean - reach) < 0.0 {
        reach *= 2.0;
    }
    let theta = highest((mean - reach, mean + reach), value, slope);
    Ok(Estimate { theta, standard_error: 1.0 / (information(&ordered, theta) + precision).sqrt() })
}

/// The mean of the posterior over the given quadrature nodes (Bock and Mislevy, 1982), whose weights carry the
/// prior and need not sum to 1. The standard error is the posterior's standard deviation over the same nodes.
pub fn eap(responses: &[Response<'_>], nodes: &[Node]) -> Result<Estimate, AbilityError> {
    let ordered = checked(responses)?;
    let logs: Vec<f64> = nodes.iter().map(|node| log_likelihood(&ordered, node.point)).collect();
    let peak = nodes.iter().zip(&logs).filter(|(node, _)| node.weight > 0.0).fold(f64::NEG_INFINITY, |peak, (_, log)| peak.max(*log));
    if !peak.is_finite() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let weights: Vec<f64> = nodes.iter().zip(&logs).map(|(node, log)| node.weight * libm::exp(log - peak)).collect();
    let total = weights.iter().fold(0.0, |sum, weight| sum + weight);
    let mean = nodes.iter().zip(&weights).fold(0.0, |sum, (node, weight)| sum + weight * node.point) / total;
    let variance = nodes.iter().zip(&weights).fold(0.0, |sum, (node, weight)| {
        let distance = node.point - mean;
        sum + weight * (distance * distance)
    }) / total;
    Ok(Estimate { theta: mean, standard_error: variance.sqrt() })
}

/// Warm's weighted likelihood estimate (1989; graded items: Samejima, 1998), *clipped to [−4, 4]*: the root of
/// score + J / (2 I), which removes the first-order bias of maximum likelihood. Finite for all-right patterns.
///
/// The standard error is 1 / √(expected information). Where several roots exist, the one of highest weighted
/// likelihood. For 3PL and 4PL this is Warm's original, as in catR, not the Jeffreys prior that mirt uses.
pub fn warm(responses: &[Response<'_>]) -> Result<Estimate, AbilityError> {
    let ordered = checked(responses)?;
    if ordered.is_empty() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let weighted_score = |theta: f64| {
        let information = information(&ordered, theta);
        let bias = ordered.iter().fold(0.0, |sum, response| sum + response.model.bias_numerator(theta));
        let correction = if information > f64::MIN_POSITIVE { bias / (2.0 * information) } else { 0.0 };
        score(&ordered, theta) + correction
    };
    // Beyond 2PL the weighted likelihood has no closed form: its logarithm is integrated along the grid.
    let points = grid(RANGE);
    let mut heights = Vec::with_capacity(points.len());
    let (mut height, mut before) = (0.0, weighted_score(RANGE.0));
    for (index, point) in points.iter().enumerate() {
        let slope = weighted_score(*point);
        if index > 0 {
            height += 0.5 * (before + slope) * (point - points[index - 1]);
        }
        before = slope;
        heights.push(height);
    }
    let theta = refine(&points, &heights, weighted_score);
    Ok(Estimate { theta, standard_error: 1.0 / information(&ordered, theta).sqrt() })
}

/// The answers in canonical order, so that no sum depends on the order in which they came.
fn checked<'a>(responses: &[Response<'a>]) -> Result<Vec<Response<'a>>, AbilityError> {
    for (answer, response) in responses.iter().enumerate() {
        response.model.validate().map_err(|error| AbilityError::Model { answer, error })?;
        if response.category >= response.model.categories() {
            return Err(AbilityError::NoSuchCategory { answer, category: response.category });
        }
    }
    let mut ordered = responses.to_vec();
    ordered.sort_by(|left, right| left.model.canonical_order(right.model).then_with(|| left.category.cmp(&right.category)));
    Ok(ordered)
}

fn log_likelihood(responses: &[Response<'_>], theta: f64) -> f64 {
    responses.iter().fold(0.0, |sum, response| sum + response.model.log_probability(theta, response.category))
}

fn score(responses: &[Response<'_>], theta: f64) -> f64 {
    responses.iter().fold(0.0, |sum, response| sum + response.model.score_derivatives(theta, response.category).0)
}

fn information(responses: &[Response<'_>], theta: f64) -> f64 {
    responses.iter().fold(0.0, |sum, response| sum + response.model.expected_information(theta))
}

const GRID_STEPS: usize = 400;

fn grid((low, high): (f64, f64)) -> Vec<f64> {
    (0..=GRID_STEPS).map(|index| low + (high - low) * (index as f64 / GRID_STEPS as f64)).collect()
}

/// The highest point of a function that may have several summits: a grid finds the summit, bisection on the
/// slope its place.
fn highest(range: (f64, f64), value: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> f64 {
    let points = grid(range);
    let heights: Vec<f64> = points.iter().map(|point| value(*point)).collect();
    refine(&points, &heights, slope)
}

fn refine(points: &[f64], heights: &[f64], slope: impl Fn(f64) -> f64) -> f64 {
    let mut best = 0;
    for (index, height) in heights.iter().enumerate() {
        if *height > heights[best] {
            best = index;
        }
    }
    let last = points.len() - 1;
    let (mut low, mut high) = (points[best.saturating_sub(1)], points[(best + 1).min(last)]);
    if best == 0 && slope(low) <= 0.0 {
        return low;
    }
    if best == last && slope(high) >= 0.0 {
        return high;
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if slope(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}
