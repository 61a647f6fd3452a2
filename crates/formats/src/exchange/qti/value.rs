//! Values of QTI: a single one, a bag, a row, or none; and what is declared of a variable.

use std::collections::BTreeMap;

use super::super::draft::{Refused, refused};
use super::super::loss::Code;
use super::super::xml::El;

/// What a single value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// Identifiers, strings, addresses: compared letter by letter.
    Text,
    /// Integers, floats, durations.
    Number,
    /// True or false.
    Flag,
    /// Two names whose order does not count.
    Pair,
    /// Two names in their order.
    DirectedPair,
    /// A place in a picture, a file, a record: nothing that we judge.
    Other,
}

impl Base {
    pub(super) fn of(name: Option<&str>) -> Self {
        match name.map(str::trim) {
            Some("integer" | "float" | "duration") => Self::Number,
            Some("boolean") => Self::Flag,
            Some("pair") => Self::Pair,
            Some("directedPair" | "directed-pair") => Self::DirectedPair,
            Some("point" | "file") => Self::Other,
            _ => Self::Text,
        }
    }

    /// A value from its text; none where it is not one.
    pub(super) fn atom(self, text: &str) -> Option<Atom> {
        let text = text.trim();
        Some(match self {
            Self::Text => Atom::Text(text.to_owned()),
            Self::Number => Atom::Number(text.parse().ok().filter(|n: &f64| n.is_finite())?),
            Self::Flag => Atom::Flag(match text {
                "true" | "1" => true,
                "false" | "0" => false,
                _ => return None,
            }),
            Self::Pair | Self::DirectedPair => {
                let mut words = text.split_whitespace().map(str::to_owned);
                let (a, b) = (words.next()?, words.next()?);
                if self == Self::Pair && a > b { Atom::Pair(b, a) } else { Atom::Pair(a, b) }
            }
            Self::Other => return None,
        })
    }
}

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Atom {
    Text(String),
    Number(f64),
    Flag(bool),
    Pair(String, String),
}

impl std::fmt::Display for Atom {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(n) => write!(formatter, "{n}"),
            Self::Flag(f) => write!(formatter, "{f}"),
            Self::Pair(a, b) => write!(formatter, "{a} {b}"),
        }
    }
}

/// Any value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    One(Atom),
    /// A bag: the order does not count.
    Many(Vec<Atom>),
    Row(Vec<Atom>),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::One(Atom::Text(text.to_owned()))
    }

    pub(super) const fn flag(flag: bool) -> Self {
        Self::One(Atom::Flag(flag))
    }

    pub(super) const fn number(number: f64) -> Self {
        if number.is_finite() { Self::One(Atom::Number(number)) } else { Self::Null }
    }

    pub(super) const fn as_number(&self) -> Option<f64> {
        match self {
            Self::One(Atom::Number(n)) => Some(*n),
            _ => None,
        }
    }

    pub(super) const fn as_flag(&self) -> Option<bool> {
        match self {
            Self::One(Atom::Flag(f)) => Some(*f),
            _ => None,
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::One(Atom::Text(t)) => Some(t),
            _ => None,
        }
    }

    /// The single values inside.
    pub(super) fn atoms(&self) -> &[Atom] {
        match self {
            Self::Null => &[],
            Self::One(atom) => std::slice::from_ref(atom),
            Self::Many(atoms) | Self::Row(atoms) => atoms,
        }
    }

    /// An empty container is no value, as the standard has it.
    pub(super) fn or_null(self) -> Self {
        if self.atoms().is_empty() { Self::Null } else { self }
    }

    /// QTI's `match`: bags are compared without their order.
    pub(super) fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Many(a), Self::Many(b)) => {
                let mut rest = b.clone();
                a.len() == b.len() && a.iter().all(|x| rest.iter().position(|y| x == y).map(|i| rest.swap_remove(i)).is_some())
            }
            _ => self == other,
        }
    }
}

/// What single responses are worth.
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping {
    pub(super) entries: Vec<(Atom, f64, bool)>,
    default: f64,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Mapping {
    fn read(el: El<'_>, base: Base) -> Self {
        let entry = |e: El<'_>| {
            let cased = e.attr("case-sensitive").is_some_and(|c| matches!(c.trim(), "true" | "1"));
            Some((base.atom(e.attr("map-key")?)?, e.number("mapped-value")?, cased || base != Base::Text))
        };
        Self {
            entries: el.all("map-entry").filter_map(entry).collect(),
            default: el.number("default-value").unwrap_or(0.0),
            lower: el.number("lower-bound"),
            upper: el.number("upper-bound"),
        }
    }

    /// Sum of what the values are worth; a value that comes twice counts once.
    pub(super) fn worth(&self, value: &Value) -> f64 {
        let mut seen: Vec<&Atom> = Vec::new();
        let mut sum = 0.0;
        for atom in value.atoms() {
            if !seen.contains(&atom) {
                seen.push(atom);
                sum += self.entries.iter().find(|(key, _, cased)| same(key, atom, *cased)).map_or(self.default, |(_, worth, _)| *worth);
            }
        }
        if value.atoms().is_empty() {
            sum = self.default;
        }
        sum.max(self.lower.unwrap_or(f64::NEG_INFINITY)).min(self.upper.unwrap_or(f64::INFINITY))
    }
}

fn same(key: &Atom, atom: &Atom, cased: bool) -> bool {
    match (key, atom) {
        (Atom::Text(a), Atom::Text(b)) if !cased => a.to_lowercase() == b.to_lowercase(),
        _ => key == atom,
    }
}

/// How a value is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cardinality {
    Single,
    Multiple,
    Ordered,
    Record,
}

impl Cardinality {
    fn of(name: Option<&str>) -> Self {
        match name.map(str::trim) {
            Some("multiple") => Self::Multiple,
            Some("ordered") => Self::Ordered,
            Some("record") => Self::Record,
            _ => Self::Single,
        }
    }

    pub(super) fn value(self, mut atoms: Vec<Atom>) -> Value {
        match self {
            _ if atoms.is_empty() => Value::Null,
            Self::Single | Self::Record => Value::One(atoms.swap_remove(0)),
            Self::Multiple => Value::Many(atoms),
            Self::Ordered => Value::Row(atoms),
        }
    }
}

/// A response or outcome variable.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) cardinality: Cardinality,
    pub(super) base: Base,
    /// Of a response, what is right; of an outcome, what it is at first.
    pub(super) value: Value,
    pub(super) mapping: Option<Mapping>,
}

/// All variables of an item.
#[derive(Debug, Clone, Default)]
pub(super) struct Variables {
    pub(super) responses: BTreeMap<String, Variable>,
    pub(super) outcomes: BTreeMap<String, Variable>,
}

impl Variables {
    pub(super) fn read(item: El<'_>) -> Result<Self, Refused> {
        let mut found = Self::default();
        for el in item.children() {
            let (into, value) = match &*el.name() {
                "response-declaration" => (&mut found.responses, "correct-response"),
                "outcome-declaration" => (&mut found.outcomes, "default-value"),
                "template-declaration" | "template-processing" => return refused(Code::Template, el.tag()),
                _ => continue,
            };
            let base = Base::of(el.attr("base-type"));
            let cardinality = Cardinality::of(el.attr("cardinality"));
            let texts: Vec<String> = el.child(value).into_iter().flat_map(|v| v.all("value")).map(El::text).collect();
            let atoms: Vec<Atom> = texts.iter().filter_map(|t| base.atom(t)).collect();
            if atoms.len() < texts.len() && base != Base::Other && cardinality != Cardinality::Record && value == "correct-response" {
                return refused(Code::KeyUnknown, texts.join(" "));
            }
            let variable = Variable { cardinality, base, value: cardinality.value(atoms), mapping: el.child("mapping").map(|m| Mapping::read(m, base)) };
            into.insert(el.id().to_owned(), variable);
        }
        Ok(found)
    }

    /// The declaration of a response.
    pub(super) fn response(&self, id: &str) -> Result<&Variable, Refused> {
        self.responses.get(id).map_or_else(|| refused(Code::KeyUnknown, id), Ok)
    }
}
