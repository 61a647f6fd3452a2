//! Units: the services, wards and years of an organisation.

use domain::access::{Authorised, ManageLearners};
use domain::organisation::name;
use domain::refusal::Refusal;
use domain::text::fold;
use store::StoreError;
use store::units::{self, Unit};
use uuid::Uuid;

use super::organisation_of;
use crate::app::App;
use crate::service::{Failure, Result};

/// A unit, and how many people it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitEntry {
    /// The unit.
    pub unit: Unit,
    /// Its people who have not left.
    pub people: i64,
}

/// Every unit, by name.
///
/// # Errors
/// The store's.
pub async fn units(app: &App, proof: &Authorised<ManageLearners>) -> Result<Vec<UnitEntry>> {
    let organisation = organisation_of(proof);
    let (all, sizes) = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((units::of_organisation(tx, organisation).await?, units::sizes(tx, organisation).await?)) }))
        .await?;
    let size = |id: Uuid| sizes.iter().find(|(unit, _)| *unit == id).map_or(0, |(_, people)| *people);
    Ok(all.into_iter().map(|unit| UnitEntry { people: size(unit.id), unit }).collect())
}

/// Adds one.
///
/// # Errors
/// [`Refusal::NameMissing`], [`Refusal::TextTooLong`], [`Refusal::EntryTaken`].
pub async fn add_unit(app: &App, proof: &Authorised<ManageLearners>, typed: &str) -> Result<Uuid> {
    let name = name(typed)?;
    let now = app.clock.now();
    let unit = Unit { id: app.entropy.id(now), organisation_id: organisation_of(proof), name_folded: fold(&name), name, created_at: now };
    let id = unit.id;
    app.store
        .write(move |tx| {
            let unit = unit.clone();
            Box::pin(async move { units::insert(tx, &unit).await })
        })
        .await
        .map_err(taken)?;
    Ok(id)
}

/// Renames one; its people stay in it.
///
/// # Errors
/// As [`add_unit`]; [`Refusal::NotFound`] when this organisation has no such unit.
pub async fn rename_unit(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, typed: &str) -> Result<()> {
    let (organisation, name) = (organisation_of(proof), name(typed)?);
    let folded = fold(&name);
    let found = app
        .store
        .write(move |tx| {
            let (name, folded) = (name.clone(), folded.clone());
            Box::pin(async move { units::rename(tx, organisation, id, &name, &folded).await })
        })
        .await
        .map_err(taken)?;
    if found { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Deletes one; its people are in none then.
///
/// # Errors
/// The store's. One that is gone already is no error.
pub async fn delete_unit(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<()> {
    let organisation = organisation_of(proof);
    app.store.write(move |tx| Box::pin(units::delete(tx, organisation, id))).await?;
    Ok(())
}

fn taken(error: StoreError) -> Failure {
    if error.is_conflict_on("unit", "name_folded") { Refusal::EntryTaken.into() } else { error.into() }
}
