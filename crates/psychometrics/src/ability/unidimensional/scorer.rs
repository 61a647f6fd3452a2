//! Posterior means of many persons on one set of items.

use super::eap::{check_nodes, moments};
use super::{Estimate, Response};
use crate::ability::AbilityError;
use crate::ability::unidimensional::Answers;
use crate::model::ItemModel;
use crate::quadrature::Node;

/// The curves of a set of items tabulated over quadrature nodes: [`eap`](super::eap()) of many persons, without allocating.
///
/// The answers are added up in the items' canonical order, so that neither the order of the answers nor that of the items
/// changes a bit: the result is [`eap`](super::eap())'s to the bit.
///
/// ```
/// use psychometrics::ability::unidimensional::{Response, Scorer, eap};
/// use psychometrics::model::ItemModel;
/// use psychometrics::quadrature::normal_grid;
///
/// let items = [ItemModel::OnePl { difficulty: -0.5 }, ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.8 }];
/// let nodes = normal_grid(0.0, 1.0, -6.0, 6.0, 61);
/// let mut scorer = Scorer::new(&items, &nodes)?;
/// let estimate = scorer.score([(1, 0), (0, 1)])?;
/// let answers = [Response { model: &items[0], category: 1 }, Response { model: &items[1], category: 0 }];
/// assert_eq!(estimate, eap(&answers, &nodes)?);
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scorer {
    nodes: Vec<Node>,
    /// ln P, the nodes of one category of one item side by side.
    logs: Vec<f64>,
    /// The first category of each item, counted over all items.
    starts: Vec<usize>,
    /// The place of each item in canonical order; equal items share it.
    ranks: Vec<usize>,
    /// (rank, category, row) of the answers of one person.
    answered: Vec<(usize, usize, usize)>,
    sums: Vec<f64>,
}

impl Scorer {
    /// Tabulates the items. [`AbilityError::Model`] names the first item that is no response model, [`AbilityError::NotFinite`] refuses nodes that are not
    /// finite or have a negative weight.
    pub fn new(items: &[ItemModel], nodes: &[Node]) -> Result<Self, AbilityError> {
        let first_categories: Vec<Response<'_>> = items.iter().map(|model| Response { model, category: 0 }).collect();
        Answers::new(&first_categories)?;
        check_nodes(nodes)?;
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|left, right| items[*left].canonical_order(&items[*right]));
        let mut ranks = vec![0; items.len()];
        for (place, item) in order.iter().enumerate() {
            let is_same = place > 0 && items[order[place - 1]].canonical_order(&items[*item]).is_eq();
            ranks[*item] = if is_same { ranks[order[place - 1]] } else { place };
        }
        let mut starts = vec![0];
        let mut logs = Vec::new();
        for item in items {
            for category in 0..item.categories() {
                logs.extend(nodes.iter().map(|node| item.log_probability(node.point, category)));
            }
            starts.push(starts[starts.len() - 1] + item.categories());
        }
        Ok(Self { nodes: nodes.to_vec(), logs, starts, ranks, answered: Vec::new(), sums: Vec::new() })
    }

    /// The posterior's mean and standard deviation from (item, category) pairs, in any order.
    ///
    /// Errors: an item or a category that does not exist (`answer` is the position in the list), nodes without weight.
    pub fn score(&mut self, answers: impl IntoIterator<Item = (usize, usize)>) -> Result<Estimate, AbilityError> {
        self.answered.clear();
        for (answer, (item, category)) in answers.into_iter().enumerate() {
            let row = self.starts.get(item).zip(self.starts.get(item.saturating_add(1))).map(|(start, end)| (start.saturating_add(category), *end));
            match row {
                Some((row, end)) if row < end => self.answered.push((self.ranks[item], category, row)),
                _ => return Err(AbilityError::NoSuchCategory { answer, category }),
            }
        }
        self.answered.sort_unstable();
        let count = self.nodes.len();
        self.sums.clear();
        self.sums.resize(count, 0.0);
        for (_, _, row) in &self.answered {
            for (sum, log) in self.sums.iter_mut().zip(&self.logs[row * count..(row + 1) * count]) {
                *sum += log;
            }
        }
        moments(&self.nodes, &mut self.sums)
    }

    /// The posterior's weight of each node after the last [`Scorer::score`], in proportion.
    pub fn posterior(&self) -> &[f64] {
        &self.sums
    }
}
