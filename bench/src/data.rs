//! The simulated data sets of `bench/measurement/data.sh`.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A missing answer in a `.u8` file.
pub const MISSING: u8 = 255;

/// Right and wrong answers, persons × items, row by row: 0, 1 or [`MISSING`].
#[derive(Debug)]
pub struct Answers {
    /// How many columns.
    pub items: usize,
    /// The cells.
    pub cells: Vec<u8>,
}

impl Answers {
    /// Reads a `.u8` file of that shape.
    pub fn read(path: &Path, persons: usize, items: usize) -> Result<Self, String> {
        let cells = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::new(cells, persons, items).map_err(|reason| format!("{}: {reason}", path.display()))
    }

    fn new(cells: Vec<u8>, persons: usize, items: usize) -> Result<Self, String> {
        if persons.checked_mul(items) != Some(cells.len()) {
            return Err(format!("{} cells, but {persons} persons and {items} items were announced", cells.len()));
        }
        match cells.iter().position(|cell| !matches!(*cell, 0 | 1 | MISSING)) {
            Some(place) => Err(format!("person {} item {}: {} is not 0, 1 or 255", place / items + 1, place % items + 1, cells[place])),
            None => Ok(Self { items, cells }),
        }
    }

    /// The answers of one person.
    pub fn person(&self, person: usize) -> &[u8] {
        &self.cells[person * self.items..(person + 1) * self.items]
    }

    /// How many answers there are.
    pub fn given(&self) -> usize {
        self.cells.iter().filter(|cell| **cell != MISSING).count()
    }
}

/// The parameters that made the data, and the abilities where the file has them.
#[derive(Debug)]
pub struct Truth {
    /// Discriminations.
    pub a: Vec<f64>,
    /// Difficulties.
    pub b: Vec<f64>,
    /// Abilities; empty when the file has none.
    pub theta: Vec<f64>,
}

impl Truth {
    /// Reads `{"a": […], "b": […], "theta": […]}`.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|reason| format!("{}: {reason}", path.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let truth = Self { a: numbers(&value, "a")?, b: numbers(&value, "b")?, theta: numbers(&value, "theta").unwrap_or_default() };
        if truth.a.len() == truth.b.len() { Ok(truth) } else { Err("a and b have different lengths".to_owned()) }
    }
}

fn numbers(value: &Value, name: &str) -> Result<Vec<f64>, String> {
    let list = value.get(name).and_then(Value::as_array).ok_or_else(|| format!("no list \"{name}\""))?;
    list.iter().map(|number| number.as_f64().ok_or_else(|| format!("\"{name}\" holds something that is no number"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_the_announced_shape_are_read_and_others_refused() {
        let answers = Answers::new(vec![0, 1, MISSING, 1], 2, 2).unwrap();
        assert_eq!((answers.person(1), answers.given()), (&[MISSING, 1][..], 3));
        assert!(Answers::new(vec![0, 1, 1], 2, 2).is_err());
        assert_eq!(Answers::new(vec![0, 1, 1, 2], 2, 2).unwrap_err(), "person 2 item 2: 2 is not 0, 1 or 255");
        assert!(Answers::new(vec![], usize::MAX, 2).is_err());
    }

    #[test]
    fn the_truth_needs_a_and_b_of_one_length() {
        assert_eq!(Truth::parse(r#"{"a":[1.5],"b":[-0.25]}"#).unwrap().b, [-0.25]);
        assert!(Truth::parse(r#"{"a":[1.5],"b":[]}"#).is_err());
        assert!(Truth::parse(r#"{"a":[1.5]}"#).is_err());
        assert!(Truth::parse("[").is_err());
    }
}
