//! What sums may be shown, so that nothing can be told apart about fewer than ten people.
//!
//! Results leave in **releases**. Each person of a release carries a unit label and a trade label, and what is shown are sums: of everybody, of each
//! unit, of each trade. Whoever reads may add and subtract them as they like. A combination gives a person the weight *a(unit) + b(trade)*; it
//! tells something of those whose weight is not 0. Take the graph whose vertices are the labels and whose edges are the people: those of weight 0 tie
//! labels together, so that the others are the edges between the parts of a partition, and hold a cut. So no combination rests on 1 to 9 people
//! exactly when **no cut of the graph holds 1 to 9 of them** ([`is_safe`]). Releases are of different people, so that what holds for each holds for
//! all of them. Who has shown their own result ("known") needs no cover and gives none: they have no weight.
//!
//! Proof, limits and what it costs: `docs/models/privacy.md`. An oracle that knows nothing of graphs is in `tests/it/privacy.rs`.

mod cuts;
mod plan;

pub use plan::{Cost, Detail, Labels, Waiting, cost, plan};

use cuts::{Edge, kept};

/// Fewer people than this are never told apart.
pub const SMALLEST: u32 = 10;

/// The people of a release who carry the same two labels. An empty label is one like another: "not said".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Label of the unit.
    pub unit: String,
    /// Label of the trade.
    pub trade: String,
    /// How many of them have never shown their own result.
    pub unknown: u32,
}

/// Whether the sums of this release tell nothing about 1 to `smallest` − 1 people.
pub fn is_safe(cells: &[Cell], smallest: u32) -> bool {
    let (vertices, edges) = graph(cells);
    kept(vertices, &edges, smallest).iter().zip(&edges).all(|(kept, edge)| *kept || edge.weight == 0)
}

/// Whether one more person of that cell may show their own result: what stays unknown of the release must not become tellable by what they show.
/// `false` when the cell has nobody unknown.
pub fn may_show(cells: &[Cell], unit: &str, trade: &str) -> bool {
    may_show_above(cells, unit, trade, SMALLEST)
}

/// [`may_show`] for another number of people.
pub fn may_show_above(cells: &[Cell], unit: &str, trade: &str, smallest: u32) -> bool {
    let mut after = cells.to_vec();
    let Some(cell) = after.iter_mut().find(|cell| cell.unit == unit && cell.trade == trade && cell.unknown > 0) else { return false };
    cell.unknown -= 1;
    is_safe(&after, smallest)
}

/// Units, then trades, as vertices; cells as edges, in their order.
fn graph(cells: &[Cell]) -> (usize, Vec<Edge>) {
    let names = |label: fn(&Cell) -> &str| {
        let mut names: Vec<&str> = cells.iter().map(label).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (units, trades) = (names(|cell| &cell.unit), names(|cell| &cell.trade));
    let place = |names: &[&str], name: &str| names.binary_search(&name).unwrap_or_default();
    let edge = |cell: &Cell| Edge { ends: (place(&units, &cell.unit), units.len() + place(&trades, &cell.trade)), weight: cell.unknown };
    (units.len() + trades.len(), cells.iter().map(edge).collect())
}
