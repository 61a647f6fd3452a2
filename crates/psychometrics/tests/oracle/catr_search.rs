//! catR's way of looking for an ability, played again.
//!
//! catR looks for a root of the slope of what it maximises with R's `uniroot`. Where guessing or few answers leave several roots that is not a
//! search for the highest summit, which is ours: it finds the root on which its steps close, and where the slope has the same sign at both ends of the range it
//! takes an end, whatever lies between. A number of catR's that is not our summit is compared with what the same steps give us.

use psychometrics::ability::Response;
use psychometrics::ability::unidimensional::{Criterion, test_information};

/// R's default tolerance of `uniroot`: the fourth root of the distance from 1 to the next number.
const R_DEFAULT: f64 = 1.220_703_125e-4;

/// The ability that catR's steps arrive at.
pub fn ability(answers: &[Response<'_>], criterion: &Criterion, range: (f64, f64)) -> f64 {
    let slope = |theta: f64| slope(answers, criterion, theta);
    let (low, high) = (slope(range.0), slope(range.1));
    if low < 0.0 && high < 0.0 {
        range.0
    } else if low > 0.0 && high > 0.0 {
        range.1
    } else {
        root(slope, (range.0, low), (range.1, high), R_DEFAULT)
    }
}

/// The score and what the estimator adds to it.
fn slope(answers: &[Response<'_>], criterion: &Criterion, theta: f64) -> f64 {
    let score: f64 = answers.iter().map(|answer| answer.model.score_derivatives(theta, answer.category).0).sum();
    let test = || test_information(answers.iter().map(|answer| answer.model), theta);
    score
        + match criterion {
            Criterion::Likelihood => 0.0,
            Criterion::Normal { mean, sd } => (mean - theta) / (sd * sd),
            Criterion::Warm => test().bias / (2.0 * test().information),
            Criterion::Jeffreys => test().slope / (2.0 * test().information),
        }
}

/// Brent's search for a root (Brent, 1973, chapter 4), which is R's `uniroot`: a secant or an inverse parabola where they promise enough, else halves.
fn root(function: impl Fn(f64) -> f64, low: (f64, f64), high: (f64, f64), tolerance: f64) -> f64 {
    /// Steps that no search here needs.
    const MOST_STEPS: usize = 1000;
    let (mut before, mut best, mut opposite) = (low, high, low);
    for _ in 0..MOST_STEPS {
        let last_step = best.0 - before.0;
        if opposite.1.abs() < best.1.abs() {
            (before, best, opposite) = (best, opposite, best);
        }
        let smallest = 2.0 * f64::EPSILON * best.0.abs() + tolerance / 2.0;
        let half = (opposite.0 - best.0) / 2.0;
        if half.abs() <= smallest || best.1 == 0.0 {
            break;
        }
        let mut step = half;
        if last_step.abs() >= smallest && before.1.abs() > best.1.abs() {
            let whole = opposite.0 - best.0;
            let ratio = best.1 / before.1;
            let (numerator, denominator) = if before.0.total_cmp(&opposite.0).is_eq() {
                (whole * ratio, 1.0 - ratio)
            } else {
                let (far, near) = (before.1 / opposite.1, best.1 / opposite.1);
                (ratio * (whole * far * (far - near) - (best.0 - before.0) * (near - 1.0)), (far - 1.0) * (near - 1.0) * (ratio - 1.0))
            };
            // The step is numerator over denominator, with a numerator that is not negative.
            let (numerator, denominator) = if numerator > 0.0 { (numerator, -denominator) } else { (-numerator, denominator) };
            if numerator < 0.75 * whole * denominator - (smallest * denominator).abs() / 2.0 && numerator < (last_step * denominator / 2.0).abs() {
                step = numerator / denominator;
            }
        }
        if step.abs() < smallest {
            step = if step > 0.0 { smallest } else { -smallest };
        }
        before = best;
        best.0 += step;
        best.1 = function(best.0);
        if (best.1 > 0.0) == (opposite.1 > 0.0) && best.1 != 0.0 && opposite.1 != 0.0 {
            opposite = before;
        }
    }
    best.0
}
