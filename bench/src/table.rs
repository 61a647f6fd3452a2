//! Tables in Markdown, as bench/README.md holds them.

/// The table as text: numbers to the right, one line a row.
///
/// # Panics
/// When a row has another number of cells than the head.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("| {} |\n|---", head.join(" | "));
    text.push_str(&"|---:".repeat(head.len().saturating_sub(1)));
    text.push_str("|\n");
    for row in rows {
        assert_eq!(row.len(), head.len(), "a cell for each column");
        text.push_str("| ");
        text.push_str(&row.join(" | "));
        text.push_str(" |\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown() {
        assert_eq!(table(&["program", "s"], &[vec!["ours".into(), "0.1".into()]]), "| program | s |\n|---|---:|\n| ours | 0.1 |\n");
    }
}
