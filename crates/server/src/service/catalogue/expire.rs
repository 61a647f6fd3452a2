//! Checks that end: organisations are told thirty days before, once. What has ended is shown as such; nobody has to do anything for that.

use domain::catalogue::lifecycle::WARNED_BEFORE;
use domain::date::Day;
use store::mails::NewMail;
use store::offers::{self, Offer};
use store::{StoreError, mails, members, offer_imports, people};

use super::import::KEPT;
use crate::app::App;
use crate::mails::{OfferMail, letter_to};
use crate::service::Result;

/// Offers of which people are told in one round.
const AT_ONCE: i64 = 50;

/// Tells every organisation whose check ends within thirty days. Returns how many offers were told of.
///
/// # Errors
/// The store's.
pub async fn warn(app: &App) -> Result<usize> {
    let today = Day::of(app.clock.now());
    let (from, by) = (today.number(), today.plus(WARNED_BEFORE).number());
    let mut told = 0;
    loop {
        let due = app.store.read(move |tx| Box::pin(offers::to_warn(tx, from, by, AT_ONCE))).await?;
        if due.is_empty() {
            break;
        }
        for offer in due {
            told += usize::from(tell(app, &offer).await?);
        }
    }
    if told > 0 {
        app.mail_waits.notify_one();
    }
    Ok(told)
}

/// Notes and writes in one transaction: several servers tell of an offer once.
async fn tell(app: &App, offer: &Offer) -> Result<bool> {
    let (Some(organisation), Some(ends)) = (offer.organisation_id, offer.expires_on) else { return Ok(false) };
    let letters = letters(app, offer, organisation, ends).await?;
    let id = offer.id;
    let told: Result<bool, StoreError> = app
        .store
        .write(move |tx| {
            let letters = letters.clone();
            Box::pin(async move {
                if !offers::warned(tx, id, ends).await? {
                    return Ok(false);
                }
                for letter in &letters {
                    mails::enqueue(tx, letter).await?;
                }
                Ok(true)
            })
        })
        .await;
    Ok(told?)
}

async fn letters(app: &App, offer: &Offer, organisation: uuid::Uuid, ends: i64) -> Result<Vec<NewMail>> {
    let team = app.store.read(move |tx| Box::pin(members::of_organisation(tx, organisation))).await?;
    let mut letters = Vec::new();
    for member in team {
        let person = app.store.read(move |tx| Box::pin(people::by_id(tx, member.person_id))).await?;
        let Some((person, email)) = person.and_then(|person| person.email.clone().map(|email| (person, email))) else { continue };
        let mail = OfferMail {
            what: "ending",
            title: offer.title.clone(),
            note: String::new(),
            until: Some(Day::numbered(ends).begins()),
            link: format!("{}/pilotage/{organisation}/formations/{}", app.config.base_url, offer.id),
        };
        letters.push(letter_to(app, &person.locale, &mail, person.id, &email)?);
    }
    Ok(letters)
}

/// Forgets lists that were sent in long ago.
///
/// # Errors
/// The store's.
pub async fn forget_lists(app: &App) -> Result<()> {
    let before = app.clock.now() - KEPT;
    while app.store.write(move |tx| Box::pin(offer_imports::forget(tx, before, 10))).await? > 0 {}
    Ok(())
}
