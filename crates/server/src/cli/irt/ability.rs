//! `socle irt ability`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use psychometrics::ability::{AbilityError, Estimate, Response, eap, map, maximum_likelihood, warm};
use psychometrics::quadrature::{Node, normal_grid};

use super::super::{Outcome, Voice};
use super::input::{ItemFile, ResponseFile, at_most_one_standard, finite, models_of_columns, positive};
use super::output::{Cell, Table, Writing};
use super::progress::Telling;

/// Estimate each person's ability from answers to items whose parameters are known.
///
/// Out: person, theta, se (standard error), n (answers), flag. Columns of the responses are matched with items by name.
#[derive(Debug, Args)]
pub(in crate::cli) struct Ability {
    #[command(flatten)]
    items: ItemFile,
    #[command(flatten)]
    responses: ResponseFile,
    /// How ability is estimated.
    #[arg(long, value_enum, default_value_t = Method::Eap)]
    method: Method,
    /// Mean of the normal prior, for eap and map.
    #[arg(long, default_value_t = 0.0, value_parser = finite, allow_hyphen_values = true)]
    mean: f64,
    /// Standard deviation of the normal prior, for eap and map.
    #[arg(long, default_value_t = 1.0, value_parser = positive)]
    sd: f64,
    /// Quadrature points of eap, equally spaced over six standard deviations on both sides of the mean.
    #[arg(long, default_value_t = 61, value_parser = clap::value_parser!(u16).range(2..=2001))]
    points: u16,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    writing: Writing,
}

/// An estimator of ability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// The mean of the posterior (Bock and Mislevy, 1982).
    Eap,
    /// The mode of the posterior (Samejima, 1969).
    Map,
    /// Maximum likelihood (Lord, 1980).
    Ml,
    /// Warm's weighted likelihood (1989), which removes the bias of maximum likelihood.
    Wle,
}

impl Ability {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard(&[&self.items.items, &self.responses.responses])?;
        let items = self.items.read()?;
        let table = self.responses.read(None)?;
        let models = models_of_columns(&items, &table, (&self.items.items, &self.responses.responses))?;
        let nodes = normal_grid(self.mean, self.sd, self.mean - 6.0 * self.sd, self.mean + 6.0 * self.sd, usize::from(self.points));
        let mut out = Table::new(["person", "theta", "se", "n", "flag"]);
        let mut progress = self.telling.begin(table.persons.len());
        let (mut unanswered, mut answers) = (0_usize, Vec::new());
        for (person, name) in table.persons.iter().enumerate() {
            answers.clear();
            answers.extend(table.responses.answers(person).map(|(item, category)| Response { model: models[item], category: usize::from(category) }));
            unanswered += usize::from(answers.is_empty());
            let estimate = match self.estimate(&answers, &nodes) {
                Ok(estimate) => Some(estimate),
                Err(AbilityError::NothingToEstimateFrom) => None,
                Err(error) => return Err(format!("{}: line {}: {error}", self.responses.responses.display(), table.lines[person])),
            };
            out.push(vec![
                name.as_str().into(),
                estimate.map(|estimate| estimate.theta).into(),
                estimate.map(|estimate| estimate.standard_error).into(),
                answers.len().into(),
                flag(&answers, estimate),
            ]);
            progress.step();
        }
        drop(progress);
        self.writing.table(&out)?;
        if unanswered > 0 {
            eprintln!("{}", voice.say("cli-irt-unanswered", &[("persons", unanswered.into())]));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn estimate(&self, answers: &[Response<'_>], nodes: &[Node]) -> Result<Estimate, AbilityError> {
        match self.method {
            Method::Eap => eap(answers, nodes),
            Method::Map => map(answers, self.mean, self.sd),
            Method::Ml => maximum_likelihood(answers),
            Method::Wle => warm(answers),
        }
    }
}

/// What a reader of the estimate must know.
fn flag(answers: &[Response<'_>], _estimate: Option<Estimate>) -> Cell {
    if answers.is_empty() {
        return "no answer".into();
    }
    Cell::Nothing
}
