//! Acts that take two people: one proposes with reasons, another adopts or refuses. What is adopted is done in the same transaction.

use domain::access::{Authorised, SitOnJury};
use domain::certification::Rules;
use domain::certification::jury::{Matter, ProposalStatus, Ruling, may_settle, may_withdraw, reason};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::audit;
use store::proposals::{self, Proposal, Settlement};
use uuid::Uuid;

use super::{amend, neutralise, rules};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proposed {
    /// Another decision on a sitting.
    Decision {
        /// Its exam.
        exam: Uuid,
        /// The sitting.
        sitting: Uuid,
        /// By which the jury knows it.
        number: i64,
        /// What it shall be.
        ruling: Ruling,
        /// The appeal that it answers, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        appeal: Option<Uuid>,
    },
    /// A question that shall count for nobody.
    Neutralisation {
        /// In this exam; in all of them where there is none.
        exam: Option<Uuid>,
        /// The question.
        item: String,
        /// Whether those who would lose by it lose.
        losses: bool,
    },
    /// The rules of exams to come.
    Rules {
        /// They.
        rules: Rules,
        /// The study that their cut scores come from.
        study: Option<Uuid>,
    },
}

impl Proposed {
    /// What a row proposes; none for the matters of other pages.
    pub fn read(row: &Proposal) -> Option<Self> {
        serde_json::from_str(&row.body).ok()
    }

    /// Whether this exam's results depend on it.
    pub fn is_about(&self, exam: Uuid) -> bool {
        match self {
            Self::Decision { exam: its, .. } => *its == exam,
            Self::Neutralisation { exam: its, .. } => its.is_none_or(|its| its == exam),
            Self::Rules { .. } => false,
        }
    }

    fn matter(&self) -> Matter {
        match self {
            Self::Decision { .. } => Matter::Decision,
            Self::Neutralisation { .. } => Matter::Neutralisation,
            Self::Rules { .. } => Matter::Rules,
        }
    }
}

/// The person who holds a proof.
pub(super) fn who(proof: &Authorised<SitOnJury>) -> Uuid {
    Uuid::from_u128(proof.object().person)
}

/// Keeps a proposal.
pub(super) async fn propose(app: &App, proof: &Authorised<SitOnJury>, subject: &str, proposed: &Proposed, typed: &str, origin: &Origin<'_>) -> Result<Uuid> {
    let (by, now) = (who(proof), app.clock.now());
    let row = Proposal {
        id: app.entropy.id(now),
        kind: proposed.matter().code().to_owned(),
        subject: subject.to_owned(),
        body: serde_json::to_string(proposed)?,
        reason: reason(typed)?,
        status: ProposalStatus::Open.code().to_owned(),
        proposed_by: Some(by),
        proposed_at: now,
        settled_by: None,
        settled_at: None,
        note: String::new(),
    };
    let id = row.id;
    let noted = line(app, Act::CertificationProposed, By::Certifier, Some(by), Some(format!("{} {id}", row.kind)), origin);
    let written = app.store.write(move |tx| {
        let (row, noted) = (row.clone(), noted.clone());
        Box::pin(async move {
            proposals::insert(tx, &row).await?;
            audit::add(tx, &noted).await
        })
    });
    match written.await {
        Ok(()) => Ok(id),
        Err(error) if error.is_conflict() => Err(Refusal::ProposalOpen.into()),
        Err(error) => Err(error.into()),
    }
}

/// One proposal.
///
/// # Errors
/// [`Refusal::NotFound`], also for the matters of other pages.
pub async fn proposal(app: &App, _: &Authorised<SitOnJury>, id: Uuid) -> Result<(Proposal, Proposed)> {
    let row = app.store.read(move |tx| Box::pin(async move { proposals::load(tx, id).await })).await?.ok_or(Refusal::NotFound)?;
    let proposed = Proposed::read(&row).ok_or(Refusal::NotFound)?;
    Ok((row, proposed))
}

/// How often what somebody else changed meanwhile is looked at again.
const TRIES: usize = 3;

/// Adopts what somebody else proposed: it is done, now, with everything that follows from it.
///
/// # Errors
/// [`Refusal::OwnProposal`], [`Refusal::ProposalSettled`], [`Refusal::OwnDecision`] for an appeal against what one decided, and what doing it
/// may refuse.
pub async fn adopt(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, note: &str, origin: &Origin<'_>) -> Result<()> {
    for _ in 0..TRIES {
        let (row, proposed) = settleable(app, proof, id).await?;
        let end = Ending { id, by: who(proof), at: app.clock.now(), note: said(note) };
        let noted = line(app, Act::CertificationAdopted, By::Certifier, Some(end.by), Some(format!("{} {id}", row.kind)), origin);
        let done = match proposed {
            Proposed::Decision { exam, sitting, ruling, appeal, .. } => {
                let change = amend::Change { exam, sitting, ruling, appeal };
                amend::decide_otherwise(app, &row, change, end, noted).await
            }
            Proposed::Neutralisation { exam, item, losses } => neutralise::apply(app, &row, exam, &item, losses, end, noted).await,
            Proposed::Rules { rules, study } => rules::adopt(app, &row, &rules, study, end, noted).await,
        };
        match done {
            Err(Failure::Store(error)) if error.is_conflict() => {}
            other => return other,
        }
    }
    Err(Refusal::RecordChanged.into())
}

/// How a proposal is adopted, within the transaction of what it does.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub(super) id: Uuid,
    pub(super) by: Uuid,
    pub(super) at: i64,
    pub(super) note: String,
}

impl Ending {
    /// Notes it as adopted.
    ///
    /// # Errors
    /// [`Refusal::ProposalSettled`]: somebody else was first.
    pub(super) async fn adopted(&self, tx: &mut store::Tx<'_>) -> Result<()> {
        let end = Settlement { status: ProposalStatus::Adopted.code(), by: self.by, at: self.at, note: &self.note };
        if proposals::settle(tx, self.id, &end).await? { Ok(()) } else { Err(Refusal::ProposalSettled.into()) }
    }
}

/// A word of whoever settles; may be empty.
fn said(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_control() || *c == '\n').take(domain::certification::jury::LONGEST_REASON).collect::<String>().trim().to_owned()
}

async fn settleable(app: &App, proof: &Authorised<SitOnJury>, id: Uuid) -> Result<(Proposal, Proposed)> {
    let (row, proposed) = proposal(app, proof, id).await?;
    let status = ProposalStatus::parse(&row.status).unwrap_or(ProposalStatus::Withdrawn);
    may_settle(status, row.proposed_by.map(|by| by.as_u128()), proof.object().person)?;
    Ok((row, proposed))
}

/// Refuses what somebody else proposed, with reasons: nothing changes.
///
/// # Errors
/// As [`adopt`]; [`Refusal::ReasonMissing`].
pub async fn refuse(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, typed: &str, origin: &Origin<'_>) -> Result<()> {
    let (row, _) = settleable(app, proof, id).await?;
    close(app, proof, &row, (ProposalStatus::Refused, Act::CertificationRefused), reason(typed)?, origin).await
}

/// Takes one's own proposal back.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::ProposalSettled`].
pub async fn withdraw(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (row, _) = proposal(app, proof, id).await?;
    let status = ProposalStatus::parse(&row.status).unwrap_or(ProposalStatus::Withdrawn);
    may_withdraw(status, row.proposed_by.map(|by| by.as_u128()), proof.object().person)?;
    close(app, proof, &row, (ProposalStatus::Withdrawn, Act::CertificationWithdrawn), String::new(), origin).await
}

async fn close(
    app: &App,
    proof: &Authorised<SitOnJury>,
    row: &Proposal,
    (status, act): (ProposalStatus, Act),
    note: String,
    origin: &Origin<'_>,
) -> Result<()> {
    let (id, by, at) = (row.id, who(proof), app.clock.now());
    let noted = line(app, act, By::Certifier, Some(by), Some(format!("{} {id}", row.kind)), origin);
    app.store
        .write(move |tx| {
            let (note, noted) = (note.clone(), noted.clone());
            Box::pin(async move {
                if !proposals::settle(tx, id, &Settlement { status: status.code(), by, at, note: &note }).await? {
                    return Err(Refusal::ProposalSettled.into());
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await
}
