//! The mean of the posterior.

use super::{Answers, Bound, Estimate, Response};
use crate::ability::AbilityError;
use crate::quadrature::Node;

/// The mean of the posterior over the given quadrature nodes (Bock and Mislevy, 1982), whose weights carry the
/// prior and need not sum to 1. The standard error is the posterior's standard deviation over the same nodes.
///
/// For many persons on one set of items use a [`Scorer`](super::Scorer), which tabulates the curves once.
pub fn eap(responses: &[Response<'_>], nodes: &[Node]) -> Result<Estimate, AbilityError> {
    let answers = Answers::new(responses)?;
    let mut logs: Vec<f64> = nodes.iter().map(|node| answers.log_likelihood(node.point)).collect();
    moments(nodes, &mut logs)
}

/// Mean and standard deviation of nodes whose weights are multiplied by exp(`logs`). The logs become the posterior's weights.
pub(super) fn moments(nodes: &[Node], logs: &mut [f64]) -> Result<Estimate, AbilityError> {
    check_nodes(nodes)?;
    let peak = nodes.iter().zip(&*logs).filter(|(node, _)| node.weight > 0.0).fold(f64::NEG_INFINITY, |peak, (_, log)| peak.max(*log));
    if !peak.is_finite() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let (mut total, mut mean) = (0.0, 0.0);
    for (node, log) in nodes.iter().zip(logs.iter_mut()) {
        // A node without weight may have a higher likelihood than the peak: it counts for nothing, not for 0 · ∞.
        *log = if node.weight > 0.0 { node.weight * libm::exp(*log - peak) } else { 0.0 };
        total += *log;
        mean += *log * node.point;
    }
    mean /= total;
    let variance = nodes.iter().zip(&*logs).fold(0.0, |sum, (node, weight)| {
        let distance = node.point - mean;
        sum + weight * (distance * distance)
    }) / total;
    Ok(Estimate { theta: mean, standard_error: variance.sqrt(), bound: Bound::Inside })
}

/// Finite points, and finite weights that are not negative.
pub(super) fn check_nodes(nodes: &[Node]) -> Result<(), AbilityError> {
    let is_sound = nodes.iter().all(|node| node.point.is_finite() && node.weight.is_finite() && node.weight >= 0.0);
    if is_sound { Ok(()) } else { Err(AbilityError::NotFinite) }
}
