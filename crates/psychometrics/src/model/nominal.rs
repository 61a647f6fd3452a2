//! Nominal categories, in no given order (Bock, 1972).

use super::Likelihood;

/// The categories' distribution of a nominal item at one ability: P(x = k) ∝ exp(`a_k` θ + `c_k`), `a_0` = `c_0` = 0.
///
/// ln `P_k` is linear in θ minus the cumulant generating function of the slope of the category drawn: its derivatives are
/// `a_k` − E[a], then minus that slope's variance, third and fourth cumulants, whatever the category.
pub(super) struct Nominal<'a> {
    slopes: &'a [f64],
    intercepts: &'a [f64],
    theta: f64,
    peak: f64,
    log_sum: f64,
    mean_slope: f64,
}

impl<'a> Nominal<'a> {
    pub fn at(slopes: &'a [f64], intercepts: &'a [f64], theta: f64) -> Self {
        let mut nominal = Self { slopes, intercepts, theta, peak: 0.0, log_sum: 0.0, mean_slope: 0.0 };
        nominal.peak = nominal.exponents().fold(0.0, |peak, (_, exponent)| f64::max(peak, exponent));
        let (mut sum, mut first) = (0.0, 0.0);
        for (slope, exponent) in nominal.exponents() {
            let weight = libm::exp(exponent - nominal.peak);
            sum += weight;
            first += weight * slope;
        }
        nominal.log_sum = libm::log(sum);
        nominal.mean_slope = first / sum;
        nominal
    }

    pub fn log_probability(&self, category: usize) -> f64 {
        self.exponents().nth(category).map_or(f64::NEG_INFINITY, |(_, exponent)| exponent - self.peak - self.log_sum)
    }

    pub fn probability(&self, category: usize) -> f64 {
        libm::exp(self.log_probability(category))
    }

    pub fn expected_score(&self) -> f64 {
        (0..=self.slopes.len()).fold(0.0, |sum, category| sum + category as f64 * self.probability(category))
    }

    pub fn likelihood(&self, category: usize) -> Likelihood {
        let information = self.expected_information();
        let own = category.checked_sub(1).and_then(|above| self.slopes.get(above)).copied().unwrap_or(0.0);
        Likelihood { log: self.log_probability(category), first: own - self.mean_slope, second: -information, expected_information: information }
    }

    /// The variance of the slope.
    pub fn expected_information(&self) -> f64 {
        self.central_moment(|distance| distance * distance)
    }

    pub fn higher_derivatives(&self) -> (f64, f64) {
        let variance = self.expected_information();
        let third = self.central_moment(|distance| distance * distance * distance);
        let fourth = self.central_moment(|distance| (distance * distance) * (distance * distance));
        (-third, 3.0 * variance * variance - fourth)
    }

    fn central_moment(&self, power: impl Fn(f64) -> f64) -> f64 {
        self.exponents().fold(0.0, |sum, (slope, exponent)| sum + libm::exp(exponent - self.peak - self.log_sum) * power(slope - self.mean_slope))
    }

    /// Each category's slope and exponent, from category 0.
    fn exponents(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let above = self.slopes.iter().zip(self.intercepts).map(|(slope, intercept)| (*slope, slope * self.theta + intercept));
        std::iter::once((0.0, 0.0)).chain(above)
    }
}
