//! `socle irt fit`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::ResponseTable;
use psychometrics::ability::unidimensional::{ErrorFormula, Response, warm_within};
use psychometrics::fit::{
    FitError, FreeParameters, ItemFitSettings, LatentNormal, LimitedInformationSettings, MeanSquare, Moments, Outcome as Tested, limited_information,
    mean_squares, posterior_means, q3, s_x2,
};
use psychometrics::model::ItemModel;

use super::super::{Outcome, Voice};
use super::input::{ItemFile, ResponseFile, at_most_one_standard, deviation, models_of_columns, place};
use super::output::{Cell, Format, Table, Writing};

/// Judge whether items, pairs of items and the whole test answer as the model says.
///
/// Out, as CSV the table that is asked for, as JSON all three. `items`: S-X2 with its degrees of freedom, p and RMSEA; infit and
/// outfit mean squares with their t. `pairs`: Q3, its excess over the mean. `test`: M2 with RMSEA and its 90% interval, SRMSR, TLI, CFI.
/// S-X2 and M2 use the persons who answered everything.
#[derive(Debug, Args)]
pub(in crate::cli) struct Fit {
    #[command(flatten)]
    items: ItemFile,
    #[command(flatten)]
    responses: ResponseFile,
    /// Which table, as CSV.
    #[arg(long, value_enum, default_value_t = Which::Items)]
    table: Which,
    /// The parameters were not estimated from these responses: nothing is taken off the degrees of freedom.
    #[arg(long)]
    fixed: bool,
    /// Mean of the abilities in the population.
    #[arg(long, default_value_t = 0.0, value_parser = place, allow_hyphen_values = true)]
    mean: f64,
    /// Standard deviation of the abilities in the population.
    #[arg(long, default_value_t = 1.0, value_parser = deviation)]
    sd: f64,
    /// The abilities of infit, outfit and Q3.
    #[arg(long, value_enum, default_value_t = Abilities::Eap)]
    abilities: Abilities,
    /// The moments of M2.
    #[arg(long, value_enum, default_value_t = M2::Collapsed)]
    moments: M2,
    #[command(flatten)]
    writing: Writing,
}

/// A table of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Each item.
    Items,
    /// Each pair of items.
    Pairs,
    /// The whole test.
    Test,
}

/// Estimates of ability from which residuals are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Abilities {
    /// Posterior means, as mirt's: shrunk, so that mean squares lie somewhat below 1.
    Eap,
    /// Warm's: hardly shrunk; they follow the answers more closely where a test is short.
    Wle,
}

/// Which moments M2 compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum M2 {
    /// Mean scores and mean products: M2* (Cai and Hansen, 2013), mirt's M2.
    Collapsed,
    /// Categories and mean products: C2 (Cai and Monroe, 2014).
    C2,
    /// Categories and pairs of categories: M2 (Maydeu-Olivares and Joe, 2006).
    Full,
}

impl Fit {
    pub(in crate::cli) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.items.items), Some(&self.responses.responses)])?;
        let items = self.items.read()?;
        let table = self.responses.read(None)?;
        let found = models_of_columns(&items, &table, (&self.items.items, &self.responses.responses))?;
        let models: Vec<ItemModel> = found.into_iter().cloned().collect();
        let population = LatentNormal::new(self.mean, self.sd * self.sd);
        let words = |error: FitError| in_words(error, &table);
        let asked = |which: Which| self.writing.format() == Format::Json || self.table == which;
        let mut tables = Vec::new();
        if asked(Which::Items) || asked(Which::Pairs) {
            let abilities = self.abilities_of(&table, &models, &population)?;
            if asked(Which::Items) {
                tables.push(("items", self.item_table(&table, &models, population, &abilities).map_err(words)?));
            }
            if asked(Which::Pairs) {
                tables.push(("pairs", pair_table(&table, &models, &abilities).map_err(words)?));
            }
        }
        if asked(Which::Test) {
            tables.push(("test", self.test_table(&table, &models, population)));
        }
        let name = match self.table {
            Which::Items => "items",
            Which::Pairs => "pairs",
            Which::Test => "test",
        };
        self.writing.one_of(&tables, name)?;
        let complete = (0..table.persons.len()).filter(|person| table.responses.answers(*person).count() == table.items.len()).count();
        if complete < table.persons.len() {
            let counts = [("complete", complete.into()), ("persons", table.persons.len().into())];
            eprintln!("{}", voice.say("cli-irt-complete", &counts));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// One ability a person; whoever answered nothing gets the mean, and counts nowhere.
    fn abilities_of(&self, table: &ResponseTable, models: &[ItemModel], population: &LatentNormal) -> Result<Vec<f64>, String> {
        if self.abilities == Abilities::Eap {
            let moments = posterior_means(&table.responses, models, population).map_err(|error| in_words(error, table))?;
            return Ok(moments.into_iter().map(|moments| moments.mean).collect());
        }
        let range = (self.mean - 6.0 * self.sd, self.mean + 6.0 * self.sd);
        let mut answers = Vec::new();
        (0..table.persons.len())
            .map(|person| {
                answers.clear();
                answers.extend(table.responses.answers(person).map(|(item, category)| Response { model: &models[item], category: usize::from(category) }));
                if answers.is_empty() {
                    return Ok(self.mean);
                }
                warm_within(&answers, range, ErrorFormula::Expected).map(|estimate| estimate.theta).map_err(|error| error.to_string())
            })
            .collect()
    }

    /// Whether the standard deviation of the abilities counts as estimated: so where every item has slope 1 and the data gave the parameters.
    fn is_deviation_estimated(&self, models: &[ItemModel]) -> bool {
        !self.fixed && models.iter().all(|model| matches!(model, ItemModel::OnePl { .. } | ItemModel::Pcm { .. } | ItemModel::Rsm { .. }))
    }

    fn item_table(&self, table: &ResponseTable, models: &[ItemModel], population: LatentNormal, abilities: &[f64]) -> Result<Table, FitError> {
        let mut settings = ItemFitSettings { population, ..ItemFitSettings::new(models) };
        settings.estimated_latent_parameters = usize::from(self.is_deviation_estimated(models));
        if self.fixed {
            settings.estimated_parameters.fill(0);
        }
        let squares = mean_squares(&table.responses, models, abilities)?;
        // without complete persons there is no S-X2, and infit and outfit are there all the same
        let (tests, why) = match s_x2(&table.responses, models, &settings) {
            Ok(report) => (Some(report.items), None),
            Err(error) => (None, Some(in_words(error, table))),
        };
        let mut out = Table::new(["item", "n", "s_x2", "df", "p", "rmsea", "infit", "infit_t", "outfit", "outfit_t", "note"]);
        for (number, name) in table.items.iter().enumerate() {
            let mut row = vec![Cell::from(name.as_str()), squares[number].map_or(0, |square| square.answers).into()];
            let mut note = why.clone();
            match tests.as_ref().map(|items| items[number].outcome) {
                Some(Tested::Tested { statistic, degrees_of_freedom, p, rmsea }) => {
                    row.extend([statistic.into(), degrees_of_freedom.into(), p.into(), rmsea.into()]);
                }
                outcome => {
                    if outcome.is_some() {
                        note = Some("too few persons for S-X2".to_owned());
                    }
                    row.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing]);
                }
            }
            let pair = |square: Option<MeanSquare>| [Cell::from(square.map(|square| square.value)), square.and_then(|square| square.t).into()];
            row.extend(pair(squares[number].map(|square| square.infit)));
            row.extend(pair(squares[number].map(|square| square.outfit)));
            row.push(note.map_or(Cell::Nothing, Cell::Text));
            out.push(row);
        }
        Ok(out)
    }

    fn test_table(&self, table: &ResponseTable, models: &[ItemModel], population: LatentNormal) -> Table {
        let mut free = FreeParameters::all(models);
        free.latent_variance = self.is_deviation_estimated(models);
        if self.fixed {
            for (item, model) in models.iter().enumerate() {
                (0..psychometrics::fit::parameter_count(model)).for_each(|parameter| free.fix(item, parameter));
            }
        }
        let moments = match self.moments {
            M2::Collapsed => Moments::Collapsed,
            M2::C2 => Moments::CollapsedPairs,
            M2::Full => Moments::Full,
        };
        let settings = LimitedInformationSettings { population, moments, free, ..LimitedInformationSettings::new(models) };
        let mut out = Table::new(["m2", "df", "p", "rmsea", "rmsea_low", "rmsea_high", "srmsr", "tli", "cfi", "persons", "note"]);
        out.push(match limited_information(&table.responses, models, &settings) {
            Ok(fit) => vec![
                fit.statistic.into(),
                fit.degrees_of_freedom.into(),
                fit.p.into(),
                fit.rmsea.into(),
                fit.rmsea_interval.map(|ends| ends.0).into(),
                fit.rmsea_interval.map(|ends| ends.1).into(),
                fit.srmsr.into(),
                fit.tli.into(),
                fit.cfi.into(),
                fit.persons.into(),
                Cell::Nothing,
            ],
            Err(error) => {
                let mut row = vec![Cell::Nothing; 10];
                row.push(Cell::Text(in_words(error, table)));
                row
            }
        });
        out
    }
}

fn pair_table(table: &ResponseTable, models: &[ItemModel], abilities: &[f64]) -> Result<Table, FitError> {
    let correlations = q3(&table.responses, models, abilities)?;
    let mean = correlations.mean();
    let mut out = Table::new(["first", "second", "q3", "above_mean"]);
    for (first, name) in table.items.iter().enumerate() {
        for (second, other) in table.items.iter().enumerate().skip(first + 1) {
            let correlation = correlations.get(first, second);
            let above = correlation.zip(mean).map(|(correlation, mean)| correlation - mean);
            out.push(vec![name.as_str().into(), other.as_str().into(), correlation.into(), above.into()]);
        }
    }
    Ok(out)
}

/// An error with the names of the items in place of their numbers.
fn in_words(error: FitError, table: &ResponseTable) -> String {
    match error {
        FitError::OneCategoryOnly { item } => format!("everybody gave the same answer to `{}`", table.items[item]),
        FitError::Model { item, error } => format!("`{}`: {error}", table.items[item]),
        error => error.to_string(),
    }
}
