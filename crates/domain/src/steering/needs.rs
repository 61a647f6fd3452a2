//! What to train first, and for whom.

use psychometrics::groups::Share;

use super::{Picture, Sums};
use crate::framework::Framework;
use crate::profile::Level;

/// Which people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// All of them.
    Everybody,
    /// Those of a unit.
    Unit(String),
    /// Those of a trade.
    Trade(String),
}

/// The results of some people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Who.
    pub whom: Whom,
    /// Theirs.
    pub sums: Sums,
}

/// A domain in which some people are not yet where they should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Who.
    pub whom: Whom,
    /// How many they are.
    pub people: i64,
    /// Code of the domain.
    pub domain: String,
    /// Share that is not yet at the target.
    pub below: Share,
    /// Where it lies.
    pub interval: (f64, f64),
    /// The competence of the domain in which most are below, of those that were asked about.
    pub weakest: Option<String>,
}

/// Needs, the surest and largest first: in the order of the lower end of the interval, so that a large share of which little is known does not come
/// before one that is certain.
///
/// A part of the people has a need of its own where even the lower end of its interval is above what holds for everybody; otherwise the need is
/// everybody's, and is said once.
pub fn needs(groups: &[Group], framework: &Framework, target: Level, probability: f64) -> Vec<Need> {
    let of_group = |group: &Group| of_group(group, framework, target, probability);
    let everybody: Vec<Need> = groups.iter().filter(|group| group.whom == Whom::Everybody).flat_map(of_group).collect();
    let parts = groups.iter().filter(|group| group.whom != Whom::Everybody).flat_map(of_group);
    let own = |need: &Need| everybody.iter().find(|all| all.domain == need.domain).is_none_or(|all| need.interval.0 > all.below.value);
    let mut needs: Vec<Need> = parts.filter(own).collect();
    needs.extend(everybody.iter().cloned());
    needs.sort_by(|a, b| {
        b.interval.0.total_cmp(&a.interval.0).then_with(|| b.people.cmp(&a.people)).then_with(|| (&a.domain, &a.whom).cmp(&(&b.domain, &b.whom)))
    });
    needs
}

fn of_group(group: &Group, framework: &Framework, target: Level, probability: f64) -> Vec<Need> {
    let picture = Picture::of(&group.sums, framework);
    let need = |domain: &super::GroupLevel| {
        let below = domain.below(target);
        let inside = |code: &str| framework.competence(code).is_some_and(|c| c.domain == domain.code);
        let asked = picture.competences.iter().filter(|c| c.answered > 0 && inside(&c.code));
        let weakest = asked.max_by(|a, b| a.below(target).value.total_cmp(&b.below(target).value)).map(|c| c.code.clone());
        Need { whom: group.whom.clone(), people: picture.people, domain: domain.code.clone(), below, interval: below.interval(probability), weakest }
    };
    picture.domains.iter().map(need).collect()
}
