//! What is exported and imported again is the same item: the whole bank, through every format.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::item::{Interaction, Item};
use formats::exchange::{Imported, Lists, Weight, import, template, write_qti_item, write_qti_package, write_xlsx};

/// Every item of the bank.
pub fn bank() -> Vec<Item> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/items"), &mut files);
    files.sort();
    assert!(files.len() >= 170, "the bank is there");
    let read = |f: &PathBuf| formats::content::item(&crate::files::text(f)).unwrap_or_else(|e| panic!("{}: {e}", f.display()));
    let mut items: Vec<Item> = files.iter().map(read).collect();
    // few items say when their source is to be read again: every other one does here
    for item in items.iter_mut().step_by(2) {
        item.source.review_by = Some("2027-06".into());
    }
    items
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}

/// An item without the white space that no page shows: every text as its paragraphs.
fn shown(item: &Item) -> serde_json::Value {
    fn fold(value: serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::String(text) => domain::item::paragraphs(&text).join("\n\n").into(),
            serde_json::Value::Array(values) => values.into_iter().map(fold).collect(),
            serde_json::Value::Object(fields) => fields.into_iter().map(|(k, v)| (k, fold(v))).collect::<serde_json::Map<_, _>>().into(),
            other => other,
        }
    }
    fold(serde_json::to_value(item).expect("JSON"))
}

/// The one item that came out, nothing refused and no scoring changed.
#[track_caller]
fn only(imported: &Imported, name: &str) -> Item {
    let bad: Vec<_> = imported.lost.iter().filter(|l| l.code.weight() <= Weight::Changed).collect();
    assert!(bad.is_empty(), "{name}: {bad:#?}");
    let [draft] = imported.items.as_slice() else { panic!("{name}: {} items", imported.items.len()) };
    draft.item.clone()
}

/// One of each kind: the package below carries them all.
#[test]
fn an_item_alone_survives_qti() {
    let mut kinds = BTreeSet::new();
    for item in bank() {
        if kinds.contains(item.interaction.kind()) {
            continue;
        }
        let Ok(written) = write_qti_item(&item) else {
            assert!(item.interaction.is_simulator(), "{}: only simulators are not written", item.id);
            continue;
        };
        kinds.insert(item.interaction.kind());
        let back = only(&import(&format!("{}.xml", item.id), written.file.as_bytes(), "fr"), &item.id);
        pretty_assertions(&shown(&item), &shown(&back), &item.id);
    }
    assert_eq!(kinds.len(), 9, "{kinds:?}");
}

#[track_caller]
fn pretty_assertions(a: &serde_json::Value, b: &serde_json::Value, name: &str) {
    if a != b {
        let (a, b) = (serde_json::to_string_pretty(a).expect("JSON"), serde_json::to_string_pretty(b).expect("JSON"));
        let differs: Vec<_> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).take(6).collect();
        panic!("{name} came back as another item: {differs:#?}");
    }
}

#[test]
fn a_package_carries_the_whole_bank_simulators_included() {
    let items = bank();
    let package = write_qti_package("banque", "La banque", &items);
    let imported = import("banque.zip", &package.file, "fr");
    assert_eq!(imported.refusals().count(), 0, "{:#?}", imported.refusals().collect::<Vec<_>>());
    assert_eq!(imported.items.len(), items.len());
    for item in &items {
        let back = imported.items.iter().find(|d| d.item.id == item.id).unwrap_or_else(|| panic!("{} is missing", item.id));
        pretty_assertions(&shown(item), &shown(&back.item), &item.id);
        assert!(back.to_complete.is_empty(), "{}: {:?}", item.id, back.to_complete);
    }
    assert!(items.iter().any(|i| matches!(i.interaction, Interaction::Mailbox(_))));
    assert_eq!(package.file, write_qti_package("banque", "La banque", &items).file, "the same files make the same archive");
}

/// Names of entries are not carried by formats that have none: they are numbered, as they are listed.
fn without_names(item: &Item) -> Item {
    use std::collections::BTreeMap;
    let mut item = item.clone();
    let rename = |names: &mut dyn Iterator<Item = &mut String>, letter: char| -> BTreeMap<String, String> {
        names.enumerate().map(|(i, id)| (std::mem::replace(id, format!("{letter}{}", i + 1)), format!("{letter}{}", i + 1))).collect()
    };
    match &mut item.interaction {
        Interaction::SingleChoice(x) => drop(rename(&mut x.options.iter_mut().map(|o| &mut o.id), 'o')),
        Interaction::MultipleChoice(x) => drop(rename(&mut x.options.iter_mut().map(|o| &mut o.id), 'o')),
        Interaction::Ordering(x) => drop(rename(&mut x.steps.iter_mut().map(|s| &mut s.id), 's')),
        Interaction::Matching(x) => {
            // answers are listed where they are first needed
            let first = |id: &String| x.prompts.iter().position(|p| p.answer == *id).unwrap_or(usize::MAX);
            x.answers.sort_by_key(|a| first(&a.id));
            let names = rename(&mut x.answers.iter_mut().map(|a| &mut a.id), 'a');
            rename(&mut x.prompts.iter_mut().map(|p| &mut p.id), 'p');
            x.prompts.iter_mut().for_each(|p| p.answer = names[&p.answer].clone());
        }
        Interaction::Categorise(x) => {
            let first = |id: &String| x.elements.iter().position(|e| e.category == *id).unwrap_or(usize::MAX);
            x.categories.sort_by_key(|c| first(&c.id));
            let names = rename(&mut x.categories.iter_mut().map(|c| &mut c.id), 'c');
            rename(&mut x.elements.iter_mut().map(|e| &mut e.id), 'e');
            x.elements.iter_mut().for_each(|e| e.category = names[&e.category].clone());
        }
        Interaction::Gaps(x) => {
            let place = |id: &str| x.text.find(&format!("{{{id}}}"));
            x.gaps.sort_by_key(|g| place(&g.id));
            for (i, gap) in x.gaps.iter_mut().enumerate() {
                x.text = x.text.replace(&format!("{{{}}}", gap.id), &format!("{{g{}}}", i + 1));
                gap.id = format!("g{}", i + 1);
            }
        }
        Interaction::Number(x) => x.units.sort_by_key(|u| u.name != x.unit),
        _ => {}
    }
    item
}

/// What GIFT cannot say is listed here, and taken out of what is compared.
fn as_gift_says_it(item: &Item) -> Item {
    let mut item = without_names(item);
    match &mut item.interaction {
        Interaction::Matching(x) => x.prompts.iter_mut().for_each(|p| p.feedback.clear()),
        Interaction::Categorise(x) => x.elements.iter_mut().for_each(|e| e.feedback.clear()),
        Interaction::Number(x) => x.units.retain(|u| u.name == x.unit),
        _ => {}
    }
    item
}

fn through(written: &formats::exchange::Exported<String>, name: &str, same: impl Fn(&Item) -> Item) -> BTreeSet<&'static str> {
    let items = bank();
    let imported = import(name, written.file.as_bytes(), "fr");
    let bad: Vec<_> = imported.lost.iter().filter(|l| l.code.weight() <= Weight::Changed).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    let refused: BTreeSet<&str> = written.lost.iter().filter(|l| l.code.weight() == Weight::Refused).map(|l| l.item.as_str()).collect();
    assert_eq!(imported.items.len() + refused.len(), items.len());
    let mut kinds = BTreeSet::new();
    for item in items.iter().filter(|i| !refused.contains(i.id.as_str())) {
        let back = imported.items.iter().find(|d| d.item.id == item.id).unwrap_or_else(|| panic!("{} is missing", item.id));
        pretty_assertions(&shown(&same(item)), &shown(&same(&back.item)), &item.id);
        kinds.insert(item.interaction.kind());
    }
    kinds
}

#[test]
fn what_moodle_has_a_question_for_survives_moodle_xml() {
    let kinds = through(&formats::exchange::write_moodle(&bank()), "banque.xml", without_names);
    assert_eq!(kinds.len(), 8, "{kinds:?}");
}

#[test]
fn what_gift_has_a_question_for_survives_gift() {
    let kinds = through(&formats::exchange::write_gift(&bank()), "banque.gift", as_gift_says_it);
    assert_eq!(kinds.len(), 6, "{kinds:?}");
}

#[test]
fn what_has_a_row_survives_the_workbook() {
    let say = |key: &str| if key == "help" { "Une ligne\nUne autre".to_owned() } else { key.chars().take(30).collect() };
    let lists = Lists { say: &say, objectives: vec![("T1.01".into(), "Un".into())], trades: vec![], settings: vec![] };
    let items = bank();
    let written = write_xlsx(&items, &lists).expect("a workbook");
    let imported = import("banque.xlsx", &written.file, "fr");
    assert!(imported.lost.is_empty(), "{:#?}", imported.lost);
    assert_eq!(imported.items.len() + written.lost.len(), items.len());
    for draft in &imported.items {
        let item = items.iter().find(|i| i.id == draft.item.id).expect("one of ours");
        let (mut a, mut b) = (without_names(item), without_names(&draft.item));
        for interaction in [&mut a.interaction, &mut b.interaction] {
            if let Interaction::HotText(x) = interaction {
                for (i, spot) in x.spots.iter_mut().enumerate() {
                    x.text = x.text.replace(&format!("[[{}:", spot.id), &format!("[[{}:", i + 1));
                    spot.id = (i + 1).to_string();
                }
            }
        }
        pretty_assertions(&shown(&a), &shown(&b), &item.id);
    }
    assert_eq!(template(&lists), template(&lists), "the same template each time");
    let empty = import("modele.xlsx", &template(&lists).expect("a workbook"), "fr");
    assert!(empty.items.is_empty() && empty.lost.is_empty(), "{:?}", empty.lost);
}
