//! Classical test theory: what can be said of items and of a sum score without a response model.
//!
//! Difficulty, item-total and item-rest correlations (Lord and Novick, 1968), Cronbach's alpha (1951; Guttman's λ₃, 1945).

use std::fmt;

use crate::responses::Responses;

/// A test seen by its sum score.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassicalTest {
    /// How many persons answered every item. The others are left out: their sum scores are of other tests.
    pub persons: usize,
    /// The mean of the sum score.
    pub mean: f64,
    /// Its standard deviation, dividing by persons − 1.
    pub sd: f64,
    /// Cronbach's alpha: k / (k − 1) · (1 − Σ item variances / variance of the sum). A lower bound of the sum score's reliability
    /// when errors are independent; negative when the items contradict each other. `None` with one item, or when all persons
    /// have the same score.
    pub alpha: Option<f64>,
    /// The standard error of measurement of the sum score: sd · √(1 − alpha). `None` as alpha is.
    pub standard_error: Option<f64>,
    /// Each item.
    pub items: Vec<ClassicalItem>,
}

/// An item seen by its scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassicalItem {
    /// The mean score. For right/wrong items, the p-value: the share of right answers.
    pub mean: f64,
    /// The standard deviation of the score, dividing by persons − 1.
    pub sd: f64,
    /// The correlation with the sum score, in which the item itself counts. `None` when either does not vary.
    pub item_total: Option<f64>,
    /// The correlation with the sum of the other items: the one to judge an item by. `None` when either does not vary.
    pub item_rest: Option<f64>,
    /// The alpha of the test without this item. `None` with two items or fewer, or when the rest does not vary.
    pub alpha_without: Option<f64>,
}

/// Why a test cannot be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassicalError {
    /// Fewer than two persons answered every item.
    TooFewPersons {
        /// How many did.
        persons: usize,
    },
}

impl fmt::Display for ClassicalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::TooFewPersons { persons } = self;
        write!(formatter, "{persons} persons answered every item: two at least are needed")
    }
}

impl std::error::Error for ClassicalError {}

/// Describes a test by the persons who answered all of it.
///
/// All sums are of whole numbers, exact up to 2⁵³: the order of the persons changes no bit.
///
/// ```
/// use psychometrics::classical::describe;
/// use psychometrics::responses::Responses;
///
/// let responses = Responses::from_matrix(3, vec![1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0])?;
/// let test = describe(&responses)?;
/// assert_eq!(test.items[0].mean, 0.75);
/// assert!((test.alpha.unwrap() - 0.75).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn describe(responses: &Responses) -> Result<ClassicalTest, ClassicalError> {
    let items = responses.items();
    let mut sums = vec![Sums::default(); items];
    let (mut persons, mut total, mut total_squared) = (0_u64, 0_u64, 0_u64);
    for person in 0..responses.persons() {
        if responses.answers(person).count() < items {
            continue;
        }
        persons += 1;
        let score: u64 = responses.answers(person).map(|(_, category)| u64::from(category)).sum();
        total += score;
        total_squared += score * score;
        for (item, category) in responses.answers(person) {
            let category = u64::from(category);
            sums[item].first += category;
            sums[item].squared += category * category;
            sums[item].with_total += category * score;
        }
    }
    if persons < 2 {
        return Err(ClassicalError::TooFewPersons { persons: persons as usize });
    }
    let all = Sums { first: total, squared: total_squared, with_total: total_squared };
    let variance = |sums: &Sums| covariance(persons, sums.squared, sums.first, sums.first);
    let of_total = variance(&all);
    let within = sums.iter().fold(0.0, |sum, own| sum + variance(own));
    let alpha = alpha(items, within, of_total);
    let described = sums.iter().map(|own| {
        let of_item = variance(own);
        let shared = covariance(persons, own.with_total, own.first, total);
        let of_rest = of_total - 2.0 * shared + of_item;
        ClassicalItem {
            mean: own.first as f64 / persons as f64,
            sd: of_item.sqrt(),
            item_total: correlation(shared, of_item, of_total),
            item_rest: correlation(shared - of_item, of_item, of_rest),
            alpha_without: if items > 1 { self::alpha(items - 1, within - of_item, of_rest) } else { None },
        }
    });
    Ok(ClassicalTest {
        persons: persons as usize,
        mean: total as f64 / persons as f64,
        sd: of_total.sqrt(),
        alpha,
        standard_error: alpha.map(|alpha| of_total.sqrt() * (1.0 - alpha).max(0.0).sqrt()),
        items: described.collect(),
    })
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    first: u64,
    squared: u64,
    with_total: u64,
}

/// (n Σxy − Σx Σy) / (n (n − 1)), the numerator exact.
fn covariance(persons: u64, products: u64, first: u64, second: u64) -> f64 {
    let exact = i128::from(persons) * i128::from(products) - i128::from(first) * i128::from(second);
    exact as f64 / (persons as f64 * (persons - 1) as f64)
}

fn alpha(items: usize, within: f64, total: f64) -> Option<f64> {
    let count = items as f64;
    (items > 1 && total > VANISHING).then(|| count / (count - 1.0) * (1.0 - within / total))
}

fn correlation(shared: f64, first: f64, second: f64) -> Option<f64> {
    (first > VANISHING && second > VANISHING).then(|| (shared / (first.sqrt() * second.sqrt())).clamp(-1.0, 1.0))
}

/// A variance of whole numbers in n persons is at least 1/n: below this it is rounding.
const VANISHING: f64 = 1e-12;
