//! Campaigns: assessments that an organisation offers to its people, from the moment somebody thinks of one to its end.

mod code;
mod recognition;
mod reminders;
mod settings;
mod sittings;
mod template;

pub use code::{Code, MOST_CODES};
pub use recognition::{Claim, Known, recognised};
pub use reminders::{Mail, due};
pub use settings::{Fault, Settings, faults};
pub use sittings::{Sitting, Step, next_step};
pub use template::{TEMPLATES, Template};

use crate::blueprint::SECOND;

/// Letters that fit in a title.
pub const LONGEST_TITLE: usize = 120;
/// Letters that fit in what is said to people before they begin.
pub const LONGEST_INTRO: usize = 4_000;
/// Sittings of one person in one campaign at the most.
pub const MOST_SITTINGS: u8 = 5;
/// A campaign that closes within this time is worth a look at who has not begun.
pub const CLOSES_SOON: i64 = 3 * 24 * 3600 * SECOND;

/// For whom a campaign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Everybody the organisation lists.
    #[default]
    Everybody,
    /// Those of some units and cohorts.
    Groups,
    /// Whoever has its code, listed or not.
    Open,
}

impl Audience {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Everybody, Self::Groups, Self::Open];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Groups => "groups",
            Self::Open => "open",
        }
    }

    /// The audience of this word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.code() == code)
    }
}

/// When a campaign begins and ends, microseconds UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// From when on people may begin; never for a draft.
    pub opens_at: Option<i64>,
    /// From when on nobody may any more, as it was planned.
    pub closes_at: Option<i64>,
    /// When somebody closed it before that.
    pub closed_at: Option<i64>,
}

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Being written: nobody sees it.
    Draft,
    /// Its day has not come.
    Planned,
    /// People take part.
    Open,
    /// Over.
    Over,
}

impl Phase {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Planned, Self::Open, Self::Over];

    /// The word by which pages and the API name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Over => "over",
        }
    }
}

impl Calendar {
    /// Where it stands at this moment.
    pub fn phase(&self, now: i64) -> Phase {
        if self.ends_at().is_some_and(|end| end <= now) && self.opens_at.is_some() {
            return Phase::Over;
        }
        match self.opens_at {
            None => Phase::Draft,
            Some(opens) if opens > now => Phase::Planned,
            Some(_) => Phase::Open,
        }
    }

    /// When it ends or ended, if that is known.
    pub fn ends_at(&self) -> Option<i64> {
        [self.closes_at, self.closed_at].into_iter().flatten().min()
    }
}

/// Codes with a space between them, as a campaign keeps what it assesses.
pub fn codes(stored: &str) -> impl Iterator<Item = &str> {
    stored.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_opens_on_its_day_and_ends_at_the_first_of_its_two_ends() {
        let calendar = |opens_at, closes_at, closed_at| Calendar { opens_at, closes_at, closed_at };
        assert_eq!(calendar(None, Some(5), None).phase(9), Phase::Draft, "what never opened is not over");
        assert_eq!(calendar(Some(10), Some(20), None).phase(9), Phase::Planned);
        assert_eq!(calendar(Some(10), Some(20), None).phase(10), Phase::Open);
        assert_eq!(calendar(Some(10), None, None).phase(i64::MAX), Phase::Open);
        assert_eq!(calendar(Some(10), Some(20), None).phase(20), Phase::Over);
        assert_eq!(calendar(Some(10), Some(20), Some(15)).phase(15), Phase::Over);
        assert_eq!(calendar(Some(10), Some(20), Some(15)).ends_at(), Some(15));
    }

    #[test]
    fn words_are_stored_and_read_back() {
        for audience in Audience::ALL {
            assert_eq!(Audience::parse(audience.code()), Some(audience));
        }
        assert_eq!(Audience::parse("nobody"), None);
        assert_eq!(codes(" 2.1  T4-1 ").collect::<Vec<_>>(), ["2.1", "T4-1"]);
    }
}
