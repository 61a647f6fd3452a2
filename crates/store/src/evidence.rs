//! What answers say of the items, as sums. A session is added once, in the transaction that marks it; nothing here reads answers for a page.

use crate::{Result, Row, StoreError, Tx, Value};
use uuid::Uuid;

macro_rules! sums {
    () => {
        "answers, not_known, full_marks, points, squares, ability, ability_squares, ability_points, variance, time_spent, log_time, log_time_squares"
    };
}

statements! {
    WAITING = "SELECT session.id, session.edition_id, session.finished_at, person.trade, person.setting FROM session LEFT JOIN person ON person.id = session.person_id
         WHERE session.finished_at IS NOT NULL AND session.folded_at IS NULL ORDER BY session.finished_at, session.id LIMIT $1";
    MARK = "UPDATE session SET folded_at = $2 WHERE id = $1 AND finished_at IS NOT NULL AND folded_at IS NULL";
    COUNT_WAITING = "SELECT COUNT(*) FROM session WHERE finished_at IS NOT NULL AND folded_at IS NULL";
    ADD = concat!(
        "INSERT INTO evidence (item_hash, kind, value, bin, ", sums!(), ")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (item_hash, kind, value, bin) DO UPDATE SET
            answers = evidence.answers + excluded.answers, not_known = evidence.not_known + excluded.not_known,
            full_marks = evidence.full_marks + excluded.full_marks, points = evidence.points + excluded.points,
            squares = evidence.squares + excluded.squares, ability = evidence.ability + excluded.ability,
            ability_squares = evidence.ability_squares + excluded.ability_squares,
            ability_points = evidence.ability_points + excluded.ability_points, variance = evidence.variance + excluded.variance,
            time_spent = evidence.time_spent + excluded.time_spent, log_time = evidence.log_time + excluded.log_time,
            log_time_squares = evidence.log_time_squares + excluded.log_time_squares"
    );
    ADD_CHOICE = "INSERT INTO evidence_choice (item_hash, class, answers, ability) VALUES ($1, $2, $3, $4)
         ON CONFLICT (item_hash, class) DO UPDATE SET answers = evidence_choice.answers + excluded.answers, ability = evidence_choice.ability + excluded.ability";
    OF_ITEM = concat!("SELECT item_hash, kind, value, bin, ", sums!(), " FROM evidence WHERE item_hash = $1 ORDER BY kind, value, bin");
    CHOICES_OF_ITEM = "SELECT item_hash, class, answers, ability FROM evidence_choice WHERE item_hash = $1 ORDER BY class";
    OF_ALL = concat!("SELECT item_hash, kind, value, bin, ", sums!(), " FROM evidence ORDER BY item_hash, kind, value, bin");
    CHOICES_OF_ALL = "SELECT item_hash, class, answers, ability FROM evidence_choice ORDER BY item_hash, class";
    // Identifiers carry the time at which a session began: the last ones are found without looking at the others.
    FINISHED = "SELECT id, finished_at FROM session WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT $1";
    ANSWERS_BETWEEN = "SELECT session_id, item_hash, category FROM answer WHERE session_id > $1 AND session_id <= $2 ORDER BY session_id, seq";
}

/// How many numbers a row of sums has.
pub const SUMS: usize = 12;

/// A finished session that is not yet in the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The session.
    pub id: Uuid,
    /// The frozen blueprint it was taken with.
    pub edition_id: Uuid,
    /// When it ended, microseconds UTC.
    pub finished_at: i64,
    /// What its person said their trade is.
    pub trade: Option<String>,
    /// What they said of where they work.
    pub setting: Option<String>,
}

/// Sums of one version of an item over some of its answers; what the kinds and the numbers are is the domain's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// The version of the item.
    pub item_hash: Vec<u8>,
    /// What kind of group of answers.
    pub kind: String,
    /// Which group of that kind.
    pub value: String,
    /// Group of ability in it.
    pub bin: i64,
    /// The numbers, in the domain's order.
    pub sums: [i64; SUMS],
}

/// How often something was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The version of the item.
    pub item_hash: Vec<u8>,
    /// What was answered, in the author's words.
    pub class: String,
    /// How often.
    pub answers: i64,
    /// Sum of the abilities of those who did.
    pub ability: i64,
}

/// At most `limit` finished sessions that are not in the sums, those that ended first before the others.
pub async fn waiting(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Waiting>> {
    tx.all(WAITING, &[limit.into()], |row| {
        Ok(Waiting { id: row.get(0)?, edition_id: row.get(1)?, finished_at: row.get(2)?, trade: row.get(3)?, setting: row.get(4)? })
    })
    .await
}

/// How many wait.
pub async fn count_waiting(tx: &mut Tx<'_>) -> Result<i64> {
    tx.one(COUNT_WAITING, &[], |row| row.get(0)).await
}

/// Adds what `sessions` gave to the sums and marks them, all of it or nothing: `Conflict` when one of them was added meanwhile, or is gone.
///
/// Sessions and rows are written in their order, on every server the same, so that two that do the same work do not wait for each other in a ring.
pub async fn add(tx: &mut Tx<'_>, sessions: &[Uuid], statistics: &[Statistic], choices: &[Choice], at: i64) -> Result<()> {
    for id in sessions {
        if tx.execute(MARK, &[(*id).into(), at.into()]).await? != 1 {
            return Err(StoreError::Conflict { what: "session(folded_at)".into() });
        }
    }
    for statistic in statistics {
        let mut args: Vec<Value> =
            vec![statistic.item_hash.as_slice().into(), statistic.kind.as_str().into(), statistic.value.as_str().into(), statistic.bin.into()];
        args.extend(statistic.sums.map(Value::from));
        tx.execute(ADD, &args).await?;
    }
    for choice in choices {
        tx.execute(ADD_CHOICE, &[choice.item_hash.as_slice().into(), choice.class.as_str().into(), choice.answers.into(), choice.ability.into()]).await?;
    }
    Ok(())
}

fn read_statistic(row: &Row<'_>) -> Result<Statistic> {
    let mut sums = [0; SUMS];
    for (place, sum) in sums.iter_mut().enumerate() {
        *sum = row.get(4 + place)?;
    }
    Ok(Statistic { item_hash: row.get(0)?, kind: row.get(1)?, value: row.get(2)?, bin: row.get(3)?, sums })
}

fn read_choice(row: &Row<'_>) -> Result<Choice> {
    Ok(Choice { item_hash: row.get(0)?, class: row.get(1)?, answers: row.get(2)?, ability: row.get(3)? })
}

/// Everything that is kept of one version of an item.
pub async fn of_item(tx: &mut Tx<'_>, hash: &[u8]) -> Result<(Vec<Statistic>, Vec<Choice>)> {
    Ok((tx.all(OF_ITEM, &[hash.into()], read_statistic).await?, tx.all(CHOICES_OF_ITEM, &[hash.into()], read_choice).await?))
}

/// Everything that is kept: some hundred rows for each version of an item.
pub async fn of_all(tx: &mut Tx<'_>) -> Result<(Vec<Statistic>, Vec<Choice>)> {
    Ok((tx.all(OF_ALL, &[], read_statistic).await?, tx.all(CHOICES_OF_ALL, &[], read_choice).await?))
}

/// A finished session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The session.
    pub id: Uuid,
    /// When it ended, microseconds UTC.
    pub finished_at: i64,
}

/// At most `limit` finished sessions, those that began last.
pub async fn finished(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Taken>> {
    tx.all(FINISHED, &[limit.into()], |row| Ok(Taken { id: row.get(0)?, finished_at: row.get(1)? })).await
}

/// Session, version of the item and category of every answer of the sessions named after the first and up to the last.
pub async fn answers_between(tx: &mut Tx<'_>, after: Uuid, last: Uuid) -> Result<Vec<(Uuid, Vec<u8>, i64)>> {
    tx.all(ANSWERS_BETWEEN, &[after.into(), last.into()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await
}
