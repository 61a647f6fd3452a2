//! Whole administrations for many simulated persons.

use std::fmt;

use rayon::prelude::*;

use super::{Administration, AdministrationError, Design, DesignError, Outcome, Session};
use crate::ability::Estimate;
use crate::exposure::{Control, Eligibility, next_parameters};
use crate::model::ItemModel;
use crate::random::Random;
use crate::selection::Bank;
use crate::simulation::draw_response;
use crate::stopping::Reason;

/// Simulated persons taking an adaptive test.
///
/// Person p has two streams of the seed: 2p for the choices of the test, 2p + 1 for the answers, so that the results do not depend on who came before, nor on the number of threads, to the
/// bit. The exception is [`Control::Eligibility`], which learns from person to person: there the persons come one after the other.
///
/// ```
/// use psychometrics::administration::{Administration, Design, Simulation, summarise};
/// use psychometrics::random::Random;
/// use psychometrics::selection::{Bank, Grid};
/// use psychometrics::simulation::{BankDistribution, draw_bank};
/// use psychometrics::stopping::{Rule, Stopping};
///
/// let items = draw_bank(100, &BankDistribution::default(), &mut Random::new(1, 0))?;
/// let bank = Bank::new(items, Grid::normal(0.0, 1.0, -4.0, 4.0, 41)?)?;
/// let design = Design::maximum_information(Stopping { minimum: 0, any: vec![Rule::Length { items: 10 }] });
/// let administration = Administration::new(&bank, &design)?;
/// let records = Simulation { administration, truth: bank.items(), seed: 1 }.run(&[-1.0, 0.0, 1.0])?;
/// let summary = summarise(&records).unwrap();
/// assert_eq!((summary.persons, summary.mean_length), (3, 10.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Simulation<'a> {
    /// What is run.
    pub administration: Administration<'a>,
    /// The items as they truly are, by which persons answer; the bank's own when they are what the test believes.
    pub truth: &'a [ItemModel],
    /// The seed.
    pub seed: u64,
}

/// One simulated person's test.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The true ability.
    pub ability: f64,
    /// The final estimate.
    pub estimate: Estimate,
    /// Item and category of each answer, in the order of asking.
    pub answers: Vec<(usize, usize)>,
    /// Items that were the best when they were looked at, asked or put aside.
    pub selected: Vec<usize>,
    /// Why the test ended.
    pub reason: Reason,
}

/// Why a simulation cannot be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimulationError {
    /// The true items are not as many as the bank's, or have other numbers of categories, or are no response models.
    Truth,
    /// An ability is not a finite number.
    Ability {
        /// The person.
        person: usize,
    },
    /// A person's test could not be run.
    Person {
        /// The person.
        person: usize,
        /// What went wrong.
        error: AdministrationError,
    },
    /// The design does not fit the bank.
    Design(DesignError),
    /// The rate is not above 0 and at most 1, or the rounds are none.
    Rate,
}

impl fmt::Display for SimulationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truth => formatter.write_str("the true items do not match the bank's items one by one"),
            Self::Ability { person } => write!(formatter, "the ability of person {person} is not a finite number"),
            Self::Person { person, error } => write!(formatter, "person {person}: {error}"),
            Self::Design(error) => error.fmt(formatter),
            Self::Rate => formatter.write_str("an exposure rate is above 0 and at most 1, and there is at least one round"),
        }
    }
}

impl std::error::Error for SimulationError {}

/// Persons that one thread takes at a time.
const CHUNK: usize = 64;

impl Simulation<'_> {
    /// One record for each ability, in their order.
    pub fn run(&self, abilities: &[f64]) -> Result<Vec<Record>, SimulationError> {
        self.check(abilities)?;
        if let Control::Eligibility { .. } = self.administration.design().exposure {
            return self.run_learning(abilities, &mut Eligibility::new(self.truth.len()));
        }
        let chunks: Vec<Result<Vec<Record>, SimulationError>> = abilities
            .par_chunks(CHUNK)
            .enumerate()
            .map(|(chunk, abilities)| {
                let mut session = self.administration.session();
                abilities.iter().enumerate().map(|(place, ability)| self.person(chunk * CHUNK + place, *ability, &mut session, None)).collect()
            })
            .collect();
        let mut records = Vec::with_capacity(abilities.len());
        for chunk in chunks {
            records.extend(chunk?);
        }
        Ok(records)
    }

    /// The same one after the other, with the memory of eligibility carried from person to person. With another control than
    /// [`Control::Eligibility`] the memory is left alone.
    pub fn run_learning(&self, abilities: &[f64], memory: &mut Eligibility) -> Result<Vec<Record>, SimulationError> {
        self.check(abilities)?;
        if memory.eligible.len() != self.truth.len() || memory.asked.len() != self.truth.len() {
            return Err(SimulationError::Truth);
        }
        let mut session = self.administration.session();
        abilities.iter().enumerate().map(|(person, ability)| self.person(person, *ability, &mut session, Some(&mut *memory))).collect()
    }

    fn check(&self, abilities: &[f64]) -> Result<(), SimulationError> {
        let bank = self.administration.bank().items();
        let matches = |(truth, item): (&ItemModel, &ItemModel)| truth.categories() == item.categories() && truth.validate().is_ok();
        if self.truth.len() != bank.len() || !self.truth.iter().zip(bank).all(matches) {
            return Err(SimulationError::Truth);
        }
        abilities.iter().position(|ability| !ability.is_finite()).map_or(Ok(()), |person| Err(SimulationError::Ability { person }))
    }

    fn person(&self, person: usize, ability: f64, session: &mut Session, memory: Option<&mut Eligibility>) -> Result<Record, SimulationError> {
        let stream = 2 * person as u64;
        let (mut choices, mut answers) = (Random::new(self.seed, stream), Random::new(self.seed, stream + 1));
        let failed = |error| SimulationError::Person { person, error };
        self.administration.begin(session);
        let mut eligible = None;
        if let (Control::Eligibility { rate }, Some(memory)) = (&self.administration.design().exposure, &memory) {
            let drawn = memory.draw(*rate, &mut choices);
            self.administration.set_eligible(session, &drawn).map_err(failed)?;
            eligible = Some(drawn);
        }
        let outcome = self.administration.resume(session, &mut choices, &mut |item| draw_response(&self.truth[item], ability, &mut answers)).map_err(failed)?;
        if let (Some(eligible), Some(memory)) = (eligible, memory) {
            memory.record(&eligible, session.items());
        }
        let Outcome { estimate, reason, .. } = outcome;
        Ok(Record { ability, estimate, answers: session.answers().to_vec(), selected: session.selected().to_vec(), reason })
    }
}

/// What a simulation shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Persons.
    pub persons: usize,
    /// Mean number of items.
    pub mean_length: f64,
    /// Mean of estimate − truth.
    pub bias: f64,
    /// Root mean square of estimate − truth.
    pub rmse: f64,
    /// Mean standard error reported.
    pub mean_standard_error: f64,
}

/// Means over the records; `None` without a record.
pub fn summarise(records: &[Record]) -> Option<Summary> {
    if records.is_empty() {
        return None;
    }
    let count = records.len() as f64;
    let mean = |value: fn(&Record) -> f64| records.iter().fold(0.0, |sum, record| sum + value(record)) / count;
    Some(Summary {
        persons: records.len(),
        mean_length: mean(|record| record.answers.len() as f64),
        bias: mean(|record| record.estimate.theta - record.ability),
        rmse: mean(|record| (record.estimate.theta - record.ability) * (record.estimate.theta - record.ability)).sqrt(),
        mean_standard_error: mean(|record| record.estimate.standard_error),
    })
}

/// Sympson and Hetter's parameters for a design, by so many rounds of simulation with the same persons.
///
/// The design's own exposure control is replaced. `rate` is the largest exposure rate wanted; it cannot be reached below mean length / items. Sympson and Hetter repeat until the largest rate
/// stays near the wanted one: 6 to 10 rounds with 1000 persons or more. Each round uses other streams.
pub fn sympson_hetter_parameters(bank: &Bank, design: &Design, abilities: &[f64], rate: f64, rounds: usize, seed: u64) -> Result<Vec<f64>, SimulationError> {
    if !(rate > 0.0 && rate <= 1.0) || rounds == 0 {
        return Err(SimulationError::Rate);
    }
    let mut parameters = vec![1.0; bank.len()];
    for round in 0..rounds {
        let design = Design { exposure: Control::SympsonHetter { parameters: parameters.clone() }, ..design.clone() };
        let administration = Administration::new(bank, &design).map_err(SimulationError::Design)?;
        let records = Simulation { administration, truth: bank.items(), seed: seed.wrapping_add(round as u64) }.run(abilities)?;
        let mut selected = vec![0_u64; bank.len()];
        for item in records.iter().flat_map(|record| &record.selected) {
            selected[*item] += 1;
        }
        let longest = records.iter().map(|record| record.answers.len()).max().unwrap_or(0);
        parameters = next_parameters(&selected, abilities.len() as u64, rate, longest).ok_or(SimulationError::Rate)?;
    }
    Ok(parameters)
}
