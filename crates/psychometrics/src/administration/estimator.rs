//! The design's estimators, on the answers of a session.

use super::Estimator;
use crate::ability::{AbilityError, Estimate, Response, map, maximum_likelihood, warm};
use crate::selection::{Bank, Evidence};

impl Estimator {
    /// The estimate from these answers. The evidence must be of the same answers.
    pub(super) fn estimate(self, bank: &Bank, answers: &[(usize, usize)], evidence: &Evidence) -> Result<Estimate, AbilityError> {
        let responses =
            || -> Vec<Response<'_>> { answers.iter().map(|(item, category)| Response { model: &bank.items()[*item], category: *category }).collect() };
        match self {
            Self::ExpectedAPosteriori => evidence.expected_a_posteriori(bank.grid()).ok_or(AbilityError::NothingToEstimateFrom),
            Self::MaximumAPosteriori { mean, sd } => map(&responses(), mean, sd),
            Self::MaximumLikelihood => maximum_likelihood(&responses()),
            Self::WeightedLikelihood => warm(&responses()),
        }
    }
}
