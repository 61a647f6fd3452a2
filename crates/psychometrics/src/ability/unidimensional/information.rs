//! A test's information, its slope and curvature, and Warm's J.

use crate::model::ItemModel;

/// What a set of items promises at one ability, before any answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TestInformation {
    /// I: Fisher's expected information, in units of 1/θ².
    pub information: f64,
    /// I′, its derivative in θ.
    pub slope: f64,
    /// I″, its second derivative.
    pub curvature: f64,
    /// J = Σ P′ P″ / P over items and categories (Warm, 1989; Samejima, 1998). I′ unless there is guessing or a ceiling.
    pub bias: f64,
    /// J′, its derivative.
    pub bias_slope: f64,
}

/// The information of a test at an ability, with its derivatives.
///
/// With u, u₂, u₃ the derivatives of ln P of a category: I = Σ P u², I′ = Σ P (u³ + 2 u u₂),
/// I″ = Σ P (u⁴ + 5 u² u₂ + 2 u₂² + 2 u u₃), J = Σ P u (u² + u₂), J′ = Σ P (u⁴ + 4 u² u₂ + u₂² + u u₃).
pub fn test_information<'a>(items: impl IntoIterator<Item = &'a ItemModel>, theta: f64) -> TestInformation {
    let mut sum = TestInformation::default();
    for item in items {
        sum.information += item.expected_information(theta);
        for category in 0..item.categories() {
            let probability = item.probability(theta, category);
            let (u, second) = item.score_derivatives(theta, category);
            let (third, _) = item.higher_derivatives(theta, category);
            let squared = u * u;
            sum.slope += probability * (u * (squared + 2.0 * second));
            sum.curvature += probability * (squared * (squared + 5.0 * second) + 2.0 * (second * second + u * third));
            sum.bias += probability * (u * (squared + second));
            sum.bias_slope += probability * (squared * (squared + 4.0 * second) + second * second + u * third);
        }
    }
    sum
}
