//! Banks drawn from distributions.

use std::fmt;

use crate::model::{ItemModel, PARAMETER_LIMIT};
use crate::random::Random;

/// The distribution from which the items of a simulated bank come.
///
/// Difficulty is normal, discrimination lognormal, the asymptotes uniform: the choices of most simulation studies. `default()` is a
/// realistic bank: b ~ N(0, 1), ln a ~ N(ln 1.2, 0.3²), c and 1 − d uniform on [0.1, 0.3] and [0, 0.1] where a model has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BankDistribution {
    /// The response model.
    pub model: DrawnModel,
    /// Mean and standard deviation of the difficulty; of a graded item, of the middle of its steps.
    pub difficulty: (f64, f64),
    /// Mean and standard deviation of ln a.
    pub log_discrimination: (f64, f64),
    /// The ends of the guessing parameter.
    pub guessing: (f64, f64),
    /// The ends of 1 − ceiling.
    pub slipping: (f64, f64),
}

/// What kind of items a bank has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrawnModel {
    /// 1PL.
    OnePl,
    /// 2PL.
    TwoPl,
    /// 3PL.
    ThreePl,
    /// 4PL.
    FourPl,
    /// Graded response, with thresholds at equal distances on average.
    Grm {
        /// Categories, 2 to 20.
        categories: usize,
        /// The distance between two thresholds on average; each distance is this times a uniform number from 0.5 to 1.5.
        spacing: f64,
    },
    /// Generalised partial credit, with steps likewise.
    Gpcm {
        /// Categories, 2 to 20.
        categories: usize,
        /// The distance between two steps on average.
        spacing: f64,
    },
}

impl Default for BankDistribution {
    fn default() -> Self {
        let log_discrimination = (libm::log(1.2), 0.3);
        Self { model: DrawnModel::TwoPl, difficulty: (0.0, 1.0), log_discrimination, guessing: (0.1, 0.3), slipping: (0.0, 0.1) }
    }
}

/// Why no bank can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankDistributionError {
    /// A mean or a standard deviation is not finite, negative, or far outside of what items have.
    Normal,
    /// Not 0 ≤ low ≤ high, or guessing and slipping that can meet.
    Asymptotes,
    /// Fewer than 2 or more than 20 categories, or a spacing that is not positive.
    Categories,
}

impl fmt::Display for BankDistributionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Normal => "difficulty and log discrimination need means of at most 100 and 2 in absolute value, and standard deviations from 0 to 10 and 1",
            Self::Asymptotes => "guessing and slipping need 0 <= low <= high, and together less than 1",
            Self::Categories => "a graded item has 2 to 20 categories and a spacing above 0, at most 10",
        })
    }
}

impl std::error::Error for BankDistributionError {}

impl BankDistribution {
    fn check(&self) -> Result<(), BankDistributionError> {
        let within = |value: f64, limit: f64| value.abs() <= limit; // false for NaN
        let (difficulty, discrimination) = (self.difficulty, self.log_discrimination);
        let is_normal = within(difficulty.0, 100.0) && within(difficulty.1, 10.0) && within(discrimination.0, 2.0) && within(discrimination.1, 1.0);
        if !is_normal || difficulty.1 < 0.0 || discrimination.1 < 0.0 {
            return Err(BankDistributionError::Normal);
        }
        let is_range = |(low, high): (f64, f64)| low >= 0.0 && low <= high;
        let (guesses, slips) = match self.model {
            DrawnModel::ThreePl => (self.guessing, (0.0, 0.0)),
            DrawnModel::FourPl => (self.guessing, self.slipping),
            _ => ((0.0, 0.0), (0.0, 0.0)),
        };
        if !is_range(guesses) || !is_range(slips) || guesses.1 + slips.1 >= 1.0 {
            return Err(BankDistributionError::Asymptotes);
        }
        if let DrawnModel::Grm { categories, spacing } | DrawnModel::Gpcm { categories, spacing } = self.model
            && !((2..=20).contains(&categories) && spacing > 0.0 && spacing <= 10.0)
        {
            return Err(BankDistributionError::Categories);
        }
        Ok(())
    }
}

/// So many items drawn from the distribution, every one valid.
///
/// Each item draws discrimination, difficulty, guessing and slipping in this order, whatever its model, so that the banks of two models from one stream have the
/// same difficulties; a graded item then draws its distances.
///
/// ```
/// use psychometrics::random::Random;
/// use psychometrics::simulation::{BankDistribution, draw_bank};
///
/// let bank = draw_bank(300, &BankDistribution::default(), &mut Random::new(2026, 0))?;
/// assert!(bank.len() == 300 && bank.iter().all(|item| item.validate().is_ok()));
/// # Ok::<(), psychometrics::simulation::BankDistributionError>(())
/// ```
pub fn draw_bank(items: usize, distribution: &BankDistribution, random: &mut Random) -> Result<Vec<ItemModel>, BankDistributionError> {
    distribution.check()?;
    Ok((0..items).map(|_| draw_one(distribution, random)).collect())
}

fn draw_one(distribution: &BankDistribution, random: &mut Random) -> ItemModel {
    let discrimination = libm::exp(distribution.log_discrimination.0 + distribution.log_discrimination.1 * random.normal()).min(PARAMETER_LIMIT);
    let difficulty = distribution.difficulty.0 + distribution.difficulty.1 * random.normal();
    let between = |(low, high): (f64, f64), uniform: f64| low + (high - low) * uniform;
    let guessing = between(distribution.guessing, random.uniform());
    let ceiling = 1.0 - between(distribution.slipping, random.uniform());
    match distribution.model {
        DrawnModel::OnePl => ItemModel::OnePl { difficulty },
        DrawnModel::TwoPl => ItemModel::TwoPl { discrimination, difficulty },
        DrawnModel::ThreePl => ItemModel::ThreePl { discrimination, difficulty, guessing },
        DrawnModel::FourPl => ItemModel::FourPl { discrimination, difficulty, guessing, ceiling },
        DrawnModel::Grm { categories, spacing } => ItemModel::Grm { discrimination, thresholds: steps(difficulty, categories - 1, spacing, random) },
        DrawnModel::Gpcm { categories, spacing } => ItemModel::Gpcm { discrimination, steps: steps(difficulty, categories - 1, spacing, random) },
    }
}

/// Ascending, with their mean at `centre`.
fn steps(centre: f64, count: usize, spacing: f64, random: &mut Random) -> Vec<f64> {
    let mut place = 0.0;
    let mut steps = vec![0.0];
    for _ in 1..count {
        place += spacing * (0.5 + random.uniform());
        steps.push(place);
    }
    let mean = steps.iter().fold(0.0, |sum, step| sum + step) / count as f64;
    steps.iter().map(|step| step - mean + centre).collect()
}
