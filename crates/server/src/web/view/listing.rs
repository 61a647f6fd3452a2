//! A list of which a page shows a part.

use serde::Serialize;

/// What is searched for in a list, and which of its pages is shown. Flattened into the page; the macro `pager` of `parts/forms.html` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// What is searched for.
    pub words: String,
    /// How many fit.
    pub total: usize,
    /// Number of the page, from 1.
    pub page: usize,
    /// How many pages.
    pub pages: usize,
    /// The page before.
    pub newer: Option<String>,
    /// The page after.
    pub older: Option<String>,
}

impl Listing {
    /// The page of this number, of so many; `to` says where another one is.
    pub fn new(words: String, total: usize, page: usize, pages: usize, to: impl Fn(usize) -> String) -> Self {
        Self { words, total, page, pages, newer: (page > 1).then(|| to(page - 1)), older: (page < pages).then(|| to(page + 1)) }
    }

    /// For samples.
    pub(super) fn sample(words: &str, total: usize, page: usize) -> Self {
        Self::new(words.to_owned(), total, page, total.div_ceil(50).max(1), |page| format!("?page={page}"))
    }
}
