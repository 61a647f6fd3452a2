//! Where somebody has a post, and where one is offered to them.

use domain::access::Actor;
use domain::organisation::Kind;
use domain::refusal::Refusal;
use store::invitations::{self, Invitation};
use store::organisations::{self, Post};
use store::people;

use crate::app::App;
use crate::service::account::{own_account, person_of};
use crate::service::{Failure, Result};

/// What is mine.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Organisations, by name.
    pub posts: Vec<Post>,
    /// Offers to my address that I can take up, each with the name of the organisation.
    pub offers: Vec<(Invitation, String)>,
}

impl Mine {
    /// What an organisation is, for the page.
    pub fn kind(post: &Post) -> Kind {
        Kind::parse(&post.kind).unwrap_or(Kind::Other)
    }
}

/// Every organisation in which somebody has a post, and every offer to their address.
///
/// # Errors
/// Nobody with an address is signed in.
pub async fn mine(app: &App, actor: &Actor) -> Result<Mine> {
    let person = person_of(&own_account(actor)?);
    let now = app.clock.now();
    let (posts, offers) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let email = people::by_id(tx, person).await?.and_then(|p| p.email_folded).ok_or(Refusal::Unauthorised)?;
                let posts = organisations::of_person(tx, person).await?;
                let mut offers = Vec::new();
                for invitation in invitations::open_of_email(tx, &email, now).await? {
                    let name = organisations::load(tx, invitation.organisation_id).await?.map(|o| o.name).unwrap_or_default();
                    offers.push((invitation, name));
                }
                Ok::<_, Failure>((posts, offers))
            })
        })
        .await?;
    Ok(Mine { posts, offers })
}
