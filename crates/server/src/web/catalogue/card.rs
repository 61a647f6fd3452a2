//! An offer as it stands in a list.

use domain::catalogue::query::Facet;
use domain::catalogue::shelf::{Entry, Link};

use super::words;
use crate::web::view::catalogue::card::{OfferCard, Stars};
use crate::web::visit::Visit;

/// What a list says of an offer.
pub(super) fn card(visit: &Visit, entry: &Entry) -> OfferCard {
    let offer = &entry.offer;
    let has_diploma = entry.has_diploma() || offer.diploma.code() == "open-badge";
    OfferCard {
        slug: offer.id.clone(),
        title: offer.title.clone(),
        organisation: offer.organisation.clone(),
        place: words::place(visit, offer),
        diploma: has_diploma.then(|| words::value(visit, Facet::Diploma, offer.diploma.code())),
        ects: offer.ects.map(|ects| words::number(visit, ects)),
        hours: offer.hours.map(|hours| words::number(visit, hours)),
        modality: offer.modality.map(|one| words::value(visit, Facet::Modality, one.code())),
        price: words::price(visit, entry),
        funding: words::funding(visit, offer),
        dates: words::dates(visit, entry),
        is_over: entry.is_over(visit.app.shelf().today()),
        trades: words::trades(visit, &offer.trades),
        domains: offer.domains.iter().filter_map(|slug| words::domain(visit, slug)).collect(),
        is_generic: offer.scope == domain::catalogue::offer::Scope::Generic,
        is_mandatory: !offer.mandatory_for.is_empty(),
        language: offer.language.clone(),
        standing: entry.standing.code(),
        is_broken: matches!(entry.link, Link::Broken { .. }),
        stars: entry.rating.map(|rating| Stars { mean: rating.mean, count: rating.count }),
        summary: offer.summary.clone(),
        is_chosen: false,
    }
}
