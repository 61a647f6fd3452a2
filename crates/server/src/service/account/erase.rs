//! Being forgotten: everything about a person goes, answers and results included.

use domain::access::{Actor, Post};
use domain::refusal::Refusal;
use store::{audit, members, people};

use super::{own_account, person_of};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::somebody_else_manages;
use crate::service::workshop::is_last_administrator;
use crate::service::{Failure, Result};

/// Erases a person. What they shared is gone with them. What stays is that somebody was erased, and when, in the audit log, whose
/// earlier lines about them lose whom, what and from where. Organisations that train them keep their own lists, which lead to nobody any more.
///
/// # Errors
/// Nobody is signed in. [`Refusal::LastAdministrator`]: the team would be left without anybody who can name another one.
/// [`Refusal::LastManager`]: an organisation would be left without anybody who manages it; it can be closed first.
pub async fn erase(app: &App, actor: &Actor) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    let mut line = line(app, Act::AccountErased, By::Person, None, None, &Origin::default());
    line.place = None;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                people::lock_roles(tx).await?;
                if is_last_administrator(tx, id).await? {
                    return Err(Refusal::LastAdministrator.into());
                }
                for member in members::of_person(tx, id).await?.iter().filter(|member| member.role == Post::Manager.code()) {
                    somebody_else_manages(tx, member.organisation_id, id).await?;
                }
                people::delete(tx, id).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    Ok(())
}
