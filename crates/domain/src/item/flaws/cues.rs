//! What tells the key to who does not know: its length, a word, its grammar, its caution.

use super::reading::{Anchor, Choices, Offer, Reading};
use super::words::{Lists, Words, as_written, content, tokens};
use super::{Flaws, Rule, doubt, excerpt, fault, hint};
use crate::item::presentation::gap_pieces;
use crate::item::{Gaps, Interaction};

pub(super) const KEY_LONG: Rule = doubt("key-long");
pub(super) const KEY_SHORT: Rule = hint("key-short");
pub(super) const WORD_CUE: Rule = doubt("word-cue");
pub(super) const GRAMMAR_CUE: Rule = fault("grammar-cue");
pub(super) const ORDER_CUE: Rule = doubt("order-cue");
pub(super) const TITLE_CUE: Rule = hint("title-cue");
pub(super) const ABSOLUTE_WRONG: Rule = doubt("absolute-wrong");
pub(super) const VAGUE_KEY: Rule = doubt("vague-key");

/// How much longer than every wrong option a key is when its length is seen at a glance; half more is refused by the check.
const LONGER: f64 = 1.2;
/// The same where several are right, and each is longer than every wrong one.
const LONGER_EACH: f64 = 1.1;
/// The same for the shortest.
const SHORTER: f64 = 0.6;
/// Characters below which a difference of length is not seen.
const SEEN: f64 = 12.0;

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    for choices in &reading.choices {
        length(choices, found);
        absolute(choices, reading.lists, found);
        vague(choices, reading.lists, found);
        word(reading, choices, found);
        title(reading, choices, found);
    }
    match &reading.item.interaction {
        Interaction::Gaps(x) => elision(x, found),
        Interaction::Ordering(x) => {
            for (i, step) in x.steps.iter().enumerate() {
                if let Some(told) = tokens(&step.text).iter().find(|w| reading.lists.orderings.has(w)) {
                    found.push(ORDER_CUE, as_written(told, &step.text), ("[[interaction.steps]]", i));
                }
            }
        }
        Interaction::Matching(x) => matching(x, reading.lists, found),
        _ => {}
    }
    typed_title(reading, found);
}

fn letters(offer: &Offer) -> f64 {
    offer.text.trim().chars().count() as f64
}

fn length(choices: &Choices, found: &mut Flaws) {
    let Some((key, wrong)) = choices.one_key() else { return several_lengths(choices, found) };
    let longest = wrong.iter().map(|o| letters(o)).fold(0.0, f64::max);
    let shortest = wrong.iter().map(|o| letters(o)).fold(f64::INFINITY, f64::min);
    if letters(key) > LONGER * longest && letters(key) - longest >= SEEN {
        found.push(KEY_LONG, format!("{} / {longest}", letters(key)), key.anchor);
    }
    if letters(key) < SHORTER * shortest && shortest - letters(key) >= SEEN {
        found.push(KEY_SHORT, format!("{} / {shortest}", letters(key)), key.anchor);
    }
}

/// With several right options: whether every one of them is longer than every wrong one.
fn several_lengths(choices: &Choices, found: &mut Flaws) {
    let (right, wrong): (Vec<_>, Vec<_>) = choices.offers.iter().partition(|o| o.is_key);
    if right.len() < 2 || wrong.len() < 2 {
        return;
    }
    let shortest_right = right.iter().map(|o| letters(o)).fold(f64::INFINITY, f64::min);
    let longest_wrong = wrong.iter().map(|o| letters(o)).fold(0.0, f64::max);
    if shortest_right > LONGER_EACH * longest_wrong {
        found.push(KEY_LONG, format!("{shortest_right} / {longest_wrong}"), right[0].anchor);
    }
}

fn has<'a>(offer: &'a Offer, list: &Words) -> Option<&'a str> {
    offer.words.iter().map(String::as_str).find(|w| list.has(w))
}

fn absolute(choices: &Choices, lists: &Lists, found: &mut Flaws) {
    let (right, wrong): (Vec<_>, Vec<_>) = choices.offers.iter().partition(|o| o.is_key);
    let told: Vec<(&Offer, &str)> = wrong.iter().filter_map(|o| Some((*o, has(o, &lists.absolute)?))).collect();
    if let [(first, _), ..] = told[..]
        && told.len() >= 2
        && !right.is_empty()
        && right.iter().all(|o| has(o, &lists.absolute).is_none())
    {
        found.push(ABSOLUTE_WRONG, told.iter().map(|(o, w)| as_written(w, &o.text)).collect::<Vec<_>>().join(", "), first.anchor);
    }
}

fn vague(choices: &Choices, lists: &Lists, found: &mut Flaws) {
    let (right, wrong): (Vec<_>, Vec<_>) = choices.offers.iter().partition(|o| o.is_key);
    let told: Vec<String> = right.iter().filter_map(|o| Some(as_written(has(o, &lists.vague)?, &o.text))).collect();
    if wrong.len() >= 2 && !told.is_empty() && told.len() == right.len() && wrong.iter().all(|o| has(o, &lists.vague).is_none()) {
        found.push(VAGUE_KEY, told.join(", "), right[0].anchor);
    }
}

/// Words of `of` that stand in the key and in no wrong option.
fn only_in_key(of: &[String], key: &Offer, wrong: &[&Offer]) -> Vec<String> {
    key.content.iter().filter(|w| of.contains(w) && !wrong.iter().any(|o| o.content.contains(w))).cloned().collect()
}

/// A word of the question stands in the key alone, and the wrong options take up none.
fn word(reading: &Reading<'_>, choices: &Choices, found: &mut Flaws) {
    let Some((key, wrong)) = choices.one_key() else { return };
    if !choices.is_listed {
        return;
    }
    let asked = if choices.label.is_empty() { &reading.item.question } else { &choices.label };
    let stem = content(&tokens(asked), reading.lists);
    let mut shared = only_in_key(&stem, key, &wrong);
    if choices.label.is_empty() {
        // a long situation lends its words to every good option: only when no wrong option has any of them do they point
        let situation = content(&tokens(&reading.item.situation), reading.lists);
        let of_situation = only_in_key(&situation, key, &wrong);
        let wrong_share = wrong.iter().any(|o| o.content.iter().any(|w| situation.contains(w)));
        if !wrong_share && of_situation.len() >= 2 {
            shared.extend(of_situation);
        }
    }
    let wrong_take_up = wrong.iter().any(|o| o.content.iter().any(|w| stem.contains(w)));
    shared.sort_unstable();
    shared.dedup();
    if !shared.is_empty() && !wrong_take_up {
        found.push(WORD_CUE, whole_words(&shared, &key.text), key.anchor);
    }
}

/// The words as they stand in a text, by their stems.
fn whole_words(stems: &[String], text: &str) -> String {
    let words = tokens(text);
    let whole = |s: &String| words.iter().find(|w| super::words::stem(w) == s).map_or_else(|| s.clone(), |w| as_written(w, text));
    stems.iter().map(whole).collect::<Vec<_>>().join(", ")
}

/// A line and its answer share a word that no other answer has.
fn matching(x: &crate::item::Matching, lists: &Lists, found: &mut Flaws) {
    let answers: Vec<(&str, &str, Vec<String>)> = x.answers.iter().map(|a| (a.id.as_str(), a.text.as_str(), content(&tokens(&a.text), lists))).collect();
    for (i, prompt) in x.prompts.iter().enumerate() {
        let line = content(&tokens(&prompt.text), lists);
        let Some((_, text, own)) = answers.iter().find(|(id, ..)| *id == prompt.answer) else { continue };
        let elsewhere = |w: &String| answers.iter().any(|(id, _, stems)| *id != prompt.answer && stems.contains(w));
        let shared: Vec<String> = own.iter().filter(|w| line.contains(w) && !elsewhere(w)).cloned().collect();
        if !shared.is_empty() {
            found.push(WORD_CUE, whole_words(&shared, text), ("[[interaction.prompts]]", i));
        }
    }
}

/// `l'…` or `an …` before a gap, and options that cannot stand there.
fn elision(x: &Gaps, found: &mut Flaws) {
    let mut before = String::new();
    for piece in gap_pieces(&x.text) {
        let name = match piece {
            Ok(words) => {
                words.clone_into(&mut before);
                continue;
            }
            Err(name) => name,
        };
        let Some((i, gap)) = x.gaps.iter().enumerate().find(|(_, g)| g.id == name) else { continue };
        let starts_with_vowel = |text: &str| crate::text::fold(text).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
        let led = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase().replace('’', "'");
        let calls_vowel = led.ends_with('\'') || (led.is_empty() && before.to_lowercase().trim_end().rsplit(' ').next() == Some("an"));
        let fits = gap.options.iter().filter(|o| starts_with_vowel(o)).count();
        if calls_vowel && !gap.options.is_empty() && fits < gap.options.len() {
            let told = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            found.push(GRAMMAR_CUE, format!("{told} {{{name}}}"), ("[[interaction.gaps]]", i));
        }
        before.clear();
    }
}

/// The title takes up what the key says and the question and the wrong options do not: two words of it.
fn title(reading: &Reading<'_>, choices: &Choices, found: &mut Flaws) {
    let Some((key, wrong)) = choices.one_key() else { return };
    if !choices.is_listed || !choices.label.is_empty() {
        return;
    }
    let asked = content(&tokens(&format!("{} {}", reading.item.situation, reading.item.question)), reading.lists);
    for (text, anchor) in [(&reading.item.title, ("title", 0)), (&reading.item.id, ("id", 0))] {
        let named = content(&tokens(text), reading.lists);
        let mut shared = only_in_key(&named, key, &wrong);
        shared.retain(|w| !asked.contains(w));
        if shared.len() >= 2 {
            found.push(TITLE_CUE, whole_words(&shared, &key.text), anchor);
            return;
        }
    }
}

/// The title or the name holds what is to be typed.
fn typed_title(reading: &Reading<'_>, found: &mut Flaws) {
    let accepted: Vec<&String> = match &reading.item.interaction {
        Interaction::ShortAnswer(x) => x.accept.iter().collect(),
        Interaction::Gaps(x) => x.gaps.iter().flat_map(|g| &g.accept).collect(),
        _ => return,
    };
    let names: [(&str, Anchor); 2] = [(&reading.item.title, ("title", 0)), (&reading.item.id, ("id", 0))];
    for (named, anchor) in names {
        let words = tokens(named).join(" ");
        let told = accepted.iter().find(|a| a.chars().count() >= 3 && crate::item::check::contains_words(&words, &tokens(a).join(" ")));
        if let Some(told) = told {
            found.push(TITLE_CUE, excerpt(told), anchor);
            return;
        }
    }
}
