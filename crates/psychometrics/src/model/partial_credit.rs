//! Partial credit: adjacent categories compared by a logistic curve. GPCM, PCM and the rating scale.

use super::Likelihood;

/// An item whose categories k − 1 and k are equally likely at `centre` + `offsets[k - 1]`.
///
/// PCM: slope 1, centre 0. Rating scale: slope 1, the centre is the item's difficulty.
#[derive(Clone, Copy)]
pub(super) struct Steps<'a> {
    pub slope: f64,
    pub centre: f64,
    pub offsets: &'a [f64],
}

impl Steps<'_> {
    /// Each category with its exponent Σ over v ≤ k of a (θ − `b_v`), from category 0, whose exponent is 0.
    pub fn exponents(&self, theta: f64) -> impl Iterator<Item = (usize, f64)> + '_ {
        let above = self.offsets.iter().scan(0.0, move |sum, offset| {
            *sum += self.slope * (theta - (self.centre + offset));
            Some(*sum)
        });
        std::iter::once(0.0).chain(above).enumerate()
    }
}

/// The categories' distribution of a partial-credit item at one ability, without allocating.
pub(super) struct PartialCredit<'a> {
    steps: Steps<'a>,
    theta: f64,
    /// The largest exponent, subtracted before every exponential.
    peak: f64,
    /// The category of the largest exponent.
    mode: usize,
    /// ln Σ exp(exponent − peak)
    log_sum: f64,
    pub mean: f64,
    variance: f64,
}

impl<'a> PartialCredit<'a> {
    pub fn at(steps: Steps<'a>, theta: f64) -> Self {
        let (mut peak, mut mode) = (0.0, 0);
        for (category, exponent) in steps.exponents(theta) {
            if exponent > peak {
                (peak, mode) = (exponent, category);
            }
        }
        // Moments around the mode: far from the steps all weight sits there, and nothing cancels.
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for (category, exponent) in steps.exponents(theta) {
            let weight = libm::exp(exponent - peak);
            let distance = category as f64 - mode as f64;
            sum += weight;
            first += weight * distance;
            second += weight * distance * distance;
        }
        let shift = first / sum;
        let variance = (second / sum - shift * shift).max(0.0);
        Self { steps, theta, peak, mode, log_sum: libm::log(sum), mean: mode as f64 + shift, variance }
    }

    pub fn probability(&self, category: usize) -> f64 {
        libm::exp(self.log_probability(category))
    }

    pub fn expected_information(&self) -> f64 {
        self.steps.slope * self.steps.slope * self.variance
    }

    pub fn likelihood(&self, category: usize) -> Likelihood {
        let information = self.expected_information();
        let first = self.steps.slope * (category as f64 - self.mean);
        Likelihood { log: self.log_probability(category), first, second: -information, expected_information: information }
    }

    /// −a³ and −a⁴ times the third and fourth cumulants of the score, whatever the category.
    pub fn higher_derivatives(&self) -> (f64, f64) {
        let slope = self.steps.slope;
        let (third, fourth) = self.higher_cumulants();
        (-(slope * slope) * (slope * third), -(slope * slope) * (slope * slope) * fourth)
    }

    fn log_probability(&self, category: usize) -> f64 {
        let own = self.steps.exponents(self.theta).nth(category);
        own.map_or(f64::NEG_INFINITY, |(_, exponent)| exponent - self.peak - self.log_sum)
    }

    /// The third and fourth cumulants of the score: E[(k − E k)³], and E[(k − E k)⁴] − 3 Var[k]².
    fn higher_cumulants(&self) -> (f64, f64) {
        let shift = self.mean - self.mode as f64;
        let (mut third, mut fourth) = (0.0, 0.0);
        for (category, exponent) in self.steps.exponents(self.theta) {
            let probability = libm::exp(exponent - self.peak - self.log_sum);
            let distance = category as f64 - self.mode as f64 - shift;
            third += probability * (distance * distance * distance);
            fourth += probability * ((distance * distance) * (distance * distance));
        }
        (third, fourth - 3.0 * self.variance * self.variance)
    }
}
