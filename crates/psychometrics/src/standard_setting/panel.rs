//! What the judges' cuts have in common, whatever the method.

use super::{deviation, mean, median};

/// The cut of a panel, from one cut a judge.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelCut {
    /// The mean of the judges' cuts.
    pub mean: f64,
    /// Their median, which one extreme judge does not move.
    pub median: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// The standard error of the mean over panels of as many such judges: deviation / √judges.
    pub standard_error: f64,
    /// The judges far from the others, ascending: see [`outliers`].
    pub outliers: Vec<usize>,
}

impl PanelCut {
    pub(super) fn of(cuts: &[f64]) -> Self {
        let deviation = deviation(cuts);
        Self { mean: mean(cuts), median: median(cuts), deviation, standard_error: deviation / (cuts.len() as f64).sqrt(), outliers: outliers(cuts) }
    }
}

/// The places of values whose modified z, 0.6745 |x − median| / median absolute deviation, is above 3.5 (Iglewicz and Hoaglin, 1993). Where more
/// than half are equal, 1.2533 times the mean absolute deviation takes the place of the median one / 0.6745.
pub fn outliers(values: &[f64]) -> Vec<usize> {
    if values.len() < 3 {
        return Vec::new();
    }
    let centre = median(values);
    let distances: Vec<f64> = values.iter().map(|value| (value - centre).abs()).collect();
    let spread = match median(&distances) / 0.6745 {
        spread if spread > 0.0 => spread,
        _ => 1.2533 * mean(&distances),
    };
    distances.iter().enumerate().filter(|(_, distance)| spread > 0.0 && **distance > 3.5 * spread).map(|(place, _)| place).collect()
}
