//! What organisations hold about a person who takes their data away: as what they work there, as whom they are trained, in what they
//! took part. Their hours are told with those.

use serde_json::{Value, json};
use store::organisations::Post;
use store::participations::Participation;
use store::{StoreError, Tx, campaigns, cohorts, learners, organisations, participations, units};
use uuid::Uuid;

use super::export::{at, maybe};

/// Lines of a history that are read.
const HISTORY: i64 = 10_000;

/// What is held.
#[derive(Debug)]
pub(super) struct Enrolled {
    posts: Vec<Post>,
    /// Each with the title of its campaign.
    participations: Vec<(Participation, String)>,
    lists: Vec<Listing>,
}

/// As whom one organisation knows them.
#[derive(Debug)]
struct Listing {
    organisation: String,
    learner: learners::Learner,
    unit: Option<String>,
    cohorts: Vec<String>,
    history: Vec<learners::Change>,
}

/// Reads it.
pub(super) async fn read(tx: &mut Tx<'_>, person: Uuid) -> Result<Enrolled, StoreError> {
    let posts = organisations::of_person(tx, person).await?;
    let mut took_part = Vec::new();
    for one in participations::of_person(tx, person).await? {
        let title = campaigns::load(tx, one.campaign_id).await?.map(|campaign| campaign.title).unwrap_or_default();
        took_part.push((one, title));
    }
    let mut lists = Vec::new();
    for learner in learners::of_person(tx, person).await? {
        lists.push(listing(tx, learner).await?);
    }
    Ok(Enrolled { posts, participations: took_part, lists })
}

async fn listing(tx: &mut Tx<'_>, learner: learners::Learner) -> Result<Listing, StoreError> {
    let organisation = organisations::load(tx, learner.organisation_id).await?.map(|row| row.name).unwrap_or_default();
    let unit = match learner.unit_id {
        Some(unit) => units::load(tx, unit).await?.map(|unit| unit.name),
        None => None,
    };
    let mut names = Vec::new();
    for cohort in cohorts::of_learner(tx, learner.id).await? {
        names.extend(cohorts::load(tx, cohort).await?.map(|cohort| cohort.name));
    }
    Ok(Listing { organisation, unit, cohorts: names, history: learners::history(tx, learner.id, HISTORY).await?, learner })
}

/// Says it. Days are days since 1970-01-01 made into dates.
pub(super) fn told(held: &Enrolled) -> Value {
    json!({
        "posts": held.posts.iter().map(|post| json!({ "organisation": post.name, "post": post.role })).collect::<Vec<_>>(),
        "campaigns": held.participations.iter().map(|(one, title)| json!({
            "campaign": title, "sitting": one.sitting, "session": one.session_id, "trade": one.trade, "began_at": at(one.began_at),
            "finished_at": maybe(one.finished_at), "shown_to_the_organisation_at": maybe(one.shared_at),
        })).collect::<Vec<_>>(),
        "lists": held.lists.iter().map(list).collect::<Vec<_>>(),
    })
}

fn list(one: &Listing) -> Value {
    let row = &one.learner;
    json!({
        "organisation": one.organisation, "given_name": row.given_name, "family_name": row.family_name, "birth_date": row.birth_date, "email": row.email,
        "number": row.external_id, "trade": row.trade, "school": row.school, "diploma": row.diploma, "regime": row.regime, "unit": one.unit,
        "cohorts": one.cohorts, "arrived_on": day(row.arrived_on), "left_on": day(row.left_on), "source": row.source, "added_at": at(row.created_at),
        "history": one.history.iter().map(|line| json!({ "at": at(line.at), "what": line.kind, "detail": line.detail })).collect::<Vec<_>>(),
    })
}

fn day(day: Option<i64>) -> Option<String> {
    day.map(|day| domain::date::Day::of(day * 86_400_000_000).to_string())
}
