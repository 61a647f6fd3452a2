//! Who a candidate is: by which names and which day of birth they are told from others, and what the Caisse des Dépôts asks besides.

use serde::{Deserialize, Serialize};

use crate::date::Day;
use crate::learner::Fault;
use crate::learner::entry::{AGES, YEAR};
use crate::organisation::{name, optional, searched, sort_name};
use crate::refusal::Refusal;

/// As the civil register says it, where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sex {
    /// Female.
    F,
    /// Male.
    M,
}

impl Sex {
    /// The letter by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::M => "M",
        }
    }

    /// As it was typed: `F`, `M`, `Mme`, `féminin`… Nothing for an empty cell.
    ///
    /// # Errors
    /// It is neither.
    pub fn read(typed: &str) -> Result<Option<Self>, Refusal> {
        match crate::text::fold(typed).as_str() {
            "" => Ok(None),
            "f" | "femme" | "feminin" | "mme" | "female" | "2" => Ok(Some(Self::F)),
            "m" | "h" | "homme" | "masculin" | "monsieur" | "male" | "1" => Ok(Some(Self::M)),
            _ => Err(Refusal::ResponseUnknownOption),
        }
    }
}

/// What the Caisse des Dépôts asks besides: kept as JSON, each part only where it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Civil {
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// INSEE code of the commune of birth: five signs, `2A004`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub insee: String,
    /// Postal code of the commune of birth.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Name of the commune of birth.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Country of birth, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// Names and day of birth, kept tidy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Name in use, where it is another.
    pub usual_name: Option<String>,
    /// Day of birth.
    pub birth_date: Day,
    /// By which lists are sorted.
    pub sort_name: String,
}

impl Identity {
    /// What a search looks through.
    pub fn search(&self, others: &[Option<&str>]) -> String {
        let mut all = vec![self.usual_name.as_deref()];
        all.extend(others);
        searched(&self.family_name, &self.given_name, &all)
    }
}

/// A day of birth as it was typed in a form of dates or by hand, likely on this day.
///
/// # Errors
/// [`Refusal::BirthDate`].
pub fn birth_day(typed: &str, today: Day) -> Result<Day, Refusal> {
    let day = crate::learner::cells::day(typed).ok().flatten().ok_or(Refusal::BirthDate)?;
    if is_likely(day, today) { Ok(day) } else { Err(Refusal::BirthDate) }
}

pub(super) fn is_likely(day: Day, today: Day) -> bool {
    (AGES.0 * YEAR..=AGES.1 * YEAR).contains(&(today.number() - day.number()))
}

/// Somebody from what was typed.
///
/// # Errors
/// [`Refusal::NameMissing`], [`Refusal::TextTooLong`].
pub fn identity(family: &str, given: &str, usual: &str, birth_date: Day) -> Result<Identity, Refusal> {
    let (family_name, given_name) = (name(family)?, name(given)?);
    let usual_name = optional(usual)?.filter(|usual| crate::text::fold(usual) != crate::text::fold(&family_name));
    Ok(Identity { sort_name: sort_name(&family_name, &given_name), family_name, given_name, usual_name, birth_date })
}

/// What is wrong with a cell of a day of birth.
pub(super) fn read_birth_day(cell: &str, today: Day) -> Result<Day, Fault> {
    let day = crate::learner::cells::day(cell)?.ok_or(Fault::Missing)?;
    if is_likely(day, today) { Ok(day) } else { Err(Fault::BirthUnlikely) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_of_somebody_is_not_kept() {
        assert_eq!(serde_json::to_string(&Civil::default()).expect("JSON"), "{}");
        let civil = Civil { sex: Some(Sex::F), city: "Rennes".into(), ..Civil::default() };
        let stored = serde_json::to_string(&civil).expect("JSON");
        assert_eq!(stored, r#"{"sex":"F","city":"Rennes"}"#);
        assert_eq!(serde_json::from_str::<Civil>(&stored).expect("read"), civil);
    }

    #[test]
    fn two_spellings_of_one_name_are_one_person() {
        let day = Day::parse("2004-02-29").expect("a day");
        let a = identity("LEFÈVRE", " Zoé ", "", day).expect("somebody");
        let b = identity("Lefevre", "zoe", "lefèvre", day).expect("somebody");
        assert_eq!((a.sort_name.as_str(), a.usual_name.as_deref()), ("lefevre zoe", None));
        assert_eq!((b.sort_name, b.usual_name), (a.sort_name, None));
        assert_eq!(identity(" ", "Zoé", "", day), Err(Refusal::NameMissing));
        let today = Day::parse("2026-11-22").expect("a day");
        assert_eq!(birth_day("29/02/2004", today), Ok(day));
        assert_eq!(birth_day("2004-02-29", today), Ok(day));
        for typed in ["", "29/02/04", "30/02/2004", "01/01/2026", "01/01/1850", "hier"] {
            assert_eq!(birth_day(typed, today), Err(Refusal::BirthDate), "{typed}");
        }
    }
}
