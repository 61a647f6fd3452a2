//! `bench selection`: the next of 1,000 items after 20 answers in five dimensions, estimate included.

use psychometrics::ability::{AbilityError, Observation, Prior, posterior_mean};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{posterior_fall, randomesque};
use psychometrics::simulation::{Population, draw_response};

use crate::arguments::Arguments;
use crate::commands::bank::draw_bank;
use crate::table::table;
use crate::usage::measure;

const DIMENSIONS: usize = 5;
const CORRELATION: f64 = 0.7;

/// Estimates the abilities from the answers so far and values every item not yet asked, `--choices` times.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let (items, answered) = (arguments.option("items", 1000_usize)?, arguments.option("answers", 20_usize)?);
    let (choices, runs) = (arguments.option("choices", 2000_usize)?, arguments.option("runs", 3)?);
    arguments.finish()?;
    if answered >= items || choices == 0 {
        return Err("at least one choice, and fewer answers than items".to_owned());
    }
    let mut choose = Choice::prepare(items, answered).map_err(|error| error.to_string())?;
    let first = choose.next().map_err(|error| error.to_string())?;
    let (outcome, usage) = measure(runs, || {
        let mut last = first;
        for _ in 0..choices {
            last = choose.next()?;
        }
        Ok::<usize, AbilityError>(last)
    });
    outcome.map_err(|error| error.to_string())?;
    let each = choices as f64;
    println!(
        "{}",
        table(
            &["rule", "items", "answers", "dimensions", "CPU µs a choice", "allocations a choice"],
            &[vec![
                "expected fall of the posterior's variance".to_owned(),
                items.to_string(),
                answered.to_string(),
                DIMENSIONS.to_string(),
                format!("{:.1}", usage.cpu_seconds / each * 1e6),
                format!("{:.1}", usage.allocations as f64 / each),
            ]],
        )
    );
    Ok(())
}

/// A session in its middle.
struct Choice {
    prior: Prior,
    bank: Vec<(ItemModel, usize)>,
    /// (item, category), the first items of the bank, each in turn of another dimension.
    answers: Vec<(usize, usize)>,
    values: Vec<f64>,
    random: Random,
}

impl Choice {
    fn prepare(items: usize, answered: usize) -> Result<Self, AbilityError> {
        let prior = Prior::new(vec![0.0; DIMENSIONS], SymmetricMatrix::equicorrelated(DIMENSIONS, CORRELATION))?;
        let bank = draw_bank(items, DIMENSIONS, &mut Random::new(3001, 0));
        let mut random = Random::new(3001, 1);
        let person = Population::new(&prior)?.draw_person(&mut random);
        let answers = bank.iter().take(answered).enumerate().map(|(item, (model, dimension))| (item, draw_response(model, person[*dimension], &mut random)));
        let answers = answers.collect();
        Ok(Self { prior, bank, answers, values: Vec::with_capacity(items), random })
    }

    /// The engine of today, called as the platform calls it: to be replaced by its steady-state entry.
    fn next(&mut self) -> Result<usize, AbilityError> {
        let observations: Vec<Observation<'_>> = self
            .answers
            .iter()
            .map(|(item, category)| Observation { model: &self.bank[*item].0, dimension: self.bank[*item].1, category: *category })
            .collect();
        let posterior = posterior_mean(&self.prior, &observations)?;
        self.values.clear();
        self.values.extend(self.bank[self.answers.len()..].iter().map(|(model, dimension)| posterior_fall::value(&posterior, model, *dimension)));
        Ok(self.answers.len() + randomesque(&self.values, 1, &mut self.random).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_item_has_not_been_answered_and_is_the_same_each_time() {
        let mut choose = Choice::prepare(60, 20).unwrap();
        let first = choose.next().unwrap();
        assert!((20..60).contains(&first));
        assert_eq!(choose.next().unwrap(), first);
    }
}
