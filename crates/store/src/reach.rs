//! Who of an organisation's people took part in anything lately, by unit, by trade, and by establishment of a group. One look at each learner, none at answers.

use crate::{Result, Row, Tx};
use uuid::Uuid;

/// How many of these learners finished something since $2.
macro_rules! reached {
    () => {
        "COUNT(*), COUNT(CASE WHEN EXISTS (SELECT 1 FROM participation p WHERE p.learner_id = l.id AND p.finished_at >= $2) THEN 1 END)"
    };
}

statements! {
    PEOPLE = "SELECT COUNT(*) FROM learner WHERE organisation_id = $1 AND left_on IS NULL";
    BY_UNIT = concat!("SELECT COALESCE(u.name, ''), ", reached!(), " FROM learner l LEFT JOIN unit u ON u.id = l.unit_id
        WHERE l.organisation_id = $1 AND l.left_on IS NULL GROUP BY u.name");
    BY_TRADE = concat!("SELECT COALESCE(l.trade, ''), ", reached!(), " FROM learner l WHERE l.organisation_id = $1 AND l.left_on IS NULL GROUP BY l.trade");
    BY_ORGANISATION = concat!("WITH RECURSIVE below (id, depth) AS (
            SELECT id, 0 FROM organisation WHERE id = $1
            UNION ALL SELECT organisation.id, below.depth + 1 FROM organisation JOIN below ON organisation.parent_id = below.id WHERE below.depth < 8)
        SELECT o.name, ", reached!(), " FROM below JOIN organisation o ON o.id = below.id JOIN learner l ON l.organisation_id = o.id AND l.left_on IS NULL
        GROUP BY o.id, o.name");
}

/// People of a group, and how many of them took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Name of the unit or the establishment, or code of the trade; empty where none is known.
    pub key: String,
    /// How many there are.
    pub people: i64,
    /// How many finished something.
    pub reached: i64,
}

fn read(row: &Row<'_>) -> Result<Reached> {
    Ok(Reached { key: row.get(0)?, people: row.get(1)?, reached: row.get(2)? })
}

/// By unit, those who finished something since `since` (microseconds UTC).
pub async fn by_unit(tx: &mut Tx<'_>, organisation: Uuid, since: i64) -> Result<Vec<Reached>> {
    tx.all(BY_UNIT, &[organisation.into(), since.into()], read).await
}

/// By trade.
pub async fn by_trade(tx: &mut Tx<'_>, organisation: Uuid, since: i64) -> Result<Vec<Reached>> {
    tx.all(BY_TRADE, &[organisation.into(), since.into()], read).await
}

/// By establishment: the organisation and those below it that have people.
pub async fn by_organisation(tx: &mut Tx<'_>, organisation: Uuid, since: i64) -> Result<Vec<Reached>> {
    tx.all(BY_ORGANISATION, &[organisation.into(), since.into()], read).await
}

/// How many people an organisation has now.
pub async fn people(tx: &mut Tx<'_>, organisation: Uuid) -> Result<i64> {
    tx.one(PEOPLE, &[organisation.into()], |row| row.get(0)).await
}
