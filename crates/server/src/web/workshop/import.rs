//! Questions of other programs come in: read, shown with what was lost, and kept only when somebody says so.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Response};
use domain::access::WriteItems;
use domain::item::Review;
use domain::refusal::Refusal;
use formats::exchange::{self, Code, Imported, Loss, Weight};

use super::Desk;
use crate::service::workshop::begin;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::sent::Upload;
use crate::web::view::FieldError;
use crate::web::view::workshop::{ImportPage, ImportedDraft, LossLine};
use crate::web::visit::Visit;

/// Questions of one file at most: what a page can hold, and somebody can read.
const MOST: usize = 200;

fn blank(desk: &Desk, errors: Vec<FieldError>) -> ImportPage {
    ImportPage { frame: desk.frame("questions"), file: String::new(), was_read: false, drafts: Vec::new(), left_out: 0, lost: Vec::new(), errors }
}

/// `GET /atelier/importer`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    desk.may::<WriteItems>()?;
    desk.visit.page(&blank(&desk, Vec::new()))
}

/// `POST /atelier/importer`: reads a file. Nothing is kept.
pub(super) async fn read(desk: Desk, Upload(sent): Upload) -> Result<Response, PageError> {
    desk.may::<WriteItems>()?;
    let visit = &desk.visit;
    let sent = match sent.and_then(|sent| if sent.bytes.is_empty() { Err(Refusal::ResponseMissing) } else { Ok(sent) }) {
        Ok(sent) => sent,
        Err(refusal) => {
            let key = if refusal == Refusal::ResponseMissing { "import-no-file".to_owned() } else { format!("refusal-{}", refusal.code()) };
            return visit.refused(refusal, &blank(&desk, vec![FieldError::new("file", visit.say(&key))]));
        }
    };
    let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    let name = sent.name.clone();
    let language = if sent.fields.one("language") == "en" { "en" } else { "fr" };
    let imported = tokio::task::spawn_blocking(move || {
        let imported = exchange::import(&sent.name, &sent.bytes, language);
        drop(pass);
        imported
    });
    let imported = imported.await.map_err(|e| PageError::new(visit, crate::service::Failure::Broken(e.to_string())))?;
    visit.page(&report(&desk, name, imported))
}

fn report(desk: &Desk, file: String, imported: Imported) -> ImportPage {
    let visit = &desk.visit;
    let left_out = imported.items.len().saturating_sub(MOST);
    let drafts = imported.items.into_iter().take(MOST).map(|mut draft| {
        draft.item.review = Review::NotReviewed;
        draft.item.version = 1;
        ImportedDraft {
            title: draft.item.title.clone(),
            kind: draft.item.interaction.kind(),
            content_lang: draft.item.language.clone(),
            origin: draft.origin,
            question: draft.item.question.clone(),
            to_complete: draft.to_complete.len(),
            text: exchange::write_item(&draft.item, &[]),
        }
    });
    ImportPage {
        frame: desk.frame("questions"),
        file,
        was_read: true,
        drafts: drafts.collect(),
        left_out,
        lost: lines(visit, &imported.lost),
        errors: Vec::new(),
    }
}

/// A line for each loss, the grave ones first; what is the same for many questions is said once, with their number.
fn lines(visit: &Visit, losses: &[Loss]) -> Vec<LossLine> {
    let is_of_many = |code: Code| matches!(code, Code::HeaderGuessed | Code::LanguageGuessed | Code::DetailDropped);
    let weight = |code: Code| match code.weight() {
        Weight::Refused => "refused",
        Weight::Changed => "changed",
        Weight::Dropped => "dropped",
        Weight::Guessed => "guessed",
    };
    let mut told: Vec<&Loss> = losses.iter().filter(|l| !is_of_many(l.code)).collect();
    told.sort_by_key(|l| (l.code.weight(), l.line));
    let mut lines: Vec<LossLine> = told
        .into_iter()
        .map(|l| LossLine {
            weight: weight(l.code),
            line: l.line,
            item: l.item.clone(),
            text: visit.say_with(&format!("exchange-{}", l.code.code()), &[("detail", l.detail.as_str().into())]),
        })
        .collect();
    let mut of_many: BTreeMap<(Code, &str), usize> = BTreeMap::new();
    for loss in losses.iter().filter(|l| is_of_many(l.code)) {
        let what = if loss.code == Code::DetailDropped { loss.detail.as_str() } else { "" };
        *of_many.entry((loss.code, what)).or_default() += 1;
    }
    lines.extend(of_many.into_iter().map(|((code, what), count)| {
        let key = if what.is_empty() { format!("exchange-all-{}", code.code()) } else { format!("exchange-all-{what}") };
        LossLine { weight: weight(code), line: 0, item: String::new(), text: visit.say_with(&key, &[("count", count.into())]) }
    }));
    lines
}

/// `POST /atelier/importer/garder`: the chosen ones become drafts.
pub(super) async fn keep(desk: Desk, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let by = desk.may::<WriteItems>()?;
    let note = visit.say_with("import-note", &[("file", fields.one("file").into())]);
    let chosen: Vec<&String> = fields.0.get("garder").into_iter().flatten().take(MOST).collect();
    for at in &chosen {
        let text = fields.one(&format!("text.{at}")).replace("\r\n", "\n");
        let head = formats::sheet::head(&text).ok_or(Refusal::Malformed).or_page(visit)?;
        let name = if head.title.trim().is_empty() { head.kind } else { head.title };
        begin(&visit.app, &by, &name, &text, &note).await.or_page(visit)?;
    }
    if chosen.is_empty() {
        return Ok(axum::response::Redirect::to("/atelier/importer").into_response());
    }
    Ok(visit.go_and_say("/atelier?auteur=moi", "notice-imported"))
}
