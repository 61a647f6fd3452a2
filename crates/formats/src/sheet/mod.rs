//! An item as a form holds it: every field a text, exactly as somebody typed it.
//!
//! A sheet is never wrong: whatever was typed can be kept in a content file, read back and shown again, a difficulty of "hard"
//! included. What is wrong with it is told when an [`Item`](domain::item::Item) is made of it. A content file becomes a sheet only
//! where the form has a place for everything in it.

mod head;
mod read;
mod shape;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use domain::item::{Finding, Item};

pub use head::{Head, head, named, versioned, with_line};
pub use read::NoForm;
pub use shape::{Field, HEADER, KINDS, Kind, List, SOURCE, Shape};

use crate::content::{self, Unreadable};

/// Entries of a list at most: nobody reads more, and a form ends somewhere.
pub const ROWS: usize = 40;

/// An entry of a list: a text for each of its fields.
pub type Row = BTreeMap<&'static str, String>;

/// An item as a form holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the person does.
    pub kind: &'static Kind,
    /// Fields by the name of their control: `title`, `source.title`, `interaction.feedback`.
    pub fields: BTreeMap<String, String>,
    /// Entries by the name of their list.
    pub lists: BTreeMap<&'static str, Vec<Row>>,
}

/// Every field that stands outside a list, with the name of its control.
pub(crate) fn outside(kind: &Kind) -> impl Iterator<Item = (String, &'static Field)> {
    let header = HEADER.iter().map(|f| (f.name.to_owned(), f));
    let source = SOURCE.iter().map(|f| (format!("source.{}", f.name), f));
    header.chain(source).chain(kind.fields.iter().map(|f| (format!("interaction.{}", f.name), f)))
}

/// A number as people type it: with a point or a comma.
fn number(typed: &str) -> Option<f64> {
    let plain = typed.trim().replace(',', ".").replace('\u{2212}', "-");
    plain.parse::<f64>().ok().filter(|n| n.is_finite())
}

fn whole(typed: &str) -> Option<i64> {
    typed.trim().parse().ok().filter(|n: &i64| (0..=9_999).contains(n))
}

impl Sheet {
    /// An empty form.
    pub fn new(kind: &'static Kind, language: &str) -> Self {
        let mut sheet = Self { kind, fields: BTreeMap::new(), lists: BTreeMap::new() };
        for (name, field) in outside(kind) {
            sheet.fields.insert(name, field.default.to_owned());
        }
        sheet.fields.insert("language".to_owned(), language.to_owned());
        for list in kind.lists {
            sheet.lists.insert(list.name, vec![blank(list); list.starts_with]);
        }
        sheet.name_rows();
        sheet
    }

    /// What a form sent: values by the name of their control.
    pub fn typed(kind: &'static Kind, sent: &BTreeMap<String, Vec<String>>) -> Self {
        let value = |name: &str, field: &Field| {
            let values = sent.get(name).map(Vec::as_slice).unwrap_or_default();
            clean(&if field.shape == Shape::Lines { values.join("\n") } else { values.first().cloned().unwrap_or_default() }, field.shape)
        };
        let fields = outside(kind).map(|(name, field)| (name.clone(), value(&name, field))).collect();
        let rows = |list: &List| {
            let count = sent.get(&format!("{}.rows", list.name)).and_then(|v| v.first()?.parse().ok()).unwrap_or(0).min(ROWS);
            let right = sent.get(&format!("{}.correct", list.name)).and_then(|v| v.first()?.parse::<usize>().ok());
            let row = |i: usize| {
                let mut row: Row = list.fields.iter().map(|f| (f.name, value(&format!("{}.{i}.{}", list.name, f.name), f))).collect();
                if kind.name == "single-choice" && right == Some(i) {
                    row.insert("correct", "true".to_owned());
                }
                row
            };
            (0..count).map(row).collect()
        };
        let mut sheet = Self { kind, fields, lists: kind.lists.iter().map(|list| (list.name, rows(list))).collect() };
        sheet.name_rows();
        sheet
    }

    /// A field outside the lists; empty when there is none of that name.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Writes a field outside the lists.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    /// Another entry at the end of a list.
    pub fn add_row(&mut self, list: &str) {
        if let Some(shape) = self.kind.lists.iter().find(|l| l.name == list)
            && let Some(rows) = self.lists.get_mut(list)
            && rows.len() < ROWS
        {
            rows.push(blank(shape));
            self.name_rows();
        }
    }

    /// Takes an entry out of a list.
    pub fn remove_row(&mut self, list: &str, at: usize) {
        if let Some(rows) = self.lists.get_mut(list)
            && at < rows.len()
        {
            rows.remove(at);
        }
    }

    /// Moves an entry one place towards the top.
    pub fn raise_row(&mut self, list: &str, at: usize) {
        if let Some(rows) = self.lists.get_mut(list)
            && (1..rows.len()).contains(&at)
        {
            rows.swap(at - 1, at);
        }
    }

    /// Gives each entry that has a name and none yet the next one free: names are for the file, nobody types them. Gaps are named by
    /// their author, who writes them into the text.
    fn name_rows(&mut self) {
        for (list, rows) in &mut self.lists {
            let is_named = rows.first().is_some_and(|row| row.contains_key("id"));
            if !is_named || *list == "gaps" {
                continue;
            }
            let mut taken: BTreeSet<String> = rows.iter().filter_map(|row| row.get("id").cloned()).collect();
            let mut names = ('a'..='z').map(String::from).chain((1..).map(|n| format!("n{n}")));
            for row in rows.iter_mut().filter(|row| row.get("id").is_some_and(String::is_empty)) {
                if let Some(name) = names.by_ref().find(|name| !taken.contains(name)) {
                    taken.insert(name.clone());
                    row.insert("id", name);
                }
            }
        }
    }

    /// Names of the controls that want a number and hold something else.
    pub fn not_numbers(&self) -> Vec<String> {
        let is_wrong = |field: &Field, typed: &str| match field.shape {
            Shape::Number => number(typed).is_none(),
            Shape::Whole => whole(typed).is_none(),
            _ => false,
        };
        let mut found: Vec<String> = outside(self.kind).filter(|(name, field)| is_wrong(field, self.get(name))).map(|(name, _)| name).collect();
        for list in self.kind.lists {
            for (i, row) in self.written_rows(list) {
                let wrong = list.fields.iter().filter(|f| is_wrong(f, row.get(f.name).map_or("", String::as_str)));
                found.extend(wrong.map(|f| format!("{}.{i}.{}", list.name, f.name)));
            }
        }
        found
    }

    /// The item, with 0 for what should be a number and is not.
    ///
    /// # Errors
    /// A word that must be one of a few is another: the language of a form sent by hand.
    pub fn item(&self) -> Result<Item, Unreadable> {
        content::item(&self.written(true))
    }

    /// The control that a finding speaks of; the whole question when no control does.
    pub fn control_of(&self, finding: &Finding) -> String {
        let (anchor, nth) = finding.anchor;
        if anchor == "[source]" {
            let named = SOURCE.iter().find(|f| f.name == finding.detail).map_or("title", |f| f.name);
            let dated = ["date", "checked"].into_iter().find(|name| finding.code == "source-date" && self.get(&format!("source.{name}")) == finding.detail);
            return format!("source.{}", dated.unwrap_or(named));
        }
        if let Some(list) = self.kind.lists.iter().find(|l| anchor == format!("[[interaction.{}]]", l.name)) {
            let at = self.written_rows(list).nth(nth).map_or(nth, |(i, _)| i);
            let wanted = match finding.code {
                "feedback-missing" => "feedback",
                "reference-broken" if list.name == "prompts" => "answer",
                "reference-broken" if list.name == "elements" => "category",
                "gap-kind" | "not-in-text" => "id",
                _ => "text",
            };
            let field = list.fields.iter().find(|f| f.name == wanted).or_else(|| list.fields.iter().find(|f| f.name != "id"));
            return format!("{}.{at}.{}", list.name, field.map_or("id", |f| f.name));
        }
        if self.kind.fields.iter().any(|f| f.name == anchor) && !HEADER.iter().any(|f| f.name == anchor) {
            return format!("interaction.{anchor}");
        }
        if HEADER.iter().any(|f| f.name == anchor) {
            return anchor.to_owned();
        }
        if SOURCE.iter().any(|f| f.name == anchor) {
            return format!("source.{anchor}");
        }
        "interaction".to_owned()
    }

    /// Entries of a list that hold something, with their places in the form.
    fn written_rows(&self, list: &List) -> impl Iterator<Item = (usize, &Row)> {
        let is_blank = |row: &Row| list.fields.iter().all(|f| f.name == "id" || row.get(f.name).is_none_or(|v| v.trim().is_empty() || v == f.default));
        let keep_all = list.name == "gaps";
        self.lists
            .get(list.name)
            .into_iter()
            .flatten()
            .enumerate()
            .filter(move |(_, row)| !is_blank(row) || keep_all && row.get("id").is_some_and(|id| !id.trim().is_empty()))
    }
}

fn blank(list: &List) -> Row {
    list.fields.iter().map(|f| (f.name, f.default.to_owned())).collect()
}

/// What a browser sent, as the file keeps it: one kind of line end, nothing that no key types.
fn clean(typed: &str, shape: Shape) -> String {
    let plain = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| !c.is_control() || *c == '\n' || *c == '\t';
    match shape {
        Shape::Line | Shape::Number | Shape::Whole => plain.replace('\n', " ").chars().filter(kept).collect::<String>().trim().to_owned(),
        Shape::Flag => if plain.is_empty() { "" } else { "true" }.to_owned(),
        Shape::Text => plain.chars().filter(kept).collect(),
        Shape::Lines => {
            let plain: String = plain.chars().filter(kept).collect();
            plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        }
    }
}
