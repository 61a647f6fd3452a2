//! What learners say of a question: that its answer is wrong, that it is not clear.

use crate::refusal::Refusal;
use crate::words::words;

/// Letters that a report has at the most.
pub const LONGEST: usize = 1_000;
/// Letters that an answer to it has at the most.
pub const LONGEST_ANSWER: usize = 2_000;

words! {
    /// What is wrong with a question.
    Kind {
        /// The answer that it awaits is wrong.
        Wrong => "wrong",
        /// One cannot tell what it asks.
        Unclear => "unclear",
        /// It was true once.
        Outdated => "outdated",
        /// It does not show, or cannot be answered on this device.
        Display => "display",
        /// Something else, which words must say.
        Other => "other",
    }
}

impl Kind {
    /// Whether somebody can say so who has not seen the answer yet.
    pub const fn is_seen_before_answering(self) -> bool {
        !matches!(self, Self::Wrong)
    }
}

words! {
    /// What became of a report.
    Status {
        /// It waits.
        Open => "open",
        /// It has an answer.
        Answered => "answered",
        /// It was settled without an answer.
        Closed => "closed",
    }
}

/// A report that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is wrong.
    pub kind: Kind,
    /// In their words; may be empty when the kind says it all.
    pub text: String,
}

/// A report as it was typed.
///
/// # Errors
/// [`Refusal::ReportKindMissing`] when no kind was chosen, [`Refusal::ReasonMissing`] when only words could say what is wrong, and there are none,
/// [`Refusal::TextTooLong`] beyond [`LONGEST`] letters.
pub fn said(kind: &str, text: &str) -> Result<Said, Refusal> {
    let kind = Kind::parse(kind).ok_or(Refusal::ReportKindMissing)?;
    let text = plain(text, LONGEST)?;
    if text.is_empty() && kind == Kind::Other {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Said { kind, text })
}

/// An answer to a report, or why it has none.
///
/// # Errors
/// [`Refusal::ReasonMissing`] when it is empty, [`Refusal::TextTooLong`] beyond [`LONGEST_ANSWER`] letters.
pub fn answer(text: &str) -> Result<String, Refusal> {
    let text = plain(text, LONGEST_ANSWER)?;
    if text.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(text) }
}

/// Words without what no store keeps and nobody sees: control characters other than ends of lines, which all become the same.
fn plain(text: &str, longest: usize) -> Result<String, Refusal> {
    let lines: String = text.replace("\r\n", "\n").replace(['\r', '\t'], " ").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let trimmed = lines.trim();
    if trimmed.chars().count() > longest { Err(Refusal::TextTooLong) } else { Ok(trimmed.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_kind_and_words_where_the_kind_says_nothing() {
        assert_eq!(said("", "Non.").err(), Some(Refusal::ReportKindMissing));
        assert_eq!(said("other", " \r\n ").err(), Some(Refusal::ReasonMissing));
        assert_eq!(said("wrong", ""), Ok(Said { kind: Kind::Wrong, text: String::new() }));
        assert_eq!(said("other", " Une\r\nligne\0 ").map(|s| s.text), Ok("Une\nligne".to_owned()));
    }

    #[test]
    fn letters_are_counted_not_bytes_and_a_line_ends_with_one() {
        assert!(said("unclear", &"é".repeat(LONGEST)).is_ok());
        assert_eq!(said("unclear", &"é".repeat(LONGEST + 1)).err(), Some(Refusal::TextTooLong));
        assert!(said("unclear", &format!("{}\r\n{}", "a".repeat(499), "b".repeat(500))).is_ok());
        assert_eq!(answer(" ").err(), Some(Refusal::ReasonMissing));
        assert_eq!(answer(&"a".repeat(LONGEST_ANSWER + 1)).err(), Some(Refusal::TextTooLong));
    }

    #[test]
    fn only_whoever_saw_the_answer_can_say_that_it_is_wrong() {
        let before: Vec<&str> = Kind::ALL.iter().filter(|k| k.is_seen_before_answering()).map(|k| k.code()).collect();
        assert_eq!(before, ["unclear", "outdated", "display", "other"]);
    }
}
