//! Studies of where cut scores should be, their judges and judgements.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, title, method, status, round, items, settings, result, created_by, created_at, updated_at, closed_at"
    };
}

macro_rules! judge_columns {
    () => {
        "id, study_id, person_id, name, finished_round, since"
    };
}

macro_rules! rating_columns {
    () => {
        "judge_id, round, cut, item_id, value, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO standard_study (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    BY_ID = concat!("SELECT ", columns!(), " FROM standard_study WHERE id = $1");
    INSERT_JUDGE = concat!("INSERT INTO study_judge (", judge_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    INSERT_RATING = concat!("INSERT INTO study_rating (", rating_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    ALL = concat!("SELECT ", columns!(), " FROM standard_study ORDER BY created_at DESC, id DESC LIMIT $1");
    MOVE = "UPDATE standard_study SET status = $4, round = $5, result = $6, updated_at = $7, closed_at = $8 WHERE id = $1 AND status = $2 AND round = $3";
    DELETE = "DELETE FROM standard_study WHERE id = $1 AND status = 'draft'";
    JUDGES = concat!("SELECT ", judge_columns!(), " FROM study_judge WHERE study_id = $1 ORDER BY since, id");
    REMOVE_JUDGE = "DELETE FROM study_judge WHERE study_id = $1 AND id = $2 AND finished_round = 0";
    FINISH = "UPDATE study_judge SET finished_round = $2 WHERE id = $1 AND finished_round < $2";
    REOPEN = "UPDATE study_judge SET finished_round = $2 - 1 WHERE id = $1 AND finished_round = $2";
    RATE = "INSERT INTO study_rating (judge_id, round, cut, item_id, value, at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (judge_id, round, cut, item_id) DO UPDATE SET value = excluded.value, at = excluded.at";
    RATINGS = "SELECT r.judge_id, r.round, r.cut, r.item_id, r.value, r.at
        FROM study_judge j JOIN study_rating r ON r.judge_id = j.id WHERE j.study_id = $1 ORDER BY r.judge_id, r.round, r.cut, r.item_id";
    OF_PERSON = "SELECT s.id, s.title, s.method, s.status, s.round, s.items, s.settings, s.result, s.created_by, s.created_at, s.updated_at, s.closed_at
        FROM study_judge j JOIN standard_study s ON s.id = j.study_id WHERE j.person_id = $1 AND s.status = 'open' ORDER BY s.created_at";
}

/// A panel's study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardStudy {
    /// Version 7 UUID.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// angoff or bookmark.
    pub method: String,
    /// The domain's word: draft, open, closed, adopted.
    pub status: String,
    /// The round that judges are in, from 1; 0 before.
    pub round: i64,
    /// The items judged, with the digest of their text (JSON).
    pub items: String,
    /// Rounds, response probability, descriptions of the levels (JSON).
    pub settings: String,
    /// What came out (JSON).
    pub result: String,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
    /// When the last round ended, microseconds UTC.
    pub closed_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<StandardStudy> {
    Ok(StandardStudy {
        id: row.get(0)?,
        title: row.get(1)?,
        method: row.get(2)?,
        status: row.get(3)?,
        round: row.get(4)?,
        items: row.get(5)?,
        settings: row.get(6)?,
        result: row.get(7)?,
        created_by: row.get(8)?,
        created_at: row.get(9)?,
        updated_at: row.get(10)?,
        closed_at: row.get(11)?,
    })
}

fn values(standard_study: &StandardStudy) -> [Value; 12] {
    [
        standard_study.id.into(),
        standard_study.title.as_str().into(),
        standard_study.method.as_str().into(),
        standard_study.status.as_str().into(),
        standard_study.round.into(),
        standard_study.items.as_str().into(),
        standard_study.settings.as_str().into(),
        standard_study.result.as_str().into(),
        standard_study.created_by.into(),
        standard_study.created_at.into(),
        standard_study.updated_at.into(),
        standard_study.closed_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, standard_study: &StandardStudy) -> Result<()> {
    tx.execute(INSERT, &values(standard_study)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<StandardStudy>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// A judge of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The study.
    pub study_id: Uuid,
    /// Who.
    pub person_id: Option<Uuid>,
    /// Name and trade, as the report says them.
    pub name: String,
    /// The last round they handed in; 0 for none.
    pub finished_round: i64,
    /// When they were asked, microseconds UTC.
    pub since: i64,
}

/// Adds one.
pub async fn insert_judge(tx: &mut Tx<'_>, judge: &Judge) -> Result<()> {
    tx.execute(
        INSERT_JUDGE,
        &[judge.id.into(), judge.study_id.into(), judge.person_id.into(), judge.name.as_str().into(), judge.finished_round.into(), judge.since.into()],
    )
    .await
    .map(drop)
}

/// One judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The judge.
    pub judge_id: Uuid,
    /// The round, from 1.
    pub round: i64,
    /// Which cut, from 1.
    pub cut: i64,
    /// The item; for a bookmark, the first one beyond it.
    pub item_id: String,
    /// Probability in thousandths (Angoff); place in the booklet (bookmark).
    pub value: i64,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Adds one.
pub async fn insert_rating(tx: &mut Tx<'_>, rating: &Rating) -> Result<()> {
    tx.execute(
        INSERT_RATING,
        &[rating.judge_id.into(), rating.round.into(), rating.cut.into(), rating.item_id.as_str().into(), rating.value.into(), rating.at.into()],
    )
    .await
    .map(drop)
}

fn read_judge(row: &Row<'_>) -> Result<Judge> {
    Ok(Judge { id: row.get(0)?, study_id: row.get(1)?, person_id: row.get(2)?, name: row.get(3)?, finished_round: row.get(4)?, since: row.get(5)? })
}

fn read_rating(row: &Row<'_>) -> Result<Rating> {
    Ok(Rating { judge_id: row.get(0)?, round: row.get(1)?, cut: row.get(2)?, item_id: row.get(3)?, value: row.get(4)?, at: row.get(5)? })
}

/// The newest first.
pub async fn all(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<StandardStudy>> {
    tx.all(ALL, &[at_most.into()], read).await
}

/// Those in which this person is asked to judge now.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<StandardStudy>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Where a study goes.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The domain's word.
    pub status: &'a str,
    /// The round that judges are in then.
    pub round: i64,
    /// What came out so far (JSON).
    pub result: &'a str,
    /// When, microseconds UTC.
    pub at: i64,
    /// When its last round ended, microseconds UTC.
    pub closed_at: Option<i64>,
}

/// Moves a study from where it was seen. Says whether it was still there: of two people who close a round at once, one does.
pub async fn advance(tx: &mut Tx<'_>, id: Uuid, from: (&str, i64), to: &Step<'_>) -> Result<bool> {
    let args = [id.into(), from.0.into(), from.1.into(), to.status.into(), to.round.into(), to.result.into(), to.at.into(), to.closed_at.into()];
    Ok(tx.execute(MOVE, &args).await? == 1)
}

/// Deletes one that has not begun. Says whether there was.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}

/// The judges of a study, in the order in which they were asked.
pub async fn judges(tx: &mut Tx<'_>, study: Uuid) -> Result<Vec<Judge>> {
    tx.all(JUDGES, &[study.into()], read_judge).await
}

/// Takes a judge out who has handed nothing in. Says whether there was one.
pub async fn remove_judge(tx: &mut Tx<'_>, study: Uuid, judge: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE_JUDGE, &[study.into(), judge.into()]).await? == 1)
}

/// Notes that a judge handed a round in. Says whether they had not.
pub async fn finish_round(tx: &mut Tx<'_>, judge: Uuid, round: i64) -> Result<bool> {
    Ok(tx.execute(FINISH, &[judge.into(), round.into()]).await? == 1)
}

/// Gives a judge their round back. Says whether they had handed it in.
pub async fn reopen_round(tx: &mut Tx<'_>, judge: Uuid, round: i64) -> Result<bool> {
    Ok(tx.execute(REOPEN, &[judge.into(), round.into()]).await? == 1)
}

/// Keeps a judgement, instead of what the judge said of it before in this round.
pub async fn rate(tx: &mut Tx<'_>, rating: &Rating) -> Result<()> {
    let args = [rating.judge_id.into(), rating.round.into(), rating.cut.into(), rating.item_id.as_str().into(), rating.value.into(), rating.at.into()];
    tx.execute(RATE, &args).await.map(drop)
}

/// Every judgement of a study, by judge, round, cut and item.
pub async fn ratings(tx: &mut Tx<'_>, study: Uuid) -> Result<Vec<Rating>> {
    tx.all(RATINGS, &[study.into()], read_rating).await
}
