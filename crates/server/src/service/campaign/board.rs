//! How far a campaign has come: the wall-chart, and its participants one by one.

use domain::access::{Authorised, EnterOrganisation};
use domain::refusal::Refusal;
use store::campaigns::{self, Campaign};
use store::cohorts::{self, Cohort};
use store::participants::{self, Filter, Of, Participant, Progress};
use store::units::{self, Unit};
use store::{Tx, participations, reminders};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// Rows on a page.
const PAGE: i64 = 50;

/// The wall-chart of a campaign.
#[derive(Debug, Clone)]
pub struct Board {
    /// The campaign.
    pub campaign: Campaign,
    /// The units it is for.
    pub units: Vec<Uuid>,
    /// The cohorts it is for.
    pub cohorts: Vec<Uuid>,
    /// Every unit of the organisation, by name.
    pub all_units: Vec<Unit>,
    /// Every cohort of it, by name.
    pub all_cohorts: Vec<Cohort>,
    /// How many people began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
    /// How far the learners of each unit have come. Without names, each participant counts in the unit they said.
    pub by_unit: Vec<Progress>,
    /// For how many learners it is now; those who are on no list are not among them.
    pub expected: i64,
    /// For each day on which something happened (days since 1970-01-01): sittings begun, sittings finished.
    pub by_day: Vec<(i64, i64, i64)>,
    /// Mails that left about it.
    pub mails: i64,
}

/// Which page of the participants.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Narrowed and ordered.
    pub filter: Filter,
    /// From 1; beyond the last is the last.
    pub number: i64,
}

/// Participants of a campaign, a page of them.
#[derive(Debug, Clone)]
pub struct Participants {
    /// The campaign.
    pub campaign: Campaign,
    /// Every unit of the organisation, by name.
    pub units: Vec<Unit>,
    /// The page.
    pub rows: Vec<Participant>,
    /// Which page, from 1.
    pub number: i64,
    /// How many pages.
    pub pages: i64,
    /// How many there are, narrowed.
    pub total: i64,
    /// How many there are in all.
    pub all: i64,
}

async fn own(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<(Campaign, Of)> {
    let campaign = campaigns::load(tx, id).await?.filter(|campaign| campaign.organisation_id == organisation).ok_or(Refusal::NotFound)?;
    let of = Of { organisation, campaign: id, audience: campaign.audience.clone() };
    Ok((campaign, of))
}

/// The wall-chart.
///
/// # Errors
/// [`Refusal::NotFound`] for what is none of the organisation's.
pub async fn board(app: &App, proof: &Authorised<EnterOrganisation>, id: Uuid) -> Result<Board> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let (campaign, of) = own(tx, organisation, id).await?;
                let (mut units, mut cohorts) = (Vec::new(), Vec::new());
                for (kind, target) in campaigns::audience(tx, id).await? {
                    if kind == campaigns::UNIT { &mut units } else { &mut cohorts }.push(target);
                }
                let (began, finished) = participations::counts_of(tx, id).await?;
                let listed = participants::by_unit(tx, &of).await?;
                let expected = listed.iter().map(|progress| progress.expected).sum();
                let by_unit = if campaign.is_anonymous == 0 {
                    listed
                } else {
                    let said = participations::counts_by_unit(tx, id).await?;
                    let mut by_unit: Vec<Progress> = listed.into_iter().map(|progress| Progress { began: 0, finished: 0, ..progress }).collect();
                    for (unit_id, began, finished) in said {
                        match by_unit.iter_mut().find(|progress| progress.unit_id == unit_id) {
                            Some(progress) => (progress.began, progress.finished) = (began, finished),
                            None => by_unit.push(Progress { unit_id, expected: 0, began, finished }),
                        }
                    }
                    by_unit
                };
                Ok::<_, Failure>(Board {
                    all_units: units::of_organisation(tx, organisation).await?,
                    all_cohorts: cohorts::of_organisation(tx, organisation).await?,
                    by_day: participations::counts_by_day(tx, id).await?,
                    mails: reminders::sent(tx, id).await?,
                    campaign,
                    units,
                    cohorts,
                    began,
                    finished,
                    by_unit,
                    expected,
                })
            })
        })
        .await
}

/// A page of the participants of a campaign with names.
///
/// # Errors
/// [`Refusal::NotFound`] for what is none of the organisation's, or has no names.
pub async fn participants(app: &App, proof: &Authorised<EnterOrganisation>, id: Uuid, page: Page) -> Result<Participants> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    app.store
        .read(move |tx| {
            let page = page.clone();
            Box::pin(async move {
                let (campaign, of) = own(tx, organisation, id).await?;
                if campaign.is_anonymous != 0 {
                    return Err(Refusal::NotFound.into());
                }
                let total = participants::count(tx, &of, &page.filter).await?;
                let pages = (total + PAGE - 1) / PAGE;
                let number = page.number.clamp(1, pages.max(1));
                Ok::<_, Failure>(Participants {
                    units: units::of_organisation(tx, organisation).await?,
                    rows: participants::list(tx, &of, &page.filter, PAGE, (number - 1) * PAGE).await?,
                    all: participants::count(tx, &of, &Filter::default()).await?,
                    campaign,
                    number,
                    pages: pages.max(1),
                    total,
                })
            })
        })
        .await
}

/// What is typed to be found, as a pattern for `LIKE`.
pub fn pattern(words: &str) -> String {
    let folded = domain::text::fold(words);
    if folded.is_empty() {
        return folded;
    }
    let escaped: String = folded.chars().flat_map(|c| matches!(c, '!' | '%' | '_').then_some('!').into_iter().chain([c])).collect();
    format!("%{escaped}%")
}
