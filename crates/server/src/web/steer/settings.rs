//! Settings of an organisation: what it is, its units, its cohorts, its team.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::access::{GovernOrganisation, ManageLearners};
use domain::refusal::Refusal;
use uuid::Uuid;

use super::Office;
use super::organisation::{errors, field_of, form, typed};
use crate::app::App;
use crate::render::Lang;
use crate::service::Failure;
use crate::service::organisation::{self, CohortEntry, CohortTyped, Draft, Typed, UnitEntry, Wrong};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::steer::Entry;
use crate::web::view::steer::settings::{CohortForm, CohortPage, CohortRow, CohortsPage, DeleteEntryPage, IdentityPage, UnitRow, UnitsPage};

/// Microseconds in a day.
pub(super) const DAY: i64 = 86_400_000_000;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/reglages", get(show).post(change))
        .route("/pilotage/{organisation}/reglages/services", get(units).post(add_unit))
        .route("/pilotage/{organisation}/reglages/services/{unit}", axum::routing::post(rename_unit))
        .route("/pilotage/{organisation}/reglages/services/{unit}/supprimer", get(ask_unit).post(delete_unit))
        .route("/pilotage/{organisation}/reglages/promotions", get(cohorts).post(add_cohort))
        .route("/pilotage/{organisation}/reglages/promotions/{cohort}", get(cohort).post(change_cohort))
        .route("/pilotage/{organisation}/reglages/promotions/{cohort}/supprimer", get(ask_cohort).post(delete_cohort))
}

/// Pages of the settings; `here` names the one that is shown.
pub(super) fn tabs(office: &Office, here: &str) -> Vec<Entry> {
    let governs = office.has::<GovernOrganisation>();
    [
        ("identity", "", true),
        ("units", "/services", true),
        ("cohorts", "/promotions", true),
        ("team", "/equipe", true),
        ("group", "/groupe", governs),
        ("memo", "/memo", true),
        ("keys", "/cles", governs),
    ]
    .into_iter()
    .filter(|(_, _, shown)| *shown)
    .map(|(name, rest, _)| Entry { name, path: office.path(&format!("/reglages{rest}")), is_here: name == here })
    .collect()
}

fn identity(office: &Office, typed: Typed, errors: Vec<crate::web::view::FieldError>) -> IdentityPage {
    IdentityPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "identity"),
        form: form(&office.visit, typed),
        may_change: office.has::<GovernOrganisation>(),
        errors,
    }
}

/// `GET /pilotage/{organisation}/reglages`
pub(super) async fn show(office: Office) -> Result<Response, PageError> {
    let row = &office.organisation;
    let typed = Typed {
        kind: row.kind.clone(),
        name: row.name.clone(),
        finess: row.finess.clone().unwrap_or_default(),
        siret: row.siret.clone().unwrap_or_default(),
        region: row.region.clone().unwrap_or_default(),
    };
    office.visit.page(&identity(&office, typed, Vec::new()))
}

/// `POST /pilotage/{organisation}/reglages`
pub(super) async fn change(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<GovernOrganisation>()?;
    let visit = &office.visit;
    let typed = typed(&fields);
    let kept = match Draft::read(&visit.app, &typed) {
        Err(wrong) => Err(wrong),
        Ok(draft) => told(organisation::change(&visit.app, &proof, draft).await).or_page(visit)?,
    };
    match kept {
        Ok(()) => Ok(visit.go_and_say(&office.path("/reglages"), "notice-saved")),
        Err(wrong) => {
            let (refusal, errors) = errors(visit, &wrong);
            visit.refused(refusal, &identity(&office, typed, errors))
        }
    }
}

/// A refusal that belongs to a field of the form is told there; anything else is a page of its own.
pub(super) fn told<T>(result: crate::service::Result<T>) -> crate::service::Result<Result<T, Wrong>> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Refused(refusal)) => match field_of(refusal) {
            Some(field) => Ok(Err(vec![(field, refusal)])),
            None => Err(refusal.into()),
        },
        Err(failure) => Err(failure),
    }
}

pub(super) fn identifier(office: &Office, id: &str) -> Result<Uuid, PageError> {
    id.parse().map_err(|_| PageError::new(&office.visit, Refusal::NotFound))
}

async fn unit_rows(office: &Office) -> Result<Vec<UnitEntry>, PageError> {
    let proof = office.may::<ManageLearners>()?;
    organisation::units(&office.visit.app, &proof).await.or_page(&office.visit)
}

async fn units_page(office: &Office) -> Result<UnitsPage, PageError> {
    let row = |entry: UnitEntry| UnitRow {
        id: entry.unit.id.to_string(),
        path: office.path(&format!("/personnes?service={}", entry.unit.id)),
        name: entry.unit.name,
        people: entry.people,
    };
    Ok(UnitsPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "units"),
        units: unit_rows(office).await?.into_iter().map(row).collect(),
        typed: String::new(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/services`
pub(super) async fn units(office: Office) -> Result<Response, PageError> {
    let page = units_page(&office).await?;
    office.visit.page(&page)
}

/// Refusals of a name, which is all that a unit has.
const OF_A_NAME: [Refusal; 3] = [Refusal::NameMissing, Refusal::TextTooLong, Refusal::EntryTaken];

/// `POST /pilotage/{organisation}/reglages/services`
pub(super) async fn add_unit(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let typed = fields.one("name");
    match organisation::add_unit(&office.visit.app, &proof, typed).await {
        Ok(_) => Ok(office.visit.go_and_say(&office.path("/reglages/services"), "notice-entry-added")),
        Err(Failure::Refused(refusal)) if OF_A_NAME.contains(&refusal) => {
            let (refusal, errors) = errors(&office.visit, &vec![("name", refusal)]);
            office.visit.refused(refusal, &UnitsPage { typed: typed.to_owned(), errors, ..units_page(&office).await? })
        }
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

/// `POST /pilotage/{organisation}/reglages/services/{unit}`
pub(super) async fn rename_unit(office: Office, Path((_, unit)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let id = identifier(&office, &unit)?;
    let typed = fields.one("name");
    match organisation::rename_unit(&office.visit.app, &proof, id, typed).await {
        Ok(()) => Ok(office.visit.go_and_say(&office.path("/reglages/services"), "notice-saved")),
        Err(Failure::Refused(refusal)) if OF_A_NAME.contains(&refusal) => {
            let mut page = units_page(&office).await?;
            let (refusal, mut errors) = errors(&office.visit, &vec![("name", refusal)]);
            for error in &mut errors {
                error.field = format!("name-{id}");
            }
            for row in page.units.iter_mut().filter(|row| row.id == id.to_string()) {
                typed.clone_into(&mut row.name);
            }
            office.visit.refused(refusal, &UnitsPage { errors, ..page })
        }
        Err(failure) => Err(PageError::new(&office.visit, failure)),
    }
}

/// `GET /pilotage/{organisation}/reglages/services/{unit}/supprimer`
pub(super) async fn ask_unit(office: Office, Path((_, unit)): Path<(String, String)>) -> Result<Response, PageError> {
    let id = identifier(&office, &unit)?;
    let found = unit_rows(&office).await?.into_iter().find(|entry| entry.unit.id == id);
    let entry = found.ok_or_else(|| PageError::new(&office.visit, Refusal::NotFound))?;
    let page = DeleteEntryPage {
        frame: office.frame("settings"),
        tabs: tabs(&office, "units"),
        what: "unit",
        name: entry.unit.name,
        people: entry.people,
        action: office.path(&format!("/reglages/services/{id}/supprimer")),
        back: office.path("/reglages/services"),
    };
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/services/{unit}/supprimer`
pub(super) async fn delete_unit(office: Office, Path((_, unit)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    organisation::delete_unit(&office.visit.app, &proof, identifier(&office, &unit)?).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path("/reglages/services"), "notice-entry-deleted"))
}

async fn cohort_rows(office: &Office) -> Result<Vec<CohortEntry>, PageError> {
    let proof = office.may::<ManageLearners>()?;
    organisation::cohorts(&office.visit.app, &proof).await.or_page(&office.visit)
}

async fn one_cohort(office: &Office, id: &str) -> Result<CohortEntry, PageError> {
    let id = identifier(office, id)?;
    let found = cohort_rows(office).await?.into_iter().find(|entry| entry.cohort.id == id);
    found.ok_or_else(|| PageError::new(&office.visit, Refusal::NotFound))
}

async fn cohorts_page(office: &Office) -> Result<CohortsPage, PageError> {
    let row = |entry: CohortEntry| CohortRow {
        id: entry.cohort.id.to_string(),
        path: office.path(&format!("/personnes?promotion={}", entry.cohort.id)),
        name: entry.cohort.name,
        starts_at: entry.cohort.starts_on.map(|day| day * DAY),
        ends_at: entry.cohort.ends_on.map(|day| day * DAY),
        ects: if entry.cohort.ects == 0 { String::new() } else { shown_credits(office, entry.cohort.ects) },
        people: entry.people,
    };
    Ok(CohortsPage {
        frame: office.frame("settings"),
        tabs: tabs(office, "cohorts"),
        cohorts: cohort_rows(office).await?.into_iter().map(row).collect(),
        typed: CohortForm::default(),
        errors: Vec::new(),
    })
}

/// `GET /pilotage/{organisation}/reglages/promotions`
pub(super) async fn cohorts(office: Office) -> Result<Response, PageError> {
    let page = cohorts_page(&office).await?;
    office.visit.page(&page)
}

fn cohort_typed(fields: &Fields) -> CohortTyped {
    let one = |name| fields.one(name).to_owned();
    CohortTyped { name: one("name"), starts_on: one("starts_on"), ends_on: one("ends_on"), ects: one("ects") }
}

fn cohort_form(typed: CohortTyped) -> CohortForm {
    CohortForm { name: typed.name, starts_on: typed.starts_on, ends_on: typed.ends_on, ects: typed.ects }
}

/// `POST /pilotage/{organisation}/reglages/promotions`
pub(super) async fn add_cohort(office: Office, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let typed = cohort_typed(&fields);
    match organisation::keep_cohort(&office.visit.app, &proof, None, &typed).await.or_page(&office.visit)? {
        Ok(()) => Ok(office.visit.go_and_say(&office.path("/reglages/promotions"), "notice-entry-added")),
        Err(wrong) => {
            let (refusal, errors) = errors(&office.visit, &wrong);
            office.visit.refused(refusal, &CohortsPage { typed: cohort_form(typed), errors, ..cohorts_page(&office).await? })
        }
    }
}

/// A day as a browser shows and sends it.
pub(super) fn iso(day: Option<i64>) -> String {
    day.map(|day| domain::date::Day::of(day * DAY).to_string()).unwrap_or_default()
}

/// `GET /pilotage/{organisation}/reglages/promotions/{cohort}`
pub(super) async fn cohort(office: Office, Path((_, cohort)): Path<(String, String)>) -> Result<Response, PageError> {
    let entry = one_cohort(&office, &cohort).await?;
    let page = CohortPage {
        frame: office.frame("settings"),
        tabs: tabs(&office, "cohorts"),
        id: entry.cohort.id.to_string(),
        title: entry.cohort.name.clone(),
        typed: CohortForm {
            starts_on: iso(entry.cohort.starts_on),
            ends_on: iso(entry.cohort.ends_on),
            ects: if entry.cohort.ects == 0 { String::new() } else { credits(entry.cohort.ects) },
            name: entry.cohort.name,
        },
        errors: Vec::new(),
    };
    office.visit.page(&page)
}

/// Credits as they are read.
fn shown_credits(office: &Office, hundredths: i64) -> String {
    let typed = credits(hundredths);
    if office.visit.lang == Lang::En { typed.replace(',', ".") } else { typed }
}

/// Credits as they are typed.
fn credits(hundredths: i64) -> String {
    format!("{},{:02}", hundredths / 100, hundredths % 100).trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// `POST /pilotage/{organisation}/reglages/promotions/{cohort}`
pub(super) async fn change_cohort(office: Office, Path((_, cohort)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    let entry = one_cohort(&office, &cohort).await?;
    let typed = cohort_typed(&fields);
    match organisation::keep_cohort(&office.visit.app, &proof, Some(entry.cohort.id), &typed).await.or_page(&office.visit)? {
        Ok(()) => Ok(office.visit.go_and_say(&office.path("/reglages/promotions"), "notice-saved")),
        Err(wrong) => {
            let (refusal, errors) = errors(&office.visit, &wrong);
            let page = CohortPage {
                frame: office.frame("settings"),
                tabs: tabs(&office, "cohorts"),
                id: entry.cohort.id.to_string(),
                title: entry.cohort.name,
                typed: cohort_form(typed),
                errors,
            };
            office.visit.refused(refusal, &page)
        }
    }
}

/// `GET /pilotage/{organisation}/reglages/promotions/{cohort}/supprimer`
pub(super) async fn ask_cohort(office: Office, Path((_, cohort)): Path<(String, String)>) -> Result<Response, PageError> {
    let entry = one_cohort(&office, &cohort).await?;
    let page = DeleteEntryPage {
        frame: office.frame("settings"),
        tabs: tabs(&office, "cohorts"),
        what: "cohort",
        people: entry.people,
        action: office.path(&format!("/reglages/promotions/{}/supprimer", entry.cohort.id)),
        back: office.path("/reglages/promotions"),
        name: entry.cohort.name,
    };
    office.visit.page(&page)
}

/// `POST /pilotage/{organisation}/reglages/promotions/{cohort}/supprimer`
pub(super) async fn delete_cohort(office: Office, Path((_, cohort)): Path<(String, String)>) -> Result<Response, PageError> {
    let proof = office.may::<ManageLearners>()?;
    organisation::delete_cohort(&office.visit.app, &proof, identifier(&office, &cohort)?).await.or_page(&office.visit)?;
    Ok(office.visit.go_and_say(&office.path("/reglages/promotions"), "notice-entry-deleted"))
}

#[cfg(test)]
mod tests {
    use super::credits;

    #[test]
    fn credits_are_shown_as_they_are_typed() {
        assert_eq!(["0", "2", "2,5", "0,25", "10"], [0, 200, 250, 25, 1000].map(credits).each_ref().map(String::as_str));
    }
}
