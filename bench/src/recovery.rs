//! How near estimates come to the truth.

/// Root mean square error. NaN for no value at all.
///
/// # Panics
/// When the lengths differ.
pub fn rmse(found: &[f64], truth: &[f64]) -> f64 {
    assert_eq!(found.len(), truth.len(), "one estimate for each true value");
    let squares = found.iter().zip(truth).fold(0.0, |sum, (found, truth)| sum + (found - truth) * (found - truth));
    (squares / found.len() as f64).sqrt()
}

/// The mean. NaN for no value at all.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_that_of_the_definition() {
        assert!((rmse(&[1.0, 2.0], &[4.0, 6.0]) - 12.5_f64.sqrt()).abs() < 1e-15);
        assert!((mean(&[1.0, 2.0, 6.0]) - 3.0).abs() < 1e-15);
    }
}
