//! How far a test has come.

/// What counts as the whole test, for the rules that become stricter as it goes on ([`progressive`](super::progressive),
/// [`proportional`](super::proportional)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// A test of so many items: with n asked, Σ iˢ over i = 1..n by Σ iˢ over i = 1..length − 1, s the acceleration (Barrada et al., 2008).
    Length {
        /// Items in the test.
        items: usize,
        /// s ≥ 0: at 1 chance fades as in Revuelta and Ponsoda; larger keeps it for longer.
        acceleration: f64,
    },
    /// A test until a standard error, of so many items at most: the larger of information reached by information wanted, and of n by
    /// items − 1, to the power s (Magis and Barrada, 2017).
    Precision {
        /// The standard error at which the test ends.
        standard_error: f64,
        /// The most items.
        items: usize,
        /// s ≥ 0.
        acceleration: f64,
    },
}

impl Pace {
    /// The share of the test that is done, 0 before the first item and never above 1.
    pub fn weight(&self, asked: usize, standard_error: f64) -> f64 {
        if asked == 0 {
            return 0.0;
        }
        let share = match *self {
            Self::Length { items, acceleration } => {
                let sum = |last: usize| (1..=last).fold(0.0, |sum, index| sum + libm::pow(index as f64, acceleration));
                let whole = sum(items.saturating_sub(1));
                if whole > 0.0 { sum(asked) / whole } else { 1.0 }
            }
            Self::Precision { standard_error: wanted, items, acceleration } => {
                let reached = (wanted / standard_error) * (wanted / standard_error);
                let length = if items > 1 { asked as f64 / (items - 1) as f64 } else { 1.0 };
                libm::pow(reached.max(length), acceleration)
            }
        };
        // NaN (a standard error of 0) counts as done.
        if share < 1.0 { share } else { 1.0 }
    }

    /// The exponent of the proportional rule at the end of the test: its length, or the information wanted.
    pub fn full(&self) -> f64 {
        match *self {
            Self::Length { items, .. } => items as f64,
            Self::Precision { standard_error, .. } => 1.0 / (standard_error * standard_error),
        }
    }

    /// Whether the numbers make sense: at least one item, a positive standard error, an acceleration from 0 to 100.
    pub fn is_valid(&self) -> bool {
        let (items, standard_error, acceleration) = match *self {
            Self::Length { items, acceleration } => (items, 1.0, acceleration),
            Self::Precision { standard_error, items, acceleration } => (items, standard_error, acceleration),
        };
        items > 0 && standard_error.is_finite() && standard_error > 1e-6 && (0.0..=100.0).contains(&acceleration)
    }
}
