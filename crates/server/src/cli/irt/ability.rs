//! `socle irt ability`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use psychometrics::ability::AbilityError;
use psychometrics::ability::unidimensional::{
    Bound, ErrorFormula, Estimate, Response, Scorer, jeffreys_within, map_within, maximum_likelihood_within, warm_within,
};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;

use super::super::{Outcome, Voice};
use super::input::{ItemFile, ResponseFile, at_most_one_standard, deviation, models_of_columns, place, range};
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
    #[arg(long, default_value_t = 0.0, value_parser = place, allow_hyphen_values = true)]
    mean: f64,
    /// Standard deviation of the normal prior, for eap and map.
    #[arg(long, default_value_t = 1.0, value_parser = deviation)]
    sd: f64,
    /// From which ability to which: where ml, wle, jeffreys and map look, and the grid of eap. Default: six standard deviations of
    /// the prior on both sides of its mean.
    #[arg(long, value_name = "LOW,HIGH", value_parser = range, allow_hyphen_values = true)]
    range: Option<(f64, f64)>,
    /// Quadrature points of eap, equally spaced.
    #[arg(long, default_value_t = 61, value_parser = clap::value_parser!(u16).range(2..=2001))]
    points: u16,
    /// The formula of the standard error; that of eap is the posterior's standard deviation.
    #[arg(long, value_enum, default_value_t = Formula::Expected)]
    error: Formula,
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
    /// The mode under Jeffreys' prior: what mirt calls WLE.
    Jeffreys,
}

/// A formula of the standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Formula {
    /// From the expected information.
    Expected,
    /// From the curvature at the answers given, as mirt.
    Observed,
    /// By the delta method (Magis, 2016).
    Asymptotic,
}

impl Ability {
    pub(super) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.items.items), Some(&self.responses.responses)])?;
        let items = self.items.read()?;
        let table = self.responses.read(None)?;
        let models = models_of_columns(&items, &table, (&self.items.items, &self.responses.responses))?;
        let range = self.range.unwrap_or((self.mean - 6.0 * self.sd, self.mean + 6.0 * self.sd));
        let owned: Vec<ItemModel> = models.iter().map(|model| (*model).clone()).collect();
        let nodes = normal_grid(self.mean, self.sd, range.0, range.1, usize::from(self.points));
        let mut scorer = Scorer::new(&owned, &nodes).map_err(|error| error.to_string())?;
        let mut out = Table::new(["person", "theta", "se", "n", "flag"]);
        let mut progress = self.telling.begin(table.persons.len());
        let (mut unanswered, mut answers) = (0_usize, Vec::new());
        for (person, name) in table.persons.iter().enumerate() {
            answers.clear();
            answers.extend(table.responses.answers(person).map(|(item, category)| Response { model: models[item], category: usize::from(category) }));
            unanswered += usize::from(answers.is_empty());
            let estimate = match self.method {
                Method::Eap => scorer.score(table.responses.answers(person).map(|(item, category)| (item, usize::from(category)))),
                method => self.search(method, &answers, range),
            };
            let estimate = match estimate {
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

    fn search(&self, method: Method, answers: &[Response<'_>], range: (f64, f64)) -> Result<Estimate, AbilityError> {
        let formula = match self.error {
            Formula::Expected => ErrorFormula::Expected,
            Formula::Observed => ErrorFormula::Observed,
            Formula::Asymptotic => ErrorFormula::Asymptotic,
        };
        match method {
            Method::Eap | Method::Map => map_within(answers, self.mean, self.sd, range, formula),
            Method::Ml => maximum_likelihood_within(answers, range, formula),
            Method::Wle => warm_within(answers, range, formula),
            Method::Jeffreys => jeffreys_within(answers, range, formula),
        }
    }
}

/// What a reader of the estimate must know: the prior alone speaks, or the range ends before the estimate does.
fn flag(answers: &[Response<'_>], estimate: Option<Estimate>) -> Cell {
    match estimate.map(|estimate| estimate.bound) {
        _ if answers.is_empty() => "no answer".into(),
        Some(Bound::Low) => "low end".into(),
        Some(Bound::High) => "high end".into(),
        Some(Bound::Inside) | None => Cell::Nothing,
    }
}
