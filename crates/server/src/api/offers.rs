//! The catalogue over the API: public, the same for everybody.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query as Pairs, State};
use axum::http::{HeaderName, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use domain::catalogue::query::Query;
use domain::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiError, Caller, Problem};
use crate::app::App;
use crate::service::catalogue::{LICENCE, OpenOffer, open_coverage};

/// Offers of one reply.
const PAGE: usize = 100;

/// Offers that a question finds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OffersReply {
    /// How they may be used again.
    licence: &'static str,
    /// The day on which this was read, `YYYY-MM-DD`.
    date: String,
    /// How many were found.
    total: usize,
    /// The page of this reply, from 1; a page holds 100 offers.
    page: usize,
    /// For each facet and value, how many offers would be found with it, beside what else was asked.
    facets: BTreeMap<&'static str, BTreeMap<String, usize>>,
    /// Offers as in the content files, with `standing` and `page`, the address of their page.
    #[schema(value_type = Vec<Object>)]
    offers: Vec<OpenOffer>,
}

/// Search the offers, narrow them, order them: the query is that of the page `/formations`. Repeat a parameter for several values.
#[utoipa::path(
    get, path = "/api/v1/offers", tag = "offers",
    params(
        ("q" = Option<String>, Query, description = "Words; accents, plurals, acronyms and typing errors are taken care of."),
        ("metier" = Option<String>, Query, description = "A trade, or `students`."),
        ("region" = Option<String>, Query, description = "Code of a region; what is for the whole country or at a distance is found in each."),
        ("domaine" = Option<String>, Query, description = "Slug of a domain."),
        ("diplome" = Option<String>, Query, description = "`any`, `none`, `du`, `diu`, `licence-pro`, `master`, `certification`, `open-badge`."),
        ("ects" = Option<String>, Query, description = "`yes` or `unknown`."),
        ("modalite" = Option<String>, Query, description = "`online`, `classroom`, `mixed`, `unknown`."),
        ("financement" = Option<String>, Query, description = "`free`, `dpc`, `anfh`, `opco`, `cpf`, `university`, `unknown`."),
        ("prix" = Option<String>, Query, description = "`free`, `under-500`, `under-2000`, `above`, `unknown`."),
        ("heures" = Option<String>, Query, description = "`under-7`, `under-36`, `under-121`, `above`, `unknown`."),
        ("dates" = Option<String>, Query, description = "`any-time`, `soon`, `later`, `begun`, `over`, `unknown`."),
        ("portee" = Option<String>, Query, description = "`generic` or `specific`."),
        ("obligatoire" = Option<String>, Query, description = "`yes`."),
        ("organisme" = Option<String>, Query, description = "`university`, `public-body`, `association`, `hospital`, `company`, `other`."),
        ("langue" = Option<String>, Query, description = "`fr` or `en`."),
        ("statut" = Option<String>, Query, description = "`checked`, `to-be-checked`, `expired`."),
        ("tri" = Option<String>, Query, description = "`pertinence`, `prix`, `heures`, `ects`, `date`, `avis`, `titre`."),
        ("page" = Option<u32>, Query, description = "From 1.")
    ),
    responses((status = 200, description = "Offers that are public.", body = OffersReply))
)]
pub(super) async fn list(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let pairs: Vec<(String, String)> = Pairs::try_from_uri(&uri).map(|Pairs(pairs)| pairs).unwrap_or_default();
    let query = Query::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let shelf = app.shelf();
    let found = shelf.find(&query);
    let facets = found.counts.iter().map(|(facet, counts)| (facet.code(), shelf.values(*facet).iter().cloned().zip(counts.iter().copied()).collect()));
    let here = found.places.iter().skip(query.page * PAGE).take(PAGE).filter_map(|place| shelf.at(*place));
    let reply = OffersReply {
        licence: LICENCE,
        date: shelf.today().to_string(),
        total: found.places.len(),
        page: query.page + 1,
        facets: facets.collect(),
        offers: here.map(|entry| OpenOffer::of(&app, entry)).collect(),
    };
    public(Json(reply))
}

/// One offer.
#[utoipa::path(
    get, path = "/api/v1/offers/{slug}", tag = "offers",
    params(("slug" = String, Path, description = "Its name in addresses.")),
    responses((status = 200, description = "The offer, as in a list.", body = Object), (status = 404, description = "No offer of this name is public.", body = Problem))
)]
pub(super) async fn show(caller: Caller, Path(slug): Path<String>) -> Result<Response, ApiError> {
    let shelf = caller.app.shelf();
    let entry = shelf.get(&slug).ok_or_else(|| caller.error(Refusal::NotFound))?;
    Ok(public(Json(OpenOffer::of(&caller.app, entry))))
}

/// Who is served: offers that are not over, counted by trade, domain and region, empty cells too.
#[utoipa::path(
    get, path = "/api/v1/coverage", tag = "offers",
    responses((status = 200, description = "`date`, `licence`, `caveat`, and `rows` with `trade`, `domain`, `region`, `offers`, `diploma`, `ects`, `hours`, `specific`, `mandatory`.", body = Object))
)]
pub(super) async fn coverage(State(app): State<Arc<App>>) -> Response {
    public(Json(open_coverage(&app)))
}

/// Pages of any site may read it.
fn public(reply: impl IntoResponse) -> Response {
    let mut response = reply.into_response();
    response.headers_mut().insert(HeaderName::from_static("access-control-allow-origin"), HeaderValue::from_static("*"));
    response
}
