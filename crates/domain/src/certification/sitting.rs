//! A sitting: one candidate at an exam, from the door to the end; what may be done to it, and when.

use std::collections::BTreeSet;

use crate::blueprint::SECOND;
use crate::refusal::Refusal;
use crate::session;
use crate::words::words;

words! {
    /// Where a sitting stands.
    Status {
        /// At the door, or let in; nothing was asked yet.
        Waiting => "waiting",
        /// Questions are on the table.
        Running => "running",
        /// An invigilator stopped its clock.
        Paused => "paused",
        /// Over, and to be decided on.
        Ended => "ended",
        /// It broke down, or never began: it costs no attempt.
        Void => "void",
    }
}

words! {
    /// Why a sitting ended.
    Ending {
        /// Everything was asked.
        Complete => "complete",
        /// Its time was over.
        Time => "time",
        /// The candidate handed in before.
        Candidate => "candidate",
        /// An invigilator ended it.
        Invigilator => "invigilator",
        /// It could not go on, through no fault of the candidate.
        Technical => "technical",
    }
}

words! {
    /// What is wrong with a question, in the words of whoever sits before it.
    AlertKind {
        /// It does not show, or not whole.
        Display => "display",
        /// Its tool does not answer.
        Simulator => "simulator",
        /// It cannot be answered as it is written.
        Wording => "wording",
        /// Something else.
        Other => "other",
    }
}

words! {
    /// What became of an alert.
    AlertStatus {
        /// It waits for an invigilator; the clock stands.
        Open => "open",
        /// The question was set aside.
        Frozen => "frozen",
        /// The candidate goes on with the question.
        Kept => "kept",
        /// The candidate took it back.
        Withdrawn => "withdrawn",
        /// The sitting ended before anybody settled it.
        Lapsed => "lapsed",
    }
}

words! {
    /// Two documents, and no third: what went wrong, and what somebody did.
    ReportKind {
        /// Something disturbed the exam.
        Incident => "incident",
        /// Somebody is thought to have cheated.
        Fraud => "fraud",
    }
}

words! {
    /// Where a report stands.
    ReportStatus {
        /// Being written.
        Draft => "draft",
        /// Signed: it is not changed any more.
        Filed => "filed",
        /// The jury has looked at it.
        Examined => "examined",
    }
}

words! {
    /// What happened during a sitting.
    EventKind {
        /// A browser came with the right code.
        Entered => "entered",
        /// The identity was checked.
        Admitted => "admitted",
        /// The check was taken back.
        TakenBack => "taken-back",
        /// The first question was put.
        Began => "began",
        /// The page is not in front any more.
        Left => "left",
        /// It is again.
        Returned => "returned",
        /// Another browser asks to go on.
        DeviceAsked => "device-asked",
        /// It may, and the first one is out.
        Moved => "moved",
        /// It may not.
        DeviceRefused => "device-refused",
        /// The clock was stopped.
        Paused => "paused",
        /// It runs again.
        Resumed => "resumed",
        /// There is more time.
        Extended => "extended",
        /// The candidate says that a question cannot be answered.
        Alerted => "alerted",
        /// The question was set aside.
        Frozen => "frozen",
        /// The candidate goes on with it.
        Kept => "kept",
        /// The candidate took the alert back.
        Withdrawn => "withdrawn",
        /// It is over.
        Ended => "ended",
    }
}

impl Status {
    /// Whether nothing happens in it any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Void)
    }

    /// Whether questions were put and it is not over.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

impl Ending {
    /// Why the sitting ended, from why its session did.
    pub const fn of(ending: session::Ending) -> Self {
        match ending {
            session::Ending::Precise | session::Ending::Length | session::Ending::Exhausted => Self::Complete,
            session::Ending::Time => Self::Time,
            session::Ending::Asked => Self::Candidate,
            session::Ending::Stopped => Self::Invigilator,
        }
    }
}

impl ReportKind {
    /// What can have happened, the commonest first. The words are stable.
    pub const fn categories(self) -> &'static [&'static str] {
        match self {
            Self::Incident => &["network", "machine", "power", "noise", "health", "evacuation", "late", "identity", "other"],
            Self::Fraud => &["phone", "help", "documents", "copying", "impersonation", "other"],
        }
    }
}

/// What an invigilator may do to a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Say that the candidate is who they say.
    Admit,
    /// Take that back.
    TakeBack,
    /// Stop the clock.
    Pause,
    /// Let it run again.
    Resume,
    /// Give more time.
    Extend,
    /// Let another browser go on, or not.
    SettleDevice,
    /// Set a question aside, or let the candidate go on with it.
    SettleAlert,
    /// End it.
    End,
    /// Say that it broke down.
    Fail,
}

/// Whether an invigilator may do this now. Pausing what is paused changes nothing and is no mistake.
///
/// # Errors
/// [`Refusal::SittingOver`], [`Refusal::ExamNotBegun`], or [`Refusal::SittingBegun`] for what is done at the door only.
pub const fn may(status: Status, act: Act) -> Result<(), Refusal> {
    match (status, act) {
        (Status::Ended | Status::Void, _) => Err(Refusal::SittingOver),
        (Status::Running | Status::Paused, Act::Admit | Act::TakeBack) => Err(Refusal::SittingBegun),
        (Status::Waiting, Act::Pause | Act::Resume | Act::Extend | Act::SettleAlert | Act::End | Act::Fail) => Err(Refusal::ExamNotBegun),
        _ => Ok(()),
    }
}

/// What a candidate must have to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// Whether an invigilator opened the exam.
    pub is_exam_running: bool,
    /// Whether the identity was checked.
    pub is_admitted: bool,
    /// Whether the code on the board was typed right.
    pub is_code_right: bool,
}

/// Whether a candidate may begin.
///
/// # Errors
/// What is missing, in the order in which it is to be had.
pub const fn may_begin(door: Door) -> Result<(), Refusal> {
    match door {
        Door { is_exam_running: false, .. } => Err(Refusal::ExamNotOpen),
        Door { is_admitted: false, .. } => Err(Refusal::ExamNotAdmitted),
        Door { is_code_right: false, .. } => Err(Refusal::ExamStartCode),
        _ => Ok(()),
    }
}

/// Whether the clock of a sitting runs. It stands for whoever waits for an invigilator.
pub const fn clock_runs(status: Status, has_open_alert: bool) -> bool {
    matches!(status, Status::Running) && !has_open_alert
}

/// Where a sitting stands that broke down after so many answers that count: enough of them are decided on, fewer cost nothing.
pub const fn after_failure(counted: u32, least: u32) -> Status {
    if counted >= least { Status::Ended } else { Status::Void }
}

/// How a candidate's browser is heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is there.
    Here,
    /// It says that another page or program is in front, since then.
    Away(i64),
    /// It says nothing any more, since then.
    Silent(i64),
}

/// A browser that says nothing for so long is gone: it speaks every quarter of a minute.
pub const SILENT_AFTER: i64 = 50 * SECOND;

/// How a browser is heard of at this moment, from when it was heard last and since when its page is not in front. Microseconds UTC.
pub fn presence(now: i64, seen_at: i64, away_since: Option<i64>) -> Presence {
    match away_since {
        _ if now - seen_at > SILENT_AFTER => Presence::Silent(seen_at),
        Some(since) => Presence::Away(since),
        None => Presence::Here,
    }
}

/// Minutes that can be given at once.
pub const MOST_MINUTES: u32 = 120;

/// Minutes as they were typed.
///
/// # Errors
/// [`Refusal::ExamMinutes`]: not a whole number from 1 to [`MOST_MINUTES`].
pub fn read_minutes(typed: &str) -> Result<u32, Refusal> {
    typed.trim().parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes)).ok_or(Refusal::ExamMinutes)
}

/// Words of an invigilator or a candidate, cut at their ends.
///
/// # Errors
/// [`Refusal::ReasonMissing`] when there are none and some are wanted, [`Refusal::TextTooLong`] beyond `most` characters.
pub fn read_words(typed: &str, most: usize, wanted: bool) -> Result<String, Refusal> {
    let words = typed.trim().replace('\0', "");
    if wanted && words.is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    if words.chars().count() > most {
        return Err(Refusal::TextTooLong);
    }
    Ok(words)
}

/// The number by which a jury knows a sitting: drawn among those that are free, so that it tells neither name nor order of arrival. `drawn`
/// is chance, `seats` those of the exam.
pub fn draw_number(taken: &BTreeSet<i64>, seats: i64, drawn: u64) -> i64 {
    let highest = (2 * seats).max(99).max(2 * taken.len() as i64);
    let free: Vec<i64> = (1..=highest).filter(|number| !taken.contains(number)).collect();
    free[(drawn % free.len() as u64) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stored_and_read_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.code()), Some(*status));
        }
        for kind in EventKind::ALL {
            assert_eq!(EventKind::parse(kind.code()), Some(*kind));
        }
        assert_eq!(Status::parse("Running"), None);
        assert_eq!(Ending::of(session::Ending::Stopped), Ending::Invigilator);
        assert_eq!(Ending::of(session::Ending::Length), Ending::Complete);
    }

    #[test]
    fn what_is_over_stays_over_and_what_has_not_begun_has_no_clock() {
        let acts = [Act::Admit, Act::TakeBack, Act::Pause, Act::Resume, Act::Extend, Act::SettleDevice, Act::SettleAlert, Act::End, Act::Fail];
        for act in acts {
            for over in [Status::Ended, Status::Void] {
                assert_eq!(may(over, act), Err(Refusal::SittingOver), "{act:?}");
            }
            let at_the_door = matches!(act, Act::Admit | Act::TakeBack | Act::SettleDevice);
            assert_eq!(may(Status::Waiting, act).is_ok(), at_the_door, "{act:?}");
            let under_way = !matches!(act, Act::Admit | Act::TakeBack);
            for status in [Status::Running, Status::Paused] {
                assert_eq!(may(status, act).is_ok(), under_way, "{act:?}");
            }
        }
    }

    #[test]
    fn nobody_begins_before_the_exam_is_open_their_identity_checked_and_the_code_on_the_board_typed() {
        let door = |is_exam_running, is_admitted, is_code_right| may_begin(Door { is_exam_running, is_admitted, is_code_right });
        assert_eq!(door(false, true, true), Err(Refusal::ExamNotOpen));
        assert_eq!(door(true, false, true), Err(Refusal::ExamNotAdmitted));
        assert_eq!(door(true, true, false), Err(Refusal::ExamStartCode));
        assert_eq!(door(true, true, true), Ok(()));
    }

    #[test]
    fn the_clock_runs_for_whoever_can_answer_and_for_nobody_else() {
        assert!(clock_runs(Status::Running, false));
        assert!(!clock_runs(Status::Running, true), "an alert waits");
        for status in [Status::Waiting, Status::Paused, Status::Ended, Status::Void] {
            assert!(!clock_runs(status, false), "{status:?}");
        }
    }

    #[test]
    fn a_failure_costs_nothing_unless_enough_was_answered_to_decide() {
        assert_eq!(after_failure(0, 24), Status::Void);
        assert_eq!(after_failure(23, 24), Status::Void);
        assert_eq!(after_failure(24, 24), Status::Ended);
    }

    #[test]
    fn a_browser_is_here_away_or_silent() {
        let now = 1_000 * SECOND;
        assert_eq!(presence(now, now - 20 * SECOND, None), Presence::Here);
        assert_eq!(presence(now, now - 20 * SECOND, Some(now - 300 * SECOND)), Presence::Away(now - 300 * SECOND));
        assert_eq!(presence(now, now - 51 * SECOND, Some(now - 300 * SECOND)), Presence::Silent(now - 51 * SECOND));
    }

    #[test]
    fn minutes_and_words_are_read_or_refused() {
        assert_eq!(read_minutes(" 10 "), Ok(10));
        for wrong in ["", "0", "121", "-5", "dix", "1.5"] {
            assert_eq!(read_minutes(wrong), Err(Refusal::ExamMinutes), "{wrong}");
        }
        assert_eq!(read_words("  panne\0 ", 10, true), Ok("panne".into()));
        assert_eq!(read_words(" ", 10, true), Err(Refusal::ReasonMissing));
        assert_eq!(read_words(" ", 10, false), Ok(String::new()));
        assert_eq!(read_words("onze lettres", 11, true), Err(Refusal::TextTooLong));
    }

    #[test]
    fn a_number_is_free_and_tells_no_order() {
        let mut taken = BTreeSet::new();
        for drawn in 0..250 {
            let number = draw_number(&taken, 12, drawn * 7919);
            assert!(number >= 1 && taken.insert(number), "{number}");
        }
        assert_ne!(draw_number(&BTreeSet::new(), 12, 5), draw_number(&BTreeSet::new(), 12, 6));
    }
}
