//! Curves of items and tests as SVG, drawn as a journal prints them.
//!
//! A [`Figure`] is plain data, so that a test or another program can read the numbers; [`svg`](fn@svg) draws it: axes, ticks, labels,
//! a legend, and a title and a description for those who do not see it. Curves differ by dashes and marks as well as by colour:
//! a figure can be read in black and white. Nothing is fetched, no script, no font: the file stands alone.
//!
//! ```
//! use formats::irt::plot::{Range, information, svg};
//! use formats::irt::read_items;
//!
//! let items = read_items(b"item,model,a,b\nq1,2PL,1.2,0\nq2,2PL,0.8,1\n")?;
//! let figure = information(&items, Range::default())?;
//! assert_eq!(figure.curves.len(), 2);
//! assert!(svg(&figure).starts_with("<svg "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod axis;
mod curves;
mod svg;

pub use curves::{category, characteristic, expected_score, information, test_information};
pub use svg::svg;

use std::fmt;

/// A figure: curves over ability.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What the figure shows, in one line.
    pub title: String,
    /// What stands on the horizontal axis.
    pub horizontal: String,
    /// What stands on the left axis.
    pub left: String,
    /// The top of the left axis, where it is fixed: 1 for a probability. Its bottom is 0.
    pub top: Option<f64>,
    /// What stands on the right axis, where a curve is read there.
    pub right: Option<String>,
    /// From where to where the abilities go.
    pub range: Range,
    /// The curves, in the order of the legend.
    pub curves: Vec<Curve>,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name in the legend.
    pub label: String,
    /// Abilities, ascending, and the values there.
    pub points: Vec<(f64, f64)>,
    /// Whether it is read on the right axis.
    pub on_right: bool,
}

/// From where to where a curve is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest ability.
    pub low: f64,
    /// The highest ability.
    pub high: f64,
}

impl Default for Range {
    /// Four standard deviations on both sides of the mean.
    fn default() -> Self {
        Self { low: -4.0, high: 4.0 }
    }
}

/// Why there is nothing to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlotError {
    /// No item.
    NoItem,
    /// The range has no width, or an end beyond ±1000.
    BadRange,
}

impl fmt::Display for PlotError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoItem => "there is no item to draw",
            Self::BadRange => "the range of abilities must go from a number to a larger one, within -1000 and 1000",
        })
    }
}

impl std::error::Error for PlotError {}
