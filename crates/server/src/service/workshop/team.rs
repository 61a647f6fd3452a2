//! The team: who may write, review and publish, given by whoever may give it and taken back.
//!
//! Of two who take the last administrator's role from each other at the same moment, the second is refused: what people may do is
//! changed by one transaction at a time. Somebody whose role changes is told by mail.

use domain::access::{Authorised, GrantRoles, Role, Roles};
use domain::refusal::Refusal;
use domain::text::fold_email;
use store::audit::{self, Line};
use store::mails::NewMail;
use store::people::{self, Person};
use store::{Store, StoreError, Tx};
use uuid::Uuid;

use crate::app::App;
use crate::clock::Entropy;
use crate::mails::{RoleMail, letter_to};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// As many people as a team may have.
const AT_MOST: i64 = 10_000;

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teammate {
    /// The person.
    pub person: Uuid,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub roles: Roles,
}

/// A role given or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Given.
    Give(Role),
    /// Taken back.
    TakeBack(Role),
}

impl Change {
    fn applied(self, roles: Roles) -> Roles {
        match self {
            Self::Give(role) => roles.with(role),
            Self::TakeBack(role) => roles.without(role),
        }
    }

    const fn act(self) -> Act {
        match self {
            Self::Give(_) => Act::RoleGranted,
            Self::TakeBack(_) => Act::RoleRevoked,
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Give(role) | Self::TakeBack(role) => role,
        }
    }
}

/// Everybody who has a role, by address.
///
/// # Errors
/// The store's.
pub async fn team(app: &App, _: &Authorised<GrantRoles>) -> Result<Vec<Teammate>> {
    Ok(everybody(&app.store).await?)
}

/// The same, for whoever can run commands on the server.
///
/// # Errors
/// The store's.
pub async fn everybody(store: &Store) -> Result<Vec<Teammate>, StoreError> {
    let people = store.read(|tx| Box::pin(people::with_roles(tx, AT_MOST))).await?;
    Ok(people.into_iter().map(|p| Teammate { person: p.id, email: p.email.unwrap_or_default(), roles: Roles::parse(&p.roles) }).collect())
}

/// Gives a role to the account of an address. Says whether it was new.
///
/// # Errors
/// [`Refusal::EmailInvalid`], or [`Refusal::NoSuchAccount`]: a role is given to somebody who has signed in once.
pub async fn give(app: &App, by: &Authorised<GrantRoles>, typed: &str, role: Role, origin: &Origin<'_>) -> Result<bool> {
    let person = account_of(&app.store, typed).await?;
    change(app, by, person.id, Change::Give(role), origin).await
}

/// Takes a role back. Says whether it was there.
///
/// # Errors
/// [`Refusal::LastAdministrator`], [`Refusal::NotFound`] when there is no such person.
pub async fn take_back(app: &App, by: &Authorised<GrantRoles>, person: Uuid, role: Role, origin: &Origin<'_>) -> Result<bool> {
    change(app, by, person, Change::TakeBack(role), origin).await
}

async fn change(app: &App, by: &Authorised<GrantRoles>, person: Uuid, change: Change, origin: &Origin<'_>) -> Result<bool> {
    let told = app.store.read(move |tx| Box::pin(people::by_id(tx, person))).await?.ok_or(Refusal::NotFound)?;
    let object = format!("{} by {}", change.role().code(), Uuid::from_u128(by.object().person));
    let line = line(app, change.act(), By::Workshop, Some(person), Some(object), origin);
    let mail = match &told.email {
        Some(email) => Some(letter_to(app, &told.locale, &RoleMail::of(change, app), person, email)?),
        None => None,
    };
    let changed = app
        .store
        .write(move |tx| {
            let (line, mail) = (line.clone(), mail.clone());
            Box::pin(async move { write(tx, person, change, &line, mail.as_ref()).await })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(changed)
}

/// The same from the command line, where whoever may run it may do all of it. Says whether it changed anything.
///
/// # Errors
/// As [`give`] and [`take_back`].
pub async fn change_by_command(store: &Store, typed: &str, change: Change, now: i64) -> Result<bool> {
    let person = account_of(store, typed).await?.id;
    let line = Line {
        id: Entropy::System.id(now),
        at: now,
        kind: change.act().code().to_owned(),
        actor: By::Administrator.code().to_owned(),
        person_id: Some(person),
        object: Some(change.role().code().to_owned()),
        place: None,
    };
    store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move { write(tx, person, change, &line, None).await })
        })
        .await
}

async fn account_of(store: &Store, typed: &str) -> Result<Person> {
    let folded = fold_email(typed).ok_or(Refusal::EmailInvalid)?;
    let found = store.read(move |tx| Box::pin(async move { people::by_email_folded(tx, &folded).await })).await?;
    Ok(found.ok_or(Refusal::NoSuchAccount)?)
}

async fn write(tx: &mut Tx<'_>, id: Uuid, change: Change, line: &Line, mail: Option<&NewMail>) -> Result<bool> {
    people::lock_roles(tx).await?;
    let person = people::by_id(tx, id).await?.ok_or(Refusal::NotFound)?;
    let roles = Roles::parse(&person.roles);
    let after = change.applied(roles.clone());
    if after == roles {
        return Ok(false);
    }
    if change == Change::TakeBack(Role::Administrator) && is_last_administrator(tx, id).await? {
        return Err(Refusal::LastAdministrator.into());
    }
    if !people::set_roles(tx, id, &person.roles, &after.stored()).await? {
        // the account lost its address since it was looked for
        return Err(Refusal::NoSuchAccount.into());
    }
    if let Some(mail) = mail {
        store::mails::enqueue(tx, mail).await?;
    }
    audit::add(tx, line).await?;
    Ok::<_, Failure>(true)
}

/// Whether this person administers and nobody else does. To be asked under [`people::lock_roles`].
pub(in crate::service) async fn is_last_administrator(tx: &mut Tx<'_>, person: Uuid) -> Result<bool, StoreError> {
    let administers = |p: &Person| Roles::parse(&p.roles).has(Role::Administrator);
    let everybody = people::with_roles(tx, AT_MOST).await?;
    Ok(everybody.iter().any(|p| p.id == person && administers(p)) && !everybody.iter().any(|p| p.id != person && administers(p)))
}
