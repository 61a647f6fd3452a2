//! Sums over the people of a group.

use std::collections::BTreeMap;

use psychometrics::levels::level_probabilities;

use crate::bank::Edition;
use crate::profile::Profile;

/// Everything that is summed is in millionths.
pub(super) const UNIT: f64 = 1_000_000.0;

pub(super) fn whole(value: f64) -> i64 {
    (value * UNIT).round() as i64
}

/// What the results of some people add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many people.
    pub people: i64,
    /// Their abilities; absent for nobody, and where they were measured against different priors.
    pub ability: Option<Ability>,
    /// By domain, the code before.
    pub domains: BTreeMap<String, LevelSums>,
    /// By competence, the code before.
    pub competences: BTreeMap<String, LevelSums>,
}

/// Abilities of a group, in the order of the framework's domains. Matrices are lower triangles, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ability {
    /// Codes of the domains.
    pub codes: Vec<String>,
    /// Means of the prior, then its covariance: what makes sums comparable.
    pub prior: Vec<i64>,
    /// Σ posterior mean − prior mean.
    pub offsets: Vec<i64>,
    /// Σ posterior covariance.
    pub covariances: Vec<i64>,
}

/// Levels of a group in one domain or competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelSums {
    /// How many people.
    pub people: i64,
    /// Questions they answered there.
    pub answered: i64,
    /// Σ probability of each level, lowest first.
    pub levels: [i64; 4],
    /// Σ of these squared.
    pub squares: [i64; 4],
    /// Σ of the square of the probability of the two upper levels together.
    pub upper_squares: i64,
}

impl Sums {
    /// What one result adds. `scope` names the competences that were assessed; empty for all of them.
    pub fn of(profile: &Profile, edition: &Edition, scope: &[&str]) -> Self {
        let is_assessed = |competence: &str| scope.is_empty() || scope.contains(&competence);
        let framework = &edition.framework;
        let domains = profile.domains.iter().filter(|domain| framework.competences.iter().any(|c| c.domain == domain.code && is_assessed(&c.code)));
        let competences = profile.competences.iter().filter(|competence| is_assessed(&competence.code));
        let cuts = &edition.blueprint.levels.cuts;
        Self {
            people: 1,
            ability: Ability::of(profile, edition),
            domains: domains.map(|domain| (domain.code.clone(), LevelSums::one(domain.probabilities, domain.answered))).collect(),
            competences: competences
                .map(|competence| {
                    let mut probabilities = [0.0; 4];
                    let known = level_probabilities(competence.estimate, competence.standard_error, cuts);
                    probabilities.iter_mut().zip(known).for_each(|(to, from)| *to = from);
                    (competence.code.clone(), LevelSums::one(probabilities, competence.answered))
                })
                .collect(),
        }
    }

    /// Adds another group. The order does not matter.
    pub fn add(&mut self, other: &Self) {
        self.ability = match (self.people, other.people, self.ability.take()) {
            (0, _, _) => other.ability.clone(),
            (_, 0, mine) => mine,
            (_, _, mine) => mine.zip(other.ability.as_ref()).and_then(|(mine, theirs)| mine.plus(theirs)),
        };
        self.people += other.people;
        for (into, from) in [(&mut self.domains, &other.domains), (&mut self.competences, &other.competences)] {
            for (code, sums) in from {
                into.entry(code.clone()).or_default().add(sums);
            }
        }
    }

    /// The same without what is about some of the people only: competences of another version of the framework, or of another scope. What was
    /// released tells nobody apart as long as each sum is of everybody.
    #[must_use]
    pub fn of_everybody(mut self) -> Self {
        let people = self.people;
        self.domains.retain(|_, sums| sums.people == people);
        self.competences.retain(|_, sums| sums.people == people);
        self
    }
}

impl Ability {
    fn of(profile: &Profile, edition: &Edition) -> Option<Self> {
        let (prior, size) = (&edition.prior, edition.prior.dimensions());
        if profile.domains.len() != size || profile.covariance.len() != size * size {
            return None;
        }
        let triangle =
            |cell: &dyn Fn(usize, usize) -> f64| (0..size).flat_map(|row| (0..=row).map(move |column| (row, column))).map(|(r, c)| whole(cell(r, c))).collect();
        let mut named: Vec<i64> = prior.mean().iter().copied().map(whole).collect();
        named.append(&mut triangle(&|row, column| prior.covariance().get(row, column)));
        Some(Self {
            codes: profile.domains.iter().map(|domain| domain.code.clone()).collect(),
            prior: named,
            offsets: profile.domains.iter().zip(prior.mean()).map(|(domain, mean)| whole(domain.estimate - mean)).collect(),
            covariances: triangle(&|row, column| profile.covariance[row * size + column]),
        })
    }

    /// Both together; none when they were measured against different priors.
    fn plus(mut self, other: &Self) -> Option<Self> {
        let sizes = |ability: &Self| (ability.offsets.len(), ability.covariances.len());
        if self.codes != other.codes || self.prior != other.prior || sizes(&self) != sizes(other) {
            return None;
        }
        self.offsets.iter_mut().zip(&other.offsets).for_each(|(to, from)| *to += from);
        self.covariances.iter_mut().zip(&other.covariances).for_each(|(to, from)| *to += from);
        Some(self)
    }
}

impl LevelSums {
    fn one(probabilities: [f64; 4], answered: u32) -> Self {
        let upper = probabilities[2] + probabilities[3];
        Self {
            people: 1,
            answered: i64::from(answered),
            levels: probabilities.map(whole),
            squares: probabilities.map(|p| whole(p * p)),
            upper_squares: whole(upper * upper),
        }
    }

    fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.answered += other.answered;
        for level in 0..4 {
            self.levels[level] += other.levels[level];
            self.squares[level] += other.squares[level];
        }
        self.upper_squares += other.upper_squares;
    }
}
