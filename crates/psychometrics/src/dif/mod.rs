//! Differential item functioning: does an item treat equally able members of two groups alike?
//!
//! | question asked of an item | module | answers | groups |
//! |---|---|---|---|
//! | are the odds of success the same at each score? | [`mantel_haenszel`] | right/wrong | 2 |
//! | is the odds ratio the same at every score? | [`breslow_day`] | right/wrong | 2 |
//! | is the mean score the same at each total score? | [`mantel`] | ordered | 2 |
//! | are answers and groups independent at each score? | [`generalised_mantel_haenszel`] | any | any |
//! | by how many points do the groups differ? | [`standardisation`] | ordered | 2 |
//! | does the group help to predict success, at all scores alike or not? | [`logistic`] | right/wrong | any |
//! | the same points, corrected for what the matching score leaves open | [`sibtest`] | ordered | 2 |
//! | does a calibration fit better when the item may differ between groups? | [`likelihood_ratio`] | any model | any |
//! | do two calibrations give the same parameters? | [`lord`] | any model | 2 |
//! | how large is the area between two response curves? | [`raju`] | any model | 2 |
//!
//! Groups are numbers, one a person: 0 is the reference group, 1 and up the focal groups. A test that needs two groups refuses
//! more. The matching criterion is a [`Matching`]; with adaptive data persons have met different items, and only
//! [`Matching::Given`], with an ability in bands, compares like with like.
//!
//! A report has one entry an item: the result, or the reason why the item could not be tested ([`Untestable`]). No result
//! contains NaN. Nothing depends on the order of the persons.
//!
//! The formulas, their sources, and what was compared with difR, mirt and R are in `docs/models/dif.md`.

pub mod breslow_day;
mod design;
pub mod generalised_mantel_haenszel;
pub mod likelihood_ratio;
pub mod logistic;
pub mod lord;
pub mod mantel;
pub mod mantel_haenszel;
mod purification;
pub mod raju;
pub mod sibtest;
pub mod standardisation;

pub use design::Matching;

use std::fmt;

use crate::calibration::CalibrationError;

/// What the tests share.
#[derive(Clone, Debug, PartialEq)]
pub struct Screening {
    /// What makes two persons comparable.
    pub matching: Matching,
    /// The level of significance at which an item is flagged, between 0 and 1.
    pub significance: f64,
    /// How often at most the matching score is computed again without the flagged items (Candell and Drasgow, 1988; Clauser and
    /// Mazor, 1998). 0: never. Only for [`Matching::Total`] and [`Matching::Rest`].
    pub purification_rounds: usize,
}

impl Default for Screening {
    /// Total score, 5%, no purification.
    fn default() -> Self {
        Self { matching: Matching::Total, significance: 0.05, purification_rounds: 0 }
    }
}

/// The results of one test for every item.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<T> {
    /// One for each item of the data: the result, or why there is none.
    pub items: Vec<Result<T, Untestable>>,
    /// The items that the test flags at the level asked for, ascending.
    pub flagged: Vec<usize>,
    /// The items that made up the matching score of the last round, ascending; the studied item is added to it or taken from it.
    pub anchors: Vec<usize>,
    /// How many rounds of purification were run, the last one confirming the one before. 0 when nothing was flagged at first.
    pub rounds: usize,
    /// Whether purification ended because two rounds flagged the same items. False: the limit of rounds came first, perhaps
    /// because the rounds go in a circle.
    pub settled: bool,
}

/// Why one item cannot be tested while others can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untestable {
    /// The test is for right/wrong items and this one has more categories.
    NotDichotomous,
    /// One of the groups did not answer the item.
    GroupWithoutAnswers {
        /// The group, 0 for the reference group.
        group: usize,
    },
    /// Everybody gave the same answer.
    NoVariation,
    /// At no value of the matching score did members of both groups differ in their answers.
    NoCommonStratum,
    /// Every stratum that could be compared fell short of the smallest number of persons.
    StrataTooSmall,
    /// The calibration that the test needs did not estimate the item, or its search did not arrive.
    NotCalibrated,
    /// The matching score is the same for all, or does not vary within a group as the method needs.
    MatchingDoesNotVary,
}

impl fmt::Display for Untestable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDichotomous => formatter.write_str("the item has more than two categories"),
            Self::GroupWithoutAnswers { group } => write!(formatter, "nobody of group {group} answered the item"),
            Self::NoVariation => formatter.write_str("everybody gave the same answer"),
            Self::NoCommonStratum => formatter.write_str("at no matching score can the groups be compared"),
            Self::StrataTooSmall => formatter.write_str("no matching score has enough persons of each group"),
            Self::NotCalibrated => formatter.write_str("the item could not be calibrated in every group"),
            Self::MatchingDoesNotVary => formatter.write_str("the matching score does not vary"),
        }
    }
}

impl std::error::Error for Untestable {}

/// Why no item can be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DifError {
    /// There are not as many group numbers as persons.
    GroupsDiffer {
        /// How many persons the data have.
        persons: usize,
        /// How many group numbers were given.
        groups: usize,
    },
    /// A group below the largest number has no member, or there is no focal group.
    EmptyGroup {
        /// The group.
        group: usize,
    },
    /// The test compares two groups.
    MoreThanTwoGroups {
        /// How many groups there are.
        groups: usize,
    },
    /// A group number far beyond what a test can compare.
    TooManyGroups {
        /// The largest number allowed.
        limit: usize,
    },
    /// There are not as many matching values as persons.
    CriterionDiffers {
        /// How many persons the data have.
        persons: usize,
        /// How many values were given.
        values: usize,
    },
    /// A matching value is infinite or not a number.
    CriterionNotFinite {
        /// The person, from 0.
        person: usize,
    },
    /// A matching score needs at least one item besides the studied one.
    TooFewItems,
    /// A level of significance that is not between 0 and 1.
    NotALevel,
    /// Purification was asked for, but the matching values are given and cannot be computed again.
    NothingToPurify,
    /// An item number that does not exist, or that stands in two places where it may stand in one.
    BadItem {
        /// The item asked for.
        item: usize,
    },
    /// Estimates and their covariance have different sizes, or a value is not finite.
    BadEstimates,
    /// The difference of two estimates has a covariance that cannot be inverted.
    CovarianceNotPositive,
    /// The two items have different numbers of categories, or one of them is not a response model.
    ModelsDiffer,
    /// The calibration of all items together failed.
    Calibration(CalibrationError),
}

impl fmt::Display for DifError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GroupsDiffer { persons, groups } => write!(formatter, "{groups} group numbers for {persons} persons"),
            Self::EmptyGroup { group } => write!(formatter, "group {group} has no member"),
            Self::MoreThanTwoGroups { groups } => write!(formatter, "there are {groups} groups, and this test compares two"),
            Self::TooManyGroups { limit } => write!(formatter, "a group number above {limit}"),
            Self::CriterionDiffers { persons, values } => write!(formatter, "{values} matching values for {persons} persons"),
            Self::CriterionNotFinite { person } => write!(formatter, "the matching value of person {person} is not a finite number"),
            Self::TooFewItems => formatter.write_str("matching needs at least two items"),
            Self::NotALevel => formatter.write_str("the level of significance is not between 0 and 1"),
            Self::NothingToPurify => formatter.write_str("given matching values cannot be purified"),
            Self::BadItem { item } => write!(formatter, "item {item} does not exist or is named twice"),
            Self::BadEstimates => formatter.write_str("the estimates and their covariance do not fit together"),
            Self::CovarianceNotPositive => formatter.write_str("the covariance of the difference cannot be inverted"),
            Self::Calibration(error) => write!(formatter, "the calibration: {error}"),
            Self::ModelsDiffer => formatter.write_str("the two items are not valid models with the same categories"),
        }
    }
}

impl std::error::Error for DifError {}
