//! Appeals: a candidate asks for another look, and is answered with reasons by somebody who had no part in the decision.

use domain::access::{Actor, Authorised, SitOnJury};
use domain::certification::appeal::{AppealOutcome, AppealStatus, may_answer, may_appeal};
use domain::certification::jury::reason;
use domain::refusal::Refusal;
use store::appeals::{self, Appeal};
use store::{StoreError, audit, deliberations, sittings};
use uuid::Uuid;

use super::amend::deciders;
use super::jury::{Asked, Sitting, sitting};
use super::proposals::{propose, who};
use super::publish::{candidates_of, told};
use super::result::own;
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Appeals listed.
const LISTED: i64 = 200;

/// Appeals against the newest sitting of a candidacy.
///
/// # Errors
/// [`Refusal::AppealMade`], [`Refusal::AppealLate`], [`Refusal::ReasonMissing`]; [`Refusal::NotFound`] before publication.
pub async fn appeal(app: &App, actor: &Actor, candidate: Uuid, typed: &str, origin: &Origin<'_>) -> Result<Uuid> {
    let (candidate, exam) = own(app, actor, candidate).await?;
    let id = candidate.id;
    let case = app.store.read(move |tx| Box::pin(async move { deliberations::of_candidate(tx, id).await })).await?.ok_or(Refusal::NotFound)?;
    let (sitting, published_at, now) = (case.id, exam.published_at, app.clock.now());
    let earlier = app.store.read(move |tx| Box::pin(async move { appeals::of_sitting(tx, sitting).await })).await?;
    may_appeal(published_at, earlier.len(), now)?;
    let row = Appeal {
        id: app.entropy.id(now),
        sitting_id: sitting,
        person_id: candidate.person_id,
        body: reason(typed)?,
        status: AppealStatus::Open.code().to_owned(),
        at: now,
        outcome: None,
        answer: String::new(),
        answered_by: None,
        answered_at: None,
    };
    let made = row.id;
    let noted = line(app, Act::AppealMade, By::Person, candidate.person_id, Some(made.to_string()), origin);
    let written = app.store.write(move |tx| {
        let (row, noted) = (row.clone(), noted.clone());
        Box::pin(async move {
            appeals::insert(tx, &row).await?;
            audit::add(tx, &noted).await
        })
    });
    match written.await {
        Ok(()) => Ok(made),
        // a double click
        Err(error) if error.is_conflict() => Err(Refusal::AppealMade.into()),
        Err(error) => Err(error.into()),
    }
}

/// An appeal in the list, with the exam and the number it is about.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The appeal.
    pub appeal: Appeal,
    /// The exam.
    pub exam: Uuid,
    /// Its number.
    pub exam_number: String,
    /// The sitting's number.
    pub number: i64,
}

/// Appeals of a status, the newest first.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, _: &Authorised<SitOnJury>, status: AppealStatus) -> Result<Vec<Listed>> {
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let mut found = Vec::new();
            for appeal in appeals::with_status(tx, status.code(), LISTED).await? {
                let Some(sitting) = sittings::load(tx, appeal.sitting_id).await? else { continue };
                let Some(exam) = store::exams::load(tx, sitting.exam_id).await? else { continue };
                found.push(Listed { appeal, exam: exam.id, exam_number: exam.number, number: sitting.number });
            }
            Ok::<_, StoreError>(found)
        })
    });
    Ok(read.await?)
}

/// An appeal with the sitting it is about.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The appeal.
    pub appeal: Appeal,
    /// The sitting with all that happened.
    pub sitting: Sitting,
    /// Why this member has no part in the answer, if that is so.
    pub refusal: Option<Refusal>,
}

/// One appeal.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn dossier(app: &App, proof: &Authorised<SitOnJury>, id: Uuid) -> Result<Dossier> {
    let read = app.store.read(move |tx| {
        Box::pin(async move {
            let Some(appeal) = appeals::load(tx, id).await? else { return Ok(None) };
            let sitting = sittings::load(tx, appeal.sitting_id).await?;
            Ok::<_, StoreError>(sitting.map(|sitting| (appeal, sitting)))
        })
    });
    let (appeal, about) = read.await?.ok_or(Refusal::NotFound)?;
    let sitting = sitting(app, proof, about.exam_id, about.number).await?;
    let status = AppealStatus::parse(&appeal.status).unwrap_or(AppealStatus::Answered);
    let refusal = may_answer(status, &deciders(app, sitting.file()).await?, proof.object().person).err();
    Ok(Dossier { appeal, sitting, refusal })
}

async fn answerable(app: &App, proof: &Authorised<SitOnJury>, id: Uuid) -> Result<Dossier> {
    let dossier = dossier(app, proof, id).await?;
    match dossier.refusal {
        Some(refusal) => Err(refusal.into()),
        None => Ok(dossier),
    }
}

/// Answers that the decision stands, and why.
///
/// # Errors
/// [`Refusal::OwnDecision`], [`Refusal::AppealSettled`], [`Refusal::ReasonMissing`]; [`Refusal::ProposalOpen`] while another decision is proposed.
pub async fn dismiss(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, typed: &str, origin: &Origin<'_>) -> Result<()> {
    let dossier = answerable(app, proof, id).await?;
    if dossier.sitting.file().proposal.is_some() {
        return Err(Refusal::ProposalOpen.into());
    }
    let (words, by, now) = (reason(typed)?, who(proof), app.clock.now());
    let of = dossier.sitting.file().case.candidate_id;
    let candidate = candidates_of(app, vec![of]).await?.remove(&of);
    let letter = candidate.map(|candidate| told(app, "appeal-dismissed", &dossier.sitting.docket.exam, &candidate)).transpose()?.flatten();
    let noted = line(app, Act::AppealAnswered, By::Certifier, Some(by), Some(format!("{id} dismissed")), origin);
    app.store
        .write(move |tx| {
            let (words, noted, letter) = (words.clone(), noted.clone(), letter.clone());
            Box::pin(async move {
                let answer = appeals::Answer { outcome: AppealOutcome::Dismissed.code(), words: &words, by, at: now };
                if !appeals::answer(tx, id, &answer).await? {
                    return Err(Refusal::AppealSettled.into());
                }
                if let Some(letter) = &letter {
                    store::mails::enqueue(tx, letter).await?;
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}

/// Asks for another decision in answer to an appeal: a second person who had no part in the first one settles it, and that answers the appeal.
///
/// # Errors
/// As [`dismiss`]; [`Refusal::NothingChanges`].
pub async fn uphold(app: &App, proof: &Authorised<SitOnJury>, id: Uuid, asked: &Asked<'_>, origin: &Origin<'_>) -> Result<Uuid> {
    let dossier = answerable(app, proof, id).await?;
    let file = dossier.sitting.file();
    let proposed = asked.proposed(file, file.case.exam_id, Some(id))?;
    propose(app, proof, &file.case.id.to_string(), &proposed, asked.reason, origin).await
}
