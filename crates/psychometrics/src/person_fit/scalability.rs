//! Whether a person finds easy what the others find easy.

use crate::responses::Responses;

/// Hᵀ of each person (Sijtsma and Meijer, 1992): the covariance of a person's right and wrong answers with those of all others, relative
/// to the largest
/// possible for their scores. No model is needed. Right/wrong items; a category above 0 counts as right.
///
/// 1 for a perfect agreement on the order of the items, 0 for none, negative for a reversed one; below 0.22 is often called aberrant
/// (Karabatsos, 2003). `None` for a person who
/// did not answer every item, and where the covariance cannot vary: everything right, everything wrong, nobody to compare with.
///
/// Only persons who answered every item are compared. All sums are of whole numbers: the order of the persons changes no bit.
pub fn person_scalability(responses: &Responses) -> Vec<Option<f64>> {
    let items = responses.items();
    let complete: Vec<bool> = (0..responses.persons()).map(|person| responses.answers(person).count() == items).collect();
    let right = |person: usize| responses.answers(person).filter(|(_, category)| *category > 0).map(|(item, _)| item);
    let mut by_item = vec![0_i128; items];
    let mut by_score = vec![0_i128; items + 1];
    for person in (0..responses.persons()).filter(|person| complete[*person]) {
        let mut score = 0;
        for item in right(person) {
            by_item[item] += 1;
            score += 1;
        }
        by_score[score] += 1;
    }
    let total: i128 = by_item.iter().sum();
    let size = items as i128;
    (0..responses.persons())
        .map(|person| {
            if !complete[person] {
                return None;
            }
            let (mut own, mut shared) = (0_i128, 0_i128);
            for item in right(person) {
                own += 1;
                // Without the person: each right answer is shared with all others who are right.
                shared += by_item[item] - 1;
            }
            // Both multiplied by items².
            let covariance = size * shared - own * (total - own);
            let largest = by_score.iter().enumerate().fold(0, |sum, (score, persons)| {
                let score = score as i128;
                let others = persons - i128::from(score == own);
                sum + others * (size * own.min(score) - own * score)
            });
            (largest > 0).then(|| covariance as f64 / largest as f64)
        })
        .collect()
}
