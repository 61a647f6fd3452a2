//! The catalogue that is shipped: what people type finds what they look for, and every state of the list is true.

use std::path::Path;

use domain::catalogue::coverage::{Coverage, cells};
use domain::catalogue::funding::{faults, payers};
use domain::catalogue::offer::Pace;
use domain::catalogue::query::{Facet, Query};
use domain::catalogue::shelf::{Entry, Known, Shelf, Vocabulary, has};
use domain::date::Day;
use formats::content;

use super::content::text;

fn shelf() -> Shelf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/offers");
    let mut names: Vec<_> = std::fs::read_dir(folder).expect("offers").map(|entry| entry.expect("an entry").path()).collect();
    names.sort();
    let read = |path: &std::path::PathBuf| {
        Entry::shipped(content::offer(&text(&format!("offers/{}", path.file_name().expect("a name").to_string_lossy()))).expect("an offer that reads"))
    };
    let people = content::people(&text("framework/trades.toml")).expect("trades");
    let framework = content::framework(&text("framework/framework.toml")).expect("a framework");
    let known = |named: &content::Named| Known { id: named.id.clone(), names: format!("{} {}", named.name, named.english.clone().unwrap_or_default()) };
    let vocabulary = Vocabulary {
        domains: framework.domains.iter().map(|d| Known { id: d.slug.clone(), names: format!("{} {} {}", d.name, d.short, d.english) }).collect(),
        trades: people.trades.iter().map(known).collect(),
        regions: people.regions.iter().map(known).collect(),
    };
    let glossary = content::glossary(&text("glossary/fr.toml")).expect("a glossary");
    Shelf::new(names.iter().map(read).collect(), vocabulary, &glossary, today())
}

fn today() -> Day {
    Day::parse("2026-11-22").expect("a day")
}

fn query(pairs: &[(&str, &str)]) -> Query {
    Query::read(pairs.iter().copied())
}

fn slugs(shelf: &Shelf, query: &Query) -> Vec<String> {
    shelf.find(query).places.iter().filter_map(|place| shelf.at(*place)).map(|entry| entry.offer.id.clone()).collect()
}

/// What people type, and what they look for.
const ASKED: [(&str, &str); 48] = [
    ("diu télémédecine", "diu-telemedecine"),
    ("DIU telemedecine montpellier", "diu-telemedecine"),
    ("telemedcine", "diu-telemedecine"),
    ("télé-médecine", "diu-telemedecine"),
    ("stage de télémedecine", "formaticsante-stage-telemedecine"),
    ("secnumacademie", "anssi-secnumacademie"),
    ("sec num academie", "anssi-secnumacademie"),
    ("secnumacadémi", "anssi-secnumacademie"),
    ("ANSSI", "anssi-secnumacademie"),
    ("atelier rgpd", "cnil-atelier-rgpd"),
    ("l'atelier du RGPD", "cnil-atelier-rgpd"),
    ("rglement général sur la protection des données atelier", "cnil-atelier-rgpd"),
    ("dpo caen", "du-dpo-caen"),
    ("DPO assas", "du-dpo-assas"),
    ("délégué à la protection des donnés caen", "du-dpo-caen"),
    ("délégués protection données nanterre", "du-dpo-nanterre"),
    ("data protection officer", "du-dpo-nanterre"),
    ("mooc e-santé", "formaticsante-mooc-e-sante"),
    ("mooc esante", "formaticsante-mooc-e-sante"),
    ("mooc e sante", "formaticsante-mooc-e-sante"),
    ("initiation à l'e-santé", "formaticsante-mooc-e-sante"),
    ("ia santé lille", "du-ia-sante-lille"),
    ("intelligences artificielles lille", "du-ia-sante-lille"),
    ("inteligence artificielle bourgogne", "du-ia-sante-bourgogne"),
    ("IA nice", "du-ia-sante-cote-d-azur"),
    ("ia côte d'azur", "du-ia-sante-cote-d-azur"),
    ("objectif ia", "objectif-ia"),
    ("cyberdéfense corse", "anfh-cyberdefense-corse"),
    ("ciberdefense", "anfh-cyberdefense"),
    ("cyber défense anfh", "anfh-cyberdefense"),
    ("kit crise cyber", "ans-kits-exercice-crise-cyber"),
    ("exercices de crises", "ans-kits-exercice-crise-cyber"),
    ("identitovigilance", "ivo3-identitovigilance-occitanie"),
    ("identito vigilance occitanie", "ivo3-identitovigilance-occitanie"),
    ("identitovigilence", "ivo3-identitovigilance-occitanie"),
    ("socle montpellier", "formation-socle-montpellier"),
    ("formation socle 28 heures", "formation-socle-montpellier"),
    ("infirmières occitanie", "formation-socle-montpellier"),
    ("SNDS", "comprendre-le-snds"),
    ("systeme national des donnees de sante", "comprendre-le-snds"),
    ("lord hades", "simusante-lord-hades"),
    ("formateurs santé numérique strasbourg", "du-formateur-sante-numerique-strasbourg"),
    ("formatrice strasbourg", "du-formateur-sante-numerique-strasbourg"),
    ("pix professionnels de santé", "pix-professionnels-de-sante"),
    ("droit de la cybersécurité", "cnam-droit-cybersecurite"),
    ("metavers", "du-metavers-sante-paris-cite"),
    ("RSSI angers", "rncp-rssi-sante-angers"),
    ("médiateurs numériques", "irts-paca-corse-mediateur-numerique"),
];

#[test]
fn what_people_type_finds_what_they_look_for_among_the_first_five() {
    let shelf = shelf();
    let missed: Vec<String> = ASKED
        .iter()
        .filter_map(|(asked, wanted)| {
            let found = slugs(&shelf, &query(&[("q", asked)]));
            let first = &found[..found.len().min(5)];
            (!first.iter().any(|slug| slug == wanted)).then(|| format!("{asked}: {wanted} is at {:?}, first {first:?}", found.iter().position(|s| s == wanted)))
        })
        .collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), ASKED.len(), missed.join("\n"));
}

#[test]
fn a_count_says_what_choosing_its_value_shows() {
    let shelf = shelf();
    for base in [
        vec![],
        vec![("metier", "infirmier")],
        vec![("q", "données"), ("region", "76"), ("ects", "yes")],
        vec![("domaine", "cybersecurite"), ("diplome", "none")],
    ] {
        let asked = query(&base);
        let found = shelf.find(&asked);
        for facet in Facet::ALL {
            for (value, count) in shelf.values(*facet).iter().zip(&found.counts[facet]) {
                let mut only = asked.without(*facet);
                only.chosen.entry(*facet).or_default().insert(value.clone());
                assert_eq!(shelf.find(&only).places.len(), *count, "{base:?} {facet:?} {value}");
            }
            if let Some(without) = found.without.get(facet) {
                assert_eq!(shelf.find(&asked.without(*facet)).places.len(), *without, "{base:?} without {facet:?}");
            }
        }
        if let Some(without) = found.without_words {
            assert_eq!(shelf.find(&asked.without_words()).places.len(), without);
        }
    }
}

#[test]
fn every_offer_that_is_shown_has_what_was_chosen_and_no_other_has() {
    let shelf = shelf();
    for facet in Facet::ALL {
        for value in shelf.values(*facet) {
            let found = shelf.find(&query(&[(facet.code(), value)]));
            let expected: Vec<usize> = (0..shelf.entries().len()).filter(|at| has(&shelf.entries()[*at], *facet, value, shelf.today())).collect();
            let mut places = found.places;
            places.sort_unstable();
            assert_eq!(places, expected, "{facet:?} {value}");
        }
    }
    assert!(shelf.find(&query(&[("region", "zz")])).places.is_empty(), "what names nothing finds nothing");
}

#[test]
fn a_trainer_of_nurses_in_occitanie_finds_credits_and_what_to_loosen() {
    let shelf = shelf();
    let found = shelf.find(&query(&[("metier", "infirmier"), ("region", "76"), ("ects", "yes")]));
    assert_eq!(found.places.len(), 1);
    assert_eq!(shelf.entries()[found.places[0]].offer.id, "formation-socle-montpellier");
    assert!(found.without[&Facet::Ects] > 10, "{:?}", found.without);
    assert_eq!(found.everywhere, 1, "it is followed at a distance");
}

#[test]
fn the_order_is_what_was_asked_for_and_what_is_not_known_comes_last() {
    let shelf = shelf();
    let hours: Vec<Option<f64>> = shelf.find(&query(&[("tri", "heures")])).places.iter().map(|place| shelf.entries()[*place].offer.hours).collect();
    let known: Vec<f64> = hours.iter().copied().take_while(Option::is_some).flatten().collect();
    assert!(known.is_sorted() && known.len() > 5 && hours[known.len()..].iter().all(Option::is_none));
    let once = shelf.find(&query(&[("q", "santé")]));
    assert_eq!(once, shelf.find(&query(&[("q", "santé")])), "the same question has the same answer");
}

#[test]
fn coverage_counts_what_names_a_trade_and_its_open_data_add_up() {
    let shelf = shelf();
    let coverage = Coverage::of(&shelf);
    assert_eq!(coverage.all.offers + coverage.over, shelf.entries().len());
    assert_eq!(coverage.over, 1, "one orientation ended in 2025");
    assert!(coverage.unnamed().contains(&"ergotherapeute") && !coverage.unnamed().contains(&"infirmier"));
    assert!(coverage.empty_regions().contains(&"06"));
    let cells = cells(&shelf);
    let nurses: usize = cells.iter().filter(|cell| cell.trade == "infirmier" && cell.domain == "telesante").map(|cell| cell.count.offers).sum();
    let line = coverage.trades.iter().find(|line| line.id == "infirmier").expect("nurses");
    let at = shelf.vocabulary().domains.iter().position(|domain| domain.id == "telesante").expect("a domain");
    assert!(nurses > 0 && nurses <= line.domains[at].offers);
}

#[test]
fn what_has_begun_is_not_said_to_be_without_a_date() {
    let mut entry = shelf().entries()[0].clone();
    (entry.offer.starts, entry.offer.ends, entry.offer.pace) = (Some("2026-09".into()), None, None);
    let dates = |entry: &Entry| {
        ["any-time", "soon", "later", "begun", "over", "unknown"].into_iter().filter(|value| has(entry, Facet::Dates, value, today())).collect::<Vec<_>>()
    };
    assert_eq!(dates(&entry), ["begun"]);
    entry.offer.pace = Some(Pace::Selfpaced);
    assert_eq!(dates(&entry), ["any-time"], "whoever comes later begins when they come");
    entry.offer.starts = Some("2027-09".into());
    assert_eq!(dates(&entry), ["later"]);
    (entry.offer.starts, entry.offer.pace) = (None, None);
    assert_eq!(dates(&entry), ["unknown"]);
}

#[test]
fn who_pays_and_who_to_ask_have_sources_and_answer_for_every_status() {
    let people = content::people(&text("framework/trades.toml")).expect("trades");
    let trades: Vec<&str> = people.trades.iter().map(|trade| trade.id.as_str()).collect();
    let all = content::payers(&text("guide/funding.toml")).expect("who pays");
    let contacts = content::contacts(&text("guide/contacts.toml")).expect("who to ask");
    assert_eq!(faults(&all, &contacts, &trades), []);
    for status in domain::catalogue::funding::STATUSES {
        assert!(!payers(&all, status, Some("infirmier")).is_empty(), "{status}");
    }
    let names = |status, trade| payers(&all, status, Some(trade)).iter().map(|payer| payer.id.as_str()).collect::<Vec<_>>();
    assert_eq!(names("liberal", "medecin"), ["andpc", "faf-pm", "cpf"]);
    assert_eq!(names("liberal", "infirmier"), ["andpc", "fif-pl", "cpf"]);
    assert_eq!(names("liberal", "psychologue"), ["fif-pl", "cpf"], "the ANDPC pays for professions with a convention");
}
