//! From data and design to a result.

use std::ops::ControlFlow;

use super::family::{Family, ItemParameters};
use super::grid::Grids;
use super::patterns::Layout;
use super::problem::{Block, GroupPlace, Problem, Unit, start_values};
use super::result::{CalibratedGroup, CalibratedItem, Calibration, CalibrationError, EstimateOf, ItemFlag};
use super::search::{Summit, Target, search};
use super::standard_errors::covariance;
use super::{Design, ItemPriors, Parameter, PriorChoice, Progress, Quadrature, Quantity, Settings, Task};
use crate::matrix::SymmetricMatrix;
use crate::responses::Responses;

/// Estimates what the design leaves free, by marginal maximum likelihood (or the posterior mode, with priors).
///
/// Items that cannot be calibrated (nobody saw them, one category only) are left out and flagged, persons without answers left out and counted; a search that does not
/// arrive or a parameter that runs away is reported in the result. An `Err` means that the question makes no sense.
pub fn calibrate(responses: &Responses, design: &Design, settings: &Settings) -> Result<Calibration, CalibrationError> {
    calibrate_observed(responses, design, settings, &mut |_| ControlFlow::Continue(()))
}

/// [`calibrate`] with an observer, called before each step, who may stop it; the result is then what was reached, flagged.
pub fn calibrate_observed(
    responses: &Responses,
    design: &Design,
    settings: &Settings,
    observer: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Calibration, CalibrationError> {
    check(responses, design, settings)?;
    let persons = persons_of(responses, design);
    let counts = counts(responses, &persons);
    let mut plans = plan(design, &counts)?;
    // Priors depend on how full the table is, and which items can be used depends on the priors.
    let answered: u64 = plans.iter().filter(|plan| plan.answers > 0).map(|plan| plan.answers).sum();
    let seen = plans.iter().filter(|plan| plan.answers > 0).map(|plan| plan.groups.iter().map(|group| persons[*group].len() as u64).sum::<u64>());
    let is_sparse = 2 * answered < seen.sum::<u64>();
    let priors = match settings.priors {
        PriorChoice::Given(priors) => priors,
        PriorChoice::Automatic if is_sparse => ItemPriors::WEAK,
        PriorChoice::Automatic => ItemPriors::NONE,
    };
    exclude(&mut plans, &priors);
    if !plans.iter().any(|plan| plan.is_used) {
        return Err(CalibrationError::NothingToEstimate);
    }
    let (problem, unit_of_plan) = build(responses, design, settings, &persons, &plans, priors);
    for (group, own) in design.groups.iter().enumerate() {
        let is_free = own.mean == Quantity::Free || own.sd == Quantity::Free;
        if is_free && problem.patterns[group].persons == 0 {
            return Err(CalibrationError::GroupWithoutAnswers { group });
        }
    }
    check_identified(&problem, design)?;
    let target = Target { parameter: settings.parameter_tolerance, relative: settings.likelihood_tolerance, most_steps: settings.most_steps.max(1) };
    let can_thin = !plans.iter().any(|plan| plan.is_used && plan.family == Family::Nrm);
    let summit = search(&problem, &target, can_thin, observer);
    let (rows, matrix) =
        if settings.standard_errors && !summit.was_stopped && problem.size > 0 { covariance(&problem, &summit) } else { (vec![None; problem.size], None) };
    let size = rows.iter().flatten().count();
    let matrix = matrix.and_then(|cells| SymmetricMatrix::from_rows(size, cells).ok());
    Ok(report(&problem, responses, design, settings, &plans, &unit_of_plan, &summit, rows, matrix))
}

/// What is to be done with one item in the groups that share it.
struct Plan {
    item: usize,
    groups: Vec<usize>,
    family: Family,
    known: Option<ItemParameters>,
    /// How often each category was given, as many as the item has.
    counts: Vec<u64>,
    answers: u64,
    flags: Vec<ItemFlag>,
    is_used: bool,
}

fn check(responses: &Responses, design: &Design, settings: &Settings) -> Result<(), CalibrationError> {
    if design.items.len() != responses.items() {
        return Err(CalibrationError::ItemsDiffer { design: design.items.len(), data: responses.items() });
    }
    if design.groups.is_empty() || !(design.group_of.is_empty() || design.group_of.len() == responses.persons()) {
        return Err(CalibrationError::GroupsDiffer { design: design.group_of.len(), data: responses.persons() });
    }
    if let Some((person, group)) = design.group_of.iter().enumerate().find(|(_, group)| **group >= design.groups.len()) {
        return Err(CalibrationError::NoSuchGroup { person, group: *group });
    }
    for (group, own) in design.groups.iter().enumerate() {
        let is_mean = matches!(own.mean, Quantity::Free) || matches!(own.mean, Quantity::Known(mean) if mean.abs() <= 100.0);
        let is_sd = matches!(own.sd, Quantity::Free) || matches!(own.sd, Quantity::Known(sd) if (0.01..=100.0).contains(&sd));
        if !is_mean || !is_sd {
            return Err(CalibrationError::Distribution { group });
        }
    }
    if !settings.quadrature.is_valid() {
        return Err(CalibrationError::Quadrature);
    }
    if matches!(settings.priors, PriorChoice::Given(priors) if !priors.is_valid()) {
        return Err(CalibrationError::Priors);
    }
    if !(settings.parameter_tolerance >= 0.0 && settings.likelihood_tolerance >= 0.0) {
        return Err(CalibrationError::Tolerance);
    }
    Ok(())
}

/// The persons of each group.
fn persons_of(responses: &Responses, design: &Design) -> Vec<Vec<u32>> {
    let mut persons = vec![Vec::new(); design.groups.len()];
    for person in 0..responses.persons() {
        persons[design.group_of.get(person).copied().unwrap_or(0)].push(person as u32);
    }
    persons
}

/// `counts[group][item][category]`
fn counts(responses: &Responses, persons: &[Vec<u32>]) -> Vec<Vec<Vec<u64>>> {
    persons
        .iter()
        .map(|persons| {
            let mut own: Vec<Vec<u64>> = vec![Vec::new(); responses.items()];
            for person in persons {
                for (item, category) in responses.answers(*person as usize) {
                    let category = usize::from(category);
                    if own[item].len() <= category {
                        own[item].resize(category + 1, 0);
                    }
                    own[item][category] += 1;
                }
            }
            own
        })
        .collect()
}

fn plan(design: &Design, counts: &[Vec<Vec<u64>>]) -> Result<Vec<Plan>, CalibrationError> {
    let mut plans = Vec::new();
    for (item, own) in design.items.iter().enumerate() {
        let (family, known) = match &own.task {
            Task::Estimate(family) => (*family, None),
            Task::Known(model) => {
                model.validate().map_err(|error| CalibrationError::Model { item, error })?;
                (Family::of(model), Some(known_parameters(model)))
            }
        };
        let seen = counts.iter().map(|group| group[item].len()).max().unwrap_or(0);
        let categories = match &known {
            Some(known) => known.categories,
            None if family.is_binary() => own.categories.unwrap_or(2),
            None => own.categories.unwrap_or_else(|| seen.max(2)),
        };
        if !(2..=255).contains(&categories) || (family.is_binary() && categories != 2) {
            return Err(CalibrationError::Categories { item });
        }
        if seen > categories {
            return Err(CalibrationError::NoSuchCategory { item, category: seen - 1 });
        }
        let all: Vec<usize> = (0..counts.len()).collect();
        let parts: Vec<Vec<usize>> = if own.is_separate && known.is_none() { all.iter().map(|group| vec![*group]).collect() } else { vec![all] };
        for groups in parts {
            let mut total = vec![0; categories];
            for group in &groups {
                for (total, count) in total.iter_mut().zip(&counts[*group][item]) {
                    *total += count;
                }
            }
            let answers = total.iter().sum();
            plans.push(Plan { item, groups, family, known: known.clone(), counts: total, answers, flags: Vec::new(), is_used: answers > 0 });
        }
    }
    Ok(plans)
}

/// An exact 0 of guessing stays nearly exact.
fn known_parameters(model: &crate::model::ItemModel) -> ItemParameters {
    use crate::model::ItemModel;
    let mut parameters = ItemParameters::from_model(model);
    match model {
        ItemModel::ThreePl { guessing, .. } if *guessing <= 0.0 => parameters.values[2] = -700.0,
        ItemModel::ThreePl { guessing, .. } => parameters.values[2] = libm::log(guessing / (1.0 - guessing)),
        ItemModel::FourPl { guessing, ceiling, .. } => {
            parameters.values[2] = if *guessing <= 0.0 { -700.0 } else { libm::log(guessing / (1.0 - guessing)) };
            parameters.values[3] = if *ceiling >= 1.0 { 700.0 } else { libm::log(ceiling / (1.0 - ceiling)) };
        }
        _ => {}
    }
    parameters
}

/// Leaves out what the answers (and the priors) cannot determine.
fn exclude(plans: &mut [Plan], priors: &ItemPriors) {
    // A rating scale's categories are shared: they must have been given by somebody, to some item.
    let mut scales: std::collections::BTreeMap<usize, Vec<u64>> = std::collections::BTreeMap::new();
    for plan in plans.iter().filter(|plan| plan.family == Family::Rsm) {
        let pooled = scales.entry(plan.counts.len()).or_insert_with(|| vec![0; plan.counts.len()]);
        for (pooled, count) in pooled.iter_mut().zip(&plan.counts) {
            *pooled += count;
        }
    }
    for plan in plans.iter_mut() {
        if plan.answers == 0 {
            plan.flags.push(ItemFlag::NeverSeen);
            continue;
        }
        if plan.known.is_some() {
            continue;
        }
        let given = plan.counts.iter().filter(|count| **count > 0).count();
        let is_held = priors.difficulty.is_some() && plan.family.priors_can_hold();
        if given == 1 {
            plan.flags.push(ItemFlag::OneCategory);
            plan.is_used = is_held;
        } else if plan.family == Family::Rsm {
            if scales[&plan.counts.len()].contains(&0) {
                plan.flags.push(ItemFlag::CategoryNeverSeen);
                plan.is_used = false;
            }
        } else if given < plan.counts.len() {
            plan.flags.push(ItemFlag::CategoryNeverSeen);
            plan.is_used = is_held;
        }
    }
}

fn build(
    responses: &Responses,
    design: &Design,
    settings: &Settings,
    persons: &[Vec<u32>],
    plans: &[Plan],
    priors: ItemPriors,
) -> (Problem, Vec<Option<usize>>) {
    let (mut units, mut blocks, mut size) = (Vec::new(), Vec::<Block>::new(), 0);
    let mut unit_of = vec![vec![None; responses.items()]; design.groups.len()];
    let mut unit_of_plan = Vec::new();
    let mut categories = vec![0; responses.items()];
    let mut answered = vec![0; responses.items()];
    for plan in plans {
        if !plan.is_used {
            unit_of_plan.push(None);
            continue;
        }
        unit_of_plan.push(Some(units.len()));
        categories[plan.item] = plan.counts.len();
        answered[plan.item] += plan.answers;
        for group in &plan.groups {
            unit_of[*group][plan.item] = Some(units.len());
        }
        let (start, own) = match &plan.known {
            Some(known) => (known.clone(), None),
            None => (start_values(plan.family, &plan.counts), Some(size)),
        };
        let shared = plan.family.shared(plan.counts.len());
        let mut block = None;
        if own.is_some() {
            size += plan.family.own(plan.counts.len());
            if shared > 0 {
                let is_same = |block: &Block| block.family == plan.family && block.categories == plan.counts.len();
                block = Some(blocks.iter().position(is_same).unwrap_or_else(|| {
                    let initial = start.values[plan.family.own(plan.counts.len())..].to_vec();
                    blocks.push(Block { family: plan.family, categories: plan.counts.len(), start: 0, size: shared, initial });
                    blocks.len() - 1
                }));
            }
        }
        units.push(Unit { item: plan.item, groups: plan.groups.clone(), start, own, block });
    }
    for block in &mut blocks {
        block.start = size;
        size += block.size;
    }
    let groups = design
        .groups
        .iter()
        .map(|group| {
            let mut place = |quantity: Quantity, start: f64| match quantity {
                Quantity::Free => {
                    size += 1;
                    (Some(size - 1), start)
                }
                Quantity::Known(value) => (None, value),
            };
            let ((mean, known_mean), (log_sd, known_sd)) = (place(group.mean, 0.0), place(group.sd, 1.0));
            GroupPlace { mean, log_sd, known_mean, known_sd }
        })
        .collect();
    let mut with_answers = 0;
    for (group, persons) in persons.iter().enumerate() {
        let takes_part = |item: usize| unit_of[group][item].is_some();
        with_answers += persons.iter().filter(|person| responses.answers(**person as usize).any(|(item, _)| takes_part(item))).count() as u64;
    }
    let layout = Layout::new(&categories, &answered, with_answers);
    let patterns = persons.iter().enumerate().map(|(group, persons)| layout.compact(responses, persons, |item| unit_of[group][item].is_some())).collect();
    let smallest_sd = match settings.quadrature {
        // Below, the nodes no longer see the density.
        Quadrature::Rectangle { points, low, high, fixed: true } => f64::max((high - low) / (points - 1) as f64, 0.02),
        _ => 0.02,
    };
    let grids = Grids::new(&settings.quadrature);
    let is_parallel = settings.is_parallel;
    (Problem { units, blocks, groups, unit_of, layout, patterns, grids, priors, is_parallel, size, smallest_sd }, unit_of_plan)
}

fn known_model(design: &Design, item: usize) -> Option<crate::model::ItemModel> {
    match &design.items[item].task {
        Task::Known(model) => Some(model.clone()),
        Task::Estimate(_) => None,
    }
}

/// Whether each group's place and unit are tied to something known, through the items that groups share.
fn check_identified(problem: &Problem, design: &Design) -> Result<(), CalibrationError> {
    let is_known = |quantity: Quantity| quantity != Quantity::Free;
    let mut located: Vec<bool> = design.groups.iter().map(|group| is_known(group.mean)).collect();
    let mut scaled: Vec<bool> = design.groups.iter().map(|group| is_known(group.sd)).collect();
    let mut unit_located: Vec<bool> = problem.units.iter().map(|unit| unit.own.is_none()).collect();
    let mut unit_scaled: Vec<bool> = problem.units.iter().map(|unit| unit.own.is_none() || unit.start.family.has_unit_slope()).collect();
    let tie = |groups: &mut [bool], units: &mut [bool]| loop {
        let mut is_new = false;
        for (unit, tied) in problem.units.iter().zip(units.iter_mut()) {
            let is_tied = *tied || unit.groups.iter().any(|group| groups[*group]);
            is_new |= is_tied && !*tied;
            *tied = is_tied;
            for group in unit.groups.iter().filter(|_| is_tied) {
                is_new |= !groups[*group];
                groups[*group] = true;
            }
        }
        if !is_new {
            break;
        }
    };
    tie(&mut located, &mut unit_located);
    tie(&mut scaled, &mut unit_scaled);
    match located.iter().zip(&scaled).position(|(located, scaled)| !located || !scaled) {
        Some(group) => Err(CalibrationError::NotIdentified { group }),
        None => Ok(()),
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one result")]
fn report(
    problem: &Problem,
    responses: &Responses,
    design: &Design,
    settings: &Settings,
    plans: &[Plan],
    unit_of_plan: &[Option<usize>],
    summit: &Summit,
    rows: Vec<Option<usize>>,
    covariance: Option<SymmetricMatrix>,
) -> Calibration {
    let mut estimates = vec![EstimateOf { parameter: Parameter::Mean, value: 0.0 }; problem.size];
    for (estimate, value) in estimates.iter_mut().zip(&summit.at) {
        estimate.value = *value;
    }
    let mut items = Vec::new();
    for (plan, unit) in plans.iter().zip(unit_of_plan) {
        let mut flags = plan.flags.clone();
        let (mut parameters, mut places) = (plan.known.clone(), Vec::new());
        if let Some(number) = unit {
            let unit = &problem.units[*number];
            let own = problem.unit_parameters(unit, &summit.at);
            if let Some(start) = unit.own {
                let count = own.family.own(own.categories);
                places.extend(start..start + count);
                if let Some(block) = unit.block.map(|block| &problem.blocks[block]) {
                    places.extend(block.start..block.start + block.size);
                }
                for (place, parameter) in places.iter().enumerate() {
                    estimates[*parameter].parameter = own.family.parameter(own.categories, place);
                }
                for (place, _) in places.iter().enumerate().filter(|(_, parameter)| summit.held[**parameter]) {
                    let is_asymptote = matches!(own.family.parameter(own.categories, place), Parameter::GuessingLogit | Parameter::CeilingLogit);
                    let flag = if is_asymptote { ItemFlag::AsymptoteAtBound } else { ItemFlag::RunAway };
                    if !flags.contains(&flag) {
                        flags.push(flag);
                    }
                }
                if own.slope() <= 0.0 {
                    flags.push(ItemFlag::SlopeNotPositive);
                }
                if settings.standard_errors && covariance.is_none() {
                    flags.push(ItemFlag::NoStandardError);
                }
            }
            parameters = Some(own);
        }
        // A known item is given back as it came, to the bit.
        let known = known_model(design, plan.item);
        let model = known.or_else(|| parameters.as_ref().map(ItemParameters::to_model)).filter(|model| model.validate().is_ok());
        if parameters.is_some() && model.is_none() && !flags.contains(&ItemFlag::SlopeNotPositive) {
            flags.push(ItemFlag::NoDifficulty);
        }
        flags.sort_unstable();
        items.push(CalibratedItem { item: plan.item, groups: plan.groups.clone(), answers: plan.answers, parameters, model, places, flags });
    }
    let mut groups = Vec::new();
    for (group, place) in problem.groups.iter().enumerate() {
        let (mean, sd) = problem.distribution(group, &summit.at);
        if let Some(mean) = place.mean {
            estimates[mean].parameter = Parameter::Mean;
        }
        if let Some(log_sd) = place.log_sd {
            estimates[log_sd].parameter = Parameter::LogDeviation;
        }
        let persons = problem.patterns[group].persons;
        let has_no_variance = place.log_sd.is_some_and(|log_sd| summit.held[log_sd]);
        groups.push(CalibratedGroup { mean, sd, persons, mean_place: place.mean, log_sd_place: place.log_sd, has_no_variance });
    }
    let persons = groups.iter().map(|group| group.persons).sum();
    Calibration {
        items,
        groups,
        estimates,
        log_likelihood: summit.evaluation.log_likelihood,
        log_prior: summit.evaluation.log_prior,
        has_converged: summit.has_converged,
        was_stopped: summit.was_stopped,
        steps: summit.steps,
        persons,
        persons_without_answers: responses.persons() as u64 - persons,
        rows,
        covariance,
    }
}
