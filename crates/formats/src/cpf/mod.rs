//! What a certifier tells the Caisse des Dépôts of those who were certified (« accrochage », articles L. 6113-8 and R. 6113-17-1 of the Code du travail): a
//! file of passages out, the acknowledgement of its treatment in.
//!
//! The schema is `urn:cdc:cpf:pc5:schema:1.0.0`, version 1.1.5 (portal of the certifiers, March 2026), of which this program writes the part that its
//! certificates need. Its rules stand in `schema.rs` as a table and are held against every file before anybody may send it; what a single row lacks is said
//! before, row by row, in words (`passage.rs`).

mod flow;
mod passage;
mod report;
mod schema;

pub use flow::{Flow, Sender, SenderFault, sender_faults, write};
pub use passage::{Fault, Passage, Sex, faults};
pub use report::{Rejected, Report, ReportFault, read_report};
pub use schema::{SchemaFault, check};

#[cfg(test)]
mod tests;
