//! Releasing: results that waited become part of what is shown, so that nothing can be told apart about fewer than ten people.
//!
//! Everything is read and worked out first; then one transaction writes it, guarded by the number of releases that there were and by who had shown what.
//! Killed before its commit nothing happened; two servers that do the same are told apart by that number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::access::{Authorised, RunCampaigns};
use domain::privacy::{Cost, Detail, Labels, SMALLEST, Waiting, cost, plan};
use domain::refusal::Refusal;
use domain::steering::{AskedSums, Measure, StoredSumsError, Sums};
use store::campaigns::{self, Campaign};
use store::releases::{self, Cell};
use store::tally::{self, Question, Tally};
use store::{Store, StoreError, audit};
use uuid::Uuid;

use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Campaigns looked for at once.
const CAMPAIGNS: i64 = 100;
/// Measures read at once.
const PAGE: i64 = 500;
/// How often a release is worked out again when somebody shows their own result, or another server releases, meanwhile.
const ATTEMPTS: usize = 4;

/// What a release did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Released {
    /// How many people's results became part of what is shown.
    pub people: usize,
    /// With how much detail.
    pub cost: Cost,
}

/// Releases what can be in every campaign in which enough waits: with all its detail while the campaign is open, with what is possible once it is over.
/// Returns how many people's results that were.
///
/// # Errors
/// The store's, or sums that cannot be read.
pub async fn release_waiting(store: &Store, now: i64) -> Result<usize> {
    let (mut people, mut after) = (0, Uuid::nil());
    loop {
        let page = store.read(move |tx| Box::pin(releases::waiting_campaigns(tx, i64::from(SMALLEST), after, CAMPAIGNS))).await?;
        let Some(last) = page.last().copied() else { return Ok(people) };
        after = last;
        for id in page {
            match release_of(store, id, now).await {
                Ok(released) => people += released.people,
                // the others must not wait for it
                Err(error) => tracing::warn!(campaign = %id, %error, "its results were not released"),
            }
        }
    }
}

async fn release_of(store: &Store, id: Uuid, now: i64) -> Result<Released> {
    let campaign = store.read(move |tx| Box::pin(campaigns::load(tx, id))).await?.ok_or(Refusal::NotFound)?;
    let is_over = [campaign.closes_at, campaign.closed_at].into_iter().flatten().min().is_some_and(|end| end <= now);
    release(store, id, if is_over { Detail::Lost } else { Detail::Kept }, now).await
}

/// Releases what can be of a campaign with this much detail.
///
/// # Errors
/// [`Refusal::NotFound`], the store's, or sums that cannot be read.
pub async fn release(store: &Store, campaign: Uuid, detail: Detail, now: i64) -> Result<Released> {
    release_with(store, campaign, detail, now, None).await
}

/// What showing everything that waits now would cost in detail.
///
/// # Errors
/// The store's.
pub async fn would_cost(store: &Store, campaign: Uuid) -> Result<Cost> {
    let waiting = labels_of(&store.read(move |tx| Box::pin(releases::waiting(tx, campaign))).await?);
    Ok(cost(&waiting, &plan(&waiting, Detail::Lost, SMALLEST)))
}

/// Shows what waits in a campaign now, at the price of detail: somebody asked for it and was told the price.
///
/// # Errors
/// [`Refusal::NotFound`] for a campaign of another organisation, the store's, or sums that cannot be read.
pub async fn release_now(app: &App, proof: &Authorised<RunCampaigns>, campaign: Uuid, origin: &Origin<'_>) -> Result<Released> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    let row = app.store.read(move |tx| Box::pin(campaigns::load(tx, campaign))).await?;
    if row.is_none_or(|row| row.organisation_id != organisation) {
        return Err(Refusal::NotFound.into());
    }
    let by = proof.object().person.map(Uuid::from_u128);
    let said = line(app, Act::ResultsReleased, By::Person, by, Some(campaign.to_string()), origin);
    release_with(&app.store, campaign, Detail::Lost, app.clock.now(), Some(&said)).await
}

async fn release_with(store: &Store, campaign: Uuid, detail: Detail, now: i64, said: Option<&audit::Line>) -> Result<Released> {
    for attempt in 1.. {
        match once(store, campaign, detail, now, said).await {
            Err(Failure::Store(error)) if error.is_conflict() && attempt < ATTEMPTS => {}
            other => return other,
        }
    }
    unreachable!("it returns after some attempts")
}

async fn once(store: &Store, campaign: Uuid, detail: Detail, now: i64, said: Option<&audit::Line>) -> Result<Released> {
    let (row, waiting) = store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((campaigns::load(tx, campaign).await?, releases::waiting(tx, campaign).await?)) }))
        .await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let waiting = one_of_each(waiting);
    let labels = labels_of(&waiting);
    let labels = tokio::task::spawn_blocking(move || (plan(&labels, detail, SMALLEST), labels)).await;
    let (plan, labels) = labels.map_err(|e| Failure::Broken(e.to_string()))?;
    let cost = cost(&labels, &plan);
    let chosen: BTreeMap<Uuid, (Labels, bool)> =
        waiting.iter().zip(plan).filter_map(|(one, labels)| Some((one.id, (labels?, one.shared_first_at.is_some())))).collect();
    if chosen.is_empty() {
        return Ok(Released { people: 0, cost });
    }
    let people = chosen.len();
    let release = Arc::new(add_up(store, &row, chosen).await?);
    let said = said.cloned();
    store
        .write(move |tx| {
            let (release, said) = (Arc::clone(&release), said.clone());
            Box::pin(async move {
                releases::release(tx, campaign, row.releases, &release.people, &release.cells, now).await?;
                for tally in &release.tallies {
                    tally::put(tx, tally).await?;
                }
                for question in &release.questions {
                    tally::put_question(tx, question).await?;
                }
                if let Some(said) = &said {
                    audit::add(tx, said).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(Released { people, cost })
}

/// The first sitting of each person: within a release a person is one.
fn one_of_each(mut waiting: Vec<releases::Waiting>) -> Vec<releases::Waiting> {
    waiting.sort_by_key(|one| (one.sitting, one.id));
    let mut met = BTreeSet::new();
    waiting.retain(|one| one.person_id.is_none_or(|person| met.insert(person)));
    waiting
}

fn labels_of(waiting: &[releases::Waiting]) -> Vec<Waiting> {
    let label = |one: &releases::Waiting| Waiting {
        unit: one.unit_id.map(|unit| unit.to_string()).unwrap_or_default(),
        trade: one.trade.clone().unwrap_or_default(),
        is_known: one.shared_first_at.is_some(),
    };
    waiting.iter().map(label).collect()
}

/// Everything that a release writes.
#[derive(Debug, Default)]
struct Release {
    people: Vec<releases::Released>,
    cells: Vec<Cell>,
    tallies: Vec<Tally>,
    questions: Vec<Question>,
}

/// Adds those who are released to what is shown already.
async fn add_up(store: &Store, campaign: &Campaign, chosen: BTreeMap<Uuid, (Labels, bool)>) -> Result<Release> {
    let id = campaign.id;
    let (mut sums, mut questions) = so_far(store, id).await?;
    let mut cells: BTreeMap<Labels, (i64, i64)> = BTreeMap::new();
    for (labels, is_known) in chosen.values() {
        let cell = cells.entry(labels.clone()).or_default();
        *cell = (cell.0 + 1, cell.1 + i64::from(*is_known));
    }
    let (mut after, mut found) = (Uuid::nil(), 0);
    let mut touched = BTreeSet::new();
    loop {
        let page = store.read(move |tx| Box::pin(releases::measures(tx, id, after, PAGE))).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (sitting, bytes) in &page {
            let Some((labels, _)) = chosen.get(sitting) else { continue };
            found += 1;
            let measure = Measure::from_bytes(bytes).map_err(broken)?;
            for (dimension, value) in [(tally::ALL, ""), (tally::UNIT, &labels.unit), (tally::TRADE, &labels.trade)] {
                let key = (dimension.to_owned(), value.to_owned());
                sums.entry(key.clone()).or_default().add(&measure.sums);
                touched.insert(key);
            }
            for asked in measure.asked {
                let question = questions.entry(asked.hash).or_insert_with(|| Asked { item: asked.item, ..Asked::default() });
                question.held.add(&asked.sums);
                question.is_touched = true;
            }
        }
    }
    if found != chosen.len() {
        // another server released some of them just now
        return Err(StoreError::Conflict { what: "participation(measure)".into() }.into());
    }
    let tally = |((dimension, value), sums): ((String, String), Sums)| Tally { campaign_id: id, dimension, value, people: sums.people, sums: sums.to_bytes() };
    let people = chosen.into_iter().map(|(id, (labels, is_known))| releases::Released { id, unit: labels.unit, trade: labels.trade, is_known });
    Ok(Release {
        people: people.collect(),
        cells: cells.into_iter().map(|(labels, (people, known))| Cell { unit: labels.unit, trade: labels.trade, people, known }).collect(),
        tallies: sums.into_iter().filter(|(key, _)| touched.contains(key)).map(tally).collect(),
        questions: questions.into_iter().filter(|(_, asked)| asked.is_touched).map(|(hash, asked)| asked.settle(id, hash)).collect(),
    })
}

type BySlice = BTreeMap<(String, String), Sums>;

/// What is shown of a campaign.
async fn so_far(store: &Store, campaign: Uuid) -> Result<(BySlice, BTreeMap<Vec<u8>, Asked>)> {
    let (tallies, questions) = store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((tally::of_campaign(tx, campaign).await?, tally::questions(tx, campaign).await?)) }))
        .await?;
    let sums = tallies.into_iter().map(|row| Ok(((row.dimension, row.value), Sums::from_bytes(&row.sums).map_err(broken)?))).collect::<Result<_>>()?;
    let asked = |row: Question| {
        let (shown, held) = (AskedSums::from_bytes(&row.shown_sums).map_err(broken)?, AskedSums::from_bytes(&row.held_sums).map_err(broken)?);
        Ok((row.item_hash, Asked { item: row.item_id, shown, held, is_touched: false }))
    };
    Ok((sums, questions.into_iter().map(asked).collect::<Result<_>>()?))
}

/// What is known of a question: shown, and held until ten more people have answered it.
#[derive(Debug, Default)]
struct Asked {
    item: String,
    shown: AskedSums,
    held: AskedSums,
    is_touched: bool,
}

impl Asked {
    fn settle(mut self, campaign_id: Uuid, item_hash: Vec<u8>) -> Question {
        if self.held.answers >= i64::from(SMALLEST) {
            self.shown.add(&std::mem::take(&mut self.held));
        }
        Question {
            campaign_id,
            item_hash,
            item_id: self.item,
            shown: self.shown.answers,
            shown_sums: self.shown.to_bytes(),
            held: self.held.answers,
            held_sums: self.held.to_bytes(),
        }
    }
}

fn broken(error: StoredSumsError) -> Failure {
    Failure::Broken(error.to_string())
}
