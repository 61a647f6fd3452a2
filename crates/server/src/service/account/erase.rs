//! Being forgotten: everything about a person goes, answers and results included.

use domain::access::Actor;
use store::people;

use super::{own_account, person_of};
use crate::app::App;
use crate::service::Result;

/// Erases a person. What they shared is gone with them; nothing is kept, not even without a name.
///
/// # Errors
/// Nobody is signed in.
pub async fn erase(app: &App, actor: &Actor) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    app.store.write(move |tx| Box::pin(people::delete(tx, id))).await?;
    Ok(())
}
