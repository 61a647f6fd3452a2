//! `socle irt dif`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::{ResponseTable, read_abilities};
use psychometrics::dif::likelihood_ratio::Baseline;
use psychometrics::dif::{
    DifError, Matching, Report, Screening, Untestable, breslow_day, generalised_mantel_haenszel, likelihood_ratio, logistic, mantel, mantel_haenszel, sibtest,
    standardisation,
};

use super::super::{Outcome, Voice};
use super::calibrate::Model;
use super::groups::{Grouping, Numbered};
use super::input::{ResponseFile, at_most_one_standard, read};
use super::output::{Cell, Table, Writing};

/// Find items that treat equally able members of groups differently.
///
/// Out: a row an item; `flagged` says whether the test calls it different, `note` why it could not be tested. The matching score is
/// the sum of the categories; with adaptive data, give abilities instead.
#[derive(Debug, Args)]
pub(in crate::cli) struct Dif {
    #[command(flatten)]
    responses: ResponseFile,
    #[command(flatten)]
    grouping: Grouping,
    /// The test.
    #[arg(long, value_enum, default_value_t = Method::MantelHaenszel)]
    method: Method,
    /// The level of significance.
    #[arg(long, default_value_t = 0.05, value_parser = share)]
    significance: f64,
    /// How often at most the matching score is computed again without the flagged items.
    #[arg(long, value_name = "ROUNDS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=100))]
    purify: u16,
    /// Match persons on the sum without the studied item.
    #[arg(long, conflicts_with = "abilities")]
    rest: bool,
    /// Match persons on abilities (person, theta) in bands rather than on the sum.
    #[arg(long, value_name = "FILE")]
    abilities: Option<PathBuf>,
    /// How wide the bands of abilities are.
    #[arg(long, value_name = "WIDTH", default_value_t = 0.25, value_parser = super::input::positive, requires = "abilities")]
    band: f64,
    /// The model of all items, for likelihood-ratio.
    #[arg(long, value_enum, default_value_t = Model::Auto)]
    model: Model,
    /// Items that are the same in all groups, for likelihood-ratio: `--anchors q1,q4`. Default: all but the tested one.
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    anchors: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// A test of differential item functioning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Mantel-Haenszel: the common odds ratio, ETS's delta and class (Holland and Thayer, 1988).
    #[value(alias = "mh")]
    MantelHaenszel,
    /// Mantel's test of ordered categories (1963).
    Mantel,
    /// The generalised test of any categories and groups (Mantel and Haenszel, 1959; Somes, 1986).
    #[value(alias = "gmh")]
    GeneralisedMantelHaenszel,
    /// Whether the odds ratio is the same at every score (Breslow and Day, 1980).
    BreslowDay,
    /// Logistic regression: uniform and non-uniform effects (Swaminathan and Rogers, 1990).
    Logistic,
    /// The standardised difference of probabilities (Dorans and Kulick, 1986).
    Standardisation,
    /// SIBTEST (Shealy and Stout, 1993).
    Sibtest,
    /// Calibrations with the item the same in all groups and free in each (Thissen, Steinberg and Wainer, 1988). Slow.
    #[value(alias = "lr")]
    LikelihoodRatio,
}

impl Dif {
    pub(in crate::cli) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.responses.responses), self.grouping.file(), self.abilities.as_ref()])?;
        let table = self.responses.read(self.grouping.column())?;
        let Some(Numbered { names, numbers }) = self.grouping.of(&table)? else {
            return Err("who is in which group? Name them with --groups or --group-column".to_owned());
        };
        if matches!(self.method, Method::Sibtest | Method::LikelihoodRatio) && (self.rest || self.abilities.is_some()) {
            return Err("sibtest and likelihood-ratio have a matching of their own: leave --rest and --abilities out".to_owned());
        }
        if self.method != Method::LikelihoodRatio && (!self.anchors.is_empty() || self.model != Model::Auto) {
            return Err("--anchors and --model are for likelihood-ratio".to_owned());
        }
        let screening = Screening { matching: self.matching(&table)?, significance: self.significance, purification_rounds: usize::from(self.purify) };
        let out = match self.method {
            Method::LikelihoodRatio => self.calibrated(&table, (&names, &numbers))?,
            _ => self.analysed(&table, (&names, &numbers), screening).map_err(|error| in_words(&error, &names))?,
        };
        self.writing.table(&out.table)?;
        let focal = names[1..].join(", ");
        eprintln!("{}", voice.say("cli-irt-groups", &[("reference", names[0].as_str().into()), ("focal", focal.as_str().into())]));
        let flagged = out.flagged.len();
        eprintln!("{}", voice.say("cli-irt-flagged", &[("flagged", flagged.into()), ("items", table.items.len().into()), ("rounds", out.rounds.into())]));
        if !out.settled && self.purify > 0 {
            eprintln!("{}", voice.say("cli-irt-not-settled", &[]));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn matching(&self, table: &ResponseTable) -> Result<Matching, String> {
        let Some(path) = &self.abilities else { return Ok(if self.rest { Matching::Rest } else { Matching::Total }) };
        let known: BTreeMap<String, Option<f64>> = read(path, read_abilities)?.into_iter().map(|ability| (ability.person, ability.theta)).collect();
        let band = |person: &String| match known.get(person) {
            Some(Some(theta)) => Ok((theta / self.band).round() * self.band),
            _ => Err(format!("{}: there is no ability for `{person}`", path.display())),
        };
        table.persons.iter().map(band).collect::<Result<_, _>>().map(Matching::Given)
    }

    fn calibrated(&self, table: &ResponseTable, (names, groups): (&[String], &[usize])) -> Result<Judged, String> {
        let families = self.model.families(table, &[], &BTreeMap::new())?;
        let place = |name: &String| table.items.iter().position(|item| item == name).ok_or_else(|| format!("--anchors: there is no item `{name}`"));
        let baseline = if self.anchors.is_empty() {
            Baseline::AllOthersEqual { purification_rounds: usize::from(self.purify) }
        } else {
            Baseline::Anchors(self.anchors.iter().map(place).collect::<Result<_, _>>()?)
        };
        let settings = likelihood_ratio::Settings { significance: self.significance, baseline, ..likelihood_ratio::Settings::default() };
        let report = likelihood_ratio::analyse(&table.responses, groups, &families, &settings).map_err(|error| in_words(&error, names))?;
        let judge = Judge { items: &table.items, names };
        Ok(judge.rows(&["chi_square", "df", "p"], &report, |found| vec![found.chi_square.into(), found.degrees.into(), found.p_value.into()]))
    }

    fn analysed(&self, table: &ResponseTable, (names, groups): (&[String], &[usize]), screening: Screening) -> Result<Judged, DifError> {
        let responses = &table.responses;
        let judge = Judge { items: &table.items, names };
        match self.method {
            Method::MantelHaenszel => {
                let settings = mantel_haenszel::Settings { screening, ..mantel_haenszel::Settings::default() };
                let report = mantel_haenszel::analyse(responses, groups, &settings)?;
                Ok(judge.rows(&["chi_square", "p", "odds_ratio", "delta", "delta_se", "class"], &report, |found| {
                    let effect = found.effect.as_ref();
                    vec![
                        found.chi_square.into(),
                        found.p_value.into(),
                        effect.map(|effect| effect.odds_ratio).into(),
                        effect.map(|effect| effect.delta).into(),
                        effect.map(|effect| effect.delta_error).into(),
                        effect.map_or(Cell::Nothing, |effect| class(effect.class)),
                    ]
                }))
            }
            Method::Mantel => Ok(judge.rows(&["chi_square", "p", "cumulative_odds_ratio"], &mantel::analyse(responses, groups, &screening)?, |found| {
                vec![found.chi_square.into(), found.p_value.into(), found.cumulative_odds_ratio.into()]
            })),
            Method::GeneralisedMantelHaenszel => {
                let report = generalised_mantel_haenszel::analyse(responses, groups, &screening)?;
                Ok(judge.rows(&["chi_square", "df", "p"], &report, |found| vec![found.chi_square.into(), found.degrees.into(), found.p_value.into()]))
            }
            Method::BreslowDay => Ok(judge.rows(
                &["chi_square", "df", "p", "tarone_chi_square", "trend_chi_square", "trend_p"],
                &breslow_day::analyse(responses, groups, &screening)?,
                |found| {
                    vec![
                        found.chi_square.into(),
                        found.degrees.into(),
                        found.p_value.into(),
                        found.tarone_chi_square.into(),
                        found.trend_chi_square.into(),
                        found.trend_p_value.into(),
                    ]
                },
            )),
            Method::Logistic => {
                let settings = logistic::Settings { screening, ..logistic::Settings::default() };
                let report = logistic::analyse(responses, groups, &settings)?;
                let columns = [
                    "uniform_chi_square",
                    "uniform_p",
                    "uniform_r2_gain",
                    "nonuniform_chi_square",
                    "nonuniform_p",
                    "nonuniform_r2_gain",
                    "chi_square",
                    "df",
                    "p",
                    "r2_gain",
                    "zumbo_thomas",
                    "jodoin_gierl",
                    "separated",
                ];
                Ok(judge.rows(&columns, &report, |found| {
                    let pair = [found.uniform, found.non_uniform];
                    let mut row: Vec<Cell> =
                        pair.iter().flat_map(|found| [found.chi_square.into(), found.p_value.into(), found.r_squared_gain.into()]).collect();
                    row.extend([
                        found.both.chi_square.into(),
                        found.both.degrees.into(),
                        found.both.p_value.into(),
                        found.both.r_squared_gain.into(),
                        class(found.both.zumbo_thomas),
                        class(found.both.jodoin_gierl),
                        Cell::Truth(found.is_separated),
                    ]);
                    row
                }))
            }
            Method::Standardisation => {
                let settings = standardisation::Settings { screening, ..standardisation::Settings::default() };
                let report = standardisation::analyse(responses, groups, &settings)?;
                Ok(judge.rows(&["difference", "se", "p", "share", "class"], &report, |found| {
                    vec![found.difference.into(), found.standard_error.into(), found.p_value.into(), found.share.into(), class(found.class)]
                }))
            }
            Method::Sibtest | Method::LikelihoodRatio => {
                let settings = sibtest::Settings {
                    significance: screening.significance,
                    purification_rounds: screening.purification_rounds,
                    ..sibtest::Settings::default()
                };
                Ok(judge.rows(&["beta", "se", "chi_square", "p", "class"], &sibtest::analyse(responses, groups, &settings)?, |found| {
                    vec![found.beta.into(), found.standard_error.into(), found.chi_square.into(), found.p_value.into(), class(found.class)]
                }))
            }
        }
    }
}

/// What a test found.
struct Judged {
    table: Table,
    flagged: Vec<usize>,
    rounds: usize,
    settled: bool,
}

struct Judge<'a> {
    items: &'a [String],
    names: &'a [String],
}

impl Judge<'_> {
    /// `item`, the columns of the test, `flagged`, `note`.
    fn rows<T>(&self, columns: &[&str], report: &Report<T>, cells: impl Fn(&T) -> Vec<Cell>) -> Judged {
        let mut table = Table::new(["item"].into_iter().chain(columns.iter().copied()).chain(["flagged", "note"]));
        for (number, (name, found)) in self.items.iter().zip(&report.items).enumerate() {
            let mut row = vec![Cell::from(name.as_str())];
            match found {
                Ok(found) => {
                    row.extend(cells(found));
                    row.extend([Cell::Truth(report.flagged.contains(&number)), Cell::Nothing]);
                }
                Err(why) => {
                    row.resize(columns.len() + 2, Cell::Nothing);
                    row.push(Cell::Text(match why {
                        Untestable::GroupWithoutAnswers { group } => format!("nobody of group {} answered the item", self.names[*group]),
                        why => why.to_string(),
                    }));
                }
            }
            table.push(row);
        }
        Judged { table, flagged: report.flagged.clone(), rounds: report.rounds, settled: report.settled }
    }
}

/// The name of a class of effect: a letter, or a word in small letters.
fn class(class: impl std::fmt::Debug) -> Cell {
    let name = format!("{class:?}");
    Cell::Text(if name.len() == 1 { name } else { name.to_lowercase() })
}

/// An error with the names of the groups.
fn in_words(error: &DifError, names: &[String]) -> String {
    match error {
        DifError::MoreThanTwoGroups { .. } => {
            format!("this test compares two groups, and there are {}: choose another test, or leave persons out", names.join(", "))
        }
        error => error.to_string(),
    }
}

/// A number above 0 and below 1, for clap.
fn share(text: &str) -> Result<f64, String> {
    super::input::finite(text).and_then(|value| if value > 0.0 && value < 1.0 { Ok(value) } else { Err("not between 0 and 1".to_owned()) })
}
