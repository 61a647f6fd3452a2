//! The audit log: what happened that matters to safety. Lines are added, read, and forgotten after their time; nothing changes
//! one, except that a person who is erased leaves theirs.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, at, kind, actor, person_id, object, place"
    };
}

statements! {
    ADD = concat!("INSERT INTO audit (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    ALL = concat!("SELECT ", columns!(), " FROM audit WHERE (at, id) > ($1, $2) ORDER BY at, id LIMIT $3");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM audit WHERE person_id = $1 AND (at, id) > ($2, $3) ORDER BY at, id LIMIT $4");
    LEAVE = "UPDATE audit SET person_id = NULL, object = NULL, place = NULL WHERE person_id = $1";
    FOLLOW = "UPDATE audit SET person_id = $2 WHERE person_id = $1";
    PURGE = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < $1 ORDER BY at, id LIMIT $2) AND at < $1";
}

/// A line. What its words mean is the caller's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Version 7 UUID.
    pub id: Uuid,
    /// When, microseconds UTC.
    pub at: i64,
    /// What happened: a stable code.
    pub kind: String,
    /// Who did it, as a role: the person themselves, a stranger, an administrator.
    pub actor: String,
    /// Whose account it is about; none where there is none, or where the person is gone.
    pub person_id: Option<Uuid>,
    /// What it was done to.
    pub object: Option<String>,
    /// From where: a keyed digest.
    pub place: Option<Vec<u8>>,
}

fn read(row: &Row<'_>) -> Result<Line> {
    Ok(Line { id: row.get(0)?, at: row.get(1)?, kind: row.get(2)?, actor: row.get(3)?, person_id: row.get(4)?, object: row.get(5)?, place: row.get(6)? })
}

/// Adds a line: in the transaction of what it tells, so that neither is there without the other.
pub async fn add(tx: &mut Tx<'_>, line: &Line) -> Result<()> {
    let args = [
        line.id.into(),
        line.at.into(),
        line.kind.as_str().into(),
        line.actor.as_str().into(),
        line.person_id.into(),
        line.object.as_deref().into(),
        line.place.as_deref().into(),
    ];
    tx.execute(ADD, &args).await.map(drop)
}

/// At most `at_most` lines after a moment and a line of that moment (`Uuid::nil()` before the first), oldest first.
pub async fn list(tx: &mut Tx<'_>, after: (i64, Uuid), at_most: i64) -> Result<Vec<Line>> {
    tx.all(ALL, &[after.0.into(), after.1.into(), at_most.into()], read).await
}

/// The same of one person.
pub async fn list_of_person(tx: &mut Tx<'_>, person: Uuid, after: (i64, Uuid), at_most: i64) -> Result<Vec<Line>> {
    tx.all(OF_PERSON, &[person.into(), after.0.into(), after.1.into(), at_most.into()], read).await
}

/// Takes a person out of their lines, with what they were about and where from. That something happened, and when, stays.
pub(crate) async fn leave(tx: &mut Tx<'_>, person: Uuid) -> Result<u64> {
    tx.execute(LEAVE, &[person.into()]).await
}

/// Lines of somebody who turned out to be somebody else go with them.
pub(crate) async fn follow(tx: &mut Tx<'_>, from: Uuid, into: Uuid) -> Result<u64> {
    tx.execute(FOLLOW, &[from.into(), into.into()]).await
}

/// Forgets at most `at_most` lines from before `before`; returns how many.
pub(crate) async fn purge(tx: &mut Tx<'_>, before: i64, at_most: i64) -> Result<u64> {
    tx.execute(PURGE, &[before.into(), at_most.into()]).await
}
