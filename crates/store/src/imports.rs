//! Files of people on their way in: read, mapped, written or given up.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, started_by, name, mapping, status, line_count, progress, report, created_at, alive_at, settled_at"
    };
}

statements! {
    INSERT = "INSERT INTO import (id, organisation_id, started_by, name, body, mapping, status, line_count, progress, report, created_at, alive_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'read', $7, 0, '', $8, $8)";
    BY_ID = concat!("SELECT ", columns!(), " FROM import WHERE id = $1");
    BODY = "SELECT body FROM import WHERE id = $1";
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM import WHERE organisation_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2");
    MAP = "UPDATE import SET mapping = $2, status = 'mapped', alive_at = $3 WHERE id = $1 AND status IN ('read', 'mapped')";
    // one at a time in an organisation: a unique key says no to the second
    START = "UPDATE import SET status = 'running', mapping = $2, line_count = $3, progress = 0, alive_at = $4 WHERE id = $1 AND status = 'mapped'";
    SILENT = concat!("SELECT ", columns!(), " FROM import WHERE settled_at IS NULL AND alive_at < $1 AND status = 'running' ORDER BY alive_at LIMIT $2");
    // whoever writes says so by the time that the one before has left: of two that write, one goes on
    STEP = "UPDATE import SET progress = $3, report = $4, alive_at = $5 WHERE id = $1 AND status = 'running' AND alive_at = $2";
    SETTLE = "UPDATE import SET status = $3, report = $4, body = $5, alive_at = $6, settled_at = $6 WHERE id = $1 AND status = 'running' AND alive_at = $2";
    GIVE_UP = "UPDATE import SET status = 'cancelled', body = NULL, alive_at = $2, settled_at = $2 WHERE id = $1 AND settled_at IS NULL";
    FORGET_BEGUN = "DELETE FROM import WHERE id IN (
        SELECT id FROM import WHERE settled_at IS NULL AND alive_at < $1 AND status <> 'running' ORDER BY alive_at LIMIT $2)";
    FORGET_BODIES = "UPDATE import SET body = NULL WHERE id IN (
        SELECT id FROM import WHERE settled_at IS NOT NULL AND body IS NOT NULL AND settled_at < $1 ORDER BY settled_at LIMIT $2)";
    JOIN = "INSERT INTO cohort_learner (cohort_id, learner_id) VALUES ($1, $2)";
}

/// A file on its way in, without its content. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Whose people it names.
    pub organisation_id: Uuid,
    /// Who brought it, while they are known.
    pub started_by: Option<Uuid>,
    /// The name of the file.
    pub name: String,
    /// What its columns are: the caller's words.
    pub mapping: String,
    /// `read`, `mapped`, `running`, `done`, `cancelled`, `failed`.
    pub status: String,
    /// Lines in it; once it is written, steps to do.
    pub line_count: i64,
    /// Steps done.
    pub progress: i64,
    /// What was done: the caller's words.
    pub report: String,
    /// When it came.
    pub created_at: i64,
    /// When somebody last went on with it.
    pub alive_at: i64,
    /// When it was written, or given up.
    pub settled_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Import> {
    Ok(Import {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        started_by: row.get(2)?,
        name: row.get(3)?,
        mapping: row.get(4)?,
        status: row.get(5)?,
        line_count: row.get(6)?,
        progress: row.get(7)?,
        report: row.get(8)?,
        created_at: row.get(9)?,
        alive_at: row.get(10)?,
        settled_at: row.get(11)?,
    })
}

/// Keeps a file that was read: of `import` its name, mapping, lines and times.
pub async fn insert(tx: &mut Tx<'_>, import: &Import, body: &[u8]) -> Result<()> {
    let args = [
        import.id.into(),
        import.organisation_id.into(),
        import.started_by.into(),
        import.name.as_str().into(),
        body.into(),
        import.mapping.as_str().into(),
        import.line_count.into(),
        import.created_at.into(),
    ];
    tx.execute(INSERT, &args).await.map(drop)
}

/// The one of this identifier.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Import>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Its content; `None` once that is gone.
pub async fn body(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Vec<u8>>> {
    Ok(tx.optional(BODY, &[id.into()], |row| row.get(0)).await?.flatten())
}

/// At most `at_most` of an organisation, the newest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, at_most: i64) -> Result<Vec<Import>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), at_most.into()], read).await
}

/// Says what the columns are. `false` once it is being written, or settled.
pub async fn map(tx: &mut Tx<'_>, id: Uuid, mapping: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(MAP, &[id.into(), mapping.into(), now.into()]).await? == 1)
}

/// Begins to write it, in so many steps. `false` unless it is mapped and waits; `Conflict` while another file of the organisation is
/// being written.
pub async fn start(tx: &mut Tx<'_>, id: Uuid, mapping: &str, steps: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(START, &[id.into(), mapping.into(), steps.into(), now.into()]).await? == 1)
}

/// Those that should be being written and of whom nobody has said so since, at most so many.
pub async fn silent(tx: &mut Tx<'_>, since: i64, at_most: i64) -> Result<Vec<Import>> {
    tx.all(SILENT, &[since.into(), at_most.into()], read).await
}

/// How far somebody is who writes a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The file.
    pub id: Uuid,
    /// When they, or whoever wrote before them, last said so.
    pub was_alive_at: i64,
    /// Now; later than that.
    pub now: i64,
    /// Steps done.
    pub progress: i64,
    /// What was done.
    pub report: String,
}

/// Goes on. `false` when it was given up meanwhile, or somebody else writes it: then nothing of this transaction may stay.
pub async fn step(tx: &mut Tx<'_>, step: &Step) -> Result<bool> {
    let args = [step.id.into(), step.was_alive_at.into(), step.progress.into(), step.report.as_str().into(), step.now.into()];
    Ok(tx.execute(STEP, &args).await? == 1)
}

/// Ends it: `done` or `failed`, with what is kept of it for a while. `false` as for [`step`].
pub async fn settle(tx: &mut Tx<'_>, step: &Step, status: &str, kept: Option<&[u8]>) -> Result<bool> {
    let args = [step.id.into(), step.was_alive_at.into(), status.into(), step.report.as_str().into(), kept.into(), step.now.into()];
    Ok(tx.execute(SETTLE, &args).await? == 1)
}

/// Gives it up: what was written stays, its content goes. `false` when it was settled.
pub async fn give_up(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(GIVE_UP, &[id.into(), now.into()]).await? == 1)
}

/// Forgets files that nobody went on with, and what was kept of those that are settled, from before this time. Returns how many.
pub async fn forget(tx: &mut Tx<'_>, before: i64, at_most: i64) -> Result<u64> {
    let args = [before.into(), at_most.into()];
    Ok(tx.execute(FORGET_BEGUN, &args).await? + tx.execute(FORGET_BODIES, &args).await?)
}

/// Puts learners who were just added into cohorts: cohort and learner. Returns how many.
pub async fn join_all(tx: &mut Tx<'_>, pairs: &[(Uuid, Uuid)]) -> Result<u64> {
    tx.load(JOIN, pairs.iter().map(|(cohort, learner)| [Value::from(*cohort), Value::from(*learner)])).await
}
