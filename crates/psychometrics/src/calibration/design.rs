//! What is estimated.

use super::Family;
use crate::model::ItemModel;

/// What is known of a number beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// Nothing: it is estimated.
    Free,
    /// It is this.
    Known(f64),
}

/// What is done with an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Its parameters are estimated.
    Estimate(Family),
    /// Its parameters are known and stay: an anchor (fixed item parameter calibration; Kim, 2006, *Journal of Educational Measurement* 43).
    Known(ItemModel),
}

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemDesign {
    /// What is done with it.
    pub task: Task,
    /// How many categories it has; `None` for one more than the highest that was given (2 for right/wrong families).
    pub categories: Option<usize>,
    /// Whether each group has parameters of its own (an item under suspicion of functioning differently).
    pub is_separate: bool,
}

/// The abilities of one group of persons: a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupDesign {
    /// Their mean.
    pub mean: Quantity,
    /// Their standard deviation. Free is searched for from 1, known is used as it is.
    pub sd: Quantity,
}

impl GroupDesign {
    /// N(0, 1): the group that defines the scale.
    pub const STANDARD: Self = Self { mean: Quantity::Known(0.0), sd: Quantity::Known(1.0) };
    /// Mean 0, standard deviation estimated: for Rasch's family, whose slope of 1 defines the unit.
    pub const CENTRED: Self = Self { mean: Quantity::Known(0.0), sd: Quantity::Free };
    /// Mean and standard deviation estimated: a focal group, or one with anchors.
    pub const FREE: Self = Self { mean: Quantity::Free, sd: Quantity::Free };
}

/// What is estimated: the items, the groups, who is in which.
///
/// ```
/// use psychometrics::calibration::{Design, Family, GroupDesign, Task};
/// use psychometrics::model::ItemModel;
///
/// // Ten new items beside two anchors.
/// let mut design = Design::of_one_family(Family::TwoPl, 12);
/// for (item, difficulty) in [(0, -0.5), (1, 0.5)] {
///     design.items[item].task = Task::Known(ItemModel::TwoPl { discrimination: 1.3, difficulty });
/// }
/// design.groups = vec![GroupDesign::FREE];
///
/// // Two groups; item 3 is allowed to differ between them.
/// let mut design = Design::of_one_family(Family::TwoPl, 12).with_groups(2, vec![0, 0, 1, 1]);
/// design.items[3].is_separate = true;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// One for each item of the data.
    pub items: Vec<ItemDesign>,
    /// One for each group; at least one.
    pub groups: Vec<GroupDesign>,
    /// Each person's group; empty when all are in the first.
    pub group_of: Vec<usize>,
}

impl Design {
    /// All items of one family, one group: N(0, 1), or for Rasch's family (1PL, PCM, RSM) mean 0 and its variance estimated.
    pub fn of_one_family(family: Family, items: usize) -> Self {
        Self::of_families(&vec![family; items])
    }

    /// Each item of its family, one group: N(0, 1), or mean 0 and a free variance when every item is of Rasch's family.
    pub fn of_families(families: &[Family]) -> Self {
        let item = |family: &Family| ItemDesign { task: Task::Estimate(*family), categories: None, is_separate: false };
        let is_rasch = families.iter().all(|family| family.has_unit_slope());
        let group = if is_rasch { GroupDesign::CENTRED } else { GroupDesign::STANDARD };
        Self { items: families.iter().map(item).collect(), groups: vec![group], group_of: Vec::new() }
    }

    /// Several groups: the first keeps its distribution (the reference), the others have free means and variances.
    #[must_use]
    pub fn with_groups(mut self, groups: usize, group_of: Vec<usize>) -> Self {
        self.groups.truncate(1);
        self.groups.resize(groups.max(1), GroupDesign::FREE);
        self.group_of = group_of;
        self
    }
}
