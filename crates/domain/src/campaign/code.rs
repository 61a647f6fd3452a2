//! The code of a campaign: eight signs that can be read out in a corridor and typed on a phone.

use std::fmt;

/// Letters that are taken for no other and for no digit.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Digits that are taken for no letter.
const DIGITS: &[u8] = b"23456789";
/// Letters, then as many digits.
const HALF: usize = 4;
/// How many codes there are: one in a thousand million is hit by a guess.
pub const MOST_CODES: u64 = 24_u64.pow(HALF as u32) * 8_u64.pow(HALF as u32);

/// A code: four letters, four digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code of this number, taken modulo [`MOST_CODES`]: for a number that was drawn by lot.
    pub fn numbered(number: u64) -> Self {
        let mut rest = number % MOST_CODES;
        let mut code = String::with_capacity(2 * HALF);
        for signs in [LETTERS; HALF].into_iter().chain([DIGITS; HALF]) {
            code.push(char::from(signs[(rest % signs.len() as u64) as usize]));
            rest /= signs.len() as u64;
        }
        Self(code)
    }

    /// What somebody typed: in small letters, with spaces, hyphens, and an O for nought where no letter O can be. `None` for what is no code.
    ///
    /// ```
    /// use domain::campaign::Code;
    /// assert_eq!(Code::parse(" kmpx-34 79").map(|code| code.to_string()), Some("KMPX 3479".to_owned()));
    /// assert_eq!(Code::parse("KMPX 340O"), None);
    /// ```
    pub fn parse(typed: &str) -> Option<Self> {
        let signs: Vec<u8> = typed.chars().filter(|c| c.is_alphanumeric()).map(|c| u8::try_from(c.to_ascii_uppercase()).ok()).collect::<Option<_>>()?;
        let fits = signs.len() == 2 * HALF && signs[..HALF].iter().all(|c| LETTERS.contains(c)) && signs[HALF..].iter().all(|c| DIGITS.contains(c));
        fits.then(|| Self(signs.into_iter().map(char::from).collect()))
    }

    /// As it is stored and stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    /// As it is shown: with a space in the middle.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", &self.0[..HALF], &self.0[HALF..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_that_is_drawn_is_read_back_as_it_is_shown() {
        for number in [0, 1, 23, 24, 7_919, MOST_CODES - 1, MOST_CODES, u64::MAX] {
            let code = Code::numbered(number);
            assert_eq!(Code::parse(&code.to_string()), Some(code.clone()));
            assert_eq!(Code::parse(&code.as_str().to_lowercase()), Some(code));
        }
        assert_ne!(Code::numbered(0), Code::numbered(1));
        assert_eq!(Code::numbered(0), Code::numbered(MOST_CODES));
    }

    #[test]
    fn what_is_no_code_is_refused_and_nothing_breaks() {
        for typed in ["", "ABCD", "ABCD234", "ABCD23456", "1234ABCD", "ABCI2345", "ABCD1345", "ÀBCD2345", "ABCD２345", "🦀🦀🦀🦀2345"] {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
    }
}
