//! What a jury does with an exam: reads its sittings by their numbers, looks at what is close or was reported, asks for another decision, confirms.

use std::collections::BTreeMap;

use domain::access::{Authorised, SitOnJury};
use domain::certification::jury::{DecisionKind, Matter, Missing, Outcome, ProposalStatus, Ruling, reason};
use domain::profile::Level;
use domain::refusal::Refusal;
use store::deliberations::{self, Alert, Case, Happened, Listed, Report};
use store::exams::{self, Exam};
use store::proposals::{self, Proposal};
use store::{StoreError, audit, decisions};
use uuid::Uuid;

use super::decide::{Held, decide};
use super::proposals::{Proposed, who};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Exams listed of each status.
const LISTED: i64 = 100;
/// Open proposals that are looked through.
pub(super) const OPEN: i64 = 1_000;

/// Exams by what the jury does with them.
#[derive(Debug, Clone, Default)]
pub struct Inbox {
    /// Sent by their centre: to decide.
    pub to_decide: Vec<Listed>,
    /// Decided: to publish.
    pub to_publish: Vec<Listed>,
    /// Published.
    pub published: Vec<Listed>,
    /// Over, and not sent by their centre yet.
    pub awaited: Vec<Listed>,
    /// What waits for a second person.
    pub proposals: Vec<Proposal>,
}

/// What waits for a jury.
///
/// # Errors
/// The store's.
pub async fn inbox(app: &App, _: &Authorised<SitOnJury>) -> Result<Inbox> {
    let read = app.store.read(|tx| {
        Box::pin(async move {
            Ok::<_, StoreError>(Inbox {
                to_decide: deliberations::exams(tx, "finalised", LISTED).await?,
                to_publish: deliberations::exams(tx, "decided", LISTED).await?,
                published: deliberations::exams(tx, "published", LISTED).await?,
                awaited: deliberations::exams(tx, "finished", LISTED).await?,
                proposals: proposals::open(tx, OPEN).await?,
            })
        })
    });
    Ok(read.await?)
}

/// A sitting with what was decided of it.
#[derive(Debug, Clone)]
pub struct File {
    /// The sitting.
    pub case: Case,
    /// Everything that was decided, the first first.
    pub decisions: Vec<decisions::Decision>,
    /// The numbers of the last decision.
    pub held: Held,
    /// What stands; none before the rule decided.
    pub ruling: Option<Ruling>,
    /// What waits for a second person.
    pub proposal: Option<Proposal>,
}

impl File {
    pub(super) fn of(case: Case, decisions: Vec<decisions::Decision>, proposal: Option<Proposal>) -> Result<Self> {
        let last = decisions.last();
        let held = last.map(|d| serde_json::from_str(&d.body)).transpose()?.unwrap_or_default();
        let ruling = last.and_then(|d| Ruling::read(&d.outcome, d.level));
        Ok(Self { case, decisions, held, ruling, proposal })
    }

    /// Where the last decision comes from.
    pub fn kind(&self) -> Option<DecisionKind> {
        self.decisions.last().and_then(|d| DecisionKind::parse(&d.kind))
    }

    /// Whether it is too close to be left to the rule alone, and nobody looked at it.
    pub fn waits_for_a_look(&self) -> bool {
        let is_close = self.held.decision.as_ref().is_some_and(|d| d.close) && self.ruling.is_some_and(|r| r.outcome != Outcome::Void);
        is_close && self.decisions.iter().all(|d| matches!(DecisionKind::parse(&d.kind), Some(DecisionKind::Rule | DecisionKind::Rescoring)))
    }

    /// Whether people decided, and not the rule alone: then the rule takes nothing away any more.
    pub(super) fn people_decided(&self) -> bool {
        self.decisions.iter().any(|d| d.proposal_id.is_some() && matches!(DecisionKind::parse(&d.kind), Some(DecisionKind::Jury | DecisionKind::Appeal)))
    }
}

/// An exam as its jury has it before them.
#[derive(Debug, Clone)]
pub struct Docket {
    /// The exam.
    pub exam: Exam,
    /// Its sittings, by number.
    pub files: Vec<File>,
    /// Reports that were sent.
    pub reports: Vec<Report>,
    /// Open proposals about it.
    pub proposals: Vec<Proposal>,
    /// Questions that count for nobody here, with the reason.
    pub neutralised: Vec<store::neutralisations::Neutralisation>,
}

impl Docket {
    /// What stands between it and its decision.
    pub fn missing(&self) -> Missing {
        Missing {
            undecided: self.files.iter().filter(|file| file.ruling.is_none()).count(),
            proposals: self.proposals.len(),
            frauds: self.reports.iter().filter(|report| report.kind == "fraud" && report.status == "filed").count(),
            close: self.files.iter().filter(|file| file.waits_for_a_look()).count(),
        }
    }
}

/// An exam with everything that its jury looks at. The rule decides first what it has not decided yet.
///
/// # Errors
/// [`Refusal::NotFound`] before the exam is over.
pub async fn docket(app: &App, _: &Authorised<SitOnJury>, exam: Uuid) -> Result<Docket> {
    read_docket(app, exam).await
}

pub(super) async fn read_docket(app: &App, exam: Uuid) -> Result<Docket> {
    let found = app.store.read(move |tx| Box::pin(async move { exams::load(tx, exam).await })).await?;
    let row = found.filter(|e| matches!(e.status.as_str(), "finished" | "finalised" | "decided" | "published")).ok_or(Refusal::NotFound)?;
    if matches!(row.status.as_str(), "finished" | "finalised") {
        decide(app, exam).await?;
    }
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            Ok::<_, StoreError>((
                deliberations::cases(tx, exam).await?,
                decisions::of_exam(tx, exam).await?,
                deliberations::reports(tx, exam).await?,
                proposals::open(tx, OPEN).await?,
                store::neutralisations::holding(tx, exam).await?,
            ))
        })
    });
    let (cases, decided, reports, open, neutralised) = read.await?;
    let mut by_sitting: BTreeMap<Uuid, Vec<decisions::Decision>> = BTreeMap::new();
    for decision in decided {
        by_sitting.entry(decision.sitting_id).or_default().push(decision);
    }
    let about: Vec<Proposal> = open.into_iter().filter(|p| Proposed::read(p).is_some_and(|proposed| proposed.is_about(exam))).collect();
    let files = cases
        .into_iter()
        .map(|case| {
            let proposal = about.iter().find(|p| p.kind == Matter::Decision.code() && p.subject == case.id.to_string()).cloned();
            let decisions = by_sitting.remove(&case.id).unwrap_or_default();
            File::of(case, decisions, proposal)
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Docket { exam: row, files, reports, proposals: about, neutralised })
}

/// A sitting with what happened during it.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The exam with its other sittings.
    pub docket: Docket,
    /// Place of this one among them.
    pub at: usize,
    /// What happened, in order.
    pub events: Vec<Happened>,
    /// What the candidate said of questions.
    pub alerts: Vec<Alert>,
    /// Every proposal that was ever made about it.
    pub proposals: Vec<Proposal>,
}

impl Sitting {
    /// The sitting.
    pub fn file(&self) -> &File {
        &self.docket.files[self.at]
    }
}

/// A sitting of an exam, by its number.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn sitting(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, number: i64) -> Result<Sitting> {
    let docket = docket(app, proof, exam).await?;
    let at = docket.files.iter().position(|file| file.case.number == number).ok_or(Refusal::NotFound)?;
    let id = docket.files[at].case.id;
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let subject = id.to_string();
            let events = deliberations::events(tx, id).await?;
            Ok::<_, StoreError>((events, deliberations::alerts(tx, id).await?, proposals::of_subject(tx, &subject).await?))
        })
    });
    let (events, alerts, proposals) = read.await?;
    Ok(Sitting { docket, at, events, alerts, proposals })
}

/// Says of a close call that somebody looked at it and leaves it to the rule, with what they saw.
///
/// # Errors
/// [`Refusal::ExamElsewhere`], [`Refusal::ReasonMissing`], [`Refusal::NotFound`].
pub async fn uphold_rule(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, number: i64, typed: &str, origin: &Origin<'_>) -> Result<()> {
    let sitting = sitting(app, proof, exam, number).await?;
    if sitting.docket.exam.status != "finalised" {
        return Err(Refusal::ExamElsewhere.into());
    }
    let words = reason(typed)?;
    let file = sitting.file();
    let (Some(ruling), Some(last)) = (file.ruling, file.decisions.last()) else { return Err(Refusal::DecisionsMissing.into()) };
    if file.proposal.is_some() {
        return Err(Refusal::ProposalOpen.into());
    }
    let by = who(proof);
    let row = super::decide::row(app, file.case.id, last.number + 1, DecisionKind::Jury, ruling, &file.held)?;
    let row = decisions::Decision { reason: words, decided_by: Some(by), ..row };
    let noted = line(app, Act::SittingExamined, By::Certifier, Some(by), Some(format!("{number} of {exam}")), origin);
    let write = app.store.write(move |tx| {
        let (row, noted) = (row.clone(), noted.clone());
        Box::pin(async move {
            decisions::insert(tx, &row).await?;
            audit::add(tx, &noted).await
        })
    });
    write.await.map_err(meanwhile)
}

/// A row that another request wrote first.
pub(super) fn meanwhile(error: StoreError) -> Failure {
    if error.is_conflict() { Refusal::RecordChanged.into() } else { error.into() }
}

/// Says what the jury made of a report.
///
/// # Errors
/// [`Refusal::ReasonMissing`]; [`Refusal::RecordChanged`] when somebody else did.
pub async fn examine(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, report: Uuid, typed: &str, origin: &Origin<'_>) -> Result<()> {
    let (words, by, now) = (reason(typed)?, who(proof), app.clock.now());
    let noted = line(app, Act::ExamReportExamined, By::Certifier, Some(by), Some(format!("{report} of {exam}")), origin);
    app.store
        .write(move |tx| {
            let (words, noted) = (words.clone(), noted.clone());
            Box::pin(async move {
                if !deliberations::examine(tx, (exam, report), &words, by, now).await? {
                    return Err(Refusal::RecordChanged.into());
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await
}

/// Asks for another decision on a sitting than the one that stands; a second member of the jury settles it.
///
/// # Errors
/// [`Refusal::ExamElsewhere`] but while the jury decides; [`Refusal::NothingChanges`]; [`Refusal::ReasonMissing`]; [`Refusal::ProposalOpen`].
pub async fn propose(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, number: i64, asked: &Asked<'_>, origin: &Origin<'_>) -> Result<Uuid> {
    let sitting = sitting(app, proof, exam, number).await?;
    if sitting.docket.exam.status != "finalised" {
        return Err(Refusal::ExamElsewhere.into());
    }
    let proposed = asked.proposed(sitting.file(), exam, None)?;
    super::proposals::propose(app, proof, &sitting.file().case.id.to_string(), &proposed, asked.reason, origin).await
}

/// Another decision, as it was typed.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// `certified`, `refused` or `void`.
    pub outcome: &'a str,
    /// The level from 0, where certified.
    pub level: &'a str,
    /// Why.
    pub reason: &'a str,
}

impl Asked<'_> {
    pub(super) fn proposed(&self, file: &File, exam: Uuid, appeal: Option<Uuid>) -> Result<Proposed> {
        let now = file.ruling.ok_or(Refusal::DecisionsMissing)?;
        let outcome = Outcome::parse(self.outcome).ok_or(Refusal::Malformed)?;
        let level = match outcome {
            Outcome::Certified => self.level.parse().ok().and_then(|at: usize| Level::ALL.get(at).copied()).ok_or(Refusal::Malformed)?,
            _ => Level::Decouverte,
        };
        let pass = file.held.rules.as_ref().map_or(Level::Socle, |rules| rules.pass_level);
        let ruling = Ruling::instead_of(now, outcome, level, pass)?;
        Ok(Proposed::Decision { exam, sitting: file.case.id, number: file.case.number, ruling, appeal })
    }
}

/// Confirms in one act what stands of every sitting: the exam is decided, and waits to be published.
///
/// # Errors
/// [`Refusal::DecisionsMissing`] while something waits; [`Refusal::ExamElsewhere`]; [`Refusal::RecordChanged`].
pub async fn confirm(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, origin: &Origin<'_>) -> Result<()> {
    let docket = docket(app, proof, exam).await?;
    if docket.exam.status != "finalised" {
        return Err(Refusal::ExamElsewhere.into());
    }
    docket.missing().settled()?;
    let (by, now) = (who(proof), app.clock.now());
    let mut rows = Vec::new();
    for file in docket.files.iter().filter(|file| matches!(file.kind(), Some(DecisionKind::Rule | DecisionKind::Rescoring))) {
        let (Some(ruling), Some(last)) = (file.ruling, file.decisions.last()) else { continue };
        let row = super::decide::row(app, file.case.id, last.number + 1, DecisionKind::Jury, ruling, &file.held)?;
        rows.push(decisions::Decision { decided_by: Some(by), ..row });
    }
    let noted = line(app, Act::ExamDecided, By::Certifier, Some(by), Some(exam.to_string()), origin);
    app.store
        .write(move |tx| {
            let (rows, noted) = (rows.clone(), noted.clone());
            Box::pin(async move {
                if !deliberations::decided(tx, exam, now).await? {
                    return Err(Refusal::ExamElsewhere.into());
                }
                // whoever proposed something meanwhile is not passed over
                let open = proposals::open(tx, OPEN).await?;
                if open.iter().any(|p| Proposed::read(p).is_some_and(|proposed| proposed.is_about(exam))) {
                    return Err(Refusal::DecisionsMissing.into());
                }
                for row in &rows {
                    decisions::insert(tx, row).await.map_err(meanwhile)?;
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await
}

/// Takes an exam back to its jury, before its results are published.
///
/// # Errors
/// [`Refusal::ExamElsewhere`].
pub async fn reopen(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (by, now) = (who(proof), app.clock.now());
    let noted = line(app, Act::ExamReopened, By::Certifier, Some(by), Some(exam.to_string()), origin);
    app.store
        .write(move |tx| {
            let noted = noted.clone();
            Box::pin(async move {
                if !deliberations::reopened(tx, exam, now).await? {
                    return Err(Refusal::ExamElsewhere.into());
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await
}

/// Whether a proposal is settled, for lists.
pub fn is_open(proposal: &Proposal) -> bool {
    ProposalStatus::parse(&proposal.status) == Some(ProposalStatus::Open)
}
