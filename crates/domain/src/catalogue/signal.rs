//! "Something is wrong with this offer": what a reader says of it.

use crate::refusal::Refusal;

/// Signs of what is said.
pub const LONGEST: usize = 1_000;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It does not exist any more.
    Closed,
    /// Its price or what pays for it is another.
    Price,
    /// Its dates are others.
    Dates,
    /// Its link leads nowhere, or elsewhere.
    Link,
    /// Something else, which must be said.
    Other,
}

impl Reason {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Closed, Self::Price, Self::Dates, Self::Link, Self::Other];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Price => "price",
            Self::Dates => "dates",
            Self::Link => "link",
            Self::Other => "other",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Reads what was said.
///
/// # Errors
/// Each with the field it is about: `motif`, `texte`.
pub fn said(reason: &str, text: &str) -> Result<(Reason, String), (&'static str, Refusal)> {
    let reason = Reason::parse(reason).ok_or(("motif", Refusal::ResponseMissing))?;
    let text: String = text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>().trim().to_owned();
    if text.chars().count() > LONGEST {
        Err(("texte", Refusal::TextTooLong))
    } else if reason == Reason::Other && text.is_empty() {
        Err(("texte", Refusal::ReasonMissing))
    } else {
        Ok((reason, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_one_of_five_and_other_says_what() {
        assert_eq!(said("price", " 300 € \r\n"), Ok((Reason::Price, "300 €".into())));
        assert_eq!(said("closed", ""), Ok((Reason::Closed, String::new())));
        assert_eq!(said("other", " "), Err(("texte", Refusal::ReasonMissing)));
        assert_eq!(said("", "x"), Err(("motif", Refusal::ResponseMissing)));
        assert_eq!(said("dates", &"x".repeat(LONGEST + 1)), Err(("texte", Refusal::TextTooLong)));
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(reason.code()), Some(reason));
        }
    }
}
