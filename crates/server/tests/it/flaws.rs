//! The check-list against flawed items, as an author meets it.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use domain::item::FLAW_RULES;
use serde_json::Value;
use server::render::{Lang, Texts};
use tempfile::TempDir;

use crate::harness::root;

/// A content folder with the shipped framework and this one item.
fn content(item: &str, text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for part in ["framework/framework.toml", "framework/trades.toml", "blueprints/positioning.toml"] {
        let to = folder.path().join(part);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::copy(root().join("content").join(part), to).expect("copied");
    }
    let items = folder.path().join("items");
    std::fs::create_dir_all(&items).expect("made");
    std::fs::write(items.join(format!("{item}.toml")), text).expect("written");
    folder
}

fn check(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_socle"))
        .args(["content", "check"])
        .arg(folder.path())
        .args(arguments)
        .env("LANG", "fr_FR.UTF-8")
        .env_remove("LC_ALL")
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const FLAWED: &str = r#"id = "session-ouverte"
version = 1
objective = "T2.02"
title = "Un poste resté ouvert"
trades = ["tous"]
setting = "hopital-public"
language = "fr"
difficulty = 0.0
time = 60
review = "not-reviewed"
situation = "Vous arrivez au poste de soins : une collègue a laissé sa session ouverte, un dossier à l'écran."
question = "Que faites-vous ?"
explanation = "Une session ouverte permet d'écrire sous le nom d'une autre : on la ferme, puis on prévient."
[source]
title = "Guide de la sécurité des données personnelles"
publisher = "CNIL"
date = "2024"
checked = "2026-11"
[interaction]
kind = "single-choice"
[[interaction.options]]
id = "a"
text = "Ne pas écrire sans changer de session"
feedback = "C'est mieux que rien, mais le dossier reste ouvert à qui passe."
[[interaction.options]]
id = "b"
text = "Fermer la session ouverte ici"
correct = true
feedback = "Oui, bravo, c'est exact."
[[interaction.options]]
id = "c"
text = "Laisser un mot sur le clavier"
feedback = "Elle ne le lira que demain, et chacun lit le dossier d'ici là."
"#;

#[test]
fn every_rule_says_in_both_languages_what_it_is_why_it_matters_and_what_to_do() {
    let texts = Texts::new().expect("texts");
    for rule in FLAW_RULES {
        let sentences = Lang::ALL.map(|lang| {
            let text = texts.find(lang, &format!("flaw-{}", rule.code), &[]).unwrap_or_else(|| panic!("flaw-{} in {}", rule.code, lang.code()));
            let count = text.matches(['.', '?']).count();
            assert!((2..=3).contains(&count) && text.ends_with('.'), "flaw-{} in {}: {text}", rule.code, lang.code());
            text
        });
        assert_ne!(sentences[0], sentences[1]);
    }
}

#[test]
fn the_check_counts_flaws_and_shows_them_when_asked_without_refusing() {
    let folder = content("session-ouverte", FLAWED);
    let brief = check(&folder, &[]);
    let out = said(&brief);
    assert!(brief.status.success(), "{out}");
    assert!(out.contains("0 à corriger, 2 à regarder, 0 à considérer. « socle content check --flaws » les montre."), "{out}");
    assert!(!out.contains("feedback-mute"), "{out}");
    let full = check(&folder, &["--flaws"]);
    let out = said(&full);
    assert!(full.status.success(), "{out}");
    let line = |opens: &str, nth: usize| FLAWED.lines().enumerate().filter(|(_, l)| l.starts_with(opens)).nth(nth).expect("a line").0 + 1;
    let file = folder.path().join("items/session-ouverte.toml").display().to_string();
    assert!(out.contains(&format!("{file}:{}: double-negation: Ne pas écrire sans changer", line("[[interaction.options]]", 0))), "{out}");
    assert!(out.contains(&format!("{file}:{}: feedback-mute: Oui, bravo", line("[[interaction.options]]", 1))), "{out}");
    assert!(out.contains("feedback-mute (1, à regarder)") && out.contains("approuve sans expliquer"), "{out}");
}

#[test]
fn the_flaws_come_as_json_with_their_counts() {
    let folder = content("session-ouverte", &FLAWED.replace("checked = \"2026-11\"", "checked = \"2019-01\""));
    let output = check(&folder, &["--flaws", "--json"]);
    let all: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&output)));
    assert_eq!(all["defects"], serde_json::json!([]));
    assert_eq!((&all["due"][0]["item"], &all["due"][0]["last"], &all["due"][0]["expired"]), (&"session-ouverte".into(), &"2020-01-31".into(), &true.into()));
    let mut counted: BTreeMap<&str, u64> = BTreeMap::new();
    for flaw in all["flaws"].as_array().expect("a list") {
        *counted.entry(flaw["code"].as_str().expect("a code")).or_default() += 1;
    }
    assert_eq!(serde_json::to_value(&counted).expect("JSON"), all["counts"]);
    assert_eq!(counted.keys().copied().collect::<Vec<_>>(), ["double-negation", "feedback-mute"]);
    let flaw = &all["flaws"][0];
    assert_eq!((&flaw["severity"], &flaw["anchor"]["opens"], &flaw["anchor"]["nth"]), (&"doubt".into(), &"[[interaction.options]]".into(), &0.into()));
    // without --flaws the JSON stays what it was: the list of defects
    assert_eq!(serde_json::from_slice::<Value>(&check(&folder, &["--json"]).stdout).expect("JSON"), serde_json::json!([]));
}
