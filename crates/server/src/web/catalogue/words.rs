//! Values of facets and facts of offers in words, in the visitor's language.

use domain::catalogue::offer::{COUNTRY, EVERYBODY, Funding, Offer};
use domain::catalogue::query::Facet;
use domain::catalogue::shelf::Entry;
use domain::date::Day;
use formats::content::Named;

use crate::render::{Arg, Texts};
use crate::web::names;
use crate::web::visit::Visit;

/// Microseconds of a day.
pub(super) const DAY: i64 = 86_400_000_000;

/// A value of a facet.
pub(super) fn value(visit: &Visit, facet: Facet, value: &str) -> String {
    let named = match facet {
        Facet::Domain => domain(visit, value),
        Facet::Trade if value != "students" => one_of(visit, &visit.app.people.trades, value),
        Facet::Region => region(visit, value),
        _ => {
            let key = format!("facet-{}-{value}", facet.code());
            visit.app.renderer.texts().find(visit.lang, &key, &[])
        }
    };
    named.unwrap_or_else(|| value.to_owned())
}

fn one_of(visit: &Visit, list: &[Named], id: &str) -> Option<String> {
    list.iter().find(|one| one.id == id).map(|one| names::named(one, visit.lang))
}

/// Short name of a domain.
pub(super) fn domain(visit: &Visit, slug: &str) -> Option<String> {
    let edition = visit.app.editions.current().edition;
    edition.framework.domains.iter().find(|domain| domain.slug == slug).map(|domain| names::short(domain, visit.lang))
}

/// Name of a region.
pub(super) fn region(visit: &Visit, id: &str) -> Option<String> {
    if id == COUNTRY { Some(visit.say("offer-country")) } else { one_of(visit, &visit.app.people.regions, id) }
}

/// Name of a trade; everybody where it is for every trade.
pub(super) fn trade(visit: &Visit, id: &str) -> String {
    if id == EVERYBODY { visit.say("offer-everybody") } else { one_of(visit, &visit.app.people.trades, id).unwrap_or_else(|| id.to_owned()) }
}

/// Trades in a row. Dots part them: commas are in their names.
pub(super) fn trades(visit: &Visit, ids: &[String]) -> String {
    ids.iter().map(|id| trade(visit, id)).collect::<Vec<_>>().join(" · ")
}

/// Where it takes place; nothing where nobody says so.
pub(super) fn place(visit: &Visit, offer: &Offer) -> Option<String> {
    let region = offer.region.as_deref().and_then(|id| region(visit, id));
    match (&offer.place, region) {
        (Some(town), Some(region)) => Some(format!("{town} ({region})")),
        (Some(town), None) => Some(town.clone()),
        (None, region) => region,
    }
}

/// What it costs, where that is known.
pub(super) fn price(visit: &Visit, entry: &Entry) -> Option<String> {
    let euros = entry.price()?;
    if euros <= 0.0 { Some(visit.say("offer-free")) } else { Some(visit.say_with("offer-euros", &[("euros", euros.into())])) }
}

/// Hours and credits as numbers.
pub(super) fn number(visit: &Visit, value: f64) -> String {
    Texts::decimal(visit.lang, value, usize::from(value.fract() != 0.0))
}

/// Who may pay, without what costs nothing: the price says that.
pub(super) fn funding(visit: &Visit, offer: &Offer) -> Vec<String> {
    offer.funding.iter().filter(|one| **one != Funding::Free).map(|one| value(visit, Facet::Funding, one.code())).collect()
}

/// A day, or a month where only that is written.
pub(super) fn date(visit: &Visit, written: &str) -> String {
    if let Some(day) = Day::parse(written) {
        return self::day(visit, day);
    }
    let mut parts = written.split('-');
    match (parts.next(), parts.next().and_then(|month| month.parse::<u8>().ok())) {
        (Some(year), Some(month)) => {
            let month = visit.say(&format!("month-{month}"));
            visit.say_with("offer-month", &[("month", Arg::from(month)), ("year", Arg::from(year.to_owned()))])
        }
        _ => written.to_owned(),
    }
}

/// A day in words.
pub(super) fn day(visit: &Visit, day: Day) -> String {
    // noon in UTC is the same day in Paris
    visit.app.renderer.texts().date(visit.lang, day.number() * DAY + DAY / 2)
}

/// When it begins and ends.
pub(super) fn dates(visit: &Visit, entry: &Entry) -> Option<String> {
    let said = |key: &str, from: &str, to: &str| visit.say_with(key, &[("from", Arg::from(date(visit, from))), ("to", Arg::from(date(visit, to)))]);
    match (entry.offer.starts.as_deref(), entry.offer.ends.as_deref()) {
        (Some(from), Some(to)) => Some(said("offer-from-to", from, to)),
        (Some(from), None) => Some(said("offer-from", from, "")),
        (None, Some(to)) => Some(said("offer-to", "", to)),
        (None, None) => None,
    }
}

/// How sure it is, in a sentence.
pub(super) fn standing(visit: &Visit, entry: &Entry) -> String {
    let on = entry.checked_on.or(entry.expires_on).map(|on| day(visit, on)).unwrap_or_default();
    visit.say_with(&format!("offer-standing-{}", entry.standing.code()), &[("date", Arg::from(on))])
}
