//! The acknowledgement of treatment: which rows the Caisse took, and why it did not take the others.

use roxmltree::{Document, Node, ParsingOptions};

/// Elements that a report may hold: two hundred thousand rows of four, which is what a file may hold at most.
const NODES: u32 = 2_000_000;

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// `idFlux` of the file it is about; empty where it does not say.
    pub flow: String,
    /// `idTraitement`.
    pub treatment: String,
    /// References of the rows that were taken.
    pub accepted: Vec<String>,
    /// Those that were not.
    pub rejected: Vec<Rejected>,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its reference.
    pub reference: String,
    /// Why, as the Caisse says it.
    pub reason: String,
}

/// Why a file is no acknowledgement of treatment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFault {
    /// It is not XML, or has a document type.
    NotXml,
    /// It tells of no row: an acknowledgement of receipt, perhaps.
    NoRows,
}

/// Reads an acknowledgement of treatment. Names are taken without their prefix and whatever their case: reports have been seen both ways.
///
/// # Errors
/// [`ReportFault`].
pub fn read_report(xml: &str) -> Result<Report, ReportFault> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml.trim_start_matches('\u{feff}').trim_start(), options).map_err(|_| ReportFault::NotXml)?;
    let root = document.root_element();
    let mut report = Report { flow: first(root, "idFlux"), treatment: first(root, "idTraitement"), ..Report::default() };
    for list in root.descendants().filter(|n| is(*n, "PassagesOK")) {
        report.accepted.extend(list.descendants().filter(|n| is(*n, "idTechnique")).map(text).filter(|t| !t.is_empty()));
    }
    for list in root.descendants().filter(|n| is(*n, "PassagesKO")) {
        for row in list.children().filter(|n| is(*n, "passage")) {
            let reasons: Vec<String> = row.descendants().filter(|n| is(*n, "messageErreur")).map(text).filter(|t| !t.is_empty()).collect();
            let reference = first(row, "idTechnique");
            if !reference.is_empty() {
                report.rejected.push(Rejected { reference, reason: reasons.join(" ; ") });
            }
        }
    }
    if report.accepted.is_empty() && report.rejected.is_empty() { Err(ReportFault::NoRows) } else { Ok(report) }
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

fn first(node: Node<'_, '_>, name: &str) -> String {
    node.descendants().find(|n| is(*n, name)).map(text).unwrap_or_default()
}

fn text(node: Node<'_, '_>) -> String {
    node.text().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
