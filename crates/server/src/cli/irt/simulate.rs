//! `socle irt simulate`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::{NamedItem, read_abilities, write_responses};
use psychometrics::random::Random;
use psychometrics::responses::Responses;
use psychometrics::simulation::{BankDistribution, DrawnModel, draw_bank, draw_response};

use super::super::{Outcome, Voice};
use super::adaptive::Adaptive;
use super::input::{ItemFile, at_most_one_standard, deviation, place, positive, read};
use super::output::{Cell, Format, Table, Writing, write_items_to, write_text};

/// The stream of random numbers from which abilities come, far from those of the persons: the answers of person p come from stream p, an
/// adaptive test of theirs from the streams 2 p and 2 p + 1.
const ABILITIES: u64 = u64::MAX;
/// The stream from which items are drawn.
const ITEMS: u64 = u64::MAX - 1;

/// Draw abilities and answers, or whole adaptive administrations, from items.
///
/// Out: a table of responses, as every other verb reads it. The same seed gives the same bits on every machine; each person has
/// random numbers of their own, so that more persons do not change the first ones.
#[derive(Debug, Args)]
pub(in crate::cli) struct Simulate {
    /// The items with their parameters; `-` for standard input.
    #[arg(long, value_name = "FILE", required_unless_present = "draw", conflicts_with = "draw")]
    items: Option<PathBuf>,
    /// The constant D by which the discriminations of the file are multiplied.
    #[arg(long, value_name = "D", default_value_t = 1.0, value_parser = positive)]
    scaling: f64,
    /// Draw so many items in place of a file: b from N(0, 1), ln a from N(ln 1.2, 0.3²), c from 0.1 to 0.3, d from 0.9 to 1.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=20_000))]
    draw: Option<u16>,
    /// The model of drawn items.
    #[arg(long, value_enum, default_value_t = Drawn::TwoPl, requires = "draw")]
    draw_model: Drawn,
    /// Where the items go, drawn or not.
    #[arg(long, value_name = "FILE")]
    items_output: Option<PathBuf>,
    /// How many persons.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    persons: u64,
    /// Mean of the abilities.
    #[arg(long, default_value_t = 0.0, value_parser = place, allow_hyphen_values = true)]
    mean: f64,
    /// Standard deviation of the abilities.
    #[arg(long, default_value_t = 1.0, value_parser = deviation)]
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

/// A model of which items are drawn; graded ones have four categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Drawn {
    /// Rasch's model.
    #[value(name = "1PL", alias = "1pl")]
    OnePl,
    /// Two parameters.
    #[value(name = "2PL", alias = "2pl")]
    TwoPl,
    /// Three parameters.
    #[value(name = "3PL", alias = "3pl")]
    ThreePl,
    /// Four parameters.
    #[value(name = "4PL", alias = "4pl")]
    FourPl,
    /// Graded response.
    #[value(name = "GRM", alias = "grm")]
    Grm,
    /// Generalised partial credit.
    #[value(name = "GPCM", alias = "gpcm")]
    Gpcm,
}

impl Simulate {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([self.items.as_ref(), self.abilities.as_ref()])?;
        let items = self.bank()?;
        if let Some(path) = &self.items_output {
            write_items_to(path, &items, None)?;
        }
        let (persons, abilities) = self.people()?;
        let responses = if self.adaptive.is_asked {
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

    /// The items, drawn or given.
    fn bank(&self) -> Result<Vec<NamedItem>, String> {
        let (Some(count), None) = (self.draw, &self.items) else {
            let items = self.items.clone().ok_or_else(|| "which items? --items or --draw".to_owned())?;
            return ItemFile { items, scaling: self.scaling }.read();
        };
        let model = match self.draw_model {
            Drawn::OnePl => DrawnModel::OnePl,
            Drawn::TwoPl => DrawnModel::TwoPl,
            Drawn::ThreePl => DrawnModel::ThreePl,
            Drawn::FourPl => DrawnModel::FourPl,
            Drawn::Grm => DrawnModel::Grm { categories: 4, spacing: 1.0 },
            Drawn::Gpcm => DrawnModel::Gpcm { categories: 4, spacing: 1.0 },
        };
        let distribution = BankDistribution { model, ..BankDistribution::default() };
        let drawn = draw_bank(usize::from(count), &distribution, &mut Random::new(self.seed, ITEMS)).map_err(|error| error.to_string())?;
        Ok((1..).zip(drawn).map(|(number, model): (usize, _)| NamedItem { name: format!("i{number}"), model }).collect())
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
