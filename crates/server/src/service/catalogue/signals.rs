//! "Something is wrong with this offer": kept for the team, from whoever says so.

use domain::access::{Authorised, ReferenceOffers};
use domain::catalogue::signal::{LONGEST, Reason};
use domain::refusal::Refusal;
use store::offer_signals::{self, OfferSignal};
use uuid::Uuid;

use super::ratings::{Kind, title};
use crate::app::App;
use crate::service::{Failure, Result};

/// Signals on one offer that wait at the same time: more tell the team nothing new, and nobody can drown it.
const WAITING: i64 = 20;
/// Signals that the team is shown at once.
const SHOWN: i64 = 100;

/// Keeps what a reader says.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such offer.
pub async fn say(app: &App, slug: &str, reason: Reason, text: &str, person: Option<Uuid>) -> Result<()> {
    title(app, Kind::Offer, slug).ok_or(Refusal::NotFound)?;
    let now = app.clock.now();
    let signal = OfferSignal {
        id: app.entropy.id(now),
        slug: slug.to_owned(),
        reason: reason.code().to_owned(),
        text: text.to_owned(),
        person_id: person,
        status: "open".to_owned(),
        note: String::new(),
        at: now,
        settled_by: None,
        settled_at: None,
    };
    app.store
        .write(move |tx| {
            let signal = signal.clone();
            Box::pin(async move {
                if offer_signals::open_of(tx, &signal.slug).await? < WAITING {
                    offer_signals::insert(tx, &signal).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Signals that wait, the oldest first, and how many there are.
///
/// # Errors
/// The store's.
pub async fn open(app: &App, _: &Authorised<ReferenceOffers>) -> Result<(Vec<OfferSignal>, i64)> {
    Ok(app.store.read(|tx| Box::pin(offer_signals::open(tx, SHOWN))).await?)
}

/// Settles one, with what was made of it for the colleagues.
///
/// # Errors
/// [`Refusal::TextTooLong`]; [`Refusal::RecordChanged`] when somebody was first.
pub async fn settle(app: &App, by: &Authorised<ReferenceOffers>, id: Uuid, note: &str) -> Result<()> {
    let (note, person, now) = (note.trim().to_owned(), Uuid::from_u128(by.object().person), app.clock.now());
    if note.chars().count() > LONGEST {
        return Err(Refusal::TextTooLong.into());
    }
    app.store
        .write(move |tx| {
            let note = note.clone();
            Box::pin(async move { if offer_signals::settle(tx, id, &note, person, now).await? { Ok(()) } else { Err(Failure::from(Refusal::RecordChanged)) } })
        })
        .await
}
