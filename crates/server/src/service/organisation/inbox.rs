//! The inbox of an organisation: what waits for whoever looks, and nothing else. Nothing here scans what grows with answers.

use domain::access::{Actor, Authorised, EnterOrganisation, GovernOrganisation, Right};
use domain::campaign::{Audience, Phase};
use domain::organisation::INVITATION_ENDS_SOON;
use domain::privacy::SMALLEST;
use store::campaigns::Campaign;
use store::participants::{self, Of};
use store::{StoreError, Tx, campaigns, inboxes, invitations, releases, trainings};
use uuid::Uuid;

use super::organisation_of;
use crate::app::App;
use crate::service::Result;
use crate::service::campaign::calendar;

const DAY: i64 = 24 * 3600 * domain::blueprint::SECOND;
/// A campaign that ends within a week is worth a look at who has not begun.
const CAMPAIGN_ENDS_SOON: i64 = 7 * DAY;
/// A cohort is told of from two months before its end to four months after.
const COHORT: (i64, i64) = (120, 60);
/// A list of presence that nobody closed is told of for a year.
const LESSON: i64 = 365 * DAY;
/// Campaigns looked at: the last ones. Of those that run, so many are told of.
const CAMPAIGNS: i64 = 50;
const TOLD: usize = 10;

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// The list of people is empty.
    People,
    /// There is no campaign.
    FirstCampaign,
    /// Invitations that nobody took up in time, and those that end soon.
    Invitations {
        /// Too old.
        over: usize,
        /// End soon.
        soon: usize,
    },
    /// A file of people that was begun.
    File(Uuid, String),
    /// A campaign that was written and not opened.
    Draft(Uuid, String),
    /// A campaign that ends soon with people who have not begun.
    Ends {
        /// The campaign.
        id: Uuid,
        /// Its title.
        title: String,
        /// How many have not begun.
        people: i64,
        /// When it ends, microseconds UTC.
        at: i64,
    },
    /// Results that wait until more people make it possible to show them, or until somebody shows them with less detail.
    Results {
        /// The campaign.
        id: Uuid,
        /// Its title.
        title: String,
        /// How many people's.
        people: i64,
    },
    /// Trainings done elsewhere that people claim.
    Claims(i64),
    /// Lists of presence that nobody closed.
    Lessons(i64),
    /// A cohort about to end, or ended, with people without an attestation.
    Attestations {
        /// The cohort.
        id: Uuid,
        /// Its name.
        name: String,
        /// How many have none.
        people: i64,
        /// Its last day, in days since 1970-01-01.
        ends_on: i64,
    },
}

/// What waits for whoever looks.
///
/// # Errors
/// The store's.
pub async fn inbox(app: &App, actor: &Actor, proof: &Authorised<EnterOrganisation>) -> Result<Vec<Waits>> {
    let organisation = organisation_of(proof);
    let governs = GovernOrganisation::holds(actor, proof.object());
    let now = app.clock.now();
    let waits = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let mut waits = Vec::new();
                if governs {
                    waits.extend(invited(tx, organisation, now).await?);
                }
                let files = inboxes::files(tx, organisation, TOLD as i64).await?;
                let is_begun = !files.is_empty() || inboxes::has_somebody(tx, organisation).await?;
                waits.extend(files.into_iter().map(|(id, name)| Waits::File(id, name)));
                let all = campaigns::of_organisation(tx, organisation, CAMPAIGNS).await?;
                if all.is_empty() {
                    if !is_begun {
                        waits.push(Waits::People);
                    }
                    waits.push(Waits::FirstCampaign);
                }
                waits.extend(of_campaigns(tx, all, now).await?);
                let claims = trainings::claimed(tx, organisation).await?;
                waits.extend((claims > 0).then_some(Waits::Claims(claims)));
                let lessons = inboxes::open_lessons(tx, organisation, now - LESSON, now).await?;
                waits.extend((lessons > 0).then_some(Waits::Lessons(lessons)));
                let today = now.div_euclid(DAY);
                for cohort in inboxes::unproved(tx, organisation, today - COHORT.0, today + COHORT.1).await? {
                    waits.push(Waits::Attestations { id: cohort.id, name: cohort.name, people: cohort.people, ends_on: cohort.ends_on });
                }
                Ok::<_, StoreError>(waits)
            })
        })
        .await?;
    Ok(waits)
}

async fn invited(tx: &mut Tx<'_>, organisation: Uuid, now: i64) -> Result<Option<Waits>, StoreError> {
    let open = invitations::open_of_organisation(tx, organisation).await?;
    let over = open.iter().filter(|offer| offer.expires_at <= now).count();
    let soon = open.iter().filter(|offer| offer.expires_at > now && offer.expires_at <= now + INVITATION_ENDS_SOON).count();
    Ok((over + soon > 0).then_some(Waits::Invitations { over, soon }))
}

async fn of_campaigns(tx: &mut Tx<'_>, all: Vec<Campaign>, now: i64) -> Result<Vec<Waits>, StoreError> {
    let mut waits = Vec::new();
    for campaign in all {
        if waits.len() >= TOLD {
            break;
        }
        match calendar(&campaign).phase(now) {
            Phase::Draft => waits.push(Waits::Draft(campaign.id, campaign.title)),
            Phase::Open => {
                let ends = calendar(&campaign).ends_at().filter(|end| *end <= now + CAMPAIGN_ENDS_SOON);
                let is_listed = campaign.is_anonymous == 0 && Audience::parse(&campaign.audience) != Some(Audience::Open);
                if let (Some(at), true) = (ends, is_listed) {
                    let of = Of { organisation: campaign.organisation_id, campaign: campaign.id, audience: campaign.audience.clone() };
                    let people = participants::by_unit(tx, &of).await?.iter().map(|unit| unit.expected - unit.began).sum::<i64>();
                    if people > 0 {
                        waits.push(Waits::Ends { id: campaign.id, title: campaign.title.clone(), people, at });
                    }
                }
                let counts = releases::count(tx, campaign.id).await?;
                let people = counts.measured - counts.released;
                if people >= i64::from(SMALLEST) {
                    waits.push(Waits::Results { id: campaign.id, title: campaign.title, people });
                }
            }
            Phase::Planned | Phase::Over => {}
        }
    }
    Ok(waits)
}
