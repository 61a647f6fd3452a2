//! From what was learned to a proposal.

use std::ops::ControlFlow;

use psychometrics::ability::{Observation, Prior, posterior_mean};
use psychometrics::calibration::multidimensional::{DomainItem, Margins, Settings as CorrelationSettings, correlations};
use psychometrics::calibration::online::OnlineItem;
use psychometrics::model::ItemModel;
use psychometrics::responses::Responses;

use super::learn::{Answer, Learned, Progress, Settings, Taken, learn};
use super::proposal::{DomainCorrelation, ItemChange, LeftAlone, LevelChanges, Proposal, centre};
use crate::bank::{Edition, Parameters};
use crate::profile::level_of;

/// Fewer answers say less than the author.
const ENOUGH: u64 = 30;
/// Points that fall with the ability by so many standard errors: a key to be looked at.
const SUSPECTED: f64 = -2.0;
/// Standard deviations of an author's error beyond which an author is not simply mistaken.
const TOO_FAR: f64 = 3.0;
/// Sessions whose levels are computed again, the last ones given.
const SAMPLE: usize = 2000;
/// Sessions from which correlations are estimated.
const CORRELATED: usize = 4000;

/// What is calibrated, besides the answers.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The pool with the parameters in use.
    pub edition: &'a Edition,
    /// Its digest, in hexadecimal.
    pub digest: &'a str,
    /// When the oldest session ended, and the youngest; microseconds UTC.
    pub span: (i64, i64),
}

/// Calibrates and says what would change. None when the observer stopped it.
pub fn calibrate(material: &Material<'_>, sessions: &[Taken], settings: &Settings, observer: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Proposal> {
    let edition = material.edition;
    let learned = learn(edition, sessions, settings, observer)?;
    let items: Vec<ItemChange> = (0..edition.pool.len()).map(|place| change(material, &learned, place)).collect();
    let new: Vec<&Parameters> = items.iter().map(|item| if item.left.is_none() { &item.new } else { &item.old }).collect();
    let models: Vec<ItemModel> = new.iter().map(|p| p.scoring_model()).collect();
    let sample = &sessions[sessions.len().saturating_sub(SAMPLE)..];
    let levels = levels(edition, &models, sample);
    let correlations = domain_correlations(edition, &models, &sessions[sessions.len().saturating_sub(CORRELATED)..]);
    Some(Proposal {
        edition: material.digest.to_owned(),
        sessions: sessions.len() as u64,
        answers: learned.answers.iter().sum(),
        from: material.span.0,
        until: material.span.1,
        rounds: learned.rounds,
        settled: learned.settled,
        shared_slope: learned.shared_slope,
        means: learned.means,
        origin_errors: learned.origin_errors,
        items,
        levels,
        correlations,
    })
}

fn change(material: &Material<'_>, learned: &Learned, place: usize) -> ItemChange {
    let pooled = &material.edition.pool[place];
    let (answers, new) = (learned.answers[place], learned.parameters[place].clone());
    let rules = &material.edition.blueprint.items;
    let author = Parameters::of_author(pooled.item.difficulty, pooled.item.interaction.points(), rules);
    let pretest = !pooled.standing.is_counted();
    let left = if answers == 0 {
        Some(LeftAlone::NeverAnswered)
    } else if answers < ENOUGH || (pretest && new.difficulty_sd > OnlineItem::CALIBRATED) {
        Some(LeftAlone::TooFewAnswers)
    } else if learned.relation[place] < SUSPECTED {
        Some(LeftAlone::SuspectedKey)
    } else if (centre(&new) - centre(&author)).abs() > TOO_FAR * rules.difficulty_sd {
        Some(LeftAlone::TooFarFromAuthor)
    } else {
        None
    };
    let hash = pooled.hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    ItemChange {
        id: pooled.item.id.clone(),
        version: pooled.item.version,
        domain: pooled.domain,
        hash,
        answers,
        pretest,
        old: pooled.parameters.clone(),
        new,
        left,
    }
}

/// The level of each session in each domain, under the models in use and under others.
fn levels(edition: &Edition, new: &[ItemModel], sessions: &[Taken]) -> Vec<LevelChanges> {
    let old: Vec<ItemModel> = edition.pool.iter().map(|p| p.model.clone()).collect();
    let mut changes: Vec<LevelChanges> = (0..edition.prior.dimensions()).map(|domain| LevelChanges { domain, counts: [[0; 4]; 4] }).collect();
    let cuts = &edition.blueprint.levels.cuts;
    for session in sessions {
        let (Some(before), Some(after)) = (abilities(edition, &edition.prior, &old, session), abilities(edition, &edition.prior, new, session)) else {
            continue;
        };
        for (change, (before, after)) in changes.iter_mut().zip(before.into_iter().zip(after)) {
            change.counts[level_of(before.0, before.1, cuts) as usize][level_of(after.0, after.1, cuts) as usize] += 1;
        }
    }
    changes
}

/// Mean and standard deviation of each ability.
fn abilities(edition: &Edition, prior: &Prior, models: &[ItemModel], session: &[Answer]) -> Option<Vec<(f64, f64)>> {
    let observation = |answer: &Answer| {
        let place = usize::from(answer.item);
        Observation { model: &models[place], dimension: edition.pool[place].domain, category: usize::from(answer.won) }
    };
    let observations: Vec<Observation<'_>> = session.iter().filter(|answer| answer.counts).map(observation).collect();
    let posterior = posterior_mean(prior, &observations).ok()?;
    Some((0..prior.dimensions()).map(|d| (posterior.mean[d], posterior.standard_error(d))).collect())
}

/// Nothing where the answers do not tell: too few people, or a domain without items.
fn domain_correlations(edition: &Edition, models: &[ItemModel], sessions: &[Taken]) -> Vec<DomainCorrelation> {
    let items: Vec<DomainItem> = models.iter().zip(&edition.pool).map(|(model, p)| DomainItem { model: model.clone(), dimension: p.domain }).collect();
    let persons = sessions.iter().map(|session| session.iter().filter(|a| a.counts).map(|a| (usize::from(a.item), a.won)).collect::<Vec<_>>());
    let Ok(responses) = Responses::from_persons(items.len(), persons) else { return Vec::new() };
    let Ok(found) = correlations(&responses, &items, Margins::Estimated, &CorrelationSettings::default()) else { return Vec::new() };
    let pair = |p: &psychometrics::calibration::multidimensional::CorrelationEstimate| DomainCorrelation {
        first: p.first,
        second: p.second,
        correlation: p.correlation,
        standard_error: p.standard_error,
    };
    found.pairs.iter().map(pair).collect()
}
