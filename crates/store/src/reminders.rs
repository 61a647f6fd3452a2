//! Reminders: which mails about a campaign somebody had, and who wants none.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    ADD = "INSERT INTO reminder (campaign_id, learner_id, kind, at) VALUES ($1, $2, $3, $4) ON CONFLICT (campaign_id, learner_id, kind) DO NOTHING";
    STOPPED = "SELECT CAST(1 AS BIGINT) FROM reminder WHERE learner_id = $1 AND kind = 'stopped' LIMIT 1";
    RESUME = "DELETE FROM reminder WHERE learner_id = $1 AND kind = 'stopped'";
    SENT = "SELECT COUNT(*) FROM reminder WHERE campaign_id = $1 AND kind <> 'stopped'";
    SET_TOKEN = "UPDATE learner SET token_hash = $2 WHERE id = $1";
}

/// The word for whoever wants no mail of an organisation: kept with one of its campaigns, it holds for all of them.
pub const STOPPED_KIND: &str = "stopped";

/// Notes a mail of this kind. `false` when there is one already: then none is to be sent.
pub async fn add(tx: &mut Tx<'_>, campaign: Uuid, learner: Uuid, kind: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(ADD, &[campaign.into(), learner.into(), kind.into(), now.into()]).await? == 1)
}

/// Whether a learner wants no mails.
pub async fn are_stopped(tx: &mut Tx<'_>, learner: Uuid) -> Result<bool> {
    Ok(tx.optional(STOPPED, &[learner.into()], |_| Ok(())).await?.is_some())
}

/// They want them again.
pub async fn resume(tx: &mut Tx<'_>, learner: Uuid) -> Result<()> {
    tx.execute(RESUME, &[learner.into()]).await.map(drop)
}

/// How many mails left about a campaign.
pub async fn sent(tx: &mut Tx<'_>, campaign: Uuid) -> Result<i64> {
    tx.one(SENT, &[campaign.into()], |row| row.get(0)).await
}

/// Gives a learner the digest of the token in their personal link.
pub async fn set_token(tx: &mut Tx<'_>, learner: Uuid, token_hash: &[u8]) -> Result<()> {
    tx.execute(SET_TOKEN, &[learner.into(), token_hash.into()]).await.map(drop)
}
