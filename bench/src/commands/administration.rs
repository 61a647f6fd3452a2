//! `bench administration`: whole adaptive tests on the bank of 300, answers from a fixed matrix.

use std::path::PathBuf;

use psychometrics::administration::{Administration, AdministrationError, Design, Outcome};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid};
use psychometrics::stopping::{Rule, Stopping};

use crate::arguments::Arguments;
use crate::data::{Answers, Truth};
use crate::recovery::{mean, rmse};
use crate::table::table;
use crate::usage::measure;

const PERSONS: usize = 1000;
const PRECISE_ENOUGH: f64 = 0.3;
const LONGEST: usize = 20;

/// Plays the thousand tests `--runs` times: EAP, maximum information, until the standard error is 0.3 or 20 items.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let folder = PathBuf::from(arguments.place("the folder of the data sets")?);
    let runs = arguments.option("runs", 3)?;
    arguments.finish()?;
    let truth = Truth::read(&folder.join("cat_bank300.json"))?;
    let answers = Answers::read(&folder.join("cat_bank300.u8"), PERSONS, truth.a.len())?;
    if truth.theta.len() != PERSONS {
        return Err(format!("{} abilities, {PERSONS} persons", truth.theta.len()));
    }
    let items: Vec<ItemModel> = truth.a.iter().zip(&truth.b).map(|(a, b)| ItemModel::TwoPl { discrimination: *a, difficulty: *b }).collect();
    let bank = bank(items)?;
    let design = design();
    let administration = Administration::new(&bank, &design).map_err(|error| error.to_string())?;
    let mut session = administration.session();
    let (tests, usage) = measure(runs, || {
        let mut play = |person| {
            let row = answers.person(person);
            administration.run(&mut session, &mut Random::new(0, 0), |item| usize::from(row[item]))
        };
        (0..PERSONS).map(&mut play).collect::<Result<Vec<Outcome>, AdministrationError>>()
    });
    let tests = tests.map_err(|error| error.to_string())?;
    let lengths: Vec<f64> = tests.iter().map(|test| test.length as f64).collect();
    let estimates: Vec<f64> = tests.iter().map(|test| test.estimate.theta).collect();
    println!(
        "{}",
        table(
            &["program", "CPU ms a person", "mean length", "RMSE of ability", "allocations a person"],
            &[vec![
                "ours".to_owned(),
                format!("{:.4}", usage.cpu_seconds / PERSONS as f64 * 1e3),
                format!("{:.2}", mean(&lengths)),
                format!("{:.3}", rmse(&estimates, &truth.theta)),
                format!("{:.1}", usage.allocations as f64 / PERSONS as f64),
            ]],
        )
    );
    Ok(())
}

fn bank(items: Vec<ItemModel>) -> Result<Bank, String> {
    let grid = Grid::normal(0.0, 1.0, -6.0, 6.0, 41).map_err(|error| error.to_string())?;
    Bank::new(items, grid).map_err(|error| error.to_string())
}

fn design() -> Design {
    Design::maximum_information(Stopping { minimum: 1, any: vec![Rule::Precision { standard_error: PRECISE_ENOUGH }, Rule::Length { items: LONGEST }] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_ends_when_it_is_precise_or_long_enough_or_the_bank_is_empty() {
        let length = |discrimination: f64, items: usize| {
            let bank = bank(vec![ItemModel::TwoPl { discrimination, difficulty: 0.0 }; items]).unwrap();
            let design = design();
            let administration = Administration::new(&bank, &design).unwrap();
            let mut session = administration.session();
            administration.run(&mut session, &mut Random::new(0, 0), |item| item % 2).unwrap().length
        };
        assert!(length(3.0, 256) < LONGEST);
        assert_eq!(length(0.1, 256), LONGEST);
        assert_eq!(length(0.1, 3), 3);
    }
}
