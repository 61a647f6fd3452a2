//! Taking a positioning, page by page. Every form works without JavaScript, and every answer is followed by a redirect,
//! so that going back or reloading sends nothing twice.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::language::Language;
use domain::refusal::Refusal;
use domain::session::{Command, Pace, Status};
use uuid::Uuid;

use super::form::Fields;
use super::guard::{OrPage, PageError};
use super::names;
use super::view::FieldError;
use super::view::item::{Bite, ItemPage, Question};
use super::view::pause::{FinishPage, PausePage};
use super::visit::{Visit, go_with};
use crate::http::refuse;
use crate::service::Failure;
use crate::service::account::arrive;
use crate::service::assess::{self, Next, OpenSession, Start, Submission};

/// Questions in a bite, as announced: its length is in minutes.
const PER_BITE: u32 = 6;

/// `GET /positionnement`: there is nothing to see between two sessions.
pub(super) async fn index() -> Redirect {
    Redirect::to("/")
}

/// `POST /positionnement`: starts a session, for a new visitor too. One that is under way is gone on with, so that a
/// double click starts one session.
pub(super) async fn begin(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let pace = if fields.one("pace") == "bites" { Pace::Bites } else { Pace::Whole };
    let (person, cookies) = if let Some(person) = visit.person() {
        (person, Vec::new())
    } else {
        let (person, token) = arrive(&visit.app, visit.lang.code(), &visit.device).await.or_page(&visit)?;
        (person, vec![visit.login_cookie(token.as_str())])
    };
    if let Some(under_way) = assess::open_of(&visit.app, person).await.or_page(&visit)?.iter().find(|open| open.kind != assess::CAMPAIGN) {
        return Ok(go_with(&format!("/positionnement/{}#question", under_way.id), cookies));
    }
    // the language of the page, unless another one was chosen on it
    let language = Language::parse(fields.one("language")).or_else(|| Language::parse(visit.lang.code())).unwrap_or_default();
    let start = Start { person: Some(person), kind: "positioning".into(), pace, language, bearer: false, once: None };
    let started = assess::start(&visit.app, start).await.or_page(&visit)?;
    Ok(go_with(&format!("/positionnement/{}#question", started.session), cookies))
}

pub(super) async fn open(visit: &Visit, id: &str) -> Result<OpenSession, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::new(visit, Refusal::SessionNotFound))?;
    assess::open(&visit.app, &visit.actor(), id).await.or_page(visit)
}

/// Where a session is to be seen.
pub(super) fn place(open: &OpenSession) -> String {
    match open.state.status {
        Status::Open => format!("/positionnement/{}#question", open.row.id),
        Status::Paused => format!("/positionnement/{}/pause", open.row.id),
        Status::Finished => format!("/resultat/{}", open.row.id),
    }
}

/// `GET /positionnement/{id}`: the question on the table.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.state.status != Status::Open {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    question_page(&visit, &open, BTreeMap::new(), Vec::new())
}

/// `GET /positionnement/{id}/reponse`: a reload of a refused answer.
pub(super) async fn show_again(Path(id): Path<String>) -> Redirect {
    match id.parse::<Uuid>() {
        Ok(id) => Redirect::to(&format!("/positionnement/{id}")),
        Err(_) => Redirect::to("/"),
    }
}

pub(super) fn question_page(visit: &Visit, open: &OpenSession, typed: BTreeMap<String, Vec<String>>, errors: Vec<FieldError>) -> Result<Response, PageError> {
    let question = open.question().ok_or_else(|| PageError::new(visit, Refusal::SessionClosed))?;
    let standing = open.standing();
    let framework = &open.edition.framework;
    let domain = open.state.current.as_ref().map(|c| &framework.domains[open.edition.pool[usize::from(c.item)].domain]);
    let bite = (open.state.pace == Pace::Bites).then(|| {
        let spent = open.state.bite.max(0) as f64;
        let whole = f64::from(open.edition.blueprint.stopping.bite_seconds) * 1e6;
        Bite { answered: ((spent / whole * f64::from(PER_BITE)) as u32).min(PER_BITE - 1), about: PER_BITE }
    });
    let page = ItemPage {
        id: open.row.id.to_string(),
        seq: question.seq,
        number: question.seq,
        about: standing.longest,
        bite,
        certainty: names::certainty(framework, &standing, visit.lang),
        domain: domain.map(|d| names::short(d, visit.lang)).unwrap_or_default(),
        asked: Question { typed, errors, ..Question::new(question.presentation).or_page(visit)? },
    };
    visit.page(&page)
}

/// `POST /positionnement/{id}/reponse`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    let Ok(seq) = fields.one("seq").parse::<u32>() else {
        return Err(PageError::new(&visit, Refusal::Malformed));
    };
    if open.is_finished() || seq != open.state.seq() {
        // an old form: a second tab, the back button, a double click
        return Ok(late(&visit, open, seq, &fields).await);
    }
    let response = if fields.one("act") == "dont-know" {
        Ok(None)
    } else {
        match open.question() {
            Some(question) => fields.answer(&question.presentation.task).map(Some),
            None => Err(Refusal::SessionClosed),
        }
    };
    let kept = open.clone();
    let submitted = match response {
        Ok(response) => assess::submit_answer(&visit.app, open, Submission { seq, response, key: None }).await,
        Err(refusal) => Err(refusal.into()),
    };
    match submitted {
        Ok(answered) => Ok(match answered.next {
            Next::Finished => finished(&visit, &kept),
            Next::Question(_) if answered.paused => Redirect::to(&format!("/positionnement/{}/pause?bouchee=1", kept.row.id)).into_response(),
            Next::Question(_) => Redirect::to(&format!("/positionnement/{}#question", kept.row.id)).into_response(),
        }),
        Err(Failure::Refused(refusal)) if refusal.is_of_the_answer() => {
            let errors = vec![visit.fault("", refusal)];
            let mut page = question_page(&visit, &kept, fields.0, errors)?;
            refuse(&mut page, refusal, None);
            Ok(page)
        }
        Err(Failure::Refused(Refusal::AlreadyAnswered | Refusal::OutOfOrder | Refusal::SessionClosed)) => {
            Ok(visit.go_and_say(&format!("/positionnement/{}", kept.row.id), "notice-already-answered"))
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// An answer to a question that has one: the same again goes on quietly, another one is said to be too late.
async fn late(visit: &Visit, open: OpenSession, seq: u32, fields: &Fields) -> Response {
    let to = place(&open);
    let before = if seq < open.state.seq() { assess::question_at(&visit.app, &open, seq).await.ok().flatten() } else { None };
    let response = match before {
        Some(_) if fields.one("act") == "dont-know" => Some(None),
        Some(task) => fields.answer(&task).ok().map(Some),
        None => None,
    };
    if let Some(response) = response
        && assess::submit_answer(&visit.app, open, Submission { seq, response, key: None }).await.is_ok()
    {
        return Redirect::to(&to).into_response();
    }
    visit.go_and_say(&to, "notice-already-answered")
}

/// The session is over: ask once who the person is, then show the result.
fn finished(visit: &Visit, open: &OpenSession) -> Response {
    let result = format!("/resultat/{}", open.row.id);
    let asked = visit.identity.as_ref().is_some_and(|i| i.person.profile.asked_at.is_some());
    if asked { Redirect::to(&result) } else { Redirect::to(&format!("/vous?back={result}")) }.into_response()
}

/// `GET /positionnement/{id}/pause`
pub(super) async fn pause(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.state.status != Status::Paused {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    visit.page(&pause_page(&visit, &open, String::new(), Vec::new()))
}

/// `POST /positionnement/{id}/pause`
pub(super) async fn take_pause(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.is_finished() {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    let paused = assess::command(&visit.app, open, Command::Pause).await.or_page(&visit)?;
    Ok(Redirect::to(&place(&paused)).into_response())
}

pub(super) fn pause_page(visit: &Visit, open: &OpenSession, typed_email: String, errors: Vec<FieldError>) -> PausePage {
    let standing = open.standing();
    PausePage {
        id: open.row.id.to_string(),
        answered: standing.answered,
        about: standing.longest,
        minutes: names::minutes(standing.active),
        bite_over: visit.path.contains("bouchee=1"),
        certainty: names::certainty(&open.edition.framework, &standing, visit.lang),
        kept: visit.email().is_some(),
        typed_email,
        errors,
    }
}

/// `POST /positionnement/{id}/reprendre`
pub(super) async fn resume(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.is_finished() {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    let open = assess::command(&visit.app, open, Command::Resume).await.or_page(&visit)?;
    Ok(Redirect::to(&place(&open)).into_response())
}

/// `GET /positionnement/{id}/terminer`
pub(super) async fn confirm_finish(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.is_finished() {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    let standing = open.standing();
    visit.page(&FinishPage {
        id: open.row.id.to_string(),
        seq: open.state.seq(),
        answered: standing.answered,
        about: standing.longest,
        certainty: names::certainty(&open.edition.framework, &standing, visit.lang),
    })
}

/// `POST /positionnement/{id}/terminer`
pub(super) async fn finish(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    if open.is_finished() {
        return Ok(Redirect::to(&place(&open)).into_response());
    }
    let open = assess::command(&visit.app, open, Command::Finish).await.or_page(&visit)?;
    Ok(finished(&visit, &open))
}
