//! A faulty question: it counts for nobody any more, in one exam or wherever it was met; everybody who met it is decided anew, and who would
//! change is shown before anybody agrees.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Authorised, SitOnJury};
use domain::certification::jury::{DecisionKind, Ruling};
use domain::refusal::Refusal;
use store::audit::{self, Line};
use store::neutralisations::{self, Neutralisation};
use store::proposals::Proposal;
use store::{StoreError, decisions, deliberations};
use uuid::Uuid;

use super::amend::{Amendment, is_certified};
use super::certificates::{self, Why};
use super::decide::{Held, answers_of, by_rule};
use super::jury::{Docket, docket, read_docket};
use super::proposals::{Ending, Proposed, propose};
use crate::app::App;
use crate::service::audit::Origin;
use crate::service::{Failure, Result};

/// Exams of each status that are looked through.
const EXAMS: i64 = 10_000;

/// A question as it was met in an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// The question.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Place of its domain in the framework.
    pub domain: usize,
    /// How many answered it.
    pub answered: usize,
    /// Of these, how many fully right.
    pub right: usize,
    /// How many it was set aside for.
    pub aside: usize,
    /// How many said something of it during the exam.
    pub alerts: i64,
    /// Whether it counts for nobody already.
    pub neutralised: bool,
    /// Whether it was only tried out.
    pub is_trial: bool,
}

/// The questions of an exam: first those that were said something of, then those that fewest got right.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn questions(app: &App, proof: &Authorised<SitOnJury>, exam: Uuid) -> Result<(Docket, Vec<Met>)> {
    let docket = docket(app, proof, exam).await?;
    let alerts: BTreeMap<String, i64> = app.store.read(move |tx| Box::pin(async move { deliberations::alerted(tx, exam).await })).await?.into_iter().collect();
    let out: BTreeSet<&str> = docket.neutralised.iter().map(|n| n.item_id.as_str()).collect();
    let mut met: BTreeMap<String, Met> = BTreeMap::new();
    for file in &docket.files {
        let Some(answers) = answers_of(app, &file.case).await? else { continue };
        for scored in &answers.given {
            let pooled = &answers.edition.pool[usize::from(scored.item)];
            let id = &pooled.item.id;
            let row = met.entry(id.clone()).or_insert_with(|| Met {
                item: id.clone(),
                title: pooled.item.title.clone(),
                domain: pooled.domain,
                answered: 0,
                right: 0,
                aside: 0,
                alerts: alerts.get(id).copied().unwrap_or_default(),
                neutralised: out.contains(id.as_str()),
                is_trial: !answers.edition.counts(scored.item),
            });
            if scored.is_aside() {
                row.aside += 1;
            } else {
                row.answered += 1;
                row.right += usize::from(scored.won >= pooled.item.interaction.points());
            }
        }
    }
    let mut all: Vec<Met> = met.into_values().collect();
    let share = |m: &Met| m.right as f64 / m.answered.max(1) as f64;
    all.sort_by(|a, b| (b.alerts, b.aside).cmp(&(a.alerts, a.aside)).then(share(a).total_cmp(&share(b))).then(a.item.cmp(&b.item)));
    Ok((docket, all))
}

/// Somebody who met the question, before and after.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The exam.
    pub exam: Uuid,
    /// Its number.
    pub exam_number: String,
    /// Whether its results are published.
    pub is_published: bool,
    /// The sitting.
    pub sitting: Uuid,
    /// By which a jury knows it.
    pub number: i64,
    /// What stands.
    pub before: Ruling,
    /// What the rule says without the question.
    pub by_rule: Ruling,
    /// What would stand.
    pub after: Ruling,
    /// Probability of the level to reach, before and after.
    pub probabilities: (f64, f64),
    held: Held,
    last: i64,
}

impl Effect {
    /// Whether something changes for them.
    pub fn changes(&self) -> bool {
        self.before != self.after
    }

    /// Whether they would lose by it, had somebody not said that nobody does.
    pub fn would_lose(&self) -> bool {
        self.by_rule < self.before && is_certified(self.before)
    }
}

/// What neutralising a question does to everybody who met it. `exam` none: wherever it was met.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn effects(app: &App, _: &Authorised<SitOnJury>, exam: Option<Uuid>, item: &str, losses: bool) -> Result<Vec<Effect>> {
    let mut found = Vec::new();
    for exam in exams(app, exam).await? {
        let docket = read_docket(app, exam).await?;
        found.extend(effects_in(app, &docket, item, losses).await?);
    }
    Ok(found)
}

async fn exams(app: &App, exam: Option<Uuid>) -> Result<Vec<Uuid>> {
    if let Some(exam) = exam {
        return Ok(vec![exam]);
    }
    let read = app.store.read(|tx| {
        Box::pin(async move {
            let mut all = Vec::new();
            for status in ["finished", "finalised", "decided", "published"] {
                all.extend(deliberations::exams(tx, status, EXAMS).await?.into_iter().map(|exam| exam.id));
            }
            Ok::<_, StoreError>(all)
        })
    });
    Ok(read.await?)
}

async fn effects_in(app: &App, docket: &Docket, item: &str, losses: bool) -> Result<Vec<Effect>> {
    let mut neutralised: BTreeSet<String> = docket.neutralised.iter().map(|n| n.item_id.clone()).collect();
    if !neutralised.insert(item.to_owned()) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for file in &docket.files {
        let (Some(before), Some(last), Some(answers)) = (file.ruling, file.decisions.last(), answers_of(app, &file.case).await?) else { continue };
        let counted =
            |scored: &domain::session::Scored| answers.edition.counts_answer(scored) && answers.edition.pool[usize::from(scored.item)].item.id == item;
        if !answers.given.iter().any(counted) {
            continue;
        }
        let (by_rule, held) = by_rule(&file.case, Some(&answers), &neutralised);
        let pass = |held: &Held| {
            let at = held.rules.as_ref().map_or(1, |rules| rules.pass_level as usize);
            held.decision.as_ref().map_or(0.0, |decision| decision.overall.at_least[at])
        };
        found.push(Effect {
            exam: docket.exam.id,
            exam_number: docket.exam.number.clone(),
            is_published: docket.exam.status == "published",
            sitting: file.case.id,
            number: file.case.number,
            before,
            by_rule,
            after: before.rescored(by_rule, losses, file.people_decided()),
            probabilities: (pass(&file.held), pass(&held)),
            held,
            last: last.number,
        });
    }
    Ok(found)
}

/// Asks that a question count for nobody; somebody else settles it.
///
/// # Errors
/// [`Refusal::NothingToNeutralise`]; [`Refusal::ReasonMissing`]; [`Refusal::ProposalOpen`].
pub async fn ask(app: &App, proof: &Authorised<SitOnJury>, asked: &Asked<'_>, origin: &Origin<'_>) -> Result<Uuid> {
    let scope = if asked.everywhere { None } else { Some(asked.exam) };
    if effects(app, proof, scope, asked.item, asked.losses).await?.is_empty() {
        return Err(Refusal::NothingToNeutralise.into());
    }
    let subject = scope.map_or_else(|| asked.item.to_owned(), |exam| format!("{} {exam}", asked.item));
    let proposed = Proposed::Neutralisation { exam: scope, item: asked.item.to_owned(), losses: asked.losses };
    propose(app, proof, &subject, &proposed, asked.reason, origin).await
}

/// What somebody asks.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The exam from which it is asked.
    pub exam: Uuid,
    /// The question.
    pub item: &'a str,
    /// Whether it shall count for nobody wherever it was met.
    pub everywhere: bool,
    /// Whether those who would lose by it lose.
    pub losses: bool,
    /// Why.
    pub reason: &'a str,
}

/// Does what a proposal of neutralisation says: everybody who met the question has a new decision, whether or not it says something else.
pub(super) async fn apply(app: &App, proposal: &Proposal, exam: Option<Uuid>, item: &str, losses: bool, end: Ending, noted: Line) -> Result<()> {
    let mut rows = Vec::new();
    let mut amendments = Vec::new();
    for exam in exams(app, exam).await? {
        let docket = read_docket(app, exam).await?;
        for effect in effects_in(app, &docket, item, losses).await? {
            let row = super::decide::row(app, effect.sitting, effect.last + 1, DecisionKind::Rescoring, effect.after, &effect.held)?;
            rows.push(decisions::Decision { reason: proposal.reason.clone(), proposal_id: Some(proposal.id), decided_by: Some(end.by), ..row });
            let Some(file) = docket.files.iter().find(|file| file.case.id == effect.sitting) else { continue };
            amendments.extend(Amendment::of(app, &docket, file, effect.after, effect.held.clone(), Why::Neutralised).await?);
        }
    }
    if rows.is_empty() {
        return Err(Refusal::NothingToNeutralise.into());
    }
    let neutralisation = Neutralisation {
        id: app.entropy.id(end.at),
        exam_id: exam,
        item_id: item.to_owned(),
        reason: proposal.reason.clone(),
        proposal_id: Some(proposal.id),
        at: end.at,
    };
    let signer = certificates::signer(app).await?;
    app.store
        .write(move |tx| {
            let (end, neutralisation, rows, amendments) = (end.clone(), neutralisation.clone(), rows.clone(), amendments.clone());
            let (signer, noted) = (signer.clone(), noted.clone());
            Box::pin(async move {
                end.adopted(tx).await?;
                neutralisations::insert(tx, &neutralisation).await?;
                for row in &rows {
                    decisions::insert(tx, row).await?;
                }
                for amendment in &amendments {
                    amendment.apply(tx, &signer, end.at).await?;
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(())
}

/// What candidates of an exam said of a question, in their words.
///
/// # Errors
/// The store's.
pub async fn said(app: &App, docket: &Docket, item: &str) -> Result<Vec<String>> {
    let (sittings, item): (Vec<Uuid>, String) = (docket.files.iter().filter(|f| f.case.alerts > 0).map(|f| f.case.id).collect(), item.to_owned());
    let read = app.store.read(move |tx| {
        let (sittings, item) = (sittings.clone(), item.clone());
        Box::pin(async move {
            let mut words = Vec::new();
            for sitting in sittings {
                let alerts = deliberations::alerts(tx, sitting).await?;
                words.extend(alerts.into_iter().filter(|a| a.item_id == item && !a.body.is_empty()).map(|a| a.body));
            }
            Ok::<_, StoreError>(words)
        })
    });
    Ok(read.await?)
}
