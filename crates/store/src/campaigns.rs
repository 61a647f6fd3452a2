//! Campaigns: assessments that an organisation offers to its people.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, code, title, search, intro, template, competences, target, is_anonymous, audience, sittings, reminds, opens_at, closes_at, closed_at, releases, previous_id, created_by, created_at, updated_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO campaign (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)");
    BY_ID = concat!("SELECT ", columns!(), " FROM campaign WHERE id = $1");
    BY_CODE = concat!("SELECT ", columns!(), " FROM campaign WHERE code = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM campaign WHERE organisation_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2");
    // of two tabs that save, the second is told
    SAVE = "UPDATE campaign SET title = $3, search = $4, intro = $5, template = $6, competences = $7, target = $8, is_anonymous = $9, audience = $10, sittings = $11,
        reminds = $12, opens_at = $13, closes_at = $14, previous_id = $15, updated_at = $16 WHERE id = $1 AND updated_at = $2 AND closed_at IS NULL";
    OPEN = "UPDATE campaign SET opens_at = $2, updated_at = $2 WHERE id = $1 AND (opens_at IS NULL OR opens_at > $2) AND closed_at IS NULL";
    CLOSE = "UPDATE campaign SET closed_at = $2, updated_at = $2 WHERE id = $1 AND opens_at <= $2 AND closed_at IS NULL AND (closes_at IS NULL OR closes_at > $2)";
    DELETE = "DELETE FROM campaign WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM participation WHERE campaign_id = $1)";
    AUDIENCE = "SELECT kind, target_id FROM campaign_audience WHERE campaign_id = $1 ORDER BY kind, target_id";
    CLEAR_AUDIENCE = "DELETE FROM campaign_audience WHERE campaign_id = $1";
    ADD_TO_AUDIENCE = "INSERT INTO campaign_audience (campaign_id, kind, target_id) VALUES ($1, $2, $3)";
    // whoever joins holds the campaign as it is until they have: nothing of it changes between what they read and what they begin
    HOLD = "UPDATE campaign SET updated_at = updated_at WHERE id = $1";
    REMINDING = concat!("SELECT ", columns!(), " FROM campaign WHERE reminds = 1 AND closed_at IS NULL AND opens_at <= $1 AND (closes_at IS NULL OR closes_at > $1) ORDER BY opens_at, id");
}

/// Units of an organisation, in an audience.
pub const UNIT: &str = "unit";
/// Cohorts of an organisation, in an audience.
pub const COHORT: &str = "cohort";

/// An assessment offered by an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Whose.
    pub organisation_id: Uuid,
    /// By which people join, unique.
    pub code: String,
    /// As people see it.
    pub title: String,
    /// What a search looks through, folded.
    pub search: String,
    /// What is said to people before they begin.
    pub intro: String,
    /// What it was made from; empty for nothing.
    pub template: String,
    /// Codes of what is assessed, with a space between them; empty for everything.
    pub competences: String,
    /// The level to reach: the domain's word.
    pub target: String,
    /// 1 when nobody is asked who they are.
    pub is_anonymous: i64,
    /// The domain's word: `everybody`, `groups`, `open`.
    pub audience: String,
    /// How often one may take it.
    pub sittings: i64,
    /// 1 when people are reminded by mail.
    pub reminds: i64,
    /// From when on, microseconds UTC; absent for a draft.
    pub opens_at: Option<i64>,
    /// Until when, microseconds UTC.
    pub closes_at: Option<i64>,
    /// When somebody closed it, microseconds UTC.
    pub closed_at: Option<i64>,
    /// How often results became visible.
    pub releases: i64,
    /// The one it is compared with.
    pub previous_id: Option<Uuid>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When anything of this changed, microseconds UTC.
    pub updated_at: i64,
}

impl Campaign {
    /// One of which nothing is said yet; each person sits it once.
    #[must_use]
    pub fn blank(id: Uuid, organisation_id: Uuid, now: i64) -> Self {
        Self {
            id,
            organisation_id,
            code: String::new(),
            title: String::new(),
            search: String::new(),
            intro: String::new(),
            template: String::new(),
            competences: String::new(),
            target: String::new(),
            is_anonymous: 0,
            audience: String::new(),
            sittings: 1,
            reminds: 0,
            opens_at: None,
            closes_at: None,
            closed_at: None,
            releases: 0,
            previous_id: None,
            created_by: None,
            created_at: now,
            updated_at: now,
        }
    }
}

fn read(row: &Row<'_>) -> Result<Campaign> {
    Ok(Campaign {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        code: row.get(2)?,
        title: row.get(3)?,
        search: row.get(4)?,
        intro: row.get(5)?,
        template: row.get(6)?,
        competences: row.get(7)?,
        target: row.get(8)?,
        is_anonymous: row.get(9)?,
        audience: row.get(10)?,
        sittings: row.get(11)?,
        reminds: row.get(12)?,
        opens_at: row.get(13)?,
        closes_at: row.get(14)?,
        closed_at: row.get(15)?,
        releases: row.get(16)?,
        previous_id: row.get(17)?,
        created_by: row.get(18)?,
        created_at: row.get(19)?,
        updated_at: row.get(20)?,
    })
}

fn values(campaign: &Campaign) -> [Value; 21] {
    [
        campaign.id.into(),
        campaign.organisation_id.into(),
        campaign.code.as_str().into(),
        campaign.title.as_str().into(),
        campaign.search.as_str().into(),
        campaign.intro.as_str().into(),
        campaign.template.as_str().into(),
        campaign.competences.as_str().into(),
        campaign.target.as_str().into(),
        campaign.is_anonymous.into(),
        campaign.audience.as_str().into(),
        campaign.sittings.into(),
        campaign.reminds.into(),
        campaign.opens_at.into(),
        campaign.closes_at.into(),
        campaign.closed_at.into(),
        campaign.releases.into(),
        campaign.previous_id.into(),
        campaign.created_by.into(),
        campaign.created_at.into(),
        campaign.updated_at.into(),
    ]
}

/// Keeps one. `Conflict` when the code is taken.
pub async fn insert(tx: &mut Tx<'_>, campaign: &Campaign) -> Result<()> {
    tx.execute(INSERT, &values(campaign)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, campaigns: &[Campaign]) -> Result<u64> {
    tx.load(INSERT, campaigns.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Campaign>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The campaign of this code.
pub async fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Campaign>> {
    tx.optional(BY_CODE, &[code.into()], read).await
}

/// Campaigns of an organisation, the newest first, so many at the most.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, limit: i64) -> Result<Vec<Campaign>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), limit.into()], read).await
}

/// Campaigns that are open at `now` and remind their people, by the moment they opened.
pub async fn reminding(tx: &mut Tx<'_>, now: i64) -> Result<Vec<Campaign>> {
    tx.all(REMINDING, &[now.into()], read).await
}

/// Writes what may be edited of a campaign that is not closed, if it is still the one of `read_at` (its `updated_at`). Says whether it was.
pub async fn save(tx: &mut Tx<'_>, campaign: &Campaign, read_at: i64) -> Result<bool> {
    let args = [
        campaign.id.into(),
        read_at.into(),
        campaign.title.as_str().into(),
        campaign.search.as_str().into(),
        campaign.intro.as_str().into(),
        campaign.template.as_str().into(),
        campaign.competences.as_str().into(),
        campaign.target.as_str().into(),
        campaign.is_anonymous.into(),
        campaign.audience.as_str().into(),
        campaign.sittings.into(),
        campaign.reminds.into(),
        campaign.opens_at.into(),
        campaign.closes_at.into(),
        campaign.previous_id.into(),
        campaign.updated_at.into(),
    ];
    Ok(tx.execute(SAVE, &args).await? == 1)
}

/// Opens a draft, or one whose day has not come. Says whether it was one.
pub async fn open(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(OPEN, &[id.into(), now.into()]).await? == 1)
}

/// Closes one that is open. Says whether it was.
pub async fn close(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(CLOSE, &[id.into(), now.into()]).await? == 1)
}

/// Deletes one in which nobody has taken part. Says whether it was one.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}

/// Keeps a campaign from changing until this transaction ends. Says whether it exists.
pub async fn hold(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(HOLD, &[id.into()]).await? == 1)
}

/// The units and cohorts that a campaign is for: [`UNIT`] or [`COHORT`], and which.
pub async fn audience(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<(String, Uuid)>> {
    tx.all(AUDIENCE, &[id.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Says anew for which units and cohorts a campaign is.
pub async fn set_audience(tx: &mut Tx<'_>, id: Uuid, audience: &[(&str, Uuid)]) -> Result<()> {
    tx.execute(CLEAR_AUDIENCE, &[id.into()]).await?;
    for (kind, target) in audience {
        tx.execute(ADD_TO_AUDIENCE, &[id.into(), (*kind).into(), (*target).into()]).await?;
    }
    Ok(())
}
