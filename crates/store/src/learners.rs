//! Learners: the people an organisation trains, as it knows them.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, person_id, given_name, family_name, birth_date, email, email_folded, external_id, trade, school, diploma, regime, unit_id, sort_name, search, source, token_hash, arrived_on, left_on, created_at, updated_at"
    };
}

pub(crate) use columns;

statements! {
    INSERT = concat!("INSERT INTO learner (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)");
    BY_ID = concat!("SELECT ", columns!(), " FROM learner WHERE id = $1");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM learner WHERE person_id = $1 ORDER BY created_at, id");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM learner WHERE token_hash = $1");
    BY_EXTERNAL = concat!("SELECT ", columns!(), " FROM learner WHERE organisation_id = $1 AND external_id = $2");
    BY_EMAIL = concat!("SELECT ", columns!(), " FROM learner WHERE organisation_id = $1 AND email_folded = $2 ORDER BY created_at, id");
    BY_NAME = concat!("SELECT ", columns!(), " FROM learner WHERE organisation_id = $1 AND sort_name = $2 ORDER BY id");
    // who is linked stays linked: of two that come at once the second is told
    LINK = "UPDATE learner SET person_id = $2, updated_at = $3 WHERE id = $1 AND (person_id IS NULL OR person_id = $2)";
}

/// Somebody an organisation trains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation that knows them.
    pub organisation_id: Uuid,
    /// The person, once they have said who they are.
    pub person_id: Option<Uuid>,
    /// Given names.
    pub given_name: String,
    /// The name they use.
    pub family_name: String,
    /// `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// As it was typed.
    pub email: Option<String>,
    /// Folded by the caller.
    pub email_folded: Option<String>,
    /// What the organisation calls them: a student or staff number, unique in it.
    pub external_id: Option<String>,
    /// The trade's code.
    pub trade: Option<String>,
    /// School or component they come from.
    pub school: Option<String>,
    /// What they prepare.
    pub diploma: Option<String>,
    /// Initial, continuing, apprentice…, in the organisation's words.
    pub regime: Option<String>,
    /// Their unit.
    pub unit_id: Option<Uuid>,
    /// By which they are listed, folded: family name, then given names.
    pub sort_name: String,
    /// What a search looks through, folded.
    pub search: String,
    /// Where they come from: `import`, `hand`, `joined`, `sample`.
    pub source: String,
    /// The hash of the token in their personal link, unique.
    pub token_hash: Option<Vec<u8>>,
    /// When they came, in days since 1970-01-01.
    pub arrived_on: Option<i64>,
    /// When they left, in days since 1970-01-01.
    pub left_on: Option<i64>,
    /// When they were added, microseconds UTC.
    pub created_at: i64,
    /// When anything of this changed, microseconds UTC.
    pub updated_at: i64,
}

pub(crate) fn read(row: &Row<'_>) -> Result<Learner> {
    Ok(Learner {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        person_id: row.get(2)?,
        given_name: row.get(3)?,
        family_name: row.get(4)?,
        birth_date: row.get(5)?,
        email: row.get(6)?,
        email_folded: row.get(7)?,
        external_id: row.get(8)?,
        trade: row.get(9)?,
        school: row.get(10)?,
        diploma: row.get(11)?,
        regime: row.get(12)?,
        unit_id: row.get(13)?,
        sort_name: row.get(14)?,
        search: row.get(15)?,
        source: row.get(16)?,
        token_hash: row.get(17)?,
        arrived_on: row.get(18)?,
        left_on: row.get(19)?,
        created_at: row.get(20)?,
        updated_at: row.get(21)?,
    })
}

fn values(learner: &Learner) -> [Value; 22] {
    [
        learner.id.into(),
        learner.organisation_id.into(),
        learner.person_id.into(),
        learner.given_name.as_str().into(),
        learner.family_name.as_str().into(),
        learner.birth_date.as_deref().into(),
        learner.email.as_deref().into(),
        learner.email_folded.as_deref().into(),
        learner.external_id.as_deref().into(),
        learner.trade.as_deref().into(),
        learner.school.as_deref().into(),
        learner.diploma.as_deref().into(),
        learner.regime.as_deref().into(),
        learner.unit_id.into(),
        learner.sort_name.as_str().into(),
        learner.search.as_str().into(),
        learner.source.as_str().into(),
        learner.token_hash.as_deref().into(),
        learner.arrived_on.into(),
        learner.left_on.into(),
        learner.created_at.into(),
        learner.updated_at.into(),
    ]
}

/// Keeps one. `Conflict` when the organisation has one of this number, or of this person.
pub async fn insert(tx: &mut Tx<'_>, learner: &Learner) -> Result<()> {
    tx.execute(INSERT, &values(learner)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, learners: &[Learner]) -> Result<u64> {
    tx.load(INSERT, learners.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Learner>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// As which learners of which organisations a person is known.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Learner>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// The learner of a personal link.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Learner>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// The learner whom the organisation calls so.
pub async fn by_external_id(tx: &mut Tx<'_>, organisation: Uuid, external_id: &str) -> Result<Option<Learner>> {
    tx.optional(BY_EXTERNAL, &[organisation.into(), external_id.into()], read).await
}

/// Those of this address, folded; one nearly always.
pub async fn by_email(tx: &mut Tx<'_>, organisation: Uuid, folded: &str) -> Result<Vec<Learner>> {
    tx.all(BY_EMAIL, &[organisation.into(), folded.into()], read).await
}

/// Those of this name, folded as it is sorted.
pub async fn by_name(tx: &mut Tx<'_>, organisation: Uuid, sort_name: &str) -> Result<Vec<Learner>> {
    tx.all(BY_NAME, &[organisation.into(), sort_name.into()], read).await
}

/// Says who a learner is. `false` when they are somebody else already; `Conflict` when this person is another learner there.
pub async fn link(tx: &mut Tx<'_>, id: Uuid, person: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(LINK, &[id.into(), person.into(), now.into()]).await? == 1)
}
