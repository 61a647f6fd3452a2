//! The M-step of one item: from expected counts to parameters.
//!
//! The E-step of any calibration, on one scale or on several, leaves for each item an expected number of answers in each category at
//! each node of the quadrature: `counts[category][node]`. Given these, the item's parameters are those of a logistic regression with known
//! abilities. [`derivatives`] gives its log-likelihood, gradient and information; [`maximise`] climbs to its summit. Both take
//! several [`Evidence`]s, one for each group of persons, because groups may stand on nodes of their own.
//!
//! For all families but 3PL and 4PL the log-likelihood is concave in the parameters of [`Family`] (exponential families; for the GRM:
//! Burridge, 1981, Pratt, 1981), so that Newton's method with step halving always arrives. 3PL and 4PL climb by Fisher's scoring.

use super::family::{Family, ItemParameters, LOGIT_LIMIT, Parameter, from_logit};
use super::prior::ItemPriors;

/// Expected answers of one group of persons to one item.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'a> {
    /// The abilities, one for each node.
    pub nodes: &'a [f64],
    /// Expected answers: category k at node q stands at `k * stride + q`.
    pub counts: &'a [f64],
    /// From one category to the next; at least the number of nodes.
    pub stride: usize,
}

impl Evidence<'_> {
    fn row(&self, category: usize) -> &[f64] {
        &self.counts[category * self.stride..category * self.stride + self.nodes.len()]
    }
}

/// A function of an item's parameters with its gradient and its information (minus the Hessian, or a positive stand-in).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derivatives {
    /// The log-likelihood plus log prior; without log-likelihood when [`Want::Slope`] was asked for.
    pub value: f64,
    /// By each parameter.
    pub gradient: Vec<f64>,
    /// Row by row, symmetric.
    pub information: Vec<f64>,
}

impl Derivatives {
    /// Back to zeros, for so many parameters.
    pub fn reset(&mut self, size: usize) {
        self.value = 0.0;
        self.gradient.clear();
        self.gradient.resize(size, 0.0);
        self.information.clear();
        self.information.resize(size * size, 0.0);
    }

    pub(super) fn add_cell(&mut self, row: usize, column: usize, value: f64) {
        let size = self.gradient.len();
        self.information[row * size + column] += value;
    }

    pub(super) fn add_information(&mut self, row: usize, column: usize, value: f64) {
        self.add_cell(row, column, value);
        if row != column {
            self.add_cell(column, row, value);
        }
    }
}

/// What to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Gradient and a positive information, to climb with; the value is not computed.
    Slope,
    /// The same and the value.
    Value,
    /// The value, the gradient and minus the exact Hessian, which for 3PL and 4PL may be indefinite.
    Hessian,
}

/// The expected log-likelihood of one item's answers at these parameters, plus its log prior, with derivatives; written over `into`.
///
/// # Panics
/// When `parameters` has not as many values as its family wants, or an evidence not as many counts.
pub fn derivatives(parameters: &ItemParameters, evidence: &[Evidence<'_>], priors: &ItemPriors, want: Want, into: &mut Derivatives) {
    let ItemParameters { family, categories, values } = parameters;
    assert_eq!(values.len(), family.own(*categories) + family.shared(*categories), "as many values as the family has parameters");
    into.reset(values.len());
    for group in evidence {
        match family {
            Family::OnePl => logistic(1.0, values[0], None, 0, group, want, into),
            Family::CommonSlope => logistic(values[1], values[0], Some(1), 0, group, want, into),
            Family::TwoPl => logistic(values[0], values[1], Some(0), 1, group, want, into),
            Family::ThreePl | Family::FourPl => asymptotes(values, group, want, into),
            Family::Grm => graded(values, group, want, into),
            Family::Pcm | Family::Gpcm | Family::Rsm | Family::Nrm => softmax(*family, *categories, values, group, want, into),
        }
    }
    priors.add(*family, *categories, values, want == Want::Hessian, into);
}

/// Two logistic parameters at most: the slope at `slope_place`, if free, and the intercept.
fn logistic(slope: f64, intercept: f64, slope_place: Option<usize>, intercept_place: usize, group: &Evidence<'_>, want: Want, into: &mut Derivatives) {
    let (mut value, mut first, mut first_theta) = (0.0, 0.0, 0.0);
    let (mut weight, mut weight_theta, mut weight_theta2) = (0.0, 0.0, 0.0);
    for ((theta, wrong), right) in group.nodes.iter().zip(group.row(0)).zip(group.row(1)) {
        let logit = slope * theta + intercept;
        let small = libm::exp(-logit.abs());
        let large_side = 1.0 / (1.0 + small);
        let small_side = small * large_side;
        let (reached, beyond) = if logit >= 0.0 { (large_side, small_side) } else { (small_side, large_side) };
        let residual = right * beyond - wrong * reached;
        let bend = (right + wrong) * (reached * beyond);
        first += residual;
        first_theta += residual * theta;
        weight += bend;
        weight_theta += bend * theta;
        weight_theta2 += bend * theta * theta;
        if want != Want::Slope {
            // ln s(z) = min(z, 0) − ln(1 + e^−|z|)
            value += right * logit.min(0.0) + wrong * (-logit).min(0.0) - (right + wrong) * libm::log1p(small);
        }
    }
    into.value += value;
    into.gradient[intercept_place] += first;
    into.add_cell(intercept_place, intercept_place, weight);
    if let Some(place) = slope_place {
        into.gradient[place] += first_theta;
        into.add_cell(place, place, weight_theta2);
        into.add_information(place, intercept_place, weight_theta);
    }
}

/// 3PL and 4PL: P = c + (u − c) s(aθ + d), by a, d, γ = logit c, δ = logit u.
fn asymptotes(values: &[f64], group: &Evidence<'_>, want: Want, into: &mut Derivatives) {
    let size = values.len();
    let (guessing, not_guessing) = (from_logit(values[2]), from_logit(-values[2]));
    // 1 − u, computed without subtraction; the 3PL has none.
    let (ceiling, slip) = values.get(3).map_or((1.0, 0.0), |logit| (from_logit(*logit), from_logit(-logit)));
    let height = ceiling - guessing;
    for (node, theta) in group.nodes.iter().enumerate() {
        let (wrong, right) = (group.row(0)[node], group.row(1)[node]);
        let logit = values[0] * theta + values[1];
        let (reached, beyond) = (from_logit(logit), from_logit(-logit));
        let (p, q) = (guessing + height * reached, slip + height * beyond);
        let bell = reached * beyond;
        let (own_guessing, own_ceiling) = (guessing * not_guessing, ceiling * slip);
        // ∂P by z, γ, δ
        let by_logit = height * bell;
        let (by_guessing, by_ceiling) = (beyond * own_guessing, reached * own_ceiling);
        let gradient = [by_logit * theta, by_logit, by_guessing, by_ceiling];
        let residual = right / p - wrong / q;
        for (place, by) in gradient.iter().enumerate().take(size) {
            into.gradient[place] += residual * by;
        }
        if want == Want::Hessian {
            let curvature = right / (p * p) + wrong / (q * q);
            let by_logit2 = by_logit * (beyond - reached);
            let second = |row: usize, column: usize| match (row.min(column), row.max(column)) {
                (0, 0) => by_logit2 * theta * theta,
                (0, 1) => by_logit2 * theta,
                (1, 1) => by_logit2,
                (0, 2) => -bell * own_guessing * theta,
                (1, 2) => -bell * own_guessing,
                (0, 3) => bell * own_ceiling * theta,
                (1, 3) => bell * own_ceiling,
                (2, 2) => by_guessing * (not_guessing - guessing),
                (3, 3) => by_ceiling * (slip - ceiling),
                _ => 0.0,
            };
            for row in 0..size {
                for column in 0..size {
                    into.add_cell(row, column, curvature * gradient[row] * gradient[column] - residual * second(row, column));
                }
            }
        } else {
            let weight = (right + wrong) / (p * q);
            for row in 0..size {
                for column in 0..size {
                    into.add_cell(row, column, weight * gradient[row] * gradient[column]);
                }
            }
        }
        if want != Want::Slope {
            into.value += right * libm::log(p) + wrong * libm::log(q);
        }
    }
}

/// GRM. With `z_k` = aθ + `d_k`, ln `P_k` = ln s(`z_k`) + ln s(−`z_(k+1)`) + ln(1 − e^−(`d_k` − `d_(k+1)`)): each threshold is a
/// logistic regression of its own, of the persons in the two categories that it separates, plus a repulsion between neighbours.
fn graded(values: &[f64], group: &Evidence<'_>, want: Want, into: &mut Derivatives) {
    let (slope, intercepts) = (values[0], &values[1..]);
    for (threshold, intercept) in intercepts.iter().enumerate() {
        let place = threshold + 1;
        let (below, above) = (group.row(threshold), group.row(threshold + 1));
        for ((theta, below), above) in group.nodes.iter().zip(below).zip(above) {
            let logit = slope * theta + intercept;
            let (reached, beyond) = (from_logit(logit), from_logit(-logit));
            let residual = above * beyond - below * reached;
            let bend = (above + below) * (reached * beyond);
            into.gradient[0] += residual * theta;
            into.gradient[place] += residual;
            into.add_cell(0, 0, bend * theta * theta);
            into.add_cell(place, place, bend);
            into.add_information(0, place, bend * theta);
            if want != Want::Slope {
                let small = libm::log1p(libm::exp(-logit.abs()));
                into.value += above * logit.min(0.0) + below * (-logit).min(0.0) - (above + below) * small;
            }
        }
        if threshold > 0 {
            // Category `threshold` lies between this threshold and the one before.
            let between: f64 = below.iter().fold(0.0, |sum, count| sum + count);
            let gap = intercepts[threshold - 1] - intercept;
            let push = 1.0 / libm::expm1(gap);
            let bend = push * (1.0 + push);
            into.gradient[place - 1] += between * push;
            into.gradient[place] -= between * push;
            into.add_cell(place - 1, place - 1, between * bend);
            into.add_cell(place, place, between * bend);
            into.add_information(place - 1, place, -between * bend);
            if want != Want::Slope && between > 0.0 {
                into.value += between * libm::log(-libm::expm1(-gap));
            }
        }
    }
}

/// Families whose log-odds are linear in the parameters: gradient Σ n (x − E x), information Σ n Cov(x).
fn softmax(family: Family, categories: usize, values: &[f64], group: &Evidence<'_>, want: Want, into: &mut Derivatives) {
    let size = values.len();
    let mut design = vec![0.0; categories * size];
    let (mut exponents, mut means, mut centred) = (vec![0.0; categories], vec![0.0; size], vec![0.0; categories * size]);
    for (node, theta) in group.nodes.iter().enumerate() {
        let total = (0..categories).fold(0.0, |sum, category| sum + group.row(category)[node]);
        if total == 0.0 {
            continue;
        }
        fill_design(family, categories, *theta, &mut design);
        let mut peak = f64::NEG_INFINITY;
        for (category, exponent) in exponents.iter_mut().enumerate() {
            let known = if family.has_unit_slope() { category as f64 * theta } else { 0.0 };
            *exponent = design[category * size..(category + 1) * size].iter().zip(values).fold(known, |sum, (x, value)| sum + x * value);
            peak = peak.max(*exponent);
        }
        let mut sum = 0.0;
        for exponent in &mut exponents {
            *exponent -= peak;
            sum += libm::exp(*exponent);
        }
        let log_sum = libm::log(sum);
        means.fill(0.0);
        for (category, exponent) in exponents.iter_mut().enumerate() {
            let log_probability = *exponent - log_sum;
            into.value += if want == Want::Slope { 0.0 } else { group.row(category)[node] * log_probability };
            *exponent = libm::exp(log_probability);
            for (mean, x) in means.iter_mut().zip(&design[category * size..]) {
                *mean += *exponent * x;
            }
        }
        for (category, probability) in exponents.iter().enumerate() {
            let row = &mut centred[category * size..(category + 1) * size];
            for ((cell, x), mean) in row.iter_mut().zip(&design[category * size..]).zip(&means) {
                *cell = x - mean;
            }
            let (count, expected) = (group.row(category)[node], total * probability);
            for (place, cell) in row.iter().enumerate() {
                into.gradient[place] += count * cell;
                for (other, more) in row.iter().enumerate() {
                    into.information[place * size + other] += expected * (cell * more);
                }
            }
        }
    }
}

/// By how much each category's exponent grows with each parameter.
fn fill_design(family: Family, categories: usize, theta: f64, design: &mut [f64]) {
    let size = design.len() / categories;
    design.fill(0.0);
    for category in 1..categories {
        let row = &mut design[category * size..(category + 1) * size];
        match family {
            Family::Pcm => row[category - 1] = 1.0,
            Family::Gpcm => {
                row[0] = category as f64 * theta;
                row[category] = 1.0;
            }
            Family::Rsm => {
                row[0] = category as f64;
                if category + 1 < categories {
                    row[category] = 1.0;
                }
            }
            _ => {
                row[category - 1] = theta;
                row[categories - 1 + category - 1] = 1.0;
            }
        }
    }
}

/// The probabilities of all categories at all nodes: category k at node q at `k * stride + q`.
pub(super) fn fill_probabilities(parameters: &ItemParameters, nodes: &[f64], stride: usize, into: &mut [f64]) {
    let ItemParameters { family, categories, values } = parameters;
    match family {
        Family::OnePl => fill_logistic(1.0, values[0], nodes, stride, into),
        Family::CommonSlope => fill_logistic(values[1], values[0], nodes, stride, into),
        Family::TwoPl => fill_logistic(values[0], values[1], nodes, stride, into),
        Family::ThreePl | Family::FourPl => {
            let (guessing, ceiling) = (from_logit(values[2]), values.get(3).map_or(1.0, |logit| from_logit(*logit)));
            let slip = values.get(3).map_or(0.0, |logit| from_logit(-logit));
            for (node, theta) in nodes.iter().enumerate() {
                let logit = values[0] * theta + values[1];
                into[node] = slip + (ceiling - guessing) * from_logit(-logit);
                into[stride + node] = guessing + (ceiling - guessing) * from_logit(logit);
            }
        }
        Family::Grm => {
            for (node, theta) in nodes.iter().enumerate() {
                for category in 0..*categories {
                    let mut probability = 1.0;
                    if category > 0 {
                        probability *= from_logit(values[0] * theta + values[category]);
                    }
                    if category + 1 < *categories {
                        probability *= from_logit(-(values[0] * theta + values[category + 1]));
                    }
                    if category > 0 && category + 1 < *categories {
                        probability *= -libm::expm1(values[category + 1] - values[category]);
                    }
                    into[category * stride + node] = probability;
                }
            }
        }
        Family::Pcm | Family::Gpcm | Family::Rsm | Family::Nrm => {
            let size = values.len();
            let mut design = vec![0.0; categories * size];
            for (node, theta) in nodes.iter().enumerate() {
                fill_design(*family, *categories, *theta, &mut design);
                let mut peak = f64::NEG_INFINITY;
                for category in 0..*categories {
                    let known = if family.has_unit_slope() { category as f64 * theta } else { 0.0 };
                    let exponent = design[category * size..(category + 1) * size].iter().zip(values).fold(known, |sum, (x, value)| sum + x * value);
                    into[category * stride + node] = exponent;
                    peak = peak.max(exponent);
                }
                let mut sum = 0.0;
                for category in 0..*categories {
                    let cell = &mut into[category * stride + node];
                    *cell = libm::exp(*cell - peak);
                    sum += *cell;
                }
                for category in 0..*categories {
                    into[category * stride + node] /= sum;
                }
            }
        }
    }
}

fn fill_logistic(slope: f64, intercept: f64, nodes: &[f64], stride: usize, into: &mut [f64]) {
    let (wrong, right) = into.split_at_mut(stride);
    for ((theta, wrong), right) in nodes.iter().zip(wrong).zip(right) {
        let logit = slope * theta + intercept;
        let small = libm::exp(-logit.abs());
        let large_side = 1.0 / (1.0 + small);
        let small_side = small * large_side;
        (*right, *wrong) = if logit >= 0.0 { (large_side, small_side) } else { (small_side, large_side) };
    }
}

/// The largest slope that is searched for, in logits per unit of ability: beyond it an answer is a step, and the data say only "steep".
pub const SLOPE_LIMIT: f64 = 30.0;

/// The largest intercept, in logits.
pub const INTERCEPT_LIMIT: f64 = 60.0;

/// The smallest gap between the intercepts of two neighbouring thresholds of a GRM item.
const SMALLEST_GAP: f64 = 1e-6;

/// The longest part, at most 1, of a step that keeps the parameters where the model exists, thresholds in order, asymptotes in order,
/// slopes above 0 when `positive_slope`. Distances to such borders are at most halved.
pub(super) fn longest_step(parameters: &ItemParameters, step: &[f64], positive_slope: bool) -> f64 {
    let ItemParameters { family, values, .. } = parameters;
    let mut part = 1.0_f64;
    let mut keep = |distance: f64, change: f64| {
        // `distance` must stay above 0.
        if distance + change < 0.5 * distance {
            part = part.min(-0.5 * distance / change);
        }
    };
    if let (true, Some(place)) = (positive_slope, family.slope()) {
        keep(values[place], step[place]);
    }
    if *family == Family::Grm {
        for place in 2..values.len() {
            keep(values[place - 1] - values[place] - SMALLEST_GAP, step[place - 1] - step[place]);
        }
    }
    if *family == Family::FourPl {
        // logit u − logit c
        keep(values[3] - values[2], step[3] - step[2]);
    }
    // No single step moves a slope by more than 2, or a logit by more than 5: far from the summit Newton's step means nothing.
    for (place, change) in step.iter().enumerate() {
        let largest = if family.slope() == Some(place) { 2.0 } else { 5.0 };
        if change.abs() * part > largest {
            part = largest / change.abs();
        }
    }
    part
}

/// How far a parameter may go before it counts as run away.
pub(super) fn limit_of(parameter: Parameter) -> f64 {
    match parameter {
        Parameter::Slope | Parameter::CategorySlope(_) => SLOPE_LIMIT,
        Parameter::GuessingLogit | Parameter::CeilingLogit => LOGIT_LIMIT,
        _ => INTERCEPT_LIMIT,
    }
}

/// Whether one of these parameters has run away: to where the likelihood is flat and no estimate exists.
fn has_run_away(family: Family, categories: usize, values: &[f64]) -> bool {
    values.iter().enumerate().any(|(place, value)| value.abs() >= limit_of(family.parameter(categories, place)))
        || (family == Family::Grm && values[1..].windows(2).any(|pair| thresholds_meet(pair[0], pair[1])))
}

/// Whether two neighbouring intercepts of a GRM item are as good as equal.
pub(super) fn thresholds_meet(upper: f64, lower: f64) -> bool {
    upper - lower <= 2.0 * SMALLEST_GAP
}

/// How a search for one item's parameters ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// At the summit: the last step was below 1e-9.
    Converged,
    /// The steps were used up; the parameters are better than before.
    StepsUsedUp,
    /// A parameter reached its limit (slope 30, intercept 60, logit of an asymptote 12): the data do not determine it.
    RunAway,
    /// The information is singular: the counts say nothing about some parameter.
    Undetermined,
}

/// Climbs from `parameters` to the summit of [`derivatives`] by at most `steps` Newton steps with halving; writes the result over them.
///
/// Never goes down. On every [`Ending`] the parameters are finite and at least as likely as before.
///
/// ```
/// use psychometrics::calibration::{Ending, Evidence, Family, ItemParameters, ItemPriors, maximise};
///
/// // At ability −1, 30 of 100 answered right; at 0 half; at 1, 70.
/// let counts = [70.0, 50.0, 30.0, 30.0, 50.0, 70.0];
/// let evidence = Evidence { nodes: &[-1.0, 0.0, 1.0], counts: &counts, stride: 3 };
/// let mut item = ItemParameters { family: Family::TwoPl, categories: 2, values: vec![1.0, 0.3] };
/// assert_eq!(maximise(&mut item, &[evidence], &ItemPriors::NONE, 20), Ending::Converged);
/// assert!((item.values[0] - 0.847_297_860_387_203_6).abs() < 1e-9); // ln(7/3)
/// assert!(item.values[1].abs() < 1e-9);
/// ```
pub fn maximise(parameters: &mut ItemParameters, evidence: &[Evidence<'_>], priors: &ItemPriors, steps: usize) -> Ending {
    let mut here = Derivatives::default();
    let mut there = Derivatives::default();
    derivatives(parameters, evidence, priors, Want::Value, &mut here);
    let mut trial = parameters.clone();
    let mut largest = f64::INFINITY;
    for _ in 0..steps {
        let mut step = here.gradient.clone();
        if !solve(&mut here.information.clone(), &mut step) {
            return Ending::Undetermined;
        }
        let mut part = longest_step(parameters, &step, priors.needs_positive_slope());
        let slope = here.gradient.iter().zip(&step).fold(0.0, |sum, (g, s)| sum + g * s);
        largest = step.iter().fold(0.0, |largest, change| f64::max(largest, change.abs()));
        loop {
            for ((trial, value), change) in trial.values.iter_mut().zip(&parameters.values).zip(&step) {
                *trial = value + part * change;
            }
            derivatives(&trial, evidence, priors, Want::Value, &mut there);
            if there.value >= here.value + 1e-4 * part * slope {
                break;
            }
            part *= 0.5;
            if part < 1e-10 {
                // Rounding: no step can be seen to climb.
                return if largest < 1e-4 { Ending::Converged } else { Ending::StepsUsedUp };
            }
        }
        parameters.values.clone_from(&trial.values);
        std::mem::swap(&mut here, &mut there);
        if has_run_away(parameters.family, parameters.categories, &parameters.values) {
            return Ending::RunAway;
        }
        if largest < 1e-9 {
            return Ending::Converged;
        }
    }
    if largest < 1e-9 { Ending::Converged } else { Ending::StepsUsedUp }
}

/// Solves M x = `right` in place by Cholesky; false when M is not positive definite. M is destroyed.
pub(super) fn solve(matrix: &mut [f64], right: &mut [f64]) -> bool {
    if !factorise(matrix, right.len()) {
        return false;
    }
    forward(matrix, right);
    backward(matrix, right);
    true
}

/// M = L L′ in place (lower triangle); false when M is not positive definite to about twelve digits.
pub(super) fn factorise(matrix: &mut [f64], size: usize) -> bool {
    for row in 0..size {
        for column in 0..=row {
            let mut rest = matrix[row * size + column];
            for k in 0..column {
                rest -= matrix[row * size + k] * matrix[column * size + k];
            }
            if row == column {
                // A pivot of which rounding left nothing is no pivot; written so that a NaN fails too.
                if !(rest > 1e-13 * matrix[row * size + row] && rest.is_finite()) {
                    return false;
                }
                matrix[row * size + row] = rest.sqrt();
            } else {
                matrix[row * size + column] = rest / matrix[column * size + column];
            }
        }
    }
    true
}

/// L x = `right`, in place.
pub(super) fn forward(lower: &[f64], right: &mut [f64]) {
    let size = right.len();
    for row in 0..size {
        let known = (0..row).fold(0.0, |sum, k| sum + lower[row * size + k] * right[k]);
        right[row] = (right[row] - known) / lower[row * size + row];
    }
}

/// L′ x = `right`, in place.
pub(super) fn backward(lower: &[f64], right: &mut [f64]) {
    let size = right.len();
    for row in (0..size).rev() {
        let known = (row + 1..size).fold(0.0, |sum, below| sum + lower[below * size + row] * right[below]);
        right[row] = (right[row] - known) / lower[row * size + row];
    }
}
