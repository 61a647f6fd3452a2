//! Organisations: hospitals, schools, care homes, and the groups they belong to.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, parent_id, kind, name, search, finess, siret, region, memo, is_sample, created_by, created_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO organisation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    BY_ID = concat!("SELECT ", columns!(), " FROM organisation WHERE id = $1");
    // up the tree at most a few steps: a tree deeper than that is refused when it is made
    ANCESTORS = "WITH RECURSIVE up (id, parent_id, depth) AS (
            SELECT id, parent_id, CAST(0 AS BIGINT) FROM organisation WHERE id = $1
            UNION ALL SELECT organisation.id, organisation.parent_id, up.depth + 1 FROM organisation JOIN up ON organisation.id = up.parent_id WHERE up.depth < 8)
         SELECT id FROM up ORDER BY depth";
    CHILDREN = concat!("SELECT ", columns!(), " FROM organisation WHERE parent_id = $1 ORDER BY search, id");
}

/// An institution that trains people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The group it belongs to.
    pub parent_id: Option<Uuid>,
    /// What it is: hospital, school, care-home… (the domain's word).
    pub kind: String,
    /// As its people call it.
    pub name: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// Its FINESS number, unique.
    pub finess: Option<String>,
    /// Its SIRET number, unique.
    pub siret: Option<String>,
    /// Code of the region.
    pub region: Option<String>,
    /// What whoever comes next must know.
    pub memo: String,
    /// 1 for one that holds invented people, to rehearse with.
    pub is_sample: i64,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
}

fn read(row: &Row<'_>) -> Result<Organisation> {
    Ok(Organisation {
        id: row.get(0)?,
        parent_id: row.get(1)?,
        kind: row.get(2)?,
        name: row.get(3)?,
        search: row.get(4)?,
        finess: row.get(5)?,
        siret: row.get(6)?,
        region: row.get(7)?,
        memo: row.get(8)?,
        is_sample: row.get(9)?,
        created_by: row.get(10)?,
        created_at: row.get(11)?,
    })
}

fn values(organisation: &Organisation) -> [Value; 12] {
    [
        organisation.id.into(),
        organisation.parent_id.into(),
        organisation.kind.as_str().into(),
        organisation.name.as_str().into(),
        organisation.search.as_str().into(),
        organisation.finess.as_deref().into(),
        organisation.siret.as_deref().into(),
        organisation.region.as_deref().into(),
        organisation.memo.as_str().into(),
        organisation.is_sample.into(),
        organisation.created_by.into(),
        organisation.created_at.into(),
    ]
}

/// Keeps one. `Conflict` when its FINESS or SIRET number is taken.
pub async fn insert(tx: &mut Tx<'_>, organisation: &Organisation) -> Result<()> {
    tx.execute(INSERT, &values(organisation)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, organisations: &[Organisation]) -> Result<u64> {
    tx.load(INSERT, organisations.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Organisation>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The organisation and those above it, nearest first.
pub async fn ancestors(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<Uuid>> {
    tx.all(ANCESTORS, &[id.into()], |row| row.get(0)).await
}

/// Those right below it, by name.
pub async fn children(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<Organisation>> {
    tx.all(CHILDREN, &[id.into()], read).await
}
