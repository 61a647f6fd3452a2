//! One's own hours: as which learner of which organisations one is known, what is recorded there, and what one says oneself.

use domain::access::Actor;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::Status;
use serde_json::{Value, json};
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
        _ => Err(Refusal::Unauthorised.into()),
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

/// One's own hours as they leave with one's data: what each organisation has recorded.
///
/// # Errors
/// The store's.
pub async fn exported(app: &App, actor: &Actor) -> Result<Value> {
    let at = |micros: i64| jiff::Timestamp::from_microsecond(micros).map_or(Value::Null, |t| Value::String(t.to_string()));
    let parsed = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    let one = |own: &Mine| {
        let known = &own.learned;
        let lesson = |(row, how, recorded): &(store::lessons::Lesson, String, i64)| json!({ "title": row.title, "starts_at": at(row.starts_at), "minutes_by_domain": parsed(&row.split), "known_by": how, "recorded_at": at(*recorded) });
        let training = |t: &store::trainings::Training| {
            json!({
                "title": t.title, "provider": t.provider, "kind": t.kind, "done_on": Day::numbered(t.done_on).to_string(), "minutes_by_domain": parsed(&t.split),
                "proof": t.proof, "status": t.status, "reason": t.note, "recorded_at": at(t.recorded_at),
            })
        };
        let attestation = |a: &store::attestations::Attestation| json!({ "number": a.number, "issued_at": at(a.issued_at), "withdrawn_at": a.revoked_at.map(at), "says": parsed(&a.body) });
        json!({
            "organisation": own.organisation.name,
            "lessons": known.lessons.iter().map(lesson).collect::<Vec<_>>(),
            "trainings": known.trainings.iter().map(training).collect::<Vec<_>>(),
            "attestations": known.attestations.iter().map(attestation).collect::<Vec<_>>(),
        })
    };
    Ok(Value::Array(mine(app, actor).await?.iter().map(one).collect()))
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
                    // theirs, and decided meanwhile; of somebody else they learn nothing
                    if trainings::load(tx, learner.organisation_id, training).await?.is_some_and(|found| found.learner_id == learner.id) {
                        return Err(Refusal::TrainingSettled.into());
                    }
                }
                Err::<(), Failure>(Refusal::NotFound.into())
            })
        })
        .await
}
