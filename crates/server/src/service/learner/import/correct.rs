//! The lines of a file that were refused, to be put right and sent again. Once a file is written, they are what is kept of it for a while.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Authorised, ManageLearners};
use domain::learner::{Column, Fault, Plan, RowFault};
use domain::refusal::Refusal;
use formats::table::{Line, Table};
use serde::{Deserialize, Serialize};
use store::imports;
use uuid::Uuid;

use super::Status;
use super::choices::Choices;
use super::look::{load, planned_now, table_of};
use super::rows::people;
use crate::app::App;
use crate::service::Result;

/// Refused lines that are kept, at the most: whoever has more will bring another file.
const KEPT: usize = 5_000;

/// Lines that were refused, as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The heads of the file; empty where it has none.
    pub heads: Vec<String>,
    /// The lines.
    pub lines: Vec<RefusedLine>,
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Its number in the file.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<String>,
    /// The words of what is at fault: column, fault, cell, and the other line it is about.
    faults: Vec<(String, String, String, Option<u32>)>,
}

impl RefusedLine {
    /// The cells at fault.
    pub fn faults(&self) -> impl Iterator<Item = RowFault> {
        self.faults.iter().filter_map(|(column, why, cell, other)| {
            let why = Fault::ALL.iter().copied().find(|fault| fault.code() == why)?;
            Some(RowFault { line: self.number, column: Column::parse(column)?, cell: cell.clone(), why, other: *other })
        })
    }
}

/// The lines of a file that are refused, or were when it was written.
///
/// # Errors
/// [`Refusal::NotFound`], also when it was given up, or written so long ago that nothing is kept.
pub async fn to_correct(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<Refused> {
    let import = load(app, proof, id).await?;
    match import.status {
        Status::Read | Status::Mapped => {
            let table = table_of(app, id, import.choices.sheet.clone()).await?;
            let planned = planned_now(app, proof, table, import.choices.clone()).await?;
            Ok(refused(&planned.table, &import.choices, &planned.plan))
        }
        Status::Done => {
            let kept = app.store.read(move |tx| Box::pin(imports::body(tx, id))).await?.ok_or(Refusal::NotFound)?;
            Ok(serde_json::from_slice(&kept)?)
        }
        Status::Running | Status::Cancelled | Status::Failed => Err(Refusal::NotFound.into()),
    }
}

/// What a plan refuses of a file.
pub(super) fn refused(table: &Table, choices: &Choices, plan: &Plan) -> Refused {
    let mut why: BTreeMap<u32, Vec<&RowFault>> = BTreeMap::new();
    for fault in &plan.faults {
        why.entry(fault.line).or_default().push(fault);
    }
    let numbers: BTreeSet<u32> = why.keys().copied().take(KEPT).collect();
    let heads = choices.heads.and_then(|number| table.lines.iter().find(|line| line.number == number));
    let line = |line: &Line| RefusedLine {
        number: line.number,
        cells: line.cells().map(str::to_owned).collect(),
        faults: why[&line.number].iter().map(|f| (f.column.code().to_owned(), f.why.code().to_owned(), f.cell.clone(), f.other)).collect(),
    };
    Refused {
        heads: heads.map_or_else(Vec::new, |line| line.cells().map(str::to_owned).collect()),
        lines: people(table, choices).iter().filter(|line| numbers.contains(&line.number)).map(line).collect(),
    }
}
