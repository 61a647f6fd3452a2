//! What is believed about items before the data.

use super::family::{Family, from_logit};

/// A normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation, above 0.
    pub sd: f64,
}

/// What is believed about an asymptote, guessing or ceiling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AsymptotePrior {
    /// Its logit is normal (mirt's `norm` prior on `g` or `u`).
    Logit(Normal),
    /// It is beta distributed: density ∝ c^(α−1) (1 − c)^(β−1), α and β at least 1. BILOG's, flexMIRT's. The mode is that of c itself.
    Beta {
        /// α
        alpha: f64,
        /// β
        beta: f64,
    },
}

/// Priors of the parameters of each item, the same for all of them; a `None` is no prior.
///
/// The log prior is added to the log-likelihood, up to a constant (Mislevy, 1986, *Psychometrika* 51): estimates are then the joint
/// posterior mode over ln a, b, logit c, logit u, given the other parameters. Nominal items have no difficulty and take no prior.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ItemPriors {
    /// Of ln a, where the family has a free slope. Keeps slopes above 0. A common slope takes it once, not once for each item.
    pub log_discrimination: Option<Normal>,
    /// Of each difficulty, threshold or step b, in units of ability.
    pub difficulty: Option<Normal>,
    /// Of guessing.
    pub guessing: Option<AsymptotePrior>,
    /// Of the ceiling.
    pub ceiling: Option<AsymptotePrior>,
}

impl ItemPriors {
    /// No prior: maximum likelihood.
    pub const NONE: Self = Self { log_discrimination: None, difficulty: None, guessing: None, ceiling: None };

    /// Weak priors for data in which items have few answers: a of median 1.1 within a factor 2.7 (95%), b within ±4, guessing around 0.2,
    /// ceiling around 0.97. With 1,000 answers an item they are hardly felt; with 20 they keep a parameter from running away.
    pub const WEAK: Self = Self {
        log_discrimination: Some(Normal { mean: 0.1, sd: 0.5 }),
        difficulty: Some(Normal { mean: 0.0, sd: 2.0 }),
        guessing: Some(AsymptotePrior::Logit(Normal { mean: -1.4, sd: 0.7 })),
        ceiling: Some(AsymptotePrior::Logit(Normal { mean: 3.5, sd: 0.7 })),
    };

    /// Whether every standard deviation is finite and above 0, every mean finite, and every beta of α, β at least 1.
    pub fn is_valid(&self) -> bool {
        let normal = |prior: &Normal| prior.mean.is_finite() && prior.sd.is_finite() && prior.sd > 0.0;
        let asymptote = |prior: &AsymptotePrior| match prior {
            AsymptotePrior::Logit(prior) => normal(prior),
            AsymptotePrior::Beta { alpha, beta } => alpha.is_finite() && beta.is_finite() && *alpha >= 1.0 && *beta >= 1.0,
        };
        self.log_discrimination.as_ref().is_none_or(normal)
            && self.difficulty.as_ref().is_none_or(normal)
            && self.guessing.as_ref().is_none_or(asymptote)
            && self.ceiling.as_ref().is_none_or(asymptote)
    }

    /// Whether slopes must stay above 0: ln a and b = −d/a must exist.
    pub(super) fn needs_positive_slope(&self) -> bool {
        self.log_discrimination.is_some() || self.difficulty.is_some()
    }

    /// Adds the log prior of one item, its gradient and its information (minus the Hessian) to those of the likelihood.
    ///
    /// With `is_exact` the information is the exact one; otherwise its positive part, for steps that climb.
    pub(super) fn add(&self, family: Family, categories: usize, values: &[f64], is_exact: bool, into: &mut super::item_step::Derivatives) {
        if family == Family::Nrm {
            return;
        }
        if let (Some(prior), Some(place)) = (self.log_discrimination, family.slope())
            && family != Family::CommonSlope
        {
            add_log_normal(prior, values[place], place, is_exact, into);
        }
        if let Some(prior) = self.difficulty {
            add_difficulties(prior, family, categories, values, is_exact, into);
        }
        let asymptotes = [(self.guessing, Family::ThreePl, 2), (self.guessing, Family::FourPl, 2), (self.ceiling, Family::FourPl, 3)];
        for (prior, of, place) in asymptotes {
            if let (Some(prior), true) = (prior, of == family) {
                let (value, first, second) = asymptote(prior, values[place]);
                into.value += value;
                into.gradient[place] += first;
                into.add_information(place, place, -second);
            }
        }
    }
}

/// −(ln a − m)² / 2 s², as a function of a.
pub(super) fn add_log_normal(prior: Normal, slope: f64, place: usize, is_exact: bool, into: &mut super::item_step::Derivatives) {
    let precision = 1.0 / (prior.sd * prior.sd);
    let distance = libm::log(slope) - prior.mean;
    into.value -= 0.5 * precision * distance * distance;
    into.gradient[place] -= precision * distance / slope;
    let bend = if is_exact { 1.0 - distance } else { f64::max(1.0 - distance, 0.0) };
    into.add_information(place, place, precision * bend / (slope * slope));
}

/// −(b − m)² / 2 s² for each difficulty.
fn add_difficulties(prior: Normal, family: Family, categories: usize, values: &[f64], is_exact: bool, into: &mut super::item_step::Derivatives) {
    let precision = 1.0 / (prior.sd * prior.sd);
    let slope_place = family.slope();
    let slope = slope_place.map_or(1.0, |place| values[place]);
    let count = if family.is_binary() || family == Family::Rsm { 1 } else { categories - 1 };
    let first_intercept = match family {
        Family::OnePl | Family::CommonSlope | Family::Pcm | Family::Rsm => 0,
        _ => 1,
    };
    let is_cumulated = matches!(family, Family::Pcm | Family::Gpcm);
    for step in 0..count {
        let own = first_intercept + step;
        let before = (is_cumulated && step > 0).then(|| own - 1);
        let intercept = values[own] - before.map_or(0.0, |place| values[place]);
        // b = −d / a, ∂b/∂d = −1/a, ∂b/∂a = −b/a, ∂²b/∂a∂d = 1/a², ∂²b/∂a² = 2b/a²
        let difficulty = -intercept / slope;
        let distance = difficulty - prior.mean;
        into.value -= 0.5 * precision * distance * distance;
        let mut slopes = [(own, -1.0 / slope), (own, 0.0), (own, 0.0)];
        if let Some(place) = before {
            slopes[1] = (place, 1.0 / slope);
        }
        if let Some(place) = slope_place {
            slopes[2] = (place, -difficulty / slope);
        }
        for (row, by_row) in slopes {
            into.gradient[row] -= precision * distance * by_row;
            for (column, by_column) in slopes {
                into.add_cell(row, column, precision * by_row * by_column);
            }
        }
        if let (true, Some(place)) = (is_exact, slope_place) {
            into.add_information(place, place, precision * distance * 2.0 * difficulty / (slope * slope));
            into.add_information(place, own, precision * distance / (slope * slope));
            if let Some(before) = before {
                into.add_information(place, before, -precision * distance / (slope * slope));
            }
        }
    }
}

/// The log prior of an asymptote with its two derivatives by the logit.
fn asymptote(prior: AsymptotePrior, logit: f64) -> (f64, f64, f64) {
    match prior {
        AsymptotePrior::Logit(Normal { mean, sd }) => {
            let precision = 1.0 / (sd * sd);
            let distance = logit - mean;
            (-0.5 * precision * distance * distance, -precision * distance, -precision)
        }
        AsymptotePrior::Beta { alpha, beta } => {
            // (α − 1) ln c + (β − 1) ln (1 − c), with ln c = −ln(1 + e^(−γ))
            let (c, rest) = (from_logit(logit), from_logit(-logit));
            let value = (alpha - 1.0) * libm::log(c) + (beta - 1.0) * libm::log(rest);
            (value, (alpha - 1.0) * rest - (beta - 1.0) * c, -(alpha + beta - 2.0) * c * rest)
        }
    }
}
