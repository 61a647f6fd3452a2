//! Limiting how often items are used, and counting it.
//!
//! A rule that always takes the best item shows a fifth of the bank to everybody and the rest to nobody. Each of these gives up a little precision for more even use.

mod eligibility;
mod rates;
mod sympson_hetter;

pub use eligibility::Eligibility;
pub use rates::{ExposureRates, exposure_rates};
pub use sympson_hetter::next_parameters;

/// How the use of items is limited within a test, as plain data.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// Not at all: the best item is asked.
    None,
    /// One of the best so many, drawn uniformly (Kingsbury and Zara, 1989): [`randomesque`](crate::selection::randomesque()).
    Randomesque {
        /// At least 1.
        count: usize,
    },
    /// The best item is asked with its own probability, else put aside for this person (Sympson and Hetter, 1985): [`next_parameters`].
    SympsonHetter {
        /// One for each item, from 0 to 1.
        parameters: Vec<f64>,
    },
    /// Items are made ineligible at random before each person (van der Linden and Veldkamp, 2004): [`Eligibility`].
    Eligibility {
        /// The largest exposure rate, above 0, at most 1.
        rate: f64,
    },
}

impl Control {
    /// Whether the numbers fit a bank of so many items.
    pub fn is_valid(&self, items: usize) -> bool {
        match self {
            Self::None => true,
            Self::Randomesque { count } => *count > 0,
            Self::SympsonHetter { parameters } => parameters.len() == items && parameters.iter().all(|parameter| (0.0..=1.0).contains(parameter)),
            Self::Eligibility { rate } => *rate > 0.0 && *rate <= 1.0,
        }
    }
}
