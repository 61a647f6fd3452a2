//! What was decided about items, and the publications that such decisions went into.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "item_id, standing, before, revision, note, decided_by, at"
    };
}

macro_rules! publication_columns {
    () => {
        "id, at, body, note, published_by"
    };
}

statements! {
    PUT = concat!("INSERT INTO item_standing (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (item_id) DO UPDATE SET standing = excluded.standing, before = excluded.before, revision = excluded.revision, note = excluded.note,
        decided_by = excluded.decided_by, at = excluded.at");
    BY_ITEM = concat!("SELECT ", columns!(), " FROM item_standing WHERE item_id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM item_standing ORDER BY item_id");
    PUBLISH = concat!("INSERT INTO publication (", publication_columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    LATEST = concat!("SELECT ", publication_columns!(), " FROM publication ORDER BY at DESC, id DESC LIMIT 1");
    LATEST_ID = "SELECT id FROM publication ORDER BY at DESC, id DESC LIMIT 1";
    PUBLICATION = concat!("SELECT ", publication_columns!(), " FROM publication WHERE id = $1");
    PUBLICATIONS = concat!("SELECT ", publication_columns!(), " FROM publication ORDER BY at DESC, id DESC LIMIT $1");
}

/// How the next publication takes an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The item.
    pub item_id: String,
    /// What was decided.
    pub standing: String,
    /// How it stood before it was suspended.
    pub before: Option<String>,
    /// Which of its texts; none: the one that came with the program.
    pub revision: Option<i64>,
    /// Why.
    pub note: String,
    /// By whom; nobody when they are gone.
    pub decided_by: Option<Uuid>,
    /// Microseconds UTC.
    pub at: i64,
}

/// What the bank was made of from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Microseconds UTC.
    pub at: i64,
    /// JSON.
    pub body: String,
    /// Why it was made.
    pub note: String,
    /// By whom; nobody when they are gone.
    pub published_by: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<Standing> {
    Ok(Standing {
        item_id: row.get(0)?,
        standing: row.get(1)?,
        before: row.get(2)?,
        revision: row.get(3)?,
        note: row.get(4)?,
        decided_by: row.get(5)?,
        at: row.get(6)?,
    })
}

fn read_publication(row: &Row<'_>) -> Result<Publication> {
    Ok(Publication { id: row.get(0)?, at: row.get(1)?, body: row.get(2)?, note: row.get(3)?, published_by: row.get(4)? })
}

/// Decides about an item; what was decided before is replaced.
pub async fn put(tx: &mut Tx<'_>, standing: &Standing) -> Result<()> {
    let args = [
        standing.item_id.as_str().into(),
        standing.standing.as_str().into(),
        standing.before.as_deref().into(),
        standing.revision.into(),
        standing.note.as_str().into(),
        standing.decided_by.into(),
        standing.at.into(),
    ];
    tx.execute(PUT, &args).await.map(drop)
}

/// What was decided about this item.
pub async fn by_item(tx: &mut Tx<'_>, item_id: &str) -> Result<Option<Standing>> {
    tx.optional(BY_ITEM, &[item_id.into()], read).await
}

/// What was decided about any item, by name.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<Standing>> {
    tx.all(ALL, &[], read).await
}

/// Keeps a publication.
pub async fn publish(tx: &mut Tx<'_>, publication: &Publication) -> Result<()> {
    let args =
        [publication.id.into(), publication.at.into(), publication.body.as_str().into(), publication.note.as_str().into(), publication.published_by.into()];
    tx.execute(PUBLISH, &args).await.map(drop)
}

/// The newest publication.
pub async fn latest(tx: &mut Tx<'_>) -> Result<Option<Publication>> {
    tx.optional(LATEST, &[], read_publication).await
}

/// Which publication is the newest: cheap enough to ask every minute.
pub async fn latest_id(tx: &mut Tx<'_>) -> Result<Option<Uuid>> {
    tx.optional(LATEST_ID, &[], |row| row.get(0)).await
}

/// The publication of this identifier.
pub async fn publication(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Publication>> {
    tx.optional(PUBLICATION, &[id.into()], read_publication).await
}

/// At most `at_most` publications, the newest first.
pub async fn publications(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Publication>> {
    tx.all(PUBLICATIONS, &[at_most.into()], read_publication).await
}
