//! What a jury reads of exams: what waits, their sittings by number, and what happened during each. No name of anybody is in it.

use crate::{Result, Row, Tx};
use uuid::Uuid;

statements! {
    EXAMS = "SELECT e.id, e.number, e.centre_name, e.starts_at, e.status, e.finalised_at, e.decided_at, e.published_at,
        (SELECT COUNT(*) FROM sitting s WHERE s.exam_id = e.id), (SELECT COUNT(*) FROM exam_report r WHERE r.exam_id = e.id AND r.status <> 'draft')
        FROM exam e WHERE e.status = $1 ORDER BY e.starts_at DESC, e.id LIMIT $2";
    CASES = "SELECT s.id, s.exam_id, s.candidate_id, s.session_id, s.number, s.status, s.started_at, s.ended_at, s.ending,
        (SELECT COUNT(*) FROM exam_alert a WHERE a.sitting_id = s.id),
        (SELECT COUNT(*) FROM exam_report r WHERE r.sitting_id = s.id AND r.kind = 'incident' AND r.status <> 'draft'),
        (SELECT COUNT(*) FROM exam_report r WHERE r.sitting_id = s.id AND r.kind = 'fraud' AND r.status <> 'draft')
        FROM sitting s WHERE s.exam_id = $1 ORDER BY s.number";
    OF_CANDIDATE = "SELECT s.id, s.exam_id, s.candidate_id, s.session_id, s.number, s.status, s.started_at, s.ended_at, s.ending,
        CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
        FROM sitting s WHERE s.candidate_id = $1 ORDER BY s.created_at DESC, s.id DESC LIMIT 1";
    EVENTS = "SELECT kind, detail, at FROM sitting_event WHERE sitting_id = $1 ORDER BY at, id";
    ALERTS = "SELECT seq, item_id, kind, body, status, raised_at FROM exam_alert WHERE sitting_id = $1 ORDER BY raised_at";
    ALERTED = "SELECT a.item_id, COUNT(*) FROM sitting s JOIN exam_alert a ON a.sitting_id = s.id WHERE s.exam_id = $1 GROUP BY a.item_id";
    REPORTS = "SELECT r.id, s.number, r.kind, r.status, r.category, r.body, r.happened_at, r.author, r.outcome, r.filed_at
        FROM exam_report r LEFT JOIN sitting s ON s.id = r.sitting_id WHERE r.exam_id = $1 AND r.status <> 'draft' ORDER BY r.created_at";
    EXAMINE = "UPDATE exam_report SET status = 'examined', outcome = $3, settled_by = $4, settled_at = $5, revision = revision + 1
        WHERE exam_id = $1 AND id = $2 AND status = 'filed'";
    DECIDED = "UPDATE exam SET status = 'decided', decided_at = $2, updated_at = $2 WHERE id = $1 AND status = 'finalised'";
    REOPENED = "UPDATE exam SET status = 'finalised', decided_at = NULL, updated_at = $2 WHERE id = $1 AND status = 'decided'";
    PUBLISHED = "UPDATE exam SET status = 'published', published_at = $2, updated_at = $2 WHERE id = $1 AND status = 'decided'";
}

/// An exam in the jury's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The exam.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// Name of the centre, as it was then.
    pub centre_name: String,
    /// When it began, microseconds UTC.
    pub starts_at: i64,
    /// The domain's word.
    pub status: String,
    /// When the centre sent it, microseconds UTC.
    pub finalised_at: Option<i64>,
    /// When the jury had decided, microseconds UTC.
    pub decided_at: Option<i64>,
    /// When results were published, microseconds UTC.
    pub published_at: Option<i64>,
    /// Its sittings.
    pub sittings: i64,
    /// Reports that were sent.
    pub reports: i64,
}

/// A sitting as a jury sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The sitting.
    pub id: Uuid,
    /// Its exam.
    pub exam_id: Uuid,
    /// Whose it is: for whoever publishes, never shown to a jury.
    pub candidate_id: Uuid,
    /// Questions and answers, where it began.
    pub session_id: Option<Uuid>,
    /// By which the jury knows it.
    pub number: i64,
    /// The domain's word: waiting, running, paused, ended, void.
    pub status: String,
    /// When it began, microseconds UTC.
    pub started_at: Option<i64>,
    /// When it ended, microseconds UTC.
    pub ended_at: Option<i64>,
    /// Why it ended.
    pub ending: Option<String>,
    /// Alerts that the candidate raised.
    pub alerts: i64,
    /// Incidents reported about it.
    pub incidents: i64,
    /// Frauds reported about it.
    pub frauds: i64,
}

/// Something that happened during a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The domain's word.
    pub kind: String,
    /// What is to be known besides (JSON).
    pub detail: String,
    /// When, microseconds UTC.
    pub at: i64,
}

/// An alert of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Number of the question.
    pub seq: i64,
    /// The item.
    pub item_id: String,
    /// The domain's word.
    pub kind: String,
    /// The candidate's words.
    pub body: String,
    /// How it ended.
    pub status: String,
    /// When, microseconds UTC.
    pub raised_at: i64,
}

/// A report that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The report.
    pub id: Uuid,
    /// Number of the sitting it is about.
    pub number: Option<i64>,
    /// incident or fraud.
    pub kind: String,
    /// filed or examined.
    pub status: String,
    /// The domain's word for what happened.
    pub category: String,
    /// In words.
    pub body: String,
    /// When it happened, microseconds UTC.
    pub happened_at: Option<i64>,
    /// Who wrote it.
    pub author: String,
    /// What the jury made of it.
    pub outcome: String,
    /// When it was sent, microseconds UTC.
    pub filed_at: Option<i64>,
}

fn read_case(row: &Row<'_>) -> Result<Case> {
    Ok(Case {
        id: row.get(0)?,
        exam_id: row.get(1)?,
        candidate_id: row.get(2)?,
        session_id: row.get(3)?,
        number: row.get(4)?,
        status: row.get(5)?,
        started_at: row.get(6)?,
        ended_at: row.get(7)?,
        ending: row.get(8)?,
        alerts: row.get(9)?,
        incidents: row.get(10)?,
        frauds: row.get(11)?,
    })
}

/// Exams of a status, the latest first.
pub async fn exams(tx: &mut Tx<'_>, status: &str, at_most: i64) -> Result<Vec<Listed>> {
    let read = |row: &Row<'_>| {
        Ok(Listed {
            id: row.get(0)?,
            number: row.get(1)?,
            centre_name: row.get(2)?,
            starts_at: row.get(3)?,
            status: row.get(4)?,
            finalised_at: row.get(5)?,
            decided_at: row.get(6)?,
            published_at: row.get(7)?,
            sittings: row.get(8)?,
            reports: row.get(9)?,
        })
    };
    tx.all(EXAMS, &[status.into(), at_most.into()], read).await
}

/// The sittings of an exam, by number.
pub async fn cases(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Case>> {
    tx.all(CASES, &[exam.into()], read_case).await
}

/// The newest sitting of a candidate, without its counts.
pub async fn of_candidate(tx: &mut Tx<'_>, candidate: Uuid) -> Result<Option<Case>> {
    tx.optional(OF_CANDIDATE, &[candidate.into()], read_case).await
}

/// What happened during a sitting, in order.
pub async fn events(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<Happened>> {
    tx.all(EVENTS, &[sitting.into()], |row| Ok(Happened { kind: row.get(0)?, detail: row.get(1)?, at: row.get(2)? })).await
}

/// The alerts of a sitting, in order.
pub async fn alerts(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<Alert>> {
    let read =
        |row: &Row<'_>| Ok(Alert { seq: row.get(0)?, item_id: row.get(1)?, kind: row.get(2)?, body: row.get(3)?, status: row.get(4)?, raised_at: row.get(5)? });
    tx.all(ALERTS, &[sitting.into()], read).await
}

/// How many alerts each item had in an exam.
pub async fn alerted(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<(String, i64)>> {
    tx.all(ALERTED, &[exam.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// The reports of an exam that were sent, in order.
pub async fn reports(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Report>> {
    let read = |row: &Row<'_>| {
        Ok(Report {
            id: row.get(0)?,
            number: row.get(1)?,
            kind: row.get(2)?,
            status: row.get(3)?,
            category: row.get(4)?,
            body: row.get(5)?,
            happened_at: row.get(6)?,
            author: row.get(7)?,
            outcome: row.get(8)?,
            filed_at: row.get(9)?,
        })
    };
    tx.all(REPORTS, &[exam.into()], read).await
}

/// Says what the jury made of a report of this exam. Says whether it waited for that.
pub async fn examine(tx: &mut Tx<'_>, (exam, report): (Uuid, Uuid), outcome: &str, by: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(EXAMINE, &[exam.into(), report.into(), outcome.into(), by.into(), now.into()]).await? == 1)
}

/// finalised → decided. Says whether it was there.
pub async fn decided(tx: &mut Tx<'_>, exam: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(DECIDED, &[exam.into(), now.into()]).await? == 1)
}

/// decided → finalised: something is looked at again. Says whether it was there.
pub async fn reopened(tx: &mut Tx<'_>, exam: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(REOPENED, &[exam.into(), now.into()]).await? == 1)
}

/// decided → published. Says whether it was there: results are published once.
pub async fn published(tx: &mut Tx<'_>, exam: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(PUBLISHED, &[exam.into(), now.into()]).await? == 1)
}
