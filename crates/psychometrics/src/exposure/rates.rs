//! How often items were used.

/// The use of the items over many tests.
#[derive(Clone, Debug, PartialEq)]
pub struct ExposureRates {
    /// For each item the share of tests that had it.
    pub rates: Vec<f64>,
    /// The mean number of items in a test.
    pub mean_length: f64,
    /// The largest rate.
    pub largest: f64,
    /// How many items no test had.
    pub unused: usize,
    /// The mean share of a test's items that another test has too (Chen, Ankenmann and Spray, 2003).
    pub overlap: f64,
}

/// The rates of tests given as lists of items. `None` without a test or an item; an item named that does not exist is not counted.
///
/// With N tests of mean length L and nᵢ uses of item i, the overlap is Σ nᵢ (nᵢ − 1) / (N (N − 1) L): the mean over all pairs of the items in common, by the mean length. For many tests that is
/// Σ rᵢ² / L; it cannot be below L / items, where all rates are equal.
pub fn exposure_rates<'a>(items: usize, tests: impl IntoIterator<Item = &'a [usize]>) -> Option<ExposureRates> {
    let mut counts = vec![0_u64; items];
    let mut persons = 0_u64;
    for test in tests {
        persons += 1;
        for item in test {
            if let Some(count) = counts.get_mut(*item) {
                *count += 1;
            }
        }
    }
    if persons == 0 || items == 0 {
        return None;
    }
    let rates: Vec<f64> = counts.iter().map(|count| *count as f64 / persons as f64).collect();
    let mean_length = counts.iter().sum::<u64>() as f64 / persons as f64;
    let pairs = counts.iter().fold(0.0, |sum, count| sum + *count as f64 * (count.saturating_sub(1)) as f64);
    let overlap = if persons > 1 && mean_length > 0.0 { pairs / (persons as f64 * (persons - 1) as f64 * mean_length) } else { 0.0 };
    let largest = rates.iter().copied().fold(0.0, f64::max);
    let unused = counts.iter().filter(|count| **count == 0).count();
    Some(ExposureRates { rates, mean_length, largest, unused, overlap })
}
