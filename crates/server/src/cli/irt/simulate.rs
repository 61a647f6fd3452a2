//! `socle irt simulate`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use formats::irt::{NamedItem, read_abilities, write_responses};
use psychometrics::random::Random;
use psychometrics::responses::Responses;
use psychometrics::simulation::draw_response;

use super::super::{Outcome, Voice};
use super::adaptive::Adaptive;
use super::input::{ItemFile, at_most_one_standard, finite, positive, read};
use super::output::{Cell, Format, Table, Writing, write_text};

/// The stream of random numbers from which abilities come, far from those of the persons: the answers of person p come from stream p, an
/// adaptive test of theirs from the streams 2 p and 2 p + 1.
const ABILITIES: u64 = u64::MAX;

/// Draw abilities and answers, or whole adaptive administrations, from items.
///
/// Out: a table of responses, as every other verb reads it. The same seed gives the same bits on every machine; each person has
/// random numbers of their own, so that more persons do not change the first ones.
#[derive(Debug, Args)]
pub(in crate::cli) struct Simulate {
    #[command(flatten)]
    items: ItemFile,
    /// How many persons.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    persons: u64,
    /// Mean of the abilities.
    #[arg(long, default_value_t = 0.0, value_parser = finite, allow_hyphen_values = true)]
    mean: f64,
    /// Standard deviation of the abilities.
    #[arg(long, default_value_t = 1.0, value_parser = positive)]
    sd: f64,
    /// The true abilities (person, theta) in place of drawn ones; `-` for standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["persons", "mean", "sd"])]
    abilities: Option<PathBuf>,
    /// Where the true abilities go (person, theta).
    #[arg(long, value_name = "FILE")]
    true_abilities: Option<PathBuf>,
    /// The seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    adaptive: Adaptive,
    #[command(flatten)]
    writing: Writing,
}

impl Simulate {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.items.items), self.abilities.as_ref()])?;
        let items = self.items.read()?;
        let (persons, abilities) = self.people()?;
        let responses = if self.adaptive.adaptive {
            self.adaptive.run(&items, (&persons, &abilities), (self.mean, self.sd, self.seed), self.writing.digits, voice)?
        } else {
            answers(&items, &abilities, self.seed)?
        };
        let names: Vec<String> = items.into_iter().map(|item| item.name).collect();
        match self.writing.format() {
            Format::Csv => write_text(&self.writing.output, &write_responses(&persons, &names, &responses))?,
            Format::Json => {
                let mut table = Table::new(["person".to_owned()].into_iter().chain(names));
                for (person, name) in persons.iter().enumerate() {
                    let mut row = vec![Cell::Nothing; responses.items() + 1];
                    row[0] = Cell::from(name.as_str());
                    for (item, category) in responses.answers(person) {
                        row[item + 1] = usize::from(category).into();
                    }
                    table.push(row);
                }
                self.writing.table(&table)?;
            }
        }
        if let Some(path) = &self.true_abilities {
            let mut table = Table::new(["person", "theta"]);
            for (name, theta) in persons.iter().zip(&abilities) {
                table.push(vec![name.as_str().into(), (*theta).into()]);
            }
            Writing { output: path.clone(), format: None, digits: self.writing.digits }.table(&table)?;
        }
        eprintln!("{}", voice.say("cli-irt-simulated", &[("persons", persons.len().into()), ("items", responses.items().into()), ("seed", self.seed.into())]));
        Ok(ExitCode::SUCCESS)
    }

    /// Names and abilities, drawn or given.
    fn people(&self) -> Result<(Vec<String>, Vec<f64>), String> {
        let Some(path) = &self.abilities else {
            let mut random = Random::new(self.seed, ABILITIES);
            return Ok((1..=self.persons).map(|person| (person.to_string(), self.mean + self.sd * random.normal())).unzip());
        };
        let given = read(path, read_abilities)?;
        given
            .into_iter()
            .map(|ability| match ability.theta {
                Some(theta) => Ok((ability.person, theta)),
                None => Err(format!("{}: `{}` has no ability", path.display(), ability.person)),
            })
            .collect()
    }
}

/// Everybody's answers to every item.
fn answers(items: &[NamedItem], abilities: &[f64], seed: u64) -> Result<Responses, String> {
    let mut cells = Vec::with_capacity(abilities.len() * items.len());
    for (person, theta) in abilities.iter().enumerate() {
        let mut random = Random::new(seed, person as u64);
        // an item has at most 255 categories, numbered to 254
        cells.extend(items.iter().map(|item| draw_response(&item.model, *theta, &mut random) as u8));
    }
    Responses::from_matrix(items.len(), cells).map_err(|error| error.to_string())
}
