//! Which items somebody should look at, and why.
//!
//! Hundreds of items are tested for a handful of defects each. For each defect the chance of a false word is held over all items together (Benjamini and
//! Hochberg, 1995): of what is listed, one in twenty at most is chance. And what is found must matter: a test over thousands of answers sees
//! differences that nobody needs to mend, so that each reason has a size below which nothing is said.

use psychometrics::levels::normal_cdf;
use serde::Serialize;

use super::judge::{GroupKind, ItemEvidence};

/// Why an item should be looked at; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The better people win fewer points, or choose another option than the key: the key may be wrong.
    WrongKeySuspected,
    /// Harder or easier for a group than for others of the same ability.
    FavoursGroup,
    /// It has become harder or easier.
    Drift,
    /// No curve fits what people do.
    Misfit,
    /// Hardly anybody has it right.
    TooHard,
    /// Hardly anybody has it wrong.
    TooEasy,
    /// It takes much longer than its author says.
    TooSlow,
    /// An option that nobody chooses.
    DeadOption,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::WrongKeySuspected, Self::FavoursGroup, Self::Drift, Self::Misfit, Self::TooHard, Self::TooEasy, Self::TooSlow, Self::DeadOption];

    /// The stable code; its sentence is `evidence-` and this in the locales.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongKeySuspected => "wrong-key-suspected",
            Self::FavoursGroup => "favours-group",
            Self::Drift => "drift",
            Self::Misfit => "misfit",
            Self::TooHard => "too-hard",
            Self::TooEasy => "too-easy",
            Self::TooSlow => "too-slow",
            Self::DeadOption => "dead-option",
        }
    }
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Place of the item in the list that was given.
    pub item: usize,
    /// Its name.
    pub id: String,
    /// Why.
    pub reason: Reason,
    /// How large: a correlation, deltas, units of ability, a share, or a factor, as the reason has it; with its sign.
    pub size: f64,
    /// Chance of as much by chance, adjusted for all items: the share of false words among those at least as sure.
    pub q_value: f64,
    /// The option or the group it is about.
    pub about: Option<String>,
    /// For a group, what makes it.
    pub kind: Option<GroupKind>,
}

/// Share of what is listed that may be chance.
const FALSE_SHARE: f64 = 0.05;
/// An item is of little use below this share of the slope that is believed; one in a hundred is there by its author's word.
const USELESS: f64 = 0.5;
/// ETS: from 1.5 delta a difference is large, and it must be above 1 beyond doubt.
const DELTA: (f64, f64) = (1.0, 1.5);
/// Units of ability: a change must be above the first beyond doubt and at least the second.
const CHANGE: (f64, f64) = (0.15, 0.35);
/// Root mean square distance to the curve.
const DISTANCE: f64 = 0.05;
/// Mean share of the points.
const EASY: f64 = 0.95;
const HARD: f64 = 0.1;
/// An option that fewer choose is dead (Haladyna and Downing, 1993).
const DEAD: f64 = 0.05;
/// Times the author's time.
const SLOW: f64 = 2.0;
/// As many items have a usual difference before one is taken off.
const USUAL: usize = 10;

/// What to look at, the gravest first and within a reason the surest first.
pub fn look_at(evidence: &[ItemEvidence]) -> Vec<Finding> {
    let judged: Vec<(usize, &ItemEvidence)> = evidence.iter().enumerate().filter(|(_, e)| e.is_judged()).collect();
    let mut found = Vec::new();
    for reason in Reason::ALL {
        let candidates = match reason {
            Reason::WrongKeySuspected => each(&judged, wrong_key),
            Reason::FavoursGroup => favours_group(&judged),
            Reason::Drift => drift(&judged),
            Reason::Misfit => each(&judged, misfit),
            Reason::TooHard => each(&judged, |e| extreme(e, HARD, false)),
            Reason::TooEasy => each(&judged, |e| extreme(e, EASY, true)),
            Reason::TooSlow => each(&judged, too_slow),
            Reason::DeadOption => each(&judged, dead_options),
        };
        found.extend(kept(reason, evidence, candidates));
    }
    found
}

/// A defect as one item shows it.
struct Candidate {
    item: usize,
    p_value: f64,
    size: f64,
    /// Whether it is large enough to matter.
    matters: bool,
    about: Option<String>,
    kind: Option<GroupKind>,
}

impl Candidate {
    fn new(p_value: f64, size: f64, matters: bool) -> Self {
        Self { item: 0, p_value, size, matters, about: None, kind: None }
    }
}

fn each(judged: &[(usize, &ItemEvidence)], test: impl Fn(&ItemEvidence) -> Vec<Candidate>) -> Vec<Candidate> {
    judged.iter().flat_map(|(item, e)| test(e).into_iter().map(|candidate| Candidate { item: *item, ..candidate })).collect()
}

/// Benjamini and Hochberg's step-up over all candidates, those that matter kept.
fn kept(reason: Reason, evidence: &[ItemEvidence], mut candidates: Vec<Candidate>) -> Vec<Finding> {
    candidates.sort_by(|a, b| a.p_value.total_cmp(&b.p_value).then(a.item.cmp(&b.item)));
    let count = candidates.len() as f64;
    let mut lowest = 1.0_f64;
    let mut adjusted: Vec<f64> = candidates
        .iter()
        .enumerate()
        .rev()
        .map(|(rank, c)| {
            lowest = lowest.min(c.p_value * count / (rank + 1) as f64);
            lowest
        })
        .collect();
    adjusted.reverse();
    candidates
        .into_iter()
        .zip(adjusted)
        .filter(|(candidate, q_value)| candidate.matters && *q_value <= FALSE_SHARE)
        .map(|(c, q_value)| Finding { item: c.item, id: evidence[c.item].id.clone(), reason, size: c.size, q_value, about: c.about, kind: c.kind })
        .collect()
}

/// Points that fall where the ability rises: by the correlation alone, or by a slope that is surely below any that is of use. An item that hardly
/// anybody answers "right" shows it by the second first.
fn wrong_key(e: &ItemEvidence) -> Vec<Candidate> {
    let (Some(relation), Some(fitted)) = (e.relation, e.fitted) else { return Vec::new() };
    let by_slope = normal_cdf((fitted.slope - USELESS * fitted.believed_slope) / fitted.slope_error.max(1e-6));
    let p_value = (2.0 * relation.p_negative.min(by_slope)).min(1.0);
    vec![Candidate::new(p_value, relation.correlation, relation.correlation < 0.0 && fitted.slope < 0.0)]
}

/// A group for which the item differs from what is usual for that group: groups whose abilities differ seem to differ a little on every item, because no
/// ability is known exactly, and that is taken off.
fn favours_group(judged: &[(usize, &ItemEvidence)]) -> Vec<Candidate> {
    let mut all = Vec::new();
    for (item, e) in judged {
        for group in &e.groups {
            let same = |other: &&ItemEvidence| other.groups.iter().find(|g| g.kind == group.kind && g.group == group.group).map(|g| g.delta);
            let usual = usual(judged.iter().map(|(_, other)| other).filter(|other| other.domain == e.domain).filter_map(same).collect());
            let delta = group.delta - usual;
            let p_value = beyond(delta, DELTA.0, group.error);
            all.push(Candidate {
                item: *item,
                about: Some(group.group.clone()),
                kind: Some(group.kind),
                ..Candidate::new(p_value, delta, delta.abs() >= DELTA.1)
            });
        }
    }
    all
}

fn drift(judged: &[(usize, &ItemEvidence)]) -> Vec<Candidate> {
    let of_domain = |domain: usize| usual(judged.iter().filter(|(_, e)| e.domain == domain).filter_map(|(_, e)| Some(e.drift.as_ref()?.difference)).collect());
    let candidate = |(item, e): &(usize, &ItemEvidence)| {
        let drift = e.drift.as_ref()?;
        let difference = drift.difference - of_domain(e.domain);
        let p_value = beyond(difference, CHANGE.0, drift.error);
        Some(Candidate { item: *item, about: Some(drift.since.clone()), ..Candidate::new(p_value, difference, difference.abs() >= CHANGE.1) })
    };
    judged.iter().filter_map(candidate).collect()
}

/// The median, where there are enough; else nothing is usual.
fn usual(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() < USUAL {
        0.0
    } else if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

/// P(as far from 0 by chance if the truth is at `bound` at most).
fn beyond(value: f64, bound: f64, error: f64) -> f64 {
    normal_cdf(-(value.abs() - bound) / error)
}

fn misfit(e: &ItemEvidence) -> Vec<Candidate> {
    e.misfit.iter().map(|m| Candidate::new(m.p_value, m.distance, m.distance >= DISTANCE)).collect()
}

fn extreme(e: &ItemEvidence, bound: f64, above: bool) -> Vec<Candidate> {
    let z = (e.score.value - bound) / (bound * (1.0 - bound) / e.answers as f64).sqrt();
    vec![Candidate::new(normal_cdf(if above { -z } else { z }), e.score.value, true)]
}

fn too_slow(e: &ItemEvidence) -> Vec<Candidate> {
    let slow = |t: &super::judge::Timing| {
        let factor = t.typical / t.author.max(1.0);
        let z = libm::log(factor / SLOW) / t.log_error.max(1e-6);
        Candidate::new(normal_cdf(-z), factor, true)
    };
    e.timing.iter().map(slow).collect()
}

/// Only where people are wrong at all: an easy item has no live wrong option, and that is said already.
fn dead_options(e: &ItemEvidence) -> Vec<Candidate> {
    if e.score.value > 0.9 {
        return Vec::new();
    }
    let given = e.answers as f64 * (1.0 - e.unknown.value);
    let candidate = |choice: &super::judge::ChoiceEvidence| {
        let z = (choice.share.value - DEAD) / (DEAD * (1.0 - DEAD) / given.max(1.0)).sqrt();
        Candidate { about: Some(choice.class.clone()), ..Candidate::new(normal_cdf(z), choice.share.value, true) }
    };
    e.choices.iter().filter(|c| c.excludes_others && !c.is_key).map(candidate).collect()
}
