//! `socle irt plot`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use formats::irt::NamedItem;
use formats::irt::plot::{self, Range, svg};

use super::super::Outcome;
use super::input::{ItemFile, range};
use super::output::write_text;

/// Draw curves of items and of the whole test as SVG.
#[derive(Debug, Args)]
pub(in crate::cli) struct Plot {
    #[command(flatten)]
    items: ItemFile,
    /// What is drawn.
    #[arg(long, value_enum, default_value_t = Curves::Characteristic)]
    curves: Curves,
    /// Only these items: `--only q1,q7`.
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    only: Vec<String>,
    /// From which ability to which.
    #[arg(long, value_name = "LOW,HIGH", default_value = "-4,4", value_parser = range, allow_hyphen_values = true)]
    range: (f64, f64),
    /// A title in place of the usual one.
    #[arg(long)]
    title: Option<String>,
    /// Where the picture goes; `-` for standard output.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    output: PathBuf,
}

/// What is drawn over ability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Curves {
    /// Each item's probability of a right answer, or expected share of its full score.
    #[value(alias = "icc")]
    Characteristic,
    /// The probability of each category of one item.
    Category,
    /// Each item's information.
    Information,
    /// The information of all items together, and the standard error.
    Test,
    /// The expected sum of the scores of all items.
    Score,
}

impl Plot {
    pub(super) fn run(self) -> Outcome {
        let all = self.items.read()?;
        let items: Vec<NamedItem> = if self.only.is_empty() {
            all
        } else {
            let find = |name: &String| all.iter().find(|item| item.name == *name).cloned();
            self.only
                .iter()
                .map(|name| find(name).ok_or_else(|| format!("{}: there is no item `{name}`", self.items.items.display())))
                .collect::<Result<_, _>>()?
        };
        let range = Range { low: self.range.0, high: self.range.1 };
        let figure = match (self.curves, items.as_slice()) {
            (Curves::Characteristic, items) => plot::characteristic(items, range),
            (Curves::Information, items) => plot::information(items, range),
            (Curves::Test, items) => plot::test_information(items, range),
            (Curves::Score, items) => plot::expected_score(items, range),
            (Curves::Category, [item]) => plot::category(item, range),
            (Curves::Category, items) => return Err(format!("category curves are those of one item, and there are {}: name one with --only", items.len())),
        };
        let mut figure = figure.map_err(|error| error.to_string())?;
        if let Some(title) = self.title {
            figure.title = title;
        }
        write_text(&self.output, &svg(&figure))?;
        Ok(ExitCode::SUCCESS)
    }
}
