//! The covariance of the estimates: Oakes's identity.
//!
//! The observed information of the marginal likelihood is the complete data's, minus what is lost by not seeing the abilities:
//!
//! I = −∂²Q(ψ | ψ′)/∂ψ∂ψ − ∂²Q(ψ | ψ′)/∂ψ∂ψ′ at ψ′ = ψ    (Oakes, 1999, *JRSS B* 61; for IRT: Chalmers, 2018, *BJMSP* 71)
//!
//! The first term is exact. The second is how the M-step's gradient changes when the E-step's parameters do: central differences, two E-steps
//! a parameter, whose error is about 1e-8 of the value.

use super::item_step::{backward, factorise, forward};
use super::problem::Problem;
use super::search::Summit;

/// The covariance of the free parameters that are not held, and the row of each parameter in it. `None` when the information is not
/// positive definite: the summit is no summit, or a parameter is undetermined.
pub(super) fn covariance(problem: &Problem, summit: &Summit) -> (Vec<Option<usize>>, Option<Vec<f64>>) {
    let size = problem.size;
    let mut is_held = vec![false; size];
    for (unit, _) in problem.units.iter().zip(&summit.held).filter(|(_, held)| **held) {
        if let Some(own) = unit.own {
            is_held[own..own + unit.start.family.own(unit.start.categories)].fill(true);
        }
    }
    for (group, _) in problem.groups.iter().zip(&summit.held_groups).filter(|(_, held)| **held) {
        if let Some(log_sd) = group.log_sd {
            is_held[log_sd] = true;
        }
    }
    let mut rows = vec![None; size];
    let free: Vec<usize> = (0..size).filter(|place| !is_held[*place]).collect();
    for (row, place) in free.iter().enumerate() {
        rows[*place] = Some(row);
    }
    let complete = problem.complete_information(&summit.at, &summit.evaluation);
    let count = free.len();
    let mut information = vec![0.0; count * count];
    let mut moved = summit.at.clone();
    for (column, place) in free.iter().enumerate() {
        let width = 1e-4 * summit.at[*place].abs().max(1.0);
        let mut at = |value: f64| {
            moved[*place] = value;
            let evaluation = problem.evaluate(&moved);
            problem.gradient(&summit.at, &evaluation.expectations, &evaluation.grids)
        };
        let (above, below) = (at(summit.at[*place] + width), at(summit.at[*place] - width));
        moved[*place] = summit.at[*place];
        for (row, other) in free.iter().enumerate() {
            let lost = (above[*other] - below[*other]) / (2.0 * width);
            information[row * count + column] = complete[*other * size + *place] - lost;
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
