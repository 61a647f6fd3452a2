//! What was decided about items, until a publication takes it.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "item_id, standing, before, revision, note, decided_by, at"
    };
}

statements! {
    PUT = concat!("INSERT INTO standing (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (item_id) DO UPDATE SET standing = excluded.standing, before = excluded.before, revision = excluded.revision, note = excluded.note,
        decided_by = excluded.decided_by, at = excluded.at");
    FORGET = "DELETE FROM standing WHERE item_id = $1";
    BY_ITEM = concat!("SELECT ", columns!(), " FROM standing WHERE item_id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM standing ORDER BY item_id");
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

/// Forgets what was decided about an item: it is as it came.
pub async fn forget(tx: &mut Tx<'_>, item_id: &str) -> Result<()> {
    tx.execute(FORGET, &[item_id.into()]).await.map(drop)
}

/// What was decided about this item.
pub async fn by_item(tx: &mut Tx<'_>, item_id: &str) -> Result<Option<Standing>> {
    tx.optional(BY_ITEM, &[item_id.into()], read).await
}

/// What was decided about any item, by name.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<Standing>> {
    tx.all(ALL, &[], read).await
}
