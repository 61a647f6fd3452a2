//! The population's distribution of ability, on a grid.

use super::FitError;
use crate::quadrature::Node;

/// Abilities are normal in the population, integrated over equally spaced nodes whose weights are normalised to sum 1.
///
/// ```
/// use psychometrics::fit::LatentNormal;
///
/// let nodes = LatentNormal::STANDARD.nodes()?;
/// assert_eq!((nodes.len(), nodes[0].point, nodes[60].point), (61, -6.0, 6.0));
/// # Ok::<(), psychometrics::fit::FitError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatentNormal {
    /// The mean of the abilities.
    pub mean: f64,
    /// Their variance, above 0.
    pub variance: f64,
    /// The first and the last node.
    pub range: (f64, f64),
    /// How many nodes, 2 to 10 001.
    pub nodes: usize,
}

/// With so many the step is a fifth of a standard deviation: an equally spaced rule on a smooth function is then exact to 1e-8.
const NODES: usize = 61;

/// More than any integral over a normal density can use.
const MOST_NODES: usize = 10_001;

/// Beyond, a normal density is below 1e-8 of its top.
const REACH: f64 = 6.0;

impl LatentNormal {
    /// N(0, 1) on 61 nodes from −6 to 6.
    pub const STANDARD: Self = Self { mean: 0.0, variance: 1.0, range: (-REACH, REACH), nodes: NODES };

    /// N(mean, variance) on 61 nodes that reach six standard deviations to each side.
    pub fn new(mean: f64, variance: f64) -> Self {
        let reach = REACH * variance.sqrt();
        Self { mean, variance, range: (mean - reach, mean + reach), nodes: NODES }
    }

    /// The nodes with their weights, which sum to 1.
    pub fn nodes(&self) -> Result<Vec<Node>, FitError> {
        let (low, high) = self.range;
        let is_normal = self.mean.is_finite() && self.variance.is_finite() && self.variance > 0.0;
        if !is_normal || !low.is_finite() || !high.is_finite() || low >= high || !(2..=MOST_NODES).contains(&self.nodes) {
            return Err(FitError::Latent);
        }
        let step = (high - low) / (self.nodes - 1) as f64;
        let mut nodes: Vec<Node> = (0..self.nodes)
            .map(|index| {
                let point = low + step * index as f64;
                let distance = point - self.mean;
                Node { point, weight: libm::exp(-0.5 * (distance * distance) / self.variance) }
            })
            .collect();
        let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
        if total <= 0.0 || !total.is_finite() {
            return Err(FitError::Latent); // the grid lies where the population is not
        }
        for node in &mut nodes {
            node.weight /= total;
        }
        Ok(nodes)
    }
}
