//! Items that a careful reader would ask about: the check-list against flawed items, over the whole content.

use domain::item::{self, Flaw, Severity};
use formats::content::line_of;

use super::Checked;

/// A flaw of an item, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFlaw {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The item.
    pub item: String,
    /// The flaw.
    pub flaw: Flaw,
}

/// Flaws of all items that could be read, in order of file, then of the rules.
pub fn flaws(checked: &Checked) -> Vec<FoundFlaw> {
    let of_item = |(item, (file, text)): (&item::Item, &(String, String))| {
        let found = |flaw: Flaw| FoundFlaw { file: file.clone(), line: line_of(text, flaw.anchor.0, flaw.anchor.1), item: item.id.clone(), flaw };
        item::flaws(item).into_iter().map(found).collect::<Vec<_>>()
    };
    checked.items.iter().zip(&checked.sources).flat_map(of_item).collect()
}

/// How many flaws there are of each severity, the gravest first.
pub fn flaw_counts(found: &[FoundFlaw]) -> [usize; 3] {
    [Severity::Fault, Severity::Doubt, Severity::Hint].map(|severity| found.iter().filter(|f| f.flaw.severity == severity).count())
}
