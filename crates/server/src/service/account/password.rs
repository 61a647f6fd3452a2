//! Passwords, for those who want one.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::access::Actor;
use domain::account::{LONGEST_PASSWORD, judge_password};
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::{logins, people};

use super::sign_in::SignedIn;
use super::throttle::attempt;
use super::visit::login_row;
use super::{own_account, person_of};
use crate::app::App;
use crate::secret::Token;
use crate::service::{Failure, Result};

/// Tries at one account's password in a quarter of an hour.
const TRIES: i64 = 8;
/// Tries from one place in a quarter of an hour.
const TRIES_PER_PLACE: i64 = 60;

/// Argon2id with 19 MiB, two passes, one lane (OWASP's first recommendation).
fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Failure::Broken(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn hash(app: &App, password: String) -> Result<String> {
    let salt: [u8; 16] = app.entropy.bytes();
    let argon2 = argon2()?;
    let _in_hand = app.metrics.password();
    tokio::task::spawn_blocking(move || argon2.hash_password_with_salt(password.as_bytes(), &salt).map(|h| h.to_string()))
        .await
        .map_err(|e| Failure::Broken(e.to_string()))?
        .map_err(|e| Failure::Broken(e.to_string()))
}

async fn matches(app: &App, password: String, stored: Option<String>) -> Result<bool> {
    let argon2 = argon2()?;
    let _in_hand = app.metrics.password();
    tokio::task::spawn_blocking(move || {
        if let Some(stored) = stored.as_deref().and_then(|s| PasswordHash::new(s).ok()) {
            return argon2.verify_password(password.as_bytes(), &stored).is_ok();
        }
        // as slow as the real thing, so that time does not tell who has an account
        let _ = argon2.hash_password_with_salt(password.as_bytes(), b"0123456789abcdef");
        false
    })
    .await
    .map_err(|e| Failure::Broken(e.to_string()))
}

/// Sets or changes one's password; other devices are signed out. The account must have an address, and the old password
/// be known where there is one.
///
/// # Errors
/// Nobody is signed in, the account has no address, the old password is wrong, or the new one is weak.
pub async fn set_password(app: &App, actor: &Actor, login: &[u8], old: &str, new: &str) -> Result<()> {
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
    let keep = login.to_vec();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                people::set_password(tx, id, Some(&hashed)).await?;
                for login in logins::list_of(tx, id).await? {
                    if login.token_hash != keep {
                        logins::delete(tx, &login.token_hash).await?;
                    }
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Signs in with address and password.
///
/// # Errors
/// [`Refusal::CredentialsWrong`], whichever of the two it is; [`Refusal::TooManyAttempts`].
pub async fn password_sign_in(app: &App, typed: &str, password: &str, device: &str, place: &str) -> Result<SignedIn> {
    let folded = fold_email(typed).ok_or(Refusal::EmailInvalid)?;
    attempt(app, "password", &folded, TRIES).await?;
    attempt(app, "password-place", place, TRIES_PER_PLACE).await?;
    if password.len() > LONGEST_PASSWORD * 4 {
        return Err(Refusal::CredentialsWrong.into());
    }
    let person = app.store.read(move |tx| Box::pin(async move { people::by_email_folded(tx, &folded).await })).await?;
    let stored = person.as_ref().and_then(|p| p.password_hash.clone());
    let (true, Some(person)) = (matches(app, password.to_owned(), stored).await?, person) else {
        return Err(Refusal::CredentialsWrong.into());
    };
    let token = Token::draw(&app.entropy);
    let row = login_row(&token, person.id, device, app.clock.now());
    app.store.write(move |tx| Box::pin(async move { logins::insert(tx, &row).await })).await?;
    Ok(SignedIn { person: person.id, token })
}
