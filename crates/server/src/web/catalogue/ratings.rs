//! `/avis/{kind}/{subject}`: what those who followed a module or an offer say of it.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::access::{Authorised, Learn, may};
use domain::catalogue::rating::{LONGEST, Standing};
use domain::date::Day;
use domain::refusal::Refusal;
use serde::Deserialize;
use store::ratings::Rating;
use uuid::Uuid;

use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::catalogue::ratings::{self, Kind, Leave, Picture, Reader};
use crate::web::form::{Asked, Fields};
use crate::web::guard::{OrPage, PageError};
use crate::web::named::sign_in;
use crate::web::view::FieldError;
use crate::web::view::catalogue::ratings::{OwnRating, RatePage, RatingRow, RatingsPart, ReportRatingPage};
use crate::web::visit::{Visit, local_path};

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/avis/{kind}/{subject}", get(show).post(give))
        .route("/avis/{kind}/{subject}/retirer", post(take_back))
        .route("/avis/{kind}/{subject}/signaler/{rating}", get(ask_report).post(report))
}

/// The word of a kind in addresses.
const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Module => "module",
        Kind::Offer => "formation",
    }
}

/// Where a thing is shown.
fn home(kind: Kind, subject: &str) -> String {
    match kind {
        Kind::Module => format!("/progresser/modules/{subject}"),
        Kind::Offer => format!("/formations/{subject}"),
    }
}

/// What the path names.
#[derive(Debug, Deserialize)]
struct Named {
    kind: String,
    subject: String,
    #[serde(default)]
    rating: String,
}

impl Named {
    fn kind(&self, visit: &Visit) -> Result<Kind, PageError> {
        match self.kind.as_str() {
            "module" => Ok(Kind::Module),
            "formation" => Ok(Kind::Offer),
            _ => Err(PageError::new(visit, Refusal::NotFound)),
        }
    }
}

/// Where one came from.
#[derive(Debug, Default, Deserialize)]
struct From {
    #[serde(default)]
    retour: String,
}

/// The ratings of a module or an offer, as a part of its page.
///
/// # Errors
/// The store's, as a page.
pub(in crate::web) async fn part(visit: &Visit, kind: Kind, subject: &str) -> Result<RatingsPart, PageError> {
    let reader = Reader { person: visit.person(), has_address: visit.email().is_some() };
    let picture = ratings::look(&visit.app, kind, subject, reader).await.or_page(visit)?;
    Ok(view(visit, kind, subject, picture))
}

fn view(visit: &Visit, kind: Kind, subject: &str, picture: Picture) -> RatingsPart {
    let path = format!("/avis/{}/{subject}", word(kind));
    let own = picture.own.as_ref();
    RatingsPart {
        kind: word(kind),
        back: home(kind, subject),
        sign_in: sign_in(&path),
        path,
        mean: picture.mean.map(|mean| mean.mean),
        count: picture.count,
        rows: picture.words.iter().map(row).collect(),
        typed: [
            own.map(|own| own.stars.to_string()).unwrap_or_default(),
            own.map(|own| own.text.clone()).unwrap_or_default(),
            own.and_then(|own| own.followed_on.clone()).unwrap_or_default(),
        ],
        own: picture.own.map(|own| OwnRating { stars: own.stars, text: own.text, status: own.status, note: own.note }),
        leave: match picture.leave {
            Leave::Yes => "yes",
            Leave::NotFinished => "not-finished",
            Leave::NoAddress => "no-address",
        },
        this_month: Day::of(visit.app.clock.now()).month().to_string(),
        longest: LONGEST,
        errors: Vec::new(),
    }
}

pub(super) fn row(rating: &Rating) -> RatingRow {
    RatingRow {
        id: rating.id.to_string(),
        stars: rating.stars,
        lines: rating.text.lines().map(str::to_owned).collect(),
        at: rating.updated_at,
        followed: rating.followed_on.as_ref().and_then(|month| month.split_once('-')).and_then(|(year, month)| Some((month.parse().ok()?, year.to_owned()))),
    }
}

async fn page(visit: &Visit, kind: Kind, subject: &str) -> Result<RatePage, PageError> {
    let title = ratings::title(&visit.app, kind, subject).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    Ok(RatePage { title, ratings: part(visit, kind, subject).await? })
}

/// `GET /avis/{kind}/{subject}`
async fn show(visit: Visit, Path(named): Path<Named>, Asked(from): Asked<From>) -> Result<Response, PageError> {
    let kind = named.kind(&visit)?;
    let mut page = page(&visit, kind, &named.subject).await?;
    if !from.retour.is_empty() {
        local_path(&from.retour).clone_into(&mut page.ratings.back);
    }
    visit.page(&page)
}

/// That whoever asks may speak for themselves. An offer is rated by whoever has an address: a browser without one is nobody twice.
fn proof(visit: &Visit, kind: Kind) -> Result<Authorised<Learn>, PageError> {
    let person = visit.person().filter(|_| kind == Kind::Module || visit.email().is_some());
    let person = person.ok_or_else(|| PageError::new(visit, Refusal::Unauthorised))?;
    may::<Learn>(&visit.actor(), person.as_u128()).map_err(|refusal| PageError::new(visit, refusal))
}

/// `POST /avis/{kind}/{subject}`
async fn give(visit: Visit, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let kind = named.kind(&visit)?;
    let by = proof(&visit, kind)?;
    let back = if fields.one("retour").is_empty() { home(kind, &named.subject) } else { local_path(fields.one("retour")).to_owned() };
    let typed = ["etoiles", "texte", "mois"].map(|name| fields.one(name).to_owned());
    let faults = match ratings::typed(&visit.app, kind, &typed[0], &typed[1], &typed[2]) {
        Ok(given) => match ratings::give(&visit.app, &by, kind, &named.subject, &given).await {
            Ok(Standing::Waiting) => return Ok(visit.go_and_say(&back, "notice-rating-waits")),
            Ok(_) => return Ok(visit.go_and_say(&back, "notice-rating-shown")),
            Err(Failure::Refused(refusal @ Refusal::RatingNotFollowed)) => vec![("", refusal)],
            Err(failure) => return Err(PageError::new(&visit, failure)),
        },
        Err(faults) => faults,
    };
    let mut page = page(&visit, kind, &named.subject).await?;
    page.ratings.errors = faults.iter().map(|(field, refusal)| FieldError::new(field, visit.say(&format!("refusal-{}", refusal.code())))).collect();
    (page.ratings.typed, page.ratings.back) = (typed, back);
    let mut response = visit.page(&page)?;
    refuse(&mut response, faults.first().map_or(Refusal::Malformed, |(_, refusal)| *refusal), None);
    Ok(response)
}

/// `POST /avis/{kind}/{subject}/retirer`
async fn take_back(visit: Visit, Path(named): Path<Named>) -> Result<Response, PageError> {
    let kind = named.kind(&visit)?;
    let by = proof(&visit, kind)?;
    ratings::take_back(&visit.app, &by, kind, &named.subject).await.or_page(&visit)?;
    Ok(visit.go_and_say(&home(kind, &named.subject), "notice-rating-gone"))
}

fn report_page(named: &Named, kind: Kind, text: &str, errors: Vec<FieldError>) -> ReportRatingPage {
    ReportRatingPage {
        action: format!("/avis/{}/{}/signaler/{}", word(kind), named.subject, named.rating),
        back: home(kind, &named.subject),
        text: text.to_owned(),
        errors,
    }
}

/// `GET /avis/{kind}/{subject}/signaler/{rating}`
async fn ask_report(visit: Visit, Path(named): Path<Named>) -> Result<Response, PageError> {
    let kind = named.kind(&visit)?;
    visit.page(&report_page(&named, kind, "", Vec::new()))
}

/// `POST /avis/{kind}/{subject}/signaler/{rating}`
async fn report(visit: Visit, Path(named): Path<Named>, fields: Fields) -> Result<Response, PageError> {
    let kind = named.kind(&visit)?;
    let id = Uuid::try_parse(&named.rating).map_err(|_| PageError::new(&visit, Refusal::NotFound))?;
    match ratings::report(&visit.app, id, fields.one("texte")).await {
        Ok(()) => Ok(visit.go_and_say(&home(kind, &named.subject), "notice-rating-reported")),
        Err(Failure::Refused(refusal @ Refusal::TextTooLong)) => {
            let errors = vec![FieldError::new("texte", visit.say("refusal-text-too-long"))];
            let mut response = visit.page(&report_page(&named, kind, fields.one("texte"), errors))?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
