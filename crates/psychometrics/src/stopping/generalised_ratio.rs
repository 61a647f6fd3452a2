//! Classification by the generalised likelihood ratio.

use super::{Decision, SequentialRatio};
use crate::ability::Response;

/// Wald's test with the two points free to move away from the cut (Thompson, 2009; Huang, 2004).
///
/// The likelihood's maximum over all abilities at or above cut + δ is compared with its maximum over those at or below cut − δ: a person far above
/// the cut is recognised sooner than by [`SequentialRatio`], which looks at the two points alone. The bounds are Wald's.
///
/// The maxima are taken over the points of a grid and the points cut ± δ themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneralisedRatio {
    /// Cut, indifference and errors, as in Wald's test.
    pub test: SequentialRatio,
}

impl GeneralisedRatio {
    /// The log of the generalised likelihood ratio of these answers, over grid points and the two edges of the region of indifference.
    pub fn log_likelihood_ratio<'a>(&self, answers: &(impl Iterator<Item = Response<'a>> + Clone), points: &[f64]) -> f64 {
        let (low, high) = (self.test.cut - self.test.half_width, self.test.cut + self.test.half_width);
        let log_likelihood = |theta: f64| answers.clone().fold(0.0, |sum, answer| sum + answer.model.log_probability(theta, answer.category));
        let (mut above, mut below) = (log_likelihood(high), log_likelihood(low));
        for point in points {
            if *point > high {
                above = above.max(log_likelihood(*point));
            } else if *point < low {
                below = below.max(log_likelihood(*point));
            }
        }
        above - below
    }

    /// The decision on these answers, if it is one.
    pub fn decision<'a>(&self, answers: &(impl Iterator<Item = Response<'a>> + Clone), points: &[f64]) -> Option<Decision> {
        self.test.decision(self.log_likelihood_ratio(answers, points))
    }
}
