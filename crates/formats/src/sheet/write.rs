//! A form becomes a content file.

use toml::{Table, Value};

use super::{Field, HEADER, SOURCE, Shape, Sheet, number, whole};

impl Sheet {
    /// The content file: fields in the order of the format, entries that hold nothing left out. What should be a number and is not
    /// stays as it was typed, between quotation marks.
    pub fn write(&self) -> String {
        self.written(false)
    }

    pub(super) fn written(&self, with_zeros: bool) -> String {
        let mut parts = vec![section("", HEADER, |f| self.get(f.name), with_zeros)];
        parts.push(section("\n[source]\n", SOURCE, |f| self.get(&format!("source.{}", f.name)), with_zeros));
        parts.push(section(
            &format!("\n[interaction]\nkind = \"{}\"\n", self.kind.name),
            self.kind.fields,
            |f| self.get(&format!("interaction.{}", f.name)),
            with_zeros,
        ));
        // an empty list is said in the table it belongs to, before the tables below it
        for list in self.kind.lists.iter().filter(|l| !l.is_optional && self.written_rows(l).next().is_none()) {
            parts.push(format!("{} = []\n", list.name));
        }
        for list in self.kind.lists {
            for (_, row) in self.written_rows(list) {
                parts.push(section(&format!("\n[[interaction.{}]]\n", list.name), list.fields, |f| row.get(f.name).map_or("", String::as_str), with_zeros));
            }
        }
        parts.concat()
    }
}

fn section<'s>(head: &str, fields: &[Field], get: impl Fn(&Field) -> &'s str, with_zeros: bool) -> String {
    let mut out = head.to_owned();
    for field in fields {
        let typed = get(field);
        if field.is_optional && typed == field.default {
            continue;
        }
        let one = Table::from_iter([(field.name.to_owned(), value(field, typed, with_zeros))]);
        // strings, numbers, booleans and lists of strings: all of them are TOML's
        out.push_str(&toml::to_string_pretty(&one).expect("a field is a value"));
    }
    out
}

fn value(field: &Field, typed: &str, with_zeros: bool) -> Value {
    let kept = || if with_zeros { None } else { Some(Value::String(typed.to_owned())) };
    match field.shape {
        Shape::Line | Shape::Text => Value::String(typed.to_owned()),
        Shape::Flag => Value::Boolean(!typed.is_empty()),
        Shape::Lines => Value::Array(typed.lines().map(|line| Value::String(line.to_owned())).collect()),
        Shape::Number => number(typed).map(Value::Float).or_else(kept).unwrap_or(Value::Float(0.0)),
        Shape::Whole => whole(typed).map(Value::Integer).or_else(kept).unwrap_or(Value::Integer(0)),
    }
}
