//! What a calibration gives.

use std::fmt;

use super::{Family, ItemParameters, Parameter};
use crate::matrix::SymmetricMatrix;
use crate::model::{ItemModel, ModelError};

/// Why there is no calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalibrationError {
    /// The design has not as many items as the data.
    ItemsDiffer {
        /// Items of the design.
        design: usize,
        /// Items of the data.
        data: usize,
    },
    /// The design has no group, or not a group for each person.
    GroupsDiffer {
        /// Persons whose group is given.
        design: usize,
        /// Persons of the data.
        data: usize,
    },
    /// A person is in a group that the design does not have.
    NoSuchGroup {
        /// The person, from 0.
        person: usize,
        /// The group.
        group: usize,
    },
    /// A group's known mean is not within ±100, or its known standard deviation not from 0.01 to 100.
    Distribution {
        /// The group.
        group: usize,
    },
    /// The quadrature has too few or too many nodes, or no width.
    Quadrature,
    /// A prior's standard deviation is not above 0, or something in it is not a number.
    Priors,
    /// A tolerance is negative or not a number.
    Tolerance,
    /// A known item is not a response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An answer is in a category that the item does not have.
    NoSuchCategory {
        /// The item, from 0.
        item: usize,
        /// The category.
        category: usize,
    },
    /// The design gives an item fewer than 2 or more than 255 categories, or a right/wrong item more than 2.
    Categories {
        /// The item, from 0.
        item: usize,
    },
    /// No item has answers in more than one category: there is nothing to estimate.
    NothingToEstimate,
    /// A group whose distribution is free has no answers.
    GroupWithoutAnswers {
        /// The group.
        group: usize,
    },
    /// The place or the unit of a group's scale is not determined: its mean (or standard deviation) is free, and no known item, known
    /// slope or group of known distribution ties it down.
    NotIdentified {
        /// The group.
        group: usize,
    },
}

impl fmt::Display for CalibrationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ItemsDiffer { design, data } => write!(formatter, "the design has {design} items and the data {data}"),
            Self::GroupsDiffer { design, data } => write!(formatter, "the design gives the group of {design} persons and the data have {data}"),
            Self::NoSuchGroup { person, group } => write!(formatter, "person {person} is in group {group}, which the design does not have"),
            Self::Distribution { group } => write!(formatter, "the known distribution of group {group} is not a normal distribution of usual size"),
            Self::Quadrature => formatter.write_str("the quadrature needs 5 to 1000 nodes (Gauss-Hermite 5 to 200) from low to high"),
            Self::Priors => formatter.write_str("a prior is not a distribution"),
            Self::Tolerance => formatter.write_str("a tolerance is negative or not a number"),
            Self::Model { item, error } => write!(formatter, "the known item {item}: {error}"),
            Self::NoSuchCategory { item, category } => write!(formatter, "item {item} was answered in category {category}, which it does not have"),
            Self::Categories { item } => write!(formatter, "item {item} needs at least 2 categories, and exactly 2 when it is right or wrong"),
            Self::NothingToEstimate => formatter.write_str("no item was answered in more than one category: there is nothing to estimate"),
            Self::GroupWithoutAnswers { group } => write!(formatter, "group {group} has no answers, and its distribution is to be estimated"),
            Self::NotIdentified { group } => {
                write!(formatter, "the scale of group {group} is not tied down: fix its mean and variance, or know some of its items")
            }
        }
    }
}

impl std::error::Error for CalibrationError {}

/// What is remarkable about an item's calibration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemFlag {
    /// Nobody answered it: not calibrated.
    NeverSeen,
    /// All its answers are in one category: not calibrated, or by its priors alone.
    OneCategory,
    /// One of its categories was never given: not calibrated (collapse its categories), or by its priors.
    CategoryNeverSeen,
    /// A slope or an intercept ran to its limit and was held there, or two thresholds met: the data do not determine it.
    RunAway,
    /// Guessing ran to 0 or 1, or the ceiling did, and was held there: the item needs no such parameter, or the data do not determine it.
    AsymptoteAtBound,
    /// The slope is zero or negative: the item does not measure what the others do, or its key is wrong.
    SlopeNotPositive,
    /// The slope is so near zero, or so steep, that the estimates make no valid model: difficulties beyond ±1000.
    NoDifficulty,
    /// There is no standard error although it was asked for: the information is not positive definite.
    NoStandardError,
}

impl fmt::Display for ItemFlag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NeverSeen => "nobody answered it",
            Self::OneCategory => "all answers are in one category",
            Self::CategoryNeverSeen => "a category was never given",
            Self::RunAway => "a parameter ran away",
            Self::AsymptoteAtBound => "guessing or the ceiling ran to its bound",
            Self::SlopeNotPositive => "the slope is not positive",
            Self::NoDifficulty => "the slope is so near zero that there is no difficulty",
            Self::NoStandardError => "no standard error",
        })
    }
}

/// One item, with one set of parameters, in the groups that share it.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibratedItem {
    /// The item, from 0.
    pub item: usize,
    /// The groups in which it has these parameters.
    pub groups: Vec<usize>,
    /// How many answers there were.
    pub answers: u64,
    /// The estimates in slope-intercept form; `None` when it was not calibrated.
    pub parameters: Option<ItemParameters>,
    /// The response model; `None` when it was not calibrated, or the estimates make no valid model.
    pub model: Option<ItemModel>,
    /// Where each of the parameters stands in [`Calibration::estimates`]; empty for a known item.
    pub places: Vec<usize>,
    /// What is remarkable, each once, in order.
    pub flags: Vec<ItemFlag>,
}

/// The abilities of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibratedGroup {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Persons with at least one answer.
    pub persons: u64,
    /// Where the mean stands in [`Calibration::estimates`], if it was estimated.
    pub mean_place: Option<usize>,
    /// The same for ln sd.
    pub log_sd_place: Option<usize>,
    /// Whether the standard deviation ran to its lower limit: the answers show no common ability.
    pub has_no_variance: bool,
}

/// One estimated number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EstimateOf {
    /// What it is.
    pub parameter: Parameter,
    /// The estimate.
    pub value: f64,
}

/// The result.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// One for each item, or one for each item and group where an item is separate; in order of item, then group.
    pub items: Vec<CalibratedItem>,
    /// One for each group.
    pub groups: Vec<CalibratedGroup>,
    /// All free parameters.
    pub estimates: Vec<EstimateOf>,
    /// The marginal log-likelihood at the estimates, without priors, with the weights of the quadrature made to sum to 1.
    pub log_likelihood: f64,
    /// The log prior, up to a constant; 0 without priors.
    pub log_prior: f64,
    /// Whether the search arrived.
    pub has_converged: bool,
    /// Whether the observer stopped it.
    pub was_stopped: bool,
    /// Evaluations of the likelihood.
    pub steps: usize,
    /// Persons with at least one answer to an item that was used.
    pub persons: u64,
    /// Persons without any: they say nothing.
    pub persons_without_answers: u64,
    pub(super) rows: Vec<Option<usize>>,
    pub(super) covariance: Option<SymmetricMatrix>,
}

impl Calibration {
    /// The item's response model in the first group that has one.
    pub fn model(&self, item: usize) -> Option<&ItemModel> {
        self.items.iter().filter(|own| own.item == item).find_map(|own| own.model.as_ref())
    }

    /// The item's calibration in a group.
    pub fn item_in(&self, item: usize, group: usize) -> Option<&CalibratedItem> {
        self.items.iter().find(|own| own.item == item && own.groups.contains(&group))
    }

    /// How many parameters were estimated.
    pub fn parameter_count(&self) -> usize {
        self.estimates.len()
    }

    /// Akaike's criterion, −2 ln L + 2 p.
    pub fn aic(&self) -> f64 {
        2.0 * self.parameter_count() as f64 - 2.0 * self.log_likelihood
    }

    /// Schwarz's criterion, −2 ln L + p ln N, N the persons with answers.
    pub fn bic(&self) -> f64 {
        self.parameter_count() as f64 * libm::log(self.persons as f64) - 2.0 * self.log_likelihood
    }

    /// The covariance of two estimates, by their places in [`Calibration::estimates`]. `None` when standard errors were not asked for or do not exist.
    pub fn covariance(&self, left: usize, right: usize) -> Option<f64> {
        let (left, right) = ((*self.rows.get(left)?)?, (*self.rows.get(right)?)?);
        Some(self.covariance.as_ref()?.get(left, right))
    }

    /// The standard error of an estimate.
    pub fn standard_error(&self, place: usize) -> Option<f64> {
        self.covariance(place, place).map(f64::sqrt)
    }

    /// The covariance matrix of an item's parameters in slope-intercept form, in the order of its [`ItemParameters`].
    pub fn item_covariance(&self, item: &CalibratedItem) -> Option<SymmetricMatrix> {
        let size = item.places.len();
        let mut matrix = SymmetricMatrix::zeros(size);
        for (row, left) in item.places.iter().enumerate() {
            for (column, right) in item.places.iter().enumerate().take(row + 1) {
                matrix.set(row, column, self.covariance(*left, *right)?);
            }
        }
        (size > 0).then_some(matrix)
    }

    /// The covariance matrix of the numbers of an item's [`ItemModel`] (a, then b or its steps or thresholds, then c, u; nominal: slopes, then intercepts), by
    /// the delta method.
    pub fn model_covariance(&self, item: &CalibratedItem) -> Option<SymmetricMatrix> {
        let covariance = self.item_covariance(item)?;
        let parameters = item.parameters.as_ref()?;
        let size = parameters.values.len();
        // ∂(model)/∂(parameters), by central differences of closed forms.
        let mut moved = parameters.clone();
        let columns: Vec<Vec<f64>> = (0..size)
            .map(|place| {
                let width = 1e-5 * parameters.values[place].abs().max(1.0);
                let mut at = |value: f64| {
                    moved.values[place] = value;
                    model_values(&moved)
                };
                let (above, below) = (at(parameters.values[place] + width), at(parameters.values[place] - width));
                moved.values[place] = parameters.values[place];
                above.iter().zip(&below).map(|(above, below)| (above - below) / (2.0 * width)).collect()
            })
            .collect();
        let count = model_values(parameters).len();
        let mut matrix = SymmetricMatrix::zeros(count);
        for row in 0..count {
            let by: Vec<f64> = columns.iter().map(|column| column[row]).collect();
            let product = covariance.multiply(&by);
            for other in 0..=row {
                matrix.set(row, other, columns.iter().zip(&product).fold(0.0, |sum, (column, product)| sum + column[other] * product));
            }
        }
        Some(matrix)
    }

    /// The standard errors of the numbers of an item's [`ItemModel`], in the order of [`Calibration::model_covariance`].
    pub fn model_standard_errors(&self, item: &CalibratedItem) -> Option<Vec<f64>> {
        let covariance = self.model_covariance(item)?;
        Some((0..covariance.size()).map(|place| covariance.get(place, place).max(0.0).sqrt()).collect())
    }
}

/// The numbers of the response model, in the order of [`Calibration::model_covariance`].
fn model_values(parameters: &ItemParameters) -> Vec<f64> {
    match parameters.to_model() {
        ItemModel::OnePl { difficulty } => vec![difficulty],
        ItemModel::TwoPl { discrimination, difficulty } => vec![discrimination, difficulty],
        ItemModel::ThreePl { discrimination, difficulty, guessing } => vec![discrimination, difficulty, guessing],
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => vec![discrimination, difficulty, guessing, ceiling],
        ItemModel::Gpcm { discrimination, steps } => std::iter::once(discrimination).chain(steps).collect(),
        ItemModel::Pcm { steps } => steps,
        ItemModel::Rsm { difficulty, offsets } => std::iter::once(difficulty).chain(offsets).collect(),
        ItemModel::Grm { discrimination, thresholds } => std::iter::once(discrimination).chain(thresholds).collect(),
        ItemModel::Nrm { slopes, intercepts } => slopes.into_iter().chain(intercepts).collect(),
    }
}

impl Family {
    /// Whether priors can hold every parameter of an item none or all of whose answers are in some category.
    pub(super) fn priors_can_hold(self) -> bool {
        self.is_binary() || matches!(self, Self::Pcm | Self::Gpcm)
    }
}
