//! Areas between the response curves of two groups.

use super::DifError;
use super::lord::Estimates;
use crate::distribution::normal_cdf;
use crate::model::ItemModel;
use crate::quadrature::Node;

/// An area with its test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The area, in units of ability (times probability).
    pub area: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Area / standard error; 0 where both are 0.
    pub z: f64,
    /// P(a larger |z| if the curves are the same), two-sided.
    pub p_value: f64,
}

/// The exact area between two 2PL curves over the whole scale (Raju, 1988), with its standard error (Raju, 1990).
///
/// `values` of each group are (discrimination, difficulty), on one scale. Signed: `b_F` − `b_R`, positive where the item is harder for
/// the focal group. Unsigned: |2 (`a_F` − `a_R`) / (`a_F` `a_R`) ln(1 + e^Y) − (`b_F` − `b_R`)| with Y = `a_F` `a_R` (`b_F` − `b_R`) / (`a_F` − `a_R`).
/// `guessing` is the lower asymptote that both groups must share for the area to be finite; it shrinks area and error by 1 − c.
///
/// The unsigned area is a size, so its z under equality is not normal (it cannot be negative): read its p-value as a screening.
pub fn areas(reference: &Estimates, focal: &Estimates, guessing: f64) -> Result<(Area, Area), DifError> {
    let read = |estimates: &Estimates| -> Result<(f64, f64), DifError> {
        match estimates.values[..] {
            [discrimination, difficulty]
                if discrimination > 0.0 && discrimination.is_finite() && difficulty.is_finite() && estimates.covariance.size() == 2 =>
            {
                Ok((discrimination, difficulty))
            }
            _ => Err(DifError::BadEstimates),
        }
    };
    let ((a_reference, b_reference), (a_focal, b_focal)) = (read(reference)?, read(focal)?);
    if !(0.0..1.0).contains(&guessing) {
        return Err(DifError::BadEstimates);
    }
    let distance = b_focal - b_reference;
    let signed = area(distance, &[0.0, -1.0], &[0.0, 1.0], reference, focal, guessing)?;
    // H = 2 w ln(1 + e^(D / w)) − D, with D the difference of difficulties and w that of 1 / a; its derivative in D is 2 s − 1, in w
    // 2 (ln(1 + e^Y) − s Y).
    let width = 1.0 / a_reference - 1.0 / a_focal;
    let unsigned = if width.abs() < 1e-9 * (1.0 / a_reference) {
        let side = if distance < 0.0 { -1.0 } else { 1.0 };
        area(distance.abs(), &[0.0, -side], &[0.0, side], reference, focal, guessing)?
    } else {
        let y = distance / width;
        let small = libm::exp(-y.abs());
        let softplus = y.max(0.0) + libm::log1p(small);
        let s = if y >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) };
        let h = 2.0 * width * softplus - distance;
        let side = if h < 0.0 { -1.0 } else { 1.0 };
        let (by_distance, by_width) = (side * (2.0 * s - 1.0), side * 2.0 * (softplus - s * y));
        let by_reference = [-by_width / (a_reference * a_reference), -by_distance];
        let by_focal = [by_width / (a_focal * a_focal), by_distance];
        area(h.abs(), &by_reference, &by_focal, reference, focal, guessing)?
    };
    Ok((signed, unsigned))
}

fn area(size: f64, by_reference: &[f64], by_focal: &[f64], reference: &Estimates, focal: &Estimates, guessing: f64) -> Result<Area, DifError> {
    let variance = reference.covariance.quadratic_form(by_reference) + focal.covariance.quadratic_form(by_focal);
    if !(variance >= 0.0 && variance.is_finite()) {
        return Err(DifError::CovarianceNotPositive);
    }
    let (area, standard_error) = (size * (1.0 - guessing), variance.sqrt() * (1.0 - guessing));
    if standard_error <= 0.0 && area != 0.0 {
        return Err(DifError::CovarianceNotPositive);
    }
    let z = if area == 0.0 { 0.0 } else { area / standard_error };
    Ok(Area { area, standard_error, z, p_value: 2.0 * normal_cdf(-z.abs()) })
}

/// How far two items' expected scores are apart, on average over a distribution of ability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreDifference {
    /// The mean of focal minus reference, in points: negative favours the reference group.
    pub signed: f64,
    /// The mean of the absolute difference.
    pub unsigned: f64,
    /// The mean of the squared difference: NCDIF (Raju, van der Linden and Fleer, 1995) when `nodes` are the focal group's abilities.
    pub squared: f64,
}

/// For any two models of the same number of categories, by quadrature. `nodes` must have a positive sum of weights and no negative
/// one; they need not sum to 1.
pub fn score_difference(reference: &ItemModel, focal: &ItemModel, nodes: &[Node]) -> Result<ScoreDifference, DifError> {
    if reference.validate().is_err() || focal.validate().is_err() || reference.categories() != focal.categories() {
        return Err(DifError::ModelsDiffer);
    }
    let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
    if !(total > 0.0 && total.is_finite()) || nodes.iter().any(|node| node.weight < 0.0 || !node.point.is_finite()) {
        return Err(DifError::BadEstimates);
    }
    let mut mean = ScoreDifference { signed: 0.0, unsigned: 0.0, squared: 0.0 };
    for node in nodes {
        let difference = focal.expected_score(node.point) - reference.expected_score(node.point);
        mean.signed += node.weight / total * difference;
        mean.unsigned += node.weight / total * difference.abs();
        mean.squared += node.weight / total * (difference * difference);
    }
    Ok(mean)
}
