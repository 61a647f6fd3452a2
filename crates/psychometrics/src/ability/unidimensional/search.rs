//! Finding the summit: directly where the likelihood has only one, on a grid where guessing may give it several.

use super::standard_error::{Criterion, ErrorFormula};
use super::{Bound, Estimate, Response};
use crate::ability::AbilityError;
use crate::model::ItemModel;

/// Checked answers in canonical order, so that no sum depends on the order in which they came.
#[derive(Debug)]
pub(crate) struct Answers<'a> {
    ordered: Vec<Response<'a>>,
}

/// Steps of the grid on which summits are told apart.
const GRID_STEPS: usize = 400;

/// Steps of the grid on which all summits are listed.
const FINE_STEPS: usize = 2000;

/// Beyond this many times further out an end of the range counts as infinite.
const LARGEST_REACH: f64 = 1e12;

/// How much higher than its limit at infinity a likelihood must be to have a summit: rounding of the sum.
const ROUNDING: f64 = 1e-12;

impl<'a> Answers<'a> {
    pub fn new(responses: &[Response<'a>]) -> Result<Self, AbilityError> {
        for (answer, response) in responses.iter().enumerate() {
            response.model.validate().map_err(|error| AbilityError::Model { answer, error })?;
            if response.category >= response.model.categories() {
                return Err(AbilityError::NoSuchCategory { answer, category: response.category });
            }
        }
        let mut ordered = responses.to_vec();
        ordered.sort_by(|left, right| left.model.canonical_order(right.model).then_with(|| left.category.cmp(&right.category)));
        Ok(Self { ordered })
    }

    pub fn ordered(&self) -> &[Response<'a>] {
        &self.ordered
    }

    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    pub fn log_likelihood(&self, theta: f64) -> f64 {
        self.ordered.iter().fold(0.0, |sum, response| sum + response.model.log_probability(theta, response.category))
    }

    pub fn score(&self, theta: f64) -> f64 {
        self.ordered.iter().fold(0.0, |sum, response| sum + response.model.score_derivatives(theta, response.category).0)
    }

    pub fn information(&self, theta: f64) -> f64 {
        self.ordered.iter().fold(0.0, |sum, response| sum + response.model.expected_information(theta))
    }

    /// The highest point of the criterion in the range.
    pub(super) fn maximise(&self, criterion: &Criterion, range: (f64, f64), formula: ErrorFormula) -> Estimate {
        let (theta, bound) = if self.has_one_summit(criterion) { self.only_summit(criterion, range) } else { self.highest_summit(criterion, range) };
        Estimate { theta, standard_error: self.standard_error(theta, criterion, formula), bound }
    }

    /// All places at which the criterion's slope falls through zero.
    pub(super) fn summits(&self, criterion: &Criterion, range: (f64, f64)) -> Vec<f64> {
        let points = grid(self.finite_range(criterion, range), FINE_STEPS);
        let slopes: Vec<f64> = points.iter().map(|point| self.slope(criterion, *point)).collect();
        let falls = |place: &usize| slopes[*place] > 0.0 && slopes[place + 1] <= 0.0;
        (0..FINE_STEPS).filter(falls).map(|place| crossing(points[place], points[place + 1], |theta| self.slope(criterion, theta))).collect()
    }

    /// Whether the criterion is concave: no guessing, no slips, and nothing added but a normal prior.
    fn has_one_summit(&self, criterion: &Criterion) -> bool {
        matches!(criterion, Criterion::Likelihood | Criterion::Normal { .. }) && self.is_unguessed()
    }

    /// Whether no answer can be guessed and none slips.
    pub(super) fn is_unguessed(&self) -> bool {
        self.ordered.iter().all(|response| match response.model {
            ItemModel::ThreePl { guessing, .. } => *guessing <= 0.0,
            ItemModel::FourPl { guessing, ceiling, .. } => *guessing <= 0.0 && *ceiling >= 1.0,
            _ => true,
        })
    }

    /// Where a falling slope crosses zero.
    fn only_summit(&self, criterion: &Criterion, (low, high): (f64, f64)) -> (f64, Bound) {
        let slope = |theta: f64| self.slope(criterion, theta);
        if matches!(criterion, Criterion::Likelihood) {
            // The score falls to its limit, and stays above it: a limit of zero is never reached.
            if high.is_infinite() && self.ordered.iter().all(|response| rises_for_ever(response)) {
                return (f64::INFINITY, Bound::High);
            }
            if low.is_infinite() && self.ordered.iter().all(|response| falls_for_ever(response)) {
                return (f64::NEG_INFINITY, Bound::Low);
            }
        }
        let centre = if let Criterion::Normal { mean, .. } = criterion { *mean } else { 0.0 }.clamp(low, high);
        let reach = |end: f64, direction: f64| {
            let mut width = 4.0;
            loop {
                let point = if direction > 0.0 { (centre + width).min(end) } else { (centre - width).max(end) };
                let is_past = slope(point) * direction <= 0.0;
                // `total_cmp`: the end itself.
                if is_past || point.total_cmp(&end).is_eq() || width > LARGEST_REACH {
                    return (point, is_past);
                }
                width *= 2.0;
            }
        };
        let (top, is_falling_at_top) = reach(high, 1.0);
        if !is_falling_at_top {
            return (high, Bound::High);
        }
        let (bottom, is_rising_at_bottom) = reach(low, -1.0);
        if !is_rising_at_bottom {
            return (low, Bound::Low);
        }
        (crossing(bottom, top, slope), Bound::Inside)
    }

    /// The highest of several summits: a grid finds the summit, bisection on the slope its place.
    fn highest_summit(&self, criterion: &Criterion, range: (f64, f64)) -> (f64, Bound) {
        let points = grid(self.finite_range(criterion, range), GRID_STEPS);
        let heights = self.heights(criterion, &points);
        let mut best = 0;
        for (index, height) in heights.iter().enumerate() {
            if *height > heights[best] {
                best = index;
            }
        }
        if matches!(criterion, Criterion::Likelihood) {
            let needed = |limit: f64| limit + ROUNDING * (1.0 + limit.abs());
            let (below, above) = self.limits();
            let (below, above) = (if range.0.is_infinite() { below } else { f64::NEG_INFINITY }, if range.1.is_infinite() { above } else { f64::NEG_INFINITY });
            if below.max(above) > f64::NEG_INFINITY && heights[best] <= needed(below.max(above)) {
                return if above >= below { (f64::INFINITY, Bound::High) } else { (f64::NEG_INFINITY, Bound::Low) };
            }
        }
        let slope = |theta: f64| self.slope(criterion, theta);
        let last = points.len() - 1;
        let (low, high) = (points[best.saturating_sub(1)], points[(best + 1).min(last)]);
        if best == 0 && slope(low) <= 0.0 {
            return (low, Bound::Low);
        }
        if best == last && slope(high) >= 0.0 {
            return (high, Bound::High);
        }
        (crossing(low, high, slope), Bound::Inside)
    }

    /// The criterion on the grid. Warm's has no closed form with guessing: its slope is integrated.
    fn heights(&self, criterion: &Criterion, points: &[f64]) -> Vec<f64> {
        if let Some(values) = points.iter().map(|point| self.value(criterion, *point)).collect() {
            return values;
        }
        let mut heights = Vec::with_capacity(points.len());
        let (mut height, mut before) = (0.0, 0.0);
        for (index, point) in points.iter().enumerate() {
            let slope = self.slope(criterion, *point);
            if index > 0 {
                height += 0.5 * (before + slope) * (point - points[index - 1]);
            }
            before = slope;
            heights.push(height);
        }
        heights
    }

    /// The range with infinite ends replaced by points beyond which the criterion only falls, as far as its slope can tell.
    fn finite_range(&self, criterion: &Criterion, (low, high): (f64, f64)) -> (f64, f64) {
        let places = || self.ordered.iter().map(|response| response.model.difficulty());
        let centre = if let Criterion::Normal { mean, .. } = criterion { *mean } else { 0.0 };
        let outward = |mut point: f64, direction: f64| {
            let mut width = 8.0;
            while self.slope(criterion, point) * direction > 0.0 && width < LARGEST_REACH {
                point += direction * width;
                width *= 2.0;
            }
            point
        };
        let bottom = if low.is_finite() { low } else { outward(places().fold(centre - 8.0, f64::min).min(high - 1.0) - 2.0, -1.0) };
        let top = if high.is_finite() { high } else { outward(places().fold(centre + 8.0, f64::max).max(bottom) + 2.0, 1.0) };
        (bottom, top)
    }

    /// The limits of ln L at minus and plus infinity.
    fn limits(&self) -> (f64, f64) {
        let limit = |theta: f64| self.ordered.iter().fold(0.0, |sum, response| sum + limit(response, theta));
        (limit(f64::NEG_INFINITY), limit(f64::INFINITY))
    }
}

/// The limit of ln P of an answer at an infinite ability; asymptotes matter, everything else is certain or impossible.
fn limit(response: &Response<'_>, theta: f64) -> f64 {
    let right = match response.model {
        ItemModel::ThreePl { guessing, .. } => Some(if theta > 0.0 { 1.0 } else { *guessing }),
        ItemModel::FourPl { guessing, ceiling, .. } => Some(if theta > 0.0 { *ceiling } else { *guessing }),
        _ => None,
    };
    match right {
        Some(right) => libm::log(if response.category == 1 { right } else { 1.0 - right }),
        None if theta > 0.0 && rises_for_ever(response) || theta < 0.0 && falls_for_ever(response) => among_equals(response),
        None => f64::NEG_INFINITY,
    }
}

/// ln of the share of a nominal category among those of the same slope, which stay apart by a constant; 0 for other models.
fn among_equals(response: &Response<'_>) -> f64 {
    let ItemModel::Nrm { slopes, intercepts } = response.model else { return 0.0 };
    let own = parameter(slopes, response.category);
    let others = (0..=slopes.len()).filter(|category| parameter(slopes, *category).total_cmp(&own).is_eq());
    -libm::log(others.fold(0.0, |sum, other| sum + libm::exp(parameter(intercepts, other) - parameter(intercepts, response.category))))
}

/// Whether the answer's probability grows with ability without end: the top category of a model without asymptotes.
fn rises_for_ever(response: &Response<'_>) -> bool {
    match response.model {
        ItemModel::Nrm { slopes, .. } => parameter(slopes, response.category) >= slopes.iter().copied().fold(0.0, f64::max),
        model => response.category + 1 == model.categories(),
    }
}

/// Whether the answer's probability falls with ability all along.
fn falls_for_ever(response: &Response<'_>) -> bool {
    match response.model {
        ItemModel::Nrm { slopes, .. } => parameter(slopes, response.category) <= slopes.iter().copied().fold(0.0, f64::min),
        _ => response.category == 0,
    }
}

/// The parameter of a nominal category; 0 for category 0, which has none.
fn parameter(parameters: &[f64], category: usize) -> f64 {
    category.checked_sub(1).and_then(|above| parameters.get(above)).copied().unwrap_or(0.0)
}

fn grid((low, high): (f64, f64), steps: usize) -> Vec<f64> {
    (0..=steps).map(|index| low + (high - low) * (index as f64 / steps as f64)).collect()
}

/// The place between `low` and `high` at which a falling slope crosses zero.
///
/// Illinois' rule of false position (Dowell and Jarratt, 1971), with a bisection whenever it does not halve the bracket. In a bracket of relative
/// width 1e-9 the slope is a straight line to the last digit, and its zero is the answer.
fn crossing(mut low: f64, mut high: f64, slope: impl Fn(f64) -> f64) -> f64 {
    let (mut at_low, mut at_high) = (slope(low), slope(high));
    // Illinois' weights: halved at the end that stays.
    let (mut left, mut right) = (1.0, 1.0);
    let interpolated = |low: f64, high: f64, left: f64, right: f64| {
        let (middle, guess) = (low + (high - low) / 2.0, low + (high - low) * (left / (left - right)));
        if guess > low && guess < high { guess } else { middle }
    };
    loop {
        let width = high - low;
        let middle = low + width / 2.0;
        if width <= NARROW * (1.0 + middle.abs()) || middle <= low || middle >= high {
            return interpolated(low, high, at_low, at_high);
        }
        for point in [interpolated(low, high, left * at_low, right * at_high), middle] {
            if point <= low || point >= high {
                continue;
            }
            let here = slope(point);
            if here > 0.0 {
                right *= 0.5;
                (low, at_low, left) = (point, here, 1.0);
            } else if here < 0.0 {
                left *= 0.5;
                (high, at_high, right) = (point, here, 1.0);
            } else {
                return point;
            }
            if high - low <= width / 2.0 {
                break;
            }
        }
    }
}

/// A relative width in which a slope is straight.
const NARROW: f64 = 1e-9;
