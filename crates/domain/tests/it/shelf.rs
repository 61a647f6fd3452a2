//! The shelf: what an offer counts as, in which order offers come, which are alike, and what the picture of who is served makes of them. Offers here
//! are made for one rule each; those that are shipped are in `catalogue.rs`.

use domain::catalogue::coverage::{Coverage, cells};
use domain::catalogue::funding::{Payer, payers};
use domain::catalogue::offer::{COUNTRY, Diploma, EVERYBODY, Funding, Modality, Offer, Pace, Scope};
use domain::catalogue::query::{COMPARED, Facet, Query};
use domain::catalogue::shelf::{Entry, Known, Rating, Shelf, Standing, Vocabulary, has};
use domain::date::Day;
use serde_json::json;

const TODAY: &str = "2026-11-23";

fn today() -> Day {
    Day::parse(TODAY).expect("a day")
}

/// An offer that says nothing it need not say, with a change.
fn entry(id: &str, change: impl FnOnce(&mut Offer)) -> Entry {
    let offer = json!({
        "id": id, "title": id, "organisation": "Institut", "organisation_kind": "company", "diploma": "none", "funding": [], "trades": ["infirmier"],
        "students": false, "domains": ["donnees"], "objectives": [], "scope": "specific", "mandatory_for": [], "language": "fr", "summary": "Une formation.",
        "status": "to-be-checked", "source": {"title": "Page", "publisher": "Institut", "date": "2026", "checked": "2026-11"},
    });
    let mut offer: Offer = serde_json::from_value(offer).expect("an offer");
    change(&mut offer);
    Entry::shipped(offer)
}

fn shelf(entries: Vec<Entry>) -> Shelf {
    let known = |id: &str| Known { id: id.to_owned(), names: id.to_owned() };
    let vocabulary = Vocabulary {
        domains: ["donnees", "telesante"].map(known).to_vec(),
        trades: ["infirmier", "medecin", "etudiant-infirmier"].map(known).to_vec(),
        regions: ["76", "93"].map(known).to_vec(),
    };
    Shelf::new(entries, vocabulary, &[], today())
}

/// What a question finds, by name.
fn found(shelf: &Shelf, pairs: &[(&str, &str)]) -> Vec<String> {
    shelf.find(&Query::read(pairs.iter().copied())).places.iter().map(|place| shelf.entries()[*place].offer.id.clone()).collect()
}

/// The values of a facet that an offer has.
fn values(facet: Facet, change: impl FnOnce(&mut Offer)) -> Vec<String> {
    let entry = entry("une", change);
    let shelf = shelf(vec![entry.clone()]);
    shelf.values(facet).iter().filter(|value| has(&entry, facet, value, today())).cloned().collect()
}

#[test]
fn each_value_of_a_facet_has_its_bounds() {
    for (price, band) in [
        (None, "unknown"),
        (Some(0.0), "free"),
        (Some(499.0), "under-500"),
        (Some(500.0), "under-2000"),
        (Some(1_999.0), "under-2000"),
        (Some(2_000.0), "above"),
    ] {
        assert_eq!(values(Facet::Price, |o| o.price = price), [band], "{price:?}");
    }
    assert_eq!(values(Facet::Price, |o| o.funding = vec![Funding::Free]), ["free"], "what is said to be free costs nothing");
    for (hours, band) in [
        (None, "unknown"),
        (Some(6.5), "under-7"),
        (Some(7.0), "under-36"),
        (Some(35.5), "under-36"),
        (Some(36.0), "under-121"),
        (Some(120.0), "under-121"),
        (Some(121.0), "above"),
    ] {
        assert_eq!(values(Facet::Hours, |o| o.hours = hours), [band], "{hours:?}");
    }
    assert_eq!(values(Facet::Ects, |o| o.ects = Some(2.0)), ["yes"]);
    assert_eq!(values(Facet::Ects, |_| ()), ["unknown"]);
    assert_eq!(values(Facet::Funding, |o| o.funding = vec![Funding::Dpc, Funding::Cpf]), ["dpc", "cpf"]);
    assert_eq!(values(Facet::Funding, |_| ()), ["unknown"]);
}

#[test]
fn a_badge_is_no_diploma() {
    assert_eq!(values(Facet::Diploma, |o| o.diploma = Diploma::Du), ["any", "du"]);
    assert_eq!(values(Facet::Diploma, |o| o.diploma = Diploma::OpenBadge), ["open-badge"]);
    assert_eq!(values(Facet::Diploma, |_| ()), ["none"]);
}

#[test]
fn what_is_for_everybody_is_for_students_where_it_says_so() {
    let for_all = |students: bool| values(Facet::Trade, |o| (o.trades, o.students) = (vec![EVERYBODY.into()], students));
    assert_eq!(for_all(true), ["students", "infirmier", "medecin", "etudiant-infirmier"]);
    assert_eq!(for_all(false), ["infirmier", "medecin"]);
    assert_eq!(values(Facet::Trade, |o| o.trades = vec!["etudiant-infirmier".into()]), ["etudiant-infirmier"], "named, it is for them all the same");
    assert_eq!(values(Facet::Trade, |o| o.students = true), ["students", "infirmier"], "for students of what it is for");
}

#[test]
fn what_is_at_a_distance_or_for_the_country_is_in_every_region() {
    assert_eq!(values(Facet::Region, |o| o.region = Some("76".into())), ["76"]);
    assert_eq!(values(Facet::Region, |o| o.region = Some(COUNTRY.into())), ["76", "93"]);
    assert_eq!(values(Facet::Region, |o| (o.region, o.modality) = (Some("76".into()), Some(Modality::Online))), ["76", "93"]);
    assert_eq!(values(Facet::Region, |o| o.modality = Some(Modality::Mixed)), Vec::<String>::new(), "half of it is somewhere, and nobody says where");
    let shelf = shelf(vec![entry("ici", |o| o.region = Some("76".into())), entry("partout", |o| o.region = Some(COUNTRY.into()))]);
    let asked = shelf.find(&Query::read([("region", "76")]));
    assert_eq!((asked.places.len(), asked.everywhere), (2, 1), "and the list says how many of them are everywhere");
}

#[test]
fn an_offer_is_over_the_day_after_its_last_one() {
    let ends = |text: &str| entry("une", |o| o.ends = Some(text.into())).is_over(today());
    assert!(ends("2026-11-22") && ends("2026-10"));
    assert!(!ends(TODAY) && !ends("2026-11"), "a month ends on its last day");
    assert!(!entry("une", |_| ()).is_over(today()));
    for (starts, when) in [("2026-11-23", "soon"), ("2027-02-21", "soon"), ("2027-02-22", "later"), ("2026-11", "begun"), ("2026-12", "soon")] {
        assert_eq!(values(Facet::Dates, |o| o.starts = Some(starts.into())), [when], "{starts}");
    }
}

#[test]
fn each_order_puts_first_what_it_promises_and_last_what_is_not_known() {
    let shelf = shelf(vec![
        entry("a", |o| (o.price, o.hours, o.ects) = (Some(900.0), Some(3.0), Some(2.0))),
        entry("b", |o| (o.price, o.hours, o.ects) = (Some(100.0), Some(60.0), Some(30.0))),
        entry("c", |o| o.funding = vec![Funding::Free]),
        entry("d", |_| ()),
    ]);
    assert_eq!(found(&shelf, &[("tri", "prix")]), ["c", "b", "a", "d"], "what is free costs less than anything");
    assert_eq!(found(&shelf, &[("tri", "heures")]), ["a", "b", "c", "d"]);
    assert_eq!(found(&shelf, &[("tri", "ects")]), ["b", "a", "c", "d"]);
    assert_eq!(found(&shelf, &[("tri", "titre")]), ["a", "b", "c", "d"]);
}

#[test]
fn what_is_to_come_stands_before_what_began_and_what_is_over() {
    let dated = |id: &str, starts: Option<&str>, ends: Option<&str>, pace: Option<Pace>| {
        entry(id, |o| (o.starts, o.ends, o.pace) = (starts.map(Into::into), ends.map(Into::into), pace))
    };
    let shelf = shelf(vec![
        dated("over", Some("2026-01"), Some("2026-02"), None),
        dated("long-ago", Some("2025-09"), None, None),
        dated("begun", Some("2026-09"), None, None),
        dated("undated", None, None, None),
        dated("any-time", None, None, Some(Pace::Selfpaced)),
        dated("spring", Some("2027-03-01"), None, None),
        dated("winter", Some("2026-12-05"), None, None),
    ]);
    assert_eq!(found(&shelf, &[("tri", "date")]), ["winter", "spring", "any-time", "undated", "begun", "long-ago", "over"]);
}

#[test]
fn the_best_rated_comes_first_and_of_two_alike_the_one_that_more_people_rated() {
    let rated = |id: &str, rating: Option<(f64, u32)>| Entry { rating: rating.map(|(mean, count)| Rating { mean, count }), ..entry(id, |_| ()) };
    let shelf = shelf(vec![rated("a", None), rated("b", Some((4.0, 10))), rated("c", Some((4.5, 10))), rated("d", Some((4.0, 30)))]);
    assert_eq!(found(&shelf, &[("tri", "avis")]), ["c", "d", "b", "a"]);
}

#[test]
fn without_words_what_is_current_checked_and_fully_told_comes_first() {
    let shelf = shelf(vec![
        entry("bare", |_| ()),
        entry("full", |o| (o.hours, o.price) = (Some(7.0), Some(90.0))),
        Entry { standing: Standing::Checked, ..entry("sure", |_| ()) },
        Entry { standing: Standing::Checked, ..entry("past", |o| (o.ends, o.hours, o.price) = (Some("2026-01".into()), Some(7.0), Some(90.0))) },
    ]);
    assert_eq!(found(&shelf, &[]), ["sure", "full", "bare", "past"]);
}

#[test]
fn what_shares_objectives_is_more_alike_than_what_shares_a_domain_and_what_is_over_is_not_offered() {
    let about = |id: &str, domain: &str, objectives: &[&str], trade: &str| {
        entry(id, |o| {
            (o.domains, o.trades) = (vec![domain.into()], vec![trade.into()]);
            o.objectives = objectives.iter().map(ToString::to_string).collect();
        })
    };
    let mut past = about("past", "donnees", &["T1.01", "T1.02"], "infirmier");
    past.offer.ends = Some("2026-01".into());
    let shelf = shelf(vec![
        about("one", "donnees", &["T1.01", "T1.02"], "infirmier"),
        about("domain", "donnees", &[], "medecin"),
        about("objective", "telesante", &["T1.01"], "medecin"),
        about("trade", "telesante", &[], "infirmier"),
        about("nothing", "telesante", &[], "medecin"),
        past,
    ]);
    let alike = |most| shelf.similar("one", most).into_iter().map(|entry| entry.offer.id.as_str()).collect::<Vec<_>>();
    assert_eq!(alike(9), ["objective", "domain", "trade"]);
    assert_eq!(alike(2), ["objective", "domain"]);
    assert!(shelf.similar("nobody", 9).is_empty());
}

#[test]
fn what_to_give_up_is_counted_also_for_words() {
    let shelf = shelf(vec![entry("alpha", |o| o.region = Some("76".into())), entry("beta", |o| o.region = Some("76".into())), entry("gamma", |_| ())]);
    let asked = shelf.find(&Query::read([("q", "alpha"), ("region", "76")]));
    assert_eq!((asked.places.len(), asked.without_words, asked.without[&Facet::Region]), (1, Some(2), 1));
    assert_eq!(shelf.find(&Query::read([("region", "76")])).without_words, None, "no word, nothing to give up");
}

#[test]
fn who_is_served_counts_an_offer_once_where_it_is_and_never_one_that_is_over() {
    let shelf = shelf(vec![
        entry("there", |o| (o.region, o.ects, o.diploma) = (Some("76".into()), Some(2.0), Diploma::Du)),
        entry("nothing-said", |o| (o.ects, o.hours) = (Some(0.0), Some(7.0))),
        entry("all", |o| (o.region, o.trades, o.scope) = (Some(COUNTRY.into()), vec![EVERYBODY.into()], Scope::Generic)),
        // given in a region, and followed from anywhere
        entry("far", |o| (o.region, o.modality, o.mandatory_for) = (Some("93".into()), Some(Modality::Online), vec!["infirmier".into()])),
        entry("past", |o| (o.region, o.ends) = (Some("93".into()), Some("2026-01".into()))),
    ]);
    let coverage = Coverage::of(&shelf);
    let all = coverage.all;
    assert_eq!((all.offers, all.diploma, all.ects, all.hours, all.specific, all.mandatory), (4, 1, 1, 1, 3, 1));
    assert_eq!((coverage.over, coverage.nowhere, coverage.everybody.all.offers, coverage.everywhere.all.offers), (1, 1, 1, 2));
    assert_eq!(coverage.trades.iter().map(|line| line.all.offers).collect::<Vec<_>>(), [3, 0, 0], "what is for everybody names nobody");
    assert_eq!(coverage.unnamed(), ["medecin", "etudiant-infirmier"]);
    assert_eq!(coverage.empty_regions(), ["93"], "nothing takes place where it is only given from");
    assert_eq!(coverage.partly_served(), [("infirmier", vec![1])], "who has nothing at all is not among those who lack one domain");

    let open = cells(&shelf);
    assert_eq!(open.len(), 4 * 2 * 3, "every trade, domain and region, empty ones too");
    let offers = |trade: &str, region: &str| {
        let one = open.iter().find(|cell| (cell.trade.as_str(), cell.domain.as_str(), cell.region.as_str()) == (trade, "donnees", region));
        one.expect("a cell").count.offers
    };
    assert_eq!((offers("infirmier", "76"), offers("infirmier", COUNTRY), offers("infirmier", "93"), offers(EVERYBODY, COUNTRY)), (1, 1, 0, 1));
    assert_eq!(open.iter().map(|cell| cell.count.offers).sum::<usize>(), 3, "what says no place is in no cell");
}

#[test]
fn a_page_is_counted_from_one_and_a_change_goes_back_to_the_first() {
    let asked = Query::read([("page", "3"), ("metier", "infirmier"), ("metier", "medecin")]);
    assert_eq!(asked.page, 2);
    assert_eq!(Query::read([("page", "0")]).page, 0);
    assert_eq!((asked.first_page().page, asked.without_words().page, asked.without(Facet::Trade).page), (0, 0, 0));
    let one = asked.without_value(Facet::Trade, "medecin");
    assert!(one.has(Facet::Trade, "infirmier") && !one.has(Facet::Trade, "medecin"));
    assert!(!one.without_value(Facet::Trade, "infirmier").is_narrow(), "without its last value a facet is not chosen");
    let slugs = ["a", "b", "b", "c", "d", "e"];
    assert_eq!(Query::read(slugs.map(|slug| ("o", slug))).compared, ["a", "b", "c", "d"], "{COMPARED} at most, each once");
}

#[test]
fn who_pays_depends_on_the_status_and_on_the_trade_where_one_is_told() {
    let payer = |id: &str, trades: &[&str], not_trades: &[&str]| -> Payer {
        let sources = json!([{"title": "Page", "publisher": "P", "date": "2026", "checked": "2026-11"}]);
        let payer =
            json!({"id": id, "name": id, "statuses": ["liberal"], "trades": trades, "not_trades": not_trades, "pays": "p", "how": "h", "sources": sources});
        serde_json::from_value(payer).expect("a payer")
    };
    let all = [payer("anybody", &[], &[]), payer("nurses", &["infirmier"], &[]), payer("not-physicians", &[], &["medecin"])];
    let names = |status, trade| payers(&all, status, trade).into_iter().map(|payer| payer.id.as_str()).collect::<Vec<_>>();
    assert_eq!(names("liberal", Some("infirmier")), ["anybody", "nurses", "not-physicians"]);
    assert_eq!(names("liberal", Some("medecin")), ["anybody"]);
    assert_eq!(names("liberal", None), ["anybody", "nurses", "not-physicians"], "whoever did not say their trade sees all that may be");
    assert!(names("etudiant", None).is_empty());
}
