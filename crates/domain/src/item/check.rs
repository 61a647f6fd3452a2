//! What is wrong with an item as written: broken parts, a key that shows, a key that can be guessed from form.

use std::collections::BTreeSet;

use psychometrics::random::Random;

use super::presentation::{gap_pieces, paragraphs, place, spot_pieces};
use super::{Interaction, Item, Score, Shown, Text, key_response, score, simulator};
use crate::date::Month;
use crate::text::fold;

/// A defect, with where to look for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code; its sentence is in the locales.
    pub code: &'static str,
    /// What the sentence speaks of.
    pub detail: String,
    /// The line to look for in the file: a text that opens it, and which occurrence (from 0).
    pub anchor: (&'static str, usize),
}

/// Collects findings.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub(crate) fn into_list(self) -> Vec<Finding> {
        self.0
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn push(&mut self, code: &'static str, detail: impl Into<String>, anchor: &'static str, nth: usize) {
        self.0.push(Finding { code, detail: detail.into(), anchor: (anchor, nth) });
    }

    pub(super) fn filled(&mut self, name: &'static str, text: &str) {
        if text.trim().is_empty() {
            self.push("empty-field", name, name, 0);
        }
    }

    pub(super) fn count(&mut self, what: &'static str, found: usize, range: std::ops::RangeInclusive<usize>) {
        if !range.contains(&found) {
            self.push("wrong-count", format!("{what} : {found} ({} à {})", range.start(), range.end()), "[interaction]", 0);
        }
    }

    pub(crate) fn distinct<'a>(&mut self, anchor: &'static str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            if !seen.insert(id.to_owned()) {
                self.push("name-twice", id, anchor, i);
            }
        }
    }

    pub(super) fn said(&mut self, anchor: &'static str, nth: usize, feedback: &str) {
        if feedback.trim().chars().count() < 10 {
            self.push("feedback-missing", feedback, anchor, nth);
        }
    }
}

/// How much longer than every wrong option a right one may be before its length gives it away.
const LONGEST: f64 = 1.25;
/// The same for the average of several right options.
const LONGER_ON_AVERAGE: f64 = 1.5;
/// Words that hold without exception; alone in the wrong options, they give them away.
const ABSOLUTE: [&str; 7] = ["toujours", "jamais", "aucun", "aucune", "uniquement", "systematiquement", "obligatoirement"];

/// Defects of one item, read alone. References to the framework and to other items are the bank's to check.
pub fn faults(item: &Item) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    header(item, &mut found);
    interaction(item, &mut found);
    if found.0.is_empty() {
        // last, on an item that holds together: its own key must win everything, however it is shown
        let shown = Shown::draw(&item.interaction, &mut Random::new(1, 0));
        let full = score(&item.interaction, &shown, Some(&key_response(&item.interaction, &shown))).is_ok_and(Score::is_full);
        if !full {
            found.push("key-loses", "", "[interaction]", 0);
        }
    }
    found.0
}

fn header(item: &Item, found: &mut Findings) {
    name(&item.id, found);
    for (name, text) in [("title", &item.title), ("situation", &item.situation), ("question", &item.question), ("explanation", &item.explanation)] {
        found.filled(name, text);
    }
    if item.version == 0 {
        found.push("version-zero", "0", "version", 0);
    }
    if !(-3.0..=3.0).contains(&item.difficulty) {
        found.push("difficulty-range", item.difficulty.to_string(), "difficulty", 0);
    }
    if !(15..=240).contains(&item.time) {
        found.push("time-range", item.time.to_string(), "time", 0);
    }
    if item.trades.is_empty() {
        found.push("empty-field", "trades", "trades", 0);
    }
    if !matches!(item.language.as_str(), "fr" | "en") {
        found.push("language-unknown", &item.language, "language", 0);
    }
    source(&item.source, found);
}

/// Lower case without accents, digits and hyphens: it is the name of a file and stands in addresses.
pub(crate) fn name(id: &str, found: &mut Findings) {
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        found.push("id-form", id, "id", 0);
    }
}

/// A source is named, dated, and says when it was read.
pub(crate) fn source(source: &super::Source, found: &mut Findings) {
    for (name, text) in [("title", &source.title), ("publisher", &source.publisher), ("date", &source.date), ("checked", &source.checked)] {
        if text.trim().is_empty() {
            found.push("source-missing", name, "[source]", 0);
        }
    }
    for date in [&source.date, &source.checked] {
        if !date.is_empty() && !is_date(date) {
            found.push("source-date", date, "[source]", 0);
        }
    }
    review_by(source, found);
    if source.url.as_ref().is_some_and(|u| !u.starts_with("https://")) {
        found.push("source-address", source.url.clone().unwrap_or_default(), "url", 0);
    }
}

/// Until when a source is trusted must be known, and cannot have been over when it was read.
fn review_by(source: &super::Source, found: &mut Findings) {
    let checked = Month::parse(&source.checked);
    if checked.is_none() && is_date(&source.checked) {
        found.push("source-month", &source.checked, "checked", 0);
    }
    if let Some(stated) = &source.review_by {
        match Month::parse(stated) {
            None => found.push("source-month", stated, "review_by", 0),
            Some(month) if checked.is_some_and(|checked| month < checked) => found.push("source-review-early", stated, "review_by", 0),
            Some(_) => {}
        }
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |i: usize, digits: usize, range: std::ops::RangeInclusive<u32>| {
        parts.get(i).is_none_or(|p| p.len() == digits && p.parse().is_ok_and(|n| range.contains(&n)))
    };
    parts.len() <= 3 && number(0, 4, 1700..=2100) && number(1, 2, 1..=12) && number(2, 2, 1..=31)
}

pub(super) fn letters(text: &str) -> f64 {
    text.trim().chars().count() as f64
}

fn interaction(item: &Item, found: &mut Findings) {
    if !(1..=4).contains(&item.interaction.points()) {
        found.push("points-range", item.interaction.points().to_string(), "points", 0);
    }
    match &item.interaction {
        Interaction::SingleChoice(x) => {
            found.count("options", x.options.len(), 3..=5);
            found.count("correct", x.options.iter().filter(|o| o.correct).count(), 1..=1);
            choice_form(&x.options, x.shuffle, found);
            if x.points != 1 {
                found.push("points-range", x.points.to_string(), "points", 0);
            }
            if let Some(key) = x.options.iter().position(|o| o.correct) {
                let longest_wrong = x.options.iter().filter(|o| !o.correct).map(|o| letters(&o.text)).fold(1.0, f64::max);
                if letters(&x.options[key].text) > LONGEST * longest_wrong {
                    found.push("key-longest", &x.options[key].text, "[[interaction.options]]", key);
                }
            }
        }
        Interaction::MultipleChoice(x) => {
            found.count("options", x.options.len(), 4..=7);
            let (right, wrong): (Vec<_>, Vec<_>) = x.options.iter().partition(|o| o.correct);
            found.count("correct", right.len(), 2..=6);
            found.count("wrong", wrong.len(), 1..=5);
            choice_form(&x.options, x.shuffle, found);
            let mean = |options: &[&super::Opt]| options.iter().map(|o| letters(&o.text)).sum::<f64>() / options.len().max(1) as f64;
            if !wrong.is_empty() && mean(&right) > LONGER_ON_AVERAGE * mean(&wrong) {
                found.push("key-longest", format!("{:.0} / {:.0}", mean(&right), mean(&wrong)), "[[interaction.options]]", 0);
            }
        }
        Interaction::Ordering(x) => {
            found.count("steps", x.steps.len(), 3..=6);
            named(&x.steps, "[[interaction.steps]]", found);
            found.said("feedback", 0, &x.feedback);
        }
        Interaction::Matching(x) => {
            found.count("prompts", x.prompts.len(), 3..=6);
            found.count("answers", x.answers.len(), 3..=8);
            named(&x.answers, "[[interaction.answers]]", found);
            found.distinct("[[interaction.prompts]]", x.prompts.iter().map(|p| p.id.as_str()));
            for (i, prompt) in x.prompts.iter().enumerate() {
                if !x.answers.iter().any(|a| a.id == prompt.answer) {
                    found.push("reference-broken", &prompt.answer, "[[interaction.prompts]]", i);
                }
                found.said("[[interaction.prompts]]", i, &prompt.feedback);
            }
            if !x.shuffle && x.prompts.iter().zip(&x.answers).all(|(p, a)| p.answer == a.id) {
                found.push("key-in-order", "", "shuffle", 0);
            }
        }
        Interaction::Categorise(x) => {
            found.count("categories", x.categories.len(), 2..=4);
            found.count("elements", x.elements.len(), 4..=8);
            named(&x.categories, "[[interaction.categories]]", found);
            found.distinct("[[interaction.elements]]", x.elements.iter().map(|e| e.id.as_str()));
            for (i, element) in x.elements.iter().enumerate() {
                if !x.categories.iter().any(|c| c.id == element.category) {
                    found.push("reference-broken", &element.category, "[[interaction.elements]]", i);
                }
                found.said("[[interaction.elements]]", i, &element.feedback);
            }
        }
        Interaction::Gaps(x) => gaps(item, x, found),
        Interaction::ShortAnswer(x) => {
            found.count("accept", x.accept.len(), 1..=12);
            found.said("feedback", 0, &x.feedback);
            let shown = fold(&format!("{} {} {}", item.situation, item.question, x.placeholder.as_deref().unwrap_or_default()));
            for accepted in &x.accept {
                if letters(accepted) >= 3.0 && contains_words(&shown, &fold(accepted)) {
                    found.push("key-visible", accepted, "accept", 0);
                }
            }
            if x.typos > 2 {
                found.push("typos-range", x.typos.to_string(), "typos", 0);
            }
        }
        Interaction::Number(x) => {
            found.count("units", x.units.len(), 1..=4);
            if !x.units.iter().any(|u| u.name == x.unit && (u.factor - 1.0).abs() < 1e-12) {
                found.push("unit-missing", &x.unit, "unit", 0);
            }
            if x.tolerance < 0.0 || x.units.iter().any(|u| u.factor <= 0.0) {
                found.push("tolerance-range", x.tolerance.to_string(), "tolerance", 0);
            }
            found.said("feedback", 0, &x.feedback);
        }
        Interaction::HotText(x) => {
            let marked: Vec<&str> = spot_pieces(&x.text).filter_map(|p| p.err().map(|(name, _)| name)).collect();
            same_names("[[interaction.spots]]", &marked, x.spots.iter().map(|s| s.id.as_str()), found);
            found.count("spots", x.spots.len(), 3..=10);
            let right = x.spots.iter().filter(|s| s.correct).count();
            if right == 0 || right == x.spots.len() {
                found.push("no-decoy", right.to_string(), "[[interaction.spots]]", 0);
            }
            for (i, spot) in x.spots.iter().enumerate() {
                found.said("[[interaction.spots]]", i, &spot.feedback);
            }
        }
        Interaction::Mailbox(x) => mailbox(x, found),
        Interaction::Simulator(x) => simulator::faults(item, x, found),
    }
}

fn choice_form(options: &[super::Opt], shuffle: bool, found: &mut Findings) {
    const ANCHOR: &str = "[[interaction.options]]";
    found.distinct(ANCHOR, options.iter().map(|o| o.id.as_str()));
    let texts: Vec<String> = options.iter().map(|o| fold(&o.text)).collect();
    found.distinct(ANCHOR, texts.iter().map(String::as_str));
    for (i, option) in options.iter().enumerate() {
        found.said(ANCHOR, i, &option.feedback);
        if texts[i].starts_with("toutes les reponses") || texts[i].starts_with("aucune des reponses") || texts[i].starts_with("toutes ces") {
            found.push("all-of-the-above", &option.text, ANCHOR, i);
        }
    }
    if !shuffle && options.first().is_some_and(|o| o.correct) && options.iter().filter(|o| o.correct).count() == 1 {
        found.push("key-first", &options[0].text, ANCHOR, 0);
    }
    let absolute: Vec<bool> = texts.iter().map(|t| t.split(|c: char| !c.is_alphanumeric()).any(|w| ABSOLUTE.contains(&w))).collect();
    let (right, wrong): (Vec<_>, Vec<_>) = options.iter().zip(absolute).partition(|(o, _)| o.correct);
    if wrong.len() > 1 && wrong.iter().all(|(_, a)| *a) && right.iter().all(|(_, a)| !a) {
        found.push("absolute-words", "", ANCHOR, 0);
    }
}

pub(super) fn named(texts: &[Text], anchor: &'static str, found: &mut Findings) {
    found.distinct(anchor, texts.iter().map(|t| t.id.as_str()));
    let folded: Vec<String> = texts.iter().map(|t| fold(&t.text)).collect();
    found.distinct(anchor, folded.iter().map(String::as_str));
    if let Some(i) = folded.iter().position(String::is_empty) {
        found.push("empty-field", "text", anchor, i);
    }
}

fn same_names<'a>(anchor: &'static str, in_text: &[&str], listed: impl Iterator<Item = &'a str>, found: &mut Findings) {
    let listed: Vec<&str> = listed.collect();
    found.distinct(anchor, listed.iter().copied());
    for name in in_text {
        if !listed.contains(name) {
            found.push("reference-broken", *name, "text", 0);
        }
    }
    for (i, name) in listed.iter().enumerate() {
        if in_text.iter().filter(|n| *n == name).count() != 1 {
            found.push("not-in-text", *name, anchor, i);
        }
    }
}

fn gaps(item: &Item, x: &super::Gaps, found: &mut Findings) {
    const ANCHOR: &str = "[[interaction.gaps]]";
    let in_text: Vec<&str> = gap_pieces(&x.text).filter_map(Result::err).collect();
    same_names(ANCHOR, &in_text, x.gaps.iter().map(|g| g.id.as_str()), found);
    found.count("gaps", x.gaps.len(), 1..=5);
    let words: String = gap_pieces(&x.text).filter_map(Result::ok).collect();
    let shown = fold(&format!("{} {} {words}", item.situation, item.question));
    for (i, gap) in x.gaps.iter().enumerate() {
        found.said(ANCHOR, i, &gap.feedback);
        let folded: Vec<String> = gap.options.iter().map(|o| fold(o)).collect();
        found.distinct(ANCHOR, folded.iter().map(String::as_str));
        match (&gap.answer, gap.options.is_empty()) {
            (Some(answer), false) if gap.options.contains(answer) && gap.options.len() > 1 && gap.accept.is_empty() => {}
            (None, true) if !gap.accept.is_empty() => {
                for accepted in &gap.accept {
                    if letters(accepted) >= 3.0 && contains_words(&shown, &fold(accepted)) {
                        found.push("key-visible", accepted, ANCHOR, i);
                    }
                }
            }
            _ => found.push("gap-kind", &gap.id, ANCHOR, i),
        }
    }
}

fn mailbox(x: &super::Mailbox, found: &mut Findings) {
    const ANCHOR: &str = "[[interaction.messages]]";
    found.count("messages", x.messages.len(), 3..=6);
    found.count("actions", x.actions.len(), 2..=5);
    found.distinct(ANCHOR, x.messages.iter().map(|m| m.id.as_str()));
    for (i, message) in x.messages.iter().enumerate() {
        found.said(ANCHOR, i, &message.feedback);
        found.said(ANCHOR, i, &message.clue);
        if message.expect.is_empty() || message.expect.iter().any(|a| !x.actions.contains(a)) {
            found.push("reference-broken", "expect", ANCHOR, i);
        }
        if message.expect.len() >= x.actions.len() {
            found.push("no-decoy", "expect", ANCHOR, i);
        }
        for [label, value] in &message.headers {
            if label.trim().is_empty() || value.trim().is_empty() {
                found.push("empty-field", "headers", ANCHOR, i);
            }
            for word in value.split(|c: char| c.is_whitespace() || "<>(),;=".contains(c)) {
                if word.rsplit_once('@').is_some_and(|(_, host)| !is_fictitious(host)) {
                    found.push("real-address", word, ANCHOR, i);
                }
            }
        }
        for address in std::iter::once(&message.address).chain(message.to.as_ref()) {
            if !is_fictitious(address.rsplit_once('@').map_or("", |(_, host)| host)) {
                found.push("real-address", address, ANCHOR, i);
            }
        }
        for link in &message.links {
            let host = link.split("://").nth(1).unwrap_or(link).split(['/', ':', '?']).next().unwrap_or_default();
            if !is_fictitious(host) {
                found.push("real-address", link, ANCHOR, i);
            }
        }
        let numbers: Vec<&str> = message.body.split("](").skip(1).filter_map(|s| s.split_once(')')).map(|(n, _)| n).collect();
        for number in &numbers {
            if place(number, message.links.len()).is_none() {
                found.push("reference-broken", format!("]({number})"), ANCHOR, i);
            }
        }
        if numbers.len() < message.links.len() {
            found.push("not-in-text", "links", ANCHOR, i);
        }
        if paragraphs(&message.body).is_empty() {
            found.push("empty-field", "body", ANCHOR, i);
        }
    }
    if x.messages.iter().all(|m| m.expect == x.messages[0].expect) {
        found.push("no-decoy", "messages", ANCHOR, 0);
    }
}

/// Only names reserved for examples (RFC 2606, RFC 6761) may stand in a message.
pub(crate) fn is_fictitious(host: &str) -> bool {
    [".example", ".test", ".invalid"].iter().any(|end| host.ends_with(end))
}

/// Whether `words` stand in `text` as whole words.
pub(super) fn contains_words(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(i, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            edge(text[..i].chars().next_back()) && edge(text[i + words.len()..].chars().next())
        })
}
