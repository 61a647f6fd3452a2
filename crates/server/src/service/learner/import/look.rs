//! Looking at a file: its columns, and what it would change.

use std::collections::BTreeMap;

use domain::access::{Authorised, ManageLearners};
use domain::learner::{Absent, Column, NoticeKind, Plan};
use domain::refusal::Refusal;
use domain::text::fold;
use formats::table::{self, Table};
use store::imports;
use uuid::Uuid;

use super::choices::Choices;
use super::lists::{Standing, standing};
use super::rows::{people, planned, word};
use super::{Import, Status, begin};
use crate::app::App;
use crate::service::organisation::organisation_of;
use crate::service::{Failure, Result};

/// Files that are listed.
const LISTED: i64 = 10;
/// Cells that show what a column holds.
const SAMPLES: usize = 3;
/// Words of trades that can be decided on one page.
const WORDS: usize = 60;

/// Files of an organisation, the newest first: those on their way, and the last ones.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, proof: &Authorised<ManageLearners>) -> Result<Vec<Import>> {
    let organisation = organisation_of(proof);
    let rows = app.store.read(move |tx| Box::pin(imports::of_organisation(tx, organisation, LISTED))).await?;
    Ok(rows.into_iter().map(Import::of).collect())
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`] also for a file of another organisation.
pub async fn load(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<Import> {
    Ok(Import::of(row(app, proof, id).await?))
}

pub(super) async fn row(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<imports::Import> {
    let organisation = organisation_of(proof);
    let row = app.store.read(move |tx| Box::pin(imports::load(tx, id))).await?;
    Ok(row.filter(|row| row.organisation_id == organisation).ok_or(Refusal::NotFound)?)
}

/// The table of a file, read again.
pub(super) async fn table_of(app: &App, id: Uuid, sheet: Option<String>) -> Result<Table> {
    let body = app.store.read(move |tx| Box::pin(imports::body(tx, id))).await?.ok_or(Refusal::NotFound)?;
    let pass = app.gates.exports.enter().await?;
    let work = move || {
        let table = table::read(&body, sheet.as_deref());
        drop(pass);
        table
    };
    let read = tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string()))?;
    // it was read when it came: a sheet that is not there was asked for by hand
    read.map_err(|_| Refusal::NotFound.into())
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnView {
    /// Its head, where there are heads.
    pub head: String,
    /// What it holds: the first cells with something in them.
    pub samples: Vec<String>,
    /// What it is said to be.
    pub column: Column,
}

/// A file and its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The file.
    pub import: Import,
    /// The word for how it is written: `utf-8`, `windows-1252`…
    pub encoding: &'static str,
    /// Between two cells.
    pub separator: Option<char>,
    /// Sheets to choose from.
    pub sheets: Vec<String>,
    /// Lines below the heads.
    pub lines: i64,
    /// The line that holds the heads.
    pub heads: Option<u32>,
    /// The line that would hold them, were it said so.
    pub first_line: u32,
    /// Its columns.
    pub columns: Vec<ColumnView>,
}

/// Looks at the columns; `sheet` is another one than was said, or empty.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`] once it is being written or settled.
pub async fn columns(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, sheet: &str) -> Result<Look> {
    let mut import = load(app, proof, id).await?;
    open(&import)?;
    let sheet = Some(sheet.to_owned()).filter(|sheet| !sheet.is_empty()).or_else(|| import.choices.sheet.clone());
    let table = table_of(app, id, sheet).await?;
    if table.sheet != import.choices.sheet {
        import.choices = begin::guessed(&table);
    }
    Ok(look(import, &table))
}

fn look(import: Import, table: &Table) -> Look {
    let lines = people(table, &import.choices);
    let heads = import.choices.heads.and_then(|number| table.lines.iter().find(|line| line.number == number));
    let width = table.lines.iter().map(table::Line::len).max().unwrap_or_default();
    let mapping = import.choices.mapping();
    let column = |place: usize| ColumnView {
        head: heads.map_or_else(String::new, |line| line.cell(place).to_owned()),
        samples: lines.iter().map(|line| line.cell(place)).filter(|cell| !cell.is_empty()).take(SAMPLES).map(short).collect(),
        column: mapping.columns().get(place).copied().unwrap_or(Column::Ignored),
    };
    Look {
        encoding: table.encoding.code(),
        separator: table.separator,
        sheets: table.sheets.clone(),
        lines: lines.len() as i64,
        heads: import.choices.heads,
        first_line: heads.or(table.lines.first()).map_or(1, |line| line.number),
        columns: (0..width).map(column).collect(),
        import,
    }
}

fn short(cell: &str) -> String {
    let mut short: String = cell.chars().take(40).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}

fn open(import: &Import) -> Result<()> {
    match import.status {
        Status::Read | Status::Mapped => Ok(()),
        Status::Running | Status::Done | Status::Cancelled | Status::Failed => Err(Refusal::ImportOver.into()),
    }
}

/// Says what the columns are.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`].
pub async fn choose(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, sheet: Option<String>, heads: Option<u32>, columns: Vec<Column>) -> Result<()> {
    let import = load(app, proof, id).await?;
    open(&import)?;
    let columns = columns.into_iter().map(|column| column.code().to_owned()).collect();
    keep(app, id, Choices { sheet, heads, columns, ..import.choices }).await
}

/// Says what trades of the file mean: words as the file writes them, with a code, an empty one for none.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`].
pub async fn decide(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, said: &BTreeMap<String, String>) -> Result<()> {
    let mut import = load(app, proof, id).await?;
    open(&import)?;
    for (cell, code) in said.iter().take(WORDS) {
        import.choices.trades.insert(word(cell), code.clone());
    }
    keep(app, id, import.choices).await
}

async fn keep(app: &App, id: Uuid, choices: Choices) -> Result<()> {
    let (now, stored) = (app.clock.now(), choices.stored());
    let kept = app.store.write(move |tx| {
        let stored = stored.clone();
        Box::pin(async move { imports::map(tx, id, &stored, now).await })
    });
    if kept.await? { Ok(()) } else { Err(Refusal::ImportOver.into()) }
}

/// What a file would change.
#[derive(Debug)]
pub struct Preview {
    /// The file.
    pub import: Import,
    /// Line by line.
    pub plan: Plan,
    /// Names of people whom the file does not name, in the units and cohorts that it names: the first of them.
    pub absent: Vec<String>,
    /// Trades that are not known, as the file writes them, with how many lines, and what was decided.
    pub trades: Vec<(String, usize, Option<String>)>,
    /// People on the list before.
    pub people: usize,
}

/// Looks at what a file would change. Nothing is written.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::ImportOver`].
pub async fn preview(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<Preview> {
    let import = load(app, proof, id).await?;
    open(&import)?;
    let table = table_of(app, id, import.choices.sheet.clone()).await?;
    let Planned { table, plan, standing } = planned_now(app, proof, table, import.choices.clone()).await?;
    let (absent, trades) = (absent(&plan, &standing), unknown(&table, &import.choices, &plan));
    Ok(Preview { import, plan, absent, trades, people: standing.learners.len() })
}

/// A file, and what it would do to the list of this moment.
pub(super) struct Planned {
    pub(super) table: Table,
    pub(super) plan: Plan,
    pub(super) standing: Standing,
}

pub(super) async fn planned_now(app: &App, proof: &Authorised<ManageLearners>, table: Table, choices: Choices) -> Result<Planned> {
    plan_for(app, organisation_of(proof), table, choices).await
}

/// Plans, at the side of the threads that answer.
pub(super) async fn plan_for(app: &App, organisation: Uuid, table: Table, choices: Choices) -> Result<Planned> {
    let standing = standing(app, organisation).await?;
    let (words, now) = (app.people.clone(), app.clock.now());
    let work = move || {
        let plan = planned(&table, &choices, &words, &standing.lists, now);
        Planned { table, plan, standing }
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string()))
}

fn absent(plan: &Plan, standing: &Standing) -> Vec<String> {
    let name = |at: &usize| standing.learners.get(*at).map(|learner| format!("{} {}", learner.given_name, learner.family_name));
    plan.leaving(Absent::LeaveAll).iter().take(8).filter_map(name).collect()
}

/// Words of trades that nobody knows, and those that were decided, the most frequent first.
fn unknown(table: &Table, choices: &Choices, plan: &Plan) -> Vec<(String, usize, Option<String>)> {
    let Some(place) = choices.mapping().place(Column::Trade) else { return Vec::new() };
    let mut of: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut count = |cell: &str| of.entry(fold(cell)).or_insert_with(|| (cell.to_owned(), 0)).1 += 1;
    plan.notices.iter().filter(|notice| notice.kind == NoticeKind::TradeUnknown).for_each(|notice| count(&notice.cell));
    if !choices.trades.is_empty() {
        people(table, choices).iter().map(|line| line.cell(place)).filter(|cell| choices.trades.contains_key(&word(cell))).for_each(count);
    }
    let mut found: Vec<(String, usize, Option<String>)> =
        of.into_values().map(|(cell, lines)| (cell.clone(), lines, choices.trades.get(&word(&cell)).cloned())).collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(WORDS);
    found
}
