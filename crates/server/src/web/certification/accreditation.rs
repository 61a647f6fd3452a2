//! `/pilotage/{organisation}/certification/habilitation`: what a centre asks the certifier, and `/certificateur/centres`: what it says.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::access::{GovernCertification, GovernOrganisation};
use domain::certification::Accreditation as Standing;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use uuid::Uuid;

use super::Chamber;
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::accreditation::{self, Answer, Centre, Known, Request, Statement};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page};
use crate::web::steer::Office;
use crate::web::view::FieldError;
use crate::web::view::certification::candidacy::{CentreAnswerPage, CentreRow, CentresPage};
use crate::web::view::certification::centre::{Accredited, AskAccreditationPage};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/certification/habilitation", get(ask).post(send))
        .route("/certificateur/centres", get(list))
        .route("/certificateur/centres/{accreditation}", get(show).post(answer))
}

fn word(known: &Known, today: Day) -> &'static str {
    if known.standing == Standing::Granted && !known.holds(today) { "over" } else { known.standing.code() }
}

/// Where a centre stands, for whoever looks.
///
/// # Errors
/// The store's.
pub(super) async fn accredited(office: &Office) -> Result<Accredited, PageError> {
    let visit = &office.visit;
    let known = accreditation::of(&visit.app, &office.proof).await.or_page(visit)?;
    let (today, governs) = (Day::of(visit.app.clock.now()), office.has::<GovernOrganisation>());
    let Some(known) = known else {
        return Ok(Accredited { standing: "none", may_ask: governs, lacks_post: !governs, ..Accredited::default() });
    };
    let may_ask = known.may_ask(today);
    Ok(Accredited {
        standing: word(&known, today),
        number: known.row.number.clone(),
        until: known.row.until.map(|day| Day::numbered(day).begins()),
        note: known.row.note.clone(),
        may_ask: may_ask && governs,
        lacks_post: may_ask && !governs,
    })
}

fn typed(fields: &Fields) -> Request {
    let one = |name: &str| fields.one(name).to_owned();
    Request {
        statement: Statement { lead: one("responsable"), rooms: one("salles"), access: one("accueil") },
        contact: one("contact"),
        commits: fields.one("engagement") == "oui",
    }
}

async fn form(office: &Office, request: Request, errors: Vec<FieldError>) -> Result<AskAccreditationPage, PageError> {
    Ok(AskAccreditationPage {
        action: office.path("/certification/habilitation"),
        back: office.path("/certification"),
        accredited: accredited(office).await?,
        lead: request.statement.lead,
        contact: request.contact,
        rooms: request.statement.rooms,
        access: request.statement.access,
        commits: request.commits,
        errors,
        frame: office.frame("certification"),
    })
}

/// `GET …/certification/habilitation`
async fn ask(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    office.may::<GovernOrganisation>()?;
    let known = accreditation::of(&visit.app, &office.proof).await.or_page(visit)?;
    let request = known.map_or_else(
        || Request { contact: visit.email().unwrap_or_default().to_owned(), ..Request::default() },
        |known| Request { contact: known.row.contact.clone(), statement: known.statement, commits: false },
    );
    visit.page(&form(&office, request, Vec::new()).await?)
}

/// `POST …/certification/habilitation`
async fn send(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<GovernOrganisation>()?;
    let request = typed(&fields);
    let mut faults = accreditation::faults(&request);
    if faults.is_empty() {
        match accreditation::ask(&visit.app, &by, &request, &visit.origin()).await {
            Ok(()) => return Ok(visit.go_and_say(&office.path("/certification"), "notice-accreditation-asked")),
            Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => faults.push(("", refusal)),
            Err(failure) => return Err(PageError::new(visit, failure)),
        }
    }
    let (errors, first) = (said(visit, &faults), faults.first().map_or(Refusal::Malformed, |(_, refusal)| *refusal));
    visit.refused(first, &form(&office, request, errors).await?)
}

fn said(visit: &Visit, faults: &[(&'static str, Refusal)]) -> Vec<FieldError> {
    let sentence = |field: &str, refusal: Refusal| match field {
        "engagement" => visit.say("centre-said-commit"),
        "salles" if refusal == Refusal::ReasonMissing => visit.say("centre-said-rooms-missing"),
        _ => visit.say(&format!("refusal-{}", refusal.code())),
    };
    faults.iter().map(|(field, refusal)| FieldError::new(field, sentence(field, *refusal))).collect()
}

fn row(centre: &Centre, today: Day) -> CentreRow {
    CentreRow {
        path: format!("/certificateur/centres/{}", centre.known.row.id),
        name: centre.name.clone(),
        kind: centre.kind.clone(),
        finess: centre.finess.clone(),
        number: centre.known.row.number.clone(),
        standing: word(&centre.known, today),
        asked_at: centre.known.row.asked_at,
        until: centre.known.row.until.map(|day| Day::numbered(day).begins()),
    }
}

/// `GET /certificateur/centres`
async fn list(chamber: Chamber) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let by = chamber.may::<GovernCertification>()?;
    let (query, today) = (asked(visit), Day::of(visit.app.clock.now()));
    let all: Vec<CentreRow> = accreditation::all(&visit.app, &by).await.or_page(visit)?.iter().map(|centre| row(centre, today)).collect();
    let (words, standing) = (fold(query.one("q")), query.one("etat"));
    let (count, waiting) = (all.len(), all.iter().filter(|row| row.standing == "asked").count());
    let searched = |row: &CentreRow| fold(&format!("{} {} {}", row.name, row.number.as_deref().unwrap_or_default(), row.finess.as_deref().unwrap_or_default()));
    let fits = |row: &CentreRow| {
        let text = searched(row);
        words.split_whitespace().all(|w| text.contains(w)) && (standing.is_empty() || row.standing == standing)
    };
    let mut found: Vec<CentreRow> = all.into_iter().filter(fits).collect();
    // who waits comes first
    found.sort_by_key(|row| row.standing != "asked");
    let listing = listing("/certificateur/centres", &query, found.len());
    visit.page(&CentresPage {
        frame: chamber.frame("centres"),
        standing: standing.to_owned(),
        rows: of_page(found, &listing).collect(),
        listing,
        all: count,
        waiting,
    })
}

async fn one(chamber: &Chamber, name: &str) -> Result<Centre, PageError> {
    let visit = &chamber.visit;
    let by = chamber.may::<GovernCertification>()?;
    let id = Uuid::try_parse(name).map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    accreditation::one(&visit.app, &by, id).await.or_page(visit)
}

/// By which two people who answer at once are told apart.
fn seen(known: &Known) -> String {
    format!("{}-{}-{}", known.row.status, known.row.asked_at, known.row.decided_at.unwrap_or(0))
}

fn answer_page(chamber: &Chamber, centre: &Centre, fields: &Fields, errors: Vec<FieldError>) -> CentreAnswerPage {
    let (known, today) = (&centre.known, Day::of(chamber.visit.app.clock.now()));
    CentreAnswerPage {
        frame: chamber.frame("centres"),
        centre: row(centre, today),
        lead: known.statement.lead.clone(),
        contact: known.row.contact.clone(),
        rooms: known.statement.rooms.clone(),
        access: known.statement.access.clone(),
        said: known.row.note.clone(),
        seen: seen(known),
        chosen: fields.one("reponse").to_owned(),
        until: fields.one("jusqu").to_owned(),
        note: fields.one("motif").to_owned(),
        errors,
    }
}

/// `GET /certificateur/centres/{accreditation}`
async fn show(chamber: Chamber, Path(name): Path<String>) -> Result<Response, PageError> {
    let centre = one(&chamber, &name).await?;
    let mut fields = Fields::default();
    let until = centre.known.row.until.map(|day| Day::numbered(day).to_string()).unwrap_or_default();
    fields.0.insert("jusqu".to_owned(), vec![until]);
    chamber.visit.page(&answer_page(&chamber, &centre, &fields, Vec::new()))
}

/// `POST /certificateur/centres/{accreditation}`
async fn answer(chamber: Chamber, Path(name): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let by = chamber.may::<GovernCertification>()?;
    let centre = one(&chamber, &name).await?;
    let standing = Standing::parse(fields.one("reponse")).filter(|standing| *standing != Standing::Asked);
    let fault = if fields.one("vu") != seen(&centre.known) {
        Some(("", Refusal::RecordChanged))
    } else if let Some(standing) = standing {
        let said = Answer { standing, until: Day::parse(fields.one("jusqu")), note: fields.one("motif").to_owned() };
        match said.fault(Day::of(visit.app.clock.now())) {
            Some(fault) => Some(fault),
            None => match accreditation::answer(&visit.app, &by, &centre.known.row, &said, &visit.origin()).await {
                Ok(()) => return Ok(visit.go_and_say("/certificateur/centres", "notice-centre-answered")),
                Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => Some(("", refusal)),
                Err(failure) => return Err(PageError::new(visit, failure)),
            },
        }
    } else {
        Some(("reponse", Refusal::ResponseMissing))
    };
    let (field, refusal) = fault.unwrap_or(("", Refusal::Malformed));
    let errors = vec![visit.fault(field, refusal)];
    visit.refused(refusal, &answer_page(&chamber, &centre, &fields, errors))
}
