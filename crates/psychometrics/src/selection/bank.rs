//! A bank with everything about it that does not change from person to person.

use std::fmt;

use super::information_index::InformationIndex;
use super::{Grid, GridError};
use crate::model::{ItemModel, ModelError};

/// Items on one scale, with their probabilities and information at each point of a [`Grid`], computed once.
///
/// Two numbers for each category and one for each item at each point: 300 right/wrong items on 41 points take 0.5 MB, and half as much again for the index that
/// finds the most informative item without looking at all of them.
#[derive(Clone, Debug)]
pub struct Bank {
    items: Vec<ItemModel>,
    grid: Grid,
    /// Where the probabilities of each item start, in units of the grid's length; one more at the end.
    starts: Vec<usize>,
    /// Item by item, category by category, point by point.
    probabilities: Vec<f64>,
    /// Their logarithms, in the same places.
    log_probabilities: Vec<f64>,
    /// Item by item, point by point.
    information: Vec<f64>,
    index: InformationIndex,
}

/// One item as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Curves<'a> {
    /// Its model.
    pub model: &'a ItemModel,
    /// Category by category, the probability at each point of the grid.
    pub probabilities: &'a [f64],
    /// Their logarithms, in the same places.
    pub log_probabilities: &'a [f64],
    /// The expected information at each point of the grid.
    pub information: &'a [f64],
}

impl<'a> Curves<'a> {
    /// The probability of one category at each point of the grid.
    ///
    /// # Panics
    /// When the item has no such category.
    pub fn category(&self, category: usize) -> &'a [f64] {
        let points = self.information.len();
        &self.probabilities[category * points..(category + 1) * points]
    }

    /// The probabilities at each point, category by category.
    pub fn categories(&self) -> std::slice::ChunksExact<'a, f64> {
        self.probabilities.chunks_exact(self.information.len())
    }
}

/// Why items do not make a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankError {
    /// There is no item.
    Empty,
    /// An item is not a response model.
    Item {
        /// Its position.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// The grid cannot be made.
    Grid(GridError),
}

impl fmt::Display for BankError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the bank has no item"),
            Self::Item { item, error } => write!(formatter, "item {item} of the bank: {error}"),
            Self::Grid(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for BankError {}

impl From<GridError> for BankError {
    fn from(error: GridError) -> Self {
        Self::Grid(error)
    }
}

impl Bank {
    /// A bank from its items, at least one, each valid.
    pub fn new(items: Vec<ItemModel>, grid: Grid) -> Result<Self, BankError> {
        if items.is_empty() {
            return Err(BankError::Empty);
        }
        for (item, model) in items.iter().enumerate() {
            model.validate().map_err(|error| BankError::Item { item, error })?;
        }
        let (mut starts, mut probabilities, mut information, mut all) = (vec![0], Vec::new(), Vec::new(), Vec::new());
        let mut log_probabilities = Vec::new();
        for model in &items {
            let (categories, first) = (model.categories(), probabilities.len());
            probabilities.resize(first + categories * grid.len(), 0.0);
            for (place, point) in grid.points().iter().enumerate() {
                model.probabilities(*point, &mut all);
                for (category, probability) in all.iter().enumerate() {
                    probabilities[first + category * grid.len() + place] = *probability;
                }
            }
            for category in 0..categories {
                log_probabilities.extend(grid.points().iter().map(|point| model.log_probability(*point, category).max(f64::MIN)));
            }
            information.extend(grid.points().iter().map(|point| model.expected_information(*point)));
            starts.push(probabilities.len() / grid.len());
        }
        let index = InformationIndex::new(&items, grid.ends());
        Ok(Self { items, grid, starts, probabilities, log_probabilities, information, index })
    }

    /// The items, in the order given.
    pub fn items(&self) -> &[ItemModel] {
        &self.items
    }

    /// How many items there are, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a bank is never empty")]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The grid and its prior.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// One item's model and curves.
    ///
    /// # Panics
    /// When there is no such item.
    pub fn curves(&self, item: usize) -> Curves<'_> {
        let points = self.grid.len();
        Curves {
            model: &self.items[item],
            probabilities: &self.probabilities[self.starts[item] * points..self.starts[item + 1] * points],
            log_probabilities: &self.log_probabilities[self.starts[item] * points..self.starts[item + 1] * points],
            information: &self.information[item * points..(item + 1) * points],
        }
    }

    /// The item of largest expected information at `theta` among those allowed, with that information; of equals, the one of lowest position. The
    /// exact argmax of [`ItemModel::expected_information`] over all allowed items, found by looking at few of them. `None` when none is
    /// allowed.
    pub fn most_informative(&self, theta: f64, allowed: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        self.index.best(&self.items, theta, allowed)
    }
}
