//! A row of the archive, its columns, and the sum by which what was written is held to what is read back.

use sha2::{Digest, Sha256};

/// The columns, as every file's footer states them. A change of it is a new version of the archive.
pub const SCHEMA: &str = "message answer {
  REQUIRED FIXED_LEN_BYTE_ARRAY (16) session_id (UUID);
  REQUIRED INT64 seq;
  REQUIRED BYTE_ARRAY item_id (STRING);
  REQUIRED BYTE_ARRAY item_hash;
  REQUIRED BYTE_ARRAY parameters (JSON);
  REQUIRED BYTE_ARRAY shown (JSON);
  OPTIONAL BYTE_ARRAY response (JSON);
  REQUIRED INT64 category;
  REQUIRED INT64 categories;
  REQUIRED INT64 elapsed;
  REQUIRED INT64 at (TIMESTAMP(MICROS,true));
  OPTIONAL BYTE_ARRAY idempotency_key (STRING);
}";

/// An answer of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedAnswer {
    /// The session's identifier.
    pub session_id: [u8; 16],
    /// Number of the question in it, from 1.
    pub seq: i64,
    /// The item.
    pub item_id: String,
    /// SHA-256 of the item's text.
    pub item_hash: Vec<u8>,
    /// The parameters believed when it was shown, JSON.
    pub parameters: String,
    /// The order in which its lists were shown, JSON.
    pub shown: String,
    /// What came back, JSON; none for "I don't know".
    pub response: Option<String>,
    /// Points won.
    pub category: i64,
    /// Points that could be won, and one.
    pub categories: i64,
    /// Time counted, in microseconds.
    pub elapsed: i64,
    /// When it was given, microseconds UTC.
    pub at: i64,
    /// The key of the request.
    pub idempotency_key: Option<String>,
}

/// SHA-256 over rows in their order: every value of every row, each with its length.
#[derive(Debug, Clone, Default)]
pub struct RowDigest {
    hasher: Sha256,
    rows: u64,
}

impl RowDigest {
    /// Takes in a row.
    pub fn add(&mut self, row: &ArchivedAnswer) {
        let ArchivedAnswer { session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key } = row;
        self.rows += 1;
        self.hasher.update(session_id);
        for number in [seq, category, categories, elapsed, at] {
            self.hasher.update(number.to_le_bytes());
        }
        for bytes in [item_id.as_bytes(), item_hash, parameters.as_bytes(), shown.as_bytes()] {
            self.text(Some(bytes));
        }
        self.text(response.as_deref().map(str::as_bytes));
        self.text(idempotency_key.as_deref().map(str::as_bytes));
    }

    fn text(&mut self, bytes: Option<&[u8]>) {
        // nothing is not the empty text
        let length = bytes.map_or(u64::MAX, |b| b.len() as u64);
        self.hasher.update(length.to_le_bytes());
        self.hasher.update(bytes.unwrap_or_default());
    }

    /// How many rows there were.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The sum, in hexadecimal.
    pub fn hex(&self) -> String {
        use std::fmt::Write;
        self.hasher.clone().finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
