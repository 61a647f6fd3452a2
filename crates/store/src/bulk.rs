//! What a database is asked before it is grown: who is there already. The rows themselves go in by `insert_all` of their modules.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    PEOPLE = "SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2";
    UNOWNED = "SELECT id FROM session WHERE person_id IS NULL LIMIT 1";
}

/// At most `limit` identifiers of people, in order, after this one.
pub async fn people_after(tx: &mut Tx<'_>, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    tx.all(PEOPLE, &[after.into(), limit.into()], |row| row.get(0)).await
}

/// Whether a session is nobody's: begun by a program, without an account.
pub async fn has_unowned_session(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional(UNOWNED, &[], |row| row.get::<Uuid>(0)).await?.is_some())
}
