//! `socle replay`: what was recorded against what comes out of the log now, bit for bit.

use domain::profile::{Profile, profile_within};
use domain::refusal::Refusal;
use domain::session::{Difference, Ending, Logged, Scored, replay};
use store::answers::Answer;
use store::{Store, StoreError, answers, results, sessions};
use uuid::Uuid;

use super::open::state_of;
use crate::service::content::Editions;
use crate::service::{Failure, Result};

/// What a replay gives.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// Questions replayed.
    pub answers: usize,
    /// The profile as recomputed.
    pub profile: Profile,
    /// The profile as recorded; none while the session is not over.
    pub recorded: Option<Profile>,
    /// Where the two differ, question by question.
    pub differences: Vec<Difference>,
}

impl Replayed {
    /// Whether everything is the same to the last bit.
    pub fn is_exact(&self) -> bool {
        self.differences.is_empty() && self.recorded.as_ref().is_none_or(|recorded| bits(recorded) == bits(&self.profile) && *recorded == self.profile)
    }
}

/// Every number of a profile, as bits.
fn bits(profile: &Profile) -> Vec<u64> {
    let domains = profile.domains.iter().flat_map(|d| [d.estimate, d.standard_error, d.interval.0, d.interval.1].into_iter().chain(d.probabilities));
    let competences = profile.competences.iter().flat_map(|c| [c.estimate, c.standard_error, c.interval.0, c.interval.1, c.held]);
    domains.chain(competences).chain(profile.covariance.iter().copied()).map(f64::to_bits).collect()
}

/// Recomputes a session from its log.
///
/// # Errors
/// It does not exist, or what is stored cannot be read.
pub async fn replay_session(store: &Store, editions: &Editions, id: Uuid) -> Result<Replayed> {
    replay_session_from(store, editions, id, Vec::new()).await
}

/// Recomputes a session from its log, or from `archived`, its answers out of the archive, when they have left the log.
///
/// # Errors
/// It does not exist, what is stored cannot be read, or it was answered and there is no answer.
pub async fn replay_session_from(store: &Store, editions: &Editions, id: Uuid, archived: Vec<Answer>) -> Result<Replayed> {
    let (row, log, recorded) = store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((sessions::load(tx, id).await?, answers::all_of(tx, id).await?, results::of_session(tx, id).await?)) })
        })
        .await?;
    let row = row.ok_or(Refusal::SessionNotFound)?;
    let edition = editions.get(store, row.edition_id).await?;
    let state = state_of(&row)?;
    let log = if log.is_empty() { archived } else { log };
    if log.is_empty() && !state.answers.is_empty() {
        return Err(Refusal::AnswersArchived.into());
    }
    let log = log
        .into_iter()
        .map(|line| {
            Ok(Logged {
                seq: u32::try_from(line.seq).map_err(|e| Failure::Broken(e.to_string()))?,
                item: line.item_id,
                shown: serde_json::from_str(&line.shown)?,
                response: line.response.as_deref().map(serde_json::from_str).transpose()?,
                won: won(line.category)?,
                elapsed: line.elapsed,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let (answers, differences) = replay(&edition, row.seed.cast_unsigned(), state.plan(), state.started_at, &log);
    let active = log.iter().filter(|line| line.won != Scored::ASIDE).map(|line| line.elapsed).sum();
    let profile = profile_within(&edition, &state.scope, &answers, active, state.ending.unwrap_or(Ending::Asked));
    let recorded = recorded.map(|r| serde_json::from_str(&r.body)).transpose()?;
    Ok(Replayed { answers: answers.len(), profile, recorded, differences })
}

/// Points as the rules read them; a question that was set aside has a category below all.
fn won(category: i64) -> Result<u8> {
    if category == answers::ASIDE { Ok(Scored::ASIDE) } else { u8::try_from(category).map_err(|e| Failure::Broken(e.to_string())) }
}
