//! Which of several models of the same data: likelihood against the number of parameters.

use super::{FitError, indices};
use crate::distribution::chi_square_p_value;
use crate::responses::Responses;

/// What was reached and what it cost. Smaller criteria are better; they compare models of the *same* answers only.
///
/// ```
/// use psychometrics::fit::InformationCriteria;
///
/// let rasch = InformationCriteria { log_likelihood: -2466.937_599_582_22, parameters: 6, persons: 1000 };
/// let two_pl = InformationCriteria { log_likelihood: -2466.653_377_560_86, parameters: 10, persons: 1000 };
/// assert!((rasch.aic() - 4945.875_199_164_45).abs() < 1e-9);
/// // Four slopes more buy nothing here.
/// assert!(rasch.likelihood_ratio(&two_pl).is_some_and(|test| test.p > 0.9));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InformationCriteria {
    /// The marginal log-likelihood at its maximum.
    pub log_likelihood: f64,
    /// How many parameters were estimated.
    pub parameters: usize,
    /// How many persons.
    pub persons: usize,
}

/// A difference of two log-likelihoods, doubled, with its chi-square probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deviance {
    /// G² = 2 (ln L of the general model − ln L of the restricted one).
    pub g2: f64,
    /// How many parameters fewer the restricted model has; at least 1.
    pub degrees_of_freedom: usize,
    /// P(χ² > G²).
    pub p: f64,
    /// [`rmsea`](super::rmsea()) of G².
    pub rmsea: Option<f64>,
}

impl InformationCriteria {
    /// Akaike (1974): −2 ln L + 2 k.
    pub fn aic(&self) -> f64 {
        self.deviance() + 2.0 * self.parameters as f64
    }

    /// Hurvich and Tsai (1989), for few persons: AIC + 2 k (k + 1) / (N − k − 1); infinite when N ≤ k + 1.
    pub fn aicc(&self) -> f64 {
        let (count, parameters) = (self.persons as f64, self.parameters as f64);
        let rest = count - parameters - 1.0;
        if rest > 0.0 { self.aic() + 2.0 * parameters * (parameters + 1.0) / rest } else { f64::INFINITY }
    }

    /// Schwarz (1978): −2 ln L + k ln N.
    pub fn bic(&self) -> f64 {
        self.deviance() + self.parameters as f64 * libm::log(self.persons.max(1) as f64)
    }

    /// Sclove (1987), BIC with the number of persons replaced by (N + 2) / 24.
    pub fn sabic(&self) -> f64 {
        self.deviance() + self.parameters as f64 * libm::log((self.persons as f64 + 2.0) / 24.0)
    }

    /// Hannan and Quinn (1979): −2 ln L + 2 k ln ln N; without penalty below three persons, where ln ln N is not positive.
    pub fn hannan_quinn(&self) -> f64 {
        let penalty = libm::log(libm::log(self.persons.max(1) as f64).max(1.0));
        self.deviance() + 2.0 * self.parameters as f64 * penalty
    }

    /// The likelihood-ratio test of this model against a more general one that contains it. `None` when the other has not more parameters,
    /// or a log-likelihood is not finite. A G² below 0 (the general model did not converge) counts as 0.
    pub fn likelihood_ratio(&self, general: &Self) -> Option<Deviance> {
        let degrees_of_freedom = general.parameters.checked_sub(self.parameters).filter(|difference| *difference > 0)?;
        deviance(self.log_likelihood, general.log_likelihood, degrees_of_freedom, self.persons)
    }

    fn deviance(&self) -> f64 {
        -2.0 * self.log_likelihood
    }
}

/// The full-information G²: the model against the one that gives each pattern of answers its own probability (Bock and Aitkin, 1981).
///
/// 2 Σ r ln(r / N) − 2 ln L over the patterns seen, r times each; df = the number of possible patterns − 1 − `parameters`. `categories`
/// says how many categories each item has. Only for complete data. With more possible patterns than about N / 5 the chi-square
/// probability means nothing, whatever programs print: use [`limited_information`](super::limited_information()). `None` when no degree
/// of freedom is left.
pub fn pattern_deviance(responses: &Responses, categories: &[usize], log_likelihood: f64, parameters: usize) -> Result<Option<Deviance>, FitError> {
    if categories.len() != responses.items() {
        return Err(FitError::ItemsDiffer { models: categories.len(), items: responses.items() });
    }
    if !log_likelihood.is_finite() {
        return Err(FitError::OutOfRange);
    }
    let (mut rows, left_out) = super::complete_cases(responses);
    if left_out > 0 || rows.len() < 2 {
        return Err(FitError::TooFewCompletePersons { complete: rows.len() });
    }
    rows.sort_unstable();
    let count = rows.len() as f64;
    let saturated = rows.chunk_by(|left, right| left == right).fold(0.0, |sum, same| {
        let times = same.len() as f64;
        sum + times * libm::log(times / count)
    });
    let possible = categories.iter().try_fold(1_usize, |product, each| product.checked_mul(*each)).unwrap_or(usize::MAX);
    let degrees_of_freedom = possible.saturating_sub(1).saturating_sub(parameters);
    Ok(if degrees_of_freedom == 0 { None } else { deviance(log_likelihood, saturated, degrees_of_freedom, rows.len()) })
}

fn deviance(restricted: f64, general: f64, degrees_of_freedom: usize, persons: usize) -> Option<Deviance> {
    let g2 = 2.0 * (general - restricted).max(0.0);
    g2.is_finite().then(|| Deviance {
        g2,
        degrees_of_freedom,
        p: chi_square_p_value(g2, degrees_of_freedom),
        rmsea: indices::rmsea(g2, degrees_of_freedom, persons),
    })
}
