//! Work that one server does at a time. A lease saves work; what must happen once is guarded where it is written.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    TAKE = "INSERT INTO lease (name, holder, expires_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE
         SET holder = excluded.holder, expires_at = excluded.expires_at WHERE lease.expires_at < $4 OR lease.holder = excluded.holder";
}

/// Takes a piece of work until a time, or keeps it. `false` while somebody else has it. Times in microseconds UTC.
pub async fn take(tx: &mut Tx<'_>, name: &str, holder: Uuid, expires_at: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(TAKE, &[name.into(), holder.into(), expires_at.into(), now.into()]).await? == 1)
}
