//! Making an organisation: whoever has an account may, and manages what they made.

use domain::access::{Actor, Authorised, GovernOrganisation, Post};
use domain::organisation::{Kind, finess, joins, name, siret};
use domain::refusal::Refusal;
use domain::text::fold;
use store::members::{self, Member};
use store::organisations::{self, Organisation};
use store::{StoreError, audit, people};
use uuid::Uuid;

use super::{Wrong, organisation_of};
use crate::app::App;
use crate::service::account::{own_account, person_of};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Organisations one person may be a member of: more is a mistake, or mischief.
const AT_MOST: usize = 200;

/// What a form says an organisation is, as typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Word of a kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its FINESS number, or nothing.
    pub finess: String,
    /// Its SIRET number, or nothing.
    pub siret: String,
    /// Code of a region, or nothing.
    pub region: String,
}

/// What an organisation is, as it is kept.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) finess: Option<String>,
    pub(super) siret: Option<String>,
    pub(super) region: Option<String>,
}

impl Draft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that is wrong, with why.
    pub fn read(app: &App, typed: &Typed) -> Result<Self, Wrong> {
        let mut wrong = Vec::new();
        let mut held = |field, refusal| wrong.push((field, refusal));
        let kind = Kind::parse(&typed.kind).ok_or(Refusal::ResponseUnknownOption).map_err(|r| held("kind", r)).ok();
        let name = name(&typed.name).map_err(|r| held("name", r)).ok();
        let finess = finess(&typed.finess).map_err(|r| held("finess", r)).ok();
        let siret = siret(&typed.siret).map_err(|r| held("siret", r)).ok();
        let region = match typed.region.as_str() {
            "" => None,
            code if app.people.regions.iter().any(|region| region.id == code) => Some(code.to_owned()),
            _ => {
                held("region", Refusal::ResponseUnknownOption);
                None
            }
        };
        match (kind, name, finess, siret) {
            (Some(kind), Some(name), Some(finess), Some(siret)) if wrong.is_empty() => Ok(Self { kind, name, finess, siret, region }),
            _ => Err(wrong),
        }
    }

    pub(super) fn search(&self) -> String {
        fold(&self.name)
    }
}

/// Makes an organisation, alone or below one that its maker manages. Returns its identifier.
///
/// # Errors
/// Nobody with an address is signed in; [`Refusal::FinessTaken`], [`Refusal::SiretTaken`]: somebody made it already;
/// [`Refusal::GroupTooDeep`].
pub async fn make(app: &App, actor: &Actor, draft: Draft, parent: Option<&Authorised<GovernOrganisation>>, origin: &Origin<'_>) -> Result<Uuid> {
    let person = person_of(&own_account(actor)?);
    let parent = parent.map(organisation_of);
    let now = app.clock.now();
    let id = app.entropy.id(now);
    let row = Organisation {
        parent_id: parent,
        kind: draft.kind.code().to_owned(),
        search: draft.search(),
        name: draft.name,
        finess: draft.finess,
        siret: draft.siret,
        region: draft.region,
        created_by: Some(person),
        ..Organisation::blank(id, now)
    };
    let member = Member { organisation_id: id, person_id: person, role: Post::Manager.code().to_owned(), since: now };
    let line = line(app, Act::OrganisationMade, By::Organisation, Some(person), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let (row, member, line) = (row.clone(), member.clone(), line.clone());
            Box::pin(async move {
                if people::by_id(tx, person).await?.is_none_or(|p| p.email.is_none()) {
                    return Err(Refusal::Unauthorised.into());
                }
                if members::of_person(tx, person).await?.len() >= AT_MOST {
                    return Err(Refusal::TooManyAttempts.into());
                }
                if let Some(parent) = row.parent_id {
                    organisations::lock_groups(tx).await?;
                    let above: Vec<u128> = organisations::ancestors(tx, parent).await?.iter().map(Uuid::as_u128).collect();
                    joins(row.id.as_u128(), 1, &above)?;
                }
                organisations::insert(tx, &row).await?;
                members::insert(tx, &member).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
        .map_err(taken)?;
    Ok(id)
}

/// Which number another organisation has.
pub(super) fn taken(failure: Failure) -> Failure {
    let number = |error: &StoreError| match error {
        error if error.is_conflict_on("organisation", "finess") => Some(Refusal::FinessTaken),
        error if error.is_conflict_on("organisation", "siret") => Some(Refusal::SiretTaken),
        _ => None,
    };
    match failure {
        Failure::Store(error) => number(&error).map_or(Failure::Store(error), Failure::Refused),
        other => other,
    }
}
