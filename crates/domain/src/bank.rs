//! The bank and its editions: what may be drawn, with which parameters.

use std::collections::{BTreeMap, BTreeSet};

use psychometrics::model::ItemModel;
use psychometrics::uncertainty::{Marginaliser, ParameterUncertainty};
use serde::{Deserialize, Serialize};

use crate::blueprint::{Blueprint, ItemSettings};
use crate::framework::Framework;
use crate::item::{Finding, Interaction, Item, faults};
use crate::language::Language;
use crate::session::Scored;
use crate::text::fold;

/// What is believed of an item: slope, step difficulties, and how unsure both are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// Slope.
    pub discrimination: f64,
    /// Difficulty of each further point, rising in number with the points.
    pub steps: Vec<f64>,
    /// Standard deviation of the common difficulty.
    pub difficulty_sd: f64,
    /// Standard deviation of the logarithm of the slope.
    pub log_discrimination_sd: f64,
}

impl Parameters {
    /// The author's prior: shared slope, steps spread evenly around the author's difficulty.
    pub fn of_author(difficulty: f64, points: u8, settings: &ItemSettings) -> Self {
        let middle = (f64::from(points) - 1.0) / 2.0;
        Self {
            discrimination: settings.discrimination,
            steps: (0..points).map(|i| difficulty + (f64::from(i) - middle) * settings.step_spread).collect(),
            difficulty_sd: settings.difficulty_sd,
            log_discrimination_sd: settings.log_discrimination_sd,
        }
    }

    /// The response model with exactly these values.
    pub fn model(&self) -> ItemModel {
        match self.steps.as_slice() {
            [difficulty] => ItemModel::TwoPl { discrimination: self.discrimination, difficulty: *difficulty },
            steps => ItemModel::Gpcm { discrimination: self.discrimination, steps: steps.to_vec() },
        }
    }

    /// How unsure the values are.
    pub fn uncertainty(&self) -> ParameterUncertainty {
        ParameterUncertainty { difficulty_sd: self.difficulty_sd, log_discrimination_sd: self.log_discrimination_sd }
    }

    /// The response model averaged over that uncertainty: what a response is scored with.
    pub fn scoring_model(&self) -> ItemModel {
        self.model().marginalised(&self.uncertainty())
    }
}

/// Whether the answers to an item say something of a person, or something of the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// They count.
    #[default]
    Counted,
    /// It is tried out: they are logged, and never count.
    Pretest,
}

impl Standing {
    /// Whether it is the standing of every item before there was another: editions do not write it.
    pub const fn is_counted(&self) -> bool {
        matches!(self, Self::Counted)
    }
}

/// An item as an edition holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolItem {
    /// The item.
    pub item: Item,
    /// Digest of its text, as the store names this version.
    pub hash: Vec<u8>,
    /// What is believed of it.
    pub parameters: Parameters,
    /// Whether it counts.
    pub standing: Standing,
    /// Language it is written in.
    pub language: Language,
    /// Microseconds UTC from which on its source is to be read again; the end of time where that is not said.
    pub fresh_until: i64,
    /// Model used for scoring and choice.
    pub model: ItemModel,
    /// Dimension it loads on.
    pub domain: usize,
    /// Its competence, as an index in the framework.
    pub competence: usize,
    /// Places in the pool of the items that give it away, both ways.
    pub enemies: Vec<usize>,
}

/// A frozen pool with its blueprint and framework: what a session is administered from.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The framework of that time.
    pub framework: Framework,
    /// The rules of that time.
    pub blueprint: Blueprint,
    /// Items in order of their name.
    pub pool: Vec<PoolItem>,
    /// Places in the pool of the items that are tried out.
    pub tried_out: Vec<usize>,
    /// The models of the pool, laid out so that all are judged at once.
    pub columns: psychometrics::selection::Pool,
    /// The prior over the domains.
    pub prior: psychometrics::ability::Prior,
    /// For each domain, when the last of its counted items ceases to be fresh: of the French ones, then of all.
    last_fresh: Vec<[i64; 2]>,
}

/// An item on its way into an edition.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The item.
    pub item: Item,
    /// Digest of its text.
    pub hash: Vec<u8>,
    /// Calibrated parameters; the author's prior when none.
    pub parameters: Option<Parameters>,
    /// Whether it counts.
    pub standing: Standing,
}

impl Edition {
    /// Puts an edition together.
    ///
    /// # Errors
    /// What does not fit together, as a sentence.
    pub fn new(framework: Framework, blueprint: Blueprint, mut entries: Vec<Entry>) -> Result<Self, String> {
        entries.sort_by(|a, b| a.item.id.cmp(&b.item.id));
        let enemies = enemies(&entries);
        let mut marginaliser = Marginaliser::default();
        let pool = entries
            .into_iter()
            .zip(enemies)
            .map(|(Entry { item, hash, parameters, standing }, enemies)| {
                let place = framework.place_of(&item.objective).ok_or_else(|| format!("item {}: objective {} does not exist", item.id, item.objective))?;
                let parameters = parameters.unwrap_or_else(|| Parameters::of_author(item.difficulty, item.interaction.points(), &blueprint.items));
                let model = marginaliser.marginalised(&parameters.model(), &parameters.uncertainty());
                model.validate().map_err(|e| format!("item {}: {e}", item.id))?;
                let language = Language::of(&item.language);
                let fresh_until = item.source.review_by().map_or(i64::MAX, |last| last.plus(1).begins());
                let (domain, competence) = (place.domain, place.competence);
                Ok(PoolItem { item, hash, parameters, standing, language, fresh_until, model, domain, competence, enemies })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let prior = blueprint.prior(framework.domains.len())?;
        let columns = psychometrics::selection::Pool::new(pool.iter().map(|item| (&item.model, item.domain))).map_err(|e| e.to_string())?;
        let tried_out = (0..pool.len()).filter(|place| pool[*place].standing == Standing::Pretest).collect();
        let last_fresh = last_fresh(&pool, prior.dimensions());
        Ok(Self { framework, blueprint, pool, tried_out, columns, prior, last_fresh })
    }

    /// The same items under another blueprint. What was learned of them, and what their authors say, stays: blueprints of one bank believe the same of
    /// items that nobody has answered.
    ///
    /// # Errors
    /// The blueprint believes something else, or does not fit.
    pub fn under(&self, blueprint: Blueprint) -> Result<Self, String> {
        if blueprint.items != self.blueprint.items {
            return Err(format!("blueprint {}: [items] differs from that of blueprint {}", blueprint.id, self.blueprint.id));
        }
        Ok(Self { prior: blueprint.prior(self.framework.domains.len())?, blueprint, ..self.clone() })
    }

    /// Whether the answers to the item at this place count.
    pub fn counts(&self, place: u16) -> bool {
        self.pool[usize::from(place)].standing == Standing::Counted
    }

    /// Whether this answer counts: its item does, and it was not set aside.
    pub fn counts_answer(&self, answer: &Scored) -> bool {
        !answer.is_aside() && self.counts(answer.item)
    }

    /// How many questions of one session are tried out at the most: the blueprint's share of the longest session, rounded up. So whoever is told how
    /// many questions there are is told the truth.
    pub fn most_tried_out(&self) -> u32 {
        if self.tried_out.is_empty() { 0 } else { (self.blueprint.selection.pretest * f64::from(self.blueprint.stopping.longest)).ceil() as u32 }
    }

    /// Whether a session in `language` that begins at `moment` (microseconds UTC) leaves out what is no longer fresh in `domain`: the
    /// blueprint says so, and something would be left.
    pub fn leaves_out_what_is_stale(&self, domain: usize, language: Language, moment: i64) -> bool {
        let [of_french, of_all] = self.last_fresh[domain];
        let last = if self.blueprint.selection.own_language && language == Language::Fr { of_french } else { of_all };
        self.blueprint.selection.only_fresh && moment < last
    }

    /// These places and those of the same questions in other languages: who met one has met them all.
    pub fn with_translations(&self, places: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let met: BTreeSet<&str> = places.into_iter().map(|place| self.pool[place].item.original()).collect();
        (0..self.pool.len()).filter(|place| met.contains(self.pool[*place].item.original())).collect()
    }

    /// Place of an item in the pool.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.pool.binary_search_by(|p| p.item.id.as_str().cmp(id)).ok()
    }
}

/// For each domain, when the last of its counted items ceases to be fresh: of the French ones, then of all.
fn last_fresh(pool: &[PoolItem], domains: usize) -> Vec<[i64; 2]> {
    let mut last = vec![[i64::MIN; 2]; domains];
    for item in pool.iter().filter(|item| item.standing == Standing::Counted) {
        let [of_french, of_all] = &mut last[item.domain];
        *of_all = (*of_all).max(item.fresh_until);
        if item.language == Language::Fr {
            *of_french = (*of_french).max(item.fresh_until);
        }
    }
    last
}

/// For each entry the places of those that give it away, both ways, in order: those it names, the same question in another language, and whatever
/// would give that away. One that is not drawn for the moment gives nothing away, but its translations do.
fn enemies(entries: &[Entry]) -> Vec<Vec<usize>> {
    // a question and its translations are one, known by the name of the original
    let originals: BTreeMap<&str, &str> = entries.iter().map(|entry| (entry.item.id.as_str(), entry.item.original())).collect();
    let mut versions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        versions.entry(entry.item.original()).or_default().push(i);
    }
    let mut enemies = vec![Vec::new(); entries.len()];
    let mut oppose = |one: usize, other: usize| {
        enemies[one].push(other);
        enemies[other].push(one);
    };
    for entry in entries {
        let own = &versions[entry.item.original()];
        let named = entry.item.enemies.iter().map(|enemy| originals.get(enemy.as_str()).copied().unwrap_or(enemy.as_str()));
        for other in named.chain([entry.item.original()]).filter_map(|question| versions.get(question)).flatten() {
            own.iter().filter(|one| *one != other).for_each(|one| oppose(*one, *other));
        }
    }
    for list in &mut enemies {
        list.sort_unstable();
        list.dedup();
    }
    enemies
}

/// Lists that items refer to.
#[derive(Debug, Clone, Copy)]
pub struct References<'a> {
    /// The framework.
    pub framework: &'a Framework,
    /// Names of the trades.
    pub trades: &'a [String],
    /// Names of the settings.
    pub settings: &'a [String],
}

/// Share of single choices whose key may be the longest option before the bank gives keys away.
const LONGEST_SHARE: f64 = 0.4;
/// Two items whose texts share this much of their word triples say the same.
const DUPLICATE: f64 = 0.6;

/// Defects of a bank: for each, the place of the item in `items` and the finding.
pub fn faults_of_bank(items: &[Item], references: References<'_>) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    let mut push = |i: usize, code: &'static str, detail: String, anchor: &'static str| found.push((i, Finding { code, detail, anchor: (anchor, 0) }));
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        if let Some(first) = places.insert(&item.id, i) {
            push(i, "id-twice", items[first].title.clone(), "id");
        }
        if references.framework.objective(&item.objective).is_none() {
            push(i, "objective-unknown", item.objective.clone(), "objective");
        }
        for trade in item.trades.iter().filter(|t| *t != "tous" && !references.trades.contains(t)) {
            push(i, "trade-unknown", trade.clone(), "trades");
        }
        if !references.settings.contains(&item.setting) {
            push(i, "setting-unknown", item.setting.clone(), "setting");
        }
    }
    for (i, item) in items.iter().enumerate() {
        for enemy in item.enemies.iter().filter(|e| !places.contains_key(e.as_str()) || **e == item.id) {
            push(i, "enemy-unknown", enemy.clone(), "enemies");
        }
    }
    for (i, code, detail) in faults_of_translations(items, &places) {
        push(i, code, detail, "translates");
    }
    for (i, j) in alike(items) {
        push(i, "duplicate", items[j].id.clone(), "situation");
    }
    let lengths: Vec<(usize, bool)> = items.iter().enumerate().filter_map(|(i, item)| Some((i, key_is_longest(item)?))).collect();
    let longest = lengths.iter().filter(|(_, l)| *l).count();
    if lengths.len() >= 10 && longest as f64 > LONGEST_SHARE * lengths.len() as f64 {
        for (i, _) in lengths.iter().filter(|(_, l)| *l) {
            push(*i, "key-often-longest", format!("{longest}/{}", lengths.len()), "[[interaction.options]]");
        }
    }
    for (i, item) in items.iter().enumerate() {
        found.extend(faults(item).into_iter().map(|f| (i, f)));
    }
    found.sort_by_key(|(i, _)| *i);
    found
}

/// Translations that are none: what they translate is not there, or is another question.
fn faults_of_translations(items: &[Item], places: &BTreeMap<&str, usize>) -> Vec<(usize, &'static str, String)> {
    let mut found = Vec::new();
    let mut taken: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        let Some(name) = &item.translates else { continue };
        let Some(original) = places.get(name.as_str()).map(|place| &items[*place]).filter(|original| original.id != item.id) else {
            found.push((i, "translation-unknown", name.clone()));
            continue;
        };
        if original.translates.is_some() {
            found.push((i, "translation-of-translation", name.clone()));
        }
        if original.language == item.language {
            found.push((i, "translation-language", item.language.clone()));
        }
        if let Some(other) = taken.insert((name, &item.language), &item.id) {
            found.push((i, "translation-twice", other.to_owned()));
        }
        for (own, theirs) in what_is_measured(item).into_iter().zip(what_is_measured(original)) {
            if own != theirs {
                found.push((i, "translation-differs", format!("{own} ≠ {theirs}")));
            }
        }
    }
    found
}

/// What two versions of one question share: objective, kind, points.
fn what_is_measured(item: &Item) -> [String; 3] {
    [item.objective.clone(), item.interaction.kind().to_owned(), item.interaction.points().to_string()]
}

/// Whether the key of a single choice is its longest option; `None` for other interactions.
fn key_is_longest(item: &Item) -> Option<bool> {
    let Interaction::SingleChoice(x) = &item.interaction else { return None };
    let length = |text: &str| text.trim().chars().count();
    let key = x.options.iter().find(|o| o.correct).map(|o| length(&o.text))?;
    Some(x.options.iter().filter(|o| !o.correct).all(|o| length(&o.text) < key))
}

/// Sorted word triples of what is read of an item.
fn triples(item: &Item) -> Vec<String> {
    let text = fold(&format!("{} {}", item.situation, item.question));
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let mut triples: Vec<String> = words.windows(3).map(|w| w.join(" ")).collect();
    triples.sort_unstable();
    triples.dedup();
    triples
}

/// Pairs of items that say the same, the later one first: Jaccard's share of their word triples is above [`DUPLICATE`].
///
/// Each triple knows the items it was met in, so that only what two texts share is counted: most pairs share nothing.
fn alike(items: &[Item]) -> Vec<(usize, usize)> {
    let mut met: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut sizes = Vec::with_capacity(items.len());
    let mut found = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let triples = triples(item);
        let size = triples.len();
        let mut shared = vec![0_usize; i];
        for triple in triples {
            let with = met.entry(triple).or_default();
            for &j in with.iter() {
                shared[j] += 1;
            }
            with.push(i);
        }
        let says_the_same = |(j, both): (usize, usize)| (both > 0 && both as f64 / (size + sizes[j] - both) as f64 > DUPLICATE).then_some((i, j));
        found.extend(shared.into_iter().enumerate().filter_map(says_the_same));
        sizes.push(size);
    }
    found
}
