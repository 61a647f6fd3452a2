//! One, two, three or four parameters: right/wrong items.

use super::Likelihood;

/// The probability of one answer to a right/wrong item, as floor + height · s(z).
///
/// The wrong answer is the mirror image of the right one: 1 − c − (d − c) s(z) = (1 − d) + (d − c) s(−z). So
/// one formula serves both, without ever subtracting from 1.
pub(super) struct Side {
    logit: f64,
    pub(super) slope: f64,
    floor: f64,
    height: f64,
    /// s(z)
    pub(super) reached: f64,
    /// 1 − s(z) = s(−z)
    pub(super) beyond: f64,
    /// The probability of the other answer.
    other: f64,
}

impl Side {
    pub(super) fn new(logit: f64, slope: f64, floor: f64, height: f64) -> Self {
        let (reached, beyond) = logistic(logit);
        // 1 − floor − height, exactly the floor of the mirrored side up to rounding, never negative.
        let other_floor = (1.0 - floor - height).max(0.0);
        Self { logit, slope, floor, height, reached, beyond, other: other_floor + height * beyond }
    }

    pub(super) fn probability(&self) -> f64 {
        self.floor + self.height * self.reached
    }

    fn log_probability(&self) -> f64 {
        if self.other < 0.5 {
            libm::log1p(-self.other)
        } else if self.floor > 0.0 {
            libm::log(self.probability())
        } else {
            // ln s(z), from the side on which e^z is small; the height is 1 − other asymptote.
            libm::log(self.height) + self.logit.min(0.0) - libm::log1p(libm::exp(-self.logit.abs()))
        }
    }

    /// The share of the probability that is not floor: height · s(z) / P, with its limit 1 when the floor is 0.
    fn earned_share(&self) -> f64 {
        if self.floor > 0.0 { self.height * self.reached / self.probability() } else { 1.0 }
    }

    /// (floor share) 1 − `earned_share`, computed without subtraction.
    fn given_share(&self) -> f64 {
        if self.floor > 0.0 { self.floor / self.probability() } else { 0.0 }
    }

    fn other_earned_share(&self) -> f64 {
        let other_floor = (1.0 - self.floor - self.height).max(0.0);
        if other_floor > 0.0 { self.height * self.beyond / self.other } else { 1.0 }
    }

    /// P′² / (P Q) = (a w (1 − s)) (a v s), with w and v the earned shares of the two answers.
    pub(super) fn expected_information(&self) -> f64 {
        (self.slope * (self.earned_share() * self.beyond)) * (self.slope * (self.other_earned_share() * self.reached))
    }

    /// With w the earned share: (ln P)′ = a w (1 − s), (ln P)″ = a² w (1 − s) [(1 − w)(1 − s) − s].
    pub(super) fn likelihood(&self) -> Likelihood {
        let pull = self.earned_share() * self.beyond;
        let bend = self.given_share() * self.beyond - self.reached;
        Likelihood {
            log: self.log_probability(),
            first: self.slope * pull,
            second: (self.slope * pull) * (self.slope * bend),
            expected_information: self.expected_information(),
        }
    }

    /// With w the earned share, v = 1 − w, r = 1 − s: in z, (ln P)′ = u = w r, w′ = w v r, s′ = s r. Hence
    /// u′ = u B with B = v r − s, u″ = u (B² + B′), u‴ = u (B³ + 3 B B′ + B″), each further derivative in θ with one
    /// more factor a.
    pub(super) fn higher_derivatives(&self) -> (f64, f64) {
        let (w, v) = (self.earned_share(), self.given_share());
        let (s, r) = (self.reached, self.beyond);
        let bend = v * r - s;
        let bend_first = -r * (w * v * r + v * s + s);
        let bend_second = -r * (w * v * r * ((v - w) * r - 2.0 * s) + v * s * (v * r - s) + s * (r - s));
        let squared = self.slope * self.slope;
        let third = (w * r) * (bend * bend + bend_first);
        let fourth = (w * r) * (bend * bend * bend + 3.0 * bend * bend_first + bend_second);
        (squared * (self.slope * third), squared * (squared * fourth))
    }
}

/// s(z) and 1 − s(z), each from the exponential that does not overflow.
pub(super) fn logistic(logit: f64) -> (f64, f64) {
    let small = libm::exp(-logit.abs());
    let (large_side, small_side) = (1.0 / (1.0 + small), small / (1.0 + small));
    if logit >= 0.0 { (large_side, small_side) } else { (small_side, large_side) }
}
