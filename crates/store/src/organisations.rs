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
    // as many levels below, itself included
    HEIGHT = "WITH RECURSIVE down (id, depth) AS (
            SELECT id, 1 FROM organisation WHERE id = $1
            UNION ALL SELECT organisation.id, down.depth + 1 FROM organisation JOIN down ON organisation.parent_id = down.id WHERE down.depth < 8)
         SELECT CAST(COALESCE(MAX(depth), 0) AS BIGINT) FROM down";
    OF_PERSON = "SELECT organisation.id, organisation.name, organisation.kind, organisation.is_sample, organisation.parent_id, member.role
         FROM member JOIN organisation ON organisation.id = member.organisation_id WHERE member.person_id = $1 ORDER BY organisation.search, organisation.id";
    UPDATE = "UPDATE organisation SET kind = $2, name = $3, search = $4, finess = $5, siret = $6, region = $7 WHERE id = $1";
    // changed in two tabs, the second is told
    SET_MEMO = "UPDATE organisation SET memo = $3 WHERE id = $1 AND memo = $2";
    SET_PARENT = "UPDATE organisation SET parent_id = $2 WHERE id = $1";
    DELETE = "DELETE FROM organisation WHERE id = $1";
    HOLDINGS = "SELECT (SELECT COUNT(*) FROM learner WHERE organisation_id = $1), (SELECT COUNT(*) FROM campaign WHERE organisation_id = $1),
         (SELECT COUNT(*) FROM lesson WHERE organisation_id = $1), (SELECT COUNT(*) FROM attestation WHERE organisation_id = $1),
         (SELECT COUNT(*) FROM organisation WHERE parent_id = $1)";
    MADE_BY = "SELECT (SELECT COUNT(*) FROM campaign WHERE created_by = $2 AND organisation_id = $1),
         (SELECT COUNT(*) FROM campaign WHERE created_by = $2 AND organisation_id = $1 AND opens_at IS NOT NULL AND closed_at IS NULL),
         (SELECT COUNT(*) FROM lesson WHERE created_by = $2 AND organisation_id = $1),
         (SELECT COUNT(*) FROM organisation_key WHERE created_by = $2 AND organisation_id = $1 AND revoked_at IS NULL),
         (SELECT COUNT(*) FROM invitation WHERE invited_by = $2 AND organisation_id = $1 AND settled_at IS NULL)";
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

impl Organisation {
    /// One of which nothing is said yet.
    #[must_use]
    pub fn blank(id: Uuid, now: i64) -> Self {
        Self {
            id,
            parent_id: None,
            kind: String::new(),
            name: String::new(),
            search: String::new(),
            finess: None,
            siret: None,
            region: None,
            memo: String::new(),
            is_sample: 0,
            created_by: None,
            created_at: now,
        }
    }
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

/// Levels of the organisation and of what stands below it; 0 when there is none.
pub async fn height(tx: &mut Tx<'_>, id: Uuid) -> Result<i64> {
    tx.one(HEIGHT, &[id.into()], |row| row.get(0)).await
}

/// An organisation of which somebody is a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The organisation.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// 1 for one that holds invented people.
    pub is_sample: i64,
    /// The group it belongs to.
    pub parent_id: Option<Uuid>,
    /// What they are in it: the domain's word.
    pub role: String,
}

/// The organisations of which a person is a member, by name.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Post>> {
    tx.all(OF_PERSON, &[person.into()], |row| {
        Ok(Post { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, is_sample: row.get(3)?, parent_id: row.get(4)?, role: row.get(5)? })
    })
    .await
}

/// Replaces what it is called and by which numbers it is known. Says whether it exists; `Conflict` when a number is taken.
pub async fn update(tx: &mut Tx<'_>, organisation: &Organisation) -> Result<bool> {
    let args = [
        organisation.id.into(),
        organisation.kind.as_str().into(),
        organisation.name.as_str().into(),
        organisation.search.as_str().into(),
        organisation.finess.as_deref().into(),
        organisation.siret.as_deref().into(),
        organisation.region.as_deref().into(),
    ];
    Ok(tx.execute(UPDATE, &args).await? == 1)
}

/// Replaces the memo, if it is still what the caller read. Says whether it was.
pub async fn set_memo(tx: &mut Tx<'_>, id: Uuid, from: &str, to: &str) -> Result<bool> {
    Ok(tx.execute(SET_MEMO, &[id.into(), from.into(), to.into()]).await? == 1)
}

/// Puts it below another one, or below none. Says whether it exists. Whoever looks before they decide holds [`lock_groups`].
pub async fn set_parent(tx: &mut Tx<'_>, id: Uuid, parent: Option<Uuid>) -> Result<bool> {
    Ok(tx.execute(SET_PARENT, &[id.into(), parent.into()]).await? == 1)
}

/// Keeps everybody else from changing how organisations stand below each other until this transaction ends.
pub async fn lock_groups(tx: &mut Tx<'_>) -> Result<()> {
    crate::dialect::lock_roles(tx).await
}

/// Deletes it with everything it holds. What stood below it stands alone. Says whether it existed.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}

/// How much an organisation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Learners, those who left included.
    pub learners: i64,
    /// Campaigns.
    pub campaigns: i64,
    /// Sessions in class.
    pub lessons: i64,
    /// Attestations.
    pub attestations: i64,
    /// Organisations right below it.
    pub children: i64,
}

/// How much it holds: counted, for a page that is seldom asked for.
pub async fn holdings(tx: &mut Tx<'_>, id: Uuid) -> Result<Holdings> {
    tx.one(HOLDINGS, &[id.into()], |row| {
        Ok(Holdings { learners: row.get(0)?, campaigns: row.get(1)?, lessons: row.get(2)?, attestations: row.get(3)?, children: row.get(4)? })
    })
    .await
}

/// What somebody made that belongs to an organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MadeBy {
    /// Campaigns.
    pub campaigns: i64,
    /// Those among them that were opened and not closed by anybody.
    pub running: i64,
    /// Sessions in class.
    pub lessons: i64,
    /// Keys that open something.
    pub keys: i64,
    /// Invitations that nobody has settled.
    pub invitations: i64,
}

/// How much somebody made that belongs to an organisation.
pub async fn made_by(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid) -> Result<MadeBy> {
    tx.one(MADE_BY, &[organisation.into(), person.into()], |row| {
        Ok(MadeBy { campaigns: row.get(0)?, running: row.get(1)?, lessons: row.get(2)?, keys: row.get(3)?, invitations: row.get(4)? })
    })
    .await
}
