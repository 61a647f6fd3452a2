//! Which items of two files are the same under different names.

use std::collections::BTreeMap;

use super::fault::{Faults, Problem};
use super::groups::pairs;

/// One item and its two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name in the file whose scale is to be changed.
    pub from: String,
    /// Its name in the file whose scale is kept.
    pub to: String,
}

/// Reads a table with the columns `from` and `to`, in the order of its rows.
///
/// # Errors
/// Every defect with its line and column: see [`Problem`]. A name that stands twice on one side is a defect.
pub fn read_links(bytes: &[u8]) -> Result<Vec<Link>, Faults> {
    let (mut links, mut seen) = (Vec::new(), [BTreeMap::new(), BTreeMap::new()]);
    pairs(bytes, ["from", "to"], |line, [from, to]| {
        for (names, name) in seen.iter_mut().zip([&from, &to]) {
            if let Some(first) = names.insert(name.clone(), line) {
                return Err(Problem::RepeatedName { name: name.clone(), first });
            }
        }
        links.push(Link { from, to });
        Ok(())
    })?;
    Ok(links)
}
