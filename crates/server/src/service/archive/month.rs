//! A month of the calendar, UTC.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::archive::Span;

/// A month, written `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a time, microseconds UTC; none for times that no calendar has.
    pub fn of(micros: i64) -> Option<Self> {
        let date = jiff::Timestamp::from_microsecond(micros).ok()?.to_zoned(TimeZone::UTC).date();
        Some(Self { year: date.year(), month: date.month() })
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// From its first moment to that of the next.
    pub fn span(self) -> Span {
        Span { from: self.begins(), before: self.next().begins() }
    }

    /// Its first moment, microseconds UTC.
    pub fn begins(self) -> i64 {
        let first = Date::new(self.year, self.month, 1).and_then(|date| date.to_zoned(TimeZone::UTC));
        first.map_or(i64::MAX, |z| z.timestamp().as_microsecond())
    }

    /// Where its files are, from the folder of the archive.
    pub fn folder(self) -> String {
        format!("answers/year={:04}/month={:02}", self.year, self.month)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no month: write it 2025-11");
        let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2 && !text.contains('+')).ok_or_else(wrong)?;
        let (year, month): (i16, i8) = (year.parse().map_err(|_| wrong())?, month.parse().map_err(|_| wrong())?);
        if (1970..=9998).contains(&year) && (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_written_and_followed_by_the_next() {
        let month: Month = "2025-12".parse().unwrap();
        assert_eq!((month.to_string(), month.next().to_string()), ("2025-12".into(), "2026-01".into()));
        assert_eq!(month.span().before, month.next().span().from);
        assert_eq!(Month::of(month.begins()), Some(month));
        assert_eq!(Month::of(month.begins() - 1), Some("2025-11".parse().unwrap()));
        for wrong in ["2025", "2025-13", "25-01", "2025-1", "2025-00", "-001-01", "2025-+1"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
