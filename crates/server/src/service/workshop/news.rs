//! Mails of the workshop: what happened to a text is told to whoever wrote it or talks about it, and that a text waits for a review to
//! whoever may review it. At most one mail a day and person, which gathers what happened meanwhile; none to whoever wants none.

use std::collections::BTreeSet;

use domain::access::{Actor, Role, Roles};
use domain::blueprint::SECOND;
use domain::workshop::{Stage, Verdict};
use store::mails::NewMail;
use store::workshop_mails::{self, Due};
use store::{Tx, people, reviews, workshop};
use uuid::Uuid;

use crate::app::App;
use crate::mails::{NewsMail, Novelty, letter_to};
use crate::service::account::own_account;
use crate::service::{Failure, Result};

/// A moment in which more may happen before the first mail leaves.
const SOON: i64 = 10 * 60 * SECOND;
/// From one mail to the next.
const EVERY: i64 = 24 * 3600 * SECOND;
/// People told in one round.
const AT_ONCE: i64 = 50;
/// As many people as a team may have.
const TEAM: i64 = 10_000;
/// Questions that one mail names; the rest is in the workshop.
const NAMED: usize = 20;

/// Notes that these people are to be told of something, but for whoever did it.
pub(super) async fn tell(tx: &mut Tx<'_>, people: BTreeSet<Uuid>, but: Option<Uuid>, now: i64) -> Result<()> {
    for person in people.into_iter().filter(|person| Some(*person) != but) {
        workshop_mails::tell(tx, person, now, now + SOON, EVERY).await?;
    }
    Ok(())
}

/// Notes that a text waits for a review, for whoever may review and did not ask for it.
pub(in crate::service) async fn tell_reviewers(tx: &mut Tx<'_>, asked_by: Uuid, now: i64) -> Result<()> {
    let team = people::with_roles(tx, TEAM).await?;
    let reviewers = team.iter().filter(|p| Roles::parse(&p.roles).has(Role::Reviewer)).map(|p| p.id).collect();
    tell(tx, reviewers, Some(asked_by), now).await
}

/// Whether somebody wants these mails.
///
/// # Errors
/// Nobody is signed in.
pub async fn wants_mail(app: &App, actor: &Actor) -> Result<bool> {
    let id = Uuid::from_u128(*own_account(actor)?.object());
    Ok(app.store.read(move |tx| Box::pin(workshop_mails::wanted(tx, id))).await?)
}

/// Keeps whether they do.
///
/// # Errors
/// Nobody is signed in.
pub async fn set_wants_mail(app: &App, actor: &Actor, wanted: bool) -> Result<()> {
    let id = Uuid::from_u128(*own_account(actor)?.object());
    let now = app.clock.now();
    Ok(app.store.write(move |tx| Box::pin(workshop_mails::want(tx, id, wanted, now))).await?)
}

/// Writes the mails that are due into the outbox. Returns how many.
///
/// # Errors
/// The store's.
pub async fn send_news(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |tx| Box::pin(workshop_mails::due(tx, now, AT_ONCE))).await?;
    let mut sent = 0;
    for due in due {
        let letter = letter_of(app, due).await?;
        let taken = app
            .store
            .write(move |tx| {
                let letter = letter.clone();
                Box::pin(async move {
                    let taken = workshop_mails::take(tx, due.person_id, now, letter.is_some()).await?;
                    match letter {
                        Some(letter) if taken => store::mails::enqueue(tx, &letter).await.map(|()| true),
                        _ => Ok(false),
                    }
                })
            })
            .await?;
        sent += usize::from(taken);
    }
    if sent > 0 {
        app.mail_waits.notify_one();
    }
    Ok(sent)
}

/// What there is to tell somebody; nothing when it was settled meanwhile, or when they have no address any more.
async fn letter_of(app: &App, due: Due) -> Result<Option<NewMail>> {
    let read = app.store.read(move |tx| Box::pin(news(tx, due)));
    let Some((person, news)) = read.await? else { return Ok(None) };
    match person.email {
        Some(email) if !news.is_empty() => {
            let more = news.len().saturating_sub(NAMED);
            let mail = NewsMail::of(news.into_iter().take(NAMED).collect(), more, app);
            letter_to(app, &person.locale, &mail, person.id, &email).map(Some)
        }
        _ => Ok(None),
    }
}

async fn news(tx: &mut Tx<'_>, due: Due) -> Result<Option<(people::Person, Vec<Novelty>)>> {
    let Some(person) = people::by_id(tx, due.person_id).await? else { return Ok(None) };
    let me = person.id;
    let written: BTreeSet<String> = workshop::revisions_of_person(tx, me).await?.into_iter().map(|r| r.item_id).collect();
    let talked =
        reviews::remarks_of_person(tx, me).await?.into_iter().map(|r| r.item_id).chain(reviews::of_person(tx, me).await?.into_iter().map(|r| r.item_id));
    let rows = workshop::all(tx).await?;
    let begun = rows.iter().filter(|row| row.author_id == Some(me)).map(|row| row.item_id.clone());
    let circle: BTreeSet<String> = talked.chain(begun).chain(written).collect();
    let writers = workshop::writers(tx, Verdict::Approve.code()).await?;
    let wrote = |item: &str| writers.iter().any(|(id, who)| id == item && *who == me);
    let named =
        |id: &str, what: &'static str| rows.iter().find(|row| row.item_id == id).map(|row| Novelty { what, title: row.title.clone(), item: id.to_owned() });
    let mut news = Vec::new();
    for review in reviews::since(tx, due.news_since).await? {
        if circle.contains(&review.item_id) && review.reviewer_id != Some(me) {
            let what = if review.verdict == Verdict::Approve.code() { "approved" } else { "changes" };
            news.extend(named(&review.item_id, what));
        }
    }
    for remark in reviews::remarks_since(tx, due.news_since).await? {
        if circle.contains(&remark.item_id) && remark.author_id != Some(me) && remark.resolved_at.is_none() {
            news.extend(named(&remark.item_id, "remark"));
        }
    }
    if Roles::parse(&person.roles).has(Role::Reviewer) {
        let waiting = rows.iter().filter(|row| row.stage == Stage::Review.code() && !wrote(&row.item_id));
        news.extend(waiting.filter_map(|row| named(&row.item_id, "to-review")));
    }
    news.sort();
    news.dedup();
    Ok::<_, Failure>(Some((person, news)))
}
