//! What one finished session adds to the sums.

use super::{Asked, AskedSums, Sums};
use crate::bank::Edition;
use crate::evidence::Line;
use crate::item::{Score, classes_of};
use crate::profile::Profile;

/// The part of one result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measure {
    /// Abilities and levels.
    pub sums: Sums,
    /// Questions answered that count.
    pub asked: Vec<Asked>,
}

impl Measure {
    /// Of a profile and the log it was made from. Questions on trial are left out: nobody has judged them yet.
    pub fn of(profile: &Profile, edition: &Edition, lines: &[Line], scope: &[&str]) -> Self {
        let asked = lines.iter().filter(|line| edition.counts(line.item)).map(|line| asked(edition, line)).collect();
        Self { sums: Sums::of(profile, edition, scope), asked }
    }
}

fn asked(edition: &Edition, line: &Line) -> Asked {
    let pooled = &edition.pool[usize::from(line.item)];
    let points = pooled.item.interaction.points();
    let classes = classes_of(&pooled.item.interaction, &line.shown, line.response.as_ref()).into_iter().map(|class| (class, 1)).collect();
    let full = i64::from(Score { won: line.won, points }.is_full());
    let sums = AskedSums { answers: 1, full, unknown: i64::from(line.response.is_none()), won: i64::from(line.won), points: i64::from(points), classes };
    Asked { hash: pooled.hash.clone(), item: pooled.item.id.clone(), sums }
}
