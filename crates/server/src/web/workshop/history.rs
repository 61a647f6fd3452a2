//! Every text of a question, two of them side by side, and the way back.

use axum::extract::Path;
use axum::response::Response;
use domain::access::WriteItems;
use domain::refusal::Refusal;
use domain::workshop::Change;
use serde::Deserialize;

use super::Desk;
use super::review::dossier_of;
use super::words::{compared, verdicts};
use crate::service::Failure;
use crate::service::workshop::{Dossier, compare, restore, standing_of};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::view::workshop::{HistoryPage, RevisionRow};

/// Which two texts are compared.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Two {
    de: Option<i64>,
    a: Option<i64>,
}

/// `GET /atelier/questions/{id}/historique`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Asked(two): Asked<Two>) -> Result<Response, PageError> {
    let page = page(&desk, &id, &two, false).await?;
    desk.visit.page(&page)
}

async fn page(desk: &Desk, id: &str, two: &Two, outdated: bool) -> Result<HistoryPage, PageError> {
    let visit = &desk.visit;
    let (frame, summary) = desk.item_frame(id, "history").await?;
    let dossier = dossier_of(desk, id).await?;
    let standing = standing_of(&visit.app, &desk.proof, id).await.or_page(visit)?;
    let published = standing.published.as_ref().filter(|p| p.standing.is_drawn()).and_then(|p| p.revision);
    let newest = dossier.as_ref().map_or(0, |d| d.row.revision);
    let known = |number: Option<i64>| number.filter(|n| (1..=newest).contains(n));
    let to = known(two.a).unwrap_or(newest);
    let from = known(two.de).unwrap_or((to - 1).max(newest.min(1)));
    let text = |number| dossier.as_ref().and_then(|d: &Dossier| d.revision(number)).map(|r| r.body.as_str());
    Ok(HistoryPage {
        frame,
        id: id.to_owned(),
        content_lang: summary.language,
        revisions: dossier.as_ref().map(|d| revisions(d, published)).unwrap_or_default(),
        newest,
        from,
        to,
        compared: if newest > 1 { text(from).zip(text(to)).map(|(from, to)| compared(visit, compare(from, to))) } else { None },
        may_restore: desk.has::<WriteItems>(),
        outdated,
    })
}

fn revisions(dossier: &Dossier, published: Option<i64>) -> Vec<RevisionRow> {
    let row = |text: &store::workshop::Revision| RevisionRow {
        number: text.revision,
        at: text.at,
        by: text.author_id.and_then(|id| dossier.names.get(&id).cloned()),
        change: Change::parse(&text.change).map_or("substance", Change::code),
        note: text.note.clone(),
        verdicts: verdicts(dossier, dossier.reviews.iter().filter(|r| r.revision == text.revision)),
        is_published: published == Some(text.revision),
    };
    dossier.revisions.iter().rev().map(row).collect()
}

/// `POST /atelier/questions/{id}/historique/{number}/reprendre`
pub(super) async fn go_back(desk: Desk, Path((id, number)): Path<(String, i64)>, fields: Fields) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let proof = desk.may::<WriteItems>()?;
    let newest: i64 = fields.one("newest").parse().map_err(|_| PageError::new(visit, Refusal::Malformed))?;
    let note = visit.say_with("notice-restored-note", &[("number", number.into())]);
    match restore(&visit.app, &proof, &id, number, newest, &note).await {
        Ok(_) => Ok(visit.go_and_say(&format!("/atelier/questions/{id}/historique"), "notice-saved")),
        Err(Failure::Refused(refusal @ Refusal::TextChanged)) => {
            let page = page(&desk, &id, &Two { de: Some(newest), a: None }, true).await?;
            visit.refused(refusal, &page)
        }
        Err(failure) => Err(PageError::new(visit, failure)),
    }
}
