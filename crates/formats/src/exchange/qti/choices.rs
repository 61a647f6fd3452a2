//! Choices, orders and marked passages.

use std::cell::RefCell;

use domain::item::{HotText, Interaction, MultipleChoice, Opt, Ordering, Response, SingleChoice, Spot, Text};

use super::super::draft::{Import, Refused, Said, refused};
use super::super::judge::{orders, subsets};
use super::super::limits;
use super::super::loss::Code;
use super::super::prose::{Prose, Visit, written};
use super::super::xml::El;
use super::body::{Notes, readable};
use super::built::{Built, at, one, place};
use super::feedback::of_choice;
use super::processing::Processing;
use super::value::{Atom, Cardinality, Value, Variables};

/// Names and texts of choices.
pub(super) fn read_choices<'a>(import: &mut Import, said: &Said, choices: impl Iterator<Item = El<'a>>) -> Result<Vec<(String, String, El<'a>)>, Refused> {
    let choices: Vec<El<'a>> = choices.collect();
    if choices.len() > limits::CHOICES {
        return refused(Code::TooManyChoices, choices.len().to_string());
    }
    choices.into_iter().map(|el| Ok((el.id().to_owned(), readable(import, said, el)?, el))).collect()
}

/// Names that are right, as far as they are declared: by the correct response, or by what is worth most in the mapping.
pub(super) fn declared(variables: &Variables, id: &str) -> Result<Vec<Atom>, Refused> {
    let variable = variables.response(id)?;
    if variable.value != Value::Null {
        return Ok(variable.value.atoms().to_vec());
    }
    let Some(mapping) = &variable.mapping else { return Ok(Vec::new()) };
    let most = mapping.entries.iter().map(|(_, worth, _)| *worth).fold(0.0, f64::max);
    let wanted = |worth: f64| worth > 0.0 && (variable.cardinality == Cardinality::Multiple || worth >= most);
    Ok(mapping.entries.iter().filter(|(_, worth, _)| wanted(*worth)).map(|(atom, ..)| atom.clone()).collect())
}

/// The names of the key, each of them offered. Where none is declared, the answer that the rules give most to.
fn key_names(variables: &Variables, processing: &Processing<'_>, id: &str, names: &[String]) -> Result<Vec<String>, Refused> {
    let mut key = Vec::new();
    for atom in declared(variables, id)? {
        match atom {
            Atom::Text(name) if names.contains(&name) => key.push(name),
            other => return refused(Code::KeyUnknown, other.to_string()),
        }
    }
    if !key.is_empty() {
        return Ok(key);
    }
    let is_single = variables.response(id)?.cardinality == Cardinality::Single;
    let mut best: (f64, Vec<Vec<usize>>) = (0.0, Vec::new());
    for set in subsets(&[], names.len()).into_iter().filter(|s| !is_single || s.len() == 1) {
        let atoms: Vec<Atom> = set.iter().map(|i| Atom::Text(names[*i].clone())).collect();
        let value = if is_single { Value::One(atoms[0].clone()) } else { Value::Many(atoms) };
        let worth = processing.run(&one(id, value))?.get("SCORE").and_then(Value::as_number).unwrap_or(0.0);
        if worth > best.0 + 1e-9 {
            best = (worth, vec![set]);
        } else if worth > 0.0 && (worth - best.0).abs() <= 1e-9 {
            best.1.push(set);
        }
    }
    match best.1.as_slice() {
        [set] => Ok(set.iter().map(|i| names[*i].clone()).collect()),
        [] => refused(Code::NoKey, id),
        [first, ..] => refused(Code::SeveralKeys, first.iter().map(|i| names[*i].as_str()).collect::<Vec<_>>().join(" ")),
    }
}

/// The largest number of choices that may be made: 0 is as many as there are.
fn most_choices(el: El<'_>, of: usize) -> usize {
    match el.number("max-choices").unwrap_or(1.0) {
        n if n >= 1.0 => (n as usize).min(of),
        _ => of,
    }
}

pub(super) fn choice<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables, processing: &Processing<'_>) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    let choices = read_choices(import, said, el.all("simple-choice"))?;
    let names: Vec<String> = choices.iter().map(|(name, ..)| name.clone()).collect();
    let cardinality = variables.response(id)?.cardinality;
    let key = key_names(variables, processing, id, &names)?;
    let most = if cardinality == Cardinality::Single { 1 } else { most_choices(el, names.len()) };
    let inline: Vec<String> = choices.iter().map(|(.., el)| of_choice(import, said, *el)).collect::<Result<_, _>>()?;
    let options =
        choices.iter().map(|(name, text, _)| Opt { id: name.clone(), text: text.clone(), correct: key.contains(name), feedback: String::new() }).collect();
    let shuffle = el.flag("shuffle");
    let value = move |names: &[String]| cardinality.value(names.iter().cloned().map(Atom::Text).collect());
    if most == 1 {
        if key.len() > 1 {
            return refused(Code::SeveralKeys, key.join(" "));
        }
        return Ok(Built {
            interaction: Interaction::SingleChoice(SingleChoice { options, shuffle, points: 1 }),
            plays: (0..names.len()).map(|i| Response::SingleChoice { choice: place(i) }).collect(),
            outside: Box::new(move |response| match response {
                Response::SingleChoice { choice } => one(id, value(&at(&names, choice).cloned().into_iter().collect::<Vec<_>>())),
                _ => one(id, Value::Null),
            }),
            inline,
        });
    }
    limited(import, said, el, most, names.len());
    let right: Vec<usize> = (0..names.len()).filter(|i| key.contains(&names[*i])).collect();
    let plays = subsets(&right, names.len()).into_iter().filter(|s| s.len() <= most);
    Ok(Built {
        interaction: Interaction::MultipleChoice(MultipleChoice { options, shuffle, points: 1 }),
        plays: plays.map(|s| Response::MultipleChoice { choices: s.into_iter().map(place).collect() }).collect(),
        outside: Box::new(move |response| match response {
            Response::MultipleChoice { choices } => one(id, value(&choices.iter().filter_map(|c| at(&names, c)).cloned().collect::<Vec<_>>())),
            _ => one(id, Value::Null),
        }),
        inline,
    })
}

fn limited(import: &mut Import, said: &Said, el: El<'_>, most: usize, of: usize) {
    if most < of || el.number("min-choices").is_some_and(|n| n > 1.0) {
        import.lose(said.line, &said.origin, Code::ChoiceLimit, most.to_string());
    }
}

pub(super) fn order<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    let choices = read_choices(import, said, el.all("simple-choice"))?;
    let key = declared(variables, id)?;
    if key.is_empty() {
        return refused(Code::NoKey, id);
    }
    if key.len() != choices.len() || el.number("max-choices").is_some_and(|n| n >= 1.0 && (n as usize) < choices.len()) {
        return refused(Code::PartialOrder, format!("{} / {}", key.len(), choices.len()));
    }
    let mut steps: Vec<Text> = Vec::new();
    for atom in &key {
        let found = choices.iter().find(|(name, ..)| *atom == Atom::Text(name.clone()));
        let Some((name, text, _)) = found.filter(|(name, ..)| steps.iter().all(|s| s.id != *name)) else {
            return refused(Code::KeyUnknown, atom.to_string());
        };
        steps.push(Text { id: name.clone(), text: text.clone() });
    }
    let names: Vec<String> = steps.iter().map(|s| s.id.clone()).collect();
    Ok(Built {
        plays: orders(names.len()).into_iter().map(|o| Response::Ordering { order: o.into_iter().map(place).collect() }).collect(),
        interaction: Interaction::Ordering(Ordering { steps, points: 1, feedback: String::new() }),
        outside: Box::new(move |response| match response {
            Response::Ordering { order } => one(id, Value::Row(order.iter().filter_map(|s| at(&names, s)).cloned().map(Atom::Text).collect())),
            _ => one(id, Value::Null),
        }),
        inline: Vec::new(),
    })
}

pub(super) fn hot_text<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables, processing: &Processing<'_>) -> Result<Built<'a>, Refused> {
    let id = el.attr("response-identifier").unwrap_or_default().trim();
    let spots: RefCell<Vec<El<'a>>> = RefCell::default();
    let notes = Notes::default();
    let prose = Prose::of_xml(el, &mut |e| {
        if e.is("hottext") {
            spots.borrow_mut().push(e);
            return Visit::Hole(spots.borrow().len() - 1);
        }
        notes.visit(e)
    });
    let paragraphs = import.paragraphs(said, prose)?;
    notes.tell(import, said)?;
    let choices = read_choices(import, said, spots.into_inner().into_iter())?;
    let names: Vec<String> = choices.iter().map(|(name, ..)| name.clone()).collect();
    let key = key_names(variables, processing, id, &names)?;
    let cardinality = variables.response(id)?.cardinality;
    let ours = our_names(&names);
    let text = written(&paragraphs, |n| format!("[[{}:{}]]", ours[n], choices[n].1));
    // exactly the brackets that were put there, and no others
    let count = names.len();
    let is_clean = text.matches("[[").count() == count && text.matches("]]").count() == count;
    if !is_clean || choices.iter().any(|(_, words, _)| words.contains("[[") || words.contains("]]") || words.ends_with(']')) {
        return refused(Code::Brackets, "[[ ]]");
    }
    let most = if cardinality == Cardinality::Single { 1 } else { most_choices(el, count) };
    limited(import, said, el, most, count);
    let inline: Vec<String> = choices.iter().map(|(.., el)| of_choice(import, said, *el)).collect::<Result<_, _>>()?;
    let right: Vec<usize> = (0..count).filter(|i| key.contains(&names[*i])).collect();
    let spots = ours.into_iter().zip(&names).map(|(ours, name)| Spot { id: ours, correct: key.contains(name), feedback: String::new() }).collect();
    Ok(Built {
        interaction: Interaction::HotText(HotText { text, spots, points: 1 }),
        plays: subsets(&right, count)
            .into_iter()
            .filter(|s| s.len() <= most)
            .map(|s| Response::HotText { spots: s.into_iter().map(place).collect() })
            .collect(),
        outside: Box::new(move |response| match response {
            Response::HotText { spots } => one(id, cardinality.value(spots.iter().filter_map(|s| at(&names, s)).cloned().map(Atom::Text).collect())),
            _ => one(id, Value::Null),
        }),
        inline,
    })
}

/// Names that may stand in our texts; others are numbered.
pub(super) fn our_names(names: &[String]) -> Vec<String> {
    let is_ours = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if names.iter().all(is_ours) { names.to_vec() } else { (1..=names.len()).map(|n| format!("p{n}")).collect() }
}
