//! The languages in which questions are written.

use serde::{Deserialize, Serialize};

/// A language of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// French: the bank is written in it.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// As items, pages and the API name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of this code; `None` for one in which no question is written.
    ///
    /// ```
    /// use domain::language::Language;
    /// assert_eq!(Language::parse("en"), Some(Language::En));
    /// assert_eq!(Language::parse("EN"), None);
    /// ```
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Fr, Self::En].into_iter().find(|language| language.code() == code)
    }

    /// The language of a question that names `code`: French for one in which no question is written.
    pub fn of(code: &str) -> Self {
        Self::parse(code).unwrap_or_default()
    }
}
