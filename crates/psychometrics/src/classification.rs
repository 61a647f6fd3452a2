//! How surely a test puts persons on the right side of its cuts.
//!
//! *Accuracy*: the probability that the level given is the level of the true ability. *Consistency*: the probability that two
//! parallel tests give the same level. Both are averages over persons of their level probabilities p: accuracy the
//! probability of the level given, consistency Σ p².
//!
//! | from | function | source |
//! |---|---|---|
//! | abilities and standard errors | [`from_estimates`] | Rudner, 2001, 2005 |
//! | the posterior or likelihood of each person over nodes | [`levels_of_posterior`], [`agreement`] | Guo, 2006 |
//! | items and a population, graded by ability | [`from_items`] | Rudner, 2005; Wyse and Hao, 2012 |
//! | items and a population, graded by sum score | [`from_sum_scores`] | Lee, 2010 |

use std::fmt;

use crate::levels::{level_of, level_probabilities};
use crate::model::ItemModel;
use crate::quadrature::Node;
use crate::score::{ScoreError, check_items, check_nodes, expected_score, score_distribution};

/// How far levels can be trusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The probability that the level given is the true one, between 0 and 1.
    pub accuracy: f64,
    /// The probability that a parallel test gives the same level.
    pub consistency: f64,
    /// Cohen's kappa (1960) of two parallel tests: the consistency beyond chance. 1 when every person has the same level for sure.
    pub kappa: f64,
    /// `table[given][true]`: the share of persons with this given and this true level. Sums to 1. Below the diagonal are false
    /// positives, above it false negatives.
    pub table: Vec<Vec<f64>>,
}

/// Why agreement cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClassificationError {
    /// There is no person.
    NoPerson,
    /// There are not as many standard errors, or levels given, as persons, or the persons' lists of levels differ in length.
    LengthsDiffer,
    /// A number is infinite, not a number, or a negative probability or standard error.
    NotFinite,
    /// The cuts are not in ascending order.
    CutsOutOfOrder,
    /// A level given does not exist.
    NoSuchLevel {
        /// The level, from 0.
        level: usize,
    },
    /// The items or the population.
    Score(ScoreError),
}

impl fmt::Display for ClassificationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPerson => formatter.write_str("there is no person"),
            Self::LengthsDiffer => formatter.write_str("the lists have different lengths"),
            Self::NotFinite => formatter.write_str("a number is not finite, or a probability or standard error is negative"),
            Self::CutsOutOfOrder => formatter.write_str("the cuts are not in ascending order"),
            Self::NoSuchLevel { level } => write!(formatter, "there is no level {level}"),
            Self::Score(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for ClassificationError {}

impl From<ScoreError> for ClassificationError {
    fn from(error: ScoreError) -> Self {
        Self::Score(error)
    }
}

/// Rudner's indices from persons: each true ability is taken as normal around its estimate, the level given is the estimate's.
///
/// `cuts` ascending; an ability equal to a cut is on the level above.
///
/// ```
/// use psychometrics::classification::from_estimates;
///
/// // On the cut nothing is known; two standard errors away nearly everything.
/// let sure = from_estimates(&[-0.8, 0.8], &[0.4, 0.4], &[0.0])?;
/// assert!((sure.accuracy - 0.977_249_868_051_821).abs() < 1e-12);
/// let unsure = from_estimates(&[0.0], &[0.4], &[0.0])?;
/// assert_eq!((unsure.accuracy, unsure.consistency), (0.5, 0.5));
/// # Ok::<(), psychometrics::classification::ClassificationError>(())
/// ```
pub fn from_estimates(thetas: &[f64], standard_errors: &[f64], cuts: &[f64]) -> Result<Agreement, ClassificationError> {
    check_cuts(cuts)?;
    if thetas.len() != standard_errors.len() {
        return Err(ClassificationError::LengthsDiffer);
    }
    if thetas.iter().any(|theta| !theta.is_finite()) || standard_errors.iter().any(|error| !error.is_finite() || *error < 0.0) {
        return Err(ClassificationError::NotFinite);
    }
    let levels: Vec<Vec<f64>> = thetas.iter().zip(standard_errors).map(|(theta, error)| level_probabilities(*theta, *error, cuts)).collect();
    let given: Vec<usize> = thetas.iter().map(|theta| level_of(*theta, cuts)).collect();
    agreement(&levels, &given)
}

/// Accuracy and consistency from each person's level probabilities and the level given. The probabilities of a person need not sum to 1.
pub fn agreement(levels: &[Vec<f64>], given: &[usize]) -> Result<Agreement, ClassificationError> {
    let count = levels.first().ok_or(ClassificationError::NoPerson)?.len();
    if levels.len() != given.len() || levels.iter().any(|row| row.len() != count) {
        return Err(ClassificationError::LengthsDiffer);
    }
    if let Some(level) = given.iter().find(|level| **level >= count) {
        return Err(ClassificationError::NoSuchLevel { level: *level });
    }
    let mut sums = Tally::new(count);
    for (row, level) in levels.iter().zip(given) {
        let total = row.iter().fold(0.0, |sum, share| sum + share);
        if row.iter().any(|share| !share.is_finite() || *share < 0.0) || !(total > 0.0 && total.is_finite()) {
            return Err(ClassificationError::NotFinite);
        }
        let row: Vec<f64> = row.iter().map(|share| share / total).collect();
        for (truth, share) in row.iter().enumerate() {
            sums.table[*level][truth] += share;
        }
        sums.add(1.0, &row);
    }
    sums.finish()
}

/// The share of a distribution over nodes on each level: Guo's (2006), with the likelihood, or its posterior form.
///
/// The nodes stand for their surroundings: with cuts between nodes the error is that of the grid.
pub fn levels_of_posterior(nodes: &[Node], weights: &[f64], cuts: &[f64]) -> Result<Vec<f64>, ClassificationError> {
    check_cuts(cuts)?;
    if nodes.len() != weights.len() {
        return Err(ClassificationError::LengthsDiffer);
    }
    let mut levels = vec![0.0; cuts.len() + 1];
    for (node, weight) in nodes.iter().zip(weights) {
        levels[level_of(node.point, cuts)] += weight;
    }
    let total = levels.iter().fold(0.0, |sum, share| sum + share);
    if weights.iter().any(|weight| !weight.is_finite() || *weight < 0.0) || !(total > 0.0 && total.is_finite()) {
        return Err(ClassificationError::NotFinite);
    }
    Ok(levels.iter().map(|share| share / total).collect())
}

/// What a test of these items will do in a population, graded by ability: the estimate of each true ability is taken as normal around it,
/// with 1 / √I(θ) (Rudner, 2005; Wyse and Hao, 2012).
pub fn from_items(items: &[ItemModel], population: &[Node], cuts: &[f64]) -> Result<Agreement, ClassificationError> {
    check_cuts(cuts)?;
    check_items(items)?;
    let total = check_nodes(population)?;
    let mut ordered: Vec<&ItemModel> = items.iter().collect();
    ordered.sort_by(|left, right| left.canonical_order(right));
    let mut sums = Tally::new(cuts.len() + 1);
    for node in population {
        let information = ordered.iter().fold(0.0, |sum, item| sum + item.expected_information(node.point));
        // Without information the estimate may be anywhere: half of it below every cut, half above.
        let error = 1.0 / information.max(f64::MIN_POSITIVE).sqrt();
        let given = level_probabilities(node.point, error, cuts);
        sums.add_true(node.weight / total, &given, level_of(node.point, cuts));
    }
    sums.finish()
}

/// What a test of these items will do in a population, graded by sum score (Lee, 2010): a person is on the level whose cuts are at or below the
/// score, and truly on the level of the mean score at the true ability.
///
/// `cuts` are scores, ascending, not necessarily whole.
pub fn from_sum_scores(items: &[ItemModel], population: &[Node], cuts: &[f64]) -> Result<Agreement, ClassificationError> {
    check_cuts(cuts)?;
    check_items(items)?;
    let total = check_nodes(population)?;
    let mut sums = Tally::new(cuts.len() + 1);
    let mut given = vec![0.0; cuts.len() + 1];
    for node in population {
        given.fill(0.0);
        for (score, probability) in score_distribution(items, node.point)?.iter().enumerate() {
            given[level_of(score as f64, cuts)] += probability;
        }
        sums.add_true(node.weight / total, &given, level_of(expected_score(items, node.point), cuts));
    }
    sums.finish()
}

fn check_cuts(cuts: &[f64]) -> Result<(), ClassificationError> {
    if cuts.iter().any(|cut| !cut.is_finite()) {
        return Err(ClassificationError::NotFinite);
    }
    if cuts.windows(2).any(|pair| pair[0] > pair[1]) { Err(ClassificationError::CutsOutOfOrder) } else { Ok(()) }
}

struct Tally {
    weight: f64,
    same: f64,
    margins: Vec<f64>,
    table: Vec<Vec<f64>>,
}

impl Tally {
    fn new(levels: usize) -> Self {
        Self { weight: 0.0, same: 0.0, margins: vec![0.0; levels], table: vec![vec![0.0; levels]; levels] }
    }

    /// A person, or a node, whose level on a test is distributed like this.
    fn add(&mut self, weight: f64, shares: &[f64]) {
        self.weight += weight;
        for (margin, share) in self.margins.iter_mut().zip(shares) {
            *margin += weight * share;
            self.same += weight * (share * share);
        }
    }

    /// The same, with the true level known.
    fn add_true(&mut self, weight: f64, shares: &[f64], truth: usize) {
        self.add(weight, shares);
        for (row, share) in self.table.iter_mut().zip(shares) {
            row[truth] += weight * share;
        }
    }

    fn finish(mut self) -> Result<Agreement, ClassificationError> {
        if self.weight <= 0.0 {
            return Err(ClassificationError::NoPerson);
        }
        for row in &mut self.table {
            for cell in row {
                *cell /= self.weight;
            }
        }
        let accuracy = (0..self.table.len()).fold(0.0, |sum, level| sum + self.table[level][level]);
        let consistency = self.same / self.weight;
        let chance = self.margins.iter().fold(0.0, |sum, margin| sum + (margin / self.weight) * (margin / self.weight));
        let kappa = if chance < 1.0 { (consistency - chance) / (1.0 - chance) } else { 1.0 };
        Ok(Agreement { accuracy, consistency, kappa, table: self.table })
    }
}
