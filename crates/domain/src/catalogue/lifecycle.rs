//! The life of an offer: from a draft to the catalogue, and out of it.
//!
//! Two texts are told apart: the one at work, which somebody writes and somebody else checks, and the one that is shown. What is shown changes when
//! a text was checked, when the team puts one there to be checked, and when the offer is withdrawn.

use super::offer::{Offer, Status};
use crate::date::{Day, span};
use crate::refusal::Refusal;
use crate::words::words;

/// Months for which a check holds.
pub const CHECKED_FOR: u16 = 12;
/// Days before the end of which an organisation is warned.
pub const WARNED_BEFORE: u16 = 30;

words! {
    /// Where the text at work stands.
    Stage {
        /// Its organisation writes it.
        Draft => "draft",
        /// It waits for the team.
        Proposed => "proposed",
        /// The team put it in the catalogue; a second person is to compare it with its source.
        ToBeChecked => "to-be-checked",
        /// It was compared with its source.
        Checked => "checked",
        /// It has no place in the catalogue.
        Refused => "refused",
        /// It was taken out.
        Withdrawn => "withdrawn",
    }

    /// What is done with an offer, as its history tells.
    Act {
        /// It was begun.
        Made => "made",
        /// It came with a list.
        Imported => "imported",
        /// Its text was changed.
        Changed => "changed",
        /// It was sent to the team.
        Proposed => "proposed",
        /// It was taken back before it was looked at.
        TakenBack => "taken-back",
        /// It was compared with its source and found right.
        Checked => "checked",
        /// It was sent back with words.
        SentBack => "sent-back",
        /// It was refused.
        Refused => "refused",
        /// It was taken out of the catalogue.
        Withdrawn => "withdrawn",
        /// It was put to work again.
        Reopened => "reopened",
    }

    /// Who acts.
    Party {
        /// The organisation that proposes.
        Organisation => "organisation",
        /// The team.
        Team => "team",
    }
}

/// What becomes of an offer by an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Where its text stands then.
    pub stage: Stage,
    /// What becomes of what is shown.
    pub shown: Shown,
}

/// What becomes of what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// It stays.
    Stays,
    /// The text at work takes its place.
    Replaced,
    /// Nothing is shown any more.
    Removed,
}

/// What an act makes of an offer whose text stands at `stage`; `is_shown` says whether something is in the catalogue.
///
/// # Errors
/// [`Refusal::OfferStage`]: it is not the moment for this act.
pub fn step(stage: Stage, is_shown: bool, act: Act, by: Party) -> Result<Step, Refusal> {
    let to = |stage, shown| Ok(Step { stage, shown });
    match (by, act, stage) {
        // who writes goes on writing; a text that was sent, or was checked, is written anew as a draft
        (Party::Organisation, Act::Changed, Stage::Draft | Stage::Checked | Stage::ToBeChecked)
        | (Party::Organisation, Act::TakenBack, Stage::Proposed)
        | (Party::Organisation, Act::Reopened, Stage::Withdrawn)
        | (Party::Team, Act::SentBack, Stage::Proposed) => to(Stage::Draft, Shown::Stays),
        // a change was refused, not the offer: another one can be proposed
        (Party::Organisation, Act::Changed, Stage::Refused) if is_shown => to(Stage::Draft, Shown::Stays),
        (Party::Organisation, Act::Proposed, Stage::Draft | Stage::Checked | Stage::ToBeChecked) => to(Stage::Proposed, Shown::Stays),
        (Party::Organisation | Party::Team, Act::Withdrawn, _) if is_shown => to(Stage::Withdrawn, Shown::Removed),
        // the team corrects: what is shown is corrected at once and waits for a second person; what is not shown stays proposed
        (Party::Team, Act::Changed, Stage::Proposed) if !is_shown => to(Stage::Proposed, Shown::Stays),
        (Party::Team, Act::Changed, Stage::Proposed | Stage::ToBeChecked | Stage::Checked) | (Party::Team, Act::Reopened, Stage::Withdrawn) => {
            to(Stage::ToBeChecked, Shown::Replaced)
        }
        (Party::Team, Act::Checked, Stage::Proposed | Stage::ToBeChecked | Stage::Checked) => to(Stage::Checked, Shown::Replaced),
        (Party::Team, Act::Refused, Stage::Proposed) => to(Stage::Refused, Shown::Stays),
        _ => Err(Refusal::OfferStage),
    }
}

/// Whether a person may check a text: nobody checks what they wrote, or had a part in since it was last checked. `hands` are those who made or
/// changed it since.
///
/// # Errors
/// [`Refusal::OfferOwnText`].
pub fn may_check(person: u128, hands: &[u128]) -> Result<(), Refusal> {
    if hands.contains(&person) { Err(Refusal::OfferOwnText) } else { Ok(()) }
}

/// How sure an offer is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Read in a public source, confirmed by nobody.
    ToBeChecked,
    /// Compared with its source on that day.
    Checked {
        /// The day.
        on: Day,
    },
    /// It was compared or read too long ago.
    ToBeCheckedAgain {
        /// Since when.
        since: Day,
    },
    /// Its last day is over.
    Over {
        /// That day.
        on: Day,
    },
}

impl Freshness {
    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToBeChecked => "to-be-checked",
            Self::Checked { .. } => "checked",
            Self::ToBeCheckedAgain { .. } => "to-be-checked-again",
            Self::Over { .. } => "over",
        }
    }
}

/// How sure an offer is on `today`. `checked_on` and `expires_on` are those of its row; an offer that came with the program has none, and goes by
/// the month in which its source was read.
pub fn freshness(offer: &Offer, checked_on: Option<Day>, expires_on: Option<Day>, today: Day) -> Freshness {
    if let Some(on) = offer.ends.as_deref().and_then(span).map(|(_, last)| last).filter(|last| *last < today) {
        return Freshness::Over { on };
    }
    if let Some(since) = expires_on.or_else(|| offer.source.review_by()).filter(|last| *last < today) {
        return Freshness::ToBeCheckedAgain { since: since.plus(1) };
    }
    match checked_on {
        Some(on) if offer.status == Status::Checked => Freshness::Checked { on },
        _ => Freshness::ToBeChecked,
    }
}

/// The last day on which a check of this day holds.
pub fn expires(checked_on: Day) -> Day {
    let month = checked_on.month();
    let days = checked_on.number() - month.first_day().number();
    let month = month.plus(CHECKED_FOR);
    month.first_day().plus(u16::try_from(days).unwrap_or_default()).min(month.last_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::columns::tests::offer;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn an_organisation_writes_and_the_team_decides() {
        let (mine, team) = (Party::Organisation, Party::Team);
        let went = |stage, is_shown, act, by| step(stage, is_shown, act, by).map(|s| (s.stage, s.shown));
        assert_eq!(went(Stage::Draft, false, Act::Proposed, mine), Ok((Stage::Proposed, Shown::Stays)));
        assert_eq!(went(Stage::Proposed, false, Act::Checked, team), Ok((Stage::Checked, Shown::Replaced)));
        assert_eq!(went(Stage::Proposed, false, Act::SentBack, team), Ok((Stage::Draft, Shown::Stays)));
        assert_eq!(went(Stage::Checked, true, Act::Changed, mine), Ok((Stage::Draft, Shown::Stays)), "the catalogue keeps what was checked");
        assert_eq!(went(Stage::Checked, true, Act::Changed, team), Ok((Stage::ToBeChecked, Shown::Replaced)));
        assert_eq!(went(Stage::Proposed, false, Act::Changed, team), Ok((Stage::Proposed, Shown::Stays)), "nothing is shown before a check");
        assert_eq!(went(Stage::Checked, true, Act::Withdrawn, mine), Ok((Stage::Withdrawn, Shown::Removed)));
    }

    #[test]
    fn no_organisation_decides_on_its_own_offer() {
        for stage in Stage::ALL {
            for act in [Act::Checked, Act::SentBack, Act::Refused] {
                for is_shown in [true, false] {
                    assert_eq!(step(*stage, is_shown, act, Party::Organisation), Err(Refusal::OfferStage), "{stage:?} {act:?}");
                }
            }
        }
        // and whatever it does, what is shown is never replaced by it
        for stage in Stage::ALL {
            for act in Act::ALL {
                let replaced = step(*stage, true, *act, Party::Organisation).is_ok_and(|s| s.shown == Shown::Replaced);
                assert!(!replaced, "{stage:?} {act:?}");
            }
        }
    }

    #[test]
    fn what_was_sent_is_not_changed_under_the_eyes_of_who_reads_it() {
        assert_eq!(step(Stage::Proposed, false, Act::Changed, Party::Organisation), Err(Refusal::OfferStage));
        assert_eq!(step(Stage::Refused, false, Act::Proposed, Party::Organisation), Err(Refusal::OfferStage));
        assert_eq!(step(Stage::Draft, false, Act::Checked, Party::Team), Err(Refusal::OfferStage), "a draft is nobody's but its organisation's");
        assert_eq!(step(Stage::Draft, false, Act::Withdrawn, Party::Organisation), Err(Refusal::OfferStage), "what is not shown is not withdrawn");
    }

    #[test]
    fn nobody_checks_what_they_wrote() {
        assert_eq!(may_check(1, &[2, 3]), Ok(()));
        assert_eq!(may_check(1, &[]), Ok(()), "what came with the program was written by nobody here");
        assert_eq!(may_check(1, &[2, 1]), Err(Refusal::OfferOwnText));
    }

    #[test]
    fn a_check_holds_for_twelve_months() {
        assert_eq!(expires(day("2026-11-22")), day("2027-11-22"));
        assert_eq!(expires(day("2028-02-29")), day("2029-02-28"));
        let mut offer = Offer { status: Status::Checked, ends: None, ..offer() };
        let (on, until) = (Some(day("2026-11-22")), Some(day("2027-11-22")));
        assert_eq!(freshness(&offer, on, until, day("2027-11-22")), Freshness::Checked { on: day("2026-11-22") });
        assert_eq!(freshness(&offer, on, until, day("2027-11-23")), Freshness::ToBeCheckedAgain { since: day("2027-11-23") });
        offer.ends = Some("2027-06".into());
        assert_eq!(freshness(&offer, on, until, day("2027-06-30")).code(), "checked");
        assert_eq!(freshness(&offer, on, until, day("2027-07-01")), Freshness::Over { on: day("2027-06-30") });
        let shipped = Offer { status: Status::ToBeChecked, ends: None, ..offer };
        assert_eq!(freshness(&shipped, None, None, day("2027-11-30")), Freshness::ToBeChecked);
        assert_eq!(freshness(&shipped, None, None, day("2027-12-01")), Freshness::ToBeCheckedAgain { since: day("2027-12-01") });
    }

    #[test]
    fn words_are_stored_and_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.code()), Some(*stage));
        }
        for act in Act::ALL {
            assert_eq!(Act::parse(act.code()), Some(*act));
        }
        assert_eq!(Party::parse("team"), Some(Party::Team));
    }
}
