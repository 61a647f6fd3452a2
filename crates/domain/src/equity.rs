//! Whether everybody is reached alike: which groups lag behind, and where to begin.
//!
//! It is about who took part, never about what they can do: completion is no result.

use crate::evidence::Share;

/// A group of people: those of a unit, of a trade, of an establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub key: String,
    /// How many people it has.
    pub people: u32,
    /// How many of them were reached.
    pub reached: u32,
}

/// How a group stands beside all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The group.
    pub group: Group,
    /// Who was reached, with the interval in which chance alone would leave a group of this size.
    pub share: Share,
    /// Whether fewer were reached than among all, by more than chance explains.
    pub is_behind: bool,
}

/// How evenly people are reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Equity {
    /// Of all of them.
    pub all: Share,
    /// 1 when every group has its part of those who were reached; less by the part of them who would have to belong to another group for that
    /// (1 − the index of Hoover). `None` while nobody was reached.
    pub index: Option<f64>,
    /// Groups, those behind first, and among them the one with most people still to be reached first.
    pub groups: Vec<Standing>,
}

/// Compares groups of people. Groups without people are left out.
pub fn equity(groups: Vec<Group>) -> Equity {
    let (people, reached) = groups.iter().fold((0.0, 0.0), |(p, r), g| (p + f64::from(g.people), r + f64::from(g.reached)));
    let all = Share::of(reached, people);
    let standing = |group: Group| {
        let share = Share::of(f64::from(group.reached), f64::from(group.people));
        Standing { is_behind: share.high < all.value, group, share }
    };
    let index = (reached > 0.0).then(|| {
        let apart: f64 = groups.iter().map(|g| (f64::from(g.reached) / reached - f64::from(g.people) / people).abs()).sum();
        1.0 - apart / 2.0
    });
    let mut groups: Vec<Standing> = groups.into_iter().filter(|group| group.people > 0).map(standing).collect();
    let missing = |one: &Standing| one.group.people.saturating_sub(one.group.reached);
    groups.sort_by(|a, b| b.is_behind.cmp(&a.is_behind).then_with(|| missing(b).cmp(&missing(a))).then_with(|| a.group.key.cmp(&b.group.key)));
    Equity { all, index, groups }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(key: &str, people: u32, reached: u32) -> Group {
        Group { key: key.into(), people, reached }
    }

    #[test]
    fn who_is_reached_alike_has_the_whole_index() {
        let even = equity(vec![group("a", 100, 50), group("b", 20, 10)]);
        assert_eq!(even.index, Some(1.0));
        assert!(even.groups.iter().all(|one| !one.is_behind));
        let one_sided = equity(vec![group("a", 50, 50), group("b", 50, 0)]);
        assert_eq!(one_sided.index, Some(0.5), "half of those reached would have to belong to the other half");
        assert_eq!(equity(vec![group("a", 5, 0)]).index, None);
        assert_eq!(equity(Vec::new()).groups, Vec::new());
    }

    #[test]
    fn who_lags_comes_first_and_the_largest_gap_before_the_others() {
        let found = equity(vec![group("jour", 200, 160), group("nuit", 60, 15), group("bloc", 90, 20), group("un", 1, 0), group("vide", 0, 0)]);
        let order: Vec<&str> = found.groups.iter().map(|one| one.group.key.as_str()).collect();
        assert_eq!(order, ["bloc", "nuit", "jour", "un"]);
        assert!(found.groups[0].is_behind && found.groups[1].is_behind);
        assert!(!found.groups[3].is_behind, "one person who has not come yet is chance, not a gap");
    }
}
