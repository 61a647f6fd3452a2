//! `socle content check`: what is refused, what is to be read again, what a careful reader would ask about.

use std::collections::BTreeMap;
use std::process::ExitCode;

use domain::date::Day;
use domain::framework::Framework;
use domain::item::{FLAW_RULES, Item, Severity};

use super::super::Voice;
use crate::clock::Clock;
use crate::service::content::{Checked, Due, Files, FoundFlaw, check, due, flaw_counts, flaws, wholly_expired};

/// Prints the defects, and with `in_full` the flaws one by one. Only a defect makes the command fail.
pub(super) fn run(files: &Files, in_full: bool, json: bool, voice: &Voice) -> ExitCode {
    let checked = check(files, None);
    match (json, in_full) {
        (true, false) => println!("{}", defects_as_json(&checked)),
        (true, true) => println!("{}", all_as_json(&checked)),
        (false, _) => print(&checked, in_full, voice),
    }
    if checked.defects.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn today() -> Day {
    Day::of(Clock::System.now())
}

fn print(checked: &Checked, in_full: bool, voice: &Voice) {
    for d in &checked.defects {
        let sentence = voice.say(&format!("check-{}", d.code), &[("detail", d.detail.as_str().into())]);
        println!("{}:{}: {} [{}]", d.file, d.line, sentence, d.code);
    }
    for due in due(checked, today()) {
        let key = if due.has_expired { "cli-content-expired" } else { "cli-content-due" };
        println!("{}:{}: {}", due.file, due.line, voice.say(key, &[("day", due.last.to_string().into())]));
    }
    for domain in wholly_expired(checked, today()) {
        println!("{}", voice.say("cli-content-domain-expired", &[("domain", domain.into())]));
    }
    let found = flaws(checked);
    if in_full {
        by_rule(&found, voice);
    }
    println!("{}", voice.say("cli-checked", &[("items", checked.items.len().into()), ("defects", checked.defects.len().into())]));
    let [faults, doubts, hints] = flaw_counts(&found);
    if !found.is_empty() {
        let key = if in_full { "cli-content-flaws" } else { "cli-content-flaws-unseen" };
        println!("{}", voice.say(key, &[("faults", faults.into()), ("doubts", doubts.into()), ("hints", hints.into())]));
    }
    if let Some(framework) = &checked.framework {
        domains(&checked.items, framework);
    }
}

/// Each rule that found something: what it is about, said once, then where.
fn by_rule(found: &[FoundFlaw], voice: &Voice) {
    for rule in FLAW_RULES {
        let of_rule: Vec<&FoundFlaw> = found.iter().filter(|f| f.flaw.code == rule.code).collect();
        if of_rule.is_empty() {
            continue;
        }
        let weight = match rule.severity {
            Severity::Fault => "cli-content-fault",
            Severity::Doubt => "cli-content-doubt",
            Severity::Hint => "cli-content-hint",
        };
        println!("{} ({}, {})", rule.code, of_rule.len(), voice.say(weight, &[]));
        println!("  {}", voice.say(&format!("flaw-{}", rule.code), &[]));
        for f in of_rule {
            println!("{}:{}: {}: {}", f.file, f.line, rule.code, f.flaw.detail);
        }
        println!();
    }
}

fn domains(items: &[Item], framework: &Framework) {
    let mut per_domain: BTreeMap<usize, (usize, f64, f64)> = BTreeMap::new();
    let place = |item: &Item| framework.place_of(&item.objective).map(|p| p.domain);
    for (item, domain) in items.iter().filter_map(|i| Some((i, place(i)?))) {
        let row = per_domain.entry(domain).or_insert((0, f64::INFINITY, f64::NEG_INFINITY));
        *row = (row.0 + 1, row.1.min(item.difficulty), row.2.max(item.difficulty));
    }
    for (domain, (count, easiest, hardest)) in per_domain {
        println!("  {:<28} {count:>4}   {easiest:>5.2} … {hardest:>4.2}", framework.domains[domain].short);
    }
}

fn defects_as_json(checked: &Checked) -> serde_json::Value {
    checked.defects.iter().map(|d| serde_json::json!({ "file": d.file, "line": d.line, "code": d.code, "detail": d.detail })).collect()
}

fn all_as_json(checked: &Checked) -> serde_json::Value {
    let found = flaws(checked);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for f in &found {
        *counts.entry(f.flaw.code).or_default() += 1;
    }
    let one = |f: &FoundFlaw| {
        let (opens, nth) = f.flaw.anchor;
        let anchor = serde_json::json!({ "opens": opens, "nth": nth });
        serde_json::json!({
            "file": f.file, "line": f.line, "item": f.item, "code": f.flaw.code, "severity": f.flaw.severity, "detail": f.flaw.detail, "anchor": anchor
        })
    };
    let due_one = |d: &Due| serde_json::json!({ "file": d.file, "line": d.line, "item": d.item, "last": d.last.to_string(), "expired": d.has_expired });
    serde_json::json!({
        "defects": defects_as_json(checked),
        "due": due(checked, today()).iter().map(due_one).collect::<Vec<_>>(),
        "flaws": found.iter().map(one).collect::<Vec<_>>(),
        "counts": counts,
    })
}
