//! Items with their response models and parameters.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use psychometrics::model::{ItemModel, ModelError};

use super::cell::{Decimals, quoted, shortened, shortest};
use super::fault::{Fault, Faults, Problem};
use super::sheet::{Names, Sheet};
use crate::decode::decode;

/// An item of a bank.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedItem {
    /// Its name: the column of its responses.
    pub name: String,
    /// Its response model with its parameters.
    pub model: ItemModel,
}

const KNOWN: &str = "item, model, a, b, c, d, b1, b2, … for steps and thresholds, a1, …, c1, … for NRM, t1, … for RSM";

/// Reads a table of items.
///
/// Columns are `item`, `model`, and parameters in any order; what a model does not take stays blank.
///
/// | model | takes |
/// |---|---|
/// | `1PL`, `Rasch` | `b` |
/// | `2PL` | `a`, `b` |
/// | `3PL` | `a`, `b`, `c` (guessing) |
/// | `4PL` | `a`, `b`, `c`, `d` (ceiling) |
/// | `GRM` | `a`, thresholds `b1`, `b2`, … ascending |
/// | `GPCM` | `a`, steps `b1`, `b2`, … |
/// | `PCM` | steps `b1`, `b2`, … |
/// | `RSM` | `b`, offsets `t1`, `t2`, … |
/// | `NRM` | slopes `a1`, `a2`, …, as many intercepts `c1`, `c2`, …; category 0 has 0 and 0 |
///
/// Parameters are those of [`ItemModel`]: logits, without the constant 1.7. Decimal commas are understood where the cells are
/// separated by semicolons or tabs.
///
/// # Errors
/// Every defect with its line and column: see [`Problem`]. A column that is none of these is a defect.
pub fn read_items(bytes: &[u8]) -> Result<Vec<NamedItem>, Faults> {
    let text = decode(bytes).map_err(|why| Faults::one(Fault::at(0, Problem::NotText(why))))?;
    let mut sheet = Sheet::open(&text, true)?;
    let (name_place, model_place) = (sheet.needed("item").map_err(Faults::one)?, sheet.needed("model").map_err(Faults::one)?);
    let mut faults = Faults::none();
    let mut columns = BTreeMap::new();
    for (place, name) in sheet.header.iter().enumerate().filter(|(place, _)| ![name_place, model_place].contains(place)) {
        match Parameter::named(name) {
            None => faults.push(Fault::in_column(sheet.header_line, name, Problem::UnknownColumn { known: KNOWN })),
            // B and b
            Some(parameter) => {
                if columns.insert(parameter, place).is_some() {
                    faults.push(Fault::in_column(sheet.header_line, name, Problem::RepeatedColumn));
                }
            }
        }
    }
    // nothing below can be trusted when the columns are not understood
    let (mut faults, columns) = (Faults::none(), faults.unless_any(columns)?);
    let mut decimals = Decimals::of(sheet.separator);
    let (mut record, mut names, mut items) = (StringRecord::new(), Names::default(), Vec::new());
    while let Some(row) = sheet.next_filled(&mut record) {
        let line = match row {
            Ok(line) => line,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let name = record[name_place].trim().to_owned();
        if let Err(problem) = names.meet(&name, line) {
            faults.push(Fault::in_column(line, "item", problem));
        }
        let mut given = BTreeMap::new();
        let mut readable = true;
        for (parameter, place) in &columns {
            match decimals.number(record[*place].trim()) {
                Ok(Some(value)) => {
                    given.insert(*parameter, value);
                }
                Ok(None) => {}
                Err(problem) => {
                    readable = false;
                    faults.push(Fault::in_column(line, &sheet.header[*place], problem));
                }
            }
        }
        match Kind::named(record[model_place].trim()) {
            None => faults.push(Fault::in_column(line, "model", Problem::UnknownModel { cell: shortened(record[model_place].trim()) })),
            Some(kind) if readable => match kind.model(&given) {
                Ok(model) => items.push(NamedItem { name, model }),
                Err((parameter, problem)) => faults.push(Fault { line, column: parameter.map(Parameter::name), problem }),
            },
            Some(_) => {}
        }
    }
    if items.is_empty() && faults.first.is_empty() {
        faults.push(Fault::at(0, Problem::NoRow));
    }
    faults.unless_any(items)
}

/// Writes a table that [`read_items`] reads back, to the bit of every parameter. Only columns that an item needs are there.
pub fn write_items(items: &[NamedItem]) -> String {
    let rows: Vec<BTreeMap<Parameter, f64>> = items.iter().map(|item| given(&item.model)).collect();
    let columns: BTreeSet<Parameter> = rows.iter().flat_map(|row| row.keys().copied()).collect();
    let mut text = String::from("item,model");
    for column in &columns {
        text.push(',');
        text.push_str(&column.name());
    }
    text.push('\n');
    for (item, row) in items.iter().zip(&rows) {
        text.push_str(&quoted(&item.name));
        text.push(',');
        text.push_str(model_name(&item.model));
        for column in &columns {
            text.push(',');
            if let Some(value) = row.get(column) {
                text.push_str(&shortest(*value));
            }
        }
        text.push('\n');
    }
    text
}

/// The name of a model, as files and the field write it.
pub const fn model_name(model: &ItemModel) -> &'static str {
    match model {
        ItemModel::OnePl { .. } => "1PL",
        ItemModel::TwoPl { .. } => "2PL",
        ItemModel::ThreePl { .. } => "3PL",
        ItemModel::FourPl { .. } => "4PL",
        ItemModel::Gpcm { .. } => "GPCM",
        ItemModel::Pcm { .. } => "PCM",
        ItemModel::Rsm { .. } => "RSM",
        ItemModel::Grm { .. } => "GRM",
        ItemModel::Nrm { .. } => "NRM",
    }
}

/// The parameters of a model with their names in a file, in the order of the columns.
pub fn parameters(model: &ItemModel) -> Vec<(String, f64)> {
    given(model).into_iter().map(|(parameter, value)| (parameter.name(), value)).collect()
}

/// A parameter's column. The order is that of the columns as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parameter {
    Discrimination,
    Slope(u8),
    Difficulty,
    Step(u8),
    Guessing,
    Intercept(u8),
    Ceiling,
    Offset(u8),
}

impl Parameter {
    fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (letter, number) = name.split_at_checked(1)?;
        match (letter, number) {
            ("a", "") => Some(Self::Discrimination),
            ("b", "") => Some(Self::Difficulty),
            ("c", "") => Some(Self::Guessing),
            ("d", "") => Some(Self::Ceiling),
            // b01 and b+1 are not b1
            (_, number) if number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) => None,
            (letter, number) => {
                let number: u8 = number.parse().ok().filter(|number| *number < u8::MAX)?;
                match letter {
                    "a" => Some(Self::Slope(number)),
                    "b" => Some(Self::Step(number)),
                    "c" => Some(Self::Intercept(number)),
                    "t" => Some(Self::Offset(number)),
                    _ => None,
                }
            }
        }
    }

    fn name(self) -> String {
        match self {
            Self::Discrimination => "a".to_owned(),
            Self::Difficulty => "b".to_owned(),
            Self::Guessing => "c".to_owned(),
            Self::Ceiling => "d".to_owned(),
            Self::Slope(number) => format!("a{number}"),
            Self::Step(number) => format!("b{number}"),
            Self::Intercept(number) => format!("c{number}"),
            Self::Offset(number) => format!("t{number}"),
        }
    }
}

fn numbered(kind: fn(u8) -> Parameter, values: &[f64]) -> impl Iterator<Item = (Parameter, f64)> {
    values.iter().zip(1..=u8::MAX).map(move |(value, number)| (kind(number), *value))
}

fn given(model: &ItemModel) -> BTreeMap<Parameter, f64> {
    use Parameter::{Ceiling, Difficulty, Discrimination, Guessing, Intercept, Offset, Slope, Step};
    match model {
        ItemModel::OnePl { difficulty } => BTreeMap::from([(Difficulty, *difficulty)]),
        ItemModel::TwoPl { discrimination, difficulty } => BTreeMap::from([(Discrimination, *discrimination), (Difficulty, *difficulty)]),
        ItemModel::ThreePl { discrimination, difficulty, guessing } => {
            BTreeMap::from([(Discrimination, *discrimination), (Difficulty, *difficulty), (Guessing, *guessing)])
        }
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => {
            BTreeMap::from([(Discrimination, *discrimination), (Difficulty, *difficulty), (Guessing, *guessing), (Ceiling, *ceiling)])
        }
        ItemModel::Gpcm { discrimination, steps: cells } | ItemModel::Grm { discrimination, thresholds: cells } => {
            numbered(Step, cells).chain([(Discrimination, *discrimination)]).collect()
        }
        ItemModel::Pcm { steps } => numbered(Step, steps).collect(),
        ItemModel::Rsm { difficulty, offsets } => numbered(Offset, offsets).chain([(Difficulty, *difficulty)]).collect(),
        ItemModel::Nrm { slopes, intercepts } => numbered(Slope, slopes).chain(numbered(Intercept, intercepts)).collect(),
    }
}

/// The model named in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OnePl,
    TwoPl,
    ThreePl,
    FourPl,
    Gpcm,
    Pcm,
    Rsm,
    Grm,
    Nrm,
}

type Refused = (Option<Parameter>, Problem);

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().as_str() {
            "1PL" | "RASCH" => Self::OnePl,
            "2PL" => Self::TwoPl,
            "3PL" => Self::ThreePl,
            "4PL" => Self::FourPl,
            "GPCM" => Self::Gpcm,
            "PCM" => Self::Pcm,
            "RSM" => Self::Rsm,
            "GRM" => Self::Grm,
            "NRM" => Self::Nrm,
            _ => return None,
        })
    }

    /// The name, and what it takes, in words.
    const fn described(self) -> (&'static str, &'static str) {
        match self {
            Self::OnePl => ("1PL", "b"),
            Self::TwoPl => ("2PL", "a and b"),
            Self::ThreePl => ("3PL", "a, b and c"),
            Self::FourPl => ("4PL", "a, b, c and d"),
            Self::Gpcm => ("GPCM", "a and steps b1, b2, …"),
            Self::Pcm => ("PCM", "steps b1, b2, …"),
            Self::Rsm => ("RSM", "b and offsets t1, t2, …"),
            Self::Grm => ("GRM", "a and thresholds b1, b2, …"),
            Self::Nrm => ("NRM", "slopes a1, a2, … and intercepts c1, c2, …"),
        }
    }

    fn takes(self, parameter: Parameter) -> bool {
        use Parameter::{Ceiling, Difficulty, Discrimination, Guessing, Intercept, Offset, Slope, Step};
        match self {
            Self::OnePl => matches!(parameter, Difficulty),
            Self::TwoPl => matches!(parameter, Discrimination | Difficulty),
            Self::ThreePl => matches!(parameter, Discrimination | Difficulty | Guessing),
            Self::FourPl => matches!(parameter, Discrimination | Difficulty | Guessing | Ceiling),
            Self::Gpcm | Self::Grm => matches!(parameter, Discrimination | Step(_)),
            Self::Pcm => matches!(parameter, Step(_)),
            Self::Rsm => matches!(parameter, Difficulty | Offset(_)),
            Self::Nrm => matches!(parameter, Slope(_) | Intercept(_)),
        }
    }

    fn model(self, given: &BTreeMap<Parameter, f64>) -> Result<ItemModel, Refused> {
        use Parameter::{Ceiling, Difficulty, Discrimination, Guessing, Intercept, Offset, Slope, Step};
        let (model, takes) = self.described();
        let rasch = matches!(self, Self::OnePl | Self::Pcm | Self::Rsm);
        for (parameter, value) in given.iter().filter(|(parameter, _)| !self.takes(**parameter)) {
            if rasch && *parameter == Discrimination {
                // a column of ones is no contradiction
                #[expect(clippy::float_cmp, reason = "1 as it is written, and nothing else")]
                if *value == 1.0 {
                    continue;
                }
                let instead = if self == Self::OnePl { "2PL" } else { "GPCM" };
                return Err((Some(Discrimination), Problem::DiscriminationIsOne { model, instead }));
            }
            return Err((Some(*parameter), Problem::ParameterUnexpected { model, takes }));
        }
        let one = |parameter: Parameter| given.get(&parameter).copied().ok_or((Some(parameter), Problem::ParameterMissing { model }));
        let several = |kind: fn(u8) -> Parameter| -> Result<Vec<f64>, Refused> {
            let values: Vec<f64> = (1..u8::MAX).map_while(|number| given.get(&kind(number)).copied()).collect();
            let next = kind(values.len() as u8 + 1);
            // parameters of one kind follow each other in the order of the columns
            match given.range(next..=kind(u8::MAX)).next() {
                _ if values.is_empty() => Err((Some(next), Problem::ParameterMissing { model })),
                Some(_) => Err((Some(next), Problem::StepSkipped)),
                None => Ok(values),
            }
        };
        let made = match self {
            Self::OnePl => ItemModel::OnePl { difficulty: one(Difficulty)? },
            Self::TwoPl => ItemModel::TwoPl { discrimination: one(Discrimination)?, difficulty: one(Difficulty)? },
            Self::ThreePl => ItemModel::ThreePl { discrimination: one(Discrimination)?, difficulty: one(Difficulty)?, guessing: one(Guessing)? },
            Self::FourPl => {
                ItemModel::FourPl { discrimination: one(Discrimination)?, difficulty: one(Difficulty)?, guessing: one(Guessing)?, ceiling: one(Ceiling)? }
            }
            Self::Gpcm => ItemModel::Gpcm { discrimination: one(Discrimination)?, steps: several(Step)? },
            Self::Pcm => ItemModel::Pcm { steps: several(Step)? },
            Self::Rsm => ItemModel::Rsm { difficulty: one(Difficulty)?, offsets: several(Offset)? },
            Self::Grm => ItemModel::Grm { discrimination: one(Discrimination)?, thresholds: several(Step)? },
            Self::Nrm => {
                let (slopes, intercepts) = (several(Slope)?, several(Intercept)?);
                if slopes.len() != intercepts.len() {
                    return Err((None, Problem::LengthsDiffer));
                }
                ItemModel::Nrm { slopes, intercepts }
            }
        };
        made.validate().map_err(|error| (culprit(self, error), Problem::NotAModel(error)))?;
        Ok(made)
    }
}

/// The column that an error of a model is about, where it is one.
fn culprit(kind: Kind, error: ModelError) -> Option<Parameter> {
    match error {
        ModelError::DiscriminationNotPositive => Some(Parameter::Discrimination),
        ModelError::AsymptotesOutOfOrder if kind == Kind::ThreePl => Some(Parameter::Guessing),
        _ => None,
    }
}
