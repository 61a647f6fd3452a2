//! Keeping the classes of content in proportion, item by item.

use crate::random::Random;

/// Classes of content with the share that each should have of the test.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The class of each item of the bank, from 0.
    pub classes: Vec<usize>,
    /// The share of each class; at least one positive, none negative. They need not sum to 1.
    pub targets: Vec<f64>,
    /// How the next class is chosen.
    pub balancing: Balancing,
}

/// How the class of the next item is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balancing {
    /// The class whose share so far is furthest below its target; of equals, the first (Kingsbury and Zara, 1989: constrained CAT). The order of classes can be guessed.
    Constrained,
    /// A class drawn with probability proportional to the items it still lacks in a test of this length (Chen and Ankenmann, 2004: modified
    /// multinomial). The order cannot be guessed, and the proportions still come out.
    Multinomial {
        /// Items in the whole test.
        length: usize,
    },
}

impl Content {
    /// The classes in the order in which the next item is to be looked for, written over `order`: the chosen one first, then the others by what they lack, so that a class that has run out gives
    /// way.
    pub fn order(&self, asked: &[usize], random: &mut Random, order: &mut Vec<usize>) {
        let total = self.targets.iter().fold(0.0, |sum, target| sum + target);
        let count = |class: usize| asked.iter().filter(|item| self.classes.get(**item) == Some(&class)).count() as f64;
        let lacking = |class: usize| match self.balancing {
            Balancing::Constrained => self.targets[class] / total - count(class) / (asked.len().max(1)) as f64,
            Balancing::Multinomial { length } => self.targets[class] / total * length as f64 - count(class),
        };
        order.clear();
        order.extend((0..self.targets.len()).filter(|class| self.targets[*class] > 0.0));
        order.sort_by(|left, right| lacking(*right).total_cmp(&lacking(*left)).then(left.cmp(right)));
        if let Balancing::Multinomial { .. } = self.balancing {
            let owed: f64 = order.iter().fold(0.0, |sum, class| sum + lacking(*class).max(0.0));
            let mut place = random.uniform() * owed;
            let chosen = order.iter().position(|class| {
                place -= lacking(*class).max(0.0);
                place < 0.0
            });
            if let Some(chosen) = chosen {
                order[..=chosen].rotate_right(1);
            }
        }
        // A class without a target comes last: its items are asked only when there is no other.
        order.extend((0..self.targets.len()).filter(|class| self.targets[*class] <= 0.0));
    }
}
