//! What released results add up to: some rows for each campaign, whatever the number of people. Written by releases and by nothing else.

use crate::{Result, Row, Tx};
use uuid::Uuid;

statements! {
    OF_CAMPAIGN = "SELECT campaign_id, dimension, value, people, sums FROM tally WHERE campaign_id = $1 ORDER BY dimension, value";
    OF_ORGANISATION = "SELECT tally.campaign_id, tally.dimension, tally.value, tally.people, tally.sums FROM campaign JOIN tally ON tally.campaign_id = campaign.id
         WHERE campaign.organisation_id = $1 AND campaign.created_at >= $2 AND tally.dimension = $3 ORDER BY tally.campaign_id, tally.value";
    CAMPAIGNS = "SELECT campaign.id, campaign.title, campaign.opens_at, campaign.target, tally.people FROM campaign JOIN tally ON tally.campaign_id = campaign.id
         WHERE campaign.organisation_id = $1 AND campaign.created_at >= $2 AND tally.dimension = 'all' ORDER BY campaign.created_at DESC, campaign.id DESC";
    PUT = "INSERT INTO tally (campaign_id, dimension, value, people, sums) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (campaign_id, dimension, value) DO UPDATE SET people = excluded.people, sums = excluded.sums";
    QUESTIONS = "SELECT campaign_id, item_hash, item_id, shown, shown_sums, held, held_sums FROM tally_item WHERE campaign_id = $1 ORDER BY item_hash";
    PUT_QUESTION = "INSERT INTO tally_item (campaign_id, item_hash, item_id, shown, shown_sums, held, held_sums) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (campaign_id, item_hash) DO UPDATE SET shown = excluded.shown, shown_sums = excluded.shown_sums, held = excluded.held, held_sums = excluded.held_sums";
}

/// Everybody of a campaign; the value is empty.
pub const ALL: &str = "all";
/// By unit: its identifier, or empty.
pub const UNIT: &str = "unit";
/// By trade: its code, or empty.
pub const TRADE: &str = "trade";

/// Sums over some people of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The campaign.
    pub campaign_id: Uuid,
    /// [`ALL`], [`UNIT`] or [`TRADE`].
    pub dimension: String,
    /// Which of these.
    pub value: String,
    /// How many people.
    pub people: i64,
    /// The domain's.
    pub sums: Vec<u8>,
}

fn read(row: &Row<'_>) -> Result<Tally> {
    Ok(Tally { campaign_id: row.get(0)?, dimension: row.get(1)?, value: row.get(2)?, people: row.get(3)?, sums: row.get(4)? })
}

/// Everything that is shown of a campaign, questions left out.
pub async fn of_campaign(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<Tally>> {
    tx.all(OF_CAMPAIGN, &[campaign.into()], read).await
}

/// Rows of one dimension of every campaign of an organisation that was made since a time.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, since: i64, dimension: &str) -> Result<Vec<Tally>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), since.into(), dimension.into()], read).await
}

/// A campaign of which something is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The campaign.
    pub campaign_id: Uuid,
    /// As people see it.
    pub title: String,
    /// From when on, microseconds UTC.
    pub opens_at: Option<i64>,
    /// The level to reach: the domain's word.
    pub target: String,
    /// Of how many people results are shown.
    pub people: i64,
}

/// Campaigns of an organisation of which something is shown, made since a time, the newest first.
pub async fn campaigns(tx: &mut Tx<'_>, organisation: Uuid, since: i64) -> Result<Vec<Shown>> {
    let read = |row: &Row<'_>| Ok(Shown { campaign_id: row.get(0)?, title: row.get(1)?, opens_at: row.get(2)?, target: row.get(3)?, people: row.get(4)? });
    tx.all(CAMPAIGNS, &[organisation.into(), since.into()], read).await
}

/// Keeps sums in the place of those that were there.
pub async fn put(tx: &mut Tx<'_>, tally: &Tally) -> Result<()> {
    let args = [tally.campaign_id.into(), tally.dimension.as_str().into(), tally.value.as_str().into(), tally.people.into(), tally.sums.as_slice().into()];
    tx.execute(PUT, &args).await.map(drop)
}

/// What was answered to a question by the people of a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The campaign.
    pub campaign_id: Uuid,
    /// The version of the item.
    pub item_hash: Vec<u8>,
    /// The item.
    pub item_id: String,
    /// Answers that are shown.
    pub shown: i64,
    /// What they add up to: the domain's; empty for nothing.
    pub shown_sums: Vec<u8>,
    /// Answers that wait until there are more.
    pub held: i64,
    /// What they add up to.
    pub held_sums: Vec<u8>,
}

/// Every question of a campaign, in the order of their digests.
pub async fn questions(tx: &mut Tx<'_>, campaign: Uuid) -> Result<Vec<Question>> {
    let read = |row: &Row<'_>| {
        Ok(Question {
            campaign_id: row.get(0)?,
            item_hash: row.get(1)?,
            item_id: row.get(2)?,
            shown: row.get(3)?,
            shown_sums: row.get(4)?,
            held: row.get(5)?,
            held_sums: row.get(6)?,
        })
    };
    tx.all(QUESTIONS, &[campaign.into()], read).await
}

/// Keeps a question's sums in the place of those that were there.
pub async fn put_question(tx: &mut Tx<'_>, question: &Question) -> Result<()> {
    let args = [
        question.campaign_id.into(),
        question.item_hash.as_slice().into(),
        question.item_id.as_str().into(),
        question.shown.into(),
        question.shown_sums.as_slice().into(),
        question.held.into(),
        question.held_sums.as_slice().into(),
    ];
    tx.execute(PUT_QUESTION, &args).await.map(drop)
}
