//! What an organisation proposes: drafts, what it sends to the team, what it keeps true.

use domain::access::{Authorised, ProposeOffers};
use domain::catalogue::check::Fault;
use domain::catalogue::columns::{Cells, slug};
use domain::catalogue::lifecycle::{Act as Deed, Party, Stage};
use domain::catalogue::offer::{Offer, Status};
use domain::refusal::Refusal;
use store::audit::Line;
use store::{StoreError, offers};
use uuid::Uuid;

use super::dossier::{Done, Dossier, New, Vocabulary, begun, free_slug, history, keep, moved};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// Offers of one organisation that are listed.
const LISTED: i64 = 500;

/// Its offers, the last changed first.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, by: &Authorised<ProposeOffers>) -> Result<Vec<Dossier>> {
    let organisation = organisation_of(by);
    let rows = app.store.read(move |tx| Box::pin(offers::of_organisation(tx, organisation, LISTED))).await?;
    rows.into_iter().map(Dossier::of).collect()
}

/// One of its offers, with what happened to it, the last first.
///
/// # Errors
/// [`Refusal::NotFound`] for an offer of anybody else.
pub async fn load(app: &App, by: &Authorised<ProposeOffers>, id: Uuid) -> Result<(Dossier, Vec<offers::Event>)> {
    let row = app.store.read(move |tx| Box::pin(offers::load(tx, id))).await?;
    let row = row.filter(|row| row.organisation_id == Some(organisation_of(by))).ok_or(Refusal::NotFound)?;
    let events = history(app, id).await?;
    Ok((Dossier::of(row)?, events))
}

/// What came of a form.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// It is kept.
    Kept(Uuid),
    /// It is not, and why: the first of each field.
    Wrong(Vec<Fault>),
}

/// What keeps a draft from being kept: what cannot be read, or is wrong; what is missing can come later, but for a title.
fn hinders(fault: &Fault) -> bool {
    use domain::catalogue::columns::Column;
    !matches!(fault.code, "offer-missing" | "offer-source") || fault.column == Column::Title
}

/// Begins a draft under an identifier that its form was given: sent twice, it is kept once.
///
/// # Errors
/// The store's.
pub async fn make(app: &App, by: &Authorised<ProposeOffers>, id: Uuid, cells: &Cells) -> Result<Written> {
    let (mut text, faults) = Vocabulary::of(app).read(app, cells);
    let faults: Vec<Fault> = faults.into_iter().filter(hinders).filter(|fault| fault.code != "offer-slug").collect();
    if !faults.is_empty() {
        return Ok(Written::Wrong(faults));
    }
    text.id = free_slug(app, &slug(&format!("{} {}", text.title, text.organisation))).await?;
    text.status = Status::ToBeChecked;
    begin(app, by, id, text).await.map(Written::Kept)
}

async fn begin(app: &App, by: &Authorised<ProposeOffers>, id: Uuid, text: Offer) -> Result<Uuid> {
    let organisation = organisation_of(by);
    let new = New { id, organisation: Some(organisation), origin: "proposed", stage: Stage::Draft, text, person: actor_of(by), deed: Deed::Made };
    let (dossier, event) = begun(app, &new)?;
    let done: Result<(), StoreError> = app
        .store
        .write(move |tx| {
            let (row, event) = (dossier.row.clone(), event.clone());
            Box::pin(async move {
                offers::insert(tx, &row).await?;
                offers::insert_event(tx, &event).await
            })
        })
        .await;
    match done {
        Ok(()) => Ok(id),
        // the same form again, or the same title at the same moment
        Err(StoreError::Conflict { .. }) => load(app, by, id).await.map(|_| id).map_err(|_| Failure::Refused(Refusal::OfferNameTaken)),
        Err(error) => Err(error.into()),
    }
}

/// What is done with an offer, and the revision that was read.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The offer.
    pub id: Uuid,
    /// Its revision as it was read.
    pub revision: i64,
}

async fn seen(app: &App, by: &Authorised<ProposeOffers>, seen: Seen) -> Result<Dossier> {
    let (dossier, _) = load(app, by, seen.id).await?;
    if dossier.row.revision == seen.revision { Ok(dossier) } else { Err(Refusal::OfferStage.into()) }
}

async fn act(app: &App, by: &Authorised<ProposeOffers>, before: &Dossier, deed: Deed, note: &str, text: Option<Offer>, noted: Option<Line>) -> Result<()> {
    let done = Done { deed, by: Party::Organisation, person: actor_of(by), note, text };
    let (after, event) = moved(app, before, &done)?;
    keep(app, before, &after, event, noted, Vec::new()).await
}

fn noted(app: &App, by: &Authorised<ProposeOffers>, act: Act, id: Uuid, origin: &Origin<'_>) -> Line {
    line(app, act, By::Organisation, actor_of(by), Some(format!("{id} {}", organisation_of(by))), origin)
}

/// Changes an offer: what is shown stays until the team has checked the change.
///
/// # Errors
/// [`Refusal::OfferStage`] when it moved on.
pub async fn change(app: &App, by: &Authorised<ProposeOffers>, which: Seen, cells: &Cells) -> Result<Written> {
    let before = seen(app, by, which).await?;
    let (text, faults) = Vocabulary::of(app).read(app, cells);
    let faults: Vec<Fault> = faults.into_iter().filter(hinders).filter(|fault| fault.code != "offer-slug").collect();
    if !faults.is_empty() {
        return Ok(Written::Wrong(faults));
    }
    act(app, by, &before, Deed::Changed, "", Some(Offer { status: Status::ToBeChecked, ..text }), None).await?;
    Ok(Written::Kept(which.id))
}

/// Sends it to the team; also to have it checked again as it is.
///
/// # Errors
/// [`Refusal::OfferStage`]. What is still missing comes back instead.
pub async fn send(app: &App, by: &Authorised<ProposeOffers>, which: Seen, origin: &Origin<'_>) -> Result<Vec<Fault>> {
    let before = seen(app, by, which).await?;
    let faults = Vocabulary::of(app).faults(app, &before.text);
    if faults.is_empty() {
        act(app, by, &before, Deed::Proposed, "", None, Some(noted(app, by, Act::OfferProposed, which.id, origin))).await?;
    }
    Ok(faults)
}

/// Takes it back before the team has answered.
///
/// # Errors
/// [`Refusal::OfferStage`].
pub async fn take_back(app: &App, by: &Authorised<ProposeOffers>, which: Seen) -> Result<()> {
    act(app, by, &seen(app, by, which).await?, Deed::TakenBack, "", None, None).await
}

/// Takes it out of the catalogue.
///
/// # Errors
/// [`Refusal::OfferStage`].
pub async fn withdraw(app: &App, by: &Authorised<ProposeOffers>, which: Seen, origin: &Origin<'_>) -> Result<()> {
    let before = seen(app, by, which).await?;
    act(app, by, &before, Deed::Withdrawn, "", None, Some(noted(app, by, Act::OfferWithdrawn, which.id, origin))).await
}

/// Puts one that was taken out to work again, as a draft.
///
/// # Errors
/// [`Refusal::OfferStage`].
pub async fn reopen(app: &App, by: &Authorised<ProposeOffers>, which: Seen) -> Result<()> {
    act(app, by, &seen(app, by, which).await?, Deed::Reopened, "", None, None).await
}

/// A draft with the same text, under an identifier that its form was given.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn copy(app: &App, by: &Authorised<ProposeOffers>, from: Uuid, id: Uuid) -> Result<Uuid> {
    let (dossier, _) = load(app, by, from).await?;
    let text = Offer { id: free_slug(app, &dossier.text.id).await?, status: Status::ToBeChecked, starts: None, ends: None, ..dossier.text };
    begin(app, by, id, text).await
}

/// Throws a draft away that nobody has seen.
///
/// # Errors
/// [`Refusal::OfferStage`] for anything else.
pub async fn delete(app: &App, by: &Authorised<ProposeOffers>, which: Seen) -> Result<()> {
    let before = seen(app, by, which).await?;
    if before.stage != Stage::Draft || before.shown.is_some() {
        return Err(Refusal::OfferStage.into());
    }
    let gone = app.store.write(move |tx| Box::pin(offers::delete(tx, which.id, which.revision))).await?;
    if gone { Ok(()) } else { Err(Refusal::OfferStage.into()) }
}
