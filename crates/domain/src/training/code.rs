//! Codes that people read off a wall and type, and numbers that they read off paper.

use super::letters::{drawn as letters, read};

/// Letters of a code of attendance. It lives for minutes, tries are counted, and only learners of the organisation can use it: 64 million
/// are enough.
pub const CODE_LENGTH: usize = 6;

/// For how many minutes a code may be shown.
pub const CODE_LIVES: [u32; 5] = [10, 20, 45, 90, 240];

/// Letters of the number of an attestation: 4 × 10^15 of them, so that nobody finds one by trying.
const NUMBER_LENGTH: usize = 12;

/// A code of attendance from drawn bytes.
pub fn attendance_code(drawn: [u8; 16]) -> String {
    letters(drawn, CODE_LENGTH)
}

/// The number of an attestation from drawn bytes: `BCDF-GHJK-LMNP`.
pub fn attestation_number(drawn: [u8; 16]) -> String {
    grouped(&letters(drawn, NUMBER_LENGTH))
}

/// A code as it was typed, lower case and spaces as may be. `None` when it cannot be one.
pub fn read_attendance_code(typed: &str) -> Option<String> {
    read(typed, CODE_LENGTH)
}

/// A number as it was typed, with or without its hyphens.
pub fn read_attestation_number(typed: &str) -> Option<String> {
    read(typed, NUMBER_LENGTH).map(|letters| grouped(&letters))
}

fn grouped(letters: &str) -> String {
    format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_was_drawn_is_read_back_however_it_is_typed() {
        let code = attendance_code([7; 16]);
        assert_eq!(code.len(), CODE_LENGTH);
        let spaced: String = code.to_lowercase().chars().flat_map(|c| [c, ' ']).collect();
        for typed in [code.as_str(), &code.to_lowercase(), &spaced, &format!(" {}-{} ", &code[..3], &code[3..])] {
            assert_eq!(read_attendance_code(typed).as_deref(), Some(code.as_str()), "{typed}");
        }
        let number = attestation_number([201; 16]);
        assert_eq!(read_attestation_number(&number.replace('-', "").to_lowercase()), Some(number.clone()));
        assert_eq!(read_attestation_number(&number), Some(number));
        for wrong in ["", "BCDFG", "BCDFGHJ", "BCDFGA", "BCDFG0", "ＢCDFGH", "BCDFG\u{301}"] {
            assert_eq!(read_attendance_code(wrong), None, "{wrong}");
        }
        assert_eq!(read_attendance_code(&"B".repeat(1_000_000)), None);
    }

    #[test]
    fn every_letter_is_drawn_as_often() {
        let mut seen = [0_u32; 26];
        // a generator of its own: what is drawn here proves the letters, not the generator
        let mut state = 2_026_u64;
        for _ in 0..20_000 {
            let mut drawn = [0; 16];
            for byte in &mut drawn {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *byte = (state >> 56) as u8;
            }
            for letter in attestation_number(drawn).bytes().filter(u8::is_ascii_uppercase) {
                seen[usize::from(letter - b'A')] += 1;
            }
        }
        let drawn: Vec<u32> = seen.into_iter().filter(|n| *n > 0).collect();
        assert_eq!(drawn.len(), 20);
        // 12,000 expected of each, standard deviation 107
        assert!(drawn.iter().all(|n| (11_400..12_600).contains(n)), "{drawn:?}");
    }
}
