//! The nearest correlation matrix.

use crate::eigen::Eigen;
use crate::matrix::{MatrixError, SymmetricMatrix};

/// The correlation matrix nearest to a symmetric matrix, in the sum of squared differences (Higham, 2002), with no eigenvalue below `smallest`.
///
/// Correlations estimated pair by pair need not fit together: some combination of abilities may get a negative variance. This repairs them with
/// the least change. Alternating projections on the matrices without small eigenvalues and on those of diagonal 1, with Dykstra's
/// correction for the first; then, so that rounding leaves the promise whole, a last scaling to diagonal 1. A matrix that is a correlation
/// matrix already comes back unchanged.
///
/// `smallest` must be at least 0 and below 1: 1e-4 keeps the inverse usable. Errors: [`MatrixError::NotFinite`] for a cell that is not a number,
/// [`MatrixError::NotPositiveDefinite`] for a `smallest` out of range.
///
/// ```
/// use psychometrics::matrix::SymmetricMatrix;
/// use psychometrics::calibration::multidimensional::nearest_correlation;
///
/// // Higham's example: 1 between neighbours, 0 between the ends.
/// let given = SymmetricMatrix::from_rows(3, vec![1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0])?;
/// let found = nearest_correlation(&given, 0.0)?;
/// assert!((found.get(0, 1) - 0.7607).abs() < 1e-4 && (found.get(0, 2) - 0.1573).abs() < 1e-4);
/// # Ok::<(), psychometrics::matrix::MatrixError>(())
/// ```
pub fn nearest_correlation(given: &SymmetricMatrix, smallest: f64) -> Result<SymmetricMatrix, MatrixError> {
    let size = given.size();
    if let Some(place) = given.as_slice().iter().position(|cell| !cell.is_finite()) {
        return Err(MatrixError::NotFinite { row: place / size, column: place % size });
    }
    if !(0.0..1.0).contains(&smallest) {
        return Err(MatrixError::NotPositiveDefinite { row: 0 });
    }
    let has_unit_diagonal = (0..size).all(|index| given.get(index, index).to_bits() == 1.0_f64.to_bits());
    if has_unit_diagonal && Eigen::of(given).values.iter().all(|value| *value >= smallest) {
        return Ok(given.clone());
    }
    let mut current = given.clone();
    let mut correction = SymmetricMatrix::zeros(size);
    for _ in 0..MAXIMUM_PROJECTIONS {
        let corrected = combined(&current, &correction, -1.0);
        let projected = Eigen::of(&corrected).rebuilt(|value| value.max(smallest));
        correction = combined(&projected, &corrected, -1.0);
        let mut next = projected;
        for index in 0..size {
            next.set(index, index, 1.0);
        }
        let moved = next.as_slice().iter().zip(current.as_slice()).fold(0.0_f64, |largest, (a, b)| largest.max((a - b).abs()));
        current = next;
        if moved < 1e-11 {
            break;
        }
    }
    // The two sets meet within rounding: end on the first, scaled to the second.
    let inside = Eigen::of(&current).rebuilt(|value| value.max(smallest));
    let scale: Vec<f64> = (0..size).map(|index| inside.get(index, index).max(f64::MIN_POSITIVE).sqrt()).collect();
    let mut correlation = SymmetricMatrix::identity(size);
    for row in 0..size {
        for column in 0..row {
            correlation.set(row, column, (inside.get(row, column) / (scale[row] * scale[column])).clamp(-1.0, 1.0));
        }
    }
    Ok(correlation)
}

/// The method is linear, slowly at worst; a five by five matrix needs a few dozens.
const MAXIMUM_PROJECTIONS: usize = 5000;

/// left + factor · right
fn combined(left: &SymmetricMatrix, right: &SymmetricMatrix, factor: f64) -> SymmetricMatrix {
    let mut sum = left.clone();
    for row in 0..sum.size() {
        for column in 0..=row {
            sum.set(row, column, left.get(row, column) + factor * right.get(row, column));
        }
    }
    sum
}
