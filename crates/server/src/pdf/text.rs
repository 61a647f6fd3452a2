//! Text that the typeface can print, whatever was typed.
//!
//! PDF/UA forbids a character without a glyph, and a line without a place to break leaves the page. Both can only come
//! from text that somebody typed or imported, so they are mended here, once, for every string of a document.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

use super::world;

/// Letters in a row after which a break is allowed: the longest French words have 25.
const UNBROKEN: usize = 28;

/// Longest name, label or heading printed, in characters. The head of a table must stay shorter than a page: it is
/// repeated on each, and the engine would not end.
const LONGEST_LINE: usize = 300;

/// Longest paragraph printed, in characters: about half a page.
const LONGEST_PARAGRAPH: usize = 1_500;

/// Fields that hold a paragraph; every other one holds a line.
const PARAGRAPHS: [&str; 5] = ["summary", "alt", "reason", "text", "working_wording_note"];

/// Stands for a run of characters that the typeface lacks.
const MISSING: char = '?';

/// Makes every string of `data`, the fields of a document, printable.
pub(super) fn make_printable(data: &mut Value) {
    match data {
        Value::String(text) => *text = printable(text, LONGEST_LINE),
        Value::Array(items) => items.iter_mut().for_each(make_printable),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if PARAGRAPHS.contains(&name.as_str()) => {
                        *text = printable(text, LONGEST_PARAGRAPH);
                    }
                    other => make_printable(other),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, longest: usize) -> String {
    let mut line = Line::default();
    let mut letters = text.chars().take(longest).nfc().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{a0}' => line.push(letter),
            '\u{202f}' => line.push(narrow_space(letters.peek().copied())),
            '\u{2010}' | '\u{2011}' => line.push('-'),
            _ if letter.is_whitespace() => line.push(' '),
            _ if world::can_print(letter) => line.push(letter),
            _ => line.push_nearest(letter),
        }
    }
    if text.chars().nth(longest).is_some() {
        line.push('…');
    }
    line.text
}

/// What prints as the narrow no-break space of French typography, which the typeface lacks: a thin space where the
/// sign after it forbids a break by itself (UAX #14, LB13 and LB15), the plain no-break space elsewhere. The engine's
/// own substitute would share its glyph with the space, and some readers then lose the rest of the line.
fn narrow_space(next: Option<char>) -> char {
    if matches!(next, Some(';' | ':' | '!' | '?' | '»')) { '\u{2009}' } else { '\u{a0}' }
}

/// The printed text, and how far it is from its last place to break.
#[derive(Default)]
struct Line {
    text: String,
    unbroken: usize,
}

impl Line {
    fn push(&mut self, letter: char) {
        if letter == ' ' {
            self.unbroken = 0;
        } else {
            if self.unbroken == UNBROKEN {
                self.text.push('\u{200b}');
                self.unbroken = 0;
            }
            self.unbroken += 1;
        }
        self.text.push(letter);
    }

    /// What is nearest among what the typeface has: the bare letter for one with an unknown accent, nothing for a
    /// mark alone, a sign or an invisible character, a question mark for letters of another script.
    fn push_nearest(&mut self, letter: char) {
        let mut found = false;
        decompose_compatible(letter, |part| {
            if world::can_print(part) && canonical_combining_class(part) == 0 {
                self.push(part);
                found = true;
            }
        });
        if !found && letter.is_alphanumeric() && !is_combining_mark(letter) && !self.text.ends_with(MISSING) {
            self.push(MISSING);
        }
    }
}
