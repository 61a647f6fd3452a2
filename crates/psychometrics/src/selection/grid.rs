//! The grid of abilities on which rules and estimates integrate.

use std::f64::consts::PI;
use std::fmt;

/// Equally spaced abilities with a normal prior: what [`Evidence`](super::Evidence) and the rules integrate over.
///
/// Integrals are trapezoid sums, as in catR: Σ wᵩ f(θᵩ) with wᵩ the spacing, halved at both ends. catR's default is
/// `Grid::normal(0.0, 1.0, -4.0, 4.0, 33)`; mirtCAT's is `Grid::normal(0.0, 1.0, -6.0, 6.0, 61)` [with whole ends](Grid::with_whole_ends). 41 points from −4 to 4, or 61 from −6 to 6,
/// leave no visible error as long as no posterior is narrower than two spacings.
///
/// ```
/// use psychometrics::selection::Grid;
///
/// let grid = Grid::normal(0.0, 1.0, -4.0, 4.0, 33)?;
/// assert_eq!((grid.len(), grid.points()[16]), (33, 0.0));
/// # Ok::<(), psychometrics::selection::GridError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    points: Vec<f64>,
    widths: Vec<f64>,
    density: Vec<f64>,
    /// Point times width.
    moments: Vec<f64>,
    /// Point squared times width.
    squares: Vec<f64>,
    mean: f64,
    sd: f64,
}

/// Why a grid cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridError {
    /// Fewer than two points, or more than [`MOST_POINTS`].
    Count {
        /// How many were asked for.
        count: usize,
    },
    /// The ends are not finite, or not in ascending order.
    Ends,
    /// The prior's mean is not finite, or its standard deviation is not a positive number.
    Prior,
    /// The prior has no density on the grid: it lies elsewhere.
    PriorElsewhere,
}

impl fmt::Display for GridError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { count } => write!(formatter, "a grid has 2 to {MOST_POINTS} points, not {count}"),
            Self::Ends => formatter.write_str("the ends of the grid are not two finite numbers in ascending order"),
            Self::Prior => formatter.write_str("the prior needs a finite mean and a positive standard deviation"),
            Self::PriorElsewhere => formatter.write_str("the prior has no density between the ends of the grid"),
        }
    }
}

impl std::error::Error for GridError {}

/// The most points of a grid: a bank keeps one probability for each category and point.
pub const MOST_POINTS: usize = 10_001;

impl Grid {
    /// `count` equally spaced abilities from `low` to `high`, with the density of a normal prior.
    pub fn normal(mean: f64, sd: f64, low: f64, high: f64, count: usize) -> Result<Self, GridError> {
        if !(2..=MOST_POINTS).contains(&count) {
            return Err(GridError::Count { count });
        }
        let step = (high - low) / (count - 1) as f64;
        if !low.is_finite() || !high.is_finite() || !step.is_finite() || step <= 0.0 {
            return Err(GridError::Ends);
        }
        if !mean.is_finite() || !sd.is_finite() || sd <= 0.0 {
            return Err(GridError::Prior);
        }
        let points: Vec<f64> = (0..count).map(|index| low + step * index as f64).collect();
        let widths: Vec<f64> = (0..count).map(|index| if index == 0 || index == count - 1 { step / 2.0 } else { step }).collect();
        let height = 1.0 / (sd * (2.0 * PI).sqrt());
        let density: Vec<f64> = points
            .iter()
            .map(|point| {
                let distance = (point - mean) / sd;
                height * libm::exp(-0.5 * (distance * distance))
            })
            .collect();
        if !height.is_finite() || density.iter().all(|value| *value < f64::MIN_POSITIVE) {
            return Err(GridError::PriorElsewhere);
        }
        let moments = points.iter().zip(&widths).map(|(point, width)| point * width).collect();
        let squares = points.iter().zip(&widths).map(|(point, width)| point * point * width).collect();
        Ok(Self { points, widths, density, moments, squares, mean, sd })
    }

    /// The same points with all weights equal, the ends not halved: a plain sum, as mirt and mirtCAT have it. The difference is seen only where the
    /// posterior reaches the ends.
    #[must_use]
    pub fn with_whole_ends(mut self) -> Self {
        let last = self.points.len() - 1;
        for end in [0, last] {
            self.widths[end] *= 2.0;
            self.moments[end] *= 2.0;
            self.squares[end] *= 2.0;
        }
        self
    }

    /// How many points there are, at least 2.
    #[expect(clippy::len_without_is_empty, reason = "a grid is never empty")]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// The abilities, ascending.
    pub fn points(&self) -> &[f64] {
        &self.points
    }

    /// The trapezoid weight of each point: the spacing, halved at both ends.
    pub fn widths(&self) -> &[f64] {
        &self.widths
    }

    /// The prior's density at each point.
    pub fn density(&self) -> &[f64] {
        &self.density
    }

    pub(crate) fn moments(&self) -> &[f64] {
        &self.moments
    }

    pub(crate) fn squares(&self) -> &[f64] {
        &self.squares
    }

    /// The prior's mean and standard deviation.
    pub fn prior(&self) -> (f64, f64) {
        (self.mean, self.sd)
    }

    /// The first and the last point.
    pub fn ends(&self) -> (f64, f64) {
        (self.points[0], self.points[self.points.len() - 1])
    }
}
