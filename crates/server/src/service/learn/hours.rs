//! Minutes of modules, by domain: what a learner studied alone. They see them beside their hours; an organisation sees only what they declare to it.

use std::collections::BTreeMap;

use domain::access::{Authorised, Learn};
use domain::learning::module::Audience;
use domain::training::Split;
use store::{learners, module_runs};

use super::plan::person_of;
use crate::app::App;
use crate::service::Result;

/// A module that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Studied {
    /// Its name.
    pub module: String,
    /// Its title.
    pub title: String,
    /// The code of its domain.
    pub domain: String,
    /// Minutes that it announces.
    pub minutes: u32,
    /// When it was finished first, microseconds UTC.
    pub at: i64,
}

/// Who gave a training that is made of modules, as a learner declares it.
pub const PROVIDER: &str = "Socle";

/// Modules that somebody finished, the last first. Each counts once, for the minutes that it announces: done again, or in another version, it adds
/// nothing. Those for patients, and one whose objective left the framework, count for no domain, and are not here.
///
/// # Errors
/// The store's.
pub async fn studied(app: &App, learner: &Authorised<Learn>) -> Result<Vec<Studied>> {
    let person = person_of(learner);
    let runs = app.store.read(move |tx| Box::pin(module_runs::finished_of_person(tx, person))).await?;
    let framework = &app.editions.current().edition.framework;
    let mut first = BTreeMap::<String, i64>::new();
    for run in runs {
        let at = run.finished_at.unwrap_or(run.updated_at);
        first.entry(run.module_id).and_modify(|known| *known = at.min(*known)).or_insert(at);
    }
    let row = |(id, at): (String, i64)| {
        let module = app.library.module(&id).filter(|module| module.audience != Audience::Patients)?;
        let place = framework.place_of(&module.objective)?;
        Some(Studied { title: module.title.clone(), domain: framework.domains[place.domain].code.clone(), minutes: module.minutes, module: id, at })
    };
    let mut all: Vec<Studied> = first.into_iter().filter_map(row).collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.at, one.module.clone())));
    Ok(all)
}

/// Their minutes by domain.
pub fn split<'a>(studied: impl IntoIterator<Item = &'a Studied>) -> Split {
    let mut minutes = BTreeMap::<String, u32>::new();
    for one in studied {
        *minutes.entry(one.domain.clone()).or_default() += one.minutes;
    }
    Split::of(minutes)
}

/// Whether an organisation trains them: then hours are counted.
///
/// # Errors
/// The store's.
pub async fn is_learner(app: &App, learner: &Authorised<Learn>) -> Result<bool> {
    let person = person_of(learner);
    Ok(!app.store.read(move |tx| Box::pin(learners::of_person(tx, person))).await?.is_empty())
}
