//! What an answer is worth: a pure function of the interaction, what was shown, and what came back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::presentation::place;
use super::{Gap, Interaction, MailAction, Message, NumberEntry, Response, ShortAnswer, Shown};
use crate::refusal::Refusal;
use crate::text::{parse_number, same_answer};

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Points won, `0..=points`.
    pub won: u8,
    /// Points that could be won.
    pub points: u8,
}

impl Score {
    /// Whether everything was right.
    pub const fn is_full(self) -> bool {
        self.won == self.points
    }

    /// From a share of the points: full only for a share of 1, nothing below 0.
    fn of(share: f64, points: u8) -> Self {
        let won = (share.clamp(0.0, 1.0) * f64::from(points) + 1e-9).floor() as u8;
        Self { won: won.min(points), points }
    }
}

/// The share of right ones beyond what chance gives with `ways` ways to answer each.
fn beyond_chance(right: usize, of: usize, ways: usize) -> f64 {
    let share = right as f64 / of as f64;
    let chance = 1.0 / ways as f64;
    (share - chance) / (1.0 - chance)
}

/// Scores an answer; `None` is "I don't know", worth nothing and never refused.
///
/// # Errors
/// The answer is of another kind, incomplete, or names what was not shown.
pub fn score(interaction: &Interaction, shown: &Shown, response: Option<&Response>) -> Result<Score, Refusal> {
    let points = interaction.points();
    let Some(response) = response else {
        return Ok(Score { won: 0, points });
    };
    let share = match (interaction, response) {
        (Interaction::SingleChoice(x), Response::SingleChoice { choice }) => {
            let at = shown.authored(0, required(choice)?).ok_or(Refusal::ResponseUnknownOption)?;
            f64::from(x.options[at].correct)
        }
        (Interaction::MultipleChoice(x), Response::MultipleChoice { choices }) => {
            let chosen = picked(choices, |name| shown.authored(0, name))?;
            marked(&chosen, x.options.iter().map(|o| o.correct))
        }
        (Interaction::Ordering(x), Response::Ordering { order }) => {
            let order = order.iter().map(|name| shown.authored(0, name).ok_or(Refusal::ResponseUnknownOption)).collect::<Result<Vec<_>, _>>()?;
            let distinct: BTreeSet<usize> = order.iter().copied().collect();
            if order.len() != x.steps.len() || distinct.len() != order.len() {
                return Err(Refusal::ResponseIncomplete);
            }
            in_order(&order)
        }
        (Interaction::Matching(x), Response::Matching { pairs }) => {
            let chosen = complete(pairs, x.prompts.len(), |_, name| shown.authored(0, name))?;
            let right = x.prompts.iter().zip(&chosen).filter(|(p, a)| x.answers[**a].id == p.answer).count();
            beyond_chance(right, x.prompts.len(), x.answers.len())
        }
        (Interaction::Categorise(x), Response::Categorise { places }) => {
            let placed = complete(places, x.elements.len(), |_, name| place(name, x.categories.len()))?;
            let right = shown.order(0).zip(&placed).filter(|(e, c)| x.elements[*e].category == x.categories[**c].id).count();
            beyond_chance(right, x.elements.len(), x.categories.len())
        }
        (Interaction::Gaps(x), Response::Gaps { gaps }) => {
            let filled = filled_gaps(&x.gaps, shown, gaps)?;
            filled.iter().zip(&x.gaps).filter(|(typed, gap)| gap_is_right(gap, typed)).count() as f64 / x.gaps.len() as f64
        }
        (Interaction::ShortAnswer(x), Response::ShortAnswer { text }) => f64::from(short_is_right(x, required(text)?)),
        (Interaction::Number(x), Response::Number { value, unit }) => f64::from((number(x, value, unit.as_deref())? - x.value).abs() <= x.tolerance + 1e-9),
        (Interaction::HotText(x), Response::HotText { spots }) => {
            let chosen = picked(spots, |name| place(name, x.spots.len()))?;
            marked(&chosen, x.spots.iter().map(|s| s.correct))
        }
        (Interaction::Mailbox(x), Response::Mailbox { actions }) => {
            if actions.len() < x.messages.len() {
                return Err(Refusal::ResponseIncomplete);
            }
            let mut balance = 0.0;
            for (name, action) in actions {
                let message = &x.messages[place(name, x.messages.len()).ok_or(Refusal::ResponseUnknownOption)?];
                if !x.actions.contains(action) {
                    return Err(Refusal::ResponseUnknownOption);
                }
                balance += message_mark(message, *action);
            }
            balance / x.messages.len() as f64
        }
        (Interaction::Simulator(x), Response::Simulator { steps }) => super::simulator::share(x, shown, steps)?,
        _ => return Err(Refusal::ResponseShape),
    };
    Ok(Score::of(share, points))
}

/// A message dealt with well counts 1; a trap that was kept or answered takes one away.
fn message_mark(message: &Message, action: MailAction) -> f64 {
    if message.expect.contains(&action) {
        1.0
    } else if matches!(action, MailAction::Keep | MailAction::Reply) {
        -1.0
    } else {
        0.0
    }
}

fn required(text: &str) -> Result<&str, Refusal> {
    if text.trim().is_empty() { Err(Refusal::ResponseMissing) } else { Ok(text) }
}

fn picked(names: &[String], place: impl Fn(&str) -> Option<usize>) -> Result<BTreeSet<usize>, Refusal> {
    if names.is_empty() {
        return Err(Refusal::ResponseMissing);
    }
    names.iter().map(|name| place(name).ok_or(Refusal::ResponseUnknownOption)).collect()
}

/// (right ones chosen - wrong ones chosen) / right ones.
fn marked(chosen: &BTreeSet<usize>, key: impl Iterator<Item = bool>) -> f64 {
    let (mut balance, mut right) = (0.0, 0.0);
    for (i, correct) in key.enumerate() {
        right += f64::from(correct);
        if chosen.contains(&i) {
            balance += if correct { 1.0 } else { -1.0 };
        }
    }
    balance / right
}

/// Pairs in the right order, beyond the half that chance gives (Kendall's tau, negative values cut off).
fn in_order(order: &[usize]) -> f64 {
    let (mut right, mut pairs) = (0_usize, 0_usize);
    for (i, a) in order.iter().enumerate() {
        for b in &order[i + 1..] {
            pairs += 1;
            right += usize::from(a < b);
        }
    }
    beyond_chance(right, pairs, 2)
}

/// One answer for each of `length` places, in order of place.
fn complete(given: &BTreeMap<String, String>, length: usize, read: impl Fn(usize, &str) -> Option<usize>) -> Result<Vec<usize>, Refusal> {
    if given.keys().any(|name| place(name, length).is_none()) {
        return Err(Refusal::ResponseUnknownOption);
    }
    (0..length)
        .map(|i| {
            let name = given.get(&(i + 1).to_string()).filter(|s| !s.is_empty()).ok_or(Refusal::ResponseIncomplete)?;
            read(i, name).ok_or(Refusal::ResponseUnknownOption)
        })
        .collect()
}

/// The text put in each gap.
pub(super) fn filled_gaps(gaps: &[Gap], shown: &Shown, given: &BTreeMap<String, String>) -> Result<Vec<String>, Refusal> {
    if given.keys().any(|name| place(name, gaps.len()).is_none()) {
        return Err(Refusal::ResponseUnknownOption);
    }
    gaps.iter()
        .enumerate()
        .map(|(i, gap)| {
            let typed = given.get(&(i + 1).to_string()).filter(|s| !s.trim().is_empty()).ok_or(Refusal::ResponseIncomplete)?;
            if gap.options.is_empty() {
                Ok(typed.clone())
            } else {
                shown.authored(i, typed).map(|at| gap.options[at].clone()).ok_or(Refusal::ResponseUnknownOption)
            }
        })
        .collect()
}

pub(super) fn gap_is_right(gap: &Gap, typed: &str) -> bool {
    gap.answer.as_deref().map_or_else(|| gap.accept.iter().any(|a| same_answer(typed, a, 1)), |answer| answer == typed)
}

/// A foreseen wrong idea is wrong even where it is a typo away from a right one.
pub(super) fn short_is_right(x: &ShortAnswer, typed: &str) -> bool {
    let exactly_wrong = x.wrong.iter().flat_map(|w| &w.text).any(|w| same_answer(typed, w, 0));
    !exactly_wrong && x.accept.iter().any(|a| same_answer(typed, a, x.typos))
}

/// The number typed, in the reference unit.
pub(super) fn number(x: &NumberEntry, value: &str, unit: Option<&str>) -> Result<f64, Refusal> {
    let typed = parse_number(required(value)?).ok_or(Refusal::ResponseNotANumber)?;
    let unit = match unit.filter(|u| !u.is_empty()) {
        Some(name) => &x.units[place(name, x.units.len()).ok_or(Refusal::ResponseUnknownOption)?],
        None if x.units.len() == 1 => &x.units[0],
        None => return Err(Refusal::ResponseIncomplete),
    };
    Ok(typed * unit.factor)
}
