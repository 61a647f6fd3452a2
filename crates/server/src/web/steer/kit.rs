//! The kit: mails to send, posters to hang up, a guide to hand over. Posters and guide are pages that print as sheets of A4.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::campaign::Phase;
use domain::refusal::Refusal;
use serde::Deserialize;

use super::Office;
use crate::app::App;
use crate::qr;
use crate::render::Arg;
use crate::service::campaign::{calendar, list};
use crate::web::form::Asked;
use crate::web::guard::{OrPage, PageError};
use crate::web::taken::file;
use crate::web::view::steer::kit::{GuidePage, KitCampaign, KitMail, KitPage, PosterPage};

/// What a mail is, for the browser.
const TEXT: &str = "text/plain; charset=utf-8";
/// The mails, in the order in which they are sent.
const MAILS: [&str; 4] = ["announce", "remind", "thank", "team"];

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/pilotage/{organisation}/kit", get(show))
        .route("/pilotage/{organisation}/kit/mails/{mail}", get(mail))
        .route("/pilotage/{organisation}/kit/affiche", get(poster))
        .route("/pilotage/{organisation}/kit/guide", get(guide))
}

/// Of which campaign mails and posters speak.
#[derive(Debug, Default, Deserialize)]
pub(super) struct About {
    #[serde(default)]
    campagne: String,
}

/// Campaigns that people can join now or soon.
async fn running(office: &Office) -> Result<Vec<KitCampaign>, PageError> {
    let visit = &office.visit;
    let now = visit.app.clock.now();
    let all = list(&visit.app, &office.proof).await.or_page(visit)?;
    let runs = |phase| matches!(phase, Phase::Open | Phase::Planned);
    let entry = |listed: crate::service::campaign::Listed| {
        let calendar = calendar(&listed.campaign);
        runs(calendar.phase(now)).then(|| KitCampaign {
            id: listed.campaign.id.to_string(),
            title: listed.campaign.title,
            code: listed.campaign.code,
            ends_at: calendar.ends_at(),
        })
    };
    Ok(all.into_iter().filter_map(entry).collect())
}

/// Where people join: a campaign's own page, or the one where they type a code.
fn address(office: &Office, campaign: Option<&KitCampaign>) -> String {
    let base = &office.visit.app.config.base_url;
    campaign.map_or_else(|| format!("{base}/rejoindre"), |campaign| format!("{base}/campagne/{}", campaign.code))
}

fn written(office: &Office, name: &'static str, campaign: Option<&KitCampaign>) -> KitMail {
    let visit = &office.visit;
    let link = address(office, campaign);
    let until = campaign
        .and_then(|campaign| campaign.ends_at)
        .map_or_else(|| visit.say("kit-until-open"), |at| visit.say_with("kit-until", &[("date", Arg::from(visit.app.renderer.texts().date(visit.lang, at)))]));
    let facts = [("organisation", Arg::from(office.organisation.name.clone())), ("link", Arg::from(link)), ("until", Arg::from(until))];
    let body = visit.say_with(&format!("kit-mail-{name}-body"), &facts);
    KitMail { name, subject: visit.say(&format!("kit-mail-{name}-subject")), body }
}

/// `GET /pilotage/{organisation}/kit`
async fn show(office: Office, Asked(about): Asked<About>) -> Result<Response, PageError> {
    let campaigns = running(&office).await?;
    let chosen = chosen(&campaigns, &about);
    let mails = MAILS.map(|name| written(&office, name, chosen.as_ref())).into();
    office.visit.page(&KitPage { frame: office.frame("kit"), campaigns, chosen, mails })
}

/// The one that was asked for, else the newest.
fn chosen(campaigns: &[KitCampaign], about: &About) -> Option<KitCampaign> {
    campaigns.iter().find(|campaign| campaign.id == about.campagne).or_else(|| campaigns.first()).cloned()
}

/// `GET /pilotage/{organisation}/kit/mails/{mail}`: a text to paste into any program of mails.
async fn mail(office: Office, Path((_, mail)): Path<(String, String)>, Asked(about): Asked<About>) -> Result<Response, PageError> {
    let name = MAILS.into_iter().find(|name| mail == format!("{name}.txt")).ok_or_else(|| PageError::new(&office.visit, Refusal::NotFound))?;
    let campaign = chosen(&running(&office).await?, &about);
    let written = written(&office, name, campaign.as_ref());
    // as the programs of mails of Windows expect it: the mark of UTF-8, and two signs for the end of a line
    let text = format!("\u{feff}{}\n\n{}\n", written.subject, written.body).replace('\n', "\r\n");
    Ok(file(TEXT, &format!("socle-{name}.txt"), text.into_bytes()))
}

/// `GET /pilotage/{organisation}/kit/affiche`
async fn poster(office: Office, Asked(about): Asked<About>) -> Result<Response, PageError> {
    let campaign = if about.campagne.is_empty() { None } else { chosen(&running(&office).await?, &about) };
    let address = address(&office, campaign.as_ref());
    let qr_svg = qr::svg(&address).unwrap_or_default();
    let typed = self::address(&office, None);
    let typed = typed.trim_start_matches("https://").trim_start_matches("http://").to_owned();
    office.visit.page(&PosterPage { frame: office.frame("kit"), campaign, address: typed, qr_svg })
}

/// `GET /pilotage/{organisation}/kit/guide`
async fn guide(office: Office) -> Result<Response, PageError> {
    office.visit.page(&GuidePage { frame: office.frame("kit") })
}
