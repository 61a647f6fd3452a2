//! Looking at the answers again, once the session is over.

use domain::bank::Standing;
use domain::item::{Feedback, Item, Response, Score, Shown, feedback};
use domain::refusal::Refusal;
use store::answers;

use super::open::OpenSession;
use crate::app::App;
use crate::service::{Failure, Result};

/// An answer with what is said back.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// Number of the question, from 1.
    pub seq: u32,
    /// Place in the pool of the session's edition.
    pub place: usize,
    /// What it was worth.
    pub score: Score,
    /// Whether it counts: a question that was tried out does not.
    pub counts: bool,
    /// Whether something was answered.
    pub known: bool,
    /// Line by line.
    pub feedback: Feedback,
}

/// All answers of a finished session with their feedback.
///
/// # Errors
/// [`Refusal::NotFound`] while the session is not over: in positioning, feedback comes at the end. [`Refusal::AnswersArchived`] once its
/// answers have left the database.
pub async fn review(app: &App, open: &OpenSession) -> Result<Vec<Reviewed>> {
    if !open.is_finished() {
        return Err(Refusal::NotFound.into());
    }
    let id = open.row.id;
    let rows = app.store.read(move |tx| Box::pin(answers::all_of(tx, id))).await?;
    if rows.is_empty() && !open.state.answers.is_empty() {
        return Err(Refusal::AnswersArchived.into());
    }
    rows.into_iter()
        .filter(|row| row.category != answers::ASIDE)
        .map(|row| {
            let place = open.edition.place(&row.item_id).ok_or_else(|| Failure::Broken(format!("item {} is not in the edition", row.item_id)))?;
            let item: &Item = &open.edition.pool[place].item;
            let shown: Shown = serde_json::from_str(&row.shown)?;
            let response: Option<Response> = row.response.as_deref().map(serde_json::from_str).transpose()?;
            Ok(Reviewed {
                seq: u32::try_from(row.seq).unwrap_or_default(),
                place,
                score: Score { won: u8::try_from(row.category).unwrap_or_default(), points: item.interaction.points() },
                counts: open.edition.pool[place].standing == Standing::Counted,
                known: response.is_some(),
                feedback: feedback(item, &shown, response.as_ref()),
            })
        })
        .collect()
}
