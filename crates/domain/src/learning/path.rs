//! The path: the three next things to do, from what is known of the person, each with its reasons.
//!
//! Never a fixed order: a module is worth what it multiplies the probability of holding everything at the target by, per minute. Formula, assumptions and
//! what was simulated: `docs/models/learning-path.md`.

mod worth;

pub use worth::expected_after;

use psychometrics::ability::Posterior;
use serde::{Deserialize, Serialize};

use super::claim::{Claim, QUESTIONS, Verdict};
use super::module::{Audience, Module};
use crate::framework::Framework;
use crate::profile::Level;
use worth::Worth;

/// How many things are proposed.
pub const STEPS: usize = 3;
/// Minutes of flashcards that one sits down for.
const PRACTICE_MINUTES: u32 = 2;
const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// What is assumed of modules. All of it is published and none of it learned of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// By how much a module raises what it teaches, its objective, in standard deviations of the population.
    pub effect: f64,
    /// What is left of that when the module speaks to other trades…
    pub other_trade: f64,
    /// …or of other places…
    pub other_setting: f64,
    /// …or of an objective that a module done before has taught.
    pub again: f64,
    /// What is left of it when a module of the same competence was done a moment ago: it is better spaced.
    pub crowded: f64,
    /// Hours after which half of that loss is over.
    pub rest_hours: f64,
    /// From this probability on a competence is held, and nothing is proposed for it.
    pub enough: f64,
    /// Days after which what was done is proposed again.
    pub fades_days: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self { effect: 0.5, other_trade: 0.5, other_setting: 0.8, again: 0.5, crowded: 0.5, rest_hours: 12.0, enough: 0.9, fades_days: 365 }
    }
}

/// What there is to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<'a> {
    /// The modules.
    pub modules: &'a [Module],
    /// The framework.
    pub framework: &'a Framework,
    /// The cut scores: lower bounds of the levels after the first.
    pub cuts: &'a [f64],
}

/// A module that was done to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its name.
    pub module: String,
    /// Its version then.
    pub version: u32,
    /// When, in microseconds UTC.
    pub at: i64,
}

/// Who asks what to do next. Times are in microseconds UTC.
#[derive(Debug, Clone, Copy)]
pub struct Learner<'a> {
    /// What is known of them, one ability for each competence of the framework, in its order ([`crate::profile::competence_abilities`]), with what is
    /// expected of the modules done since ([`expected_after`]) and what practice says ([`super::practice::refined`]).
    pub abilities: &'a Posterior,
    /// The level to be held everywhere.
    pub target: Level,
    /// Their trade.
    pub trade: Option<&'a str>,
    /// Where they work.
    pub setting: Option<&'a str>,
    /// Language of modules.
    pub language: &'a str,
    /// What they come as.
    pub audience: Audience,
    /// Minutes they have.
    pub minutes: u32,
    /// The time.
    pub now: i64,
    /// What they did.
    pub done: &'a [Done],
    /// What they say that they know.
    pub claims: &'a [Claim],
    /// Flashcards that are due.
    pub due: u32,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path {
    /// At most three.
    pub steps: Vec<NextStep>,
    /// Share of the framework that is held at the target, as expected: domains weigh the same, and so do the competences of a domain.
    pub held: f64,
    /// Every competence is held as surely as is asked: a higher target, or practice.
    pub reached: bool,
}

/// One thing to do, with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextStep {
    /// What.
    pub act: Act,
    /// Minutes it takes.
    pub minutes: u32,
    /// Whether it can be done in the minutes there are, after the steps before it.
    pub fits_now: bool,
    /// Why; the first counts most.
    pub reasons: Vec<Reason>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Act {
    /// A module.
    Module {
        /// Its name.
        id: String,
    },
    /// Answer two or three questions on what one says one knows.
    Prove {
        /// Code of the objective.
        objective: String,
        /// Questions that are still to be asked, at the least.
        least: usize,
    },
    /// Flashcards that are due.
    Practise {
        /// How many.
        cards: u32,
    },
}

/// Why something is proposed, as data: pages and the API say it in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// The competence is not surely held at the target.
    Gap {
        /// Code of the domain.
        domain: String,
        /// Code of the competence.
        competence: String,
        /// How far the estimate is below the target, in standard deviations; negative above it.
        below: f64,
        /// Probability that it is held.
        held: f64,
        /// The same once this is done, as expected.
        then: f64,
    },
    /// Better done before a module that is worth more.
    Prepares {
        /// Its name.
        module: String,
    },
    /// This alone makes it more probable than not that the competence is held.
    QuickWin,
    /// It was written anew since it was done.
    Changed {
        /// The version that was done.
        from: u32,
    },
    /// It was done long ago.
    Faded {
        /// Days since.
        days: u32,
    },
    /// It was written for this trade, and not for everybody.
    OfYourTrade,
    /// It can be done in the minutes there are.
    FitsNow,
    /// Now is when practice helps most to remember.
    Due,
    /// The person says that they know it, and it is not tested yet.
    Claimed,
}

/// The next steps of somebody.
///
/// The same input gives the same steps; of two that are worth the same the name decides.
///
/// # Panics
/// When `learner.abilities` has not one ability for each competence of the framework.
pub fn next_steps(catalogue: Catalogue<'_>, learner: &Learner<'_>, rules: &Rules) -> Path {
    assert_eq!(learner.abilities.mean.len(), catalogue.framework.competences.len(), "one ability for each competence");
    let mut worth = Worth::new(catalogue, learner, rules);
    let (held, reached) = (worth.share_held(), worth.is_reached());
    let mut plan = Plan { steps: Vec::new(), used: 0, available: learner.minutes };
    if learner.due > 0 {
        plan.add(Act::Practise { cards: learner.due }, PRACTICE_MINUTES, vec![Reason::Due]);
    }
    let open = learner.claims.iter().find_map(|claim| match claim.verdict() {
        Verdict::Open { least } => Some((claim.objective.clone(), least)),
        Verdict::Held | Verdict::NotHeld => None,
    });
    if let Some((objective, least)) = open {
        // a question takes about a minute
        plan.add(Act::Prove { objective, least }, QUESTIONS as u32, vec![Reason::Claimed]);
    }
    let mut is_first = true;
    while plan.steps.len() < STEPS {
        let left = plan.available.saturating_sub(plan.used);
        // the first must fit into the minutes that are left, the others into as many another day; what fits nowhere is still better than nothing
        let limits = if is_first { [left, plan.available, u32::MAX] } else { [plan.available, u32::MAX, u32::MAX] };
        let Some(choice) = limits.into_iter().find_map(|limit| worth.best(limit)) else { break };
        is_first = false;
        let module = &catalogue.modules[choice.module];
        let mut reasons = choice.reasons;
        if learner.trade.is_some_and(|trade| module.trades.iter().any(|t| t == trade)) {
            reasons.push(Reason::OfYourTrade);
        }
        worth.plan(choice.module);
        plan.add(Act::Module { id: module.id.clone() }, module.minutes, reasons);
    }
    Path { steps: plan.steps, held, reached }
}

/// Whether every competence is held at the target as surely as is asked, by these abilities: those of a measurement alone, or with what is expected since.
///
/// # Panics
/// As [`next_steps`].
pub fn is_reached(catalogue: Catalogue<'_>, learner: &Learner<'_>, rules: &Rules) -> bool {
    assert_eq!(learner.abilities.mean.len(), catalogue.framework.competences.len(), "one ability for each competence");
    Worth::new(catalogue, learner, rules).is_reached()
}

struct Plan {
    steps: Vec<NextStep>,
    used: u32,
    available: u32,
}

impl Plan {
    fn add(&mut self, act: Act, minutes: u32, mut reasons: Vec<Reason>) {
        self.used = self.used.saturating_add(minutes);
        let fits_now = self.used <= self.available;
        if fits_now {
            reasons.push(Reason::FitsNow);
        }
        self.steps.push(NextStep { act, minutes, fits_now, reasons });
    }
}

/// The ability from which on a level is held; none for the first, which everybody holds.
pub fn cut_of(target: Level, cuts: &[f64]) -> Option<f64> {
    (target as usize).checked_sub(1).and_then(|i| cuts.get(i)).copied()
}
