//! Being forgotten: everything about a person goes, answers and results included.

use domain::access::Actor;
use domain::refusal::Refusal;
use store::{audit, people};

use super::{own_account, person_of};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::workshop::is_last_administrator;
use crate::service::{Failure, Result};

/// Erases a person. What they shared is gone with them. What stays is that somebody was erased, and when, in the audit log, whose
/// earlier lines about them lose whom, what and from where.
///
/// # Errors
/// Nobody is signed in. [`Refusal::LastAdministrator`]: the team would be left without anybody who can name another one.
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
                people::delete(tx, id).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    Ok(())
}
