//! What somebody took part in, what of it an organisation sees, and their will about it.

use domain::access::{Actor, Post};
use domain::refusal::Refusal;
use store::campaigns::{self, Campaign};
use store::learners::{self, Learner};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::{StoreError, Tx, audit, members};
use uuid::Uuid;

use crate::app::App;
use crate::service::account::own_account;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::steering::keeps_the_others_hidden;
use crate::service::{Failure, Result};

/// A sitting of somebody, in whose campaign.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The sitting.
    pub participation: Participation,
    /// Its campaign.
    pub campaign: Campaign,
    /// Who offered it.
    pub organisation: Organisation,
    /// As whom the organisation knows them.
    pub learner: Option<Learner>,
}

/// Every sitting of whoever asks, the newest first.
///
/// # Errors
/// Nobody is known.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Mine>> {
    let person = Uuid::from_u128(*own_account(actor)?.object());
    let found = app.store.read(move |tx| {
        Box::pin(async move {
            let mut all = Vec::new();
            for participation in participations::of_person(tx, person).await? {
                all.extend(with_campaign(tx, participation).await?);
            }
            Ok::<_, StoreError>(all)
        })
    });
    Ok(found.await?)
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`] for what is somebody else's.
pub async fn my_participation(app: &App, actor: &Actor, id: Uuid) -> Result<Mine> {
    let person = Uuid::from_u128(*own_account(actor)?.object());
    app.store.read(move |tx| Box::pin(own(tx, person, id))).await
}

async fn own(tx: &mut Tx<'_>, person: Uuid, id: Uuid) -> Result<Mine> {
    let row = participations::load(tx, id).await?.filter(|row| row.person_id == Some(person)).ok_or(Refusal::NotFound)?;
    with_campaign(tx, row).await?.ok_or_else(|| Failure::from(Refusal::NotFound))
}

async fn with_campaign(tx: &mut Tx<'_>, participation: Participation) -> Result<Option<Mine>, StoreError> {
    let Some(campaign) = campaigns::load(tx, participation.campaign_id).await? else { return Ok(None) };
    let Some(organisation) = organisations::load(tx, campaign.organisation_id).await? else { return Ok(None) };
    let learner = match participation.learner_id {
        Some(id) => learners::load(tx, id).await?,
        None => None,
    };
    Ok(Some(Mine { participation, campaign, organisation, learner }))
}

/// Shows one's result to the organisation. Shown already, it stays so.
///
/// # Errors
/// [`Refusal::NotFound`] for a result that is somebody else's, not finished, erased, or of a campaign without names;
/// [`Refusal::SharingWaits`] when the results of others could be told apart by it.
pub async fn show(app: &App, actor: &Actor, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let person = Uuid::from_u128(*own_account(actor)?.object());
    let now = app.clock.now();
    let said = line(app, Act::ParticipationShown, By::Person, Some(person), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let said = said.clone();
            Box::pin(async move {
                let mine = own(tx, person, id).await?;
                // of two who show theirs at once the second sees what the first did
                campaigns::hold(tx, mine.campaign.id).await?;
                let mine = own(tx, person, id).await?;
                let row = &mine.participation;
                if mine.campaign.is_anonymous != 0 || row.finished_at.is_none() || row.session_id.is_none() {
                    return Err(Refusal::NotFound.into());
                }
                if row.shared_at.is_none() {
                    if !keeps_the_others_hidden(tx, row).await? {
                        return Err(Refusal::SharingWaits.into());
                    }
                    participations::share(tx, id, person, now).await?;
                    audit::add(tx, &said).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Shows it no longer.
///
/// # Errors
/// [`Refusal::NotFound`] for what is somebody else's.
pub async fn take_back(app: &App, actor: &Actor, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let person = Uuid::from_u128(*own_account(actor)?.object());
    let said = line(app, Act::ParticipationHidden, By::Person, Some(person), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let said = said.clone();
            Box::pin(async move {
                own(tx, person, id).await?;
                if participations::unshare(tx, id, person).await? {
                    audit::add(tx, &said).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// How many people could read a result that is shown: members of the organisation, and who manages those above it.
///
/// # Errors
/// The store's.
pub async fn readers(app: &App, mine: &Mine) -> Result<usize> {
    let own = mine.organisation.id;
    let found = app.store.read(move |tx| {
        Box::pin(async move {
            let mut readers = std::collections::BTreeSet::new();
            for organisation in organisations::ancestors(tx, own).await? {
                let all = members::of_organisation(tx, organisation).await?;
                let may = |role: &str| Post::parse(role).is_some_and(|post| organisation == own || post == Post::Manager);
                readers.extend(all.into_iter().filter(|member| may(&member.role)).map(|member| member.person_id));
            }
            Ok::<_, StoreError>(readers.len())
        })
    });
    Ok(found.await?)
}
