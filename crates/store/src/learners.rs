//! Learners: the people an organisation trains, as it knows them.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, person_id, given_name, family_name, birth_date, email, email_folded, external_id, trade, school, diploma, regime, unit_id, sort_name, search, source, token_hash, arrived_on, left_on, created_at, updated_at"
    };
}

pub(crate) use columns;
// An empty text, an absent identifier, lets everything through. Typed uses stand first: what is only asked to be absent has no type.
macro_rules! narrowed {
    () => {
        " FROM learner WHERE organisation_id = $1 AND ($2 = '' OR search LIKE $2 ESCAPE '!') AND (unit_id = $3 OR $3 IS NULL)
         AND (EXISTS (SELECT 1 FROM cohort_learner WHERE cohort_learner.learner_id = learner.id AND cohort_learner.cohort_id = $4) OR $4 IS NULL)
         AND ($5 = '' OR trade = $5) AND ($6 = '' OR ($6 = 'here' AND left_on IS NULL) OR ($6 = 'left' AND left_on IS NOT NULL))"
    };
}

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
    COUNT = concat!("SELECT COUNT(*)", narrowed!());
    BY_NAME_UP = concat!("SELECT ", columns!(), narrowed!(), " AND (sort_name, id) > ($7, $8) ORDER BY sort_name, id LIMIT $9");
    BY_NAME_DOWN = concat!("SELECT ", columns!(), narrowed!(), " AND (sort_name, id) < ($7, $8) ORDER BY sort_name DESC, id DESC LIMIT $9");
    BY_NAME_LAST = concat!("SELECT ", columns!(), narrowed!(), " ORDER BY sort_name DESC, id DESC LIMIT $7");
    NEWEST = concat!("SELECT ", columns!(), narrowed!(), " AND id < $7 ORDER BY id DESC LIMIT $8");
    UPDATE = "UPDATE learner SET given_name = $3, family_name = $4, birth_date = $5, email = $6, email_folded = $7, external_id = $8, trade = $9, school = $10,
         diploma = $11, regime = $12, unit_id = $13, sort_name = $14, search = $15, arrived_on = $16, left_on = $17, updated_at = $18
         WHERE id = $1 AND updated_at = $2";
    SET_LEFT = "UPDATE learner SET left_on = $3, updated_at = $4 WHERE organisation_id = $1 AND id = $2";
    DELETE = "DELETE FROM learner WHERE organisation_id = $1 AND id = $2";
    NOTE = "INSERT INTO learner_change (id, learner_id, kind, detail, changed_by, at) VALUES ($1, $2, $3, $4, $5, $6)";
    HISTORY = "SELECT id, learner_id, kind, detail, changed_by, at FROM learner_change WHERE learner_id = $1 ORDER BY at DESC, id DESC LIMIT $2";
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

impl Learner {
    /// Somebody of whom nothing is known yet but where they come from; `now` in microseconds UTC.
    pub fn blank(id: Uuid, organisation_id: Uuid, source: &str, now: i64) -> Self {
        Self {
            id,
            organisation_id,
            person_id: None,
            given_name: String::new(),
            family_name: String::new(),
            birth_date: None,
            email: None,
            email_folded: None,
            external_id: None,
            trade: None,
            school: None,
            diploma: None,
            regime: None,
            unit_id: None,
            sort_name: String::new(),
            search: String::new(),
            source: source.to_owned(),
            token_hash: None,
            arrived_on: None,
            left_on: None,
            created_at: now,
            updated_at: now,
        }
    }
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

/// What a list is narrowed to; what is empty or absent narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand in what a search looks through, folded as it is.
    pub words: String,
    /// One unit.
    pub unit: Option<Uuid>,
    /// One cohort.
    pub cohort: Option<Uuid>,
    /// One trade.
    pub trade: String,
    /// `here` for those who have not left, `left` for those who have, empty for all.
    pub presence: &'static str,
}

/// In which order, and from where on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// By name, after this name and learner; an empty name at first.
    Name(String, Uuid),
    /// By name backwards, before this one; `None` at first.
    NameBackwards(Option<(String, Uuid)>),
    /// The last added first, before this one; `Uuid::max()` at first.
    Newest(Uuid),
}

impl Order {
    /// By name, from the first on.
    pub const fn first() -> Self {
        Self::Name(String::new(), Uuid::nil())
    }
}

fn narrowing(organisation: Uuid, filter: &Filter) -> Vec<Value> {
    vec![organisation.into(), pattern(&filter.words).into(), filter.unit.into(), filter.cohort.into(), filter.trade.as_str().into(), filter.presence.into()]
}

/// What stands anywhere in a text, for `LIKE`.
pub(crate) fn pattern(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let plain = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}

/// At most `at_most` learners of an organisation.
pub async fn list(tx: &mut Tx<'_>, organisation: Uuid, filter: &Filter, order: &Order, at_most: i64) -> Result<Vec<Learner>> {
    let mut args = narrowing(organisation, filter);
    let sql = match order {
        Order::Name(name, id) => {
            args.extend([name.as_str().into(), (*id).into()]);
            BY_NAME_UP
        }
        Order::NameBackwards(None) => BY_NAME_LAST,
        Order::NameBackwards(Some((name, id))) => {
            args.extend([name.as_str().into(), (*id).into()]);
            BY_NAME_DOWN
        }
        Order::Newest(id) => {
            args.push((*id).into());
            NEWEST
        }
    };
    args.push(at_most.into());
    tx.all(sql, &args, read).await
}

/// How many learners of an organisation there are.
pub async fn count(tx: &mut Tx<'_>, organisation: Uuid, filter: &Filter) -> Result<i64> {
    tx.one(COUNT, &narrowing(organisation, filter), |row| row.get(0)).await
}

/// Replaces what is known of a learner, if nothing changed since it was read (`updated_at` of then). Says whether it did; `Conflict` when
/// the organisation has another one of this number.
pub async fn update(tx: &mut Tx<'_>, learner: &Learner, read_at: i64) -> Result<bool> {
    let args = [
        learner.id.into(),
        read_at.into(),
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
        learner.arrived_on.into(),
        learner.left_on.into(),
        learner.updated_at.into(),
    ];
    Ok(tx.execute(UPDATE, &args).await? == 1)
}

/// Notes that a learner of this organisation left, or that they are there again. Says whether it has them.
pub async fn set_left(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, left_on: Option<i64>, now: i64) -> Result<bool> {
    Ok(tx.execute(SET_LEFT, &[organisation.into(), id.into(), left_on.into(), now.into()]).await? == 1)
}

/// Deletes a learner of this organisation with their history and hours. Says whether it had them.
pub async fn delete(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[organisation.into(), id.into()]).await? == 1)
}

/// Something that happened to a learner in their organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Version 7 UUID.
    pub id: Uuid,
    /// To whom.
    pub learner_id: Uuid,
    /// What: the service's word.
    pub kind: String,
    /// The rest of it: the name of a unit, nothing.
    pub detail: String,
    /// Who did it, while they are known.
    pub changed_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub at: i64,
}

fn change_values(change: &Change) -> [Value; 6] {
    [change.id.into(), change.learner_id.into(), change.kind.as_str().into(), change.detail.as_str().into(), change.changed_by.into(), change.at.into()]
}

/// Adds to the history of a learner.
pub async fn note(tx: &mut Tx<'_>, change: &Change) -> Result<()> {
    tx.execute(NOTE, &change_values(change)).await.map(drop)
}

/// [`note`] for many at once. Returns how many.
pub async fn note_all(tx: &mut Tx<'_>, changes: &[Change]) -> Result<u64> {
    tx.load(NOTE, changes.iter().map(change_values)).await
}

/// The history of a learner, the newest first, at most `at_most` lines.
pub async fn history(tx: &mut Tx<'_>, learner: Uuid, at_most: i64) -> Result<Vec<Change>> {
    tx.all(HISTORY, &[learner.into(), at_most.into()], |row| {
        Ok(Change { id: row.get(0)?, learner_id: row.get(1)?, kind: row.get(2)?, detail: row.get(3)?, changed_by: row.get(4)?, at: row.get(5)? })
    })
    .await
}
