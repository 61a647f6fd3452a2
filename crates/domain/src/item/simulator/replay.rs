//! What was done in a simulator, and what that is worth.
//!
//! The steps are played again from the state in which the person found the tool. Each rule then says 1 (right), 0 (wrong
//! or left), or -1 (a trap); of a pick of several rows, (right ones - wrong ones) / right ones, not below 0. With the
//! weights w, the balance b = sum of w * mark, the whole W = sum of w, and b0 the balance of whoever touches nothing
//! (not below 0), the share of the points is (b - b0) / (W - b0), cut to 0..1. So doing nothing is worth nothing, what
//! was right on arrival must merely not be spoilt, and a rule that becomes right never lowers the score.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::shown::{Control, controls};
use super::{Entry, Form, Rule, Simulator};
use crate::item::presentation::{Shown, place};
use crate::refusal::Refusal;
use crate::text::{parse_number, same_answer};

/// Something done: on which control, and the state in which it was left.
///
/// The value of a choice is the place of an option; of a switch, `on` or `off`; of a pick, the places of the picked rows,
/// with commas between them (`1,4`, or nothing); of an entry, what was typed; of an action, `done` or `not-done`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Place of the control among those shown, from `"1"`.
    pub on: String,
    /// The state in which it was left.
    pub value: String,
}

/// Steps that a person may take: more than anybody does, few enough to be read at once.
const MOST_STEPS: usize = 200;
/// Letters that may be typed into an entry.
const LONGEST: usize = 200;

/// The state of a control. Options and rows by their authored index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Chosen(Option<usize>),
    On(bool),
    Picked(BTreeSet<usize>),
    Typed(String),
    Done(bool),
}

/// Where everything stands after some steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Played {
    /// By place of the control.
    pub(super) states: Vec<State>,
    /// Places of the actions that were done, first to last.
    pub(super) order: Vec<usize>,
}

/// The share of the points that the steps are worth.
///
/// # Errors
/// Nothing was done, or a step names what was not shown or cannot be read.
pub(in crate::item) fn share(simulator: &Simulator, shown: &Shown, steps: &[Step]) -> Result<f64, Refusal> {
    if steps.is_empty() {
        return Err(Refusal::ResponseMissing);
    }
    let controls = controls(simulator, shown);
    let found = arrival(&controls);
    let left = play(&controls, shown, steps)?;
    let whole: f64 = simulator.rules.iter().map(|r| f64::from(r.weight)).sum();
    let nothing = balance(simulator, &controls, &found).max(0.0);
    Ok(if whole > nothing { (balance(simulator, &controls, &left) - nothing) / (whole - nothing) } else { 0.0 })
}

fn balance(simulator: &Simulator, controls: &[Control<'_>], played: &Played) -> f64 {
    simulator.rules.iter().map(|rule| f64::from(rule.weight) * mark(rule, controls, played)).sum()
}

/// The state in which a person finds the tool.
pub(super) fn arrival(controls: &[Control<'_>]) -> Played {
    let states = controls.iter().map(|control| match control {
        Control::Choice(x, _) => State::Chosen(x.initial.as_ref().and_then(|name| x.options.iter().position(|o| o.id == *name))),
        Control::Switch(x) => State::On(x.on),
        Control::Pick(x) => State::Picked(x.rows.iter().enumerate().filter(|(_, r)| x.initial.contains(&r.id)).map(|(i, _)| i).collect()),
        Control::Entry(x) => State::Typed(x.initial.clone().unwrap_or_default()),
        Control::Action(_) => State::Done(false),
    });
    Played { states: states.collect(), order: Vec::new() }
}

/// Plays the steps one after the other.
pub(super) fn play(controls: &[Control<'_>], shown: &Shown, steps: &[Step]) -> Result<Played, Refusal> {
    if steps.len() > MOST_STEPS {
        return Err(Refusal::TooLarge);
    }
    let mut played = arrival(controls);
    for step in steps {
        let at = place(&step.on, controls.len()).ok_or(Refusal::ResponseUnknownOption)?;
        let state = read(&controls[at], shown, &step.value)?;
        if let State::Done(done) = state {
            played.order.retain(|earlier| *earlier != at || done);
            if done && !played.order.contains(&at) {
                played.order.push(at);
            }
        }
        played.states[at] = state;
    }
    Ok(played)
}

fn read(control: &Control<'_>, shown: &Shown, value: &str) -> Result<State, Refusal> {
    let unknown = Refusal::ResponseUnknownOption;
    Ok(match control {
        Control::Choice(_, list) => State::Chosen(Some(shown.authored(*list, value).ok_or(unknown)?)),
        Control::Switch(_) => State::On(either(value, "on", "off")?),
        Control::Action(_) => State::Done(either(value, "done", "not-done")?),
        Control::Pick(x) => {
            let rows: BTreeSet<usize> = if value.is_empty() {
                BTreeSet::new()
            } else {
                value.split(',').map(|name| place(name, x.rows.len()).ok_or(unknown)).collect::<Result<_, _>>()?
            };
            if rows.len() > 1 && !x.many {
                return Err(Refusal::ResponseShape);
            }
            State::Picked(rows)
        }
        Control::Entry(_) if value.chars().count() > LONGEST => return Err(Refusal::TooLarge),
        Control::Entry(x) if x.form == Form::Number && !value.trim().is_empty() && parse_number(value).is_none() => return Err(Refusal::ResponseNotANumber),
        Control::Entry(_) => State::Typed(value.to_owned()),
    })
}

fn either(value: &str, yes: &str, no: &str) -> Result<bool, Refusal> {
    if value == yes {
        Ok(true)
    } else if value == no {
        Ok(false)
    } else {
        Err(Refusal::ResponseUnknownOption)
    }
}

/// What a rule says of what was done: -1 to 1.
pub(super) fn mark(rule: &Rule, controls: &[Control<'_>], played: &Played) -> f64 {
    let at = |name: &str| controls.iter().position(|c| c.id() == name);
    let turn = |name: &str| at(name).and_then(|at| played.order.iter().position(|done| *done == at));
    if let Some([one, other]) = &rule.before {
        return f64::from(turn(one).zip(turn(other)).is_some_and(|(one, other)| one < other));
    }
    if let Some(name) = &rule.first {
        return f64::from(turn(name) == Some(0));
    }
    let Some(at) = rule.control.as_deref().and_then(at) else { return 0.0 };
    let (control, state) = (&controls[at], &played.states[at]);
    if rule.wrong.iter().any(|idea| idea.trap && shows(rule, control, state, &idea.values)) {
        return -1.0;
    }
    if let (Control::Pick(x), State::Picked(rows)) = (control, state)
        && x.many
    {
        let hits = rows.iter().filter(|i| rule.right.contains(&x.rows[**i].id)).count() as f64;
        return ((hits - (rows.len() as f64 - hits)) / rule.right.len().max(1) as f64).max(0.0);
    }
    f64::from(shows(rule, control, state, &rule.right))
}

/// Whether a state is one of these values; of picked rows, whether one of them is.
pub(super) fn shows(rule: &Rule, control: &Control<'_>, state: &State, values: &[String]) -> bool {
    let says = |word: &str| values.iter().any(|v| v == word);
    match (control, state) {
        (Control::Choice(x, _), State::Chosen(Some(i))) => says(&x.options[*i].id),
        (Control::Switch(_), State::On(on)) => says(if *on { "on" } else { "off" }),
        (Control::Action(_), State::Done(done)) => says(if *done { "done" } else { "not-done" }),
        (Control::Pick(x), State::Picked(rows)) => rows.iter().any(|i| says(&x.rows[*i].id)),
        (Control::Entry(x), State::Typed(typed)) => !typed.trim().is_empty() && values.iter().any(|v| typed_as(rule, x, typed, v)),
        _ => false,
    }
}

fn typed_as(rule: &Rule, entry: &Entry, typed: &str, value: &str) -> bool {
    match entry.form {
        Form::Number => parse_number(typed).zip(parse_number(value)).is_some_and(|(a, b)| (a - b).abs() <= rule.tolerance + 1e-9),
        Form::Words => same_answer(typed, value, rule.typos),
        Form::Formula => formula(typed) == formula(value),
    }
}

/// A formula without what a spreadsheet does not care for.
fn formula(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '$').flat_map(char::to_uppercase).collect::<String>().trim_start_matches('=').to_owned()
}
