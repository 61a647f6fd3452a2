//! Which mail about a campaign is due: one when it opens, one in the middle, one before it ends, and no other.

use super::Calendar;
use crate::blueprint::SECOND;

const DAY: i64 = 24 * 3600 * SECOND;
/// From one mail to the next at least.
const APART: i64 = 3 * DAY;
/// The second mail comes this long after the opening, where the campaign is not too short for it…
const MIDDLE: i64 = 7 * DAY;
/// …and the last this long before the end.
const BEFORE_THE_END: i64 = 3 * DAY;
/// A campaign without an end reminds once more, this long after its opening.
const LATE: i64 = 21 * DAY;

/// A mail about a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mail {
    /// It is open.
    Invitation,
    /// It is still open.
    Reminder,
    /// It is about to end.
    Last,
}

impl Mail {
    /// All of them, in their order: as many as one person gets at the most.
    pub const ALL: [Self; 3] = [Self::Invitation, Self::Reminder, Self::Last];

    /// The stable word by which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::Last => "last",
        }
    }
}

/// The mail that is due now to whoever has not had it, in a campaign that is open. A mail whose time has passed is not sent late: the next one
/// comes instead.
pub fn due(calendar: &Calendar, now: i64) -> Option<Mail> {
    let opened = calendar.opens_at.filter(|opens| *opens <= now)?;
    let end = calendar.ends_at();
    if end.is_some_and(|end| end <= now) {
        return None;
    }
    let last = match end {
        Some(end) => (end - BEFORE_THE_END).max(opened + APART),
        None => opened + LATE,
    };
    if now >= last {
        return Some(Mail::Last);
    }
    let middle = opened + MIDDLE;
    Some(if now >= middle && last - middle >= APART { Mail::Reminder } else { Mail::Invitation })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(days: Option<i64>) -> Vec<(i64, Mail)> {
        let calendar = Calendar { opens_at: Some(0), closes_at: days.map(|days| days * DAY), closed_at: None };
        let mut mails: Vec<(i64, Mail)> = Vec::new();
        for day in 0..60 {
            if let Some(mail) = due(&calendar, day * DAY)
                && mails.last().is_none_or(|(_, before)| *before != mail)
            {
                mails.push((day, mail));
            }
        }
        mails
    }

    #[test]
    fn three_mails_at_the_most_and_three_days_apart() {
        assert_eq!(mails(Some(21)), [(0, Mail::Invitation), (7, Mail::Reminder), (18, Mail::Last)]);
        assert_eq!(mails(Some(14)), [(0, Mail::Invitation), (7, Mail::Reminder), (11, Mail::Last)]);
        assert_eq!(mails(Some(10)), [(0, Mail::Invitation), (7, Mail::Last)]);
        assert_eq!(mails(Some(5)), [(0, Mail::Invitation), (3, Mail::Last)]);
        assert_eq!(mails(Some(2)), [(0, Mail::Invitation)]);
        assert_eq!(mails(None), [(0, Mail::Invitation), (7, Mail::Reminder), (21, Mail::Last)]);
        for days in 1..60 {
            assert!(mails(Some(days)).windows(2).all(|pair| pair[1].0 - pair[0].0 >= 3), "{days}");
        }
    }

    #[test]
    fn nothing_is_sent_of_what_is_not_open() {
        let closed = Calendar { opens_at: Some(0), closes_at: Some(21 * DAY), closed_at: Some(DAY) };
        assert_eq!(due(&closed, DAY), None);
        assert_eq!(due(&Calendar { opens_at: Some(5), ..Calendar::default() }, 4), None);
        assert_eq!(due(&Calendar::default(), 4), None);
    }
}
