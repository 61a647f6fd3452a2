//! Kullback-Leibler information between two points on either side of the estimate.

use crate::model::MultidimensionalItem;

/// Σₖ Pₖ(θ + δ) ln (Pₖ(θ + δ) / Pₖ(θ − δ)), with δ the same in every ability (Chang and Ying, 1996; several abilities: Veldkamp and van der
/// Linden, 2002): how well one answer tells the two points apart.
///
/// mirtCAT's KL, whose default δ is 0.1; its `KLn` is the same with δ √n after n answers. Never negative; 0 at δ = 0.
pub fn value(item: &MultidimensionalItem, abilities: &[f64], delta: f64) -> f64 {
    let moved = |by: f64| abilities.iter().map(|ability| ability + by).collect::<Vec<f64>>();
    let (above, below) = (item.composite(&moved(delta)), item.composite(&moved(-delta)));
    (0..item.model.categories())
        .fold(0.0, |sum, category| {
            let log = item.model.log_probability(above, category);
            // A category that never occurs tells nothing: 0 · ln 0 = 0.
            if log == f64::NEG_INFINITY { sum } else { sum + libm::exp(log) * (log - item.model.log_probability(below, category)) }
        })
        .max(0.0)
}
