//! The steps that win everything.

use super::replay::Step;
use super::shown::{Control, controls, named};
use super::{Rule, Simulator};
use crate::item::presentation::Shown;

/// What a person who knows does, in an order that no rule is against.
pub(in crate::item) fn key_steps(simulator: &Simulator, shown: &Shown) -> Vec<Step> {
    let controls = controls(simulator, shown);
    let rule_of = |name: &str| simulator.rules.iter().find(|r| r.control.as_deref() == Some(name));
    let mut steps = Vec::new();
    let mut actions = Vec::new();
    for (at, control) in controls.iter().enumerate() {
        let asked = simulator.rules.iter().any(|r| r.before.iter().flatten().chain(&r.first).any(|name| name == control.id()));
        match (control, rule_of(control.id())) {
            (Control::Action(x), rule) if rule.map_or(asked, |r| r.right.iter().any(|v| v == "done")) => actions.push((at, x.id.as_str())),
            (_, Some(rule)) => steps.extend(value(rule, control, shown).map(|value| Step { on: named(at), value })),
            _ => {}
        }
    }
    steps.extend(sorted(simulator, actions).into_iter().map(|at| Step { on: named(at), value: "done".to_owned() }));
    steps
}

fn value(rule: &Rule, control: &Control<'_>, shown: &Shown) -> Option<String> {
    let right = rule.right.first()?;
    match control {
        Control::Choice(x, list) => {
            let authored = x.options.iter().position(|o| o.id == *right)?;
            shown.order(*list).position(|i| i == authored).map(named)
        }
        Control::Pick(x) => {
            let wanted = |id: &String| if x.many { rule.right.contains(id) } else { id == right };
            Some(x.rows.iter().enumerate().filter(|(_, row)| wanted(&row.id)).map(|(i, _)| named(i)).collect::<Vec<_>>().join(","))
        }
        Control::Switch(_) | Control::Entry(_) => Some(right.clone()),
        Control::Action(_) => None,
    }
}

/// Places of the actions, each after those that must come before it.
fn sorted(simulator: &Simulator, mut waiting: Vec<(usize, &str)>) -> Vec<usize> {
    let mut done = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let held = |name: &str| {
            waiting.iter().any(|(_, other)| {
                *other != name
                    && simulator.rules.iter().any(|r| r.before.as_ref().is_some_and(|[a, b]| a == other && b == name) || r.first.as_deref() == Some(*other))
            })
        };
        // a circle of orders cannot be kept: whichever comes first, the check says that the key loses
        let next = waiting.iter().position(|(_, name)| !held(name)).unwrap_or(0);
        done.push(waiting.remove(next).0);
    }
    done
}
