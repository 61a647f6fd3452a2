//! What uncertain abilities say of a group: its mean, and the share of its people at a level.
//!
//! | | from |
//! |---|---|
//! | [`group_mean`] | posterior means, un-shrunk: the moment estimate of a normal-normal model (Fay and Herriot, 1979; Mislevy, 1984, on why the mean of EAPs will not do) |
//! | [`Share`] | the expected number of people, with the variance of a sum of independent trials (Poisson, 1837) |
//! | [`difference`] | of two groups that share nobody's error |
//!
//! Everything is made of sums over people, so that groups can be added without looking at anybody again. What was measured of both:
//! `docs/models/groups.md`.

use crate::ability::{AbilityError, Posterior, Prior};
use crate::distribution::{normal_cdf, normal_quantile};
use crate::matrix::SymmetricMatrix;

/// Mean abilities of a group of `people` with the covariance of that estimate, from sums over them: `offsets`, posterior mean minus the prior's;
/// `covariances`, posterior covariances. All posteriors must come from this prior.
///
/// A posterior mean is drawn to the prior: E(mᵢ | θᵢ) = μ₀ + (I − Sᵢ Σ₀⁻¹)(θᵢ − μ₀). Summed over people and solved for the mean of θ,
///
/// μ = μ₀ + Σ₀ A⁻¹ Σ(mᵢ − μ₀), with A = n Σ₀ − Σ Sᵢ, and Cov(μ) = Σ₀ A⁻¹ Σ₀,
///
/// since Cov(mᵢ) = Σ₀ − Sᵢ in a population that varies as the prior does. That covariance holds both errors, of measurement and of who happens to be in
/// the group: it compares groups as if each were drawn from many.
///
/// # Errors
/// [`AbilityError::NothingToEstimateFrom`] for nobody, [`AbilityError::SizesDiffer`], [`AbilityError::NotFinite`], and [`AbilityError::Covariance`] when
/// the answers said nothing of some ability.
///
/// ```
/// use psychometrics::ability::Prior;
/// use psychometrics::groups::group_mean;
/// use psychometrics::matrix::SymmetricMatrix;
///
/// // Twenty people with reliability 0.75 whose posterior means are −0.6 on average: the group is at −0.8.
/// let prior = Prior::new(vec![0.0], SymmetricMatrix::identity(1))?;
/// let group = group_mean(&prior, 20, &[-12.0], &SymmetricMatrix::from_rows(1, vec![5.0])?)?;
/// assert!((group.mean[0] + 0.8).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_mean(prior: &Prior, people: u64, offsets: &[f64], covariances: &SymmetricMatrix) -> Result<Posterior, AbilityError> {
    let size = prior.dimensions();
    if people == 0 {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    if offsets.len() != size || covariances.size() != size {
        return Err(AbilityError::SizesDiffer { mean: offsets.len(), covariance: covariances.size() });
    }
    if offsets.iter().chain(covariances.as_slice()).any(|value| !value.is_finite()) {
        return Err(AbilityError::NotFinite);
    }
    let believed = prior.covariance();
    let mut learned = SymmetricMatrix::zeros(size);
    for row in 0..size {
        for column in 0..=row {
            learned.set(row, column, people as f64 * believed.get(row, column) - covariances.get(row, column));
        }
    }
    let factor = learned.covariance_factor()?;
    let shift = believed.multiply(&factor.solve(offsets));
    let columns: Vec<Vec<f64>> = (0..size).map(|column| believed.multiply(&factor.solve(believed.row(column)))).collect();
    let mut covariance = SymmetricMatrix::zeros(size);
    for (row, values) in columns.iter().enumerate() {
        for (column, value) in values.iter().enumerate().take(row + 1) {
            covariance.set(row, column, *value);
        }
    }
    Ok(Posterior { mean: prior.mean().iter().zip(shift).map(|(mean, shift)| mean + shift).collect(), covariance })
}

/// The share of a group of which something holds, each of its people with a probability of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Expected share, between 0 and 1.
    pub value: f64,
    /// Its standard deviation.
    pub standard_error: f64,
}

impl Share {
    /// From sums over people: of their probabilities, and of these squared. `None` for nobody.
    pub fn of(people: f64, probabilities: f64, squares: f64) -> Option<Self> {
        (people > 0.0).then(|| Self { value: (probabilities / people).clamp(0.0, 1.0), standard_error: (probabilities - squares).max(0.0).sqrt() / people })
    }

    /// The share of a group whose mean is not where its people's posteriors say: moved by `shift` standard deviations of the prior (un-shrunk mean minus
    /// plain mean of the posteriors). For the share **above** a cut; the one below is its complement.
    ///
    /// Probabilities under the population's prior are drawn to the population as posterior means are. In a normal group that varies as the population
    /// does, of people measured with reliability r, they add up to Φ(r μ − c) where Φ(μ − c) is true: on the scale of the normal deviate they are off
    /// by (1 − r) μ, which is what the mean was off by. Un-shrinking makes errors of measurement larger by 1/√r; `reliability` is σ₀² / (n Var(μ)), what
    /// the un-shrunk mean of n people says of it.
    #[must_use]
    pub fn moved(&self, shift: f64, reliability: f64) -> Self {
        if self.value <= 0.0 || self.value >= 1.0 || !shift.is_finite() || reliability.is_nan() || reliability <= 0.0 {
            return *self;
        }
        let deviate = normal_quantile(self.value);
        let steeper = normal_density(deviate + shift) / normal_density(deviate).max(f64::MIN_POSITIVE);
        Self { value: normal_cdf(deviate + shift), standard_error: self.standard_error * steeper / reliability.min(1.0).sqrt() }
    }

    /// Where the share lies with this probability: the normal interval, cut at 0 and 1.
    pub fn interval(&self, probability: f64) -> (f64, f64) {
        let reach = normal_quantile(f64::midpoint(1.0, probability)) * self.standard_error;
        ((self.value - reach).max(0.0), (self.value + reach).min(1.0))
    }
}

fn normal_density(deviate: f64) -> f64 {
    libm::exp(-0.5 * deviate * deviate) / (2.0 * std::f64::consts::PI).sqrt()
}

/// How much a value differs from an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Later minus earlier.
    pub value: f64,
    /// Its standard deviation, both errors taken as independent.
    pub standard_error: f64,
    /// Probability that it rose.
    pub rose: f64,
}

/// The difference of two values with standard errors.
pub fn difference(earlier: (f64, f64), later: (f64, f64)) -> Difference {
    let value = later.0 - earlier.0;
    let standard_error = (earlier.1 * earlier.1 + later.1 * later.1).sqrt();
    let rose = if standard_error > 0.0 { normal_cdf(value / standard_error) } else { f64::midpoint(1.0, value.signum() * f64::from(u8::from(value != 0.0))) };
    Difference { value, standard_error, rose }
}
