//! Where the abilities of a group are integrated.

use crate::quadrature::{Node, gauss_hermite};

/// How the distribution of the abilities is cut into nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quadrature {
    /// `points` equally spaced nodes from `low` to `high`, weighted by the normal density. On a `fixed` grid they stand on the scale of θ, the same for
    /// all groups (mirt's and TAM's way): a group whose abilities reach beyond it is cut off. Otherwise they are standard deviations
    /// around the mean of each group, wherever that goes.
    Rectangle {
        /// How many nodes, from 5 to 1000.
        points: usize,
        /// The first node.
        low: f64,
        /// The last.
        high: f64,
        /// Whether nodes stand still while the distribution moves.
        fixed: bool,
    },
    /// Gauss–Hermite nodes for the normal distribution of each group (ltm's way). From 5 to 200.
    GaussHermite {
        /// How many nodes.
        points: usize,
    },
}

impl Quadrature {
    /// 61 nodes within six standard deviations of each group's mean.
    pub const DEFAULT: Self = Self::Rectangle { points: 61, low: -6.0, high: 6.0, fixed: false };

    /// Whether the numbers make a rule.
    pub fn is_valid(&self) -> bool {
        match self {
            Self::Rectangle { points, low, high, .. } => (5..=1000).contains(points) && low < high && low.abs() <= 100.0 && high.abs() <= 100.0,
            Self::GaussHermite { points } => (5..=200).contains(points),
        }
    }

    /// The rule for a standard normal distribution.
    fn standard(&self) -> Vec<Node> {
        match *self {
            Self::Rectangle { points, low, high, .. } => {
                let step = (high - low) / (points - 1) as f64;
                (0..points)
                    .map(|index| {
                        let point = low + step * index as f64;
                        Node { point, weight: density(point) * step }
                    })
                    .collect()
            }
            Self::GaussHermite { points } => gauss_hermite(points),
        }
    }
}

/// The nodes of one group with their weights; these need not sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub points: Vec<f64>,
    pub weights: Vec<f64>,
    /// ln of the sum of the weights.
    pub log_mass: f64,
}

/// Makes grids; Gauss–Hermite nodes are computed once.
#[derive(Clone, Debug)]
pub(super) struct Grids {
    standard: Vec<Node>,
    is_fixed: bool,
}

impl Grids {
    pub fn new(quadrature: &Quadrature) -> Self {
        Self { standard: quadrature.standard(), is_fixed: matches!(quadrature, Quadrature::Rectangle { fixed: true, .. }) }
    }

    pub fn nodes(&self) -> usize {
        self.standard.len()
    }

    pub fn of(&self, mean: f64, sd: f64) -> Grid {
        let (points, weights): (Vec<f64>, Vec<f64>) = if self.is_fixed {
            let step = self.standard[1].point - self.standard[0].point;
            self.standard.iter().map(|node| (node.point, density((node.point - mean) / sd) / sd * step)).unzip()
        } else {
            self.standard.iter().map(|node| (mean + sd * node.point, node.weight)).unzip()
        };
        let mass = weights.iter().fold(0.0, |sum, weight| sum + weight);
        Grid { points, weights, log_mass: libm::log(mass) }
    }
}

fn density(distance: f64) -> f64 {
    const ONE_BY_ROOT_TWO_PI: f64 = 0.398_942_280_401_432_7;
    ONE_BY_ROOT_TWO_PI * libm::exp(-0.5 * distance * distance)
}
