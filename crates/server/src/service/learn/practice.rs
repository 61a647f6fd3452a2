//! Two minutes of practice: a round of what comes back, one after the other.

use domain::access::{Authorised, Learn};
use domain::date::Day;
use domain::item::Response;
use domain::learning::module::Card;
use domain::learning::practice::{CARD_SECONDS, Grade, Schedule, Subject, Waiting, sitting};
use domain::refusal::Refusal;
use store::memories::{self, Memory};
use store::practice_rounds::{self, PracticeRound};
use store::{StoreError, people};
use uuid::Uuid;

use super::calendar::today;
use super::memory::{Recalled, meet, schedule_of};
use super::plan::person_of;
use super::question::{self, Given, Place, Within};
use super::standing::{self, Standing};
use crate::app::App;
use crate::service::{Failure, Result};

/// Seconds of a round.
const SECONDS: u32 = 120;

/// A round, opened by whoever it belongs to: [`begin`] and [`open`] alone make one.
#[derive(Debug, Clone)]
pub struct Round {
    /// As it is stored.
    pub row: PracticeRound,
    /// What was drawn, in order.
    pub subjects: Vec<Subject>,
    owner: Authorised<Learn>,
}

impl Round {
    /// # Errors
    /// [`Refusal::NotFound`]: it is somebody else's.
    fn of(row: PracticeRound, owner: &Authorised<Learn>) -> Result<Self> {
        if row.person_id != person_of(owner) {
            return Err(Refusal::NotFound.into());
        }
        let keys: Vec<String> = serde_json::from_str(&row.subjects)?;
        let subjects = keys.iter().map(|key| Subject::parse(key).ok_or_else(|| Failure::Broken(format!("subject {key}"))));
        Ok(Self { subjects: subjects.collect::<Result<_>>()?, row, owner: owner.clone() })
    }

    /// The answer to the question at a place; none where there is none.
    ///
    /// # Errors
    /// The store's, or what is stored cannot be read.
    pub async fn given(&self, app: &App, place: usize) -> Result<Option<Given>> {
        match self.subjects.get(place) {
            Some(Subject::Item { id }) => question::given(app, &self.owner, self.row.id, place as i64, id).await,
            _ => Ok(None),
        }
    }

    /// What its owner remembers of a subject.
    ///
    /// # Errors
    /// The store's.
    pub async fn remembered(&self, app: &App, subject: &Subject) -> Result<Option<Schedule>> {
        let (person, key) = (person_of(&self.owner), subject.key());
        let memory = app
            .store
            .read_once(move |tx| {
                let key = key.clone();
                Box::pin(async move { memories::load(tx, person, &key).await })
            })
            .await?;
        Ok(memory.as_ref().and_then(schedule_of))
    }

    /// The place they are at: the first that is not done and that there still is; none when everything is done.
    pub fn current(&self, app: &App) -> Option<usize> {
        let from = usize::try_from(self.row.place).unwrap_or_default();
        (self.row.finished_at.is_none()).then(|| self.from(app, from)).flatten()
    }

    /// The first place from this one on that there still is.
    fn from(&self, app: &App, from: usize) -> Option<usize> {
        (from..self.subjects.len()).find(|place| standing::exists(app, &self.subjects[*place].key()))
    }
}

/// The card of a module; none when there no longer is one.
pub fn card<'a>(app: &'a App, module: &str, card: &str) -> Option<&'a Card> {
    app.library.module(module)?.cards().find(|c| c.id == card)
}

/// Whether somebody has a round under way.
///
/// # Errors
/// The store's.
pub async fn has_open(app: &App, learner: &Authorised<Learn>) -> Result<bool> {
    let person = person_of(learner);
    Ok(app.store.read_once(move |tx| Box::pin(practice_rounds::open_of(tx, person))).await?.is_some())
}

/// Begins a round, or goes on with the one under way; none when nothing comes back and nothing is new.
///
/// # Errors
/// The store's.
pub async fn begin(app: &App, learner: &Authorised<Learn>) -> Result<Option<Round>> {
    let person = person_of(learner);
    if let Some(open) = under_way(app, learner).await? {
        if open.current(app).is_some() {
            return Ok(Some(open));
        }
        // nothing is left of it in today's content
        let (id, end, now) = (open.row.id, open.subjects.len() as i64, app.clock.now());
        app.store.write(move |tx| Box::pin(practice_rounds::advance(tx, id, person, end.max(1), Some(now)))).await?;
    }
    let standing = standing::read(app, learner).await?;
    let waiting = waiting(app, &standing);
    let chosen = sitting(&waiting, today(standing.now), SECONDS);
    if chosen.is_empty() {
        return Ok(None);
    }
    let keys: Vec<String> = chosen.iter().map(|place| waiting[*place].subject.key()).collect();
    let row = PracticeRound {
        id: app.entropy.id(standing.now),
        person_id: person,
        subjects: serde_json::to_string(&keys)?,
        place: 0,
        seed: i64::from_le_bytes(app.entropy.bytes()),
        started_at: standing.now,
        finished_at: None,
    };
    let written = row.clone();
    let begun = app
        .store
        .write(move |tx| {
            let row = written.clone();
            Box::pin(async move {
                // a double click: the second waits here for the first, and goes on with its round
                people::touch(tx, person, row.started_at).await?;
                match practice_rounds::open_of(tx, person).await? {
                    Some(open) => Ok(open),
                    None => practice_rounds::insert(tx, &row).await.map(|()| row),
                }
            })
        })
        .await;
    match begun {
        Ok(row) => Round::of(row, learner).map(Some),
        Err(StoreError::Conflict { .. }) => under_way(app, learner).await,
        Err(error) => Err(error.into()),
    }
}

async fn under_way(app: &App, learner: &Authorised<Learn>) -> Result<Option<Round>> {
    let person = person_of(learner);
    let row = app.store.read_once(move |tx| Box::pin(practice_rounds::open_of(tx, person))).await?;
    row.map(|row| Round::of(row, learner)).transpose()
}

/// A round of whoever asks.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this name, or it is somebody else's.
pub async fn open(app: &App, learner: &Authorised<Learn>, id: Uuid) -> Result<Round> {
    let row = app.store.read_once(move |tx| Box::pin(practice_rounds::load(tx, id))).await?;
    Round::of(row.ok_or(Refusal::NotFound)?, learner)
}

/// Everything that may be practised: what is remembered, then what was met and never practised: cards and questions of the modules done, and the
/// questions of one's own positioning that were not right.
fn waiting(app: &App, standing: &Standing) -> Vec<Waiting> {
    let mut all: Vec<Waiting> = Vec::new();
    for memory in standing.memories.iter().filter(|memory| standing::exists(app, &memory.subject)) {
        // what cannot be read is met anew
        all.extend(Subject::parse(&memory.subject).map(|subject| Waiting { seconds: seconds(app, &subject), schedule: schedule_of(memory), subject }));
    }
    let modules: Vec<_> = app.library.modules.iter().filter(|m| standing.done.iter().any(|done| done.module == m.id)).collect();
    let cards = modules.iter().flat_map(|m| m.cards().map(|c| Subject::Card { module: m.id.clone(), card: c.id.clone() }));
    let asked = modules.iter().flat_map(|m| m.items().map(|id| Subject::Item { id: id.to_owned() }));
    let missed = standing.missed.iter().map(|id| Subject::Item { id: id.clone() });
    for subject in cards.chain(missed).chain(asked) {
        if !all.iter().any(|known| known.subject == subject) && standing::exists(app, &subject.key()) {
            all.push(Waiting { seconds: seconds(app, &subject), subject, schedule: None });
        }
    }
    all
}

/// Seconds that a subject takes.
fn seconds(app: &App, subject: &Subject) -> u32 {
    let edition = app.editions.current().edition;
    match subject {
        Subject::Card { .. } => CARD_SECONDS,
        Subject::Item { id } => edition.place(id).map_or(CARD_SECONDS, |place| edition.pool[place].item.time),
    }
}

/// What waits for somebody, for a page that asks whether to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// What comes back today.
    pub due: u32,
    /// What was met and never practised.
    pub new: u32,
    /// What comes back later.
    pub later: u32,
    /// When the next of these comes back.
    pub next: Option<Day>,
}

/// What waits for somebody.
///
/// # Errors
/// The store's.
pub async fn ahead(app: &App, learner: &Authorised<Learn>) -> Result<Ahead> {
    let standing = standing::read(app, learner).await?;
    let (now, waiting) = (today(standing.now), waiting(app, &standing));
    let schedules = waiting.iter().filter_map(|w| w.schedule);
    let later: Vec<Day> = schedules.clone().filter(|s| !s.is_due(now)).map(|s| s.due).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Ahead {
        due: count(schedules.filter(|s| s.is_due(now)).count()),
        new: count(waiting.iter().filter(|w| w.schedule.is_none()).count()),
        later: count(later.len()),
        next: later.into_iter().min(),
    })
}

/// Grades the card at a place, and goes on. The same sent twice changes nothing.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no card at this place; [`Refusal::OutOfOrder`] for one that is not reached yet.
pub async fn grade(app: &App, round: &Round, place: usize, grade: Grade) -> Result<()> {
    if !matches!(round.subjects.get(place), Some(Subject::Card { .. })) {
        return Err(Refusal::NotFound.into());
    }
    record(app, round, place, grade, None).await
}

/// Answers the question at a place; `None` is « I do not know ». The first answer counts, and stays.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no question at this place; [`Refusal::OutOfOrder`] for one that is not reached yet; what the rules of answers
/// refuse.
pub async fn answer(app: &App, round: &Round, place: usize, seed: i64, response: Option<Response>) -> Result<()> {
    let Some(Subject::Item { id }) = round.subjects.get(place) else { return Err(Refusal::NotFound.into()) };
    let put = question::put(app, id, seed, place as i64).ok_or(Refusal::NotFound)?;
    let given = put.judge(response, app.clock.now())?;
    let at = Place { within: Within::Practice, source: round.row.id, place: place as i64, person: person_of(&round.owner) };
    let row = put.row(&at, &given)?;
    record(app, round, place, Grade::of_score(given.score), Some(row)).await
}

async fn record(app: &App, round: &Round, place: usize, grade: Grade, answer: Option<store::practice_answers::PracticeAnswer>) -> Result<()> {
    let reached = round.current(app).unwrap_or(round.subjects.len());
    if place > reached {
        return Err(Refusal::OutOfOrder.into());
    }
    let (id, person, now) = (round.row.id, person_of(&round.owner), app.clock.now());
    let recalled = Recalled { source: id, place: place as i64, subject: round.subjects[place].clone(), grade };
    let next = place as i64 + 1;
    let ended = round.from(app, place + 1).is_none().then_some(now);
    app.store
        .write(move |tx| {
            let (recalled, answer) = (recalled.clone(), answer.clone());
            Box::pin(async move {
                if let Some(answer) = &answer
                    && !question::record(tx, answer).await?
                {
                    return Ok(());
                }
                meet(tx, person, &recalled, now).await?;
                practice_rounds::advance(tx, id, person, next, ended).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}

/// When each subject of a round comes back, in the round's order; those alone that were done.
///
/// # Errors
/// The store's.
pub async fn coming_back(app: &App, round: &Round) -> Result<Vec<(Subject, Day)>> {
    let person = person_of(&round.owner);
    let all: Vec<Memory> = app.store.read_once(move |tx| Box::pin(memories::of_person(tx, person))).await?;
    let due = |subject: &Subject| all.iter().find(|memory| memory.subject == subject.key()).map(|memory| Day::numbered(memory.due));
    Ok(round.subjects.iter().filter_map(|subject| Some((subject.clone(), due(subject)?))).collect())
}
