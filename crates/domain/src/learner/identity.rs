//! Whether two descriptions speak of one person.

use crate::date::Day;

/// What tells people of one name apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs<'a> {
    pub(super) number: Option<&'a str>,
    pub(super) birth_date: Option<Day>,
    pub(super) email: Option<&'a str>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    Yes,
    No,
    /// Nothing says the contrary, and nothing says it.
    Perhaps,
    /// The addresses differ, and nothing else is known.
    Unclear,
}

/// Whether two people of one name are one. A birth date says more than a number: schools give another number each year.
pub(super) fn same(a: Signs<'_>, b: Signs<'_>) -> Same {
    let compare = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
    if let Some(born) = a.birth_date.zip(b.birth_date).map(|(a, b)| a == b) {
        return if born { Same::Yes } else { Same::No };
    }
    if let Some(numbered) = compare(a.number, b.number) {
        return if numbered { Same::Yes } else { Same::No };
    }
    match compare(a.email, b.email) {
        Some(true) => Same::Yes,
        Some(false) => Same::Unclear,
        None => Same::Perhaps,
    }
}
