//! Where an exam, a candidate and a centre stand, and what fits in an exam.

use crate::date::Day;
use crate::refusal::Refusal;
use crate::words::words;

/// Candidates of one exam at the most: what the largest examination centres of the country seat.
pub const MOST_SEATS: i64 = 500;
/// Most extra time, in percent: three times the time, beyond what any decision grants.
pub const MOST_EXTRA: i64 = 200;
/// How far ahead an exam may be, in days: what is typed beyond is a typing error.
pub const FARTHEST: i64 = 2 * 366;

/// What centres plan with, in seconds: the time of the blueprint. A sitting counts with that of its own edition.
pub const USUAL_SECONDS: u32 = 3_600;

words! {
    /// Where an exam stands.
    ExamStatus {
        /// It is being prepared: nobody was told.
        Draft => "draft",
        /// Candidates are convoked.
        Open => "open",
        /// Its invigilators have begun it.
        Running => "running",
        /// It is over, as its invigilators say.
        Finished => "finished",
        /// The centre has sent it with its reports.
        Finalised => "finalised",
        /// The jury has decided on everybody.
        Decided => "decided",
        /// The results are known.
        Published => "published",
        /// It does not take place.
        Cancelled => "cancelled",
    }

    /// Where a candidate stands.
    CandidateStatus {
        /// On the list.
        Enrolled => "enrolled",
        /// They said that they come.
        Confirmed => "confirmed",
        /// Their identity was checked.
        Present => "present",
        /// They did not come.
        Absent => "absent",
        /// Taken off the list, before the exam.
        Withdrawn => "withdrawn",
    }

    /// What a candidate shows to say who they are.
    Document {
        /// Identity card.
        IdentityCard => "identity-card",
        /// Passport.
        Passport => "passport",
        /// Residence permit.
        ResidencePermit => "residence-permit",
        /// Another document with a photograph.
        Other => "other",
    }

    /// Where a centre stands with the certifier.
    Accreditation {
        /// It asked.
        Asked => "asked",
        /// It may hold exams, until a day.
        Granted => "granted",
        /// It may not, and was told why.
        Refused => "refused",
        /// It may not for now.
        Suspended => "suspended",
    }
}

impl ExamStatus {
    /// Whether somebody may still be put on its list: a latecomer too.
    pub const fn takes_candidates(self) -> bool {
        matches!(self, Self::Draft | Self::Open | Self::Running)
    }

    /// Whether place, day and hour may change.
    pub const fn can_change(self) -> bool {
        matches!(self, Self::Draft | Self::Open)
    }

    /// Whether its candidates are told of it, and of each change.
    pub const fn convokes(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether nobody sits it any more.
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Draft | Self::Open | Self::Running)
    }
}

impl CandidateStatus {
    /// Whether they are expected at the door.
    pub const fn is_expected(self) -> bool {
        matches!(self, Self::Enrolled | Self::Confirmed)
    }

    /// Whether they count among those of the exam.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Withdrawn)
    }
}

impl Accreditation {
    /// Whether a centre may hold an exam on a day, its accreditation ending after `until` (days since 1970-01-01).
    pub fn holds(self, until: Option<i64>, on: Day) -> bool {
        self == Self::Granted && until.is_some_and(|last| on.number() <= last)
    }
}

/// Extra seconds of somebody whose time is so many percent longer, to the whole minute above.
///
/// ```
/// assert_eq!(domain::certification::extra_seconds(3_600, 33), 20 * 60);
/// ```
pub fn extra_seconds(seconds: u32, percent: i64) -> u32 {
    let extra = u64::from(seconds) * u64::try_from(percent.clamp(0, MOST_EXTRA)).unwrap_or(0);
    u32::try_from(extra.div_ceil(6_000) * 60).unwrap_or(u32::MAX)
}

/// A share of extra time as it was typed: `33`, `33 %`, `33,3%`, `1/3`, `un tiers temps` or nothing, which is none.
///
/// # Errors
/// [`Refusal::ExtraTime`] for what cannot be read, and beyond [`MOST_EXTRA`].
pub fn extra_percent(typed: &str) -> Result<i64, Refusal> {
    // folding takes signs off the ends of words
    if typed.contains(['-', '−']) {
        return Err(Refusal::ExtraTime);
    }
    let plain = crate::text::fold(typed).replace(['%', ' '], "").replace(',', ".");
    let percent = match plain.as_str() {
        "" | "non" | "no" | "0" => 0,
        "1/3" | "tierstemps" | "untiers" | "untierstemps" | "untierstempssupplementaire" => 33,
        other => {
            let number: f64 = other.parse().map_err(|_| Refusal::ExtraTime)?;
            // spreadsheets write a third as 0.33
            let percent = if number > 0.0 && number < 1.0 { number * 100.0 } else { number };
            if !(0.0..=MOST_EXTRA as f64).contains(&percent) {
                return Err(Refusal::ExtraTime);
            }
            percent.round() as i64
        }
    };
    Ok(percent)
}

/// A number of seats as it was typed.
///
/// # Errors
/// [`Refusal::SeatsInvalid`]: none, or more than [`MOST_SEATS`].
pub fn seats(typed: &str) -> Result<i64, Refusal> {
    typed.trim().parse().ok().filter(|seats| (1..=MOST_SEATS).contains(seats)).ok_or(Refusal::SeatsInvalid)
}

/// Whether an exam may be set for this moment.
///
/// # Errors
/// [`Refusal::ExamDate`]: it is past, or too far ahead.
pub fn exam_day(starts_at: i64, now: i64) -> Result<i64, Refusal> {
    let ahead = Day::of(starts_at).number() - Day::of(now).number();
    if starts_at > now && ahead <= FARTHEST { Ok(starts_at) } else { Err(Refusal::ExamDate) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        assert!(ExamStatus::ALL.iter().all(|s| ExamStatus::parse(s.code()) == Some(*s)));
        assert!(CandidateStatus::ALL.iter().all(|s| CandidateStatus::parse(s.code()) == Some(*s)));
        assert!(Document::ALL.iter().all(|s| Document::parse(s.code()) == Some(*s)));
        assert_eq!(ExamStatus::parse("opened"), None);
    }

    #[test]
    fn an_exam_that_is_over_takes_nobody_and_changes_no_more() {
        for status in ExamStatus::ALL {
            assert!(!(status.is_over() && (status.takes_candidates() || status.can_change() || status.convokes())), "{}", status.code());
        }
        assert!(ExamStatus::Running.takes_candidates(), "somebody who comes late");
    }

    #[test]
    fn extra_time_is_read_as_centres_write_it_and_given_by_the_minute() {
        for (typed, percent) in
            [("", 0), ("33%", 33), ("33 %", 33), ("33,3", 33), ("1/3", 33), ("0.33", 33), ("Tiers temps", 33), ("50", 50), ("Non", 0), ("1", 1)]
        {
            assert_eq!(extra_percent(typed), Ok(percent), "{typed}");
        }
        for typed in ["beaucoup", "-5", "300", "NaN", "inf", "33 minutes"] {
            assert_eq!(extra_percent(typed), Err(Refusal::ExtraTime), "{typed}");
        }
        assert_eq!([0, 1, 33, 50, 100].map(|percent| extra_seconds(3_600, percent)), [0, 60, 1_200, 1_800, 3_600]);
        assert_eq!(extra_seconds(3_600, -4), 0);
    }

    #[test]
    fn a_centre_holds_exams_up_to_the_last_day_of_its_accreditation() {
        let day = Day::parse("2027-06-30").expect("a day");
        assert!(Accreditation::Granted.holds(Some(day.number()), day));
        assert!(!Accreditation::Granted.holds(Some(day.number()), day.plus(1)));
        assert!(!Accreditation::Granted.holds(None, day));
        assert!(!Accreditation::Suspended.holds(Some(day.number()), day));
    }

    #[test]
    fn an_exam_lies_ahead_and_not_too_far() {
        let now = 1_795_305_600_000_000;
        assert!(exam_day(now + 1, now).is_ok());
        assert_eq!(exam_day(now, now), Err(Refusal::ExamDate));
        assert_eq!(exam_day(now + 800 * 86_400_000_000, now), Err(Refusal::ExamDate));
        assert_eq!([seats("12"), seats("0"), seats("501"), seats("douze")].map(Result::ok), [Some(12), None, None, None]);
    }
}
