//! A post offered by mail: made, taken back, accepted or declined. The link works for the account that has the address it was sent to,
//! so that a mail that was passed on opens nothing.

use domain::access::{Actor, Authorised, GovernOrganisation, Post};
use domain::organisation::INVITATION_LIFE;
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::invitations::{self, Invitation};
use store::members::{self, Member};
use store::{StoreError, Tx, audit, organisations, people};
use uuid::Uuid;

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::mails::{InvitationMail, letter};
use crate::render::Lang;
use crate::secret::{Token, token_digest};
use crate::service::account::{attempt, own_account, person_of};
use crate::service::audit::{Act, By, Origin, address, line};
use crate::service::{Failure, Result};

/// Invitations one person sends in a quarter of an hour.
const PER_PERSON: i64 = 30;
/// Offers of one organisation that may wait at once.
const WAITING: usize = 100;

/// What became of an offer.
const ACCEPTED: &str = "accepted";
const DECLINED: &str = "declined";
const WITHDRAWN: &str = "withdrawn";
const REPLACED: &str = "replaced";

/// Offers of this organisation that nobody has settled, too old or not, the oldest first.
///
/// # Errors
/// The store's.
pub async fn offers(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Vec<Invitation>> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(invitations::open_of_organisation(tx, organisation))).await?)
}

/// Offers a post to an address. One that waits for that address is replaced.
///
/// # Errors
/// [`Refusal::EmailInvalid`], [`Refusal::AlreadyMember`], [`Refusal::TooManyAttempts`].
pub async fn invite(app: &App, proof: &Authorised<GovernOrganisation>, typed: &str, post: Post, lang: Lang, origin: &Origin<'_>) -> Result<()> {
    let organisation = organisation_of(proof);
    let folded = fold_email(typed).ok_or(Refusal::EmailInvalid)?;
    let by = actor_of(proof).ok_or(Refusal::Unauthorised)?;
    attempt(app, "invitation", &by.to_string(), PER_PERSON).await?;
    let (name, inviter) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let name = organisations::load(tx, organisation).await?.map(|row| row.name).unwrap_or_default();
                Ok::<_, StoreError>((name, people::by_id(tx, by).await?.and_then(|person| person.email).unwrap_or_default()))
            })
        })
        .await?;
    let now = app.clock.now();
    let token = Token::draw(&app.entropy);
    let email = typed.trim().to_owned();
    let invitation = Invitation {
        id: app.entropy.id(now),
        organisation_id: organisation,
        email: email.clone(),
        email_folded: folded.clone(),
        role: post.code().to_owned(),
        token_hash: token.digest(),
        invited_by: Some(by),
        created_at: now,
        expires_at: now + INVITATION_LIFE,
        settled_at: None,
        outcome: None,
    };
    let mail = letter(app, lang, &InvitationMail::of(app, token.as_str(), &name, &inviter, post), &email)?;
    let object = format!("{} of {organisation} to {}", post.code(), address(app, &folded));
    let line = line(app, Act::MemberInvited, By::Organisation, Some(by), Some(object), origin);
    app.store
        .write(move |tx| {
            let (invitation, mail, line) = (invitation.clone(), mail.clone(), line.clone());
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                if let Some(person) = people::by_email_folded(tx, &invitation.email_folded).await?
                    && members::role(tx, organisation, person.id).await?.is_some()
                {
                    return Err(Refusal::AlreadyMember.into());
                }
                invitations::settle_email(tx, organisation, &invitation.email_folded, now, REPLACED).await?;
                if invitations::open_of_organisation(tx, organisation).await?.len() >= WAITING {
                    return Err(Refusal::TooManyAttempts.into());
                }
                invitations::insert(tx, &invitation).await?;
                store::mails::enqueue(tx, &mail).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}

/// Takes an offer back.
///
/// # Errors
/// [`Refusal::NotFound`] when this organisation made no such offer. One that is settled already is no error.
pub async fn withdraw(app: &App, proof: &Authorised<GovernOrganisation>, id: Uuid) -> Result<()> {
    let (organisation, now) = (organisation_of(proof), app.clock.now());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                invitations::load(tx, id).await?.filter(|offer| offer.organisation_id == organisation).ok_or(Refusal::NotFound)?;
                invitations::settle(tx, id, now, WITHDRAWN).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// An offer, as the page of its link shows it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The offer.
    pub invitation: Invitation,
    /// Name of the organisation.
    pub organisation: String,
    /// Whether it can be taken up.
    pub is_open: bool,
    /// Whether it was sent to the address of whoever asks.
    pub is_mine: bool,
}

/// By what an offer is named: the token of its mail, or its identifier, which serves the account it was made to.
async fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<Invitation>, StoreError> {
    match name.parse::<Uuid>() {
        Ok(id) => invitations::load(tx, id).await,
        Err(_) => invitations::by_token_hash(tx, &token_digest(name)).await,
    }
}

/// Looks at an offer.
///
/// # Errors
/// [`Refusal::NotFound`]; by its identifier also for whoever it was not made to.
pub async fn look(app: &App, actor: &Actor, name: &str) -> Result<Offered> {
    let now = app.clock.now();
    let person = own_account(actor).ok().map(|account| person_of(&account));
    let by_link = name.parse::<Uuid>().is_err();
    let name = name.to_owned();
    app.store
        .read(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                let invitation = named(tx, &name).await?.ok_or(Refusal::NotFound)?;
                let mine = match person {
                    Some(person) => people::by_id(tx, person).await?.and_then(|person| person.email_folded),
                    None => None,
                };
                let is_mine = mine.as_deref() == Some(invitation.email_folded.as_str());
                if !by_link && !is_mine {
                    return Err(Refusal::NotFound.into());
                }
                let organisation = organisations::load(tx, invitation.organisation_id).await?.map(|row| row.name).unwrap_or_default();
                let is_open = invitation.settled_at.is_none() && invitation.expires_at > now;
                Ok::<_, Failure>(Offered { invitation, organisation, is_open, is_mine })
            })
        })
        .await
}

/// Takes an offer up. Returns the organisation. Said twice, it is done once.
///
/// # Errors
/// [`Refusal::InvitationForAnother`], [`Refusal::InvitationOver`], [`Refusal::NotFound`].
pub async fn accept(app: &App, actor: &Actor, name: &str, origin: &Origin<'_>) -> Result<Uuid> {
    let person = person_of(&own_account(actor)?);
    let now = app.clock.now();
    let line = line(app, Act::MemberJoined, By::Organisation, Some(person), None, origin);
    let name = name.to_owned();
    app.store
        .write(move |tx| {
            let (line, name) = (line.clone(), name.clone());
            Box::pin(async move {
                let offer = for_me(tx, &name, person).await?;
                organisations::lock_groups(tx).await?;
                let before = members::role(tx, offer.organisation_id, person).await?;
                if offer.settled_at.is_some() || offer.expires_at <= now {
                    // the second click finds what the first one did
                    return match before {
                        Some(_) if offer.outcome.as_deref() == Some(ACCEPTED) => Ok(offer.organisation_id),
                        _ => Err(Refusal::InvitationOver.into()),
                    };
                }
                if !invitations::settle(tx, offer.id, now, ACCEPTED).await? {
                    return Err(Refusal::InvitationOver.into());
                }
                if before.is_none() {
                    members::insert(tx, &Member { organisation_id: offer.organisation_id, person_id: person, role: offer.role.clone(), since: now }).await?;
                    let object = Some(format!("{} of {}", offer.role, offer.organisation_id));
                    audit::add(tx, &audit::Line { object, ..line }).await?;
                }
                Ok::<_, Failure>(offer.organisation_id)
            })
        })
        .await
}

/// Declines an offer. Said twice, it is done once.
///
/// # Errors
/// [`Refusal::InvitationForAnother`], [`Refusal::NotFound`].
pub async fn decline(app: &App, actor: &Actor, name: &str) -> Result<()> {
    let person = person_of(&own_account(actor)?);
    let now = app.clock.now();
    let name = name.to_owned();
    app.store
        .write(move |tx| {
            let name = name.clone();
            Box::pin(async move {
                let offer = for_me(tx, &name, person).await?;
                invitations::settle(tx, offer.id, now, DECLINED).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

async fn for_me(tx: &mut Tx<'_>, name: &str, person: Uuid) -> Result<Invitation> {
    let offer = named(tx, name).await?.ok_or(Refusal::NotFound)?;
    let email = people::by_id(tx, person).await?.and_then(|person| person.email_folded);
    if email.as_deref() != Some(offer.email_folded.as_str()) {
        return Err(if name.parse::<Uuid>().is_ok() { Refusal::NotFound } else { Refusal::InvitationForAnother }.into());
    }
    Ok(offer)
}
