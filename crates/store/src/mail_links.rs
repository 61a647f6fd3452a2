//! Links sent by mail, each good once: to log in, to prove an address, to go on with a session on
//! another device. Only the token's hash is kept.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "token_hash, person_id, purpose, email, created_at, expires_at, used_at"
    };
}

statements! {
    DELETE_ALL = "DELETE FROM mail_link WHERE person_id = $1";
    INSERT = concat!("INSERT INTO mail_link (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    TAKE = concat!(
        "UPDATE mail_link SET used_at = $3
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 RETURNING ", columns!()
    );
    PENDING_EMAIL = "SELECT email FROM mail_link
         WHERE person_id = $1 AND purpose = $2 AND email IS NOT NULL AND used_at IS NULL AND expires_at > $3 ORDER BY created_at DESC, token_hash LIMIT 1";
    PEEK = concat!(
        "SELECT ", columns!(), " FROM mail_link
         WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3"
    );
}

/// A link sent by mail. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLink {
    /// The hash of the token in the link.
    pub token_hash: Vec<u8>,
    /// For whom.
    pub person_id: Uuid,
    /// What it is good for; a link serves no other purpose.
    pub purpose: String,
    /// The address it was sent to, when using it proves that address.
    pub email: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// From this moment on it no longer serves.
    pub expires_at: i64,
    /// When it served.
    pub used_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<MailLink> {
    Ok(MailLink {
        token_hash: row.get(0)?,
        person_id: row.get(1)?,
        purpose: row.get(2)?,
        email: row.get(3)?,
        created_at: row.get(4)?,
        expires_at: row.get(5)?,
        used_at: row.get(6)?,
    })
}

/// Keeps a link. `Conflict` when the person does not exist.
pub async fn insert(tx: &mut Tx<'_>, link: &MailLink) -> Result<()> {
    let args = [
        link.token_hash.as_slice().into(),
        link.person_id.into(),
        link.purpose.as_str().into(),
        link.email.as_deref().into(),
        link.created_at.into(),
        link.expires_at.into(),
        link.used_at.into(),
    ];
    tx.execute(INSERT, &args).await.map(drop)
}

/// Uses a link: of two who try at once, one gets it. `None` when there is no such link for this
/// purpose, or it has expired or served.
pub async fn take(tx: &mut Tx<'_>, token_hash: &[u8], purpose: &str, now: i64) -> Result<Option<MailLink>> {
    let args = [token_hash.into(), purpose.into(), now.into()];
    tx.optional(TAKE, &args, read).await
}

/// What [`take`] would give at this moment, without using the link: a mail program that opens links
/// ahead of its reader must not use them up.
pub async fn peek(tx: &mut Tx<'_>, token_hash: &[u8], purpose: &str, now: i64) -> Result<Option<MailLink>> {
    let args = [token_hash.into(), purpose.into(), now.into()];
    tx.optional(PEEK, &args, read).await
}

/// The address of the last link of a person for this purpose that could still be used at `now`.
pub async fn pending_email_of(tx: &mut Tx<'_>, person: Uuid, purpose: &str, now: i64) -> Result<Option<String>> {
    tx.optional(PENDING_EMAIL, &[person.into(), purpose.into(), now.into()], |row| row.get(0)).await
}

/// Deletes every link of a person: what was sent before an address was proved must not serve after it.
pub async fn delete_all_of(tx: &mut Tx<'_>, person: Uuid) -> Result<u64> {
    tx.execute(DELETE_ALL, &[person.into()]).await
}
