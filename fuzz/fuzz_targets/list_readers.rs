//! The readers of `formats::table` and the rules of `domain::learner`: any bytes are a table or a named refusal; whoever comes in leaves as
//! CSV and as a workbook, and comes back; the same list twice changes nobody.
#![no_main]

use domain::date::Day;
use domain::learner::{Lists, Row, Trades, guess, heads_at, plan, read};
use formats::table::{self, Csv, Table, limits};
use libfuzzer_sys::fuzz_target;

fn rows(table: &Table) -> Vec<Row> {
    let at = heads_at(table.lines.iter().map(|line| line.cells())).unwrap_or(0);
    let mapping = guess(table.lines[at].cells());
    let trades = Trades::new([("infirmier", "Infirmier, infirmière")].into_iter(), std::iter::empty());
    let today = Day::parse("2026-11-22").expect("a day");
    table.lines[at + 1..].iter().map(|line| read(line.number, &mapping, |place| line.cell(place), &trades, today)).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(table) = table::read(bytes, None) else { return };
    assert!(!table.lines.is_empty() && table.lines.len() <= limits::ROWS + 1);
    assert!(table.lines.windows(2).all(|pair| pair[0].number < pair[1].number), "lines have numbers that grow");
    let planned = plan(rows(&table), &Lists::default());
    let refused = planned.refused();
    assert!(planned.lines.iter().all(|line| !refused.contains(&line.entry.line)), "a line is taken or refused");
    let mut out = Csv::new::<&str>(&[]);
    table.lines.iter().for_each(|line| out.words(&line.cells().collect::<Vec<_>>()));
    for line in String::from_utf8(out.finish()).expect("UTF-8").lines() {
        assert!(!line.trim_start_matches('\u{feff}').starts_with(['=', '+', '@']), "a formula leaves as words");
    }
});
