//! The workshop: how a text becomes a question of the bank, and who decides.
//!
//! Two things are kept apart. A **text** is written, reviewed and approved ([`Stage`]); each time it is saved it is another revision.
//! An **item** stands somewhere in the bank ([`Standing`]): tried out, counting, out for a while, gone. An item keeps its standing
//! while its next text is written, and the bank that people meet changes only with a [`Publication`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bank::Parameters;
use crate::refusal::Refusal;
use crate::words::words;

words! {
    /// Where the newest text of an item stands.
    Stage {
        /// Being written.
        Draft => "draft",
        /// Waiting for somebody else to judge it.
        Review => "review",
        /// Judged good by somebody who did not write it.
        Approved => "approved",
    }
}

words! {
    /// What a revision is, against the one before.
    Change {
        /// There was none before.
        First => "first",
        /// Said better: what makes an answer right and how hard it is stay the same, and so do the parameters.
        Wording => "wording",
        /// Another question in fact: what was learned of it no longer holds.
        Substance => "substance",
    }
}

words! {
    /// What a reviewer decides.
    Verdict {
        /// It may go into the bank.
        Approve => "approve",
        /// It goes back to its author.
        Changes => "changes",
    }
}

words! {
    /// How the bank takes an item.
    Standing {
        /// Put to people, never counted, until enough is known of it.
        Pretest => "pretest",
        /// Counted with its author's estimate of the difficulty.
        Provisional => "provisional",
        /// Counted with parameters learned from answers.
        Calibrated => "calibrated",
        /// Out of the drawing for a while.
        Suspended => "suspended",
        /// Out of the drawing for good.
        Retired => "retired",
    }
}

impl Standing {
    /// Whether people may meet the item.
    pub const fn is_drawn(self) -> bool {
        matches!(self, Self::Pretest | Self::Provisional | Self::Calibrated)
    }

    /// Whether its answers count.
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::Provisional | Self::Calibrated)
    }
}

/// A text that the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its number.
    pub revision: i64,
    /// Where it stands.
    pub stage: Stage,
    /// Who wrote a revision of it since the last approved one.
    pub writers: BTreeSet<u128>,
    /// Defects that [`faults`](crate::item::faults) finds in it.
    pub defects: usize,
}

/// What somebody does with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Another revision is saved.
    Save,
    /// The author asks for a review.
    Submit,
    /// The author takes it back.
    Withdraw,
    /// A reviewer judges it.
    Judge {
        /// How.
        verdict: Verdict,
        /// Why.
        note: String,
    },
}

/// Where a text stands after a step.
///
/// Two persons: nobody judges a text that they wrote a part of. An approval is of one revision; whatever is saved afterwards is a
/// draft again.
///
/// # Errors
/// [`Refusal::TextHasDefects`], [`Refusal::WrongStage`], [`Refusal::OwnText`], or [`Refusal::ReasonMissing`] when changes are asked for without saying which.
pub fn next_stage(text: &Text, step: &Step, who: u128) -> Result<Stage, Refusal> {
    match (step, text.stage) {
        (Step::Submit, Stage::Draft) if text.defects > 0 => Err(Refusal::TextHasDefects),
        (Step::Submit, Stage::Draft) => Ok(Stage::Review),
        (Step::Judge { .. }, Stage::Review) if text.writers.contains(&who) => Err(Refusal::OwnText),
        (Step::Judge { verdict: Verdict::Changes, note }, Stage::Review) if note.trim().is_empty() => Err(Refusal::ReasonMissing),
        (Step::Save, _) | (Step::Withdraw | Step::Judge { verdict: Verdict::Changes, .. }, Stage::Review) => Ok(Stage::Draft),
        (Step::Judge { verdict: Verdict::Approve, .. }, Stage::Review) if text.defects > 0 => Err(Refusal::TextHasDefects),
        (Step::Judge { verdict: Verdict::Approve, .. }, Stage::Review) => Ok(Stage::Approved),
        (Step::Submit | Step::Withdraw | Step::Judge { .. }, _) => Err(Refusal::WrongStage),
    }
}

/// What somebody decides about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Its approved text is tried out.
    TryOut,
    /// Its approved text takes the place of the one that is drawn, which differs in words only.
    Replace,
    /// It leaves the drawing for a while.
    Suspend,
    /// It comes back as it was.
    Restore,
    /// It leaves the drawing for good.
    Retire,
    /// Enough was learned of it: it counts with these parameters. Only a calibration decides so.
    Promote,
}

/// What is known of an item when something is decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How the bank takes it today; `None` when it was never drawn.
    pub standing: Option<Standing>,
    /// Whether its newest text is approved.
    pub approved: bool,
    /// Whether everything changed in the approved text since the one that is drawn is wording.
    pub wording_only: bool,
    /// How it stood before it was suspended.
    pub before: Option<Standing>,
}

/// How the bank takes an item after a decision.
///
/// # Errors
/// [`Refusal::WrongStage`] when the text is not approved, [`Refusal::WrongStanding`] when an item does not go that way.
pub fn next_standing(place: &Place, decision: Decision) -> Result<Standing, Refusal> {
    match (decision, place.standing) {
        (Decision::TryOut | Decision::Replace, _) if !place.approved => Err(Refusal::WrongStage),
        (Decision::TryOut, _) => Ok(Standing::Pretest),
        (Decision::Replace, Some(standing)) if standing.is_drawn() && place.wording_only => Ok(standing),
        (Decision::Suspend, Some(standing)) if standing.is_drawn() => Ok(Standing::Suspended),
        (Decision::Restore, Some(Standing::Suspended)) => place.before.filter(|before| before.is_drawn()).ok_or(Refusal::WrongStanding),
        (Decision::Retire, Some(standing)) if standing != Standing::Retired => Ok(Standing::Retired),
        (Decision::Promote, Some(standing)) if standing.is_drawn() => Ok(Standing::Calibrated),
        _ => Err(Refusal::WrongStanding),
    }
}

/// What the bank is made of from some moment on, beside the content that came with the program: an item that is not named here is
/// taken as it came, and counts with its author's parameters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    /// By name.
    pub items: Vec<Published>,
}

/// An item of a publication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// Its name.
    pub id: String,
    /// How the bank takes it.
    pub standing: Standing,
    /// Number of its text in the workshop; the text that came with the program when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    /// Digest of that text as the store names it, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// What was learned of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned: Option<Learned>,
}

/// What answers taught about an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// The parameters.
    pub parameters: Parameters,
    /// Digest of the text that people answered, in hexadecimal: of another text nothing is known.
    pub hash: String,
    /// From how many answers.
    pub answers: u64,
    /// The calibration that found it.
    pub calibration: String,
}

impl Publication {
    /// What it says of an item.
    pub fn of(&self, id: &str) -> Option<&Published> {
        self.items.binary_search_by(|item| item.id.as_str().cmp(id)).ok().map(|at| &self.items[at])
    }

    /// Says something of an item, in place of what was said before.
    pub fn put(&mut self, item: Published) {
        match self.items.binary_search_by(|other| other.id.cmp(&item.id)) {
            Ok(at) => self.items[at] = item,
            Err(at) => self.items.insert(at, item),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(stage: Stage) -> Text {
        Text { revision: 3, stage, writers: BTreeSet::from([1, 4]), defects: 0 }
    }

    fn judge(verdict: Verdict, note: &str) -> Step {
        Step::Judge { verdict, note: note.into() }
    }

    #[test]
    fn nobody_judges_what_they_wrote() {
        for who in [1, 4] {
            assert_eq!(next_stage(&text(Stage::Review), &judge(Verdict::Approve, ""), who), Err(Refusal::OwnText));
            assert_eq!(next_stage(&text(Stage::Review), &judge(Verdict::Changes, "no"), who), Err(Refusal::OwnText));
        }
        assert_eq!(next_stage(&text(Stage::Review), &judge(Verdict::Approve, ""), 2), Ok(Stage::Approved));
    }

    #[test]
    fn a_text_goes_through_review_and_no_other_way() {
        let steps = [Step::Save, Step::Submit, Step::Withdraw, judge(Verdict::Approve, ""), judge(Verdict::Changes, "the key is wrong")];
        let after = |stage| steps.clone().map(|step| next_stage(&text(stage), &step, 2).ok());
        let (draft, review, approved) = (Some(Stage::Draft), Some(Stage::Review), Some(Stage::Approved));
        assert_eq!(after(Stage::Draft), [draft, review, None, None, None]);
        assert_eq!(after(Stage::Review), [draft, None, draft, approved, draft]);
        assert_eq!(after(Stage::Approved), [draft, None, None, None, None], "an approved text that is changed is a draft again");
    }

    #[test]
    fn defects_and_silence_are_refused() {
        let broken = |stage| Text { defects: 2, ..text(stage) };
        assert_eq!(next_stage(&broken(Stage::Draft), &Step::Submit, 1), Err(Refusal::TextHasDefects));
        assert_eq!(next_stage(&broken(Stage::Review), &judge(Verdict::Approve, ""), 2), Err(Refusal::TextHasDefects));
        assert_eq!(next_stage(&broken(Stage::Draft), &Step::Save, 1), Ok(Stage::Draft), "a text with defects can be kept");
        assert_eq!(next_stage(&text(Stage::Review), &judge(Verdict::Changes, "  "), 2), Err(Refusal::ReasonMissing));
    }

    #[test]
    fn an_item_goes_from_one_standing_to_another_by_these_ways_only() {
        use Standing::{Calibrated, Pretest, Provisional, Retired, Suspended};
        let decisions = [Decision::TryOut, Decision::Replace, Decision::Suspend, Decision::Restore, Decision::Retire, Decision::Promote];
        let ways = |standing| {
            let place = Place { standing, approved: true, wording_only: true, before: Some(Provisional) };
            decisions.map(|decision| next_standing(&place, decision).ok())
        };
        assert_eq!(ways(None), [Some(Pretest), None, None, None, None, None]);
        assert_eq!(ways(Some(Pretest)), [Some(Pretest), Some(Pretest), Some(Suspended), None, Some(Retired), Some(Calibrated)]);
        assert_eq!(ways(Some(Provisional)), [Some(Pretest), Some(Provisional), Some(Suspended), None, Some(Retired), Some(Calibrated)]);
        assert_eq!(ways(Some(Calibrated)), [Some(Pretest), Some(Calibrated), Some(Suspended), None, Some(Retired), Some(Calibrated)]);
        assert_eq!(ways(Some(Suspended)), [Some(Pretest), None, None, Some(Provisional), Some(Retired), None]);
        assert_eq!(ways(Some(Retired)), [Some(Pretest), None, None, None, None, None]);
    }

    #[test]
    fn only_an_approved_text_is_drawn_and_only_words_take_the_place_of_words() {
        let place = Place { standing: Some(Standing::Provisional), approved: false, wording_only: true, before: None };
        assert_eq!(next_standing(&place, Decision::TryOut), Err(Refusal::WrongStage));
        assert_eq!(next_standing(&place, Decision::Replace), Err(Refusal::WrongStage));
        let another = Place { approved: true, wording_only: false, ..place };
        assert_eq!(next_standing(&another, Decision::Replace), Err(Refusal::WrongStanding));
        assert_eq!(next_standing(&another, Decision::TryOut), Ok(Standing::Pretest));
    }

    #[test]
    fn words_are_stored_and_read_back() {
        assert!(Stage::ALL.iter().all(|one| Stage::parse(one.code()) == Some(*one)));
        assert!(Standing::ALL.iter().all(|one| Standing::parse(one.code()) == Some(*one)));
        let stored = serde_json::to_string(&Standing::Provisional).expect("a word");
        assert_eq!(stored, format!("\"{}\"", Standing::Provisional.code()));
    }

    #[test]
    fn a_publication_says_one_thing_of_an_item() {
        let published = |id: &str, standing| Published { id: id.into(), standing, revision: None, hash: None, learned: None };
        let mut publication = Publication::default();
        for (id, standing) in [("b", Standing::Suspended), ("a", Standing::Retired), ("b", Standing::Retired)] {
            publication.put(published(id, standing));
        }
        assert_eq!(publication.items.len(), 2);
        assert_eq!(publication.of("b"), Some(&published("b", Standing::Retired)));
        assert_eq!(publication.of("c"), None);
    }
}
