//! How uncertain a link is, because the item parameters are.

use super::parameters::{parameters, with_parameter_moved};
use super::{LinkingError, Method, Settings, Transformation, check, link, solve};
use crate::matrix::SymmetricMatrix;
use crate::model::ItemModel;

/// A link with the uncertainty of its two constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkingUncertainty {
    /// The link.
    pub transformation: Transformation,
    /// The standard error of A.
    pub slope_error: f64,
    /// The standard error of B.
    pub intercept_error: f64,
    /// The covariance of A and B.
    pub covariance: f64,
}

impl LinkingUncertainty {
    /// The part of the standard error of a transformed ability that comes from the link alone: √Var(A θ + B) at a θ of the source scale.
    pub fn error_at(&self, theta: f64) -> f64 {
        let variance = theta * theta * self.slope_error * self.slope_error + 2.0 * theta * self.covariance + self.intercept_error * self.intercept_error;
        variance.max(0.0).sqrt()
    }
}

/// The link with standard errors by the delta method (Ogasawara, 2000, 2001): the derivatives of A and B in every item parameter, times
/// the covariance of their estimates. The two calibrations are independent.
///
/// The covariances are those of the common items' parameters only, item after item, each item's in the order in which [`ItemModel`]
/// declares them (a, b, c, d; a, steps; slopes, intercepts). Derivatives are central differences of the link itself, one-sided
/// where a parameter stands at the border of what a model allows.
pub fn standard_errors(
    source: &[ItemModel],
    target: &[ItemModel],
    covariances: (&SymmetricMatrix, &SymmetricMatrix),
    method: Method,
    settings: &Settings,
) -> Result<LinkingUncertainty, LinkingError> {
    let transformation = link(source, target, method, settings)?;
    let by_source = derivatives(source, |moved| solve_checked(moved, target, method, settings, transformation))?;
    let by_target = derivatives(target, |moved| solve_checked(source, moved, method, settings, transformation))?;
    let sides = [(&by_source, covariances.0), (&by_target, covariances.1)];
    if sides.iter().any(|(gradient, covariance)| gradient.0.len() != covariance.size()) {
        return Err(LinkingError::BadCovariance);
    }
    let (mut slope, mut intercept, mut covariance) = (0.0, 0.0, 0.0);
    for (gradient, matrix) in sides {
        slope += matrix.quadratic_form(&gradient.0);
        intercept += matrix.quadratic_form(&gradient.1);
        covariance += matrix.multiply(&gradient.0).iter().zip(&gradient.1).fold(0.0, |sum, (left, right)| sum + left * right);
    }
    if !(slope >= 0.0 && intercept >= 0.0 && slope.is_finite() && intercept.is_finite()) {
        return Err(LinkingError::BadCovariance);
    }
    Ok(LinkingUncertainty { transformation, slope_error: slope.sqrt(), intercept_error: intercept.sqrt(), covariance })
}

fn solve_checked(
    source: &[ItemModel],
    target: &[ItemModel],
    method: Method,
    settings: &Settings,
    start: Transformation,
) -> Result<Transformation, LinkingError> {
    check(source, target, method)?;
    solve(source, target, method, settings, Some(start))
}

/// The derivatives of A and of B in every parameter of `items`.
fn derivatives(items: &[ItemModel], solve: impl Fn(&[ItemModel]) -> Result<Transformation, LinkingError>) -> Result<(Vec<f64>, Vec<f64>), LinkingError> {
    let (mut of_slope, mut of_intercept) = (Vec::new(), Vec::new());
    let mut moved = items.to_vec();
    for (item, model) in items.iter().enumerate() {
        for (place, value) in parameters(model).iter().enumerate() {
            let step = STEP * value.abs().max(1.0);
            let mut at = |by: f64| {
                moved[item] = with_parameter_moved(model, place, by);
                let solved = solve(&moved);
                moved[item] = model.clone();
                solved
            };
            let (above, below) = (at(step), at(-step));
            let (above, below, run) = match (above, below) {
                (Ok(above), Ok(below)) => (above, below, 2.0 * step),
                (Ok(above), Err(_)) => (above, at(0.0)?, step),
                (Err(_), Ok(below)) => (at(0.0)?, below, step),
                (Err(error), Err(_)) => return Err(error),
            };
            of_slope.push((above.slope - below.slope) / run);
            of_intercept.push((above.intercept - below.intercept) / run);
        }
    }
    Ok((of_slope, of_intercept))
}

/// Links settle to about 1e-13: differences over 2e-5 are good to nine digits, and their curvature spoils the tenth.
const STEP: f64 = 1e-5;
