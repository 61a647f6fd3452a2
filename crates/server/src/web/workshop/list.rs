//! The bank as a list.

use axum::response::Response;

use super::Desk;
use crate::service::workshop::bank;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::workshop::{ListPage, ListRow};

/// `GET /atelier`
pub(super) async fn show(desk: Desk) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let all = bank(&visit.app, &desk.proof).await.or_page(visit)?;
    let rows = all
        .into_iter()
        .map(|s| ListRow {
            id: s.item_id,
            title: s.title,
            objective: s.objective,
            kind: s.kind,
            content_lang: s.language,
            stage: s.stage.map(domain::workshop::Stage::code),
            standing: s.standing.map(domain::workshop::Standing::code),
        })
        .collect();
    visit.page(&ListPage { frame: desk.frame("questions"), rows })
}
