//! A content file becomes a form, where the form has a place for everything in it.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{Field, HEADER, Kind, List, ROWS, Row, SOURCE, Shape, Sheet};
use crate::content::{Unreadable, line_of};

/// Why a text cannot be shown as a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoForm {
    /// It is not TOML, or what it says makes no question.
    Unreadable(Unreadable),
    /// Questions of this kind have no form.
    Kind,
    /// The form has no place for what stands on this line.
    NoPlace {
        /// Line, from 1.
        line: usize,
        /// The name of what has no place.
        name: String,
    },
}

/// What has no place, by name.
struct Stray(String);

impl Sheet {
    /// The form of a content file.
    ///
    /// # Errors
    /// The text cannot be read, is of a kind without a form, or holds something that the form would lose.
    pub fn read(text: &str) -> Result<Self, NoForm> {
        let mut table: Table = text.parse().map_err(|e| NoForm::Unreadable(Unreadable::at(text, &e)))?;
        let mut interaction = take_table(&mut table, "interaction");
        let kind = interaction.remove("kind").and_then(|k| Kind::of(k.as_str()?)).ok_or(NoForm::Kind)?;
        let mut source = take_table(&mut table, "source");
        let mut sheet = Self { kind, fields: BTreeMap::new(), lists: BTreeMap::new() };
        let read = (|| {
            take_fields(&mut table, HEADER, "", &mut sheet.fields)?;
            take_fields(&mut source, SOURCE, "source.", &mut sheet.fields)?;
            take_fields(&mut interaction, kind.fields, "interaction.", &mut sheet.fields)?;
            for list in kind.lists {
                sheet.lists.insert(list.name, take_rows(&mut interaction, list)?);
            }
            [table, source, interaction].iter().find_map(|left| left.keys().next()).map_or(Ok(()), |name| Err(Stray(name.clone())))
        })();
        match read {
            Ok(()) if kind.name == "single-choice" && sheet.lists["options"].iter().filter(|row| !row["correct"].is_empty()).count() > 1 => {
                Err(NoForm::NoPlace { line: line_of(text, "correct", 1), name: "correct".to_owned() })
            }
            Ok(()) => Ok(sheet),
            Err(Stray(name)) => Err(NoForm::NoPlace { line: line_of(text, &name, 0).max(line_of(text, &format!("[interaction.{name}]"), 0)), name }),
        }
    }
}

fn take_table(table: &mut Table, name: &str) -> Table {
    match table.remove(name) {
        Some(Value::Table(inner)) => inner,
        Some(other) => {
            table.insert(name.to_owned(), other);
            Table::new()
        }
        None => Table::new(),
    }
}

fn take_fields(table: &mut Table, fields: &[Field], prefix: &str, into: &mut BTreeMap<String, String>) -> Result<(), Stray> {
    for field in fields {
        into.insert(format!("{prefix}{}", field.name), take(table, field)?);
    }
    Ok(())
}

fn take_rows(table: &mut Table, list: &List) -> Result<Vec<Row>, Stray> {
    let entries = match table.remove(list.name) {
        None => return Ok(Vec::new()),
        Some(Value::Array(entries)) if entries.len() <= ROWS => entries,
        Some(_) => return Err(Stray(list.name.to_owned())),
    };
    let row = |entry: Value| {
        let Value::Table(mut entry) = entry else { return Err(Stray(list.name.to_owned())) };
        let row: Row = list.fields.iter().map(|f| Ok((f.name, take(&mut entry, f)?))).collect::<Result<_, Stray>>()?;
        entry.keys().next().map_or(Ok(row), |name| Err(Stray(name.clone())))
    };
    entries.into_iter().map(row).collect()
}

/// The text of a field. Whatever the form would send back as something else has no place in it.
fn take(table: &mut Table, field: &Field) -> Result<String, Stray> {
    let stray = || Stray(field.name.to_owned());
    let Some(value) = table.remove(field.name) else { return Ok(field.default.to_owned()) };
    let is_kept = |text: &str| text == super::clean(text, field.shape);
    match (field.shape, value) {
        (Shape::Lines, Value::Array(lines)) => {
            let lines = lines.into_iter().map(|line| line.as_str().filter(|l| !l.is_empty() && !l.contains('\n') && is_kept(l)).map(str::to_owned));
            Ok(lines.collect::<Option<Vec<_>>>().ok_or_else(stray)?.join("\n"))
        }
        (Shape::Flag, Value::Boolean(flag)) => Ok(if flag { "true" } else { "" }.to_owned()),
        (Shape::Number | Shape::Whole, Value::Integer(n)) => Ok(n.to_string()),
        (Shape::Number, Value::Float(n)) if n.is_finite() => Ok(n.to_string()),
        (Shape::Line | Shape::Text | Shape::Number | Shape::Whole, Value::String(text)) if is_kept(&text) => Ok(text),
        _ => Err(stray()),
    }
}
