//! Certificates, as they were signed.

use crate::learners::pattern;
use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, sitting_id, person_id, family_name, given_name, birth_date, search, level, body, issued_at, valid_until, status_index, key_id, credential, jwt, revoked_at, revoked_reason"
    };
}

statements! {
    // a sitting has one that holds, a number and a place in the list are nobody else's: of two the second finds it there
    INSERT = concat!("INSERT INTO certificate (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING");
    BY_ID = concat!("SELECT ", columns!(), " FROM certificate WHERE id = $1");
    BY_NUMBER = concat!("SELECT ", columns!(), " FROM certificate WHERE number = $1");
    OF_SITTING = concat!("SELECT ", columns!(), " FROM certificate WHERE sitting_id = $1 AND revoked_at IS NULL");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM certificate WHERE person_id = $1 ORDER BY issued_at DESC, id DESC");
    PLACE_TAKEN = "SELECT COUNT(*) FROM certificate WHERE status_index = $1";
    LAST_PLACE = "SELECT MAX(status_index) FROM certificate";
    REVOKE = "UPDATE certificate SET revoked_at = $2, revoked_reason = $3 WHERE number = $1 AND revoked_at IS NULL";
    REVOKED_PLACES = "SELECT status_index FROM certificate WHERE status_index >= $1 AND status_index < $2 AND revoked_at IS NOT NULL ORDER BY status_index";
    // the newest first, from a moment and an identifier on
    PAGE = concat!("SELECT ", columns!(), " FROM certificate WHERE ($1 = '' OR search LIKE $1 ESCAPE '!') AND ($2 = 0 OR ($2 = 1 AND revoked_at IS NULL) OR ($2 = 2 AND revoked_at IS NOT NULL))
        ORDER BY issued_at DESC, id DESC LIMIT $3 OFFSET $4");
    COUNT = "SELECT COUNT(*) FROM certificate WHERE ($1 = '' OR search LIKE $1 ESCAPE '!') AND ($2 = 0 OR ($2 = 1 AND revoked_at IS NULL) OR ($2 = 2 AND revoked_at IS NOT NULL))";
    // with what the civil register says of the candidate, where the sitting is still known; never one that is on its way or was taken
    TO_SEND = concat!("SELECT ", columns!(), ", (SELECT candidate.civil FROM sitting JOIN candidate ON candidate.id = sitting.candidate_id WHERE sitting.id = certificate.sitting_id),
        (SELECT candidate.usual_name FROM sitting JOIN candidate ON candidate.id = sitting.candidate_id WHERE sitting.id = certificate.sitting_id),
        (SELECT cpf_row.reason FROM cpf_row WHERE cpf_row.certificate_id = certificate.id AND cpf_row.status = 'rejected' ORDER BY cpf_row.id DESC LIMIT 1)
        FROM certificate WHERE revoked_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM cpf_row WHERE cpf_row.certificate_id = certificate.id AND cpf_row.status IN ('prepared', 'sent', 'accepted'))
        ORDER BY issued_at, id LIMIT $1");
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The code by which anybody verifies it.
    pub number: String,
    /// The sitting.
    pub sitting_id: Option<Uuid>,
    /// Whose account shows it.
    pub person_id: Option<Uuid>,
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// The level, from 0.
    pub level: i64,
    /// What it says besides (JSON).
    pub body: String,
    /// When, microseconds UTC.
    pub issued_at: i64,
    /// Until when, microseconds UTC; none for ever.
    pub valid_until: Option<i64>,
    /// Its place in the status list, from 0.
    pub status_index: i64,
    /// The key that signed it.
    pub key_id: Uuid,
    /// The Open Badge 3.0, with its proof (JSON).
    pub credential: String,
    /// The same as a VC-JWT.
    pub jwt: String,
    /// When it was revoked, microseconds UTC.
    pub revoked_at: Option<i64>,
    /// Why, as the verification page says it.
    pub revoked_reason: Option<String>,
}

fn read(row: &Row<'_>) -> Result<Certificate> {
    Ok(Certificate {
        id: row.get(0)?,
        number: row.get(1)?,
        sitting_id: row.get(2)?,
        person_id: row.get(3)?,
        family_name: row.get(4)?,
        given_name: row.get(5)?,
        birth_date: row.get(6)?,
        search: row.get(7)?,
        level: row.get(8)?,
        body: row.get(9)?,
        issued_at: row.get(10)?,
        valid_until: row.get(11)?,
        status_index: row.get(12)?,
        key_id: row.get(13)?,
        credential: row.get(14)?,
        jwt: row.get(15)?,
        revoked_at: row.get(16)?,
        revoked_reason: row.get(17)?,
    })
}

fn values(certificate: &Certificate) -> [Value; 18] {
    [
        certificate.id.into(),
        certificate.number.as_str().into(),
        certificate.sitting_id.into(),
        certificate.person_id.into(),
        certificate.family_name.as_str().into(),
        certificate.given_name.as_str().into(),
        certificate.birth_date.as_str().into(),
        certificate.search.as_str().into(),
        certificate.level.into(),
        certificate.body.as_str().into(),
        certificate.issued_at.into(),
        certificate.valid_until.into(),
        certificate.status_index.into(),
        certificate.key_id.into(),
        certificate.credential.as_str().into(),
        certificate.jwt.as_str().into(),
        certificate.revoked_at.into(),
        certificate.revoked_reason.as_deref().into(),
    ]
}

/// Keeps one, unless its sitting has one that holds, or its number or its place is taken: then nothing is written. Whether it was.
pub async fn insert(tx: &mut Tx<'_>, certificate: &Certificate) -> Result<bool> {
    tx.execute(INSERT, &values(certificate)).await.map(|rows| rows == 1)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Certificate>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The one of this number.
pub async fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<Certificate>> {
    tx.optional(BY_NUMBER, &[number.into()], read).await
}

/// The one of a sitting that holds.
pub async fn of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Option<Certificate>> {
    tx.optional(OF_SITTING, &[sitting.into()], read).await
}

/// Those of a person, the latest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Certificate>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Whether a place of the status list is somebody's.
pub async fn is_place_taken(tx: &mut Tx<'_>, place: i64) -> Result<bool> {
    tx.one(PLACE_TAKEN, &[place.into()], |row| row.get::<i64>(0)).await.map(|n| n > 0)
}

/// The last place of the status list that is somebody's.
pub async fn last_place(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    tx.one(LAST_PLACE, &[], |row| row.get::<Option<i64>>(0)).await
}

/// Revokes one. `false` where it was already, or there is none.
pub async fn revoke(tx: &mut Tx<'_>, number: &str, at: i64, reason: &str) -> Result<bool> {
    tx.execute(REVOKE, &[number.into(), at.into(), reason.into()]).await.map(|rows| rows == 1)
}

/// Places from `from` to before `to` whose certificate was revoked.
pub async fn revoked_places(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<i64>> {
    tx.all(REVOKED_PLACES, &[from.into(), to.into()], |row| row.get(0)).await
}

/// Which certificates a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that were not revoked.
    Holding,
    /// Those that were.
    Revoked,
}

/// A page of the register, the newest first; only those whose names or number hold `words`, folded, if any are given. With how many there are in all.
pub async fn page(tx: &mut Tx<'_>, words: &str, which: Which, at_most: i64, skipped: i64) -> Result<(Vec<Certificate>, i64)> {
    let which = match which {
        Which::All => 0_i64,
        Which::Holding => 1,
        Which::Revoked => 2,
    };
    let words = pattern(words);
    let total = tx.one(COUNT, &[words.as_str().into(), which.into()], |row| row.get(0)).await?;
    Ok((tx.all(PAGE, &[words.as_str().into(), which.into(), at_most.into(), skipped.into()], read).await?, total))
}

/// A certificate that the Caisse des Dépôts does not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSend {
    /// The certificate.
    pub certificate: Certificate,
    /// What the civil register says of its holder (JSON); none once the sitting is gone.
    pub civil: Option<String>,
    /// The name in use, where it is another.
    pub usual_name: Option<String>,
    /// Why it was rejected the last time.
    pub rejected: Option<String>,
}

/// Those that are to be sent, the oldest first: never sent, or rejected the last time.
pub async fn to_send(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<ToSend>> {
    tx.all(TO_SEND, &[at_most.into()], |row| Ok(ToSend { certificate: read(row)?, civil: row.get(18)?, usual_name: row.get(19)?, rejected: row.get(20)? }))
        .await
}
