//! Drift: does an item still measure what it measured when it was calibrated?
//!
//! Items wear out: they become known, or what they ask becomes common knowledge. Three views of it:
//!
//! - [`robust_z`]: among the differences of two calibrations, which are outliers? Needs no standard errors.
//! - [`change`]: is a parameter's change larger than the standard errors of the two estimates allow? For several parameters at once
//!   with their covariance, [`crate::dif::lord::lord`].
//! - [`Cusum`]: as answers come in, do they stray from what the item's parameters and the persons' abilities predict?
//!
//! [`stable_items`] combines the first with [`crate::linking`]: link, drop the outliers, link again.

use std::fmt;

use crate::distribution::normal_cdf;
use crate::linking::{LinkingError, Method, Settings, Transformation, link};
use crate::model::ItemModel;

/// Why drift cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftError {
    /// The two lists have different lengths.
    LengthsDiffer {
        /// How many values the older list has.
        old: usize,
        /// How many values the newer list has.
        new: usize,
    },
    /// Outliers cannot be told among fewer than four values.
    TooFewItems,
    /// A value is not finite, a standard error or a limit is not positive.
    OutOfRange,
    /// At least half of the differences are the same: there is no spread to compare the others with.
    NoSpread,
    /// An answer is in a category that the item does not have, or the item is not a response model.
    BadAnswer,
    /// The items left cannot be linked.
    Linking(LinkingError),
}

impl fmt::Display for DriftError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LengthsDiffer { old, new } => write!(formatter, "{old} older values and {new} newer ones"),
            Self::TooFewItems => formatter.write_str("outliers cannot be told among fewer than four items"),
            Self::OutOfRange => formatter.write_str("a value is not finite, or an error or a limit is not positive"),
            Self::NoSpread => formatter.write_str("half of the differences are the same: there is no spread to compare with"),
            Self::BadAnswer => formatter.write_str("the item is not a response model, or has no such category"),
            Self::Linking(error) => write!(formatter, "the link: {error}"),
        }
    }
}

impl std::error::Error for DriftError {}

/// The robust z of each difference.
#[derive(Clone, Debug, PartialEq)]
pub struct RobustZ {
    /// The median of the differences: what the link has not removed.
    pub median: f64,
    /// Their interquartile range.
    pub interquartile_range: f64,
    /// (difference − median) / (0.74 interquartile range), for each item.
    pub z: Vec<f64>,
    /// The items with |z| above the limit, ascending.
    pub drifted: Vec<usize>,
}

/// z = (d − median d) / (0.74 IQR d), with d = new − old, linked to one scale (Huynh and Meyer, 2010). 0.74 IQR is the standard deviation
/// of normal differences, untouched by a few outliers. Usual limits are 1.645 and 1.96. Quartiles interpolate as R's type 7.
///
/// ```
/// use psychometrics::drift::robust_z;
///
/// let old = [-1.2, -0.5, 0.0, 0.4, 0.9, 1.3];
/// let new = [-1.15, -0.52, 0.03, 0.38, 1.7, 1.33];
/// assert_eq!(robust_z(&old, &new, 1.96)?.drifted, [4]);
/// # Ok::<(), psychometrics::drift::DriftError>(())
/// ```
pub fn robust_z(old: &[f64], new: &[f64], limit: f64) -> Result<RobustZ, DriftError> {
    if old.len() != new.len() {
        return Err(DriftError::LengthsDiffer { old: old.len(), new: new.len() });
    }
    if old.len() < 4 {
        return Err(DriftError::TooFewItems);
    }
    let differences: Vec<f64> = old.iter().zip(new).map(|(old, new)| new - old).collect();
    if limit.is_nan() || limit <= 0.0 || differences.iter().any(|difference| !difference.is_finite()) {
        return Err(DriftError::OutOfRange);
    }
    let mut sorted = differences.clone();
    sorted.sort_by(f64::total_cmp);
    let median = quantile(&sorted, 0.5);
    let interquartile_range = quantile(&sorted, 0.75) - quantile(&sorted, 0.25);
    if interquartile_range <= 1e-12 * sorted[0].abs().max(sorted[sorted.len() - 1].abs()) {
        return Err(DriftError::NoSpread);
    }
    let z: Vec<f64> = differences.iter().map(|difference| (difference - median) / (0.74 * interquartile_range)).collect();
    let drifted = z.iter().enumerate().filter(|(_, z)| z.abs() > limit).map(|(item, _)| item).collect();
    Ok(RobustZ { median, interquartile_range, z, drifted })
}

/// Linear interpolation between order statistics (Hyndman and Fan, 1996, type 7).
fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let place = probability * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

/// A change with its test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// New minus old.
    pub difference: f64,
    /// Its standard error, √(`old_error`² + `new_error`²).
    pub standard_error: f64,
    /// (difference / standard error)², chi-square with one degree of freedom.
    pub chi_square: f64,
    /// P(a larger change if the parameter is the same).
    pub p_value: f64,
}

/// Whether one parameter changed between two independent calibrations on one scale (Lord, 1980, chapter 14, for one parameter).
pub fn change(old: f64, old_error: f64, new: f64, new_error: f64) -> Result<Change, DriftError> {
    let variance = old_error * old_error + new_error * new_error;
    if !(old.is_finite() && new.is_finite() && variance.is_finite() && variance > 0.0 && old_error >= 0.0 && new_error >= 0.0) {
        return Err(DriftError::OutOfRange);
    }
    let (difference, standard_error) = (new - old, variance.sqrt());
    let z = difference / standard_error;
    Ok(Change { difference, standard_error, chi_square: z * z, p_value: 2.0 * normal_cdf(-z.abs()) })
}

/// The anchors that kept their place, and the link through them.
#[derive(Clone, Debug, PartialEq)]
pub struct StableItems {
    /// The link from the old scale to the new one through the stable items.
    pub transformation: Transformation,
    /// The items that stay, ascending.
    pub stable: Vec<usize>,
    /// The items that were dropped, ascending.
    pub drifted: Vec<usize>,
    /// How many links were computed.
    pub rounds: usize,
}

/// Links `old` to `new` through all common items, drops the one whose difficulty is the farthest outlier by [`robust_z`], and so on until none
/// is beyond `limit`. At most half of the items are dropped, and at least four stay.
///
/// One at a time, because a drifted anchor moves the link and makes good ones look bad (Huynh and Meyer, 2010).
pub fn stable_items(old: &[ItemModel], new: &[ItemModel], method: Method, settings: &Settings, limit: f64) -> Result<StableItems, DriftError> {
    if old.len() != new.len() {
        return Err(DriftError::LengthsDiffer { old: old.len(), new: new.len() });
    }
    let mut stable: Vec<usize> = (0..old.len()).collect();
    let mut drifted = Vec::new();
    let mut rounds = 0;
    loop {
        rounds += 1;
        let pick = |items: &[ItemModel]| -> Vec<ItemModel> { stable.iter().map(|item| items[*item].clone()).collect() };
        let (old_items, new_items) = (pick(old), pick(new));
        let transformation = link(&old_items, &new_items, method, settings).map_err(DriftError::Linking)?;
        let places = |items: &[ItemModel]| -> Vec<f64> { items.iter().map(ItemModel::difficulty).collect() };
        let moved: Vec<f64> = places(&old_items).iter().map(|place| transformation.ability(*place)).collect();
        let worst = match robust_z(&moved, &places(&new_items), limit) {
            Ok(result) => result.drifted.iter().copied().max_by(|left, right| result.z[*left].abs().total_cmp(&result.z[*right].abs())),
            // Items that agree to the last digit have not drifted.
            Err(DriftError::NoSpread) => None,
            Err(error) => return Err(error),
        };
        match worst {
            Some(place) if stable.len() > 4 && 2 * (drifted.len() + 1) <= old.len() => drifted.push(stable.remove(place)),
            _ => {
                drifted.sort_unstable();
                return Ok(StableItems { transformation, stable, drifted, rounds });
            }
        }
    }
}

/// How far one answer strays from what was expected, and the variance of that.
///
/// Score minus E(score | θ); Var(score | θ) + (slope of the expected score · standard error of θ)². The ability must not come from the
/// answer itself.
pub fn residual(item: &ItemModel, theta: f64, theta_error: f64, category: usize) -> Result<(f64, f64), DriftError> {
    if item.validate().is_err() || category >= item.categories() {
        return Err(DriftError::BadAnswer);
    }
    if !(theta.is_finite() && theta_error >= 0.0 && theta_error.is_finite()) {
        return Err(DriftError::OutOfRange);
    }
    let expected = item.expected_score(theta);
    let (mut variance, mut slope) = (0.0, 0.0);
    for own in 0..item.categories() {
        let distance = own as f64 - expected;
        variance += item.probability(theta, own) * (distance * distance);
        slope += own as f64 * item.probability_derivatives(theta, own).0;
    }
    let from_ability = slope * theta_error;
    Ok((category as f64 - expected, variance + from_ability * from_ability))
}

/// A cumulative sum chart of one item's residuals (Page, 1954; for items Veerkamp and Glas, 2000).
///
/// Residuals are gathered in batches; z of a batch is Σ residuals / √Σ variances. Upper = max(0, upper + z − reference): the item becomes
/// easier (it may be known). Lower = max(0, lower − z − reference): it becomes harder. Either above the limit is an alarm.
#[derive(Clone, Debug, PartialEq)]
pub struct Cusum {
    reference: f64,
    limit: f64,
    batch: usize,
    gathered: usize,
    residuals: f64,
    variances: f64,
    /// The sum that grows when the item becomes easier.
    pub upper: f64,
    /// The sum that grows when the item becomes harder.
    pub lower: f64,
}

/// What the chart says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// More points are won than expected.
    Easier,
    /// Fewer points are won than expected.
    Harder,
}

impl Cusum {
    /// `reference`: half the shift in z that matters, usually ½. `limit`: usually 4 to 5 (with ½ and 5 a false alarm once in about 465
    /// batches, both sides together; 938 on one side; Montgomery, 2009, table 9.3). `batch`: how many answers make one z; tens, because the residual of a
    /// single answer is far from normal.
    pub fn new(reference: f64, limit: f64, batch: usize) -> Result<Self, DriftError> {
        if !(reference >= 0.0 && reference.is_finite() && limit > 0.0 && limit.is_finite() && batch > 0) {
            return Err(DriftError::OutOfRange);
        }
        Ok(Self { reference, limit, batch, gathered: 0, residuals: 0.0, variances: 0.0, upper: 0.0, lower: 0.0 })
    }

    /// Takes one answer's residual and variance (see [`residual`]); says whether there is an alarm now. The sums stay as they are after
    /// an alarm: start a new chart once the item has been looked at.
    pub fn add(&mut self, residual: f64, variance: f64) -> Result<Option<Alarm>, DriftError> {
        if !(residual.is_finite() && variance >= 0.0 && variance.is_finite()) {
            return Err(DriftError::OutOfRange);
        }
        self.residuals += residual;
        self.variances += variance;
        self.gathered += 1;
        if self.gathered == self.batch {
            if self.variances > 0.0 {
                let z = self.residuals / self.variances.sqrt();
                self.upper = (self.upper + z - self.reference).max(0.0);
                self.lower = (self.lower - z - self.reference).max(0.0);
            }
            (self.gathered, self.residuals, self.variances) = (0, 0.0, 0.0);
        }
        Ok(if self.upper > self.limit {
            Some(Alarm::Easier)
        } else if self.lower > self.limit {
            Some(Alarm::Harder)
        } else {
            None
        })
    }
}
