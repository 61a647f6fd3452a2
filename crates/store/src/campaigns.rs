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
}

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
