//! What modules teach: how many there are in each domain, for whom, and which objectives have none.

use std::collections::BTreeSet;

use domain::framework::Framework;
use domain::learning::module::{Audience, Module, Step};
use serde::Serialize;

/// Modules, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Taught {
    /// All of them.
    pub modules: usize,
    /// Minutes of all of them.
    pub minutes: u32,
    /// Of these, read by experts.
    pub reviewed: usize,
    /// With a film.
    pub films: usize,
    /// Questions that they ask.
    pub questions: usize,
    /// Flashcards.
    pub cards: usize,
    /// For patients and those close to them.
    pub for_patients: usize,
    /// For those who train others.
    pub for_trainers: usize,
    /// By domain, in its order: short name, modules, minutes.
    pub domains: Vec<(String, usize, u32)>,
    /// Objectives that have one.
    pub objectives: usize,
    /// Codes of those that have none.
    pub without: Vec<String>,
}

/// Counts the modules of a content.
pub fn taught(modules: &[Module], framework: &Framework) -> Taught {
    let domain_of = |module: &Module| framework.place_of(&module.objective).map(|place| place.domain);
    let domains = framework.domains.iter().enumerate().map(|(nth, domain)| {
        let own: Vec<&Module> = modules.iter().filter(|module| domain_of(module) == Some(nth)).collect();
        (domain.short.clone(), own.len(), own.iter().map(|module| module.minutes).sum())
    });
    let known: BTreeSet<&str> = modules.iter().map(|module| module.objective.as_str()).collect();
    let (with, without): (Vec<_>, Vec<_>) = framework.objectives.iter().partition(|objective| known.contains(objective.code.as_str()));
    let of = |audience: Audience| modules.iter().filter(|module| module.audience == audience).count();
    Taught {
        modules: modules.len(),
        minutes: modules.iter().map(|module| module.minutes).sum(),
        reviewed: modules.iter().filter(|module| module.review == domain::item::Review::Reviewed).count(),
        films: modules.iter().filter(|module| module.steps.iter().any(|step| matches!(step, Step::Video(_)))).count(),
        questions: modules.iter().map(|module| module.items().count()).sum(),
        cards: modules.iter().map(|module| module.cards().count()).sum(),
        for_patients: of(Audience::Patients),
        for_trainers: of(Audience::Trainers),
        domains: domains.collect(),
        objectives: with.len(),
        without: without.into_iter().map(|objective| objective.code.clone()).collect(),
    }
}
