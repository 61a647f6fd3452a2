//! Where the fact behind an item was read, and until when it is trusted.

use serde::{Deserialize, Serialize};

use crate::date::{Day, Month};

/// Months after which a source is read again where its author said nothing: the rules of digital health change with each
/// year's law.
const TRUSTED: u16 = 12;

/// Where the fact behind an item was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title or article.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// Address, where we are sure of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When we last read it, `YYYY-MM`.
    pub checked: String,
    /// The month in which it is to be read again, `YYYY-MM`, where a year after `checked` is too late or too early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<String>,
}

impl Source {
    /// The last day on which the fact is trusted: the end of the stated month, else of the month a year after `checked`.
    ///
    /// `None` where neither is a month. An item that passed its check always has one.
    pub fn review_by(&self) -> Option<Day> {
        let month = match &self.review_by {
            Some(stated) => Month::parse(stated)?,
            None => Month::parse(&self.checked)?.plus(TRUSTED),
        };
        Some(month.last_day())
    }

    /// Whether that day is over on `today`. A source without a month never expires: its check says what is wrong with it.
    pub fn has_expired(&self, today: Day) -> bool {
        self.review_by().is_some_and(|last| last < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(checked: &str, review_by: Option<&str>) -> Source {
        Source {
            title: "Titre".into(),
            publisher: "Éditeur".into(),
            date: "2024".into(),
            url: None,
            checked: checked.into(),
            review_by: review_by.map(str::to_owned),
        }
    }

    #[test]
    fn a_source_is_trusted_to_the_end_of_its_month_and_a_year_unless_told() {
        let until = |checked: &str, stated: Option<&str>| source(checked, stated).review_by().map(|d| d.to_string());
        assert_eq!(until("2026-11", None).as_deref(), Some("2027-11-30"));
        assert_eq!(until("2027-02", None).as_deref(), Some("2028-02-29"));
        assert_eq!(until("2026-11", Some("2027-01")).as_deref(), Some("2027-01-31"));
        assert_eq!(until("2026-11", Some("2030-06")).as_deref(), Some("2030-06-30"));
        assert_eq!(until("2026", None), None);
        assert_eq!(until("2026-11", Some("bientôt")), None, "a date that is not one is not passed over");
    }

    #[test]
    fn a_source_expires_on_the_day_after() {
        let source = source("2026-11", Some("2027-01"));
        let day = |text: &str| Month::parse(text).expect("a month").last_day();
        assert!(!source.has_expired(day("2026-12")));
        assert!(!source.has_expired(day("2027-01")));
        assert!(source.has_expired(day("2027-01").plus(1)));
    }

    #[test]
    fn a_source_that_says_nothing_keeps_its_bytes() {
        let text = serde_json::to_string(&source("2026-11", None)).expect("text");
        assert_eq!(text, r#"{"title":"Titre","publisher":"Éditeur","date":"2024","checked":"2026-11"}"#);
        assert_eq!(serde_json::from_str::<Source>(&text).expect("read"), source("2026-11", None));
    }
}
