//! Groups: an organisation put below another one, or taken out. Whoever manages the group manages what belongs to it, so only somebody
//! who manages both puts one below the other.

use domain::access::{Authorised, GovernOrganisation, Post};
use domain::organisation::joins;
use domain::refusal::Refusal;
use store::organisations::{self, Organisation};
use store::{StoreError, audit, members};
use uuid::Uuid;

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Where an organisation stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The group it belongs to.
    pub parent: Option<Organisation>,
    /// What belongs to it, by name.
    pub children: Vec<Organisation>,
    /// Groups that whoever asks manages themselves and to which it could belong, by name.
    pub groups: Vec<(Uuid, String)>,
}

/// Where an organisation stands, and where it could.
///
/// # Errors
/// The store's.
pub async fn standing(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Standing> {
    let (organisation, me) = (organisation_of(proof), actor_of(proof));
    let standing = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let own = organisations::load(tx, organisation).await?;
                let parent = match own.and_then(|row| row.parent_id) {
                    Some(parent) => organisations::load(tx, parent).await?,
                    None => None,
                };
                let children = organisations::children(tx, organisation).await?;
                let height = usize::try_from(organisations::height(tx, organisation).await?).unwrap_or_default();
                let mut groups = Vec::new();
                for post in organisations::of_person(tx, me.unwrap_or_default()).await?.into_iter().filter(|post| post.role == Post::Manager.code()) {
                    let above: Vec<u128> = organisations::ancestors(tx, post.id).await?.iter().map(Uuid::as_u128).collect();
                    if joins(organisation.as_u128(), height, &above).is_ok() {
                        groups.push((post.id, post.name));
                    }
                }
                Ok::<_, StoreError>(Standing { parent, children, groups })
            })
        })
        .await?;
    Ok(standing)
}

/// Puts an organisation below another one.
///
/// # Errors
/// [`Refusal::GroupCircular`], [`Refusal::GroupTooDeep`].
pub async fn join_group(app: &App, proof: &Authorised<GovernOrganisation>, group: &Authorised<GovernOrganisation>, origin: &Origin<'_>) -> Result<()> {
    let (organisation, parent) = (organisation_of(proof), organisation_of(group));
    let object = format!("{organisation} below {parent}");
    let line = line(app, Act::OrganisationMoved, By::Organisation, actor_of(proof), Some(object), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                let above: Vec<u128> = organisations::ancestors(tx, parent).await?.iter().map(Uuid::as_u128).collect();
                let height = usize::try_from(organisations::height(tx, organisation).await?).unwrap_or_default();
                joins(organisation.as_u128(), height, &above)?;
                organisations::set_parent(tx, organisation, Some(parent)).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes an organisation out of its group.
///
/// # Errors
/// [`Refusal::LastManager`]: it would be left without anybody who manages it.
pub async fn leave_group(app: &App, proof: &Authorised<GovernOrganisation>, origin: &Origin<'_>) -> Result<()> {
    let organisation = organisation_of(proof);
    let line = line(app, Act::OrganisationMoved, By::Organisation, actor_of(proof), Some(format!("{organisation} alone")), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                if !members::of_organisation(tx, organisation).await?.iter().any(|member| member.role == Post::Manager.code()) {
                    return Err(Refusal::LastManager.into());
                }
                organisations::set_parent(tx, organisation, None).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}
