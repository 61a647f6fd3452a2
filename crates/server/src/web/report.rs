//! Saying that something is wrong with a question: from the corrected answers, or from the question on the table.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::language::Language;
use domain::refusal::Refusal;
use domain::session::Status;

use super::assess::{open, place, question_page};
use super::form::Fields;
use super::guard::{OrPage, PageError};
use super::view::FieldError;
use super::view::report::ReportPage;
use super::visit::Visit;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::assess::{self, OpenSession};
use crate::service::report::{Report, say};

/// Said once the report is kept.
const THANKS: &str = "notice-reported";

fn number(visit: &Visit, seq: &str) -> Result<u32, PageError> {
    seq.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))
}

/// `GET /resultat/{id}/signaler/{seq}`
pub(super) async fn form(visit: Visit, Path((id, seq)): Path<(String, String)>) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    let page = answered_page(&visit, &open, number(&visit, &seq)?).await?;
    visit.page(&page)
}

/// `POST /resultat/{id}/signaler/{seq}`
pub(super) async fn send(visit: Visit, Path((id, seq)): Path<(String, String)>, fields: Fields) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    let seq = number(&visit, &seq)?;
    match said(&visit, &open, seq, &fields).await? {
        None => Ok(visit.go_and_say(&corrected(&open, seq), THANKS)),
        Some(refusal) => refused(&visit, answered_page(&visit, &open, seq).await?, refusal, &fields),
    }
}

fn corrected(open: &OpenSession, seq: u32) -> String {
    format!("/resultat/{}/corrige#q-{seq}", open.row.id)
}

/// The form for a question of a session that is over.
async fn answered_page(visit: &Visit, open: &OpenSession, seq: u32) -> Result<ReportPage, PageError> {
    if !open.is_finished() {
        return Err(PageError::new(visit, Refusal::NotFound));
    }
    let reviewed = assess::review(&visit.app, open).await.or_page(visit)?;
    let question = reviewed.iter().find(|r| r.seq == seq).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    let item = &open.edition.pool[question.place].item;
    let page = ReportPage::new(format!("/resultat/{}/signaler/{seq}", open.row.id), seq, true, visit.email().is_some());
    Ok(ReportPage { back: Some(corrected(open, seq)), title: Some(item.title.clone()), content_lang: Language::of(&item.language).code(), ..page })
}

/// Keeps the report of a form, or says what is wrong with it.
async fn said(visit: &Visit, open: &OpenSession, seq: u32, fields: &Fields) -> Result<Option<Refusal>, PageError> {
    let report = Report { seq, kind: fields.one("report-kind"), text: fields.one("report-text"), wants_answer: fields.one("report-answer") == "1" };
    match say(&visit.app, open, report, visit.lang, &visit.place).await {
        Ok(_) => Ok(None),
        Err(Failure::Refused(refusal @ (Refusal::ReportKindMissing | Refusal::ReasonMissing | Refusal::TextTooLong | Refusal::TooManyAttempts))) => {
            Ok(Some(refusal))
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}

/// The form again, as it was typed.
fn refused(visit: &Visit, page: ReportPage, refusal: Refusal, fields: &Fields) -> Result<Response, PageError> {
    let (field, sentence) = match refusal {
        Refusal::ReportKindMissing => ("report-kind", visit.say("refusal-report-kind-missing")),
        Refusal::ReasonMissing => ("report-text", visit.say("report-words-missing")),
        Refusal::TextTooLong => ("report-text", visit.say("refusal-text-too-long")),
        other => ("", visit.say(&format!("refusal-{}", other.code()))),
    };
    let mut response = visit.page(&ReportPage {
        kind: fields.one("report-kind").to_owned(),
        text: fields.one("report-text").to_owned(),
        wants_answer: fields.one("report-answer") == "1",
        errors: vec![FieldError::new(field, sentence)],
        ..page
    })?;
    refuse(&mut response, refusal, None);
    Ok(response)
}

/// `GET /positionnement/{id}/signaler`: a reload of what was posted there.
pub(super) async fn back(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    Ok(Redirect::to(&place(&open(&visit, &id).await?)).into_response())
}

/// `POST /positionnement/{id}/signaler`: the form of the question on the table comes here with what was typed into it, is kept in the
/// form of the report, and goes back into the question. Nothing is answered and nothing is shown that the question did not show.
pub(super) async fn from_question(visit: Visit, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let open = open(&visit, &id).await?;
    let seq = number(&visit, fields.one("seq"))?;
    let typed: BTreeMap<String, Vec<String>> =
        fields.0.iter().filter(|(name, _)| !name.starts_with("report-") && *name != "act").map(|(name, values)| (name.clone(), values.clone())).collect();
    let form = || ReportPage {
        kept: typed.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone()))).collect(),
        ..ReportPage::new(format!("/positionnement/{}/signaler", open.row.id), seq, false, visit.email().is_some())
    };
    match fields.one("report-act") {
        "send" => {
            if let Some(refusal) = said(&visit, &open, seq, &fields).await? {
                return refused(&visit, form(), refusal, &fields);
            }
            if open.state.status == Status::Open && seq == open.state.seq() {
                return question_page(&visit.saying(THANKS), &open, typed, Vec::new());
            }
            Ok(visit.go_and_say(&place(&open), THANKS))
        }
        "back" if open.state.status == Status::Open && seq == open.state.seq() => question_page(&visit, &open, typed, Vec::new()),
        "back" => Ok(Redirect::to(&place(&open)).into_response()),
        _ => visit.page(&form()),
    }
}
