//! Somebody's way through a module: begun, gone on with on any device, finished once.
//!
//! What was done is what is stored: a step that was read moves the run on, a question has its first answer, a card its grade. Each is kept once,
//! whatever is clicked twice or sent again, so that a run can be made without a network and sent later.

use domain::access::{Authorised, Learn};
use domain::item::Response;
use domain::learning::module::{Module, Step};
use domain::learning::practice::{Grade, Subject};
use domain::refusal::Refusal;
use store::module_runs::{self, ModuleRun};
use store::practice_answers::{self, PracticeAnswer};
use store::{StoreError, Tx, memories};
use uuid::Uuid;

use super::memory::{Recalled, meet, place_of};
use super::plan::person_of;
use super::question::{self, Given, Place, Put, Within};
use crate::app::App;
use crate::secret::digest;
use crate::service::{Failure, Result};

/// Longest gesture that is kept, in characters.
pub const LONGEST_GESTURE: usize = 300;

/// A run begun on a device: its name, and what decides in which order options are shown.
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    /// The name that the device gave it; [`named`] makes it ours.
    pub id: Uuid,
    /// Its seed.
    pub seed: i64,
}

/// Something done at a step.
#[derive(Debug, Clone)]
pub enum Deed {
    /// It was read.
    Read,
    /// Its question was answered.
    Answer {
        /// What was answered; none is "I don't know".
        response: Option<Response>,
        /// What decided the order in which it was shown.
        seed: i64,
    },
    /// One of its cards was graded.
    Grade {
        /// The card, from 0.
        card: usize,
        /// How well it was remembered.
        grade: Grade,
    },
    /// The last step: what will be done on the next shift.
    Finish {
        /// In their own words; none when they would rather not say.
        gesture: Option<String>,
    },
}

/// What became of a deed.
#[derive(Debug, Clone)]
pub struct Done {
    /// Whether it was the first of its kind there: what was there already stays as it is.
    pub was_first: bool,
    /// The run as it now is.
    pub run: ModuleRun,
}

/// Somebody's run of a module, the one under way or the one finished last.
///
/// # Errors
/// The store's.
pub async fn current(app: &App, learner: &Authorised<Learn>, module: &str) -> Result<Option<ModuleRun>> {
    let (person, module) = (person_of(learner), module.to_owned());
    Ok(app.store.read(move |tx| Box::pin(async move { module_runs::current(tx, person, &module).await })).await?)
}

/// The run under way, begun if there is none; one of an older text of the module is begun again, since its steps are no longer those.
///
/// # Errors
/// The store's.
pub async fn begin(app: &App, learner: &Authorised<Learn>, module: &Module, on_device: Option<Begun>) -> Result<ModuleRun> {
    let run = fresh(app, learner, module, on_device);
    // answers are kept under the name of their run: a run of another text must not have the name of an older one
    let renamed = fresh(app, learner, module, None).id;
    app.store
        .write(move |tx| {
            let run = run.clone();
            Box::pin(async move {
                let run = match module_runs::load(tx, run.id).await? {
                    Some(known) if known.finished_at.is_some() || known.version == run.version => return Ok(known),
                    Some(_) => ModuleRun { id: renamed, ..run },
                    None => run,
                };
                if let Some(open) = open_of(tx, &run).await? {
                    if open.version == run.version {
                        return Ok(open);
                    }
                    module_runs::leave(tx, open.id).await?;
                }
                kept(tx, run).await
            })
        })
        .await
}

/// A run that nobody has begun yet.
fn fresh(app: &App, learner: &Authorised<Learn>, module: &Module, on_device: Option<Begun>) -> ModuleRun {
    let now = app.clock.now();
    let (id, seed) = match on_device {
        Some(begun) => (named(learner, module, begun.id), begun.seed),
        None => (app.entropy.id(now), i64::from_le_bytes(app.entropy.bytes())),
    };
    ModuleRun {
        id,
        person_id: person_of(learner),
        module_id: module.id.clone(),
        version: i64::from(module.version),
        step: 0,
        seed,
        gesture: None,
        started_at: now,
        updated_at: now,
        finished_at: None,
    }
}

/// What a run is called here that a device named: the same for the same person, module and name, and never what something else is called, whatever the
/// device says.
fn named(learner: &Authorised<Learn>, module: &Module, name: Uuid) -> Uuid {
    let known = digest(format!("run of {} through {}: {name}", person_of(learner), module.id).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&known[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// The run of the same person and module that is under way.
async fn open_of(tx: &mut Tx<'_>, run: &ModuleRun) -> Result<Option<ModuleRun>> {
    Ok(module_runs::current(tx, run.person_id, &run.module_id).await?.filter(|run| run.finished_at.is_none()))
}

/// Keeps a run, or gives the one that another request began at the same moment.
async fn kept(tx: &mut Tx<'_>, run: ModuleRun) -> Result<ModuleRun> {
    if module_runs::insert(tx, &run).await? {
        return Ok(run);
    }
    open_of(tx, &run).await?.ok_or(Failure::Store(StoreError::Busy))
}

/// Begins anew, whether one is under way or not: what was answered before stays, and counts as met.
///
/// # Errors
/// The store's.
pub async fn begin_again(app: &App, learner: &Authorised<Learn>, module: &Module) -> Result<ModuleRun> {
    let run = fresh(app, learner, module, None);
    app.store
        .write(move |tx| {
            let run = run.clone();
            Box::pin(async move {
                match open_of(tx, &run).await? {
                    // a double click: nothing was done in it yet
                    Some(open) if open.step == 0 && open.version == run.version => return Ok(open),
                    Some(open) => module_runs::leave(tx, open.id).await?,
                    None => false,
                };
                kept(tx, run).await
            })
        })
        .await
}

/// What a deed writes, worked out before the transaction.
#[derive(Debug, Clone)]
enum Writes {
    Nothing,
    Answer(Box<PracticeAnswer>, Recalled),
    Grade(Recalled),
    Finish(Option<String>),
}

/// Does something at a step (from 0) of a run. The run moves on past every step that is done; what is done further on is kept, and waits.
///
/// # Errors
/// [`Refusal::NotFound`]: the run is not theirs, not of this module, or has no such step. What the rules say of an answer. [`Refusal::TextTooLong`]:
/// the gesture is longer than [`LONGEST_GESTURE`].
pub async fn act(app: &App, learner: &Authorised<Learn>, module: &Module, run: Uuid, step: usize, deed: Deed) -> Result<Done> {
    let (person, now) = (person_of(learner), app.clock.now());
    let writes = writes(app, person, module, run, step, deed, now)?;
    let plan = plan(app, module);
    let name = module.id.clone();
    app.store
        .write(move |tx| {
            let (writes, plan, name) = (writes.clone(), plan.clone(), name.clone());
            Box::pin(async move {
                let before = module_runs::load(tx, run).await?.filter(|r| r.person_id == person && r.module_id == name).ok_or(Refusal::NotFound)?;
                if before.finished_at.is_some() {
                    return Ok(Done { was_first: false, run: before });
                }
                let was_first = write(tx, person, &writes, now).await?;
                let is_read = matches!(writes, Writes::Nothing);
                let reached = go_on(tx, &before, &plan, is_read.then_some(step), now).await?;
                let last = plan.len().saturating_sub(1);
                let moved = reached != usize::try_from(before.step).unwrap_or_default();
                let ended = match &writes {
                    Writes::Finish(gesture) if reached == last => module_runs::finish(tx, run, plan.len() as i64, gesture.as_deref(), now).await?,
                    // a step before is not done: what was typed waits for the end
                    Writes::Finish(Some(gesture)) => {
                        module_runs::say(tx, run, gesture, now).await?;
                        false
                    }
                    _ => false,
                };
                let after = module_runs::load(tx, run).await?.ok_or(Refusal::NotFound)?;
                Ok::<_, Failure>(Done { was_first: was_first || ended || (is_read && moved), run: after })
            })
        })
        .await
}

/// What must be there before a step is done.
#[derive(Debug, Clone)]
enum Asks {
    /// That it was read.
    Reading,
    /// An answer to the item of this name.
    Answer(String),
    /// As many grades.
    Grades(usize),
    /// That the run be finished.
    End,
}

fn plan(app: &App, module: &Module) -> Vec<Asks> {
    let last = module.steps.len().saturating_sub(1);
    let asks = |(i, step): (usize, &Step)| match step {
        _ if i == last => Asks::End,
        // an item that today's edition no longer has is passed by
        Step::Question(asked) if question::put(app, &asked.item, 0, 0).is_some() => Asks::Answer(asked.item.clone()),
        Step::Cards(cards) => Asks::Grades(cards.cards.len()),
        _ => Asks::Reading,
    };
    module.steps.iter().enumerate().map(asks).collect()
}

/// Moves a run on past what is done, `read` among it. Returns the step it is then at.
async fn go_on(tx: &mut Tx<'_>, run: &ModuleRun, plan: &[Asks], read: Option<usize>, now: i64) -> Result<usize, StoreError> {
    let from = usize::try_from(run.step).unwrap_or_default();
    let (answers, recalls) = (practice_answers::of_source(tx, run.id).await?, memories::recalls_of_source(tx, run.id).await?);
    let is_done = |step: usize, asks: &Asks| match asks {
        Asks::Reading => read == Some(step),
        Asks::Answer(item) => answers.iter().any(|a| a.place == step as i64 && a.item_id == *item),
        Asks::Grades(cards) => (0..*cards).all(|card| recalls.iter().any(|r| r.place == place_of(step, Some(card)))),
        Asks::End => false,
    };
    let mut at = from;
    while plan.get(at).is_some_and(|asks| is_done(at, asks)) {
        at += 1;
    }
    if at != from {
        module_runs::advance(tx, run.id, run.step, at as i64, now).await?;
    }
    Ok(at)
}

async fn write(tx: &mut Tx<'_>, person: Uuid, writes: &Writes, now: i64) -> Result<bool, StoreError> {
    match writes {
        Writes::Answer(row, recalled) => {
            let is_first = question::record(tx, row).await?;
            if is_first {
                meet(tx, person, recalled, now).await?;
            }
            Ok(is_first)
        }
        Writes::Grade(recalled) => Ok(meet(tx, person, recalled, now).await?.is_new),
        Writes::Nothing | Writes::Finish(_) => Ok(false),
    }
}

fn writes(app: &App, person: Uuid, module: &Module, run: Uuid, step: usize, deed: Deed, now: i64) -> Result<Writes> {
    let at = module.steps.get(step).ok_or(Refusal::NotFound)?;
    Ok(match (deed, at) {
        (Deed::Answer { response, seed }, Step::Question(asked)) => {
            let put = question::put(app, &asked.item, seed, step as i64).ok_or(Refusal::NotFound)?;
            let given = put.judge(response, now)?;
            let row = put.row(&Place { within: Within::Module, source: run, place: step as i64, person }, &given)?;
            let subject = Subject::Item { id: asked.item.clone() };
            Writes::Answer(Box::new(row), Recalled { source: run, place: place_of(step, None), subject, grade: Grade::of_score(given.score) })
        }
        (Deed::Grade { card, grade }, Step::Cards(cards)) => {
            let one = cards.cards.get(card).ok_or(Refusal::NotFound)?;
            let subject = Subject::Card { module: module.id.clone(), card: one.id.clone() };
            Writes::Grade(Recalled { source: run, place: place_of(step, Some(card)), subject, grade })
        }
        (Deed::Finish { gesture }, _) if step + 1 == module.steps.len() => {
            let gesture = gesture.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
            if gesture.as_ref().is_some_and(|words| words.chars().count() > LONGEST_GESTURE) {
                return Err(Refusal::TextTooLong.into());
            }
            Writes::Finish(gesture)
        }
        (Deed::Read, _) => Writes::Nothing,
        _ => return Err(Refusal::NotFound.into()),
    })
}

/// What somebody did at the steps of a run.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    answers: Vec<PracticeAnswer>,
    recalls: Vec<memories::Recall>,
}

impl Traces {
    /// What was answered at a step (from 0) to the question that is there now.
    ///
    /// # Errors
    /// What is stored cannot be read.
    pub fn answer(&self, step: usize, put: &Put) -> Result<Option<Given>> {
        let row = self.answers.iter().find(|row| row.place == step as i64 && row.item_id == put.item().id);
        row.map(question::read).transpose()
    }

    /// How each of so many cards of a step was graded.
    pub fn grades(&self, step: usize, cards: usize) -> Vec<Option<String>> {
        let grade = |card| self.recalls.iter().find(|r| r.place == place_of(step, Some(card))).map(|r| r.grade.clone());
        (0..cards).map(grade).collect()
    }

    /// Questions that were answered, and of these those all right.
    pub fn score(&self) -> (u32, u32) {
        (self.answers.len() as u32, self.answers.iter().filter(|row| row.won == row.points).count() as u32)
    }
}

/// What was done in a run so far.
///
/// # Errors
/// [`Refusal::NotYours`]: the run is somebody else's. The store's.
pub async fn traces(app: &App, learner: &Authorised<Learn>, run: &ModuleRun) -> Result<Traces> {
    if run.person_id != person_of(learner) {
        return Err(Refusal::NotYours.into());
    }
    let run = run.id;
    Ok(app
        .store
        .read(move |tx| {
            Box::pin(async move {
                Ok::<_, StoreError>(Traces { answers: practice_answers::of_source(tx, run).await?, recalls: memories::recalls_of_source(tx, run).await? })
            })
        })
        .await?)
}
