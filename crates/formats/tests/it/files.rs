//! Files of the repository that tests read.

use std::path::Path;

/// The bytes of a file.
#[expect(clippy::disallowed_methods, reason = "a test reads files; the readers it tests never do")]
pub fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The text of a file.
pub fn text(path: &Path) -> String {
    String::from_utf8(bytes(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
