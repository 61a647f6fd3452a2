//! Being forgotten: everything about a person goes, answers and results included.

use domain::access::Actor;
use store::{StoreError, audit, people};

use super::{own_account, person_of};
use crate::app::App;
use crate::service::Result;
use crate::service::audit::{Act, By, Origin, line};

/// Erases a person. What they shared is gone with them. What stays is that somebody was erased, and when, in the audit log, whose
/// earlier lines about them lose whom, what and from where.
///
/// # Errors
/// Nobody is signed in.
pub async fn erase(app: &App, actor: &Actor) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    let mut line = line(app, Act::AccountErased, By::Person, None, None, &Origin::default());
    line.place = None;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                people::delete(tx, id).await?;
                audit::add(tx, &line).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}
