//! The rules of the decision: published, and frozen in every edition.

use serde::{Deserialize, Serialize};

use crate::bank::Edition;
use crate::blueprint::{Blueprint, DomainMinimum, ExamSettings};
use crate::profile::Level;

/// By what a level is given, and what is certified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Lower bounds of the levels after the first, rising, on the scale of the overall ability and of each domain.
    pub cuts: Vec<f64>,
    /// Where they come from, in words.
    pub source: String,
    /// A level is given that is held or surpassed with this probability.
    pub certainty: f64,
    /// The level that is certified, or a higher one.
    pub pass_level: Level,
    /// What each domain must reach besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain_minimum: Option<DomainMinimum>,
    /// Below so many answers nothing is decided.
    pub least_answers: u32,
}

impl Rules {
    /// The rules that hold for the exams of an edition. For an edition that is none of an exam: its cuts, a level more probable than not, Socle.
    pub fn of(edition: &Edition) -> Self {
        Self::in_blueprint(&edition.blueprint)
    }

    /// The same of a blueprint that is in no edition yet.
    pub fn in_blueprint(blueprint: &Blueprint) -> Self {
        let (cuts, source) = (blueprint.levels.cuts.clone(), blueprint.levels.source.clone());
        match &blueprint.exam {
            Some(ExamSettings { certainty, pass_level, domain_minimum, least_answers, .. }) => {
                let (certainty, pass_level, domain_minimum, least_answers) = (*certainty, *pass_level, *domain_minimum, *least_answers);
                Self { cuts, source, certainty, pass_level, domain_minimum, least_answers }
            }
            None => Self { cuts, source, certainty: 0.5, pass_level: Level::Socle, domain_minimum: None, least_answers: blueprint.stopping.shortest },
        }
    }

    /// Writes them into the blueprint of an exam, for the editions to come. A blueprint of no exam stays as it is.
    pub fn apply(&self, blueprint: &mut Blueprint) {
        let Some(exam) = &mut blueprint.exam else { return };
        blueprint.levels.cuts.clone_from(&self.cuts);
        blueprint.levels.source.clone_from(&self.source);
        exam.certainty = self.certainty;
        exam.pass_level = self.pass_level;
        exam.domain_minimum = self.domain_minimum;
        exam.least_answers = self.least_answers;
    }

    /// The lower bound of a level; none for the first, which everybody holds.
    pub fn cut(&self, level: Level) -> Option<f64> {
        let place = Level::ALL.iter().position(|other| *other == level)?;
        self.cuts.get(place.checked_sub(1)?).copied()
    }

    /// What cannot be, as sentences.
    pub fn faults(&self) -> Vec<&'static str> {
        let is_probability = |p: f64| (0.0..1.0).contains(&p) && p > 0.0;
        let is_rising = self.cuts.len() == 3 && self.cuts.iter().all(|cut| cut.is_finite()) && self.cuts.is_sorted_by(|a, b| a < b);
        let minimum = self.domain_minimum.as_ref();
        [
            (is_rising, "the cuts must be three rising numbers"),
            (self.certainty >= 0.5 && self.certainty < 1.0, "the certainty of a level must be in [0.5, 1)"),
            (self.pass_level != Level::Decouverte, "the level that is certified must have a cut below it"),
            (minimum.is_none_or(|minimum| minimum.level != Level::Decouverte), "the level of the domain minimum must have a cut below it"),
            (minimum.is_none_or(|minimum| is_probability(minimum.certainty)), "the certainty of the domain minimum must be in (0, 1)"),
            (self.least_answers >= 1, "a decision needs an answer"),
        ]
        .into_iter()
        .filter_map(|(holds, fault)| (!holds).then_some(fault))
        .collect()
    }
}
