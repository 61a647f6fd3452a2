//! What is shown of campaigns and organisations: read from sums, whatever the number of people.

use std::collections::BTreeMap;

use domain::access::{Authorised, Post, ReadResults};
use domain::item::Item;
use domain::privacy::SMALLEST;
use domain::profile::Level;
use domain::refusal::Refusal;
use domain::steering::{AskedSums, Group, Missed, StoredSumsError, Sums, Whom, missed};
use store::campaigns::{self, Campaign};
use store::organisations::Organisation;
use store::releases::{self, Counts, Past};
use store::tally::{self, Shown, Tally};
use store::units::{self, Unit};
use store::{Store, StoreError, Tx, editions, organisations};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// What is shown of a campaign.
#[derive(Debug, Clone)]
pub struct CampaignResults {
    /// The campaign.
    pub campaign: Campaign,
    /// The level to reach.
    pub target: Level,
    /// Everybody, units and trades, those of ten people or more.
    pub groups: Vec<Group>,
    /// The same of the campaign it is compared with.
    pub before: Option<(Campaign, Vec<Group>)>,
    /// How many results there are, and how many are shown.
    pub counts: Counts,
    /// When they became visible.
    pub releases: Vec<Past>,
    /// Units of the organisation, by name.
    pub units: Vec<Unit>,
}

impl CampaignResults {
    /// The results of these people.
    pub fn of(&self, whom: &Whom) -> Option<&Sums> {
        find(&self.groups, whom)
    }

    /// Theirs in the campaign before.
    pub fn before(&self, whom: &Whom) -> Option<&Sums> {
        find(&self.before.as_ref()?.1, whom)
    }
}

fn find<'a>(groups: &'a [Group], whom: &Whom) -> Option<&'a Sums> {
    groups.iter().find(|group| group.whom == *whom).map(|group| &group.sums)
}

/// What is shown of a campaign of the organisation.
///
/// # Errors
/// [`Refusal::NotFound`] for a campaign of another one, the store's, or sums that cannot be read.
pub async fn of_campaign(store: &Store, proof: &Authorised<ReadResults>, id: Uuid) -> Result<CampaignResults> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    store
        .read(move |tx| {
            Box::pin(async move {
                let campaign = own(tx, organisation, id).await?;
                let before = match campaign.previous_id {
                    Some(previous) => campaigns::load(tx, previous).await?.filter(|previous| previous.organisation_id == organisation),
                    None => None,
                };
                let before = match before {
                    Some(previous) => {
                        let groups = groups(tally::of_campaign(tx, previous.id).await?)?;
                        Some((previous, groups))
                    }
                    None => None,
                };
                Ok::<_, Failure>(CampaignResults {
                    target: target(&campaign.target),
                    groups: groups(tally::of_campaign(tx, id).await?)?,
                    before,
                    counts: releases::count(tx, id).await?,
                    releases: releases::log(tx, id).await?,
                    units: units::of_organisation(tx, organisation).await?,
                    campaign,
                })
            })
        })
        .await
}

pub(super) async fn own(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Campaign> {
    let campaign = campaigns::load(tx, id).await?.filter(|campaign| campaign.organisation_id == organisation);
    campaign.ok_or_else(|| Refusal::NotFound.into())
}

/// The level a campaign aims at: Socle, if it does not say.
fn target(stored: &str) -> Level {
    Level::ALL.into_iter().find(|level| level.as_str() == stored && *level != Level::Decouverte).unwrap_or(Level::Socle)
}

fn groups(rows: Vec<Tally>) -> Result<Vec<Group>> {
    let group = |row: Tally| {
        let whom = match row.dimension.as_str() {
            tally::ALL => Whom::Everybody,
            tally::UNIT => Whom::Unit(row.value),
            _ => Whom::Trade(row.value),
        };
        Ok(Group { whom, sums: visible(&row.sums)? })
    };
    let groups = rows.into_iter().map(group).collect::<Result<Vec<_>>>()?;
    Ok(groups.into_iter().filter(|group| group.sums.people >= i64::from(SMALLEST)).collect())
}

/// Sums without what is about some of their people only.
fn visible(bytes: &[u8]) -> Result<Sums> {
    Sums::from_bytes(bytes).map(Sums::of_everybody).map_err(|error: StoredSumsError| Failure::Broken(error.to_string()))
}

/// What the campaigns of an organisation add up to, over some time.
#[derive(Debug, Clone)]
pub struct OrganisationResults {
    /// Its campaigns of which something is shown, the newest first.
    pub campaigns: Vec<Shown>,
    /// Everybody, units and trades; results, not people: who took part twice is in it twice.
    pub groups: Vec<Group>,
    /// Those that belong to it, for whoever manages it, with the sum of each.
    pub children: Vec<(Organisation, Sums)>,
    /// Units, by name.
    pub units: Vec<Unit>,
}

/// What the campaigns made since a time add up to.
///
/// # Errors
/// The store's, or sums that cannot be read.
pub async fn of_organisation(store: &Store, proof: &Authorised<ReadResults>, since: i64) -> Result<OrganisationResults> {
    let id = Uuid::from_u128(proof.object().organisation);
    let manages = proof.object().post == Some(Post::Manager);
    store
        .read(move |tx| {
            Box::pin(async move {
                let mut rows = Vec::new();
                for dimension in [tally::ALL, tally::UNIT, tally::TRADE] {
                    rows.extend(tally::of_organisation(tx, id, since, dimension).await?);
                }
                let mut children = Vec::new();
                for child in if manages { organisations::children(tx, id).await? } else { Vec::new() } {
                    let sums = together(groups(tally::of_organisation(tx, child.id, since, tally::ALL).await?)?);
                    let sums = sums.into_values().next().unwrap_or_default();
                    children.push((child, sums));
                }
                let groups = together(groups(rows)?).into_iter().map(|(whom, sums)| Group { whom, sums }).collect();
                Ok::<_, Failure>(OrganisationResults {
                    campaigns: tally::campaigns(tx, id, since).await?,
                    groups,
                    children,
                    units: units::of_organisation(tx, id).await?,
                })
            })
        })
        .await
}

/// Groups of several campaigns, those of the same people as one. Each may be shown, so their sum may be.
fn together(groups: Vec<Group>) -> BTreeMap<Whom, Sums> {
    let mut all: BTreeMap<Whom, Sums> = BTreeMap::new();
    for group in groups {
        all.entry(group.whom).or_default().add(&group.sums);
    }
    all
}

/// A question of a campaign, and how it was answered.
#[derive(Debug, Clone)]
pub struct QuestionResult {
    /// The item.
    pub item_id: String,
    /// The text that was asked; absent where it can no longer be read.
    pub item: Option<Item>,
    /// How it was missed.
    pub missed: Missed,
}

/// Questions of a campaign that ten people or more have answered, the most missed first, at most so many; and how many there are.
///
/// # Errors
/// [`Refusal::NotFound`] for a campaign of another organisation, the store's, or sums that cannot be read.
pub async fn questions(app: &App, proof: &Authorised<ReadResults>, id: Uuid, from: usize, at_most: usize) -> Result<(Campaign, Vec<QuestionResult>, usize)> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    let (campaign, rows) =
        app.store.read(move |tx| Box::pin(async move { Ok::<_, Failure>((own(tx, organisation, id).await?, tally::questions(tx, id).await?)) })).await?;
    let mut found = Vec::new();
    for row in rows.into_iter().filter(|row| row.shown >= i64::from(SMALLEST)) {
        let sums = AskedSums::from_bytes(&row.shown_sums).map_err(|error| Failure::Broken(error.to_string()))?;
        found.extend(missed(&sums).map(|missed| (row.item_hash, row.item_id, missed)));
    }
    // what is surely missed by many before what few answers suggest
    found.sort_by(|a, b| b.2.interval.0.total_cmp(&a.2.interval.0).then_with(|| a.1.cmp(&b.1)));
    let total = found.len();
    let mut questions = Vec::new();
    for (hash, item_id, missed) in found.into_iter().skip(from).take(at_most) {
        questions.push(QuestionResult { item: item(app, hash).await?, item_id, missed });
    }
    Ok((campaign, questions, total))
}

/// The text of this digest: from the edition of today where it is in it.
async fn item(app: &App, hash: Vec<u8>) -> Result<Option<Item>> {
    let current = app.editions.current();
    if let Some(pooled) = current.edition.pool.iter().find(|pooled| pooled.hash == hash) {
        return Ok(Some(pooled.item.clone()));
    }
    let stored = app.store.read(move |tx| {
        let hash = hash.clone();
        Box::pin(async move { editions::item_version(tx, &hash).await })
    });
    let stored: std::result::Result<_, StoreError> = stored.await;
    Ok(stored?.and_then(|version| serde_json::from_str(&version.body).ok()))
}
