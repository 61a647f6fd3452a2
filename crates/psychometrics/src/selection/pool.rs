//! A pool of items laid out so that all of them are judged at once.

use std::fmt;

use super::posterior_fall::mean_information;
use crate::ability::Posterior;
use crate::model::{ItemModel, ModelError};
use crate::numeric::exponential;
use crate::quadrature::STANDARD_NORMAL_7;

/// The items among which the next one is chosen, each with the ability it measures.
///
/// Right/wrong items without guessing, and items of partial credit, stand in columns of numbers, so that a loop over them uses the
/// processor's vectors; the others are asked one by one. Built once when a pool is loaded, shared by all sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    items: usize,
    /// One block for each ability with 1PL or 2PL items.
    binary: Vec<Block>,
    /// One block for each ability with partial-credit items.
    graded: Vec<GradedBlock>,
    /// All other items: place, ability, model.
    others: Vec<(usize, usize, ItemModel)>,
    /// Each item's ability.
    dimensions: Vec<usize>,
}

/// Items of one ability, in columns.
#[derive(Clone, Debug, Default, PartialEq)]
struct Block {
    dimension: usize,
    discriminations: Vec<f64>,
    difficulties: Vec<f64>,
    /// Where each item stands in the pool.
    places: Vec<usize>,
}

/// Partial-credit items of one ability. At e = exp(a (θ − b)), b the mean of the steps, category k has weight `c_k` eᵏ.
#[derive(Clone, Debug, Default, PartialEq)]
struct GradedBlock {
    items: Block,
    /// `c_0` = 1, `c_1`… of all items, one after the other.
    coefficients: Vec<f64>,
    /// Where each item's coefficients begin; one more than items.
    starts: Vec<usize>,
}

/// Why items do not make a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolError {
    /// An item is not a response model.
    Model {
        /// The item's place, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
}

impl fmt::Display for PoolError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
        }
    }
}

impl std::error::Error for PoolError {}

/// The memory of [`Pool::expected_informations`]: keep one and give it again.
#[derive(Clone, Debug, Default)]
pub struct PoolWorkspace {
    /// exp(a (θ̂ − b)) of each item of a block.
    centre: Vec<f64>,
    /// exp(a σ x) at each node x above the middle one.
    stretch: [Vec<f64>; 3],
    sums: Vec<f64>,
}

impl Pool {
    /// A pool of (item, the ability it measures), in the order in which values will be given back.
    pub fn new<'a>(items: impl IntoIterator<Item = (&'a ItemModel, usize)>) -> Result<Self, PoolError> {
        let mut pool = Self { items: 0, binary: Vec::new(), graded: Vec::new(), others: Vec::new(), dimensions: Vec::new() };
        for (place, (model, dimension)) in items.into_iter().enumerate() {
            model.validate().map_err(|error| PoolError::Model { item: place, error })?;
            pool.items += 1;
            pool.dimensions.push(dimension);
            let (discrimination, difficulty) = (model.discrimination(), model.difficulty());
            match (model, coefficients(model)) {
                (ItemModel::OnePl { .. } | ItemModel::TwoPl { .. }, _) => {
                    let block = Block::of(&mut pool.binary, dimension, |block| block.dimension);
                    block.dimension = dimension;
                    block.push(place, discrimination, difficulty);
                }
                (_, Some(coefficients)) => {
                    let block = Block::of(&mut pool.graded, dimension, |block| block.items.dimension);
                    block.items.dimension = dimension;
                    block.items.push(place, discrimination, difficulty);
                    block.starts.push(block.coefficients.len());
                    block.coefficients.extend(coefficients);
                }
                (other, None) => pool.others.push((place, dimension, other.clone())),
            }
        }
        for block in &mut pool.graded {
            block.starts.push(block.coefficients.len());
        }
        Ok(pool)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// The ability that an item measures.
    ///
    /// # Panics
    /// When the item does not exist.
    pub fn dimension(&self, item: usize) -> usize {
        self.dimensions[item]
    }

    /// Each item's expected information averaged over the marginal posterior of its ability (7 Gauss–Hermite nodes), over
    /// `informations`, whose memory is reused: what [`posterior_fall`](super::posterior_fall) asks of one item, within rounding (a
    /// relative 1e-13).
    ///
    /// # Panics
    /// When an item's ability does not exist in the posterior.
    pub fn expected_informations(&self, posterior: &Posterior, workspace: &mut PoolWorkspace, informations: &mut Vec<f64>) {
        self.informations(posterior, |_| true, workspace, informations);
    }

    /// [`Pool::expected_informations`] of the items that are wanted, to the same bits; what is given for the others means nothing.
    ///
    /// # Panics
    /// When an item's ability does not exist in the posterior, or `is_wanted` is not of the pool's length.
    pub fn expected_informations_among(&self, posterior: &Posterior, is_wanted: &[bool], workspace: &mut PoolWorkspace, informations: &mut Vec<f64>) {
        assert_eq!(is_wanted.len(), self.items, "one mark for each item of the pool");
        self.informations(posterior, |place| is_wanted[place], workspace, informations);
    }

    fn informations(&self, posterior: &Posterior, is_wanted: impl Fn(usize) -> bool, workspace: &mut PoolWorkspace, informations: &mut Vec<f64>) {
        informations.clear();
        informations.resize(self.items, 0.0);
        let is_asked = |block: &Block| block.places.iter().any(|place| is_wanted(*place));
        for block in self.binary.iter().filter(|block| is_asked(block)) {
            if !workspace.load(block, posterior) {
                block.ask_one_by_one(informations, |item| {
                    let model = ItemModel::TwoPl { discrimination: block.discriminations[item], difficulty: block.difficulties[item] };
                    mean_information(posterior, &model, block.dimension)
                });
                continue;
            }
            workspace.add_binary(block);
            for (place, sum) in block.places.iter().zip(&workspace.sums) {
                informations[*place] = *sum;
            }
        }
        for block in self.graded.iter().filter(|block| is_asked(&block.items)) {
            if !workspace.load(&block.items, posterior) {
                block.items.ask_one_by_one(informations, |item| mean_information(posterior, &block.model(item), block.items.dimension));
                continue;
            }
            for (item, place) in block.items.places.iter().enumerate() {
                if is_wanted(*place) {
                    informations[*place] = workspace.graded(block, item);
                }
            }
        }
        for (place, dimension, model) in &self.others {
            if is_wanted(*place) {
                informations[*place] = mean_information(posterior, model, *dimension);
            }
        }
    }
}

impl Block {
    /// The block of this ability, added when there is none.
    fn of<B: Default>(blocks: &mut Vec<B>, dimension: usize, dimension_of: impl Fn(&B) -> usize) -> &mut B {
        let at = blocks.iter().position(|block| dimension_of(block) == dimension).unwrap_or(blocks.len());
        if at == blocks.len() {
            blocks.push(B::default());
        }
        &mut blocks[at]
    }

    fn push(&mut self, place: usize, discrimination: f64, difficulty: f64) {
        self.places.push(place);
        self.discriminations.push(discrimination);
        self.difficulties.push(difficulty);
    }

    fn ask_one_by_one(&self, informations: &mut [f64], information: impl Fn(usize) -> f64) {
        for (item, place) in self.places.iter().enumerate() {
            informations[*place] = information(item);
        }
    }
}

impl GradedBlock {
    fn coefficients(&self, item: usize) -> &[f64] {
        &self.coefficients[self.starts[item]..self.starts[item + 1]]
    }

    /// The item again, for the rare posterior so wide that its columns cannot be used.
    fn model(&self, item: usize) -> ItemModel {
        let (discrimination, difficulty) = (self.items.discriminations[item], self.items.difficulties[item]);
        let steps = self.coefficients(item).windows(2).map(|pair| difficulty - libm::log(pair[1] / pair[0]) / discrimination).collect();
        ItemModel::Gpcm { discrimination, steps }
    }
}

/// The largest exponent that a node may add to that of the posterior's mean, and the largest taken of the latter: their sum times
/// two does not overflow.
const WIDEST: f64 = 120.0;
const FARTHEST: f64 = 220.0;
/// The largest exponent of a category's weight. An item that is farther than [`FARTHEST`] is taken for one at that distance, where a node
/// may bring it `WIDEST` nearer: what its weights differ by, twice this, must not make up for the 100 that are left.
const MOST_UNEVEN: f64 = 30.0;

impl PoolWorkspace {
    /// The exponentials of a block's items at the posterior: four for seven nodes, because exp(z + y) = exp(z) exp(y), and the
    /// nodes below the mean mirror those above. False when they would overflow.
    fn load(&mut self, block: &Block, posterior: &Posterior) -> bool {
        let (mean, sd) = (posterior.mean[block.dimension], posterior.standard_error(block.dimension));
        let steepest = block.discriminations.iter().copied().fold(0.0, f64::max);
        let is_narrow = steepest * sd * STANDARD_NORMAL_7[6].point <= WIDEST;
        if !is_narrow {
            return false;
        }
        self.centre.clear();
        let items = block.discriminations.iter().zip(&block.difficulties);
        self.centre.extend(items.map(|(discrimination, difficulty)| exponential((discrimination * (mean - difficulty)).clamp(-FARTHEST, FARTHEST))));
        for (cells, node) in self.stretch.iter_mut().zip(&STANDARD_NORMAL_7[4..]) {
            let distance = sd * node.point;
            cells.clear();
            cells.extend(block.discriminations.iter().map(|discrimination| exponential(discrimination * distance)));
        }
        true
    }

    /// Σ over the nodes of weight · a² e / (1 + e)².
    fn add_binary(&mut self, block: &Block) {
        let weight = |node: usize| STANDARD_NORMAL_7[node].weight;
        self.sums.clear();
        self.sums.extend(self.centre.iter().map(|e| weight(3) * logistic_variance(*e)));
        for (cells, node) in self.stretch.iter().zip(4..) {
            for ((sum, e), u) in self.sums.iter_mut().zip(&self.centre).zip(cells) {
                *sum += weight(node) * (logistic_variance(e * u) + logistic_variance(e / u));
            }
        }
        for (sum, discrimination) in self.sums.iter_mut().zip(&block.discriminations) {
            *sum *= discrimination * discrimination;
        }
    }

    /// The same of one partial-credit item, a² times the variance of its score.
    fn graded(&self, block: &GradedBlock, item: usize) -> f64 {
        let (coefficients, e) = (block.coefficients(item), self.centre[item]);
        let mut sum = STANDARD_NORMAL_7[3].weight * score_variance(coefficients, e);
        for (cells, node) in self.stretch.iter().zip(&STANDARD_NORMAL_7[4..]) {
            sum += node.weight * (score_variance(coefficients, e * cells[item]) + score_variance(coefficients, e / cells[item]));
        }
        sum * (block.items.discriminations[item] * block.items.discriminations[item])
    }
}

/// s(z) s(−z) where e = exp(z).
fn logistic_variance(e: f64) -> f64 {
    let beyond = 1.0 / (1.0 + e);
    e * beyond * beyond
}

/// The variance of k when category k has weight `c_k` eᵏ, moments taken around the end that e points to: nothing overflows, and
/// where all weight sits at that end nothing cancels.
fn score_variance(coefficients: &[f64], e: f64) -> f64 {
    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
    let mut add = |coefficient: f64, power: f64, distance: f64| {
        let weight = coefficient * power;
        sum += weight;
        first += weight * distance;
        second += weight * distance * distance;
    };
    let (mut power, mut distance) = (1.0, 0.0);
    if e <= 1.0 {
        for coefficient in coefficients {
            add(*coefficient, power, distance);
            power *= e;
            distance += 1.0;
        }
    } else {
        let down = 1.0 / e;
        for coefficient in coefficients.iter().rev() {
            add(*coefficient, power, distance);
            power *= down;
            distance += 1.0;
        }
    }
    let inverse = 1.0 / sum;
    let mean = first * inverse;
    (second * inverse - mean * mean).max(0.0)
}

/// The weights `c_k` of a partial-credit item's categories at the mean of its steps; `None` for another kind of item, and for one whose
/// steps lie so far apart that the weights would not be ordinary numbers.
fn coefficients(model: &ItemModel) -> Option<Vec<f64>> {
    let centre = model.difficulty();
    let slope = model.discrimination();
    let offsets: Vec<f64> = match model {
        ItemModel::Gpcm { steps, .. } | ItemModel::Pcm { steps } => steps.iter().map(|step| step - centre).collect(),
        ItemModel::Rsm { difficulty, offsets } => offsets.iter().map(|offset| difficulty + offset - centre).collect(),
        _ => return None,
    };
    let mut exponent = 0.0;
    let mut weights = vec![1.0];
    for offset in offsets {
        exponent -= slope * offset;
        if exponent.abs() > MOST_UNEVEN {
            return None;
        }
        weights.push(exponential(exponent));
    }
    Some(weights)
}
