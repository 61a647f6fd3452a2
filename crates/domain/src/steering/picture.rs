//! Sums as what is shown of a group.

use std::collections::BTreeMap;

use psychometrics::ability::{Posterior, Prior};
use psychometrics::groups::{Difference, Share, difference, group_mean};
use psychometrics::matrix::SymmetricMatrix;

use super::sums::UNIT;
use super::{Ability, LevelSums, Sums};
use crate::framework::Framework;
use crate::profile::Level;

/// What is known of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// How many people.
    pub people: i64,
    /// Domains by code.
    pub domains: Vec<GroupLevel>,
    /// Competences by code.
    pub competences: Vec<GroupLevel>,
}

/// Levels of a group in one domain or competence.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupLevel {
    /// Code of the domain or competence.
    pub code: String,
    /// How many people.
    pub people: i64,
    /// Questions they answered there.
    pub answered: i64,
    /// Share at each level, lowest first.
    pub levels: [Share; 4],
    /// Share at each level or above, lowest first: the first is everybody.
    pub at_least: [Share; 4],
}

impl GroupLevel {
    fn of(code: &str, sums: &LevelSums, shift: Shift) -> Option<Self> {
        let people = sums.people as f64;
        let share = |probabilities: i64, squares: i64| Share::of(people, probabilities as f64 / UNIT, squares as f64 / UNIT);
        let mut levels = [Share { value: 0.0, standard_error: 0.0 }; 4];
        for (i, level) in levels.iter_mut().enumerate() {
            *level = share(sums.levels[i], sums.squares[i])?;
        }
        let lowest = levels[0];
        let base = Share { value: 1.0 - lowest.value, standard_error: lowest.standard_error };
        let upper = share(sums.levels[2] + sums.levels[3], sums.upper_squares)?;
        let moved = |share: Share| share.moved(shift.by, shift.reliability);
        let at_least = [Share { value: 1.0, standard_error: 0.0 }, moved(base), moved(upper), moved(levels[3])];
        for (i, level) in levels.iter_mut().enumerate() {
            level.value = (at_least[i].value - at_least.get(i + 1).map_or(0.0, |next| next.value)).max(0.0);
        }
        Some(Self { code: code.to_owned(), people: sums.people, answered: sums.answered, levels, at_least })
    }

    /// Share that is not yet at this level.
    pub fn below(&self, level: Level) -> Share {
        let reached = self.at_least[level as usize];
        Share { value: 1.0 - reached.value, standard_error: reached.standard_error }
    }
}

/// How far the shares of a group in a domain must be moved, in standard deviations of the prior: probabilities are drawn to the population as means
/// are ([`Share::moved`]).
#[derive(Debug, Clone, Copy)]
struct Shift {
    by: f64,
    reliability: f64,
}

impl Shift {
    const NONE: Self = Self { by: 0.0, reliability: 1.0 };
}

impl Picture {
    /// Of these sums. Competences are moved as their domain is: less than they would have to be, since fewer questions were asked there.
    pub fn of(sums: &Sums, framework: &Framework) -> Self {
        let shifts = sums.ability.as_ref().map(|ability| ability.shifts(sums.people)).unwrap_or_default();
        let shift = |domain: &str| shifts.get(domain).copied().unwrap_or(Shift::NONE);
        let domain_of = |code: &str| framework.competence(code).map_or("", |competence| competence.domain.as_str());
        Self {
            people: sums.people,
            domains: sums.domains.iter().filter_map(|(code, sums)| GroupLevel::of(code, sums, shift(code))).collect(),
            competences: sums.competences.iter().filter_map(|(code, sums)| GroupLevel::of(code, sums, shift(domain_of(code)))).collect(),
        }
    }

    /// The domain of this code.
    pub fn domain(&self, code: &str) -> Option<&GroupLevel> {
        self.domains.iter().find(|domain| domain.code == code)
    }

    /// The competence of this code.
    pub fn competence(&self, code: &str) -> Option<&GroupLevel> {
        self.competences.iter().find(|competence| competence.code == code)
    }
}

impl Ability {
    /// By domain; nothing where too little was learned.
    fn shifts(&self, people: i64) -> BTreeMap<&str, Shift> {
        let Some(group) = self.mean(people) else { return BTreeMap::new() };
        let n = people as f64;
        // place of a diagonal cell in a triangle written row by row
        let variance = |cells: &[i64], d: usize| cells.get(d * (d + 3) / 2).map_or(0.0, |cell| *cell as f64 / UNIT);
        let shift = |(d, code)| {
            let prior = variance(&self.prior[self.codes.len()..], d);
            let plain = (self.prior[d] as f64 + self.offsets[d] as f64 / n) / UNIT;
            (code, Shift { by: (group.mean[d] - plain) / prior.sqrt(), reliability: prior / (n * group.covariance.get(d, d)) })
        };
        self.codes.iter().map(String::as_str).enumerate().map(shift).collect()
    }

    /// Mean abilities of the group and their covariance, in the order of the codes; none where too little was learned of some.
    pub fn mean(&self, people: i64) -> Option<Posterior> {
        let size = self.codes.len();
        let number = |n: &i64| *n as f64 / UNIT;
        let matrix = |cells: &[i64]| {
            let mut matrix = SymmetricMatrix::zeros(size);
            let places = (0..size).flat_map(|row| (0..=row).map(move |column| (row, column)));
            for ((row, column), cell) in places.zip(cells) {
                matrix.set(row, column, number(cell));
            }
            matrix
        };
        let (means, covariance) = self.prior.split_at_checked(size)?;
        let prior = Prior::new(means.iter().map(number).collect(), matrix(covariance)).ok()?;
        let offsets: Vec<f64> = self.offsets.iter().map(number).collect();
        group_mean(&prior, u64::try_from(people).ok()?, &offsets, &matrix(&self.covariances)).ok()
    }
}

/// What changed in a domain between two groups, the second later.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Code of the domain.
    pub code: String,
    /// Share at the target before.
    pub before: Share,
    /// Share at the target now.
    pub after: Share,
    /// Their difference.
    pub share: Difference,
    /// Difference of mean abilities, where both are known: it is not drawn to the middle, and says how sure the direction is.
    pub ability: Option<Difference>,
}

/// What changed between two groups, domain by domain. They need not be the same people: what differs may be who came.
pub fn progress(before: &Sums, after: &Sums, framework: &Framework, target: Level) -> Vec<Progress> {
    let (earlier, later) = (Picture::of(before, framework), Picture::of(after, framework));
    let means = |sums: &Sums| sums.ability.as_ref().and_then(|ability| Some((ability.codes.clone(), ability.mean(sums.people)?)));
    let (mean_before, mean_after) = (means(before), means(after));
    let ability = |code: &str| {
        let of = |means: &Option<(Vec<String>, Posterior)>| {
            let (codes, posterior) = means.as_ref()?;
            let at = codes.iter().position(|c| c == code)?;
            Some((posterior.mean[at], posterior.standard_error(at)))
        };
        Some(difference(of(&mean_before)?, of(&mean_after)?))
    };
    let change = |now: &GroupLevel| {
        let (was, is) = (earlier.domain(&now.code)?.at_least[target as usize], now.at_least[target as usize]);
        let share = difference((was.value, was.standard_error), (is.value, is.standard_error));
        Some(Progress { code: now.code.clone(), before: was, after: is, share, ability: ability(&now.code) })
    };
    later.domains.iter().filter_map(change).collect()
}
