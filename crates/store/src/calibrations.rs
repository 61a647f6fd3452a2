//! Calibrations: one runs at a time, what it proposes waits for a decision.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, status, progress, body, note, started_by, started_at, alive_at, decided_by, decided_at, publication_id"
    };
}

statements! {
    START = concat!("INSERT INTO calibration (", columns!(), ") SELECT $1, 'running', 0, NULL, $2, $3, $4, $4, NULL, NULL, NULL
        WHERE NOT EXISTS (SELECT 1 FROM calibration WHERE status = 'running' AND alive_at >= $5)");
    INTERRUPT = "UPDATE calibration SET status = 'interrupted' WHERE status = 'running' AND alive_at < $1";
    BY_ID = concat!("SELECT ", columns!(), " FROM calibration WHERE id = $1");
    LIST = concat!("SELECT ", columns!(), " FROM calibration ORDER BY started_at DESC, id DESC LIMIT $1");
    ALIVE = "UPDATE calibration SET progress = $2, alive_at = $3 WHERE id = $1 AND status = 'running'";
    END = "UPDATE calibration SET status = $2, body = $3, note = $4, alive_at = $5 WHERE id = $1 AND status = 'running'";
    DECIDE = "UPDATE calibration SET status = $2, decided_by = $3, decided_at = $4, publication_id = $5 WHERE id = $1 AND status = 'proposed'";
}

/// A calibration. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// Version 7 UUID.
    pub id: Uuid,
    /// `running`, `interrupted`, or how it ended.
    pub status: String,
    /// How much is done, in thousandths.
    pub progress: i64,
    /// What it proposes, JSON.
    pub body: Option<String>,
    /// What its starter said, or why it failed.
    pub note: String,
    /// Who started it; nobody on the command line.
    pub started_by: Option<Uuid>,
    /// When.
    pub started_at: i64,
    /// When it last said that it runs.
    pub alive_at: i64,
    /// Who approved or refused it.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<i64>,
    /// The publication it went into.
    pub publication_id: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<Calibration> {
    Ok(Calibration {
        id: row.get(0)?,
        status: row.get(1)?,
        progress: row.get(2)?,
        body: row.get(3)?,
        note: row.get(4)?,
        started_by: row.get(5)?,
        started_at: row.get(6)?,
        alive_at: row.get(7)?,
        decided_by: row.get(8)?,
        decided_at: row.get(9)?,
        publication_id: row.get(10)?,
    })
}

/// Starts a calibration, unless one runs that has said so since `alive_since`. Says whether it was started. What runs no more
/// though nothing ended it is marked as interrupted.
pub async fn start(tx: &mut Tx<'_>, id: Uuid, note: &str, by: Option<Uuid>, now: i64, alive_since: i64) -> Result<bool> {
    tx.execute(INTERRUPT, &[alive_since.into()]).await?;
    Ok(tx.execute(START, &[id.into(), note.into(), by.into(), now.into(), alive_since.into()]).await? == 1)
}

/// The calibration of this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Calibration>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// At most `at_most` calibrations, the newest first.
pub async fn list(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Calibration>> {
    tx.all(LIST, &[at_most.into()], read).await
}

/// Says that a calibration runs, and how far it is. `false`: it was cancelled meanwhile.
pub async fn alive(tx: &mut Tx<'_>, id: Uuid, progress: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(ALIVE, &[id.into(), progress.into(), now.into()]).await? == 1)
}

/// Ends a calibration that runs: `proposed` with its body, `failed` or `cancelled`. Says whether it ran.
pub async fn end(tx: &mut Tx<'_>, id: Uuid, status: &str, body: Option<&str>, note: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(END, &[id.into(), status.into(), body.into(), note.into(), now.into()]).await? == 1)
}

/// Approves or refuses a proposal. Says whether it waited for that.
pub async fn decide(tx: &mut Tx<'_>, id: Uuid, status: &str, by: Option<Uuid>, now: i64, publication: Option<Uuid>) -> Result<bool> {
    Ok(tx.execute(DECIDE, &[id.into(), status.into(), by.into(), now.into(), publication.into()]).await? == 1)
}
