//! Runs: who is how far in which module.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, person_id, module_id, version, step, seed, gesture, started_at, updated_at, finished_at"
    };
}

statements! {
    FINISHED_OF_PERSON = concat!("SELECT ", columns!(), " FROM module_run WHERE person_id = $1 AND finished_at IS NOT NULL ORDER BY finished_at, id");
    // a person has one run of a module under way, whatever was clicked twice; a device may send the same run again
    INSERT = concat!("INSERT INTO module_run (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING");
    CURRENT = concat!(
        "SELECT ", columns!(), " FROM module_run WHERE person_id = $1 AND module_id = $2
         ORDER BY CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END, finished_at DESC, id DESC LIMIT 1"
    );
    OF_PERSON = concat!("SELECT ", columns!(), " FROM module_run WHERE person_id = $1 ORDER BY updated_at DESC, id DESC");
    ADVANCE = "UPDATE module_run SET step = $3, updated_at = $4 WHERE id = $1 AND step = $2 AND finished_at IS NULL";
    FINISH = "UPDATE module_run SET step = $2, gesture = $3, updated_at = $4, finished_at = $4 WHERE id = $1 AND finished_at IS NULL";
    SAY = "UPDATE module_run SET gesture = $2, updated_at = $3 WHERE id = $1 AND finished_at IS NULL";
    LEAVE = "DELETE FROM module_run WHERE id = $1 AND finished_at IS NULL";
    BY_ID = concat!("SELECT ", columns!(), " FROM module_run WHERE id = $1");
    FINISHED = "SELECT COUNT(*) FROM module_run WHERE person_id = $1 AND module_id = $2 AND finished_at IS NOT NULL";
}

/// One person's way through a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleRun {
    /// Version 7 UUID; of a run begun without a network, one made from the name that its device gave it.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// Name of the module.
    pub module_id: String,
    /// Its version when it was begun.
    pub version: i64,
    /// The step they are at, from 0.
    pub step: i64,
    /// Decides the order in which options are shown.
    pub seed: i64,
    /// What they said they would do on the next shift.
    pub gesture: Option<String>,
    /// When it was begun, microseconds UTC.
    pub started_at: i64,
    /// When it went on last, microseconds UTC.
    pub updated_at: i64,
    /// When its last step was done, microseconds UTC.
    pub finished_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<ModuleRun> {
    Ok(ModuleRun {
        id: row.get(0)?,
        person_id: row.get(1)?,
        module_id: row.get(2)?,
        version: row.get(3)?,
        step: row.get(4)?,
        seed: row.get(5)?,
        gesture: row.get(6)?,
        started_at: row.get(7)?,
        updated_at: row.get(8)?,
        finished_at: row.get(9)?,
    })
}

fn values(module_run: &ModuleRun) -> [Value; 10] {
    [
        module_run.id.into(),
        module_run.person_id.into(),
        module_run.module_id.as_str().into(),
        module_run.version.into(),
        module_run.step.into(),
        module_run.seed.into(),
        module_run.gesture.as_deref().into(),
        module_run.started_at.into(),
        module_run.updated_at.into(),
        module_run.finished_at.into(),
    ]
}

/// Keeps one. Says whether it did: not where its person has another of this module under way, nor where it is there already.
pub async fn insert(tx: &mut Tx<'_>, module_run: &ModuleRun) -> Result<bool> {
    Ok(tx.execute(INSERT, &values(module_run)).await? == 1)
}

/// Somebody's run of a module: the one under way, else the one that was finished last.
pub async fn current(tx: &mut Tx<'_>, person: Uuid, module: &str) -> Result<Option<ModuleRun>> {
    tx.optional(CURRENT, &[person.into(), module.into()], read).await
}

/// Every run of somebody, the one that went on last first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<ModuleRun>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Goes on from one step to another, unless it is over or elsewhere. Says whether it did.
pub async fn advance(tx: &mut Tx<'_>, id: Uuid, from: i64, to: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(ADVANCE, &[id.into(), from.into(), to.into(), now.into()]).await? == 1)
}

/// Ends one, with what its person will do on the next shift. Says whether it was under way.
pub async fn finish(tx: &mut Tx<'_>, id: Uuid, steps: i64, gesture: Option<&str>, now: i64) -> Result<bool> {
    Ok(tx.execute(FINISH, &[id.into(), steps.into(), gesture.into(), now.into()]).await? == 1)
}

/// Keeps what its person will do on the next shift, before its end. Says whether it was under way.
pub async fn say(tx: &mut Tx<'_>, id: Uuid, gesture: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(SAY, &[id.into(), gesture.into(), now.into()]).await? == 1)
}

/// Forgets one that is under way: the answers given in it stay. Says whether it was.
pub async fn leave(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(LEAVE, &[id.into()]).await? == 1)
}

/// Those that somebody went through to the end, oldest first.
pub async fn finished_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<ModuleRun>> {
    tx.all(FINISHED_OF_PERSON, &[person.into()], read).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ModuleRun>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Whether somebody has done a module to its end.
pub async fn has_finished(tx: &mut Tx<'_>, person: Uuid, module: &str) -> Result<bool> {
    Ok(tx.optional(FINISHED, &[person.into(), module.into()], |row| row.get::<i64>(0)).await?.is_some_and(|times| times > 0))
}
