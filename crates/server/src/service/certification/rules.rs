//! The rules of exams: which hold, which held, and adopting others, for exams that begin later.

use domain::access::{Authorised, GovernCertification, SitOnJury};
use domain::blueprint::DomainMinimum;
use domain::certification::Rules;
use domain::profile::Level;
use domain::refusal::Refusal;
use store::audit::{self, Line};
use store::certification_rules as rows;
use store::proposals::Proposal;
use store::standard_studies::{self, Step};
use uuid::Uuid;

use super::proposals::{Ending, Proposed, propose};
use crate::app::App;
use crate::service::audit::Origin;
use crate::service::{Failure, Result};

/// Rules listed.
const LISTED: i64 = 50;

/// Rules as they were adopted.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// The row.
    pub row: rows::Rules,
    /// What it says.
    pub rules: Rules,
}

/// The rules that hold for exams that begin now, and those that were adopted, the newest first.
///
/// # Errors
/// The store's.
pub async fn rules(app: &App, _: &Authorised<SitOnJury>) -> Result<(Rules, Vec<Adopted>)> {
    let adopted = adopted(app).await?;
    Ok((Rules::of(&app.editions.certification().edition), adopted))
}

async fn adopted(app: &App) -> Result<Vec<Adopted>> {
    let rows = app.store.read(|tx| Box::pin(async move { rows::all(tx, LISTED).await })).await?;
    rows.into_iter().map(|row| Ok(Adopted { rules: serde_json::from_str(&row.body)?, row })).collect()
}

/// What rules are called: the number under which they were adopted, or where the program's own come from.
pub(super) async fn name_of(app: &App, held: &Rules) -> Result<String> {
    let found = adopted(app).await?.into_iter().find(|adopted| adopted.rules == *held);
    Ok(found.map_or_else(|| held.source.clone(), |adopted| adopted.row.number.to_string()))
}

/// Other rules, as they were typed; what is left empty stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Cut scores of Socle, Avancé and Expert.
    pub cuts: [String; 3],
    /// Where they come from.
    pub source: String,
    /// Probability with which a level must be held, in percent.
    pub certainty: String,
    /// The least level of each domain, from 1; empty for none.
    pub minimum_level: String,
    /// With which probability, in percent.
    pub minimum_certainty: String,
    /// Why.
    pub reason: String,
}

impl Typed {
    /// The rules that these would be, beside what holds.
    ///
    /// # Errors
    /// [`Refusal::CutsNotRising`] for cut scores that do not rise; [`Refusal::Malformed`] for anything else that makes no sense.
    pub fn read(&self, now: &Rules) -> Result<Rules, Refusal> {
        let number = |typed: &str| -> Option<f64> { typed.trim().replace(',', ".").replace('\u{2212}', "-").parse().ok().filter(|n: &f64| n.is_finite()) };
        let mut cuts = Vec::new();
        for (typed, before) in self.cuts.iter().zip(&now.cuts) {
            cuts.push(if typed.trim().is_empty() { *before } else { number(typed).ok_or(Refusal::CutsNotRising)? });
        }
        if cuts.len() != 3 || !cuts.is_sorted_by(|a, b| a < b) {
            return Err(Refusal::CutsNotRising);
        }
        let certainty = if self.certainty.trim().is_empty() { now.certainty } else { number(&self.certainty).ok_or(Refusal::Malformed)? / 100.0 };
        let domain_minimum = match self.minimum_level.trim() {
            "" => None,
            typed => {
                let level = typed.parse().ok().and_then(|at: usize| Level::ALL.get(at).copied()).filter(|l| *l != Level::Decouverte);
                let certainty = number(&self.minimum_certainty).map_or(0.5, |percent| percent / 100.0);
                Some(DomainMinimum { level: level.ok_or(Refusal::Malformed)?, certainty })
            }
        };
        let source = if self.source.trim().is_empty() { now.source.clone() } else { self.source.trim().chars().take(400).collect() };
        let rules = Rules { cuts, source, certainty, domain_minimum, ..now.clone() };
        if rules.faults().is_empty() { Ok(rules) } else { Err(Refusal::Malformed) }
    }
}

/// Proposes other rules; somebody else settles it.
///
/// # Errors
/// [`Refusal::NothingChanges`], and those of [`Typed::read`].
pub async fn propose_rules(
    app: &App,
    _: &Authorised<GovernCertification>,
    proof: &Authorised<SitOnJury>,
    typed: &Typed,
    study: Option<Uuid>,
    origin: &Origin<'_>,
) -> Result<Uuid> {
    let (now, _) = rules(app, proof).await?;
    let wanted = typed.read(&now)?;
    if wanted == now {
        return Err(Refusal::NothingChanges.into());
    }
    propose(app, proof, "rules", &Proposed::Rules { rules: wanted, study }, &typed.reason, origin).await
}

/// Does what a proposal of rules says: they hold for exams that begin from now on.
pub(super) async fn adopt(app: &App, proposal: &Proposal, wanted: &Rules, study: Option<Uuid>, end: Ending, noted: Line) -> Result<()> {
    if !wanted.faults().is_empty() {
        return Err(Refusal::CutsNotRising.into());
    }
    let (id, body, proposal_id) = (app.entropy.id(end.at), serde_json::to_string(wanted)?, proposal.id);
    app.store
        .write(move |tx| {
            let (end, body, noted) = (end.clone(), body.clone(), noted.clone());
            Box::pin(async move {
                end.adopted(tx).await?;
                let number = rows::newest(tx).await?.map_or(0, |newest| newest.number) + 1;
                rows::insert(tx, &rows::Rules { id, number, body, study_id: study, proposal_id: Some(proposal_id), adopted_at: end.at }).await?;
                if let Some(row) = match study {
                    Some(study) => standard_studies::load(tx, study).await?,
                    None => None,
                } {
                    let to = Step { status: "adopted", round: row.round, result: &row.result, at: end.at, closed_at: row.closed_at };
                    standard_studies::advance(tx, row.id, ("closed", row.round), &to).await?;
                }
                Ok::<_, Failure>(audit::add(tx, &noted).await?)
            })
        })
        .await?;
    app.republish().await
}
