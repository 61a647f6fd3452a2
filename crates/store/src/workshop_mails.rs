//! Who of the workshop wants to be told by mail, since when there is something to tell, and when it leaves: at most one mail in
//! `every`, which gathers what happened meanwhile.
//!
//! What happened is not kept here: it is read from the texts, verdicts and remarks when the mail is written.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    // Whoever was never told is told after a moment, in which more may happen; whoever was told recently, when the time is up.
    TELL = "INSERT INTO workshop_mail (person_id, wanted, news_since, sent_at, due_at) VALUES ($1, 1, $2, NULL, $3)
        ON CONFLICT (person_id) DO UPDATE SET
            news_since = CASE WHEN workshop_mail.due_at IS NULL THEN excluded.news_since ELSE workshop_mail.news_since END,
            due_at = CASE
                WHEN workshop_mail.due_at IS NOT NULL THEN workshop_mail.due_at
                WHEN workshop_mail.sent_at IS NOT NULL AND workshop_mail.sent_at + $4 > excluded.due_at THEN workshop_mail.sent_at + $4
                ELSE excluded.due_at END
        WHERE workshop_mail.wanted = 1";
    WANT = "INSERT INTO workshop_mail (person_id, wanted, news_since, sent_at, due_at) VALUES ($1, $2, $3, NULL, NULL)
        ON CONFLICT (person_id) DO UPDATE SET wanted = excluded.wanted, due_at = NULL";
    WANTED = "SELECT wanted FROM workshop_mail WHERE person_id = $1";
    DUE = "SELECT person_id, news_since FROM workshop_mail WHERE due_at <= $1 ORDER BY due_at, person_id LIMIT $2";
    SENT = "UPDATE workshop_mail SET due_at = NULL, sent_at = $2 WHERE person_id = $1 AND due_at <= $2";
    NOTHING = "UPDATE workshop_mail SET due_at = NULL WHERE person_id = $1 AND due_at <= $2";
}

/// Somebody to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub person_id: Uuid,
    /// What happened from this moment on is news to them, microseconds UTC.
    pub news_since: i64,
}

/// Notes that something happened at `now` that this person is to be told: at `soon`, or `every` after the last mail to them, whichever
/// is later. Nothing when they want none.
pub async fn tell(tx: &mut Tx<'_>, person: Uuid, now: i64, soon: i64, every: i64) -> Result<()> {
    tx.execute(TELL, &[person.into(), now.into(), soon.into(), every.into()]).await.map(drop)
}

/// Notes whether this person wants to be told. What waited is not sent.
pub async fn want(tx: &mut Tx<'_>, person: Uuid, wanted: bool, now: i64) -> Result<()> {
    tx.execute(WANT, &[person.into(), i64::from(wanted).into(), now.into()]).await.map(drop)
}

/// Whether this person wants to be told: yes, until they say otherwise.
pub async fn wanted(tx: &mut Tx<'_>, person: Uuid) -> Result<bool> {
    Ok(tx.optional(WANTED, &[person.into()], |row| row.get::<i64>(0)).await?.is_none_or(|wanted| wanted == 1))
}

/// At most `at_most` people who are to be told by now, the longest due first.
pub async fn due(tx: &mut Tx<'_>, now: i64, at_most: i64) -> Result<Vec<Due>> {
    tx.all(DUE, &[now.into(), at_most.into()], |row| Ok(Due { person_id: row.get(0)?, news_since: row.get(1)? })).await
}

/// Takes one of them, in the transaction that writes the mail (`sent`) or finds that nothing is left to tell. Says whether they were
/// still due: of two servers, one gets them.
pub async fn take(tx: &mut Tx<'_>, person: Uuid, now: i64, sent: bool) -> Result<bool> {
    Ok(tx.execute(if sent { SENT } else { NOTHING }, &[person.into(), now.into()]).await? == 1)
}
