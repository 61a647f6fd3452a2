//! The global discrimination index over the posterior.

use super::{Belief, Curves, global_discrimination};

/// [`global_discrimination`] with weights proportional to likelihood times prior density (Kaplan, de la Torre and Barrada, 2015; catR: GDIP).
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    global_discrimination::weighted(item, belief.posterior)
}
