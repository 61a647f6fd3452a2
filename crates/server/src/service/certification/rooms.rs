//! Rooms in which a centre holds exams.

use domain::access::{Authorised, RunExams};
use domain::certification::MOST_SEATS;
use domain::organisation::{name, optional};
use domain::refusal::Refusal;
use domain::text::fold;
use store::StoreError;
use store::rooms::{self, Room};
use uuid::Uuid;

use crate::app::App;
use crate::service::organisation::organisation_of;
use crate::service::{Failure, Result};

/// A room as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomForm {
    /// As its people call it.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// How many can sit there.
    pub seats: i64,
    /// Whether a wheelchair gets in.
    pub is_step_free: bool,
    /// What whoever comes must know.
    pub note: String,
}

/// The rooms of a centre, by name; those that are used no more among them.
///
/// # Errors
/// The store's.
pub async fn rooms(app: &App, by: &Authorised<RunExams>) -> Result<Vec<Room>> {
    let organisation = organisation_of(by);
    Ok(app.store.read_once(move |tx| Box::pin(rooms::of_organisation(tx, organisation))).await?)
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn room(app: &App, by: &Authorised<RunExams>, id: Uuid) -> Result<Room> {
    let organisation = organisation_of(by);
    let found = app.store.read_once(move |tx| Box::pin(rooms::in_organisation(tx, organisation, id))).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Adds a room, or changes the one of this identifier.
///
/// # Errors
/// What is wrong with the form; [`Refusal::EntryTaken`] for a second room of one name; [`Refusal::NotFound`].
pub async fn save(app: &App, by: &Authorised<RunExams>, id: Option<Uuid>, form: &RoomForm) -> Result<Uuid> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    if !(1..=MOST_SEATS).contains(&form.seats) {
        return Err(Refusal::SeatsInvalid.into());
    }
    let called = name(&form.name)?;
    let room = Room {
        id: id.unwrap_or_else(|| app.entropy.id(now)),
        organisation_id: organisation,
        name_folded: fold(&called),
        name: called,
        address: name(&form.address)?,
        seats: form.seats,
        is_step_free: form.is_step_free.into(),
        note: optional(&form.note)?.unwrap_or_default(),
        created_at: now,
        closed_at: None,
    };
    let (own, is_new) = (room.id, id.is_none());
    let written = app.store.write(move |tx| {
        let room = room.clone();
        Box::pin(async move {
            if is_new {
                rooms::insert(tx, &room).await?;
                return Ok(true);
            }
            rooms::change(tx, &room).await
        })
    });
    match written.await {
        Ok(true) => Ok(own),
        Ok(false) => Err(Refusal::NotFound.into()),
        Err(StoreError::Conflict { .. }) => Err(Refusal::EntryTaken.into()),
        Err(error) => Err(error.into()),
    }
}

/// Says that a room is used no more, or that it is again. Exams that were set there keep it.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn close(app: &App, by: &Authorised<RunExams>, id: Uuid, is_closed: bool) -> Result<()> {
    let (organisation, at) = (organisation_of(by), is_closed.then(|| app.clock.now()));
    let found = app.store.write(move |tx| Box::pin(rooms::close(tx, organisation, id, at))).await?;
    if found { Ok::<_, Failure>(()) } else { Err(Refusal::NotFound.into()) }
}
