//! Signing in by a link: sent by mail, or shown on the screen of one device for another.

use domain::access::Actor;
use domain::account::LINK_LIFE;
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::audit::Line;
use store::mail_links::{self, MailLink};
use store::mails::NewMail;
use store::people::Person;
use store::{StoreError, Tx, audit, logins, people};
use uuid::Uuid;

use super::throttle::attempt;
use super::visit::{login_row, nobody};
use super::{own_account, person_of};
use crate::app::App;
use crate::mails::{KeepMail, NoticeMail, SignInMail, letter, notice};
use crate::render::Lang;
use crate::secret::{Token, token_digest};
use crate::service::audit::{Act, By, Origin, address, line};
use crate::service::{Failure, Result};

/// A link in a mail.
pub const MAIL: &str = "mail";
/// A link on a screen.
pub const SCREEN: &str = "screen";

/// Links asked for one address in a quarter of an hour.
const LINKS_PER_ADDRESS: i64 = 4;
/// Links asked by one visitor who did something here, or shown to one person for another device, in a quarter of an hour.
const LINKS_PER_PERSON: i64 = 8;
/// Links asked by such visitors of one place: a school that keeps its results at the end of a lesson.
const LINKS_PER_PLACE: i64 = 3_000;
/// Links asked from one place by strangers, who can be anybody.
const STRANGERS_PER_PLACE: i64 = 300;

/// Somebody who followed a link.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub person: Uuid,
    /// What their browser shows from now on.
    pub token: Token,
}

/// Sends a link to an address: to sign in where it is known, to keep one's results where it is new. The answer is the
/// same in both cases, so that nobody learns who has an account.
///
/// # Errors
/// It is no address, or too many links were asked for.
pub async fn request_link(app: &App, visitor: Option<Uuid>, typed: &str, lang: Lang, origin: &Origin<'_>) -> Result<()> {
    let folded = fold_email(typed).ok_or(Refusal::EmailInvalid)?;
    attempt(app, "link-address", &folded, LINKS_PER_ADDRESS).await?;
    if let Some(visitor) = visitor {
        attempt(app, "link-person", &visitor.to_string(), LINKS_PER_PERSON).await?;
        attempt(app, "link-place", origin.place, LINKS_PER_PLACE).await?;
    } else {
        attempt(app, "link-stranger", origin.place, STRANGERS_PER_PLACE).await?;
    }
    let now = app.clock.now();
    let token = Token::draw(&app.entropy);
    let by = if visitor.is_some() { By::Person } else { By::Stranger };
    let asked = line(app, Act::LinkAsked, by, None, Some(address(app, &folded)), origin);
    let address = typed.trim().to_owned();
    let link = format!("{}/connexion/lien/{}", app.config.base_url, token.as_str());
    let minutes = (LINK_LIFE / 60_000_000) as u32;
    let mail =
        if visitor.is_some() { letter(app, lang, &KeepMail { link, minutes }, &address)? } else { letter(app, lang, &SignInMail { link, minutes }, &address)? };
    let stranger = nobody(app.entropy.id(now), lang.code(), now);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let owner = match (people::by_email_folded(tx, &folded).await?, visitor) {
                    (Some(owner), _) => owner.id,
                    (None, Some(visitor)) => visitor,
                    (None, None) => {
                        people::insert(tx, &stranger).await?;
                        stranger.id
                    }
                };
                let link = MailLink {
                    token_hash: token.digest(),
                    person_id: owner,
                    purpose: MAIL.to_owned(),
                    email: Some(address),
                    created_at: now,
                    expires_at: now + LINK_LIFE,
                    used_at: None,
                };
                mail_links::insert(tx, &link).await?;
                audit::add(tx, &audit::Line { person_id: Some(owner), ..asked }).await?;
                store::mails::enqueue(tx, &store::mails::NewMail { person_id: Some(owner), ..mail }).await
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}

/// The address to which a link was sent last that nobody has followed yet, while it can be.
///
/// # Errors
/// Nobody is signed in, or the store's.
pub async fn pending_address(app: &App, actor: &Actor) -> Result<Option<String>> {
    let person = person_of(&own_account(actor)?);
    let now = app.clock.now();
    Ok(app.store.read_once(move |tx| Box::pin(mail_links::pending_email_of(tx, person, MAIL, now))).await?)
}

/// A link for another device of the same person, to be shown on this one.
///
/// # Errors
/// Nobody is signed in, or too many links were asked for.
pub async fn other_device_link(app: &App, actor: &Actor, origin: &Origin<'_>) -> Result<String> {
    let person = person_of(&own_account(actor)?);
    attempt(app, "link-screen", &person.to_string(), LINKS_PER_PERSON).await?;
    let now = app.clock.now();
    let token = Token::draw(&app.entropy);
    let link = MailLink {
        token_hash: token.digest(),
        person_id: person,
        purpose: SCREEN.to_owned(),
        email: None,
        created_at: now,
        expires_at: now + LINK_LIFE,
        used_at: None,
    };
    let made = line(app, Act::DeviceLinkMade, By::Person, Some(person), None, origin);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                mail_links::insert(tx, &link).await?;
                audit::add(tx, &made).await
            })
        })
        .await?;
    Ok(format!("{}/connexion/lien/{}", app.config.base_url, token.as_str()))
}

/// What a link is for, as whoever opens it may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// Signs in.
    SignIn,
    /// Puts what was done without an account under an address.
    Keep,
    /// Goes on, on this device.
    Device,
}

/// What a link is for and under which address, if it can still be followed; looking does not use it up, since mail scanners look
/// too. The address is shown before anything happens: whoever is handed a link sees whose account it opens.
///
/// # Errors
/// The store's.
pub async fn look_at_link(app: &App, token: &str) -> Result<Option<(LinkUse, Option<String>)>> {
    let hash = token_digest(token);
    let now = app.clock.now();
    let found = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                if let Some(link) = mail_links::peek(tx, &hash, SCREEN, now).await? {
                    let owner = people::by_id(tx, link.person_id).await?;
                    return Ok(Some((LinkUse::Device, owner.and_then(|p| p.email))));
                }
                let Some(link) = mail_links::peek(tx, &hash, MAIL, now).await? else { return Ok(None) };
                let named = people::by_id(tx, link.person_id).await?.is_some_and(|p| p.email.is_some());
                Ok::<_, StoreError>(Some((if named { LinkUse::SignIn } else { LinkUse::Keep }, link.email)))
            })
        })
        .await?;
    Ok(found)
}

/// Follows a link, once: proves the address it was sent to, and brings along what this browser did without an account.
///
/// The browser gets a new token whatever it had, and what it had of an account ends. When an address is proved, or is another one
/// than before, every device is signed out and every other link ends; the address that was left is told.
///
/// # Errors
/// [`Refusal::LinkExpired`]; [`Refusal::EmailTaken`] when the address was proved by somebody else meanwhile.
pub async fn follow_link(app: &App, token: &str, visitor: Option<Uuid>, origin: &Origin<'_>) -> Result<SignedIn> {
    let hash = token_digest(token);
    let now = app.clock.now();
    let new = Token::draw(&app.entropy);
    let mut login = login_row(&new, Uuid::nil(), origin.device, now);
    let replaced = origin.replaced();
    let signed_in = line(app, Act::SignedIn, By::Person, None, None, origin);
    let proved = line(app, Act::AddressProved, By::Person, None, None, origin);
    let told = farewell(app, &hash).await?;
    let person = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                let link = match mail_links::take(tx, &hash, MAIL, now).await? {
                    Some(link) => link,
                    None => mail_links::take(tx, &hash, SCREEN, now).await?.ok_or(Refusal::LinkExpired)?,
                };
                let mut owner = people::by_id(tx, link.person_id).await?.ok_or(Refusal::LinkExpired)?;
                if let Some(email) = &link.email {
                    let folded = fold_email(email).ok_or(Refusal::EmailInvalid)?;
                    owner = prove(tx, owner, email, &folded, now, &proved, told).await?;
                }
                // what an unnamed visitor did in this browser is theirs; another account's never moves
                if let Some(visitor) = visitor.filter(|v| *v != owner.id)
                    && people::by_id(tx, visitor).await?.is_some_and(|p| p.email.is_none())
                {
                    people::merge(tx, visitor, owner.id).await?;
                }
                if let Some(replaced) = replaced {
                    logins::delete(tx, &replaced).await?;
                }
                login.person_id = owner.id;
                logins::insert(tx, &login).await?;
                audit::add(tx, &audit::Line { person_id: Some(owner.id), object: Some(link.purpose), ..signed_in }).await?;
                Ok::<_, Failure>(owner.id)
            })
        })
        .await
        .map_err(taken)?;
    app.mail_waits.notify_one();
    Ok(SignedIn { person, token: new })
}

/// Of two who prove one address at the same moment the later one is told so; their link still serves, and leads to that account.
fn taken(failure: Failure) -> Failure {
    match failure {
        Failure::Store(conflict) if conflict.is_conflict_on("person", "email_folded") => Refusal::EmailTaken.into(),
        other => other,
    }
}

/// What the present address of an account is told, should a link give it another one.
async fn farewell(app: &App, hash: &[u8]) -> Result<Option<NewMail>> {
    let (hash, now) = (hash.to_vec(), app.clock.now());
    let owner = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(link) = mail_links::peek(tx, &hash, MAIL, now).await? else { return Ok(None) };
                people::by_id(tx, link.person_id).await
            })
        })
        .await?;
    let Some((owner, email)) = owner.and_then(|o| Some((o.clone(), o.email?))) else { return Ok(None) };
    notice(app, &owner.locale, &NoticeMail::address_changed(app), owner.id, &email).map(Some)
}

/// Gives an account the address that was proved; gives the account that has it.
async fn prove(tx: &mut Tx<'_>, owner: Person, email: &str, folded: &str, now: i64, proved: &Line, told: Option<NewMail>) -> Result<Person> {
    if let Some(other) = people::by_email_folded(tx, folded).await?.filter(|other| other.id != owner.id) {
        // proved by another link meanwhile: that account is theirs
        if owner.email.is_none() {
            people::merge(tx, owner.id, other.id).await?;
        }
        return Ok(other);
    }
    // only the holder of the address has proved anything: whoever typed it stays signed in nowhere, and no other link made before
    // this proof serves after it
    mail_links::delete_all_of(tx, owner.id).await?;
    if owner.email_folded.as_deref() != Some(folded) {
        logins::delete_all_of(tx, owner.id).await?;
        let act = if owner.email.is_some() { Act::AddressChanged } else { Act::AddressProved };
        audit::add(tx, &Line { kind: act.code().to_owned(), person_id: Some(owner.id), ..proved.clone() }).await?;
        if let Some(told) = told.filter(|told| owner.email.as_ref() == Some(&told.recipient)) {
            store::mails::enqueue(tx, &told).await?;
        }
    }
    people::set_email(tx, owner.id, email, folded, Some(now)).await?;
    Ok(owner)
}
