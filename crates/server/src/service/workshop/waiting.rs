//! What waits for somebody of the workshop, by what they may do.

use std::collections::BTreeSet;

use domain::access::{Authorised, EnterWorkshop, Role};
use domain::workshop::{Stage, Verdict};
use store::{StoreError, reports, reviews, standings, workshop};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// What waits for somebody: names of items, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Texts that somebody else wrote and that want a review.
    pub to_review: Vec<String>,
    /// Texts of theirs that a reviewer wants changed.
    pub changes_asked: Vec<String>,
    /// Texts of theirs with remarks that are not settled.
    pub remarks: Vec<String>,
    /// Approved texts that the bank does not hold yet.
    pub to_publish: Vec<String>,
    /// Items with reports of learners that nobody has answered.
    pub reported: Vec<String>,
}

impl Waiting {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every item that something is to be done about.
    pub fn items(&self) -> BTreeSet<&str> {
        let all = [&self.to_review, &self.changes_asked, &self.remarks, &self.to_publish, &self.reported];
        all.into_iter().flatten().map(String::as_str).collect()
    }
}

/// What waits for this member.
///
/// # Errors
/// The store's.
pub async fn waiting(app: &App, proof: &Authorised<EnterWorkshop>) -> Result<Waiting> {
    let me = Uuid::from_u128(proof.object().person);
    let roles = &proof.object().roles;
    let may = |role| roles.has(role) || roles.has(Role::Administrator);
    let (reviews_items, administers) = (may(Role::Reviewer), roles.has(Role::Administrator));
    let read = app.store.read(|tx| {
        Box::pin(async move {
            Ok::<_, StoreError>((
                workshop::all(tx).await?,
                workshop::writers(tx, Verdict::Approve.code()).await?,
                reviews::judged_so(tx, Verdict::Changes.code(), Stage::Draft.code()).await?,
                reviews::open_remarks(tx).await?,
                reports::open(tx).await?,
                standings::all(tx).await?,
            ))
        })
    });
    let (rows, writers, changes, remarks, reports, decided) = read.await?;
    let wrote = |item: &str| writers.iter().any(|(id, who)| id == item && *who == me);
    let mine = |row: &workshop::WorkshopItem| row.author_id == Some(me) || wrote(&row.item_id);
    let named = |found: &dyn Fn(&workshop::WorkshopItem) -> bool| rows.iter().filter(|row| found(row)).map(|row| row.item_id.clone()).collect::<Vec<_>>();
    let held = |row: &workshop::WorkshopItem| decided.iter().any(|d| d.item_id == row.item_id && d.revision == Some(row.revision));
    Ok(Waiting {
        to_review: if reviews_items { named(&|row| row.stage == Stage::Review.code() && !wrote(&row.item_id)) } else { Vec::new() },
        changes_asked: named(&|row| mine(row) && changes.contains(&row.item_id)),
        remarks: named(&|row| mine(row) && remarks.iter().any(|(id, _)| *id == row.item_id)),
        to_publish: if administers { named(&|row| row.stage == Stage::Approved.code() && !held(row)) } else { Vec::new() },
        reported: if reviews_items { reports.into_iter().map(|(id, _)| id).collect() } else { Vec::new() },
    })
}
