//! What two texts of a question differ in, part by part and word by word.
//!
//! A text is compared as what it says (title, options, feedback…), not as the file it is kept in: a part that moved in the file did not
//! change. A text that cannot be read yet is compared as it was typed.

use std::time::Duration;

use domain::item::Item;
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::review::item_of;

/// How long one part may be compared before the rest of it is told as changed: a page is not to wait for a hostile text.
const PATIENCE: Duration = Duration::from_millis(250);

/// Parts of a question in the order in which they are read; the rest comes behind.
const READ: [&str; 6] = ["title", "situation", "question", "interaction", "explanation", "source"];

/// What two texts differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Parts that differ: those of the newer text in its order, then those that only the older one had.
    pub parts: Vec<Part>,
    /// How many parts are the same.
    pub same: usize,
}

/// A part that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in the text: `interaction`, `options`, `b`, `feedback`.
    pub path: Vec<String>,
    /// The part of the older text; nothing when it had none.
    pub before: Option<Vec<Piece>>,
    /// The part of the newer text; nothing when it has none.
    pub after: Option<Vec<Piece>>,
}

/// Some words of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Whether the other text lacks them.
    pub changed: bool,
    /// The words, with the space around them.
    pub text: String,
}

/// Compares two texts as they are kept.
pub fn compare(older: &str, newer: &str) -> Comparison {
    match (item_of(older), item_of(newer)) {
        (Some(older), Some(newer)) => compare_items(&older, &newer),
        _ => differences(vec![(vec!["text".to_owned()], older.to_owned())], &[(vec!["text".to_owned()], newer.to_owned())]),
    }
}

/// Compares two texts that were read.
pub fn compare_items(older: &Item, newer: &Item) -> Comparison {
    differences(parts_of(older), &parts_of(newer))
}

fn differences(older: Vec<NamedPart>, newer: &[NamedPart]) -> Comparison {
    let find = |parts: &[NamedPart], path: &[String]| parts.iter().find(|(p, _)| p == path).map(|(_, text)| text.clone());
    let mut found = Comparison { parts: Vec::new(), same: 0 };
    for (path, after) in newer {
        match find(&older, path) {
            Some(before) if before == *after => found.same += 1,
            Some(before) => {
                let (before, after) = word_by_word(&before, after);
                found.parts.push(Part { path: path.clone(), before: Some(before), after: Some(after) });
            }
            None => found.parts.push(Part { path: path.clone(), before: None, after: Some(whole(after)) }),
        }
    }
    for (path, before) in older {
        if find(newer, &path).is_none() {
            found.parts.push(Part { path, before: Some(whole(&before)), after: None });
        }
    }
    found
}

fn whole(text: &str) -> Vec<Piece> {
    vec![Piece { changed: true, text: text.to_owned() }]
}

fn word_by_word(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(before, after);
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                add(&mut old, false, change.value());
                add(&mut new, false, change.value());
            }
            ChangeTag::Delete => add(&mut old, true, change.value()),
            ChangeTag::Insert => add(&mut new, true, change.value()),
        }
    }
    (old, new)
}

/// Words beside words of the same kind are one piece.
fn add(pieces: &mut Vec<Piece>, changed: bool, text: &str) {
    match pieces.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => pieces.push(Piece { changed, text: text.to_owned() }),
    }
}

/// Where a part stands, and what it says.
type NamedPart = (Vec<String>, String);

/// Every part of a text that holds something, in its order.
fn parts_of(item: &Item) -> Vec<NamedPart> {
    let mut parts = Vec::new();
    // an item is always written: it is how it was stored
    let value = serde_json::to_value(item).unwrap_or_default();
    walk(&mut Vec::new(), &value, &mut parts);
    // what is read comes first, in the order in which it is read
    parts.sort_by_key(|(path, _)| READ.iter().position(|name| path.first().is_some_and(|p| p == name)).unwrap_or(READ.len()));
    parts
}

fn walk(path: &mut Vec<String>, value: &Value, parts: &mut Vec<NamedPart>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                within(path, name, value, parts);
            }
        }
        Value::Array(entries) if entries.iter().all(|e| !e.is_object() && !e.is_array()) => {
            parts.push((path.clone(), entries.iter().map(plain).collect::<Vec<_>>().join(", ")));
        }
        Value::Array(entries) => {
            let names: Vec<Option<&str>> = entries.iter().map(|e| e.get("id").and_then(Value::as_str)).collect();
            for (i, entry) in entries.iter().enumerate() {
                let name = names[i].map_or_else(|| (i + 1).to_string(), str::to_owned);
                within(path, &name, entry, parts);
            }
            // where entries are named their order is a part of its own: in some questions it is the answer
            if let Some(names) = names.into_iter().collect::<Option<Vec<_>>>() {
                within(path, "order", &Value::String(names.join(", ")), parts);
            }
        }
        leaf => parts.push((path.clone(), plain(leaf))),
    }
}

fn within(path: &mut Vec<String>, name: &str, value: &Value, parts: &mut Vec<NamedPart>) {
    path.push(name.to_owned());
    walk(path, value, parts);
    path.pop();
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::content::Files;

    fn shipped() -> String {
        let files = Files::Embedded.items();
        let choice = files.into_iter().filter_map(|f| f.text.ok()).find(|t| t.contains("kind = \"single-choice\"") && t.contains("id = \"a\""));
        choice.expect("a single choice in the bank")
    }

    fn told(pieces: Option<&Vec<Piece>>) -> String {
        pieces.map(|all| all.iter().map(|p| if p.changed { format!("[{}]", p.text) } else { p.text.clone() }).collect()).unwrap_or_default()
    }

    #[test]
    fn a_text_differs_in_nothing_from_itself_however_its_file_is_laid_out() {
        let text = shipped();
        let found = compare(&text, &format!("# a remark\n\n{text}\n\n"));
        assert_eq!(found.parts, []);
        assert!(found.same > 15, "{}", found.same);
    }

    #[test]
    fn only_the_words_that_changed_are_marked() {
        let text = shipped();
        let item = formats::content::item(&text).expect("an item");
        let changed = text.replacen(&item.title, "Un autre titre", 1);
        let found = compare(&text, &changed);
        let paths: Vec<String> = found.parts.iter().map(|p| p.path.join(".")).collect();
        assert_eq!(paths, ["title"]);
        let (before, after) = word_by_word("le mot de passe du poste", "le mot de passe du service");
        assert_eq!((told(Some(&before)), told(Some(&after))), ("le mot de passe du [poste]".into(), "le mot de passe du [service]".into()));
    }

    #[test]
    fn entries_are_followed_by_their_names_and_a_new_order_is_told() {
        let (mut parts, mut moved) = (Vec::new(), Vec::new());
        walk(&mut Vec::new(), &serde_json::json!({ "steps": [{ "id": "a", "text": "un" }, { "id": "b", "text": "deux" }] }), &mut parts);
        walk(&mut Vec::new(), &serde_json::json!({ "steps": [{ "id": "b", "text": "deux" }, { "id": "a", "text": "un" }] }), &mut moved);
        let different: Vec<String> = moved.iter().filter(|p| !parts.contains(p)).map(|(path, text)| format!("{}: {text}", path.join("."))).collect();
        assert_eq!(different, ["steps.order: b, a"]);
    }

    #[test]
    fn a_text_that_cannot_be_read_is_compared_as_it_was_typed() {
        let found = compare("id = \"un\"\nboum", "id = \"un\"\nboum boum");
        assert_eq!(found.parts.len(), 1);
        assert_eq!(told(found.parts[0].after.as_ref()), "id = \"un\"\nboum[ boum]");
    }

    #[test]
    fn a_hostile_text_does_not_hold_the_page_up() {
        let words = |step: usize, of: usize| (0..40_000).map(|n| (n * step % of).to_string()).collect::<Vec<_>>().join(" ");
        let (older, newer) = (words(7, 1009), words(13, 1013));
        let begun = std::time::Instant::now();
        let (before, after) = word_by_word(&older, &newer);
        assert_eq!(before.iter().map(|p| p.text.len()).sum::<usize>(), older.len());
        assert_eq!(after.iter().map(|p| p.text.len()).sum::<usize>(), newer.len());
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}
