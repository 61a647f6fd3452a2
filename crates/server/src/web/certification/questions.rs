//! `/certificateur/sessions/{exam}/questions…`: the questions of an exam, and taking one out for everybody.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use uuid::Uuid;

use super::Chamber;
use super::jury::{error, exam_row, field_of, id, ruling_view, shown_number, told};
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::neutralise::{Asked, Effect, Met, ask, effects, questions, said};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::certification::neutralise::{EffectRow, EffectsView, NeutralisePage, QuestionRow, QuestionsPage};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certificateur/sessions/{exam}/questions", get(list)).route("/certificateur/sessions/{exam}/questions/{item}", get(show).post(submit))
}

fn row(chamber: &Chamber, met: &Met) -> QuestionRow {
    let visit = &chamber.visit;
    let framework = &visit.app.editions.current().edition.framework;
    let standing = match (met.neutralised, met.is_trial) {
        (true, _) => "out",
        (false, true) => "trial",
        (false, false) => "counted",
    };
    QuestionRow {
        id: met.item.clone(),
        title: met.title.clone(),
        domain: framework.domains.get(met.domain).map(|d| names::short(d, visit.lang)).unwrap_or_default(),
        answered: met.answered,
        right: met.right,
        aside: met.aside,
        alerts: met.alerts,
        standing,
    }
}

/// `GET /certificateur/sessions/{exam}/questions`
async fn list(chamber: Chamber, Path(exam): Path<String>) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let exam = id(visit, &exam)?;
    let (docket, met) = questions(&visit.app, &chamber.proof, exam).await.or_page(visit)?;
    let rows = met.iter().map(|met| row(&chamber, met)).collect();
    visit.page(&QuestionsPage { frame: chamber.frame("jury"), exam: exam_row(&docket.exam, &docket), rows })
}

/// What a neutralisation does; sittings for which nothing changes and nothing would are counted, not listed.
pub(super) fn effects_view(all: &[Effect]) -> EffectsView {
    let row = |effect: &Effect| EffectRow {
        exam: shown_number(&effect.exam_number),
        number: effect.number,
        before: ruling_view(effect.before),
        after: ruling_view(effect.after),
        by_rule: ruling_view(effect.by_rule),
        probabilities: effect.probabilities,
        changes: effect.changes(),
        is_kept: effect.would_lose() && !effect.changes(),
    };
    EffectsView {
        met: all.len(),
        gain: all.iter().filter(|e| e.after > e.before).count(),
        lose: all.iter().filter(|e| e.would_lose()).count(),
        rows: all.iter().filter(|e| e.changes() || e.would_lose()).map(row).collect(),
    }
}

async fn page(chamber: &Chamber, exam: Uuid, item: &str, typed: (bool, bool, String), errors: Vec<FieldError>) -> Result<NeutralisePage, PageError> {
    let visit = &chamber.visit;
    let app = &visit.app;
    let (docket, met) = questions(app, &chamber.proof, exam).await.or_page(visit)?;
    let met = met.iter().find(|met| met.item == item).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    Ok(NeutralisePage {
        frame: chamber.frame("jury"),
        exam: exam_row(&docket.exam, &docket),
        question: row(chamber, met),
        said: said(app, &docket, item).await.or_page(visit)?,
        here: effects_view(&effects(app, &chamber.proof, Some(exam), item, typed.1).await.or_page(visit)?),
        everywhere: effects_view(&effects(app, &chamber.proof, None, item, typed.1).await.or_page(visit)?),
        typed,
        errors,
    })
}

/// `GET /certificateur/sessions/{exam}/questions/{item}`
async fn show(chamber: Chamber, Path((exam, item)): Path<(String, String)>) -> Result<Response, PageError> {
    let exam = id(&chamber.visit, &exam)?;
    let page = page(&chamber, exam, &item, Default::default(), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/sessions/{exam}/questions/{item}`: asks that it count for nobody.
async fn submit(chamber: Chamber, Path((exam, item)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let exam = id(visit, &exam)?;
    let (everywhere, losses, reason) = (fields.one("scope") == "everywhere", fields.one("losses") == "1", fields.one("reason"));
    let asked = Asked { exam, item: &item, everywhere, losses, reason };
    match ask(&visit.app, &chamber.proof, &asked, &visit.origin()).await {
        Ok(proposal) => Ok(visit.go_and_say(&format!("/certificateur/propositions/{proposal}"), "notice-proposed")),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => {
            let errors = error(visit, refusal, "reason").unwrap_or_default();
            told(visit, &page(&chamber, exam, &item, (everywhere, losses, reason.to_owned()), errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
