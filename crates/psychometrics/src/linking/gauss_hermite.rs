//! Gauss-Hermite quadrature of any number of nodes.

use crate::quadrature::Node;

/// `count` nodes for the standard normal distribution; weights sum to 1.
///
/// The nodes are the eigenvalues of the Jacobi matrix of the orthonormal Hermite polynomials, zero but for √1, √2, … beside the
/// diagonal (Golub and Welsch, 1969), each found by bisection on Sturm's count to the last bit; the weight of x is 1 / Σ h(x)² over the first
/// `count` polynomials.
pub(super) fn gauss_hermite(count: usize) -> Vec<Node> {
    let reach = 2.0 * (count as f64).sqrt() + 1.0;
    // Symmetric: the lower half is the mirror of the upper.
    let upper: Vec<f64> = (0..count / 2).map(|from_top| eigenvalue(count, count - 1 - from_top, reach)).collect();
    let points = upper.iter().map(|point| -point).chain((count % 2 == 1).then_some(0.0)).chain(upper.iter().rev().copied());
    let nodes: Vec<Node> = points.map(|point| Node { point, weight: weight(count, point) }).collect();
    // What rounding left of 1.
    let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
    nodes.into_iter().map(|node| Node { weight: node.weight / total, ..node }).collect()
}

/// The eigenvalue with `below` others below it.
fn eigenvalue(count: usize, below: usize, reach: f64) -> f64 {
    let (mut low, mut high) = (0.0, reach);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if eigenvalues_below(count, middle) > below {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/// The number of negative pivots of J − x.
fn eigenvalues_below(count: usize, x: f64) -> usize {
    let mut pivot = -x;
    let mut negative = usize::from(pivot < 0.0);
    for row in 1..count {
        let safe = if pivot.abs() < 1e-300 { 1e-300 } else { pivot };
        pivot = -x - row as f64 / safe;
        negative += usize::from(pivot < 0.0);
    }
    negative
}

fn weight(count: usize, x: f64) -> f64 {
    let (mut before, mut current, mut sum) = (0.0, 1.0, 1.0);
    for degree in 1..count {
        let next = (x * current - ((degree - 1) as f64).sqrt() * before) / (degree as f64).sqrt();
        (before, current) = (current, next);
        sum += current * current;
    }
    1.0 / sum
}

#[cfg(test)]
mod tests {
    use super::gauss_hermite;

    /// n nodes integrate polynomials up to degree 2 n − 1: the moments of the normal distribution are 1, 3, 15, 105…
    #[test]
    fn moments_of_the_normal_distribution_are_exact() {
        for count in [1_usize, 2, 7, 20, 60, 61, 200] {
            let nodes = gauss_hermite(count);
            assert_eq!(nodes.len(), count);
            assert!(nodes.windows(2).all(|pair| pair[0].point < pair[1].point));
            let mut known = 1.0;
            for order in (0..2 * count).step_by(2).take(6) {
                if order > 0 {
                    known *= (order - 1) as f64;
                }
                let moment = nodes.iter().fold(0.0, |sum, node| sum + node.weight * (0..order).fold(1.0, |power, _| power * node.point));
                assert!((moment / known - 1.0).abs() < 1e-12, "{count} nodes, moment {order}: {moment} instead of {known}");
            }
        }
    }
}
