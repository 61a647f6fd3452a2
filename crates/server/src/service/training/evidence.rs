//! What an audit asks to see of a period, read in one go: the index and the files are made of it elsewhere.

use std::collections::BTreeMap;

use domain::access::{Authorised, KeepHours};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::How;
use store::lessons::{self, Lesson};
use store::trainings::{self, Rostered};
use uuid::Uuid;

use super::ledger::{Registry, registry};
use super::settle::{Claim, claims};
use super::{Certificate, issued, organisation};
use crate::app::App;
use crate::service::{Failure, Result};

/// Lessons of one pack: two years of a large school. A longer period is asked for in parts.
const MOST_LESSONS: usize = 600;

/// What a pack is about. Days in days since 1970-01-01, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: i64,
    /// Last day.
    pub to: i64,
    /// One cohort alone.
    pub cohort: Option<Uuid>,
}

/// Somebody who was at a lesson, how that is known, and since when (microseconds UTC).
pub type Present = (Rostered, How, i64);

/// What a pack is made of.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Lessons of the period that have begun, the earliest first, each with who was there, by name.
    pub lessons: Vec<(Lesson, Vec<Present>)>,
    /// Trainings elsewhere whose day is in the period.
    pub trainings: Vec<Claim>,
    /// Everybody with their hours as they are today.
    pub registry: Registry,
    /// Attestations made out in the period.
    pub attestations: Vec<Certificate>,
}

/// Reads what a pack is made of.
///
/// # Errors
/// [`Refusal::TrainingDate`] for a period that ends before it begins, [`Refusal::TooLarge`] for one with too many lessons,
/// [`Refusal::NotFound`] for a cohort of somebody else.
pub async fn evidence(app: &App, by: &Authorised<KeepHours>, period: Period) -> Result<Evidence> {
    if period.to < period.from {
        return Err(Refusal::TrainingDate.into());
    }
    let organisation = organisation(by.object());
    let now = app.clock.now();
    let mut registry = registry(app, by).await?;
    if period.cohort.is_some_and(|cohort| registry.cohorts.iter().all(|c| c.id != cohort)) {
        return Err(Refusal::NotFound.into());
    }
    let (all, attended, roster) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let all = lessons::of_organisation(tx, organisation, i64::MAX).await?;
                Ok::<_, Failure>((all, lessons::attended(tx, organisation).await?, trainings::roster(tx, organisation, None).await?))
            })
        })
        .await?;
    let within = |day: i64| (period.from..=period.to).contains(&day);
    let mut lessons: Vec<Lesson> = all
        .into_iter()
        .filter(|l| l.starts_at <= now && within(Day::of(l.starts_at).number()) && (period.cohort.is_none() || l.cohort_id == period.cohort))
        .collect();
    if lessons.len() > MOST_LESSONS {
        return Err(Refusal::TooLarge.into());
    }
    lessons.reverse();
    let mut there = BTreeMap::<Uuid, BTreeMap<Uuid, (How, i64)>>::new();
    for (learner, lesson, how, at) in attended {
        if let Some(how) = How::parse(&how) {
            there.entry(lesson).or_default().insert(learner, (how, at));
        }
    }
    // by name, as the roster is
    let present = |lesson: &Lesson| {
        let ids = there.get(&lesson.id);
        roster.iter().filter_map(|l| ids?.get(&l.id).map(|(how, at)| (l.clone(), *how, *at))).collect::<Vec<_>>()
    };
    registry.rows.retain(|row| period.cohort.is_none_or(|cohort| row.cohorts.contains(&cohort)));
    let kept = |learner: Uuid| registry.rows.iter().any(|row| row.learner.id == learner);
    let trainings = claims(app, by).await?.into_iter().filter(|c| within(c.training.done_on) && kept(c.learner.id)).collect();
    let attestations = issued(app, by)
        .await?
        .into_iter()
        .filter(|a| within(Day::of(a.row.issued_at).number()) && (period.cohort.is_none() || a.row.learner_id.is_some_and(kept)))
        .collect();
    Ok(Evidence {
        lessons: lessons
            .into_iter()
            .map(|l| {
                let who = present(&l);
                (l, who)
            })
            .collect(),
        trainings,
        registry,
        attestations,
    })
}
