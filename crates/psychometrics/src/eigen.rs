//! Eigenvalues of small symmetric matrices.

use crate::matrix::SymmetricMatrix;

/// The spectral decomposition M = Σᵢ λᵢ vᵢ vᵢ′ of a symmetric matrix.
///
/// ```
/// use psychometrics::eigen::Eigen;
/// use psychometrics::matrix::SymmetricMatrix;
///
/// let eigen = Eigen::of(&SymmetricMatrix::equicorrelated(3, 0.5));
/// // 1 − ρ twice, and 1 + 2 ρ.
/// assert!((eigen.values[0] - 0.5).abs() < 1e-14 && (eigen.values[2] - 2.0).abs() < 1e-14);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Eigen {
    /// The eigenvalues, ascending.
    pub values: Vec<f64>,
    /// The eigenvectors of length 1, in the order of the values: `vectors[i]` belongs to `values[i]`. Each sign is arbitrary, but
    /// always the same.
    pub vectors: Vec<Vec<f64>>,
}

/// Jacobi's method squares the distance to a diagonal matrix at each sweep; six to ten sweeps are usual.
const MAXIMUM_SWEEPS: usize = 60;

impl Eigen {
    /// By Jacobi's cyclic rotations (1846; Golub and Van Loan, 2013, section 8.5): exact to rounding also for small eigenvalues of
    /// positive definite matrices, in one fixed order, O(n³) a sweep. A matrix with a cell that is not finite gives values that are
    /// not numbers.
    pub fn of(matrix: &SymmetricMatrix) -> Self {
        let size = matrix.size();
        let mut cells = matrix.as_slice().to_vec();
        let mut vectors = SymmetricMatrix::identity(size).as_slice().to_vec();
        for _ in 0..MAXIMUM_SWEEPS {
            let mut turned = false;
            for row in 1..size {
                for column in 0..row {
                    turned |= rotate(&mut cells, &mut vectors, size, column, row);
                }
            }
            if !turned {
                break;
            }
        }
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by(|left, right| cells[left * size + left].total_cmp(&cells[right * size + right]));
        Self {
            values: order.iter().map(|index| cells[index * size + index]).collect(),
            vectors: order.iter().map(|index| (0..size).map(|row| vectors[row * size + index]).collect()).collect(),
        }
    }

    /// Σᵢ f(λᵢ) vᵢ vᵢ′: the matrix with each eigenvalue replaced.
    pub fn rebuilt(&self, replaced: impl Fn(f64) -> f64) -> SymmetricMatrix {
        let size = self.values.len();
        let mut sum = SymmetricMatrix::zeros(size);
        for (value, vector) in self.values.iter().zip(&self.vectors) {
            let value = replaced(*value);
            for row in 0..size {
                for column in 0..=row {
                    sum.set(row, column, sum.get(row, column) + value * (vector[row] * vector[column]));
                }
            }
        }
        sum
    }
}

/// Turns the plane of two axes (p < q) so that their cell becomes zero; false when it is negligible already.
fn rotate(cells: &mut [f64], vectors: &mut [f64], size: usize, p: usize, q: usize) -> bool {
    let off = cells[p * size + q];
    let (first, second) = (cells[p * size + p], cells[q * size + q]);
    // Below the rounding of both diagonal cells: what a rotation would do is not seen. Written so that a NaN ends too.
    if !(off.abs() > f64::EPSILON * 0.25 * (first.abs().sqrt() * second.abs().sqrt()) && off.abs() > f64::MIN_POSITIVE) {
        return false;
    }
    let ratio = (second - first) / (2.0 * off);
    let tangent = if ratio.is_infinite() { 0.0 } else { ratio.signum() / (ratio.abs() + (1.0 + ratio * ratio).sqrt()) };
    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
    let sine = tangent * cosine;
    for k in 0..size {
        let (left, right) = (cells[k * size + p], cells[k * size + q]);
        cells[k * size + p] = cosine * left - sine * right;
        cells[k * size + q] = sine * left + cosine * right;
    }
    for k in 0..size {
        let (left, right) = (cells[p * size + k], cells[q * size + k]);
        cells[p * size + k] = cosine * left - sine * right;
        cells[q * size + k] = sine * left + cosine * right;
    }
    cells[p * size + q] = 0.0;
    cells[q * size + p] = 0.0;
    for k in 0..size {
        let (left, right) = (vectors[k * size + p], vectors[k * size + q]);
        vectors[k * size + p] = cosine * left - sine * right;
        vectors[k * size + q] = sine * left + cosine * right;
    }
    true
}
