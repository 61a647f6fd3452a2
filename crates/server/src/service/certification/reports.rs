//! Reports of invigilators: incidents, and as another document frauds. A draft can be changed and thrown away; what is signed stays.

use domain::certification::sitting::{ReportKind, ReportStatus, read_words};
use domain::refusal::Refusal;
use store::exam_reports::{self, ExamReport};
use store::{StoreError, sittings};
use uuid::Uuid;

use super::watch::Watching;
use crate::app::App;
use crate::service::audit::{self, Act, By, Origin};
use crate::service::{Failure, Result};

/// Characters of what happened.
const LONGEST: usize = 4000;

/// What a form says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// `incident` or `fraud`.
    pub kind: String,
    /// One of [`ReportKind::categories`].
    pub category: String,
    /// What happened.
    pub body: String,
    /// When, microseconds UTC.
    pub happened_at: Option<i64>,
    /// The sitting it is about, where it is about one.
    pub sitting: Option<Uuid>,
}

/// Reports of the exam, oldest first.
///
/// # Errors
/// The store's.
pub async fn of_exam(app: &App, watching: &Watching) -> Result<Vec<ExamReport>> {
    let exam = watching.exam.id;
    Ok(app.store.read(move |tx| Box::pin(exam_reports::of_exam(tx, exam))).await?)
}

/// A report of the exam.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn one(app: &App, watching: &Watching, id: Uuid) -> Result<ExamReport> {
    let report = app.store.read(move |tx| Box::pin(exam_reports::load(tx, id))).await?;
    Ok(report.filter(|report| report.exam_id == watching.exam.id).ok_or(Refusal::NotFound)?)
}

/// Keeps a draft under a name that the form was given: a new one, or over the revision that was seen. A second click keeps nothing twice.
///
/// # Errors
/// A field is not filled, the sitting is of another exam, somebody else changed it or it was signed.
pub async fn keep(app: &App, watching: &Watching, id: Uuid, draft: Draft, seen: Option<i64>) -> Result<()> {
    let kind = ReportKind::parse(&draft.kind).ok_or(Refusal::ReportKindMissing)?;
    if !kind.categories().contains(&draft.category.as_str()) {
        return Err(Refusal::ReportKindMissing.into());
    }
    let body = read_words(&draft.body, LONGEST, true)?;
    if kind == ReportKind::Fraud && draft.sitting.is_none() {
        return Err(Refusal::ExamReportWhom.into());
    }
    let now = app.clock.now();
    let (exam, author) = (watching.exam.id, watching.invigilator.name.clone());
    if seen.is_some() {
        let before = one(app, watching, id).await?;
        if before.kind != draft.kind {
            return Err(Refusal::NotFound.into());
        }
    }
    let report = ExamReport {
        id,
        exam_id: exam,
        sitting_id: draft.sitting,
        kind: draft.kind,
        status: ReportStatus::Draft.code().to_owned(),
        category: draft.category,
        body,
        happened_at: draft.happened_at,
        author,
        outcome: String::new(),
        revision: 1,
        created_at: now,
        filed_at: None,
        settled_by: None,
        settled_at: None,
    };
    let kept = app.store.write(move |tx| {
        let report = report.clone();
        Box::pin(async move {
            if let Some(sitting) = report.sitting_id {
                sittings::load(tx, sitting).await?.filter(|sitting| sitting.exam_id == exam).ok_or(Refusal::NotFound)?;
            }
            match seen {
                Some(seen) if !exam_reports::change(tx, &report, seen).await? => Err(Refusal::RecordChanged.into()),
                Some(_) => Ok(()),
                None => Ok::<_, Failure>(exam_reports::insert(tx, &report).await?),
            }
        })
    });
    match kept.await {
        // the first click kept it
        Err(Failure::Store(StoreError::Conflict { .. })) if seen.is_none() => one(app, watching, id).await.map(drop),
        other => other,
    }
}

/// Signs a draft as it was seen: from then on it stays as it is.
///
/// # Errors
/// Somebody else changed it meanwhile.
pub async fn file(app: &App, watching: &Watching, id: Uuid, seen: i64, origin: &Origin<'_>) -> Result<()> {
    let report = one(app, watching, id).await?;
    let now = app.clock.now();
    let noted = audit::line(app, Act::ExamReportFiled, By::Invigilator, watching.invigilator.person_id, Some(id.to_string()), origin);
    let filed = app
        .store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                let filed = exam_reports::file(tx, id, seen, now).await?;
                if filed {
                    store::audit::add(tx, &noted).await?;
                }
                Ok::<_, StoreError>(filed)
            })
        })
        .await?;
    // a second click finds it signed
    if filed || report.status != ReportStatus::Draft.code() { Ok(()) } else { Err(Refusal::RecordChanged.into()) }
}

/// Throws a draft away.
///
/// # Errors
/// It was signed.
pub async fn discard(app: &App, watching: &Watching, id: Uuid) -> Result<()> {
    one(app, watching, id).await?;
    let gone = app.store.write(move |tx| Box::pin(exam_reports::remove(tx, id))).await?;
    if gone { Ok(()) } else { Err(Refusal::RecordChanged.into()) }
}
