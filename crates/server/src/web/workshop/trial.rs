//! Trying a question as a learner meets it: the engine's own scoring, and nothing recorded.

use axum::extract::Path;
use axum::response::Response;
use domain::item::{Item, Score, feedback, score};
use formats::content;
use formats::sheet::Sheet;
use serde::Deserialize;

use super::Desk;
use super::work::shown;
use crate::service::assess::Reviewed;
use crate::service::workshop;
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::names;
use crate::web::result::corrected_item;
use crate::web::view::workshop::TrialPage;

/// In which order, and how wide.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    ordre: String,
    #[serde(default)]
    largeur: String,
}

impl Look {
    fn order(&self) -> u64 {
        self.ordre.parse().unwrap_or(1)
    }
}

async fn page(desk: &Desk, id: &str, look: &Look) -> Result<(TrialPage, Option<Item>), PageError> {
    let visit = &desk.visit;
    let (frame, _) = desk.item_frame(id, "try").await?;
    let open = workshop::open_text(&visit.app, &desk.proof, id).await.or_page(visit)?;
    let item = content::item(&open.body).ok().or_else(|| Sheet::read(&open.body).ok()?.item().ok());
    let trial = item.as_ref().and_then(|item| shown(item, look.order())).map(|(_, view)| view);
    Ok((TrialPage { frame, id: id.to_owned(), trial, order: look.order(), is_narrow: look.largeur != "bureau", corrected: None }, item))
}

/// `GET /atelier/questions/{id}/essai`
pub(super) async fn show(desk: Desk, Path(id): Path<String>, Asked(look): Asked<Look>) -> Result<Response, PageError> {
    let (page, _) = page(&desk, &id, &look).await?;
    desk.visit.page(&page)
}

/// `POST /atelier/questions/{id}/essai`
pub(super) async fn answer(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let look = Look { ordre: fields.one("ordre").to_owned(), largeur: fields.one("largeur").to_owned() };
    let (mut page, item) = page(&desk, &id, &look).await?;
    let visit = &desk.visit;
    let Some((item, trial)) = item.as_ref().zip(page.trial.as_mut()) else { return visit.page(&page) };
    let Some((order, _)) = shown(item, look.order()) else { return visit.page(&page) };
    let task = domain::item::present(item, &order).task;
    let response = if fields.one("act") == "dont-know" { Ok(None) } else { fields.answer(&task).map(Some) };
    let scored = response.and_then(|response| score(&item.interaction, &order, response.as_ref()).map(|score| (response, score)));
    trial.typed.clone_from(&fields.0);
    match scored {
        Ok((response, Score { won, points })) => {
            let edition = visit.app.editions.current().edition;
            let domain =
                edition.framework.place_of(&item.objective).map(|p| names::short(&edition.framework.domains[p.domain], visit.lang)).unwrap_or_default();
            let reviewed = Reviewed {
                seq: 1,
                place: 0,
                score: Score { won, points },
                known: response.is_some(),
                counts: true,
                feedback: feedback(item, &order, response.as_ref()),
            };
            page.corrected = Some(corrected_item(visit, item, domain, &reviewed));
            visit.page(&page)
        }
        Err(refusal) => {
            trial.errors = vec![visit.fault("", refusal)];
            visit.refused(refusal, &page)
        }
    }
}
