//! Items in the making, and every text of theirs that was saved.
//!
//! A text is never changed: saving adds a revision, if the number of the newest is still the one that its author had before them.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "item_id, stage, revision, title, objective, kind, language, search, author_id, created_at, updated_at"
    };
}

macro_rules! revision_columns {
    () => {
        "item_id, revision, body, change, note, author_id, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO workshop_item (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    BY_ID = concat!("SELECT ", columns!(), " FROM workshop_item WHERE item_id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM workshop_item ORDER BY item_id");
    SAVE = "UPDATE workshop_item SET stage = $3, revision = $2 + 1, title = $4, objective = $5, kind = $6, language = $7, search = $8, updated_at = $9
        WHERE item_id = $1 AND revision = $2";
    SET_STAGE = "UPDATE workshop_item SET stage = $4, updated_at = $5 WHERE item_id = $1 AND revision = $2 AND stage = $3";
    DELETE = "DELETE FROM workshop_item WHERE item_id = $1 AND revision = $2";
    ADD_REVISION = concat!("INSERT INTO workshop_revision (", revision_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    REVISION = concat!("SELECT ", revision_columns!(), " FROM workshop_revision WHERE item_id = $1 AND revision = $2");
    REVISIONS_OF_PERSON = concat!("SELECT ", revision_columns!(), " FROM workshop_revision WHERE author_id = $1 ORDER BY item_id, revision");
    WRITERS = "SELECT DISTINCT item_id, author_id FROM workshop_revision AS text WHERE author_id IS NOT NULL AND revision > COALESCE(
        (SELECT MAX(review.revision) FROM workshop_review AS review WHERE review.item_id = text.item_id AND review.verdict = $1), 0)
        ORDER BY item_id, author_id";
    REVISIONS = concat!("SELECT ", revision_columns!(), " FROM workshop_revision WHERE item_id = $1 ORDER BY revision");
}

/// An item in the making. What its words mean is the caller's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkshopItem {
    /// The item's identifier in the bank.
    pub item_id: String,
    /// Where its newest text stands.
    pub stage: String,
    /// Number of its newest text, from 1.
    pub revision: i64,
    /// Its title.
    pub title: String,
    /// Code of its objective.
    pub objective: String,
    /// Kind of its interaction.
    pub kind: String,
    /// `fr` or `en`.
    pub language: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// Who began it; nobody when they are gone.
    pub author_id: Option<Uuid>,
    /// Microseconds UTC.
    pub created_at: i64,
    /// When a text or the stage last changed, microseconds UTC.
    pub updated_at: i64,
}

/// A text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The item.
    pub item_id: String,
    /// Counts from 1 within the item.
    pub revision: i64,
    /// TOML, as in a content file.
    pub body: String,
    /// What kind of change it is.
    pub change: String,
    /// What its author says of it.
    pub note: String,
    /// Who saved it; nobody for a text that came with the program.
    pub author_id: Option<Uuid>,
    /// Microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<WorkshopItem> {
    Ok(WorkshopItem {
        item_id: row.get(0)?,
        stage: row.get(1)?,
        revision: row.get(2)?,
        title: row.get(3)?,
        objective: row.get(4)?,
        kind: row.get(5)?,
        language: row.get(6)?,
        search: row.get(7)?,
        author_id: row.get(8)?,
        created_at: row.get(9)?,
        updated_at: row.get(10)?,
    })
}

fn read_revision(row: &Row<'_>) -> Result<Revision> {
    Ok(Revision {
        item_id: row.get(0)?,
        revision: row.get(1)?,
        body: row.get(2)?,
        change: row.get(3)?,
        note: row.get(4)?,
        author_id: row.get(5)?,
        at: row.get(6)?,
    })
}

/// Begins an item. `Conflict` when one of that name is there.
pub async fn insert(tx: &mut Tx<'_>, item: &WorkshopItem) -> Result<()> {
    let args = [
        item.item_id.as_str().into(),
        item.stage.as_str().into(),
        item.revision.into(),
        item.title.as_str().into(),
        item.objective.as_str().into(),
        item.kind.as_str().into(),
        item.language.as_str().into(),
        item.search.as_str().into(),
        item.author_id.into(),
        item.created_at.into(),
        item.updated_at.into(),
    ];
    tx.execute(INSERT, &args).await.map(drop)
}

/// The item of this name.
pub async fn by_id(tx: &mut Tx<'_>, item_id: &str) -> Result<Option<WorkshopItem>> {
    tx.optional(BY_ID, &[item_id.into()], read).await
}

/// All of them, by name: as many as people write, hundreds or a few thousand.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<WorkshopItem>> {
    tx.all(ALL, &[], read).await
}

/// Gives an item its next text, if `item.revision` is still the number of its newest: then its row says what `item` says, with the
/// next number. Says whether it was; the revision itself is added with [`add_revision`] in the same transaction.
pub async fn save(tx: &mut Tx<'_>, item: &WorkshopItem) -> Result<bool> {
    let args = [
        item.item_id.as_str().into(),
        item.revision.into(),
        item.stage.as_str().into(),
        item.title.as_str().into(),
        item.objective.as_str().into(),
        item.kind.as_str().into(),
        item.language.as_str().into(),
        item.search.as_str().into(),
        item.updated_at.into(),
    ];
    Ok(tx.execute(SAVE, &args).await? == 1)
}

/// Moves the text of this number from one stage to another. Says whether it stood there.
pub async fn set_stage(tx: &mut Tx<'_>, item_id: &str, revision: i64, from: &str, to: &str, now: i64) -> Result<bool> {
    let args = [item_id.into(), revision.into(), from.into(), to.into(), now.into()];
    Ok(tx.execute(SET_STAGE, &args).await? == 1)
}

/// Deletes an item with its revisions, reviews and remarks, if this is still its newest text. Says whether it was.
pub async fn delete(tx: &mut Tx<'_>, item_id: &str, revision: i64) -> Result<bool> {
    Ok(tx.execute(DELETE, &[item_id.into(), revision.into()]).await? == 1)
}

/// Keeps a text. `Conflict` when there is one of that number.
pub async fn add_revision(tx: &mut Tx<'_>, revision: &Revision) -> Result<()> {
    let args = [
        revision.item_id.as_str().into(),
        revision.revision.into(),
        revision.body.as_str().into(),
        revision.change.as_str().into(),
        revision.note.as_str().into(),
        revision.author_id.into(),
        revision.at.into(),
    ];
    tx.execute(ADD_REVISION, &args).await.map(drop)
}

/// The text of this number.
pub async fn revision(tx: &mut Tx<'_>, item_id: &str, revision: i64) -> Result<Option<Revision>> {
    tx.optional(REVISION, &[item_id.into(), revision.into()], read_revision).await
}

/// Every text of an item, the oldest first.
pub async fn revisions(tx: &mut Tx<'_>, item_id: &str) -> Result<Vec<Revision>> {
    tx.all(REVISIONS, &[item_id.into()], read_revision).await
}

/// Every text that this person wrote, by item and number.
pub async fn revisions_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Revision>> {
    tx.all(REVISIONS_OF_PERSON, &[person.into()], read_revision).await
}

/// Of each item, who wrote a text of it since the last one that got the verdict `approved`.
pub async fn writers(tx: &mut Tx<'_>, approved: &str) -> Result<Vec<(String, Uuid)>> {
    tx.all(WRITERS, &[approved.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}
