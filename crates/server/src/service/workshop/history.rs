//! Going back to an earlier text: as a new one, so that nothing is lost.

use domain::access::{Authorised, WriteItems};
use domain::refusal::Refusal;
use domain::workshop::{Change, Stage, Step, next_stage};
use store::workshop::{self, Revision, WorkshopItem};

use super::review::{clean, item_of, load};
use super::write::{next_version, row_of};
use crate::app::App;
use crate::service::{Failure, Result};

/// Makes the text of an earlier number the newest one again, as a draft. Gives its number. `newest` is the number that its author saw
/// as the newest: pressed twice it is done once.
///
/// # Errors
/// [`Refusal::TextChanged`] when another text is the newest by now, [`Refusal::NotFound`].
pub async fn restore(app: &App, by: &Authorised<WriteItems>, item_id: &str, number: i64, newest: i64, note: &str) -> Result<i64> {
    let (item_id, now, author) = (item_id.to_owned(), app.clock.now(), uuid::Uuid::from_u128(by.object().person));
    let note = clean(note)?;
    app.store
        .write(move |tx| {
            let (item_id, note) = (item_id.clone(), note.clone());
            Box::pin(async move {
                let dossier = load(tx, &item_id).await?;
                let body = dossier.revision(number).ok_or(Refusal::NotFound)?.body.clone();
                if dossier.newest().is_some_and(|n| n.revision == newest + 1 && n.author_id == Some(author) && n.note == note) {
                    return Ok(newest + 1);
                }
                if dossier.row.revision != newest {
                    return Err(Refusal::TextChanged.into());
                }
                let change = change_between(dossier.newest().map(|n| n.body.as_str()), &body);
                let stage = next_stage(&dossier.text(), &Step::Save, author.as_u128())?;
                let body = if dossier.text().stage == Stage::Approved { next_version(&body, dossier.newest().map(|n| n.body.as_str())) } else { body };
                let row = WorkshopItem { stage: stage.code().to_owned(), ..row_of(&item_id, &body, Some(&dossier.row), author, now) };
                if !workshop::save(tx, &row).await? {
                    return Err(Refusal::TextChanged.into());
                }
                let revision = Revision { item_id, revision: newest + 1, body, change: change.code().to_owned(), note, author_id: Some(author), at: now };
                workshop::add_revision(tx, &revision).await?;
                Ok::<_, Failure>(newest + 1)
            })
        })
        .await
}

/// Another question in fact, unless what makes an answer right and how hard it is are the same.
fn change_between(before: Option<&str>, after: &str) -> Change {
    match (before.and_then(item_of), item_of(after)) {
        (Some(before), Some(after)) if before.interaction == after.interaction && before.difficulty.to_bits() == after.difficulty.to_bits() => Change::Wording,
        _ => Change::Substance,
    }
}
