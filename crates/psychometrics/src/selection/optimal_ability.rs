//! The ability at which an item is most informative.

use crate::model::ItemModel;

/// Minus the distance between the estimated ability and the ability at which the item is most informative, −|θ* − θ̂| (Barrada, Mazuela and
/// Olea, 2006; Magis, 2013; catR: thOpt).
pub fn value(model: &ItemModel, theta: f64) -> f64 {
    -(ability(model) - theta).abs()
}

/// The ability at which the item's expected information is largest.
///
/// Right/wrong items: θ* = b + ln((P* − c) / (d − P*)) / a, where P* is the middle root of the cubic on which the slope of the information vanishes (Magis, 2013). It is solved
/// by trigonometry:
/// with u = −3/4 + (c + d − 2cd)/2 and v = (c + d − 1)/4, P* = 2 √(−u/3) cos(⅓ arccos(−½ v √(−27/u³)) + 4π/3) + ½. For the 3PL that is Birnbaum's
/// b + ln((1 + √(1 + 8c)) / 2) / a, for the 1PL and 2PL b itself.
///
/// Other models have no closed form and can have several maxima: the highest of [`SEARCH_POINTS`] points from the lowest step − 4/a to the highest step + 4/a, then golden section between its neighbours
/// to 1e-9.
pub fn ability(model: &ItemModel) -> f64 {
    match model {
        ItemModel::OnePl { difficulty } | ItemModel::TwoPl { difficulty, .. } => *difficulty,
        ItemModel::ThreePl { discrimination, difficulty, guessing } => difficulty + libm::log(0.5 * (1.0 + (1.0 + 8.0 * guessing).sqrt())) / discrimination,
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => difficulty + optimal_logit(*guessing, *ceiling) / discrimination,
        ItemModel::Gpcm { discrimination, steps: cells } | ItemModel::Grm { discrimination, thresholds: cells } => search(model, cells, 0.0, *discrimination),
        ItemModel::Pcm { steps } => search(model, steps, 0.0, 1.0),
        ItemModel::Rsm { difficulty, offsets } => search(model, offsets, *difficulty, 1.0),
        ItemModel::Nrm { slopes, intercepts } => {
            // Where each category overtakes the one before, in the order of slopes, is near enough: the search is wide.
            let crossings: Vec<f64> =
                slopes.iter().zip(intercepts).filter(|(slope, _)| **slope != 0.0).map(|(slope, intercept)| (-intercept / slope).clamp(-1e3, 1e3)).collect();
            search(model, &crossings, 0.0, model.discrimination())
        }
    }
}

/// ln((P* − c) / (d − P*)).
fn optimal_logit(guessing: f64, ceiling: f64) -> f64 {
    let u = -0.75 + (guessing + ceiling - 2.0 * guessing * ceiling) / 2.0;
    let v = (guessing + ceiling - 1.0) / 4.0;
    let inner = (-v * (-27.0 / (u * u * u)).sqrt() / 2.0).clamp(-1.0, 1.0);
    let best = 2.0 * (-u / 3.0).sqrt() * libm::cos(libm::acos(inner) / 3.0 + 4.0 * std::f64::consts::PI / 3.0) + 0.5;
    let logit = libm::log((best - guessing) / (ceiling - best));
    if logit.is_finite() { logit } else { 0.0 }
}

/// How many points the search looks at first.
pub const SEARCH_POINTS: usize = 201;

fn search(model: &ItemModel, cells: &[f64], centre: f64, slope: f64) -> f64 {
    let (low, high) = cells.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), cell| (low.min(*cell), high.max(*cell)));
    let reach = (4.0 / slope).min(1e3);
    let (low, high) = if low <= high { (centre + low - reach, centre + high + reach) } else { (-reach, reach) };
    let step = (high - low) / (SEARCH_POINTS - 1) as f64;
    let point = |index: usize| low + step * index as f64;
    let (mut best, mut most) = (0, f64::NEG_INFINITY);
    for index in 0..SEARCH_POINTS {
        let information = model.expected_information(point(index));
        if information > most {
            (best, most) = (index, information);
        }
    }
    golden_section(point(best) - step, point(best) + step, |theta| model.expected_information(theta))
}

/// Kiefer's search (1953) for the maximum of a function with one summit between two points.
fn golden_section(mut low: f64, mut high: f64, function: impl Fn(f64) -> f64) -> f64 {
    const SHARE: f64 = 0.618_033_988_749_894_9;
    let (mut left, mut right) = (high - SHARE * (high - low), low + SHARE * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..60 {
        if at_left >= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - SHARE * (high - low);
            at_left = function(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + SHARE * (high - low);
            at_right = function(right);
        }
    }
    low + (high - low) / 2.0
}
