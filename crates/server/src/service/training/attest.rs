//! Attestations: made out from what is recorded, once for each learner, for the director to sign by hand; and what a stranger may ask of one.

use domain::access::{Actor, Authorised, GovernOrganisation, KeepHours};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::{Attested, Facts, Split, Status, attest, attestation_number, read_attestation_number};
use store::attestations::{self, Attestation};
use store::{audit, learners};
use uuid::Uuid;

use super::ledger::{Learned, learned};
use super::{organisation, person, read_split, small};
use crate::app::App;
use crate::service::account::attempt;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Names that may be tried from one place in a quarter of an hour.
const NAMES_PER_PLACE: i64 = 20;

/// An attestation that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub number: String,
    /// Whether it was made just now.
    pub is_new: bool,
}

/// An attestation with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The row.
    pub row: Attestation,
    /// What it says.
    pub body: Attested,
}

fn opened(row: Attestation) -> Result<Certificate> {
    let body = serde_json::from_str(&row.body)?;
    Ok(Certificate { row, body })
}

/// Makes an attestation out for a learner who has all their hours. Whoever has one that holds keeps it: of two who press at once both are given
/// the same.
///
/// # Errors
/// [`Refusal::HoursMissing`], [`Refusal::NotFound`].
pub async fn issue(app: &App, by: &Authorised<GovernOrganisation>, learner: Uuid, origin: &Origin<'_>) -> Result<Made> {
    let (organisation, issued_by, now) = (organisation(by.object()), person(by.object()), app.clock.now());
    let known = learned(app, organisation, learner).await?;
    if let Some(number) = known.row.attestation.clone() {
        return Ok(Made { number, is_new: false });
    }
    let body = serde_json::to_string(&body(app, organisation, &known).await?)?;
    loop {
        let number = attestation_number(app.entropy.bytes());
        let row = Attestation {
            id: app.entropy.id(now),
            organisation_id: organisation,
            learner_id: Some(learner),
            number: number.clone(),
            body: body.clone(),
            issued_by,
            issued_at: now,
            revoked_at: None,
        };
        let noted = line(app, Act::AttestationMade, By::Organisation, issued_by, Some(format!("{number} of {organisation}")), origin);
        let written = app.store.write(move |tx| {
            let (row, noted) = (row.clone(), noted.clone());
            Box::pin(async move {
                if !attestations::insert(tx, &row).await? {
                    let all = attestations::of_learner(tx, learner).await?;
                    return Ok(all.into_iter().find(|a| a.revoked_at.is_none()).map(|a| Made { number: a.number, is_new: false }));
                }
                audit::add(tx, &noted).await?;
                Ok::<_, Failure>(Some(Made { number: row.number, is_new: true }))
            })
        });
        // nothing of theirs was there: the number was somebody else's, and another one is drawn
        if let Some(made) = written.await? {
            return Ok(made);
        }
    }
}

async fn body(app: &App, organisation: Uuid, known: &Learned) -> Result<Attested> {
    let id = known.row.learner.id;
    let (learner, organisation) = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, Failure>((learners::load(tx, id).await?, store::organisations::load(tx, organisation).await?)) }))
        .await?;
    let (learner, organisation) = (learner.ok_or(Refusal::NotFound)?, organisation.ok_or(Refusal::NotFound)?);
    let mut splits: Vec<(i64, Split)> = Vec::new();
    for (lesson, ..) in &known.lessons {
        splits.push((Day::of(lesson.starts_at).number(), read_split(&lesson.split)?));
    }
    for training in known.trainings.iter().filter(|t| Status::parse(&t.status) == Some(Status::Accepted)) {
        splits.push((training.done_on, read_split(&training.split)?));
    }
    let cohort = known.row.ruling.and_then(|id| known.cohorts.iter().find(|c| c.id == id));
    let facts = Facts {
        given_name: &learner.given_name,
        family_name: &learner.family_name,
        birth_date: learner.birth_date.as_deref(),
        organisation: &organisation.name,
        cohort: cohort.map(|c| (c.name.as_str(), small(c.ects))),
        ledger: &known.row.ledger,
        days: splits.iter().map(|(day, split)| (*day, split)).collect(),
    };
    Ok(attest(&app.editions.current().edition.framework, &facts)?)
}

/// Withdraws an attestation: its number says so from now on, and another one can be made out.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn withdraw(app: &App, by: &Authorised<GovernOrganisation>, number: &str, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now) = (organisation(by.object()), app.clock.now());
    let number = read_attestation_number(number).ok_or(Refusal::NotFound)?;
    let object = Some(format!("{number} of {organisation}"));
    let noted = line(app, Act::AttestationWithdrawn, By::Organisation, person(by.object()), object, origin);
    app.store
        .write(move |tx| {
            let (number, noted) = (number.clone(), noted.clone());
            Box::pin(async move {
                let there = attestations::by_number(tx, &number).await?.filter(|a| a.organisation_id == organisation);
                if there.is_none() {
                    return Err(Refusal::NotFound.into());
                }
                if attestations::revoke(tx, organisation, &number, now).await? {
                    audit::add(tx, &noted).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Every attestation of the organisation, the latest first.
///
/// # Errors
/// The store's.
pub async fn issued(app: &App, by: &Authorised<KeepHours>) -> Result<Vec<Certificate>> {
    let organisation = organisation(by.object());
    let rows = app.store.read_once(move |tx| Box::pin(attestations::of_organisation(tx, organisation))).await?;
    rows.into_iter().map(opened).collect()
}

/// One attestation of the organisation.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn of_organisation(app: &App, by: &Authorised<KeepHours>, number: &str) -> Result<Certificate> {
    let organisation = organisation(by.object());
    Ok(certificate(app, number).await?.filter(|c| c.row.organisation_id == organisation).ok_or(Refusal::NotFound)?)
}

/// One's own attestation.
///
/// # Errors
/// [`Refusal::NotFound`], also for somebody else's.
pub async fn of_person(app: &App, actor: &Actor, number: &str) -> Result<Certificate> {
    let found = certificate(app, number).await?.ok_or(Refusal::NotFound)?;
    let (Actor::Person(who), Some(learner)) = (actor, found.row.learner_id) else { return Err(Refusal::NotFound.into()) };
    let learner = app.store.read_once(move |tx| Box::pin(learners::load(tx, learner))).await?;
    if learner.and_then(|l| l.person_id) == Some(Uuid::from_u128(*who)) { Ok(found) } else { Err(Refusal::NotFound.into()) }
}

/// The attestation of a number, for whoever holds the paper.
///
/// # Errors
/// The store's.
pub async fn certificate(app: &App, number: &str) -> Result<Option<Certificate>> {
    let Some(number) = read_attestation_number(number) else { return Ok(None) };
    let row = app
        .store
        .read_once(move |tx| {
            let number = number.clone();
            Box::pin(async move { attestations::by_number(tx, &number).await })
        })
        .await?;
    row.map(opened).transpose()
}

/// Whether the attestation of a number is that of the person whose name stands on the paper. Only whoever holds the paper knows what to type;
/// tries are counted by place, so that nobody reads a list of names against it.
///
/// # Errors
/// [`Refusal::TooManyAttempts`], [`Refusal::NotFound`].
pub async fn check_name(app: &App, number: &str, typed: &str, place: &str) -> Result<(Certificate, bool)> {
    attempt(app, "attestation-name", place, NAMES_PER_PLACE).await?;
    let found = certificate(app, number).await?.ok_or(Refusal::NotFound)?;
    let is_theirs = found.body.names(typed);
    Ok((found, is_theirs))
}
