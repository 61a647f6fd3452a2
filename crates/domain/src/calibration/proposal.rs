//! What a calibration proposes.

use serde::{Deserialize, Serialize};

use crate::bank::Parameters;

/// Why an item keeps its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftAlone {
    /// Nobody answered it.
    NeverAnswered,
    /// Too few did.
    TooFewAnswers,
    /// The points do not rise with the ability: its key must be looked at first.
    SuspectedKey,
    /// What the answers suggest lies too far from what its author said for a mistake of the author's to be likely: something else is wrong with it.
    TooFarFromAuthor,
}

impl LeftAlone {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NeverAnswered, Self::TooFewAnswers, Self::SuspectedKey, Self::TooFarFromAuthor];

    /// The stable code; its sentence is `calibration-left-` and this in the locales.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeverAnswered => "never-answered",
            Self::TooFewAnswers => "too-few-answers",
            Self::SuspectedKey => "suspected-key",
            Self::TooFarFromAuthor => "too-far-from-author",
        }
    }
}

/// One item, before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemChange {
    /// The item.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its domain, as an index in the framework.
    pub domain: usize,
    /// Digest of its text, in hexadecimal.
    pub hash: String,
    /// Answers that were used.
    pub answers: u64,
    /// Whether it only was tried so far: then approving promotes it.
    pub pretest: bool,
    /// Parameters in use.
    pub old: Parameters,
    /// What the answers say, with its standard errors; what would be published where `left` is none.
    pub new: Parameters,
    /// Why it would keep its old parameters all the same.
    pub left: Option<LeftAlone>,
}

impl ItemChange {
    /// How much harder it would become, in units of ability.
    pub fn shift(&self) -> f64 {
        centre(&self.new) - centre(&self.old)
    }
}

/// The middle of an item's steps.
pub(super) fn centre(parameters: &Parameters) -> f64 {
    parameters.steps.iter().sum::<f64>() / parameters.steps.len().max(1) as f64
}

/// What happens to the levels of people in one domain: real sessions under the old and the new parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelChanges {
    /// The domain, as an index in the framework.
    pub domain: usize,
    /// `counts[old][new]`, levels lowest first.
    pub counts: [[u64; 4]; 4],
}

impl LevelChanges {
    /// Sessions looked at.
    pub fn sessions(&self) -> u64 {
        self.counts.as_flattened().iter().sum()
    }

    /// Sessions with a higher, and with a lower level than before.
    pub fn moved(&self) -> (u64, u64) {
        let mut moved = (0, 0);
        for (old, row) in self.counts.iter().enumerate() {
            moved.0 += row[old + 1..].iter().sum::<u64>();
            moved.1 += row[..old].iter().sum::<u64>();
        }
        moved
    }
}

/// How two domains go together in these answers. Reported, not applied: the prior is the blueprint's.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DomainCorrelation {
    /// The first domain, as an index in the framework.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// Their correlation, errors of measurement taken off.
    pub correlation: f64,
    /// Its standard error; none where the answers do not tell.
    pub standard_error: Option<f64>,
}

/// What a calibration proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Digest of the edition it starts from, in hexadecimal.
    pub edition: String,
    /// Sessions that were used.
    pub sessions: u64,
    /// Answers that were used.
    pub answers: u64,
    /// When the oldest of these sessions ended, microseconds UTC.
    pub from: i64,
    /// When the youngest did.
    pub until: i64,
    /// Rounds of learning.
    pub rounds: u32,
    /// Whether the last round moved nothing that matters.
    pub settled: bool,
    /// Slope of items with too few answers for one of their own.
    pub shared_slope: f64,
    /// Mean ability of the people in each domain, on the new scale.
    pub means: Vec<f64>,
    /// Standard deviation of the origin of each domain: it moves difficulties and abilities together, and is not in the errors of the items.
    pub origin_errors: Vec<f64>,
    /// Items in order of their name.
    pub items: Vec<ItemChange>,
    /// Domains in order.
    pub levels: Vec<LevelChanges>,
    /// Pairs of domains.
    pub correlations: Vec<DomainCorrelation>,
}

impl Proposal {
    /// Items that would get new parameters.
    pub fn changed(&self) -> impl Iterator<Item = &ItemChange> {
        self.items.iter().filter(|item| item.left.is_none())
    }
}
