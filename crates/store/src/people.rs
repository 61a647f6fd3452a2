//! People, with or without an address. A person without one is anonymous: known by a login only.

use crate::{Result, Row, Tx, Value, audit, dialect, learning, participations};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, email, email_folded, email_verified_at, password_hash, trade, setting, region, asked_at, locale, created_at, last_seen_at, roles"
    };
}

statements! {
    INSERT = concat!(
        "INSERT INTO person (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    BY_ID = concat!("SELECT ", columns!(), " FROM person WHERE id = $1");
    // who comes with a request, and in how many organisations they have a post: one read, since every page asks it
    RECOGNISED = concat!("SELECT ", columns!(), ", (SELECT COUNT(*) FROM member WHERE member.person_id = person.id) FROM person WHERE id = $1");
    BY_EMAIL = concat!("SELECT ", columns!(), " FROM person WHERE email_folded = $1");
    SET_EMAIL = "UPDATE person SET email = $2, email_folded = $3, email_verified_at = $4 WHERE id = $1";
    SET_PASSWORD = "UPDATE person SET password_hash = $2 WHERE id = $1";
    SET_PROFILE = "UPDATE person SET trade = $2, setting = $3, region = $4, asked_at = $5 WHERE id = $1";
    SET_LOCALE = "UPDATE person SET locale = $2 WHERE id = $1";
    SET_ROLES = "UPDATE person SET roles = $3 WHERE id = $1 AND roles = $2 AND email_folded IS NOT NULL";
    WITH_ROLES = concat!("SELECT ", columns!(), " FROM person WHERE roles <> '' ORDER BY email_folded LIMIT $1");
    TOUCH = "UPDATE person SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
    DELETE_MAILS = "DELETE FROM mail WHERE (person_id IS NULL OR person_id = $1) AND recipient IN (
        SELECT email FROM person WHERE id = $1 AND email IS NOT NULL
        UNION SELECT email FROM mail_link WHERE person_id = $1 AND email IS NOT NULL)";
    DELETE_INVITATIONS = "DELETE FROM invitation WHERE email_folded = (SELECT email_folded FROM person WHERE id = $1)";
    DELETE = "DELETE FROM person WHERE id = $1";
    MOVE_SESSIONS = "UPDATE session SET person_id = $2 WHERE person_id = $1";
    MOVE_REPORTS = "UPDATE report SET person_id = $2 WHERE person_id = $1";
    MOVE_CERTIFICATES = "UPDATE certificate SET person_id = $2 WHERE person_id = $1";
    // where the account is a learner of the organisation already, it stays that one
    MOVE_LEARNERS = "UPDATE learner SET person_id = $2 WHERE person_id = $1 AND NOT EXISTS (
        SELECT 1 FROM learner own WHERE own.person_id = $2 AND own.organisation_id = learner.organisation_id)";
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The address as it was typed; absent for an anonymous person.
    pub email: Option<String>,
    /// The address folded by the caller, unique; present exactly when `email` is.
    pub email_folded: Option<String>,
    /// When the address was proved, microseconds UTC.
    pub email_verified_at: Option<i64>,
    /// The password's hash in PHC notation.
    pub password_hash: Option<String>,
    /// What they said of themselves.
    pub profile: Profile,
    /// The language of pages and mails: `fr`, `en`.
    pub locale: String,
    /// Microseconds UTC.
    pub created_at: i64,
    /// Microseconds UTC.
    pub last_seen_at: i64,
    /// What they may do besides being a person: words with a space between them, none for nearly everyone.
    pub roles: String,
}

/// What a person said of their work; each part may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// The trade's code.
    pub trade: Option<String>,
    /// Where they practise: the setting's code.
    pub setting: Option<String>,
    /// The region's code.
    pub region: Option<String>,
    /// When these questions were put, answered or not; microseconds UTC.
    pub asked_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Person> {
    Ok(Person {
        id: row.get(0)?,
        email: row.get(1)?,
        email_folded: row.get(2)?,
        email_verified_at: row.get(3)?,
        password_hash: row.get(4)?,
        profile: Profile { trade: row.get(5)?, setting: row.get(6)?, region: row.get(7)?, asked_at: row.get(8)? },
        locale: row.get(9)?,
        created_at: row.get(10)?,
        last_seen_at: row.get(11)?,
        roles: row.get(12)?,
    })
}

/// Adds a person. `Conflict` on `person(email_folded)` when the address is taken.
pub async fn insert(tx: &mut Tx<'_>, person: &Person) -> Result<()> {
    tx.execute(INSERT, &values(person)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, people: &[Person]) -> Result<u64> {
    tx.load(INSERT, people.iter().map(values)).await
}

fn values(person: &Person) -> [Value; 13] {
    [
        person.id.into(),
        person.email.as_deref().into(),
        person.email_folded.as_deref().into(),
        person.email_verified_at.into(),
        person.password_hash.as_deref().into(),
        person.profile.trade.as_deref().into(),
        person.profile.setting.as_deref().into(),
        person.profile.region.as_deref().into(),
        person.profile.asked_at.into(),
        person.locale.as_str().into(),
        person.created_at.into(),
        person.last_seen_at.into(),
        person.roles.as_str().into(),
    ]
}

/// The person with this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Person>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The same, with the number of organisations in which they have a post.
pub async fn recognised(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<(Person, i64)>> {
    tx.optional(RECOGNISED, &[id.into()], |row| Ok((read(row)?, row.get(13)?))).await
}

/// The person with this folded address.
pub async fn by_email_folded(tx: &mut Tx<'_>, email_folded: &str) -> Result<Option<Person>> {
    tx.optional(BY_EMAIL, &[email_folded.into()], read).await
}

/// Gives a person an address, proved at `verified_at` or not yet. Says whether the person exists;
/// `Conflict` on `person(email_folded)` when another one has the address.
pub async fn set_email(tx: &mut Tx<'_>, id: Uuid, email: &str, email_folded: &str, verified_at: Option<i64>) -> Result<bool> {
    let args = [id.into(), email.into(), email_folded.into(), verified_at.into()];
    Ok(tx.execute(SET_EMAIL, &args).await? == 1)
}

/// Sets or removes the password's hash. Says whether the person exists.
pub async fn set_password(tx: &mut Tx<'_>, id: Uuid, password_hash: Option<&str>) -> Result<bool> {
    let args = [id.into(), password_hash.into()];
    Ok(tx.execute(SET_PASSWORD, &args).await? == 1)
}

/// Replaces the profile. Says whether the person exists.
pub async fn set_profile(tx: &mut Tx<'_>, id: Uuid, profile: &Profile) -> Result<bool> {
    let args = [id.into(), profile.trade.as_deref().into(), profile.setting.as_deref().into(), profile.region.as_deref().into(), profile.asked_at.into()];
    Ok(tx.execute(SET_PROFILE, &args).await? == 1)
}

/// Sets the language. Says whether the person exists.
pub async fn set_locale(tx: &mut Tx<'_>, id: Uuid, locale: &str) -> Result<bool> {
    Ok(tx.execute(SET_LOCALE, &[id.into(), locale.into()]).await? == 1)
}

/// Changes what a person with an address may do, if it is still what the caller read. Says whether it was.
pub async fn set_roles(tx: &mut Tx<'_>, id: Uuid, from: &str, to: &str) -> Result<bool> {
    Ok(tx.execute(SET_ROLES, &[id.into(), from.into(), to.into()]).await? == 1)
}

/// Keeps everybody else from changing what people may do until this transaction ends: for whoever looks at what others may do before
/// they decide.
pub async fn lock_roles(tx: &mut Tx<'_>) -> Result<()> {
    dialect::lock_roles(tx).await
}

/// Whoever may do more than a person may, by address, `at_most` of them: as many as there are authors, reviewers and administrators.
pub async fn with_roles(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Person>> {
    tx.all(WITH_ROLES, &[at_most.into()], read).await
}

/// Notes that the person was here at `now`; an earlier time changes nothing.
pub async fn touch(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<()> {
    tx.execute(TOUCH, &[id.into(), now.into()]).await.map(drop)
}

/// Deletes a person and everything about them: logins, links, sessions with their answers, results
/// and shares, and the mails and invitations to them or to an address that was theirs. Lines of the audit log stay, without them. Says whether
/// they existed.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    audit::leave(tx, id).await?;
    tx.execute(DELETE_MAILS, &[id.into()]).await?;
    participations::unshare_all(tx, id).await?;
    tx.execute(DELETE_INVITATIONS, &[id.into()]).await?;
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}

/// Moves every session of `from`, what they took part in, as whom they are listed, what they reported and what they learned, to `into` and deletes `from`: an anonymous visitor who turns out
/// to be someone we know. Returns how many sessions moved. A session begun for `from` at the same
/// moment moves too, or is refused with a `Conflict`; none is lost.
pub async fn merge(tx: &mut Tx<'_>, from: Uuid, into: Uuid) -> Result<u64> {
    if from == into {
        return Ok(0);
    }
    dialect::lock_person(tx, from).await?;
    audit::follow(tx, from, into).await?;
    tx.execute(MOVE_REPORTS, &[from.into(), into.into()]).await?;
    tx.execute(MOVE_CERTIFICATES, &[from.into(), into.into()]).await?;
    let moved = tx.execute(MOVE_SESSIONS, &[from.into(), into.into()]).await?;
    participations::move_to(tx, from, into).await?;
    tx.execute(MOVE_LEARNERS, &[from.into(), into.into()]).await?;
    learning::move_to(tx, from, into).await?;
    delete(tx, from).await?;
    Ok(moved)
}
