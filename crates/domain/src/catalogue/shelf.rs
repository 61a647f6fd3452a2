//! The shelf: every offer that is public, ready to be searched, narrowed, counted and ordered.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::offer::{COUNTRY, Diploma, Funding, Modality, Offer, OrganisationKind, Pace, Scope};
use super::query::{Facet, Query, Sort};
use super::search::{Field, Hits, Index};
use crate::date::{Day, span};
use crate::glossary::Term;
use crate::text::fold;

/// Days within which something begins soon.
const SOON: i64 = 90;
/// Bits of a facet: values that it can tell apart.
const BITS: usize = 128;
const FACETS: usize = Facet::ALL.len();

/// How sure an offer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Compared with its source by the referencing team, not long ago.
    Checked,
    /// Read in a public source, not confirmed by anybody.
    ToBeChecked,
    /// Checked once; it is to be checked again.
    Expired,
}

impl Standing {
    /// The stable word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::ToBeChecked => "to-be-checked",
            Self::Expired => "expired",
        }
    }
}

/// What is known of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Link {
    /// Nobody asked.
    #[default]
    Unknown,
    /// It answers.
    Fine,
    /// It does not answer any more.
    Broken {
        /// Since when, as far as was seen.
        since: Day,
    },
}

/// What those who followed it say, once enough of them did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// From 1 to 5.
    pub mean: f64,
    /// How many said so.
    pub count: u32,
}

/// An offer with what was learned of it here.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is known of it.
    pub offer: Offer,
    /// How sure it is.
    pub standing: Standing,
    /// When it was last compared with its source by the team.
    pub checked_on: Option<Day>,
    /// After which day it is to be checked again.
    pub expires_on: Option<Day>,
    /// The organisation here that proposed it.
    pub organisation_id: Option<u128>,
    /// Rises with each change; 0 for what came with the program.
    pub revision: i64,
    /// When it was changed last here, microseconds UTC; 0 for what came with the program.
    pub updated_at: i64,
    /// What is known of its address.
    pub link: Link,
    /// What those who followed it say.
    pub rating: Option<Rating>,
}

impl Entry {
    /// An offer that came with the program.
    pub fn shipped(offer: Offer) -> Self {
        Self {
            offer,
            standing: Standing::ToBeChecked,
            checked_on: None,
            expires_on: None,
            organisation_id: None,
            revision: 0,
            updated_at: 0,
            link: Link::Unknown,
            rating: None,
        }
    }

    /// The first day on which it may begin; the first of the month where only that is known.
    pub fn first_day(&self) -> Option<Day> {
        span(self.offer.starts.as_deref()?).map(|(first, _)| first)
    }

    /// Its last day; the last of the month where only that is known.
    pub fn last_day(&self) -> Option<Day> {
        span(self.offer.ends.as_deref()?).map(|(_, last)| last)
    }

    /// Whether it is over.
    pub fn is_over(&self, today: Day) -> bool {
        self.last_day().is_some_and(|last| last < today)
    }

    /// Whether it is followed from anywhere.
    pub fn is_remote(&self) -> bool {
        self.offer.modality == Some(Modality::Online)
    }

    /// Whether it is for the whole country, or followed from anywhere: it is in every region.
    pub fn is_everywhere(&self) -> bool {
        self.is_remote() || self.offer.region.as_deref() == Some(COUNTRY)
    }

    /// Whether a diploma or a certification stands at its end.
    pub fn has_diploma(&self) -> bool {
        !matches!(self.offer.diploma, Diploma::None | Diploma::OpenBadge)
    }

    /// What it costs, in euros: 0 where it is said to be free.
    pub fn price(&self) -> Option<f64> {
        if self.offer.funding.contains(&Funding::Free) { Some(0.0) } else { self.offer.price }
    }

    /// How much of it is told, of six things.
    fn fullness(&self) -> usize {
        let o = &self.offer;
        [o.hours.is_some() || o.ects.is_some(), self.price().is_some(), o.modality.is_some(), o.region.is_some(), o.url.is_some(), !o.funding.is_empty()]
            .into_iter()
            .filter(|told| *told)
            .count()
    }
}

/// Something with a code and names that a search reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its code.
    pub id: String,
    /// Its names in every language.
    pub names: String,
}

/// What domains, trades and regions there are, in the order in which they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Domains of the framework.
    pub domains: Vec<Known>,
    /// Trades; those of students begin with `etudiant-`.
    pub trades: Vec<Known>,
    /// Regions, without the whole country.
    pub regions: Vec<Known>,
}

/// Every offer that is public.
#[derive(Debug)]
pub struct Shelf {
    entries: Vec<Entry>,
    slugs: BTreeMap<String, usize>,
    titles: Vec<String>,
    masks: Vec<[u128; FACETS]>,
    values: BTreeMap<Facet, Vec<String>>,
    vocabulary: Vocabulary,
    index: Index,
    today: Day,
}

/// What a question finds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Places of the offers on the shelf, in the order that was asked for.
    pub places: Vec<usize>,
    /// For each facet, how many offers each of its values would show, beside what else is chosen.
    pub counts: BTreeMap<Facet, Vec<usize>>,
    /// How many offers would be shown without each facet that is chosen.
    pub without: BTreeMap<Facet, usize>,
    /// How many would be shown without the words, where there are some.
    pub without_words: Option<usize>,
    /// How many of them are found in a region because they are everywhere.
    pub everywhere: usize,
    /// What the words found.
    pub held: usize,
    /// How many words were looked for.
    pub words: usize,
    /// Words that are nowhere.
    pub nowhere: Vec<String>,
    /// Words that were taken for others: typed, looked for.
    pub taken_for: Vec<(String, String)>,
}

impl Shelf {
    /// The shelf of a day. Of two offers of one name the last holds.
    pub fn new(entries: Vec<Entry>, vocabulary: Vocabulary, glossary: &[Term], today: Day) -> Self {
        let named: BTreeMap<String, Entry> = entries.into_iter().map(|entry| (entry.offer.id.clone(), entry)).collect();
        let entries: Vec<Entry> = named.into_values().collect();
        let documents: Vec<Vec<Field>> = entries.iter().map(|entry| document(entry, &vocabulary)).collect();
        let values: BTreeMap<Facet, Vec<String>> = Facet::ALL.iter().map(|facet| (*facet, values(*facet, &vocabulary))).collect();
        let masks = entries.iter().map(|entry| masks(entry, &values, today)).collect();
        Self {
            index: Index::new(&documents, glossary),
            slugs: entries.iter().enumerate().map(|(place, entry)| (entry.offer.id.clone(), place)).collect(),
            titles: entries.iter().map(|entry| fold(&entry.offer.title)).collect(),
            masks,
            values,
            vocabulary,
            entries,
            today,
        }
    }

    /// Every offer, by slug.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The offer at a place.
    pub fn at(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place)
    }

    /// The offer of this name.
    pub fn get(&self, slug: &str) -> Option<&Entry> {
        self.slugs.get(slug).map(|place| &self.entries[*place])
    }

    /// The day it was made for.
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Values of a facet, in the order of its counts.
    pub fn values(&self, facet: Facet) -> &[String] {
        self.values.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// What domains, trades and regions there are.
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many forms and stems its search knows.
    pub fn index_size(&self) -> (usize, usize) {
        self.index.size()
    }

    /// What a question finds.
    pub fn find(&self, query: &Query) -> Found {
        let wanted = self.wanted(query);
        let hits = if query.words.is_empty() { None } else { Some(self.index.find(&query.words)) };
        let mut found = Found { counts: self.values.iter().map(|(facet, values)| (*facet, vec![0; values.len()])).collect(), ..Found::default() };
        let mut tally = [[0_usize; BITS]; FACETS];
        let mut without = [0_usize; FACETS];
        let everyone: Vec<(u32, f32)>;
        let candidates = if let Some(hits) = &hits {
            &hits.documents
        } else {
            everyone = (0..self.entries.len()).map(|place| (place as u32, 0.0)).collect();
            &everyone
        };
        let mut kept: Vec<(usize, f32)> = Vec::new();
        for (place, score) in candidates {
            let masks = &self.masks[*place as usize];
            let mut missed = (0..FACETS).filter(|at| wanted[*at].is_some_and(|wanted| masks[*at] & wanted == 0));
            match (missed.next(), missed.next()) {
                (None, _) => {
                    kept.push((*place as usize, *score));
                    masks.iter().zip(&mut tally).for_each(|(mask, tally)| add(tally, *mask));
                }
                (Some(only), None) => {
                    without[only] += 1;
                    add(&mut tally[only], masks[only]);
                }
                _ => {}
            }
        }
        for (at, facet) in Facet::ALL.iter().enumerate() {
            if let Some(counts) = found.counts.get_mut(facet) {
                counts.iter_mut().zip(&tally[at]).for_each(|(count, tally)| *count = *tally);
            }
            if query.chosen.contains_key(facet) {
                found.without.insert(*facet, kept.len() + without[at]);
            }
        }
        if hits.is_some() {
            let fits = |masks: &&[u128; FACETS]| (0..FACETS).all(|at| wanted[at].is_none_or(|wanted| masks[at] & wanted != 0));
            found.without_words = Some(self.masks.iter().filter(fits).count());
        }
        if query.chosen.contains_key(&Facet::Region) {
            found.everywhere = kept.iter().filter(|(place, _)| self.entries[*place].is_everywhere()).count();
        }
        self.order(&mut kept, query);
        found.places = kept.into_iter().map(|(place, _)| place).collect();
        if let Some(Hits { held, words, nowhere, taken_for, .. }) = hits {
            (found.held, found.words, found.nowhere, found.taken_for) = (held, words, nowhere, taken_for);
        }
        found
    }

    /// Others that share most with an offer: objectives first, then trades and domains. What is over is not offered.
    pub fn similar(&self, slug: &str, most: usize) -> Vec<&Entry> {
        let Some(one) = self.get(slug) else { return Vec::new() };
        let shared = |a: &[String], b: &[String]| a.iter().filter(|x| b.contains(x)).count();
        let alike = |other: &Entry| {
            let (a, b) = (&one.offer, &other.offer);
            3 * shared(&a.objectives, &b.objectives) + 2 * shared(&a.domains, &b.domains) + shared(&a.trades, &b.trades)
        };
        let others = self.entries.iter().filter(|other| other.offer.id != slug && !other.is_over(self.today));
        let mut ranked: Vec<(usize, &Entry)> = others.map(|other| (alike(other), other)).filter(|(alike, _)| *alike > 0).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.offer.id.cmp(&b.1.offer.id)));
        ranked.truncate(most);
        ranked.into_iter().map(|(_, entry)| entry).collect()
    }

    /// For each facet, the values that will do; nothing where any will.
    fn wanted(&self, query: &Query) -> [Option<u128>; FACETS] {
        let mut wanted = [None; FACETS];
        for (at, facet) in Facet::ALL.iter().enumerate() {
            let chosen = query.chosen.get(facet);
            wanted[at] = chosen
                .map(|chosen| self.values(*facet).iter().enumerate().filter(|(_, value)| chosen.contains(*value)).fold(0, |mask, (bit, _)| mask | 1 << bit));
        }
        wanted
    }

    fn order(&self, kept: &mut [(usize, f32)], query: &Query) {
        // where it is not known, last
        let rising = |a: Option<f64>, b: Option<f64>| a.unwrap_or(f64::INFINITY).total_cmp(&b.unwrap_or(f64::INFINITY));
        let falling = |a: Option<f64>, b: Option<f64>| b.unwrap_or(f64::NEG_INFINITY).total_cmp(&a.unwrap_or(f64::NEG_INFINITY));
        kept.sort_by(|(a, one), (b, other)| {
            let (x, y) = (&self.entries[*a], &self.entries[*b]);
            let first = match query.sort {
                Sort::Relevance => other.total_cmp(one).then_with(|| self.worth(y).cmp(&self.worth(x))),
                Sort::Price => rising(x.price(), y.price()),
                Sort::Hours => rising(x.offer.hours, y.offer.hours),
                Sort::Ects => falling(x.offer.ects, y.offer.ects),
                Sort::Date => self.next_day(x).cmp(&self.next_day(y)),
                Sort::Rating => {
                    falling(x.rating.map(|r| r.mean), y.rating.map(|r| r.mean)).then_with(|| y.rating.map(|r| r.count).cmp(&x.rating.map(|r| r.count)))
                }
                Sort::Title => Ordering::Equal,
            };
            first.then_with(|| self.titles[*a].cmp(&self.titles[*b])).then(a.cmp(b))
        });
    }

    /// What is current, checked and told most fully comes first.
    fn worth(&self, entry: &Entry) -> (bool, bool, usize) {
        (!entry.is_over(self.today), entry.standing == Standing::Checked, entry.fullness())
    }

    /// What is to come by its first day; then what can be begun at any time; then what is not dated; then what began; then what is over.
    fn next_day(&self, entry: &Entry) -> (u8, i64) {
        let starts = entry.first_day();
        match starts {
            _ if entry.is_over(self.today) => (4, 0),
            Some(day) if day >= self.today => (0, day.number()),
            _ if entry.offer.pace == Some(Pace::Selfpaced) => (1, 0),
            Some(day) => (3, -day.number()),
            None => (2, 0),
        }
    }
}

fn add(tally: &mut [usize; BITS], mut mask: u128) {
    while mask != 0 {
        tally[mask.trailing_zeros() as usize] += 1;
        mask &= mask - 1;
    }
}

/// Values of a facet.
fn values(facet: Facet, vocabulary: &Vocabulary) -> Vec<String> {
    let known = |list: &[Known]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let codes = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut values = match facet {
        Facet::Domain => known(&vocabulary.domains),
        Facet::Trade => std::iter::once("students".to_owned()).chain(known(&vocabulary.trades)).collect(),
        Facet::Region => known(&vocabulary.regions),
        Facet::Diploma => std::iter::once("any").chain(Diploma::ALL.iter().map(|one| one.code())).map(str::to_owned).collect(),
        Facet::Ects => codes(&["yes", "unknown"]),
        Facet::Modality => Modality::ALL.iter().map(|one| one.code()).chain(["unknown"]).map(str::to_owned).collect(),
        Facet::Funding => Funding::ALL.iter().map(|one| one.code()).chain(["unknown"]).map(str::to_owned).collect(),
        Facet::Price => codes(&["free", "under-500", "under-2000", "above", "unknown"]),
        Facet::Hours => codes(&["under-7", "under-36", "under-121", "above", "unknown"]),
        Facet::Dates => codes(&["any-time", "soon", "later", "begun", "over", "unknown"]),
        Facet::Scope => Scope::ALL.iter().map(|one| one.code().to_owned()).collect(),
        Facet::Mandatory => codes(&["yes"]),
        Facet::Organiser => OrganisationKind::ALL.iter().map(|one| one.code().to_owned()).collect(),
        Facet::Language => codes(&["fr", "en"]),
        Facet::Standing => [Standing::Checked, Standing::ToBeChecked, Standing::Expired].map(|one| one.code().to_owned()).to_vec(),
    };
    values.truncate(BITS);
    values
}

/// For each facet the values that an offer has, as bits.
fn masks(entry: &Entry, values: &BTreeMap<Facet, Vec<String>>, today: Day) -> [u128; FACETS] {
    let mut masks = [0; FACETS];
    for (at, facet) in Facet::ALL.iter().enumerate() {
        let values = &values[facet];
        masks[at] = values.iter().enumerate().filter(|(_, value)| has(entry, *facet, value, today)).fold(0, |mask, (bit, _)| mask | 1 << bit);
    }
    masks
}

/// Whether an offer has this value of a facet.
pub fn has(entry: &Entry, facet: Facet, value: &str, today: Day) -> bool {
    let offer = &entry.offer;
    match facet {
        Facet::Domain => offer.domains.iter().any(|domain| domain == value),
        Facet::Trade => is_for(offer, value),
        Facet::Region => entry.is_everywhere() || offer.region.as_deref() == Some(value),
        Facet::Diploma => offer.diploma.code() == value || value == "any" && entry.has_diploma(),
        Facet::Ects => (value == "yes") == offer.ects.is_some_and(|ects| ects > 0.0),
        Facet::Modality => offer.modality.map_or("unknown", Modality::code) == value,
        Facet::Funding => offer.funding.iter().any(|one| one.code() == value) || value == "unknown" && offer.funding.is_empty(),
        Facet::Price => value == price_band(entry.price()),
        Facet::Hours => value == hours_band(offer.hours),
        Facet::Dates => value == dates(entry, today),
        Facet::Scope => offer.scope.code() == value,
        Facet::Mandatory => !offer.mandatory_for.is_empty(),
        Facet::Organiser => offer.organisation_kind.code() == value,
        Facet::Language => offer.language == value,
        Facet::Standing => entry.standing.code() == value,
    }
}

/// What is for everybody is for every trade, and for students where it says so.
fn is_for(offer: &Offer, value: &str) -> bool {
    match value {
        "students" => offer.students,
        _ if value.starts_with("etudiant-") => offer.trades.iter().any(|trade| trade == value) || offer.students && offer.is_for(value),
        _ => offer.is_for(value),
    }
}

fn price_band(price: Option<f64>) -> &'static str {
    match price {
        None => "unknown",
        Some(euros) if euros <= 0.0 => "free",
        Some(euros) if euros < 500.0 => "under-500",
        Some(euros) if euros < 2_000.0 => "under-2000",
        Some(_) => "above",
    }
}

fn hours_band(hours: Option<f64>) -> &'static str {
    match hours {
        None => "unknown",
        Some(hours) if hours < 7.0 => "under-7",
        Some(hours) if hours < 36.0 => "under-36",
        Some(hours) if hours < 121.0 => "under-121",
        Some(_) => "above",
    }
}

/// When an offer can be followed.
fn dates(entry: &Entry, today: Day) -> &'static str {
    match entry.first_day() {
        _ if entry.is_over(today) => "over",
        Some(day) if day >= today && day.number() <= today.number() + SOON => "soon",
        Some(day) if day > today => "later",
        _ if entry.offer.pace == Some(Pace::Selfpaced) => "any-time",
        Some(_) => "begun",
        None => "unknown",
    }
}

/// What a search reads of an offer.
fn document(entry: &Entry, vocabulary: &Vocabulary) -> Vec<Field> {
    let offer = &entry.offer;
    let names = |list: &[Known], ids: &[String]| {
        let named = list.iter().filter(|one| ids.contains(&one.id)).map(|one| one.names.as_str());
        named.collect::<Vec<_>>().join(" ")
    };
    let region: Vec<String> = offer.region.iter().cloned().collect();
    let place = format!("{} {}", offer.place.as_deref().unwrap_or_default(), names(&vocabulary.regions, &region));
    let kind = format!("{} {} {}", diploma_words(offer.diploma), modality_words(offer.modality), funding_words(&offer.funding));
    let field = |weight: f32, text: String| Field { weight, text };
    vec![
        field(4.0, offer.title.clone()),
        field(2.5, offer.organisation.clone()),
        field(2.0, place),
        field(1.5, offer.summary.clone()),
        field(1.0, names(&vocabulary.trades, &offer.trades)),
        field(1.0, names(&vocabulary.domains, &offer.domains)),
        field(1.0, kind),
        field(0.5, format!("{} {}", offer.source.title, offer.source.publisher)),
    ]
}

/// What people type to find a diploma of this kind.
const fn diploma_words(diploma: Diploma) -> &'static str {
    match diploma {
        Diploma::None => "",
        Diploma::Du => "DU diplôme d'université",
        Diploma::Diu => "DIU diplôme interuniversitaire DU",
        Diploma::LicencePro => "licence professionnelle",
        Diploma::Master => "master diplôme d'ingénieur",
        Diploma::Certification => "certification titre RNCP",
        Diploma::OpenBadge => "open badge",
    }
}

const fn modality_words(modality: Option<Modality>) -> &'static str {
    match modality {
        Some(Modality::Online) => "en ligne à distance e-learning online",
        Some(Modality::Classroom) => "présentiel en salle",
        Some(Modality::Mixed) => "hybride mixte blended",
        None => "",
    }
}

fn funding_words(funding: &[Funding]) -> String {
    let word = |one: &Funding| match one {
        Funding::Free => "gratuit gratuite free",
        Funding::Dpc => "DPC ANDPC",
        Funding::Anfh => "ANFH",
        Funding::Opco => "OPCO",
        Funding::Cpf => "CPF",
        Funding::University => "",
    };
    funding.iter().map(word).collect::<Vec<_>>().join(" ")
}
