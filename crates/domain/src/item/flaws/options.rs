//! Options that are not alike, or too alike.

use super::reading::{Choices, OPTIONS, Offer, Reading};
use super::words::Lists;
use super::{Flaws, Rule, doubt, excerpt, fault, hint};
use crate::item::Interaction;
use crate::item::check::contains_words;
use crate::text::{fold, parse_number};

pub(super) const ALL_OF_THE_ABOVE: Rule = fault("all-of-the-above");
pub(super) const TICK_ALL: Rule = doubt("tick-all-pays");
pub(super) const MIXED: Rule = doubt("options-mixed");
pub(super) const UNEVEN: Rule = doubt("options-uneven");
pub(super) const REPEAT: Rule = hint("options-repeat");
pub(super) const OVERLAP: Rule = doubt("options-overlap");
pub(super) const ALIKE: Rule = hint("options-alike");
pub(super) const NUMBERS_UNORDERED: Rule = hint("numbers-unordered");

/// How many times longer than the shortest the longest option may be.
const TIMES: f64 = 3.0;
/// Characters below which nothing is said of that: a word may stand beside five.
const LONG: f64 = 40.0;
/// Words that all options may begin with.
const REPEATED: usize = 4;
/// Words from which an option that holds another is said to.
const HELD: usize = 3;
/// Share of letters in common from which two options are nearly the same.
const SAME: f64 = 0.85;

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    tick_all(&reading.item.interaction, found);
    for choices in &reading.choices {
        for offer in &choices.offers {
            let words = offer.words.join(" ");
            if reading.lists.all_of_the_above.iter().any(|opening| words.starts_with(opening)) {
                found.push(ALL_OF_THE_ABOVE, excerpt(&offer.text), offer.anchor);
            }
        }
        mixed(choices, reading.lists, found);
        uneven(choices, found);
        repeat(choices, found);
        close(choices, found);
        numbers(choices, found);
    }
}

/// Each right one counts for one and each wrong one against it (`scoring::marked`): with twice as many right ones, ticking everything wins half of it all.
fn tick_all(interaction: &Interaction, found: &mut Flaws) {
    let Interaction::MultipleChoice(choice) = interaction else { return };
    let right = choice.options.iter().filter(|option| option.correct).count();
    if 2 * (choice.options.len() - right) <= right {
        found.push(TICK_ALL, format!("{right} / {}", choice.options.len()), (OPTIONS, 0));
    }
}

/// What an option is by its first word. What cannot be told for sure is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Question,
    Quotation,
    /// A verb in the infinitive.
    Deed,
    /// « Je… », « Vous… », « Elle… ».
    Sentence,
    /// A noun with its article.
    Thing,
    YesNo,
}

fn kind(offer: &Offer, lists: &Lists) -> Option<Kind> {
    const PRONOUNS: [&str; 16] = ["je", "j", "nous", "il", "elle", "on", "ils", "elles", "ca", "cela", "i", "we", "you", "she", "he", "they"];
    const ARTICLES: [&str; 20] =
        ["un", "une", "des", "du", "mon", "ma", "mes", "son", "sa", "ses", "leurs", "votre", "notre", "cet", "cette", "ces", "the", "a", "an", "his"];
    // before a verb pronouns, before a noun articles: « le », « la », « les », « l' », « leur »; « vous » stands before either verb
    const EITHER: [&str; 6] = ["le", "la", "les", "l", "leur", "vous"];
    const PARTICLES: [&str; 11] = ["lui", "ne", "n", "pas", "se", "s", "y", "en", "me", "rien", "plus"];
    let text = offer.text.trim();
    if text.ends_with('?') {
        return Some(Kind::Question);
    }
    if text.starts_with(['«', '“', '"']) {
        return Some(Kind::Quotation);
    }
    let words: Vec<&str> = offer.words.iter().map(String::as_str).collect();
    let first = *words.first()?;
    match first {
        "oui" | "non" | "yes" | "no" => return Some(Kind::YesNo),
        w if PRONOUNS.contains(&w) => return Some(Kind::Sentence),
        // « an » and « a » are words of no French list, « on » and « a » of no English one
        w if ARTICLES.contains(&w) => return Some(Kind::Thing),
        _ => {}
    }
    if !lists.is_french {
        return None;
    }
    let before = words.iter().take_while(|w| EITHER.contains(w) || PARTICLES.contains(w)).count();
    let verb = *words.get(before)?;
    match (is_infinitive(verb), words[..before].iter().all(|w| EITHER.contains(w)) && before > 0) {
        // « le devenir » and « la lettre » look like verbs behind a pronoun
        (Infinitive::Surely, _) | (Infinitive::Perhaps, false) if before > 0 => Some(Kind::Deed),
        (Infinitive::Surely, _) => Some(Kind::Deed),
        (Infinitive::No, true) if first == "vous" => Some(Kind::Sentence),
        (Infinitive::No, true) if before == 1 && first != "leur" => Some(Kind::Thing),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Infinitive {
    Surely,
    Perhaps,
    No,
}

/// Whether a word is a French verb in the infinitive, by its ending.
fn is_infinitive(word: &str) -> Infinitive {
    const NOUNS: [&str; 14] = [
        "dossier",
        "cahier",
        "courrier",
        "papier",
        "premier",
        "dernier",
        "atelier",
        "fichier",
        "hier",
        "calendrier",
        "clavier",
        "panier",
        "chantier",
        "danger",
    ];
    if word.len() > 4 && word.ends_with("er") && !NOUNS.contains(&word) {
        return Infinitive::Surely;
    }
    if word.len() > 3 && (word.ends_with("re") || word.ends_with("ir")) { Infinitive::Perhaps } else { Infinitive::No }
}

fn mixed(choices: &Choices, lists: &Lists, found: &mut Flaws) {
    if !choices.is_listed || choices.offers.len() < 3 {
        return;
    }
    let kinds: Vec<Option<Kind>> = choices.offers.iter().map(|o| kind(o, lists)).collect();
    for (i, odd) in kinds.iter().enumerate() {
        let others: Vec<Option<Kind>> = kinds.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, k)| *k).collect();
        // a noun with its article may open a sentence
        let may_be_same = matches!((*odd, others[0]), (Some(Kind::Sentence), Some(Kind::Thing)) | (Some(Kind::Thing), Some(Kind::Sentence)));
        if odd.is_some() && others[0].is_some() && others.iter().all(|k| *k == others[0]) && others[0] != *odd && !may_be_same {
            found.push(MIXED, excerpt(&choices.offers[i].text), choices.offers[i].anchor);
            return;
        }
    }
}

fn uneven(choices: &Choices, found: &mut Flaws) {
    let letters = |o: &&Offer| o.text.trim().chars().count();
    let (Some(longest), Some(shortest)) = (choices.offers.iter().max_by_key(letters), choices.offers.iter().min_by_key(letters)) else { return };
    let (long, short) = (letters(&longest) as f64, letters(&shortest) as f64);
    // messages that may be sent differ by what they say, and so by their length
    let are_said = choices.offers.iter().all(|o| o.text.trim().starts_with(['«', '“', '"']));
    if choices.is_listed && !are_said && long >= LONG && long >= TIMES * short {
        found.push(UNEVEN, format!("{long} / {short}"), longest.anchor);
    }
}

fn repeat(choices: &Choices, found: &mut Flaws) {
    let Some((first, rest)) = choices.offers.split_first() else { return };
    let same = |o: &Offer| first.words.iter().zip(&o.words).take_while(|(a, b)| a == b).count();
    let repeated = rest.iter().map(same).min().unwrap_or_default();
    if choices.offers.len() > 2 && repeated > REPEATED {
        found.push(REPEAT, first.words[..repeated].join(" "), first.anchor);
    }
}

/// Two options of which one holds the other, or that differ by a few letters.
fn close(choices: &Choices, found: &mut Flaws) {
    for (i, one) in choices.offers.iter().enumerate() {
        for other in &choices.offers[..i] {
            let (a, b) = (&one.folded, &other.folded);
            let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
            let numbers = |o: &Offer| o.words.iter().filter(|w| w.bytes().any(|b| b.is_ascii_digit())).cloned().collect::<Vec<_>>();
            if ranges_overlap(&one.text, &other.text) || (choices.is_listed && one.words.len().min(other.words.len()) >= HELD && contains_words(long, short)) {
                found.push(OVERLAP, format!("{} / {}", excerpt(&other.text), excerpt(&one.text)), one.anchor);
            } else if choices.is_listed && a.chars().count() >= 25 && strsim::normalized_levenshtein(a, b) > SAME && numbers(one) == numbers(other) {
                found.push(ALIKE, format!("{} / {}", excerpt(&other.text), excerpt(&one.text)), one.anchor);
            }
        }
    }
}

/// « 10 à 20 » and « 20 à 30 » both hold 20. Ranges of different units are not compared.
fn ranges_overlap(one: &str, other: &str) -> bool {
    let (Some((from, to, unit)), Some((other_from, other_to, other_unit))) = (range(one), range(other)) else { return false };
    unit == other_unit && from <= other_to && other_from <= to
}

fn range(text: &str) -> Option<(f64, f64, String)> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().filter(|w| !matches!(*w, "de" | "entre" | "from" | "between" | "environ")).collect();
    let [from, link, to, unit @ ..] = words.as_slice() else { return None };
    if !matches!(*link, "a" | "et" | "to" | "and" | "-") {
        return None;
    }
    Some((parse_number(from)?, parse_number(to)?, unit.join(" ")))
}

/// Options that are all numbers of one unit stand in their order, and are not shuffled out of it.
fn numbers(choices: &Choices, found: &mut Flaws) {
    if choices.offers.len() < 3 || !choices.is_listed {
        return;
    }
    let number = |o: &Offer| {
        let folded = fold(&o.text);
        let folded = folded.trim_start_matches("environ ").trim_start_matches("about ").to_owned();
        let end = folded.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '\u{202f}' | '\u{a0}'))).unwrap_or(folded.len());
        Some((parse_number(folded[..end].trim())?, folded[end..].trim().trim_end_matches('s').to_owned()))
    };
    let Some(read) = choices.offers.iter().map(number).collect::<Option<Vec<_>>>() else { return };
    let unit = &read[0].1;
    if read.iter().any(|(_, u)| u != unit) {
        return;
    }
    let values: Vec<f64> = read.iter().map(|(v, _)| *v).collect();
    if choices.is_shuffled || !(values.is_sorted() || values.iter().rev().is_sorted()) {
        found.push(NUMBERS_UNORDERED, excerpt(&choices.offers.iter().map(|o| o.text.as_str()).collect::<Vec<_>>().join(", ")), choices.offers[0].anchor);
    }
}
