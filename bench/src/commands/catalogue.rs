//! `bench catalogue`: searching and narrowing the catalogue of training offers, at a size that it may one day have.
//!
//! The offers are varied ones: each takes its words, trades, domains, places and facts from several shipped offers, and a name that no other has, so
//! that the dictionary grows as it would. The ceiling beside it is what the task costs without an index: every folded text is looked through for
//! every word, without plurals, typing errors or order.

use std::path::Path;
use std::time::Instant;

use domain::catalogue::offer::Offer;
use domain::catalogue::query::Query;
use domain::catalogue::shelf::{Entry, Known, Shelf, Vocabulary};
use domain::date::Day;
use domain::text::fold;
use formats::content;
use psychometrics::random::Random;

use crate::arguments::Arguments;
use crate::table::table;
use crate::usage::measure;

/// What people ask: words, with and without mistakes; facets; both.
const ASKED: [&[(&str, &str)]; 16] = [
    &[("q", "telemedecine")],
    &[("q", "télémedcine")],
    &[("q", "cibersecurité infirmier")],
    &[("q", "intelligence artificielle santé lille")],
    &[("q", "ia")],
    &[("q", "RGPD cabinet médical")],
    &[("q", "délégué à la protection des données")],
    &[("q", "form")],
    &[("q", "formation numérique en santé pour les étudiants")],
    &[("q", "identito vigilence occitanie")],
    &[("q", "xyzzyxyzzy plomberie")],
    &[],
    &[("metier", "infirmier"), ("region", "76"), ("ects", "yes")],
    &[("q", "données"), ("metier", "medecin"), ("domaine", "donnees"), ("tri", "prix")],
    &[("diplome", "any"), ("financement", "unknown"), ("modalite", "unknown"), ("tri", "date")],
    &[("q", "santé"), ("tri", "titre"), ("page", "40")],
];

/// Builds the shelf, then asks every question `--rounds` times.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let (offers, rounds) = (arguments.option("offers", 10_000_usize)?, arguments.option("rounds", 50_usize)?);
    let content: String = arguments.option("content", "content".to_owned())?;
    arguments.finish()?;
    if offers == 0 || rounds == 0 {
        return Err("at least one offer and one round".to_owned());
    }
    let source = Source::read(Path::new(&content))?;
    let entries = source.varied(offers);
    let texts: Vec<String> = entries.iter().map(|entry| fold(&format!("{} {} {}", entry.offer.title, entry.offer.organisation, entry.offer.summary))).collect();
    let today = Day::parse("2026-11-22").ok_or("a day")?;
    let (shelf, built) = measure(1, || Shelf::new(entries.clone(), source.vocabulary.clone(), &source.glossary, today));
    let (forms, stems) = shelf.index_size();
    println!("{offers} offers, {forms} forms, {stems} stems: made in {:.0} ms, {:.1} MiB", built.wall_seconds * 1e3, built.added_mib);
    let mut all = Vec::new();
    let mut rows = Vec::new();
    for asked in ASKED {
        let query = Query::read(asked.iter().copied());
        let mut times = Vec::with_capacity(rounds);
        let mut found = 0;
        for _ in 0..rounds {
            let begun = Instant::now();
            found = shelf.find(&query).places.len();
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let ceiling = scanned(&texts, &query.words);
        let said = asked.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ");
        let [p50, p95, most] = percentiles(times.clone());
        rows.push(vec![
            if said.is_empty() { "everything".to_owned() } else { said },
            found.to_string(),
            format!("{p50:.2}"),
            format!("{p95:.2}"),
            format!("{most:.2}"),
            ceiling,
        ]);
        all.extend(times);
    }
    let [p50, p95, most] = percentiles(all);
    rows.push(vec!["all of them".to_owned(), String::new(), format!("{p50:.2}"), format!("{p95:.2}"), format!("{most:.2}"), String::new()]);
    println!("{}", table(&["question", "found", "p50 ms", "p95 ms", "max ms", "scan ms"], &rows));
    Ok(())
}

/// What looking through every folded text for every word costs, in milliseconds; nothing where there are no words.
fn scanned(texts: &[String], words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let words: Vec<String> = fold(words).split(' ').map(str::to_owned).collect();
    let begun = Instant::now();
    let found = texts.iter().filter(|text| words.iter().all(|word| text.contains(word.as_str()))).count();
    let took = begun.elapsed().as_secs_f64() * 1e3;
    format!("{took:.2} ({found})")
}

fn percentiles(mut times: Vec<f64>) -> [f64; 3] {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    [at(0.5), at(0.95), at(1.0)]
}

/// What the offers are made from.
struct Source {
    offers: Vec<Offer>,
    vocabulary: Vocabulary,
    glossary: Vec<domain::glossary::Term>,
}

impl Source {
    fn read(content: &Path) -> Result<Self, String> {
        let text = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let mut files: Vec<_> =
            std::fs::read_dir(content.join("offers")).map_err(|error| error.to_string())?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        let offer = |path: &std::path::PathBuf| content::offer(&text(path)?).map_err(|error| format!("{}: {}", path.display(), error.message));
        let people = content::people(&text(&content.join("framework/trades.toml"))?).map_err(|error| error.message)?;
        let framework = content::framework(&text(&content.join("framework/framework.toml"))?).map_err(|error| error.message)?;
        let known = |one: &content::Named| Known { id: one.id.clone(), names: one.name.clone() };
        Ok(Self {
            offers: files.iter().map(offer).collect::<Result<_, String>>()?,
            vocabulary: Vocabulary {
                domains: framework.domains.iter().map(|domain| Known { id: domain.slug.clone(), names: domain.name.clone() }).collect(),
                trades: people.trades.iter().map(known).collect(),
                regions: people.regions.iter().map(known).collect(),
            },
            glossary: content::glossary(&text(&content.join("glossary/fr.toml"))?).map_err(|error| error.message)?,
        })
    }

    fn varied(&self, count: usize) -> Vec<Entry> {
        let mut random = Random::new(8_021, 0);
        (0..count).map(|number| Entry::shipped(self.offer(number, &mut random))).collect()
    }

    fn offer(&self, number: usize, random: &mut Random) -> Offer {
        let mut one = || &self.offers[random.below(self.offers.len() as u64) as usize];
        let (title, other, kind, place, trades, text) = (one(), one(), one(), one(), one(), one());
        let half = |words: &str, first: bool| {
            let words: Vec<&str> = words.split(' ').collect();
            let middle = words.len().div_ceil(2);
            if first { words[..middle].join(" ") } else { words[middle..].join(" ") }
        };
        let name = invented(random);
        Offer {
            id: format!("offre-{number}"),
            title: format!("{} {}", half(&title.title, true), half(&other.title, false)),
            organisation: format!("{} {name}", half(&kind.organisation, true)),
            place: place.place.clone(),
            region: place.region.clone(),
            trades: trades.trades.clone(),
            students: trades.students,
            domains: other.domains.clone(),
            objectives: other.objectives.clone(),
            hours: Some(1.0 + random.below(200) as f64),
            price: (random.below(3) > 0).then(|| random.below(3_000) as f64),
            ects: (random.below(4) == 0).then(|| 1.0 + random.below(60) as f64),
            summary: format!("{} {}", title.summary, text.summary),
            ..kind.clone()
        }
    }
}

/// A name of two to four syllables.
fn invented(random: &mut Random) -> String {
    const SYLLABLES: [&str; 24] = [
        "bar", "ber", "bon", "cha", "cour", "dal", "des", "fon", "gar", "lan", "lou", "mar", "mé", "mon", "nan", "per", "rou", "sau", "ta", "ter", "tour",
        "va", "ville", "zac",
    ];
    let count = 2 + random.below(3);
    (0..count).map(|_| SYLLABLES[random.below(SYLLABLES.len() as u64) as usize]).collect()
}
