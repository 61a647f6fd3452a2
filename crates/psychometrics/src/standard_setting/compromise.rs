//! Compromises between an absolute standard and an acceptable rate of failures.

use super::{StandardSettingError, deviation, mean};

/// What a judge holds for acceptable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The lowest cut that is acceptable even if nobody fails.
    pub lowest_cut: f64,
    /// The highest cut that is acceptable even if many fail.
    pub highest_cut: f64,
    /// The lowest acceptable share of failures, 0 to 1.
    pub lowest_failures: f64,
    /// The highest acceptable share of failures, 0 to 1.
    pub highest_failures: f64,
}

/// A cut with the failures it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compromise {
    /// The cut, on the scale of the scores (or abilities) given.
    pub cut: f64,
    /// The share of persons below it, on the line of compromise.
    pub failures: f64,
}

/// Hofstee's compromise (1983): where the line from (lowest cut, highest failures) to (highest cut, lowest failures), each the
/// mean of the judges, meets the observed share of persons below each cut.
///
/// [`StandardSettingError::NoCompromise`] where it does not: the whole line lies above or below the observed rates.
pub fn hofstee(scores: &[f64], judges: &[Limits]) -> Result<Compromise, StandardSettingError> {
    let sorted = checked(scores)?;
    if judges.len() < 2 {
        return Err(StandardSettingError::TooFewJudges);
    }
    for (judge, limits) in judges.iter().enumerate() {
        let are_cuts = limits.lowest_cut.is_finite() && limits.highest_cut.is_finite() && limits.lowest_cut <= limits.highest_cut;
        let are_shares = limits.lowest_failures >= 0.0 && limits.lowest_failures <= limits.highest_failures && limits.highest_failures <= 1.0;
        if !are_cuts || !are_shares {
            return Err(StandardSettingError::BadLimits { judge });
        }
    }
    let average = |pick: fn(&Limits) -> f64| mean(&judges.iter().map(pick).collect::<Vec<f64>>());
    let (low, high) = (average(|limits| limits.lowest_cut), average(|limits| limits.highest_cut));
    let (few, many) = (average(|limits| limits.lowest_failures), average(|limits| limits.highest_failures));
    let line = |cut: f64| if high > low { many + (few - many) * (cut - low) / (high - low) } else { 0.5 * (few + many) };
    meet(&sorted, line, low, high)
}

/// Beuk's compromise (1984): each judge says a cut and the share of persons that should pass. From the mean of both, along a line whose
/// slope is the ratio of the judges' spreads (failures per point of cut), to where it meets the observed failures: what judges agree on is
/// kept, what they disagree on gives way.
///
/// `judges`: (cut, share that should fail, 0 to 1).
pub fn beuk(scores: &[f64], judges: &[(f64, f64)]) -> Result<Compromise, StandardSettingError> {
    let sorted = checked(scores)?;
    if judges.len() < 2 {
        return Err(StandardSettingError::TooFewJudges);
    }
    if let Some(judge) = judges.iter().position(|(cut, failures)| !cut.is_finite() || !(0.0..=1.0).contains(failures)) {
        return Err(StandardSettingError::BadLimits { judge });
    }
    let (cuts, shares): (Vec<f64>, Vec<f64>) = judges.iter().copied().unzip();
    let (cut, share) = (mean(&cuts), mean(&shares));
    let (cut_spread, share_spread) = (deviation(&cuts), deviation(&shares));
    if cut_spread <= 1e-12 * cut.abs().max(1.0) {
        // All judges agree on the cut.
        return Ok(Compromise { cut, failures: below(&sorted, cut) });
    }
    // Failures fall on the line as the cut rises: the judges' line crosses the curve of observed failures.
    let slope = -share_spread / cut_spread;
    meet(&sorted, |at| share + slope * (at - cut), sorted[0], sorted[sorted.len() - 1].max(cut))
}

fn checked(scores: &[f64]) -> Result<Vec<f64>, StandardSettingError> {
    if scores.is_empty() || scores.iter().any(|score| !score.is_finite()) {
        return Err(StandardSettingError::NoScores);
    }
    let mut sorted = scores.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(sorted)
}

/// The share of persons below a cut.
fn below(sorted: &[f64], cut: f64) -> f64 {
    sorted.partition_point(|score| *score < cut) as f64 / sorted.len() as f64
}

/// Where a falling line meets the rising staircase of failures.
fn meet(sorted: &[f64], line: impl Fn(f64) -> f64, low: f64, high: f64) -> Result<Compromise, StandardSettingError> {
    let gap = |cut: f64| below(sorted, cut) - line(cut);
    if gap(low) > 0.0 || gap(high) < 0.0 {
        return Err(StandardSettingError::NoCompromise);
    }
    let (mut under, mut over) = (low, high);
    loop {
        let middle = under + (over - under) / 2.0;
        if middle <= under || middle >= over {
            break;
        }
        if gap(middle) < 0.0 {
            under = middle;
        } else {
            over = middle;
        }
    }
    Ok(Compromise { cut: over, failures: line(over).clamp(0.0, 1.0) })
}
