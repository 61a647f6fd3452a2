//! The organisations that somebody works in.

use domain::access::{Actor, Post};
use store::members;
use store::organisations::{self, Organisation};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// Those in which whoever asks has a post of their own, the oldest first; that of a key. What belongs to a group is reached through it.
///
/// # Errors
/// The store's.
pub async fn reachable(app: &App, actor: &Actor) -> Result<Vec<(Organisation, Option<Post>)>> {
    let actor = actor.clone();
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let places = match actor {
                    Actor::Person(id) => {
                        members::of_person(tx, Uuid::from_u128(id)).await?.into_iter().map(|m| (m.organisation_id, Post::parse(&m.role))).collect()
                    }
                    Actor::OrganisationKey(id) => vec![(Uuid::from_u128(id), None)],
                    _ => Vec::new(),
                };
                let mut found = Vec::with_capacity(places.len());
                for (id, post) in places {
                    found.extend(organisations::load(tx, id).await?.map(|organisation| (organisation, post)));
                }
                Ok::<_, crate::service::Failure>(found)
            })
        })
        .await
}
