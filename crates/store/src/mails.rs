//! The outbox: a mail is written in the transaction that caused it, and sent after the commit.
//!
//! Several servers may send from one outbox. A claim lasts until a time; a server that died gives
//! its mails back by letting it pass. A mail can so be sent twice (sent, but not noted), never lost.

use crate::{Result, Row, Tx, Value, dialect};
use uuid::Uuid;

statements! {
    ENQUEUE = "INSERT INTO mail (id, person_id, recipient, subject, body_text, body_html, status, attempts, next_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $8)";
    DONE = "INSERT INTO mail (id, person_id, recipient, subject, body_text, body_html, status, attempts, next_at, created_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    // The conditions stand twice: the inner ones choose, the outer ones are looked at again by
    // an engine on which another server may have changed the row meanwhile.
    CLAIM = "UPDATE mail SET claimed_until = $2, attempts = attempts + 1
        WHERE id IN (
            SELECT id FROM mail
            WHERE status = 'waiting' AND next_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1)
            ORDER BY next_at LIMIT $3)
        AND status = 'waiting' AND next_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1)
        RETURNING id, person_id, recipient, subject, body_text, body_html, attempts, next_at, created_at, unsubscribe";
    SENT = "UPDATE mail SET status = 'sent', sent_at = $2, claimed_until = NULL, error = NULL WHERE id = $1";
    RETRY = "UPDATE mail SET next_at = $2, error = $3, claimed_until = NULL WHERE id = $1 AND status = 'waiting'";
    GIVE_UP = "UPDATE mail SET status = 'failed', error = $2, claimed_until = NULL WHERE id = $1 AND status = 'waiting'";
    MAKE_STOPPABLE = "UPDATE mail SET unsubscribe = $2 WHERE id = $1";
    WITHDRAW = "DELETE FROM mail WHERE person_id = $1 AND status = 'waiting' AND unsubscribe IS NOT NULL";
    PENDING = "SELECT COUNT(*) FROM mail WHERE status = 'waiting'";
}

/// A mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// Version 7 UUID.
    pub id: Uuid,
    /// About whom; deleted with them.
    pub person_id: Option<Uuid>,
    /// The address.
    pub recipient: String,
    /// The subject line.
    pub subject: String,
    /// The body as plain text.
    pub body_text: String,
    /// The body as HTML.
    pub body_html: String,
    /// Not to be sent before, microseconds UTC.
    pub next_at: i64,
    /// Microseconds UTC.
    pub created_at: i64,
}

/// A mail that one server has taken to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedMail {
    /// The mail, as it was written; `next_at` is that of this attempt.
    pub mail: NewMail,
    /// Which attempt this is, from 1.
    pub attempts: i64,
    /// Where it is stopped with one click, if it can be.
    pub unsubscribe: Option<String>,
}

fn read(row: &Row<'_>) -> Result<ClaimedMail> {
    Ok(ClaimedMail {
        mail: NewMail {
            id: row.get(0)?,
            person_id: row.get(1)?,
            recipient: row.get(2)?,
            subject: row.get(3)?,
            body_text: row.get(4)?,
            body_html: row.get(5)?,
            next_at: row.get(7)?,
            created_at: row.get(8)?,
        },
        attempts: row.get(6)?,
        unsubscribe: row.get(9)?,
    })
}

/// Puts a mail in the outbox. `Conflict` when its person does not exist.
pub async fn enqueue(tx: &mut Tx<'_>, mail: &NewMail) -> Result<()> {
    let args = [
        mail.id.into(),
        mail.person_id.into(),
        mail.recipient.as_str().into(),
        mail.subject.as_str().into(),
        mail.body_text.as_str().into(),
        mail.body_html.as_str().into(),
        mail.next_at.into(),
        mail.created_at.into(),
    ];
    tx.execute(ENQUEUE, &args).await.map(drop)
}

/// Puts mails in the outbox that left at the first try, when they were due. Returns how many.
pub async fn insert_sent_all(tx: &mut Tx<'_>, mails: &[NewMail]) -> Result<u64> {
    let values = |mail: &NewMail| -> [Value; 11] {
        [
            mail.id.into(),
            mail.person_id.into(),
            mail.recipient.as_str().into(),
            mail.subject.as_str().into(),
            mail.body_text.as_str().into(),
            mail.body_html.as_str().into(),
            "sent".into(),
            1.into(),
            mail.next_at.into(),
            mail.created_at.into(),
            mail.next_at.into(),
        ]
    };
    tx.load(DONE, mails.iter().map(values)).await
}

/// Takes at most `at_most` mails that are due at `now`, the longest due first; nobody else gets them
/// until `until`. What another server is claiming at this moment is left to it.
pub async fn claim(tx: &mut Tx<'_>, now: i64, until: i64, at_most: i64) -> Result<Vec<ClaimedMail>> {
    let args = [now.into(), until.into(), at_most.into()];
    let claim = dialect::claim(tx, CLAIM);
    let mut mails = tx.all(claim, &args, read).await?;
    // RETURNING keeps no order.
    mails.sort_by_key(|claimed| (claimed.mail.next_at, claimed.mail.id));
    Ok(mails)
}

/// Notes that a mail was handed over.
pub async fn sent(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<()> {
    tx.execute(SENT, &[id.into(), now.into()]).await.map(drop)
}

/// Notes that an attempt failed, and why: to be tried again at `next_at`, or never when it is `None`.
pub async fn failed(tx: &mut Tx<'_>, id: Uuid, next_at: Option<i64>, error: &str) -> Result<()> {
    match next_at {
        Some(next_at) => {
            let args = [id.into(), next_at.into(), error.into()];
            tx.execute(RETRY, &args).await.map(drop)
        }
        None => tx.execute(GIVE_UP, &[id.into(), error.into()]).await.map(drop),
    }
}

/// Says where a mail that waits can be stopped with one click.
pub async fn make_stoppable(tx: &mut Tx<'_>, id: Uuid, link: &str) -> Result<()> {
    tx.execute(MAKE_STOPPABLE, &[id.into(), link.into()]).await.map(drop)
}

/// Takes back what waits for somebody and can be stopped: they said so.
pub async fn withdraw_stoppable(tx: &mut Tx<'_>, person: Uuid) -> Result<()> {
    tx.execute(WITHDRAW, &[person.into()]).await.map(drop)
}

/// How many mails wait to be sent, due or not.
pub async fn pending(tx: &mut Tx<'_>) -> Result<i64> {
    tx.one(PENDING, &[], |row| row.get(0)).await
}
