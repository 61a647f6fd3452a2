//! The form of a simulator: what stands in it, what a learner makes of it, and the steps that this is.

use psychometrics::random::Random;
use serde_json::{Value, json};

use super::response::{number, one, some, words};

/// A field of a simulator's form, and what stands in it on arrival.
#[derive(Debug)]
pub enum Field<'p> {
    /// Radio buttons: their values, and which one is on.
    One(Vec<&'p str>, Option<&'p str>),
    /// Boxes of a list: their values, and those that are ticked.
    Many(Vec<&'p str>, Vec<&'p str>),
    /// One box, and whether it is ticked: `on` is a switch, anything else an action.
    Box(&'p str, bool),
    /// Words, or a number.
    Words { number: bool },
    /// A list of turns.
    Turn,
}

/// Adds an input to the field of its name.
pub fn add<'p>(fields: &mut Vec<(&'p str, Field<'p>)>, name: &'p str, value: &'p str, radio: bool, checked: bool) {
    let last = fields.last_mut().filter(|(last, _)| *last == name).map(|(_, field)| field);
    match (last, radio) {
        (Some(Field::One(values, chosen)), true) => {
            values.push(value);
            *chosen = chosen.or(checked.then_some(value));
        }
        (Some(Field::Many(values, ticked)), false) => {
            values.push(value);
            ticked.extend(checked.then_some(value));
        }
        (_, true) => fields.push((name, Field::One(vec![value], checked.then_some(value)))),
        (_, false) if matches!(value, "on" | "done") => fields.push((name, Field::Box(value, checked))),
        (_, false) => fields.push((name, Field::Many(vec![value], checked.then_some(value).into_iter().collect()))),
    }
}

/// Draws what is done: the fields to send, and the answer as the product records it.
pub fn play<'p>(fields: &[(&'p str, Field<'p>)], random: &mut Random) -> Option<(Vec<(&'p str, String)>, Value)> {
    loop {
        let (mut sent, mut steps) = (Vec::new(), Vec::new());
        let mut turns: Vec<&str> = Vec::new();
        for (name, field) in fields {
            let on = name.strip_prefix("do-")?;
            let mut step = |value: &str| steps.push(json!({ "on": on, "value": value }));
            match field {
                Field::One(values, found) => {
                    let value = *one(values, random)?;
                    sent.push((*name, value.to_owned()));
                    if *found != Some(value) {
                        step(value);
                    }
                }
                Field::Many(values, found) => {
                    let rows = some(values.iter().copied(), random);
                    sent.extend(rows.iter().map(|row| (*name, (*row).to_owned())));
                    if rows != *found {
                        step(&rows.join(","));
                    }
                }
                Field::Box(word, found) => {
                    let ticked = random.uniform() < 0.5;
                    sent.extend(ticked.then(|| (*name, (*word).to_owned())));
                    match (*word, ticked == *found) {
                        (_, true) => {}
                        ("on", _) => step(if ticked { "on" } else { "off" }),
                        _ => step("done"),
                    }
                }
                Field::Words { number: asked } => {
                    let typed = if *asked { number(random) } else { words(random).to_owned() };
                    step(&typed);
                    sent.push((*name, typed));
                }
                Field::Turn => turns.push(name),
            }
        }
        random.shuffle(&mut turns);
        turns.truncate(random.below(turns.len() as u64 + 1) as usize);
        for (at, name) in turns.iter().enumerate() {
            sent.push((name, (at + 1).to_string()));
            steps.push(json!({ "on": name.strip_prefix("do-")?, "value": "done" }));
        }
        if fields.is_empty() {
            return None;
        }
        if !steps.is_empty() {
            return Some((sent, json!({ "kind": "simulator", "steps": steps })));
        }
    }
}
