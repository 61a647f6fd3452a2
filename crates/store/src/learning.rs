//! What concerns everything that somebody learned at once: two people who turn out to be one, and taking one's data away.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    // of two runs of one module under way, the one that went on last is gone on with
    LEAVE_OLDER_RUNS = "DELETE FROM module_run WHERE person_id = $1 AND finished_at IS NULL AND EXISTS (
        SELECT 1 FROM module_run own WHERE own.person_id = $2 AND own.module_id = module_run.module_id
            AND own.finished_at IS NULL AND own.updated_at >= module_run.updated_at)";
    LEAVE_OWN_RUNS = "DELETE FROM module_run WHERE person_id = $2 AND finished_at IS NULL AND EXISTS (
        SELECT 1 FROM module_run other WHERE other.person_id = $1 AND other.module_id = module_run.module_id AND other.finished_at IS NULL)";
    MOVE_RUNS = "UPDATE module_run SET person_id = $2 WHERE person_id = $1";
    // what the account has open stays open; the answers given elsewhere come all the same
    LEAVE_CLAIMS = "DELETE FROM claim WHERE person_id = $1 AND status = 'open' AND EXISTS (
        SELECT 1 FROM claim own WHERE own.person_id = $2 AND own.objective = claim.objective AND own.status = 'open')";
    MOVE_CLAIMS = "UPDATE claim SET person_id = $2 WHERE person_id = $1";
    LEAVE_ROUNDS = "DELETE FROM practice_round WHERE person_id = $1 AND finished_at IS NULL AND EXISTS (
        SELECT 1 FROM practice_round own WHERE own.person_id = $2 AND own.finished_at IS NULL)";
    MOVE_ROUNDS = "UPDATE practice_round SET person_id = $2 WHERE person_id = $1";
    MOVE_ANSWERS = "UPDATE practice_answer SET person_id = $2 WHERE person_id = $1";
    MOVE_RECALLS = "UPDATE memory_recall SET person_id = $2 WHERE person_id = $1";
    // of two memories of one thing, the fresher one holds
    LEAVE_OLDER_MEMORIES = "DELETE FROM memory WHERE person_id = $1 AND EXISTS (
        SELECT 1 FROM memory own WHERE own.person_id = $2 AND own.subject = memory.subject AND own.updated_at >= memory.updated_at)";
    LEAVE_OWN_MEMORIES = "DELETE FROM memory WHERE person_id = $2 AND EXISTS (
        SELECT 1 FROM memory other WHERE other.person_id = $1 AND other.subject = memory.subject)";
    MOVE_MEMORIES = "UPDATE memory SET person_id = $2 WHERE person_id = $1";
    // a plan of their own comes before that of a visitor
    MOVE_PLAN = "UPDATE learning_plan SET person_id = $2 WHERE person_id = $1 AND NOT EXISTS (SELECT 1 FROM learning_plan own WHERE own.person_id = $2)";
    // of two opinions on one thing, the one that was changed last
    LEAVE_OLDER_RATINGS = "DELETE FROM rating WHERE person_id = $1 AND EXISTS (
        SELECT 1 FROM rating own WHERE own.person_id = $2 AND own.kind = rating.kind AND own.subject = rating.subject
            AND own.updated_at >= rating.updated_at)";
    LEAVE_OWN_RATINGS = "DELETE FROM rating WHERE person_id = $2 AND EXISTS (
        SELECT 1 FROM rating other WHERE other.person_id = $1 AND other.kind = rating.kind AND other.subject = rating.subject)";
    MOVE_RATINGS = "UPDATE rating SET person_id = $2 WHERE person_id = $1";
    RUNS = "SELECT module_id, version, step, gesture, started_at, finished_at FROM module_run WHERE person_id = $1 ORDER BY started_at, id";
    ANSWERS = "SELECT source, item_id, shown, response, won, points, at FROM practice_answer WHERE person_id = $1 ORDER BY at, source_id, place";
    CLAIMS = "SELECT objective, status, made_at, settled_at FROM claim WHERE person_id = $1 ORDER BY made_at, id";
    MEMORIES = "SELECT subject, seen, due FROM memory WHERE person_id = $1 ORDER BY due, subject";
    RECALLS = "SELECT subject, grade, at FROM memory_recall WHERE person_id = $1 ORDER BY at, source_id, place";
    RATINGS = "SELECT kind, subject, stars, text, status, created_at FROM rating WHERE person_id = $1 ORDER BY created_at, id";
    ROUNDS = "SELECT subjects, place, started_at, finished_at FROM practice_round WHERE person_id = $1 ORDER BY started_at, id";
    PLAN = "SELECT target, minutes, remind_at, remind_days, stopped_at FROM learning_plan WHERE person_id = $1";
}

/// Gives everything that `from` learned to `into`, with what both have settled.
pub(crate) async fn move_to(tx: &mut Tx<'_>, from: Uuid, into: Uuid) -> Result<()> {
    // in this order: what stands in the way goes first
    for statement in [
        LEAVE_OLDER_RUNS,
        LEAVE_OWN_RUNS,
        MOVE_RUNS,
        LEAVE_CLAIMS,
        MOVE_CLAIMS,
        LEAVE_ROUNDS,
        MOVE_ROUNDS,
        MOVE_ANSWERS,
        MOVE_RECALLS,
        LEAVE_OLDER_MEMORIES,
        LEAVE_OWN_MEMORIES,
        MOVE_MEMORIES,
        MOVE_PLAN,
        LEAVE_OLDER_RATINGS,
        LEAVE_OWN_RATINGS,
        MOVE_RATINGS,
    ] {
        tx.execute(statement, &[from.into(), into.into()]).await?;
    }
    Ok(())
}

/// A run of a module, as its person may ask for it. Times are microseconds UTC, days are days since 1970-01-01; here and below.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns of the table of the same name")]
pub struct Run {
    pub module: String,
    pub version: i64,
    pub step: i64,
    pub gesture: Option<String>,
    pub started_at: i64,
    pub finished_at: Option<i64>,
}

/// An answer given while learning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns of the table of the same name")]
pub struct Answer {
    pub source: String,
    pub item: String,
    pub shown: String,
    pub response: String,
    pub won: i64,
    pub points: i64,
    pub at: i64,
}

/// What somebody says of something that they followed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns of the table of the same name")]
pub struct Said {
    pub kind: String,
    pub subject: String,
    pub stars: i64,
    pub text: String,
    pub status: String,
    pub at: i64,
}

/// What somebody wants of their learning: the level aimed at, minutes at a time, minute of the day and days of the week of reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "columns of the table of the same name")]
pub struct Planned {
    pub target: String,
    pub minutes: i64,
    pub remind_at: Option<i64>,
    pub remind_days: i64,
    pub stopped_at: Option<i64>,
}

/// Everything that somebody learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// Runs of modules.
    pub runs: Vec<Run>,
    /// Answers.
    pub answers: Vec<Answer>,
    /// Claims: objective, status, when it was made, when it was settled.
    pub claims: Vec<(String, String, i64, Option<i64>)>,
    /// Memories: subject, day it was seen last, day it comes back.
    pub memories: Vec<(String, i64, i64)>,
    /// Each time that something was remembered or not: subject, grade, when.
    pub recalls: Vec<(String, String, i64)>,
    /// Ratings.
    pub ratings: Vec<Said>,
    /// Rounds of practice: keys of what was drawn (JSON), how far they are, when they were begun and ended.
    pub rounds: Vec<(String, i64, i64, Option<i64>)>,
    /// What they want of it.
    pub plan: Option<Planned>,
}

/// Everything that somebody learned: what they may ask for.
pub async fn export_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Learned> {
    let who = [person.into()];
    Ok(Learned {
        runs: tx
            .all(RUNS, &who, |row| {
                Ok(Run {
                    module: row.get(0)?,
                    version: row.get(1)?,
                    step: row.get(2)?,
                    gesture: row.get(3)?,
                    started_at: row.get(4)?,
                    finished_at: row.get(5)?,
                })
            })
            .await?,
        answers: tx
            .all(ANSWERS, &who, |row| {
                Ok(Answer {
                    source: row.get(0)?,
                    item: row.get(1)?,
                    shown: row.get(2)?,
                    response: row.get(3)?,
                    won: row.get(4)?,
                    points: row.get(5)?,
                    at: row.get(6)?,
                })
            })
            .await?,
        claims: tx.all(CLAIMS, &who, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).await?,
        memories: tx.all(MEMORIES, &who, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?,
        recalls: tx.all(RECALLS, &who, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?,
        ratings: tx
            .all(RATINGS, &who, |row| {
                Ok(Said { kind: row.get(0)?, subject: row.get(1)?, stars: row.get(2)?, text: row.get(3)?, status: row.get(4)?, at: row.get(5)? })
            })
            .await?,
        rounds: tx.all(ROUNDS, &who, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).await?,
        plan: tx
            .optional(PLAN, &who, |row| {
                Ok(Planned { target: row.get(0)?, minutes: row.get(1)?, remind_at: row.get(2)?, remind_days: row.get(3)?, stopped_at: row.get(4)? })
            })
            .await?,
    })
}
