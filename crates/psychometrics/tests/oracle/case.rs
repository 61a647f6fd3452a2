//! A view of a reference file that remembers what was read.
//!
//! A comparator walks the file with [`Case::at`], [`Case::index`], [`Case::items`], [`Case::fields`]. A leaf (a number, text,
//! flag or null) is accounted for in one of three ways:
//!
//! - *read*, as an input of ours: [`Case::number`], [`Case::numbers`], [`Case::text`]… or [`Case::used`] for a whole branch;
//! - *compared* with a number of ours: [`Case::compare`];
//! - *set aside* with a reason that the report prints: [`Case::set_aside`].
//!
//! What is left is a failure: a field that we do not know.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

/// How far two programs may differ: by `absolute`, or by `relative` times the larger number.
#[derive(Clone, Copy, Debug)]
pub struct Tolerance {
    pub absolute: f64,
    pub relative: f64,
}

impl Tolerance {
    pub const fn absolute(absolute: f64) -> Self {
        Self { absolute, relative: 0.0 }
    }

    pub const fn relative(relative: f64) -> Self {
        Self { absolute: 0.0, relative }
    }

    pub const fn either(absolute: f64, relative: f64) -> Self {
        Self { absolute, relative }
    }

    fn allows(self, ours: f64, theirs: f64) -> bool {
        // Infinities are equal or not; NaN never is.
        (ours.is_infinite() && ours.total_cmp(&theirs).is_eq()) || (ours - theirs).abs() <= self.absolute.max(self.relative * ours.abs().max(theirs.abs()))
    }
}

/// Reads what the files say about themselves: programs and versions, seeds, remarks, names of columns. None of it is needed for a comparison.
pub fn read_labels(case: &Case<'_>) {
    const LABELS: [&str; 16] = [
        "kind",
        "program",
        "programs",
        "split",
        "seed",
        "note",
        "notes",
        "formula",
        "id",
        "name",
        "source",
        "description",
        "item_columns",
        "pattern",
        "max_category",
        "version",
    ];
    for name in LABELS {
        if let Some(label) = case.get(name) {
            label.used();
        }
    }
}

/// The numbers of one family that were compared.
#[derive(Debug)]
struct Tally {
    count: usize,
    largest: f64,
    place: String,
    tolerance: Tolerance,
}

/// What happened to a file.
#[derive(Debug, Default)]
pub struct Ledger {
    seen: RefCell<BTreeSet<String>>,
    tallies: RefCell<BTreeMap<String, Tally>>,
    set_aside: RefCell<BTreeMap<String, usize>>,
    failures: RefCell<Vec<String>>,
}

impl Ledger {
    pub fn into_report(self) -> Report {
        Report { tallies: self.tallies.into_inner(), set_aside: self.set_aside.into_inner(), failures: self.failures.into_inner() }
    }
}

/// What the test prints.
#[derive(Debug)]
pub struct Report {
    tallies: BTreeMap<String, Tally>,
    set_aside: BTreeMap<String, usize>,
    failures: Vec<String>,
}

impl Report {
    pub fn compared(&self) -> usize {
        self.tallies.values().map(|tally| tally.count).sum()
    }

    pub fn failures(&self) -> &[String] {
        &self.failures
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (family, Tally { count, largest, place, tolerance }) in &self.tallies {
            let Tolerance { absolute, relative } = tolerance;
            writeln!(
                formatter,
                "  {family}: {count} numbers, largest difference {largest:.2e} at {place} (allowed {absolute:.0e} or {relative:.0e} relative)"
            )?;
        }
        for (reason, count) in &self.set_aside {
            writeln!(formatter, "  set aside, {count} leaves: {reason}")?;
        }
        Ok(())
    }
}

/// One place of a reference file.
#[derive(Clone)]
pub struct Case<'a> {
    value: &'a Value,
    path: String,
    ledger: &'a Ledger,
}

impl<'a> Case<'a> {
    pub fn root(value: &'a Value, ledger: &'a Ledger) -> Self {
        Self { value, path: String::new(), ledger }
    }

    /// Where this is, for messages: `/cases/3/estimates`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The field of this name; panics with the path when it is not there.
    pub fn at(&self, name: &str) -> Self {
        self.get(name).unwrap_or_else(|| panic!("{}: no field `{name}`", self.path))
    }

    /// The field of this name, if it is there.
    pub fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).map(|value| self.child(value, name))
    }

    /// The element at this place of a list; a scalar is a list of one.
    pub fn index(&self, index: usize) -> Self {
        if index == 0 && !self.value.is_array() && !self.value.is_object() {
            return self.clone();
        }
        self.items().into_iter().nth(index).unwrap_or_else(|| panic!("{}: no element {index}", self.path))
    }

    /// The rows of a table that should have so many. R may write a table of one row as the row, and a table of one column as that column.
    pub fn rows(&self, count: usize) -> Vec<Self> {
        let items = self.items();
        let is_one_row = count == 1 && (items.len() != 1 || !items[0].is_compound());
        if is_one_row { vec![self.clone()] } else { items }
    }

    /// The values of an object in the order of these names where it has exactly those, else as [`Case::items`].
    pub fn in_order_of(&self, names: &Self) -> Vec<Self> {
        let names: Vec<&str> = match names.value {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        match self.value {
            Value::Object(map) if map.len() == names.len() && names.iter().all(|name| map.contains_key(*name)) => {
                names.iter().map(|name| self.at(name)).collect()
            }
            _ => self.items(),
        }
    }

    /// The elements of a list, or the values of an object in the natural order of its keys (`i2` before `i10`). R writes a list
    /// of one as the thing itself: a scalar counts as a list of one.
    pub fn items(&self) -> Vec<Self> {
        match self.value {
            Value::Array(list) => list.iter().enumerate().map(|(index, value)| self.child(value, &index.to_string())).collect(),
            Value::Object(_) => self.fields().into_iter().map(|(_, field)| field).collect(),
            _ => vec![self.clone()],
        }
    }

    /// The fields of an object with their names, in the natural order of the names.
    pub fn fields(&self) -> Vec<(String, Self)> {
        let map = self.value.as_object().unwrap_or_else(|| panic!("{}: not an object", self.path));
        let mut fields: Vec<_> = map.iter().map(|(name, value)| (name.clone(), self.child(value, name))).collect();
        fields.sort_by_key(|(name, _)| {
            let word = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            (word.to_owned(), name[word.len()..].parse::<u64>().unwrap_or(0))
        });
        fields
    }

    /// Whether the file says "nothing" here: null, or R's NA or NaN. Counts as read.
    pub fn is_missing(&self) -> bool {
        let missing = match self.value {
            Value::Null => true,
            Value::String(text) => matches!(text.trim(), "NA" | "NaN" | ""),
            _ => false,
        };
        if missing {
            self.see();
        }
        missing
    }

    /// Whether this is a list.
    pub fn is_list(&self) -> bool {
        self.value.is_array()
    }

    /// Whether this is a text, and not one that spells a number.
    pub fn is_text(&self) -> bool {
        self.value.is_string() && self.peek().is_none()
    }

    fn is_compound(&self) -> bool {
        self.value.is_array() || self.value.is_object()
    }

    /// A number, read as an input. Text that spells a number counts, and so do `Inf` and `-Inf`; a list of one is its number.
    pub fn number(&self) -> f64 {
        if let Some(only) = self.only() {
            return only.number();
        }
        self.see();
        self.peek().unwrap_or_else(|| panic!("{}: {} is not a number", self.path, self.value))
    }

    /// A list of numbers, read as an input; a scalar is a list of one.
    pub fn numbers(&self) -> Vec<f64> {
        self.items().iter().map(Self::number).collect()
    }

    /// A list of lists of numbers.
    pub fn table(&self) -> Vec<Vec<f64>> {
        self.items().iter().map(Self::numbers).collect()
    }

    /// A whole number, read as an input.
    pub fn count(&self) -> usize {
        let number = self.number();
        assert!(number >= 0.0 && number.fract() == 0.0, "{}: {number} is not a count", self.path);
        number as usize
    }

    /// A list of whole numbers.
    pub fn counts(&self) -> Vec<usize> {
        self.items().iter().map(Self::count).collect()
    }

    /// A text, read as an input.
    pub fn text(&self) -> &'a str {
        if let Some(only) = self.only() {
            return only.text();
        }
        self.see();
        self.value.as_str().unwrap_or_else(|| panic!("{}: {} is not a text", self.path, self.value))
    }

    /// A text or a number, as a name.
    pub fn label(&self) -> String {
        self.see();
        self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned)
    }

    /// A flag, read as an input.
    pub fn flag(&self) -> bool {
        self.see();
        match self.value {
            Value::Bool(flag) => *flag,
            Value::String(text) if text.eq_ignore_ascii_case("true") => true,
            Value::String(text) if text.eq_ignore_ascii_case("false") => false,
            Value::Number(number) if number.as_f64() == Some(1.0) => true,
            Value::Number(number) if number.as_f64() == Some(0.0) => false,
            Value::Array(list) if list.len() == 1 => self.index(0).flag(),
            other => panic!("{}: {other} is not a flag", self.path),
        }
    }

    /// Everything from here down was read as an input or is a label.
    pub fn used(&self) {
        self.each_leaf(&mut |path| {
            self.ledger.seen.borrow_mut().insert(path);
        });
    }

    /// Everything from here down cannot be compared, for this reason.
    pub fn set_aside(&self, reason: &str) {
        let mut count = 0;
        self.each_leaf(&mut |path| {
            self.ledger.seen.borrow_mut().insert(path);
            count += 1;
        });
        *self.ledger.set_aside.borrow_mut().entry(reason.to_owned()).or_default() += count;
    }

    /// Compares the file's number here with ours. `family` groups numbers in the report: say program and quantity.
    pub fn compare(&self, family: &str, ours: f64, tolerance: Tolerance) {
        if let Some(only) = self.only() {
            return only.compare(family, ours, tolerance);
        }
        self.see();
        match self.peek() {
            Some(theirs) => self.compare_as(family, theirs, ours, tolerance),
            None => self.fail(&format!("{family}: {} is not a number, ours {ours}", self.value)),
        }
    }

    /// Compares two numbers that stand for the file's number here and ours: where what a program found tells by something that follows from it.
    pub fn compare_as(&self, family: &str, theirs: f64, ours: f64, tolerance: Tolerance) {
        self.see();
        let difference = if tolerance.allows(ours, theirs) && (ours - theirs).is_nan() { 0.0 } else { (ours - theirs).abs() };
        let mut tallies = self.ledger.tallies.borrow_mut();
        let tally = tallies.entry(family.to_owned()).or_insert_with(|| Tally { count: 0, largest: 0.0, place: self.path.clone(), tolerance });
        tally.count += 1;
        if difference > tally.largest || difference.is_nan() {
            tally.largest = difference;
            tally.place.clone_from(&self.path);
        }
        drop(tallies);
        if !tolerance.allows(ours, theirs) {
            self.fail(&format!("{family}: {theirs} in the file, {ours} ours, difference {difference:.3e}, allowed {tolerance:?}"));
        }
    }

    /// Compares a list of numbers with ours, one by one, and the lengths.
    pub fn compare_all(&self, family: &str, ours: &[f64], tolerance: Tolerance) {
        if ours.is_empty() && self.is_missing() {
            return;
        }
        let theirs = self.items();
        if theirs.len() != ours.len() {
            self.fail(&format!("{family}: {} numbers in the file, {} ours", theirs.len(), ours.len()));
        }
        for (case, own) in theirs.iter().zip(ours) {
            case.compare(family, *own, tolerance);
        }
    }

    /// Compares a text (a decision, an effect class) with ours. Counts as one number.
    pub fn compare_text(&self, family: &str, ours: &str) {
        let theirs = self.text();
        self.ledger
            .tallies
            .borrow_mut()
            .entry(family.to_owned())
            .or_insert_with(|| Tally { count: 0, largest: 0.0, place: self.path.clone(), tolerance: Tolerance::absolute(0.0) })
            .count += 1;
        if theirs != ours {
            self.fail(&format!("{family}: `{theirs}` in the file, `{ours}` ours"));
        }
    }

    /// Something is wrong here.
    pub fn fail(&self, message: &str) {
        self.ledger.failures.borrow_mut().push(format!("{}: {message}", self.path));
    }

    /// Every leaf must have been accounted for.
    pub fn finish(&self) {
        let mut unknown = Vec::new();
        self.each_leaf(&mut |path| {
            if !self.ledger.seen.borrow().contains(&path) {
                unknown.push(path);
            }
        });
        if !unknown.is_empty() {
            let shown: Vec<&str> = unknown.iter().take(20).map(String::as_str).collect();
            self.fail(&format!("{} fields that no comparator looked at: {}", unknown.len(), shown.join(", ")));
        }
    }

    /// The only element of a list of one.
    fn only(&self) -> Option<Self> {
        match self.value {
            Value::Array(list) if list.len() == 1 => Some(self.child(&list[0], "0")),
            _ => None,
        }
    }

    fn peek(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => match text.as_str() {
                "Inf" => Some(f64::INFINITY),
                "-Inf" => Some(f64::NEG_INFINITY),
                other => other.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            },
            _ => None,
        }
    }

    fn child(&self, value: &'a Value, name: &str) -> Self {
        Self { value, path: format!("{}/{name}", self.path), ledger: self.ledger }
    }

    fn see(&self) {
        self.ledger.seen.borrow_mut().insert(self.path.clone());
    }

    fn each_leaf(&self, visit: &mut dyn FnMut(String)) {
        fn walk(value: &Value, path: &str, visit: &mut dyn FnMut(String)) {
            match value {
                Value::Array(list) => list.iter().enumerate().for_each(|(index, inner)| walk(inner, &format!("{path}/{index}"), visit)),
                Value::Object(map) => map.iter().for_each(|(name, inner)| walk(inner, &format!("{path}/{name}"), visit)),
                _ => visit(path.to_owned()),
            }
        }
        walk(self.value, &self.path, visit);
    }
}
