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
