//! `/progresser/revoir…`: two minutes of practice.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::date::Day;
use domain::learning::practice::Subject;
use domain::refusal::Refusal;
use uuid::Uuid;

use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::learn::calendar::today;
use crate::service::learn::memory::{foreseen, grade_of, word};
use crate::service::learn::practice::{self, Round};
use crate::service::learn::{path, question, reminders, standing};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::learn::path::{card as next_card, learner};
use crate::web::learn::question::{asked, corrected, response_of, seed_of};
use crate::web::view::learn::practice::{BackRow, CardFace, GradeChoice, PracticePage, RoundEndPage, RoundPage};
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/progresser/revoir", get(show).post(begin))
        .route("/progresser/revoir/{round}/suite", get(go_on))
        .route("/progresser/revoir/{round}/fin", get(end))
        .route("/progresser/revoir/{round}/{n}", get(show_one).post(answer_one))
}

/// `GET /progresser/revoir`
async fn show(visit: Visit) -> Result<Response, PageError> {
    let Some(learner) = learner(&visit) else {
        return visit.page(&PracticePage { due: 0, new: 0, later: 0, next: None, has_round: false });
    };
    let ahead = practice::ahead(&visit.app, &learner).await.or_page(&visit)?;
    let now = today(visit.app.clock.now());
    let has_round = practice::has_open(&visit.app, &learner).await.or_page(&visit)?;
    visit.page(&PracticePage { due: ahead.due, new: ahead.new, later: ahead.later, next: ahead.next.map(|day| days(now, day)), has_round })
}

fn days(now: Day, day: Day) -> i64 {
    (day.number() - now.number()).max(0)
}

/// `POST /progresser/revoir`: begins a round, or goes on with the one under way.
async fn begin(visit: Visit) -> Result<Response, PageError> {
    // whoever was never here has nothing to come back to
    let Some(learner) = learner(&visit) else { return Ok(Redirect::to("/progresser/revoir").into_response()) };
    let round = practice::begin(&visit.app, &learner).await.or_page(&visit)?;
    let to = round.map_or_else(|| "/progresser/revoir".to_owned(), |round| place(&visit.app, &round));
    Ok(Redirect::to(&to).into_response())
}

/// Where a round is to be seen.
fn place(app: &App, round: &Round) -> String {
    let id = round.row.id;
    round.current(app).map_or_else(|| format!("/progresser/revoir/{id}/fin"), |n| format!("/progresser/revoir/{id}/{}", n + 1))
}

async fn open(visit: &Visit, id: &str) -> Result<Round, PageError> {
    let id: Uuid = id.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
    let Some(learner) = learner(visit) else { return Err(PageError::new(visit, Refusal::NotFound)) };
    practice::open(&visit.app, &learner, id).await.or_page(visit)
}

/// `GET /progresser/revoir/{round}/suite`: where it is.
async fn go_on(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let round = open(&visit, &id).await?;
    Ok(Redirect::to(&place(&visit.app, &round)).into_response())
}

/// `GET /progresser/revoir/{round}/{n}`
async fn show_one(visit: Visit, Path((id, n)): Path<(String, String)>) -> Result<Response, PageError> {
    let round = open(&visit, &id).await?;
    let current = round.current(&visit.app);
    let at = n.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    match at.and_then(|at| Some((at, round.subjects.get(at)?))) {
        Some((at, Subject::Item { id: item })) if current.is_none_or(|current| at < current) => {
            // its answer is known: what was right is shown again
            let given = round.given(&visit.app, at).await.or_page(&visit)?;
            match (given, question::put(&visit.app, item, round.row.seed, at as i64)) {
                (Some(given), Some(put)) => visit.page(&RoundPage { asked: Some(corrected(&visit, &put, &given)), ..page(&round, at) }),
                _ => Ok(Redirect::to(&place(&visit.app, &round)).into_response()),
            }
        }
        Some((at, _)) if current == Some(at) => on_the_table(&visit, &round, at, None, None).await,
        _ => Ok(Redirect::to(&place(&visit.app, &round)).into_response()),
    }
}

fn page(round: &Round, at: usize) -> RoundPage {
    let id = round.row.id;
    RoundPage {
        action: format!("/progresser/revoir/{id}/{}", at + 1),
        go_on: format!("/progresser/revoir/{id}/suite"),
        number: at as u32 + 1,
        count: round.subjects.len() as u32,
        card: None,
        asked: None,
    }
}

/// The card or question that is to be done, after a refusal with what was typed.
async fn on_the_table(visit: &Visit, round: &Round, at: usize, typed: Option<&Fields>, refusal: Option<Refusal>) -> Result<Response, PageError> {
    let page = page(round, at);
    let page = match &round.subjects[at] {
        Subject::Card { module, card } => RoundPage { card: Some(face(visit, round, (module, card)).await?), ..page },
        Subject::Item { id } => {
            let seed = typed.and_then(seed_of).unwrap_or(round.row.seed);
            let put = question::put(&visit.app, id, seed, at as i64).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
            RoundPage { asked: Some(asked(visit, &put, page.action.clone(), typed, refusal)?), ..page }
        }
    };
    visit.page(&page)
}

async fn face(visit: &Visit, round: &Round, (module, card): (&str, &str)) -> Result<CardFace, PageError> {
    let gone = || PageError::new(visit, Refusal::NotFound);
    let shown = practice::card(&visit.app, module, card).ok_or_else(gone)?;
    let of = visit.app.library.module(module).ok_or_else(gone)?;
    let mut face = CardFace {
        front: shown.front.clone(),
        back: None,
        module: of.title.clone(),
        href: format!("/progresser/modules/{module}"),
        grades: Vec::new(),
        content_lang: if of.language == "en" { "en" } else { "fr" },
    };
    if visit.path.split_once('?').is_some_and(|(_, query)| query.split('&').any(|part| part == "verso=1")) {
        let subject = Subject::Card { module: module.to_owned(), card: card.to_owned() };
        let before = round.remembered(&visit.app, &subject).await.or_page(visit)?;
        let now = visit.app.clock.now();
        face.back = Some(shown.back.clone());
        face.grades = foreseen(before.as_ref(), now).map(|(grade, day)| GradeChoice { word: word(grade), days: days(today(now), day) }).into();
    }
    Ok(face)
}

/// `POST /progresser/revoir/{round}/{n}`: a grade, or an answer. The same sent twice goes on quietly.
async fn answer_one(visit: Visit, Path((id, n)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let round = open(&visit, &id).await?;
    let Some(at) = n.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < round.subjects.len()) else {
        return Err(PageError::new(&visit, Refusal::NotFound));
    };
    let done = match &round.subjects[at] {
        Subject::Card { .. } => {
            let grade = grade_of(fields.one("grade")).ok_or_else(|| PageError::new(&visit, Refusal::Malformed))?;
            practice::grade(&visit.app, &round, at, grade).await
        }
        Subject::Item { id: item } => {
            let seed = seed_of(&fields).unwrap_or(round.row.seed);
            let put = question::put(&visit.app, item, seed, at as i64).ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?;
            match response_of(&fields, &put) {
                Ok(response) => practice::answer(&visit.app, &round, at, seed, response).await,
                Err(refusal) => Err(refusal.into()),
            }
        }
    };
    match done {
        Ok(()) if matches!(round.subjects[at], Subject::Item { .. }) => {
            Ok(Redirect::to(&format!("/progresser/revoir/{id}/{}#corrige", at + 1)).into_response())
        }
        Ok(()) => Ok(Redirect::to(&format!("/progresser/revoir/{id}/suite")).into_response()),
        Err(Failure::Refused(refusal)) if refusal.is_of_the_answer() && round.current(&visit.app) == Some(at) => {
            let mut page = on_the_table(&visit, &round, at, Some(&fields), Some(refusal)).await?;
            refuse(&mut page, refusal, None);
            Ok(page)
        }
        // an old page: the round is further on, or not so far
        Err(Failure::Refused(refusal)) if refusal.is_of_the_answer() || refusal == Refusal::OutOfOrder => {
            Ok(Redirect::to(&place(&visit.app, &round)).into_response())
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}

/// `GET /progresser/revoir/{round}/fin`
async fn end(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let round = open(&visit, &id).await?;
    if round.current(&visit.app).is_some() {
        return Ok(Redirect::to(&place(&visit.app, &round)).into_response());
    }
    let (app, learner) = (&visit.app, learner(&visit).ok_or_else(|| PageError::new(&visit, Refusal::NotFound))?);
    let now = today(app.clock.now());
    let back = practice::coming_back(app, &round).await.or_page(&visit)?;
    let rows = back.into_iter().filter_map(|(subject, day)| {
        let title = match &subject {
            Subject::Card { module, card } => practice::card(app, module, card)?.front.clone(),
            Subject::Item { id } => question::put(app, id, 0, 0)?.item().title.clone(),
        };
        Some(BackRow { title, days: days(now, day), content_lang: "fr" })
    });
    let rows = rows.collect();
    let advice = path::next(app, &learner, None).await.or_page(&visit)?;
    let page = RoundEndPage {
        rows,
        due: standing::due(app, &learner).await.or_page(&visit)?,
        next: advice.map(|advice| next_card(&visit, &advice.next, advice.is_measured)),
        reminded: reminders::are_on(app, &learner).await.or_page(&visit)?,
    };
    visit.page(&page)
}
