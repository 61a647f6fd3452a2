//! What is wrong with a simulator as written: broken parts, rules that speak of nothing, a tool found all right.

use super::replay::{arrival, mark};
use super::shown::{Control, controls};
use super::{AddressBar, Block, Chart, Choose, Fact, Form, Letter, Rule, Simulator};
use crate::item::check::{Findings, contains_words, is_fictitious, letters, named};
use crate::item::presentation::{Shown, paragraphs, place};
use crate::item::{Item, key_response};
use crate::text::{fold, parse_number};

const PANELS: &str = "[[interaction.panels]]";
const BLOCKS: &str = "[[interaction.panels.blocks]]";
const RULES: &str = "[[interaction.rules]]";
/// Words that a quick reader takes in a second; a person in a tool looks things up rather than reading all.
const WORDS_A_SECOND: usize = 5;
/// How much longer than every wrong option a right one may be before its length gives it away.
const LONGEST: f64 = 1.5;

/// Defects of a simulator.
pub(in crate::item) fn faults(item: &Item, x: &Simulator, found: &mut Findings) {
    let before = found.len();
    found.filled("title", &x.title);
    found.filled("owner", &x.owner);
    found.count("panels", x.panels.len(), 1..=5);
    found.count("rules", x.rules.len(), 3..=10);
    found.distinct(PANELS, x.panels.iter().map(|p| p.title.as_str()));
    pairs(&x.banner, "banner", 0, found);
    let mut nth = 0;
    for (at, panel) in x.panels.iter().enumerate() {
        if panel.title.trim().is_empty() {
            found.push("empty-field", "title", PANELS, at);
        }
        if !(1..=12).contains(&panel.blocks.len()) {
            found.push("wrong-count", format!("blocks : {} (1 à 12)", panel.blocks.len()), PANELS, at);
        }
        for block in &panel.blocks {
            self::block(block, nth, found);
            nth += 1;
        }
    }
    if found.len() > before {
        return; // what comes next reads a simulator whose parts hold
    }
    let shown = Shown(super::draw(x, &mut psychometrics::random::Random::new(1, 0)));
    let controls = controls(x, &shown);
    found.count("controls", controls.len(), 2..=12);
    names(x, &controls, found);
    for (at, rule) in x.rules.iter().enumerate() {
        self::rule(x, rule, at, &controls, item, found);
    }
    if found.len() > before {
        return;
    }
    let as_found = arrival(&controls);
    let already = x.rules.iter().filter(|r| mark(r, &controls, &as_found) > 1.0 - 1e-9).count();
    if 2 * already > x.rules.len() {
        found.push("found-right", format!("{already} / {}", x.rules.len()), RULES, 0);
    }
    let (words, time) = (words(item, x), item.time as usize);
    if words > WORDS_A_SECOND * time {
        found.push("reading-time", format!("{words} / {time}"), "time", 0);
    }
    if matches!(key_response(&item.interaction, &shown), crate::item::Response::Simulator { steps } if steps.is_empty()) {
        found.push("key-loses", "", RULES, 0);
    }
}

fn pairs(rows: &[Fact], anchor: &'static str, nth: usize, found: &mut Findings) {
    if rows.iter().flatten().any(|text| text.trim().is_empty()) {
        found.push("empty-field", "rows", anchor, nth);
    }
}

fn block(block: &Block, nth: usize, found: &mut Findings) {
    let mut filled = |name: &str, text: &str| {
        if text.trim().is_empty() {
            found.push("empty-field", name, BLOCKS, nth);
        }
    };
    match block {
        Block::Text(x) => filled("text", &x.text),
        Block::Notice(x) => filled("text", &x.text),
        Block::Facts(x) => {
            filled("rows", if x.rows.is_empty() { "" } else { "rows" });
            pairs(&x.rows, BLOCKS, nth, found);
        }
        Block::Table(x) => {
            filled("title", &x.title);
            cells(&x.columns, x.rows.iter(), 1..=20, nth, found);
        }
        Block::Message(x) => letter(x, nth, found),
        Block::AddressBar(x) => address_bar(x, nth, found),
        Block::Chart(x) => chart(x, nth, found),
        Block::Choice(x) => {
            filled("label", &x.label);
            choice(x, nth, found);
        }
        Block::Switch(x) => filled("label", &x.label),
        Block::Pick(x) => {
            filled("label", &x.label);
            cells(&x.columns, x.rows.iter().map(|r| &r.cells), 2..=20, nth, found);
            found.distinct(BLOCKS, x.rows.iter().map(|r| r.id.as_str()));
            if let Some(name) = x.initial.iter().find(|name| !x.rows.iter().any(|r| r.id == **name)) {
                found.push("reference-broken", name, BLOCKS, nth);
            }
            if x.initial.len() > 1 && !x.many {
                found.push("wrong-count", format!("initial : {} (0 à 1)", x.initial.len()), BLOCKS, nth);
            }
        }
        Block::Entry(x) => {
            filled("label", &x.label);
            if x.form == Form::Number && x.initial.as_ref().is_some_and(|typed| parse_number(typed).is_none()) {
                found.push("not-a-number", x.initial.clone().unwrap_or_default(), BLOCKS, nth);
            }
        }
        Block::Action(x) => filled("label", &x.label),
    }
}

fn cells<'a>(columns: &[String], rows: impl Iterator<Item = &'a Vec<String>>, range: std::ops::RangeInclusive<usize>, nth: usize, found: &mut Findings) {
    let mut count = 0;
    for row in rows {
        count += 1;
        if row.len() != columns.len() {
            found.push("wrong-count", format!("« {} » : {} ({} colonnes)", row.join(" | "), row.len(), columns.len()), BLOCKS, nth);
        }
    }
    if !range.contains(&count) {
        found.push("wrong-count", format!("rows : {count} ({} à {})", range.start(), range.end()), BLOCKS, nth);
    }
    if !(1..=8).contains(&columns.len()) || columns.iter().any(|c| c.trim().is_empty()) {
        found.push("wrong-count", format!("columns : {} (1 à 8)", columns.len()), BLOCKS, nth);
    }
}

fn choice(x: &Choose, nth: usize, found: &mut Findings) {
    if !(2..=6).contains(&x.options.len()) {
        found.push("wrong-count", format!("options : {} (2 à 6)", x.options.len()), BLOCKS, nth);
    }
    named(&x.options, BLOCKS, found);
    if let Some(name) = x.initial.as_ref().filter(|name| !x.options.iter().any(|o| o.id == **name)) {
        found.push("reference-broken", name, BLOCKS, nth);
    }
}

fn letter(x: &Letter, nth: usize, found: &mut Findings) {
    for (name, text) in [("from", &x.from), ("body", &x.body)] {
        if text.trim().is_empty() {
            found.push("empty-field", name, BLOCKS, nth);
        }
    }
    for address in x.address.iter().chain(&x.to).filter(|a| a.contains('@')) {
        // several recipients stand with commas or semicolons between them
        for one in address.split([',', ';']).filter(|one| one.contains('@')) {
            let host = one.rsplit_once('@').map_or("", |(_, host)| host).trim().trim_end_matches('>');
            if !is_fictitious(host) {
                found.push("real-address", one.trim(), BLOCKS, nth);
            }
        }
    }
    x.links.iter().for_each(|link| web_address(link, nth, found));
    let numbers: Vec<&str> = x.body.split("](").skip(1).filter_map(|s| s.split_once(')')).map(|(n, _)| n).collect();
    for number in &numbers {
        if place(number, x.links.len()).is_none() {
            found.push("reference-broken", format!("]({number})"), BLOCKS, nth);
        }
    }
    if numbers.len() < x.links.len() {
        found.push("not-in-text", "links", BLOCKS, nth);
    }
}

fn web_address(url: &str, nth: usize, found: &mut Findings) {
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', ':', '?']).next().unwrap_or_default();
    if !is_fictitious(host) {
        found.push("real-address", url, BLOCKS, nth);
    }
}

fn address_bar(x: &AddressBar, nth: usize, found: &mut Findings) {
    web_address(&x.url, nth, found);
    pairs(&x.certificate, BLOCKS, nth, found);
}

fn chart(x: &Chart, nth: usize, found: &mut Findings) {
    for (name, text) in [("title", &x.title), ("unit", &x.unit)] {
        if text.trim().is_empty() {
            found.push("empty-field", name, BLOCKS, nth);
        }
    }
    if !(2..=24).contains(&x.labels.len()) || !(1..=3).contains(&x.series.len()) {
        found.push("wrong-count", format!("labels : {} (2 à 24), series : {} (1 à 3)", x.labels.len(), x.series.len()), BLOCKS, nth);
    }
    for series in &x.series {
        if series.values.len() != x.labels.len() {
            found.push("wrong-count", format!("« {} » : {} ({} labels)", series.name, series.values.len(), x.labels.len()), BLOCKS, nth);
        }
        if series.values.iter().any(|v| !v.is_finite() || *v < x.from) {
            found.push("not-a-number", &series.name, BLOCKS, nth);
        }
    }
}

/// Where the control of this name stands among all blocks.
fn nth_of(x: &Simulator, name: &str) -> usize {
    let id = |block: &Block| match block {
        Block::Choice(c) => c.id == name,
        Block::Switch(c) => c.id == name,
        Block::Pick(c) => c.id == name,
        Block::Entry(c) => c.id == name,
        Block::Action(c) => c.id == name,
        _ => false,
    };
    x.panels.iter().flat_map(|p| &p.blocks).position(id).unwrap_or_default()
}

fn names(x: &Simulator, controls: &[Control<'_>], found: &mut Findings) {
    for (at, control) in controls.iter().enumerate() {
        let name = control.id();
        if name.is_empty() || controls[..at].iter().any(|c| c.id() == name) {
            found.push("name-twice", name, BLOCKS, nth_of(x, name));
        }
        let spoken = x.rules.iter().any(|r| r.control.iter().chain(r.before.iter().flatten()).chain(&r.first).any(|n| n == name));
        if spoken == control.is_neutral() {
            found.push("rule-missing", name, BLOCKS, nth_of(x, name));
        }
    }
}

fn rule(x: &Simulator, rule: &Rule, at: usize, controls: &[Control<'_>], item: &Item, found: &mut Findings) {
    found.said(RULES, at, &rule.feedback);
    for idea in &rule.wrong {
        found.said(RULES, at, &idea.feedback);
    }
    if !(1..=3).contains(&rule.weight) {
        found.push("wrong-count", format!("weight : {} (1 à 3)", rule.weight), RULES, at);
    }
    if rule.typos > 2 {
        found.push("typos-range", rule.typos.to_string(), RULES, at);
    }
    if !rule.tolerance.is_finite() || rule.tolerance < 0.0 {
        found.push("tolerance-range", rule.tolerance.to_string(), RULES, at);
    }
    let subjects = usize::from(rule.control.is_some()) + usize::from(rule.before.is_some()) + usize::from(rule.first.is_some());
    if subjects != 1 || rule.control.is_none() != rule.right.is_empty() {
        found.push("rule-subject", "", RULES, at);
        return;
    }
    let Some(name) = &rule.control else {
        order(x, rule, at, controls, found);
        return;
    };
    let Some(control) = controls.iter().find(|c| c.id() == name) else {
        found.push("reference-broken", name, RULES, at);
        return;
    };
    if x.rules[..at].iter().any(|other| other.control == rule.control) {
        found.push("name-twice", name, RULES, at);
    }
    values(rule, at, control, found);
    wrong_ones(rule, at, control, found);
    visible(rule, at, control, item, found);
}

fn order(x: &Simulator, rule: &Rule, at: usize, controls: &[Control<'_>], found: &mut Findings) {
    if !x.ordered || !rule.wrong.is_empty() {
        found.push("rule-subject", "ordered", RULES, at);
    }
    let actions: Vec<&String> = rule.before.iter().flatten().chain(&rule.first).collect();
    for name in &actions {
        if !controls.iter().any(|c| matches!(c, Control::Action(a) if a.id == **name)) {
            found.push("reference-broken", *name, RULES, at);
        }
    }
    if actions.len() == 2 && actions[0] == actions[1] {
        found.push("name-twice", actions[0], RULES, at);
    }
}

/// Every value of a rule is one that its control can have, and none is both right and wrong.
fn values(rule: &Rule, at: usize, control: &Control<'_>, found: &mut Findings) {
    for value in rule.right.iter().chain(rule.wrong.iter().flat_map(|w| &w.values)) {
        let known = match control {
            Control::Choice(x, _) => x.options.iter().any(|o| o.id == *value),
            Control::Pick(x) => x.rows.iter().any(|r| r.id == *value),
            Control::Switch(_) => matches!(value.as_str(), "on" | "off"),
            Control::Action(_) => matches!(value.as_str(), "done" | "not-done"),
            Control::Entry(x) => !value.trim().is_empty() && (x.form != Form::Number || parse_number(value).is_some()),
        };
        if !known {
            found.push("reference-broken", value, RULES, at);
        }
    }
    if let Some(both) = rule.right.iter().find(|v| rule.wrong.iter().any(|w| w.values.contains(v))) {
        found.push("name-twice", both, RULES, at);
    }
    let ways = match control {
        Control::Choice(x, _) => x.options.len(),
        Control::Pick(x) => x.rows.len(),
        Control::Switch(_) | Control::Action(_) => 2,
        Control::Entry(_) => usize::MAX,
    };
    if rule.right.len() >= ways {
        found.push("no-decoy", "right", RULES, at);
    }
}

/// Wrong options, and what should have been left, are answered each with its own words.
fn wrong_ones(rule: &Rule, at: usize, control: &Control<'_>, found: &mut Findings) {
    let said = |value: &str| rule.wrong.iter().any(|w| w.values.iter().any(|v| v == value)) || rule.right.iter().any(|v| v == value);
    match control {
        Control::Choice(x, _) => {
            for option in x.options.iter().filter(|o| !said(&o.id)) {
                found.push("feedback-missing", &option.id, RULES, at);
            }
            let (right, wrong): (Vec<_>, Vec<_>) = x.options.iter().partition(|o| rule.right.contains(&o.id));
            let longest_wrong = wrong.iter().map(|o| letters(&o.text)).fold(1.0, f64::max);
            if let [key] = right[..]
                && letters(&key.text) > (LONGEST * longest_wrong).max(25.0)
            {
                found.push("key-longest", &key.text, RULES, at);
            }
        }
        Control::Action(_) if !said("done") => found.push("feedback-missing", "done", RULES, at),
        _ => {}
    }
}

/// Words to be typed must not stand in the question.
fn visible(rule: &Rule, at: usize, control: &Control<'_>, item: &Item, found: &mut Findings) {
    let Control::Entry(entry) = control else { return };
    if entry.form != Form::Words {
        return;
    }
    let shown = fold(&format!("{} {} {} {}", item.situation, item.question, entry.label, entry.help.as_deref().unwrap_or_default()));
    for right in &rule.right {
        if letters(right) >= 3.0 && contains_words(&shown, &fold(right)) {
            found.push("key-visible", right, RULES, at);
        }
    }
}

/// Words of everything that can be read.
fn words(item: &Item, x: &Simulator) -> usize {
    let of = |text: &str| paragraphs(text).iter().map(|p| p.split_whitespace().count()).sum::<usize>();
    let facts = |rows: &[Fact]| rows.iter().flatten().map(|t| of(t)).sum::<usize>();
    let of_all = |texts: &[String]| texts.iter().map(|t| of(t)).sum::<usize>();
    let maybe = |text: &Option<String>| text.as_deref().map_or(0, of);
    let block = |block: &Block| match block {
        Block::Text(x) => maybe(&x.title) + of(&x.text),
        Block::Notice(x) => maybe(&x.title) + of(&x.text),
        Block::Facts(x) => maybe(&x.title) + facts(&x.rows),
        Block::Table(x) => of(&x.title) + of_all(&x.columns) + x.rows.iter().map(|r| of_all(r)).sum::<usize>(),
        Block::Message(x) => of(&x.from) + maybe(&x.subject) + of(&x.body),
        Block::AddressBar(_) => 1,
        Block::Chart(x) => of(&x.title) + of_all(&x.labels),
        Block::Choice(x) => of(&x.label) + maybe(&x.help) + x.options.iter().map(|o| of(&o.text)).sum::<usize>(),
        Block::Switch(x) => of(&x.label) + maybe(&x.help),
        Block::Pick(x) => of(&x.label) + maybe(&x.help) + of_all(&x.columns) + x.rows.iter().map(|r| of_all(&r.cells)).sum::<usize>(),
        Block::Entry(x) => of(&x.label) + maybe(&x.help),
        Block::Action(x) => of(&x.label) + maybe(&x.help),
    };
    of(&item.situation) + of(&item.question) + facts(&x.banner) + x.panels.iter().flat_map(|p| &p.blocks).map(block).sum::<usize>()
}
