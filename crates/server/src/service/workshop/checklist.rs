//! What a reviewer looks at, and what they say they looked at: a line of codes under the reason, so that it stays with the verdict
//! whatever language it is read in.

/// What only a person can see, in the order in which it is read.
pub const CHECKS: [&str; 7] = ["source", "one-best", "situation", "wrong-answers", "guessable", "words", "accessible"];

const HEAD: &str = "checked: ";

/// A reason with what was looked at. What is not in [`CHECKS`] is left out.
pub fn with_checks(reason: &str, checked: &[String]) -> String {
    let known: Vec<&str> = CHECKS.into_iter().filter(|check| checked.iter().any(|c| c == check)).collect();
    let line = if known.is_empty() { String::new() } else { format!("{HEAD}{}", known.join(" ")) };
    [reason.trim(), &line].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The reason, and what was looked at.
pub fn without_checks(note: &str) -> (String, Vec<&'static str>) {
    let (reason, last) = note.rsplit_once('\n').unwrap_or(("", note));
    match last.strip_prefix(HEAD) {
        Some(codes) => (reason.to_owned(), CHECKS.into_iter().filter(|check| codes.split(' ').any(|code| code == *check)).collect()),
        None => (note.to_owned(), Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_at_is_kept_with_the_reason() {
        let note = with_checks("La source a changé.\nVoir l’article 3.", &["words".into(), "source".into(), "nothing".into()]);
        assert_eq!(without_checks(&note), ("La source a changé.\nVoir l’article 3.".into(), vec!["source", "words"]));
        assert_eq!(without_checks(&with_checks("", &["source".into()])), (String::new(), vec!["source"]));
        assert_eq!(without_checks(&with_checks("Bien.", &[])), ("Bien.".into(), Vec::new()));
    }
}
