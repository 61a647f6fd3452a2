//! What is to be estimated, and from what: the parameters in one vector, the answers compacted, the function to maximise.

use super::expectation::{Expectation, expectation, stride};
use super::family::{Family, ItemParameters, to_logit};
use super::grid::{Grid, Grids};
use super::item_step::{Derivatives, Evidence, Want, backward, derivatives, factorise, forward, longest_step};
use super::patterns::{Layout, Patterns};
use super::prior::{ItemPriors, add_log_normal};

/// One item with one set of parameters, in the groups that share them.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub item: usize,
    pub groups: Vec<usize>,
    /// Where the search starts, or the known parameters.
    pub start: ItemParameters,
    /// Where its own parameters stand in the vector; `None` when they are known.
    pub own: Option<usize>,
    /// The block of shared parameters.
    pub block: Option<usize>,
}

impl Unit {
    pub fn own_count(&self) -> usize {
        self.start.family.own(self.start.categories)
    }
}

/// Parameters that several units share.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub family: Family,
    pub categories: usize,
    pub start: usize,
    pub size: usize,
    pub initial: Vec<f64>,
}

/// A group's distribution: where its free parameters stand in the vector, and their values when known.
#[derive(Clone, Debug)]
pub(super) struct GroupPlace {
    pub mean: Option<usize>,
    pub log_sd: Option<usize>,
    pub known_mean: f64,
    pub known_sd: f64,
}

#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub units: Vec<Unit>,
    pub blocks: Vec<Block>,
    pub groups: Vec<GroupPlace>,
    /// `unit_of[group][item]`
    pub unit_of: Vec<Vec<Option<usize>>>,
    pub layout: Layout,
    pub patterns: Vec<Patterns>,
    pub grids: Grids,
    pub priors: ItemPriors,
    pub is_parallel: bool,
    pub size: usize,
    /// The smallest standard deviation that a group may have.
    pub smallest_sd: f64,
}

/// The function at one place, with what its derivatives need.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// Log-likelihood plus log prior, with the weights of the grids as they are.
    pub objective: f64,
    pub log_prior: f64,
    /// Log-likelihood with the weights of each grid made to sum to 1.
    pub log_likelihood: f64,
    pub expectations: Vec<Expectation>,
    pub grids: Vec<Grid>,
}

/// A Newton-like metric: the information of the complete data, block by block.
#[derive(Clone, Debug)]
pub(super) struct Metric {
    /// For each free unit, the factor of its own information, and its coupling with its block (own × shared).
    units: Vec<(Vec<f64>, Vec<f64>)>,
    blocks: Vec<Vec<f64>>,
    groups: Vec<(f64, f64)>,
}

impl Problem {
    pub fn initial(&self) -> Vec<f64> {
        let mut place = vec![0.0; self.size];
        for unit in &self.units {
            if let Some(own) = unit.own {
                place[own..own + unit.own_count()].copy_from_slice(&unit.start.values[..unit.own_count()]);
            }
        }
        for block in &self.blocks {
            place[block.start..block.start + block.size].copy_from_slice(&block.initial);
        }
        for group in &self.groups {
            if let Some(mean) = group.mean {
                place[mean] = group.known_mean;
            }
            if let Some(log_sd) = group.log_sd {
                place[log_sd] = libm::log(group.known_sd);
            }
        }
        place
    }

    pub fn unit_parameters(&self, unit: &Unit, at: &[f64]) -> ItemParameters {
        let mut parameters = unit.start.clone();
        let count = unit.own_count();
        if let Some(own) = unit.own {
            parameters.values[..count].copy_from_slice(&at[own..own + count]);
            if let Some(block) = unit.block.map(|block| &self.blocks[block]) {
                parameters.values[count..].copy_from_slice(&at[block.start..block.start + block.size]);
            }
        }
        parameters
    }

    pub fn parameters(&self, at: &[f64]) -> Vec<ItemParameters> {
        self.units.iter().map(|unit| self.unit_parameters(unit, at)).collect()
    }

    /// Mean and standard deviation of a group.
    pub fn distribution(&self, group: usize, at: &[f64]) -> (f64, f64) {
        let place = &self.groups[group];
        (place.mean.map_or(place.known_mean, |mean| at[mean]), place.log_sd.map_or(place.known_sd, |log_sd| libm::exp(at[log_sd])))
    }

    /// The E-step.
    pub fn evaluate(&self, at: &[f64]) -> Evaluation {
        let parameters = self.parameters(at);
        let (mut total, mut log_likelihood) = (0.0, 0.0);
        let (mut expectations, mut grids) = (Vec::new(), Vec::new());
        for (group, patterns) in self.patterns.iter().enumerate() {
            let (mean, sd) = self.distribution(group, at);
            let grid = self.grids.of(mean, sd);
            let items: Vec<Option<&ItemParameters>> = self.unit_of[group].iter().map(|unit| unit.map(|unit| &parameters[unit])).collect();
            let own = expectation(&self.layout, patterns, &items, &grid, self.is_parallel);
            total += own.log_likelihood;
            log_likelihood += own.log_likelihood - patterns.persons as f64 * grid.log_mass;
            expectations.push(own);
            grids.push(grid);
        }
        let log_prior = self.log_prior(&parameters, at);
        Evaluation { objective: total + log_prior, log_prior, log_likelihood, expectations, grids }
    }

    fn log_prior(&self, parameters: &[ItemParameters], at: &[f64]) -> f64 {
        let mut into = Derivatives::default();
        let mut sum = 0.0;
        for (unit, own) in self.units.iter().zip(parameters).filter(|(unit, _)| unit.own.is_some()) {
            into.reset(own.values.len());
            self.priors.add(unit.start.family, own.categories, &own.values, false, &mut into);
            sum += into.value;
        }
        sum + self.blocks.iter().fold(0.0, |sum, block| sum + self.block_prior(block, at, false).value)
    }

    fn block_prior(&self, block: &Block, at: &[f64], is_exact: bool) -> Derivatives {
        let mut into = Derivatives::default();
        into.reset(block.size);
        if let (Family::CommonSlope, Some(prior)) = (block.family, self.priors.log_discrimination) {
            add_log_normal(prior, at[block.start], 0, is_exact, &mut into);
        }
        into
    }

    /// The evidence of one unit.
    pub fn evidence<'a>(&self, unit: &Unit, expectations: &'a [Expectation], grids: &'a [Grid]) -> Vec<Evidence<'a>> {
        let stride = stride(self.grids.nodes());
        let start = self.layout.cells[unit.item] * stride;
        let length = unit.start.categories * stride;
        unit.groups.iter().map(|group| Evidence { nodes: &grids[*group].points, counts: &expectations[*group].counts[start..start + length], stride }).collect()
    }

    /// Each free unit's derivatives, in full (own then shared parameters).
    fn unit_derivatives(&self, at: &[f64], expectations: &[Expectation], grids: &[Grid], want: Want, mut each: impl FnMut(&Unit, usize, &Derivatives)) {
        let mut into = Derivatives::default();
        for unit in &self.units {
            if let Some(own) = unit.own {
                let parameters = self.unit_parameters(unit, at);
                derivatives(&parameters, &self.evidence(unit, expectations, grids), &self.priors, want, &mut into);
                each(unit, own, &into);
            }
        }
    }

    /// Derivatives of a group's part Σ `N_q` ln φ(`x_q`; μ, σ), by μ and ln σ: gradient, then information μμ, μλ, λλ.
    fn group_derivatives(&self, group: usize, at: &[f64], expectation: &Expectation, grid: &Grid) -> ([f64; 2], [f64; 3]) {
        let (mean, sd) = self.distribution(group, at);
        let (mut count, mut first, mut second) = (0.0, 0.0, 0.0);
        for (point, persons) in grid.points.iter().zip(&expectation.persons) {
            let distance = (point - mean) / sd;
            count += persons;
            first += persons * distance;
            second += persons * (distance * distance);
        }
        ([first / sd, second - count], [count / (sd * sd), 2.0 * first / sd, 2.0 * second])
    }

    /// The gradient of the objective, by Fisher's identity that of the complete data, at `at`, given expectations (of `at` or of another place).
    pub fn gradient(&self, at: &[f64], expectations: &[Expectation], grids: &[Grid]) -> Vec<f64> {
        let mut gradient = vec![0.0; self.size];
        self.unit_derivatives(at, expectations, grids, Want::Slope, |unit, own, derivatives| self.scatter(unit, own, &derivatives.gradient, &mut gradient));
        self.finish_gradient(at, expectations, grids, &mut gradient);
        gradient
    }

    fn scatter(&self, unit: &Unit, own: usize, from: &[f64], gradient: &mut [f64]) {
        let count = unit.own_count();
        gradient[own..own + count].copy_from_slice(&from[..count]);
        if let Some(block) = unit.block.map(|block| &self.blocks[block]) {
            for (into, from) in gradient[block.start..].iter_mut().zip(&from[count..]) {
                *into += from;
            }
        }
    }

    fn finish_gradient(&self, at: &[f64], expectations: &[Expectation], grids: &[Grid], gradient: &mut [f64]) {
        for block in &self.blocks {
            for (into, from) in gradient[block.start..].iter_mut().zip(&self.block_prior(block, at, false).gradient) {
                *into += from;
            }
        }
        for (group, place) in self.groups.iter().enumerate() {
            if place.mean.is_none() && place.log_sd.is_none() {
                continue;
            }
            let (first, _) = self.group_derivatives(group, at, &expectations[group], &grids[group]);
            if let Some(mean) = place.mean {
                gradient[mean] = first[0];
            }
            if let Some(log_sd) = place.log_sd {
                gradient[log_sd] = first[1];
            }
        }
    }

    /// The gradient and the metric in one pass. For what is held the gradient is 0, and the metric knows nothing of it.
    pub fn gradient_and_metric(&self, at: &[f64], evaluation: &Evaluation, held: &[bool]) -> (Vec<f64>, Metric) {
        let mut gradient = vec![0.0; self.size];
        let mut blocks: Vec<Vec<f64>> = self.blocks.iter().map(|block| self.block_prior(block, at, false).information).collect();
        let mut units = Vec::new();
        self.unit_derivatives(at, &evaluation.expectations, &evaluation.grids, Want::Slope, |unit, own, derivatives| {
            self.scatter(unit, own, &derivatives.gradient, &mut gradient);
            let (count, full) = (unit.own_count(), derivatives.gradient.len());
            let shared = full - count;
            let is_held = |row: usize| held[if row < count { own + row } else { self.blocks[unit.block.unwrap_or(0)].start + row - count }];
            let cell = |row: usize, column: usize| match (is_held(row) || is_held(column), row == column) {
                (false, _) => derivatives.information[row * full + column],
                (true, true) => 1.0,
                (true, false) => 0.0,
            };
            let mut factor: Vec<f64> = (0..count * count).map(|index| cell(index / count, index % count)).collect();
            make_positive(&mut factor, count);
            let mut coupling = vec![0.0; count * shared];
            if let Some(block) = unit.block {
                // Schur's complement: the shared parameters' information once the unit's own follow.
                let mut solved = vec![0.0; count];
                for column in 0..shared {
                    for row in 0..count {
                        coupling[row * shared + column] = cell(row, count + column);
                        solved[row] = cell(row, count + column);
                    }
                    forward(&factor, &mut solved);
                    backward(&factor, &mut solved);
                    for row in 0..shared {
                        let taken = (0..count).fold(0.0, |sum, k| sum + cell(k, count + row) * solved[k]);
                        blocks[block][row * shared + column] += cell(count + row, count + column) - taken;
                    }
                }
            }
            units.push((factor, coupling));
        });
        self.finish_gradient(at, &evaluation.expectations, &evaluation.grids, &mut gradient);
        for (gradient, _) in gradient.iter_mut().zip(held).filter(|(_, held)| **held) {
            *gradient = 0.0;
        }
        for (block, information) in self.blocks.iter().zip(&mut blocks) {
            make_positive(information, block.size);
        }
        let groups = (0..self.groups.len())
            .map(|group| {
                let (_, sd) = self.distribution(group, at);
                let count = (self.patterns[group].persons as f64).max(1.0);
                (count / (sd * sd), 2.0 * count)
            })
            .collect();
        (gradient, Metric { units, blocks, groups })
    }

    /// The metric's inverse times a gradient: one Newton step of the M-step.
    pub fn solve(&self, metric: &Metric, gradient: &[f64]) -> Vec<f64> {
        let mut solution = vec![0.0; self.size];
        let mut rest: Vec<Vec<f64>> = self.blocks.iter().map(|block| gradient[block.start..block.start + block.size].to_vec()).collect();
        let free = || self.units.iter().filter_map(|unit| unit.own.map(|own| (unit, own)));
        for ((unit, own), (factor, coupling)) in free().zip(&metric.units) {
            let count = unit.own_count();
            let mut part = gradient[own..own + count].to_vec();
            forward(factor, &mut part);
            backward(factor, &mut part);
            if let Some(block) = unit.block {
                let shared = self.blocks[block].size;
                for (column, rest) in rest[block].iter_mut().enumerate() {
                    *rest -= (0..count).fold(0.0, |sum, row| sum + coupling[row * shared + column] * part[row]);
                }
            }
            solution[own..own + count].copy_from_slice(&part);
        }
        for ((block, factor), rest) in self.blocks.iter().zip(&metric.blocks).zip(&mut rest) {
            forward(factor, rest);
            backward(factor, rest);
            solution[block.start..block.start + block.size].copy_from_slice(rest);
        }
        for ((unit, own), (factor, coupling)) in free().zip(&metric.units) {
            let Some(block) = unit.block else { continue };
            let (count, shared) = (unit.own_count(), self.blocks[block].size);
            let mut part: Vec<f64> =
                (0..count).map(|row| (0..shared).fold(0.0, |sum, column| sum + coupling[row * shared + column] * rest[block][column])).collect();
            forward(factor, &mut part);
            backward(factor, &mut part);
            for (into, part) in solution[own..].iter_mut().zip(&part) {
                *into -= part;
            }
        }
        for (place, (by_mean, by_log_sd)) in self.groups.iter().zip(&metric.groups) {
            if let Some(mean) = place.mean {
                solution[mean] = gradient[mean] / by_mean;
            }
            if let Some(log_sd) = place.log_sd {
                solution[log_sd] = gradient[log_sd] / by_log_sd;
            }
        }
        solution
    }

    /// Minus the exact Hessian of the complete data's objective, whole.
    pub fn complete_information(&self, at: &[f64], evaluation: &Evaluation) -> Vec<f64> {
        let size = self.size;
        let mut information = vec![0.0; size * size];
        self.unit_derivatives(at, &evaluation.expectations, &evaluation.grids, Want::Hessian, |unit, own, derivatives| {
            let count = unit.own_count();
            let full = derivatives.gradient.len();
            let shared = unit.block.map_or(0, |block| self.blocks[block].start);
            let index = |place: usize| if place < count { own + place } else { shared + place - count };
            for row in 0..full {
                for column in 0..full {
                    information[index(row) * size + index(column)] += derivatives.information[row * full + column];
                }
            }
        });
        for block in &self.blocks {
            let prior = self.block_prior(block, at, true);
            for row in 0..block.size {
                for column in 0..block.size {
                    information[(block.start + row) * size + block.start + column] += prior.information[row * block.size + column];
                }
            }
        }
        for (group, place) in self.groups.iter().enumerate() {
            let (_, bends) = self.group_derivatives(group, at, &evaluation.expectations[group], &evaluation.grids[group]);
            if let Some(mean) = place.mean {
                information[mean * size + mean] += bends[0];
            }
            if let Some(log_sd) = place.log_sd {
                information[log_sd * size + log_sd] += bends[2];
            }
            if let (Some(mean), Some(log_sd)) = (place.mean, place.log_sd) {
                information[mean * size + log_sd] += bends[1];
                information[log_sd * size + mean] += bends[1];
            }
        }
        information
    }

    /// Shortens a step, unit by unit, to where the model exists and Newton's step means something.
    pub fn limit(&self, at: &[f64], step: &mut [f64]) {
        let mut shared_part = vec![1.0_f64; self.blocks.len()];
        for unit in &self.units {
            let Some(own) = unit.own else { continue };
            let count = unit.own_count();
            let mut full = step[own..own + count].to_vec();
            if let Some(block) = unit.block.map(|block| &self.blocks[block]) {
                full.extend_from_slice(&step[block.start..block.start + block.size]);
            }
            let part = longest_step(&self.unit_parameters(unit, at), &full, self.priors.needs_positive_slope());
            if part < 1.0 {
                step[own..own + count].iter_mut().for_each(|change| *change *= part);
                if let Some(block) = unit.block {
                    shared_part[block] = shared_part[block].min(part);
                }
            }
        }
        for (block, part) in self.blocks.iter().zip(shared_part) {
            step[block.start..block.start + block.size].iter_mut().for_each(|change| *change *= part);
        }
        for (group, place) in self.groups.iter().enumerate() {
            let (_, sd) = self.distribution(group, at);
            if let Some(mean) = place.mean {
                step[mean] = step[mean].clamp(-2.0 * sd, 2.0 * sd);
            }
            if let Some(log_sd) = place.log_sd {
                let lowest = libm::log(self.smallest_sd) - at[log_sd];
                step[log_sd] = step[log_sd].clamp(lowest.max(-0.7), 0.7);
            }
        }
    }

    /// The same problem with every `stride`-th pattern of answers and priors that hold every parameter.
    pub fn thinned(&self, stride: usize) -> Self {
        let mut thinned = self.clone_without_answers();
        thinned.patterns = self.patterns.iter().map(|patterns| patterns.thinned(stride)).collect();
        let weak = ItemPriors::WEAK;
        thinned.priors = ItemPriors {
            log_discrimination: self.priors.log_discrimination.or(weak.log_discrimination),
            difficulty: self.priors.difficulty.or(weak.difficulty),
            guessing: self.priors.guessing.or(weak.guessing),
            ceiling: self.priors.ceiling.or(weak.ceiling),
        };
        thinned
    }

    fn clone_without_answers(&self) -> Self {
        Self {
            units: self.units.clone(),
            blocks: self.blocks.clone(),
            groups: self.groups.clone(),
            unit_of: self.unit_of.clone(),
            layout: self.layout.clone(),
            patterns: Vec::new(),
            grids: self.grids.clone(),
            priors: self.priors,
            is_parallel: self.is_parallel,
            size: self.size,
            smallest_sd: self.smallest_sd,
        }
    }
}

/// Factorises, adding to the diagonal what it takes.
fn make_positive(matrix: &mut Vec<f64>, size: usize) {
    let original = matrix.clone();
    let largest = (0..size).fold(1e-6, |largest, k| f64::max(largest, original[k * size + k].abs()));
    let mut added = 0.0;
    while !factorise(matrix, size) {
        added = if added == 0.0 { 1e-8 * largest } else { added * 100.0 };
        matrix.clone_from(&original);
        for k in 0..size {
            matrix[k * size + k] += added;
        }
        if added > 1e12 * largest {
            // Not a number somewhere: no metric, the gradient itself.
            matrix.fill(0.0);
            for k in 0..size {
                matrix[k * size + k] = 1.0;
            }
            return;
        }
    }
}

/// Where the search starts for one item, from how often each category was given.
pub(super) fn start_values(family: Family, counts: &[u64]) -> ItemParameters {
    let categories = counts.len();
    let steps = categories - 1;
    let total = counts.iter().fold(0.0, |sum, count| sum + *count as f64);
    let share = |count: f64| ((count + 0.5) / (total + 1.0)).clamp(0.001, 0.999);
    // A logistic curve averaged over N(0, 1) is flatter by about this much (Demidenko, 2004).
    let widened = |logit: f64| 1.16 * logit;
    let at_least = |category: usize| counts[category..].iter().fold(0.0, |sum, count| sum + *count as f64);
    let against_first = |category: usize| libm::log((counts[category] as f64 + 0.5) / (counts[0] as f64 + 0.5));
    let values = match family {
        Family::OnePl => vec![widened(to_logit(share(at_least(1))))],
        Family::CommonSlope => vec![widened(to_logit(share(at_least(1)))), 1.0],
        Family::TwoPl => vec![1.0, widened(to_logit(share(at_least(1))))],
        Family::ThreePl => vec![1.0, widened(to_logit(((share(at_least(1)) - 0.2) / 0.8).clamp(0.02, 0.98))), to_logit(0.2)],
        Family::FourPl => vec![1.0, widened(to_logit(((share(at_least(1)) - 0.2) / 0.77).clamp(0.02, 0.98))), to_logit(0.2), to_logit(0.97)],
        Family::Grm => {
            let mut values = vec![1.0];
            for category in 1..categories {
                let logit = widened(to_logit(share(at_least(category))));
                // Strictly descending even after clamping.
                values.push(if category > 1 { logit.min(values[category - 1] - 0.01) } else { logit });
            }
            values
        }
        Family::Pcm => (1..categories).map(against_first).collect(),
        Family::Gpcm => std::iter::once(1.0 / steps as f64).chain((1..categories).map(against_first)).collect(),
        Family::Rsm => {
            let mean = (1..categories).fold(0.0, |sum, category| sum + at_least(category)) / (total.max(1.0) * steps as f64);
            std::iter::once(to_logit(mean.clamp(0.02, 0.98))).chain(std::iter::repeat_n(0.0, steps - 1)).collect()
        }
        Family::Nrm => (1..categories).map(|category| category as f64 / steps as f64).chain((1..categories).map(against_first)).collect(),
    };
    ItemParameters { family, categories, values }
}
