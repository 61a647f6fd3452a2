//! What a session assesses: the whole framework, or some of its competences.
//!
//! A session of less is shorter, but not in proportion: what the answers in other domains would have told of this one is missing, so each
//! domain is asked more than it would be among five (docs/models/scope.md holds the figures).

use serde::{Deserialize, Serialize};

use crate::bank::{Edition, Standing};
use crate::framework::Framework;
use crate::language::Language;

/// The competences that a session assesses, as places in the framework of its edition, rising; none stands for all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scope(Vec<u16>);

/// How long a session of some scope may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Never over before this many answers that count.
    pub shortest: u32,
    /// Always over after this many.
    pub longest: u32,
    /// Time counted on questions after which no further one is asked, in seconds.
    pub seconds: u32,
    /// Questions tried out beside these, at the most.
    pub tried_out: u32,
}

impl Scope {
    /// These places, in any order.
    pub fn new(places: impl IntoIterator<Item = u16>) -> Self {
        let mut places: Vec<u16> = places.into_iter().collect();
        places.sort_unstable();
        places.dedup();
        Self(places)
    }

    /// The competences of these codes. A code that the framework no longer has is left out; all of its competences are the whole of it, and so
    /// is none: a session assesses something.
    pub fn of<'a>(framework: &Framework, codes: impl IntoIterator<Item = &'a str>) -> Self {
        let place = |code| framework.competences.iter().position(|competence| competence.code == code);
        let scope = Self::new(codes.into_iter().filter_map(place).map(|place| place as u16));
        if scope.0.len() == framework.competences.len() { Self::default() } else { scope }
    }

    /// Whether it is the whole framework.
    pub const fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// The places; none for the whole.
    pub fn places(&self) -> &[u16] {
        &self.0
    }

    /// Whether the competence at this place is assessed.
    pub fn includes(&self, competence: usize) -> bool {
        self.is_whole() || u16::try_from(competence).is_ok_and(|place| self.0.binary_search(&place).is_ok())
    }

    /// For each domain of the framework, the share of its competences that is assessed.
    fn shares(&self, framework: &Framework) -> Vec<f64> {
        let mut of_domain = vec![(0_u32, 0_u32); framework.domains.len()];
        for (place, competence) in framework.competences.iter().enumerate() {
            if let Some((assessed, all)) = framework.dimension(&competence.domain).and_then(|d| of_domain.get_mut(d)) {
                *all += 1;
                *assessed += u32::from(self.includes(place));
            }
        }
        of_domain.into_iter().map(|(assessed, all)| if all == 0 { 0.0 } else { f64::from(assessed) / f64::from(all) }).collect()
    }

    /// For each domain of the framework, whether something of it is assessed.
    pub fn domains(&self, framework: &Framework) -> Vec<bool> {
        if self.is_whole() { vec![true; framework.domains.len()] } else { self.shares(framework).into_iter().map(|share| share > 0.0).collect() }
    }

    /// How long a session of this scope may be: the blueprint's numbers for the whole; for a part, these times the square root of the share of
    /// the framework that it is, each domain weighing the same whatever the number of its competences.
    ///
    /// ```text
    /// share = mean over the domains of (competences assessed / competences)     scale = √share
    /// ```
    pub fn limits(&self, edition: &Edition) -> Limits {
        let rules = &edition.blueprint.stopping;
        if self.is_whole() {
            return Limits { shortest: rules.shortest, longest: rules.longest, seconds: rules.seconds, tried_out: edition.most_tried_out() };
        }
        let shares = self.shares(&edition.framework);
        let scale = (shares.iter().sum::<f64>() / shares.len() as f64).sqrt();
        let scaled = |count: u32| (f64::from(count) * scale).ceil() as u32;
        let longest = scaled(rules.longest).max(1);
        let tries_out = edition.tried_out.iter().any(|place| self.includes(edition.pool[*place].competence));
        Limits {
            shortest: scaled(rules.shortest).clamp(1, longest),
            longest,
            seconds: (f64::from(rules.seconds) * f64::from(longest) / f64::from(rules.longest)).ceil() as u32,
            tried_out: if tries_out { (edition.blueprint.selection.pretest * f64::from(longest)).ceil() as u32 } else { 0 },
        }
    }

    /// For each domain, whether a session of this scope in `language` that begins at `moment` (microseconds UTC) leaves out what is no longer
    /// fresh there: the blueprint says so, and something would be left of what is assessed.
    pub(super) fn leaves_out_what_is_stale(&self, edition: &Edition, language: Language, moment: i64) -> Vec<bool> {
        let domains = 0..edition.prior.dimensions();
        if self.is_whole() {
            return domains.map(|domain| edition.leaves_out_what_is_stale(domain, language, moment)).collect();
        }
        let selection = &edition.blueprint.selection;
        let is_asked = |own: Language| !selection.own_language || language != Language::Fr || own == Language::Fr;
        domains
            .map(|domain| {
                selection.only_fresh
                    && edition.pool.iter().any(|item| {
                        item.domain == domain
                            && item.standing == Standing::Counted
                            && self.includes(item.competence)
                            && is_asked(item.language)
                            && moment < item.fresh_until
                    })
            })
            .collect()
    }
}
