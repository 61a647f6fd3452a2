//! The bank and its editions: what may be drawn, with which parameters.

use std::collections::BTreeMap;

use psychometrics::model::ItemModel;
use psychometrics::uncertainty::{Marginaliser, ParameterUncertainty};
use serde::{Deserialize, Serialize};

use crate::blueprint::{Blueprint, ItemSettings};
use crate::framework::Framework;
use crate::item::{Finding, Interaction, Item, faults};
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

/// An item as an edition holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct PoolItem {
    /// The item.
    pub item: Item,
    /// Digest of its text, as the store names this version.
    pub hash: Vec<u8>,
    /// What is believed of it.
    pub parameters: Parameters,
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
    /// The models of the pool, laid out so that all are judged at once.
    pub columns: psychometrics::selection::Pool,
    /// The prior over the domains.
    pub prior: psychometrics::ability::Prior,
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
}

impl Edition {
    /// Puts an edition together.
    ///
    /// # Errors
    /// What does not fit together, as a sentence.
    pub fn new(framework: Framework, blueprint: Blueprint, mut entries: Vec<Entry>) -> Result<Self, String> {
        entries.sort_by(|a, b| a.item.id.cmp(&b.item.id));
        let place: BTreeMap<String, usize> = entries.iter().enumerate().map(|(i, e)| (e.item.id.clone(), i)).collect();
        let mut enemies = vec![Vec::new(); entries.len()];
        for (i, entry) in entries.iter().enumerate() {
            // one that is not drawn for the moment gives nothing away
            for j in entry.item.enemies.iter().filter_map(|enemy| place.get(enemy).copied()) {
                enemies[i].push(j);
                enemies[j].push(i);
            }
        }
        let mut marginaliser = Marginaliser::default();
        let pool = entries
            .into_iter()
            .zip(enemies)
            .map(|(Entry { item, hash, parameters }, mut enemies)| {
                enemies.sort_unstable();
                enemies.dedup();
                let place = framework.place_of(&item.objective).ok_or_else(|| format!("item {}: objective {} does not exist", item.id, item.objective))?;
                let parameters = parameters.unwrap_or_else(|| Parameters::of_author(item.difficulty, item.interaction.points(), &blueprint.items));
                let model = marginaliser.marginalised(&parameters.model(), &parameters.uncertainty());
                model.validate().map_err(|e| format!("item {}: {e}", item.id))?;
                Ok(PoolItem { model, domain: place.domain, competence: place.competence, item, hash, parameters, enemies })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let prior = blueprint.prior(framework.domains.len())?;
        let columns = psychometrics::selection::Pool::new(pool.iter().map(|item| (&item.model, item.domain))).map_err(|e| e.to_string())?;
        Ok(Self { framework, blueprint, pool, columns, prior })
    }

    /// Place of an item in the pool.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.pool.binary_search_by(|p| p.item.id.as_str().cmp(id)).ok()
    }
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
