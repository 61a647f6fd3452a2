//! Practice: what comes back when, so that it is kept with two minutes a day.
//!
//! Flashcards of modules and items of the bank are scheduled by FSRS-6. Formulas, parameters and what practice says of abilities:
//! `docs/models/practice.md`.

mod signal;

pub use signal::{Practised, Weights, refined};

use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, MemoryState, current_retrievability};
use serde::{Deserialize, Serialize};

use crate::date::Day;
use crate::item::Score;

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Subject {
    /// A flashcard.
    Card {
        /// Name of its module.
        module: String,
        /// Its name in the module.
        card: String,
    },
    /// An item of the bank.
    Item {
        /// Its name.
        id: String,
    },
}

impl Subject {
    /// As it is stored: `card:MODULE:CARD`, `item:ID`.
    pub fn key(&self) -> String {
        match self {
            Self::Card { module, card } => format!("card:{module}:{card}"),
            Self::Item { id } => format!("item:{id}"),
        }
    }

    /// The subject of this key; `None` for anything else.
    ///
    /// ```
    /// use domain::learning::practice::Subject;
    /// let card = Subject::Card { module: "partir-leger".into(), card: "c1".into() };
    /// assert_eq!(Subject::parse(&card.key()), Some(card));
    /// assert_eq!(Subject::parse("card:partir-leger"), None);
    /// ```
    pub fn parse(key: &str) -> Option<Self> {
        let named = |name: &str| !name.is_empty() && !name.contains(':');
        match key.split_once(':')? {
            ("card", rest) => {
                let (module, card) = rest.split_once(':')?;
                (named(module) && named(card)).then(|| Self::Card { module: module.to_owned(), card: card.to_owned() })
            }
            ("item", id) => named(id).then(|| Self::Item { id: id.to_owned() }),
            _ => None,
        }
    }

    /// What it comes from: two of one source had better not follow each other.
    fn source(&self) -> &str {
        match self {
            Self::Card { module, .. } => module,
            Self::Item { id } => id,
        }
    }
}

/// How well something was remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Not.
    Again,
    /// With an effort, or in part.
    Hard,
    /// Well.
    Good,
    /// At once.
    Easy,
}

impl Grade {
    /// The grade of an answered item: nothing won, some, all. Nobody is asked how easy it was.
    pub const fn of_score(score: Score) -> Self {
        if score.won == 0 {
            Self::Again
        } else if score.won < score.points {
            Self::Hard
        } else {
            Self::Good
        }
    }
}

/// What is remembered of a subject, and when it comes back. Plain data, to be stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// Days until it is recalled with a probability of 0.9; positive.
    pub stability: f64,
    /// From 1 to 10.
    pub difficulty: f64,
    /// When it was last seen.
    pub seen: Day,
    /// When it comes back: on that day or later.
    pub due: Day,
    /// Times it was seen.
    pub reviews: u32,
    /// Times it was forgotten, the first meeting apart.
    pub lapses: u32,
}

impl Schedule {
    /// The probability that it is recalled on `today`.
    pub fn recall(&self, today: Day) -> f64 {
        let days = days_between(self.seen, today);
        f64::from(current_retrievability(self.memory(), days as f32, FSRS6_DEFAULT_DECAY))
    }

    /// Whether it comes back on `today`.
    pub fn is_due(&self, today: Day) -> bool {
        self.due <= today
    }

    const fn memory(&self) -> MemoryState {
        MemoryState { stability: self.stability as f32, difficulty: self.difficulty as f32 }
    }
}

/// Longest that anything stays away: the rules of digital health change with each year's law.
const LONGEST_DAYS: u16 = 365;

/// Says when things come back.
#[derive(Debug, Clone)]
pub struct Scheduler {
    fsrs: FSRS,
    retention: f32,
}

impl Default for Scheduler {
    /// With the published parameters, for a probability of recall of 0.9.
    fn default() -> Self {
        Self { fsrs: FSRS::default(), retention: 0.9 }
    }
}

impl Scheduler {
    /// After it was seen on `today` for the first time, or again. Of what was forgotten, the next day; never later than in a year.
    ///
    /// A day before `before.seen` (a clock that was set back) counts as that day.
    pub fn next(&self, before: Option<&Schedule>, grade: Grade, today: Day) -> Schedule {
        let elapsed = before.map_or(0, |schedule| days_between(schedule.seen, today));
        // a stored memory that is no number cannot be gone on from: it is met anew
        let fresh = || self.fsrs.next_states(None, self.retention, 0);
        let states = self.fsrs.next_states(before.map(Schedule::memory), self.retention, elapsed).or_else(|_| fresh());
        let next = states.map(|states| match grade {
            Grade::Again => states.again,
            Grade::Hard => states.hard,
            Grade::Good => states.good,
            Grade::Easy => states.easy,
        });
        // the published parameters are numbers, and so is what comes of them
        let (stability, difficulty, interval) = next.map_or((1.0, 5.0, 1.0), |next| (next.memory.stability, next.memory.difficulty, next.interval));
        let longest = if grade == Grade::Again { 1 } else { LONGEST_DAYS };
        let days = (interval.round().clamp(1.0, f32::from(LONGEST_DAYS)) as u16).min(longest);
        let (reviews, lapses) = before.map_or((0, 0), |schedule| (schedule.reviews, schedule.lapses));
        Schedule {
            stability: f64::from(stability),
            difficulty: f64::from(difficulty),
            seen: today,
            due: today.plus(days),
            reviews: reviews.saturating_add(1),
            lapses: lapses.saturating_add(u32::from(grade == Grade::Again && before.is_some())),
        }
    }
}

fn days_between(from: Day, to: Day) -> u32 {
    u32::try_from((to.number() - from.number()).max(0)).unwrap_or(u32::MAX)
}

/// Something that may be practised today.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// What.
    pub subject: Subject,
    /// What is remembered of it; none when it was never practised.
    pub schedule: Option<Schedule>,
    /// Seconds it takes.
    pub seconds: u32,
}

/// Seconds of a flashcard: read, think, turn, grade.
pub const CARD_SECONDS: u32 = 12;
/// Things met for the first time in one sitting, at the most.
const NEW: usize = 4;

/// What to practise today in so many seconds, as places in `waiting`, in order: what is due, the most likely to be forgotten first; then at most four
/// new ones, in their order. At least one, however long it takes. Two of one module do not follow each other where it can be helped.
///
/// Where cards are due, at most one question of the bank, which takes at most half of the time from them: questions are long, those that are missed come
/// back each day, and nothing else would ever be seen.
pub fn sitting(waiting: &[Waiting], today: Day, seconds: u32) -> Vec<usize> {
    let mut due: Vec<(f64, usize)> =
        waiting.iter().enumerate().filter_map(|(i, w)| Some((w.schedule.as_ref().filter(|schedule| schedule.is_due(today))?.recall(today), i))).collect();
    due.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| waiting[a.1].subject.cmp(&waiting[b.1].subject)));
    let new = waiting.iter().enumerate().filter(|(_, w)| w.schedule.is_none()).map(|(i, _)| i).take(NEW);
    let is_question = |i: usize| matches!(waiting[i].subject, Subject::Item { .. });
    let cards_wait = due.iter().any(|(_, i)| !is_question(*i));
    let mut chosen: Vec<usize> = Vec::new();
    let mut used = 0;
    for i in due.into_iter().map(|(_, i)| i).chain(new) {
        if cards_wait && is_question(i) && chosen.iter().any(|chosen| is_question(*chosen)) {
            continue;
        }
        let takes = if cards_wait && is_question(i) { waiting[i].seconds.min(seconds / 2) } else { waiting[i].seconds };
        if chosen.is_empty() || used + takes <= seconds {
            used += takes;
            chosen.push(i);
        }
    }
    apart(waiting, chosen)
}

/// The same, so that neighbours are of different sources where they can be: always the first that differs from the one before.
fn apart(waiting: &[Waiting], mut rest: Vec<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let before = order.last().map(|last: &usize| waiting[*last].subject.source());
        let next = rest.iter().position(|i| Some(waiting[*i].subject.source()) != before).unwrap_or(0);
        order.push(rest.remove(next));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::numbered(number)
    }

    fn card(module: &str, card: &str, schedule: Option<Schedule>) -> Waiting {
        Waiting { subject: Subject::Card { module: module.into(), card: card.into() }, schedule, seconds: CARD_SECONDS }
    }

    #[test]
    fn questions_that_come_back_each_day_leave_room_for_cards() {
        let scheduler = Scheduler::default();
        let forgotten = scheduler.next(None, Grade::Again, day(0));
        let known = scheduler.next(None, Grade::Good, day(0));
        let question = |id: &str| Waiting { subject: Subject::Item { id: id.into() }, schedule: Some(forgotten), seconds: 110 };
        let questions: Vec<Waiting> = ["a", "b", "c"].map(question).into();
        let cards = (0..8).map(|n| card(&format!("m{n}"), "c1", Some(known)));
        let waiting: Vec<Waiting> = questions.iter().cloned().chain(cards).collect();
        let drawn = sitting(&waiting, day(5), 120);
        assert_eq!(drawn.iter().filter(|i| **i < 3).count(), 1, "one question: {drawn:?}");
        assert_eq!(drawn.len(), 1 + 5, "and cards for the other minute");
        assert_eq!(sitting(&questions, day(5), 240).len(), 2, "where no card waits, as many questions as there is time for");
    }

    #[test]
    fn a_card_comes_back_when_the_published_parameters_say() {
        let scheduler = Scheduler::default();
        let days = |schedule: &Schedule| schedule.due.number() - schedule.seen.number();
        // first stabilities of FSRS-6: 0.212, 1.2931, 2.3065 and 8.2956 days
        let first = |grade| days(&scheduler.next(None, grade, day(100)));
        assert_eq!([Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].map(first), [1, 1, 2, 8]);
        let mut schedule = scheduler.next(None, Grade::Good, day(0));
        let mut intervals = Vec::new();
        for _ in 0..4 {
            schedule = scheduler.next(Some(&schedule), Grade::Good, schedule.due);
            intervals.push(days(&schedule));
        }
        assert!(intervals.is_sorted_by(|a, b| a < b), "each time it stays away longer: {intervals:?}");
        let forgotten = scheduler.next(Some(&schedule), Grade::Again, schedule.due);
        assert_eq!((days(&forgotten), forgotten.lapses, forgotten.reviews), (1, 1, 6));
        assert!(forgotten.stability < schedule.stability && forgotten.difficulty > schedule.difficulty);
    }

    #[test]
    fn nothing_stays_away_for_more_than_a_year_and_a_clock_set_back_changes_nothing() {
        let scheduler = Scheduler::default();
        let mut schedule = scheduler.next(None, Grade::Easy, day(0));
        for _ in 0..20 {
            schedule = scheduler.next(Some(&schedule), Grade::Easy, schedule.due);
        }
        assert_eq!(schedule.due.number() - schedule.seen.number(), i64::from(LONGEST_DAYS));
        let back = scheduler.next(Some(&schedule), Grade::Good, day(schedule.seen.number() - 50));
        assert_eq!(Schedule { seen: schedule.seen, due: schedule.due, ..back }, {
            let same = scheduler.next(Some(&schedule), Grade::Good, schedule.seen);
            Schedule { seen: schedule.seen, due: schedule.due, ..same }
        });
        let broken = scheduler.next(Some(&Schedule { stability: f64::NAN, ..schedule }), Grade::Good, day(400));
        assert!(broken.stability.is_finite() && broken.due > day(400));
    }

    #[test]
    fn recall_is_nine_in_ten_after_the_stability_and_falls() {
        let schedule = Schedule { stability: 30.0, difficulty: 5.0, seen: day(0), due: day(30), reviews: 3, lapses: 0 };
        assert!((schedule.recall(day(30)) - 0.9).abs() < 1e-4, "{}", schedule.recall(day(30)));
        assert!(schedule.recall(day(90)) < schedule.recall(day(30)));
        assert!((schedule.recall(day(-3)) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn two_minutes_hold_what_is_most_likely_forgotten_then_a_few_new_ones_one_module_after_another() {
        let at = |stability: f64, due: i64| Some(Schedule { stability, difficulty: 5.0, seen: day(0), due: day(due), reviews: 1, lapses: 0 });
        let waiting = [
            card("a", "c1", at(5.0, 5)),
            card("a", "c2", at(2.0, 2)),
            card("b", "c1", at(9.0, 9)),
            card("b", "c2", at(60.0, 60)),
            card("c", "c1", None),
            card("c", "c2", None),
        ];
        assert_eq!(sitting(&waiting, day(10), 120), [1, 2, 0, 4, 5], "b:c2 is not due");
        assert_eq!(sitting(&waiting, day(10), 25), [1, 0], "what fits");
        assert_eq!(sitting(&waiting, day(10), 1), [1], "one at least");
        let many: Vec<Waiting> = (0..9).map(|i| card("m", &i.to_string(), None)).collect();
        assert_eq!(sitting(&many, day(0), 600).len(), NEW);
        assert_eq!(sitting(&[], day(0), 600), [0_usize; 0]);
    }
}
