//! Sources that are to be read again: the facts of digital health change with each year's law.

use domain::date::Day;
use domain::item::Item;
use formats::content::line_of;

use super::Checked;

/// Days before its end in which a source is called due.
pub const NOTICE: u16 = 60;

/// An item whose source is to be read again soon, or should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The item.
    pub item: String,
    /// The last day on which its source is trusted.
    pub last: Day,
    /// Whether that day is over: the item is no longer drawn.
    pub has_expired: bool,
}

/// Short names of the domains of which every French question has a source that is no longer trusted. There the rule that such questions leave the drawing
/// is let go: old questions measure better than none.
pub fn wholly_expired(checked: &Checked, today: Day) -> Vec<String> {
    let Some(framework) = &checked.framework else { return Vec::new() };
    let mut found = Vec::new();
    for (place, domain) in framework.domains.iter().enumerate() {
        let is_here = |item: &&Item| item.language == "fr" && framework.place_of(&item.objective).is_some_and(|p| p.domain == place);
        let mut items = checked.items.iter().filter(is_here).peekable();
        if items.peek().is_some() && items.all(|item| item.source.has_expired(today)) {
            found.push(domain.short.clone());
        }
    }
    found
}

/// Items whose source ends within [`NOTICE`] days of `today` or has ended, the first to end first.
pub fn due(checked: &Checked, today: Day) -> Vec<Due> {
    let one = |(item, (file, text)): (&Item, &(String, String))| {
        let last = item.source.review_by().filter(|last| *last <= today.plus(NOTICE))?;
        let opens = if item.source.review_by.is_some() { "review_by" } else { "checked" };
        let line = line_of(text, opens, 0);
        Some(Due { file: file.clone(), line, item: item.id.clone(), last, has_expired: item.source.has_expired(today) })
    };
    let mut due: Vec<Due> = checked.items.iter().zip(&checked.sources).filter_map(one).collect();
    due.sort_by_key(|d| d.last);
    due
}
