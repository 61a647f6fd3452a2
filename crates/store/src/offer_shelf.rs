//! What the public sees of the offers that are stored, read whole: a shelf is kept in memory.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    // what was withdrawn is read too: it hides the shipped offer of its name
    EVERY = "SELECT slug, body, organisation_id, status, checked_on, expires_on, revision, updated_at FROM offer
        WHERE status IN ('to-be-checked', 'checked', 'withdrawn') ORDER BY slug";
    STAMP = "SELECT COUNT(*), CAST(COALESCE(MAX(seen.at), 0) AS BIGINT) FROM (
            SELECT updated_at AS at FROM offer
            UNION ALL SELECT COALESCE(settled_at, updated_at) FROM rating WHERE kind = 'offer'
            UNION ALL SELECT checked_at FROM link_check) AS seen";
}

/// An offer as the public sees it, or its withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    /// Its name in addresses.
    pub slug: String,
    /// The offer (JSON).
    pub body: String,
    /// The organisation here that proposed it.
    pub organisation_id: Option<Uuid>,
    /// to-be-checked, checked, withdrawn.
    pub status: String,
    /// Day on which it was last checked against its source, in days since 1970-01-01.
    pub checked_on: Option<i64>,
    /// Day after which it is to be checked again, in days since 1970-01-01.
    pub expires_on: Option<i64>,
    /// Rises with each change.
    pub revision: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

/// Everything that is shown or hides something, by name.
pub async fn every(tx: &mut Tx<'_>) -> Result<Vec<Public>> {
    tx.all(EVERY, &[], |row| {
        Ok(Public {
            slug: row.get(0)?,
            body: row.get(1)?,
            organisation_id: row.get(2)?,
            status: row.get(3)?,
            checked_on: row.get(4)?,
            expires_on: row.get(5)?,
            revision: row.get(6)?,
            updated_at: row.get(7)?,
        })
    })
    .await
}

/// How many offers, ratings of offers and looks at their links are stored, and when one was changed last, microseconds UTC: another pair says that
/// they are to be read again.
pub async fn stamp(tx: &mut Tx<'_>) -> Result<(i64, i64)> {
    Ok(tx.optional(STAMP, &[], |row| Ok((row.get(0)?, row.get(1)?))).await?.unwrap_or_default())
}
