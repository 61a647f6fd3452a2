//! The ledger of one learner: hours by domain, credits, and whether they are on time.

use crate::framework::Framework;

use super::Split;

/// Minutes that a learner may be behind an even pace and still be on time: a half-day of class. Courses come in blocks, and who is between
/// two of them is not late.
const LEEWAY: u32 = 4 * 60;

/// Minutes that the text requires, by domain, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Targets(Vec<(String, u32)>);

impl Targets {
    /// Those of a framework.
    pub fn of(framework: &Framework) -> Self {
        Self(framework.domains.iter().map(|d| (d.code.clone(), d.hours.saturating_mul(60))).collect())
    }

    /// Minutes in all.
    pub fn total(&self) -> u32 {
        self.0.iter().map(|(_, minutes)| minutes).sum()
    }

    /// Domains with their minutes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(code, minutes)| (code.as_str(), *minutes))
    }
}

/// Where hours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A lesson of the organisation.
    Lesson,
    /// Elsewhere, accepted by the organisation.
    Training,
}

/// Hours that count.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Where they come from.
    pub source: Source,
    /// Minutes by domain.
    pub split: &'a Split,
    /// Credits of its own, in hundredths.
    pub ects: u32,
}

/// One domain of a ledger, in minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainHours {
    /// Code of the domain.
    pub code: String,
    /// What the text requires.
    pub target: u32,
    /// Recorded in class.
    pub lessons: u32,
    /// Recorded elsewhere.
    pub trainings: u32,
}

impl DomainHours {
    /// Recorded.
    pub fn done(&self) -> u32 {
        self.lessons.saturating_add(self.trainings)
    }

    /// Recorded, as far as it counts: hours beyond those of one domain do not stand for another.
    pub fn counted(&self) -> u32 {
        self.done().min(self.target)
    }

    /// Still to be done.
    pub fn missing(&self) -> u32 {
        self.target - self.counted()
    }
}

/// What one learner has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Domains in the order of the text.
    pub domains: Vec<DomainHours>,
    /// Credits that lessons and trainings gave by themselves, in hundredths.
    pub recorded_ects: u32,
}

impl Ledger {
    /// Adds up what was recorded. Minutes in a domain that the text does not have count for nothing.
    pub fn of<'a>(targets: &Targets, entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let domains = targets.iter().map(|(code, target)| DomainHours { code: code.to_owned(), target, lessons: 0, trainings: 0 }).collect();
        let mut ledger = Self { domains, recorded_ects: 0 };
        for entry in entries {
            for domain in &mut ledger.domains {
                let sum = match entry.source {
                    Source::Lesson => &mut domain.lessons,
                    Source::Training => &mut domain.trainings,
                };
                *sum = sum.saturating_add(entry.split.minutes(&domain.code));
            }
            ledger.recorded_ects = ledger.recorded_ects.saturating_add(entry.ects);
        }
        ledger
    }

    /// Minutes that count.
    pub fn counted(&self) -> u32 {
        self.domains.iter().map(DomainHours::counted).sum()
    }

    /// Minutes that the text requires.
    pub fn target(&self) -> u32 {
        self.domains.iter().map(|d| d.target).sum()
    }

    /// Whether every domain has its hours.
    pub fn is_whole(&self) -> bool {
        self.target() > 0 && self.counted() == self.target()
    }

    /// Credits earned, in hundredths, where the whole gives `of_cohort` (0: the cohort does not say). Credits come with the whole: before
    /// it, those that parts gave by themselves, and never more than the whole gives.
    pub fn credits(&self, of_cohort: u32) -> u32 {
        match (self.is_whole(), of_cohort) {
            (_, 0) => self.recorded_ects,
            (true, whole) => whole.max(self.recorded_ects),
            (false, whole) => whole.min(self.recorded_ects),
        }
    }

    /// How the learner stands on a day.
    pub fn pace(&self, calendar: Calendar, today: i64) -> Pace {
        if self.is_whole() {
            return Pace::Whole;
        }
        let Some(last) = calendar.to else { return Pace::Undated };
        if today > last {
            return Pace::Over;
        }
        let behind = calendar.expected(self.target(), today).saturating_sub(self.counted());
        if behind > LEEWAY { Pace::Late { behind } } else { Pace::OnTime }
    }
}

/// From when to when the hours are done, in days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// First day.
    pub from: Option<i64>,
    /// Last day.
    pub to: Option<i64>,
}

impl Calendar {
    /// The same for somebody who came later: nobody is late for what was before them.
    #[must_use]
    pub fn since(self, arrived: Option<i64>) -> Self {
        Self { from: self.from.max(arrived), ..self }
    }

    /// Minutes that an even pace would have reached at the end of the day before.
    fn expected(self, target: u32, today: i64) -> u32 {
        let (Some(from), Some(to)) = (self.from, self.to) else { return 0 };
        let (whole, gone) = ((to - from + 1).max(1), (today - from).max(0));
        u32::try_from(i64::from(target) * gone.min(whole) / whole).unwrap_or(target)
    }

    /// Of the calendars of somebody in several cohorts, the one to be judged by: that which ends first among those that are not over, else
    /// that which ended last; one without an end only when there is no other.
    pub fn ruling<K: Copy + Ord>(all: impl IntoIterator<Item = (K, Self)>, today: i64) -> Option<(K, Self)> {
        all.into_iter().min_by_key(|(key, calendar)| match calendar.to {
            Some(to) if to >= today => (0, to, *key),
            Some(to) => (1, -to, *key),
            None => (2, 0, *key),
        })
    }
}

/// How a learner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Every domain has its hours.
    Whole,
    /// At the pace that leads there in time.
    OnTime,
    /// Behind it.
    Late {
        /// Minutes behind an even pace.
        behind: u32,
    },
    /// The last day is over, and hours are missing.
    Over,
    /// No cohort says until when.
    Undated,
}

impl Pace {
    /// All words of it, in the order in which somebody would look at them.
    pub const WORDS: [&'static str; 5] = ["over", "late", "on-time", "undated", "whole"];

    /// The word by which lists are narrowed and texts are found.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::OnTime => "on-time",
            Self::Late { .. } => "late",
            Self::Over => "over",
            Self::Undated => "undated",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> Targets {
        Targets([("1", 6), ("2", 5), ("3", 5), ("4", 6), ("5", 6)].iter().map(|(c, h)| ((*c).to_owned(), h * 60)).collect())
    }

    fn split(minutes: &[(&str, u32)]) -> Split {
        Split::of(minutes.iter().map(|(d, m)| ((*d).to_owned(), *m)))
    }

    fn lesson(split: &Split) -> Entry<'_> {
        Entry { source: Source::Lesson, split, ects: 0 }
    }

    fn with(minutes: &[(&str, u32)]) -> Ledger {
        Ledger::of(&targets(), [lesson(&split(minutes))])
    }

    #[test]
    fn hours_beyond_one_domain_do_not_stand_for_another() {
        let (much, little) = (split(&[("1", 28 * 60)]), split(&[("2", 90), ("9", 600)]));
        let ledger = Ledger::of(&targets(), [lesson(&much), Entry { source: Source::Training, split: &little, ects: 50 }]);
        assert_eq!((ledger.counted(), ledger.target(), ledger.is_whole()), (360 + 90, 28 * 60, false));
        assert_eq!((ledger.domains[0].done(), ledger.domains[0].missing()), (28 * 60, 0));
        assert_eq!((ledger.domains[1].lessons, ledger.domains[1].trainings, ledger.domains[1].missing()), (0, 90, 210));
        assert_eq!(ledger.recorded_ects, 50);
        assert!(with(&[("1", 360), ("2", 300), ("3", 300), ("4", 360), ("5", 360)]).is_whole());
        assert!(!with(&[("1", 360), ("2", 300), ("3", 300), ("4", 360), ("5", 359)]).is_whole(), "a minute is missing");
        assert!(!Ledger::of(&Targets(Vec::new()), []).is_whole(), "no text, nothing to attest");
    }

    #[test]
    fn the_order_of_what_was_recorded_changes_nothing() {
        let parts = [split(&[("1", 10)]), split(&[("1", 20), ("5", 400)]), split(&[("2", 7)])];
        let forward = Ledger::of(&targets(), parts.iter().map(lesson));
        assert_eq!(forward, Ledger::of(&targets(), parts.iter().rev().map(lesson)));
    }

    #[test]
    fn credits_come_with_the_whole() {
        let mut part = with(&[("1", 360)]);
        assert_eq!((part.credits(200), part.credits(0)), (0, 0));
        part.recorded_ects = 50;
        assert_eq!((part.credits(200), part.credits(0), part.credits(25)), (50, 50, 25));
        let mut whole = with(&[("1", 360), ("2", 300), ("3", 300), ("4", 360), ("5", 360)]);
        assert_eq!((whole.credits(200), whole.credits(0)), (200, 0));
        whole.recorded_ects = 250;
        assert_eq!((whole.credits(200), whole.credits(0)), (250, 250));
    }

    #[test]
    fn somebody_is_late_when_more_than_a_half_day_behind_an_even_pace() {
        let year = Calendar { from: Some(1_000), to: Some(1_279) };
        // an even pace is 6 minutes a day
        assert_eq!(with(&[]).pace(year, 1_000), Pace::OnTime);
        assert_eq!(with(&[]).pace(year, 900), Pace::OnTime, "it has not begun");
        assert_eq!(with(&[]).pace(year, 1_040), Pace::OnTime);
        assert_eq!(with(&[]).pace(year, 1_041), Pace::Late { behind: 246 });
        assert_eq!(with(&[("1", 360)]).pace(year, 1_041), Pace::OnTime);
        assert_eq!(with(&[("1", 360)]).pace(year, 1_279), Pace::Late { behind: 279 * 6 - 360 });
        assert_eq!(with(&[("1", 360)]).pace(year, 1_280), Pace::Over);
        let whole = with(&[("1", 360), ("2", 300), ("3", 300), ("4", 360), ("5", 360)]);
        assert_eq!((whole.pace(year, 2_000), whole.pace(Calendar::default(), 5)), (Pace::Whole, Pace::Whole));
        assert_eq!(with(&[]).pace(Calendar { from: Some(3), to: None }, 5_000), Pace::Undated);
        assert_eq!(with(&[]).pace(Calendar { from: None, to: Some(10) }, 10), Pace::OnTime, "no first day, no pace");
        assert_eq!(with(&[]).pace(year.since(Some(1_030)), 1_041), Pace::OnTime, "they came later");
        assert_eq!(with(&[]).pace(year.since(Some(5_000)), 1_200), Pace::OnTime, "a first day after the last");
        assert_eq!(with(&[]).pace(Calendar { from: Some(i64::from(u32::MAX)), to: Some(0) }, 0), Pace::OnTime);
    }

    #[test]
    fn of_several_cohorts_the_one_that_ends_next_rules() {
        let until = |to: Option<i64>| Calendar { from: None, to };
        let ruling = |all: &[(u8, Option<i64>)], today| Calendar::ruling(all.iter().map(|(k, to)| (*k, until(*to))), today).map(|(k, _)| k);
        assert_eq!(ruling(&[(1, Some(50)), (2, Some(20)), (3, None)], 10), Some(2));
        assert_eq!(ruling(&[(1, Some(50)), (2, Some(20)), (3, None)], 30), Some(1));
        assert_eq!(ruling(&[(1, Some(50)), (2, Some(20)), (3, None)], 60), Some(1), "the last that ended");
        assert_eq!((ruling(&[(3, None)], 60), ruling(&[], 60)), (Some(3), None));
    }
}
