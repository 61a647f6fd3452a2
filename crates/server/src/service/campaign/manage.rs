//! Making a campaign, changing it, opening and closing it.

use domain::access::{Authorised, EnterOrganisation, RunCampaigns, Seat};
use domain::campaign::{Audience, Calendar, Code, Phase, Settings, codes, faults};
use domain::profile::Level;
use domain::refusal::Refusal;
use domain::text::fold;
use store::campaigns::{self, COHORT, Campaign, UNIT};
use store::cohorts::{self, Cohort};
use store::units::{self, Unit};
use store::{StoreError, Tx, audit, participations};
use uuid::Uuid;

use super::calendar;
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Campaigns of one organisation that are listed.
const LISTED: i64 = 1_000;
/// Codes drawn before giving up: two in a row that are taken are one chance in a hundred thousand million.
const DRAWS: usize = 5;

/// A campaign as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As people see it.
    pub title: String,
    /// What is said before they begin.
    pub intro: String,
    /// What it is made from.
    pub template: String,
    /// Codes of what is assessed; none for everything.
    pub competences: Vec<String>,
    /// The level to reach.
    pub target: Level,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// For whom.
    pub audience: Audience,
    /// The units it is for.
    pub units: Vec<Uuid>,
    /// The cohorts it is for.
    pub cohorts: Vec<Uuid>,
    /// How often one may take it.
    pub sittings: i64,
    /// Whether people are reminded by mail.
    pub reminds: bool,
    /// From when on, microseconds UTC; absent for a draft.
    pub opens_at: Option<i64>,
    /// Until when, microseconds UTC.
    pub closes_at: Option<i64>,
    /// The campaign it is compared with.
    pub previous: Option<Uuid>,
}

impl Draft {
    /// As the rules look at it; `is_part` says that only some competences are wanted.
    pub fn settings(&self, is_part: bool) -> Settings<'_> {
        Settings {
            title: &self.title,
            intro: &self.intro,
            audience: self.audience,
            groups: self.units.len() + self.cohorts.len(),
            competences: self.competences.len(),
            is_part,
            sittings: self.sittings,
            calendar: Calendar { opens_at: self.opens_at, closes_at: self.closes_at, closed_at: None },
        }
    }

    fn onto(&self, campaign: Campaign, now: i64) -> Campaign {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        Campaign {
            search: fold(&format!("{title} {}", campaign.code)),
            title,
            intro: self.intro.trim().to_owned(),
            template: self.template.clone(),
            competences: self.competences.join(" "),
            target: self.target.as_str().to_owned(),
            is_anonymous: i64::from(self.is_anonymous),
            audience: self.audience.code().to_owned(),
            sittings: self.sittings,
            reminds: i64::from(self.reminds),
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            previous_id: self.previous,
            updated_at: now,
            ..campaign
        }
    }

    fn groups(&self) -> Vec<(&'static str, Uuid)> {
        if self.audience != Audience::Groups {
            return Vec::new();
        }
        let units = self.units.iter().map(|id| (UNIT, *id));
        units.chain(self.cohorts.iter().map(|id| (COHORT, *id))).collect()
    }
}

/// A campaign of an organisation, with what only its members see.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The campaign.
    pub campaign: Campaign,
    /// The units it is for.
    pub units: Vec<Uuid>,
    /// The cohorts it is for.
    pub cohorts: Vec<Uuid>,
    /// Whether somebody has begun: then what is assessed cannot change any more.
    pub is_begun: bool,
}

/// A campaign in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The campaign.
    pub campaign: Campaign,
    /// How many people began.
    pub began: i64,
    /// How many of these finished.
    pub finished: i64,
}

fn organisation(seat: &Seat) -> Uuid {
    Uuid::from_u128(seat.organisation)
}

/// Campaigns of an organisation, the newest first.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, proof: &Authorised<EnterOrganisation>) -> Result<Vec<Listed>> {
    let id = organisation(proof.object());
    let (rows, counts) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((campaigns::of_organisation(tx, id, LISTED).await?, participations::counts(tx, id).await?)) })
        })
        .await?;
    let counted = |campaign: Campaign| {
        let (began, finished) = counts.iter().find(|(of, ..)| *of == campaign.id).map_or((0, 0), |(_, began, finished)| (*began, *finished));
        Listed { campaign, began, finished }
    };
    Ok(rows.into_iter().map(counted).collect())
}

/// A campaign of the organisation.
///
/// # Errors
/// [`Refusal::NotFound`] for what is none of its own.
pub async fn load(app: &App, proof: &Authorised<EnterOrganisation>, id: Uuid) -> Result<Opened> {
    let own = organisation(proof.object());
    app.store.read(move |tx| Box::pin(opened(tx, own, id))).await
}

async fn opened(tx: &mut Tx<'_>, own: Uuid, id: Uuid) -> Result<Opened> {
    let campaign = campaigns::load(tx, id).await?.filter(|campaign| campaign.organisation_id == own).ok_or(Refusal::NotFound)?;
    let (mut units, mut cohorts) = (Vec::new(), Vec::new());
    for (kind, target) in campaigns::audience(tx, id).await? {
        if kind == UNIT { &mut units } else { &mut cohorts }.push(target);
    }
    let is_begun = participations::has_any(tx, id).await?;
    Ok(Opened { campaign, units, cohorts, is_begun })
}

/// What may be changed of a campaign, as it is now; for a copy too.
pub fn draft_of(opened: &Opened) -> Draft {
    let campaign = &opened.campaign;
    Draft {
        title: campaign.title.clone(),
        intro: campaign.intro.clone(),
        template: campaign.template.clone(),
        competences: codes(&campaign.competences).map(str::to_owned).collect(),
        target: Level::ALL.into_iter().find(|level| level.as_str() == campaign.target).unwrap_or(Level::Socle),
        is_anonymous: campaign.is_anonymous != 0,
        audience: Audience::parse(&campaign.audience).unwrap_or_default(),
        units: opened.units.clone(),
        cohorts: opened.cohorts.clone(),
        sittings: campaign.sittings,
        reminds: campaign.reminds != 0,
        opens_at: campaign.opens_at,
        closes_at: campaign.closes_at,
        previous: campaign.previous_id,
    }
}

/// What is chosen of an organisation is its own.
async fn hold_to_own(tx: &mut Tx<'_>, own: Uuid, draft: &Draft) -> Result<()> {
    let known = units::of_organisation(tx, own).await?;
    let are_units = draft.units.iter().all(|id| known.iter().any(|unit| unit.id == *id));
    let known = cohorts::of_organisation(tx, own).await?;
    let are_cohorts = draft.cohorts.iter().all(|id| known.iter().any(|cohort| cohort.id == *id));
    let is_previous = match draft.previous {
        Some(id) => campaigns::load(tx, id).await?.is_some_and(|campaign| campaign.organisation_id == own),
        None => true,
    };
    if are_units && are_cohorts && is_previous { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Makes a campaign; with a day on which it opens, it is open from that day on.
///
/// # Errors
/// [`Refusal::Malformed`] for a draft with faults (show them before), [`Refusal::NotFound`] for units, cohorts or campaigns of others.
pub async fn create(app: &App, proof: &Authorised<RunCampaigns>, draft: Draft, origin: &Origin<'_>) -> Result<Uuid> {
    let now = app.clock.now();
    if !faults(&draft.settings(false), now).is_empty() {
        return Err(Refusal::Malformed.into());
    }
    let own = organisation(proof.object());
    let id = app.entropy.id(now);
    let opening = draft.opens_at.is_some().then(|| line(app, Act::CampaignOpened, By::Person, person(proof), Some(id.to_string()), origin));
    for _ in 0..DRAWS {
        let code = Code::numbered(u64::from_le_bytes(app.entropy.bytes()));
        let campaign = draft.onto(Campaign { code: code.as_str().to_owned(), created_by: person(proof), ..Campaign::blank(id, own, now) }, now);
        let (draft, opening) = (draft.clone(), opening.clone());
        let written = app
            .store
            .write(move |tx| {
                let (campaign, draft, opening) = (campaign.clone(), draft.clone(), opening.clone());
                Box::pin(async move {
                    hold_to_own(tx, own, &draft).await?;
                    campaigns::insert(tx, &campaign).await?;
                    campaigns::set_audience(tx, id, &draft.groups()).await?;
                    if let Some(opening) = opening {
                        audit::add(tx, &opening).await?;
                    }
                    Ok::<_, Failure>(())
                })
            })
            .await;
        match written {
            Err(Failure::Store(conflict)) if conflict.is_conflict_on("campaign", "code") => {}
            other => return other.map(|()| id),
        }
    }
    Err(StoreError::Busy.into())
}

fn person(proof: &Authorised<RunCampaigns>) -> Option<Uuid> {
    proof.object().person.map(Uuid::from_u128)
}

/// Writes a campaign anew, if it is still the one that was read (`read_at` is its `updated_at` then).
///
/// # Errors
/// [`Refusal::TextChanged`] when somebody changed it meanwhile, [`Refusal::CampaignBegun`] when what is assessed, of whom, or whether names
/// are asked would change under those who have begun, [`Refusal::CampaignOver`] once it is closed.
pub async fn save(app: &App, proof: &Authorised<RunCampaigns>, id: Uuid, draft: Draft, read_at: i64) -> Result<()> {
    let now = app.clock.now();
    let own = organisation(proof.object());
    let newer = now.max(read_at + 1);
    app.store
        .write(move |tx| {
            let draft = draft.clone();
            Box::pin(async move {
                campaigns::hold(tx, id).await?;
                let before = opened(tx, own, id).await?;
                let phase = calendar(&before.campaign).phase(now);
                if phase == Phase::Over {
                    return Err(Refusal::CampaignOver.into());
                }
                let was = draft_of(&before);
                if before.is_begun && (was.competences != draft.competences || was.is_anonymous != draft.is_anonymous || was.sittings > draft.sittings) {
                    return Err(Refusal::CampaignBegun.into());
                }
                hold_to_own(tx, own, &draft).await?;
                // once open, its first day is past and stays what it was
                let opens_at = if phase == Phase::Open { was.opens_at } else { draft.opens_at };
                let after = Draft { opens_at, ..draft.clone() };
                let faulty = faults(&Settings { calendar: Calendar { opens_at: None, ..after.settings(false).calendar }, ..after.settings(false) }, now);
                if !faulty.is_empty() {
                    return Err(Refusal::Malformed.into());
                }
                if !campaigns::save(tx, &after.onto(before.campaign, newer), read_at).await? {
                    return Err(Refusal::TextChanged.into());
                }
                campaigns::set_audience(tx, id, &after.groups()).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Opens a campaign now; one that is open stays so.
///
/// # Errors
/// [`Refusal::CampaignOver`] when its end is past.
pub async fn open(app: &App, proof: &Authorised<RunCampaigns>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (own, now) = (organisation(proof.object()), app.clock.now());
    let said = line(app, Act::CampaignOpened, By::Person, person(proof), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let said = said.clone();
            Box::pin(async move {
                let before = opened(tx, own, id).await?;
                if calendar(&before.campaign).ends_at().is_some_and(|end| end <= now) {
                    return Err(Refusal::CampaignOver.into());
                }
                if campaigns::open(tx, id, now).await? {
                    audit::add(tx, &said).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Closes a campaign now; one that is over stays so. Whoever has begun may finish.
///
/// # Errors
/// [`Refusal::CampaignNotOpen`] before its day.
pub async fn close(app: &App, proof: &Authorised<RunCampaigns>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (own, now) = (organisation(proof.object()), app.clock.now());
    let said = line(app, Act::CampaignClosed, By::Person, person(proof), Some(id.to_string()), origin);
    app.store
        .write(move |tx| {
            let said = said.clone();
            Box::pin(async move {
                let before = opened(tx, own, id).await?;
                match calendar(&before.campaign).phase(now) {
                    Phase::Draft | Phase::Planned => return Err(Refusal::CampaignNotOpen.into()),
                    Phase::Open | Phase::Over => {}
                }
                if campaigns::close(tx, id, now).await? {
                    audit::add(tx, &said).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Deletes a campaign in which nobody has taken part.
///
/// # Errors
/// [`Refusal::CampaignBegun`] when somebody has.
pub async fn delete(app: &App, proof: &Authorised<RunCampaigns>, id: Uuid) -> Result<()> {
    let own = organisation(proof.object());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                opened(tx, own, id).await?;
                if campaigns::delete(tx, id).await? { Ok(()) } else { Err(Failure::from(Refusal::CampaignBegun)) }
            })
        })
        .await
}

/// Units and cohorts of the organisation, by name.
///
/// # Errors
/// The store's.
pub async fn groups(app: &App, proof: &Authorised<EnterOrganisation>) -> Result<(Vec<Unit>, Vec<Cohort>)> {
    let own = organisation(proof.object());
    let both = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((units::of_organisation(tx, own).await?, cohorts::of_organisation(tx, own).await?)) }));
    Ok(both.await?)
}
