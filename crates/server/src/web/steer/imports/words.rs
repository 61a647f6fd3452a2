//! What a file would change, in words.

use std::collections::BTreeMap;

use domain::learner::{Absent, Act, NoticeKind, Plan, Planned, RowFault};

use crate::service::learner::import::Preview;
use crate::web::names;
use crate::web::view::FieldError;
use crate::web::view::profile_form::TradeGroup;
use crate::web::view::steer::Frame;
use crate::web::view::steer::imports::{AbsentChoice, ChangedRow, Counts, FaultRow, FileHead, ImportPreviewPage, NewRow, NoticeRow, UnknownTrade};
use crate::web::visit::Visit;

/// Cells at fault on the page; all of them are in the file to take away.
const FAULTS: usize = 100;
/// People on the page, of each kind.
const PEOPLE: usize = 25;
/// Names of units and cohorts on the page.
const NAMES: usize = 40;
/// Lines that a notice names.
const LINES: usize = 12;

/// A cell at fault: what is wrong, and what to do.
pub(super) fn told(visit: &Visit, fault: &RowFault) -> FaultRow {
    let code = fault.why.code();
    FaultRow {
        line: fault.line,
        column: visit.say(&format!("intake-column-{}", fault.column.code())),
        cell: fault.cell.clone(),
        why: visit.say_with(&format!("intake-fault-{code}"), &[("line", i64::from(fault.other.unwrap_or_default()).into())]),
        cure: visit.say(&format!("intake-cure-{code}")),
    }
}

/// The page.
pub(super) fn preview_page(
    visit: &Visit,
    frame: Frame,
    file: FileHead,
    preview: &Preview,
    trades: Vec<TradeGroup>,
    errors: Vec<FieldError>,
) -> ImportPreviewPage {
    let plan = &preview.plan;
    let of = |is: fn(&Act) -> bool| plan.lines.iter().filter(|line| is(&line.act)).count() as u64;
    let absent = |choice: Absent| AbsentChoice { code: choice.code(), people: plan.leaving(choice).len() };
    ImportPreviewPage {
        frame,
        file,
        counts: Counts {
            added: of(|act| matches!(act, Act::Add)),
            changed: of(|act| matches!(act, Act::Change(..))),
            kept: of(|act| matches!(act, Act::Keep(_))),
            left: 0,
            refused: plan.refused().len() as u64,
        },
        people: preview.people,
        units: some(&plan.new_units),
        cohorts: some(&plan.new_cohorts),
        faults: plan.faults.iter().take(FAULTS).map(|fault| told(visit, fault)).collect(),
        fault_count: plan.faults.len(),
        unknown: unknown(preview),
        trades,
        notices: notices(visit, plan),
        new: plan.lines.iter().filter(|line| line.act == Act::Add).take(PEOPLE).map(|line| new_row(visit, line)).collect(),
        changed: plan.lines.iter().filter_map(|line| changed_row(visit, line)).take(PEOPLE).collect(),
        absent: Absent::ALL.into_iter().map(absent).filter(|choice| choice.people > 0 || choice.code == Absent::Stay.code()).collect(),
        absent_names: preview.absent.clone(),
        errors,
    }
}

fn some(names: &[String]) -> Vec<String> {
    let mut some: Vec<String> = names.iter().take(NAMES).cloned().collect();
    if names.len() > NAMES {
        some.push("…".to_owned());
    }
    some
}

fn unknown(preview: &Preview) -> Vec<UnknownTrade> {
    let row = |(place, (word, lines, decided)): (usize, &(String, usize, Option<String>))| UnknownTrade {
        place,
        word: word.clone(),
        lines: *lines,
        decided: decided.clone(),
    };
    preview.trades.iter().enumerate().map(row).collect()
}

fn notices(visit: &Visit, plan: &Plan) -> Vec<NoticeRow> {
    let mut of: BTreeMap<NoticeKind, (Vec<u32>, usize)> = BTreeMap::new();
    // trades that are not known have a form of their own
    for notice in plan.notices.iter().filter(|notice| notice.kind != NoticeKind::TradeUnknown) {
        let (lines, count) = of.entry(notice.kind).or_default();
        *count += 1;
        if lines.len() < LINES {
            lines.push(notice.line);
        }
    }
    of.into_iter().map(|(kind, (lines, count))| NoticeRow { lines, count, text: visit.say(&format!("intake-notice-{}", kind.code())) }).collect()
}

fn new_row(visit: &Visit, line: &Planned) -> NewRow {
    let entry = &line.entry;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let trade = visit.app.people.trades.iter().find(|trade| Some(&trade.id) == entry.trade.as_ref());
    NewRow {
        line: entry.line,
        family_name: entry.family_name.clone(),
        given_name: entry.given_name.clone(),
        number: said(&entry.number),
        trade: trade.map(|trade| names::named(trade, visit.lang)).unwrap_or_default(),
        unit: said(&entry.unit),
        cohort: entry.cohorts.join(", "),
    }
}

fn changed_row(visit: &Visit, line: &Planned) -> Option<ChangedRow> {
    let Act::Change(_, changes) = &line.act else { return None };
    let what: Vec<String> = changes.iter().map(|change| visit.say(&format!("intake-changes-{}", change.code()))).collect();
    Some(ChangedRow { line: line.entry.line, name: format!("{} {}", line.entry.given_name, line.entry.family_name), what: what.join(", ") })
}

/// A, B… Z, AA: how spreadsheets name the column of a place.
pub(super) fn spreadsheet_letters(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { format!("{}{last}", spreadsheet_letters(place / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 51, 52, 199].map(spreadsheet_letters), ["A", "Z", "AA", "AZ", "BA", "GR"]);
    }
}
