//! How well estimates recover the truth.

use crate::ability::Posterior;
use crate::levels::level_of;

/// Accumulates, ability by ability, what a simulation report prints.
///
/// Sums are plain and in the order of arrival: add persons in one fixed order for results equal to the bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Accuracy {
    cuts: Vec<Vec<f64>>,
    sums: Vec<Sums>,
    count: u64,
}

/// The accuracy of one ability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DimensionAccuracy {
    /// How many persons were added.
    pub count: u64,
    /// Mean of estimate − truth.
    pub bias: f64,
    /// Square root of the mean of (estimate − truth)².
    pub rmse: f64,
    /// Mean of the reported standard errors. Near `rmse` when the reported uncertainty is honest.
    pub mean_standard_error: f64,
    /// Share of the persons whose 95% interval holds the truth. Near 0.95 when it is honest.
    pub coverage_95: f64,
    /// Share of the persons whose estimate falls in the same level as the truth.
    pub level_accuracy: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sums {
    error: f64,
    squared_error: f64,
    standard_error: f64,
    covered: u64,
    level_right: u64,
}

impl Accuracy {
    /// An empty accumulator: for each ability, its cut scores in ascending order (none at all is one level).
    pub fn new(cuts: Vec<Vec<f64>>) -> Self {
        let sums = vec![Sums::default(); cuts.len()];
        Self { cuts, sums, count: 0 }
    }

    /// Adds one simulated person.
    ///
    /// # Panics
    /// When the truth or the posterior has another number of abilities than the cuts.
    pub fn add(&mut self, truth: &[f64], posterior: &Posterior) {
        assert_eq!(truth.len(), self.cuts.len(), "one true ability per dimension");
        assert_eq!(posterior.mean.len(), self.cuts.len(), "one estimated ability per dimension");
        self.count += 1;
        for (dimension, sums) in self.sums.iter_mut().enumerate() {
            let (true_value, estimate) = (truth[dimension], posterior.mean[dimension]);
            let error = estimate - true_value;
            sums.error += error;
            sums.squared_error += error * error;
            sums.standard_error += posterior.standard_error(dimension);
            let (low, high) = posterior.interval(dimension, 0.95);
            sums.covered += u64::from(low <= true_value && true_value <= high);
            let cuts = &self.cuts[dimension];
            sums.level_right += u64::from(level_of(true_value, cuts) == level_of(estimate, cuts));
        }
    }

    /// How many abilities there are.
    pub fn dimensions(&self) -> usize {
        self.cuts.len()
    }

    /// The accuracy of one ability; `None` before the first person, or for an ability that does not exist.
    pub fn dimension(&self, dimension: usize) -> Option<DimensionAccuracy> {
        let sums = self.sums.get(dimension)?;
        if self.count == 0 {
            return None;
        }
        let count = self.count as f64;
        Some(DimensionAccuracy {
            count: self.count,
            bias: sums.error / count,
            rmse: (sums.squared_error / count).sqrt(),
            mean_standard_error: sums.standard_error / count,
            coverage_95: sums.covered as f64 / count,
            level_accuracy: sums.level_right as f64 / count,
        })
    }
}
