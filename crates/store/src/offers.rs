//! Offers: training that was proposed, imported or changed here, and what happened to it.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, slug, organisation_id, title, search, body, work, work_status, origin, status, checked_on, expires_on, warned_for, note, revision, made_by, made_at, settled_by, settled_at, updated_at"
    };
}

macro_rules! head_columns {
    () => {
        "offer.id, offer.slug, offer.title, organisation.name, offer.origin, offer.status, offer.work_status, offer.checked_on, offer.expires_on, offer.updated_at
         FROM offer LEFT JOIN organisation ON organisation.id = offer.organisation_id"
    };
}

macro_rules! event_columns {
    () => {
        "id, offer_id, revision, act, body, note, person_id, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO offer (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)");
    BY_ID = concat!("SELECT ", columns!(), " FROM offer WHERE id = $1");
    INSERT_EVENT = concat!("INSERT INTO offer_event (", event_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    BY_SLUG = concat!("SELECT ", columns!(), " FROM offer WHERE slug = $1");
    // only over the revision that was read: of two who change one, the second is told
    SAVE = "UPDATE offer SET slug = $2, organisation_id = $3, title = $4, search = $5, body = $6, work = $7, work_status = $8, origin = $9, status = $10, checked_on = $11,
        expires_on = $12, warned_for = $13, note = $14, revision = $15, made_by = $16, made_at = $17, settled_by = $18, settled_at = $19, updated_at = $20
        WHERE id = $1 AND revision = $21";
    DELETE = "DELETE FROM offer WHERE id = $1 AND revision = $2";
    EVENTS = concat!("SELECT ", event_columns!(), " FROM offer_event WHERE offer_id = $1 ORDER BY at DESC, id DESC LIMIT $2");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM offer WHERE organisation_id = $1 ORDER BY updated_at DESC, id LIMIT $2");
    // an empty filter lets everything through but drafts, which are their organisation's; what waits is named by either status
    LIST = concat!("SELECT ", head_columns!(), " WHERE offer.status <> 'draft' AND ($1 = '' OR offer.search LIKE $1 ESCAPE '!') AND ($2 = '' OR offer.status = $2 OR offer.work_status = $2)
        ORDER BY offer.updated_at DESC, offer.id LIMIT $3 OFFSET $4");
    MATCHING = "SELECT COUNT(*) FROM offer WHERE status <> 'draft' AND ($1 = '' OR search LIKE $1 ESCAPE '!') AND ($2 = '' OR status = $2 OR work_status = $2)";
    WAITING = concat!("SELECT ", head_columns!(), " WHERE offer.status = $1 OR offer.work_status = $1 ORDER BY offer.updated_at, offer.id LIMIT $2");
    ENDING = concat!("SELECT ", head_columns!(), " WHERE offer.status = 'checked' AND offer.expires_on <= $1 ORDER BY offer.expires_on, offer.id LIMIT $2");
    COUNT_ENDING = "SELECT COUNT(*) FROM offer WHERE status = 'checked' AND expires_on <= $1";
    TO_WARN = concat!("SELECT ", columns!(), " FROM offer WHERE status = 'checked' AND organisation_id IS NOT NULL AND expires_on <= $1 AND expires_on >= $2
        AND (warned_for IS NULL OR warned_for <> expires_on) ORDER BY expires_on, id LIMIT $3");
    WARNED = "UPDATE offer SET warned_for = $2 WHERE id = $1 AND expires_on = $2 AND (warned_for IS NULL OR warned_for <> $2)";
    SLUGS = "SELECT slug, title FROM offer ORDER BY slug";
    ADDRESSES = "SELECT slug, body FROM offer WHERE status IN ('to-be-checked', 'checked') AND slug > $1 ORDER BY slug LIMIT $2";
    EVERYTHING = concat!("SELECT ", columns!(), " FROM offer WHERE slug > $1 ORDER BY slug LIMIT $2");
    SHIPPED = "SELECT slug FROM offer WHERE origin = 'shipped' ORDER BY slug";
}

/// A training offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Its name in addresses; that of a shipped offer when it takes its place.
    pub slug: String,
    /// The organisation here that proposed it.
    pub organisation_id: Option<Uuid>,
    /// Its title.
    pub title: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// The offer (JSON): what the public sees, or, where nothing is shown, the text at work.
    pub body: String,
    /// A change of what the public sees, while it waits (JSON).
    pub work: Option<String>,
    /// Where that change stands: draft, proposed, refused.
    pub work_status: Option<String>,
    /// proposed, imported, shipped.
    pub origin: String,
    /// draft, proposed, to-be-checked, checked, refused, withdrawn.
    pub status: String,
    /// Day on which it was last checked against its source, in days since 1970-01-01.
    pub checked_on: Option<i64>,
    /// Day after which it is not shown as current, in days since 1970-01-01.
    pub expires_on: Option<i64>,
    /// The end for which its organisation was warned, in days since 1970-01-01.
    pub warned_for: Option<i64>,
    /// What the team answered.
    pub note: String,
    /// Rises with each change.
    pub revision: i64,
    /// Who made it.
    pub made_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub made_at: i64,
    /// Who decided last.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

fn read(row: &Row<'_>) -> Result<Offer> {
    Ok(Offer {
        id: row.get(0)?,
        slug: row.get(1)?,
        organisation_id: row.get(2)?,
        title: row.get(3)?,
        search: row.get(4)?,
        body: row.get(5)?,
        work: row.get(6)?,
        work_status: row.get(7)?,
        origin: row.get(8)?,
        status: row.get(9)?,
        checked_on: row.get(10)?,
        expires_on: row.get(11)?,
        warned_for: row.get(12)?,
        note: row.get(13)?,
        revision: row.get(14)?,
        made_by: row.get(15)?,
        made_at: row.get(16)?,
        settled_by: row.get(17)?,
        settled_at: row.get(18)?,
        updated_at: row.get(19)?,
    })
}

fn values(offer: &Offer) -> [Value; 20] {
    [
        offer.id.into(),
        offer.slug.as_str().into(),
        offer.organisation_id.into(),
        offer.title.as_str().into(),
        offer.search.as_str().into(),
        offer.body.as_str().into(),
        offer.work.as_deref().into(),
        offer.work_status.as_deref().into(),
        offer.origin.as_str().into(),
        offer.status.as_str().into(),
        offer.checked_on.into(),
        offer.expires_on.into(),
        offer.warned_for.into(),
        offer.note.as_str().into(),
        offer.revision.into(),
        offer.made_by.into(),
        offer.made_at.into(),
        offer.settled_by.into(),
        offer.settled_at.into(),
        offer.updated_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, offer: &Offer) -> Result<()> {
    tx.execute(INSERT, &values(offer)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Offer>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The one of this name in addresses.
pub async fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Offer>> {
    tx.optional(BY_SLUG, &[slug.into()], read).await
}

/// Puts an offer in the place of the one whose revision was `seen`. Says whether it was still that one.
pub async fn save(tx: &mut Tx<'_>, offer: &Offer, seen: i64) -> Result<bool> {
    let mut args = values(offer).to_vec();
    args.push(seen.into());
    Ok(tx.execute(SAVE, &args).await? == 1)
}

/// Throws one away with its history, if it is still of this revision. Says whether it was.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid, seen: i64) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into(), seen.into()]).await? == 1)
}

/// At most `at_most` offers of an organisation, the last changed first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, at_most: i64) -> Result<Vec<Offer>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), at_most.into()], read).await
}

/// An offer as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Name of the organisation here that proposed it.
    pub organisation: Option<String>,
    /// proposed, imported, shipped.
    pub origin: String,
    /// Its status.
    pub status: String,
    /// That of a change that waits.
    pub work_status: Option<String>,
    /// Day on which it was last checked, in days since 1970-01-01.
    pub checked_on: Option<i64>,
    /// Day after which it is not current, in days since 1970-01-01.
    pub expires_on: Option<i64>,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

fn read_head(row: &Row<'_>) -> Result<Head> {
    Ok(Head {
        id: row.get(0)?,
        slug: row.get(1)?,
        title: row.get(2)?,
        organisation: row.get(3)?,
        origin: row.get(4)?,
        status: row.get(5)?,
        work_status: row.get(6)?,
        checked_on: row.get(7)?,
        expires_on: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

/// At most `at_most` offers that somebody else than their organisation may see, after the first `skipped`, in which these folded words stand, of this status where it is not empty, the last changed
/// first; and how many there are in all.
pub async fn list(tx: &mut Tx<'_>, words: &str, status: &str, skipped: i64, at_most: i64) -> Result<(Vec<Head>, i64)> {
    let words = pattern(words);
    let rows = tx.all(LIST, &[words.as_str().into(), status.into(), at_most.into(), skipped.into()], read_head).await?;
    let total = tx.optional(MATCHING, &[words.as_str().into(), status.into()], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// What stands anywhere in a text, for `LIKE`.
fn pattern(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("%{}%", words.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// At most `at_most` offers of this status, or with a change of this status, those that wait longest first; and how many there are.
pub async fn waiting(tx: &mut Tx<'_>, status: &str, at_most: i64) -> Result<(Vec<Head>, i64)> {
    let rows = tx.all(WAITING, &[status.into(), at_most.into()], read_head).await?;
    let total = tx.optional(MATCHING, &["".into(), status.into()], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// At most `at_most` offers whose check ends by this day (in days since 1970-01-01), the first to end first; and how many there are.
pub async fn ending(tx: &mut Tx<'_>, by: i64, at_most: i64) -> Result<(Vec<Head>, i64)> {
    let rows = tx.all(ENDING, &[by.into(), at_most.into()], read_head).await?;
    let total = tx.optional(COUNT_ENDING, &[by.into()], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// At most `at_most` offers of organisations whose check ends between these days, and who were not told yet.
pub async fn to_warn(tx: &mut Tx<'_>, from: i64, by: i64, at_most: i64) -> Result<Vec<Offer>> {
    tx.all(TO_WARN, &[by.into(), from.into(), at_most.into()], read).await
}

/// Notes that an organisation was told of this end. Says whether nobody had.
pub async fn warned(tx: &mut Tx<'_>, id: Uuid, ends_on: i64) -> Result<bool> {
    Ok(tx.execute(WARNED, &[id.into(), ends_on.into()]).await? == 1)
}

/// Name and title of every offer.
pub async fn titles(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>> {
    tx.all(SLUGS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Name and text of at most `at_most` public offers after this name.
pub async fn bodies(tx: &mut Tx<'_>, after: &str, at_most: i64) -> Result<Vec<(String, String)>> {
    tx.all(ADDRESSES, &[after.into(), at_most.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// At most `at_most` offers of any status after this name.
pub async fn everything(tx: &mut Tx<'_>, after: &str, at_most: i64) -> Result<Vec<Offer>> {
    tx.all(EVERYTHING, &[after.into(), at_most.into()], read).await
}

/// Names of the shipped offers that were taken over.
pub async fn taken_over(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    tx.all(SHIPPED, &[], |row| row.get(0)).await
}

/// Something that happened to an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The offer.
    pub offer_id: Uuid,
    /// The revision it made or was about.
    pub revision: i64,
    /// made, changed, proposed, checked, refused, withdrawn, expired…
    pub act: String,
    /// The offer as it was then (JSON).
    pub body: String,
    /// What was said of it.
    pub note: String,
    /// Who.
    pub person_id: Option<Uuid>,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Adds one.
pub async fn insert_event(tx: &mut Tx<'_>, event: &Event) -> Result<()> {
    tx.execute(
        INSERT_EVENT,
        &[
            event.id.into(),
            event.offer_id.into(),
            event.revision.into(),
            event.act.as_str().into(),
            event.body.as_str().into(),
            event.note.as_str().into(),
            event.person_id.into(),
            event.at.into(),
        ],
    )
    .await
    .map(drop)
}

/// At most `at_most` things that happened to an offer, the last first.
pub async fn events(tx: &mut Tx<'_>, offer: Uuid, at_most: i64) -> Result<Vec<Event>> {
    tx.all(EVENTS, &[offer.into(), at_most.into()], read_event).await
}

fn read_event(row: &Row<'_>) -> Result<Event> {
    Ok(Event {
        id: row.get(0)?,
        offer_id: row.get(1)?,
        revision: row.get(2)?,
        act: row.get(3)?,
        body: row.get(4)?,
        note: row.get(5)?,
        person_id: row.get(6)?,
        at: row.get(7)?,
    })
}
