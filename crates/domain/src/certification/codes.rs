//! Codes that people read off a paper or a board and type: each of another shape, so that one typed into the field of another is told.

pub use crate::campaign::Code as CandidateCode;
use crate::training::letters;

/// Letters of the number of an exam: 64 million of them. It is no secret.
const NUMBER: usize = 6;
/// Letters of the invigilators' code: 2.5 × 10^10 of them, and tries are counted.
const WATCH: usize = 8;
/// Letters of what the invigilator writes on the board for those who sit in the room.
const START: usize = 4;

/// The number of an exam from drawn bytes, as it is stored: `BCDFGH`.
pub fn exam_number(drawn: [u8; 16]) -> String {
    letters::drawn(drawn, NUMBER)
}

/// The same as it is shown: `BCD FGH`.
pub fn shown_exam_number(stored: &str) -> String {
    stored.split_at_checked(NUMBER / 2).map_or_else(|| stored.to_owned(), |(a, b)| format!("{a} {b}"))
}

/// A number as it was typed, in whatever case, with spaces or hyphens. `None` when it cannot be one.
///
/// ```
/// use domain::certification::codes::read_exam_number;
/// assert_eq!(read_exam_number(" bcd-fgh "), Some("BCDFGH".to_owned()));
/// assert_eq!(read_exam_number("BCD FG"), None);
/// ```
pub fn read_exam_number(typed: &str) -> Option<String> {
    letters::read(typed, NUMBER)
}

/// The invigilators' code from sixteen bytes: `BCDF-GHJK`.
pub fn watch_code(bytes: [u8; 16]) -> String {
    let code = letters::drawn(bytes, WATCH);
    format!("{}-{}", &code[..WATCH / 2], &code[WATCH / 2..])
}

/// A code of invigilators as it was typed, as [`watch_code`] writes it.
pub fn read_watch_code(typed: &str) -> Option<String> {
    letters::read(typed, WATCH).map(|code| format!("{}-{}", &code[..WATCH / 2], &code[WATCH / 2..]))
}

/// What the invigilator writes on the board, from drawn bytes: `BCDF`.
pub fn start_code(drawn: [u8; 16]) -> String {
    letters::drawn(drawn, START)
}

/// A start code as it was typed.
pub fn read_start_code(typed: &str) -> Option<String> {
    letters::read(typed, START)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_as_it_is_shown_and_none_is_taken_for_another() {
        for seed in 0..=255_u8 {
            let drawn = [seed; 16];
            let (number, watch, start) = (exam_number(drawn), watch_code(drawn), start_code(drawn));
            assert_eq!(read_exam_number(&shown_exam_number(&number).to_lowercase()), Some(number.clone()));
            assert_eq!(read_watch_code(&watch.replace('-', " ")), Some(watch.clone()));
            assert_eq!(read_start_code(&start.to_lowercase()), Some(start.clone()));
            let candidate = CandidateCode::numbered(u64::from(seed) * 7_919).to_string();
            for other in [&watch, &start, &candidate] {
                assert_eq!(read_exam_number(other), None, "{other}");
            }
            for other in [&number, &start, &candidate] {
                assert_eq!(read_watch_code(other), None, "{other}");
            }
            for other in [&number, &watch, &start] {
                assert_eq!(CandidateCode::parse(other), None, "{other}");
            }
        }
        assert_eq!(shown_exam_number("é"), "é");
    }
}
