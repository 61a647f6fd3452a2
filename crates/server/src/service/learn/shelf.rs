//! The modules there are, as somebody looks through them.

use std::collections::BTreeMap;

use domain::access::{Authorised, Learn};
use domain::framework::Domain;
use domain::item::paragraphs;
use domain::learning::module::{Audience, Module};
use domain::text::fold;
use store::module_runs::{self, ModuleRun};

use super::plan::person_of;
use crate::app::App;
use crate::service::Result;

/// How far somebody is in a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Never begun.
    New,
    /// Under way: the step they are at, from 0.
    Open(u32),
    /// Done at least once, last on this moment.
    Done(i64),
    /// Done, but of an older text.
    Changed(i64),
}

impl Progress {
    /// The word by which lists are narrowed and texts are found.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open(_) => "open",
            Self::Done(_) => "done",
            Self::Changed(_) => "changed",
        }
    }
}

/// What somebody did with each module, by its name.
#[derive(Debug, Clone, Default)]
pub struct Done(BTreeMap<String, Vec<ModuleRun>>);

impl Done {
    /// How far they are in a module.
    pub fn of(&self, module: &Module) -> Progress {
        let runs = self.0.get(&module.id).map(Vec::as_slice).unwrap_or_default();
        if let Some(open) = runs.iter().find(|run| run.finished_at.is_none()) {
            return Progress::Open(u32::try_from(open.step).unwrap_or_default().min(module.steps.len().saturating_sub(1) as u32));
        }
        let last = runs.iter().max_by_key(|run| run.finished_at);
        match last.and_then(|run| run.finished_at.map(|at| (run.version, at))) {
            Some((version, at)) if version < i64::from(module.version) => Progress::Changed(at),
            Some((_, at)) => Progress::Done(at),
            None => Progress::New,
        }
    }
}

/// What somebody did with each module.
///
/// # Errors
/// The store's.
pub async fn done(app: &App, learner: Option<&Authorised<Learn>>) -> Result<Done> {
    let Some(person) = learner.map(person_of) else { return Ok(Done::default()) };
    let mut all = BTreeMap::<String, Vec<ModuleRun>>::new();
    for run in app.store.read(move |tx| Box::pin(module_runs::of_person(tx, person))).await? {
        all.entry(run.module_id.clone()).or_default().push(run);
    }
    Ok(Done(all))
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of its title, promise or objective.
    pub words: String,
    /// Its domain's name in addresses.
    pub domain: String,
    /// The code of its objective.
    pub objective: String,
    /// Minutes it takes at the most; 0 for any.
    pub minutes: u32,
    /// A trade that it speaks to.
    pub trade: String,
    /// Whom it is for.
    pub audience: Option<Audience>,
    /// `new`, `open`, `done`; empty for all.
    pub progress: String,
}

/// In which order modules are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By domain, as the framework has them.
    #[default]
    Domain,
    /// The shortest first.
    Shortest,
    /// By title.
    Title,
}

/// A module on the shelf.
#[derive(Debug, Clone, Copy)]
pub struct Shelved<'a> {
    /// The module.
    pub module: &'a Module,
    /// How far its reader is.
    pub progress: Progress,
}

/// The domain of a module; none where its objective left the framework.
pub fn domain_of<'a>(framework: &'a domain::framework::Framework, module: &Module) -> Option<&'a Domain> {
    framework.place_of(&module.objective).map(|place| &framework.domains[place.domain])
}

/// The modules that are looked for, in an order. Words are sought without accents or capitals, each of them somewhere.
pub fn looked_for<'a>(app: &'a App, done: &Done, search: &Search, order: Order) -> Vec<Shelved<'a>> {
    let edition = app.editions.current().edition;
    let framework = &edition.framework;
    let words = fold(&search.words);
    let says = |module: &Module| {
        let objective = framework.objective(&module.objective).map_or("", |o| o.text.as_str());
        fold(&format!("{} {} {} {}", module.title, module.promise, objective, module.objective))
    };
    let fits = |shelved: &Shelved<'_>| {
        let module = shelved.module;
        let text = if words.is_empty() { String::new() } else { says(module) };
        let progress = if search.progress == "done" {
            matches!(shelved.progress, Progress::Done(_) | Progress::Changed(_))
        } else {
            shelved.progress.word() == search.progress
        };
        words.split_whitespace().all(|word| text.contains(word))
            && (search.domain.is_empty() || domain_of(framework, module).is_some_and(|d| d.slug == search.domain))
            && (search.objective.is_empty() || module.objective == search.objective)
            && (search.minutes == 0 || module.minutes <= search.minutes)
            && (search.trade.is_empty() || module.speaks_to(&search.trade))
            && search.audience.is_none_or(|audience| module.audience == audience)
            && (search.progress.is_empty() || progress)
    };
    let mut found: Vec<Shelved<'a>> = app.library.modules.iter().map(|module| Shelved { module, progress: done.of(module) }).filter(fits).collect();
    let place = |module: &Module| framework.place_of(&module.objective).map(|place| place.domain);
    match order {
        Order::Domain => found.sort_by_key(|s| (s.module.audience as u8, place(s.module), fold(&s.module.title))),
        Order::Shortest => found.sort_by_key(|s| (s.module.minutes, fold(&s.module.title))),
        Order::Title => found.sort_by_key(|s| fold(&s.module.title)),
    }
    found
}

/// The text of an objective, for people: its first paragraph.
pub fn objective_text(framework: &domain::framework::Framework, code: &str) -> Option<String> {
    let objective = framework.objective(code)?;
    paragraphs(&objective.text).into_iter().next()
}
