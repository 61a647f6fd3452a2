//! Links from means and standard deviations of the item parameters.

use super::{LinkingError, Method, Transformation};
use crate::model::ItemModel;

/// Every step or threshold of a graded item counts as a difficulty; its discrimination counts once.
pub(super) fn link(source: &[ItemModel], target: &[ItemModel], method: Method, is_slope_fixed: bool) -> Result<Transformation, LinkingError> {
    let (source_places, target_places) = (difficulties(source), difficulties(target));
    let slope = if is_slope_fixed {
        1.0
    } else {
        match method {
            Method::MeanSigma => deviation(&target_places) / deviation(&source_places),
            Method::MeanGeometricMean => libm::exp(mean(&log_discriminations(source)) - mean(&log_discriminations(target))),
            _ => mean(&discriminations(source)) / mean(&discriminations(target)),
        }
    };
    // 0 / 0 or x / 0 where all difficulties are the same.
    Transformation::new(slope, mean(&target_places) - slope * mean(&source_places)).map_err(|_| LinkingError::NotIdentified)
}

fn discriminations(items: &[ItemModel]) -> Vec<f64> {
    items.iter().map(ItemModel::discrimination).collect()
}

fn log_discriminations(items: &[ItemModel]) -> Vec<f64> {
    items.iter().map(|item| libm::log(item.discrimination())).collect()
}

fn difficulties(items: &[ItemModel]) -> Vec<f64> {
    let mut places = Vec::new();
    for item in items {
        match item {
            ItemModel::Gpcm { steps: cells, .. } | ItemModel::Pcm { steps: cells } | ItemModel::Grm { thresholds: cells, .. } => places.extend(cells),
            ItemModel::Rsm { difficulty, offsets } => places.extend(offsets.iter().map(|offset| difficulty + offset)),
            _ => places.push(item.difficulty()),
        }
    }
    places
}

fn mean(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value) / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let centre = mean(values);
    (values.iter().fold(0.0, |sum, value| sum + (value - centre) * (value - centre)) / values.len() as f64).sqrt()
}
