//! What somebody who has a code sees of a campaign.

use domain::campaign::{Code, Phase, Sitting, Step, codes, next_step};
use domain::refusal::Refusal;
use domain::session::{Limits, Scope};
use store::campaigns::{self, Campaign};
use store::learners::{self, Learner};
use store::organisations::{self, Organisation};
use store::participations::{self, Participation};
use store::units::{self, Unit};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::calendar;
use crate::app::App;
use crate::service::Result;

/// A campaign, as somebody stands before it.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The campaign.
    pub campaign: Campaign,
    /// Who offers it.
    pub organisation: Organisation,
    /// Where it stands.
    pub phase: Phase,
    /// What is assessed, in the framework of today.
    pub scope: Scope,
    /// How long that may take.
    pub limits: Limits,
    /// Their sittings, the first first.
    pub sittings: Vec<Participation>,
    /// What comes next, or why nothing does.
    pub step: Result<Step, Refusal>,
    /// As whom the organisation knows them, once it does.
    pub learner: Option<Learner>,
    /// Units of the organisation, where names are not asked and one may say in which one works.
    pub units: Vec<Unit>,
}

impl Invitation {
    /// The session to go on with.
    pub fn under_way(&self) -> Option<Uuid> {
        match self.step {
            Ok(Step::GoOn(number)) => self.sittings.iter().find(|sitting| sitting.sitting == number)?.session_id,
            _ => None,
        }
    }
}

/// The campaign of a code that somebody typed or followed.
///
/// # Errors
/// [`Refusal::CodeUnknown`] when there is none, or it is still a draft: nobody learns of drafts.
pub async fn look(app: &App, person: Option<Uuid>, typed: &str) -> Result<Invitation> {
    let code = Code::parse(typed).ok_or(Refusal::CodeUnknown)?;
    let found = app.store.read(move |tx| {
        let code = code.clone();
        Box::pin(async move { read(tx, code.as_str(), person).await })
    });
    let (campaign, organisation, sittings, learner, units) = found.await?.ok_or(Refusal::CodeUnknown)?;
    let now = app.clock.now();
    let phase = calendar(&campaign).phase(now);
    if phase == Phase::Draft {
        return Err(Refusal::CodeUnknown.into());
    }
    let edition = app.editions.current().edition;
    let scope = Scope::of(&edition.framework, codes(&campaign.competences));
    let limits = scope.limits(&edition);
    let step = next_step(phase, campaign.sittings, &sittings.iter().map(sitting).collect::<Vec<_>>());
    Ok(Invitation { campaign, organisation, phase, scope, limits, sittings, step, learner, units })
}

/// A sitting as the rules see it.
pub(super) fn sitting(row: &Participation) -> Sitting {
    Sitting { number: row.sitting, is_finished: row.finished_at.is_some(), is_there: row.session_id.is_some() }
}

type Found = (Campaign, Organisation, Vec<Participation>, Option<Learner>, Vec<Unit>);

async fn read(tx: &mut Tx<'_>, code: &str, person: Option<Uuid>) -> Result<Option<Found>, StoreError> {
    let Some(campaign) = campaigns::by_code(tx, code).await? else { return Ok(None) };
    let Some(organisation) = organisations::load(tx, campaign.organisation_id).await? else { return Ok(None) };
    let (sittings, learner) = match person {
        Some(person) => {
            let known = learners::of_person(tx, person).await?;
            (participations::mine(tx, campaign.id, person).await?, known.into_iter().find(|learner| learner.organisation_id == organisation.id))
        }
        None => (Vec::new(), None),
    };
    let units = if campaign.is_anonymous == 0 { Vec::new() } else { units::of_organisation(tx, organisation.id).await? };
    Ok(Some((campaign, organisation, sittings, learner, units)))
}
