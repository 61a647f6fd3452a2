//! Releases: results that wait to be measured, wait to be shown, and become part of what is shown. Each once, whatever is killed when: what moves a
//! result on says in its condition where it must have been.

use crate::{Result, StoreError, Tx};
use uuid::Uuid;

statements! {
    UNMEASURED = "SELECT participation.id, participation.session_id, session.edition_id, campaign.competences, participation.sitting FROM participation
         JOIN campaign ON campaign.id = participation.campaign_id LEFT JOIN session ON session.id = participation.session_id
         WHERE participation.finished_at IS NOT NULL AND participation.measured_at IS NULL ORDER BY participation.finished_at, participation.id LIMIT $1";
    ANY_UNMEASURED = "SELECT id FROM participation WHERE finished_at IS NOT NULL AND measured_at IS NULL ORDER BY finished_at, id LIMIT 1";
    MEASURED = "UPDATE participation SET measure = $2, measured_at = $3 WHERE id = $1 AND measured_at IS NULL";
    // a handful for each campaign that is over, more only where people take part just now
    WAITING_CAMPAIGNS = "SELECT campaign_id FROM participation WHERE measure IS NOT NULL AND campaign_id > $2 GROUP BY campaign_id HAVING COUNT(*) >= $1 ORDER BY campaign_id LIMIT $3";
    WAITING = "SELECT id, person_id, sitting, unit_id, trade, shared_first_at FROM participation WHERE campaign_id = $1 AND measure IS NOT NULL ORDER BY id";
    MEASURES = "SELECT id, measure FROM participation WHERE campaign_id = $1 AND measure IS NOT NULL AND id > $2 ORDER BY id LIMIT $3";
    // holds the campaign until the transaction ends: of two releases at once the second is told
    BEGIN = "UPDATE campaign SET releases = releases + 1 WHERE id = $1 AND releases = $2";
    RELEASE = "UPDATE participation SET release_number = $2, released_unit = $3, released_trade = $4, measure = NULL
         WHERE id = $1 AND measure IS NOT NULL AND CASE WHEN shared_first_at IS NULL THEN 0 ELSE 1 END = CAST($5 AS BIGINT)";
    ADD_CELL = "INSERT INTO release_cell (campaign_id, number, unit, trade, people, known, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CELLS = "SELECT unit, trade, people, known FROM release_cell WHERE campaign_id = $1 AND number = $2 ORDER BY unit, trade";
    KNOW_ONE_MORE = "UPDATE release_cell SET known = known + 1 WHERE campaign_id = $1 AND number = $2 AND unit = $3 AND trade = $4 AND known < people";
    LOG = "SELECT number, CAST(SUM(people) AS BIGINT), MIN(at) FROM release_cell WHERE campaign_id = $1 GROUP BY number ORDER BY number";
    COUNT = "SELECT COUNT(*), COUNT(measured_at), COUNT(release_number), COUNT(shared_at) FROM participation WHERE campaign_id = $1 AND finished_at IS NOT NULL";
    SHARED = "SELECT participation.id, learner.given_name, learner.family_name, participation.finished_at FROM participation
         JOIN learner ON learner.id = participation.learner_id WHERE participation.campaign_id = $1 AND participation.shared_at IS NOT NULL
         ORDER BY learner.sort_name, participation.id LIMIT $2 OFFSET $3";
}

/// A finished sitting that was not measured yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmeasured {
    /// The sitting.
    pub id: Uuid,
    /// Its session and the edition it was taken with; absent once it was erased.
    pub session: Option<(Uuid, Uuid)>,
    /// Codes of what the campaign assesses, with a space between them.
    pub competences: String,
    /// Which of the person's sittings, from 1.
    pub sitting: i64,
}

/// At most `limit` of them, those that ended first before the others.
pub async fn unmeasured(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Unmeasured>> {
    tx.all(UNMEASURED, &[limit.into()], |row| {
        let (session, edition): (Option<Uuid>, Option<Uuid>) = (row.get(1)?, row.get(2)?);
        Ok(Unmeasured { id: row.get(0)?, session: session.zip(edition), competences: row.get(3)?, sitting: row.get(4)? })
    })
    .await
}

/// Whether there is one.
pub async fn any_unmeasured(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional(ANY_UNMEASURED, &[], |row| row.get::<Uuid>(0)).await?.is_some())
}

/// Keeps what a sitting adds to the sums; nothing where its session is gone. `false` when another server did.
pub async fn measured(tx: &mut Tx<'_>, id: Uuid, measure: Option<&[u8]>, at: i64) -> Result<bool> {
    Ok(tx.execute(MEASURED, &[id.into(), measure.into(), at.into()]).await? == 1)
}

/// At most `limit` campaigns after this one in which so many results wait to be shown.
pub async fn waiting_campaigns(tx: &mut Tx<'_>, at_least: i64, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    tx.all(WAITING_CAMPAIGNS, &[at_least.into(), after.into(), limit.into()], |row| row.get(0)).await
}

/// A result that waits to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The sitting.
    pub id: Uuid,
    /// Whose; absent once they erased their account.
    pub person_id: Option<Uuid>,
    /// Which of theirs.
    pub sitting: i64,
    /// Their unit.
    pub unit_id: Option<Uuid>,
    /// Their trade.
    pub trade: Option<String>,
    /// When they first showed it to the organisation themselves.
    pub shared_first_at: Option<i64>,
}

/// What waits in a campaign.
pub async fn waiting(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<Waiting>> {
    tx.all(WAITING, &[campaign.into()], |row| {
        Ok(Waiting { id: row.get(0)?, person_id: row.get(1)?, sitting: row.get(2)?, unit_id: row.get(3)?, trade: row.get(4)?, shared_first_at: row.get(5)? })
    })
    .await
}

/// At most `limit` measures of what waits in a campaign, after this sitting.
pub async fn measures(tx: &mut Tx<'_>, campaign: Uuid, after: Uuid, limit: i64) -> Result<Vec<(Uuid, Vec<u8>)>> {
    tx.all(MEASURES, &[campaign.into(), after.into(), limit.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// A result on its way into what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The sitting.
    pub id: Uuid,
    /// Under which unit; empty for none.
    pub unit: String,
    /// Under which trade; empty for none.
    pub trade: String,
    /// Whether its person had shown it to the organisation when that was settled.
    pub is_known: bool,
}

/// People of a release with the same labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Label of the unit.
    pub unit: String,
    /// Label of the trade.
    pub trade: String,
    /// How many.
    pub people: i64,
    /// Of these, those who have ever shown their own result.
    pub known: i64,
}

/// Begins the release after the `before` that there were, and settles who is in it. `Conflict` when there was another meanwhile, or when somebody of it
/// was released, or has shown their result, since that was settled: nothing happened then.
pub async fn release(tx: &mut Tx<'_>, campaign: Uuid, before: i64, people: &[Released], cells: &[Cell], at: i64) -> Result<()> {
    let conflict = |what: &str| StoreError::Conflict { what: what.into() };
    if tx.execute(BEGIN, &[campaign.into(), before.into()]).await? != 1 {
        return Err(conflict("campaign(releases)"));
    }
    let number = before + 1;
    for one in people {
        let args = [one.id.into(), number.into(), one.unit.as_str().into(), one.trade.as_str().into(), i64::from(one.is_known).into()];
        if tx.execute(RELEASE, &args).await? != 1 {
            return Err(conflict("participation(release_number)"));
        }
    }
    for cell in cells {
        let args = [campaign.into(), number.into(), cell.unit.as_str().into(), cell.trade.as_str().into(), cell.people.into(), cell.known.into(), at.into()];
        tx.execute(ADD_CELL, &args).await?;
    }
    Ok(())
}

/// The cells of a release.
pub async fn cells(tx: &mut Tx<'_>, campaign: Uuid, number: i64) -> Result<Vec<Cell>> {
    tx.all(CELLS, &[campaign.into(), number.into()], |row| Ok(Cell { unit: row.get(0)?, trade: row.get(1)?, people: row.get(2)?, known: row.get(3)? })).await
}

/// One more of a cell has shown their own result. `false` when all of them had.
pub async fn know_one_more(tx: &mut Tx<'_>, campaign: Uuid, number: i64, unit: &str, trade: &str) -> Result<bool> {
    Ok(tx.execute(KNOW_ONE_MORE, &[campaign.into(), number.into(), unit.into(), trade.into()]).await? == 1)
}

/// A release that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Which, from 1.
    pub number: i64,
    /// How many people.
    pub people: i64,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Every release of a campaign, the first first.
pub async fn log(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<Past>> {
    tx.all(LOG, &[campaign.into()], |row| Ok(Past { number: row.get(0)?, people: row.get(1)?, at: row.get(2)? })).await
}

/// How many sittings of a campaign are finished, measured, released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Finished.
    pub finished: i64,
    /// Of these, measured.
    pub measured: i64,
    /// Of these, part of what is shown.
    pub released: i64,
    /// Finished, and shown to the organisation by their own person.
    pub shared: i64,
}

/// How many there are.
pub async fn count(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Counts> {
    tx.one(COUNT, &[campaign.into()], |row| Ok(Counts { finished: row.get(0)?, measured: row.get(1)?, released: row.get(2)?, shared: row.get(3)? })).await
}

/// A result that its person shows to the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The sitting.
    pub id: Uuid,
    /// As the organisation knows them.
    pub given_name: String,
    /// The same.
    pub family_name: String,
    /// When they had finished, microseconds UTC.
    pub finished_at: Option<i64>,
}

/// At most `limit` results of a campaign that their people show, by name.
pub async fn shared(tx: &mut Tx<'_>, campaign: Uuid, limit: i64, offset: i64) -> Result<Vec<Shared>> {
    tx.all(SHARED, &[campaign.into(), limit.into(), offset.into()], |row| {
        Ok(Shared { id: row.get(0)?, given_name: row.get(1)?, family_name: row.get(2)?, finished_at: row.get(3)? })
    })
    .await
}
