//! What somebody learned, in the file that holds everything about them.

use domain::access::Actor;
use domain::date::Day;
use serde_json::{Value, json};
use store::learning;

use super::plan::{learner, person_of};
use crate::app::App;
use crate::service::Result;
use crate::service::account::{at, maybe, parsed};

/// Everything that somebody learned. Modules by their title too, since their names say little.
///
/// # Errors
/// Nobody is recognised, or the store could not.
pub async fn exported(app: &App, actor: &Actor) -> Result<Value> {
    let person = person_of(&learner(actor)?);
    let learned = app.store.read(move |tx| Box::pin(learning::export_of_person(tx, person))).await?;
    let title = |id: &str| app.library.module(id).map(|module| module.title.clone());
    let day = |number: i64| Day::numbered(number).to_string();
    Ok(json!({
        "modules": learned.runs.iter().map(|run| json!({
            "module": run.module, "title": title(&run.module), "version": run.version, "steps_done": run.step, "what_i_will_do": run.gesture,
            "began_at": at(run.started_at), "finished_at": maybe(run.finished_at),
        })).collect::<Vec<_>>(),
        "answers": learned.answers.iter().map(|answer| json!({
            "in": answer.source, "item": answer.item, "shown": parsed(&answer.shown), "response": parsed(&answer.response), "points": answer.won,
            "points_possible": answer.points, "answered_at": at(answer.at),
        })).collect::<Vec<_>>(),
        "said_to_be_known": learned.claims.iter().map(|(objective, status, made, settled)| json!({
            "objective": objective, "status": status, "at": at(*made), "settled_at": maybe(*settled),
        })).collect::<Vec<_>>(),
        "memories": learned.memories.iter().map(|(subject, seen, due)| json!({ "of": subject, "seen_on": day(*seen), "comes_back_on": day(*due) })).collect::<Vec<_>>(),
        "recalls": learned.recalls.iter().map(|(subject, grade, when)| json!({ "of": subject, "grade": grade, "at": at(*when) })).collect::<Vec<_>>(),
        "ratings": learned.ratings.iter().map(|said| json!({
            "of": said.kind, "name": said.subject, "stars": said.stars, "words": said.text, "status": said.status, "at": at(said.at),
        })).collect::<Vec<_>>(),
        "rounds": learned.rounds.iter().map(|(subjects, place, started, finished)| json!({
            "of": parsed(subjects), "done": place, "began_at": at(*started), "finished_at": maybe(*finished),
        })).collect::<Vec<_>>(),
        "plan": learned.plan.as_ref().map(|plan| json!({
            "level": plan.target, "minutes": plan.minutes, "reminders_at_minute_of_the_day": plan.remind_at, "reminder_days": plan.remind_days,
            "reminders_stopped_at": maybe(plan.stopped_at),
        })),
    }))
}
