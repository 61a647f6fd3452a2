//! The M-step of the abilities: the correlation matrix of largest likelihood.

use crate::matrix::SymmetricMatrix;

/// The correlations, below the diagonal, row by row.
pub(super) fn packed(matrix: &SymmetricMatrix) -> Vec<f64> {
    (1..matrix.size()).flat_map(|row| (0..row).map(move |column| (row, column))).map(|(row, column)| matrix.get(row, column)).collect()
}

/// The matrix of ones on the diagonal and these correlations.
pub(super) fn unpacked(size: usize, correlations: &[f64]) -> SymmetricMatrix {
    let mut matrix = SymmetricMatrix::identity(size);
    let places = (1..size).flat_map(|row| (0..row).map(move |column| (row, column)));
    for ((row, column), correlation) in places.zip(correlations) {
        matrix.set(row, column, *correlation);
    }
    matrix
}

/// Maximises −ln det R − trace(R⁻¹ S) over correlation matrices R, from R: `moments` S are the posterior second moments E[θθ′] averaged over persons.
/// The diagonal of S is not 1, so this is not S itself. Fisher scoring with halving; stays positive definite.
pub(super) fn fitted(from: &SymmetricMatrix, moments: &SymmetricMatrix) -> SymmetricMatrix {
    let size = from.size();
    let mut best = from.clone();
    let Some(mut height) = value(&best, moments) else { return best };
    for _ in 0..50 {
        let Ok(factor) = best.cholesky() else { return best };
        let precision = factor.inverse();
        let places: Vec<(usize, usize)> = (1..size).flat_map(|row| (0..row).map(move |column| (row, column))).collect();
        // R⁻¹ S R⁻¹
        let solved: Vec<Vec<f64>> = (0..size).map(|row| moments.multiply(precision.row(row))).collect();
        let sandwich = |row: usize, column: usize| solved[row].iter().zip(precision.row(column)).fold(0.0, |sum, (a, b)| sum + a * b);
        let gradient: Vec<f64> = places.iter().map(|(row, column)| 2.0 * (sandwich(*row, *column) - precision.get(*row, *column))).collect();
        let mut information = SymmetricMatrix::zeros(places.len());
        for (one, (i, j)) in places.iter().enumerate() {
            for (other, (k, l)) in places.iter().enumerate().take(one + 1) {
                let cell = precision.get(*i, *k) * precision.get(*j, *l) + precision.get(*i, *l) * precision.get(*j, *k);
                information.set(one, other, 2.0 * cell);
            }
        }
        let Ok(information) = information.cholesky() else { return best };
        let step = information.solve(&gradient);
        let largest = step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
        let old = packed(&best);
        let mut fraction = 1.0;
        let found = loop {
            let next = unpacked(size, &old.iter().zip(&step).map(|(value, change)| value + fraction * change).collect::<Vec<f64>>());
            if let Some(next_height) = value(&next, moments).filter(|next| *next >= height - 1e-13 * (1.0 + height.abs())) {
                break Some((next, next_height));
            }
            fraction *= 0.5;
            if fraction < 1e-9 {
                break None;
            }
        };
        let Some((next, next_height)) = found else { return best };
        (best, height) = (next, next_height);
        if largest < 1e-11 {
            break;
        }
    }
    best
}

/// −ln det R − trace(R⁻¹ S); None where R is not positive definite.
fn value(correlation: &SymmetricMatrix, moments: &SymmetricMatrix) -> Option<f64> {
    let factor = correlation.cholesky().ok()?;
    let precision = factor.inverse();
    let trace = precision.as_slice().iter().zip(moments.as_slice()).fold(0.0, |sum, (a, b)| sum + a * b);
    Some(-factor.log_determinant() - trace)
}
