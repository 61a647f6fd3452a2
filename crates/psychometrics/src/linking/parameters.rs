//! An item's parameters as a list of numbers, and back.

use crate::model::ItemModel;

/// The parameters in the order in which [`ItemModel`] declares them: a, b, c, d; a, steps; difficulty, offsets; slopes, intercepts.
pub(super) fn parameters(item: &ItemModel) -> Vec<f64> {
    match item {
        ItemModel::OnePl { difficulty } => vec![*difficulty],
        ItemModel::TwoPl { discrimination, difficulty } => vec![*discrimination, *difficulty],
        ItemModel::ThreePl { discrimination, difficulty, guessing } => vec![*discrimination, *difficulty, *guessing],
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => vec![*discrimination, *difficulty, *guessing, *ceiling],
        ItemModel::Gpcm { discrimination, steps: cells } | ItemModel::Grm { discrimination, thresholds: cells } => {
            std::iter::once(*discrimination).chain(cells.iter().copied()).collect()
        }
        ItemModel::Pcm { steps } => steps.clone(),
        ItemModel::Rsm { difficulty, offsets } => std::iter::once(*difficulty).chain(offsets.iter().copied()).collect(),
        ItemModel::Nrm { slopes, intercepts } => slopes.iter().chain(intercepts).copied().collect(),
    }
}

/// The item with one parameter, by its place in [`parameters`], moved.
pub(super) fn with_parameter_moved(item: &ItemModel, place: usize, by: f64) -> ItemModel {
    let mut moved = item.clone();
    match &mut moved {
        ItemModel::OnePl { difficulty } => *difficulty += by,
        ItemModel::TwoPl { discrimination, difficulty } => *[discrimination, difficulty][place] += by,
        ItemModel::ThreePl { discrimination, difficulty, guessing } => *[discrimination, difficulty, guessing][place] += by,
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => *[discrimination, difficulty, guessing, ceiling][place] += by,
        ItemModel::Gpcm { discrimination: first, steps: rest }
        | ItemModel::Grm { discrimination: first, thresholds: rest }
        | ItemModel::Rsm { difficulty: first, offsets: rest } => match place.checked_sub(1) {
            None => *first += by,
            Some(place) => rest[place] += by,
        },
        ItemModel::Pcm { steps } => steps[place] += by,
        ItemModel::Nrm { slopes, intercepts } => match place.checked_sub(slopes.len()) {
            None => slopes[place] += by,
            Some(place) => intercepts[place] += by,
        },
    }
    moved
}
