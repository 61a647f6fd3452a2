//! Moments of one and two items, what the model expects of them, and how they vary.

use super::Moments;
use crate::model::ItemModel;

/// What is averaged over persons for one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Score {
    /// The number of the category.
    Number,
    /// 1 in this category, 0 elsewhere.
    Is(usize),
}

impl Score {
    fn of(self, category: usize) -> u64 {
        match self {
            Self::Number => category as u64,
            Self::Is(own) => u64::from(own == category),
        }
    }
}

/// The mean of one score, or of the product of two items' scores: (item, place of the score in its list).
#[derive(Clone, Copy, Debug)]
struct Moment {
    first: (usize, usize),
    second: Option<(usize, usize)>,
}

/// Everything about the moments that the model says, at the nodes of the ability.
pub(super) struct System {
    weights: Vec<f64>,
    scores: Vec<Vec<Score>>,
    /// `means[item][score][node]`
    means: Vec<Vec<Vec<f64>>>,
    /// `products[item][score · scores + other][node]`: the mean product of two scores of the same item.
    products: Vec<Vec<Vec<f64>>>,
    /// `number[item][node]` and `square[item][node]`: mean and mean square of the category's number.
    number: Vec<Vec<f64>>,
    square: Vec<Vec<f64>>,
    moments: Vec<Moment>,
    /// `joint[moment][node]`: the mean of each moment given θ.
    joint: Vec<Vec<f64>>,
    expected: Vec<f64>,
}

impl System {
    /// How many moments there are.
    pub fn count(items: &[ItemModel], moments: Moments) -> usize {
        let (mut single, mut pairs, mut categories) = (0_usize, 0_usize, 0_usize);
        for item in items {
            let above = item.categories() - 1;
            let own = if moments == Moments::Full { above } else { 1 };
            pairs = pairs.saturating_add(categories.saturating_mul(own));
            categories += own;
            single += if moments == Moments::Collapsed { 1 } else { above };
        }
        single.saturating_add(pairs)
    }

    /// `tables[item][category][node]` are the probabilities, `weights` the nodes' weights.
    pub fn new(tables: &[Vec<Vec<f64>>], weights: Vec<f64>, kind: Moments) -> Self {
        let scores: Vec<Vec<Score>> = tables
            .iter()
            .map(|table| {
                let categories = (1..table.len()).map(Score::Is);
                match kind {
                    Moments::Collapsed => vec![Score::Number],
                    // A right/wrong item has one score, whatever it is called.
                    Moments::CollapsedPairs if table.len() == 2 => vec![Score::Number],
                    Moments::CollapsedPairs => std::iter::once(Score::Number).chain(categories).collect(),
                    Moments::Full => categories.collect(),
                }
            })
            .collect();
        let mean = |table: &[Vec<f64>], value: &dyn Fn(usize) -> u64| -> Vec<f64> {
            let mut sum = vec![0.0; weights.len()];
            for (category, row) in table.iter().enumerate() {
                let value = value(category) as f64;
                if value != 0.0 {
                    for (cell, probability) in sum.iter_mut().zip(row) {
                        *cell += value * probability;
                    }
                }
            }
            sum
        };
        let means: Vec<Vec<Vec<f64>>> =
            tables.iter().zip(&scores).map(|(table, own)| own.iter().map(|score| mean(table, &|category| score.of(category))).collect()).collect();
        let products = tables
            .iter()
            .zip(&scores)
            .map(|(table, own)| own.iter().flat_map(|score| own.iter().map(|other| mean(table, &|category| score.of(category) * other.of(category)))).collect())
            .collect();
        let number = tables.iter().map(|table| mean(table, &|category| category as u64)).collect();
        let square = tables.iter().map(|table| mean(table, &|category| (category * category) as u64)).collect();
        let moments = list(&scores, kind);
        let joint: Vec<Vec<f64>> = moments
            .iter()
            .map(|Moment { first, second }| {
                let own = &means[first.0][first.1];
                match second {
                    None => own.clone(),
                    Some(second) => own.iter().zip(&means[second.0][second.1]).map(|(a, b)| a * b).collect(),
                }
            })
            .collect();
        let expected = joint.iter().map(|row| dot(row, &weights)).collect();
        Self { weights, scores, means, products, number, square, moments, joint, expected }
    }

    pub fn moments(&self) -> usize {
        self.moments.len()
    }

    pub fn expected(&self) -> &[f64] {
        &self.expected
    }

    /// The same moments in the data. Sums of whole numbers: no rounding, no order.
    pub fn observed(&self, rows: &[Vec<u8>]) -> Vec<f64> {
        self.moments
            .iter()
            .map(|Moment { first, second }| {
                let value = |row: &[u8], part: &(usize, usize)| self.scores[part.0][part.1].of(usize::from(row[part.0]));
                let sum: u64 = rows.iter().map(|row| value(row, first) * second.as_ref().map_or(1, |second| value(row, second))).sum();
                sum as f64 / rows.len() as f64
            })
            .collect()
    }

    /// One row of the covariance matrix of the moments of one person, up to the diagonal.
    pub fn covariances(&self, row: usize) -> Vec<f64> {
        let weighted: Vec<f64> = self.joint[row].iter().zip(&self.weights).map(|(mean, weight)| mean * weight).collect();
        (0..=row)
            .map(|column| {
                let mean = if self.is_disjoint(row, column) { dot(&self.joint[column], &weighted) } else { self.mean_product(row, column) };
                mean - self.expected[row] * self.expected[column]
            })
            .collect()
    }

    fn is_disjoint(&self, left: usize, right: usize) -> bool {
        let (left, right) = (self.moments[left], self.moments[right]);
        let items = |moment: Moment| [Some(moment.first.0), moment.second.map(|part| part.0)];
        items(left).iter().flatten().all(|item| !items(right).iter().flatten().any(|other| other == item))
    }

    /// The mean of the product of two moments that share an item or two.
    fn mean_product(&self, left: usize, right: usize) -> f64 {
        let (left, right) = (self.moments[left], self.moments[right]);
        let mut factors: [Option<&[f64]>; 4] = [None; 4];
        let mut used = [false; 2];
        let right_parts = [Some(right.first), right.second];
        for (place, part) in [Some(left.first), left.second].into_iter().flatten().enumerate() {
            let shared = right_parts.iter().position(|other| other.is_some_and(|other| other.0 == part.0));
            factors[place] = Some(match shared.and_then(|other| right_parts[other].map(|score| (other, score.1))) {
                Some((other, score)) => {
                    used[other] = true;
                    &self.products[part.0][part.1 * self.scores[part.0].len() + score]
                }
                None => &self.means[part.0][part.1],
            });
        }
        for (place, part) in right_parts.into_iter().enumerate() {
            if let Some(part) = part.filter(|_| !used[place]) {
                factors[2 + place] = Some(&self.means[part.0][part.1]);
            }
        }
        self.weights.iter().enumerate().fold(0.0, |sum, (node, weight)| sum + factors.iter().flatten().fold(*weight, |product, factor| product * factor[node]))
    }

    /// Adds the derivative of every moment by a parameter of one item; `slopes[category][node]` are its probabilities' derivatives.
    pub fn add_derivative(&self, item: usize, slopes: &[Vec<f64>], column: &mut [f64]) {
        let by_score: Vec<Vec<f64>> = self.scores[item]
            .iter()
            .map(|score| {
                let mut sum = self.weights.clone();
                for (node, cell) in sum.iter_mut().enumerate() {
                    *cell *= slopes.iter().enumerate().fold(0.0, |sum, (category, slope)| sum + score.of(category) as f64 * slope[node]);
                }
                sum
            })
            .collect();
        for (cell, Moment { first, second }) in column.iter_mut().zip(&self.moments) {
            match second {
                None if first.0 == item => *cell += by_score[first.1].iter().fold(0.0, |sum, slope| sum + slope),
                Some(second) if first.0 == item => *cell += dot(&by_score[first.1], &self.means[second.0][second.1]),
                Some(second) if second.0 == item => *cell += dot(&by_score[second.1], &self.means[first.0][first.1]),
                _ => {}
            }
        }
    }

    /// The derivative of every moment by a parameter of the population; `slopes` are those of the logarithm of the density.
    pub fn latent_derivative(&self, slopes: &[f64]) -> Vec<f64> {
        let mean = dot(slopes, &self.weights);
        let changes: Vec<f64> = slopes.iter().zip(&self.weights).map(|(slope, weight)| (slope - mean) * weight).collect();
        self.joint.iter().map(|row| dot(row, &changes)).collect()
    }

    /// The root mean square difference of observed and expected correlations of the items' numbers; `None` when an item does not vary.
    pub fn root_mean_square_residual(&self, rows: &[Vec<u8>]) -> Option<f64> {
        let items = self.scores.len();
        let count = rows.len() as f64;
        let sum = |value: &dyn Fn(&[u8]) -> u64| rows.iter().map(|row| value(row)).sum::<u64>() as f64 / count;
        let seen: Vec<f64> = (0..items).map(|item| sum(&|row| u64::from(row[item]))).collect();
        let meant: Vec<f64> = self.number.iter().map(|row| dot(row, &self.weights)).collect();
        let covariances = |first: usize, second: usize| {
            let observed = sum(&|row| u64::from(row[first]) * u64::from(row[second])) - seen[first] * seen[second];
            let product = if first == second {
                dot(&self.square[first], &self.weights)
            } else {
                self.number[first].iter().zip(&self.number[second]).zip(&self.weights).fold(0.0, |sum, ((a, b), weight)| sum + (a * b) * weight)
            };
            (observed, product - meant[first] * meant[second])
        };
        let variances: Vec<(f64, f64)> = (0..items).map(|item| covariances(item, item)).collect();
        if variances.iter().any(|(observed, expected)| !(*observed > 0.0 && *expected > 0.0)) {
            return None;
        }
        let (mut squares, mut pairs) = (0.0, 0.0);
        for second in 1..items {
            for first in 0..second {
                let (observed, expected) = covariances(first, second);
                let difference = observed / (variances[first].0 * variances[second].0).sqrt() - expected / (variances[first].1 * variances[second].1).sqrt();
                squares += difference * difference;
                pairs += 1.0;
            }
        }
        (pairs > 0.0).then(|| (squares / pairs).sqrt())
    }
}

/// First each item alone, then the pairs.
fn list(scores: &[Vec<Score>], kind: Moments) -> Vec<Moment> {
    let mut moments = Vec::new();
    for (item, own) in scores.iter().enumerate() {
        // With several scores, the number is the sum of the categories: it only serves pairs.
        let alone = usize::from(kind == Moments::CollapsedPairs && own.len() > 1)..own.len();
        moments.extend(alone.map(|score| Moment { first: (item, score), second: None }));
    }
    for (first, own) in scores.iter().enumerate() {
        for (second, others) in scores.iter().enumerate().skip(first + 1) {
            let limit = |list: &[Score]| if kind == Moments::Full { list.len() } else { 1 };
            for score in 0..limit(own) {
                moments.extend((0..limit(others)).map(|other| Moment { first: (first, score), second: Some((second, other)) }));
            }
        }
    }
    moments
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0, |sum, (a, b)| sum + a * b)
}
