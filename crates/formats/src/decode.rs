//! Bytes of a file that should be text, whatever program wrote it.

use std::borrow::Cow;
use std::fmt;

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// A spreadsheet's own file (a ZIP archive).
    Spreadsheet,
    /// A compressed file.
    Compressed,
    /// NUL characters: no text holds them. UTF-16 or UTF-32 without its mark, or something else altogether.
    Nul,
    /// UTF-16 by its mark, but with half a character in it.
    BrokenUtf16,
}

impl fmt::Display for NotText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Spreadsheet => "this is a spreadsheet's own file, not text: save it as CSV",
            Self::Compressed => "this file is compressed: unpack it first",
            Self::Nul => "this is not text in UTF-8 (it holds NUL bytes): save it as CSV in UTF-8",
            Self::BrokenUtf16 => "the mark at the beginning says UTF-16, but a character is broken: save it as CSV in UTF-8",
        })
    }
}

impl std::error::Error for NotText {}

/// UTF-8 where it is valid, UTF-16 where its mark says so, else Windows-1252, as older spreadsheets write. The mark is left out.
///
/// # Errors
/// What is not text at all, by its first bytes or by a NUL in it.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [b'P', b'K', 3, 4, ..] => return Err(NotText::Spreadsheet),
        [0x1f, 0x8b, ..] => return Err(NotText::Compressed),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(windows_1252(bytes)), Cow::Borrowed)
        }
    };
    if text.contains('\0') { Err(NotText::Nul) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(NotText::BrokenUtf16);
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().map_err(|_| NotText::BrokenUtf16)
}

/// Each byte a character; 0x80 to 0x9f are not Latin-1's.
fn windows_1252(bytes: &[u8]) -> String {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™',
        'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    bytes.iter().map(|b| if (0x80..0xa0).contains(b) { HIGH[usize::from(b - 0x80)] } else { char::from(*b) }).collect()
}
