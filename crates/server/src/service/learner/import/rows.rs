//! The lines of a file as people, by what was said of its columns.

use domain::date::Day;
use domain::learner::{Lists, Plan, Row, Trades, plan, read};
use domain::text::fold;
use formats::content::People;
use formats::table::{Line, Table};

use super::choices::Choices;

/// The lines below the heads.
pub(super) fn people<'a>(table: &'a Table, choices: &Choices) -> &'a [Line] {
    let above = choices.heads.map_or(0, |heads| table.lines.partition_point(|line| line.number <= heads));
    &table.lines[above..]
}

/// What the file would do to a list.
pub(super) fn planned(table: &Table, choices: &Choices, people_words: &People, lists: &Lists, now: i64) -> Plan {
    let (mapping, trades, today) = (choices.mapping(), trades(choices, people_words), Day::of(now));
    let row = |line: &Line| -> Row { read(line.number, &mapping, |place| line.cell(place), &trades, today) };
    plan(people(table, choices).iter().map(row).collect(), lists)
}

fn trades(choices: &Choices, words: &People) -> Trades {
    let names =
        words.trades.iter().flat_map(|trade| [Some((trade.id.as_str(), trade.name.as_str())), trade.english.as_deref().map(|name| (trade.id.as_str(), name))]);
    let known = |code: &str| code.is_empty() || words.trades.iter().any(|trade| trade.id == code);
    let decided = choices.trades.iter().filter(|(_, code)| known(code)).map(|(word, code)| (word.as_str(), code.as_str()));
    Trades::new(names.flatten(), decided)
}

/// As a word of a file is kept among the choices.
pub(super) fn word(cell: &str) -> String {
    fold(cell)
}
