//! Response processing, run: given responses, what are the outcomes? Templates of the standard are rules like any others.
//!
//! The reader plays answers through this rather than guessing from the shape of the rules, so that any rules that amount to one of our
//! scorings are ours, and no others.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::super::draft::{Refused, refused};
use super::super::limits;
use super::super::loss::Code;
use super::super::xml::El;
use super::value::{Atom, Base, Value, Variables};

/// The rules of an item.
#[derive(Debug)]
pub(super) struct Processing<'a> {
    variables: &'a Variables,
    rules: Rules<'a>,
    steps: Cell<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Rules<'a> {
    /// None at all: somebody else scores.
    None,
    /// Full marks for the right response: `match_correct`, `CC2_match`, `CC2_match_basic`.
    MatchCorrect,
    /// What the mapping says: `map_response`, `CC2_map_response`.
    MapResponse,
    Own(El<'a>),
}

/// Outcomes by name.
pub(super) type Outcomes = BTreeMap<String, Value>;

/// Why rules stop before their end.
enum Stop {
    Exit,
    Refused(Refused),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl<'a> Processing<'a> {
    pub(super) fn read(item: El<'a>, variables: &'a Variables) -> Result<Self, Refused> {
        let rules = match item.child("response-processing") {
            None => Rules::None,
            Some(el) if el.children().next().is_some() => Rules::Own(el),
            Some(el) => match el.attr("template").or_else(|| el.attr("template-location")) {
                None => Rules::None,
                Some(address) => match address.rsplit('/').next().unwrap_or_default().trim_end_matches(".xml") {
                    "match_correct" | "CC2_match" | "CC2_match_basic" => Rules::MatchCorrect,
                    "map_response" | "CC2_map_response" => Rules::MapResponse,
                    "map_response_point" => return refused(Code::Picture, "map_response_point"),
                    _ => return refused(Code::Processing, address),
                },
            },
        };
        Ok(Self { variables, rules, steps: Cell::new(0) })
    }

    /// Whether the item says how it is scored.
    pub(super) const fn is_said(&self) -> bool {
        !matches!(self.rules, Rules::None)
    }

    /// Texts and numbers that the rules compare with: what they were written for.
    pub(super) fn constants(&self) -> Vec<Atom> {
        let Rules::Own(rules) = self.rules else { return Vec::new() };
        let constant = |el: El<'_>| Base::of(el.attr("base-type")).atom(&el.text());
        // what a response is multiplied with is no answer
        let is_factor = |el: &El<'_>| el.0.parent().is_some_and(|p| El(p).is("product"));
        rules.within().filter(|el| el.is("base-value") && !is_factor(el)).filter_map(constant).collect()
    }

    /// The operator of this name in the rules that says how numbers are compared.
    pub(super) fn operators(&self, names: &[&str]) -> Vec<El<'a>> {
        let Rules::Own(rules) = self.rules else { return Vec::new() };
        rules.within().filter(|el| names.contains(&&*el.name())).collect()
    }

    /// Runs the rules.
    pub(super) fn run(&self, responses: &BTreeMap<String, Value>) -> Result<Outcomes, Refused> {
        let mut outcomes: Outcomes = self.variables.outcomes.iter().map(|(name, v)| (name.clone(), v.value.clone())).collect();
        outcomes
            .entry("SCORE".to_owned())
            .and_modify(|v| {
                if *v == Value::Null {
                    *v = Value::number(0.0);
                }
            })
            .or_insert_with(|| Value::number(0.0));
        let given = responses.get("RESPONSE").cloned().unwrap_or(Value::Null);
        match self.rules {
            Rules::None => {}
            Rules::MatchCorrect => {
                let right = self.variables.response("RESPONSE")?;
                let is_right = right.value != Value::Null && given.matches(&right.value);
                outcomes.insert("SCORE".to_owned(), Value::number(f64::from(is_right)));
            }
            Rules::MapResponse => {
                let worth = if given == Value::Null { 0.0 } else { self.variables.response("RESPONSE")?.mapping.as_ref().map_or(0.0, |m| m.worth(&given)) };
                outcomes.insert("SCORE".to_owned(), Value::number(worth));
            }
            Rules::Own(rules) => {
                let mut run = Run { processing: self, responses, outcomes };
                match run.rules(rules) {
                    Ok(()) | Err(Stop::Exit) => return Ok(run.outcomes),
                    Err(Stop::Refused(why)) => return Err(why),
                }
            }
        }
        Ok(outcomes)
    }
}

struct Run<'r, 'a> {
    processing: &'r Processing<'a>,
    responses: &'r BTreeMap<String, Value>,
    outcomes: Outcomes,
}

impl<'a> Run<'_, 'a> {
    fn rules(&mut self, within: El<'a>) -> Result<(), Stop> {
        within.children().try_for_each(|rule| self.rule(rule))
    }

    fn rule(&mut self, rule: El<'a>) -> Result<(), Stop> {
        self.step()?;
        match &*rule.name() {
            "response-condition" => {
                for branch in rule.children() {
                    let mut parts = branch.children();
                    let holds = match &*branch.name() {
                        "response-if" | "response-else-if" => {
                            let condition = parts.next().ok_or_else(|| (Code::Processing, branch.tag().to_owned()))?;
                            self.eval(condition)?.as_flag().unwrap_or(false)
                        }
                        "response-else" => true,
                        _ => return Err(unknown(branch).into()),
                    };
                    if holds {
                        return parts.try_for_each(|rule| self.rule(rule));
                    }
                }
                Ok(())
            }
            "response-processing-fragment" => self.rules(rule),
            "set-outcome-value" => {
                let value = rule.children().next().map_or(Ok(Value::Null), |e| self.eval(e))?;
                self.outcomes.insert(rule.id().to_owned(), value);
                Ok(())
            }
            "exit-response" => Err(Stop::Exit),
            _ => Err(unknown(rule).into()),
        }
    }

    fn step(&self) -> Result<(), Refused> {
        let steps = &self.processing.steps;
        steps.set(steps.get() + 1);
        if steps.get() > limits::STEPS { refused(Code::Processing, limits::STEPS.to_string()) } else { Ok(()) }
    }

    fn eval(&self, el: El<'a>) -> Result<Value, Refused> {
        self.step()?;
        let name = el.name();
        match &*name {
            "variable" => return Ok(self.variable(el.id())),
            "correct" => return Ok(self.processing.variables.response(el.id())?.value.clone()),
            "default" => return Ok(self.processing.variables.outcomes.get(el.id()).map_or(Value::Null, |v| v.value.clone())),
            "null" => return Ok(Value::Null),
            "base-value" => return Ok(Base::of(el.attr("base-type")).atom(&el.text()).map_or(Value::Null, Value::One)),
            "map-response" => {
                let variable = self.processing.variables.response(el.id())?;
                let Some(mapping) = &variable.mapping else { return refused(Code::Processing, el.id()) };
                let given = self.responses.get(el.id()).cloned().unwrap_or(Value::Null);
                return Ok(Value::number(mapping.worth(&given)));
            }
            "map-response-point" => return refused(Code::Picture, el.tag()),
            _ => {}
        }
        let values: Vec<Value> = el.children().map(|c| self.eval(c)).collect::<Result<_, _>>()?;
        operator(&name, el, &values).unwrap_or_else(|| Err(unknown(el)))
    }

    fn variable(&self, name: &str) -> Value {
        self.responses.get(name).or_else(|| self.outcomes.get(name)).cloned().unwrap_or_else(|| match name {
            "numAttempts" => Value::number(1.0),
            "completionStatus" => Value::text("completed"),
            _ => Value::Null,
        })
    }
}

fn unknown(el: El<'_>) -> Refused {
    (Code::Processing, el.tag().to_owned())
}

/// An operator over evaluated operands; none where we do not know it.
fn operator(name: &str, el: El<'_>, values: &[Value]) -> Option<Result<Value, Refused>> {
    let first = values.first().unwrap_or(&Value::Null);
    let second = values.get(1).unwrap_or(&Value::Null);
    let value = match name {
        "is-null" => Value::flag(first.atoms().iter().all(|a| matches!(a, Atom::Text(t) if t.is_empty()))),
        "is-not-null" => Value::flag(!first.atoms().is_empty()),
        "match" => both(first, second, || Value::flag(first.matches(second))),
        "and" => Value::flag(values.iter().all(|v| v.as_flag() == Some(true))),
        "or" => Value::flag(values.iter().any(|v| v.as_flag() == Some(true))),
        "not" => first.as_flag().map_or(Value::Null, |f| Value::flag(!f)),
        "any-n" => {
            let held = values.iter().filter(|v| v.as_flag() == Some(true)).count() as f64;
            Value::flag(held >= el.number("min").unwrap_or(0.0) && held <= el.number("max").unwrap_or(f64::INFINITY))
        }
        "member" => both(first, second, || Value::flag(first.atoms().iter().all(|a| second.atoms().contains(a)))),
        "contains" => both(first, second, || Value::flag(contains(first, second))),
        "string-match" => both(first, second, || string_match(el, first, second)),
        "substring" => both(first, second, || {
            let cased = el.attr("case-sensitive").is_none_or(|c| c.trim() != "false");
            let fold = |v: &Value| v.as_text().map(|t| if cased { t.to_owned() } else { t.to_lowercase() }).unwrap_or_default();
            Value::flag(fold(second).contains(&fold(first)))
        }),
        "equal" => return Some(equal(el, first, second)),
        "equal-rounded" => return Some(equal_rounded(el, first, second)),
        "gt" | "gte" | "lt" | "lte" => compare(name, first, second),
        "multiple" => Value::Many(values.iter().flat_map(Value::atoms).cloned().collect()).or_null(),
        "ordered" => Value::Row(values.iter().flat_map(Value::atoms).cloned().collect()).or_null(),
        "container-size" => Value::number(first.atoms().len() as f64),
        "index" => {
            let n = el.number("n").unwrap_or(0.0);
            let Value::Row(row) = first else { return Some(Ok(Value::Null)) };
            if n >= 1.0 { row.get(n as usize - 1).cloned().map_or(Value::Null, Value::One) } else { Value::Null }
        }
        "delete" => {
            let kept = |atoms: &[Atom]| atoms.iter().filter(|a| !first.atoms().contains(a)).cloned().collect();
            match second {
                Value::Many(atoms) => Value::Many(kept(atoms)).or_null(),
                Value::Row(atoms) => Value::Row(kept(atoms)).or_null(),
                _ => Value::Null,
            }
        }
        _ => return arithmetic(name, values).map(Ok),
    };
    Some(Ok(value))
}

/// A comparison with nothing is nothing.
fn both(first: &Value, second: &Value, compare: impl FnOnce() -> Value) -> Value {
    if *first == Value::Null || *second == Value::Null { Value::Null } else { compare() }
}

/// Bags: every value as often; rows: one after the other.
fn contains(first: &Value, second: &Value) -> bool {
    if let (Value::Row(a), Value::Row(b)) = (first, second) {
        return a.windows(b.len().max(1)).any(|w| w == b.as_slice());
    }
    let mut rest = first.atoms().to_vec();
    second.atoms().iter().all(|x| rest.iter().position(|y| x == y).map(|i| rest.swap_remove(i)).is_some())
}

fn string_match(el: El<'_>, first: &Value, second: &Value) -> Value {
    let (Some(a), Some(b)) = (first.as_text(), second.as_text()) else { return Value::flag(false) };
    let (a, b) = if el.flag("case-sensitive") { (a.to_owned(), b.to_owned()) } else { (a.to_lowercase(), b.to_lowercase()) };
    Value::flag(if el.flag("substring") { a.contains(&b) } else { a == b })
}

fn compare(name: &str, first: &Value, second: &Value) -> Value {
    let (Some(a), Some(b)) = (first.as_number(), second.as_number()) else { return Value::Null };
    Value::flag(match name {
        "gt" => a > b,
        "gte" => a >= b,
        "lt" => a < b,
        _ => a <= b,
    })
}

/// The two tolerances of `equal`, below and above, as distances from the expected value.
pub(super) fn tolerances(el: El<'_>, expected: f64) -> Result<(f64, f64), Refused> {
    let mode = el.attr("tolerance-mode").unwrap_or("exact").trim();
    if mode == "exact" {
        return Ok((0.0, 0.0));
    }
    let numbers: Option<Vec<f64>> =
        el.attr("tolerance").unwrap_or_default().split_whitespace().map(|t| t.parse().ok().filter(|n: &f64| n.is_finite() && *n >= 0.0)).collect();
    let (low, high) = match numbers.as_deref() {
        Some([both]) => (*both, *both),
        Some([low, high]) => (*low, *high),
        // tolerances that other variables hold
        _ => return refused(Code::Processing, el.tag()),
    };
    match mode {
        "absolute" => Ok((low, high)),
        "relative" => Ok((expected.abs() * low / 100.0, expected.abs() * high / 100.0)),
        _ => refused(Code::Processing, mode),
    }
}

/// The standard compares the second with the first, which is what is expected; authors write it both ways, and absolute tolerances
/// do not mind.
fn equal(el: El<'_>, first: &Value, second: &Value) -> Result<Value, Refused> {
    let (Some(a), Some(b)) = (first.as_number(), second.as_number()) else { return Ok(Value::Null) };
    let (low, high) = tolerances(el, a)?;
    // as far as binary fractions go, the ends belong to it: 0.1 + 0.2 is 0.3
    let slack = 1e-12 * (1.0 + a.abs());
    let (with_low, with_high) =
        (el.attr("include-lower-bound").is_none_or(|f| f.trim() != "false"), el.attr("include-upper-bound").is_none_or(|f| f.trim() != "false"));
    let above = if with_low { b >= a - low - slack } else { b > a - low + slack };
    let below = if with_high { b <= a + high + slack } else { b < a + high - slack };
    Ok(Value::flag(above && below))
}

fn equal_rounded(el: El<'_>, first: &Value, second: &Value) -> Result<Value, Refused> {
    let (Some(a), Some(b)) = (first.as_number(), second.as_number()) else { return Ok(Value::Null) };
    let figures = el.number("figures").filter(|f| (0.0..=15.0).contains(f));
    let is_decimal = el.attr("rounding-mode").is_some_and(|m| matches!(m.trim(), "decimalPlaces" | "decimal-places"));
    let (Some(figures), true) = (figures, is_decimal) else { return refused(Code::Processing, el.tag()) };
    let scale = (0..figures as u32).fold(1.0, |s, _| s * 10.0);
    Ok(Value::flag((a * scale).round().to_bits() == (b * scale).round().to_bits()))
}

fn arithmetic(name: &str, values: &[Value]) -> Option<Value> {
    let flat: Option<Vec<f64>> = values
        .iter()
        .map(|v| if *v == Value::Null { None } else { Some(v.atoms()) })
        .collect::<Option<Vec<_>>>()
        .and_then(|lists| lists.into_iter().flatten().map(|a| if let Atom::Number(n) = a { Some(*n) } else { None }).collect());
    let known = matches!(
        name,
        "sum" | "product" | "subtract" | "divide" | "integer-divide" | "integer-modulus" | "truncate" | "round" | "integer-to-float" | "min" | "max"
    );
    let Some(numbers) = flat else { return known.then_some(Value::Null) };
    let number = match (name, numbers.as_slice()) {
        ("sum", all) => all.iter().sum(),
        ("product", all) => all.iter().product(),
        ("subtract", [a, b]) => a - b,
        ("divide", [a, b]) => a / b,
        ("integer-divide", [a, b]) => (a / b).floor(),
        ("integer-modulus", [a, b]) => a - b * (a / b).floor(),
        ("truncate", [a]) => a.trunc(),
        ("round", [a]) => (a + 0.5).floor(),
        ("integer-to-float", [a]) => *a,
        ("min", all) => all.iter().copied().fold(f64::INFINITY, f64::min),
        ("max", all) => all.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        _ => return known.then_some(Value::Null),
    };
    Some(Value::number(number))
}
