//! The whole bank as its makers see it: what came with the program, and what is in the making.

use std::collections::BTreeMap;

use domain::access::{Authorised, EnterWorkshop};
use domain::item::Item;
use domain::text::fold;
use domain::workshop::{Stage, Standing};
use store::{reports, standings, workshop};
use uuid::Uuid;

use super::shipped::shipped;
use crate::app::App;
use crate::service::Result;

/// One item of the bank, as far as a list tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Its name.
    pub item_id: String,
    /// Title of its newest text.
    pub title: String,
    /// Code of its objective; whatever was typed while it is a draft.
    pub objective: String,
    /// Kind of its interaction; empty while nobody can tell.
    pub kind: String,
    /// `fr` or `en`.
    pub language: String,
    /// Its author's difficulty, where the bank has it.
    pub difficulty: Option<f64>,
    /// Number of its newest text in the workshop; 0 when only the text that came with the program exists.
    pub revision: i64,
    /// Where that text stands.
    pub stage: Option<Stage>,
    /// How the bank takes the item; `None` before it was ever drawn.
    pub standing: Option<Standing>,
    /// Who began it in the workshop.
    pub author: Option<Uuid>,
    /// When a text or its stage last changed, microseconds UTC.
    pub updated_at: Option<i64>,
    /// Reports of learners that wait for an answer.
    pub open_reports: i64,
    /// Whether it came with the program.
    pub is_shipped: bool,
    /// What a search looks through, folded.
    pub search: String,
}

/// What a search for an item looks through, folded.
pub fn search_text(item: &Item) -> String {
    fold(&[&item.id, &item.title, &item.objective, &item.question, &item.situation].map(String::as_str).join(" "))
}

fn known(item: &Item, is_shipped: bool) -> Summary {
    Summary {
        item_id: item.id.clone(),
        title: item.title.clone(),
        objective: item.objective.clone(),
        kind: item.interaction.kind().to_owned(),
        language: item.language.clone(),
        difficulty: Some(item.difficulty),
        revision: 0,
        stage: None,
        standing: Some(Standing::Provisional),
        author: None,
        updated_at: None,
        open_reports: 0,
        is_shipped,
        search: search_text(item),
    }
}

fn with_text(known: Option<Summary>, row: workshop::WorkshopItem) -> Summary {
    let (is_shipped, difficulty) = known.as_ref().map_or((false, None), |k| (k.is_shipped, k.difficulty));
    Summary {
        item_id: row.item_id,
        title: row.title,
        objective: row.objective,
        kind: row.kind,
        language: row.language,
        difficulty,
        revision: row.revision,
        stage: Stage::parse(&row.stage),
        standing: known.and_then(|k| k.standing),
        author: row.author_id,
        updated_at: Some(row.updated_at),
        open_reports: 0,
        is_shipped,
        search: row.search,
    }
}

/// Every item, by name.
///
/// # Errors
/// The store's.
pub async fn bank(app: &App, _proof: &Authorised<EnterWorkshop>) -> Result<Vec<Summary>> {
    let read = app
        .store
        .read(|tx| Box::pin(async move { Ok::<_, store::StoreError>((workshop::all(tx).await?, standings::all(tx).await?, reports::open(tx).await?)) }));
    let (rows, decided, open) = read.await?;
    let edition = app.editions.current().edition;
    let published = edition.pool.iter().map(|p| (p.item.id.clone(), known(&p.item, false)));
    let mut all: BTreeMap<String, Summary> = published.chain(shipped(app).iter().map(|(id, s)| (id.clone(), known(&s.item, true)))).collect();
    for row in rows {
        let known = all.remove(&row.item_id);
        all.insert(row.item_id.clone(), with_text(known, row));
    }
    for decision in decided {
        if let Some(summary) = all.get_mut(&decision.item_id) {
            summary.standing = Standing::parse(&decision.standing);
        }
    }
    for (item, count) in open {
        if let Some(summary) = all.get_mut(&item) {
            summary.open_reports = count;
        }
    }
    Ok(all.into_values().collect())
}

/// One item of the bank, if there is one of this name.
///
/// # Errors
/// The store's.
pub async fn summary(app: &App, _proof: &Authorised<EnterWorkshop>, item_id: &str) -> Result<Option<Summary>> {
    let id = item_id.to_owned();
    let read = app.store.read(move |tx| {
        let id = id.clone();
        Box::pin(async move { Ok::<_, store::StoreError>((workshop::by_id(tx, &id).await?, standings::by_item(tx, &id).await?, reports::open(tx).await?)) })
    });
    let (row, decided, open) = read.await?;
    let edition = app.editions.current().edition;
    let published = edition.place(item_id).map(|at| known(&edition.pool[at].item, false));
    let before = shipped(app).get(item_id).map(|s| known(&s.item, true)).or(published);
    let Some(mut summary) = row.map_or_else(|| before.clone(), |row| Some(with_text(before.clone(), row))) else { return Ok(None) };
    if let Some(decision) = decided {
        summary.standing = Standing::parse(&decision.standing);
    }
    summary.open_reports = open.into_iter().find(|(id, _)| id == item_id).map_or(0, |(_, count)| count);
    Ok(Some(summary))
}
