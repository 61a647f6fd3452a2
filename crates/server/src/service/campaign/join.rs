//! Beginning a sitting of a campaign: as whom, with which questions, once.

use domain::campaign::{Audience, Claim, Known, Step, codes, next_step, recognised};
use domain::date::Day;
use domain::language::Language;
use domain::organisation::{searched, sort_name};
use domain::refusal::Refusal;
use domain::session::Pace;
use domain::text::fold;
use store::campaigns::Campaign;
use store::learners::{self, Learner};
use store::participants::{self, Of};
use store::participations::{self, Participation};
use store::people::{self, Person};
use store::sessions::{self, Session};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::calendar;
use super::look::{Invitation, look, sitting};
use crate::app::App;
use crate::service::account::attempt;
use crate::service::assess::{CAMPAIGN, Wanted, drawn};
use crate::service::{Failure, Result};

/// Times that one person may say who they are in a quarter of an hour.
const CLAIMS_PER_PERSON: i64 = 12;
/// Times that one place may: a lecture hall behind one address.
const CLAIMS_PER_PLACE: i64 = 1_500;
/// Letters that are kept of a name that was typed.
const LONGEST_NAME: usize = 160;

/// Somebody who begins.
#[derive(Debug, Clone)]
pub struct Join {
    /// The campaign's code.
    pub code: String,
    /// Who; they have a cookie at least.
    pub person: Uuid,
    /// Who they say they are, where names are asked.
    pub claim: Claim,
    /// Where they say they work, where names are not asked.
    pub unit: Option<Uuid>,
    /// What they say they do.
    pub trade: Option<String>,
    /// How it is taken.
    pub pace: Pace,
    /// The language in which questions are wanted.
    pub language: Language,
    /// From which network.
    pub place: String,
}

/// A sitting that was begun, or is gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// Its session.
    pub session: Uuid,
    /// Whether it was there already.
    pub again: bool,
}

/// Begins a sitting with its first question, or gives the one that is under way: a double click begins one.
///
/// # Errors
/// [`Refusal::CodeUnknown`], [`Refusal::CampaignNotOpen`], [`Refusal::CampaignOver`], [`Refusal::SittingsUsed`];
/// [`Refusal::LearnerNotRecognised`] when nobody of the list is who they say, [`Refusal::NotInvited`] when the campaign is for others.
pub async fn begin(app: &App, join: Join) -> Result<Begun> {
    for _ in 0..3 {
        let seen = look(app, Some(join.person), &join.code).await?;
        if let Some(session) = seen.under_way() {
            return Ok(Begun { session, again: true });
        }
        let number = match seen.step {
            Ok(Step::Begin(number) | Step::GoOn(number)) => number,
            Err(refusal) => return Err(refusal.into()),
        };
        let who = if seen.campaign.is_anonymous == 0 { Who::Learner(learner(app, &seen, &join).await?) } else { Who::Nobody };
        let competences = codes(&seen.campaign.competences).map(str::to_owned).collect();
        let wanted = Wanted { person: Some(join.person), kind: CAMPAIGN, pace: join.pace, language: join.language, competences };
        let session = drawn(app, wanted).await?;
        let id = app.entropy.id(session.started_at);
        match write(app, &seen.campaign, &join, who, number, session.clone(), id).await {
            Ok(()) => {
                app.metrics.sessions_begun.inc();
                return Ok(Begun { session: session.id, again: false });
            }
            // another request of theirs was faster: what it began is there now
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Err(StoreError::Busy.into())
}

/// As whom somebody takes part.
#[derive(Debug, Clone)]
enum Who {
    /// Nobody is asked.
    Nobody,
    /// This one of the list, or a new one.
    Learner(Box<Found>),
}

#[derive(Debug, Clone)]
struct Found {
    learner: Learner,
    is_new: bool,
}

/// The learner whom somebody is: known already, proved by their address, or recognised by what they say.
async fn learner(app: &App, seen: &Invitation, join: &Join) -> Result<Box<Found>> {
    if let Some(learner) = &seen.learner {
        return Ok(Box::new(Found { learner: learner.clone(), is_new: false }));
    }
    let (organisation, person) = (seen.organisation.id, join.person);
    let row = app.store.read(move |tx| Box::pin(people::by_id(tx, person))).await?.ok_or(Refusal::Unauthorised)?;
    let claim = join.claim.clone();
    let says_something = claim != Claim::default();
    if says_something {
        attempt(app, "claim-person", &person.to_string(), CLAIMS_PER_PERSON).await?;
        attempt(app, "claim-place", &join.place, CLAIMS_PER_PLACE).await?;
    }
    let found = {
        let claim = claim.clone();
        app.store
            .read(move |tx| {
                let (row, claim) = (row.clone(), claim.clone());
                Box::pin(async move {
                    if let Some(learner) = by_address(tx, organisation, &row).await? {
                        return Ok(Some(learner));
                    }
                    by_claim(tx, organisation, &claim).await
                })
            })
            .await?
    };
    match found {
        // somebody else already: said no otherwise than if nobody were found
        Some(learner) if learner.person_id.is_none_or(|linked| linked == person) => Ok(Box::new(Found { learner, is_new: false })),
        None if Audience::parse(&seen.campaign.audience) == Some(Audience::Open) => {
            Ok(Box::new(Found { learner: newcomer(app, organisation, join)?, is_new: true }))
        }
        _ => Err(Refusal::LearnerNotRecognised.into()),
    }
}

/// Whoever proved an address that one learner has is that learner.
async fn by_address(tx: &mut Tx<'_>, organisation: Uuid, person: &Person) -> Result<Option<Learner>, StoreError> {
    let Some(folded) = person.email_folded.as_deref().filter(|_| person.email_verified_at.is_some()) else { return Ok(None) };
    let mut found: Vec<Learner> = learners::by_email(tx, organisation, folded).await?.into_iter().filter(|learner| learner.left_on.is_none()).collect();
    Ok(if found.len() == 1 { found.pop() } else { None })
}

async fn by_claim(tx: &mut Tx<'_>, organisation: Uuid, claim: &Claim) -> Result<Option<Learner>, StoreError> {
    let is_them = |learner: &Learner| {
        let known = Known {
            given_name: &learner.given_name,
            family_name: &learner.family_name,
            birth_date: learner.birth_date.as_deref(),
            number: learner.external_id.as_deref(),
        };
        learner.left_on.is_none() && recognised(claim, &known)
    };
    let number = claim.number.trim();
    for written in [number.to_owned(), number.to_uppercase(), number.to_lowercase()] {
        if !written.is_empty()
            && let Some(learner) = learners::by_external_id(tx, organisation, &written).await?.filter(is_them)
        {
            return Ok(Some(learner));
        }
    }
    if !claim.birth_date.is_empty() {
        for id in participants::born_on(tx, organisation, &claim.birth_date).await? {
            if let Some(learner) = learners::load(tx, id).await?.filter(is_them) {
                return Ok(Some(learner));
            }
        }
    }
    Ok(None)
}

/// Whoever has the code of a campaign that is for everybody who has it, and is on no list.
fn newcomer(app: &App, organisation: Uuid, join: &Join) -> Result<Learner> {
    let tidy = |typed: &str| {
        let seen: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_NAME).collect();
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (given, family) = (tidy(&join.claim.given_name), tidy(&join.claim.family_name));
    if fold(&given).is_empty() || fold(&family).is_empty() {
        return Err(Refusal::LearnerNotRecognised.into());
    }
    let now = app.clock.now();
    Ok(Learner {
        person_id: Some(join.person),
        search: searched(&family, &given, &[]),
        sort_name: sort_name(&family, &given),
        given_name: given,
        family_name: family,
        birth_date: Some(join.claim.birth_date.clone()).filter(|date| !date.is_empty()),
        trade: join.trade.clone(),
        arrived_on: Some(Day::of(now).number()),
        ..Learner::blank(app.entropy.id(now), organisation, "joined", now)
    })
}

/// The learner's link, the session and the sitting, whole or not at all.
async fn write(app: &App, campaign: &Campaign, join: &Join, who: Who, number: i64, session: Session, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let of = Of { organisation: campaign.organisation_id, campaign: campaign.id, audience: campaign.audience.clone() };
    let (campaign, join) = (campaign.clone(), join.clone());
    app.store
        .write(move |tx| {
            let (of, campaign, join, who, session) = (of.clone(), campaign.clone(), join.clone(), who.clone(), session.clone());
            Box::pin(async move {
                let mut row =
                    Participation { person_id: Some(join.person), session_id: Some(session.id), sitting: number, ..Participation::blank(id, campaign.id, now) };
                match who {
                    Who::Nobody => {
                        row.unit_id = unit_of(tx, &of, join.unit).await?;
                        row.trade = join.trade;
                    }
                    Who::Learner(found) => {
                        let learner = found.learner;
                        if found.is_new {
                            learners::insert(tx, &learner).await?;
                        } else if !learners::link(tx, learner.id, join.person, now).await? {
                            return Err(Refusal::LearnerNotRecognised.into());
                        }
                        let listed = Audience::parse(&of.audience).is_some_and(|audience| audience != Audience::Open);
                        if listed && !participants::is_for(tx, &of, learner.id).await? {
                            return Err(Refusal::NotInvited.into());
                        }
                        row.learner_id = Some(learner.id);
                        row.unit_id = learner.unit_id;
                        row.trade = learner.trade.or(join.trade);
                    }
                }
                // what was read may be old: two who begin at once are told apart by the sitting's number, a campaign that closed meanwhile here
                let mine = participations::mine(tx, campaign.id, join.person).await?;
                let today = store::campaigns::load(tx, campaign.id).await?.ok_or(Refusal::CodeUnknown)?;
                if next_step(calendar(&today).phase(now), today.sittings, &mine.iter().map(sitting).collect::<Vec<_>>())? != Step::Begin(number) {
                    return Err(StoreError::Conflict { what: "participation(campaign_id, person_id, sitting)".into() }.into());
                }
                sessions::insert(tx, &session).await?;
                participations::insert(tx, &row).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// A unit that somebody says they work in, if the organisation has it.
async fn unit_of(tx: &mut Tx<'_>, of: &Of, said: Option<Uuid>) -> Result<Option<Uuid>, StoreError> {
    let Some(said) = said else { return Ok(None) };
    Ok(store::units::load(tx, said).await?.filter(|unit| unit.organisation_id == of.organisation).map(|unit| unit.id))
}
