//! Growth: what two positionings say of the true change, and what practice says since, which is a sign and no result.

use domain::access::{Authorised, Learn};
use domain::learning::growth::{Belief, Growth, Measured, growth};
use domain::profile::DomainResult;
use psychometrics::ability::Posterior;
use uuid::Uuid;

use super::plan::person_of;
use super::standing::{self, Standing};
use crate::app::App;
use crate::service::Result;
use crate::service::assess::{self, Finished};

/// What became of somebody.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Between the last two positionings of the same domains; none before the second.
    pub between: Option<Between>,
    /// What practice says since the last.
    pub since: Since,
}

/// Two positionings, compared.
#[derive(Debug, Clone)]
pub struct Between {
    /// The earlier: its session, and when it ended.
    pub then: (Uuid, i64),
    /// The later.
    pub now: (Uuid, i64),
    /// Per domain, by its code.
    pub domains: Vec<(String, Growth)>,
}

/// What practice says since the last positioning.
#[derive(Debug, Clone)]
pub struct Since {
    /// When that was; none when there was none.
    pub measured_at: Option<i64>,
    /// Questions answered since, in modules, rounds and claims.
    pub answered: u32,
    /// Per domain, by its code, which way they point; those alone in which something was answered.
    pub signs: Vec<(String, Sign)>,
}

/// Which way practice points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Nowhere.
    Same,
}

/// A tenth of the population's spread: less is not worth a word.
const WORTH_SAYING: f64 = 0.1;

/// What became of somebody.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn progress(app: &App, learner: &Authorised<Learn>) -> Result<Progress> {
    let standing = standing::read(app, learner).await?;
    let results = assess::history(app, person_of(learner), None).await?.0;
    Ok(Progress { between: between(&standing, &results), since: since(&standing) })
}

fn between(standing: &Standing, results: &[Finished]) -> Option<Between> {
    let (later, before) = results.split_last()?;
    let of = |result: &Finished, code: &str| result.profile.domains.iter().find(|d| d.code == code).cloned();
    let earlier = before.iter().rfind(|earlier| later.profile.domains.iter().all(|d| of(earlier, &d.code).is_some()))?;
    let prior = Posterior::from_prior(&standing.edition.prior);
    let measured = |result: &DomainResult| Measured { estimate: result.estimate, standard_error: result.standard_error };
    let domains = later.profile.domains.iter().filter_map(|now| {
        let dimension = standing.edition.framework.dimension(&now.code)?;
        let belief = Belief::of_population(prior.mean[dimension], prior.standard_error(dimension));
        Some((now.code.clone(), growth(measured(&of(earlier, &now.code)?), measured(now), belief)))
    });
    Some(Between { then: (earlier.session, earlier.at), now: (later.session, later.at), domains: domains.collect() })
}

fn since(standing: &Standing) -> Since {
    let measured_at = standing.session.map(|(_, at)| at);
    let Some(at) = measured_at else { return Since { measured_at, answered: 0, signs: Vec::new() } };
    let (framework, refined) = (&standing.edition.framework, standing.refine(&standing.measured));
    let answered: Vec<usize> =
        standing.answers.iter().filter(|a| a.at > at).filter_map(|a| Some(standing.edition.pool[standing.edition.place(&a.item_id)?].domain)).collect();
    let of = |abilities: &Posterior, code: &str| {
        let members: Vec<f64> = framework.competences.iter().zip(&abilities.mean).filter(|(c, _)| c.domain == code).map(|(_, mean)| *mean).collect();
        members.iter().sum::<f64>() / members.len().max(1) as f64
    };
    let signs = framework.domains.iter().enumerate().filter(|(d, _)| answered.contains(d)).map(|(_, domain)| {
        let rose = of(&refined, &domain.code) - of(&standing.measured, &domain.code);
        let sign = if rose >= WORTH_SAYING {
            Sign::Up
        } else if rose <= -WORTH_SAYING {
            Sign::Down
        } else {
            Sign::Same
        };
        (domain.code.clone(), sign)
    });
    Since { measured_at, answered: u32::try_from(answered.len()).unwrap_or(u32::MAX), signs: signs.collect() }
}
