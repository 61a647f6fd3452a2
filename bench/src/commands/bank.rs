//! Simulated banks.

use psychometrics::model::ItemModel;
use psychometrics::random::Random;

/// 2PL items like those of bench/measurement/gen: a = 1.2 exp(0.3 z) within [0.4, 3], b standard normal within [−3, 3];
/// dimensions in turn.
pub fn draw_bank(items: usize, dimensions: usize, random: &mut Random) -> Vec<(ItemModel, usize)> {
    (0..items)
        .map(|item| {
            let discrimination = (1.2 * (0.3 * random.normal()).exp()).clamp(0.4, 3.0);
            let difficulty = random.normal().clamp(-3.0, 3.0);
            (ItemModel::TwoPl { discrimination, difficulty }, item % dimensions)
        })
        .collect()
}
