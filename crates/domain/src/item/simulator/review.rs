//! What is said back about a simulator: rule by rule what was done, what was awaited, and why.

use super::replay::{Played, State, Step, arrival, mark, play, shows};
use super::shown::{Control, controls};
use super::{Rule, Simulator};
use crate::item::feedback::{Line, Turn, Word};
use crate::item::presentation::Shown;

/// A line for each rule. Steps that cannot be played, or none, give what was awaited alone.
pub(in crate::item) fn lines(simulator: &Simulator, shown: &Shown, steps: Option<&[Step]>) -> Vec<Line> {
    let controls = controls(simulator, shown);
    let found = arrival(&controls);
    let left = steps.and_then(|steps| play(&controls, shown, steps).ok());
    let line = |rule: &Rule| match (&rule.control, &rule.before, &rule.first) {
        (Some(name), ..) => of_control(rule, name, &controls, left.as_ref(), &found),
        (_, Some([one, other]), _) => of_order(rule, one, Some(other), &controls, left.as_ref()),
        (_, _, first) => of_order(rule, first.as_deref().unwrap_or_default(), None, &controls, left.as_ref()),
    };
    simulator.rules.iter().map(line).collect()
}

fn of_control(rule: &Rule, name: &str, controls: &[Control<'_>], left: Option<&Played>, found: &Played) -> Line {
    let Some(at) = controls.iter().position(|c| c.id() == name) else { return Line::default() };
    let control = &controls[at];
    let right = left.is_some_and(|left| mark(rule, controls, left) > 1.0 - 1e-9);
    let state = left.map(|left| &left.states[at]);
    let idea = state.filter(|_| !right).and_then(|state| rule.wrong.iter().find(|idea| shows(rule, control, state, &idea.values)));
    let (expected, expected_word) = awaited(rule, control);
    Line {
        label: control.label().to_owned(),
        given: state.and_then(|state| in_text(control, state)),
        word: state.and_then(in_a_word),
        // a control that nobody touched says so: what stands in it was there before
        untouched: state.is_some_and(|state| *state == found.states[at] && !matches!(state, State::Done(_))),
        expected,
        expected_word,
        right,
        feedback: Some(idea.map_or_else(|| rule.feedback.clone(), |idea| idea.feedback.clone())),
        ..Line::default()
    }
}

fn of_order(rule: &Rule, one: &str, other: Option<&String>, controls: &[Control<'_>], left: Option<&Played>) -> Line {
    let at = |name: &str| controls.iter().position(|c| c.id() == name);
    let label = |name: &str| at(name).map(|at| controls[at].label().to_owned()).unwrap_or_default();
    let done = |left: &Played, name: &str| at(name).is_some_and(|at| left.states[at] == State::Done(true));
    let right = left.is_some_and(|left| mark(rule, controls, left) > 0.5);
    let word = left.map(|left| {
        if right {
            Word::InOrder
        } else if done(left, one) && other.is_none_or(|other| done(left, other)) {
            Word::OtherOrder
        } else {
            Word::NotDone
        }
    });
    Line {
        label: label(one),
        turn: Some(other.map_or(Turn::First, |other| Turn::Before(label(other)))),
        word,
        expected_word: Some(Word::InOrder),
        right,
        feedback: Some(rule.feedback.clone()),
        ..Line::default()
    }
}

fn in_a_word(state: &State) -> Option<Word> {
    match state {
        State::On(on) => Some(if *on { Word::On } else { Word::Off }),
        State::Done(done) => Some(if *done { Word::Done } else { Word::NotDone }),
        _ => None,
    }
}

fn in_text(control: &Control<'_>, state: &State) -> Option<String> {
    match (control, state) {
        (Control::Choice(x, _), State::Chosen(Some(i))) => Some(x.options[*i].text.clone()),
        (Control::Pick(x), State::Picked(rows)) => joined(rows.iter().map(|i| &x.rows[*i].cells)),
        (Control::Entry(x), State::Typed(typed)) if !typed.trim().is_empty() => Some(with_unit(typed.trim(), x.unit.as_deref())),
        _ => None,
    }
}

fn awaited(rule: &Rule, control: &Control<'_>) -> (Option<String>, Option<Word>) {
    let right = |id: &String| rule.right.contains(id);
    match control {
        Control::Choice(x, _) => {
            let texts: Vec<&str> = x.options.iter().filter(|o| right(&o.id)).map(|o| o.text.as_str()).collect();
            (Some(texts.join(" / ")), None)
        }
        Control::Pick(x) => (joined(x.rows.iter().filter(|r| right(&r.id)).map(|r| &r.cells)), None),
        Control::Entry(x) => (rule.right.first().map(|r| with_unit(r, x.unit.as_deref())), None),
        Control::Switch(_) => (None, Some(if rule.right.iter().any(|v| v == "on") { Word::On } else { Word::Off })),
        Control::Action(_) => (None, Some(if rule.right.iter().any(|v| v == "done") { Word::Done } else { Word::NotDone })),
    }
}

/// Rows in words: cells with commas between them, rows with semicolons.
fn joined<'a>(rows: impl Iterator<Item = &'a Vec<String>>) -> Option<String> {
    let words = |cells: &Vec<String>| cells.iter().filter(|c| !c.trim().is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ");
    let rows: Vec<String> = rows.map(words).collect();
    (!rows.is_empty()).then(|| rows.join(" ; "))
}

fn with_unit(text: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| text.to_owned(), |unit| format!("{text} {unit}"))
}
