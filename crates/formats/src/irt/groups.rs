//! Who belongs to which group.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::fault::{Fault, Faults, Problem};
use super::sheet::Sheet;
use crate::decode::decode;

/// The group of each person, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    by_person: BTreeMap<String, (String, usize)>,
}

/// Reads a table with the columns `person` and `group`.
///
/// # Errors
/// Every defect with its line and column: see [`Problem`].
pub fn read_groups(bytes: &[u8]) -> Result<Groups, Faults> {
    let mut by_person: BTreeMap<String, (String, usize)> = BTreeMap::new();
    pairs(bytes, ["person", "group"], |line, [person, group]| {
        if let Some((_, first)) = by_person.insert(person.clone(), (group, line)) {
            return Err(Problem::RepeatedName { name: person, first });
        }
        Ok(())
    })?;
    Ok(Groups { by_person })
}

impl Groups {
    /// The group of each of these persons, in their order.
    ///
    /// # Errors
    /// A person of the list that has no group; a person of the file that is not in the list.
    pub fn of(&self, persons: &[String]) -> Result<Vec<String>, Faults> {
        let mut faults = Faults::none();
        let groups = persons
            .iter()
            .map(|person| {
                let found = self.by_person.get(person);
                if found.is_none() {
                    faults.push(Fault::at(0, Problem::AbsentName { name: person.clone() }));
                }
                found.map(|(group, _)| group.clone()).unwrap_or_default()
            })
            .collect();
        let known: std::collections::BTreeSet<&String> = persons.iter().collect();
        for (person, (_, line)) in self.by_person.iter().filter(|(person, _)| !known.contains(person)) {
            faults.push(Fault::in_column(*line, "person", Problem::UnknownName { name: person.clone(), expected: "a person of the responses" }));
        }
        faults.unless_any(groups)
    }
}

/// Reads a table of exactly two columns of names.
pub(super) fn pairs(bytes: &[u8], columns: [&'static str; 2], mut take: impl FnMut(usize, [String; 2]) -> Result<(), Problem>) -> Result<(), Faults> {
    let text = decode(bytes).map_err(|why| Faults::one(Fault::at(0, Problem::NotText(why))))?;
    let mut sheet = Sheet::open(&text, false)?;
    let places = [sheet.needed(columns[0]).map_err(Faults::one)?, sheet.needed(columns[1]).map_err(Faults::one)?];
    let mut faults = Faults::none();
    let known = if columns[0] == "person" { "person, group" } else { "from, to" };
    for (_, name) in sheet.header.iter().enumerate().filter(|(place, _)| !places.contains(place)) {
        faults.push(Fault::in_column(sheet.header_line, name, Problem::UnknownColumn { known }));
    }
    let (mut record, mut rows) = (StringRecord::new(), 0);
    while let Some(row) = sheet.next_filled(&mut record) {
        match row {
            Ok(line) => {
                rows += 1;
                let cells = places.map(|place| record[place].trim().to_owned());
                if let Some(blank) = cells.iter().position(String::is_empty) {
                    faults.push(Fault::in_column(line, columns[blank], Problem::NoName));
                } else if let Err(problem) = take(line, cells) {
                    faults.push(Fault::in_column(line, columns[0], problem));
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if rows == 0 && faults.first.is_empty() {
        faults.push(Fault::at(0, Problem::NoRow));
    }
    faults.unless_any(())
}
