//! Rooms where exams are held.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, name, name_folded, address, seats, is_step_free, note, created_at, closed_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO room (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    BY_ID = concat!("SELECT ", columns!(), " FROM room WHERE id = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM room WHERE organisation_id = $1 ORDER BY name_folded, id");
    IN_ORGANISATION = concat!("SELECT ", columns!(), " FROM room WHERE id = $1 AND organisation_id = $2");
    CHANGE = "UPDATE room SET name = $3, name_folded = $4, address = $5, seats = $6, is_step_free = $7, note = $8 WHERE id = $1 AND organisation_id = $2";
    CLOSE = "UPDATE room SET closed_at = $3 WHERE id = $1 AND organisation_id = $2";
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// As its people call it.
    pub name: String,
    /// Folded by the caller, unique in the organisation.
    pub name_folded: String,
    /// Where it is, as printed on a convocation.
    pub address: String,
    /// How many can sit an exam there.
    pub seats: i64,
    /// 1 where a wheelchair gets in.
    pub is_step_free: i64,
    /// What whoever comes must know.
    pub note: String,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// Since when it is not used any more, microseconds UTC.
    pub closed_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Room> {
    Ok(Room {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        name: row.get(2)?,
        name_folded: row.get(3)?,
        address: row.get(4)?,
        seats: row.get(5)?,
        is_step_free: row.get(6)?,
        note: row.get(7)?,
        created_at: row.get(8)?,
        closed_at: row.get(9)?,
    })
}

fn values(room: &Room) -> [Value; 10] {
    [
        room.id.into(),
        room.organisation_id.into(),
        room.name.as_str().into(),
        room.name_folded.as_str().into(),
        room.address.as_str().into(),
        room.seats.into(),
        room.is_step_free.into(),
        room.note.as_str().into(),
        room.created_at.into(),
        room.closed_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, room: &Room) -> Result<()> {
    tx.execute(INSERT, &values(room)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Room>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Those of an organisation, by name.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Room>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// One of this organisation.
pub async fn in_organisation(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Option<Room>> {
    tx.optional(IN_ORGANISATION, &[id.into(), organisation.into()], read).await
}

/// Writes what a form can change. `false` when there is none; `Conflict` when another room has this name.
pub async fn change(tx: &mut Tx<'_>, room: &Room) -> Result<bool> {
    let args = [
        room.id.into(),
        room.organisation_id.into(),
        room.name.as_str().into(),
        room.name_folded.as_str().into(),
        room.address.as_str().into(),
        room.seats.into(),
        room.is_step_free.into(),
        room.note.as_str().into(),
    ];
    Ok(tx.execute(CHANGE, &args).await? == 1)
}

/// Says from when on it is used no more, or that it is.
pub async fn close(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, at: Option<i64>) -> Result<bool> {
    Ok(tx.execute(CLOSE, &[id.into(), organisation.into(), at.into()]).await? == 1)
}
