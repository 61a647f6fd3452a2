//! The people of an organisation, page by page.

use domain::access::{Authorised, ManageLearners};
use domain::text::fold;
use store::StoreError;
use store::learners::{self, Filter, Learner, Order};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;
use crate::service::organisation::organisation_of;

/// Learners on a page.
pub const PAGE: i64 = 50;

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By name backwards.
    Backwards,
    /// The last added first.
    Newest,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The learners of the page.
    pub learners: Vec<Learner>,
    /// How many the filter finds.
    pub found: i64,
    /// How many there are at all, those who left included.
    pub total: i64,
    /// After whom the next page begins, when there is one.
    pub next: Option<Uuid>,
}

/// Reads a page: the first, or the one after a learner. The words of the filter are as typed.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, proof: &Authorised<ManageLearners>, filter: Filter, sort: Sort, after: Option<Uuid>) -> Result<Listed> {
    let organisation = organisation_of(proof);
    let filter = Filter { words: fold(&filter.words), ..filter };
    let (mut page, found, total) = app
        .store
        .read(move |tx| {
            let filter = filter.clone();
            Box::pin(async move {
                // one who was deleted meanwhile begins no page: the list begins again
                let after = match after {
                    Some(id) => learners::load(tx, id).await?.filter(|learner| learner.organisation_id == organisation),
                    None => None,
                };
                let order = match (sort, after) {
                    (Sort::Name, None) => Order::first(),
                    (Sort::Name, Some(last)) => Order::Name(last.sort_name, last.id),
                    (Sort::Backwards, last) => Order::NameBackwards(last.map(|last| (last.sort_name, last.id))),
                    (Sort::Newest, last) => Order::Newest(last.map_or(Uuid::max(), |last| last.id)),
                };
                let page = learners::list(tx, organisation, &filter, &order, PAGE + 1).await?;
                let total = learners::count(tx, organisation, &Filter::default()).await?;
                let found = if filter == Filter::default() { total } else { learners::count(tx, organisation, &filter).await? };
                Ok::<_, StoreError>((page, found, total))
            })
        })
        .await?;
    let has_more = page.len() as i64 > PAGE;
    page.truncate(PAGE as usize);
    let next = page.last().filter(|_| has_more).map(|last| last.id);
    Ok(Listed { learners: page, found, total, next })
}
