//! « I know this »: two or three questions bear it out, or its modules are proposed like any others.

use domain::access::{Authorised, Learn};
use domain::blueprint::SECOND;
use domain::item::Response;
use domain::language::Language;
use domain::learning::claim::{Claim, REST_DAYS, Verdict, questions};
use domain::learning::path::cut_of;
use domain::refusal::Refusal;
use store::claims;
use store::practice_answers;
use store::{StoreError, answers, learning_plans, people};
use uuid::Uuid;

use super::plan::{Plan, person_of};
use super::question::{self, Given, Place, Within};
use super::standing::claim_of;
use crate::app::App;
use crate::service::{Failure, Result};

/// What somebody said, and how far its test is: [`last`] and [`make`] alone make one.
#[derive(Debug, Clone)]
pub struct Tested {
    /// As it is stored.
    pub row: claims::Claim,
    /// Names of the items that test it, in order.
    pub questions: Vec<String>,
    /// With its answers.
    pub claim: Claim,
    owner: Authorised<Learn>,
}

impl Tested {
    /// Where it stands.
    pub fn verdict(&self) -> Verdict {
        self.claim.verdict()
    }

    /// Questions that have their answer.
    pub fn answered(&self) -> usize {
        self.claim.answers.len()
    }

    /// From when on it can be said again; none where nothing decided against it.
    pub fn rests_until(&self) -> Option<i64> {
        let decided = self.row.settled_at.filter(|_| self.verdict() == Verdict::NotHeld);
        decided.map(|at| at + REST_DAYS * 24 * 3600 * SECOND)
    }

    /// The next question; none once it is decided.
    pub fn next(&self) -> Option<usize> {
        let is_open = self.row.status == OPEN && matches!(self.verdict(), Verdict::Open { .. });
        (is_open && self.answered() < self.questions.len()).then(|| self.answered())
    }
}

impl Tested {
    /// The answer to question `n`, from 0; none where it has none.
    ///
    /// # Errors
    /// The store's, or what is stored cannot be read.
    pub async fn given(&self, app: &App, n: usize) -> Result<Option<Given>> {
        match self.questions.get(n) {
            Some(item) => question::given(app, &self.owner, self.row.id, n as i64, item).await,
            None => Ok(None),
        }
    }
}

const OPEN: &str = "open";
const HELD: &str = "held";
const NOT_HELD: &str = "not-held";

/// What somebody said last of an objective; none when they never did.
///
/// # Errors
/// The store's.
pub async fn last(app: &App, learner: &Authorised<Learn>, objective: &str) -> Result<Option<Tested>> {
    let person = person_of(learner);
    let (rows, given) = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((claims::of_person(tx, person).await?, practice_answers::of_person(tx, person).await?)) }))
        .await?;
    rows.into_iter().rfind(|row| row.objective == objective).map(|row| tested(row, &given, learner)).transpose()
}

fn tested(row: claims::Claim, given: &[practice_answers::PracticeAnswer], owner: &Authorised<Learn>) -> Result<Tested> {
    let questions = serde_json::from_str(&row.questions)?;
    Ok(Tested { claim: claim_of(&row, given), questions, row, owner: owner.clone() })
}

/// Says that one knows an objective, or goes on with its test. What was borne out stays so; what was not can be said again after a rest, with other
/// questions where there are.
///
/// # Errors
/// [`Refusal::NotFound`] for no objective of ours; [`Refusal::ClaimUntestable`] when the bank has too few questions of it;
/// [`Refusal::ClaimRests`] until [`Tested::rests_until`].
pub async fn make(app: &App, learner: &Authorised<Learn>, objective: &str) -> Result<Tested> {
    let person = person_of(learner);
    let edition = app.editions.current().edition;
    if edition.framework.objective(objective).is_none() {
        return Err(Refusal::NotFound.into());
    }
    let before = last(app, learner, objective).await?;
    if before.as_ref().and_then(Tested::rests_until).is_some_and(|until| app.clock.now() < until) {
        return Err(Refusal::ClaimRests.into());
    }
    let mut stale = None;
    if let Some(held) = before.as_ref().filter(|tested| tested.verdict() == Verdict::Held) {
        return Ok(held.clone());
    }
    if let Some(open) = before.filter(|tested| tested.row.status == OPEN) {
        if open.next().is_some_and(|n| edition.place(&open.questions[n]).is_some()) {
            return Ok(open);
        }
        // its question is no longer asked: another claim takes its place
        stale = Some(open.row.id);
    }
    let (plan, met) = app
        .store
        .read(move |tx| Box::pin(async move { Ok::<_, StoreError>((learning_plans::load(tx, person).await?, answers::items_of_person(tx, person, 0).await?)) }))
        .await?;
    let places: Vec<usize> = met.iter().filter_map(|item| edition.place(item)).collect();
    let cut = cut_of(Plan::of(plan.as_ref()).target, &edition.blueprint.levels.cuts).unwrap_or_default();
    let asked: Vec<&str> = questions(&edition, objective, cut, Language::Fr, &places).into_iter().map(|at| edition.pool[at].item.id.as_str()).collect();
    if asked.is_empty() {
        return Err(Refusal::ClaimUntestable.into());
    }
    let now = app.clock.now();
    let row = claims::Claim {
        id: app.entropy.id(now),
        person_id: person,
        objective: objective.to_owned(),
        questions: serde_json::to_string(&asked)?,
        seed: i64::from_le_bytes(app.entropy.bytes()),
        status: OPEN.to_owned(),
        made_at: now,
        settled_at: None,
    };
    let row = begin(app, row, stale).await?;
    tested(row, &[], learner)
}

/// Writes the claim, or gives the one that a click before has begun.
async fn begin(app: &App, row: claims::Claim, stale: Option<Uuid>) -> Result<claims::Claim> {
    Ok(app
        .store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                // a double click: the second waits here for the first
                people::touch(tx, row.person_id, row.made_at).await?;
                if let Some(stale) = stale {
                    claims::settle(tx, stale, NOT_HELD, row.made_at).await?;
                }
                let open = claims::of_person(tx, row.person_id).await?.into_iter().find(|claim| claim.objective == row.objective && claim.status == OPEN);
                match open {
                    Some(open) => Ok(open),
                    None => claims::insert(tx, &row).await.map(|()| row),
                }
            })
        })
        .await?)
}

/// Answers question `n` of a claim, from 0; `None` is « I do not know ». The first answer counts, and the last one decides.
///
/// # Errors
/// [`Refusal::NotFound`] for no question of this claim; [`Refusal::OutOfOrder`] for one that is not asked yet; what the rules of answers refuse.
pub async fn answer(app: &App, tested: &Tested, n: usize, seed: i64, response: Option<Response>) -> Result<()> {
    let item = tested.questions.get(n).ok_or(Refusal::NotFound)?;
    if n < tested.answered() {
        return Ok(());
    }
    if tested.next() != Some(n) {
        return Err(Refusal::OutOfOrder.into());
    }
    let put = question::put(app, item, seed, n as i64).ok_or(Refusal::NotFound)?;
    let given = put.judge(response, app.clock.now())?;
    let (claim, person, now) = (tested.row.clone(), person_of(&tested.owner), given.at);
    let row = put.row(&Place { within: Within::Claim, source: claim.id, place: n as i64, person }, &given)?;
    app.store
        .write(move |tx| {
            let (claim, row) = (claim.clone(), row.clone());
            Box::pin(async move {
                if !question::record(tx, &row).await? {
                    return Ok(());
                }
                let given = practice_answers::of_source(tx, claim.id).await?;
                match claim_of(&claim, &given).verdict() {
                    Verdict::Held => claims::settle(tx, claim.id, HELD, now).await?,
                    Verdict::NotHeld => claims::settle(tx, claim.id, NOT_HELD, now).await?,
                    Verdict::Open { .. } => {}
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}
