//! What the bank was made of, each time somebody published it.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, at, body, note, published_by"
    };
}

statements! {
    INSERT = concat!("INSERT INTO publication (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    LATEST = concat!("SELECT ", columns!(), " FROM publication ORDER BY number DESC LIMIT 1");
    LATEST_ID = "SELECT id FROM publication ORDER BY number DESC LIMIT 1";
    BY_ID = concat!("SELECT ", columns!(), " FROM publication WHERE id = $1");
    LIST = concat!("SELECT ", columns!(), " FROM publication ORDER BY number DESC LIMIT $1");
}

/// What the bank was made of from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Counts from 1.
    pub number: i64,
    /// Microseconds UTC.
    pub at: i64,
    /// JSON.
    pub body: String,
    /// Why it was made.
    pub note: String,
    /// By whom; nobody when they are gone.
    pub published_by: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<Publication> {
    Ok(Publication { id: row.get(0)?, number: row.get(1)?, at: row.get(2)?, body: row.get(3)?, note: row.get(4)?, published_by: row.get(5)? })
}

/// Keeps a publication. `Conflict` when there is one of that number: somebody else published meanwhile.
pub async fn insert(tx: &mut Tx<'_>, publication: &Publication) -> Result<()> {
    let args = [
        publication.id.into(),
        publication.number.into(),
        publication.at.into(),
        publication.body.as_str().into(),
        publication.note.as_str().into(),
        publication.published_by.into(),
    ];
    tx.execute(INSERT, &args).await.map(drop)
}

/// The newest publication.
pub async fn latest(tx: &mut Tx<'_>) -> Result<Option<Publication>> {
    tx.optional(LATEST, &[], read).await
}

/// Which publication is the newest: cheap enough to ask every minute.
pub async fn latest_id(tx: &mut Tx<'_>) -> Result<Option<Uuid>> {
    tx.optional(LATEST_ID, &[], |row| row.get(0)).await
}

/// The publication of this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Publication>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// At most `at_most` publications, the newest first.
pub async fn list(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Publication>> {
    tx.all(LIST, &[at_most.into()], read).await
}
