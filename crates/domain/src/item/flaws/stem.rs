//! The question and its situation.

use super::reading::{Part, Reading};
use super::words::{Lists, count, sentences, stem, tokens};
use super::{Flaws, Rule, doubt, excerpt, hint};
use crate::item::Interaction;
use crate::text::fold;

pub(super) const DOUBLE_NEGATION: Rule = doubt("double-negation");
pub(super) const NEGATIVE_STEM: Rule = doubt("negative-stem");
pub(super) const SITUATION_MISSING: Rule = doubt("situation-missing");
pub(super) const SITUATION_UNUSED: Rule = hint("situation-unused");

/// Words below which a situation puts nobody anywhere.
const SITUATED: usize = 10;

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    let stem_says_no = negative_stem(reading);
    for passage in reading.passages.iter().filter(|p| matches!(p.part, Part::Question | Part::Offer)) {
        let twice = sentences(&passage.text).into_iter().find(|s| clauses(s, reading.lists).iter().any(|c| says_no_twice(c, reading.lists)));
        if let Some(sentence) = twice {
            found.push(DOUBLE_NEGATION, excerpt(sentence), passage.anchor);
        }
    }
    if let Some((detail, is_emphasised)) = stem_says_no {
        if !is_emphasised {
            found.push(NEGATIVE_STEM, detail, ("question", 0));
        }
        let no = reading.choices.iter().flat_map(|c| &c.offers).find(|o| clauses(&o.text, reading.lists).iter().any(|c| says_no(c, reading.lists)));
        if let Some(offer) = no {
            found.push(DOUBLE_NEGATION, excerpt(&offer.text), offer.anchor);
        }
    }
    situation(reading, found);
}

/// The clauses of a sentence, each as its folded words.
fn clauses(sentence: &str, lists: &Lists) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for part in sentence.split([',', ';', ':', '(', ')', '«', '»', '–', '—']) {
        let mut clause = Vec::new();
        for word in tokens(part) {
            if lists.clauses.has(&word) {
                found.push(std::mem::take(&mut clause));
            }
            clause.push(word);
        }
        found.push(clause);
    }
    found
}

/// Whether a clause says no. In French « ne » and its second word, or either alone before an infinitive; « ne… que » is no negation.
fn says_no(clause: &[String], lists: &Lists) -> bool {
    let has = |word: &str| clause.iter().any(|w| w == word);
    let second = clause.iter().any(|w| lists.negations.has(w));
    if lists.is_french { (has("ne") || has("n")) && second } else { second_in_english(clause) }
}

/// « can » alone is no negation, « can't » is: folding leaves `can` and `t`.
fn second_in_english(clause: &[String]) -> bool {
    const WHOLE: [&str; 6] = ["not", "never", "nothing", "nobody", "none", "cannot"];
    let contracted = |pair: &[String]| pair[1] == "t" && pair[0].len() >= 2;
    clause.iter().any(|w| WHOLE.contains(&w.as_str())) || clause.windows(2).any(contracted)
}

fn says_no_twice(clause: &[String], lists: &Lists) -> bool {
    says_no(clause, lists) && clause.iter().any(|w| lists.against.has(w))
}

/// The no of a question that asks for what is out, and whether it is written so that nobody reads over it.
fn negative_stem(reading: &Reading<'_>) -> Option<(String, bool)> {
    let chosen = matches!(
        reading.item.interaction,
        Interaction::SingleChoice(_) | Interaction::MultipleChoice(_) | Interaction::HotText(_) | Interaction::ShortAnswer(_) | Interaction::Gaps(_)
    );
    if !chosen {
        return None;
    }
    let lists = reading.lists;
    for sentence in sentences(&reading.item.question) {
        let words = tokens(sentence);
        let asked = words.iter().position(|w| lists.asides.has(w)).unwrap_or(words.len());
        let main = &words[..asked];
        let is_untrue = |pair: &[String]| matches!(pair[0].as_str(), "est" | "sont" | "is" | "are") && lists.untrue.has(&pair[1]);
        let exception = main.iter().any(|w| lists.exceptions.has(w)) || main.windows(2).any(is_untrue);
        if exception || says_no(main, lists) {
            let no = |w: &&str| {
                let word = fold(w);
                lists.negations.has(&word) || lists.exceptions.has(&word) || lists.untrue.has(&word)
            };
            let written: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(no).collect();
            let is_emphasised = written.iter().any(|w| w.chars().count() > 1 && w.chars().all(char::is_uppercase));
            return Some((excerpt(sentence), is_emphasised));
        }
    }
    None
}

fn situation(reading: &Reading<'_>, found: &mut Flaws) {
    let item = reading.item;
    if count(&item.situation) < SITUATED {
        found.push(SITUATION_MISSING, excerpt(&item.situation), ("situation", 0));
        return;
    }
    if matches!(item.interaction, Interaction::Number(_) | Interaction::ShortAnswer(_)) {
        return; // what is typed need not stand anywhere
    }
    // who puts the reader there, or speaks of « lui » in the question, uses the situation without saying its words again
    let situation = tokens(&item.situation);
    if situation.iter().any(|w| matches!(w.as_str(), "vous" | "votre" | "vos" | "you" | "your")) {
        return;
    }
    let mut asked = tokens(&item.question);
    for passage in reading.passages.iter().filter(|p| matches!(p.part, Part::Offer | Part::Tool)) {
        asked.extend(tokens(&passage.text));
    }
    let points_back = asked.iter().any(|w| reading.lists.pointers.has(w));
    let asked: Vec<&str> = asked.iter().map(|w| stem(w)).collect();
    if !points_back && !situation.iter().filter(|w| w.len() >= 4).any(|w| asked.contains(&stem(w))) {
        found.push(SITUATION_UNUSED, excerpt(&item.situation), ("situation", 0));
    }
}
