//! What is known of an offer, fact by fact: on its page, and side by side.

use domain::catalogue::offer::Pace;
use domain::catalogue::query::Facet;
use domain::catalogue::shelf::Entry;

use super::words;
use crate::web::view::catalogue::offer::Fact;
use crate::web::visit::Visit;

/// Every fact, in one order for all offers. What is not known has no text.
pub(super) fn facts(visit: &Visit, entry: &Entry) -> Vec<Fact> {
    let offer = &entry.offer;
    let list = |values: Vec<String>| (!values.is_empty()).then(|| visit.app.renderer.texts().list(visit.lang, &values));
    let yes = |is: bool| Some(visit.say(if is { "offer-yes" } else { "offer-no" }));
    let numbers = [("offer-siret", &offer.siret), ("offer-nda", &offer.nda), ("offer-dpc-number", &offer.dpc_number)];
    let named = numbers.into_iter().filter_map(|(key, number)| Some(visit.say_with(key, &[("number", number.clone()?.into())])));
    let qualiopi = offer.qualiopi.filter(|is| *is).map(|_| visit.say("offer-qualiopi"));
    let domains = offer.domains.iter().filter_map(|slug| words::domain(visit, slug)).collect();
    let facts = [
        ("organisation", Some(offer.organisation.clone())),
        ("kind", Some(words::value(visit, Facet::Organiser, offer.organisation_kind.code()))),
        ("diploma", Some(words::value(visit, Facet::Diploma, offer.diploma.code()))),
        ("ects", offer.ects.map(|ects| words::number(visit, ects))),
        ("hours", offer.hours.map(|hours| visit.say_with("offer-hours", &[("hours", words::number(visit, hours).into())]))),
        ("modality", offer.modality.map(|one| words::value(visit, Facet::Modality, one.code()))),
        ("dates", words::dates(visit, entry).or_else(|| (offer.pace == Some(Pace::Selfpaced)).then(|| words::value(visit, Facet::Dates, "any-time")))),
        ("place", words::place(visit, offer)),
        ("price", words::price(visit, entry)),
        ("funding", list(words::funding(visit, offer))),
        ("trades", Some(words::trades(visit, &offer.trades))),
        ("students", yes(offer.students)),
        ("mandatory", (!offer.mandatory_for.is_empty()).then(|| words::trades(visit, &offer.mandatory_for))),
        ("domains", list(domains)),
        ("scope", Some(words::value(visit, Facet::Scope, offer.scope.code()))),
        ("language", Some(words::value(visit, Facet::Language, &offer.language))),
        ("accessibility", offer.accessibility.clone()),
        ("numbers", list(named.chain(qualiopi).collect())),
        ("standing", Some(words::standing(visit, entry))),
    ];
    facts.into_iter().map(|(code, text)| Fact { code, text }).collect()
}
