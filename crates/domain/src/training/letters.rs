//! Letters of codes that people read and type.

/// Letters that are not taken for one another, nor for a digit, whatever the hand, the screen or the voice; no vowel, so that no word
/// comes out by accident.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// The remainder of 128 drawn bits: no letter is likelier than another by more than one in 10^22. At most 29 letters.
pub(crate) fn drawn(bytes: [u8; 16], count: usize) -> String {
    let mut rest = u128::from_le_bytes(bytes);
    let mut text = String::with_capacity(count);
    for _ in 0..count {
        text.push(char::from(LETTERS[(rest % 20) as usize]));
        rest /= 20;
    }
    text
}

/// So many letters as they were typed, lower case, spaces and hyphens as may be. `None` when they cannot be a code.
pub(crate) fn read(typed: &str, length: usize) -> Option<String> {
    // somebody may send pages
    let kept: String = typed.chars().take(100).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')).collect();
    let letters = kept.to_ascii_uppercase();
    (letters.len() == length && letters.bytes().all(|b| LETTERS.contains(&b))).then_some(letters)
}
