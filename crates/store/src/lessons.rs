//! Lessons: sessions in class of the hours that a text requires, and who was there.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, cohort_id, title, search, starts_at, minutes, split, ects, place, trainer, code, code_until, closed_at, created_by, created_at, updated_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO lesson (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (id) DO NOTHING");
    BY_ID = concat!("SELECT ", columns!(), " FROM lesson WHERE id = $1 AND organisation_id = $2");
    BY_CODE = concat!("SELECT ", columns!(), " FROM lesson WHERE code = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM lesson WHERE organisation_id = $1 ORDER BY starts_at DESC, id DESC LIMIT $2");
    CHANGE = "UPDATE lesson SET cohort_id = $3, title = $4, search = $5, starts_at = $6, minutes = $7, split = $8, ects = $9, place = $10, trainer = $11,
        updated_at = $12 WHERE id = $1 AND organisation_id = $2";
    SHOW_CODE = "UPDATE lesson SET code = $3, code_until = $4, updated_at = $5 WHERE id = $1 AND organisation_id = $2 AND closed_at IS NULL";
    END_CODE = "UPDATE lesson SET code = NULL, code_until = NULL, updated_at = $3 WHERE id = $1 AND organisation_id = $2";
    CLOSE = "UPDATE lesson SET closed_at = $3, code = NULL, code_until = NULL, updated_at = $3 WHERE id = $1 AND organisation_id = $2 AND closed_at IS NULL";
    REOPEN = "UPDATE lesson SET closed_at = NULL, updated_at = $3 WHERE id = $1 AND organisation_id = $2 AND closed_at IS NOT NULL";
    // hours that are somebody's do not go with their lesson; while a code is shown somebody may be about to come
    DELETE = "DELETE FROM lesson WHERE id = $1 AND organisation_id = $2 AND code IS NULL
        AND NOT EXISTS (SELECT 1 FROM lesson_attendance WHERE lesson_id = $1)";
    ATTEND = "INSERT INTO lesson_attendance (lesson_id, learner_id, how, recorded_by, at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (lesson_id, learner_id) DO NOTHING";
    UNATTEND = "DELETE FROM lesson_attendance WHERE lesson_id = $1 AND learner_id = $2";
    ATTENDANCE = "SELECT learner_id, how, recorded_by, at FROM lesson_attendance WHERE lesson_id = $1 ORDER BY learner_id";
    COUNTS = "SELECT lesson.id, COUNT(*) FROM lesson JOIN lesson_attendance ON lesson_attendance.lesson_id = lesson.id
        WHERE lesson.organisation_id = $1 GROUP BY lesson.id";
    ATTENDED = "SELECT lesson_attendance.learner_id, lesson.id, lesson_attendance.how, lesson_attendance.at
        FROM lesson JOIN lesson_attendance ON lesson_attendance.lesson_id = lesson.id WHERE lesson.organisation_id = $1";
    OF_LEARNER = "SELECT lesson_id, how, at FROM lesson_attendance WHERE learner_id = $1";
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// For whom it is; absent: for everybody of the organisation.
    pub cohort_id: Option<Uuid>,
    /// What it is about.
    pub title: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// When it begins, microseconds UTC.
    pub starts_at: i64,
    /// How long it lasts.
    pub minutes: i64,
    /// Minutes by domain, JSON.
    pub split: String,
    /// Credits of its own, in hundredths.
    pub ects: i64,
    /// Where it is.
    pub place: String,
    /// Who leads it.
    pub trainer: String,
    /// The code by which those who are there say so, unique.
    pub code: Option<String>,
    /// Until when it can be used, microseconds UTC.
    pub code_until: Option<i64>,
    /// When its list was closed, microseconds UTC.
    pub closed_at: Option<i64>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was changed, microseconds UTC.
    pub updated_at: i64,
}

/// That somebody was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// Who.
    pub learner_id: Uuid,
    /// How that is known: the domain's word.
    pub how: String,
    /// Who recorded it; absent where they did themselves.
    pub recorded_by: Option<Uuid>,
    /// When it was recorded, microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<Lesson> {
    Ok(Lesson {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        cohort_id: row.get(2)?,
        title: row.get(3)?,
        search: row.get(4)?,
        starts_at: row.get(5)?,
        minutes: row.get(6)?,
        split: row.get(7)?,
        ects: row.get(8)?,
        place: row.get(9)?,
        trainer: row.get(10)?,
        code: row.get(11)?,
        code_until: row.get(12)?,
        closed_at: row.get(13)?,
        created_by: row.get(14)?,
        created_at: row.get(15)?,
        updated_at: row.get(16)?,
    })
}

fn values(lesson: &Lesson) -> [Value; 17] {
    [
        lesson.id.into(),
        lesson.organisation_id.into(),
        lesson.cohort_id.into(),
        lesson.title.as_str().into(),
        lesson.search.as_str().into(),
        lesson.starts_at.into(),
        lesson.minutes.into(),
        lesson.split.as_str().into(),
        lesson.ects.into(),
        lesson.place.as_str().into(),
        lesson.trainer.as_str().into(),
        lesson.code.as_deref().into(),
        lesson.code_until.into(),
        lesson.closed_at.into(),
        lesson.created_by.into(),
        lesson.created_at.into(),
        lesson.updated_at.into(),
    ]
}

/// Keeps one. `false` when one of this id is there already: the same form, sent twice.
pub async fn insert(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<bool> {
    Ok(tx.execute(INSERT, &values(lesson)).await? == 1)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, lessons: &[Lesson]) -> Result<u64> {
    tx.load(INSERT, lessons.iter().map(values)).await
}

/// One of this organisation.
pub async fn load(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Option<Lesson>> {
    tx.optional(BY_ID, &[id.into(), organisation.into()], read).await
}

/// The one that shows this code, or has shown it last; whether its time is over is for the caller to see.
pub async fn by_code(tx: &mut Tx<'_>, code: &str) -> Result<Option<Lesson>> {
    tx.optional(BY_CODE, &[code.into()], read).await
}

/// Those of an organisation, the latest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, at_most: i64) -> Result<Vec<Lesson>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), at_most.into()], read).await
}

/// Writes what a form can change. `false` when there is none.
pub async fn change(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<bool> {
    let args = [
        lesson.id.into(),
        lesson.organisation_id.into(),
        lesson.cohort_id.into(),
        lesson.title.as_str().into(),
        lesson.search.as_str().into(),
        lesson.starts_at.into(),
        lesson.minutes.into(),
        lesson.split.as_str().into(),
        lesson.ects.into(),
        lesson.place.as_str().into(),
        lesson.trainer.as_str().into(),
        lesson.updated_at.into(),
    ];
    Ok(tx.execute(CHANGE, &args).await? == 1)
}

/// Shows a code until a moment. `false` when the list is closed; `Conflict` when another lesson has this code.
pub async fn show_code(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, code: &str, until: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(SHOW_CODE, &[id.into(), organisation.into(), code.into(), until.into(), now.into()]).await? == 1)
}

/// Takes the code away.
pub async fn end_code(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, now: i64) -> Result<()> {
    tx.execute(END_CODE, &[id.into(), organisation.into(), now.into()]).await.map(drop)
}

/// Closes the list. `false` when it was.
pub async fn close(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(CLOSE, &[id.into(), organisation.into(), now.into()]).await? == 1)
}

/// Opens the list again. `false` when it was open.
pub async fn reopen(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(REOPEN, &[id.into(), organisation.into(), now.into()]).await? == 1)
}

/// Takes one away that nobody attended and that shows no code. `false` otherwise.
pub async fn delete(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into(), organisation.into()]).await? == 1)
}

/// Notes that somebody was there. `false` when that was known: the first word about it stays.
pub async fn attend(tx: &mut Tx<'_>, lesson: Uuid, attendance: &Attendance) -> Result<bool> {
    let args = [lesson.into(), attendance.learner_id.into(), attendance.how.as_str().into(), attendance.recorded_by.into(), attendance.at.into()];
    Ok(tx.execute(ATTEND, &args).await? == 1)
}

/// [`attend`] for many at once, of any lessons. Returns how many rows were given.
pub async fn attend_all(tx: &mut Tx<'_>, rows: &[(Uuid, Attendance)]) -> Result<u64> {
    let row = |(lesson, a): &(Uuid, Attendance)| [(*lesson).into(), a.learner_id.into(), a.how.as_str().into(), a.recorded_by.into(), a.at.into()];
    tx.load(ATTEND, rows.iter().map(row)).await
}

/// Notes that somebody was not there after all. `false` when that was known.
pub async fn unattend(tx: &mut Tx<'_>, lesson: Uuid, learner: Uuid) -> Result<bool> {
    Ok(tx.execute(UNATTEND, &[lesson.into(), learner.into()]).await? == 1)
}

/// Who was at a lesson.
pub async fn attendance(tx: &mut Tx<'_>, lesson: Uuid) -> Result<Vec<Attendance>> {
    let read = |row: &Row<'_>| Ok(Attendance { learner_id: row.get(0)?, how: row.get(1)?, recorded_by: row.get(2)?, at: row.get(3)? });
    tx.all(ATTENDANCE, &[lesson.into()], read).await
}

/// How many were at each lesson of an organisation; a lesson that nobody attended is not in it.
pub async fn counts(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, i64)>> {
    tx.all(COUNTS, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Who was at which lesson of an organisation, and how and when that was recorded.
pub async fn attended(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, Uuid, String, i64)>> {
    tx.all(ATTENDED, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).await
}

/// At which lessons a learner was.
pub async fn of_learner(tx: &mut Tx<'_>, learner: Uuid) -> Result<Vec<(Uuid, String, i64)>> {
    tx.all(OF_LEARNER, &[learner.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}
