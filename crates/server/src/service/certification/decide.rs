//! The rule's decision on each sitting of an exam that is over: computed from the log of its answers, kept once, with every number that explains it.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::bank::Edition;
use domain::certification::jury::{DecisionKind, Outcome, Ruling};
use domain::certification::{Circumstances, Decision, Rules, Verdict, decision};
use domain::profile::Level;
use domain::session::Scored;
use serde::{Deserialize, Serialize};
use store::deliberations::{self, Case};
use store::{StoreError, Tx, decisions, neutralisations, sessions};
use uuid::Uuid;

use crate::app::App;
use crate::service::assess::state_of;
use crate::service::{Failure, Result};

/// What a row of decisions keeps besides its columns: all that a page needs to explain it, whatever the program computes by then.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The numbers; none for a sitting that never began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// The rules that held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Rules>,
    /// The edition that was asked from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<Uuid>,
}

/// What was answered in a sitting, and from which edition.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    pub(super) edition_id: Uuid,
    pub(super) edition: Arc<Edition>,
    pub(super) given: Vec<Scored>,
}

/// What the rule says of a sitting.
pub(super) fn by_rule(case: &Case, answers: Option<&Answers>, neutralised: &BTreeSet<String>) -> (Ruling, Held) {
    let void = Ruling { outcome: Outcome::Void, level: Level::Decouverte };
    let Some(answers) = answers else { return (void, Held::default()) };
    let rules = Rules::of(&answers.edition);
    let broke_down = case.status == "void";
    let found = decision(&answers.edition, &rules, &answers.given, &Circumstances { neutralised, technical: broke_down || is_technical(case) });
    // whoever watched said that it broke down, and another sitting may have taken its place: it decides nothing, however far it came
    let ruling = if broke_down { void } else { ruling(&found) };
    (ruling, Held { decision: Some(found), rules: Some(rules), edition: Some(answers.edition_id) })
}

fn is_technical(case: &Case) -> bool {
    case.ending.as_deref() == Some("technical")
}

fn ruling(found: &Decision) -> Ruling {
    match (found.verdict, found.level) {
        (Verdict::Certified, Some(level)) => Ruling { outcome: Outcome::Certified, level },
        (Verdict::Void, _) => Ruling { outcome: Outcome::Void, level: Level::Decouverte },
        _ => Ruling { outcome: Outcome::Refused, level: Level::Decouverte },
    }
}

/// The answers of a sitting; none for one that never began.
pub(super) async fn answers_of(app: &App, case: &Case) -> Result<Option<Answers>> {
    let Some(session) = case.session_id else { return Ok(None) };
    let Some(row) = app.store.read(move |tx| Box::pin(sessions::load(tx, session))).await? else { return Ok(None) };
    let edition = app.editions.get(&app.store, row.edition_id).await?;
    let state = state_of(&row)?;
    let given = state.answers.iter().copied().filter(|answer| usize::from(answer.item) < edition.pool.len()).collect();
    Ok(Some(Answers { edition_id: row.edition_id, edition, given }))
}

/// A row for what was decided.
pub(super) fn row(app: &App, sitting: Uuid, number: i64, kind: DecisionKind, ruling: Ruling, held: &Held) -> Result<decisions::Decision> {
    let now = app.clock.now();
    Ok(decisions::Decision {
        id: app.entropy.id(now),
        sitting_id: sitting,
        number,
        kind: kind.code().to_owned(),
        outcome: ruling.outcome.code().to_owned(),
        level: ruling.level_number(),
        body: serde_json::to_string(held)?,
        reason: String::new(),
        proposal_id: None,
        decided_by: None,
        at: now,
    })
}

/// Decides by the rule what nothing was decided of yet, in one exam; asked again it finds everything done. Returns how many.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn decide(app: &App, exam: Uuid) -> Result<usize> {
    let read = app.store.read(move |tx| {
        Box::pin(async move { Ok::<_, StoreError>((deliberations::cases(tx, exam).await?, decisions::of_exam(tx, exam).await?, items(tx, exam).await?)) })
    });
    let (cases, decided, neutralised) = read.await?;
    let known: BTreeSet<Uuid> = decided.iter().map(|d| d.sitting_id).collect();
    let over = cases.iter().filter(|case| matches!(case.status.as_str(), "ended" | "void") && !known.contains(&case.id));
    let mut rows = Vec::new();
    for case in over {
        let answers = answers_of(app, case).await?;
        let (ruling, held) = by_rule(case, answers.as_ref(), &neutralised);
        rows.push(row(app, case.id, 1, DecisionKind::Rule, ruling, &held)?);
    }
    let count = rows.len();
    for row in rows {
        let write = app.store.write(move |tx| {
            let row = row.clone();
            Box::pin(async move { decisions::insert(tx, &row).await })
        });
        match write.await {
            // another server was first: it found the same, from the same log
            Ok(()) | Err(StoreError::Conflict { .. }) => {}
            Err(error) => return Err(Failure::Store(error)),
        }
    }
    Ok(count)
}

/// Questions that count for nobody in this exam.
pub(super) async fn items(tx: &mut Tx<'_>, exam: Uuid) -> Result<BTreeSet<String>, StoreError> {
    Ok(neutralisations::holding(tx, exam).await?.into_iter().map(|n| n.item_id).collect())
}

/// Decides whatever waits: sittings of exams that their invigilator closed or their centre sent.
///
/// # Errors
/// As [`decide`].
pub async fn decide_all(app: &App) -> Result<usize> {
    let mut count = 0;
    for status in ["finished", "finalised"] {
        let exams = app.store.read(move |tx| Box::pin(async move { deliberations::exams(tx, status, 200).await })).await?;
        for exam in exams {
            count += decide(app, exam.id).await?;
        }
    }
    Ok(count)
}
