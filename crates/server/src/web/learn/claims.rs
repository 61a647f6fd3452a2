//! `/progresser/je-sais…`: somebody says that they know an objective, and is asked.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::learning::claim::Verdict;
use domain::refusal::Refusal;

use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::learn::claims::{self, Tested};
use crate::service::learn::question;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::learn::path::{learner, someone};
use crate::web::learn::question::{asked, corrected, response_of, seed_of};
use crate::web::names;
use crate::web::view::learn::claim::ClaimPage;
use crate::web::visit::{Visit, go_with};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/progresser/je-sais/{objective}", get(show).post(make)).route("/progresser/je-sais/{objective}/{n}", get(show_one).post(answer_one))
}

fn page(visit: &Visit, code: &str, tested: Option<&Tested>) -> Result<ClaimPage, PageError> {
    let framework = &visit.app.editions.current().edition.framework;
    let objective = framework.objective(code).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let competence = framework.competence(&objective.competence);
    let domain = competence.and_then(|c| framework.domains.iter().find(|d| d.code == c.domain));
    let modules = visit.app.library.modules.iter().filter(|m| m.objective == code);
    Ok(ClaimPage {
        code: code.to_owned(),
        objective: objective.text.clone(),
        competence: competence.map(|c| c.title.clone()).unwrap_or_default(),
        domain: domain.map(|d| names::short(d, visit.lang)).unwrap_or_default(),
        standing: match tested.map(Tested::verdict) {
            None => "none",
            Some(Verdict::Held) => "held",
            Some(Verdict::NotHeld) => "not-held",
            // what was begun and cannot go on is begun anew
            Some(Verdict::Open { .. }) if tested.is_some_and(|t| t.next().is_none()) => "none",
            Some(Verdict::Open { .. }) => "open",
        },
        rests_until: tested.and_then(Tested::rests_until).filter(|until| visit.app.clock.now() < *until),
        answered: tested.map_or(0, |t| t.answered() as u32),
        number: 0,
        asked: None,
        go_on: None,
        modules: modules.map(|m| (format!("/progresser/modules/{}", m.id), m.title.clone())).collect(),
        content_lang: "fr",
    })
}

async fn last(visit: &Visit, code: &str) -> Result<Option<Tested>, PageError> {
    match learner(visit) {
        Some(learner) => claims::last(&visit.app, &learner, code).await.or_page(visit),
        None => Ok(None),
    }
}

/// `GET /progresser/je-sais/{objective}`
async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    let tested = last(&visit, &code).await?;
    visit.page(&page(&visit, &code, tested.as_ref())?)
}

/// `POST /progresser/je-sais/{objective}`: says so, for a new visitor too.
async fn make(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    // an address that says nothing makes nobody
    page(&visit, &code, None)?;
    let (learner, cookies) = someone(&visit).await?;
    match claims::make(&visit.app, &learner, &code).await {
        Ok(tested) => Ok(go_with(&format!("/progresser/je-sais/{code}/{}", tested.answered() + 1), cookies)),
        Err(Failure::Refused(refusal @ Refusal::ClaimRests)) => {
            let tested = last(&visit, &code).await?;
            let mut response = visit.page(&page(&visit, &code, tested.as_ref())?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(Failure::Refused(refusal @ Refusal::ClaimUntestable)) => {
            let mut response = visit.page(&ClaimPage { standing: "untestable", ..page(&visit, &code, None)? })?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// `GET /progresser/je-sais/{objective}/{n}`: a question, or what was right of it.
async fn show_one(visit: Visit, Path((code, n)): Path<(String, String)>) -> Result<Response, PageError> {
    let home = format!("/progresser/je-sais/{code}");
    let at = n.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let Some((tested, at)) = last(&visit, &code).await?.zip(at) else { return Ok(Redirect::to(&home).into_response()) };
    if tested.next() == Some(at) {
        return form(&visit, &code, &tested, at, None, None);
    }
    let Some(item) = tested.questions.get(at).filter(|_| at < tested.answered()) else { return Ok(Redirect::to(&home).into_response()) };
    let given = tested.given(&visit.app, at).await.or_page(&visit)?;
    match (given, question::put(&visit.app, item, tested.row.seed, at as i64)) {
        (Some(given), Some(put)) => {
            let go_on = tested.next().map(|next| format!("{home}/{}", next + 1));
            visit.page(&ClaimPage { number: at as u32 + 1, asked: Some(corrected(&visit, &put, &given)), go_on, ..page(&visit, &code, Some(&tested))? })
        }
        _ => Ok(Redirect::to(&home).into_response()),
    }
}

fn form(visit: &Visit, code: &str, tested: &Tested, at: usize, typed: Option<&Fields>, refusal: Option<Refusal>) -> Result<Response, PageError> {
    let home = format!("/progresser/je-sais/{code}");
    let seed = typed.and_then(seed_of).unwrap_or(tested.row.seed);
    // a question that is no longer asked: the claim is made anew
    let Some(put) = question::put(&visit.app, &tested.questions[at], seed, at as i64) else { return Ok(Redirect::to(&home).into_response()) };
    let asked = asked(visit, &put, format!("{home}/{}", at + 1), typed, refusal)?;
    visit.page(&ClaimPage { number: at as u32 + 1, asked: Some(asked), ..page(visit, code, Some(tested))? })
}

/// `POST /progresser/je-sais/{objective}/{n}`
async fn answer_one(visit: Visit, Path((code, n)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let home = format!("/progresser/je-sais/{code}");
    let at = n.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let Some((tested, at)) = last(&visit, &code).await?.zip(at) else { return Ok(Redirect::to(&home).into_response()) };
    let here = format!("{home}/{}#corrige", at + 1);
    if at < tested.answered() {
        // a second click, another tab: the first answer stays
        return Ok(Redirect::to(&here).into_response());
    }
    let Some(put) = tested.questions.get(at).and_then(|item| question::put(&visit.app, item, seed_of(&fields).unwrap_or(tested.row.seed), at as i64)) else {
        return Ok(Redirect::to(&home).into_response());
    };
    let answered = match response_of(&fields, &put) {
        Ok(response) => claims::answer(&visit.app, &tested, at, put.seed, response).await,
        Err(refusal) => Err(refusal.into()),
    };
    match answered {
        Ok(()) => Ok(Redirect::to(&here).into_response()),
        Err(Failure::Refused(refusal)) if refusal.is_of_the_answer() && tested.next() == Some(at) => {
            let mut page = form(&visit, &code, &tested, at, Some(&fields), Some(refusal))?;
            refuse(&mut page, refusal, None);
            Ok(page)
        }
        Err(Failure::Refused(_)) => Ok(Redirect::to(&home).into_response()),
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
