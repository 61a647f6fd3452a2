//! The most informative whole test that meets a blueprint, by integer programming.

use std::fmt;

use microlp::{ComparisonOp, Error, LinearExpr, OptimizationDirection, Problem, SolveOptions, Variable};

use super::{Blueprint, ConstraintsError};

/// Why no test can be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssemblyError {
    /// The blueprint does not fit the bank.
    Blueprint(ConstraintsError),
    /// There is not one finite value for each item.
    Values,
    /// An item that must be in the test does not exist, or stands there twice.
    Contained {
        /// The item named.
        item: usize,
    },
    /// No test meets the constraints. Families are added in the order of [`Family`]; this is the first with which no test is left.
    Infeasible {
        /// The family of constraints.
        family: Family,
    },
    /// The solver gave up for numerical reasons.
    Solver,
}

/// The families of constraints, in the order in which they are tried when no test meets all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The length, with the items that must and may not be in the test.
    Length,
    /// The bounds of the classes of content.
    Content,
    /// The sets of enemies.
    Enemies,
    /// The time.
    Time,
}

const FAMILIES: [Family; 4] = [Family::Length, Family::Content, Family::Enemies, Family::Time];

impl fmt::Display for AssemblyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blueprint(error) => error.fmt(formatter),
            Self::Values => formatter.write_str("the items do not have one finite value each"),
            Self::Contained { item } => write!(formatter, "item {item} must be in the test, but is not in the bank, or is named twice"),
            Self::Infeasible { family } => write!(
                formatter,
                "no test meets the constraints: none is left when those of {} are added",
                match family {
                    Family::Length => "length",
                    Family::Content => "content",
                    Family::Enemies => "enemies",
                    Family::Time => "time",
                }
            ),
            Self::Solver => formatter.write_str("the integer programme could not be solved, for numerical reasons"),
        }
    }
}

impl std::error::Error for AssemblyError {}

/// The test of largest total value that meets the blueprint and contains the items given; items ascending (van der Linden and Reese, 1998; van der Linden, 2005).
///
/// With xᵢ ∈ {0, 1}: maximise Σ vᵢ xᵢ subject to Σ xᵢ = length; least ≤ Σ over a class ≤ most; Σ over a set of enemies ≤ 1; Σ tᵢ xᵢ ≤ time; xᵢ = 1 for contained, 0 for excluded items. Solved exactly by branch
/// and bound over linear programmes (the crate `microlp`, pure Rust; no time limit, so that the answer does not depend on the machine's speed). The result is checked against the blueprint before it is
/// returned. Of several best tests one is returned, always the same for the same input.
///
/// ```
/// use psychometrics::assembly::{Blueprint, ClassBounds, assemble};
///
/// let blueprint = Blueprint { length: 2, classes: vec![ClassBounds { items: vec![2, 3], least: 1, most: 1 }], ..Blueprint::default() };
/// assert_eq!(assemble(&blueprint, &[0.9, 0.8, 0.5, 0.6], &[]), Ok(vec![0, 3]));
/// ```
pub fn assemble(blueprint: &Blueprint, values: &[f64], contained: &[usize]) -> Result<Vec<usize>, AssemblyError> {
    blueprint.check(values.len()).map_err(AssemblyError::Blueprint)?;
    if values.iter().any(|value| !value.is_finite()) {
        return Err(AssemblyError::Values);
    }
    for (place, item) in contained.iter().enumerate() {
        if *item >= values.len() || contained[..place].contains(item) {
            return Err(AssemblyError::Contained { item: *item });
        }
    }
    if let Some(test) = solve(blueprint, values, contained, Family::Time)? {
        return Ok(test);
    }
    for family in FAMILIES {
        if solve(blueprint, values, contained, family)?.is_none() {
            return Err(AssemblyError::Infeasible { family });
        }
    }
    Err(AssemblyError::Solver)
}

/// The best test under the families up to `last`; `None` when there is none.
fn solve(blueprint: &Blueprint, values: &[f64], contained: &[usize], last: Family) -> Result<Option<Vec<usize>>, AssemblyError> {
    // A contained item that is excluded too, or enemies among the contained, are contradictions that the programme itself finds.
    let largest = values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let scale = if largest > 0.0 { 1.0 / largest } else { 1.0 };
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<Variable> = values
        .iter()
        .enumerate()
        .map(|(item, value)| {
            let least = i32::from(contained.contains(&item));
            let most = i32::from(!blueprint.excluded.contains(&item));
            // Bounds the wrong way round would be a programmer's error to the solver: the contradiction is told by a constraint instead.
            problem.add_integer_var(value * scale, if least <= most { (least, most) } else { (0, 1) })
        })
        .collect();
    if contained.iter().any(|item| blueprint.excluded.contains(item)) {
        return Ok(None);
    }
    let sum = |items: &mut dyn Iterator<Item = (usize, f64)>| {
        let mut expression = LinearExpr::empty();
        for (item, weight) in items {
            expression.add(variables[item], weight);
        }
        expression
    };
    problem.add_constraint(sum(&mut (0..values.len()).map(|item| (item, 1.0))), ComparisonOp::Eq, blueprint.length as f64);
    if last >= Family::Content {
        for class in &blueprint.classes {
            let items = distinct(&class.items);
            problem.add_constraint(sum(&mut items.iter().map(|item| (*item, 1.0))), ComparisonOp::Ge, class.least as f64);
            if class.most < items.len() {
                problem.add_constraint(sum(&mut items.iter().map(|item| (*item, 1.0))), ComparisonOp::Le, class.most as f64);
            }
        }
    }
    if last >= Family::Enemies {
        for set in &blueprint.enemies {
            problem.add_constraint(sum(&mut distinct(set).iter().map(|item| (*item, 1.0))), ComparisonOp::Le, 1.0);
        }
    }
    if last >= Family::Time
        && let Some(time) = &blueprint.time
    {
        problem.add_constraint(sum(&mut time.seconds.iter().map(|seconds| seconds / time.most).enumerate()), ComparisonOp::Le, 1.0);
    }
    let solution = match problem.solve_with(SolveOptions::default()) {
        Ok(outcome) if outcome.is_optimal() => outcome.into_solution().map_err(|_| AssemblyError::Solver)?,
        Err(Error::Infeasible) => return Ok(None),
        _ => return Err(AssemblyError::Solver),
    };
    let test: Vec<usize> = (0..values.len()).filter(|item| solution.var_value(variables[*item]) > 0.5).collect();
    let is_whole = last < Family::Time || (blueprint.is_met_by(&test) && contained.iter().all(|item| test.contains(item)));
    if is_whole { Ok(Some(test)) } else { Err(AssemblyError::Solver) }
}

fn distinct(items: &[usize]) -> Vec<usize> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    items
}
