//! Reading the oracle files.

use std::path::Path;

use serde_json::Value;

pub fn load(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/cases").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is not a list"))
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list")).iter().map(number).collect()
}

/// The largest absolute difference seen, with where.
#[derive(Default)]
pub struct Largest {
    pub difference: f64,
    pub place: String,
    pub count: usize,
}

impl Largest {
    pub fn see(&mut self, ours: f64, theirs: f64, place: &str) {
        assert!(!ours.is_nan() && !theirs.is_nan(), "{place}: {ours} against {theirs}");
        self.count += 1;
        let difference = (ours - theirs).abs();
        if difference > self.difference {
            self.difference = difference;
            place.clone_into(&mut self.place);
        }
    }

    pub fn must_be_below(&self, limit: f64, what: &str) {
        println!("{what}: largest difference {:.2e} over {} numbers ({})", self.difference, self.count, self.place);
        assert!(self.count > 0, "{what}: nothing was compared");
        assert!(self.difference < limit, "{what}: {:e} at {}, allowed {limit:e}", self.difference, self.place);
    }
}
