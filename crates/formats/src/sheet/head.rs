//! What can be told of a text that may not be whole yet: enough to find it again in a list.

use toml::Table;

/// What a text says of itself, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// Code of its objective.
    pub objective: String,
    /// Kind of its interaction.
    pub kind: String,
    /// Its language.
    pub language: String,
    /// What a search looks through, as written.
    pub words: String,
}

/// Reads what can be read; nothing of what is no TOML.
pub fn head(text: &str) -> Option<Head> {
    let table: Table = text.parse().ok()?;
    let said = |name: &str| table.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let kind = table.get("interaction").and_then(|i| i.get("kind")?.as_str()).unwrap_or_default().to_owned();
    let words = ["id", "title", "objective", "question", "situation"].map(said).join(" ");
    Some(Head { title: said("title"), objective: said("objective"), kind, language: said("language"), words })
}

/// The same text under another name. Only its first line of that key changes.
pub fn named(text: &str, id: &str) -> String {
    with_line(text, "id", &format!("\"{id}\""))
}

/// The same text as this version.
pub fn versioned(text: &str, version: u32) -> String {
    with_line(text, "version", &version.to_string())
}

/// A simple value of the header, written in the place of the one that stands there, else above everything. `value` is TOML of one line.
pub fn with_line(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {value}");
    let header = text.lines().take_while(|l| !l.trim_start().starts_with('['));
    let at = header.clone().position(|l| l.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
    let Some(at) = at else { return format!("{line}\n{text}") };
    let mut lines: Vec<&str> = text.lines().collect();
    lines[at] = &line;
    format!("{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_not_whole_yet_is_found_by_what_it_says() {
        let text = "title = \"Un essai\"\ndifficulty = \"dur\"\nsituation = \"\"\"\nLe matin.\n\"\"\"\n[interaction]\nkind = \"gaps\"\n";
        let read = head(text).expect("TOML");
        assert_eq!((read.title.as_str(), read.kind.as_str(), read.language.as_str()), ("Un essai", "gaps", ""));
        assert!(read.words.contains("Le matin."));
        assert_eq!(head("title = "), None);
    }

    #[test]
    fn a_name_is_written_once_whatever_stands_there() {
        let text = "# note\nid = \"a\" # ici\nversion = 3\n[interaction]\nid = \"b\"\n";
        assert_eq!(named(text, "x"), "# note\nid = \"x\"\nversion = 3\n[interaction]\nid = \"b\"\n");
        assert_eq!(versioned(text, 4), "# note\nid = \"a\" # ici\nversion = 4\n[interaction]\nid = \"b\"\n");
        assert_eq!(named("title = \"t\"\n", "x"), "id = \"x\"\ntitle = \"t\"\n");
    }
}
