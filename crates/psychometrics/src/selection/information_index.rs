//! Finding the most informative item without looking at all of them.

use crate::model::ItemModel;
use crate::selection::optimal_ability;

/// For each small interval of ability, the items in descending order of an upper bound of their information there.
///
/// The search walks down that order, computes the true information of each allowed item, and stops as soon as the bound falls below the best value
/// found: no later item can win. The result is the exact argmax; typically 3 to 8 items of 300 are looked at.
///
/// **Bounds.** A right/wrong item's information has one maximum: ln I = 2 ln(P − c) + 2 ln(d − P) − ln P − ln(1 − P) + constant as a function of P, and its second
/// derivative is at most −1/(P − c)² − 1/(d − P)² < 0. So the largest value over an interval is at the point of the interval closest to the maximum.
/// For other models the slope of the information is bounded: for exponential families (GPCM, PCM, RSM, NRM) it is the third cumulant of the score, at most R³ / (6√3) for a score
/// of range R; for the GRM |I′| = |Σ P ℓ′ (ℓ′² + 2 ℓ″)| ≤ 2 a³, because |ℓ′| ≤ a and |ℓ″| ≤ a²/2. The largest value is then at most that of the higher end plus half the
/// width times the slope. A relative 1e-9 more covers rounding.
#[derive(Clone, Debug)]
pub(super) struct InformationIndex {
    low: f64,
    width: f64,
    cells: usize,
    items: usize,
    /// Cell by cell, descending.
    bounds: Vec<f64>,
    /// The item of each bound.
    order: Vec<u32>,
}

/// Narrow enough that the bounds are close, few enough to build in a millisecond.
const WIDTH: f64 = 0.125;
const MOST_CELLS: usize = 256;
const ROUNDING: f64 = 1.0 + 1e-9;

impl InformationIndex {
    pub fn new(items: &[ItemModel], (low, high): (f64, f64)) -> Self {
        let cells = (((high - low) / WIDTH).ceil() as usize).clamp(1, MOST_CELLS);
        let width = (high - low) / cells as f64;
        let edges: Vec<f64> = (0..=cells).map(|cell| low + width * cell as f64).collect();
        let mut table = vec![0.0; cells * items.len()];
        for (item, model) in items.iter().enumerate() {
            let upper = UpperBound::of(model);
            let at_edges: Vec<f64> = edges.iter().map(|edge| model.expected_information(*edge)).collect();
            for cell in 0..cells {
                let ends = at_edges[cell].max(at_edges[cell + 1]);
                table[cell * items.len() + item] = ROUNDING * upper.within(model, (edges[cell], edges[cell + 1]), ends);
            }
        }
        let (mut bounds, mut order) = (Vec::with_capacity(table.len()), Vec::with_capacity(table.len()));
        let mut positions: Vec<u32> = (0..items.len() as u32).collect();
        for row in table.chunks_exact(items.len()) {
            positions.sort_unstable_by(|left, right| row[*right as usize].total_cmp(&row[*left as usize]).then(left.cmp(right)));
            bounds.extend(positions.iter().map(|item| row[*item as usize]));
            order.extend_from_slice(&positions);
        }
        Self { low, width, cells, items: items.len(), bounds, order }
    }

    pub fn best(&self, items: &[ItemModel], theta: f64, allowed: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        let place = (theta - self.low) / self.width;
        if !(0.0..=self.cells as f64).contains(&place) {
            return best_of_all(items, theta, allowed);
        }
        // An edge belongs to both its cells: rounding of the place does not matter beyond the slack of the bounds.
        let cell = (place as usize).min(self.cells - 1);
        let range = cell * self.items..(cell + 1) * self.items;
        let mut best: Option<(usize, f64)> = None;
        for (bound, item) in self.bounds[range.clone()].iter().zip(&self.order[range]) {
            if best.is_some_and(|(_, most)| *bound < most) {
                break;
            }
            let item = *item as usize;
            if allowed(item) {
                best = better(best, item, items[item].expected_information(theta));
            }
        }
        best
    }
}

fn best_of_all(items: &[ItemModel], theta: f64, allowed: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
    (0..items.len()).filter(|item| allowed(*item)).fold(None, |best, item| better(best, item, items[item].expected_information(theta)))
}

fn better(best: Option<(usize, f64)>, item: usize, information: f64) -> Option<(usize, f64)> {
    match best {
        Some((winner, most)) if most > information || (most >= information && winner < item) => best,
        _ => Some((item, information)),
    }
}

enum UpperBound {
    /// One maximum, here.
    Peak(f64),
    /// No steeper than this anywhere.
    Slope(f64),
}

impl UpperBound {
    fn of(model: &ItemModel) -> Self {
        let discrimination = model.discrimination();
        // 1 / (6 √3) = 0.0962…
        let exponential = |range: f64| Self::Slope(0.0963 * (range * range * range));
        match model {
            ItemModel::Grm { .. } => Self::Slope(2.0 * (discrimination * discrimination * discrimination)),
            ItemModel::Nrm { .. } => exponential(discrimination),
            ItemModel::Gpcm { .. } | ItemModel::Pcm { .. } | ItemModel::Rsm { .. } => exponential(discrimination * (model.categories() - 1) as f64),
            _ => Self::Peak(optimal_ability::ability(model)),
        }
    }

    fn within(&self, model: &ItemModel, (low, high): (f64, f64), ends: f64) -> f64 {
        match self {
            Self::Peak(peak) if low < *peak && *peak < high => ends.max(model.expected_information(*peak)),
            Self::Peak(_) => ends,
            Self::Slope(slope) => ends + slope * ((high - low) / 2.0),
        }
    }
}
