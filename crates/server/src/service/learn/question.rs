//! A question of the bank while learning: put, judged, recorded once, and said back.
//!
//! In a module, a round of practice or a claim alike. The first answer at a place is kept; whatever is answered there afterwards leaves no trace.

use std::sync::Arc;

use domain::access::{Authorised, Learn};
use domain::bank::{Edition, Parameters, PoolItem};
use domain::framework::Domain;
use domain::item::{Item, Presentation, Response, Score, Shown, feedback, present, score};
use domain::refusal::Refusal;
use psychometrics::random::Random;
use serde::{Deserialize, Serialize};
use store::practice_answers::{self, PracticeAnswer};
use store::{StoreError, Tx};
use uuid::Uuid;

use super::plan::person_of;
use crate::app::App;
use crate::service::assess::Reviewed;
use crate::service::{Failure, Result};

/// What a question was answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// A run of a module.
    Module,
    /// A round of practice.
    Practice,
    /// « I know this. »
    Claim,
}

impl Within {
    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Practice => "practice",
            Self::Claim => "claim",
        }
    }
}

/// Where a question stands, and who is asked.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// What it is answered in.
    pub within: Within,
    /// The run, round or claim.
    pub source: Uuid,
    /// The step, subject or question in it, from 0.
    pub place: i64,
    /// Who.
    pub person: Uuid,
}

/// A question of today's edition, in the order in which it is shown to somebody.
#[derive(Debug, Clone)]
pub struct Put {
    edition: Arc<Edition>,
    at: usize,
    /// In which order its lists are shown.
    pub shown: Shown,
    /// What decided that order.
    pub seed: i64,
}

/// The parameters of an item as an answer keeps them, with the domain it loads on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// Name of the domain.
    pub domain: String,
    /// What was believed of the item.
    #[serde(flatten)]
    pub parameters: Parameters,
}

/// An answer that was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// In which order lists were shown.
    pub shown: Shown,
    /// What came back; none is "I don't know".
    pub response: Option<Response>,
    /// What it was worth.
    pub score: Score,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Puts an item before somebody; none where today's edition does not have it any more. The same seed and place give the same order.
pub fn put(app: &App, item: &str, seed: i64, place: i64) -> Option<Put> {
    let edition = app.editions.current().edition;
    let at = edition.place(item)?;
    let shown = Shown::draw(&edition.pool[at].item.interaction, &mut Random::new(seed.cast_unsigned(), place.cast_unsigned()));
    Some(Put { edition, at, shown, seed })
}

impl Put {
    fn pooled(&self) -> &PoolItem {
        &self.edition.pool[self.at]
    }

    /// The question with its key.
    pub fn item(&self) -> &Item {
        &self.pooled().item
    }

    /// The domain that it is of.
    pub fn domain(&self) -> &Domain {
        &self.edition.framework.domains[self.pooled().domain]
    }

    /// What leaves for a browser: nothing of the key.
    pub fn presentation(&self) -> Presentation {
        present(self.item(), &self.shown)
    }

    /// What an answer is worth; none is "I don't know".
    ///
    /// # Errors
    /// It does not answer this question, or not all of it.
    pub fn judge(&self, response: Option<Response>, now: i64) -> Result<Given, Refusal> {
        let score = score(&self.item().interaction, &self.shown, response.as_ref())?;
        Ok(Given { shown: self.shown.clone(), response, score, at: now })
    }

    /// A judged answer as it is kept. [`record`] keeps it.
    ///
    /// # Errors
    /// It cannot be written down.
    pub fn row(&self, place: &Place, given: &Given) -> Result<PracticeAnswer> {
        let pooled = self.pooled();
        let kept = Kept { domain: self.domain().slug.clone(), parameters: pooled.parameters.clone() };
        Ok(PracticeAnswer {
            source_id: place.source,
            place: place.place,
            person_id: place.person,
            source: place.within.code().to_owned(),
            item_id: pooled.item.id.clone(),
            parameters: serde_json::to_string(&kept)?,
            shown: serde_json::to_string(&given.shown)?,
            response: serde_json::to_string(&given.response)?,
            won: i64::from(given.score.won),
            points: i64::from(given.score.points),
            met: 0,
            at: given.at,
        })
    }

    /// What is said back of an answer. One given to another text of this question, whose lists were not these, is said to be no answer:
    /// then the key is shown alone.
    pub fn reviewed(&self, given: &Given) -> Reviewed {
        let lengths = |shown: &Shown| shown.0.iter().map(Vec::len).collect::<Vec<_>>();
        let fits = lengths(&given.shown) == lengths(&self.shown) && given.score.points == self.item().interaction.points();
        let (shown, response) = if fits { (&given.shown, given.response.as_ref()) } else { (&self.shown, None) };
        Reviewed { seq: 1, place: self.at, score: given.score, counts: true, known: given.response.is_some(), feedback: feedback(self.item(), shown, response) }
    }
}

/// Keeps an answer in the caller's transaction, with how often its item had been met. Says whether it was the first at its place; if not,
/// nothing changed.
///
/// # Errors
/// The store's.
pub async fn record(tx: &mut Tx<'_>, row: &PracticeAnswer) -> Result<bool, StoreError> {
    let met = practice_answers::times_met(tx, row.person_id, &row.item_id).await?;
    practice_answers::insert(tx, &PracticeAnswer { met, ..row.clone() }).await
}

/// The answer of a learner at a place of a run, round or claim of theirs to the question of this name.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn given(app: &App, learner: &Authorised<Learn>, source: Uuid, place: i64, item: &str) -> Result<Option<Given>> {
    let person = person_of(learner);
    let row = app.store.read(move |tx| Box::pin(practice_answers::at(tx, source, place))).await?;
    row.filter(|row| row.item_id == item && row.person_id == person).map(|row| read(&row)).transpose()
}

/// A stored answer.
///
/// # Errors
/// What is stored cannot be read.
pub fn read(row: &PracticeAnswer) -> Result<Given> {
    let points = |value: i64| u8::try_from(value).map_err(|_| Failure::Broken(format!("practice answer {}/{}: points {value}", row.source_id, row.place)));
    Ok(Given {
        shown: serde_json::from_str(&row.shown)?,
        response: serde_json::from_str(&row.response)?,
        score: Score { won: points(row.won)?, points: points(row.points)? },
        at: row.at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_of_an_answer_are_read_back_as_those_of_an_edition() {
        let parameters = Parameters { discrimination: 1.2, steps: vec![-0.4, 0.3], difficulty_sd: 0.85, log_discrimination_sd: 0.3 };
        let kept = Kept { domain: "donnees".into(), parameters: parameters.clone() };
        let text = serde_json::to_string(&kept).expect("written");
        assert_eq!(serde_json::from_str::<Parameters>(&text).expect("as editions keep them"), parameters);
        assert_eq!(serde_json::from_str::<Kept>(&text).expect("with its domain"), kept);
    }
}
