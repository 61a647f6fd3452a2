//! A file comes in.

use domain::access::{Authorised, ManageLearners};
use domain::learner::{guess, heads_at};
use formats::table::{self, NotTable, Table};
use store::imports;
use uuid::Uuid;

use super::choices::Choices;
use crate::app::App;
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// Reads a file and keeps it, with a guess of what its columns are. Nobody is written.
///
/// # Errors
/// The store's, or too much to do at once. What is no table is answered, not an error.
pub async fn begin(app: &App, proof: &Authorised<ManageLearners>, name: String, bytes: Vec<u8>) -> Result<Result<Uuid, NotTable>> {
    let pass = app.gates.exports.enter().await?;
    let work = move || {
        let read = table::read(&bytes, None).map(|table| (guessed(&table), table.lines.len()));
        drop(pass);
        (bytes, read)
    };
    let (bytes, read) = tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string()))?;
    let (choices, lines) = match read {
        Ok(read) => read,
        Err(why) => return Ok(Err(why)),
    };
    let now = app.clock.now();
    let id = app.entropy.id(now);
    let row = imports::Import {
        id,
        organisation_id: organisation_of(proof),
        started_by: actor_of(proof),
        name,
        mapping: choices.stored(),
        status: String::new(),
        line_count: (lines - usize::from(choices.heads.is_some())) as i64,
        progress: 0,
        report: String::new(),
        created_at: now,
        alive_at: now,
        settled_at: None,
    };
    app.store.write_unrepeated(move |tx| Box::pin(async move { imports::insert(tx, &row, &bytes).await })).await?;
    Ok(Ok(id))
}

/// What the heads say; without heads, nothing.
pub(super) fn guessed(table: &Table) -> Choices {
    let at = heads_at(table.lines.iter().map(table::Line::cells)).or_else(|| table.lines.first().filter(|line| !looks_like_somebody(line)).map(|_| 0));
    let heads = at.and_then(|at| table.lines.get(at));
    let width = table.lines.iter().map(table::Line::len).max().unwrap_or_default();
    let mapping = guess((0..width).map(|column| heads.map_or("", |line| line.cell(column))));
    Choices {
        sheet: table.sheet.clone(),
        heads: heads.map(|line| line.number),
        columns: mapping.columns().iter().map(|column| column.code().to_owned()).collect(),
        ..Choices::default()
    }
}

/// Whether a line speaks of somebody rather than of columns: an address, a day or a number stands in it.
fn looks_like_somebody(line: &table::Line) -> bool {
    line.cells().any(|cell| cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= 4)
}
