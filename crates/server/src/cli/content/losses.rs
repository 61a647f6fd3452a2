//! What was lost, said.

use std::collections::BTreeMap;

use formats::exchange::{Code, Loss, Weight};

use super::Voice;

/// The sentence of a loss.
pub(super) fn sentence(voice: &Voice, loss: &Loss) -> String {
    voice.say(&format!("exchange-{}", loss.code.code()), &[("detail", loss.detail.as_str().into())])
}

/// A line for each loss, the grave ones first; what is the same for many items is said once, with their number.
pub(super) fn lines(voice: &Voice, losses: &[Loss]) -> Vec<String> {
    let mut of_many: BTreeMap<(Code, &str), usize> = BTreeMap::new();
    for loss in losses.iter().filter(|l| is_of_many(l.code)) {
        let what = if loss.code == Code::DetailDropped { loss.detail.as_str() } else { "" };
        *of_many.entry((loss.code, what)).or_default() += 1;
    }
    let mut told: Vec<&Loss> = losses.iter().filter(|l| !is_of_many(l.code)).collect();
    told.sort_by_key(|l| (l.code.weight(), &l.file, l.line));
    let line = |l: &&Loss| {
        let place = match (l.file.is_empty(), l.line) {
            (true, _) => String::new(),
            (false, 0) => format!("{}: ", l.file),
            (false, line) => format!("{}:{line}: ", l.file),
        };
        let item = if l.item.is_empty() { String::new() } else { format!("{}: ", l.item) };
        format!("{} {place}{item}{} [{}]", mark(l.code), sentence(voice, l).trim(), l.code.code())
    };
    let mut lines: Vec<String> = told.iter().map(line).collect();
    lines.extend(of_many.into_iter().map(|((code, what), count)| {
        let key = if what.is_empty() { format!("exchange-all-{}", code.code()) } else { format!("exchange-all-{what}") };
        format!("{} {} [{}]", mark(code), voice.say(&key, &[("count", count.into())]), code.code())
    }));
    lines
}

/// The same for many items: not worth a line each.
const fn is_of_many(code: Code) -> bool {
    matches!(code, Code::HeaderGuessed | Code::LanguageGuessed | Code::DetailDropped)
}

/// How grave it is, at a glance.
const fn mark(code: Code) -> char {
    match code.weight() {
        Weight::Refused => '✗',
        Weight::Changed => '≠',
        Weight::Dropped => '−',
        Weight::Guessed => '?',
    }
}

/// The losses as JSON.
pub(super) fn json(losses: &[Loss]) -> serde_json::Value {
    let weight = |l: &Loss| match l.code.weight() {
        Weight::Refused => "refused",
        Weight::Changed => "changed",
        Weight::Dropped => "dropped",
        Weight::Guessed => "guessed",
    };
    let one = |l: &Loss| serde_json::json!({ "file": l.file, "line": l.line, "item": l.item, "code": l.code.code(), "weight": weight(l), "detail": l.detail });
    losses.iter().map(one).collect()
}
