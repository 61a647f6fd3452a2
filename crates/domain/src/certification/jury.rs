//! The jury: acts that take two people, what a ruling may be, and what must be settled before results are.

use serde::{Deserialize, Serialize};

use crate::profile::Level;
use crate::refusal::Refusal;
use crate::words::words;

words! {
    /// What takes two people. The words are those of the table; sending to the Caisse des Dépôts and revoking have their own pages.
    Matter {
        /// Another decision on a sitting than the one that stands.
        Decision => "decision",
        /// A question that shall count for nobody.
        Neutralisation => "neutralisation",
        /// The rules of exams to come.
        Rules => "rules",
    }
}

words! {
    /// Where a proposal stands.
    ProposalStatus {
        /// It waits for somebody else.
        Open => "open",
        /// Somebody else agreed: it was done.
        Adopted => "adopted",
        /// Somebody else did not agree.
        Refused => "refused",
        /// Who proposed took it back.
        Withdrawn => "withdrawn",
    }
}

words! {
    /// Where a decision comes from.
    DecisionKind {
        /// The published rule, from the answers.
        Rule => "rule",
        /// The jury: it confirmed the rule, or two of its members decided otherwise.
        Jury => "jury",
        /// The rule again, after a question was neutralised.
        Rescoring => "rescoring",
        /// Two members of the jury, after an appeal.
        Appeal => "appeal",
    }
}

words! {
    /// What a decision says.
    Outcome {
        /// The sitting counts for nothing and costs no attempt: it broke down.
        Void => "void",
        /// Not certified this time.
        Refused => "refused",
        /// Certified, at a level.
        Certified => "certified",
    }
}

/// What is decided of a sitting. The greater is the better for the candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ruling {
    /// Certified or not.
    pub outcome: Outcome,
    /// The level given: from Socle on where certified, Découverte otherwise.
    pub level: Level,
}

impl Ruling {
    /// As the table keeps it: the word and the level from 0.
    pub fn read(outcome: &str, level: i64) -> Option<Self> {
        Some(Self { outcome: Outcome::parse(outcome)?, level: *Level::ALL.get(usize::try_from(level).ok()?)? })
    }

    /// The level from 0.
    pub const fn level_number(self) -> i64 {
        self.level as i64
    }

    /// What somebody asks for instead of `now`.
    ///
    /// # Errors
    /// [`Refusal::NothingChanges`] where that is what stands; [`Refusal::Malformed`] for a certificate below the level to reach.
    pub fn instead_of(now: Self, outcome: Outcome, level: Level, pass: Level) -> Result<Self, Refusal> {
        let asked = match outcome {
            Outcome::Certified if level < pass || level == Level::Decouverte => return Err(Refusal::Malformed),
            Outcome::Certified => Self { outcome, level },
            Outcome::Refused | Outcome::Void => Self { outcome, level: Level::Decouverte },
        };
        if asked == now || (asked.outcome == now.outcome && outcome != Outcome::Certified) { Err(Refusal::NothingChanges) } else { Ok(asked) }
    }

    /// What stands after a question was neutralised: what the rule says now where that is better; where it is worse, only if two people
    /// said that losses hold, and never against what people decided of this very sitting. A sitting that broke down stays so.
    #[must_use]
    pub fn rescored(self, by_rule: Self, losses_hold: bool, people_decided: bool) -> Self {
        if self.outcome == Outcome::Void || by_rule.outcome == Outcome::Void {
            return self;
        }
        if by_rule > self || (losses_hold && !people_decided) { by_rule } else { self }
    }
}

/// Whether `by` may settle what `proposer` proposed. Nobody seconds what they proposed; where the proposer is gone, anybody of the jury may.
///
/// # Errors
/// [`Refusal::ProposalSettled`], [`Refusal::OwnProposal`].
pub fn may_settle(status: ProposalStatus, proposer: Option<u128>, by: u128) -> Result<(), Refusal> {
    match (status, proposer) {
        (ProposalStatus::Open, Some(proposer)) if proposer == by => Err(Refusal::OwnProposal),
        (ProposalStatus::Open, _) => Ok(()),
        _ => Err(Refusal::ProposalSettled),
    }
}

/// Whether `by` may take a proposal back: it is theirs, and open.
///
/// # Errors
/// [`Refusal::ProposalSettled`], [`Refusal::NotYours`].
pub fn may_withdraw(status: ProposalStatus, proposer: Option<u128>, by: u128) -> Result<(), Refusal> {
    match status {
        ProposalStatus::Open if proposer == Some(by) => Ok(()),
        ProposalStatus::Open => Err(Refusal::NotYours),
        _ => Err(Refusal::ProposalSettled),
    }
}

/// What still stands between an exam and its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missing {
    /// Sittings on which nothing was decided, not even by the rule.
    pub undecided: usize,
    /// Proposals that wait for a second person.
    pub proposals: usize,
    /// Reports of fraud that nobody of the jury has examined.
    pub frauds: usize,
    /// Close calls that nobody looked at.
    pub close: usize,
}

impl Missing {
    /// Whether the jury may confirm.
    ///
    /// # Errors
    /// [`Refusal::DecisionsMissing`].
    pub fn settled(self) -> Result<(), Refusal> {
        if self == Self::default() { Ok(()) } else { Err(Refusal::DecisionsMissing) }
    }
}

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 4_000;
/// The shortest reason that says something.
const SHORTEST_REASON: usize = 10;

/// A reason as it is kept: trimmed, without control characters but line ends.
///
/// # Errors
/// [`Refusal::ReasonMissing`] where it says nothing, [`Refusal::TextTooLong`].
pub fn reason(typed: &str) -> Result<String, Refusal> {
    let kept: String = typed.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let kept = kept.trim().to_owned();
    match kept.chars().count() {
        count if count < SHORTEST_REASON => Err(Refusal::ReasonMissing),
        count if count > LONGEST_REASON => Err(Refusal::TextTooLong),
        _ => Ok(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFIED: Ruling = Ruling { outcome: Outcome::Certified, level: Level::Socle };
    const ADVANCED: Ruling = Ruling { outcome: Outcome::Certified, level: Level::Avance };
    const REFUSED: Ruling = Ruling { outcome: Outcome::Refused, level: Level::Decouverte };
    const VOID: Ruling = Ruling { outcome: Outcome::Void, level: Level::Decouverte };

    #[test]
    fn nobody_seconds_what_they_proposed() {
        assert_eq!(may_settle(ProposalStatus::Open, Some(1), 1), Err(Refusal::OwnProposal));
        assert_eq!(may_settle(ProposalStatus::Open, Some(1), 2), Ok(()));
        assert_eq!(may_settle(ProposalStatus::Open, None, 2), Ok(()), "whoever proposed erased their account");
        for settled in [ProposalStatus::Adopted, ProposalStatus::Refused, ProposalStatus::Withdrawn] {
            assert_eq!(may_settle(settled, Some(1), 2), Err(Refusal::ProposalSettled));
            assert_eq!(may_withdraw(settled, Some(1), 1), Err(Refusal::ProposalSettled));
        }
        assert_eq!(may_withdraw(ProposalStatus::Open, Some(1), 1), Ok(()));
        assert_eq!(may_withdraw(ProposalStatus::Open, Some(1), 2), Err(Refusal::NotYours));
        assert_eq!(may_withdraw(ProposalStatus::Open, None, 2), Err(Refusal::NotYours));
    }

    #[test]
    fn nobody_loses_by_a_neutralisation_unless_two_people_said_so() {
        assert!(VOID < REFUSED && REFUSED < CERTIFIED && CERTIFIED < ADVANCED);
        assert_eq!(CERTIFIED.rescored(REFUSED, false, false), CERTIFIED);
        assert_eq!(CERTIFIED.rescored(REFUSED, true, false), REFUSED);
        assert_eq!(CERTIFIED.rescored(REFUSED, true, true), CERTIFIED, "what two people decided of this sitting stands");
        assert_eq!(REFUSED.rescored(CERTIFIED, false, true), CERTIFIED, "what is better is given to everybody");
        assert_eq!(CERTIFIED.rescored(ADVANCED, false, false), ADVANCED);
        assert_eq!(VOID.rescored(CERTIFIED, true, false), VOID);
        assert_eq!(CERTIFIED.rescored(VOID, true, false), CERTIFIED);
    }

    #[test]
    fn a_ruling_that_changes_nothing_or_certifies_below_the_level_is_refused() {
        let asked = |now, outcome, level| Ruling::instead_of(now, outcome, level, Level::Socle);
        assert_eq!(asked(REFUSED, Outcome::Certified, Level::Socle), Ok(CERTIFIED));
        assert_eq!(asked(REFUSED, Outcome::Certified, Level::Decouverte), Err(Refusal::Malformed));
        assert_eq!(Ruling::instead_of(REFUSED, Outcome::Certified, Level::Socle, Level::Avance), Err(Refusal::Malformed));
        assert_eq!(asked(CERTIFIED, Outcome::Certified, Level::Socle), Err(Refusal::NothingChanges));
        assert_eq!(asked(REFUSED, Outcome::Refused, Level::Expert), Err(Refusal::NothingChanges));
        assert_eq!(asked(CERTIFIED, Outcome::Void, Level::Expert), Ok(VOID));
    }

    #[test]
    fn a_jury_confirms_when_nothing_waits() {
        assert_eq!(Missing::default().settled(), Ok(()));
        for missing in [
            Missing { undecided: 1, ..Missing::default() },
            Missing { proposals: 1, ..Missing::default() },
            Missing { frauds: 1, ..Missing::default() },
            Missing { close: 1, ..Missing::default() },
        ] {
            assert_eq!(missing.settled(), Err(Refusal::DecisionsMissing));
        }
    }

    #[test]
    fn a_reason_says_something() {
        assert_eq!(reason(" non \r\n"), Err(Refusal::ReasonMissing));
        assert_eq!(reason("Panne de courant\r\nde 10 h 12 à 10 h 20\u{0}.").as_deref(), Ok("Panne de courant\nde 10 h 12 à 10 h 20."));
        assert_eq!(reason(&"a".repeat(LONGEST_REASON + 1)), Err(Refusal::TextTooLong));
    }

    #[test]
    fn rulings_are_kept_and_read_back() {
        for ruling in [CERTIFIED, ADVANCED, REFUSED, VOID] {
            assert_eq!(Ruling::read(ruling.outcome.code(), ruling.level_number()), Some(ruling));
        }
        assert_eq!(Ruling::read("certified", 4), None);
        assert_eq!(Ruling::read("perhaps", 1), None);
    }
}
