//! The ability of each person, as `socle irt ability` and `socle irt simulate` write it.

use csv::StringRecord;

use super::cell::Decimals;
use super::fault::{Fault, Faults, Problem};
use super::sheet::{Names, Sheet};
use crate::decode::decode;

/// A person's ability.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedAbility {
    /// The person.
    pub person: String,
    /// The ability; `None` where none could be estimated.
    pub theta: Option<f64>,
    /// Its standard error, where it is given.
    pub standard_error: Option<f64>,
}

/// Reads a table with the columns `person` and `theta`, and `se` where it is there; `n` and `flag` are let through.
///
/// # Errors
/// Every defect with its line and column: see [`Problem`].
pub fn read_abilities(bytes: &[u8]) -> Result<Vec<NamedAbility>, Faults> {
    let text = decode(bytes).map_err(|why| Faults::one(Fault::at(0, Problem::NotText(why))))?;
    let mut sheet = Sheet::open(&text, true)?;
    let (person, theta) = (sheet.needed("person").map_err(Faults::one)?, sheet.needed("theta").map_err(Faults::one)?);
    let error = sheet.place("se");
    let mut faults = Faults::none();
    for name in sheet.header.iter().filter(|name| !["person", "theta", "se", "n", "flag"].iter().any(|known| name.eq_ignore_ascii_case(known))) {
        faults.push(Fault::in_column(sheet.header_line, name, Problem::UnknownColumn { known: "person, theta, se, n, flag" }));
    }
    let mut decimals = Decimals::of(sheet.separator);
    let (mut record, mut names, mut abilities) = (StringRecord::new(), Names::default(), Vec::new());
    while let Some(row) = sheet.next_filled(&mut record) {
        let line = match row {
            Ok(line) => line,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        let name = record[person].trim().to_owned();
        if let Err(problem) = names.meet(&name, line) {
            faults.push(Fault::in_column(line, "person", problem));
        }
        let mut value = |place: usize| {
            decimals.number(record[place].trim()).unwrap_or_else(|problem| {
                faults.push(Fault::in_column(line, &sheet.header[place], problem));
                None
            })
        };
        abilities.push(NamedAbility { person: name, theta: value(theta), standard_error: error.and_then(&mut value) });
    }
    if abilities.is_empty() && faults.first.is_empty() {
        faults.push(Fault::at(0, Problem::NoRow));
    }
    faults.unless_any(abilities)
}
