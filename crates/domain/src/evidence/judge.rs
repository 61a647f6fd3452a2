//! What the sums of one item say of it.

use psychometrics::dif::mantel_haenszel::{Settings, of_counts};
use psychometrics::distribution::{ChiSquare, normal_quantile};
use psychometrics::drift::change;
use psychometrics::levels::normal_cdf;
use serde::Serialize;

use super::curve::{Curve, Expected, Group, expected};
use super::sums::{BINS, ItemSums, SMALLEST_GROUP, Slice, Sums};
use crate::bank::Parameters;
use crate::item::{Item, classes};

/// An item to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The item.
    pub item: &'a Item,
    /// What is believed of it now.
    pub parameters: &'a Parameters,
    /// Its domain, as an index in the framework.
    pub domain: usize,
}

/// A share with its 95 % interval (Wilson, 1927).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Between 0 and 1.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Share {
    /// `count` of `of`; of nothing, 0 and no knowledge.
    pub fn of(count: f64, of: f64) -> Self {
        if of <= 0.0 {
            return Self { value: 0.0, low: 0.0, high: 1.0 };
        }
        let (p, z) = (count / of, normal_quantile(0.975));
        let (centre, denominator) = (p + z * z / (2.0 * of), 1.0 + z * z / of);
        let half = z * (p * (1.0 - p) / of + z * z / (4.0 * of * of)).max(0.0).sqrt();
        Self { value: p, low: ((centre - half) / denominator).max(0.0), high: ((centre + half) / denominator).min(1.0) }
    }
}

/// People of about the same ability: what they did, and what was to be expected.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Mean ability by the other answers.
    pub ability: f64,
    /// How many answers.
    pub answers: u64,
    /// Mean share of the points won.
    pub observed: f64,
    /// Its 95 % interval, from the spread that the fitted curve gives to an answer.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// What the parameters in use expect of these people, their uncertainty included.
    pub believed: f64,
    /// What the curve that fits best expects.
    pub fitted: f64,
}

/// How the points go with the ability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Relation {
    /// Correlation of the points with the ability by the other answers: the item-rest correlation of an adaptive test. About 0.1 to 0.5 where an
    /// item is sound, less than on a fixed test because people meet the items that fit them.
    pub correlation: f64,
    /// The same in standard errors.
    pub z: f64,
    /// P(as little or less if the points rose with the ability not at all): small when the better people win fewer points.
    pub p_negative: f64,
}

/// What the answers alone say of slope and difficulty, against the parameters in use.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fitted {
    /// Slope; may be negative.
    pub slope: f64,
    /// Its standard error.
    pub slope_error: f64,
    /// Where half of the points are won; none where the slope is not clearly positive.
    pub difficulty: Option<f64>,
    /// Its standard error.
    pub difficulty_error: Option<f64>,
    /// Slope in use.
    pub believed_slope: f64,
    /// Difficulty in use.
    pub believed_difficulty: f64,
}

/// How badly even the best curve fits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Misfit {
    /// Σ (observed − expected)² / variance over the groups of ability, in the manner of Yen's Q₁ and Orlando and Thissen's S-X².
    pub chi_square: f64,
    /// Groups less the two numbers fitted.
    pub degrees: usize,
    /// P(a larger one if the curve is right).
    pub p_value: f64,
    /// Root mean square distance between the observed shares and the curve, chance taken off: 0.05 is seen, 0.1 is much (the RMSD of the
    /// international surveys).
    pub distance: f64,
}

/// A month of an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthPoint {
    /// `YYYY-MM`.
    pub month: String,
    /// How many answers.
    pub answers: u64,
    /// How much harder than over all its life, in units of ability.
    pub shift: f64,
    /// Standard error.
    pub error: f64,
}

/// What changed in time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drift {
    /// First month of what is called recent: the last quarter of the answers.
    pub since: String,
    /// How much harder since then than before, in units of ability; negative when it has become easier (it may be known).
    pub difference: f64,
    /// Standard error.
    pub error: f64,
    /// Wald: P(a larger change if there was none).
    pub p_value: f64,
}

/// What makes a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// A family of trades.
    Trade,
    /// A setting.
    Setting,
}

/// ETS's classes: A negligible, B moderate, C large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "the line above")]
pub enum EtsClass {
    A,
    B,
    C,
}

/// A group against everybody else who said theirs, at equal ability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupEvidence {
    /// What makes it.
    pub kind: GroupKind,
    /// Name of the family or of the setting, as in the lists of the content.
    pub group: String,
    /// Answers of the group that could be compared.
    pub answers: u64,
    /// Answers of the others.
    pub others: u64,
    /// Mantel-Haenszel D-DIF in ETS's delta units; negative: harder for the group than for others of the same ability.
    pub delta: f64,
    /// Its standard error.
    pub error: f64,
    /// ETS's class.
    pub class: EtsClass,
    /// P of the Mantel-Haenszel statistic.
    pub p_value: f64,
}

/// One thing that can be answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChoiceEvidence {
    /// Name of the class ([`crate::item::Class`]).
    pub class: String,
    /// What is read.
    pub label: String,
    /// Whether it is part of the key.
    pub is_key: bool,
    /// Whether an answer has one of these: only then a wrong one can be dead.
    pub excludes_others: bool,
    /// How often it was given.
    pub answers: u64,
    /// As a share of the answers that were not "I don't know".
    pub share: Share,
    /// Mean ability of those who gave it; none under the smallest group.
    pub ability: Option<f64>,
}

/// How long it takes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Timing {
    /// What a typical reader takes (geometric mean), seconds.
    pub typical: f64,
    /// Nine people in ten take less, seconds; by the spread of the logarithms.
    pub slow: f64,
    /// What the author says, seconds.
    pub author: f64,
    /// Standard error of ln(typical).
    pub log_error: f64,
}

/// What the answers say of an item. Anything that too few people are behind is left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemEvidence {
    /// The item.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its domain, as an index in the framework.
    pub domain: usize,
    /// Points that can be won.
    pub points: u8,
    /// Answers.
    pub answers: u64,
    /// Mean share of the points won; the interval is that of a right or wrong answer, and so never too narrow.
    pub score: Share,
    /// Share of those who won everything.
    pub full: Share,
    /// Share of "I don't know".
    pub unknown: Share,
    /// Groups of ability, least able first.
    pub curve: Vec<CurvePoint>,
    /// How points go with ability.
    pub relation: Option<Relation>,
    /// What slope and difficulty the answers suggest.
    pub fitted: Option<Fitted>,
    /// How badly the best curve fits.
    pub misfit: Option<Misfit>,
    /// Month by month.
    pub months: Vec<MonthPoint>,
    /// What changed lately.
    pub drift: Option<Drift>,
    /// Trades, then settings.
    pub groups: Vec<GroupEvidence>,
    /// What was answered, in the author's order.
    pub choices: Vec<ChoiceEvidence>,
    /// How long it takes.
    pub timing: Option<Timing>,
}

impl ItemEvidence {
    /// Answers from which something is said of fit, drift and groups.
    pub const ENOUGH: u64 = 50;

    /// Whether there is enough to judge by.
    pub const fn is_judged(&self) -> bool {
        self.answers >= Self::ENOUGH
    }
}

/// Answers on each side of a comparison in time, at least.
const DRIFT_SIDE: u64 = 60;
/// Share of the answers that are called recent.
const RECENT: f64 = 0.25;
/// Answers of a group, at least, before it is compared.
const DIF_GROUP: i64 = 50;
/// A slope below this gives no difficulty.
const FLAT: f64 = 0.2;

/// Judges one item by its sums.
pub fn judge(judged: Judged<'_>, sums: &ItemSums) -> ItemEvidence {
    let Judged { item, parameters, domain } = judged;
    let total = sums.total(&Slice::All);
    let answers = total.answers.unsigned_abs();
    let points = item.interaction.points();
    let enough = answers >= ItemEvidence::ENOUGH;
    let believed = Curve::believed(parameters);
    let groups = merged(&sums.bins(&Slice::All));
    let curve = if enough { Curve::fitted(&believed, &groups) } else { believed.clone() };
    let (months, drift) = if enough && curve.slope > FLAT { in_time(sums, &curve) } else { (Vec::new(), None) };
    ItemEvidence {
        id: item.id.clone(),
        version: item.version,
        domain,
        points,
        answers,
        score: Share::of(total.points as f64 / f64::from(points.max(1)), total.answers as f64),
        full: Share::of(total.full as f64, total.answers as f64),
        unknown: Share::of(total.unknown as f64, total.answers as f64),
        curve: curve_points(&sums.bins(&Slice::All), parameters, &curve, points),
        relation: if enough { relation(&total) } else { None },
        fitted: enough.then(|| fitted(&curve, &believed)),
        misfit: if enough { misfit(&groups, &curve, points) } else { None },
        months,
        drift,
        groups: if enough { compared(sums) } else { Vec::new() },
        choices: chosen(item, sums, &total),
        timing: (answers >= SMALLEST_GROUP).then(|| timing(&total, item.time)),
    }
}

/// Groups large enough for a normal approximation: neighbours go together until twenty are.
fn merged(bins: &[Sums; BINS]) -> Vec<Group> {
    let mut gathered = vec![Sums::default()];
    for bin in bins {
        if gathered.last().is_some_and(|last| last.answers >= 20) {
            gathered.push(Sums::default());
        }
        if let Some(last) = gathered.last_mut() {
            last.add(bin);
        }
    }
    if gathered.len() > 1
        && let Some(last) = gathered.pop_if(|last| last.answers < 20)
        && let Some(before) = gathered.last_mut()
    {
        before.add(&last);
    }
    gathered.iter().filter_map(Group::of).collect()
}

fn curve_points(bins: &[Sums; BINS], parameters: &Parameters, curve: &Curve, points: u8) -> Vec<CurvePoint> {
    let (believed, fitted) = (parameters.scoring_model(), curve.model());
    let per = f64::from(points.max(1));
    let shown = bins.iter().filter(|bin| bin.answers.unsigned_abs() >= SMALLEST_GROUP).filter_map(Group::of);
    shown
        .map(|group| {
            let by_fit = expected(&fitted, &group);
            // Wilson's interval with as many answers as have this variance, so that it never leaves 0 to 1
            let share = group.mean / per;
            let ratio = (per * per * (by_fit.mean / per) * (1.0 - by_fit.mean / per)).max(1e-9) / by_fit.variance;
            let interval = Share::of(share * group.answers * ratio, group.answers * ratio);
            CurvePoint {
                ability: group.ability,
                answers: group.answers as u64,
                observed: share,
                low: interval.low,
                high: interval.high,
                believed: expected(&believed, &group).mean / per,
                fitted: by_fit.mean / per,
            }
        })
        .collect()
}

fn relation(total: &Sums) -> Option<Relation> {
    let n = total.answers as f64;
    let (x, y) = (total.points as f64 / n, total.ability as f64 / n / 1e6);
    let of_points = total.squares as f64 / n - x * x;
    let of_ability = total.ability_squares as f64 / n / 1e6 - y * y;
    let together = total.cross as f64 / n / 1e6 - x * y;
    if of_points <= 1e-9 || of_ability <= 1e-9 {
        return None;
    }
    let correlation = (together / (of_points * of_ability).sqrt()).clamp(-1.0, 1.0);
    let z = correlation * ((n - 2.0) / (1.0 - correlation * correlation).max(1e-9)).sqrt();
    Some(Relation { correlation, z, p_negative: normal_cdf(z) })
}

fn fitted(curve: &Curve, believed: &Curve) -> Fitted {
    let [aa, ac, cc] = curve.covariance;
    let difficulty = (curve.slope > FLAT).then(|| -curve.intercept / curve.slope);
    // delta method for −c / a
    let difficulty_error = difficulty.map(|b| ((cc + 2.0 * b * ac + b * b * aa) / (curve.slope * curve.slope)).max(0.0).sqrt());
    Fitted {
        slope: curve.slope,
        slope_error: aa.max(0.0).sqrt(),
        difficulty,
        difficulty_error,
        believed_slope: believed.slope,
        believed_difficulty: -believed.intercept / believed.slope,
    }
}

fn misfit(groups: &[Group], curve: &Curve, points: u8) -> Option<Misfit> {
    let degrees = groups.len().checked_sub(2).filter(|degrees| *degrees > 0)?;
    let model = curve.model();
    let (mut chi_square, mut squares, mut answers) = (0.0, 0.0, 0.0);
    for group in groups {
        let Expected { mean, variance, .. } = expected(&model, group);
        let squared = (group.mean - mean) * (group.mean - mean);
        chi_square += group.answers * squared / variance;
        squares += group.answers * squared - variance;
        answers += group.answers;
    }
    // what the two fitted numbers took from the noise is given back
    let kept = squares + 2.0 * mean_variance(groups, &model);
    let distance = (kept / answers).max(0.0).sqrt() / f64::from(points.max(1));
    Some(Misfit { chi_square, degrees, p_value: ChiSquare::new(degrees as f64).ok()?.survival(chi_square), distance })
}

fn mean_variance(groups: &[Group], model: &psychometrics::model::ItemModel) -> f64 {
    groups.iter().fold(0.0, |sum, group| sum + expected(model, group).variance) / groups.len() as f64
}

/// How much harder the item is for a group than the curve says, in units of ability, with its standard error.
fn shift(group: &Group, curve: &Curve) -> (f64, f64) {
    let e = expected(&curve.model(), group);
    let per_unit = e.by_intercept * curve.slope;
    ((e.mean - group.mean) / per_unit, (e.variance / group.answers).sqrt() / per_unit)
}

fn in_time(sums: &ItemSums, curve: &Curve) -> (Vec<MonthPoint>, Option<Drift>) {
    let months: Vec<(&String, Sums)> = sums
        .slices
        .iter()
        .filter_map(|((slice, _), sums)| match slice {
            Slice::Month(month) => Some((month, *sums)),
            _ => None,
        })
        .collect();
    let point = |(month, sums): &(&String, Sums)| {
        let group = Group::of(sums).filter(|group| group.answers >= SMALLEST_GROUP as f64)?;
        let (shift, error) = shift(&group, curve);
        Some(MonthPoint { month: (*month).clone(), answers: sums.answers.unsigned_abs(), shift, error })
    };
    (months.iter().filter_map(point).collect(), drift(&months, curve))
}

fn drift(months: &[(&String, Sums)], curve: &Curve) -> Option<Drift> {
    let all: i64 = months.iter().map(|(_, sums)| sums.answers).sum();
    let mut recent = Sums::default();
    let mut since = months.len();
    while since > 0 && (recent.answers as f64) < RECENT * all as f64 {
        since -= 1;
        recent.add(&months[since].1);
    }
    let mut before = Sums::default();
    months[..since].iter().for_each(|(_, sums)| before.add(sums));
    if before.answers.unsigned_abs() < DRIFT_SIDE || recent.answers.unsigned_abs() < DRIFT_SIDE {
        return None;
    }
    let ((old, old_error), (new, new_error)) = (shift(&Group::of(&before)?, curve), shift(&Group::of(&recent)?, curve));
    let change = change(old, old_error, new, new_error).ok()?;
    Some(Drift { since: months[since].0.clone(), difference: change.difference, error: change.standard_error, p_value: change.p_value })
}

/// Each group against all others of its kind.
fn compared(sums: &ItemSums) -> Vec<GroupEvidence> {
    let named = |slice: &Slice| match slice {
        Slice::Trade(group) => Some((GroupKind::Trade, group.clone())),
        Slice::Setting(group) => Some((GroupKind::Setting, group.clone())),
        Slice::All | Slice::Month(_) => None,
    };
    let groups: Vec<(GroupKind, String, [Sums; BINS])> =
        sums.kept().filter_map(|slice| named(slice).map(|(kind, group)| (kind, group, sums.bins(slice)))).collect();
    let compare = |(kind, group, own): &(GroupKind, String, [Sums; BINS])| {
        let mut others = [Sums::default(); BINS];
        for (_, _, bins) in groups.iter().filter(|(k, g, _)| k == kind && g != group) {
            others.iter_mut().zip(bins).for_each(|(sum, bin)| sum.add(bin));
        }
        let count = |bins: &[Sums; BINS]| bins.iter().map(|bin| bin.answers).sum::<i64>();
        if count(own) < DIF_GROUP || count(&others) < DIF_GROUP {
            return None;
        }
        let cells = |bin: &Sums| [(bin.answers - bin.full).unsigned_abs(), bin.full.unsigned_abs()];
        let mut strata = [[[0; 2]; 2]; BINS];
        for (stratum, (reference, focal)) in strata.iter_mut().zip(others.iter().zip(own)) {
            *stratum = [cells(reference), cells(focal)];
        }
        let found = of_counts(&strata, &Settings::default()).ok()?;
        let effect = found.effect?;
        let class = match effect.class {
            psychometrics::dif::mantel_haenszel::EtsClass::A => EtsClass::A,
            psychometrics::dif::mantel_haenszel::EtsClass::B => EtsClass::B,
            psychometrics::dif::mantel_haenszel::EtsClass::C => EtsClass::C,
        };
        Some(GroupEvidence {
            kind: *kind,
            group: group.clone(),
            answers: count(own).unsigned_abs(),
            others: count(&others).unsigned_abs(),
            delta: effect.delta,
            error: effect.delta_error,
            class,
            p_value: found.p_value,
        })
    };
    groups.iter().filter_map(compare).collect()
}

fn chosen(item: &Item, sums: &ItemSums, total: &Sums) -> Vec<ChoiceEvidence> {
    let given = (total.answers - total.unknown) as f64;
    let evidence = |class: crate::item::Class| {
        let own = sums.choices.get(&class.name).copied().unwrap_or_default();
        ChoiceEvidence {
            answers: own.answers.unsigned_abs(),
            share: Share::of(own.answers as f64, given),
            ability: (own.answers.unsigned_abs() >= SMALLEST_GROUP).then(|| own.ability as f64 / own.answers as f64 / 1e6),
            class: class.name,
            label: class.label,
            is_key: class.is_key,
            excludes_others: class.excludes_others,
        }
    };
    classes(&item.interaction).into_iter().map(evidence).collect()
}

fn timing(total: &Sums, author: u32) -> Timing {
    let n = total.answers as f64;
    let mean = total.log_time as f64 / n / 1e6;
    let sd = (total.log_time_squares as f64 / n / 1e6 - mean * mean).max(0.0).sqrt();
    let seconds = |log: f64| libm::exp(log) / 1000.0;
    Timing { typical: seconds(mean), slow: seconds(mean + normal_quantile(0.9) * sd), author: f64::from(author), log_error: sd / n.sqrt() }
}
