//! `bench administration`: whole adaptive tests on the bank of 300, answers from a fixed matrix.

use std::path::PathBuf;

use psychometrics::ability::{AbilityError, Response, eap};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::{Node, normal_grid};

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
    let bank: Vec<ItemModel> = truth.a.iter().zip(&truth.b).map(|(a, b)| ItemModel::TwoPl { discrimination: *a, difficulty: *b }).collect();
    let nodes = normal_grid(0.0, 1.0, -6.0, 6.0, 41);
    let (tests, usage) =
        measure(runs, || (0..PERSONS).map(|person| administer(&bank, &nodes, answers.person(person))).collect::<Result<Vec<Test>, AbilityError>>());
    let tests = tests.map_err(|error| error.to_string())?;
    let lengths: Vec<f64> = tests.iter().map(|test| test.length as f64).collect();
    let estimates: Vec<f64> = tests.iter().map(|test| test.theta).collect();
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

/// How one test ended.
struct Test {
    theta: f64,
    length: usize,
}

/// The engine of today, composed of its parts: to be replaced by its simulation of whole administrations.
fn administer(bank: &[ItemModel], nodes: &[Node], answers: &[u8]) -> Result<Test, AbilityError> {
    let (mut theta, mut responses, mut asked) = (0.0, Vec::with_capacity(LONGEST), vec![false; bank.len()]);
    while responses.len() < LONGEST {
        let mut best: Option<(usize, f64)> = None;
        for (item, model) in bank.iter().enumerate().filter(|(item, _)| !asked[*item]) {
            let information = model.expected_information(theta);
            if best.is_none_or(|(_, most)| information > most) {
                best = Some((item, information));
            }
        }
        let Some((item, _)) = best else { break };
        asked[item] = true;
        responses.push(Response { model: &bank[item], category: usize::from(answers[item]) });
        let estimate = eap(&responses, nodes)?;
        theta = estimate.theta;
        if estimate.standard_error <= PRECISE_ENOUGH {
            break;
        }
    }
    Ok(Test { theta, length: responses.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_ends_when_it_is_precise_or_long_enough_or_the_bank_is_empty() {
        let nodes = normal_grid(0.0, 1.0, -6.0, 6.0, 41);
        let bank = |discrimination: f64, items: usize| vec![ItemModel::TwoPl { discrimination, difficulty: 0.0 }; items];
        let answers: Vec<u8> = (0..=255).map(|item| item % 2).collect();
        assert!(administer(&bank(3.0, 256), &nodes, &answers).unwrap().length < LONGEST);
        assert_eq!(administer(&bank(0.1, 256), &nodes, &answers).unwrap().length, LONGEST);
        assert_eq!(administer(&bank(0.1, 3), &nodes, &answers).unwrap().length, 3);
    }
}
