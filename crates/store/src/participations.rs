//! Participations: one sitting of one person in one campaign.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, campaign_id, learner_id, person_id, session_id, sitting, unit_id, trade, began_at, finished_at, measure, measured_at, release_number, released_unit, released_trade, shared_at, shared_first_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO participation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)");
    BY_ID = concat!("SELECT ", columns!(), " FROM participation WHERE id = $1");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM participation WHERE person_id = $1 ORDER BY began_at DESC, id DESC");
    OF_SESSION = concat!("SELECT ", columns!(), " FROM participation WHERE session_id = $1");
    MINE = concat!("SELECT ", columns!(), " FROM participation WHERE campaign_id = $1 AND person_id = $2 ORDER BY sitting");
    FINISH = "UPDATE participation SET finished_at = $2 WHERE session_id = $1 AND finished_at IS NULL";
    SHARE = "UPDATE participation SET shared_at = $3, shared_first_at = COALESCE(shared_first_at, $3) WHERE id = $1 AND person_id = $2 AND finished_at IS NOT NULL AND shared_at IS NULL";
    UNSHARE = "UPDATE participation SET shared_at = NULL WHERE id = $1 AND person_id = $2 AND shared_at IS NOT NULL";
    UNSHARE_ALL = "UPDATE participation SET shared_at = NULL WHERE person_id = $1 AND shared_at IS NOT NULL";
    // sittings of an unnamed visitor come behind those that the account had in the same campaign
    MOVE = "UPDATE participation SET person_id = $2, sitting = sitting + COALESCE((SELECT MAX(own.sitting) FROM participation own
        WHERE own.campaign_id = participation.campaign_id AND own.person_id = $2), 0) WHERE person_id = $1";
    ANY = "SELECT CAST(1 AS BIGINT) FROM participation WHERE campaign_id = $1 LIMIT 1";
    // people, not sittings: as whom they are listed, else as whoever they are, else (erased) each sitting for itself
    COUNTS = "SELECT p.campaign_id, COUNT(DISTINCT COALESCE(p.learner_id, p.person_id, p.id)),
        COUNT(DISTINCT CASE WHEN p.finished_at IS NOT NULL THEN COALESCE(p.learner_id, p.person_id, p.id) END)
        FROM campaign c JOIN participation p ON p.campaign_id = c.id WHERE c.organisation_id = $1 GROUP BY p.campaign_id";
    COUNTS_OF = "SELECT COUNT(DISTINCT COALESCE(learner_id, person_id, id)), COUNT(DISTINCT CASE WHEN finished_at IS NOT NULL THEN COALESCE(learner_id, person_id, id) END)
        FROM participation WHERE campaign_id = $1";
    BY_UNIT = "SELECT unit_id, COUNT(DISTINCT COALESCE(learner_id, person_id, id)), COUNT(DISTINCT CASE WHEN finished_at IS NOT NULL THEN COALESCE(learner_id, person_id, id) END)
        FROM participation WHERE campaign_id = $1 GROUP BY unit_id";
    // days of France in winter: an hour at midnight is nothing to a drawing
    BY_DAY = "SELECT (at + 3600000000) / 86400000000, SUM(begun), SUM(finished) FROM (
            SELECT began_at AS at, 1 AS begun, 0 AS finished FROM participation WHERE campaign_id = $1
            UNION ALL SELECT finished_at, 0, 1 FROM participation WHERE campaign_id = $1 AND finished_at IS NOT NULL) moments
        GROUP BY (at + 3600000000) / 86400000000 ORDER BY 1";
}

/// One sitting of one person in one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The campaign.
    pub campaign_id: Uuid,
    /// As whom the organisation knows them; absent where nobody is asked.
    pub learner_id: Option<Uuid>,
    /// Whose; absent once they erased their account.
    pub person_id: Option<Uuid>,
    /// The session; absent once it was erased.
    pub session_id: Option<Uuid>,
    /// Which of theirs, from 1.
    pub sitting: i64,
    /// Their unit when they began.
    pub unit_id: Option<Uuid>,
    /// Their trade when they began.
    pub trade: Option<String>,
    /// When they began, microseconds UTC.
    pub began_at: i64,
    /// When they had finished, microseconds UTC.
    pub finished_at: Option<i64>,
    /// What their result adds to the sums, until it was released: the domain's.
    pub measure: Option<Vec<u8>>,
    /// When that was worked out, microseconds UTC.
    pub measured_at: Option<i64>,
    /// With which release it became part of what is shown.
    pub release_number: Option<i64>,
    /// As whose it is shown there: a unit, or empty.
    pub released_unit: Option<String>,
    /// As whose it is shown there: a trade, or empty.
    pub released_trade: Option<String>,
    /// Since when its person shows it to the organisation, microseconds UTC; absent when they do not.
    pub shared_at: Option<i64>,
    /// When they first did, microseconds UTC.
    pub shared_first_at: Option<i64>,
}

impl Participation {
    /// The first of somebody of whom nothing is known, begun now.
    #[must_use]
    pub fn blank(id: Uuid, campaign_id: Uuid, now: i64) -> Self {
        Self {
            id,
            campaign_id,
            learner_id: None,
            person_id: None,
            session_id: None,
            sitting: 1,
            unit_id: None,
            trade: None,
            began_at: now,
            finished_at: None,
            measure: None,
            measured_at: None,
            release_number: None,
            released_unit: None,
            released_trade: None,
            shared_at: None,
            shared_first_at: None,
        }
    }
}

fn read(row: &Row<'_>) -> Result<Participation> {
    Ok(Participation {
        id: row.get(0)?,
        campaign_id: row.get(1)?,
        learner_id: row.get(2)?,
        person_id: row.get(3)?,
        session_id: row.get(4)?,
        sitting: row.get(5)?,
        unit_id: row.get(6)?,
        trade: row.get(7)?,
        began_at: row.get(8)?,
        finished_at: row.get(9)?,
        measure: row.get(10)?,
        measured_at: row.get(11)?,
        release_number: row.get(12)?,
        released_unit: row.get(13)?,
        released_trade: row.get(14)?,
        shared_at: row.get(15)?,
        shared_first_at: row.get(16)?,
    })
}

fn values(participation: &Participation) -> [Value; 17] {
    [
        participation.id.into(),
        participation.campaign_id.into(),
        participation.learner_id.into(),
        participation.person_id.into(),
        participation.session_id.into(),
        participation.sitting.into(),
        participation.unit_id.into(),
        participation.trade.as_deref().into(),
        participation.began_at.into(),
        participation.finished_at.into(),
        participation.measure.as_deref().into(),
        participation.measured_at.into(),
        participation.release_number.into(),
        participation.released_unit.as_deref().into(),
        participation.released_trade.as_deref().into(),
        participation.shared_at.into(),
        participation.shared_first_at.into(),
    ]
}

/// Keeps one. `Conflict` when this sitting is there already.
pub async fn insert(tx: &mut Tx<'_>, participation: &Participation) -> Result<()> {
    tx.execute(INSERT, &values(participation)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, participations: &[Participation]) -> Result<u64> {
    tx.load(INSERT, participations.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Participation>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Every sitting of a person, the newest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Participation>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// The sitting that this session is.
pub async fn of_session(tx: &mut Tx<'_>, session: Uuid) -> Result<Option<Participation>> {
    tx.optional(OF_SESSION, &[session.into()], read).await
}

/// The sittings of a person in a campaign, in their order.
pub async fn mine(tx: &mut Tx<'_>, campaign: Uuid, person: Uuid) -> Result<Vec<Participation>> {
    tx.all(MINE, &[campaign.into(), person.into()], read).await
}

/// Notes that a session is over, if it is one of a campaign.
pub async fn finish(tx: &mut Tx<'_>, session: Uuid, now: i64) -> Result<()> {
    tx.execute(FINISH, &[session.into(), now.into()]).await.map(drop)
}

/// Shows a finished result of a person to the organisation. Says whether that changes anything.
pub async fn share(tx: &mut Tx<'_>, id: Uuid, person: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(SHARE, &[id.into(), person.into(), now.into()]).await? == 1)
}

/// Shows it no longer. Says whether that changes anything.
pub async fn unshare(tx: &mut Tx<'_>, id: Uuid, person: Uuid) -> Result<bool> {
    Ok(tx.execute(UNSHARE, &[id.into(), person.into()]).await? == 1)
}

/// Shows nothing of a person any longer: they erase themselves.
pub(crate) async fn unshare_all(tx: &mut Tx<'_>, person: Uuid) -> Result<()> {
    tx.execute(UNSHARE_ALL, &[person.into()]).await.map(drop)
}

/// Moves the sittings of one person to another, behind those they have in the same campaign.
pub(crate) async fn move_to(tx: &mut Tx<'_>, from: Uuid, into: Uuid) -> Result<()> {
    tx.execute(MOVE, &[from.into(), into.into()]).await.map(drop)
}

/// Whether anybody has begun.
pub async fn has_any(tx: &mut Tx<'_>, campaign: Uuid) -> Result<bool> {
    Ok(tx.optional(ANY, &[campaign.into()], |_| Ok(())).await?.is_some())
}

/// For each campaign of an organisation in which somebody began: how many people began, and how many of these finished.
pub async fn counts(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, i64, i64)>> {
    tx.all(COUNTS, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// How many people began a campaign, and how many of these finished.
pub async fn counts_of(tx: &mut Tx<'_>, campaign: Uuid) -> Result<(i64, i64)> {
    tx.one(COUNTS_OF, &[campaign.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The same for each unit in which they were when they began, and for those in none.
pub async fn counts_by_unit(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<(Option<Uuid>, i64, i64)>> {
    tx.all(BY_UNIT, &[campaign.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}

/// For each day (in days since 1970-01-01) on which something happened: how many sittings were begun, and how many finished.
pub async fn counts_by_day(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<(i64, i64, i64)>> {
    tx.all(BY_DAY, &[campaign.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}
