//! The hours of training that a text requires: what lessons and other trainings count for, who is on time, what can be attested.
//!
//! Hours are minutes here, so that sums are exact; credits are hundredths of an ECTS credit.

mod attestation;
mod code;
mod ledger;
pub(crate) mod letters;

pub use attestation::{Attested, AttestedDomain, Facts, attest};
pub use code::{CODE_LENGTH, CODE_LIVES, attendance_code, attestation_number, read_attendance_code, read_attestation_number};
pub use ledger::{Calendar, DomainHours, Entry, Ledger, Pace, Source, Targets};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Longest lesson or training, in minutes: a training of a year is not one of 28 hours.
pub const LONGEST: u32 = 200 * 60;
/// Longest title, name of a provider, place or name of a trainer, in characters.
pub const LONGEST_LINE: usize = 160;
/// Longest reason or proof, in characters.
pub const LONGEST_NOTE: usize = 500;
/// Attendance can be taken from so long before a lesson begins, in microseconds: people come early.
pub const BEFORE: i64 = 30 * 60 * 1_000_000;

/// Minutes by domain, named by the domain's code. A domain without minutes is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Split(BTreeMap<String, u32>);

impl Split {
    /// The minutes of these domains.
    pub fn of(minutes: impl IntoIterator<Item = (String, u32)>) -> Self {
        Self(minutes.into_iter().filter(|(_, minutes)| *minutes > 0).collect())
    }

    /// Minutes in a domain.
    pub fn minutes(&self, domain: &str) -> u32 {
        self.0.get(domain).copied().unwrap_or_default()
    }

    /// Minutes in all.
    pub fn total(&self) -> u32 {
        self.0.values().fold(0, |sum, minutes| sum.saturating_add(*minutes))
    }

    /// Domains with their minutes, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(domain, minutes)| (domain.as_str(), *minutes))
    }
}

/// Reads a time as people type it, in minutes: `1,5`, `1.5` and `2` are hours, `1 h 30`, `1h30`, `1:30`, `90 min` what they say. Nothing
/// is no time.
///
/// # Errors
/// [`Refusal::TrainingHours`]: it is none of these, or more than [`LONGEST`].
///
/// ```
/// use domain::training::read_minutes;
/// assert_eq!(read_minutes(" 1 h 30 "), Ok(90));
/// assert_eq!(read_minutes("0,25"), Ok(15));
/// ```
pub fn read_minutes(typed: &str) -> Result<u32, Refusal> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    if compact.is_empty() {
        return Ok(0);
    }
    let whole = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit())) };
    let read = if let Some(minutes) = compact.strip_suffix("min").or_else(|| compact.strip_suffix("mn")) {
        match minutes.split_once('h') {
            Some((hours, rest)) => clock(whole(hours), whole(rest)),
            None => whole(minutes).filter(|_| !minutes.is_empty()),
        }
    } else if let Some((hours, minutes)) = compact.split_once(['h', ':']) {
        clock(whole(hours).filter(|_| !hours.is_empty()), whole(minutes))
    } else {
        hours(&compact)
    };
    read.filter(|minutes| *minutes <= LONGEST).ok_or(Refusal::TrainingHours)
}

fn clock(hours: Option<u32>, minutes: Option<u32>) -> Option<u32> {
    hours?.checked_mul(60)?.checked_add(minutes.filter(|m| *m < 60)?)
}

/// Hours with at most two decimals, to the nearest minute.
fn hours(text: &str) -> Option<u32> {
    hundredths(text)?.checked_mul(60).map(|x| (x + 50) / 100)
}

/// A number with at most two decimals, in hundredths.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 2 {
        return None;
    }
    let decimals: u32 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(decimals)
}

/// Reads credits as people type them, in hundredths: `0,5`, `2`. Nothing is none; sixty are a year.
///
/// # Errors
/// [`Refusal::TrainingHours`].
pub fn read_credits(typed: &str) -> Result<u32, Refusal> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() {
        return Ok(0);
    }
    hundredths(&compact).filter(|credits| *credits <= 6_000).ok_or(Refusal::TrainingHours)
}

/// How it is known that somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// They typed the code that was shown in the room.
    Code,
    /// Their signature is on the paper sheet.
    Sheet,
    /// The trainer saw them.
    Trainer,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Code, Self::Sheet, Self::Trainer];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Sheet => "sheet",
            Self::Trainer => "trainer",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }
}

/// Where a training outside of the lessons stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The learner says so; nobody has looked at it.
    Claimed,
    /// It counts.
    Accepted,
    /// It does not, and a note says why.
    Refused,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Claimed, Self::Accepted, Self::Refused];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// The one of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// What a training outside of the lessons is.
pub const KINDS: [&str; 4] = ["online", "course", "workplace", "other"];

/// A title, a place, a name: trimmed, one line.
///
/// # Errors
/// [`Refusal::TextTooLong`].
pub fn line(typed: &str) -> Result<String, Refusal> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > LONGEST_LINE { Err(Refusal::TextTooLong) } else { Ok(line) }
}

/// The same, and there must be one.
///
/// # Errors
/// [`Refusal::TrainingTitle`] when there is none, [`Refusal::TextTooLong`].
pub fn title(typed: &str) -> Result<String, Refusal> {
    line(typed).and_then(|line| if line.is_empty() { Err(Refusal::TrainingTitle) } else { Ok(line) })
}

/// Whether these minutes by domain can be those of a lesson so long.
///
/// # Errors
/// [`Refusal::TrainingSplit`]: none at all, or more than the lesson lasts.
pub fn check_split(split: &Split, minutes: u32) -> Result<(), Refusal> {
    if split.total() == 0 || split.total() > minutes || minutes > LONGEST { Err(Refusal::TrainingSplit) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, minutes) in [
            ("", 0),
            ("  ", 0),
            ("0", 0),
            ("2", 120),
            ("1,5", 90),
            ("1.25", 75),
            ("0,33", 20),
            ("1h30", 90),
            ("1 h 30", 90),
            ("1 H", 60),
            ("1h05 min", 65),
            ("1:30", 90),
            ("90 min", 90),
            ("45mn", 45),
            ("\u{a0}3 h\u{202f}15", 195),
        ] {
            assert_eq!(read_minutes(typed), Ok(minutes), "{typed}");
        }
        for wrong in ["-1", "+1", "h30", "1h60", "1:99", "une heure", "1,555", "201", "99999999999", "1e3", "min", "½", "١"] {
            assert_eq!(read_minutes(wrong), Err(Refusal::TrainingHours), "{wrong}");
        }
    }

    #[test]
    fn credits_are_read_in_hundredths() {
        assert_eq!((read_credits("2"), read_credits("0,5"), read_credits(""), read_credits("1.25")), (Ok(200), Ok(50), Ok(0), Ok(125)));
        for wrong in ["-1", "61", "un", "0,125"] {
            assert_eq!(read_credits(wrong), Err(Refusal::TrainingHours), "{wrong}");
        }
    }

    #[test]
    fn a_lesson_gives_no_more_hours_than_it_lasts() {
        let split = |minutes: &[(&str, u32)]| Split::of(minutes.iter().map(|(d, m)| ((*d).to_owned(), *m)));
        assert_eq!(check_split(&split(&[("1", 60), ("2", 30)]), 90), Ok(()));
        assert_eq!(check_split(&split(&[("1", 60), ("2", 31)]), 90), Err(Refusal::TrainingSplit));
        assert_eq!(check_split(&split(&[("1", 0)]), 90), Err(Refusal::TrainingSplit));
        assert_eq!(check_split(&split(&[("1", u32::MAX), ("2", 1)]), u32::MAX), Err(Refusal::TrainingSplit));
    }

    #[test]
    fn words_that_are_stored_are_read_back() {
        assert!(How::ALL.iter().all(|how| How::parse(how.code()) == Some(*how)));
        assert!(Status::ALL.iter().all(|status| Status::parse(status.code()) == Some(*status)));
        assert_eq!((title(" \n "), title(" La  nuit ")), (Err(Refusal::TrainingTitle), Ok("La nuit".to_owned())));
        assert_eq!(title(&"é".repeat(161)), Err(Refusal::TextTooLong));
        let split: Split = serde_json::from_str(r#"{"2":90,"1":30}"#).expect("as it is stored");
        assert_eq!((split.total(), split.minutes("2"), split.minutes("5")), (120, 90, 0));
        assert_eq!(serde_json::to_string(&split).expect("JSON"), r#"{"1":30,"2":90}"#);
    }
}
