//! The covariance of the estimates: Oakes's identity.
//!
//! The observed information of the marginal likelihood is the complete data's, minus what is lost by not seeing the abilities:
//!
//! I = −∂²Q(ψ | ψ′)/∂ψ∂ψ − ∂²Q(ψ | ψ′)/∂ψ∂ψ′ at ψ′ = ψ    (Oakes, 1999, *JRSS B* 61; for IRT: Chalmers, 2018, *BJMSP* 71)
//!
//! The first term is exact. The second is how the M-step's gradient changes when the E-step's parameters do: one E-step for each parameter, moved by
//! 3e-6. The gradient is smooth and exact to eleven digits, so that a difference on one side leaves about 1e-5 of the value; central differences, at twice
//! the price, changed no standard error of the reference cases by more than that.

use super::item_step::{backward, factorise, forward};
use super::problem::Problem;
use super::search::Summit;

/// How far a parameter is moved, in units of itself or of 1.
const WIDTH: f64 = 3e-6;

/// The covariance of the free parameters that are not held, and the row of each parameter in it. `None` when the information is not
/// positive definite: the summit is no summit, or a parameter is undetermined.
pub(super) fn covariance(problem: &Problem, summit: &Summit) -> (Vec<Option<usize>>, Option<Vec<f64>>) {
    let size = problem.size;
    let mut rows = vec![None; size];
    let free: Vec<usize> = (0..size).filter(|place| !summit.held[*place]).collect();
    for (row, place) in free.iter().enumerate() {
        rows[*place] = Some(row);
    }
    let complete = problem.complete_information(&summit.at, &summit.evaluation);
    let here = problem.gradient(&summit.at, &summit.evaluation.expectations, &summit.evaluation.grids);
    let count = free.len();
    let mut information = vec![0.0; count * count];
    let mut moved = summit.at.clone();
    for (column, place) in free.iter().enumerate() {
        moved[*place] += WIDTH * summit.at[*place].abs().max(1.0);
        // What was really added, after rounding.
        let width = moved[*place] - summit.at[*place];
        let evaluation = problem.evaluate(&moved);
        moved[*place] = summit.at[*place];
        let there = problem.gradient(&summit.at, &evaluation.expectations, &evaluation.grids);
        for (row, other) in free.iter().enumerate() {
            information[row * count + column] = complete[*other * size + *place] - (there[*other] - here[*other]) / width;
        }
    }
    // Symmetric but for rounding.
    for row in 0..count {
        for column in 0..row {
            let mean = 0.5 * (information[row * count + column] + information[column * count + row]);
            information[row * count + column] = mean;
            information[column * count + row] = mean;
        }
    }
    if !factorise(&mut information, count) {
        return (rows, None);
    }
    let mut covariance = vec![0.0; count * count];
    let mut unit = vec![0.0; count];
    for column in 0..count {
        unit.fill(0.0);
        unit[column] = 1.0;
        forward(&information, &mut unit);
        backward(&information, &mut unit);
        for row in column..count {
            covariance[row * count + column] = unit[row];
            covariance[column * count + row] = unit[row];
        }
    }
    (rows, Some(covariance))
}
