//! Passwords, for those who want one.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::access::Actor;
use domain::account::{LONGEST_PASSWORD, judge_password};
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::{audit, logins, mail_links, people};

use super::sign_in::SignedIn;
use super::throttle::{attempt, counted, forgive};
use super::visit::login_row;
use super::{own_account, person_of};
use crate::app::App;
use crate::mails::{NoticeMail, notice};
use crate::secret::Token;
use crate::service::audit::{Act, By, Origin, address, line};
use crate::service::{Failure, Result};

/// Wrong tries at one account's password in a quarter of an hour.
const TRIES: i64 = 8;
/// Wrong tries from one place in a quarter of an hour: a school of 3,000 behind one address, of whom one in fifteen mistypes.
const WRONG_PER_PLACE: i64 = 200;

/// Argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, the minimum it gives for argon2id.
fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Failure::Broken(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Runs what needs 19 MiB and a processor, behind its door: however many people sign in at once, so many hashes are computed
/// together, and answers find a processor. The door stays taken until the thread is done, even when the visitor has left.
async fn behind_the_door<T: Send + 'static>(app: &App, work: impl FnOnce(&Argon2<'_>) -> T + Send + 'static) -> Result<T> {
    let argon2 = argon2()?;
    let pass = app.gates.passwords.enter().await?;
    tokio::task::spawn_blocking(move || {
        let done = work(&argon2);
        drop(pass);
        done
    })
    .await
    .map_err(|e| Failure::Broken(e.to_string()))
}

async fn hash(app: &App, password: String) -> Result<String> {
    let salt: [u8; 16] = app.entropy.bytes();
    let hashed = behind_the_door(app, move |argon2| argon2.hash_password_with_salt(password.as_bytes(), &salt).map(|h| h.to_string()));
    hashed.await?.map_err(|e| Failure::Broken(e.to_string()))
}

async fn matches(app: &App, password: String, stored: Option<String>) -> Result<bool> {
    behind_the_door(app, move |argon2| {
        if let Some(stored) = stored.as_deref().and_then(|s| PasswordHash::new(s).ok()) {
            return argon2.verify_password(password.as_bytes(), &stored).is_ok();
        }
        // as slow as the real thing, so that time does not tell who has an account
        let _ = argon2.hash_password_with_salt(password.as_bytes(), b"0123456789abcdef");
        false
    })
    .await
}

/// Sets or changes one's password. Every device is signed out, links that wait end, and this browser gets a new token: whoever
/// had the old one has nothing. The account must have an address, which is told of it, and the old password be known where
/// there is one.
///
/// # Errors
/// Nobody is signed in, the account has no address, the old password is wrong, or the new one is weak;
/// [`Refusal::TooManyAttempts`], [`Refusal::Busy`].
pub async fn set_password(app: &App, actor: &Actor, old: &str, new: &str, origin: &Origin<'_>) -> Result<SignedIn> {
    let id = person_of(&own_account(actor)?);
    let person = app.store.read(move |tx| Box::pin(people::by_id(tx, id))).await?.ok_or(Refusal::Unauthorised)?;
    let email = person.email.ok_or(Refusal::EmailInvalid)?;
    judge_password(new, &email)?;
    if person.password_hash.is_some() {
        attempt(app, "password", &email, TRIES).await?;
        if old.len() > LONGEST_PASSWORD * 4 || !matches(app, old.to_owned(), person.password_hash).await? {
            return Err(Refusal::CredentialsWrong.into());
        }
    }
    let hashed = hash(app, new.to_owned()).await?;
    let token = Token::draw(&app.entropy);
    let login = login_row(&token, id, origin.device, app.clock.now());
    let line = line(app, Act::PasswordSet, By::Person, Some(id), None, origin);
    let told = notice(app, &person.locale, &NoticeMail::password_set(app), id, &email)?;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                people::set_password(tx, id, Some(&hashed)).await?;
                logins::delete_all_of(tx, id).await?;
                mail_links::delete_all_of(tx, id).await?;
                logins::insert(tx, &login).await?;
                store::mails::enqueue(tx, &told).await?;
                audit::add(tx, &line).await
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(SignedIn { person: id, token })
}

/// Signs in with address and password.
///
/// Whether the address is known changes neither the words nor the work: both hash once, both write one line.
///
/// # Errors
/// [`Refusal::CredentialsWrong`], whichever of the two it is; [`Refusal::TooManyAttempts`]; [`Refusal::Busy`].
pub async fn password_sign_in(app: &App, typed: &str, password: &str, origin: &Origin<'_>) -> Result<SignedIn> {
    let folded = fold_email(typed).ok_or(Refusal::EmailInvalid)?;
    attempt(app, "password", &folded, TRIES).await?;
    attempt(app, "password-place", origin.place, WRONG_PER_PLACE).await?;
    let tries = [counted(app, "password", &folded), counted(app, "password-place", origin.place)];
    if password.len() > LONGEST_PASSWORD * 4 {
        return Err(Refusal::CredentialsWrong.into());
    }
    let tried = address(app, &folded);
    let person = app.store.read(move |tx| Box::pin(async move { people::by_email_folded(tx, &folded).await })).await?;
    let stored = person.as_ref().and_then(|p| p.password_hash.clone());
    let (true, Some(person)) = (matches(app, password.to_owned(), stored).await?, &person) else {
        let line = line(app, Act::SignInFailed, By::Stranger, person.map(|p| p.id), Some(tried), origin);
        app.store.write(move |tx| Box::pin(async move { audit::add(tx, &line).await })).await?;
        return Err(Refusal::CredentialsWrong.into());
    };
    let token = Token::draw(&app.entropy);
    let row = login_row(&token, person.id, origin.device, app.clock.now());
    let line = line(app, Act::SignedIn, By::Person, Some(person.id), Some("password".to_owned()), origin);
    let replaced = origin.replaced();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if let Some(replaced) = replaced {
                    logins::delete(tx, &replaced).await?;
                }
                logins::insert(tx, &row).await?;
                // a right password is no try at guessing one: a shared workstation may sign the same person in all day
                for counted in &tries {
                    forgive(tx, counted).await?;
                }
                audit::add(tx, &line).await
            })
        })
        .await?;
    Ok(SignedIn { person: person.id, token })
}
