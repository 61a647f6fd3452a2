//! Another decision than the one that stood: adopted by a second person, and, where results are published, the certificate and the candidate's
//! page say so from the same moment.

use domain::certification::appeal::{AppealOutcome, AppealStatus, may_answer};
use domain::certification::jury::{DecisionKind, Outcome, Ruling};
use domain::refusal::Refusal;
use store::audit::{self, Line};
use store::mails::NewMail;
use store::proposals::Proposal;
use store::{Tx, appeals, decisions};
use uuid::Uuid;

use super::certificates::{self, Award, Signer, Why};
use super::jury::{Docket, File, read_docket};
use super::proposals::Ending;
use super::publish::{award, candidates_of, told};
use crate::app::App;
use crate::service::{Failure, Result};

/// What is adopted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub(super) exam: Uuid,
    pub(super) sitting: Uuid,
    pub(super) ruling: Ruling,
    pub(super) appeal: Option<Uuid>,
}

/// What a changed decision changes for somebody whose results are published.
#[derive(Debug, Clone)]
pub(super) struct Amendment {
    sitting: Uuid,
    award: Option<Award>,
    why: Why,
    letter: Option<NewMail>,
}

impl Amendment {
    /// What follows from `after` where `file` stood otherwise; nothing before publication, or where the certificate stays as it is.
    pub(super) async fn of(app: &App, docket: &Docket, file: &File, after: Ruling, held: super::decide::Held, why: Why) -> Result<Option<Self>> {
        if docket.exam.status != "published" {
            return Ok(None);
        }
        let changes = file.ruling != Some(after);
        let id = file.case.candidate_id;
        let Some(candidate) = candidates_of(app, vec![id]).await?.remove(&id).filter(|_| changes) else { return Ok(None) };
        let changed = File { ruling: Some(after), held, ..file.clone() };
        let award = award(app, &docket.exam, &changed, &candidate).await?;
        let what = if why == Why::Appeal { "appeal-upheld" } else { "changed" };
        Ok(Some(Self { sitting: file.case.id, award, why, letter: told(app, what, &docket.exam, &candidate)? }))
    }

    /// Takes back the certificate that stood, and issues the one that stands now.
    pub(super) async fn apply(&self, tx: &mut Tx<'_>, signer: &Signer, now: i64) -> Result<()> {
        if let Some(stood) = certificates::of_sitting(tx, self.sitting).await? {
            let why = if self.award.is_some() { Why::Replaced } else { self.why };
            certificates::revoke_in(tx, now, &stood.number, why).await?;
        }
        if let Some(award) = &self.award {
            certificates::issue(tx, signer, award).await?;
        }
        if let Some(letter) = &self.letter {
            store::mails::enqueue(tx, letter).await?;
        }
        Ok(())
    }
}

/// Does what a proposal of another decision says.
pub(super) async fn decide_otherwise(app: &App, proposal: &Proposal, change: Change, end: Ending, noted: Line) -> Result<()> {
    let docket = read_docket(app, change.exam).await?;
    let file = docket.files.iter().find(|file| file.case.id == change.sitting).ok_or(Refusal::NotFound)?;
    let wanted = if change.appeal.is_some() { "published" } else { "finalised" };
    if docket.exam.status != wanted {
        return Err(Refusal::ExamElsewhere.into());
    }
    let appeal = match change.appeal {
        Some(id) => Some(answerable(app, file, id, end.by).await?),
        None => None,
    };
    let number = file.decisions.last().map_or(0, |last| last.number) + 1;
    let kind = if appeal.is_some() { DecisionKind::Appeal } else { DecisionKind::Jury };
    let row = super::decide::row(app, change.sitting, number, kind, change.ruling, &file.held)?;
    let row = decisions::Decision { reason: proposal.reason.clone(), proposal_id: Some(proposal.id), decided_by: Some(end.by), ..row };
    let amendment = Amendment::of(app, &docket, file, change.ruling, file.held.clone(), Why::Appeal).await?;
    let signer = certificates::signer(app).await?;
    let reason = proposal.reason.clone();
    app.store
        .write(move |tx| {
            let (end, row, amendment, signer, noted, reason) = (end.clone(), row.clone(), amendment.clone(), signer.clone(), noted.clone(), reason.clone());
            Box::pin(async move {
                end.adopted(tx).await?;
                decisions::insert(tx, &row).await?;
                if let Some(appeal) = appeal {
                    let answer = appeals::Answer { outcome: AppealOutcome::Upheld.code(), words: &reason, by: end.by, at: end.at };
                    if !appeals::answer(tx, appeal, &answer).await? {
                        return Err(Refusal::AppealSettled.into());
                    }
                }
                if let Some(amendment) = &amendment {
                    amendment.apply(tx, &signer, end.at).await?;
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}

/// The appeal, if this person may have a part in its answer.
async fn answerable(app: &App, file: &File, id: Uuid, by: Uuid) -> Result<Uuid> {
    let row = app.store.read(move |tx| Box::pin(async move { appeals::load(tx, id).await })).await?.ok_or(Refusal::NotFound)?;
    let status = AppealStatus::parse(&row.status).unwrap_or(AppealStatus::Answered);
    may_answer(status, &deciders(app, file).await?, by.as_u128())?;
    Ok(id)
}

/// Everybody who had a part in a decision on a sitting, before any appeal: who confirmed, proposed or seconded.
pub(super) async fn deciders(app: &App, file: &File) -> Result<Vec<u128>> {
    let before = file.decisions.iter().filter(|d| DecisionKind::parse(&d.kind) != Some(DecisionKind::Appeal));
    let mut people: Vec<u128> = before.clone().filter_map(|d| d.decided_by).map(|id| id.as_u128()).collect();
    for id in before.filter_map(|d| d.proposal_id) {
        let row = app.store.read(move |tx| Box::pin(async move { store::proposals::load(tx, id).await })).await?;
        people.extend(row.into_iter().flat_map(|row| [row.proposed_by, row.settled_by]).flatten().map(|id| id.as_u128()));
    }
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Whether a ruling earns a certificate.
pub(super) fn is_certified(ruling: Ruling) -> bool {
    ruling.outcome == Outcome::Certified
}
