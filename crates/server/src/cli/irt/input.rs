//! Files that come in, with the name of the file before each defect.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use formats::irt::{Faults, NamedItem, ResponseOptions, ResponseTable, read_items, read_responses};
use psychometrics::model::ItemModel;

/// Where responses are, and how they are read.
#[derive(Debug, Args)]
pub(super) struct ResponseFile {
    /// The responses: a row a person, a column an item; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(super) responses: PathBuf,
    /// Further codes of answers that were not given, beside blank, NA and `.`: `--missing 9,99`.
    #[arg(long, value_name = "CODES", value_delimiter = ',', allow_hyphen_values = true)]
    pub(super) missing: Vec<String>,
}

impl ResponseFile {
    pub(super) fn read(&self, group: Option<&str>) -> Result<ResponseTable, String> {
        let options = ResponseOptions { missing: self.missing.clone(), group: group.map(str::to_owned) };
        read(&self.responses, |bytes| read_responses(bytes, &options))
    }
}

/// Where items are, and on which logistic scale.
#[derive(Debug, Args)]
pub(super) struct ItemFile {
    /// The items with their parameters; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub(super) items: PathBuf,
    /// The constant D by which the discriminations of the file are multiplied: 1.7 or 1.702 for parameters on the normal scale.
    #[arg(long, value_name = "D", default_value_t = 1.0, value_parser = positive)]
    pub(super) scaling: f64,
}

impl ItemFile {
    pub(super) fn read(&self) -> Result<Vec<NamedItem>, String> {
        let mut items = read_item_file(&self.items)?;
        if self.scaling.to_bits() != 1.0_f64.to_bits() {
            for item in &mut items {
                item.model = item.model.stretched(self.scaling);
                item.model.validate().map_err(|error| format!("{}: item `{}` times D: {error}", self.items.display(), item.name))?;
            }
        }
        Ok(items)
    }
}

/// Reads a file of items as it stands.
pub(super) fn read_item_file(path: &Path) -> Result<Vec<NamedItem>, String> {
    read(path, read_items)
}

/// Reads a file, or standard input for `-`, and puts its name before each defect.
pub(super) fn read<T>(path: &Path, reader: impl FnOnce(&[u8]) -> Result<T, Faults>) -> Result<T, String> {
    let name = shown(path);
    let bytes = if is_standard(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| format!("{name}: {error}"))?;
    reader(&bytes).map_err(|faults| faults.to_string().lines().map(|line| format!("{name}: {line}")).collect::<Vec<_>>().join("\n"))
}

pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn shown(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Refuses two readings of the one standard input.
pub(super) fn at_most_one_standard<'a>(paths: impl IntoIterator<Item = Option<&'a PathBuf>>) -> Result<(), String> {
    if paths.into_iter().flatten().filter(|path| is_standard(path)).count() > 1 { Err("only one file can be standard input".to_owned()) } else { Ok(()) }
}

/// For each column of the responses the model of its item, by name.
///
/// # Errors
/// A column without an item; an answer in a category that its item does not have, with the line.
pub(super) fn models_of_columns<'a>(items: &'a [NamedItem], table: &ResponseTable, files: (&Path, &Path)) -> Result<Vec<&'a ItemModel>, String> {
    let by_name: BTreeMap<&str, &ItemModel> = items.iter().map(|item| (item.name.as_str(), &item.model)).collect();
    let mut faults = Vec::new();
    let models: Vec<&ItemModel> = table
        .items
        .iter()
        .filter_map(|name| {
            let found = by_name.get(name.as_str()).copied();
            if found.is_none() {
                faults.push(format!(
                    "{}: line 1, column `{name}`: {} has no item of this name: add it, or leave the column out (names of persons stand in a first column `person`)",
                    shown(files.1),
                    shown(files.0)
                ));
            }
            found
        })
        .collect();
    if faults.is_empty() {
        for (person, line) in table.lines.iter().enumerate() {
            for (item, category) in table.responses.answers(person).filter(|(item, category)| usize::from(*category) >= models[*item].categories()) {
                faults.push(format!(
                    "{}: line {line}, column `{}`: category {category}, and the item has 0 to {}",
                    shown(files.1),
                    table.items[item],
                    models[item].categories() - 1
                ));
            }
        }
    }
    if faults.is_empty() { Ok(models) } else { Err(first_of(&faults)) }
}

/// As many defects as a reader of files tells, and how many more there are.
fn first_of(faults: &[String]) -> String {
    let told = faults.iter().take(Faults::KEPT).map(String::as_str).collect::<Vec<_>>().join("\n");
    let more = faults.len().saturating_sub(Faults::KEPT);
    if more > 0 { format!("{told}\nand {more} more") } else { told }
}

/// A number above zero, for clap.
pub(super) fn positive(text: &str) -> Result<f64, String> {
    finite(text).and_then(|value| if value > 0.0 { Ok(value) } else { Err("not above zero".to_owned()) })
}

/// A place on the scale of ability, for clap: farther out than any person or item.
pub(super) fn place(text: &str) -> Result<f64, String> {
    finite(text).and_then(|value| if value.abs() <= 1000.0 { Ok(value) } else { Err("not from -1000 to 1000".to_owned()) })
}

/// A standard deviation of abilities, for clap: within what arithmetic can tell from nothing and from everything.
pub(super) fn deviation(text: &str) -> Result<f64, String> {
    finite(text).and_then(|value| if (0.001..=1000.0).contains(&value) { Ok(value) } else { Err("not from 0.001 to 1000".to_owned()) })
}

/// A finite number, for clap.
pub(super) fn finite(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        Ok(_) => Err("not a finite number".to_owned()),
        Err(_) if text.contains(',') => Err("write decimals with a point".to_owned()),
        Err(_) => Err("not a number".to_owned()),
    }
}

/// Two numbers, the lower first: `-4,4`, for clap.
pub(super) fn range(text: &str) -> Result<(f64, f64), String> {
    let (low, high) = text.split_once([',', ':']).ok_or_else(|| "write two numbers, as -4,4".to_owned())?;
    let (low, high) = (place(low.trim())?, place(high.trim())?);
    if low < high { Ok((low, high)) } else { Err("the second number must be the larger one".to_owned()) }
}
