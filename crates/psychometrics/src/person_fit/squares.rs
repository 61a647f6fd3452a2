//! Mean squares of residuals.

use super::{PersonFitError, checked};
use crate::ability::Response;

/// Residuals of one person, squared and averaged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanSquares {
    /// The mean of (x − E x)² / Var x over the items; expected 1. Sensitive to surprises on items far from the ability.
    pub outfit: f64,
    /// Σ (x − E x)² / Σ Var x; expected 1. Sensitive to surprises on items near the ability.
    pub infit: f64,
    /// The outfit as an approximately standard normal number (Wilson and Hilferty's cube root, 1931).
    pub outfit_z: f64,
    /// The infit likewise.
    pub infit_z: f64,
}

/// Infit and outfit of a person at an ability (Wright and Masters, 1982, chapter 5), for any model; x is the category's number.
///
/// With q² the variance of the mean square, z = (∛MS − 1) · 3/q + q/3. As in mirt q is at most √2: beyond, the cube root is no
/// approximation. Items whose answer is certain at this ability (a variance below 1e-10) are left out: they surprise nobody, or without measure.
pub fn infit_outfit(responses: &[Response<'_>], theta: f64) -> Result<MeanSquares, PersonFitError> {
    infit_outfit_floored(responses, theta, 0.0)
}

/// The least variance of an answer in mirt's person and item fit: √0.00001.
pub const MIRT_LEAST_VARIANCE: f64 = 0.003_162_277_660_168_379_5;

/// [`infit_outfit`] with answers of a smaller variance counted as if they had this one, between 0 and 1.
///
/// It tames the outfit, which a single surprise on a far too easy item can make as large as one likes, at the price of a mean that is no longer 1.
/// mirt does so without saying, with [`MIRT_LEAST_VARIANCE`].
pub fn infit_outfit_floored(responses: &[Response<'_>], theta: f64, least_variance: f64) -> Result<MeanSquares, PersonFitError> {
    if !(0.0..=1.0).contains(&least_variance) {
        return Err(crate::ability::AbilityError::NotFinite.into());
    }
    let answers = checked(responses, theta)?;
    let mut probabilities = Vec::new();
    let (mut count, mut standardised, mut squares, mut variances) = (0.0, 0.0, 0.0, 0.0);
    let (mut spread_outfit, mut spread_infit) = (0.0, 0.0);
    for response in answers.ordered() {
        response.model.probabilities(theta, &mut probabilities);
        let mean = moment(&probabilities, 0.0, 1);
        let (variance, fourth) = (moment(&probabilities, mean, 2).max(least_variance), moment(&probabilities, mean, 4));
        if variance < CERTAIN {
            continue;
        }
        let residual = response.category as f64 - mean;
        count += 1.0;
        standardised += residual * residual / variance;
        squares += residual * residual;
        variances += variance;
        spread_outfit += fourth / (variance * variance);
        spread_infit += fourth - variance * variance;
    }
    if count < 1.0 {
        return Err(PersonFitError::NoVariance);
    }
    let (outfit, infit) = (standardised / count, squares / variances);
    Ok(MeanSquares {
        outfit,
        infit,
        outfit_z: cube_root_z(outfit, spread_outfit / (count * count) - 1.0 / count),
        infit_z: cube_root_z(infit, spread_infit / (variances * variances)),
    })
}

const CERTAIN: f64 = 1e-10;

/// Σ P (k − centre)^power.
fn moment(probabilities: &[f64], centre: f64, power: usize) -> f64 {
    probabilities.iter().enumerate().fold(0.0, |sum, (category, probability)| {
        let distance = category as f64 - centre;
        sum + (0..power).fold(*probability, |product, _| product * distance)
    })
}

fn cube_root_z(mean_square: f64, variance: f64) -> f64 {
    let q = variance.max(SMALLEST).sqrt().min(LARGEST);
    (libm::cbrt(mean_square) - 1.0) * (3.0 / q) + q / 3.0
}

/// Two equally likely categories leave no variance in their squared residual: z is then 0 up to q / 3.
const SMALLEST: f64 = 1e-12;
/// √2 to four digits, as mirt writes it: the fifth shows in z.
const LARGEST: f64 = 14_142.0 / 10_000.0;
