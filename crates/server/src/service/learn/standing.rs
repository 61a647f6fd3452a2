//! Where somebody stands: what was measured of them, what they did since, what is due.

use std::sync::Arc;

use domain::access::{Authorised, Learn};
use domain::bank::Edition;
use domain::learning::claim::Claim;
use domain::learning::path::{Catalogue, Done, Rules, expected_after};
use domain::learning::practice::{Practised, Subject, Weights, refined};
use domain::profile::competence_abilities;
use domain::session::{Scored, State};
use psychometrics::ability::Posterior;
use store::memories::Memory;
use store::practice_answers::{self, PracticeAnswer};
use store::sessions::{self, Session};
use store::{Tx, claims, learning_plans, memories, module_runs, people};
use uuid::Uuid;

use super::calendar::today;
use super::plan::{Plan, person_of};
use crate::app::App;
use crate::service::assess::state_of;
use crate::service::content::Library;
use crate::service::{Failure, Result};

/// Sessions that are looked through for the last one of the whole framework.
const LOOKED_THROUGH: i64 = 20;

/// What is known of somebody's learning.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What they were measured with; today's edition when they were not.
    pub edition: Arc<Edition>,
    /// The session that measured them, and when it ended.
    pub session: Option<(Uuid, i64)>,
    /// Questions of it that were not fully right, as names of items.
    pub missed: Vec<String>,
    /// One ability for each competence of the edition's framework, from the answers of that session alone.
    pub measured: Posterior,
    /// What they aim at.
    pub plan: Plan,
    /// Their trade.
    pub trade: Option<String>,
    /// Where they work.
    pub setting: Option<String>,
    /// Modules they did, oldest first.
    pub done: Vec<Done>,
    /// What they say that they know: for each objective, what they said last.
    pub claims: Vec<Claim>,
    /// What they answered while learning, oldest first.
    pub answers: Vec<PracticeAnswer>,
    /// What they remember, what comes back first first.
    pub memories: Vec<Memory>,
    /// Subjects that come back today and that there still are.
    pub due: u32,
    /// When this was read.
    pub now: i64,
}

impl Standing {
    /// Somebody of whom nothing is known.
    ///
    /// # Errors
    /// The blueprint's prior cannot be.
    pub fn of_nobody(app: &App, trade: Option<&str>) -> Result<Self> {
        let edition = app.editions.current().edition;
        Ok(Self {
            measured: abilities_of(&edition, &[])?,
            edition,
            session: None,
            missed: Vec::new(),
            plan: Plan::default(),
            trade: trade.map(str::to_owned),
            setting: None,
            done: Vec::new(),
            claims: Vec::new(),
            answers: Vec::new(),
            memories: Vec::new(),
            due: 0,
            now: app.clock.now(),
        })
    }

    /// What there is to learn from, by the framework they were measured with.
    pub fn catalogue<'a>(&'a self, library: &'a Library) -> Catalogue<'a> {
        Catalogue { modules: &library.modules, framework: &self.edition.framework, cuts: &self.edition.blueprint.levels.cuts }
    }

    /// What was measured, with what is expected of the modules done since: a guess for planning, never told as a result.
    pub fn expected(&self, library: &Library) -> Posterior {
        let since = self.measured_at();
        let done: Vec<Done> = self.done.iter().filter(|done| done.at > since).cloned().collect();
        expected_after(self.catalogue(library), &self.measured, &done, &Rules::default())
    }

    /// Abilities with what the answers given in practice since then say, at their own weight.
    pub fn refine(&self, abilities: &Posterior) -> Posterior {
        let since = self.measured_at();
        let practised: Vec<Practised<'_>> = self
            .answers
            .iter()
            .filter(|answer| answer.at > since)
            .filter_map(|answer| {
                let item = &self.edition.pool[self.edition.place(&answer.item_id)?];
                let category = usize::try_from(answer.won).ok().filter(|won| *won <= usize::from(item.item.interaction.points()))?;
                let met = u32::try_from(answer.met).unwrap_or_default();
                Some(Practised { model: &item.model, dimension: item.competence, category, at: answer.at, met })
            })
            .collect();
        refined(abilities, &practised, self.now, &Weights::default())
    }

    /// When they were measured; the beginning of time when they were not.
    fn measured_at(&self) -> i64 {
        self.session.map_or(i64::MIN, |(_, at)| at)
    }
}

/// What is stored of somebody's learning.
#[derive(Clone)]
struct Stored {
    person: Option<people::Person>,
    sessions: Vec<(Session, State)>,
    plan: Option<learning_plans::LearningPlan>,
    runs: Vec<module_runs::ModuleRun>,
    claims: Vec<claims::Claim>,
    answers: Vec<PracticeAnswer>,
    memories: Vec<Memory>,
}

/// Reads where somebody stands.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn read(app: &App, learner: &Authorised<Learn>) -> Result<Standing> {
    let person = person_of(learner);
    let stored = app.store.read(move |tx| Box::pin(stored(tx, person))).await?;
    let now = app.clock.now();
    let measured = measured(app, &stored.sessions).await?;
    let edition = measured.as_ref().map_or_else(|| app.editions.current().edition, |m| Arc::clone(&m.edition));
    let scored = measured.as_ref().map_or(&[][..], |m| &m.answers);
    let missed = scored.iter().filter_map(|answer| {
        let item = &edition.pool.get(usize::from(answer.item))?.item;
        (!answer.is_aside() && answer.won < item.interaction.points()).then(|| item.id.clone())
    });
    let profile = stored.person.map(|person| person.profile).unwrap_or_default();
    let due = due_among(app, &stored.memories, now);
    Ok(Standing {
        missed: missed.collect(),
        measured: abilities_of(&edition, scored)?,
        session: measured.as_ref().map(|m| (m.session, m.at)),
        edition,
        plan: Plan::of(stored.plan.as_ref()),
        trade: profile.trade,
        setting: profile.setting,
        done: stored.runs.iter().filter_map(done_of).collect(),
        claims: said(&stored.claims, &stored.answers),
        answers: stored.answers,
        memories: stored.memories,
        due,
        now,
    })
}

/// Sessions are read from the last one back to one of the whole framework: what is older says nothing more.
async fn stored(tx: &mut Tx<'_>, person: Uuid) -> Result<Stored> {
    let mut finished: Vec<_> = sessions::list_of_person(tx, person, None, LOOKED_THROUGH).await?;
    finished.retain(|summary| summary.finished_at.is_some());
    finished.sort_by_key(|summary| std::cmp::Reverse((summary.finished_at, summary.id)));
    let mut found = Vec::new();
    for summary in finished {
        let Some(row) = sessions::load(tx, summary.id).await? else { continue };
        let state = state_of(&row)?;
        let is_whole = state.scope.is_whole();
        found.push((row, state));
        if is_whole {
            break;
        }
    }
    Ok(Stored {
        person: people::by_id(tx, person).await?,
        sessions: found,
        plan: learning_plans::load(tx, person).await?,
        runs: module_runs::finished_of_person(tx, person).await?,
        claims: claims::of_person(tx, person).await?,
        answers: practice_answers::of_person(tx, person).await?,
        memories: memories::of_person(tx, person).await?,
    })
}

/// What a session measured.
struct Measurement {
    session: Uuid,
    at: i64,
    edition: Arc<Edition>,
    answers: Vec<Scored>,
}

/// The last session of the whole framework, with the answers of those of a part of it since, where they are of the same edition. Where there is none of
/// the whole, the last of a part.
async fn measured(app: &App, finished: &[(Session, State)]) -> Result<Option<Measurement>> {
    let Some(main) = finished.iter().position(|(_, state)| state.scope.is_whole()).or_else(|| (!finished.is_empty()).then_some(0)) else {
        return Ok(None);
    };
    let (row, state) = &finished[main];
    let mut answers = state.answers.clone();
    for (_, part) in finished[..main].iter().filter(|(later, _)| later.edition_id == row.edition_id) {
        answers.extend(part.answers.iter().copied());
    }
    let edition = app.editions.get(&app.store, row.edition_id).await?;
    Ok(Some(Measurement { session: row.id, at: row.finished_at.unwrap_or(row.updated_at), edition, answers }))
}

fn abilities_of(edition: &Edition, answers: &[Scored]) -> Result<Posterior> {
    competence_abilities(edition, answers).ok_or_else(|| Failure::Broken("the abilities of competences cannot be estimated".into()))
}

fn done_of(run: &module_runs::ModuleRun) -> Option<Done> {
    Some(Done { module: run.module_id.clone(), version: u32::try_from(run.version).ok()?, at: run.finished_at? })
}

/// Subjects that come back today for somebody, of those that there still are.
///
/// # Errors
/// The store's.
pub async fn due(app: &App, learner: &Authorised<Learn>) -> Result<u32> {
    due_of(app, person_of(learner)).await
}

/// The same for a mail, which leaves when nobody asks.
pub(super) async fn due_of(app: &App, person: Uuid) -> Result<u32> {
    let memories = app.store.read_once(move |tx| Box::pin(memories::of_person(tx, person))).await?;
    Ok(due_among(app, &memories, app.clock.now()))
}

fn due_among(app: &App, memories: &[Memory], now: i64) -> u32 {
    let today = today(now).number();
    let due = memories.iter().filter(|memory| memory.due <= today && exists(app, &memory.subject)).count();
    u32::try_from(due).unwrap_or(u32::MAX)
}

/// Whether there still is what is to be remembered.
pub fn exists(app: &App, subject: &str) -> bool {
    match Subject::parse(subject) {
        Some(Subject::Card { module, card }) => app.library.module(&module).is_some_and(|m| m.cards().any(|c| c.id == card)),
        Some(Subject::Item { id }) => app.editions.current().edition.place(&id).is_some(),
        None => false,
    }
}

/// What was said last of each objective, with the answers that test it, in the order of the objectives' names.
fn said(rows: &[claims::Claim], answers: &[PracticeAnswer]) -> Vec<Claim> {
    let last: std::collections::BTreeMap<&str, &claims::Claim> = rows.iter().map(|row| (row.objective.as_str(), row)).collect();
    last.into_values().map(|row| claim_of(row, answers)).collect()
}

/// A claim with its answers, in the order of its questions.
pub fn claim_of(row: &claims::Claim, answers: &[PracticeAnswer]) -> Claim {
    let mut given: Vec<&PracticeAnswer> = answers.iter().filter(|answer| answer.source_id == row.id).collect();
    given.sort_by_key(|answer| answer.place);
    Claim { objective: row.objective.clone(), answers: given.iter().map(|answer| answer.won == answer.points).collect() }
}
