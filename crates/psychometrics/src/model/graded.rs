//! Graded response: category k or above against below, by parallel logistic curves (Samejima, 1969).

use super::Likelihood;
use super::binary::logistic;

/// A graded item at one ability, seen from one category.
///
/// `P_k` = s(u) − s(v) with u = a (θ − `b_k`) and v = a (θ − `b_{k+1}`), u > v. Because
///
/// s(u) − s(v) = s(u) s(−v) (1 − e^(v − u))
///
/// and u − v does not depend on θ, ln `P_k` is the sum of two logistic log-likelihoods and a constant: nothing is ever
/// subtracted, and every derivative is that of a right answer at `b_k` plus that of a wrong one at `b_{k+1}`.
pub(super) struct GradedCategory {
    slope: f64,
    /// u and v; none at the ends of the scale.
    reached: Option<f64>,
    missed: Option<f64>,
    /// u − v, from the thresholds: a difference of logits would round close thresholds to one.
    gap: f64,
}

impl GradedCategory {
    pub fn at(slope: f64, thresholds: &[f64], theta: f64, category: usize) -> Self {
        let logit = |threshold: &f64| slope * (theta - threshold);
        let (below, above) = (category.checked_sub(1).and_then(|below| thresholds.get(below)), thresholds.get(category));
        let gap = below.zip(above).map_or(f64::INFINITY, |(below, above)| slope * (above - below));
        Self { slope, reached: below.map(logit), missed: above.map(logit), gap }
    }

    pub fn log_probability(&self) -> f64 {
        libm::log(-libm::expm1(-self.gap)) + self.reached.map_or(0.0, log_logistic) + self.missed.map_or(0.0, |v| log_logistic(-v))
    }

    pub fn probability(&self) -> f64 {
        -libm::expm1(-self.gap) * self.reached.map_or(1.0, |u| logistic(u).0) * self.missed.map_or(1.0, |v| logistic(v).1)
    }

    /// ln P and its first two derivatives; the expected information is the item's, summed by the caller.
    pub fn likelihood(&self, expected_information: f64) -> Likelihood {
        let (first, second) = self.derivatives();
        Likelihood { log: self.log_probability(), first, second, expected_information }
    }

    pub fn derivatives(&self) -> (f64, f64) {
        let (mut first, mut second) = (0.0, 0.0);
        if let Some((s, r)) = self.reached.map(logistic) {
            first += self.slope * r;
            second -= (self.slope * s) * (self.slope * r);
        }
        if let Some((s, r)) = self.missed.map(logistic) {
            first -= self.slope * s;
            second -= (self.slope * s) * (self.slope * r);
        }
        (first, second)
    }

    /// The logistic's third and fourth: with g = s r, −a³ g (r − s) and −a⁴ g (1 − 6 g), for each of the two curves.
    pub fn higher_derivatives(&self) -> (f64, f64) {
        let squared = self.slope * self.slope;
        let (mut third, mut fourth) = (0.0, 0.0);
        for (s, r) in self.reached.into_iter().chain(self.missed).map(logistic) {
            let g = s * r;
            third -= squared * (self.slope * (g * (r - s)));
            fourth -= squared * (squared * (g * (1.0 - 6.0 * g)));
        }
        (third, fourth)
    }
}

/// Σ over categories of P (ln P)′²: Fisher's information of a graded item.
pub(super) fn expected_information(slope: f64, thresholds: &[f64], theta: f64) -> f64 {
    (0..=thresholds.len()).fold(0.0, |sum, category| {
        let seen = GradedCategory::at(slope, thresholds, theta, category);
        let (first, _) = seen.derivatives();
        sum + seen.probability() * (first * first)
    })
}

/// ln s(z), from the side on which e^z is small.
fn log_logistic(z: f64) -> f64 {
    z.min(0.0) - libm::log1p(libm::exp(-z.abs()))
}
