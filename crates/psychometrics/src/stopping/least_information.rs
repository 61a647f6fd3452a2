//! Nothing left that would tell.

/// Whether no item left has at least `least` expected information at the provisional ability (Dodd, Koch and De Ayala, 1993: minimum
/// information stopping). `most` is the largest among the items that may still be asked, `None` when there is none.
pub fn reached(most: Option<f64>, least: f64) -> bool {
    most.is_none_or(|most| most < least)
}
