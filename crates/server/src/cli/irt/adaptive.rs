//! Whole adaptive administrations, simulated.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use formats::irt::NamedItem;
use psychometrics::administration::{Administration, Design, Record, Simulation, summarise};
use psychometrics::exposure::Control;
use psychometrics::model::ItemModel;
use psychometrics::responses::Responses;
use psychometrics::selection::{Bank, Grid, Rule};
use psychometrics::stopping::{self, Reason, Stopping};

use super::super::Voice;
use super::input::positive;
use super::output::{Cell, Table, Writing};
use super::threads::Threads;

/// How an adaptive test is administered.
#[derive(Debug, Args)]
pub(super) struct Adaptive {
    /// Each person takes an adaptive test: the next item is chosen by what was answered. Items not asked stay blank.
    #[arg(long = "adaptive", id = "adaptive")]
    pub(super) is_asked: bool,
    /// How the next item is chosen.
    #[arg(long, value_enum, default_value_t = Choice::MaximumInformation, requires = "adaptive")]
    rule: Choice,
    /// The test ends at this standard error…
    #[arg(long, value_name = "SE", default_value_t = 0.3, value_parser = positive, requires = "adaptive")]
    stop_se: f64,
    /// …or after so many items…
    #[arg(long, value_name = "ITEMS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..), requires = "adaptive")]
    most: u16,
    /// …but not before so many.
    #[arg(long, value_name = "ITEMS", default_value_t = 1, requires = "adaptive")]
    least: u16,
    /// One of so many best items is asked, by lot.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..), requires = "adaptive", conflicts_with = "exposure")]
    randomesque: Option<u16>,
    /// No item is asked of a larger share of the persons (van der Linden and Veldkamp, 2004).
    #[arg(long, value_name = "RATE", value_parser = positive, requires = "adaptive")]
    exposure: Option<f64>,
    /// Where each test goes: person, true ability, estimate, standard error, items, why it ended.
    #[arg(long, value_name = "FILE", requires = "adaptive")]
    administrations: Option<PathBuf>,
    #[command(flatten)]
    threads: Threads,
}

/// A rule of selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Choice {
    /// The most information at the estimate (Lord, 1980).
    MaximumInformation,
    /// The most information over the posterior (van der Linden, 1998).
    PosteriorWeightedInformation,
    /// The most information over the likelihood (Veerkamp and Berger, 1997).
    LikelihoodWeightedInformation,
    /// The smallest variance of the posterior to be expected (Owen, 1975; van der Linden, 1998).
    ExpectedPosteriorVariance,
    /// Kullback-Leibler information (Chang and Ying, 1996).
    KullbackLeibler,
    /// The same over the posterior.
    PosteriorKullbackLeibler,
    /// The difficulty nearest to the estimate (Urry, 1970).
    DifficultyMatch,
    /// By lot.
    Random,
}

impl Adaptive {
    /// Runs the tests of these persons and writes what each of them was; the answers come back.
    pub(super) fn run(
        &self,
        items: &[NamedItem],
        (persons, abilities): (&[String], &[f64]),
        (mean, sd, seed): (f64, f64, u64),
        digits: Option<u8>,
        voice: &Voice,
    ) -> Result<Responses, String> {
        let models: Vec<ItemModel> = items.iter().map(|item| item.model.clone()).collect();
        let grid = Grid::normal(mean, sd, mean - 6.0 * sd, mean + 6.0 * sd, 61).map_err(|error| error.to_string())?;
        let bank = Bank::new(models.clone(), grid).map_err(|error| error.to_string())?;
        let design = self.design(mean);
        let administration = Administration::new(&bank, &design).map_err(|error| error.to_string())?;
        let simulation = Simulation { administration, truth: &models, seed };
        let records = self.threads.within(|| simulation.run(abilities))?.map_err(|error| error.to_string())?;
        let responses = Responses::from_persons(
            items.len(),
            // an item has at most 255 categories, numbered to 254
            records.iter().map(|record| record.answers.iter().map(|(item, category)| (*item, *category as u8)).collect::<Vec<_>>()),
        );
        if let Some(path) = &self.administrations {
            Writing { output: path.clone(), format: None, digits }.table(&told(&records, persons))?;
        }
        if let Some(summary) = summarise(&records) {
            let number = |value: f64| crate::render::Texts::decimal(voice.lang, value, 3);
            let facts = [
                ("length", number(summary.mean_length).into()),
                ("bias", number(summary.bias).into()),
                ("rmse", number(summary.rmse).into()),
                ("error", number(summary.mean_standard_error).into()),
            ];
            eprintln!("{}", voice.say("cli-irt-administered", &facts));
        }
        responses.map_err(|error| error.to_string())
    }

    fn design(&self, mean: f64) -> Design {
        let stopping = Stopping {
            minimum: usize::from(self.least),
            any: vec![stopping::Rule::Precision { standard_error: self.stop_se }, stopping::Rule::Length { items: usize::from(self.most) }],
        };
        let mut design = Design::maximum_information(stopping);
        design.start.ability = mean;
        design.rule = match self.rule {
            Choice::MaximumInformation => Rule::MaximumInformation,
            Choice::PosteriorWeightedInformation => Rule::PosteriorWeightedInformation,
            Choice::LikelihoodWeightedInformation => Rule::LikelihoodWeightedInformation,
            Choice::ExpectedPosteriorVariance => Rule::ExpectedPosteriorVariance,
            Choice::KullbackLeibler => Rule::KullbackLeibler,
            Choice::PosteriorKullbackLeibler => Rule::PosteriorKullbackLeibler,
            Choice::DifficultyMatch => Rule::DifficultyMatch,
            Choice::Random => Rule::Random,
        };
        design.exposure = match (self.randomesque, self.exposure) {
            (Some(count), _) => Control::Randomesque { count: usize::from(count) },
            (None, Some(rate)) => Control::Eligibility { rate },
            (None, None) => Control::None,
        };
        design
    }
}

fn told(records: &[Record], persons: &[String]) -> Table {
    let mut table = Table::new(["person", "truth", "theta", "se", "n", "end"]);
    for (record, person) in records.iter().zip(persons) {
        let end = match record.reason {
            Reason::Rule(stopping::Rule::Length { .. }) => "length",
            Reason::Rule(_) | Reason::Decided { .. } => "precision",
            Reason::NothingLeft => "no item left",
        };
        table.push(vec![
            Cell::from(person.as_str()),
            record.ability.into(),
            record.estimate.theta.into(),
            record.estimate.standard_error.into(),
            record.answers.len().into(),
            end.into(),
        ]);
    }
    table
}
