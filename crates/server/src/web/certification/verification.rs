//! `/verifier…` and `/certificats…`: what anybody may check, and what programs read.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::read_attestation_number;
use serde_json::Value;

use super::printed;
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::certificates::{LEVELS, level_of};
use crate::service::certification::verify::{self, Known, State as Standing};
use crate::service::training;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::verification::{Found, VerifyPage};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/verifier", get(ask))
        .route("/verifier/{number}", get(show).post(print))
        .route("/certificats/{file}", get(file))
        .route("/certificats/niveaux/{file}", get(level))
        .route("/certificats/liste/{number}", get(list))
        .route("/.well-known/did.json", get(document))
        .route("/.well-known/jwks.json", get(keys))
}

/// `GET /verifier`: a number to type, or the page of the one that was.
async fn ask(visit: Visit) -> Result<Response, PageError> {
    let query = visit.path.split_once('?').map_or("", |(_, query)| query);
    let typed = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "numero").map(|(_, v)| v.chars().take(60).collect::<String>());
    match typed.as_deref().map(|t| read_attestation_number(t).ok_or(t)) {
        Some(Ok(number)) => Ok(Redirect::to(&format!("/verifier/{number}")).into_response()),
        Some(Err(typed)) => visit.page(&VerifyPage { typed: typed.to_owned(), is_unknown: !typed.is_empty(), ..VerifyPage::default() }),
        None => visit.page(&VerifyPage::default()),
    }
}

/// `GET /verifier/{number}`
async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, PageError> {
    match verify::certificate(&visit.app, &number).await {
        Ok(known) => visit.page(&page(&visit, &known, String::new(), Vec::new())?),
        Err(Failure::Refused(refusal @ Refusal::NotFound)) => {
            // numbers of attestations look the same, and whoever holds one may well come here with it
            if training::certificate(&visit.app, &number).await.or_page(&visit)?.is_some() {
                return Ok(Redirect::to(&format!("/attestation/{number}")).into_response());
            }
            let typed = number.chars().take(60).collect();
            visit.refused(refusal, &VerifyPage { typed, is_unknown: true, ..VerifyPage::default() })
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

fn page(visit: &Visit, known: &Known, birth_date: String, errors: Vec<FieldError>) -> Result<VerifyPage, PageError> {
    let app = &visit.app;
    let level = LEVELS[level_of(&known.row)];
    let (title, means, _) = verify::level_words(app, level, visit.lang).or_page(visit)?;
    let found = Found {
        number: known.row.number.clone(),
        name: format!("{} {}", known.row.given_name, known.row.family_name).trim().to_owned(),
        level,
        title,
        means,
        exam_on: Day::parse(&known.body.exam_on).map(Day::begins),
        issued_at: known.row.issued_at,
        valid_until: known.row.valid_until,
        state: match known.state(app.clock.now()) {
            Standing::Holds => "holds",
            Standing::Over => "over",
            Standing::Revoked => "revoked",
        },
        revoked_at: known.row.revoked_at,
        reason: known.row.revoked_reason.clone(),
        issuer: app.config.publisher.clone(),
        is_mine: known.row.person_id.is_some() && known.row.person_id == visit.person(),
    };
    Ok(VerifyPage { typed: known.row.number.clone(), found: Some(found), is_unknown: false, birth_date, errors })
}

/// `POST /verifier/{number}`: the document, for whoever knows the day of birth that stands on it.
async fn print(visit: Visit, Path(number): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let typed: String = fields.one("naissance").chars().take(20).collect();
    match verify::with_birth_date(&visit.app, &number, &typed, &visit.place).await {
        Ok(known) => printed::certificate(&visit, &known).await,
        Err(Failure::Refused(refusal @ (Refusal::DayInvalid | Refusal::TooManyAttempts))) => {
            let known = verify::certificate(&visit.app, &number).await.or_page(&visit)?;
            let key = if refusal == Refusal::DayInvalid { "verify-day-wrong".to_owned() } else { format!("refusal-{}", refusal.code()) };
            let errors = vec![FieldError::new("naissance", visit.say(&key))];
            visit.refused(refusal, &page(&visit, &known, typed, errors)?)
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// What programs read, from whatever site they run.
fn shown(kind: &'static str, body: String, seconds: u32) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(value) = HeaderValue::try_from(format!("public, max-age={seconds}")) {
        headers.insert(CACHE_CONTROL, value);
    }
    response
}

fn json(value: &Value, seconds: u32) -> Response {
    shown("application/json", value.to_string(), seconds)
}

/// `GET /certificats/{file}`: a certificate as a credential, as a token, as a hosted badge, as a document; or the issuer of hosted badges.
async fn file(visit: Visit, Path(file): Path<String>) -> Result<Response, PageError> {
    let app = &visit.app;
    if file == "emetteur-2.0.json" {
        return Ok(json(&verify::hosted_issuer(app), 3600));
    }
    if let Some(number) = file.strip_suffix("-2.0.json") {
        let (value, is_revoked) = verify::hosted(app, number).await.or_page(&visit)?;
        let mut response = json(&value, 300);
        if is_revoked {
            *response.status_mut() = StatusCode::GONE;
        }
        return Ok(response);
    }
    let (number, kind) = file.rsplit_once('.').ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
    match kind {
        // both were signed when the certificate was issued and never change: that it was revoked stands in the list
        "json" => Ok(shown("application/vc", verify::certificate(app, number).await.or_page(&visit)?.row.credential, 300)),
        "jwt" => Ok(shown("application/vc+jwt", verify::certificate(app, number).await.or_page(&visit)?.row.jwt, 300)),
        "pdf" => {
            let known = verify::of_person(app, &visit.actor(), number).await.or_page(&visit)?;
            printed::certificate(&visit, &known).await
        }
        _ => Err(PageError::new(&visit, Refusal::NotFound)),
    }
}

/// `GET /certificats/niveaux/{file}`: what a level is, for hosted badges; its picture; and for people the page of the method.
async fn level(visit: Visit, Path(file): Path<String>) -> Result<Response, PageError> {
    let app = &visit.app;
    if let Some(name) = file.strip_suffix("-2.0.json") {
        return Ok(json(&verify::class(app, name).or_page(&visit)?, 3600));
    }
    let name = file.strip_suffix(".svg").unwrap_or(&file);
    let place = LEVELS.iter().position(|level| *level == name).ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
    if name == file {
        return Ok(Redirect::to("/certification").into_response());
    }
    let (title, ..) = verify::level_words(app, name, visit.lang).or_page(&visit)?;
    Ok(shown("image/svg+xml", printed::badge(place, &title), 3600))
}

/// `GET /certificats/liste/{number}`: which certificates were revoked.
async fn list(visit: Visit, Path(number): Path<String>) -> Result<Response, PageError> {
    let number = number.parse().map_err(|_| PageError::new(&visit, Refusal::NotFound))?;
    let list = verify::list(&visit.app, number).await.or_page(&visit)?;
    Ok(shown("application/vc", list.to_string(), 300))
}

/// `GET /.well-known/did.json`
async fn document(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    let document = verify::document(&app).await.or_page(&visit)?;
    Ok(json(&document, 300))
}

/// `GET /.well-known/jwks.json`
async fn keys(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    let keys = verify::web_keys(&app).await.or_page(&visit)?;
    Ok(json(&keys, 300))
}
