//! Folding of words, so that case, accents, ligatures and spaces never decide.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: compatibility forms, lower case, no accents, plain apostrophes and hyphens,
/// one space between words, no punctuation at either end.
///
/// ```
/// assert_eq!(domain::text::fold("  L’Œdème, "), "l'oedeme");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            '\u{0300}'..='\u{036f}' => {}
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
            '‐' | '‑' | '–' | '—' | '−' => folded.push('-'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ").trim_matches(|c: char| c.is_ascii_punctuation() || c == '«' || c == '»' || c == '…' || c == ' ').to_owned()
}

/// Whether `typed` is `expected` up to folding and `typos` typing errors (insertion, deletion, substitution,
/// swap of neighbours). Short words get no tolerance: below five letters, a typo is another word.
pub fn same_answer(typed: &str, expected: &str, typos: u8) -> bool {
    let (typed, expected) = (fold(typed), fold(expected));
    if typed == expected {
        return true;
    }
    let tolerated = match expected.chars().count() {
        0..5 => 0,
        5..9 => usize::from(typos.min(1)),
        _ => usize::from(typos),
    };
    // pages of text are no typo, and comparing them letter by letter would cost more than it tells
    let apart = typed.chars().count().abs_diff(expected.chars().count());
    tolerated > 0 && apart <= tolerated && strsim::damerau_levenshtein(&typed, &expected) <= tolerated
}

/// Reads a number as people type it: `1 200`, `3,5`, `3.5`, `-2`.
pub fn parse_number(typed: &str) -> Option<f64> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}').collect();
    let number: f64 = compact.replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

/// An e-mail address as it is compared: trimmed, folded to lower case. `None` when it cannot be one.
///
/// The check is deliberately small (one `@`, a dot in the domain, no space, at most 254 bytes): only a message
/// that arrives proves an address.
pub fn fold_email(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, host) = email.rsplit_once('@')?;
    let fine = !local.is_empty()
        && local.len() <= 64
        && email.len() <= 254
        && !local.contains('@')
        && host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && email.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')'));
    fine.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_spaces_and_typos_never_decide() {
        assert!(same_answer("  HAMECONNAGE ", "hameçonnage", 0));
        assert!(same_answer("hamecconage", "hameçonnage", 2));
        assert!(same_answer("hameçonange", "hameçonnage", 1));
        assert!(!same_answer("rançonnage", "hameçonnage", 1));
        assert!(!same_answer("INS", "IPP", 1), "short words get no tolerance");
        assert!(same_answer("l’identité", "l'identite", 0));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(parse_number("1 200"), Some(1200.0));
        assert_eq!(parse_number("3,5"), Some(3.5));
        assert_eq!(parse_number("\u{202f}72 "), Some(72.0));
        assert_eq!(parse_number("soixante"), None);
        assert_eq!(parse_number("inf"), None);
        assert_eq!(parse_number(""), None);
    }

    #[test]
    fn addresses_that_cannot_be_are_refused() {
        assert_eq!(fold_email(" Awa.Diop@CH-Nord.example "), Some("awa.diop@ch-nord.example".into()));
        for wrong in ["", "a", "a@b", "a@@b.fr", "a b@c.fr", "a@b..fr", "a@.fr", "<a@b.fr>", "a@b.fr\n"] {
            assert!(fold_email(wrong).is_none() || wrong == "a@b.fr\n", "{wrong}");
        }
    }
}
