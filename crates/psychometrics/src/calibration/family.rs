//! The families of items that can be calibrated, and the scale on which their parameters are searched for.

use crate::model::ItemModel;

/// A family of response models with free parameters.
///
/// Parameters are estimated in *slope-intercept* form, logit = a θ + d, in which the likelihood of every family but the 3PL and 4PL
/// is concave: the search cannot lose its way. [`ItemParameters`] holds them in this order (m = categories − 1):
///
/// | family | parameters, own then shared | P(x = k) |
/// |---|---|---|
/// | `OnePl` | d | s(θ + d) |
/// | `CommonSlope` | d, a *shared* | s(a θ + d) |
/// | `TwoPl` | a, d | s(a θ + d) |
/// | `ThreePl` | a, d, logit c | c + (1 − c) s(a θ + d) |
/// | `FourPl` | a, d, logit c, logit u | c + (u − c) s(a θ + d) |
/// | `Grm` | a, `d_1` > … > `d_m` | P(x ≥ k) = s(a θ + `d_k`) |
/// | `Pcm` | `d_1`…`d_m` | ∝ exp(k θ + `d_k`) |
/// | `Gpcm` | a, `d_1`…`d_m` | ∝ exp(k a θ + `d_k`) |
/// | `Rsm` | e, `t_1`…`t_(m−1)` *shared* | ∝ exp(k (θ + e) + `t_k`), `t_0` = `t_m` = 0 |
/// | `Nrm` | `a_1`…`a_m`, `c_1`…`c_m` | ∝ exp(`a_k` θ + `c_k`), `a_0` = `c_0` = 0 |
///
/// The rating scale's e is −b when the offsets τ sum to zero, and `t_k` = −(`τ_1` + … + `τ_k`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Rasch's model: slope 1. The variance of the abilities is then free.
    OnePl,
    /// One slope for all items of this family, estimated (the 1PL of ltm and BILOG).
    CommonSlope,
    /// Two parameters.
    TwoPl,
    /// Three: with guessing.
    ThreePl,
    /// Four: with guessing and slips.
    FourPl,
    /// Graded response.
    Grm,
    /// Partial credit: slope 1.
    Pcm,
    /// Generalised partial credit.
    Gpcm,
    /// Rating scale: partial credit whose offsets are shared by all items of this family with as many categories.
    Rsm,
    /// Nominal categories.
    Nrm,
}

impl Family {
    /// The family of a model with known parameters.
    pub fn of(model: &ItemModel) -> Self {
        match model {
            ItemModel::OnePl { .. } => Self::OnePl,
            ItemModel::TwoPl { .. } => Self::TwoPl,
            ItemModel::ThreePl { .. } => Self::ThreePl,
            ItemModel::FourPl { .. } => Self::FourPl,
            ItemModel::Gpcm { .. } => Self::Gpcm,
            ItemModel::Pcm { .. } => Self::Pcm,
            ItemModel::Rsm { .. } => Self::Rsm,
            ItemModel::Grm { .. } => Self::Grm,
            ItemModel::Nrm { .. } => Self::Nrm,
        }
    }

    /// Whether items of this family have two categories, right and wrong.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::OnePl | Self::CommonSlope | Self::TwoPl | Self::ThreePl | Self::FourPl)
    }

    /// Whether the slope is 1 by definition, so that the scale of the abilities must be free.
    pub fn has_unit_slope(self) -> bool {
        matches!(self, Self::OnePl | Self::Pcm | Self::Rsm)
    }

    /// How many parameters belong to one item alone.
    pub fn own(self, categories: usize) -> usize {
        let steps = categories.saturating_sub(1);
        match self {
            Self::OnePl | Self::CommonSlope | Self::Rsm => 1,
            Self::TwoPl => 2,
            Self::ThreePl => 3,
            Self::FourPl => 4,
            Self::Pcm => steps,
            Self::Grm | Self::Gpcm => steps + 1,
            Self::Nrm => 2 * steps,
        }
    }

    /// How many parameters are shared with the other items of the family.
    pub fn shared(self, categories: usize) -> usize {
        match self {
            Self::CommonSlope => 1,
            Self::Rsm => categories.saturating_sub(2),
            _ => 0,
        }
    }

    /// The place of the slope among the parameters.
    pub fn slope(self) -> Option<usize> {
        match self {
            Self::TwoPl | Self::ThreePl | Self::FourPl | Self::Grm | Self::Gpcm => Some(0),
            Self::CommonSlope => Some(1),
            Self::OnePl | Self::Pcm | Self::Rsm | Self::Nrm => None,
        }
    }

    /// What the parameter at this place is.
    pub fn parameter(self, categories: usize, place: usize) -> Parameter {
        let steps = categories.saturating_sub(1);
        match (self, place) {
            (Self::OnePl | Self::CommonSlope, 0) => Parameter::Intercept(1),
            (Self::Rsm, 0) => Parameter::Easiness,
            (Self::Rsm, _) => Parameter::Offset(place),
            (Self::Pcm, _) => Parameter::Intercept(place + 1),
            (Self::Nrm, _) if place < steps => Parameter::CategorySlope(place + 1),
            (Self::Nrm, _) => Parameter::Intercept(place - steps + 1),
            (Self::ThreePl | Self::FourPl, 2) => Parameter::GuessingLogit,
            (Self::FourPl, 3) => Parameter::CeilingLogit,
            (_, 0) | (Self::CommonSlope, _) => Parameter::Slope,
            (_, _) => Parameter::Intercept(place),
        }
    }
}

/// What an estimated number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// a, in logits per unit of ability.
    Slope,
    /// `d_k`, in logits; k from 1.
    Intercept(usize),
    /// ln(c / (1 − c)).
    GuessingLogit,
    /// ln(u / (1 − u)).
    CeilingLogit,
    /// The e of a rating scale item: minus its difficulty.
    Easiness,
    /// The shared `t_k` of a rating scale; k from 1.
    Offset(usize),
    /// The `a_k` of a nominal item; k from 1.
    CategorySlope(usize),
    /// The mean of a group's abilities.
    Mean,
    /// The natural logarithm of the standard deviation of a group's abilities.
    LogDeviation,
}

/// One item's parameters on the scale of estimation: see [`Family`] for their order.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemParameters {
    /// The family.
    pub family: Family,
    /// How many categories the item has; 2 for right/wrong items.
    pub categories: usize,
    /// Own parameters, then shared ones.
    pub values: Vec<f64>,
}

impl ItemParameters {
    /// The slope that multiplies θ; 1 where the family has none of its own, the widest gap for nominal categories.
    pub fn slope(&self) -> f64 {
        match self.family {
            Family::Nrm => {
                let (low, high) = self.values[..self.categories - 1].iter().fold((0.0_f64, 0.0_f64), |(low, high), slope| (low.min(*slope), high.max(*slope)));
                high - low
            }
            family => family.slope().map_or(1.0, |place| self.values[place]),
        }
    }

    /// The same item in the usual form, with difficulties. Not always a valid model: a slope of zero has no difficulty, and a slope
    /// found negative stays negative. [`ItemModel::validate`] tells.
    pub fn to_model(&self) -> ItemModel {
        let values = &self.values;
        match self.family {
            Family::OnePl => ItemModel::OnePl { difficulty: -values[0] },
            Family::CommonSlope => ItemModel::TwoPl { discrimination: values[1], difficulty: -values[0] / values[1] },
            Family::TwoPl => ItemModel::TwoPl { discrimination: values[0], difficulty: -values[1] / values[0] },
            Family::ThreePl => ItemModel::ThreePl { discrimination: values[0], difficulty: -values[1] / values[0], guessing: from_logit(values[2]) },
            Family::FourPl => ItemModel::FourPl {
                discrimination: values[0],
                difficulty: -values[1] / values[0],
                guessing: from_logit(values[2]),
                ceiling: from_logit(values[3]),
            },
            Family::Grm => ItemModel::Grm { discrimination: values[0], thresholds: values[1..].iter().map(|d| -d / values[0]).collect() },
            Family::Pcm => ItemModel::Pcm { steps: steps(values, 1.0) },
            Family::Gpcm => ItemModel::Gpcm { discrimination: values[0], steps: steps(&values[1..], values[0]) },
            Family::Rsm => {
                let mut cumulated = values[1..].to_vec();
                cumulated.push(0.0);
                ItemModel::Rsm { difficulty: -values[0], offsets: steps(&cumulated, 1.0) }
            }
            Family::Nrm => {
                let (slopes, intercepts) = values.split_at(self.categories - 1);
                ItemModel::Nrm { slopes: slopes.to_vec(), intercepts: intercepts.to_vec() }
            }
        }
    }

    /// A model with known parameters, on the scale of estimation. Rating scale offsets that do not sum to zero are centred, and the
    /// difficulty moved by their mean. A guessing of exactly 0 or a ceiling of 1 has an infinite logit: it is limited to ±[`LOGIT_LIMIT`].
    pub fn from_model(model: &ItemModel) -> Self {
        let values = match model {
            ItemModel::OnePl { difficulty } => vec![-difficulty],
            ItemModel::TwoPl { discrimination, difficulty } => vec![*discrimination, -discrimination * difficulty],
            ItemModel::ThreePl { discrimination, difficulty, guessing } => vec![*discrimination, -discrimination * difficulty, to_logit(*guessing)],
            ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => {
                vec![*discrimination, -discrimination * difficulty, to_logit(*guessing), to_logit(*ceiling)]
            }
            ItemModel::Grm { discrimination, thresholds } => std::iter::once(*discrimination).chain(thresholds.iter().map(|b| -discrimination * b)).collect(),
            ItemModel::Pcm { steps } => cumulated(steps, 1.0).collect(),
            ItemModel::Gpcm { discrimination, steps } => std::iter::once(*discrimination).chain(cumulated(steps, *discrimination)).collect(),
            ItemModel::Rsm { difficulty, offsets } => {
                let mean = offsets.iter().fold(0.0, |sum, offset| sum + offset) / offsets.len() as f64;
                let centred: Vec<f64> = offsets.iter().map(|offset| offset - mean).collect();
                let shared = cumulated(&centred, 1.0).take(offsets.len().saturating_sub(1));
                std::iter::once(-(difficulty + mean)).chain(shared).collect()
            }
            ItemModel::Nrm { slopes, intercepts } => slopes.iter().chain(intercepts).copied().collect(),
        };
        Self { family: Family::of(model), categories: model.categories(), values }
    }
}

/// The largest size of the logit of an asymptote: 6 in a million from 0 or 1, which no data can tell from 0 or 1.
pub const LOGIT_LIMIT: f64 = 12.0;

/// The probability of a logit.
pub(super) fn from_logit(logit: f64) -> f64 {
    let small = libm::exp(-logit.abs());
    if logit >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) }
}

/// The logit of a probability, limited to ±[`LOGIT_LIMIT`].
pub(super) fn to_logit(probability: f64) -> f64 {
    libm::log(probability / (1.0 - probability)).clamp(-LOGIT_LIMIT, LOGIT_LIMIT)
}

/// Steps from cumulated intercepts: `b_k` = (`d_(k−1)` − `d_k`) / a.
fn steps(intercepts: &[f64], slope: f64) -> Vec<f64> {
    let before = std::iter::once(&0.0).chain(intercepts);
    before.zip(intercepts).map(|(before, own)| (before - own) / slope).collect()
}

/// Cumulated intercepts from steps: `d_k` = −a (`b_1` + … + `b_k`).
fn cumulated(steps: &[f64], slope: f64) -> impl Iterator<Item = f64> + '_ {
    steps.iter().scan(0.0, move |sum, step| {
        *sum -= slope * step;
        Some(*sum)
    })
}
