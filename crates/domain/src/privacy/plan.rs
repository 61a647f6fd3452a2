//! Who of those that wait is released, and under which labels.

use std::collections::BTreeMap;

use super::{Cell, graph, is_safe, kept};

/// Somebody whose result waits. Empty labels where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// Their unit.
    pub unit: String,
    /// Their trade.
    pub trade: String,
    /// Whether they have shown their own result.
    pub is_known: bool,
}

/// What may become of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// While others may still come: everybody keeps theirs, who cannot be told with them waits.
    Kept,
    /// Nobody else comes, or somebody wants to see now: who cannot be told with their labels is told without one of them, or without both.
    Lost,
}

/// Under which labels somebody is released.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Labels {
    /// Their unit, or empty.
    pub unit: String,
    /// Their trade, or empty.
    pub trade: String,
}

impl Labels {
    fn new(unit: &str, trade: &str) -> Self {
        Self { unit: unit.to_owned(), trade: trade.to_owned() }
    }
}

/// The labels of each, in the order given; nothing for who goes on waiting. The release is safe: what is shown of it rests on `smallest` people at least,
/// and it has as many.
///
/// Results play no part in it: who is released depends on labels and on who has shown theirs. Of two people with the same labels the first is taken first.
pub fn plan(waiting: &[Waiting], detail: Detail, smallest: u32) -> Vec<Option<Labels>> {
    let mut labels = with_theirs(waiting, smallest);
    if detail == Detail::Lost {
        let unit = |who: &Waiting| (!who.unit.is_empty()).then(|| Labels::new(&who.unit, ""));
        let trade = |who: &Waiting| (!who.trade.is_empty()).then(|| Labels::new("", &who.trade));
        with_less(waiting, &mut labels, smallest, unit);
        with_less(waiting, &mut labels, smallest, trade);
        complete(waiting, &mut labels, smallest);
        with_less(waiting, &mut labels, smallest, |_| Some(Labels::new("", "")));
    }
    // they need no cover and give none
    for (who, labels) in waiting.iter().zip(&mut labels).filter(|(who, _)| who.is_known) {
        *labels = Some(Labels::new(&who.unit, &who.trade));
    }
    if labels.iter().flatten().count() < smallest as usize {
        labels.fill(None);
    }
    labels
}

/// As many as can be with both labels.
fn with_theirs(waiting: &[Waiting], smallest: u32) -> Vec<Option<Labels>> {
    let all: Vec<Option<Labels>> = waiting.iter().map(|who| (!who.is_known).then(|| Labels::new(&who.unit, &who.trade))).collect();
    let cells = cells(&all);
    let (vertices, edges) = graph(&cells);
    let kept = kept(vertices, &edges, smallest);
    let place = |labels: &Labels| cells.binary_search_by(|cell| (&cell.unit, &cell.trade).cmp(&(&labels.unit, &labels.trade)));
    let stays = |labels: &Labels| place(labels).is_ok_and(|at| kept[at]);
    all.into_iter().map(|labels| labels.filter(stays)).collect()
}

/// Those who are left and of whom there are enough under a lesser label. Each such group stands alone in its part of the graph, or hangs on a vertex
/// with whole groups only: it is safe whatever else the release has.
fn with_less(waiting: &[Waiting], labels: &mut [Option<Labels>], smallest: u32, lesser: impl Fn(&Waiting) -> Option<Labels>) {
    let mut groups: BTreeMap<Labels, Vec<usize>> = BTreeMap::new();
    for (i, who) in waiting.iter().enumerate().filter(|(i, who)| labels[*i].is_none() && !who.is_known) {
        if let Some(lesser) = lesser(who) {
            groups.entry(lesser).or_default().push(i);
        }
    }
    for (lesser, group) in groups.into_iter().filter(|(_, group)| group.len() >= smallest as usize) {
        for i in group {
            labels[i] = Some(lesser.clone());
        }
    }
}

/// From how many groups, the largest first, somebody is asked to join those who are too few.
const TRIED: usize = 30;

/// When too few are left to be told even without labels, others join them: from where there are most, as long as everything stays safe. If that is
/// not enough, nothing changes, and the few are never told.
fn complete(waiting: &[Waiting], labels: &mut [Option<Labels>], smallest: u32) {
    let is_left = |(i, who): &(usize, &Waiting), labels: &[Option<Labels>]| labels[*i].is_none() && !who.is_known;
    let left = waiting.iter().enumerate().filter(|one| is_left(one, labels)).count() as u32;
    if left == 0 || left >= smallest {
        return;
    }
    let mut after = labels.to_vec();
    for _ in left..smallest {
        let mut from = cells(&after);
        from.sort_by(|a, b| b.unknown.cmp(&a.unknown).then_with(|| a.cmp(b)));
        let without = |at: usize| {
            let mut cells = from.clone();
            cells[at].unknown -= 1;
            cells
        };
        let Some(at) = (0..from.len().min(TRIED)).find(|at| is_safe(&without(*at), smallest)) else { return };
        let gives = Labels::new(&from[at].unit, &from[at].trade);
        // the one who came last
        if let Some(one) = after.iter_mut().rev().find(|labels| labels.as_ref() == Some(&gives)) {
            *one = None;
        }
    }
    labels.clone_from_slice(&after);
}

/// Labels as cells, everybody unknown.
fn cells(labels: &[Option<Labels>]) -> Vec<Cell> {
    let mut counts: BTreeMap<&Labels, u32> = BTreeMap::new();
    for labels in labels.iter().flatten() {
        *counts.entry(labels).or_default() += 1;
    }
    counts.into_iter().map(|(labels, unknown)| Cell { unit: labels.unit.clone(), trade: labels.trade.clone(), unknown }).collect()
}

/// What a release costs in detail: how many people are told with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// With everything that is known of them.
    pub whole: u32,
    /// Without their trade.
    pub without_trade: u32,
    /// Without their unit.
    pub without_unit: u32,
    /// Only in the whole.
    pub without_both: u32,
    /// Not told.
    pub held: u32,
}

/// The cost of a plan of these.
pub fn cost(waiting: &[Waiting], plan: &[Option<Labels>]) -> Cost {
    let mut cost = Cost::default();
    for (who, labels) in waiting.iter().zip(plan) {
        let lost = labels.as_ref().map(|labels| (labels.unit != who.unit, labels.trade != who.trade));
        *match lost {
            None => &mut cost.held,
            Some((false, false)) => &mut cost.whole,
            Some((false, true)) => &mut cost.without_trade,
            Some((true, false)) => &mut cost.without_unit,
            Some((true, true)) => &mut cost.without_both,
        } += 1;
    }
    cost
}
