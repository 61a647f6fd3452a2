//! `socle irt calibrate`

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::{NamedItem, ResponseTable, model_name, parameters};
use psychometrics::calibration::{
    AsymptotePrior, Calibration, CalibrationError, Design, Family, GroupDesign, ItemFlag, ItemPriors, Normal, PriorChoice, Quadrature, Settings, Task,
    calibrate_observed,
};
use psychometrics::model::ItemModel;

use super::super::{Outcome, Voice};
use super::groups::Grouping;
use super::input::{ResponseFile, at_most_one_standard, positive, range, read_item_file};
use super::output::{Cell, Format, Table, Writing, write_items_to};
use super::progress::Telling;
use super::threads::Threads;

/// Estimate the parameters of items, and the distribution of abilities, from responses.
///
/// Marginal maximum likelihood by an accelerated EM (Bock and Aitkin, 1981). Out, as CSV, a file of items as every other verb reads
/// it, or the table that is asked for; as JSON, and with --report, all tables. Items that cannot be calibrated are left out and told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Calibrate {
    #[command(flatten)]
    responses: ResponseFile,
    /// The model of all items.
    #[arg(long, value_enum, default_value_t = Model::Auto)]
    model: Model,
    /// The model of single items: `--item-model q7=3PL,q9=GRM`.
    #[arg(long, value_name = "ITEM=MODEL", value_delimiter = ',', value_parser = item_model)]
    item_model: Vec<(String, Model)>,
    /// Items whose parameters are known and stay (a file of items); the mean and the standard deviation of the abilities are then
    /// estimated.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    #[command(flatten)]
    grouping: Grouping,
    /// What is believed about parameters beforehand.
    #[arg(long, value_enum, default_value_t = Priors::Auto)]
    priors: Priors,
    /// A normal prior of ln a: mean and standard deviation.
    #[arg(long, value_name = "MEAN,SD", value_parser = normal, allow_hyphen_values = true)]
    prior_log_a: Option<Normal>,
    /// A normal prior of b, of each step and of each threshold.
    #[arg(long, value_name = "MEAN,SD", value_parser = normal, allow_hyphen_values = true)]
    prior_b: Option<Normal>,
    /// A normal prior of the logit of c.
    #[arg(long, value_name = "MEAN,SD", value_parser = normal, allow_hyphen_values = true)]
    prior_logit_c: Option<Normal>,
    /// A normal prior of the logit of d.
    #[arg(long, value_name = "MEAN,SD", value_parser = normal, allow_hyphen_values = true)]
    prior_logit_d: Option<Normal>,
    /// Quadrature points.
    #[arg(long, default_value_t = 61, value_parser = clap::value_parser!(u16).range(5..=1000))]
    points: u16,
    /// From where to where the points go, in standard deviations around each group's mean.
    #[arg(long, value_name = "LOW,HIGH", default_value = "-6,6", value_parser = range, allow_hyphen_values = true)]
    range: (f64, f64),
    /// The points stand on the scale of ability, the same for all groups, as mirt's and TAM's do.
    #[arg(long)]
    fixed_points: bool,
    /// The search ends when its next step would move no parameter by more than this, in logits.
    #[arg(long, value_name = "LOGITS", default_value_t = 1e-4, value_parser = positive)]
    tolerance: f64,
    /// Compute standard errors (Oakes, 1999): they stand in the table of estimates.
    #[arg(long)]
    se: bool,
    /// Which table, as CSV.
    #[arg(long, value_enum, default_value_t = Which::Items)]
    table: Which,
    /// Where everything goes as JSON: items with standard errors and flags, groups, the fit of the whole.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    #[command(flatten)]
    threads: Threads,
    #[command(flatten)]
    telling: Telling,
    #[command(flatten)]
    writing: Writing,
}

/// A table of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// The items, as a file of items.
    Items,
    /// Each parameter with its standard error.
    Estimates,
    /// The distribution of the abilities of each group.
    Groups,
    /// Log-likelihood, AIC, BIC.
    Test,
}

/// A model to be estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Model {
    /// 2PL for items answered in two categories, GRM for the others.
    Auto,
    /// Rasch's model: slope 1, the standard deviation of abilities estimated.
    #[value(name = "1PL", alias = "1pl", alias = "rasch", alias = "Rasch")]
    OnePl,
    /// One slope for all items, estimated.
    #[value(name = "common-slope")]
    CommonSlope,
    /// Two parameters.
    #[value(name = "2PL", alias = "2pl")]
    TwoPl,
    /// Three: with guessing.
    #[value(name = "3PL", alias = "3pl")]
    ThreePl,
    /// Four: with guessing and slips.
    #[value(name = "4PL", alias = "4pl")]
    FourPl,
    /// Graded response.
    #[value(name = "GRM", alias = "grm")]
    Grm,
    /// Partial credit.
    #[value(name = "PCM", alias = "pcm")]
    Pcm,
    /// Generalised partial credit.
    #[value(name = "GPCM", alias = "gpcm")]
    Gpcm,
    /// Rating scale.
    #[value(name = "RSM", alias = "rsm")]
    Rsm,
    /// Nominal categories.
    #[value(name = "NRM", alias = "nrm")]
    Nrm,
}

/// What is believed about parameters beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Priors {
    /// Nothing where at least half of the cells are filled, weak priors where fewer are (adaptive data).
    Auto,
    /// Nothing: maximum likelihood.
    None,
    /// Weak priors: a around 1.1, b within four standard deviations, c around 0.2, d around 0.97.
    Weak,
}

impl Calibrate {
    pub(in crate::cli) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.responses.responses), self.known.as_ref(), self.grouping.file()])?;
        let table = self.responses.read(self.grouping.column())?;
        let groups = self.grouping.of(&table)?;
        let mut design = self.design(&table)?;
        if let Some(groups) = &groups {
            let known = design.groups[0];
            design = design.with_groups(groups.names.len(), groups.numbers.clone());
            design.groups[0] = known;
        }
        let (low, high) = self.range;
        let settings = Settings {
            quadrature: Quadrature::Rectangle { points: usize::from(self.points), low, high, fixed: self.fixed_points },
            priors: self.priors(),
            parameter_tolerance: self.tolerance,
            standard_errors: self.se,
            is_parallel: self.threads.several(),
            ..Settings::default()
        };
        let mut watch = self.telling.watch();
        let mut observer = |progress: psychometrics::calibration::Progress| {
            watch.tell(progress.steps, progress.log_likelihood);
            ControlFlow::Continue(())
        };
        let calibration = self
            .threads
            .within(|| calibrate_observed(&table.responses, &design, &settings, &mut observer))?
            .map_err(|error| in_words(&error, &table, groups.as_ref().map_or(&[], |groups| groups.names.as_slice())))?;
        drop(watch);
        let names: Vec<&str> = groups.as_ref().map_or(vec!["all"], |groups| groups.names.iter().map(String::as_str).collect());
        let report = Report { table: &table, calibration: &calibration, groups: &names };
        match (self.writing.format(), self.table) {
            (Format::Csv, Which::Items) => write_items_to(&self.writing.output, &report.named_items(), self.writing.digits)?,
            (_, Which::Items) => self.writing.one_of(&report.tables(), "items")?,
            (_, Which::Estimates) => self.writing.one_of(&report.tables(), "estimates")?,
            (_, Which::Groups) => self.writing.one_of(&report.tables(), "groups")?,
            (_, Which::Test) => self.writing.one_of(&report.tables(), "test")?,
        }
        if let Some(path) = &self.report {
            Writing { output: path.clone(), format: Some(Format::Json), digits: self.writing.digits }.one_of(&report.tables(), "items")?;
        }
        report.tell(voice, settings.priors == PriorChoice::Automatic);
        Ok(if calibration.has_converged { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn design(&self, table: &ResponseTable) -> Result<Design, String> {
        let known: BTreeMap<String, ItemModel> = match &self.known {
            Some(path) => read_item_file(path)?.into_iter().map(|item| (item.name, item.model)).collect(),
            None => BTreeMap::new(),
        };
        let families = self.model.families(table, &self.item_model, &known)?;
        let mut design = Design::of_families(&families);
        for (item, name) in design.items.iter_mut().zip(&table.items) {
            if let Some(model) = known.get(name) {
                item.task = Task::Known(model.clone());
            }
        }
        if let Some(path) = &self.known {
            if !table.items.iter().any(|name| known.contains_key(name)) {
                return Err(format!("{}: none of these items is among the responses", path.display()));
            }
            design.groups = vec![GroupDesign::FREE];
        }
        Ok(design)
    }

    fn priors(&self) -> PriorChoice {
        let single = [self.prior_log_a, self.prior_b, self.prior_logit_c, self.prior_logit_d];
        let given = match self.priors {
            Priors::Auto if single.iter().all(Option::is_none) => return PriorChoice::Automatic,
            Priors::Auto | Priors::None => ItemPriors::NONE,
            Priors::Weak => ItemPriors::WEAK,
        };
        PriorChoice::Given(ItemPriors {
            log_discrimination: self.prior_log_a.or(given.log_discrimination),
            difficulty: self.prior_b.or(given.difficulty),
            guessing: self.prior_logit_c.map(AsymptotePrior::Logit).or(given.guessing),
            ceiling: self.prior_logit_d.map(AsymptotePrior::Logit).or(given.ceiling),
        })
    }
}

impl Model {
    /// The family of each item: that of its known parameters, or the one that is named for it, or this one.
    ///
    /// # Errors
    /// A model named for an item that is not there; more categories than a right/wrong model has.
    pub(super) fn families(self, table: &ResponseTable, single: &[(String, Self)], known: &BTreeMap<String, ItemModel>) -> Result<Vec<Family>, String> {
        let highest: Vec<usize> = table.responses.category_counts().iter().map(|counts| counts.len().saturating_sub(1)).collect();
        let chosen: BTreeMap<&str, Self> = single.iter().map(|(item, model)| (item.as_str(), *model)).collect();
        if let Some(unknown) = chosen.keys().find(|name| !table.items.iter().any(|item| item == **name)) {
            return Err(format!("--item-model: the responses have no item `{unknown}`"));
        }
        let mut families = Vec::with_capacity(table.items.len());
        for (name, highest) in table.items.iter().zip(&highest) {
            if let Some(model) = known.get(name) {
                families.push(Family::of(model));
                continue;
            }
            let family = chosen.get(name.as_str()).copied().unwrap_or(self).family(*highest);
            if family.is_binary() && *highest > 1 {
                return Err(format!(
                    "column `{name}`: category {highest} was answered, and a right/wrong model has 0 and 1: choose GRM, GPCM, PCM, RSM or NRM, for all with --model or \
                     for this one with --item-model"
                ));
            }
            families.push(family);
        }
        Ok(families)
    }

    fn family(self, highest: usize) -> Family {
        match self {
            Self::Auto if highest > 1 => Family::Grm,
            Self::Auto | Self::TwoPl => Family::TwoPl,
            Self::OnePl => Family::OnePl,
            Self::CommonSlope => Family::CommonSlope,
            Self::ThreePl => Family::ThreePl,
            Self::FourPl => Family::FourPl,
            Self::Grm => Family::Grm,
            Self::Pcm => Family::Pcm,
            Self::Gpcm => Family::Gpcm,
            Self::Rsm => Family::Rsm,
            Self::Nrm => Family::Nrm,
        }
    }
}

/// A calibration with its names.
struct Report<'a> {
    table: &'a ResponseTable,
    calibration: &'a Calibration,
    groups: &'a [&'a str],
}

impl Report<'_> {
    /// The items that have a model.
    fn named_items(&self) -> Vec<NamedItem> {
        let with_model = self.calibration.items.iter().filter_map(|item| Some((item.item, item.model.clone()?)));
        with_model.map(|(item, model)| NamedItem { name: self.table.items[item].clone(), model }).collect()
    }

    fn tables(&self) -> [(&'static str, Table); 4] {
        let mut items = Table::new(["item", "model", "answers", "flags"]);
        let mut estimates = Table::new(["item", "parameter", "estimate", "se"]);
        for item in &self.calibration.items {
            let name = self.table.items[item.item].as_str();
            let flags = item.flags.iter().map(ItemFlag::to_string).collect::<Vec<_>>().join("; ");
            let model = item.model.as_ref();
            let cell = if flags.is_empty() { Cell::Nothing } else { Cell::Text(flags) };
            items.push(vec![name.into(), model.map(model_name).into(), (item.answers as usize).into(), cell]);
            let errors = self.calibration.model_standard_errors(item);
            for (place, (parameter, value)) in model.map(parameters).unwrap_or_default().into_iter().enumerate() {
                let error = errors.as_ref().and_then(|errors| errors.get(place).copied());
                estimates.push(vec![name.into(), Cell::Text(parameter), value.into(), error.into()]);
            }
        }
        let mut groups = Table::new(["group", "persons", "mean", "mean_se", "sd", "sd_se"]);
        for (group, name) in self.calibration.groups.iter().zip(self.groups) {
            let error = |place: Option<usize>| place.and_then(|place| self.calibration.standard_error(place));
            // the standard error of ln sd, times sd, is that of sd
            let sd_error = error(group.log_sd_place).map(|error| error * group.sd);
            let persons = group.persons as usize;
            groups.push(vec![(*name).into(), persons.into(), group.mean.into(), error(group.mean_place).into(), group.sd.into(), sd_error.into()]);
        }
        let mut test = Table::new(["log_likelihood", "log_prior", "parameters", "aic", "bic", "persons", "persons_without_answers", "converged", "steps"]);
        let whole = self.calibration;
        test.push(vec![
            whole.log_likelihood.into(),
            whole.log_prior.into(),
            whole.parameter_count().into(),
            whole.aic().into(),
            whole.bic().into(),
            (whole.persons as usize).into(),
            (whole.persons_without_answers as usize).into(),
            Cell::Truth(whole.has_converged),
            whole.steps.into(),
        ]);
        [("items", items), ("estimates", estimates), ("groups", groups), ("test", test)]
    }

    /// What whoever runs the command must know, on the error stream.
    fn tell(&self, voice: &Voice, is_automatic: bool) {
        let number = |value: f64, decimals: usize| crate::render::Texts::decimal(voice.lang, value, decimals);
        let whole = self.calibration;
        let facts = [
            ("persons", whole.persons.into()),
            ("items", self.named_items().len().into()),
            ("parameters", whole.parameter_count().into()),
            ("likelihood", number(whole.log_likelihood, 4).into()),
        ];
        eprintln!("{}", voice.say("cli-irt-calibrated", &facts));
        for (group, name) in whole.groups.iter().zip(self.groups) {
            eprintln!(
                "{}",
                voice.say("cli-irt-group", &[("group", (*name).into()), ("mean", number(group.mean, 3).into()), ("sd", number(group.sd, 3).into())])
            );
        }
        // priors that nobody asked for are told
        if is_automatic && whole.log_prior.abs() > 0.0 {
            eprintln!("{}", voice.say("cli-irt-priors", &[]));
        }
        if whole.persons_without_answers > 0 {
            eprintln!("{}", voice.say("cli-irt-unanswered", &[("persons", whole.persons_without_answers.into())]));
        }
        let mut flagged: BTreeMap<ItemFlag, Vec<&str>> = BTreeMap::new();
        for item in &whole.items {
            for flag in &item.flags {
                flagged.entry(*flag).or_default().push(&self.table.items[item.item]);
            }
        }
        for (flag, names) in flagged {
            eprintln!("{}: {flag}", some_of(&names));
        }
        if !whole.has_converged {
            eprintln!("{}", voice.say("cli-irt-not-converged", &[("steps", whole.steps.into())]));
        }
    }
}

/// A few names, and how many there are.
fn some_of(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown}… ({})", names.len()) } else { shown }
}

/// An error with the names of items, persons and groups in place of their numbers.
fn in_words(error: &CalibrationError, table: &ResponseTable, groups: &[String]) -> String {
    let group = |number: usize| groups.get(number).map_or("of all", String::as_str);
    match error {
        CalibrationError::Model { item, error } => format!("the known item `{}`: {error}", table.items[*item]),
        CalibrationError::NoSuchCategory { item, category } => {
            format!("column `{}`: category {category} was answered, which the item does not have", table.items[*item])
        }
        CalibrationError::GroupWithoutAnswers { group: number } => format!("nobody of group `{}` answered anything", group(*number)),
        CalibrationError::NotIdentified { group: number } => {
            format!("nothing ties the scale of group `{}` down: know more of its items, or let it share items with the reference group", group(*number))
        }
        error => error.to_string(),
    }
}

/// `q7=3PL`, for clap.
fn item_model(text: &str) -> Result<(String, Model), String> {
    let (item, model) = text.rsplit_once('=').ok_or_else(|| "write ITEM=MODEL".to_owned())?;
    Ok((item.to_owned(), Model::from_str(model, true)?))
}

/// Mean and standard deviation, for clap.
fn normal(text: &str) -> Result<Normal, String> {
    let (mean, sd) = text.split_once(',').ok_or_else(|| "write mean and standard deviation, as 0,1".to_owned())?;
    Ok(Normal { mean: super::input::finite(mean.trim())?, sd: positive(sd.trim())? })
}
