//! The personal link in a mail: it says which learner somebody is, and lets them stop the mails.

use domain::campaign::Phase;
use domain::refusal::Refusal;
use store::campaigns::{self, Campaign};
use store::learners::{self, Learner};
use store::organisations::{self, Organisation};
use store::participants::{self, Of};
use store::{StoreError, Tx, reminders};
use uuid::Uuid;

use super::calendar;
use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::{Failure, Result};

/// Campaigns of an organisation that are looked through.
const LOOKED_THROUGH: i64 = 200;

/// What a personal link opens.
#[derive(Debug, Clone)]
pub struct Linked {
    /// The learner.
    pub learner: Learner,
    /// Who trains them.
    pub organisation: Organisation,
    /// What is open for them now, the newest first.
    pub campaigns: Vec<Campaign>,
    /// Whether they want no mails of this organisation.
    pub is_stopped: bool,
}

/// The token of a learner's link: the same in every mail, so that an older mail still serves; made from a secret that is not in the database.
pub(super) fn token_of(app: &App, learner: Uuid) -> Token {
    Token::derived(&[b"socle learner link", learner.as_bytes(), &app.place_key.digest(&format!("learner link {learner}"))])
}

/// What a link opens; looking changes nothing, since mail scanners look too.
///
/// # Errors
/// [`Refusal::LinkExpired`] for what is no link any more.
pub async fn open_link(app: &App, token: &str) -> Result<Linked> {
    let (hash, now) = (token_digest(token), app.clock.now());
    app.store
        .read(move |tx| {
            let hash = hash.clone();
            Box::pin(async move { linked(tx, &hash, now).await?.ok_or_else(|| Failure::from(Refusal::LinkExpired)) })
        })
        .await
}

async fn linked(tx: &mut Tx<'_>, hash: &[u8], now: i64) -> Result<Option<Linked>, StoreError> {
    let Some(learner) = learners::by_token_hash(tx, hash).await?.filter(|learner| learner.left_on.is_none()) else { return Ok(None) };
    let Some(organisation) = organisations::load(tx, learner.organisation_id).await? else { return Ok(None) };
    let mut open = Vec::new();
    for campaign in campaigns::of_organisation(tx, organisation.id, LOOKED_THROUGH).await? {
        if calendar(&campaign).phase(now) != Phase::Open {
            continue;
        }
        let of = Of { organisation: organisation.id, campaign: campaign.id, audience: campaign.audience.clone() };
        if campaign.audience == "open" || participants::is_for(tx, &of, learner.id).await? {
            open.push(campaign);
        }
    }
    let is_stopped = reminders::are_stopped(tx, learner.id).await?;
    Ok(Some(Linked { learner, organisation, campaigns: open, is_stopped }))
}

/// Says that whoever holds the link is the learner: the mail reached them.
///
/// # Errors
/// [`Refusal::LinkExpired`]; [`Refusal::LearnerNotRecognised`] when the learner is somebody else already, or this person another learner there.
pub async fn follow(app: &App, person: Uuid, token: &str) -> Result<()> {
    let (hash, now) = (token_digest(token), app.clock.now());
    let written = app
        .store
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                let linked = linked(tx, &hash, now).await?.ok_or(Refusal::LinkExpired)?;
                if learners::link(tx, linked.learner.id, person, now).await? { Ok(()) } else { Err(Failure::from(Refusal::LearnerNotRecognised)) }
            })
        })
        .await;
    match written {
        Err(Failure::Store(StoreError::Conflict { .. })) => Err(Refusal::LearnerNotRecognised.into()),
        other => other,
    }
}

/// No more mails about campaigns of this organisation.
///
/// # Errors
/// [`Refusal::LinkExpired`].
pub async fn stop_mails(app: &App, token: &str) -> Result<()> {
    let (hash, now) = (token_digest(token), app.clock.now());
    app.store
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                let learner = learners::by_token_hash(tx, &hash).await?.ok_or(Refusal::LinkExpired)?;
                if let Some(any) = campaigns::of_organisation(tx, learner.organisation_id, 1).await?.first() {
                    reminders::add(tx, any.id, learner.id, reminders::STOPPED_KIND, now).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// The mails come again.
///
/// # Errors
/// [`Refusal::LinkExpired`].
pub async fn resume_mails(app: &App, token: &str) -> Result<()> {
    let hash = token_digest(token);
    app.store
        .write(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                let learner = learners::by_token_hash(tx, &hash).await?.ok_or(Refusal::LinkExpired)?;
                Ok::<_, Failure>(reminders::resume(tx, learner.id).await?)
            })
        })
        .await
}
