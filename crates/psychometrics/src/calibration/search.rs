//! The search for the summit: EM, accelerated.
//!
//! Each E-step gives the log-likelihood, its exact gradient (Fisher's identity) and the information of the complete data, block by block. One
//! Newton step in that metric is an EM step to first order. EM is slow where little is known of a parameter's missing part; what it misses is
//! learnt from the steps already made, by limited-memory BFGS with that metric as its start (Jamshidian and Jennrich, 1997; Nocedal, 1980). Each step must climb,
//! or is shortened: the method converges wherever EM does, in a tenth of the steps.
//!
//! With many persons the search starts on every 64th, then every 8th.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::Progress;
use super::family::Family;
use super::item_step::{limit_of, maximise, thresholds_meet};
use super::problem::{Evaluation, Metric, Problem};

/// Steps remembered.
const MEMORY: usize = 10;
/// The fewest patterns to start on.
const FEWEST: usize = 1000;
/// How much finer each start is.
const THINNING: usize = 8;

pub(super) struct Target {
    /// The largest change of a parameter at the end.
    pub parameter: f64,
    /// The gain still expected, as a part of the log-likelihood.
    pub relative: f64,
    pub most_steps: usize,
}

pub(super) struct Summit {
    pub at: Vec<f64>,
    pub evaluation: Evaluation,
    pub steps: usize,
    pub has_converged: bool,
    pub was_stopped: bool,
    /// The parameters that ran away and were held.
    pub held: Vec<bool>,
}

/// From the problem's own start.
pub(super) fn search(problem: &Problem, target: &Target, can_thin: bool, observer: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Summit {
    let mut at = problem.initial();
    let mut steps = 0;
    let patterns: usize = problem.patterns.iter().map(super::patterns::Patterns::len).sum();
    let mut strides = Vec::new();
    let mut stride = THINNING;
    while can_thin && patterns / stride >= FEWEST {
        strides.push(stride);
        stride *= THINNING;
    }
    for stride in strides.into_iter().rev() {
        let rough = Target { parameter: f64::INFINITY, relative: 0.0, most_steps: target.most_steps.min(30) };
        let summit = climb(&problem.thinned(stride), at, &rough, steps, observer);
        at = summit.at;
        steps = summit.steps;
        if summit.was_stopped {
            let evaluation = problem.evaluate(&at);
            return Summit { evaluation, at, has_converged: false, ..summit };
        }
    }
    climb(problem, at, target, steps, observer)
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0, |sum, (a, b)| sum + a * b)
}

struct Pair {
    step: Vec<f64>,
    change: Vec<f64>,
    product: f64,
}

fn climb(problem: &Problem, mut at: Vec<f64>, target: &Target, mut steps: usize, observer: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Summit {
    let is_rough = target.parameter.is_infinite();
    let mut held = vec![false; problem.size];
    let mut memory: VecDeque<Pair> = VecDeque::new();
    let mut here = problem.evaluate(&at);
    steps += 1;
    let (mut gradient, mut metric) = problem.gradient_and_metric(&at, &here, &held);
    let mut has_converged = false;
    let mut was_stopped = false;
    let mut warm = usize::from(steps == 1) * 2;
    while steps < target.most_steps {
        if observer(Progress { steps, log_likelihood: here.log_likelihood, is_rough }).is_break() {
            was_stopped = true;
            break;
        }
        let mut step = if warm > 0 {
            warm -= 1;
            em_step(problem, &at, &here, &metric, &gradient)
        } else {
            quasi_newton(problem, &metric, &memory, &gradient)
        };
        stop(&held, &mut step);
        problem.limit(&at, &mut step);
        let mut slope = dot(&gradient, &step);
        if slope <= 0.0 && !memory.is_empty() {
            memory.clear();
            step = problem.solve(&metric, &gradient);
            stop(&held, &mut step);
            problem.limit(&at, &mut step);
            slope = dot(&gradient, &step);
        }
        let largest = step.iter().fold(0.0, |largest, change| f64::max(largest, change.abs()));
        let noise = 1e-13 * here.objective.abs();
        let enough = if is_rough { 0.02 * problem.size as f64 } else { (target.relative * here.objective.abs()).max(noise) };
        if slope <= 2.0 * enough && largest < target.parameter {
            has_converged = true;
            break;
        }
        if slope <= 0.0 || slope.is_nan() {
            break;
        }
        // Climb along the step, shortening it while it does not.
        let mut part = 1.0;
        let found = loop {
            if steps >= target.most_steps {
                break None;
            }
            let there: Vec<f64> = at.iter().zip(&step).map(|(value, change)| value + part * change).collect();
            let evaluation = problem.evaluate(&there);
            steps += 1;
            let gain = evaluation.objective - here.objective;
            if gain >= 1e-4 * part * slope - 10.0 * noise {
                break Some((there, evaluation));
            }
            // The summit of the parabola through what is known.
            let bend = gain - part * slope;
            let better = -0.5 * slope * part * part / bend;
            part = if better.is_finite() { better.clamp(0.1 * part, 0.5 * part) } else { 0.1 * part };
            if part < 1e-8 {
                break None;
            }
        };
        let Some((there, evaluation)) = found else {
            if memory.is_empty() {
                break;
            }
            memory.clear();
            continue;
        };
        let (new_gradient, new_metric) = problem.gradient_and_metric(&there, &evaluation, &held);
        let pair = Pair {
            step: there.iter().zip(&at).map(|(new, old)| new - old).collect(),
            change: gradient.iter().zip(&new_gradient).map(|(old, new)| old - new).collect(),
            product: 0.0,
        };
        let product = dot(&pair.step, &pair.change);
        if product > 1e-10 * dot(&pair.change, &problem.solve(&new_metric, &pair.change)) {
            if memory.len() == MEMORY {
                memory.pop_front();
            }
            memory.push_back(Pair { product, ..pair });
        }
        (at, here, gradient, metric) = (there, evaluation, new_gradient, new_metric);
        if !is_rough && hold_runaways(problem, &mut at, &mut held) {
            memory.clear();
            here = problem.evaluate(&at);
            steps += 1;
            (gradient, metric) = problem.gradient_and_metric(&at, &here, &held);
        }
    }
    Summit { at, evaluation: here, steps, has_converged, was_stopped, held }
}

/// Nothing moves that is held.
fn stop(held: &[bool], step: &mut [f64]) {
    for (change, _) in step.iter_mut().zip(held).filter(|(_, held)| **held) {
        *change = 0.0;
    }
}

/// A full M-step from where we are: good far from the summit, where one Newton step is not.
fn em_step(problem: &Problem, at: &[f64], here: &Evaluation, metric: &Metric, gradient: &[f64]) -> Vec<f64> {
    let mut step = problem.solve(metric, gradient);
    for unit in &problem.units {
        if let (Some(own), None) = (unit.own, unit.block) {
            let mut parameters = problem.unit_parameters(unit, at);
            maximise(&mut parameters, &problem.evidence(unit, &here.expectations, &here.grids), &problem.priors, 4);
            for (place, value) in parameters.values.iter().enumerate() {
                step[own + place] = value - at[own + place];
            }
        }
    }
    step
}

/// The two loops of limited-memory BFGS.
fn quasi_newton(problem: &Problem, metric: &Metric, memory: &VecDeque<Pair>, gradient: &[f64]) -> Vec<f64> {
    let mut rest = gradient.to_vec();
    let mut factors = Vec::with_capacity(memory.len());
    for pair in memory.iter().rev() {
        let factor = dot(&pair.step, &rest) / pair.product;
        factors.push(factor);
        for (rest, change) in rest.iter_mut().zip(&pair.change) {
            *rest -= factor * change;
        }
    }
    let mut step = problem.solve(metric, &rest);
    for (pair, factor) in memory.iter().zip(factors.into_iter().rev()) {
        let back = dot(&pair.change, &step) / pair.product;
        for (step, past) in step.iter_mut().zip(&pair.step) {
            *step += (factor - back) * past;
        }
    }
    step
}

/// Holds the parameters that ran away where they are, at their limits; true when something new was held. The rest is estimated on.
fn hold_runaways(problem: &Problem, at: &mut [f64], held: &mut [bool]) -> bool {
    let mut is_new = false;
    let mut hold = |place: usize, limit: f64, value: &mut f64, held: &mut [bool]| {
        if !held[place] && value.abs() >= limit {
            *value = value.clamp(-limit, limit);
            held[place] = true;
            is_new = true;
        }
    };
    for unit in &problem.units {
        let Some(own) = unit.own else { continue };
        let (family, categories) = (unit.start.family, unit.start.categories);
        for (place, value) in at[own..own + unit.own_count()].iter_mut().enumerate() {
            hold(own + place, limit_of(family.parameter(categories, place)), value, held);
        }
    }
    for block in &problem.blocks {
        let first = block.family.own(block.categories);
        for (place, value) in at[block.start..block.start + block.size].iter_mut().enumerate() {
            hold(block.start + place, limit_of(block.family.parameter(block.categories, first + place)), value, held);
        }
    }
    for unit in problem.units.iter().filter(|unit| unit.start.family == Family::Grm) {
        // Thresholds that meet hold each other.
        let Some(own) = unit.own else { continue };
        for place in own + 2..own + unit.own_count() {
            if thresholds_meet(at[place - 1], at[place]) && !(held[place - 1] && held[place]) {
                held[place - 1] = true;
                held[place] = true;
                is_new = true;
            }
        }
    }
    for log_sd in problem.groups.iter().filter_map(|group| group.log_sd) {
        if !held[log_sd] && at[log_sd] <= libm::log(problem.smallest_sd) + 1e-9 {
            held[log_sd] = true;
            is_new = true;
        }
    }
    is_new
}
