//! `bench scales`: five correlated scales estimated together, against five separate ones.

use psychometrics::ability::{AbilityError, Prior};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Accuracy, ScalesSimulation};

use crate::arguments::Arguments;
use crate::commands::bank::draw_bank;
use crate::table::table;
use crate::usage::measure;

const DIMENSIONS: usize = 5;
const CORRELATION: f64 = 0.7;
const SEED: u64 = 3002;

/// Adaptive tests of `--questions` items on the same simulated persons, with the true prior and with one that says
/// that the scales have nothing to do with each other.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let (items, questions) = (arguments.option("items", 300_usize)?, arguments.option("questions", 32_usize)?);
    let (persons, runs) = (arguments.option("persons", 1000_usize)?, arguments.option("runs", 1)?);
    arguments.finish()?;
    let bank = draw_bank(items, DIMENSIONS, &mut Random::new(SEED, 0));
    let mut rows = Vec::new();
    for (name, correlation) in [("together, correlation 0.7", CORRELATION), ("five separate scales", 0.0)] {
        let (accuracy, usage) = measure(runs, || simulate(&bank, correlation, questions, persons));
        let accuracy = accuracy.map_err(|error| error.to_string())?;
        let mut row = vec![name.to_owned()];
        let dimensions: Vec<_> = (0..DIMENSIONS).filter_map(|dimension| accuracy.dimension(dimension)).collect();
        row.extend(dimensions.iter().map(|dimension| format!("{:.3}", dimension.rmse)));
        let mean = |value: fn(&psychometrics::simulation::DimensionAccuracy) -> f64| dimensions.iter().map(value).sum::<f64>() / dimensions.len() as f64;
        row.push(format!("{:.3}", mean(|dimension| dimension.rmse)));
        row.push(format!("{:.3}", mean(|dimension| dimension.mean_standard_error)));
        row.push(format!("{:.1}", 100.0 * mean(|dimension| dimension.coverage_95)));
        row.push(format!("{:.2}", usage.cpu_seconds / persons as f64 * 1e3));
        rows.push(row);
    }
    println!("{}", table(&["scored", "RMSE 1", "2", "3", "4", "5", "mean", "mean SE", "coverage %", "CPU ms a person"], &rows));
    Ok(())
}

/// Persons come from the correlated population whatever the test believes: person i has the same abilities in both.
fn simulate(bank: &[(ItemModel, usize)], believed: f64, questions: usize, persons: usize) -> Result<Accuracy, AbilityError> {
    let prior = |correlation| Prior::new(vec![0.0; DIMENSIONS], SymmetricMatrix::equicorrelated(DIMENSIONS, correlation));
    let (population, believed) = (prior(CORRELATION)?, prior(believed)?);
    ScalesSimulation { bank, population: &population, believed: &believed, questions, seed: SEED }.run(persons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knowing_the_correlation_helps() {
        let bank = draw_bank(50, DIMENSIONS, &mut Random::new(SEED, 0));
        let error = |believed: f64| simulate(&bank, believed, 10, 60).unwrap().dimension(0).unwrap().rmse;
        assert!(error(CORRELATION) < error(0.0));
    }
}
