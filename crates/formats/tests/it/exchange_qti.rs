//! Every interaction and every template of response processing of QTI 2.x and 3.0: an item, or a refusal by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use domain::item::{Interaction, Item};
use formats::exchange::{Code, Imported, import};

use crate::files::{self, text};

/// The folder of our own QTI files.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/qti")
}

fn expected() -> Vec<[String; 3]> {
    let table = text(&folder().join("EXPECTED.txt"));
    let row = |line: &str| {
        let mut cells = line.split(" | ").map(|c| c.trim().to_owned());
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(row).collect()
}

/// What holds of the one item: its kind, and what the table says beyond.
fn check(name: &str, item: &Item, outcome: &str) {
    let mut words = outcome.split_whitespace();
    assert_eq!(Some(item.interaction.kind()), words.next(), "{name}");
    for word in words {
        let (what, wanted) = word.split_once('=').unwrap_or((word, ""));
        let found = match (what, &item.interaction) {
            ("points", x) => x.points().to_string(),
            ("key", Interaction::SingleChoice(x)) => x.options.iter().find(|o| o.correct).map(|o| o.id.clone()).unwrap_or_default(),
            ("unit", Interaction::Number(x)) => x.unit.clone(),
            ("tolerance", Interaction::Number(x)) => x.tolerance.to_string(),
            ("feedback", Interaction::SingleChoice(x)) => x.options.iter().find(|o| o.feedback.is_empty()).map(|o| o.id.clone()).unwrap_or_default(),
            _ => panic!("{name}: {word} says nothing of a {}", item.interaction.kind()),
        };
        assert_eq!(found, wanted, "{name}: {what}");
    }
}

fn codes(imported: &Imported) -> BTreeSet<&'static str> {
    imported.lost.iter().filter(|l| l.code != Code::HeaderGuessed).map(|l| l.code.code()).collect()
}

#[test]
fn every_file_of_the_table_gives_what_the_table_says() {
    let table = expected();
    assert!(table.len() >= 60, "{} files", table.len());
    for [name, outcome, losses] in &table {
        let bytes = files::bytes(&folder().join(name));
        let imported = import(name, &bytes, "fr");
        let mut wanted: BTreeSet<&str> = losses.split_whitespace().collect();
        if let Some(code) = outcome.strip_prefix("refused ") {
            wanted.insert(code);
            assert!(imported.items.is_empty(), "{name}: {:?}", imported.items);
            assert_eq!(imported.refusals().count(), 1, "{name}: {:?}", imported.lost);
        } else {
            let [draft] = imported.items.as_slice() else { panic!("{name}: {:#?}", imported.lost) };
            check(name, &draft.item, outcome);
            assert!(!draft.item.question.is_empty(), "{name} asks something");
            assert!(!draft.to_complete.is_empty(), "{name}: an outside item has no objective and no source");
        }
        assert_eq!(codes(&imported), wanted, "{name}: {:#?}", imported.lost);
        for loss in &imported.lost {
            assert_eq!(loss.file, *name);
        }
    }
}

#[test]
fn the_table_names_every_file_and_every_interaction() {
    let listed: BTreeSet<String> = expected().into_iter().map(|[name, ..]| name).collect();
    let mut present = BTreeSet::new();
    let mut tags: BTreeMap<String, usize> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "xml") {
            present.insert(path.file_name().expect("a name").to_string_lossy().into_owned());
            let text = String::from_utf8_lossy(&files::bytes(&path)).into_owned();
            for word in text.split('<').filter_map(|t| t.split([' ', '>', '/']).next()).filter(|t| t.to_lowercase().ends_with("interaction")) {
                *tags.entry(word.trim_start_matches("qti-").replace('-', "").to_lowercase()).or_default() += 1;
            }
        }
    }
    assert_eq!(listed, present);
    let interactions = [
        "associate",
        "choice",
        "custom",
        "drawing",
        "endattempt",
        "extendedtext",
        "gapmatch",
        "graphicassociate",
        "graphicgapmatch",
        "graphicorder",
        "hotspot",
        "hottext",
        "inlinechoice",
        "match",
        "media",
        "order",
        "portablecustom",
        "positionobject",
        "selectpoint",
        "slider",
        "textentry",
        "upload",
    ];
    for name in interactions {
        assert!(tags.contains_key(&format!("{name}interaction")), "no file has a {name} interaction");
    }
}

#[test]
fn a_loss_says_where_it_happened() {
    let text = text(&folder().join("choice-key-unknown.xml"));
    let loss = import("a.xml", text.as_bytes(), "fr").lost.remove(0);
    assert_eq!((loss.file.as_str(), loss.line, loss.item.as_str(), loss.code), ("a.xml", 2, "choice-key-unknown", Code::KeyUnknown));
}
