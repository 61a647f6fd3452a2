//! The standardised log-likelihood of a pattern.

use super::{PersonFitError, checked};
use crate::ability::Response;
use crate::ability::unidimensional::{Criterion, test_information};

/// lz: how far the log-likelihood of the answers lies from its mean at this ability, in standard deviations (Drasgow, Levine and Williams, 1985;
/// for any number of categories). mirt's `Zh`.
///
/// (ℓ − E ℓ) / √Var ℓ with ℓ = Σ ln P(xᵢ), E ℓ = Σᵢ Σₖ P ln P, Var ℓ = Σᵢ [Σₖ P (ln P)² − (Σₖ P ln P)²].
///
/// Standard normal for long tests at the *true* ability. At an estimated one its variance is below 1, and −1.64 is passed by fewer than
/// 5%: use [`lz_star`].
pub fn lz(responses: &[Response<'_>], theta: f64) -> Result<f64, PersonFitError> {
    let answers = checked(responses, theta)?;
    let (mut distance, mut variance) = (0.0, 0.0);
    for response in answers.ordered() {
        let terms = || (0..response.model.categories()).map(|category| term(response.model.probability(theta, category)));
        let mean = terms().fold(0.0, |sum, (probability, log)| sum + probability * log);
        variance += terms().fold(0.0, |sum, (probability, log)| sum + probability * ((log - mean) * (log - mean)));
        distance += response.model.log_probability(theta, response.category) - mean;
    }
    standardised(distance, variance)
}

/// lz*: lz at an estimated ability, standard normal for long tests (Snijders, 2001; any number of categories: Sinharay, 2016).
///
/// The estimator has fitted the ability to the answers; what it took is removed from the weights ln P:
/// w̃ = ln P − c · P′/P with c = Σ P′ ln P / I. Then lz* = (ℓ − E ℓ + c r₀) / √(Σᵢ Varₖ w̃), where r₀ is what the estimator adds to the
/// score: nothing for maximum
/// likelihood, (mean − θ)/sd² for a posterior mode, J/(2I) for Warm's.
///
/// `criterion` says which estimator `theta` comes from; `theta` must be a summit of it (not a [`Bound`](crate::ability::Bound)). Posterior
/// means have no such theory: use the mode.
///
/// ```
/// use psychometrics::ability::unidimensional::{Criterion, Response, map};
/// use psychometrics::model::ItemModel;
/// use psychometrics::person_fit::lz_star;
///
/// let items: Vec<ItemModel> = (0..20).map(|step| ItemModel::TwoPl { discrimination: 1.5, difficulty: f64::from(step) * 0.2 - 1.9 }).collect();
/// let judge = |right: fn(usize) -> bool| {
///     let answers: Vec<Response> = items.iter().enumerate().map(|(place, model)| Response { model, category: usize::from(right(place)) }).collect();
///     lz_star(&answers, map(&answers, 0.0, 1.0).unwrap().theta, &Criterion::Normal { mean: 0.0, sd: 1.0 }).unwrap()
/// };
/// // The easy half right; the hard half right.
/// assert!(judge(|place| place < 10) > 0.0 && judge(|place| place >= 10) < -4.0);
/// ```
pub fn lz_star(responses: &[Response<'_>], theta: f64, criterion: &Criterion) -> Result<f64, PersonFitError> {
    let answers = checked(responses, theta)?;
    let test = test_information(answers.ordered().iter().map(|response| response.model), theta);
    if test.information <= f64::MIN_POSITIVE {
        return Err(PersonFitError::NoVariance);
    }
    let added = match criterion {
        Criterion::Likelihood => 0.0,
        Criterion::Normal { mean, sd } => {
            let pull = (mean - theta) / (sd * sd);
            if !pull.is_finite() {
                return Err(crate::ability::AbilityError::NotFinite.into());
            }
            pull
        }
        Criterion::Warm => test.bias / (2.0 * test.information),
        Criterion::Jeffreys => test.slope / (2.0 * test.information),
    };
    let each = || answers.ordered().iter().map(|response| response.model);
    let shared = each().fold(0.0, |sum, model| {
        (0..model.categories()).fold(sum, |sum, category| {
            let (probability, log) = term(model.probability(theta, category));
            sum + probability * (model.score_derivatives(theta, category).0 * log)
        })
    });
    let taken = shared / test.information;
    let (mut distance, mut variance) = (taken * added, 0.0);
    for response in answers.ordered() {
        let model = response.model;
        let (mut mean_log, mut mean_weight, mut square) = (0.0, 0.0, 0.0);
        for category in 0..model.categories() {
            let (probability, log) = term(model.probability(theta, category));
            let weight = log - taken * model.score_derivatives(theta, category).0;
            mean_log += probability * log;
            mean_weight += probability * weight;
            square += probability * (weight * weight);
        }
        variance += (square - mean_weight * mean_weight).max(0.0);
        distance += model.log_probability(theta, response.category) - mean_log;
    }
    standardised(distance, variance)
}

/// P and ln P; an impossible category counts for nothing.
fn term(probability: f64) -> (f64, f64) {
    if probability > 0.0 { (probability, libm::log(probability)) } else { (0.0, 0.0) }
}

fn standardised(distance: f64, variance: f64) -> Result<f64, PersonFitError> {
    let ratio = distance / variance.sqrt();
    // Rasch items of one difficulty: the score is the pattern, and only rounding is left.
    if variance > ROUNDING && ratio.is_finite() { Ok(ratio) } else { Err(PersonFitError::NoVariance) }
}

/// A variance that is nothing but rounding.
const ROUNDING: f64 = 1e-13;
