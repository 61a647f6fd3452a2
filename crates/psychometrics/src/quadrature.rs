//! Numerical integration over an ability.

/// One node of a quadrature rule: a point and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Where the function is evaluated.
    pub point: f64,
    /// How much it counts there.
    pub weight: f64,
}

/// Gauss–Hermite for the standard normal, 7 nodes: exact for polynomials up to degree 13 (Abramowitz and
/// Stegun, 1964, table 25.10, rescaled from e^(−x²) to the normal density). Weights sum to 1.
pub const STANDARD_NORMAL_7: [Node; 7] = [
    Node { point: -3.750_439_717_725_742, weight: 5.482_688_559_722_186e-4 },
    Node { point: -2.366_759_410_734_541_5, weight: 3.075_712_396_758_648e-2 },
    Node { point: -1.154_405_394_739_968, weight: 0.240_123_178_605_012_8 },
    Node { point: 0.0, weight: 0.457_142_857_142_857_13 },
    Node { point: 1.154_405_394_739_968, weight: 0.240_123_178_605_012_8 },
    Node { point: 2.366_759_410_734_541_5, weight: 3.075_712_396_758_648e-2 },
    Node { point: 3.750_439_717_725_742, weight: 5.482_688_559_722_186e-4 },
];

/// The mean of `function` over a normal variable, by [`STANDARD_NORMAL_7`].
pub fn normal_mean(mean: f64, sd: f64, function: impl Fn(f64) -> f64) -> f64 {
    STANDARD_NORMAL_7.iter().fold(0.0, |sum, node| sum + node.weight * function(mean + sd * node.point))
}

/// `count` equally spaced nodes from `low` to `high` weighted by a normal density (trapezoid rule).
///
/// The weights are not normalised: [`crate::ability::eap`] divides by their sum. catR's default is
/// `normal_grid(0.0, 1.0, -4.0, 4.0, 33)`.
///
/// # Panics
/// When `count` is below 2.
pub fn normal_grid(mean: f64, sd: f64, low: f64, high: f64, count: usize) -> Vec<Node> {
    assert!(count >= 2, "a grid has two ends");
    let step = (high - low) / (count - 1) as f64;
    (0..count)
        .map(|index| {
            let point = low + step * index as f64;
            let distance = (point - mean) / sd;
            let density = libm::exp(-0.5 * distance * distance);
            let is_end = index == 0 || index == count - 1;
            Node { point, weight: if is_end { density / 2.0 } else { density } }
        })
        .collect()
}

/// Gauss–Hermite for the standard normal with `count` nodes, ascending: exact for polynomials up to degree 2 `count` − 1. Weights sum to 1.
///
/// Nodes are the eigenvalues of the Jacobi matrix of the orthonormal Hermite polynomials, whose off-diagonal is √1, √2, … (Golub and
/// Welsch, 1969), found by bisection on the number of sign changes (Sturm); weights are 1 / Σ p̃ₖ(x)² (Christoffel). At least one node;
/// up to 300 are good to 14 digits.
///
/// ```
/// use psychometrics::quadrature::gauss_hermite;
///
/// // E[z⁴] = 3
/// let fourth = gauss_hermite(21).iter().fold(0.0, |sum, node| sum + node.weight * (node.point * node.point) * (node.point * node.point));
/// assert!((fourth - 3.0).abs() < 1e-12);
/// ```
pub fn gauss_hermite(count: usize) -> Vec<Node> {
    let count = count.max(1);
    // p̃₀ = 1, √(k+1) p̃ₖ₊₁ = x p̃ₖ − √k p̃ₖ₋₁. As many nodes lie above x as neighbours in p̃₀..p̃ₙ(x) differ in sign.
    let above = |x: f64| {
        let (mut before, mut own, mut changes) = (0.0, 1.0_f64, 0);
        for k in 0..count {
            let next = (x * own - (k as f64).sqrt() * before) / ((k + 1) as f64).sqrt();
            changes += usize::from((next < 0.0) != (own < 0.0));
            (before, own) = (own, next);
        }
        changes
    };
    let end = 2.0 * (count as f64).sqrt() + 1.0;
    let mut nodes = vec![Node { point: 0.0, weight: 0.0 }; count];
    for index in 0..count.div_ceil(2) {
        // The index-th largest.
        let (mut low, mut high) = (0.0, end);
        if count % 2 == 1 && index == count / 2 {
            high = 0.0;
        }
        while high > low {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                break;
            }
            if above(middle) > index {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (mut before, mut own, mut sum) = (0.0, 1.0, 1.0);
        for k in 0..count - 1 {
            let next = (high * own - (k as f64).sqrt() * before) / ((k + 1) as f64).sqrt();
            (before, own) = (own, next);
            sum += own * own;
        }
        nodes[count - 1 - index] = Node { point: high, weight: 1.0 / sum };
        nodes[index] = Node { point: -high, weight: 1.0 / sum };
    }
    nodes
}
