//! Sympson and Hetter's control parameters.

/// One step towards parameters k with P(asked) = k P(selected) ≤ `rate` for every item (Sympson and Hetter, 1985).
///
/// A selected item is asked with probability kᵢ, else put aside for this person. From the share of simulated persons for whom each item was selected with the present parameters, the next
/// ones are kᵢ = rate / P(selectedᵢ) where that share is above the rate, and 1 elsewhere. An item never selected keeps k = 1: nothing is known against it. So that nobody runs out of items, the `length` largest parameters are set to 1, ties to the
/// lowest position.
///
/// `None` when the rate is not above 0 and at most 1.
///
/// The parameters hold for the population, bank, rule and length of the simulation, and for nothing else: repeat with
/// [`Simulation`](crate::administration::Simulation) until the largest exposure rate stays near `rate` ([`sympson_hetter_parameters`](crate::administration::sympson_hetter_parameters) does). The largest rate oscillates a little above `rate` and cannot be below length / items.
pub fn next_parameters(selected: &[u64], persons: u64, rate: f64, length: usize) -> Option<Vec<f64>> {
    if rate.is_nan() || rate <= 0.0 || rate > 1.0 {
        return None;
    }
    let mut parameters: Vec<f64> = selected
        .iter()
        .map(|count| {
            let share = *count as f64 / (persons.max(1)) as f64;
            if share > rate { rate / share } else { 1.0 }
        })
        .collect();
    let mut order: Vec<usize> = (0..parameters.len()).collect();
    order.sort_by(|left, right| parameters[*right].total_cmp(&parameters[*left]).then(left.cmp(right)));
    for item in order.into_iter().take(length) {
        parameters[item] = 1.0;
    }
    Some(parameters)
}
