//! The answers, compacted: each person a short list of rows of a table.
//!
//! Consecutive items are put in *packs*; the answers of a person to the items of a pack are one code, hence one row of the pack's
//! table of likelihoods. Eight right/wrong items answered by everybody are one byte. Where most cells are empty, a pack is
//! a single item and a person lists only what was answered.
//!
//! Persons with the same answers are kept once, with their number; and persons are sorted by their codes, so that nothing computed
//! later depends on the order in which they came.

use crate::responses::Responses;

/// The most rows a pack of several items may have. Measured on 100,000 × 100 right/wrong answers and 41 nodes: 0.44 s with 128, 0.60 with
/// 256 (twice the table no longer fits beside the products in the first-level cache), 0.67 with 64 (more packs). A code is one byte.
const LARGEST_PACK: usize = 128;

/// An item's part in a pack: `digits` values, the last of which stands for a missing answer when `may_be_missing`.
#[derive(Clone, Copy, Debug)]
pub(super) struct PackedItem {
    pub item: usize,
    pub categories: usize,
    pub may_be_missing: bool,
}

impl PackedItem {
    pub fn digits(&self) -> usize {
        self.categories + usize::from(self.may_be_missing)
    }
}

/// Consecutive items whose answers make one code: the sum of digit × the product of the digits before it.
#[derive(Clone, Debug)]
pub(super) struct Pack {
    pub items: Vec<PackedItem>,
    pub rows: usize,
    /// The first row of this pack in the table of all packs.
    pub start: usize,
}

/// How items are laid out in the table.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub packs: Vec<Pack>,
    pub rows: usize,
    /// For each item, the first of its rows in a table with one row for each category of each item used.
    pub cells: Vec<usize>,
    pub cell_rows: usize,
    pub is_listed: bool,
}

/// The persons of one group.
#[derive(Clone, Debug)]
pub(super) struct Patterns {
    /// How many persons gave each pattern.
    pub weights: Vec<u32>,
    pub rows: Rows,
    /// Persons with at least one answer.
    pub persons: u64,
}

#[derive(Clone, Debug)]
pub(super) enum Rows {
    /// `codes[pattern * packs + pack]`
    Packed { packs: usize, codes: Vec<u8> },
    /// The rows of a pattern stand from `starts[pattern]` to `starts[pattern + 1]`.
    Listed { starts: Vec<u32>, rows: Vec<u32> },
}

impl Patterns {
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Every `stride`-th pattern.
    pub fn thinned(&self, stride: usize) -> Self {
        let kept = (0..self.len()).step_by(stride);
        let weights: Vec<u32> = kept.clone().map(|pattern| self.weights[pattern]).collect();
        let persons = weights.iter().map(|weight| u64::from(*weight)).sum();
        let rows = match &self.rows {
            Rows::Packed { packs, codes } => {
                Rows::Packed { packs: *packs, codes: kept.flat_map(|pattern| codes[pattern * packs..(pattern + 1) * packs].iter().copied()).collect() }
            }
            Rows::Listed { starts, rows } => {
                let (mut new_starts, mut new_rows) = (vec![0], Vec::new());
                for pattern in kept {
                    new_rows.extend_from_slice(&rows[starts[pattern] as usize..starts[pattern + 1] as usize]);
                    new_starts.push(new_rows.len() as u32);
                }
                Rows::Listed { starts: new_starts, rows: new_rows }
            }
        };
        Self { weights, rows, persons }
    }
}

impl Layout {
    /// `categories[item]` is the number of categories of an item that takes part, 0 of one that does not.
    pub fn new(categories: &[usize], answered: &[u64], persons: u64) -> Self {
        let (mut cells, mut cell_rows, mut filled, mut used) = (Vec::new(), 0, 0, 0_u64);
        for (item, own) in categories.iter().enumerate() {
            cells.push(cell_rows);
            cell_rows += own;
            if *own > 0 {
                filled += answered[item];
                used += 1;
            }
        }
        let is_listed = 2 * filled < used * persons;
        let mut packs: Vec<Pack> = Vec::new();
        let mut rows = 0;
        if is_listed {
            rows = cell_rows;
        } else {
            // A table is rebuilt at each step: with few persons it must be small.
            let largest = if persons >= 4000 { LARGEST_PACK } else { 64 };
            for (item, own) in categories.iter().enumerate().filter(|(_, own)| **own > 0) {
                let packed = PackedItem { item, categories: *own, may_be_missing: answered[item] < persons };
                if let Some(pack) = packs.last_mut().filter(|pack| pack.rows * packed.digits() <= largest) {
                    pack.items.push(packed);
                    rows += pack.rows * (packed.digits() - 1);
                    pack.rows *= packed.digits();
                } else {
                    packs.push(Pack { items: vec![packed], rows: packed.digits(), start: rows });
                    rows += packed.digits();
                }
            }
        }
        Self { packs, rows, cells, cell_rows, is_listed }
    }

    /// The answers of these persons, those without any answer to an item that takes part left out.
    pub fn compact(&self, responses: &Responses, persons: &[u32], takes_part: impl Fn(usize) -> bool) -> Patterns {
        if self.is_listed { self.list(responses, persons, takes_part) } else { self.pack(responses, persons, takes_part) }
    }

    fn pack(&self, responses: &Responses, persons: &[u32], takes_part: impl Fn(usize) -> bool) -> Patterns {
        // For each item, its pack and what one more category adds to the code.
        let mut places = vec![(0_usize, 0_usize); responses.items()];
        let mut nothing = Vec::with_capacity(self.packs.len());
        for (number, pack) in self.packs.iter().enumerate() {
            let (mut factor, mut missing) = (1, 0);
            for packed in &pack.items {
                places[packed.item] = (number, factor);
                if packed.may_be_missing {
                    missing += factor * packed.categories;
                }
                factor *= packed.digits();
            }
            nothing.push(missing);
        }
        let missing_digit: Vec<usize> = {
            let mut digits = vec![0; responses.items()];
            for packed in self.packs.iter().flat_map(|pack| &pack.items) {
                digits[packed.item] = if packed.may_be_missing { packed.categories } else { 0 };
            }
            digits
        };
        let width = self.packs.len();
        let mut codes: Vec<u8> = Vec::with_capacity(persons.len() * width);
        let mut own = vec![0_usize; width];
        let mut kept = 0_usize;
        for person in persons {
            own.clone_from(&nothing);
            let mut is_empty = true;
            for (item, category) in responses.answers(*person as usize) {
                if takes_part(item) {
                    is_empty = false;
                    let (pack, factor) = places[item];
                    // From "missing" (or from 0, where nobody misses it) to the category; never below 0 in the end.
                    own[pack] = own[pack] + factor * usize::from(category) - factor * missing_digit[item];
                }
            }
            if !is_empty {
                kept += 1;
                codes.extend(own.iter().map(|code| *code as u8));
            }
        }
        let mut order: Vec<u32> = (0..kept as u32).collect();
        let code = |pattern: u32| &codes[pattern as usize * width..(pattern as usize + 1) * width];
        order.sort_unstable_by(|left, right| code(*left).cmp(code(*right)));
        let (mut sorted, mut weights): (Vec<u8>, Vec<u32>) = (Vec::with_capacity(codes.len()), Vec::new());
        for pattern in order {
            let own = code(pattern);
            if sorted.len() >= width && &sorted[sorted.len() - width..] == own {
                *weights.last_mut().expect("a pattern has a weight") += 1;
            } else {
                sorted.extend_from_slice(own);
                weights.push(1);
            }
        }
        Patterns { weights, rows: Rows::Packed { packs: width, codes: sorted }, persons: kept as u64 }
    }

    fn list(&self, responses: &Responses, persons: &[u32], takes_part: impl Fn(usize) -> bool) -> Patterns {
        let (mut starts, mut rows) = (vec![0_u32], Vec::<u32>::new());
        for person in persons {
            let before = rows.len();
            let taken = responses.answers(*person as usize).filter(|(item, _)| takes_part(*item));
            rows.extend(taken.map(|(item, category)| (self.cells[item] + usize::from(category)) as u32));
            if rows.len() > before {
                starts.push(rows.len() as u32);
            }
        }
        let kept = starts.len() - 1;
        let list = |pattern: u32| &rows[starts[pattern as usize] as usize..starts[pattern as usize + 1] as usize];
        let mut order: Vec<u32> = (0..kept as u32).collect();
        order.sort_unstable_by(|left, right| list(*left).cmp(list(*right)));
        let (mut new_starts, mut sorted, mut weights) = (vec![0_u32], Vec::with_capacity(rows.len()), Vec::<u32>::new());
        for pattern in order {
            let own = list(pattern);
            let last = new_starts.len().checked_sub(2).map(|last| new_starts[last] as usize);
            if last.is_some_and(|last| &sorted[last..] == own) {
                *weights.last_mut().expect("a pattern has a weight") += 1;
            } else {
                sorted.extend_from_slice(own);
                new_starts.push(sorted.len() as u32);
                weights.push(1);
            }
        }
        Patterns { weights, rows: Rows::Listed { starts: new_starts, rows: sorted }, persons: kept as u64 }
    }
}
