//! What is said back: a wrong idea that meets no answer, or the same one, teaches nothing.

use super::reading::{Anchor, Part, Reading, Remark};
use super::words::{Lists, content, count, tokens};
use super::{Flaws, Rule, doubt, excerpt, fault, hint};
use crate::text::fold;

pub(super) const MISSING: Rule = fault("feedback-missing");
pub(super) const SAME: Rule = doubt("feedback-same");
pub(super) const FORMULA: Rule = hint("feedback-formula");
pub(super) const KEY_MUTE: Rule = doubt("feedback-mute");
pub(super) const BY_PLACE: Rule = fault("feedback-by-place");

/// Words below which nothing was explained.
const SAID: usize = 4;

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    for remark in &reading.remarks {
        if remark.is_of_key {
            if is_mute(remark, reading.lists) {
                found.push(KEY_MUTE, excerpt(&remark.text), remark.anchor);
            }
        } else if count(&remark.text) < SAID {
            found.push(MISSING, excerpt(&remark.text), remark.anchor);
        }
    }
    same(reading, found);
    formula(reading, found);
    for passage in reading.passages.iter().filter(|p| matches!(p.part, Part::Remark | Part::Explanation)) {
        if let Some(told) = by_place(&passage.text, reading.lists) {
            found.push(BY_PLACE, told, passage.anchor);
        }
    }
}

/// Whether the words on the key only approve, or say the option again.
fn is_mute(remark: &Remark, lists: &Lists) -> bool {
    let words = tokens(&remark.text);
    let option = content(&tokens(&remark.about), lists);
    let new = |w: &String| !lists.approvals.has(w) && !option.contains(&super::words::stem(w).to_owned());
    let said = words.iter().filter(|w| w.len() >= 4).filter(|w| new(w)).count();
    said < 2
}

fn wrong<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (&'a str, Anchor)> {
    reading.remarks.iter().filter(|r| !r.is_of_key && !r.text.trim().is_empty()).map(|r| (r.text.as_str(), r.anchor))
}

fn same(reading: &Reading<'_>, found: &mut Flaws) {
    let mut said: Vec<String> = Vec::new();
    for (text, anchor) in wrong(reading) {
        let folded = fold(text);
        if said.contains(&folded) {
            found.push(SAME, excerpt(text), anchor);
        } else {
            said.push(folded);
        }
    }
}

/// Whether all words on wrong ideas, three or more, begin with the same two words.
fn formula(reading: &Reading<'_>, found: &mut Flaws) {
    let openings: Vec<(Vec<String>, Anchor)> = wrong(reading).map(|(text, anchor)| (tokens(text).into_iter().take(2).collect(), anchor)).collect();
    if let Some((first, anchor)) = openings.first()
        && openings.len() >= 3
        && openings.iter().all(|(o, _)| o == first)
    {
        found.push(FORMULA, first.join(" "), *anchor);
    }
}

/// « la réponse B », « la première option », « ci-dessus »: the order was drawn, nobody sees the same.
fn by_place(text: &str, lists: &Lists) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let folded = tokens(text);
    if folded.len() != words.len() {
        return None; // a character that folds into several words: nothing can be said of places
    }
    for (i, pair) in folded.windows(2).enumerate() {
        let is_name = |w: &String| lists.names_of_options.has(w);
        let letter = matches!(words[i + 1], "A" | "B" | "C" | "D" | "E" | "F" | "1" | "2" | "3" | "4" | "5");
        let placed = lists.ordinals.has(&pair[0]) && is_name(&pair[1]);
        let above = pair[0] == "ci" && matches!(pair[1].as_str(), "dessus" | "dessous");
        if (is_name(&pair[0]) && letter) || placed || above {
            return Some(format!("{} {}", words[i], words[i + 1]));
        }
    }
    None
}
