//! « I know this »: a claim on an objective, which counts once two or three questions bear it out.

use serde::{Deserialize, Serialize};

use crate::bank::Edition;
use crate::language::Language;

/// Right answers that bear a claim out, and wrong ones that do not: two of each, so two or three questions decide.
const DECIDE: usize = 2;
/// Questions that may be needed.
pub const QUESTIONS: usize = 2 * DECIDE - 1;

/// Days for which an objective rests once two wrong answers did not bear its claim out. Its questions and their answers are fresh in mind; tried again and
/// again, luck would pass for knowledge.
pub const REST_DAYS: i64 = 30;

/// What somebody says that they know, and what their answers said of it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Code of the objective.
    pub objective: String,
    /// For each question asked, in order, whether it won every point.
    pub answers: Vec<bool>,
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It counts for nothing yet.
    Open {
        /// Questions that are still to be asked, at the least.
        least: usize,
    },
    /// Its modules are left out.
    Held,
    /// Its modules are proposed like any others.
    NotHeld,
}

impl Claim {
    /// What the answers so far say: two right ones bear it out, two wrong ones do not. Later answers change nothing.
    pub fn verdict(&self) -> Verdict {
        let (mut right, mut wrong) = (0, 0);
        for answer in &self.answers {
            if *answer {
                right += 1;
            } else {
                wrong += 1;
            }
            if right == DECIDE {
                return Verdict::Held;
            }
            if wrong == DECIDE {
                return Verdict::NotHeld;
            }
        }
        Verdict::Open { least: DECIDE - right.max(wrong) }
    }
}

/// The questions that test a claim, as places in the pool: of this objective first, then of its competence, those nearest in difficulty to `cut`, none of
/// which gives another away. None that the person has `met` where enough others are left.
///
/// Empty when the bank has fewer than two: then the claim cannot be tested, and does not count.
pub fn questions(edition: &Edition, objective: &str, cut: f64, language: Language, met: &[usize]) -> Vec<usize> {
    let Some(place) = edition.framework.place_of(objective) else { return Vec::new() };
    let mut near: Vec<(bool, bool, f64, usize)> = edition
        .pool
        .iter()
        .enumerate()
        .filter(|(at, item)| edition.counts(*at as u16) && item.language == language && item.competence == place.competence)
        .map(|(at, item)| (met.contains(&at), item.item.objective != objective, (item.model.difficulty() - cut).abs(), at))
        .collect();
    near.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
    let mut chosen: Vec<usize> = Vec::new();
    for (.., at) in near {
        if chosen.len() < QUESTIONS && !chosen.iter().any(|other| edition.pool[at].enemies.contains(other)) {
            chosen.push(at);
        }
    }
    if chosen.len() < DECIDE { Vec::new() } else { chosen }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_or_three_questions_decide_a_claim_and_none_after() {
        let verdict = |answers: &[bool]| Claim { objective: "S1.01".into(), answers: answers.to_vec() }.verdict();
        assert_eq!(verdict(&[]), Verdict::Open { least: 2 });
        assert_eq!(verdict(&[true]), Verdict::Open { least: 1 });
        assert_eq!(verdict(&[true, true]), Verdict::Held);
        assert_eq!(verdict(&[false, true]), Verdict::Open { least: 1 });
        assert_eq!(verdict(&[false, true, true]), Verdict::Held);
        assert_eq!(verdict(&[false, false, true, true, true]), Verdict::NotHeld);
        assert_eq!(verdict(&[true, false, true, false, false]), Verdict::Held);
    }
}
