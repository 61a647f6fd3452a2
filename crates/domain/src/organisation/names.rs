//! How what an organisation lists is named: read as typed, kept tidy, found again whatever its accents.

use crate::refusal::Refusal;
use crate::text::fold;

/// Letters that fit in a name.
pub const LONGEST_NAME: usize = 160;

/// A name as it is kept: one space between words, none around, nothing that is not seen.
///
/// # Errors
/// [`Refusal::NameMissing`], [`Refusal::TextTooLong`].
pub fn name(typed: &str) -> Result<String, Refusal> {
    optional(typed)?.ok_or(Refusal::NameMissing)
}

/// The same where nothing may be said.
///
/// # Errors
/// [`Refusal::TextTooLong`].
pub fn optional(typed: &str) -> Result<Option<String>, Refusal> {
    let seen: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let tidy = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    match tidy.chars().count() {
        0 => Ok(None),
        1..=LONGEST_NAME => Ok(Some(tidy)),
        _ => Err(Refusal::TextTooLong),
    }
}

/// By which a learner is listed: the name they use, then their given names, folded.
pub fn sort_name(family: &str, given: &str) -> String {
    fold(&format!("{family} {given}"))
}

/// What a search for a learner looks through: their names both ways round, and whatever else they are known by.
pub fn searched(family: &str, given: &str, others: &[Option<&str>]) -> String {
    let mut parts = vec![fold(&format!("{family} {given} {family}"))];
    parts.extend(others.iter().flatten().map(|other| fold(other)).filter(|other| !other.is_empty()));
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_tidy_and_never_empty() {
        assert_eq!(name("  EHPAD \t Les\u{a0}Tilleuls\n"), Ok("EHPAD Les Tilleuls".into()));
        for nothing in ["", " \u{a0}\n", "\u{7}"] {
            assert_eq!(name(nothing), Err(Refusal::NameMissing), "{nothing:?}");
        }
        assert!(name(&"é".repeat(LONGEST_NAME)).is_ok());
        assert_eq!(name(&"é".repeat(LONGEST_NAME + 1)), Err(Refusal::TextTooLong));
    }

    #[test]
    fn a_learner_is_found_by_either_name_first_and_by_what_they_are_called() {
        let text = searched("Lefèvre", "Zoé", &[Some("Zoe.L@ifsi.example"), None, Some("N°42")]);
        for words in ["zoe lefevre", "lefevre zoe", "zoe.l@ifsi", "42"] {
            assert!(text.contains(&fold(words)), "{words}: {text}");
        }
        assert_eq!(sort_name("D’Angelo", "Anaïs"), "d'angelo anais");
    }
}
