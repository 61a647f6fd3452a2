//! The nearest difficulty.

use crate::model::ItemModel;

/// Minus the distance between the item's difficulty and the estimated ability, −|b − θ̂| (Urry, 1970; catR: bOpt).
///
/// For the 1PL the same choice as maximum information; for others it leaves the most discriminating items to chance, which spreads their use. A
/// graded item's place is the mean of its steps or thresholds ([`ItemModel::difficulty`]); catR has this rule for right/wrong items only.
pub fn value(model: &ItemModel, theta: f64) -> f64 {
    -(model.difficulty() - theta).abs()
}
