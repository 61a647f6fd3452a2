//! The distributions that tests of hypotheses need: normal, chi-square (central and not), Student's t and Fisher's F.
//!
//! Tails are computed directly, never as 1 minus the other side, so that a
//! p-value of 1e-300 is as exact as one of 0.5. Known values are in `tests/it/distribution.rs`.
//!
//! ```
//! use psychometrics::distribution::ChiSquare;
//!
//! let chi_square = ChiSquare::new(1.0)?;
//! assert!((chi_square.survival(3.841_458_820_694_124) - 0.05).abs() < 1e-12);
//! assert!((chi_square.quantile(0.95)? - 3.841_458_820_694_124).abs() < 1e-12);
//! # Ok::<(), psychometrics::distribution::DistributionError>(())
//! ```

mod chi_square;
mod fisher_f;
mod incomplete_beta;
mod incomplete_gamma;
mod noncentral_chi_square;
mod normal;
mod student_t;

pub use chi_square::ChiSquare;
pub(crate) use chi_square::p_value as chi_square_p_value;
pub use fisher_f::FisherF;
pub use incomplete_beta::regularised_beta;
pub use incomplete_gamma::regularised_gamma;
pub use noncentral_chi_square::NoncentralChiSquare;
pub(crate) use noncentral_chi_square::cumulative as noncentral_cumulative;
pub use normal::{normal_cdf, normal_quantile};
pub use student_t::StudentT;

use std::fmt;

/// Why a distribution has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DistributionError {
    /// Degrees of freedom (or a shape) that are not a positive finite number of at most [`SHAPE_LIMIT`].
    ShapeOutOfRange,
    /// A probability outside 0 to 1, or not a number.
    NotAProbability,
    /// An argument outside the distribution's range, or not a number.
    ArgumentOutOfRange,
}

impl fmt::Display for DistributionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ShapeOutOfRange => "the degrees of freedom are not a positive number of at most 1e9",
            Self::NotAProbability => "a probability is not between 0 and 1",
            Self::ArgumentOutOfRange => "the argument lies outside the range of the distribution",
        })
    }
}

impl std::error::Error for DistributionError {}

/// The largest degrees of freedom: beyond it the normal distribution is exact to every digit that anyone prints.
pub const SHAPE_LIMIT: f64 = 1e9;

fn check_shape(shape: f64) -> Result<f64, DistributionError> {
    if shape > 0.0 && shape <= SHAPE_LIMIT { Ok(shape) } else { Err(DistributionError::ShapeOutOfRange) }
}

/// The x of the given range at which an increasing function passes zero, to the last bit, by bisection.
fn bisect(mut low: f64, mut high: f64, increasing: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if increasing(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π]: Stirling's error (Abramowitz and Stegun, 1964, 6.1.41), for x ≥ 10 within 1e-15.
fn stirling_error(x: f64) -> f64 {
    let inverse = 1.0 / x;
    let squared = inverse * inverse;
    let series = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    inverse * series.iter().rev().fold(0.0, |sum, term| sum * squared + term)
}

/// Where Stirling's series serves.
const STIRLING_FROM: f64 = 10.0;

const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// What a continued fraction may divide by (Lentz's method, as Thompson and Barnett, 1986, mend it).
fn nonzero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}
