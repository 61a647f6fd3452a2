//! Logistic regression of the answer on the matching score and the group.

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::chi_square_p_value;
use crate::matrix::SymmetricMatrix;
use crate::responses::Responses;

/// Which effect flags an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The group shifts the curve: one score is not worth the same to both, at all scores alike.
    Uniform,
    /// The group changes the slope of the curve.
    NonUniform,
    /// Either.
    Both,
}

/// How the test is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Matching, level, purification.
    pub screening: Screening,
    /// The effect whose p-value flags an item.
    pub flagged_by: Effect,
}

impl Default for Settings {
    fn default() -> Self {
        Self { screening: Screening::default(), flagged_by: Effect::Both }
    }
}

/// A class of effect by the gain of R²: negligible, moderate, large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GainClass {
    /// Negligible.
    A,
    /// Moderate.
    B,
    /// Large.
    C,
}

/// One comparison of two nested regressions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The fall of the deviance, chi-square with `degrees` degrees of freedom.
    pub chi_square: f64,
    /// How many coefficients the larger regression has more.
    pub degrees: usize,
    /// P(a larger fall if those coefficients are 0).
    pub p_value: f64,
    /// ΔR²: how much Nagelkerke's R² (1991) grows.
    pub r_squared_gain: f64,
    /// Its class by Zumbo and Thomas (1997): B from 0.13, C from 0.26.
    pub zumbo_thomas: GainClass,
    /// Its class by Jodoin and Gierl (2001): B from 0.035, C from 0.070.
    pub jodoin_gierl: GainClass,
}

/// What the regressions say about one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    /// Score and group against score alone.
    pub uniform: Comparison,
    /// Score, group and their product against score and group.
    pub non_uniform: Comparison,
    /// Score, group and their product against score alone.
    pub both: Comparison,
    /// The largest regression: intercept, score, one coefficient for each focal group, one product for each focal group. In logits
    /// (per point of the matching score).
    pub coefficients: Vec<f64>,
    /// Nagelkerke's R² of score alone; of score and group; of all.
    pub r_squared: [f64; 3],
    /// The largest R² of Cox and Snell that these answers allow, 1 − exp(−D₀ / n) with D₀ the deviance of the intercept alone.
    /// Nagelkerke's R² is Cox and Snell's divided by it.
    pub cox_snell_limit: f64,
    /// How many persons answered the item.
    pub persons: usize,
    /// Whether score and groups tell right from wrong without error somewhere along a direction, so that a coefficient of one of the
    /// regressions grows without end (Albert and Anderson, 1984). Deviances and R² are then at their limits, to nine digits, but the
    /// coefficients mean nothing and the chi-square approximation is doubtful.
    pub is_separated: bool,
}

/// Tests every right/wrong item by logit P(right) = β₀ + β₁ score + β₂ group + β₃ score · group (Swaminathan and Rogers, 1990); with
/// several focal groups each has its own β₂ and β₃ (Magis, Raîche, Béland and Gérard, 2011).
///
/// Maximum likelihood by Newton's method, which for this model is iteratively reweighted least squares.
pub fn analyse(responses: &Responses, groups: &[usize], settings: &Settings) -> Result<Report<Logistic>, DifError> {
    let design = Design::new(responses, groups, &settings.screening)?;
    let test = |anchors: &[bool]| design.tables(anchors).into_iter().map(|table| table.and_then(|table| item(table.dichotomous()?))).collect();
    let is_flagged = |result: &Logistic| {
        let comparison = match settings.flagged_by {
            Effect::Uniform => &result.uniform,
            Effect::NonUniform => &result.non_uniform,
            Effect::Both => &result.both,
        };
        comparison.p_value < settings.screening.significance
    };
    Ok(purify(responses.items(), settings.screening.purification_rounds, test, is_flagged))
}

/// The persons of one matching score and one group.
struct Cell {
    /// The matching score, standardised, so that the regression does not depend on its unit.
    score: f64,
    group: usize,
    right: f64,
    wrong: f64,
}

fn item(table: &Table) -> Result<Logistic, Untestable> {
    let persons = table.strata().fold(0.0, |sum, stratum| sum + stratum.total());
    let scored = || table.levels.iter().zip(table.strata());
    let mean = scored().fold(0.0, |sum, (level, stratum)| sum + level * stratum.total()) / persons;
    let spread = (scored().fold(0.0, |sum, (level, stratum)| sum + (level - mean) * (level - mean) * stratum.total()) / persons).sqrt();
    if !(spread.is_finite() && spread > 0.0) {
        return Err(Untestable::MatchingDoesNotVary);
    }
    let mut cells = Vec::new();
    for (level, stratum) in scored() {
        for group in 0..table.groups {
            let (wrong, right) = (stratum.group(group)[0], stratum.group(group)[1]);
            if wrong + right > 0.0 {
                cells.push(Cell { score: (level - mean) / spread, group, right, wrong });
            }
        }
    }
    // A slope for each group needs two scores in each group.
    for group in 0..table.groups {
        let mut scores = cells.iter().filter(|cell| cell.group == group).map(|cell| cell.score);
        let first = scores.next();
        if first.is_none_or(|first| scores.all(|score| score.total_cmp(&first).is_eq())) {
            return Err(Untestable::MatchingDoesNotVary);
        }
    }
    let focal = table.groups - 1;
    let fits = [fit(&cells, 2, focal), fit(&cells, 2 + focal, focal), fit(&cells, 2 + 2 * focal, focal)];
    let right = cells.iter().fold(0.0, |sum, cell| sum + cell.right);
    let null_deviance = -2.0 * (right * libm::log(right / persons) + (persons - right) * libm::log((persons - right) / persons));
    let r_squared = [0, 1, 2].map(|index: usize| nagelkerke(null_deviance, fits[index].deviance, persons));
    let compare = |small: usize, large: usize| {
        let chi_square = (fits[small].deviance - fits[large].deviance).max(0.0);
        let degrees = (large - small) * focal;
        let r_squared_gain = r_squared[large] - r_squared[small];
        let class = |moderate: f64, large: f64| {
            if r_squared_gain < moderate {
                GainClass::A
            } else if r_squared_gain < large {
                GainClass::B
            } else {
                GainClass::C
            }
        };
        let p_value = chi_square_p_value(chi_square, degrees);
        Comparison { chi_square, degrees, p_value, r_squared_gain, zumbo_thomas: class(0.13, 0.26), jodoin_gierl: class(0.035, 0.070) }
    };
    let (uniform, non_uniform, both) = (compare(0, 1), compare(1, 2), compare(0, 2));
    Ok(Logistic {
        uniform,
        non_uniform,
        both,
        coefficients: in_points(&fits[2].coefficients, mean, spread, focal),
        r_squared,
        cox_snell_limit: -libm::expm1(-null_deviance / persons),
        persons: persons as usize,
        is_separated: fits.iter().any(|fit| fit.is_separated),
    })
}

/// R² = (1 − exp((D − D₀) / n)) / (1 − exp(−D₀ / n)).
fn nagelkerke(null_deviance: f64, deviance: f64, persons: f64) -> f64 {
    libm::expm1((deviance - null_deviance) / persons) / libm::expm1(-null_deviance / persons)
}

/// The coefficients for the matching score as it is, from those for the standardised one.
fn in_points(coefficients: &[f64], mean: f64, spread: f64, focal: usize) -> Vec<f64> {
    let mut points = coefficients.to_vec();
    points[1] = coefficients[1] / spread;
    points[0] = coefficients[0] - points[1] * mean;
    for group in 0..focal {
        points[2 + focal + group] = coefficients[2 + focal + group] / spread;
        points[2 + group] = coefficients[2 + group] - points[2 + focal + group] * mean;
    }
    points
}

struct Fit {
    coefficients: Vec<f64>,
    deviance: f64,
    is_separated: bool,
}

/// Newton's method from 0, steps halved until the deviance falls.
fn fit(cells: &[Cell], size: usize, focal: usize) -> Fit {
    let mut coefficients = vec![0.0; size];
    let mut deviance = deviance_at(cells, &coefficients, focal);
    // A finite maximum is reached in about ten steps. Along a direction of separation a coefficient gains about one a step for
    // ever, and each step takes away a part e⁻¹ of what the deviance still lacks: after fifty, nothing is left.
    for _ in 0..50 {
        let Some(step) = newton_step(cells, &coefficients, focal) else { break };
        let mut share = 1.0;
        let (next, next_deviance) = loop {
            let next: Vec<f64> = coefficients.iter().zip(&step).map(|(coefficient, step)| coefficient + share * step).collect();
            let next_deviance = deviance_at(cells, &next, focal);
            if next_deviance <= deviance * (1.0 + 1e-14) || share < 1e-6 {
                break (next, next_deviance);
            }
            share /= 2.0;
        };
        (coefficients, deviance) = (next, next_deviance);
        if step.iter().all(|step| step.abs() < 1e-8) {
            return Fit { coefficients, deviance, is_separated: false };
        }
    }
    Fit { coefficients, deviance, is_separated: true }
}

/// None where the information cannot be inverted: along a direction of separation it vanishes.
fn newton_step(cells: &[Cell], coefficients: &[f64], focal: usize) -> Option<Vec<f64>> {
    let size = coefficients.len();
    let mut gradient = vec![0.0; size];
    let mut information = SymmetricMatrix::zeros(size);
    let mut row = vec![0.0; size];
    for cell in cells {
        predictors(cell, focal, &mut row);
        let logit = row.iter().zip(coefficients).fold(0.0, |sum, (x, coefficient)| sum + x * coefficient);
        let small = libm::exp(-logit.abs());
        let (likely, unlikely) = (1.0 / (1.0 + small), small / (1.0 + small));
        let (success, failure) = if logit >= 0.0 { (likely, unlikely) } else { (unlikely, likely) };
        let weight = (cell.right + cell.wrong) * likely * unlikely;
        for (i, x) in row.iter().enumerate() {
            gradient[i] += x * (cell.right * failure - cell.wrong * success);
            for (j, y) in row.iter().enumerate().take(i + 1) {
                information.set(i, j, information.get(i, j) + weight * x * y);
            }
        }
    }
    information.cholesky().ok().map(|factor| factor.solve(&gradient)).filter(|step| step.iter().all(|step| step.is_finite()))
}

fn deviance_at(cells: &[Cell], coefficients: &[f64], focal: usize) -> f64 {
    let mut row = vec![0.0; coefficients.len()];
    cells.iter().fold(0.0, |sum, cell| {
        predictors(cell, focal, &mut row);
        let logit = row.iter().zip(coefficients).fold(0.0, |sum, (x, coefficient)| sum + x * coefficient);
        let log_likely = -libm::log1p(libm::exp(-logit.abs()));
        let (log_right, log_wrong) = if logit >= 0.0 { (log_likely, log_likely - logit) } else { (log_likely + logit, log_likely) };
        sum - 2.0 * (cell.right * log_right + cell.wrong * log_wrong)
    })
}

/// 1, score, the focal groups' indicators, their products with the score: as many of these as `row` holds.
fn predictors(cell: &Cell, focal: usize, row: &mut [f64]) {
    for (place, x) in row.iter_mut().enumerate() {
        *x = match place {
            0 => 1.0,
            1 => cell.score,
            _ if place < 2 + focal => f64::from(u8::from(cell.group == place - 1)),
            _ if cell.group == place - 1 - focal => cell.score,
            _ => 0.0,
        };
    }
}
