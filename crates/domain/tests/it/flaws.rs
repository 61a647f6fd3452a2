//! What is shipped passes the check-list against flawed items.

use domain::item::{Item, Severity, flaws};

use crate::content::SHIPPED;

fn items() -> impl Iterator<Item = &'static Item> {
    SHIPPED.pool.iter().map(|p| &p.item)
}

#[test]
fn no_shipped_item_has_a_flaw_that_must_be_mended() {
    let found: Vec<String> = items()
        .flat_map(|item| flaws(item).into_iter().filter(|f| f.severity == Severity::Fault).map(|f| format!("{}: {} {}", item.id, f.code, f.detail)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nine_shipped_items_in_ten_leave_a_careful_reader_nothing_to_ask() {
    let doubtful = items().filter(|item| flaws(item).iter().any(|f| f.severity < Severity::Hint)).count();
    assert!(10 * doubtful <= items().count(), "{doubtful} items of {}", items().count());
}
