//! Files for the Caisse des Dépôts, and what became of each row.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, status, body, report, prepared_by, prepared_at, sent_by, sent_at, processed_at"
    };
}

macro_rules! row_columns {
    () => {
        "id, batch_id, certificate_id, reference, status, reason"
    };
}

statements! {
    INSERT = concat!("INSERT INTO cpf_batch (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    BY_ID = concat!("SELECT ", columns!(), " FROM cpf_batch WHERE id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM cpf_batch ORDER BY number DESC LIMIT $1");
    LAST_NUMBER = "SELECT MAX(number) FROM cpf_batch";
    // each step is taken by one, and by nobody twice; who sends is not who prepared
    SEND = "UPDATE cpf_batch SET status = 'sent', sent_by = $2, sent_at = $3 WHERE id = $1 AND status = 'prepared' AND (prepared_by IS NULL OR prepared_by <> $2)";
    WITHDRAW = "UPDATE cpf_batch SET status = 'withdrawn' WHERE id = $1 AND status = 'prepared'";
    PROCESS = "UPDATE cpf_batch SET status = 'processed', report = $2, processed_at = $3 WHERE id = $1 AND status = 'sent'";
    ROWS = concat!("SELECT ", row_columns!(), " FROM cpf_row WHERE batch_id = $1 ORDER BY reference");
    SETTLE_ROW = "UPDATE cpf_row SET status = $3, reason = $4 WHERE batch_id = $1 AND reference = $2 AND status = 'sent'";
    MOVE_ROWS = "UPDATE cpf_row SET status = $3 WHERE batch_id = $1 AND status = $2";
    INSERT_ROW = concat!("INSERT INTO cpf_row (", row_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
}

/// A file for the Caisse des Dépôts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpfBatch {
    /// Version 7 UUID.
    pub id: Uuid,
    /// From 1.
    pub number: i64,
    /// The domain's word: prepared, sent, received, processed, withdrawn.
    pub status: String,
    /// The file, XML.
    pub body: String,
    /// What came back (JSON).
    pub report: String,
    /// Who prepared it.
    pub prepared_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub prepared_at: i64,
    /// Who sent it: somebody else.
    pub sent_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub sent_at: Option<i64>,
    /// When the treatment was acknowledged, microseconds UTC.
    pub processed_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<CpfBatch> {
    Ok(CpfBatch {
        id: row.get(0)?,
        number: row.get(1)?,
        status: row.get(2)?,
        body: row.get(3)?,
        report: row.get(4)?,
        prepared_by: row.get(5)?,
        prepared_at: row.get(6)?,
        sent_by: row.get(7)?,
        sent_at: row.get(8)?,
        processed_at: row.get(9)?,
    })
}

fn values(cpf_batch: &CpfBatch) -> [Value; 10] {
    [
        cpf_batch.id.into(),
        cpf_batch.number.into(),
        cpf_batch.status.as_str().into(),
        cpf_batch.body.as_str().into(),
        cpf_batch.report.as_str().into(),
        cpf_batch.prepared_by.into(),
        cpf_batch.prepared_at.into(),
        cpf_batch.sent_by.into(),
        cpf_batch.sent_at.into(),
        cpf_batch.processed_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, cpf_batch: &CpfBatch) -> Result<()> {
    tx.execute(INSERT, &values(cpf_batch)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<CpfBatch>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// One certificate in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpfRow {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The file.
    pub batch_id: Uuid,
    /// The certificate.
    pub certificate_id: Uuid,
    /// `idTechnique`, by which it comes back.
    pub reference: String,
    /// The domain's word: prepared, sent, accepted, rejected, withdrawn.
    pub status: String,
    /// Why it was rejected, as it was told.
    pub reason: String,
}

/// Adds one.
pub async fn insert_row(tx: &mut Tx<'_>, row: &CpfRow) -> Result<()> {
    tx.execute(
        INSERT_ROW,
        &[row.id.into(), row.batch_id.into(), row.certificate_id.into(), row.reference.as_str().into(), row.status.as_str().into(), row.reason.as_str().into()],
    )
    .await
    .map(drop)
}

/// The newest first.
pub async fn all(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<CpfBatch>> {
    tx.all(ALL, &[at_most.into()], read).await
}

/// The number of the newest.
pub async fn last_number(tx: &mut Tx<'_>) -> Result<i64> {
    tx.one(LAST_NUMBER, &[], |row| row.get::<Option<i64>>(0)).await.map(Option::unwrap_or_default)
}

/// Sends one that is prepared, by somebody who did not prepare it. `false` otherwise.
pub async fn send(tx: &mut Tx<'_>, id: Uuid, by: Uuid, at: i64) -> Result<bool> {
    let sent = tx.execute(SEND, &[id.into(), by.into(), at.into()]).await? == 1;
    if sent {
        tx.execute(MOVE_ROWS, &[id.into(), "prepared".into(), "sent".into()]).await?;
    }
    Ok(sent)
}

/// Gives one up that was not sent: its certificates wait again.
pub async fn withdraw(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    let withdrawn = tx.execute(WITHDRAW, &[id.into()]).await? == 1;
    if withdrawn {
        tx.execute(MOVE_ROWS, &[id.into(), "prepared".into(), "withdrawn".into()]).await?;
    }
    Ok(withdrawn)
}

/// Notes what came back of one that was sent. `false` where it did before.
pub async fn process(tx: &mut Tx<'_>, id: Uuid, report: &str, at: i64) -> Result<bool> {
    tx.execute(PROCESS, &[id.into(), report.into(), at.into()]).await.map(|rows| rows == 1)
}

/// What became of one row that was sent.
pub async fn settle_row(tx: &mut Tx<'_>, id: Uuid, reference: &str, status: &str, reason: &str) -> Result<bool> {
    tx.execute(SETTLE_ROW, &[id.into(), reference.into(), status.into(), reason.into()]).await.map(|rows| rows == 1)
}

/// Its rows.
pub async fn rows(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<CpfRow>> {
    let read = |row: &Row<'_>| {
        Ok(CpfRow { id: row.get(0)?, batch_id: row.get(1)?, certificate_id: row.get(2)?, reference: row.get(3)?, status: row.get(4)?, reason: row.get(5)? })
    };
    tx.all(ROWS, &[id.into()], read).await
}
