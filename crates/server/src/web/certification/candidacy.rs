//! `/certification…`: what anybody reads of it, and what a candidate reads, from the convocation to the day of the exam.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{ManageAccount, may};
use domain::certification::{CandidateStatus, ExamStatus, USUAL_SECONDS, codes, extra_seconds};
use domain::refusal::Refusal;

use crate::app::App;
use crate::service::Failure;
use crate::service::certification::candidacy::{self, Candidacy};
use crate::service::certification::convocations;
use crate::web::guard::{OrPage, PageError};
use crate::web::named::sign_in;
use crate::web::taken::file;
use crate::web::view::FieldError;
use crate::web::view::certification::candidacy::{CandidacyPage, CertificationPage, MyCandidacy};
use crate::web::visit::Visit;

/// What an entry of a calendar is, for the browser.
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/certification", get(about))
        .route("/certification/candidature/{token}", get(show).post(confirm))
        .route("/certification/candidature/{token}/rattacher", post(bind))
        .route("/certification/candidature/{token}/agenda.ics", get(calendar))
}

fn mine(known: &Candidacy) -> MyCandidacy {
    let state = match (known.standing, known.status) {
        (CandidateStatus::Withdrawn, _) | (_, ExamStatus::Cancelled | ExamStatus::Draft) => "off",
        (CandidateStatus::Absent, _) => "absent",
        (_, ExamStatus::Published) => "published",
        (_, ExamStatus::Open | ExamStatus::Running) => "coming",
        _ => "waiting",
    };
    MyCandidacy {
        centre: known.exam.centre_name.clone(),
        place: known.exam.place.clone(),
        starts_at: known.exam.starts_at,
        state,
        path: (state == "published").then(|| format!("/certification/{}", known.candidate.id)),
    }
}

/// `GET /certification`
async fn about(visit: Visit) -> Result<Response, PageError> {
    let person = visit.person().and_then(|person| may::<ManageAccount>(&visit.actor(), person.as_u128()).ok());
    let all = match &person {
        Some(person) => candidacy::mine(&visit.app, person).await.or_page(&visit)?,
        None => Vec::new(),
    };
    visit.page(&CertificationPage { mine: all.iter().map(mine).collect(), is_known: visit.email().is_some() })
}

fn page(visit: &Visit, token: &str, known: &Candidacy, errors: Vec<FieldError>) -> CandidacyPage {
    let extra = extra_seconds(USUAL_SECONDS, known.extra_percent);
    let candidate = &known.candidate;
    let state = match (known.standing, known.status) {
        (CandidateStatus::Withdrawn, _) => "withdrawn",
        (_, ExamStatus::Cancelled) => "cancelled",
        (_, status) if status.is_over() => "over",
        (CandidateStatus::Enrolled, _) => "coming",
        _ => "confirmed",
    };
    let account = match (candidate.person_id, visit.email().and_then(|_| visit.person())) {
        (Some(owner), Some(person)) if owner == person => "mine",
        (Some(_), _) => "another",
        (None, Some(_)) => "free",
        (None, None) => "stranger",
    };
    let path = format!("/certification/candidature/{token}");
    CandidacyPage {
        name: format!("{} {}", candidate.given_name, candidate.family_name),
        centre: known.exam.centre_name.clone(),
        place: known.exam.place.clone(),
        starts_at: known.exam.starts_at,
        number: codes::shown_exam_number(&known.exam.number),
        code: codes::CandidateCode::parse(&candidate.code).map_or_else(|| candidate.code.clone(), |code| code.to_string()),
        state,
        extra_minutes: extra / 60,
        minutes: (USUAL_SECONDS + extra) / 60,
        account,
        email: visit.email().map(str::to_owned),
        sign_in: sign_in(&path),
        errors,
        path,
    }
}

/// A page behind a secret: no copy of it is kept on the way, and the address is told to nobody.
fn kept_secret(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    response
}

/// `GET /certification/candidature/{token}`
async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let known = candidacy::by_link(&visit.app, &token).await.or_page(&visit)?;
    visit.page(&page(&visit, &token, &known, Vec::new())).map(kept_secret)
}

async fn done(visit: &Visit, token: &str, done: crate::service::Result<()>, notice: &'static str) -> Result<Response, PageError> {
    match done {
        Ok(()) => Ok(visit.go_and_say(&format!("/certification/candidature/{token}"), notice)),
        Err(Failure::Refused(refusal)) if refusal != Refusal::NotFound => {
            let known = candidacy::by_link(&visit.app, token).await.or_page(visit)?;
            let errors = vec![visit.fault("", refusal)];
            visit.refused(refusal, &page(visit, token, &known, errors)).map(kept_secret)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// `POST /certification/candidature/{token}`: the candidate comes.
async fn confirm(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let confirmed = candidacy::confirm(&visit.app, &token).await;
    done(&visit, &token, confirmed, "notice-candidacy-confirmed").await
}

/// `POST /certification/candidature/{token}/rattacher`: the candidacy is of the account that is signed in.
async fn bind(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let Some(person) = visit.person().filter(|_| visit.email().is_some()) else {
        return Err(PageError::new(&visit, Refusal::Unauthorised));
    };
    let proof = may::<ManageAccount>(&visit.actor(), person.as_u128()).or_page(&visit)?;
    let bound = candidacy::bind(&visit.app, &proof, &token, &visit.origin()).await;
    done(&visit, &token, bound, "notice-candidacy-bound").await
}

/// `GET /certification/candidature/{token}/agenda.ics`
async fn calendar(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let known = candidacy::by_link(&visit.app, &token).await.or_page(&visit)?;
    let shown = page(&visit, &token, &known, Vec::new());
    let codes = [("number", shown.number.as_str().into()), ("code", shown.code.as_str().into())];
    let entry = convocations::entry(
        &visit.app,
        &known.exam,
        &known.candidate,
        known.extra_percent,
        visit.say("centre-said-calendar-title"),
        visit.say_with("centre-said-calendar-text", &codes),
    );
    Ok(kept_secret(file(CALENDAR, "certification.ics", entry.into_bytes())))
}
