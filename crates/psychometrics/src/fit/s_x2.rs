//! S-X²: an item's answers at each sum score against what the model expects there.

use super::collapse::{Row, Table};
use super::{FitError, LatentNormal, check, complete_cases, indices, probability_tables};
use crate::distribution::chi_square_p_value;
use crate::model::ItemModel;
use crate::responses::Responses;

/// How [`s_x2`] tests.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFitSettings {
    /// The population the parameters belong to.
    pub population: LatentNormal,
    /// The smallest expected count of a cell; smaller ones are joined. 1 by Orlando and Thissen; at most the number of persons.
    pub minimum_expected: f64,
    /// How many parameters of each item were estimated from these data: taken off its degrees of freedom. 0 for items whose
    /// parameters were fixed beforehand.
    pub estimated_parameters: Vec<usize>,
    /// How many parameters of the population were estimated from these data: taken off every item's degrees of freedom, as mirt does.
    pub estimated_latent_parameters: usize,
}

impl ItemFitSettings {
    /// N(0, 1), cells of at least 1, every parameter of each item estimated.
    pub fn new(items: &[ItemModel]) -> Self {
        Self {
            population: LatentNormal::STANDARD,
            minimum_expected: 1.0,
            estimated_parameters: items.iter().map(super::parameter_count).collect(),
            estimated_latent_parameters: 0,
        }
    }
}

/// What [`s_x2`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFitReport {
    /// One for each item.
    pub items: Vec<ItemFit>,
    /// How many persons answered every item.
    pub persons: usize,
    /// How many persons did not, and were left out.
    pub left_out: usize,
}

/// One item's fit.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemFit {
    /// The test, or why there is none.
    pub outcome: Outcome,
    /// The table that was tested, cells joined: what to look at when the test says no.
    pub groups: Vec<ScoreGroup>,
}

/// The result of a chi-square test that small data can make impossible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The test could be made.
    Tested {
        /// The chi-square statistic.
        statistic: f64,
        /// Its degrees of freedom, at least 1.
        degrees_of_freedom: usize,
        /// How often a fitting item has such a statistic or a larger one.
        p: f64,
        /// [`rmsea`](super::rmsea()): the size of the misfit, whatever the number of persons.
        rmsea: Option<f64>,
    },
    /// After joining small cells there are not more cells than parameters.
    NotEnoughData,
}

/// The persons of neighbouring sum scores.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreGroup {
    /// The lowest and the highest sum score of the group.
    pub scores: (usize, usize),
    /// How many persons gave each category, neighbours joined where they were rare.
    pub observed: Vec<f64>,
    /// How many the model expects. 0 in a cell that was joined to its neighbour.
    pub expected: Vec<f64>,
}

/// S-X² of every item (Orlando and Thissen, 2000, 2003; for graded items Kang and Chen, 2008).
///
/// Persons are grouped by their sum score s. In each group the share that answers category k of item i is, under the model,
///
/// `E_ik(s)` = ∫ `P_ik` S⁻ⁱ(s − k) φ dθ / ∫ S(s) φ dθ
///
/// where S(s) is the probability of the sum score s given θ and S⁻ⁱ the same without the item, both by the recursion of Lord and Wingersky (1984).
/// S-X² = Σ over s and k of (O − N E)² / (N E), over scores between the lowest and the highest possible; degrees of freedom: cells − groups −
/// estimated parameters. Grouping by an *observed* score is what makes it hold its level, where older statistics that group by estimated
/// ability do not (Orlando and Thissen, 2000).
///
/// Only persons who answered every item count. Cells with small expected counts are joined with neighbours.
/// An item left without a degree of freedom is [`Outcome::NotEnoughData`].
///
/// ```
/// use psychometrics::fit::{ItemFitSettings, Outcome, s_x2};
/// use psychometrics::model::ItemModel;
/// use psychometrics::random::Random;
/// use psychometrics::responses::Responses;
/// use psychometrics::simulation::draw_response;
///
/// let items: Vec<ItemModel> = (0..10).map(|item| ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.3 * f64::from(item) - 1.5 }).collect();
/// let mut random = Random::new(1, 1);
/// let mut cells = Vec::new();
/// for _ in 0..500 {
///     let theta = random.normal();
///     cells.extend(items.iter().map(|item| draw_response(item, theta, &mut random) as u8));
/// }
/// let responses = Responses::from_matrix(10, cells)?;
/// let report = s_x2(&responses, &items, &ItemFitSettings::new(&items))?;
/// let Outcome::Tested { p, .. } = report.items[4].outcome else { panic!("500 persons are enough") };
/// assert!(p > 0.001);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn s_x2(responses: &Responses, items: &[ItemModel], settings: &ItemFitSettings) -> Result<ItemFitReport, FitError> {
    check(responses, items)?;
    if items.len() < 2 {
        return Err(FitError::TooFewItems);
    }
    if settings.estimated_parameters.len() != items.len() {
        return Err(FitError::ItemsDiffer { models: settings.estimated_parameters.len(), items: items.len() });
    }
    if !(settings.minimum_expected.is_finite() && settings.minimum_expected >= 0.0) {
        return Err(FitError::OutOfRange);
    }
    let nodes = settings.population.nodes()?;
    let (rows, left_out) = complete_cases(responses);
    if rows.len() < 2 {
        return Err(FitError::TooFewCompletePersons { complete: rows.len() });
    }
    let points: Vec<f64> = nodes.iter().map(|node| node.point).collect();
    let weights: Vec<f64> = nodes.iter().map(|node| node.weight).collect();
    let tables = probability_tables(items, &points);
    let highest = items.iter().map(|item| item.categories() - 1).sum::<usize>();
    let total: Vec<f64> = score_likelihoods(&tables, None, points.len()).iter().map(|row| weighted_sum(row, &weights)).collect();
    let scores: Vec<usize> = rows.iter().map(|row| row.iter().map(|category| usize::from(*category)).sum()).collect();
    let reports = (0..items.len())
        .map(|item| {
            let categories = items[item].categories();
            let rest = score_likelihoods(&tables, Some(item), points.len());
            let mut observed = vec![vec![0.0; categories]; highest + 1];
            for (row, score) in rows.iter().zip(&scores) {
                observed[*score][usize::from(row[item])] += 1.0;
            }
            let mut is_defined = true;
            // The lowest and the highest score say nothing: everybody with them gave the same answer.
            let table_rows = (1..highest)
                .map(|score| {
                    let persons = observed[score].iter().fold(0.0, |sum, count| sum + count);
                    let possible = |category: usize| score.checked_sub(category).filter(|left| *left < rest.len());
                    let expected = (0..categories)
                        .map(|category| {
                            let Some(left) = possible(category) else { return 0.0 };
                            let joint = tables[item][category].iter().zip(&rest[left]).zip(&weights).fold(0.0, |sum, ((p, s), w)| sum + (p * s) * w);
                            if total[score] > 0.0 { persons * (joint / total[score]) } else { 0.0 }
                        })
                        .collect();
                    is_defined &= total[score] > 0.0 || persons == 0.0;
                    let is_partial = (0..categories).any(|category| possible(category).is_none());
                    Row { scores: (score, score), observed: observed[score].clone(), expected, is_partial }
                })
                .collect();
            let mut table = Table { rows: table_rows };
            table.collapse(settings.minimum_expected);
            let spent = settings.estimated_parameters[item] + settings.estimated_latent_parameters;
            ItemFit { outcome: outcome(&table, spent, rows.len(), is_defined), groups: groups(table) }
        })
        .collect();
    Ok(ItemFitReport { items: reports, persons: rows.len(), left_out })
}

fn outcome(table: &Table, parameters: usize, persons: usize, is_defined: bool) -> Outcome {
    let degrees_of_freedom = table.cells().saturating_sub(table.rows.len()).saturating_sub(parameters);
    if !is_defined || degrees_of_freedom == 0 || table.rows.len() < 2 || table.columns() < 2 {
        return Outcome::NotEnoughData;
    }
    let statistic = table.statistic();
    Outcome::Tested {
        statistic,
        degrees_of_freedom,
        p: chi_square_p_value(statistic, degrees_of_freedom),
        rmsea: indices::rmsea(statistic, degrees_of_freedom, persons),
    }
}

fn groups(table: Table) -> Vec<ScoreGroup> {
    table.rows.into_iter().map(|row| ScoreGroup { scores: row.scores, observed: row.observed, expected: row.expected }).collect()
}

/// `likelihoods[score][node]`: the probability of each sum score given θ (Lord and Wingersky, 1984), without one item if asked.
fn score_likelihoods(tables: &[Vec<Vec<f64>>], without: Option<usize>, nodes: usize) -> Vec<Vec<f64>> {
    let mut scores = vec![vec![1.0; nodes]];
    for (item, table) in tables.iter().enumerate() {
        if Some(item) == without {
            continue;
        }
        let mut next = vec![vec![0.0; nodes]; scores.len() + table.len() - 1];
        for (score, likelihood) in scores.iter().enumerate() {
            for (category, probability) in table.iter().enumerate() {
                for ((cell, own), p) in next[score + category].iter_mut().zip(likelihood).zip(probability) {
                    *cell += own * p;
                }
            }
        }
        scores = next;
    }
    scores
}

fn weighted_sum(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).fold(0.0, |sum, (value, weight)| sum + value * weight)
}
