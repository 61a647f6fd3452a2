//! The E-step: from parameters to the marginal log-likelihood and the expected answers at each node.
//!
//! The likelihood of a person's answers at the Q nodes is a *product of rows* of a table, whose rows were multiplied out beforehand for whole packs
//! of items. No exponential and no logarithm is taken for a person, except one logarithm for the marginal likelihood. The posterior
//! is then *added* to the same rows of a second table, from which the expected answers of each item are read off. With right/wrong
//! items that is an eighth of the multiplications of the matrix product X log P′.
//!
//! **Underflow.** Every row is divided by its largest entry (the logarithms of these are summed apart), so that every factor is at most 1. Entries
//! below 1e-150 count as zero, and so do products that fall below it: numbers beyond 1e-308 would be slow. Since every
//! further factor is at most 1, a node lost in this way ends below 1e-150. If the sum over all nodes ends above 1e-130, what was lost cannot
//! matter; otherwise that person is computed again with logarithms.

use rayon::prelude::*;

use super::item_step::fill_probabilities;
use super::patterns::{Layout, Patterns, Rows};
use super::{ItemParameters, grid::Grid};

/// Probabilities below this count as this: the likelihood stays above zero.
const SMALLEST_PROBABILITY: f64 = 1e-300;
/// Table entries and products below this count as zero.
const LOST: f64 = 1e-150;
/// A person whose sum of products is below this is computed again with logarithms.
const UNSURE: f64 = 1e-130;
/// Products must not fall below this between two looks at them.
const SMALLEST_PRODUCT: f64 = 1e-300;
/// Persons whose products are in the first-level cache at the same time.
const BLOCK: usize = 64;
/// Nodes are padded to a multiple of this.
const WIDTH: usize = 4;
/// Patterns in a lane. Lanes are summed in order, whoever computed them: threads change no bit.
const LANE: usize = 5000;
const MOST_LANES: usize = 16;

/// What the E-step leaves of one group.
#[derive(Clone, Debug, Default)]
pub(super) struct Expectation {
    /// Σ over persons of ln ∫ L(θ) w(θ), with the grid's weights as they are.
    pub log_likelihood: f64,
    /// Expected answers: one row of `stride` nodes for each category of each item, at the layout's cells.
    pub counts: Vec<f64>,
    /// Expected persons at each node.
    pub persons: Vec<f64>,
}

/// The padded number of nodes.
pub(super) fn stride(nodes: usize) -> usize {
    nodes.next_multiple_of(WIDTH)
}

/// The table of all packs at one set of parameters.
struct Table {
    stride: usize,
    /// One row for each category of each item: probabilities, largest entry anything.
    cells: Vec<f64>,
    /// One row for each code, largest entry 1 (or all zero: unusable).
    rows: Vec<f64>,
    /// The logarithm of what each row was divided by.
    log_scales: Vec<f64>,
    /// For each pack, whether products must be looked at for what is lost before it is multiplied in.
    looks: Vec<bool>,
}

impl Table {
    fn new(layout: &Layout, items: &[Option<&ItemParameters>], grid: &Grid) -> Self {
        let stride = stride(grid.points.len());
        let nodes = grid.points.len();
        let mut cells = vec![0.0; layout.cell_rows * stride];
        for (item, parameters) in items.iter().enumerate() {
            if let Some(parameters) = parameters {
                let start = layout.cells[item] * stride;
                fill_probabilities(parameters, &grid.points, stride, &mut cells[start..start + parameters.categories * stride]);
            }
        }
        for row in cells.chunks_exact_mut(stride) {
            for cell in &mut row[..nodes] {
                *cell = cell.max(SMALLEST_PROBABILITY);
            }
        }
        let mut table = Self { stride, cells, rows: Vec::new(), log_scales: vec![0.0; layout.rows], looks: Vec::new() };
        if layout.is_listed {
            table.rows = table.cells.clone();
            let smallest = table.scale(0, layout.rows);
            // Every row may follow every row: products are looked at as often as the smallest entry asks for.
            table.looks = vec![smallest < 1e-30];
        } else {
            table.rows = vec![0.0; layout.rows * stride];
            let mut bound = 1.0;
            for pack in &layout.packs {
                table.multiply_out(pack, layout);
                let smallest = table.scale(pack.start, pack.rows);
                let must_look = bound * smallest < SMALLEST_PRODUCT;
                table.looks.push(must_look);
                bound = if must_look { LOST * smallest } else { bound * smallest };
            }
        }
        table
    }

    /// All products of the rows of a pack's items.
    fn multiply_out(&mut self, pack: &super::patterns::Pack, layout: &Layout) {
        let stride = self.stride;
        let own = &mut self.rows[pack.start * stride..(pack.start + pack.rows) * stride];
        let mut done = 1;
        for (place, packed) in pack.items.iter().enumerate() {
            // From the last digit down, because digit 0 overwrites what the others are made of.
            for digit in (0..packed.digits()).rev() {
                let factor = (digit < packed.categories).then(|| {
                    let start = (layout.cells[packed.item] + digit) * stride;
                    &self.cells[start..start + stride]
                });
                for code in 0..done {
                    let to = (digit * done + code) * stride;
                    if place == 0 {
                        match factor {
                            Some(factor) => own[to..to + stride].copy_from_slice(factor),
                            None => own[to..to + stride].fill(1.0),
                        }
                    } else if digit == 0 {
                        multiply(&mut own[to..to + stride], factor.expect("category 0 exists"));
                    } else {
                        let (before, after) = own.split_at_mut(to);
                        let target = &mut after[..stride];
                        target.copy_from_slice(&before[code * stride..(code + 1) * stride]);
                        if let Some(factor) = factor {
                            multiply(target, factor);
                        }
                    }
                }
            }
            done *= packed.digits();
        }
    }

    /// Divides rows by their largest entry and zeroes what is lost; returns the smallest entry left.
    fn scale(&mut self, start: usize, count: usize) -> f64 {
        let mut smallest = 1.0_f64;
        for row in start..start + count {
            let cells = &mut self.rows[row * self.stride..(row + 1) * self.stride];
            let largest = cells.iter().fold(0.0, |largest, cell| if *cell > largest { *cell } else { largest });
            if largest < 1e-250 {
                // Unusable: whoever has it is computed with logarithms.
                cells.fill(0.0);
                continue;
            }
            self.log_scales[row] = libm::log(largest);
            let inverse = 1.0 / largest;
            let mut own = 1.0;
            for cell in cells.iter_mut() {
                let scaled = *cell * inverse;
                let is_kept = scaled >= LOST;
                *cell = if is_kept { scaled } else { 0.0 };
                let seen = if is_kept { scaled } else { 1.0 };
                own = if seen < own { seen } else { own };
            }
            smallest = smallest.min(own);
        }
        smallest
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.rows[row * self.stride..(row + 1) * self.stride]
    }
}

/// The E-step of one group. `items[item]` are the parameters of the items that take part.
pub(super) fn expectation(layout: &Layout, patterns: &Patterns, items: &[Option<&ItemParameters>], grid: &Grid, is_parallel: bool) -> Expectation {
    let table = Table::new(layout, items, grid);
    let mut weights = vec![0.0; table.stride];
    weights[..grid.weights.len()].copy_from_slice(&grid.weights);
    let count = patterns.len();
    let lanes = (count / LANE).clamp(1, MOST_LANES);
    let lane = |number: usize| {
        let range = count * number / lanes..count * (number + 1) / lanes;
        Lane { layout, table: &table, weights: &weights, nodes: grid.points.len() }.run(patterns, range)
    };
    let mut total = Expectation { log_likelihood: 0.0, counts: vec![0.0; layout.cell_rows * table.stride], persons: vec![0.0; table.stride] };
    let mut add = |part: &Expectation| {
        total.log_likelihood += part.log_likelihood;
        add_to(&mut total.counts, &part.counts);
        add_to(&mut total.persons, &part.persons);
    };
    if is_parallel && lanes > 1 {
        let parts: Vec<Expectation> = (0..lanes).into_par_iter().map(lane).collect();
        parts.iter().for_each(&mut add);
    } else {
        (0..lanes).for_each(|number| add(&lane(number)));
    }
    total
}

struct Lane<'a> {
    layout: &'a Layout,
    table: &'a Table,
    weights: &'a [f64],
    nodes: usize,
}

impl Lane<'_> {
    fn run(&self, patterns: &Patterns, range: std::ops::Range<usize>) -> Expectation {
        let stride = self.table.stride;
        let mut sums = vec![0.0; self.layout.rows * stride];
        let mut persons = vec![0.0; stride];
        let log_likelihood = match &patterns.rows {
            Rows::Packed { packs, codes } => self.packed(&patterns.weights, *packs, codes, range, &mut sums, &mut persons),
            Rows::Listed { starts, rows } => self.listed(&patterns.weights, starts, rows, range, &mut sums, &mut persons),
        };
        let counts = if self.layout.is_listed { sums } else { self.unfold(&mut sums) };
        Expectation { log_likelihood, counts, persons }
    }

    fn packed(&self, weights: &[u32], packs: usize, codes: &[u8], range: std::ops::Range<usize>, sums: &mut [f64], persons: &mut [f64]) -> f64 {
        let stride = self.table.stride;
        let mut products = vec![0.0; BLOCK * stride];
        let mut log_likelihood = 0.0;
        let mut first = range.start;
        while first < range.end {
            let size = BLOCK.min(range.end - first);
            let block = &codes[first * packs..(first + size) * packs];
            for (product, codes) in products.chunks_exact_mut(stride).zip(block.chunks_exact(packs)) {
                product.copy_from_slice(self.table.row(usize::from(codes[0])));
            }
            for pack in 1..packs {
                let start = self.layout.packs[pack].start;
                let rows = &self.table.rows[start * stride..(start + self.layout.packs[pack].rows) * stride];
                let must_look = self.table.looks[pack];
                for (product, codes) in products.chunks_exact_mut(stride).zip(block.chunks_exact(packs)) {
                    let code = usize::from(codes[pack]);
                    if must_look {
                        lose(product);
                    }
                    multiply(product, &rows[code * stride..(code + 1) * stride]);
                }
            }
            for (place, (product, codes)) in products.chunks_exact_mut(stride).zip(block.chunks_exact(packs)).enumerate() {
                let rows = || codes.iter().zip(&self.layout.packs).map(|(code, pack)| pack.start + usize::from(*code));
                log_likelihood += self.posterior(product, f64::from(weights[first + place]), rows, persons);
            }
            for pack in 0..packs {
                let start = self.layout.packs[pack].start;
                let rows = &mut sums[start * stride..(start + self.layout.packs[pack].rows) * stride];
                for (product, codes) in products.chunks_exact(stride).zip(block.chunks_exact(packs)) {
                    let code = usize::from(codes[pack]);
                    add_to(&mut rows[code * stride..(code + 1) * stride], product);
                }
            }
            first += size;
        }
        log_likelihood
    }

    fn listed(&self, weights: &[u32], starts: &[u32], rows: &[u32], range: std::ops::Range<usize>, sums: &mut [f64], persons: &mut [f64]) -> f64 {
        let stride = self.table.stride;
        let mut product = vec![0.0; stride];
        let must_look = self.table.looks[0];
        let mut log_likelihood = 0.0;
        for pattern in range {
            let own = &rows[starts[pattern] as usize..starts[pattern + 1] as usize];
            product.copy_from_slice(self.table.row(own[0] as usize));
            for (place, row) in own.iter().enumerate().skip(1) {
                // Entries are at least 1e-150, or 1e-30: four of the latter may pass unseen.
                if must_look || place.is_multiple_of(4) {
                    lose(&mut product);
                }
                multiply(&mut product, self.table.row(*row as usize));
            }
            log_likelihood += self.posterior(&mut product, f64::from(weights[pattern]), || own.iter().map(|row| *row as usize), persons);
            for row in own {
                let start = *row as usize * stride;
                add_to(&mut sums[start..start + stride], &product);
            }
        }
        log_likelihood
    }

    /// Turns a product into `weight` times the posterior; returns `weight` times the log-likelihood.
    fn posterior<I: Iterator<Item = usize>>(&self, product: &mut [f64], weight: f64, rows: impl Fn() -> I, persons: &mut [f64]) -> f64 {
        multiply(product, self.weights);
        let mut sum = sum_of(product);
        let mut log_scale = 0.0;
        if sum > UNSURE {
            for row in rows() {
                log_scale += self.table.log_scales[row];
            }
        } else {
            log_scale = self.with_logarithms(product, rows());
            sum = sum_of(product);
        }
        let factor = weight / sum;
        for (cell, total) in product.iter_mut().zip(persons) {
            *cell *= factor;
            *total += *cell;
        }
        weight * (libm::log(sum) + log_scale)
    }

    /// The product from logarithms, divided by its largest entry, whose logarithm is returned.
    #[cold]
    fn with_logarithms(&self, product: &mut [f64], rows: impl Iterator<Item = usize>) -> f64 {
        let stride = self.table.stride;
        let mut logs: Vec<f64> = self.weights.iter().map(|weight| if *weight > 0.0 { libm::log(*weight) } else { f64::NEG_INFINITY }).collect();
        let mut add = |cell: usize| {
            for (log, probability) in logs.iter_mut().zip(&self.table.cells[cell * stride..(cell + 1) * stride]).take(self.nodes) {
                *log += libm::log(*probability);
            }
        };
        for row in rows {
            if self.layout.is_listed {
                add(row);
                continue;
            }
            let pack = self.layout.packs.partition_point(|pack| pack.start <= row) - 1;
            let pack = &self.layout.packs[pack];
            let mut code = row - pack.start;
            for packed in &pack.items {
                let digit = code % packed.digits();
                code /= packed.digits();
                if digit < packed.categories {
                    add(self.layout.cells[packed.item] + digit);
                }
            }
        }
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (cell, log) in product.iter_mut().zip(&logs) {
            *cell = libm::exp(log - largest);
        }
        largest
    }

    /// Expected answers of each item from those of each code: each digit in turn is read off, then summed away.
    fn unfold(&self, sums: &mut [f64]) -> Vec<f64> {
        let stride = self.table.stride;
        let mut counts = vec![0.0; self.layout.cell_rows * stride];
        for pack in &self.layout.packs {
            let own = &mut sums[pack.start * stride..(pack.start + pack.rows) * stride];
            let mut rows = pack.rows;
            for packed in pack.items.iter().rev() {
                let digits = packed.digits();
                let below = rows / digits;
                for digit in 0..packed.categories {
                    let cell = (self.layout.cells[packed.item] + digit) * stride;
                    let into = &mut counts[cell..cell + stride];
                    for row in own[digit * below * stride..(digit + 1) * below * stride].chunks_exact(stride) {
                        add_to(into, row);
                    }
                }
                for digit in 1..digits {
                    let (into, from) = own.split_at_mut(digit * below * stride);
                    add_to(&mut into[..below * stride], &from[..below * stride]);
                }
                rows = below;
            }
        }
        counts
    }
}

// Each chunk is read whole before it is written, so that the compiler can use vector instructions whatever it knows of overlaps.
fn multiply(into: &mut [f64], by: &[f64]) {
    for (into, by) in into.as_chunks_mut::<WIDTH>().0.iter_mut().zip(by.as_chunks::<WIDTH>().0) {
        *into = [into[0] * by[0], into[1] * by[1], into[2] * by[2], into[3] * by[3]];
    }
}

fn add_to(into: &mut [f64], more: &[f64]) {
    for (into, more) in into.as_chunks_mut::<WIDTH>().0.iter_mut().zip(more.as_chunks::<WIDTH>().0) {
        *into = [into[0] + more[0], into[1] + more[1], into[2] + more[2], into[3] + more[3]];
    }
}

fn lose(product: &mut [f64]) {
    for cell in product {
        *cell = if *cell < LOST { 0.0 } else { *cell };
    }
}

/// Four running sums, then their sum: an order of our own, the same everywhere.
fn sum_of(cells: &[f64]) -> f64 {
    let mut sums = [0.0; WIDTH];
    for chunk in cells.as_chunks::<WIDTH>().0 {
        for (sum, cell) in sums.iter_mut().zip(chunk) {
            *sum += cell;
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}
