//! Sums over a grid, in one fixed order that four lanes can share.

/// Σ leftᵢ rightᵢ. Four partial sums, every fourth product to each, then the rest: the same order on every machine, and
/// one that a processor can run side by side.
pub(crate) fn dot(left: &[f64], right: &[f64]) -> f64 {
    lanes(left.len().min(right.len()), |index| left[index] * right[index])
}

/// Σ firstᵢ secondᵢ thirdᵢ, in the same order.
pub(crate) fn dot_three(first: &[f64], second: &[f64], third: &[f64]) -> f64 {
    lanes(first.len().min(second.len()).min(third.len()), |index| first[index] * second[index] * third[index])
}

/// Σ weightᵢ (pointᵢ − centre)².
pub(crate) fn spread(weights: &[f64], points: &[f64], centre: f64) -> f64 {
    lanes(weights.len().min(points.len()), |index| {
        let distance = points[index] - centre;
        weights[index] * (distance * distance)
    })
}

/// Σ firstᵢ secondᵢ (pointᵢ − centre)².
pub(crate) fn spread_two(first: &[f64], second: &[f64], points: &[f64], centre: f64) -> f64 {
    lanes(first.len().min(second.len()).min(points.len()), |index| {
        let distance = points[index] - centre;
        first[index] * second[index] * (distance * distance)
    })
}

/// Σ firstᵢ secondᵢ thirdᵢ (pointᵢ − centre)².
pub(crate) fn spread_three(first: &[f64], second: &[f64], third: &[f64], points: &[f64], centre: f64) -> f64 {
    lanes(first.len().min(second.len()).min(third.len()).min(points.len()), |index| {
        let distance = points[index] - centre;
        first[index] * second[index] * third[index] * (distance * distance)
    })
}

#[inline]
fn lanes(count: usize, term: impl Fn(usize) -> f64) -> f64 {
    let mut partial = [0.0; 4];
    let whole = count - count % 4;
    let mut index = 0;
    while index < whole {
        for (lane, sum) in partial.iter_mut().enumerate() {
            *sum += term(index + lane);
        }
        index += 4;
    }
    let mut rest = 0.0;
    while index < count {
        rest += term(index);
        index += 1;
    }
    ((partial[0] + partial[1]) + (partial[2] + partial[3])) + rest
}
