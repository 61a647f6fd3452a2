//! `/pilotage/{organisation}/formations…`: what an organisation proposes.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::access::ProposeOffers;
use domain::catalogue::check::Fault;
use domain::catalogue::columns::{Cells, Column};
use domain::date::Day;
use domain::refusal::Refusal;
use serde::Deserialize;
use uuid::Uuid;

use super::form::{cells_of, errors, form, typed};
use super::told::{facts, happenings, sure};
use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::catalogue::Dossier;
use crate::service::catalogue::propose::{self, Seen, Written};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::steer::Office;
use crate::web::view::FieldError;
use crate::web::view::catalogue::desk::{Frame, OfferFormPage, OfferRow, ProposalPage, ProposalsPage};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/formations", get(list))
        .route("/pilotage/{organisation}/formations/nouvelle", get(new).post(make))
        .route("/pilotage/{organisation}/formations/{offer}", get(show))
        .route("/pilotage/{organisation}/formations/{offer}/modifier", get(edit).post(change))
        .route("/pilotage/{organisation}/formations/{offer}/acte", post(act))
        .route("/formations/proposer", get(door))
}

/// What the path names besides the organisation.
#[derive(Debug, Deserialize)]
struct Named {
    offer: String,
}

impl Named {
    fn id(&self, office: &Office) -> Result<Uuid, PageError> {
        Uuid::try_parse(&self.offer).map_err(|_| PageError::new(&office.visit, Refusal::NotFound))
    }
}

/// `GET /formations/proposer`: where offers are proposed from.
async fn door() -> Redirect {
    Redirect::to("/pilotage")
}

fn base(office: &Office) -> String {
    office.path("/formations")
}

/// `GET /pilotage/{organisation}/formations`
async fn list(office: Office) -> Result<Response, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let dossiers = propose::list(&visit.app, &by).await.or_page(visit)?;
    let today = Day::of(visit.app.clock.now());
    let row = |dossier: &Dossier| OfferRow {
        path: format!("{}/{}", base(&office), dossier.row.id),
        title: dossier.text.title.clone(),
        organisation: dossier.text.organisation.clone(),
        sure: sure(dossier, today),
        note: dossier.row.note.clone(),
        updated_at: dossier.row.updated_at,
    };
    visit.page(&ProposalsPage { frame: office.frame("offers"), rows: dossiers.iter().map(row).collect() })
}

fn form_page(office: &Office, action: String, back: String, at: (i64, Uuid), cells: &Cells, errors: Vec<FieldError>) -> OfferFormPage {
    let frame = Frame::Office(office.frame("offers"));
    OfferFormPage { base: frame.base(), frame, action, back, seen: at.0, id: at.1.to_string(), is_team: false, form: form(&office.visit, cells), errors }
}

fn new_page(office: &Office, id: Uuid, cells: &Cells, errors: Vec<FieldError>) -> OfferFormPage {
    form_page(office, format!("{}/nouvelle", base(office)), base(office), (0, id), cells, errors)
}

fn fresh(office: &Office) -> Uuid {
    office.visit.app.entropy.id(office.visit.app.clock.now())
}

/// `GET /pilotage/{organisation}/formations/nouvelle`
async fn new(office: Office) -> Result<Response, PageError> {
    office.may::<ProposeOffers>()?;
    let organisation = &office.organisation;
    let mut cells = Cells::from([(Column::Organisation, organisation.name.clone()), (Column::Language, "fr".into()), (Column::Diploma, "none".into())]);
    cells.extend(organisation.siret.clone().map(|siret| (Column::Siret, siret)));
    cells.extend(organisation.region.clone().map(|region| (Column::Region, region)));
    office.visit.page(&new_page(&office, fresh(&office), &cells, Vec::new()))
}

fn wrong(office: &Office, mut page: OfferFormPage, faults: &[Fault]) -> Result<Response, PageError> {
    page.errors = errors(&office.visit, faults);
    let mut response = office.visit.page(&page)?;
    refuse(&mut response, Refusal::OfferFaulty, None);
    Ok(response)
}

/// `POST /pilotage/{organisation}/formations/nouvelle`
async fn make(office: Office, fields: Fields) -> Result<Response, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let id = Uuid::try_parse(fields.one("id")).map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let cells = typed(&fields);
    match propose::make(&visit.app, &by, id, &cells).await.or_page(visit)? {
        Written::Kept(id) => Ok(visit.go_and_say(&format!("{}/{id}", base(&office)), "notice-offer-saved")),
        Written::Wrong(faults) => wrong(&office, new_page(&office, id, &cells, Vec::new()), &faults),
    }
}

async fn one(office: &Office, id: Uuid, errors: Vec<FieldError>) -> Result<ProposalPage, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let (dossier, events) = propose::load(&visit.app, &by, id).await.or_page(visit)?;
    Ok(ProposalPage {
        frame: office.frame("offers"),
        path: format!("{}/{id}", base(office)),
        public: format!("/formations/{}", dossier.row.slug),
        title: dossier.text.title.clone(),
        sure: sure(&dossier, Day::of(visit.app.clock.now())),
        note: dossier.row.note.clone(),
        seen: dossier.row.revision,
        copy_id: fresh(office).to_string(),
        facts: facts(&dossier),
        events: happenings(&events, visit.person()),
        errors,
    })
}

/// `GET /pilotage/{organisation}/formations/{offer}`
async fn show(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let page = one(&office, named.id(&office)?, Vec::new()).await?;
    office.visit.page(&page)
}

/// `GET …/{offer}/modifier`
async fn edit(office: Office, Path(named): Path<Named>) -> Result<Response, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let id = named.id(&office)?;
    let (dossier, _) = propose::load(&visit.app, &by, id).await.or_page(visit)?;
    let path = format!("{}/{id}", base(&office));
    visit.page(&form_page(&office, format!("{path}/modifier"), path, (dossier.row.revision, id), &cells_of(&dossier.text), Vec::new()))
}

fn revision(office: &Office, fields: &Fields) -> Result<i64, PageError> {
    fields.one("vu").parse().map_err(|_| PageError::new(&office.visit, Refusal::Malformed))
}

/// `POST …/{offer}/modifier`
async fn change(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let (id, revision) = (named.id(&office)?, revision(&office, &fields)?);
    let (path, cells) = (format!("{}/{id}", base(&office)), typed(&fields));
    let again = |errors| form_page(&office, format!("{path}/modifier"), path.clone(), (revision, id), &cells, errors);
    match propose::change(&visit.app, &by, Seen { id, revision }, &cells).await {
        Ok(Written::Kept(_)) => Ok(visit.go_and_say(&path, "notice-offer-saved")),
        Ok(Written::Wrong(faults)) => wrong(&office, again(Vec::new()), &faults),
        // what was typed stays on the page: the other's change is one click away
        Err(Failure::Refused(refusal @ Refusal::OfferStage)) => {
            let mut response = visit.page(&again(vec![FieldError::new("", visit.say("refusal-offer-stage"))]))?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST …/{offer}/acte`
async fn act(office: Office, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let (visit, by) = (&office.visit, office.may::<ProposeOffers>()?);
    let id = named.id(&office)?;
    let path = format!("{}/{id}", base(&office));
    if fields.one("acte") == "copier" {
        let copy = Uuid::try_parse(fields.one("copie")).map_err(|_| PageError::new(visit, Refusal::Malformed))?;
        let copy = propose::copy(&visit.app, &by, id, copy).await.or_page(visit)?;
        return Ok(Redirect::to(&format!("{}/{copy}/modifier", base(&office))).into_response());
    }
    let seen = Seen { id, revision: revision(&office, &fields)? };
    let origin = visit.origin();
    let (done, to, notice) = match fields.one("acte") {
        "envoyer" => match propose::send(&visit.app, &by, seen, &origin).await {
            Ok(faults) if faults.is_empty() => (Ok(()), path, "notice-offer-sent"),
            Ok(faults) => {
                let told = errors(visit, &faults).into_iter().map(|error| FieldError::new("", error.text)).collect();
                let mut response = visit.page(&one(&office, id, told).await?)?;
                refuse(&mut response, Refusal::OfferFaulty, None);
                return Ok(response);
            }
            Err(failure) => (Err(failure), path, ""),
        },
        "reprendre" => (propose::take_back(&visit.app, &by, seen).await, path, "notice-offer-taken-back"),
        "retirer" => (propose::withdraw(&visit.app, &by, seen, &origin).await, path, "notice-offer-withdrawn"),
        "rouvrir" => (propose::reopen(&visit.app, &by, seen).await, path, "notice-offer-reopened"),
        "supprimer" => (propose::delete(&visit.app, &by, seen).await, base(&office), "notice-offer-deleted"),
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    match done {
        Ok(()) => Ok(visit.go_and_say(&to, notice)),
        Err(Failure::Refused(refusal @ Refusal::OfferStage)) => {
            let told = vec![FieldError::new("", visit.say("refusal-offer-stage"))];
            let mut response = visit.page(&one(&office, id, told).await?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
