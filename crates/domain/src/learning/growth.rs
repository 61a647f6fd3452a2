//! Growth between two measurements, said with its uncertainty, and so that regression to the mean is not sold as progress.

use psychometrics::levels::normal_cdf;
use serde::{Deserialize, Serialize};

/// An ability as it was estimated once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Posterior mean.
    pub estimate: f64,
    /// Posterior standard deviation; positive.
    pub standard_error: f64,
}

/// What is believed of abilities over time, before any answer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// Mean in the population.
    pub mean: f64,
    /// Standard deviation in the population.
    pub sd: f64,
    /// Correlation of the true ability now with the true ability then, at least 0 and below 1.
    pub stability: f64,
}

impl Belief {
    /// The blueprint's population, and a correlation over some months of 0.9: true changes have a standard deviation of 0.45.
    pub const fn of_population(mean: f64, sd: f64) -> Self {
        Self { mean, sd, stability: 0.9 }
    }
}

/// What may be said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Saying {
    /// It rose, with a probability of nine in ten or more.
    Rose,
    /// It fell, as surely.
    Fell,
    /// The answers do not say.
    Unclear,
}

/// A change of the true ability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// Later estimate minus earlier, as they were told: of people chosen for a low first one, this rises by itself.
    pub told: f64,
    /// The change as both measurements together say, standard deviations.
    pub change: f64,
    /// Its standard deviation.
    pub standard_error: f64,
    /// Probability that the true ability rose.
    pub rose: f64,
    /// What may be said.
    pub saying: Saying,
}

/// From this probability on a change is said.
const SURE: f64 = 0.9;

/// What two measurements say of the true change.
///
/// Both estimates are shrunk towards the population. That is taken off first, so that what the answers alone said is left: y with precision
/// λ = 1/SE² − 1/SD², none when the answers said nothing. Then both true abilities are estimated together, normal with the population's mean and
/// standard deviation and correlated by the belief's stability. A first measurement that was low by bad luck is thereby corrected by the second, and a
/// rise is no larger than both bear out.
pub fn growth(earlier: Measured, later: Measured, belief: Belief) -> Growth {
    let Belief { mean, sd, stability } = belief;
    let (before, after) = (said(earlier, belief), said(later, belief));
    // precision of (then, now): that of the population, plus what each measurement said
    let outside = 1.0 / (sd * sd * (1.0 - stability * stability));
    let (p11, p12, p22) = (outside + before.0, -outside * stability, outside + after.0);
    let prior = outside * (1.0 - stability) * mean;
    let (b1, b2) = (prior + before.1, prior + after.1);
    let determinant = p11 * p22 - p12 * p12;
    let (then, now) = ((p22 * b1 - p12 * b2) / determinant, (p11 * b2 - p12 * b1) / determinant);
    let change = now - then;
    let standard_error = ((p11 + p22 + 2.0 * p12) / determinant).sqrt();
    let rose = normal_cdf(change / standard_error);
    let saying = if rose >= SURE {
        Saying::Rose
    } else if rose <= 1.0 - SURE {
        Saying::Fell
    } else {
        Saying::Unclear
    };
    Growth { told: later.estimate - earlier.estimate, change, standard_error, rose, saying }
}

/// Precision of what the answers alone said, and precision times value.
fn said(measured: Measured, belief: Belief) -> (f64, f64) {
    let (population, posterior) = (1.0 / (belief.sd * belief.sd), 1.0 / (measured.standard_error * measured.standard_error));
    let precision = posterior - population;
    if precision > 0.0 { (precision, posterior * measured.estimate - population * belief.mean) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use psychometrics::random::Random;

    use super::*;

    const BELIEF: Belief = Belief::of_population(0.0, 1.0);
    /// Standard deviation of the error of a measurement.
    const NOISE: f64 = 0.55;

    fn measure(truth: f64, random: &mut Random) -> Measured {
        let y = truth + NOISE * random.normal();
        let precision = 1.0 + 1.0 / (NOISE * NOISE);
        Measured { estimate: y / (NOISE * NOISE) / precision, standard_error: (1.0 / precision).sqrt() }
    }

    #[test]
    fn nobody_of_the_lowest_quarter_who_did_not_change_is_sold_a_progress() {
        let mut random = Random::new(2026, 0);
        let (mut people, mut said, mut told) = (0.0, 0.0, 0.0);
        for _ in 0..20_000 {
            let truth = random.normal();
            let (earlier, later) = (measure(truth, &mut random), measure(truth, &mut random));
            if earlier.estimate < -0.6 {
                let growth = growth(earlier, later, BELIEF);
                people += 1.0;
                said += f64::from(u8::from(growth.saying == Saying::Rose));
                // what a difference of raw scores would say with the same confidence
                let raw = (later.estimate - earlier.estimate) * (1.0 + NOISE * NOISE) / (NOISE * (2.0_f64).sqrt());
                told += f64::from(u8::from(normal_cdf(raw) >= SURE));
            }
        }
        let (said, told) = (said / people, told / people);
        assert!(said < 0.05 && told > 3.0 * said, "said {said:.3}, a raw difference {told:.3} of {people} people");
    }

    #[test]
    fn what_is_said_of_the_change_is_as_probable_as_it_says() {
        let mut random = Random::new(7, 1);
        let (mut covered, mut bias, mut rose, mut sure) = (0, 0.0, 0, 0);
        let people = 20_000;
        for _ in 0..people {
            let then = random.normal();
            let now = BELIEF.stability * then + (1.0 - BELIEF.stability * BELIEF.stability).sqrt() * random.normal();
            let (earlier, later) = (measure(then, &mut random), measure(now, &mut random));
            let growth = growth(earlier, later, BELIEF);
            covered += u32::from(((now - then) - growth.change).abs() < 1.96 * growth.standard_error);
            if earlier.estimate < -0.6 {
                bias += (now - then) - growth.change;
            }
            if growth.saying == Saying::Rose {
                sure += 1;
                rose += u32::from(now > then);
            }
        }
        let share = f64::from(covered) / f64::from(people);
        assert!((share - 0.95).abs() < 0.006, "inside {share}");
        assert!((bias / f64::from(people)).abs() < 0.01, "{bias}");
        assert!(sure > 200 && f64::from(rose) / f64::from(sure) > SURE, "{rose} of {sure}");
    }

    #[test]
    fn a_measurement_without_an_answer_says_nothing() {
        let nothing = Measured { estimate: 0.0, standard_error: 1.0 };
        let found = growth(nothing, nothing, BELIEF);
        assert_eq!((found.change, found.rose, found.saying), (0.0, 0.5, Saying::Unclear));
        assert!((found.standard_error - (0.2_f64).sqrt()).abs() < 1e-12);
    }
}
