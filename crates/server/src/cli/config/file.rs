//! The settings file: `key = value`, one for each option that may stand in the environment.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Name of the option, without its dashes.
    pub(super) key: String,
    /// As it would stand on the command line.
    pub(super) value: String,
    /// From 1.
    pub(super) line: usize,
}

/// What is wrong with a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) line: usize,
    pub(super) what: Wrong,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is not TOML; what the reader said.
    Syntax(String),
    /// No setting has this name; perhaps this one was meant.
    Unknown { key: String, nearest: Option<String> },
    /// A setting is a text, a whole number, or true or false.
    Shape { key: String },
}

/// Reads a file against the names that there are.
pub(super) fn read(text: &str, known: &[String]) -> Result<Vec<Entry>, Mistake> {
    let table = DeTable::parse(text)
        .map_err(|error| Mistake { line: line_of(text, error.span().map_or(0, |span| span.start)), what: Wrong::Syntax(error.message().to_owned()) })?;
    let mut entries: Vec<Entry> = table.get_ref().iter().map(|(key, value)| entry(text, known, key, value)).collect::<Result<_, _>>()?;
    entries.sort_by_key(|entry| entry.line);
    Ok(entries)
}

fn entry(text: &str, known: &[String], key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Result<Entry, Mistake> {
    let line = line_of(text, key.span().start);
    let name = key.get_ref().to_string();
    if !known.contains(&name) {
        return Err(Mistake { line, what: Wrong::Unknown { nearest: nearest(&name, known), key: name } });
    }
    let value = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        _ => return Err(Mistake { line, what: Wrong::Shape { key: name } }),
    };
    Ok(Entry { key: name, value, line })
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
}

/// The name that was meant, where one is near enough.
fn nearest(name: &str, known: &[String]) -> Option<String> {
    // with the habits of the environment and of other files
    let told = name.to_lowercase().replace('_', "-");
    let told = told.strip_prefix("socle-").unwrap_or(&told);
    let distance = |key: &str| strsim::damerau_levenshtein(told, key);
    known.iter().min_by_key(|key| distance(key)).filter(|key| distance(key) <= 2 + key.len() / 6).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        ["data", "listen", "base-url", "demo", "drain", "smtp-url"].map(str::to_owned).to_vec()
    }

    fn wrong(text: &str) -> Mistake {
        read(text, &known()).expect_err("a mistake")
    }

    #[test]
    fn texts_numbers_and_truths_are_read_with_their_lines() {
        let entries = read("# ours\nlisten = \"127.0.0.1:80\"\n\ndrain = 15\ndemo = true\n", &known()).expect("settings");
        let entries: Vec<_> = entries.iter().map(|e| (e.key.as_str(), e.value.as_str(), e.line)).collect();
        assert_eq!(entries, [("listen", "127.0.0.1:80", 2), ("drain", "15", 4), ("demo", "true", 5)]);
        assert_eq!(read("", &known()), Ok(Vec::new()));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_key_that_was_meant() {
        let unknown = |key: &str, nearest: Option<&str>| Wrong::Unknown { key: key.into(), nearest: nearest.map(str::to_owned) };
        assert_eq!(wrong("data = \"d\"\nbase_url = \"x\""), Mistake { line: 2, what: unknown("base_url", Some("base-url")) });
        assert_eq!(wrong("SOCLE_LISTEN = \"x\"").what, unknown("SOCLE_LISTEN", Some("listen")));
        assert_eq!(wrong("smpt-url = \"x\"").what, unknown("smpt-url", Some("smtp-url")));
        assert_eq!(wrong("colour = \"x\"").what, unknown("colour", None));
    }

    #[test]
    fn what_is_no_setting_is_refused_with_its_line() {
        assert_eq!(wrong("data = \"d\"\nlisten = [1]"), Mistake { line: 2, what: Wrong::Shape { key: "listen".into() } });
        assert_eq!(wrong("drain = 1.5").what, Wrong::Shape { key: "drain".into() });
        assert_eq!(wrong("drain = 0x10").what, Wrong::Shape { key: "drain".into() });
        assert_eq!(wrong("data = \"d\"\n\nlisten = \"a").line, 3);
        assert_eq!(wrong("data = \"a\"\ndata = \"b\"").line, 2, "the same key twice");
        assert!(matches!(wrong("[serve]\nlisten = \"a\"").what, Wrong::Unknown { .. }), "there are no sections");
    }
}
