//! Trainings elsewhere: settled one by one, or recorded for a cohort.

use axum::extract::Path;
use axum::response::Response;
use domain::access::KeepHours;
use domain::refusal::Refusal;
use domain::text::fold;
use domain::training::Status;

use super::registry::sized;
use super::{Faults, field_of, id, id_of, listed_name, training_fields, training_row, typed_day, typed_training};
use crate::service::Failure;
use crate::service::training::{self, Claim, Decision};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::listing::{asked, listing, of_page};
use crate::web::steer::Office;
use crate::web::view::FieldError;
use crate::web::view::steer::hours::{Choice, ConfirmPage, TrainingFormPage, TrainingsPage, rooms};

/// `GET /pilotage/{organisation}/heures/formations`
pub(super) async fn list(office: Office) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let all = training::claims(&visit.app, &by).await.or_page(visit)?;
    let query = asked(visit);
    let (words, status, count) = (fold(query.one("q")), Status::parse(query.one("etat")), all.len());
    let fits = |claim: &Claim| {
        let text = [fold(&claim.training.title), fold(&claim.training.provider), claim.learner.search.clone()].join(" ");
        words.split_whitespace().all(|w| text.contains(w)) && status.is_none_or(|s| claim.training.status == s.code())
    };
    let mut found: Vec<Claim> = all.into_iter().filter(fits).collect();
    // what waits comes first, whatever else is shown
    found.sort_by_key(|claim| claim.training.status != Status::Claimed.code());
    let own = office.path("/heures/formations");
    let (listing, frame) = (listing(&own, &query, found.len()), office.frame("hours"));
    let row = |claim: Claim| {
        let learner = (listed_name(&claim.learner), office.path(&format!("/heures/personnes/{}", claim.learner.id)));
        training_row(visit, &claim.training, Some(learner), office.path(&format!("/heures/formations/{}", claim.training.id)))
    };
    let choice = |s: Status| Choice { id: s.code().to_owned(), name: visit.say(&format!("hours-status-{}", s.code())), is_chosen: status == Some(s) };
    let page = TrainingsPage {
        rooms: rooms(&frame, "trainings"),
        path: own,
        statuses: Status::ALL.into_iter().map(choice).collect(),
        rows: of_page(found, &listing).map(row).collect::<Result<_, _>>()?,
        listing,
        all: count,
        frame,
    };
    visit.page(&page)
}

async fn form(office: &Office, fields: &Fields, errors: Vec<FieldError>) -> Result<TrainingFormPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let all = training::registry(&visit.app, &by).await.or_page(visit)?;
    let size = |cohort| all.rows.iter().filter(|row| row.learner.left_on.is_none() && row.cohorts.contains(&cohort)).count();
    let chosen = id(fields.one("cohorte"));
    let choice = |c: &store::cohorts::Cohort| Choice { id: c.id.to_string(), name: sized(office, &c.name, size(c.id)), is_chosen: Some(c.id) == chosen };
    let (frame, list) = (office.frame("hours"), office.path("/heures/formations"));
    Ok(TrainingFormPage {
        rooms: rooms(&frame, "trainings"),
        action: list.clone(),
        back: list,
        form: training_fields(visit, fields, visit.app.entropy.id(visit.app.clock.now())),
        cohorts: all.cohorts.iter().map(choice).collect(),
        errors,
        frame,
    })
}

/// `GET /pilotage/{organisation}/heures/formations/nouvelle`
pub(super) async fn new(office: Office) -> Result<Response, PageError> {
    let mut fields = Fields::default();
    fields.0.insert("jour".to_owned(), vec![typed_day(office.visit.app.clock.now())]);
    let page = form(&office, &fields, Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/formations`
pub(super) async fn record(office: Office, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let mut faults = Faults::new(visit);
    let cohort = id(fields.one("cohorte"));
    if cohort.is_none() {
        faults.say("cohorte", Refusal::ResponseUnknownOption);
    }
    let typed = typed_training(&mut faults, &fields);
    let draft = id(fields.one("brouillon")).unwrap_or_else(|| visit.app.entropy.id(visit.app.clock.now()));
    if let (true, Some(cohort)) = (faults.found.is_empty(), cohort) {
        match training::record_for_all(&visit.app, &by, draft, cohort, &typed).await {
            Ok(_) => return Ok(visit.go_and_say(&office.path("/heures/formations"), "notice-recorded-for-all")),
            Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => faults.say(field_of(refusal).unwrap_or_default(), refusal),
            Err(failure) => return Err(PageError::new(visit, failure)),
        }
    }
    let refusal = faults.first.unwrap_or(Refusal::Malformed);
    let page = form(&office, &fields, faults.found).await?;
    visit.refused(refusal, &page)
}

/// `POST /pilotage/{organisation}/heures/formations/{training}/accepter`
pub(super) async fn accept(office: Office, Path((_, training)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    training::settle(&visit.app, &by, id_of(visit, &training)?, Decision::Accept).await.or_page(visit)?;
    Ok(visit.go_and_say(&office.path("/heures/formations?etat=claimed"), "notice-saved"))
}

async fn refusal(office: &Office, training: &str, reason: &str, errors: Vec<FieldError>) -> Result<ConfirmPage, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let id = id_of(visit, training)?;
    let all = training::claims(&visit.app, &by).await.or_page(visit)?;
    let claim = all.into_iter().find(|c| c.training.id == id).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let frame = office.frame("hours");
    Ok(ConfirmPage {
        rooms: rooms(&frame, "trainings"),
        kind: "refuse-training",
        name: format!("{} · {}", listed_name(&claim.learner), claim.training.title),
        action: office.path(&format!("/heures/formations/{id}/refuser")),
        back: office.path("/heures/formations"),
        reason: Some(reason.to_owned()),
        errors,
        frame,
    })
}

/// `GET /pilotage/{organisation}/heures/formations/{training}/refuser`
pub(super) async fn ask_refuse(office: Office, Path((_, training)): Path<(String, String)>) -> Result<Response, PageError> {
    let page = refusal(&office, &training, "", Vec::new()).await?;
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/heures/formations/{training}/refuser`
pub(super) async fn refuse_it(office: Office, Path((_, training)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &office.visit;
    let by = office.may::<KeepHours>()?;
    let reason = fields.one("motif");
    match training::settle(&visit.app, &by, id_of(visit, &training)?, Decision::Refuse(reason.to_owned())).await {
        Ok(()) => Ok(visit.go_and_say(&office.path("/heures/formations?etat=claimed"), "notice-saved")),
        Err(Failure::Refused(why @ (Refusal::ReasonMissing | Refusal::TextTooLong))) => {
            let errors = vec![visit.fault("motif", why)];
            let page = refusal(&office, &training, reason, errors).await?;
            visit.refused(why, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
