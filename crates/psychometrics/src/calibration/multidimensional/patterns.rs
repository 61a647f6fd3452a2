//! Answers to the items of one ability, each different list of them once.

use std::collections::BTreeMap;

use super::CalibrationError;
use crate::responses::Responses;

/// The different lists of (item, category) that persons gave to some of the items, ascending.
pub(super) struct Patterns {
    pub lists: Vec<Vec<(usize, u8)>>,
}

/// One set of patterns for each group of items, and for each person that answered anything the pattern in each group. Persons who gave the same
/// answers throughout are one row with their number, and rows ascend: nothing depends on the order of the persons.
pub(super) struct Table {
    pub groups: Vec<Patterns>,
    pub rows: Vec<Row>,
    pub persons: usize,
}

pub(super) struct Row {
    /// Which of the group's lists, for each group.
    pub patterns: Vec<usize>,
    /// How many persons.
    pub count: f64,
}

/// `group_of[item]` names each item's group, below `groups`.
pub(super) fn table(responses: &Responses, group_of: &[usize], groups: usize) -> Table {
    let mut known: Vec<BTreeMap<Vec<(usize, u8)>, usize>> = vec![BTreeMap::new(); groups];
    let lists_of = |person: usize| {
        let mut lists: Vec<Vec<(usize, u8)>> = vec![Vec::new(); groups];
        let mut answered = false;
        for (item, category) in responses.answers(person) {
            lists[group_of[item]].push((item, category));
            answered = true;
        }
        answered.then_some(lists)
    };
    for person in 0..responses.persons() {
        for (group, list) in lists_of(person).into_iter().flatten().enumerate() {
            known[group].entry(list).or_insert(0);
        }
    }
    for group in &mut known {
        for (place, number) in group.values_mut().enumerate() {
            *number = place;
        }
    }
    let mut rows: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    let mut persons = 0;
    for person in 0..responses.persons() {
        if let Some(lists) = lists_of(person) {
            persons += 1;
            let patterns = lists.iter().enumerate().map(|(group, list)| known[group].get(list).copied().unwrap_or(0)).collect();
            *rows.entry(patterns).or_default() += 1;
        }
    }
    Table {
        groups: known.into_iter().map(|group| Patterns { lists: group.into_keys().collect() }).collect(),
        rows: rows.into_iter().map(|(patterns, count)| Row { patterns, count: count as f64 }).collect(),
        persons,
    }
}

/// How often each category of each item was given, or why that does not make an item.
pub(super) fn counted(responses: &Responses) -> Result<Vec<Vec<u64>>, CalibrationError> {
    let counts = responses.category_counts();
    for (item, own) in counts.iter().enumerate() {
        if own.is_empty() {
            return Err(CalibrationError::NobodyAnswered { item });
        }
        if let Some(category) = own.iter().position(|count| *count == 0) {
            return Err(CalibrationError::CategoryNeverSeen { item, category });
        }
        if own.len() < 2 {
            return Err(CalibrationError::CategoryNeverSeen { item, category: 1 });
        }
    }
    Ok(counts)
}

/// Multiplies the likelihood of each answer at each node into `out`, scaled so that its largest cell stays 1; returns the logarithm of what
/// was taken out. Products of many probabilities would underflow otherwise.
pub(super) fn likelihood(list: &[(usize, u8)], tables: &[Vec<Vec<f64>>], out: &mut [f64]) -> f64 {
    let mut scale = 0.0;
    out.fill(1.0);
    for (place, (item, category)) in list.iter().enumerate() {
        for (cell, probability) in out.iter_mut().zip(&tables[*item][usize::from(*category)]) {
            *cell *= probability;
        }
        if place % 8 == 7 || place + 1 == list.len() {
            let largest = out.iter().fold(0.0_f64, |largest, cell| largest.max(*cell));
            if largest > 0.0 {
                for cell in out.iter_mut() {
                    *cell /= largest;
                }
                scale += libm::log(largest);
            } else {
                return f64::NEG_INFINITY;
            }
        }
    }
    scale
}
