//! Arriving without an account, and being recognised at the next visit.

use domain::account::LOGIN_LIFE;
use store::logins::{self, Login};
use store::people::{self, Person, Profile};
use uuid::Uuid;

use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::Result;

/// A login is touched at most this often: a write for every page would cost more than it tells.
const TOUCH_EVERY: i64 = 3600 * domain::blueprint::SECOND;

/// Somebody who is recognised.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The person.
    pub person: Person,
    /// Digest of the token they came with.
    pub login: Vec<u8>,
    /// Organisations in which they have a post.
    pub posts: i64,
}

/// A person without an address, and the token by which their browser is recognised.
///
/// # Errors
/// The store's.
pub async fn arrive(app: &App, locale: &str, device: &str) -> Result<(Uuid, Token)> {
    let now = app.clock.now();
    let person = nobody(app.entropy.id(now), locale, now);
    let id = person.id;
    let token = Token::draw(&app.entropy);
    let login = login_row(&token, id, device, now);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                people::insert(tx, &person).await?;
                logins::insert(tx, &login).await
            })
        })
        .await?;
    Ok((id, token))
}

/// A person of whom nothing is known.
pub(super) fn nobody(id: Uuid, locale: &str, now: i64) -> Person {
    Person {
        id,
        email: None,
        email_folded: None,
        email_verified_at: None,
        password_hash: None,
        profile: Profile::default(),
        locale: locale.to_owned(),
        created_at: now,
        last_seen_at: now,
        roles: String::new(),
    }
}

/// A device that is signed in.
pub(super) fn login_row(token: &Token, person: Uuid, device: &str, now: i64) -> Login {
    Login {
        token_hash: token.digest(),
        person_id: person,
        device: device.chars().take(80).collect(),
        created_at: now,
        last_used_at: now,
        expires_at: now + LOGIN_LIFE,
    }
}

/// Who a token belongs to; nobody when it is unknown or too old.
///
/// # Errors
/// The store's.
pub async fn recognise(app: &App, token: &str) -> Result<Option<Identity>> {
    if token.len() > 100 {
        return Ok(None);
    }
    let hash = token_digest(token);
    let now = app.clock.now();
    let found = {
        let hash = hash.clone();
        app.store
            .read(move |tx| {
                Box::pin(async move {
                    let Some(login) = logins::by_token_hash(tx, &hash, now).await? else { return Ok(None) };
                    Ok::<_, store::StoreError>(people::recognised(tx, login.person_id).await?.map(|(person, posts)| (person, posts, login.last_used_at)))
                })
            })
            .await?
    };
    let Some((person, posts, last_used)) = found else { return Ok(None) };
    if now - last_used > TOUCH_EVERY {
        let (id, hash) = (person.id, hash.clone());
        app.store
            .write(move |tx| {
                Box::pin(async move {
                    logins::touch(tx, &hash, now, now + LOGIN_LIFE).await?;
                    people::touch(tx, id, now).await
                })
            })
            .await?;
    }
    Ok(Some(Identity { person, login: hash, posts }))
}
