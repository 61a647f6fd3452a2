//! Plans: what somebody wants of their learning, and their reminders.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "person_id, target, minutes, remind_at, remind_days, stopped_at, reminded_on, stop_hash, created_at, updated_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO learning_plan (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    LOAD = concat!("SELECT ", columns!(), " FROM learning_plan WHERE person_id = $1");
    BY_STOP_HASH = concat!("SELECT ", columns!(), " FROM learning_plan WHERE stop_hash = $1");
    AIM = "INSERT INTO learning_plan (person_id, target, minutes, remind_days, created_at, updated_at) VALUES ($1, $2, $3, 0, $4, $4)
        ON CONFLICT (person_id) DO UPDATE SET target = excluded.target, minutes = excluded.minutes, updated_at = excluded.updated_at";
    REMIND = "INSERT INTO learning_plan (person_id, target, minutes, remind_at, remind_days, reminded_on, stop_hash, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (person_id) DO UPDATE SET remind_at = excluded.remind_at, remind_days = excluded.remind_days, stopped_at = NULL,
            reminded_on = COALESCE(excluded.reminded_on, learning_plan.reminded_on), stop_hash = excluded.stop_hash, updated_at = excluded.updated_at";
    STOP = "UPDATE learning_plan SET stopped_at = $2, updated_at = $2 WHERE person_id = $1 AND stopped_at IS NULL";
    RESUME = "UPDATE learning_plan SET stopped_at = NULL, updated_at = $2 WHERE person_id = $1 AND stopped_at IS NOT NULL";
    // whoever has something to come back to, and was not reminded today; the hour is not one of long ago
    DUE = "SELECT plan.person_id, person.email, person.locale FROM learning_plan plan JOIN person ON person.id = plan.person_id
        WHERE plan.remind_at IS NOT NULL AND plan.stopped_at IS NULL AND plan.remind_at <= $2 AND plan.remind_at > $3 AND (plan.remind_days & $4) <> 0
            AND (plan.reminded_on IS NULL OR plan.reminded_on < $1) AND person.email IS NOT NULL AND plan.person_id > $5
            AND EXISTS (SELECT 1 FROM memory WHERE memory.person_id = plan.person_id AND memory.due <= $1)
        ORDER BY plan.person_id LIMIT $6";
    REMINDED = "UPDATE learning_plan SET reminded_on = $2, stop_hash = $3 WHERE person_id = $1 AND remind_at IS NOT NULL AND stopped_at IS NULL
        AND (reminded_on IS NULL OR reminded_on < $2)";
}

/// What somebody wants of their learning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearningPlan {
    /// The person.
    pub person_id: Uuid,
    /// The domain's word for the level aimed at: socle, advanced…
    pub target: String,
    /// Minutes there are at a time.
    pub minutes: i64,
    /// Minute of the day, in Paris, at which a reminder may leave; none for no reminders.
    pub remind_at: Option<i64>,
    /// Days of the week on which it may, a bit each, Monday first.
    pub remind_days: i64,
    /// Since when they are stopped, microseconds UTC; hour and days stay, to be taken up again.
    pub stopped_at: Option<i64>,
    /// Day of the last reminder, in days since 1970-01-01.
    pub reminded_on: Option<i64>,
    /// Digest of the token in the link that stops reminders.
    pub stop_hash: Option<Vec<u8>>,
    /// When it was first said, microseconds UTC.
    pub created_at: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

fn read(row: &Row<'_>) -> Result<LearningPlan> {
    Ok(LearningPlan {
        person_id: row.get(0)?,
        target: row.get(1)?,
        minutes: row.get(2)?,
        remind_at: row.get(3)?,
        remind_days: row.get(4)?,
        stopped_at: row.get(5)?,
        reminded_on: row.get(6)?,
        stop_hash: row.get(7)?,
        created_at: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

fn values(learning_plan: &LearningPlan) -> [Value; 10] {
    [
        learning_plan.person_id.into(),
        learning_plan.target.as_str().into(),
        learning_plan.minutes.into(),
        learning_plan.remind_at.into(),
        learning_plan.remind_days.into(),
        learning_plan.stopped_at.into(),
        learning_plan.reminded_on.into(),
        learning_plan.stop_hash.as_deref().into(),
        learning_plan.created_at.into(),
        learning_plan.updated_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, learning_plan: &LearningPlan) -> Result<()> {
    tx.execute(INSERT, &values(learning_plan)).await.map(drop)
}

/// What somebody wants; none when they never said.
pub async fn load(tx: &mut Tx<'_>, person: Uuid) -> Result<Option<LearningPlan>> {
    tx.optional(LOAD, &[person.into()], read).await
}

/// The plan whose reminders a link stops.
pub async fn by_stop_hash(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<LearningPlan>> {
    tx.optional(BY_STOP_HASH, &[hash.into()], read).await
}

/// Keeps what somebody aims at; their reminders stay as they are.
pub async fn aim(tx: &mut Tx<'_>, person: Uuid, target: &str, minutes: i64, now: i64) -> Result<()> {
    tx.execute(AIM, &[person.into(), target.into(), minutes.into(), now.into()]).await.map(drop)
}

/// Keeps when somebody wants to be reminded; what they aim at stays as it is, and is that of `plan` when they never said.
pub async fn remind(tx: &mut Tx<'_>, plan: &LearningPlan) -> Result<()> {
    let args = [
        plan.person_id.into(),
        plan.target.as_str().into(),
        plan.minutes.into(),
        plan.remind_at.into(),
        plan.remind_days.into(),
        plan.reminded_on.into(),
        plan.stop_hash.as_deref().into(),
        plan.updated_at.into(),
    ];
    tx.execute(REMIND, &args).await.map(drop)
}

/// Stops reminders, from now on. `false` when they were stopped.
pub async fn stop(tx: &mut Tx<'_>, person: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(STOP, &[person.into(), now.into()]).await? == 1)
}

/// Takes that back. `false` when they were not stopped.
pub async fn resume(tx: &mut Tx<'_>, person: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(RESUME, &[person.into(), now.into()]).await? == 1)
}

/// A moment in Paris, as reminders know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in days since 1970-01-01.
    pub day: i64,
    /// The minute of that day.
    pub minute: i64,
    /// An hour of before this minute is over for today.
    pub not_before: i64,
    /// The bit of this day of the week.
    pub weekday: i64,
}

/// Somebody who wants to be reminded at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReminder {
    /// Who.
    pub person_id: Uuid,
    /// Their address.
    pub email: String,
    /// Their language.
    pub locale: String,
}

/// Who is to be reminded now, after a person, in their order.
pub async fn due(tx: &mut Tx<'_>, moment: Moment, after: Uuid, at_most: i64) -> Result<Vec<DueReminder>> {
    let args = [moment.day.into(), moment.minute.into(), moment.not_before.into(), moment.weekday.into(), after.into(), at_most.into()];
    tx.all(DUE, &args, |row| Ok(DueReminder { person_id: row.get(0)?, email: row.get(1)?, locale: row.get(2)? })).await
}

/// Notes that somebody is reminded on a day, by a mail whose link has this digest. `false` when they were already, or want it no more: then nothing is to be sent.
pub async fn reminded(tx: &mut Tx<'_>, person: Uuid, day: i64, stop_hash: &[u8]) -> Result<bool> {
    Ok(tx.execute(REMINDED, &[person.into(), day.into(), stop_hash.into()]).await? == 1)
}
