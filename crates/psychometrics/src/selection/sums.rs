//! Sums over a grid, in one fixed order that four lanes can share.
//!
//! Four partial sums, every fourth term to each, then the rest: the same order on every machine, and one that a processor can run side
//! by side.

const LANES: usize = 4;

/// Σ leftᵢ rightᵢ.
pub(crate) fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut partial = [0.0; LANES];
    let (lefts, rights) = (left.chunks_exact(LANES), right.chunks_exact(LANES));
    let rest = lefts.remainder().iter().zip(rights.remainder()).fold(0.0, |sum, (left, right)| sum + left * right);
    for (left, right) in lefts.zip(rights) {
        for lane in 0..LANES {
            partial[lane] += left[lane] * right[lane];
        }
    }
    total(partial, rest)
}

/// Σ firstᵢ secondᵢ thirdᵢ.
pub(crate) fn dot_three(first: &[f64], second: &[f64], third: &[f64]) -> f64 {
    let mut partial = [0.0; LANES];
    let (firsts, seconds, thirds) = (first.chunks_exact(LANES), second.chunks_exact(LANES), third.chunks_exact(LANES));
    let rest =
        firsts.remainder().iter().zip(seconds.remainder()).zip(thirds.remainder()).fold(0.0, |sum, ((first, second), third)| sum + first * second * third);
    for ((first, second), third) in firsts.zip(seconds).zip(thirds) {
        for lane in 0..LANES {
            partial[lane] += first[lane] * second[lane] * third[lane];
        }
    }
    total(partial, rest)
}

/// Σ weightᵢ (pointᵢ − centre)².
pub(crate) fn spread(weights: &[f64], points: &[f64], centre: f64) -> f64 {
    let mut partial = [0.0; LANES];
    let (weights, points) = (weights.chunks_exact(LANES), points.chunks_exact(LANES));
    let term = |weight: f64, point: f64| weight * ((point - centre) * (point - centre));
    let rest = weights.remainder().iter().zip(points.remainder()).fold(0.0, |sum, (weight, point)| sum + term(*weight, *point));
    for (weight, point) in weights.zip(points) {
        for lane in 0..LANES {
            partial[lane] += term(weight[lane], point[lane]);
        }
    }
    total(partial, rest)
}

/// Σ firstᵢ secondᵢ (pointᵢ − centre)².
pub(crate) fn spread_two(first: &[f64], second: &[f64], points: &[f64], centre: f64) -> f64 {
    let mut partial = [0.0; LANES];
    let (firsts, seconds, points) = (first.chunks_exact(LANES), second.chunks_exact(LANES), points.chunks_exact(LANES));
    let term = |first: f64, second: f64, point: f64| first * second * ((point - centre) * (point - centre));
    let rest = firsts
        .remainder()
        .iter()
        .zip(seconds.remainder())
        .zip(points.remainder())
        .fold(0.0, |sum, ((first, second), point)| sum + term(*first, *second, *point));
    for ((first, second), point) in firsts.zip(seconds).zip(points) {
        for lane in 0..LANES {
            partial[lane] += term(first[lane], second[lane], point[lane]);
        }
    }
    total(partial, rest)
}

fn total(partial: [f64; LANES], rest: f64) -> f64 {
    ((partial[0] + partial[1]) + (partial[2] + partial[3])) + rest
}
