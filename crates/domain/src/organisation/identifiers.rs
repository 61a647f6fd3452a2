//! The numbers by which the State knows an institution.

use crate::refusal::Refusal;

/// A FINESS number as it is kept: nine digits or letters, in capitals, without the spaces that were typed. Nothing typed is no number.
///
/// # Errors
/// [`Refusal::FinessInvalid`].
///
/// ```
/// use domain::organisation::finess;
/// assert_eq!(finess(" 2a 000 0154 "), Ok(Some("2A0000154".to_owned())));
/// assert!(finess("12345").is_err());
/// ```
pub fn finess(typed: &str) -> Result<Option<String>, Refusal> {
    let number = compact(typed).to_ascii_uppercase();
    match number.len() {
        0 => Ok(None),
        9 if number.bytes().all(|b| b.is_ascii_alphanumeric()) => Ok(Some(number)),
        _ => Err(Refusal::FinessInvalid),
    }
}

/// A SIRET number as it is kept: fourteen digits that check, without the spaces that were typed. Nothing typed is no number.
///
/// # Errors
/// [`Refusal::SiretInvalid`].
pub fn siret(typed: &str) -> Result<Option<String>, Refusal> {
    let number = compact(typed);
    match number.len() {
        0 => Ok(None),
        14 if number.bytes().all(|b| b.is_ascii_digit()) && (luhn(&number) || is_post_office(&number)) => Ok(Some(number)),
        _ => Err(Refusal::SiretInvalid),
    }
}

fn compact(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

/// ISO/IEC 7812-1, annex B: every second digit from the right is doubled, and the sum of all digits ends in 0. The last of the
/// fourteen is the check of the whole number (INSEE, répertoire Sirene).
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// La Poste has more places than its own checked numbers could hold: the plain sum of their digits is a multiple of five instead.
fn is_post_office(digits: &str) -> bool {
    digits.starts_with("356000000") && digits.bytes().map(|b| u32::from(b - b'0')).sum::<u32>().is_multiple_of(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siret_is_checked_digit_by_digit() {
        // La Poste's seat, and one of its post offices; the seat of INSEE
        for good in ["356 000 000 00048", "35600000049837", "120 027 016 00563"] {
            assert!(siret(good).is_ok_and(|n| n.is_some_and(|n| n.len() == 14)), "{good}");
        }
        // one digit changed, two neighbours swapped, too short, too long, letters
        for wrong in ["12002701600564", "12002071600563", "1200270160056", "120027016005633", "1200270160056A", "35600000049838", "١٢٠٠٢٧٠١٦٠٠٥٦٣"]
        {
            assert_eq!(siret(wrong), Err(Refusal::SiretInvalid), "{wrong}");
        }
        assert_eq!(siret("  "), Ok(None));
    }

    #[test]
    fn a_finess_has_nine_signs() {
        assert_eq!(finess("750 712 184"), Ok(Some("750712184".into())));
        assert_eq!(finess("2b0000020"), Ok(Some("2B0000020".into())), "Corsica's department is a letter");
        assert_eq!(finess(""), Ok(None));
        for wrong in ["75071218", "7507121844", "75071218é", "750/71218"] {
            assert_eq!(finess(wrong), Err(Refusal::FinessInvalid), "{wrong}");
        }
    }
}
