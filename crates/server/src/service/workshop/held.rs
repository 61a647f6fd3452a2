//! What somebody leaves in the workshop, for whoever takes their data away.

use store::{StoreError, Tx, reports, reviews, workshop};
use uuid::Uuid;

/// Everything that somebody wrote in the workshop, or about a question.
#[derive(Debug, Clone)]
pub(in crate::service) struct Held {
    /// Texts of questions.
    pub(in crate::service) texts: Vec<workshop::Revision>,
    /// Verdicts on texts of others.
    pub(in crate::service) verdicts: Vec<reviews::Review>,
    /// What they said in discussions.
    pub(in crate::service) remarks: Vec<reviews::Remark>,
    /// What they reported of questions.
    pub(in crate::service) reports: Vec<reports::Report>,
}

/// Reads it.
pub(in crate::service) async fn held_of(tx: &mut Tx<'_>, person: Uuid) -> Result<Held, StoreError> {
    Ok(Held {
        texts: workshop::revisions_of_person(tx, person).await?,
        verdicts: reviews::of_person(tx, person).await?,
        remarks: reviews::remarks_of_person(tx, person).await?,
        reports: reports::of_person(tx, person).await?,
    })
}
