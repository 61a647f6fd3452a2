//! Memories: what somebody met, how well it was remembered, and when it comes back.

use domain::access::{Authorised, Learn};
use domain::date::Day;
use domain::learning::module::Module;
use domain::learning::practice::{Grade, Schedule, Scheduler, Subject};
use serde::{Deserialize, Serialize};
use store::memories::{self, Memory, Recall};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::calendar::today;
use super::plan::person_of;
use crate::app::App;
use crate::service::Result;

/// One time that something was remembered, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalled {
    /// The run or round.
    pub source: Uuid,
    /// Its place there: of a module, as [`place_of`] says; of a round, that in its row.
    pub place: i64,
    /// What.
    pub subject: Subject,
    /// How well.
    pub grade: Grade,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// When it comes back.
    pub due: Day,
    /// `false` when its source had something at this place: then nothing changed.
    pub is_new: bool,
}

/// Places that each step of a module has for what is met in it: more than a step has cards.
const PER_STEP: i64 = 100;

/// The place of a card of a module, by its number in its step, or of the question that a step is.
pub const fn place_of(step: usize, card: Option<usize>) -> i64 {
    let within = match card {
        Some(card) => card as i64 + 1,
        None => 0,
    };
    step as i64 * PER_STEP + within
}

/// Enters something into memory, or says how it was remembered; once for each source and place, whatever is sent twice.
///
/// # Errors
/// The store's.
pub async fn meet(tx: &mut Tx<'_>, person: Uuid, recalled: &Recalled, now: i64) -> Result<Met, StoreError> {
    let key = recalled.subject.key();
    let before = memories::load(tx, person, &key).await?;
    let recall =
        Recall { source_id: recalled.source, place: recalled.place, person_id: person, subject: key.clone(), grade: word(recalled.grade).to_owned(), at: now };
    if !memories::add_recall(tx, &recall).await? {
        let due = before.map_or_else(|| today(now), |memory| Day::numbered(memory.due));
        return Ok(Met { due, is_new: false });
    }
    let schedule = Scheduler::default().next(before.as_ref().and_then(schedule_of).as_ref(), recalled.grade, today(now));
    memories::save(tx, &row(person, key, &schedule, now)).await?;
    Ok(Met { due: schedule.due, is_new: true })
}

/// When it would come back for each grade, from the one that forgets to the one that knows at once.
pub fn foreseen(before: Option<&Schedule>, now: i64) -> [(Grade, Day); 4] {
    let scheduler = Scheduler::default();
    [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].map(|grade| (grade, scheduler.next(before, grade, today(now)).due))
}

/// For each card of a module that is in somebody's memory, its name and the day it comes back.
///
/// # Errors
/// The store's.
pub async fn coming_back(app: &App, learner: &Authorised<Learn>, module: &Module) -> Result<Vec<(String, Day)>> {
    let person = person_of(learner);
    let all = app.store.read(move |tx| Box::pin(memories::of_person(tx, person))).await?;
    let back = module.cards().filter_map(|card| {
        let key = Subject::Card { module: module.id.clone(), card: card.id.clone() }.key();
        all.iter().find(|memory| memory.subject == key).map(|memory| (card.id.clone(), Day::numbered(memory.due)))
    });
    Ok(back.collect())
}

/// What is stored of a schedule beside its days.
#[derive(Serialize, Deserialize)]
struct Kept {
    stability: f64,
    difficulty: f64,
    reviews: u32,
    lapses: u32,
}

/// The schedule of a memory; none for one that cannot be read: it is met anew.
pub fn schedule_of(memory: &Memory) -> Option<Schedule> {
    let Kept { stability, difficulty, reviews, lapses } = serde_json::from_str(&memory.schedule).ok()?;
    Some(Schedule { stability, difficulty, seen: Day::numbered(memory.seen), due: Day::numbered(memory.due), reviews, lapses })
}

fn row(person: Uuid, subject: String, schedule: &Schedule, now: i64) -> Memory {
    let Schedule { stability, difficulty, seen, due, reviews, lapses } = *schedule;
    let kept = serde_json::json!(Kept { stability, difficulty, reviews, lapses });
    Memory { person_id: person, subject, schedule: kept.to_string(), seen: seen.number(), due: due.number(), updated_at: now }
}

/// A grade as it is stored and as forms send it.
pub const fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => "again",
        Grade::Hard => "hard",
        Grade::Good => "good",
        Grade::Easy => "easy",
    }
}

/// The grade of a word.
pub fn grade_of(word: &str) -> Option<Grade> {
    Some(match word {
        "again" => Grade::Again,
        "hard" => Grade::Hard,
        "good" => Grade::Good,
        "easy" => Grade::Easy,
        _ => return None,
    })
}
