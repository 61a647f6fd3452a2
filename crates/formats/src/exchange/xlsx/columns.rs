//! The columns of the workbook. Names stand in its first row and never change; what people read stands in the second.

/// Entries of an item: options, steps, lines, elements, gaps, passages, wrong ideas.
pub(super) const ENTRIES: usize = 10;

/// Columns before the entries.
pub(super) const BEFORE: [&str; 20] = [
    "kind",
    "id",
    "title",
    "objective",
    "trades",
    "setting",
    "language",
    "difficulty",
    "time",
    "points",
    "situation",
    "question",
    "text",
    "answer",
    "tolerance",
    "unit",
    "units",
    "placeholder",
    "shuffle",
    "feedback",
];
/// What each entry has: `1.text`, `1.key`, `1.feedback`.
pub(super) const OF_ENTRY: [&str; 3] = ["text", "key", "feedback"];
/// Columns after the entries.
pub(super) const AFTER: [&str; 12] = [
    "spare",
    "explanation",
    "source-title",
    "source-publisher",
    "source-date",
    "source-url",
    "source-checked",
    "source-review-by",
    "review",
    "enemies",
    "version",
    "translates",
];
/// Kinds that have a row.
pub(super) const KINDS: [&str; 9] = ["single-choice", "multiple-choice", "ordering", "matching", "categorise", "gaps", "short-answer", "number", "hot-text"];

/// Every column by its name.
pub(super) fn names() -> Vec<String> {
    let entries = (1..=ENTRIES).flat_map(|n| OF_ENTRY.iter().map(move |part| format!("{n}.{part}")));
    BEFORE.iter().map(|n| (*n).to_owned()).chain(entries).chain(AFTER.iter().map(|n| (*n).to_owned())).collect()
}
