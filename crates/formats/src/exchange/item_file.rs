//! Our own item file, written.

use domain::item::{Interaction, Item};

/// An item as a file of `content/items` holds it. `remarks` stand above it as comments, one a line.
pub fn write(item: &Item, remarks: &[String]) -> String {
    let mut out = String::new();
    for remark in remarks.iter().flat_map(|r| r.lines()) {
        let remark: String = remark.chars().filter(|c| !c.is_control()).collect();
        out.push_str(format!("# {remark}").trim_end());
        out.push('\n');
    }
    if !remarks.is_empty() {
        out.push('\n');
    }
    // an item has strings, numbers, booleans, lists and tables: all of them are TOML's
    out.push_str(&toml::to_string_pretty(item).expect("an item is a table"));
    out
}

/// All words that an interaction shows, as far as its serialised form tells: for estimates of length.
pub(super) fn words(interaction: &Interaction) -> String {
    toml::Value::try_from(interaction).map(|value| collected(&value)).unwrap_or_default()
}

fn collected(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => format!("{text} "),
        toml::Value::Array(values) => values.iter().map(collected).collect(),
        toml::Value::Table(table) => {
            table.iter().filter(|(key, _)| !matches!(key.as_str(), "feedback" | "id" | "kind" | "clue")).map(|(_, v)| collected(v)).collect()
        }
        _ => String::new(),
    }
}
