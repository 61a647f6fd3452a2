//! The straight line from one ability scale to another.

use super::LinkingError;
use crate::model::ItemModel;

/// θ on the target scale = `slope` · θ on the source scale + `intercept`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transformation {
    /// A > 0: how many units of the target scale one unit of the source scale makes.
    pub slope: f64,
    /// B: where the source scale's origin lies on the target scale.
    pub intercept: f64,
}

impl Transformation {
    /// The transformation that changes nothing.
    pub const IDENTITY: Self = Self { slope: 1.0, intercept: 0.0 };

    /// Checked: a positive finite slope and a finite intercept.
    pub fn new(slope: f64, intercept: f64) -> Result<Self, LinkingError> {
        if slope > 0.0 && slope.is_finite() && intercept.is_finite() { Ok(Self { slope, intercept }) } else { Err(LinkingError::BadTransformation) }
    }

    /// An ability (or a difficulty) on the target scale.
    pub fn ability(&self, theta: f64) -> f64 {
        self.slope * theta + self.intercept
    }

    /// An ability's standard error on the target scale.
    pub fn standard_error(&self, error: f64) -> f64 {
        self.slope * error
    }

    /// An item on the target scale: b becomes A b + B, a becomes a / A, asymptotes stay; nominal slopes become `a_k` / A and intercepts
    /// `c_k` − `a_k` B / A. A person answers it as before: P(x | A θ + B) on the target scale is P(x | θ) on the source scale.
    ///
    /// Rasch's family has discrimination 1 by definition: unless A is exactly 1, such an item becomes the 2PL or GPCM item of slope 1 / A.
    #[must_use]
    pub fn item(&self, item: &ItemModel) -> ItemModel {
        let place = |cell: &f64| self.ability(*cell);
        let places = |cells: &[f64]| -> Vec<f64> { cells.iter().map(place).collect() };
        let has_unit_slope = self.slope.to_bits() == 1.0_f64.to_bits();
        match item {
            ItemModel::OnePl { difficulty } if has_unit_slope => ItemModel::OnePl { difficulty: place(difficulty) },
            ItemModel::OnePl { difficulty } => ItemModel::TwoPl { discrimination: 1.0 / self.slope, difficulty: place(difficulty) },
            ItemModel::TwoPl { discrimination, difficulty } => ItemModel::TwoPl { discrimination: discrimination / self.slope, difficulty: place(difficulty) },
            ItemModel::ThreePl { discrimination, difficulty, guessing } => {
                ItemModel::ThreePl { discrimination: discrimination / self.slope, difficulty: place(difficulty), guessing: *guessing }
            }
            ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => {
                ItemModel::FourPl { discrimination: discrimination / self.slope, difficulty: place(difficulty), guessing: *guessing, ceiling: *ceiling }
            }
            ItemModel::Gpcm { discrimination, steps } => ItemModel::Gpcm { discrimination: discrimination / self.slope, steps: places(steps) },
            ItemModel::Pcm { steps } if has_unit_slope => ItemModel::Pcm { steps: places(steps) },
            ItemModel::Pcm { steps } => ItemModel::Gpcm { discrimination: 1.0 / self.slope, steps: places(steps) },
            ItemModel::Rsm { difficulty, offsets } if has_unit_slope => ItemModel::Rsm { difficulty: place(difficulty), offsets: offsets.clone() },
            ItemModel::Rsm { difficulty, offsets } => {
                let steps = offsets.iter().map(|offset| self.ability(difficulty + offset)).collect();
                ItemModel::Gpcm { discrimination: 1.0 / self.slope, steps }
            }
            ItemModel::Grm { discrimination, thresholds } => ItemModel::Grm { discrimination: discrimination / self.slope, thresholds: places(thresholds) },
            ItemModel::Nrm { slopes, intercepts } => ItemModel::Nrm {
                slopes: slopes.iter().map(|slope| slope / self.slope).collect(),
                intercepts: slopes.iter().zip(intercepts).map(|(slope, intercept)| intercept - slope / self.slope * self.intercept).collect(),
            },
        }
    }

    /// The way back: θ on the source scale = (θ on the target scale − B) / A.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { slope: 1.0 / self.slope, intercept: -self.intercept / self.slope }
    }

    /// Chain linking: this transformation, and then `next`, whose source scale is this one's target.
    ///
    /// ```
    /// use psychometrics::linking::Transformation;
    ///
    /// let to_second = Transformation::new(2.0, 1.0)?;
    /// let to_third = Transformation::new(0.5, -1.0)?;
    /// assert_eq!(to_second.then(&to_third).ability(3.0), to_third.ability(to_second.ability(3.0)));
    /// # Ok::<(), psychometrics::linking::LinkingError>(())
    /// ```
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        Self { slope: next.slope * self.slope, intercept: next.ability(self.intercept) }
    }
}
