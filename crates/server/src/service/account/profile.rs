//! Saying who one is, once, or not at all.

use domain::access::Actor;
use domain::refusal::Refusal;
use formats::content::Named;
use store::people;

use super::{own_account, person_of};
use crate::app::App;
use crate::service::Result;

/// What somebody says of themselves; empty is « I would rather not say ».
#[derive(Debug, Clone, Default)]
pub struct ProfileChoice {
    /// Name of a trade.
    pub trade: String,
    /// Name of a setting.
    pub setting: String,
    /// Code of a region.
    pub region: String,
}

fn listed(choice: &str, list: &[Named]) -> Result<Option<String>, Refusal> {
    match choice {
        "" => Ok(None),
        id if list.iter().any(|n| n.id == id) => Ok(Some(id.to_owned())),
        _ => Err(Refusal::ResponseUnknownOption),
    }
}

/// Keeps it, and that the question was asked.
///
/// # Errors
/// Nobody is signed in, or a choice is not in the lists.
pub async fn set_profile(app: &App, actor: &Actor, choice: &ProfileChoice) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    let profile = people::Profile {
        trade: listed(&choice.trade, &app.people.trades)?,
        setting: listed(&choice.setting, &app.people.settings)?,
        region: listed(&choice.region, &app.people.regions)?,
        asked_at: Some(app.clock.now()),
    };
    app.store.write(move |tx| Box::pin(async move { people::set_profile(tx, id, &profile).await })).await?;
    Ok(())
}

/// Keeps the language, for mails.
///
/// # Errors
/// Nobody is signed in.
pub async fn set_locale(app: &App, actor: &Actor, code: &'static str) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    app.store.write(move |tx| Box::pin(people::set_locale(tx, id, code))).await?;
    Ok(())
}
