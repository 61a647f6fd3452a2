//! One's own hours: as which learner of which organisations one is known, what is recorded there, and what one says oneself.

use domain::access::Actor;
use domain::refusal::Refusal;
use domain::training::Status;
use store::organisations::Organisation;
use store::{learners, organisations, trainings};
use uuid::Uuid;

use super::ledger::{Learned, learned};
use super::settle::{TrainingForm, row};
use crate::app::App;
use crate::service::account::attempt;
use crate::service::{Failure, Result};

/// Trainings that one person may claim in a quarter of an hour.
const PER_PERSON: i64 = 40;

/// One's hours in one organisation.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The organisation.
    pub organisation: Organisation,
    /// What is recorded there.
    pub learned: Learned,
}

fn who(actor: &Actor) -> Result<Uuid> {
    match actor {
        Actor::Person(id) => Ok(Uuid::from_u128(*id)),
        Actor::Visitor | Actor::SessionToken(_) | Actor::OrganisationKey(_) => Err(Refusal::Unauthorised.into()),
    }
}

/// One's own hours, in each organisation where one is known.
///
/// # Errors
/// [`Refusal::Unauthorised`] for nobody known.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Mine>> {
    let person = who(actor)?;
    let known = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let mut known = Vec::new();
                for learner in learners::of_person(tx, person).await? {
                    if let Some(organisation) = organisations::load(tx, learner.organisation_id).await? {
                        known.push((organisation, learner.id));
                    }
                }
                Ok::<_, Failure>(known)
            })
        })
        .await?;
    let mut mine = Vec::with_capacity(known.len());
    for (organisation, learner) in known {
        let learned = learned(app, organisation.id, learner).await?;
        mine.push(Mine { organisation, learned });
    }
    Ok(mine)
}

/// Says to an organisation that one has done a training elsewhere. `draft` names the form: sent twice it says it once.
///
/// # Errors
/// What is wrong with the form; [`Refusal::NotFound`] where one is not known.
pub async fn claim(app: &App, actor: &Actor, organisation: Uuid, draft: Uuid, form: &TrainingForm) -> Result<()> {
    let person = who(actor)?;
    attempt(app, "training-claim", &person.to_string(), PER_PERSON).await?;
    let model = row(app, form, Uuid::nil(), draft, Status::Claimed, Some(person))?;
    app.store
        .write(move |tx| {
            let model = model.clone();
            Box::pin(async move {
                let known = learners::of_person(tx, person).await?;
                let learner = known.into_iter().find(|l| l.organisation_id == organisation && l.left_on.is_none()).ok_or(Refusal::NotFound)?;
                trainings::insert(tx, &store::trainings::Training { learner_id: learner.id, ..model }).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes back what one claimed and nobody has settled.
///
/// # Errors
/// [`Refusal::TrainingSettled`] when somebody has, or it is not one's own.
pub async fn take_back(app: &App, actor: &Actor, training: Uuid) -> Result<()> {
    let person = who(actor)?;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                for learner in learners::of_person(tx, person).await? {
                    if trainings::withdraw(tx, learner.id, training).await? {
                        return Ok(());
                    }
                }
                Err::<(), Failure>(Refusal::TrainingSettled.into())
            })
        })
        .await
}
