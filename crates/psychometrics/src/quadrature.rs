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
