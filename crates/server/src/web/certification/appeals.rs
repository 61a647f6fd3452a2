//! `/certificateur/recours…`: what candidates ask, and what is answered.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::certification::appeal::AppealStatus;
use domain::refusal::Refusal;
use store::appeals::Appeal;
use uuid::Uuid;

use super::Chamber;
use super::jury::{asked, case_row, error, exam_row, field_of, history, id, levels, numbers_of, shown_number, told, typed};
use crate::app::App;
use crate::service::Failure;
use crate::service::certification::appeals::{Listed, dismiss, dossier, list, uphold};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::certification::jury::TypedRuling;
use crate::web::view::certification::result::{AppealPage, AppealRow, AppealsPage};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/certificateur/recours", get(all)).route("/certificateur/recours/{id}", get(one).post(answer))
}

fn row(appeal: &Appeal, exam: &str, number: i64) -> AppealRow {
    AppealRow { id: appeal.id.to_string(), exam: shown_number(exam), number, at: appeal.at, outcome: appeal.outcome.clone() }
}

/// `GET /certificateur/recours`
async fn all(chamber: Chamber) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let open = list(&visit.app, &chamber.proof, AppealStatus::Open).await.or_page(visit)?;
    let answered = list(&visit.app, &chamber.proof, AppealStatus::Answered).await.or_page(visit)?;
    let rows = |all: &[Listed]| all.iter().map(|l| row(&l.appeal, &l.exam_number, l.number)).collect();
    visit.page(&AppealsPage { frame: chamber.frame("appeals"), open: rows(&open), answered: rows(&answered) })
}

async fn page(chamber: &Chamber, of: Uuid, typed: TypedRuling, errors: Vec<FieldError>) -> Result<AppealPage, PageError> {
    let visit = &chamber.visit;
    let found = dossier(&visit.app, &chamber.proof, of).await.or_page(visit)?;
    let (docket, file) = (&found.sitting.docket, found.sitting.file());
    Ok(AppealPage {
        frame: chamber.frame("appeals"),
        row: row(&found.appeal, &docket.exam.number, file.case.number),
        body: found.appeal.body.lines().map(str::to_owned).collect(),
        answer: found.appeal.answer.clone(),
        exam: exam_row(&docket.exam, docket),
        case: case_row(file),
        numbers: numbers_of(visit, file).await?,
        history: history(chamber, file),
        proposed: file.proposal.as_ref().map(|p| p.id.to_string()),
        refusal: found.refusal.map(|refusal| refusal.code().to_owned()),
        levels: levels(file),
        typed,
        errors,
    })
}

/// `GET /certificateur/recours/{id}`
async fn one(chamber: Chamber, Path(of): Path<String>) -> Result<Response, PageError> {
    let of = id(&chamber.visit, &of)?;
    let page = page(&chamber, of, TypedRuling::default(), Vec::new()).await?;
    chamber.visit.page(&page)
}

/// `POST /certificateur/recours/{id}`: answers that the decision stands, or asks for another one.
async fn answer(chamber: Chamber, Path(of): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let visit = &chamber.visit;
    let (app, origin, of, typed) = (&visit.app, visit.origin(), id(visit, &of)?, typed(&fields));
    let (reason, done) = match fields.one("act") {
        "dismiss" => ("words", dismiss(app, &chamber.proof, of, &typed.words, &origin).await.map(|()| "notice-saved")),
        "uphold" => ("reason", uphold(app, &chamber.proof, of, &asked(&typed), &origin).await.map(|_| "notice-proposed")),
        _ => return Err(PageError::new(visit, Refusal::Malformed)),
    };
    match done {
        Ok(notice) => Ok(visit.go_and_say(&format!("/certificateur/recours/{of}"), notice)),
        Err(Failure::Refused(refusal)) if field_of(refusal).is_some() => {
            let errors = error(visit, refusal, reason).unwrap_or_default();
            told(visit, &page(&chamber, of, typed, errors).await?, refusal)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
