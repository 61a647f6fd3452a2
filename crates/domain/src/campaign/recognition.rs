//! Which of those whom an organisation lists somebody is.
//!
//! A name alone proves nothing, and a number alone neither: colleagues know both. Two things that agree do, as on a form of the
//! personnel office. What is asked for is compared with one learner after the other; nothing of the list is ever said back.

use crate::text::fold;

/// What somebody says of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// `YYYY-MM-DD`; empty when it was not said.
    pub birth_date: String,
    /// Their number in the organisation; empty when it was not said.
    pub number: String,
}

/// What an organisation knows of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'a> {
    /// Given names.
    pub given_name: &'a str,
    /// Family name.
    pub family_name: &'a str,
    /// `YYYY-MM-DD`.
    pub birth_date: Option<&'a str>,
    /// Their number.
    pub number: Option<&'a str>,
}

/// Whether this is the one who is known so: the name and the date of birth agree, or the number and one of these two.
pub fn recognised(claim: &Claim, known: &Known<'_>) -> bool {
    let same = |typed: &str, held: &str| !fold(typed).is_empty() && fold(typed) == fold(held);
    let name = same(&claim.family_name, known.family_name) && same_given(&claim.given_name, known.given_name);
    let birth = !claim.birth_date.is_empty() && known.birth_date == Some(claim.birth_date.as_str());
    let number = known.number.is_some_and(|held| same(&claim.number, held));
    (name && birth) || (number && (name || birth))
}

/// The first given name is enough where one side has only that: lists of schools hold all of them, people type the one they use.
fn same_given(typed: &str, held: &str) -> bool {
    let (typed, held) = (fold(typed), fold(held));
    let words = |text: &str| text.split([' ', '-', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (typed, held) = (words(&typed), words(&held));
    !typed.is_empty() && !held.is_empty() && (typed.starts_with(&held) || held.starts_with(&typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(given: &str, family: &str, birth: &str, number: &str) -> Claim {
        Claim { given_name: given.into(), family_name: family.into(), birth_date: birth.into(), number: number.into() }
    }

    const ZOE: Known<'static> = Known { given_name: "Zoé, Marie", family_name: "L’Hermitte", birth_date: Some("2004-03-02"), number: Some("E-104") };

    #[test]
    fn two_things_that_agree_recognise_somebody() {
        assert!(recognised(&claim("zoe", "l'hermitte", "2004-03-02", ""), &ZOE));
        assert!(recognised(&claim("Zoé Marie", "L'HERMITTE", "", "e-104"), &ZOE));
        assert!(recognised(&claim("", "", "2004-03-02", "E-104"), &ZOE));
    }

    #[test]
    fn one_thing_alone_recognises_nobody() {
        for alone in [
            claim("Zoé", "L’Hermitte", "", ""),
            claim("", "", "", "E-104"),
            claim("", "", "2004-03-02", ""),
            claim("", "L’Hermitte", "2004-03-02", ""),
            claim("Marie", "L’Hermitte", "2004-03-02", ""),
            claim("Zoé", "L’Hermitte", "2004-03-03", ""),
            claim("", "", "", ""),
        ] {
            assert!(!recognised(&alone, &ZOE), "{alone:?}");
        }
        let bare = Known { birth_date: None, number: None, ..ZOE };
        assert!(!recognised(&claim("Zoé", "L’Hermitte", "", ""), &bare), "of whom nothing else is known, an address must be proved");
    }
}
