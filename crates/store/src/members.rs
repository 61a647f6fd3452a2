//! Members: who works for an organisation here, and as what.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "organisation_id, person_id, role, since"
    };
}

statements! {
    INSERT = concat!("INSERT INTO member (", columns!(), ") VALUES ($1, $2, $3, $4)");
    // the roles a person has in an organisation and in those above it
    ROLES = "WITH RECURSIVE up (id, parent_id, depth) AS (
            SELECT id, parent_id, CAST(0 AS BIGINT) FROM organisation WHERE id = $1
            UNION ALL SELECT organisation.id, organisation.parent_id, up.depth + 1 FROM organisation JOIN up ON organisation.id = up.parent_id WHERE up.depth < 8)
         SELECT up.depth, member.role FROM up JOIN member ON member.organisation_id = up.id AND member.person_id = $2 ORDER BY up.depth";
    OF_PERSON = concat!("SELECT ", columns!(), " FROM member WHERE person_id = $1 ORDER BY since, organisation_id");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM member WHERE organisation_id = $1 ORDER BY since, person_id");
    TEAM = "SELECT member.person_id, person.email, member.role, member.since FROM member JOIN person ON person.id = member.person_id
         WHERE member.organisation_id = $1 ORDER BY member.since, member.person_id";
    ROLE = "SELECT role FROM member WHERE organisation_id = $1 AND person_id = $2";
    SET_ROLE = "UPDATE member SET role = $3 WHERE organisation_id = $1 AND person_id = $2";
    REMOVE = "DELETE FROM member WHERE organisation_id = $1 AND person_id = $2";
    // who has this role in an organisation or in one above it, but for one person
    OTHERS = "WITH RECURSIVE up (id, parent_id, depth) AS (
            SELECT id, parent_id, 0 FROM organisation WHERE id = $1
            UNION ALL SELECT organisation.id, organisation.parent_id, up.depth + 1 FROM organisation JOIN up ON organisation.id = up.parent_id WHERE up.depth < 8)
         SELECT CAST(COALESCE(SUM((SELECT COUNT(*) FROM member WHERE member.organisation_id = up.id AND member.role = $2 AND member.person_id <> $3)), 0) AS BIGINT)
         FROM up";
}

/// A place of one person in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The organisation.
    pub organisation_id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// The domain's word: manager, trainer.
    pub role: String,
    /// Since when, microseconds UTC.
    pub since: i64,
}

fn read(row: &Row<'_>) -> Result<Member> {
    Ok(Member { organisation_id: row.get(0)?, person_id: row.get(1)?, role: row.get(2)?, since: row.get(3)? })
}

fn values(member: &Member) -> [Value; 4] {
    [member.organisation_id.into(), member.person_id.into(), member.role.as_str().into(), member.since.into()]
}

/// Keeps one. `Conflict` when this person is a member already.
pub async fn insert(tx: &mut Tx<'_>, member: &Member) -> Result<()> {
    tx.execute(INSERT, &values(member)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, members: &[Member]) -> Result<u64> {
    tx.load(INSERT, members.iter().map(values)).await
}

/// The roles of a person in an organisation (0 steps up) and in those above it.
pub async fn roles(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid) -> Result<Vec<(i64, String)>> {
    tx.all(ROLES, &[organisation.into(), person.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Every place of a person, the oldest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Member>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Every member of an organisation, the oldest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Member>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// A member with their address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teammate {
    /// Who.
    pub person_id: Uuid,
    /// Their address; absent only should they have lost it.
    pub email: Option<String>,
    /// The domain's word: manager, trainer.
    pub role: String,
    /// Since when, microseconds UTC.
    pub since: i64,
}

/// Every member of an organisation with their address, the oldest first.
pub async fn team(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Teammate>> {
    tx.all(TEAM, &[organisation.into()], |row| Ok(Teammate { person_id: row.get(0)?, email: row.get(1)?, role: row.get(2)?, since: row.get(3)? })).await
}

/// What a person is in this very organisation.
pub async fn role(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid) -> Result<Option<String>> {
    tx.optional(ROLE, &[organisation.into(), person.into()], |row| row.get(0)).await
}

/// Makes a member something else. Says whether they are one.
pub async fn set_role(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid, role: &str) -> Result<bool> {
    Ok(tx.execute(SET_ROLE, &[organisation.into(), person.into(), role.into()]).await? == 1)
}

/// Takes a member out. Says whether they were one.
pub async fn remove(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[organisation.into(), person.into()]).await? == 1)
}

/// How many places of this role others than this person have in the organisation and in those above it.
pub async fn others(tx: &mut Tx<'_>, organisation: Uuid, role: &str, person: Uuid) -> Result<i64> {
    tx.one(OTHERS, &[organisation.into(), role.into(), person.into()], |row| row.get(0)).await
}
