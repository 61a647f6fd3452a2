//! Writing a file into the list, some hundred people at a time, so that nobody waits for it.
//!
//! Every step says in its own transaction how far it is, if nobody gave the file up and nobody else writes it. A server that was
//! killed has said nothing for a while: another one, or the same when it is back, plans anew and goes on.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::access::{Authorised, ManageLearners};
use domain::blueprint::SECOND;
use domain::date::Day;
use domain::learner::{Absent, Act as Deed, Changed, Entry, Plan, Planned as Line};
use domain::organisation::{searched, sort_name};
use domain::refusal::Refusal;
use domain::text::fold;
use store::learners::{self, Change, Learner};
use store::{Tx, audit, cohorts, imports, units};
use uuid::Uuid;

use super::Status;
use super::choices::{Choices, Report};
use super::correct::refused;
use super::look::{Planned, plan_for, row, table_of};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::learner::Happened;
use crate::service::{Failure, Result};

/// People in one transaction.
const AT_ONCE: usize = 250;
/// Somebody who has not said for so long that they write, writes no more.
const SILENT: i64 = 30 * SECOND;
/// How often a step is planned anew because somebody changed the list meanwhile.
const TRIES: usize = 5;
/// Files that are taken over at once.
const TAKEN: i64 = 4;

/// Begins to write a file. It goes on after this returns.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`] unless its columns are said and it waits, [`Refusal::ImportRunning`] while another file
/// is being written.
pub async fn start(app: &Arc<App>, proof: &Authorised<ManageLearners>, origin: &Origin<'_>, id: Uuid, absent: Absent) -> Result<()> {
    let before = row(app, proof, id).await?;
    let choices = Choices { absent: absent.code().to_owned(), ..Choices::of(&before.mapping) };
    if Status::of(&before.status) != Status::Mapped || !choices.mapping().faults().is_empty() {
        return Err(Refusal::ImportOver.into());
    }
    let (now, mapping) = (app.clock.now().max(before.alive_at + 1), choices.stored());
    let line = line(
        app,
        Act::LearnersImported,
        By::Organisation,
        proof.object().person.map(Uuid::from_u128),
        Some(format!("{id} {}", before.organisation_id)),
        origin,
    );
    let steps = before.line_count;
    let started = app.store.write(move |tx| {
        let (mapping, line) = (mapping.clone(), line.clone());
        Box::pin(async move {
            let started = imports::start(tx, id, &mapping, steps, now).await?;
            if started {
                audit::add(tx, &line).await?;
            }
            Ok::<_, Failure>(started)
        })
    });
    match started.await {
        Ok(true) => {}
        Ok(false) => return Err(Refusal::ImportOver.into()),
        Err(Failure::Store(error)) if error.is_conflict() => return Err(Refusal::ImportRunning.into()),
        Err(other) => return Err(other),
    }
    let app = Arc::clone(app);
    tokio::spawn(async move { run(&app, id, now).await });
    Ok(())
}

/// Gives a file up. Whoever was written stays written.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`] when it was settled.
pub async fn give_up(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<()> {
    let row = row(app, proof, id).await?;
    let now = app.clock.now().max(row.alive_at + 1);
    let given_up = app.store.write(move |tx| Box::pin(async move { imports::give_up(tx, id, now).await })).await?;
    if given_up { Ok(()) } else { Err(Refusal::ImportOver.into()) }
}

/// Goes on with files whose server was killed.
///
/// # Errors
/// The store's.
pub async fn catch_up(app: &Arc<App>) -> Result<()> {
    let now = app.clock.now();
    let silent = app.store.read(move |tx| Box::pin(imports::silent(tx, now - SILENT, TAKEN))).await?;
    for row in silent {
        run(app, row.id, row.alive_at).await;
    }
    Ok(())
}

/// Writes a file to its end, if nobody else does. What stops it for good is kept with it; what may pass is tried again by [`catch_up`].
async fn run(app: &App, id: Uuid, alive_at: i64) {
    let mut writer = Writer { app, id, alive_at };
    match writer.write().await {
        Ok(()) => {}
        // the store is away, or too much is done at once: it is gone on with later
        Err(error @ (Failure::Store(_) | Failure::Refused(Refusal::Busy))) => tracing::warn!(import = %id, %error, "a list of people waits to be written"),
        Err(error) => {
            tracing::warn!(import = %id, %error, "a list of people could not be written");
            if let Err(error) = writer.fail().await {
                tracing::warn!(import = %id, %error, "and that was not noted");
            }
        }
    }
}

struct Writer<'a> {
    app: &'a App,
    id: Uuid,
    /// When this writer, or the one before, last said that the file is being written.
    alive_at: i64,
}

/// What one transaction writes.
#[derive(Debug, Clone, Default)]
struct Chunk {
    units: Vec<units::Unit>,
    cohorts: Vec<cohorts::Cohort>,
    new: Vec<Learner>,
    /// With when each was read.
    known: Vec<(Learner, i64)>,
    /// Cohort and learner: those who are new, and those who are known.
    joins: [Vec<(Uuid, Uuid)>; 2],
    history: Vec<Change>,
}

/// How a step went.
enum Stepped {
    Done,
    /// Somebody gave it up, or writes it in our place.
    Lost,
    /// Somebody changed the list since it was read.
    Stale,
}

impl Writer<'_> {
    async fn write(&mut self) -> Result<()> {
        let id = self.id;
        for _ in 0..TRIES {
            let Some(row) = self.app.store.read(move |tx| Box::pin(imports::load(tx, id))).await? else { return Ok(()) };
            if Status::of(&row.status) != Status::Running {
                return Ok(());
            }
            let choices = Choices::of(&row.mapping);
            let table = table_of(self.app, id, choices.sheet.clone()).await?;
            let planned = plan_for(self.app, row.organisation_id, table, choices.clone()).await?;
            match self.steps(&row, &choices, &planned).await? {
                Stepped::Done | Stepped::Lost => return Ok(()),
                Stepped::Stale => {}
            }
        }
        Err(Failure::Broken("the list changed under every try".into()))
    }

    /// Every step of a plan, and the end.
    async fn steps(&mut self, row: &imports::Import, choices: &Choices, planned: &Planned) -> Result<Stepped> {
        let (plan, mut report) = (&planned.plan, Report::of(&row.report));
        let leaving = plan.leaving(choices.absent());
        let mut making = Making::new(self.app, row, planned);
        let begun = making.named(plan);
        (report.units, report.cohorts) = (report.units + begun.units.len() as u64, report.cohorts + begun.cohorts.len() as u64);
        if !begun.units.is_empty() || !begun.cohorts.is_empty() {
            match self.step(begun, row.progress, &report).await? {
                Stepped::Done => {}
                other => return Ok(other),
            }
        }
        let to_write: Vec<&Line> = plan.lines.iter().filter(|line| !matches!(line.act, Deed::Keep(_))).collect();
        let untouched = row.line_count - (to_write.len() + leaving.len()) as i64;
        let mut done = untouched.max(0);
        for lines in to_write.chunks(AT_ONCE) {
            let chunk = making.lines(lines);
            (report.added, report.changed) = (report.added + chunk.new.len() as u64, report.changed + chunk.known.len() as u64);
            done += lines.len() as i64;
            match self.step(chunk, done, &report).await? {
                Stepped::Done => {}
                other => return Ok(other),
            }
        }
        for gone in leaving.chunks(AT_ONCE) {
            let chunk = making.gone(gone);
            report.left += chunk.known.len() as u64;
            done += gone.len() as i64;
            match self.step(chunk, done, &report).await? {
                Stepped::Done => {}
                other => return Ok(other),
            }
        }
        let refused = refused(&planned.table, choices, plan);
        report.refused = plan.refused().len() as u64;
        report.kept = (plan.lines.len() as u64).saturating_sub(report.added + report.changed);
        let kept = if refused.lines.is_empty() { None } else { Some(serde_json::to_vec(&refused)?) };
        self.settle(Status::Done, row.line_count, &report, kept).await
    }

    fn next(&self, progress: i64, report: &Report) -> imports::Step {
        let now = self.app.clock.now().max(self.alive_at + 1);
        imports::Step { id: self.id, was_alive_at: self.alive_at, now, progress, report: report.stored() }
    }

    async fn step(&mut self, chunk: Chunk, progress: i64, report: &Report) -> Result<Stepped> {
        let step = self.next(progress, report);
        let now = step.now;
        let written = self.app.store.write(move |tx| {
            let (chunk, step) = (chunk.clone(), step.clone());
            Box::pin(async move { write(tx, &chunk, &step).await })
        });
        match written.await {
            Ok(()) => {
                self.alive_at = now;
                Ok(Stepped::Done)
            }
            Err(Halt::Lost) => Ok(Stepped::Lost),
            Err(Halt::Stale) => Ok(Stepped::Stale),
            Err(Halt::Failed(Failure::Store(error))) if error.is_conflict() => Ok(Stepped::Stale),
            Err(Halt::Failed(failure)) => Err(failure),
        }
    }

    async fn settle(&mut self, status: Status, progress: i64, report: &Report, kept: Option<Vec<u8>>) -> Result<Stepped> {
        let step = self.next(progress, report);
        let settled = self.app.store.write(move |tx| {
            let (step, kept) = (step.clone(), kept.clone());
            Box::pin(async move { imports::settle(tx, &step, status.code(), kept.as_deref()).await })
        });
        Ok(if settled.await? { Stepped::Done } else { Stepped::Lost })
    }

    async fn fail(&mut self) -> Result<()> {
        let id = self.id;
        let Some(row) = self.app.store.read(move |tx| Box::pin(imports::load(tx, id))).await? else { return Ok(()) };
        self.settle(Status::Failed, row.progress, &Report::of(&row.report), None).await.map(drop)
    }
}

/// Why a transaction was undone.
enum Halt {
    Lost,
    Stale,
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

async fn write(tx: &mut Tx<'_>, chunk: &Chunk, step: &imports::Step) -> Result<(), Halt> {
    if !imports::step(tx, step).await? {
        return Err(Halt::Lost);
    }
    units::insert_all(tx, &chunk.units).await?;
    cohorts::insert_all(tx, &chunk.cohorts).await?;
    learners::insert_all(tx, &chunk.new).await?;
    for (learner, read_at) in &chunk.known {
        if !learners::update(tx, learner, *read_at).await? {
            return Err(Halt::Stale);
        }
    }
    let [new, known] = &chunk.joins;
    imports::join_all(tx, new).await?;
    for (cohort, learner) in known {
        cohorts::add(tx, *cohort, *learner).await?;
    }
    learners::note_all(tx, &chunk.history).await?;
    Ok(())
}

/// Makes rows of what is planned.
struct Making<'a> {
    app: &'a App,
    organisation: Uuid,
    by: Option<Uuid>,
    now: i64,
    planned: &'a Planned,
    units: BTreeMap<String, Uuid>,
    cohorts: BTreeMap<String, Uuid>,
}

impl<'a> Making<'a> {
    fn new(app: &'a App, row: &imports::Import, planned: &'a Planned) -> Self {
        let ids = |names: &BTreeMap<String, u128>| names.iter().map(|(name, id)| (name.clone(), Uuid::from_u128(*id))).collect();
        let lists = &planned.standing.lists;
        let (units, cohorts) = (ids(&lists.units), ids(&lists.cohorts));
        Self { app, organisation: row.organisation_id, by: row.started_by, now: app.clock.now(), planned, units, cohorts }
    }

    /// The units and cohorts that the file names and that there are none of.
    fn named(&mut self, plan: &Plan) -> Chunk {
        let (app, organisation_id, now) = (self.app, self.organisation, self.now);
        let unit = |name: &String| units::Unit { id: app.entropy.id(now), organisation_id, name: name.clone(), name_folded: fold(name), created_at: now };
        let cohort = |name: &String| {
            let (id, name_folded) = (app.entropy.id(now), fold(name));
            cohorts::Cohort { id, organisation_id, name: name.clone(), name_folded, starts_on: None, ends_on: None, ects: 0, created_at: now }
        };
        let chunk = Chunk { units: plan.new_units.iter().map(unit).collect(), cohorts: plan.new_cohorts.iter().map(cohort).collect(), ..Chunk::default() };
        self.units.extend(chunk.units.iter().map(|unit| (unit.name_folded.clone(), unit.id)));
        self.cohorts.extend(chunk.cohorts.iter().map(|cohort| (cohort.name_folded.clone(), cohort.id)));
        chunk
    }

    fn lines(&self, lines: &[&Line]) -> Chunk {
        let mut chunk = Chunk::default();
        for line in lines {
            let cohorts = || line.entry.cohorts.iter().filter_map(|name| self.cohorts.get(&fold(name)).copied());
            match &line.act {
                Deed::Keep(_) => {}
                Deed::Add => {
                    let learner = self.new_learner(&line.entry);
                    chunk.joins[0].extend(cohorts().map(|cohort| (cohort, learner.id)));
                    chunk.history.push(self.happened(Happened::Arrived, learner.id, ""));
                    chunk.new.push(learner);
                }
                Deed::Change(at, changes) => {
                    let Some(was) = self.planned.standing.learners.get(*at) else { continue };
                    let learner = self.changed(was, &line.entry);
                    if changes.contains(&Changed::Cohort) {
                        chunk.joins[1].extend(cohorts().map(|cohort| (cohort, learner.id)));
                    }
                    for change in changes {
                        let (what, detail) = match change {
                            Changed::Unit => (Happened::Moved, line.entry.unit.as_deref().unwrap_or_default()),
                            Changed::Left => (Happened::Left, ""),
                            Changed::Returned => (Happened::Returned, ""),
                            _ => continue,
                        };
                        chunk.history.push(self.happened(what, learner.id, detail));
                    }
                    chunk.known.push((learner, was.updated_at));
                }
            }
        }
        chunk
    }

    /// People whom the file does not name: they left, today.
    fn gone(&self, people: &[usize]) -> Chunk {
        let mut chunk = Chunk::default();
        for was in people.iter().filter_map(|at| self.planned.standing.learners.get(*at)) {
            let learner = Learner { left_on: Some(Day::of(self.now).number()), updated_at: self.after(was), ..was.clone() };
            chunk.history.push(self.happened(Happened::Left, learner.id, ""));
            chunk.known.push((learner, was.updated_at));
        }
        chunk
    }

    fn happened(&self, what: Happened, learner: Uuid, detail: &str) -> Change {
        what.line(self.app, learner, detail, self.by)
    }

    /// Later than it was last changed, whatever the clock says.
    fn after(&self, was: &Learner) -> i64 {
        self.now.max(was.updated_at + 1)
    }

    fn unit(&self, entry: &Entry) -> Option<Uuid> {
        self.units.get(&fold(entry.unit.as_deref()?)).copied()
    }

    fn new_learner(&self, entry: &Entry) -> Learner {
        self.said(Learner::blank(self.app.entropy.id(self.now), self.organisation, "import", self.now), entry)
    }

    fn changed(&self, was: &Learner, entry: &Entry) -> Learner {
        Learner { updated_at: self.after(was), ..self.said(was.clone(), entry) }
    }

    /// A learner with what a line says; what it does not say stays.
    fn said(&self, was: Learner, entry: &Entry) -> Learner {
        let said = |new: &Option<String>, old: Option<String>| new.clone().or(old);
        let email = said(&entry.email, was.email);
        let external_id = said(&entry.number, was.external_id);
        Learner {
            sort_name: sort_name(&entry.family_name, &entry.given_name),
            search: searched(&entry.family_name, &entry.given_name, &[email.as_deref(), external_id.as_deref()]),
            given_name: entry.given_name.clone(),
            family_name: entry.family_name.clone(),
            birth_date: entry.birth_date.map(|day| day.to_string()).or(was.birth_date),
            email_folded: entry.email_folded.clone().or(was.email_folded),
            email,
            external_id,
            trade: said(&entry.trade, was.trade),
            school: said(&entry.school, was.school),
            diploma: said(&entry.diploma, was.diploma),
            regime: said(&entry.regime, was.regime),
            unit_id: self.unit(entry).or(was.unit_id),
            arrived_on: entry.arrived_on.map(Day::number).or(was.arrived_on),
            // whoever is named without a day of leaving is there
            left_on: entry.left_on.map(Day::number),
            ..was
        }
    }
}
