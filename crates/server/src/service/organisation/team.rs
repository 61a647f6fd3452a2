//! The team of an organisation: who manages it and who trains in it. It is never left without anybody who manages it, here or above.
//!
//! Of two managers who take each other out at the same moment, the second is refused: posts are changed by one transaction at a time.

use domain::access::{Actor, Authorised, EnterOrganisation, GovernOrganisation, Post};
use domain::refusal::Refusal;
use store::members::{self, Teammate};
use store::organisations::{self, MadeBy};
use store::{Tx, audit};
use uuid::Uuid;

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::service::account::{own_account, person_of};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Everybody of the team, the oldest first.
///
/// # Errors
/// The store's.
pub async fn team(app: &App, proof: &Authorised<EnterOrganisation>) -> Result<Vec<Teammate>> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(members::team(tx, organisation))).await?)
}

/// Gives a member another post. Said twice, it is done once.
///
/// # Errors
/// [`Refusal::LastManager`]; [`Refusal::NotFound`] when they are no member.
pub async fn set_post(app: &App, proof: &Authorised<GovernOrganisation>, person: Uuid, post: Post, origin: &Origin<'_>) -> Result<()> {
    let organisation = organisation_of(proof);
    let by = actor_of(proof).map_or_else(String::new, |by| format!(" by {by}"));
    let line = line(app, Act::MemberChanged, By::Organisation, Some(person), Some(format!("{} of {organisation}{by}", post.code())), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                let before = members::role(tx, organisation, person).await?.ok_or(Refusal::NotFound)?;
                if before == post.code() {
                    return Ok(());
                }
                if post != Post::Manager {
                    somebody_else_manages(tx, organisation, person).await?;
                }
                members::set_role(tx, organisation, person, post.code()).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes somebody out of the team. What they made stays.
///
/// # Errors
/// [`Refusal::LastManager`]. One who is gone already is no error.
pub async fn remove(app: &App, proof: &Authorised<GovernOrganisation>, person: Uuid, origin: &Origin<'_>) -> Result<()> {
    take_out(app, organisation_of(proof), person, actor_of(proof), origin).await
}

/// Leaves the team.
///
/// # Errors
/// As [`remove`].
pub async fn leave(app: &App, actor: &Actor, proof: &Authorised<EnterOrganisation>, origin: &Origin<'_>) -> Result<()> {
    let me = person_of(&own_account(actor)?);
    take_out(app, organisation_of(proof), me, Some(me), origin).await
}

async fn take_out(app: &App, organisation: Uuid, person: Uuid, by: Option<Uuid>, origin: &Origin<'_>) -> Result<()> {
    let by = by.map_or_else(String::new, |by| format!(" by {by}"));
    let line = line(app, Act::MemberRemoved, By::Organisation, Some(person), Some(format!("{organisation}{by}")), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                if members::role(tx, organisation, person).await?.as_deref() == Some(Post::Manager.code()) {
                    somebody_else_manages(tx, organisation, person).await?;
                }
                if members::remove(tx, organisation, person).await? {
                    audit::add(tx, &line).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Whether somebody else manages the organisation or one above it. To be asked under [`organisations::lock_groups`].
///
/// # Errors
/// [`Refusal::LastManager`].
pub(in crate::service) async fn somebody_else_manages(tx: &mut Tx<'_>, organisation: Uuid, person: Uuid) -> Result<()> {
    if members::others(tx, organisation, Post::Manager.code(), person).await? == 0 {
        return Err(Refusal::LastManager.into());
    }
    Ok(())
}

/// What a person made that stays with the organisation when they go.
///
/// # Errors
/// The store's.
pub async fn made_by(app: &App, proof: &Authorised<EnterOrganisation>, person: Uuid) -> Result<MadeBy> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(organisations::made_by(tx, organisation, person))).await?)
}
