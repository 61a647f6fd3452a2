//! The blueprint of an administration: prior, cut scores, rules of choice, when to stop. Frozen in every session.

use psychometrics::ability::Prior;
use psychometrics::matrix::SymmetricMatrix;
use serde::{Deserialize, Serialize};

use crate::certification::Rules;
use crate::profile::Level;

/// Minutes are for people; the rules count microseconds.
pub const SECOND: i64 = 1_000_000;

/// What a session of some kind measures, and by which rules. Abilities are in units of the population's standard
/// deviation, times in seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Name, e.g. `positioning`.
    pub id: String,
    /// Rises with each change.
    pub version: u32,
    /// The population before any answer.
    pub prior: PriorSettings,
    /// Lower bounds of the levels after the first.
    pub levels: LevelSettings,
    /// What is believed of an item before it is calibrated.
    pub items: ItemSettings,
    /// How the next item is chosen.
    pub selection: SelectionSettings,
    /// When to stop.
    pub stopping: StoppingSettings,
    /// How results are said.
    pub reporting: ReportingSettings,
    /// What an exam asks for besides. Blueprints without it, all those of before, keep their digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam: Option<ExamSettings>,
}

/// The prior: the same mean, deviation and correlation for all domains until data say otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorSettings {
    /// Mean of each ability.
    pub mean: f64,
    /// Standard deviation of each ability.
    pub sd: f64,
    /// Correlation between any two domains.
    pub correlation: f64,
}

/// The cut scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSettings {
    /// Rising; one fewer than there are levels.
    pub cuts: Vec<f64>,
    /// Where they come from, in words.
    pub source: String,
}

/// The author's prior of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSettings {
    /// Slope shared by all uncalibrated items.
    pub discrimination: f64,
    /// Standard deviation of the true difficulty around the author's.
    pub difficulty_sd: f64,
    /// Standard deviation of the logarithm of the slope.
    pub log_discrimination_sd: f64,
    /// Distance between neighbouring steps of a graded item.
    pub step_spread: f64,
}

/// Rules of choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectionSettings {
    /// The next item is drawn among this many best.
    pub best_of: usize,
    /// Exposure ceiling: the share of sessions to which an item is admitted, by lot at the start.
    pub admission: f64,
    /// How many answers one domain may be ahead of another.
    pub domain_lead: u32,
    /// Worth of an item of a competence not yet seen, against 1 for the others.
    pub new_competence: f64,
    /// Share of the questions that are tried out and never count, as long as the pool has such items.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub pretest: f64,
    /// Whether questions are drawn in the language of the session. Without it, as before sessions had one, in whatever language they are.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_language: bool,
    /// Whether an item leaves the drawing when its source passed its date of review. Without it, as before such dates counted, it stays.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only_fresh: bool,
}

/// Settings that came later are not written where they say what held before: the blueprints of that time keep their digest.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_nought(share: &f64) -> bool {
    *share == 0.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(rule: &bool) -> bool {
    !*rule
}

/// When to stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoppingSettings {
    /// Never before this many answers.
    pub shortest: u32,
    /// Always after this many.
    pub longest: u32,
    /// Time counted on questions after which no further one is asked, in seconds.
    pub seconds: u32,
    /// Between the two, stop when every domain has its level with this probability…
    pub level_certainty: f64,
    /// …or a standard error below this.
    pub standard_error: f64,
    /// Length of a bite, in seconds.
    pub bite_seconds: u32,
    /// Longest time counted for one question, in seconds: a coffee is not an answer.
    pub longest_answer: u32,
}

/// How results are said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingSettings {
    /// Probability of the intervals.
    pub interval: f64,
    /// Standard deviation of a competence around its domain.
    pub competence_sd: f64,
    /// A competence is « held » or « not held » from this probability on…
    pub evidence: f64,
    /// …and this many answers: what the rest of the domain suggests is no evidence yet.
    pub evidence_answers: u32,
}

/// An exam: a fixed number of questions put together as a whole test, a clock that nothing stops but a pause, and the rules of the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamSettings {
    /// Questions of each domain at the least: fewer say nothing of a domain.
    pub least_per_domain: u32,
    /// Questions of each domain at the most.
    pub most_per_domain: u32,
    /// Simulators at the most.
    pub most_tools: u32,
    /// What the authors' times of all questions that count may add up to, in seconds: what is left of the clock is for reading twice, and for
    /// questions that are tried out.
    pub expected_seconds: u32,
    /// What the overall ability weighs against the five domains when questions are chosen, from 0 to 1.
    pub composite: f64,
    /// An answer is taken for so many seconds after the end: the line may be slow.
    pub grace: u32,
    /// Below so many answers that count nothing is decided.
    pub least_answers: u32,
    /// A level is given that is held or surpassed with this probability.
    pub certainty: f64,
    /// The level that is certified, or a higher one.
    pub pass_level: Level,
    /// What each domain must reach besides, where the certifier wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_minimum: Option<DomainMinimum>,
}

/// A condition on each domain beside that on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainMinimum {
    /// The level that every domain is to hold or surpass…
    pub level: Level,
    /// …with this probability.
    pub certainty: f64,
}

impl Blueprint {
    /// The prior over `domains` abilities.
    ///
    /// # Errors
    /// The correlation leaves no positive definite covariance.
    pub fn prior(&self, domains: usize) -> Result<Prior, String> {
        let PriorSettings { mean, sd, correlation } = self.prior;
        let mut covariance = SymmetricMatrix::equicorrelated(domains, correlation);
        for i in 0..domains {
            for j in 0..=i {
                covariance.set(i, j, covariance.get(i, j) * sd * sd);
            }
        }
        Prior::new(vec![mean; domains], covariance).map_err(|e| e.to_string())
    }

    /// Settings that cannot be, as sentences.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut hold = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("blueprint {}: {what}", self.id));
            }
        };
        hold(self.prior.sd > 0.0, "prior.sd must be positive");
        hold((0.0..1.0).contains(&self.prior.correlation), "prior.correlation must be in [0, 1)");
        hold(self.levels.cuts.len() == 3 && self.levels.cuts.is_sorted_by(|a, b| a < b), "levels.cuts must be three rising numbers");
        hold(self.items.discrimination > 0.0, "items.discrimination must be positive");
        hold((0.05..=1.0).contains(&self.selection.admission), "selection.admission must be in [0.05, 1]");
        hold(self.selection.best_of >= 1, "selection.best_of must be at least 1");
        hold((0.0..=0.5).contains(&self.selection.pretest), "selection.pretest must be in [0, 0.5]");
        hold(self.stopping.shortest >= 1 && self.stopping.shortest <= self.stopping.longest, "stopping.shortest must be between 1 and longest");
        hold((0.5..1.0).contains(&self.reporting.interval), "reporting.interval must be in [0.5, 1)");
        if let Some(exam) = &self.exam {
            hold(self.stopping.shortest == self.stopping.longest, "an exam is of one length: stopping.shortest must be stopping.longest");
            hold(exam.least_per_domain <= exam.most_per_domain, "exam.least_per_domain must be at most exam.most_per_domain");
            hold((0.0..=1.0).contains(&exam.composite), "exam.composite must be in [0, 1]");
            hold((1..=self.stopping.longest).contains(&exam.least_answers), "exam.least_answers must be between 1 and stopping.longest");
            hold(exam.expected_seconds >= 1 && exam.expected_seconds <= self.stopping.seconds, "exam.expected_seconds must be between 1 and stopping.seconds");
            for fault in (Rules {
                cuts: self.levels.cuts.clone(),
                source: String::new(),
                certainty: exam.certainty,
                pass_level: exam.pass_level,
                domain_minimum: exam.domain_minimum,
                least_answers: exam.least_answers,
            })
            .faults()
            {
                hold(false, fault);
            }
        }
        faults
    }
}
