//! What is said back once the answer is in: line by line what was given, what was expected, and why.

use serde::{Deserialize, Serialize};

use super::interaction::not;
use super::presentation::{gap_pieces, place, spot_pieces};
use super::scoring::{filled_gaps, gap_is_right, number, short_is_right};
use super::{
    Categorise, Gap, Gaps, HotText, Interaction, Item, MailAction, Mailbox, Matching, Message, NumberEntry, Ordering, Prompt, Response, ShortAnswer, Shown,
    Spot, Step,
};
use crate::text::same_answer;

/// One line of the feedback.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent things to say, each true or not")]
pub struct Line {
    /// What it is about: an option, a step, a gap, a message.
    pub label: String,
    /// What was given for it, in words; empty when nothing was.
    pub given: Option<String>,
    /// What was expected, in words.
    pub expected: Option<String>,
    /// For choices: whether it was chosen.
    pub chosen: bool,
    /// For choices: whether it is part of the key.
    pub correct: bool,
    /// Whether the person was right about this line.
    pub right: bool,
    /// What the author says about it.
    pub feedback: Option<String>,
    /// For messages: what was done, and what could have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<MailAction>,
    /// For messages: actions that are right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected_actions: Vec<MailAction>,
    /// For simulators: what was done, where a word says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<Word>,
    /// For simulators: what had to be done, where a word says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_word: Option<Word>,
    /// For simulators: the line is about when something was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
    /// For simulators: left as it was found.
    #[serde(default, skip_serializing_if = "not")]
    pub untouched: bool,
}

/// A word about something done; the sentence is in the locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each says itself")]
pub enum Word {
    On,
    Off,
    Done,
    NotDone,
    InOrder,
    OtherOrder,
}

/// When something had to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Before all others.
    First,
    /// Before this other action.
    Before(String),
}

/// What is said back about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Line by line.
    pub lines: Vec<Line>,
    /// About the whole answer.
    pub remark: Option<String>,
}

/// Feedback on a scored answer. An answer that could not have been scored gives the key alone.
pub fn feedback(item: &Item, shown: &Shown, response: Option<&Response>) -> Feedback {
    let lines = match &item.interaction {
        Interaction::SingleChoice(x) => {
            let chosen = match response {
                Some(Response::SingleChoice { choice }) => shown.authored(0, choice),
                _ => None,
            };
            options(shown, &x.options, |i| chosen == Some(i))
        }
        Interaction::MultipleChoice(x) => {
            let chosen: Vec<usize> = match response {
                Some(Response::MultipleChoice { choices }) => choices.iter().filter_map(|c| shown.authored(0, c)).collect(),
                _ => Vec::new(),
            };
            options(shown, &x.options, |i| chosen.contains(&i))
        }
        Interaction::Ordering(x) => ordering(x, shown, response),
        Interaction::Matching(x) => matching(x, shown, response),
        Interaction::Categorise(x) => categorise(x, shown, response),
        Interaction::Gaps(x) => gaps(x, shown, response),
        Interaction::ShortAnswer(x) => vec![short_answer(x, response)],
        Interaction::Number(x) => vec![number_entry(x, response, &item.language)],
        Interaction::HotText(x) => hot_text(x, response),
        Interaction::Mailbox(x) => mailbox(x, response),
        Interaction::Simulator(x) => {
            let steps = match response {
                Some(Response::Simulator { steps }) => Some(steps.as_slice()),
                _ => None,
            };
            super::simulator::lines(x, shown, steps)
        }
    };
    let remark = match &item.interaction {
        Interaction::Ordering(x) => Some(x.feedback.clone()),
        _ => None,
    };
    Feedback { lines, remark }
}

fn ordering(x: &Ordering, shown: &Shown, response: Option<&Response>) -> Vec<Line> {
    let given: Vec<usize> = match response {
        Some(Response::Ordering { order }) => order.iter().filter_map(|c| shown.authored(0, c)).collect(),
        _ => Vec::new(),
    };
    let line = |(i, step): (usize, &Step)| {
        let at = given.iter().position(|g| *g == i);
        Line {
            label: step.text.clone(),
            given: at.map(|at| (at + 1).to_string()),
            expected: Some((i + 1).to_string()),
            right: at == Some(i),
            ..Line::default()
        }
    };
    x.steps.iter().enumerate().map(line).collect()
}

fn matching(x: &Matching, shown: &Shown, response: Option<&Response>) -> Vec<Line> {
    let line = |(i, prompt): (usize, &Prompt)| {
        let given = match response {
            Some(Response::Matching { pairs }) => pairs.get(&(i + 1).to_string()).and_then(|a| shown.authored(0, a)).map(|a| &x.answers[a]),
            _ => None,
        };
        Line {
            label: prompt.text.clone(),
            given: given.map(|a| a.text.clone()),
            expected: x.answers.iter().find(|a| a.id == prompt.answer).map(|a| a.text.clone()),
            right: given.is_some_and(|a| a.id == prompt.answer),
            feedback: Some(prompt.feedback.clone()),
            ..Line::default()
        }
    };
    x.prompts.iter().enumerate().map(line).collect()
}

fn categorise(x: &Categorise, shown: &Shown, response: Option<&Response>) -> Vec<Line> {
    let line = |(i, authored): (usize, usize)| {
        let element = &x.elements[authored];
        let given = match response {
            Some(Response::Categorise { places }) => places.get(&(i + 1).to_string()).and_then(|c| place(c, x.categories.len())).map(|c| &x.categories[c]),
            _ => None,
        };
        Line {
            label: element.text.clone(),
            given: given.map(|c| c.text.clone()),
            expected: x.categories.iter().find(|c| c.id == element.category).map(|c| c.text.clone()),
            right: given.is_some_and(|c| c.id == element.category),
            feedback: Some(element.feedback.clone()),
            ..Line::default()
        }
    };
    shown.order(0).enumerate().map(line).collect()
}

fn gaps(x: &Gaps, shown: &Shown, response: Option<&Response>) -> Vec<Line> {
    let filled = match response {
        Some(Response::Gaps { gaps }) => filled_gaps(&x.gaps, shown, gaps).ok(),
        _ => None,
    };
    let line = |(i, gap): (usize, &Gap)| {
        let given = filled.as_ref().map(|f| f[i].clone());
        Line {
            label: around_gap(&x.text, &gap.id),
            right: given.as_ref().is_some_and(|g| gap_is_right(gap, g)),
            given,
            expected: gap.answer.clone().or_else(|| gap.accept.first().cloned()),
            feedback: Some(gap.feedback.clone()),
            ..Line::default()
        }
    };
    x.gaps.iter().enumerate().map(line).collect()
}

fn short_answer(x: &ShortAnswer, response: Option<&Response>) -> Line {
    let given = match response {
        Some(Response::ShortAnswer { text }) => Some(text.trim().to_owned()),
        _ => None,
    };
    let right = given.as_ref().is_some_and(|g| short_is_right(x, g));
    let idea = given.as_ref().and_then(|g| x.wrong.iter().find(|w| w.text.iter().any(|t| same_answer(g, t, 1))));
    Line {
        expected: x.accept.first().cloned(),
        feedback: (!right).then(|| idea.map_or_else(|| x.feedback.clone(), |w| w.feedback.clone())),
        given,
        right,
        ..Line::default()
    }
}

fn number_entry(x: &NumberEntry, response: Option<&Response>, language: &str) -> Line {
    let (given, value) = match response {
        Some(Response::Number { value, unit }) => {
            let name = unit.as_deref().and_then(|u| place(u, x.units.len())).map_or(x.unit.as_str(), |u| x.units[u].name.as_str());
            (Some(format!("{} {name}", value.trim())), number(x, value, unit.as_deref()).ok())
        }
        _ => (None, None),
    };
    let near = |wanted: f64| value.is_some_and(|v| (v - wanted).abs() <= x.tolerance + 1e-9);
    let right = near(x.value);
    let idea = x.wrong.iter().find(|w| near(w.value)).filter(|_| !right);
    Line {
        expected: Some(format!("{} {}", written_in(language, x.value), x.unit)),
        feedback: (!right).then(|| idea.map_or_else(|| x.feedback.clone(), |w| w.feedback.clone())),
        given,
        right,
        ..Line::default()
    }
}

fn hot_text(x: &HotText, response: Option<&Response>) -> Vec<Line> {
    let chosen: Vec<usize> = match response {
        Some(Response::HotText { spots }) => spots.iter().filter_map(|s| place(s, x.spots.len())).collect(),
        _ => Vec::new(),
    };
    let line = |(i, spot): (usize, &Spot)| Line {
        label: words_of_spot(&x.text, &spot.id),
        chosen: chosen.contains(&i),
        correct: spot.correct,
        right: chosen.contains(&i) == spot.correct,
        feedback: Some(spot.feedback.clone()),
        ..Line::default()
    };
    x.spots.iter().enumerate().map(line).collect()
}

fn mailbox(x: &Mailbox, response: Option<&Response>) -> Vec<Line> {
    let line = |(i, message): (usize, &Message)| {
        let action = match response {
            Some(Response::Mailbox { actions }) => actions.get(&(i + 1).to_string()).copied(),
            _ => None,
        };
        Line {
            label: format!("{} ({})", message.subject, message.from),
            expected: Some(message.clue.clone()),
            right: action.is_some_and(|a| message.expect.contains(&a)),
            feedback: Some(message.feedback.clone()),
            action,
            expected_actions: message.expect.clone(),
            ..Line::default()
        }
    };
    x.messages.iter().enumerate().map(line).collect()
}

fn options(shown: &Shown, options: &[super::Opt], chosen: impl Fn(usize) -> bool) -> Vec<Line> {
    shown
        .order(0)
        .map(|i| {
            let option = &options[i];
            let picked = chosen(i);
            Line {
                label: option.text.clone(),
                chosen: picked,
                correct: option.correct,
                right: picked == option.correct,
                feedback: (picked || option.correct).then(|| option.feedback.clone()),
                ..Line::default()
            }
        })
        .collect()
}

/// The sentence around a gap, the gap shown as an ellipsis in brackets.
fn around_gap(text: &str, gap: &str) -> String {
    let whole: String = gap_pieces(text)
        .map(|piece| match piece {
            Ok(words) => words.to_owned(),
            Err(name) if name == gap => "[…]".to_owned(),
            Err(_) => "…".to_owned(),
        })
        .collect();
    whole.split_inclusive(['.', '!', '?', '\n']).find(|s| s.contains("[…]")).unwrap_or(&whole).trim().to_owned()
}

pub(super) fn words_of_spot(text: &str, spot: &str) -> String {
    spot_pieces(text).find_map(|p| p.err().filter(|(name, _)| *name == spot)).map_or_else(String::new, |(_, words)| words.to_owned())
}

/// `3.5`, in French `3,5`: the review is in the language of the item.
fn written_in(language: &str, value: f64) -> String {
    let number = value.to_string();
    if language == "fr" { number.replace('.', ",") } else { number }
}
