//! `bench selection`: the next of 1,000 items after 20 answers in five dimensions, estimate included.

use psychometrics::ability::{AbilityError, Observation, Posterior, Prior, Workspace, posterior_mean_into};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{Pool, PoolWorkspace, posterior_fall, randomesque};
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
    let bank = Bank::draw(items, answered)?;
    let mut choose = Choice::prepare(&bank);
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

/// What a server keeps: the bank and its columns.
struct Bank {
    prior: Prior,
    items: Vec<(ItemModel, usize)>,
    pool: Pool,
    /// (item, category), the first items of the bank, each in turn of another dimension.
    answers: Vec<(usize, usize)>,
}

impl Bank {
    fn draw(items: usize, answered: usize) -> Result<Self, String> {
        let prior = Prior::new(vec![0.0; DIMENSIONS], SymmetricMatrix::equicorrelated(DIMENSIONS, CORRELATION)).map_err(|error| error.to_string())?;
        let items = draw_bank(items, DIMENSIONS, &mut Random::new(3001, 0));
        let pool = Pool::new(items.iter().map(|(model, dimension)| (model, *dimension))).map_err(|error| error.to_string())?;
        let mut random = Random::new(3001, 1);
        let person = Population::new(&prior).map_err(|error| error.to_string())?.draw_person(&mut random);
        let answers = items.iter().take(answered).enumerate();
        let answers = answers.map(|(item, (model, dimension))| (item, draw_response(model, person[*dimension], &mut random))).collect();
        Ok(Self { prior, items, pool, answers })
    }
}

/// A session in its middle, with the memory that a server's thread keeps.
struct Choice<'a> {
    bank: &'a Bank,
    observations: Vec<Observation<'a>>,
    posterior: Posterior,
    workspace: Workspace,
    pool_workspace: PoolWorkspace,
    values: Vec<f64>,
    random: Random,
}

impl<'a> Choice<'a> {
    fn prepare(bank: &'a Bank) -> Self {
        Self {
            bank,
            observations: Vec::new(),
            posterior: Posterior::from_prior(&bank.prior),
            workspace: Workspace::default(),
            pool_workspace: PoolWorkspace::default(),
            values: Vec::new(),
            random: Random::new(3001, 2),
        }
    }

    /// Estimates from all the answers and chooses, as the platform does after each answer.
    fn next(&mut self) -> Result<usize, AbilityError> {
        let Bank { prior, items, pool, answers } = self.bank;
        self.observations.clear();
        self.observations.extend(answers.iter().map(|(item, category)| Observation { model: &items[*item].0, dimension: items[*item].1, category: *category }));
        posterior_mean_into(prior, &self.observations, &mut self.workspace, &mut self.posterior)?;
        posterior_fall::values(&self.posterior, pool, &mut self.pool_workspace, &mut self.values);
        for (item, _) in answers {
            self.values[*item] = f64::NAN;
        }
        Ok(randomesque(&self.values, 1, &mut self.random).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_item_has_not_been_answered_and_is_the_same_each_time() {
        let bank = Bank::draw(60, 20).unwrap();
        let mut choose = Choice::prepare(&bank);
        let first = choose.next().unwrap();
        assert!((20..60).contains(&first));
        assert_eq!(choose.next().unwrap(), first);
    }
}
