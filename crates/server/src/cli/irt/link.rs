//! `socle irt link`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::{NamedItem, read_abilities, read_links};
use psychometrics::drift::robust_z;
use psychometrics::linking::{Direction, LinkingError, Method, Nodes, Settings, Transformation, link};
use psychometrics::model::ItemModel;

use super::super::{Outcome, Voice};
use super::input::{at_most_one_standard, read, read_item_file};
use super::output::{Cell, Format, Table, Writing, write_items_to};

/// Put the items of one calibration on the scale of another, by the items that they have in common.
///
/// Ability on the scale of `--to` is slope × ability on the scale of `--from` + intercept. Out, as CSV the table that is asked for, as
/// JSON all: `constants`, a row a method; `items`, the common items after the link, with the robust z of the difference of their
/// difficulties (Huynh and Meyer, 2010), above 1.96 in size where an item has drifted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Link {
    /// The items whose scale changes.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    /// The items whose scale is kept.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which items are the same under different names (from, to); default: those of the same name.
    #[arg(long, value_name = "FILE")]
    links: Option<PathBuf>,
    /// Leave these common items (names of `--from`) out of the link: `--without q3,q8`.
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    without: Vec<String>,
    /// How the constants are found. The others are told too.
    #[arg(long, value_enum, default_value_t = Chosen::StockingLord)]
    method: Chosen,
    /// The slope is 1: for items of Rasch's family.
    #[arg(long)]
    unit_slope: bool,
    /// Where curves are compared.
    #[arg(long, value_enum, default_value_t = Points::Normal)]
    points: Points,
    /// On which scale curves are compared.
    #[arg(long, value_enum, default_value_t = Compared::Both)]
    compared: Compared,
    /// Which table, as CSV.
    #[arg(long, value_enum, default_value_t = Which::Constants)]
    table: Which,
    /// Where the items of `--from` go, on the scale of `--to`.
    #[arg(long, value_name = "FILE")]
    items_output: Option<PathBuf>,
    /// Abilities on the scale of `--from` (person, theta, se).
    #[arg(long, value_name = "FILE", requires = "abilities_output")]
    abilities: Option<PathBuf>,
    /// Where they go, on the scale of `--to`.
    #[arg(long, value_name = "FILE", requires = "abilities")]
    abilities_output: Option<PathBuf>,
    #[command(flatten)]
    writing: Writing,
}

/// A method of linking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Chosen {
    /// From the means of a and of b (Loyd and Hoover, 1980).
    MeanMean,
    /// From the geometric mean of a and the mean of b (Mislevy and Bock, 1990).
    MeanGeometricMean,
    /// From the means and standard deviations of b (Marco, 1977).
    MeanSigma,
    /// By the curves of each item (Haebara, 1980).
    Haebara,
    /// By the curve of the test (Stocking and Lord, 1983).
    StockingLord,
}

/// A table of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Slope and intercept of each method.
    Constants,
    /// The common items after the link.
    Items,
}

/// Where curves are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Points {
    /// 60 Gauss-Hermite points of the standard normal distribution, as equateIRT.
    Normal,
    /// 40 equally spaced points of equal weight from -4 to 4, as plink.
    Even,
}

/// On which scale curves are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Compared {
    /// That of `--to`.
    To,
    /// That of `--from`.
    From,
    /// Both, added: the answer is the same when the files change places.
    Both,
}

const METHODS: [(Chosen, &str, Method); 5] = [
    (Chosen::MeanMean, "mean-mean", Method::MeanMean),
    (Chosen::MeanGeometricMean, "mean-geometric-mean", Method::MeanGeometricMean),
    (Chosen::MeanSigma, "mean-sigma", Method::MeanSigma),
    (Chosen::Haebara, "haebara", Method::Haebara),
    (Chosen::StockingLord, "stocking-lord", Method::StockingLord),
];

impl Link {
    pub(in crate::cli) fn run(self, voice: &Voice) -> Outcome {
        at_most_one_standard([Some(&self.from), Some(&self.to), self.links.as_ref(), self.abilities.as_ref()])?;
        let (from, to) = (read_item_file(&self.from)?, read_item_file(&self.to)?);
        let common = self.common(&from, &to)?;
        let (source, target): (Vec<ItemModel>, Vec<ItemModel>) = common.iter().map(|(_, source, target)| ((*source).clone(), (*target).clone())).unzip();
        let settings = Settings {
            nodes: match self.points {
                Points::Normal => Nodes::StandardNormal(60),
                Points::Even => Nodes::EquallySpaced { low: -4.0, high: 4.0, count: 40 },
            },
            direction: match self.compared {
                Compared::To => Direction::OnTarget,
                Compared::From => Direction::OnSource,
                Compared::Both => Direction::Both,
            },
            is_slope_fixed: self.unit_slope,
        };
        let mut constants = Table::new(["method", "slope", "intercept", "items", "used", "note"]);
        let mut chosen = Err(LinkingError::NoCommonItem);
        for (name, words, method) in METHODS {
            let found = link(&source, &target, method, &settings);
            let used = name == self.method;
            constants.push(vec![
                words.into(),
                found.as_ref().ok().map(|found| found.slope).into(),
                found.as_ref().ok().map(|found| found.intercept).into(),
                common.len().into(),
                Cell::Truth(used),
                found.as_ref().err().map_or(Cell::Nothing, |error| Cell::Text(in_words(*error, &common))),
            ]);
            if used {
                chosen = found;
            }
        }
        let chosen = chosen.map_err(|error| in_words(error, &common))?;
        let tables = [("constants", constants), ("items", compared(&common, &chosen))];
        let asked = match self.table {
            Which::Constants => "constants",
            Which::Items => "items",
        };
        self.writing.one_of(&tables, asked)?;
        if let Some(path) = &self.items_output {
            let moved: Vec<NamedItem> = from.iter().map(|item| NamedItem { name: item.name.clone(), model: chosen.item(&item.model) }).collect();
            write_items_to(path, &moved, self.writing.digits)?;
        }
        if let (Some(path), Some(output)) = (&self.abilities, &self.abilities_output) {
            self.move_abilities(path, output, &chosen)?;
        }
        let number = |value: f64| crate::render::Texts::decimal(voice.lang, value, 4);
        let facts = [("items", common.len().into()), ("slope", number(chosen.slope).into()), ("intercept", number(chosen.intercept).into())];
        eprintln!("{}", voice.say("cli-irt-linked", &facts));
        Ok(ExitCode::SUCCESS)
    }

    /// The common items: name of the first file, both models.
    fn common<'a>(&self, from: &'a [NamedItem], to: &'a [NamedItem]) -> Result<Vec<(&'a str, &'a ItemModel, &'a ItemModel)>, String> {
        let by_name = |items: &'a [NamedItem]| -> BTreeMap<&'a str, &'a ItemModel> { items.iter().map(|item| (item.name.as_str(), &item.model)).collect() };
        let target = by_name(to);
        if let Some(unknown) = self.without.iter().find(|name| !from.iter().any(|item| item.name == **name)) {
            return Err(format!("--without: {} has no item `{unknown}`", self.from.display()));
        }
        let names: Option<BTreeMap<String, String>> = match &self.links {
            None => None,
            Some(path) => {
                let links = read(path, read_links)?;
                for link in &links {
                    let missing = |file: &Path, name: &str| Err(format!("{}: `{name}` is not an item of {}", path.display(), file.display()));
                    if !from.iter().any(|item| item.name == link.from) {
                        return missing(&self.from, &link.from);
                    }
                    if !target.contains_key(link.to.as_str()) {
                        return missing(&self.to, &link.to);
                    }
                }
                Some(links.into_iter().map(|link| (link.from, link.to)).collect())
            }
        };
        let common: Vec<_> = from
            .iter()
            .filter(|item| !self.without.contains(&item.name))
            .filter_map(|item| {
                let other = match &names {
                    None => item.name.as_str(),
                    Some(names) => names.get(&item.name)?.as_str(),
                };
                Some((item.name.as_str(), &item.model, *target.get(other)?))
            })
            .collect();
        if common.is_empty() {
            return Err(format!(
                "{} and {} have no item in common: items are matched by name, or by a file of names with --links",
                self.from.display(),
                self.to.display()
            ));
        }
        Ok(common)
    }

    fn move_abilities(&self, path: &Path, output: &Path, link: &Transformation) -> Result<(), String> {
        let mut table = Table::new(["person", "theta", "se"]);
        for ability in read(path, read_abilities)? {
            let error = ability.standard_error.map(|error| link.standard_error(error));
            table.push(vec![Cell::Text(ability.person), ability.theta.map(|theta| link.ability(theta)).into(), error.into()]);
        }
        Writing { output: output.to_owned(), format: None::<Format>, digits: self.writing.digits }.table(&table)
    }
}

/// The common items on the scale of the second file: their discrimination and difficulty there and here.
fn compared(common: &[(&str, &ItemModel, &ItemModel)], link: &Transformation) -> Table {
    let moved: Vec<ItemModel> = common.iter().map(|(_, source, _)| link.item(source)).collect();
    let (old, new): (Vec<f64>, Vec<f64>) = moved.iter().zip(common).map(|(moved, (_, _, target))| (target.difficulty(), moved.difficulty())).unzip();
    let z = robust_z(&old, &new, 1.96).ok();
    let mut table = Table::new(["item", "a_from", "a_to", "b_from", "b_to", "difference", "robust_z"]);
    for (place, (name, _, target)) in common.iter().enumerate() {
        table.push(vec![
            (*name).into(),
            moved[place].discrimination().into(),
            target.discrimination().into(),
            new[place].into(),
            old[place].into(),
            (new[place] - old[place]).into(),
            z.as_ref().map(|z| z.z[place]).into(),
        ]);
    }
    table
}

/// An error with the names of the items in place of their numbers.
fn in_words(error: LinkingError, common: &[(&str, &ItemModel, &ItemModel)]) -> String {
    match error {
        LinkingError::Model { item, error } => format!("`{}`: {error}", common[item].0),
        LinkingError::CategoriesDiffer { item } => format!("`{}` has different numbers of categories in the two files", common[item].0),
        LinkingError::Nominal { item } => format!("`{}` has nominal categories, which have no difficulty and no score: use haebara", common[item].0),
        LinkingError::NotIdentified => {
            "the common items do not determine the link: their difficulties are all the same, or there is one only (--unit-slope needs no more)".to_owned()
        }
        error => error.to_string(),
    }
}
