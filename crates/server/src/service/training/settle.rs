//! Hours done elsewhere, as the organisation sees them: claimed by learners and settled, or recorded for many at once.

use std::collections::BTreeMap;

use domain::access::{Authorised, KeepHours};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::{KINDS, LONGEST, LONGEST_NOTE, Split, Status, check_split, line, title};
use store::trainings::{self, Rostered, Training};
use uuid::Uuid;

use super::lesson::own_cohort;
use super::{organisation, person};
use crate::app::App;
use crate::secret::digest;
use crate::service::{Failure, Result};

/// How long ago a training may have been, in days: what counts was done in these studies or this post.
const LONG_AGO: i64 = 10 * 366;

/// A training as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrainingForm {
    /// A word of [`KINDS`].
    pub kind: String,
    /// What it was about.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// Minutes by domain.
    pub split: Split,
    /// Credits of its own, in hundredths.
    pub ects: u32,
    /// Its last day, in days since 1970-01-01.
    pub done_on: i64,
    /// What proves it.
    pub proof: String,
}

/// A training in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The training.
    pub training: Training,
    /// Whose.
    pub learner: Rostered,
}

/// What is decided of a training.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Accept,
    /// It does not, for this reason. What was accepted by mistake is refused like this, too.
    Refuse(String),
}

/// Every training of everybody, the last recorded first.
///
/// # Errors
/// The store's.
pub async fn claims(app: &App, by: &Authorised<KeepHours>) -> Result<Vec<Claim>> {
    let organisation = organisation(by.object());
    let (all, roster) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, Failure>((trainings::of_organisation(tx, organisation).await?, trainings::roster(tx, organisation, None).await?)) })
        })
        .await?;
    let people: BTreeMap<Uuid, Rostered> = roster.into_iter().map(|l| (l.id, l)).collect();
    Ok(all.into_iter().filter_map(|training| people.get(&training.learner_id).cloned().map(|learner| Claim { training, learner })).collect())
}

/// Accepts or refuses a training. Deciding again what is so already changes nothing.
///
/// # Errors
/// [`Refusal::ReasonMissing`], [`Refusal::TextTooLong`], [`Refusal::NotFound`], [`Refusal::TrainingSettled`] when somebody else decided otherwise
/// meanwhile.
pub async fn settle(app: &App, by: &Authorised<KeepHours>, id: Uuid, decision: Decision) -> Result<()> {
    let (organisation, settled_by, now) = (organisation(by.object()), person(by.object()), app.clock.now());
    let (to, note) = match decision {
        Decision::Accept => (Status::Accepted, String::new()),
        Decision::Refuse(reason) => (Status::Refused, note(&reason)?),
    };
    if to == Status::Refused && note.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    app.store
        .write(move |tx| {
            let note = note.clone();
            Box::pin(async move {
                let row = trainings::load(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                let from = match (Status::parse(&row.status), to) {
                    (Some(status), _) if status == to => return Ok(()),
                    (Some(Status::Claimed), _) => Status::Claimed,
                    (Some(Status::Accepted), Status::Refused) => Status::Accepted,
                    _ => return Err(Refusal::TrainingSettled.into()),
                };
                let settled = trainings::settle(tx, id, from.code(), to.code(), &note, settled_by, now).await?;
                if settled { Ok::<_, Failure>(()) } else { Err(Refusal::TrainingSettled.into()) }
            })
        })
        .await
}

/// Records a training that the organisation knows of, for everybody of a cohort who has not left. `draft` names the form: sent twice it
/// records once. Gives how many it was recorded for.
///
/// # Errors
/// What is wrong with the form; [`Refusal::NotFound`] for a cohort of somebody else.
pub async fn record_for_all(app: &App, by: &Authorised<KeepHours>, draft: Uuid, cohort: Uuid, form: &TrainingForm) -> Result<u32> {
    let (organisation, recorded_by, now) = (organisation(by.object()), person(by.object()), app.clock.now());
    let model = row(app, form, Uuid::nil(), draft, Status::Accepted, recorded_by)?;
    app.store
        .write(move |tx| {
            let model = model.clone();
            Box::pin(async move {
                own_cohort(tx, organisation, Some(cohort)).await?;
                let mut recorded = 0;
                for learner in trainings::roster(tx, organisation, Some(cohort)).await? {
                    if learner.left_on.is_some_and(|left| left < model.done_on) {
                        continue;
                    }
                    let id = derived(draft, learner.id);
                    let one = Training { id, learner_id: learner.id, settled_by: recorded_by, settled_at: Some(now), ..model.clone() };
                    trainings::insert(tx, &one).await?;
                    recorded += 1;
                }
                Ok::<_, Failure>(recorded)
            })
        })
        .await
}

/// The identifier follows from the form and the learner, so that a form sent twice says it once.
fn derived(draft: Uuid, learner: Uuid) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest(&[draft.into_bytes(), learner.into_bytes()].concat())[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The row of a form.
pub(super) fn row(app: &App, form: &TrainingForm, learner: Uuid, id: Uuid, status: Status, by: Option<Uuid>) -> Result<Training> {
    let now = app.clock.now();
    let today = Day::of(now).number();
    let name = title(&form.title)?;
    check_split(&form.split, LONGEST)?;
    // a day more: it is tomorrow already east of Greenwich
    if form.done_on > today + 1 || form.done_on < today - LONG_AGO {
        return Err(Refusal::TrainingDate.into());
    }
    let kind = KINDS.into_iter().find(|kind| *kind == form.kind).ok_or(Refusal::ResponseUnknownOption)?;
    Ok(Training {
        id,
        learner_id: learner,
        kind: kind.to_owned(),
        title: name,
        provider: line(&form.provider)?,
        split: serde_json::to_string(&form.split)?,
        ects: form.ects.into(),
        done_on: form.done_on,
        proof: note(&form.proof)?,
        status: status.code().to_owned(),
        note: String::new(),
        recorded_by: by,
        recorded_at: now,
        settled_by: None,
        settled_at: None,
    })
}

fn note(typed: &str) -> Result<String, Refusal> {
    let note = typed.trim();
    if note.chars().count() > LONGEST_NOTE { Err(Refusal::TextTooLong) } else { Ok(note.to_owned()) }
}
