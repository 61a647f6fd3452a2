//! What a module is worth to somebody: by how much it multiplies the probability of holding everything at the target, per minute.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use psychometrics::ability::Posterior;
use psychometrics::levels::normal_cdf;

use super::{Catalogue, DAY, Done, HOUR, Learner, Reason, Rules, cut_of};
use crate::learning::claim::Verdict;
use crate::learning::module::Module;

/// How unsure the effect of a module is, as a share of it.
const EFFECT_SD: f64 = 0.5;

/// What is known of somebody once they did modules that no measurement has seen: each raises its competence by what is assumed of it, and leaves it less
/// certain. `done` are those since the measurement.
///
/// # Panics
/// When `measured` has not one ability for each competence of the framework.
pub fn expected_after(catalogue: Catalogue<'_>, measured: &Posterior, done: &[Done], rules: &Rules) -> Posterior {
    let mut expected = measured.clone();
    let mut taught: BTreeMap<&str, i32> = BTreeMap::new();
    for done in done {
        let Some(module) = catalogue.modules.iter().find(|m| m.id == done.module) else { continue };
        let Some(place) = catalogue.framework.place_of(&module.objective) else { continue };
        let times = taught.entry(&module.objective).or_default();
        let effect = effect_on_competence(catalogue, place.competence, rules) * power(rules.again, *times);
        *times += 1;
        expected.mean[place.competence] += effect;
        let variance = expected.covariance.get(place.competence, place.competence) + (EFFECT_SD * effect) * (EFFECT_SD * effect);
        expected.covariance.set(place.competence, place.competence, variance);
    }
    expected
}

/// An objective is one part of its competence: what is taught of it raises the whole by its share.
fn effect_on_competence(catalogue: Catalogue<'_>, competence: usize, rules: &Rules) -> f64 {
    let code = &catalogue.framework.competences[competence].code;
    // an official objective and the working ones that it replaces are one
    let objectives = catalogue.framework.objectives.iter().filter(|o| o.competence == *code && o.official.is_none()).count();
    rules.effect / objectives.max(1) as f64
}

/// A small whole power, multiplied in one order.
fn power(base: f64, times: i32) -> f64 {
    (0..times).fold(1.0, |product, _| product * base)
}

/// A module that may be proposed.
struct Candidate {
    module: usize,
    competence: usize,
    /// What it adds to its competence, the number of times that its objective was taught apart.
    effect: f64,
    minutes: f64,
    /// It was done, and why it is proposed again.
    again: Option<Reason>,
}

/// The module to do next.
pub(super) struct Choice {
    pub module: usize,
    pub reasons: Vec<Reason>,
}

/// The worth of every module to one person, changing as steps are planned.
pub(super) struct Worth<'a> {
    catalogue: Catalogue<'a>,
    rules: &'a Rules,
    cut: f64,
    /// Per competence.
    mean: Vec<f64>,
    sd: Vec<f64>,
    weight: Vec<f64>,
    /// Per domain of which there are competences: these, and how unsure their mean is.
    domains: Vec<(Vec<usize>, f64)>,
    /// What is left of the effect of the next module, because another was done lately.
    spaced: Vec<f64>,
    /// Per module: done, and not to be done again.
    is_done: Vec<bool>,
    candidates: Vec<Candidate>,
    taught: BTreeMap<&'a str, i32>,
}

impl<'a> Worth<'a> {
    pub(super) fn new(catalogue: Catalogue<'a>, learner: &Learner<'_>, rules: &'a Rules) -> Self {
        let framework = catalogue.framework;
        let size = framework.competences.len();
        let of_domain = |domain: &str| framework.competences.iter().filter(|c| c.domain == domain).count();
        let domains: Vec<(Vec<usize>, f64)> =
            framework.domains.iter().filter(|d| of_domain(&d.code) > 0).map(|d| domain_of(catalogue, learner, &d.code)).collect();
        let mut worth = Self {
            catalogue,
            rules,
            cut: cut_of(learner.target, catalogue.cuts).unwrap_or(f64::NEG_INFINITY),
            mean: learner.abilities.mean.clone(),
            sd: (0..size).map(|c| learner.abilities.standard_error(c)).collect(),
            weight: framework.competences.iter().map(|c| 1.0 / (domains.len() * of_domain(&c.domain)).max(1) as f64).collect(),
            domains,
            spaced: vec![1.0; size],
            is_done: vec![false; catalogue.modules.len()],
            candidates: Vec::new(),
            taught: BTreeMap::new(),
        };
        for (at, module) in catalogue.modules.iter().enumerate() {
            worth.meet(at, module, learner);
        }
        worth
    }

    /// Sorts one module in: done, left out, or a candidate.
    fn meet(&mut self, at: usize, module: &'a Module, learner: &Learner<'_>) {
        let Some(place) = self.catalogue.framework.place_of(&module.objective) else { return };
        let last = learner.done.iter().filter(|done| done.module == module.id).max_by_key(|done| (done.at, done.version));
        let again = last.and_then(|done| self.again(module, done, learner.now));
        if let Some(done) = last {
            self.is_done[at] = again.is_none();
            *self.taught.entry(&module.objective).or_default() += 1;
            let hours = (learner.now - done.at).max(0) as f64 / HOUR as f64;
            let lost = (1.0 - self.rules.crowded) * libm::exp2(-hours / self.rules.rest_hours);
            self.spaced[place.competence] = self.spaced[place.competence].min(1.0 - lost);
        }
        let knows = learner.claims.iter().any(|claim| claim.objective == module.objective && claim.verdict() == Verdict::Held);
        if knows || module.audience != learner.audience || module.language != learner.language {
            // whoever knows it needs it neither for itself nor before another
            self.is_done[at] = true;
        }
        if self.is_done[at] {
            return;
        }
        let of_trade = learner.trade.is_none_or(|trade| module.speaks_to(trade));
        let of_setting = learner.setting.is_none_or(|setting| module.settings.is_empty() || module.settings.iter().any(|s| s == setting));
        let fit = if of_trade { 1.0 } else { self.rules.other_trade } * if of_setting { 1.0 } else { self.rules.other_setting };
        let effect = fit * effect_on_competence(self.catalogue, place.competence, self.rules);
        self.candidates.push(Candidate { module: at, competence: place.competence, effect, minutes: f64::from(module.minutes.max(1)), again });
    }

    /// Why a module that was done is proposed again, if it is.
    fn again(&self, module: &Module, done: &Done, now: i64) -> Option<Reason> {
        let days = ((now - done.at).max(0) / DAY) as u32;
        if module.version > done.version {
            Some(Reason::Changed { from: done.version })
        } else {
            (days >= self.rules.fades_days).then_some(Reason::Faded { days })
        }
    }

    /// Probability that a competence is held, raised by so much.
    fn held(&self, competence: usize, raised: f64) -> f64 {
        normal_cdf((self.mean[competence] + raised - self.cut) / self.sd[competence])
    }

    /// Probability that the mean of a domain's competences is at the target, some of them raised.
    fn domain_held(&self, domain: usize, raised: &BTreeMap<usize, f64>) -> f64 {
        let (members, sd) = &self.domains[domain];
        let sum: f64 = members.iter().map(|c| self.mean[*c] + raised.get(c).copied().unwrap_or_default()).sum();
        normal_cdf((sum / members.len() as f64 - self.cut) / sd)
    }

    /// What these rises add to the logarithm of the probability of each domain's being held, and of each competence's, half and half. Their sum is
    /// that of the probability of holding everything: a step counts most where the least is held.
    fn gain(&self, raised: &BTreeMap<usize, f64>) -> f64 {
        let nothing = BTreeMap::new();
        let mut gain = 0.0;
        for (d, (members, _)) in self.domains.iter().enumerate() {
            if members.iter().any(|c| raised.contains_key(c)) {
                gain += (log(self.domain_held(d, raised)) - log(self.domain_held(d, &nothing))) / self.domains.len() as f64;
            }
        }
        raised.iter().fold(gain, |gain, (c, by)| gain + self.weight[*c] * (log(self.held(*c, *by)) - log(self.held(*c, 0.0))))
    }

    /// Share of the framework that is held.
    pub(super) fn share_held(&self) -> f64 {
        (0..self.mean.len()).map(|c| self.weight[c] * self.held(c, 0.0)).sum()
    }

    pub(super) fn is_reached(&self) -> bool {
        (0..self.mean.len()).all(|c| self.held(c, 0.0) >= self.rules.enough)
    }

    /// The module to begin with, no longer than `limit` minutes, that brings most per minute.
    pub(super) fn best(&self, limit: u32) -> Option<Choice> {
        let mut best: Option<(f64, usize, usize)> = None;
        for (c, candidate) in self.candidates.iter().enumerate() {
            // what changed or faded is worth looking at however well it is held
            if self.is_done[candidate.module] || (candidate.again.is_none() && self.held(candidate.competence, 0.0) >= self.rules.enough) {
                continue;
            }
            let before = self.before(candidate.module);
            let first = before.first().copied().unwrap_or(c);
            if self.catalogue.modules[self.candidates[first].module].minutes > limit {
                continue;
            }
            let rate = self.rate(c, &before);
            let is_better = best.is_none_or(|(other, _, last)| match rate.total_cmp(&other) {
                Ordering::Greater => true,
                Ordering::Equal => self.name(c) < self.name(last),
                Ordering::Less => false,
            });
            if is_better {
                best = Some((rate, first, c));
            }
        }
        let (_, first, last) = best?;
        Some(Choice { module: self.candidates[first].module, reasons: self.reasons(first, last) })
    }

    fn name(&self, candidate: usize) -> &str {
        &self.catalogue.modules[self.candidates[candidate].module].id
    }

    /// The candidates that are better done before a module, furthest first. The check of the modules knows of no circle; one would end here too.
    fn before(&self, module: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open: Vec<&String> = self.catalogue.modules[module].after.iter().collect();
        while let Some(id) = open.pop() {
            let Some(place) = self.candidates.iter().position(|c| self.catalogue.modules[c.module].id == *id) else { continue };
            let candidate = self.candidates[place].module;
            let is_new = candidate != module && !found.contains(&place) && !self.is_done[candidate] && self.candidates[place].again.is_none();
            if is_new {
                found.push(place);
                open.extend(&self.catalogue.modules[candidate].after);
            }
        }
        found.reverse();
        found
    }

    /// What beginning here brings per minute: what comes before the module, and the module itself.
    fn rate(&self, candidate: usize, before: &[usize]) -> f64 {
        let mut sum = Sum { worth: self, raised: BTreeMap::new(), taught: BTreeMap::new(), minutes: 0.0 };
        for place in before {
            sum.add(&self.candidates[*place]);
        }
        sum.add(&self.candidates[candidate]);
        sum.per_minute()
    }

    fn reasons(&self, first: usize, last: usize) -> Vec<Reason> {
        let candidate = &self.candidates[first];
        let competence = &self.catalogue.framework.competences[candidate.competence];
        let held = self.held(candidate.competence, 0.0);
        let then = self.held(candidate.competence, self.effect(candidate, 0) * self.spaced[candidate.competence]);
        let gap = Reason::Gap {
            domain: competence.domain.clone(),
            competence: competence.code.clone(),
            below: self.cut - self.mean[candidate.competence],
            held,
            then,
        };
        let mut reasons: Vec<Reason> = candidate.again.iter().cloned().collect();
        if first != last {
            reasons.push(Reason::Prepares { module: self.name(last).to_owned() });
        }
        if held < self.rules.enough {
            reasons.push(gap);
        }
        if held < 0.5 && then >= 0.5 {
            reasons.push(Reason::QuickWin);
        }
        reasons
    }

    /// What a module adds, when its objective was taught by what is done and `more` times besides.
    fn effect(&self, candidate: &Candidate, more: i32) -> f64 {
        let objective = self.catalogue.modules[candidate.module].objective.as_str();
        candidate.effect * power(self.rules.again, self.taught.get(objective).copied().unwrap_or_default() + more)
    }

    /// From here on as if this module was just done.
    pub(super) fn plan(&mut self, module: usize) {
        let Some(place) = self.candidates.iter().position(|c| c.module == module) else { return };
        let competence = self.candidates[place].competence;
        self.mean[competence] += self.effect(&self.candidates[place], 0) * self.spaced[competence];
        self.spaced[competence] = self.rules.crowded;
        self.is_done[module] = true;
        *self.taught.entry(&self.catalogue.modules[module].objective).or_default() += 1;
    }
}

/// What a row of modules brings, as it grows.
struct Sum<'a> {
    worth: &'a Worth<'a>,
    raised: BTreeMap<usize, f64>,
    taught: BTreeMap<&'a str, i32>,
    minutes: f64,
}

impl<'a> Sum<'a> {
    fn add(&mut self, candidate: &Candidate) {
        let objective: &'a str = &self.worth.catalogue.modules[candidate.module].objective;
        let times = self.taught.entry(objective).or_default();
        let effect = self.worth.effect(candidate, *times);
        *times += 1;
        // only the first of a competence comes soon after what was done lately
        let is_first = !self.raised.contains_key(&candidate.competence);
        let spaced = if is_first { self.worth.spaced[candidate.competence] } else { 1.0 };
        *self.raised.entry(candidate.competence).or_default() += effect * spaced;
        self.minutes += candidate.minutes;
    }

    fn per_minute(&self) -> f64 {
        self.worth.gain(&self.raised) / self.minutes
    }
}

/// The competences of a domain, and the standard deviation of their mean.
fn domain_of(catalogue: Catalogue<'_>, learner: &Learner<'_>, code: &str) -> (Vec<usize>, f64) {
    let members: Vec<usize> = catalogue.framework.competences.iter().enumerate().filter(|(_, c)| c.domain == code).map(|(c, _)| c).collect();
    let covariance = &learner.abilities.covariance;
    let variance: f64 = members.iter().flat_map(|i| members.iter().map(|j| covariance.get(*i, *j))).sum();
    let sd = variance.sqrt() / members.len() as f64;
    (members, sd)
}

fn log(probability: f64) -> f64 {
    libm::log(probability.max(f64::MIN_POSITIVE))
}
