//! An item's curve against groups of answers: what it expects of a group, and the curve that fits the groups best.
//!
//! logit of one more point = a θ + c − (distance of the step), in slope-intercept form, so that a slope may be negative: an item keyed against the
//! others must be seen, not made impossible.

use psychometrics::model::ItemModel;
use psychometrics::quadrature::STANDARD_NORMAL_7;

use super::sums::Sums;
use crate::bank::Parameters;

/// Answers of people of about the same ability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Group {
    pub answers: f64,
    /// Mean points.
    pub mean: f64,
    /// Mean ability.
    pub ability: f64,
    /// How far the abilities behind these answers spread: between people, and because none is known exactly.
    pub sd: f64,
}

impl Group {
    /// None without an answer.
    pub fn of(sums: &Sums) -> Option<Self> {
        let answers = sums.answers as f64;
        let per = |sum: i64| sum as f64 / answers / 1_000_000.0;
        let ability = per(sums.ability);
        let variance = per(sums.variance) + (per(sums.ability_squares) - ability * ability).max(0.0);
        (sums.answers > 0).then(|| Self { answers, mean: sums.points as f64 / answers, ability, sd: variance.sqrt() })
    }
}

/// What a curve expects of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Expected {
    /// Mean points.
    pub mean: f64,
    /// Variance of one answer's points.
    pub variance: f64,
    /// How the mean moves with the slope and with the intercept.
    pub by_slope: f64,
    pub by_intercept: f64,
}

/// Expectation of any response model over a group.
pub(super) fn expected(model: &ItemModel, group: &Group) -> Expected {
    let mut probabilities = Vec::new();
    let (mut mean, mut second, mut by_slope, mut by_intercept) = (0.0, 0.0, 0.0, 0.0);
    for node in STANDARD_NORMAL_7 {
        let theta = group.ability + group.sd * node.point;
        model.probabilities(theta, &mut probabilities);
        let moment = |power: fn(f64) -> f64| probabilities.iter().enumerate().fold(0.0, |sum, (points, p)| sum + power(points as f64) * p);
        let (first, squared) = (moment(|x| x), moment(|x| x * x));
        let spread = (squared - first * first).max(0.0);
        mean += node.weight * first;
        second += node.weight * squared;
        by_slope += node.weight * theta * spread;
        by_intercept += node.weight * spread;
    }
    Expected { mean, variance: (second - mean * mean).max(1e-9), by_slope, by_intercept }
}

/// A curve that may fall.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curve {
    pub slope: f64,
    pub intercept: f64,
    /// What each number of points has besides, from 1: from the distances between the steps, which are not fitted.
    distances: Vec<f64>,
    /// Variance of the slope, covariance, variance of the intercept; zeros for a curve that was not fitted.
    pub covariance: [f64; 3],
}

/// How far the fit may go from the believed slope before the answers must say so (standard deviations of a normal prior). Wide: it only
/// holds what the answers leave open.
const SLOPE_SD: f64 = 1.0;
const INTERCEPT_SD: f64 = 4.0;
/// Steps of the search; five are enough where it converges at all.
const STEPS: usize = 25;

impl Curve {
    /// The one that is believed in.
    pub fn believed(parameters: &Parameters) -> Self {
        let a = parameters.discrimination;
        let centre = parameters.steps.iter().sum::<f64>() / parameters.steps.len().max(1) as f64;
        let mut sum = 0.0;
        let distances = parameters.steps.iter().map(|step| {
            sum -= a * (step - centre);
            sum
        });
        Self { slope: a, distances: distances.collect(), intercept: -a * centre, covariance: [0.0; 3] }
    }

    /// As a response model: nominal, the only family that lets a slope be negative.
    pub fn model(&self) -> ItemModel {
        let points = |i: usize| (i + 1) as f64;
        ItemModel::Nrm {
            slopes: (0..self.distances.len()).map(|i| points(i) * self.slope).collect(),
            intercepts: self.distances.iter().enumerate().map(|(i, d)| points(i) * self.intercept + d).collect(),
        }
    }

    /// The one that fits best: Fisher's scoring of the quasi-likelihood of the groups' means.
    pub fn fitted(believed: &Self, groups: &[Group]) -> Self {
        let mut curve = believed.clone();
        for _ in 0..STEPS {
            let (tau_slope, tau_intercept) = (1.0 / (SLOPE_SD * SLOPE_SD), 1.0 / (INTERCEPT_SD * INTERCEPT_SD));
            let mut gradient = [-tau_slope * (curve.slope - believed.slope), -tau_intercept * (curve.intercept - believed.intercept)];
            let mut information = [tau_slope, 0.0, tau_intercept];
            let model = curve.model();
            for group in groups {
                let e = expected(&model, group);
                let weight = group.answers / e.variance;
                let residual = group.mean - e.mean;
                gradient[0] += weight * e.by_slope * residual;
                gradient[1] += weight * e.by_intercept * residual;
                information[0] += weight * e.by_slope * e.by_slope;
                information[1] += weight * e.by_slope * e.by_intercept;
                information[2] += weight * e.by_intercept * e.by_intercept;
            }
            let [aa, ac, cc] = information;
            let determinant = aa * cc - ac * ac;
            let step = [(cc * gradient[0] - ac * gradient[1]) / determinant, (aa * gradient[1] - ac * gradient[0]) / determinant];
            // no step is longer than what a curve can follow
            let length = step[0].abs().max(step[1].abs());
            let scale = if length > 0.7 { 0.7 / length } else { 1.0 };
            curve.slope += scale * step[0];
            curve.intercept += scale * step[1];
            curve.covariance = [cc / determinant, -ac / determinant, aa / determinant];
            if length < 1e-7 {
                break;
            }
        }
        curve
    }
}
