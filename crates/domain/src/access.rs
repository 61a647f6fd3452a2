//! Who may do what: a pure table, and proofs that only it can build.
//!
//! A service that touches somebody's data takes an [`Authorised`] value; without the right there is nothing to pass.

use std::marker::PhantomData;

use crate::refusal::Refusal;

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody known.
    Visitor,
    /// A person, with or without an e-mail address.
    Person(u128),
    /// The bearer of one session's token, who can reach that session and nothing else.
    SessionToken(u128),
}

/// Whose a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ownership {
    /// The session.
    pub session: u128,
    /// The person it belongs to, if any.
    pub person: Option<u128>,
}

/// A right that can be proved.
pub trait Right {
    /// What it is about.
    type Object;
    /// The row of the table.
    fn holds(actor: &Actor, object: &Self::Object) -> bool;
}

/// Take, read or end a session and see its result.
#[derive(Debug, Clone, Copy)]
pub struct UseSession;
impl Right for UseSession {
    type Object = Ownership;
    fn holds(actor: &Actor, object: &Ownership) -> bool {
        match actor {
            Actor::Visitor => false,
            Actor::Person(id) => object.person == Some(*id),
            Actor::SessionToken(session) => object.session == *session,
        }
    }
}

/// Show a result to others, and stop showing it.
#[derive(Debug, Clone, Copy)]
pub struct ShareResult;
impl Right for ShareResult {
    type Object = Ownership;
    fn holds(actor: &Actor, object: &Ownership) -> bool {
        matches!(actor, Actor::Person(id) if object.person == Some(*id))
    }
}

/// Read, change, export and erase one's own account.
#[derive(Debug, Clone, Copy)]
pub struct ManageAccount;
impl Right for ManageAccount {
    type Object = u128;
    fn holds(actor: &Actor, object: &u128) -> bool {
        matches!(actor, Actor::Person(id) if id == object)
    }
}

/// Proof that an actor holds a right over an object.
#[derive(Debug, Clone)]
pub struct Authorised<R: Right> {
    object: R::Object,
    right: PhantomData<R>,
}

impl<R: Right> Authorised<R> {
    /// What the right is about.
    pub const fn object(&self) -> &R::Object {
        &self.object
    }
}

/// May this actor do this? The proof, or why not.
///
/// # Errors
/// [`Refusal::Unauthorised`] for a visitor, [`Refusal::NotYours`] for somebody else.
pub fn may<R: Right>(actor: &Actor, object: R::Object) -> Result<Authorised<R>, Refusal> {
    if R::holds(actor, &object) {
        Ok(Authorised { object, right: PhantomData })
    } else if *actor == Actor::Visitor {
        Err(Refusal::Unauthorised)
    } else {
        Err(Refusal::NotYours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_owner_or_its_token_reaches_a_session() {
        let mine = Ownership { session: 7, person: Some(1) };
        assert!(may::<UseSession>(&Actor::Person(1), mine).is_ok());
        assert!(may::<UseSession>(&Actor::SessionToken(7), mine).is_ok());
        assert_eq!(may::<UseSession>(&Actor::Person(2), mine).err(), Some(Refusal::NotYours));
        assert_eq!(may::<UseSession>(&Actor::SessionToken(8), mine).err(), Some(Refusal::NotYours));
        assert_eq!(may::<UseSession>(&Actor::Visitor, mine).err(), Some(Refusal::Unauthorised));
        assert!(may::<ShareResult>(&Actor::SessionToken(7), mine).is_err(), "a session's token shares nothing");
        let nobody = Ownership { session: 7, person: None };
        assert!(may::<UseSession>(&Actor::Person(1), nobody).is_err());
    }
}
