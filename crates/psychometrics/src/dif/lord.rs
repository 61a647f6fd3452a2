//! Lord's chi-square: do two calibrations give an item the same parameters?

use super::DifError;
use crate::distribution::chi_square_p_value;
use crate::matrix::SymmetricMatrix;

/// What the test says about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lord {
    /// Chi-square with `degrees` degrees of freedom.
    pub chi_square: f64,
    /// How many parameters were compared.
    pub degrees: usize,
    /// P(a larger statistic if the parameters are the same).
    pub p_value: f64,
}

/// The estimates of one item's parameters in one group, with their covariance.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// The parameters, in the same order in both groups and on one scale: link the calibrations first ([`crate::linking`]).
    pub values: Vec<f64>,
    /// The covariance of their errors.
    pub covariance: SymmetricMatrix,
}

/// χ² = d′ (Σ₁ + Σ₂)⁻¹ d with d the difference of the estimates of two independent calibrations (Lord, 1980, p. 223). A Wald test.
///
/// ```
/// use psychometrics::dif::lord::{Estimates, lord};
/// use psychometrics::matrix::SymmetricMatrix;
///
/// let at = |difficulty: f64| Estimates {
///     values: vec![1.2, difficulty],
///     covariance: SymmetricMatrix::from_rows(2, vec![0.02, 0.0, 0.0, 0.01]).unwrap(),
/// };
/// // A difference of 0.5 with a standard error of √0.02
/// assert!((lord(&at(0.0), &at(0.5))?.chi_square - 12.5).abs() < 1e-12);
/// # Ok::<(), psychometrics::dif::DifError>(())
/// ```
pub fn lord(reference: &Estimates, focal: &Estimates) -> Result<Lord, DifError> {
    let size = reference.values.len();
    let fits =
        |estimates: &Estimates| estimates.values.len() == size && estimates.covariance.size() == size && estimates.values.iter().all(|value| value.is_finite());
    if size == 0 || !fits(reference) || !fits(focal) {
        return Err(DifError::BadEstimates);
    }
    let difference: Vec<f64> = reference.values.iter().zip(&focal.values).map(|(left, right)| left - right).collect();
    let sum: Vec<f64> = reference.covariance.as_slice().iter().zip(focal.covariance.as_slice()).map(|(left, right)| left + right).collect();
    let sum = SymmetricMatrix::from_rows(size, sum).map_err(|_| DifError::BadEstimates)?;
    let solved = sum.covariance_factor().map_err(|_| DifError::CovarianceNotPositive)?.solve(&difference);
    let chi_square = difference.iter().zip(&solved).fold(0.0, |sum, (left, right)| sum + left * right);
    if !chi_square.is_finite() {
        return Err(DifError::CovarianceNotPositive);
    }
    Ok(Lord { chi_square, degrees: size, p_value: chi_square_p_value(chi_square, size) })
}
