//! What somebody is in an organisation.

use domain::access::{Actor, Authorised, EnterOrganisation, Post, Seat, may};
use domain::refusal::Refusal;
use store::organisations::Organisation;
use store::{members, organisations};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// The organisation, and the seat that whoever asks has in it.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none, and for whoever has no seat in it: a stranger does not learn that it exists.
pub async fn seat(app: &App, actor: &Actor, organisation: Uuid) -> Result<(Organisation, Authorised<EnterOrganisation>)> {
    let person = match actor {
        Actor::Person(id) => Some(Uuid::from_u128(*id)),
        _ => None,
    };
    let (row, posts) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let row = organisations::load(tx, organisation).await?;
                let posts = match person {
                    Some(person) => members::roles(tx, organisation, person).await?,
                    None => Vec::new(),
                };
                Ok::<_, crate::service::Failure>((row, posts))
            })
        })
        .await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let posts = posts.iter().filter_map(|(up, role)| Post::parse(role).map(|post| (*up, post)));
    let seat = match person {
        Some(person) => Seat::of(organisation.as_u128(), person.as_u128(), posts),
        None => Seat { organisation: organisation.as_u128(), person: None, post: None },
    };
    Ok((row, may::<EnterOrganisation>(actor, seat).map_err(|_| Refusal::NotFound)?))
}
