//! The length of a residual in the metric of its own covariance, parameters taken out.

use super::moments::System;

/// What is left of the moments' residuals.
pub(super) struct Residual {
    /// The squared length of the whitened residual outside the span of the whitened columns.
    pub square: f64,
    /// The number of linearly independent columns.
    pub rank: usize,
}

/// The whitened column's part outside of the ones before, relative to its length, below which it is a combination of them. Rounding leaves
/// 1e-13 of it; the least identified parameter of a model that can be calibrated at all leaves 1e-4.
const DEPENDENT: f64 = 1e-8;

/// What is left of a moment's variance, given the moments before it, below which it follows from them.
const CERTAIN: f64 = 1e-12;

impl Residual {
    /// `None` when the covariance matrix of the moments is singular.
    pub fn new(system: &System, observed: &[f64], columns: &[Vec<f64>]) -> Option<Self> {
        let size = system.moments();
        let mut lower: Vec<Vec<f64>> = (0..size).map(|row| system.covariances(row)).collect();
        let scales: Vec<f64> = lower.iter().map(|row| row[row.len() - 1].max(0.0).sqrt()).collect();
        if scales.iter().any(|scale| !(scale.is_finite() && *scale > 1e-12)) {
            return None;
        }
        for (row, cells) in lower.iter_mut().enumerate() {
            for (cell, scale) in cells.iter_mut().zip(&scales) {
                *cell /= scales[row] * scale;
            }
        }
        factorise(&mut lower)?;
        let difference: Vec<f64> = observed.iter().zip(system.expected()).map(|(seen, meant)| seen - meant).collect();
        let mut vectors: Vec<Vec<f64>> = std::iter::once(difference.as_slice())
            .chain(columns.iter().map(Vec::as_slice))
            .map(|vector| vector.iter().zip(&scales).map(|(value, scale)| value / scale).collect())
            .collect();
        solve(&lower, &mut vectors);
        let mut vectors = vectors.into_iter();
        let mut residual = vectors.next()?;
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for mut direction in vectors {
            let length = dot(&direction, &direction).sqrt();
            // Twice is enough (Kahan, in Parlett, 1980).
            for _ in 0..2 {
                take_out(&mut direction, &basis);
            }
            let rest = dot(&direction, &direction).sqrt();
            if !rest.is_finite() {
                return None;
            }
            if rest > DEPENDENT * length {
                for cell in &mut direction {
                    *cell /= rest;
                }
                basis.push(direction);
            }
        }
        for _ in 0..2 {
            take_out(&mut residual, &basis);
        }
        let square = dot(&residual, &residual);
        square.is_finite().then_some(Self { square, rank: basis.len() })
    }
}

fn take_out(vector: &mut [f64], basis: &[Vec<f64>]) {
    for direction in basis {
        let along = dot(vector, direction);
        for (cell, part) in vector.iter_mut().zip(direction) {
            *cell -= along * part;
        }
    }
}

/// How many rows are worked on at once: each earlier row is then fetched from memory once for all of them.
const PANEL: usize = 16;

/// Cholesky's factor in place of the lower triangle of a correlation matrix.
fn factorise(lower: &mut [Vec<f64>]) -> Option<()> {
    let size = lower.len();
    for start in (0..size).step_by(PANEL) {
        let (above, panel) = lower.split_at_mut(start);
        let panel = &mut panel[..PANEL.min(size - start)];
        for (column, other) in above.iter().enumerate() {
            for own in panel.iter_mut() {
                own[column] = (own[column] - dot(&own[..column], &other[..column])) / other[column];
            }
        }
        for place in 0..panel.len() {
            let (before, own) = panel.split_at_mut(place);
            let own = &mut own[0];
            for (other, column) in before.iter().zip(start..) {
                own[column] = (own[column] - dot(&own[..column], &other[..column])) / other[column];
            }
            let row = start + place;
            let rest = own[row] - dot(&own[..row], &own[..row]);
            if !(rest.is_finite() && rest > CERTAIN) {
                return None;
            }
            own[row] = rest.sqrt();
        }
    }
    Some(())
}

/// Each vector v becomes L⁻¹ v.
fn solve(lower: &[Vec<f64>], vectors: &mut [Vec<f64>]) {
    for (row, own) in lower.iter().enumerate() {
        for vector in vectors.iter_mut() {
            vector[row] = (vector[row] - dot(&own[..row], &vector[..row])) / own[row];
        }
    }
}

/// Eight sums side by side, added up in a fixed order: the processor works on several at once, and the bits are the same everywhere.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (left_blocks, right_blocks) = (left.chunks_exact(8), right.chunks_exact(8));
    let tail = left_blocks.remainder().iter().zip(right_blocks.remainder()).fold(0.0, |sum, (a, b)| sum + a * b);
    for (a, b) in left_blocks.zip(right_blocks) {
        for ((sum, x), y) in sums.iter_mut().zip(a).zip(b) {
            *sum += x * y;
        }
    }
    let halves = (sums[0] + sums[4] + (sums[2] + sums[6]), sums[1] + sums[5] + (sums[3] + sums[7]));
    halves.0 + halves.1 + tail
}
