//! The rooms of a centre.

use axum::extract::Path;
use axum::response::Response;
use domain::access::RunExams;
use domain::certification::seats;
use domain::organisation::name;
use domain::refusal::Refusal;
use store::rooms::Room;
use uuid::Uuid;

use super::{Named, keep};
use crate::service::certification::rooms::{self, RoomForm};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::steer::Office;
use crate::web::steer::hours::Faults;
use crate::web::view::FieldError;
use crate::web::view::certification::centre::{RoomFormPage, RoomRow, RoomsPage};

fn all(office: &Office) -> String {
    office.path("/certification/salles")
}

fn row(office: &Office, room: Room) -> RoomRow {
    RoomRow {
        path: format!("{}/{}", all(office), room.id),
        name: room.name,
        address: room.address,
        seats: room.seats,
        is_step_free: room.is_step_free != 0,
        note: room.note,
        is_closed: room.closed_at.is_some(),
    }
}

/// `GET /pilotage/{organisation}/certification/salles`
pub(super) async fn list(office: Office) -> Result<Response, PageError> {
    let by = office.may::<RunExams>()?;
    let rooms = rooms::rooms(&office.visit.app, &by).await.or_page(&office.visit)?;
    let rooms = rooms.into_iter().map(|room| row(&office, room)).collect();
    office.visit.page(&RoomsPage { path: all(&office), back: office.path("/certification"), rooms, frame: office.frame("certification") })
}

fn form(office: &Office, fields: &Fields, of: Option<Uuid>, errors: Vec<FieldError>) -> RoomFormPage {
    let one = |name: &str| fields.one(name).to_owned();
    RoomFormPage {
        frame: office.frame("certification"),
        action: of.map_or_else(|| all(office), |id| format!("{}/{id}", all(office))),
        back: all(office),
        is_new: of.is_none(),
        name: one("nom"),
        address: one("adresse"),
        seats: one("places"),
        is_step_free: fields.one("plainpied") == "oui",
        note: one("note"),
        errors,
    }
}

/// `GET …/salles/nouvelle`
pub(super) async fn new(office: Office) -> Result<Response, PageError> {
    office.may::<RunExams>()?;
    office.visit.page(&form(&office, &Fields::default(), None, Vec::new()))
}

/// `GET …/salles/{room}`
pub(super) async fn edit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let by = office.may::<RunExams>()?;
    let room = rooms::room(&office.visit.app, &by, named.room(&office)?).await.or_page(&office.visit)?;
    let mut fields = Fields::default();
    let mut put = |name: &str, value: String| drop(fields.0.insert(name.to_owned(), vec![value]));
    put("nom", room.name);
    put("adresse", room.address);
    put("places", room.seats.to_string());
    put("plainpied", if room.is_step_free != 0 { "oui".to_owned() } else { String::new() });
    put("note", room.note);
    office.visit.page(&form(&office, &fields, Some(room.id), Vec::new()))
}

async fn save(office: &Office, fields: &Fields, of: Option<Uuid>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<RunExams>()?;
    if let Some(id) = of {
        rooms::room(&visit.app, &by, id).await.or_page(visit)?;
    }
    let mut faults = Faults::new(visit);
    let typed = RoomForm {
        name: faults.take("nom", name(fields.one("nom"))),
        address: faults.take("adresse", name(fields.one("adresse"))),
        seats: faults.take("places", seats(fields.one("places"))),
        is_step_free: fields.one("plainpied") == "oui",
        note: fields.one("note").to_owned(),
    };
    if faults.found.is_empty() {
        match rooms::save(&visit.app, &by, of, &typed).await {
            Ok(_) => return Ok(visit.go_and_say(&all(office), "notice-saved")),
            Err(failure) => keep(&mut faults, visit, failure, |refusal| if refusal == Refusal::EntryTaken { "nom" } else { "note" })?,
        }
    }
    let (errors, refusal) = (faults.found, faults.first.unwrap_or(Refusal::Malformed));
    visit.refused(refusal, &form(office, fields, of, errors))
}

/// `POST …/salles`
pub(super) async fn make(office: Office, fields: Fields) -> Result<Response, PageError> {
    save(&office, &fields, None).await
}

/// `POST …/salles/{room}`
pub(super) async fn rewrite(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let room = named.room(&office)?;
    save(&office, &fields, Some(room)).await
}

async fn set_closed(office: &Office, named: &Named, is_closed: bool) -> Result<Response, PageError> {
    let by = office.may::<RunExams>()?;
    rooms::close(&office.visit.app, &by, named.room(office)?, is_closed).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&all(office), "notice-saved"))
}

/// `POST …/salles/{room}/fermer`
pub(super) async fn close(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    set_closed(&office, &named, true).await
}

/// `POST …/salles/{room}/rouvrir`
pub(super) async fn reopen(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    set_closed(&office, &named, false).await
}
