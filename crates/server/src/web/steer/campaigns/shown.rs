//! A result that its person shows, as their consent page said: the same struct, printed by the same template.

use axum::extract::Path;
use axum::response::Response;
use domain::access::ReadResults;
use domain::refusal::Refusal;
use serde::Deserialize;
use uuid::Uuid;

use super::path_of;
use crate::service::assess::Finished;
use crate::service::steering;
use crate::web::guard::{OrPage, PageError};
use crate::web::steer::Office;
use crate::web::steer::joining::shown;
use crate::web::view::steer::campaigns::ShownPage;

/// What the path names besides the organisation.
#[derive(Debug, Deserialize)]
pub(super) struct One {
    campaign: String,
    participation: String,
}

/// `GET …/campagnes/{campaign}/resultats/partages/{participation}`
pub(super) async fn show(office: Office, Path(one): Path<One>) -> Result<Response, PageError> {
    let (visit, proof) = (&office.visit, office.may::<ReadResults>()?);
    let id = |typed: &str| Uuid::try_parse(typed).map_err(|_| PageError::new(visit, Refusal::NotFound));
    let (campaign, participation) = (id(&one.campaign)?, id(&one.participation)?);
    let found = steering::shared_result(&visit.app.store, &proof, campaign, participation).await.or_page(visit)?;
    let edition = visit.app.editions.get(&visit.app.store, found.edition).await.or_page(visit)?;
    let finished = Finished { session: participation, at: found.at, profile: found.profile };
    visit.page(&ShownPage {
        frame: office.frame("campaigns"),
        back: format!("{}/resultats/partages", path_of(&office, campaign)),
        title: found.campaign.title,
        name: found.name,
        since: found.since,
        shown: shown(visit, &edition, &finished),
    })
}
