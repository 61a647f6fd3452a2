//! Joining cells whose expected counts are too small for a chi-square.

/// Observed and expected counts: a row a sum score (or a range of them), a column an answer category (or several neighbours).
///
/// An expected count of 0 marks a cell that does not exist: an impossible one, or one joined to its neighbour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The lowest and the highest sum score.
    pub scores: (usize, usize),
    pub observed: Vec<f64>,
    pub expected: Vec<f64>,
    /// Whether some category cannot occur at this score.
    pub is_partial: bool,
}

impl Row {
    fn persons(&self) -> f64 {
        self.observed.iter().fold(0.0, |sum, count| sum + count)
    }

    fn take_in(&mut self, other: &Self) {
        self.scores = (self.scores.0.min(other.scores.0), self.scores.1.max(other.scores.1));
        for (own, added) in self.observed.iter_mut().zip(&other.observed) {
            *own += added;
        }
        for (own, added) in self.expected.iter_mut().zip(&other.expected) {
            *own += added;
        }
    }

    fn has_small_cell(&self, minimum: f64) -> bool {
        self.expected.iter().any(|expected| *expected < minimum && *expected > 0.0)
    }
}

impl Table {
    /// Joins cells until every expected count reaches `minimum`. The order matters for the number of cells left, hence for the
    /// degrees of freedom; it is mirt's, so that both programs test the same table:
    ///
    /// 1. at both ends, scores at which some category is impossible go to the first score at which all are possible;
    /// 2. scores that nobody has are dropped, scores that one person has are joined to the next;
    /// 3. within a score that has a small cell, the smallest category goes to its smaller neighbour, until no cell is small or two are
    ///    left;
    /// 4. the last category goes to the one before it when it is rare at all scores together; any other left in fewer than one score in
    ///    twenty too;
    /// 5. scores that still have a small cell are joined to the neighbour with fewer persons.
    ///
    /// Whether nothing testable is left is for the caller to see: fewer than two rows or columns.
    pub fn collapse(&mut self, minimum: f64) {
        self.join_partial_ends();
        self.rows.retain(|row| row.persons() > 0.0);
        // Taken before single persons are joined, as mirt does: rows are then looked up by their new place.
        let is_small: Vec<bool> = self.rows.iter().map(|row| row.expected.iter().any(|expected| *expected < minimum)).collect();
        self.join_single_persons();
        for (row, is_small) in self.rows.iter_mut().zip(is_small) {
            if is_small {
                join_within(row, minimum);
            }
        }
        self.join_rare_categories(minimum);
        self.join_small_rows(minimum);
    }

    /// Cells that exist.
    pub fn cells(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.expected).filter(|expected| **expected > 0.0).count()
    }

    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, |row| row.expected.len())
    }

    pub fn statistic(&self) -> f64 {
        self.rows.iter().flat_map(|row| row.observed.iter().zip(&row.expected)).filter(|(_, expected)| **expected > 0.0).fold(
            0.0,
            |sum, (observed, expected)| {
                let residual = observed - expected;
                sum + residual * residual / expected
            },
        )
    }

    /// The partial rows stand in two runs, at the bottom and at the top. Their halves are told apart by count, as they are mirror images.
    fn join_partial_ends(&mut self) {
        let partial: Vec<usize> = (0..self.rows.len()).filter(|row| self.rows[*row].is_partial).collect();
        if partial.is_empty() {
            return;
        }
        let whole: Vec<usize> = (0..self.rows.len()).filter(|row| !self.rows[*row].is_partial).collect();
        let (Some(first), Some(last)) = (whole.first().copied(), whole.last().copied()) else {
            self.rows.clear(); // no score at which every category can occur
            return;
        };
        for row in partial {
            let taken = self.rows[row].clone();
            let target = if row < first { first } else { last };
            self.rows[target].take_in(&taken);
        }
        self.rows.retain(|row| !row.is_partial);
    }

    fn join_single_persons(&mut self) {
        let is_single = |row: &Row| row.persons() <= 1.0;
        let mut row = 0;
        let mut joined: Vec<Row> = Vec::with_capacity(self.rows.len());
        while row < self.rows.len() {
            if row + 1 < self.rows.len() && is_single(&self.rows[row]) {
                let taken = self.rows[row].clone();
                self.rows[row + 1].take_in(&taken);
            } else {
                joined.push(self.rows[row].clone());
            }
            row += 1;
        }
        self.rows = joined;
        if self.rows.len() > 1 && self.rows.last().is_some_and(is_single) {
            self.join(self.rows.len() - 1, self.rows.len() - 2);
        }
    }

    fn join_rare_categories(&mut self, minimum: f64) {
        let tenth = self.rows.len().div_ceil(10) as f64;
        while self.columns() > 2 {
            let last = self.columns() - 1;
            let total = self.rows.iter().fold(0.0, |sum, row| sum + row.expected[last]);
            if total >= minimum * tenth {
                break;
            }
            self.join_column(last);
        }
        for column in (1..self.columns()).rev() {
            let present = self.rows.iter().filter(|row| row.expected[column] > 0.0).count();
            if 20 * present < self.rows.len() {
                self.join_column(column);
            }
        }
    }

    fn join_column(&mut self, column: usize) {
        for row in &mut self.rows {
            let (observed, expected) = (row.observed.remove(column), row.expected.remove(column));
            row.observed[column - 1] += observed;
            row.expected[column - 1] += expected;
        }
    }

    fn join_small_rows(&mut self, minimum: f64) {
        while self.rows.len() > 1 {
            let Some(small) = self.rows.iter().position(|row| row.has_small_cell(minimum)) else { break };
            let target = match small {
                0 => 1,
                last if last + 1 == self.rows.len() => last - 1,
                between if self.rows[between - 1].persons() <= self.rows[between + 1].persons() => between - 1,
                between => between + 1,
            };
            self.join(small, target);
        }
    }

    fn join(&mut self, row: usize, into: usize) {
        let taken = self.rows[row].clone();
        self.rows[into].take_in(&taken);
        self.rows.remove(row);
    }
}

/// Joins the smallest cell to its smaller neighbour until none is small or two are left; then fills up with cells that do not exist.
fn join_within(row: &mut Row, minimum: f64) {
    let columns = row.expected.len();
    while row.expected.len() > 2 {
        // The last of equal ones.
        let (smallest, _) =
            row.expected.iter().enumerate().fold((0, f64::INFINITY), |least, (place, expected)| if *expected <= least.1 { (place, *expected) } else { least });
        let target = match smallest {
            0 => 1,
            last if last + 1 == row.expected.len() => last - 1,
            between if row.expected[between - 1] <= row.expected[between + 1] => between - 1,
            between => between + 1,
        };
        row.expected[target] += row.expected[smallest];
        row.observed[target] += row.observed[smallest];
        row.expected.remove(smallest);
        row.observed.remove(smallest);
        if row.expected.iter().all(|expected| *expected >= minimum) {
            break;
        }
    }
    row.expected.resize(columns, 0.0);
    row.observed.resize(columns, 0.0);
}
