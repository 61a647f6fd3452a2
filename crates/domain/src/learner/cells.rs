//! What stands in a cell of a list.

use crate::date::Day;

use super::entry::Fault;

/// Words of a cell: one space between them, nothing that is not seen. Nothing for an empty cell.
///
/// # Errors
/// What a program would compute, letters that a wrong encoding has spoilt, and what is too long.
pub(crate) fn words(cell: &str, longest: usize) -> Result<Option<String>, Fault> {
    let cell = unquoted(cell.trim());
    if is_computed(cell) {
        return Err(Fault::Formula);
    }
    if is_garbled(cell) {
        return Err(Fault::Garbled);
    }
    let seen: String = cell.chars().map(|c| if c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') { ' ' } else { c }).collect();
    let tidy = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    match tidy.chars().count() {
        0 => Ok(None),
        n if n > longest => Err(Fault::TooLong),
        _ => Ok(Some(tidy)),
    }
}

/// A name of somebody: words with a letter in them, and no sign that stands in no name.
pub(crate) fn name(cell: &str, longest: usize) -> Result<Option<String>, Fault> {
    let Some(name) = words(cell, longest)? else { return Ok(None) };
    let fits = name.chars().any(char::is_alphabetic) && !name.chars().any(|c| c.is_numeric() || "@<>{}[]|\\=+#%&*;:!?\"_/".contains(c));
    if fits { Ok(Some(name)) } else { Err(Fault::NotName) }
}

/// Both names of one cell, family name first: `DIOP Awa`, `Awa DIOP`, `Diop, Awa`.
pub(super) fn both_names(cell: &str, longest: usize) -> Result<Option<(String, String)>, Fault> {
    if let Some((family, given)) = cell.split_once(',') {
        return match (name(family, longest)?, name(given, longest)?) {
            (Some(family), Some(given)) => Ok(Some((family, given))),
            _ => Err(Fault::NamesTogether),
        };
    }
    let Some(both) = name(cell, longest)? else { return Ok(None) };
    let parts: Vec<&str> = both.split(' ').collect();
    let is_loud = |part: &&str| part.chars().any(char::is_alphabetic) && !part.chars().any(char::is_lowercase);
    let loud: Vec<bool> = parts.iter().map(is_loud).collect();
    let first = loud.iter().take_while(|l| **l).count();
    let last = loud.iter().rev().take_while(|l| **l).count();
    let (family, given) = match (first, last) {
        (1.., 0) => parts.split_at(first),
        (0, 1..) => {
            let (given, family) = parts.split_at(parts.len() - last);
            (family, given)
        }
        // two plain words say nothing of which is which
        _ => return Err(Fault::NamesTogether),
    };
    if family.is_empty() || given.is_empty() {
        return Err(Fault::NamesTogether);
    }
    Ok(Some((family.join(" "), given.join(" "))))
}

/// A day as people and programs write it: `29/02/2004`, `29-2-2004`, `29.02.2004`, `2004-02-29`, each with a time behind it or not.
pub(crate) fn day(cell: &str) -> Result<Option<Day>, Fault> {
    let cell = unquoted(cell.trim());
    if cell.is_empty() {
        return Ok(None);
    }
    if is_computed(cell) {
        return Err(Fault::Formula);
    }
    let date = cell.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten();
    let [a, b, c] = parts[..] else { return Err(Fault::NotDay) };
    let (Some(first), Some(month), Some(third)) = (number(a), number(b), number(c)) else { return Err(Fault::NotDay) };
    let (year, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (first, third),
        (1..=2, 4) => (third, first),
        (1..=2, 1..=2) => return Err(Fault::ShortYear),
        _ => return Err(Fault::NotDay),
    };
    Day::parse(&format!("{year:04}-{month:02}-{day:02}")).map(Some).ok_or(Fault::NoSuchDay)
}

/// `="00417"` is how programs keep a spreadsheet from taking zeros away; `'=…` is how others keep it from computing.
fn unquoted(cell: &str) -> &str {
    let kept = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|kept| !kept.contains('"'));
    kept.map_or_else(|| cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell), str::trim)
}

/// Whether a spreadsheet would compute this, or could not: `#REF!`, `#N/A`.
fn is_computed(cell: &str) -> bool {
    cell.starts_with(['=', '+', '@', '＝', '＋', '＠'])
        || (cell.starts_with('-') && cell.len() > 1)
        || (cell.starts_with('#') && cell.ends_with(['!', '?', 'A']))
}

/// Whether a file was read in a wrong encoding before it came here: `HÃ©lÃ¨ne`, `H?l?ne` excepted, which nobody can tell.
fn is_garbled(cell: &str) -> bool {
    let mut before = ' ';
    cell.chars().any(|c| {
        let spoilt = (matches!(before, 'Ã' | 'Â') && matches!(c, '\u{80}'..='\u{bf}' | 'Œ' | 'œ' | 'Š' | 'š' | '‰' | '€' | '™' | 'ƒ')) || c == '\u{fffd}';
        before = c;
        spoilt
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_one_that_never_was_is_told() {
        for text in ["29/02/2004", "29-2-2004", "29.02.2004", "2004-02-29", "2004-02-29 00:00:00", "2004-02-29T00:00:00", " 29/02/2004 ", "=\"29/02/2004\""] {
            assert_eq!(day(text).map(|d| d.map(|d| d.to_string())), Ok(Some("2004-02-29".into())), "{text}");
        }
        for (text, why) in [
            ("29/02/2003", Fault::NoSuchDay),
            ("31/04/2004", Fault::NoSuchDay),
            ("02/29/2004", Fault::NoSuchDay),
            ("00/01/2004", Fault::NoSuchDay),
            ("29/02/04", Fault::ShortYear),
            ("38047", Fault::NotDay),
            ("février 2004", Fault::NotDay),
            ("1/2/3/2004", Fault::NotDay),
            ("=TODAY()", Fault::Formula),
        ] {
            assert_eq!(day(text), Err(why), "{text}");
        }
        assert_eq!(day("  "), Ok(None));
    }

    #[test]
    fn what_a_program_would_compute_is_no_word() {
        for cell in ["=cmd|' /C calc'!A0", "+33 6 12", "-2+3", "@SUM(A1:A9)", "'=1+1", "#REF!", "#N/A", "＝1"] {
            assert_eq!(words(cell, 160), Err(Fault::Formula), "{cell}");
        }
        assert_eq!(words("=\"00417\"", 160), Ok(Some("00417".into())), "zeros that were kept");
        assert_eq!(words("-", 160), Ok(Some("-".into())), "how people write nothing in particular");
        assert_eq!(words("  Soins \u{a0} intensifs\n2 ", 160), Ok(Some("Soins intensifs 2".into())));
        assert_eq!(words("'t Hooft", 160), Ok(Some("'t Hooft".into())));
    }

    #[test]
    fn letters_that_an_encoding_has_spoilt_are_not_kept() {
        for cell in ["HÃ©lÃ¨ne", "FranÃ§ois", "H\u{fffd}l\u{fffd}ne"] {
            assert_eq!(name(cell, 160), Err(Fault::Garbled), "{cell}");
        }
        for cell in ["Hélène", "João", "Ève", "Ñuñez", "Łukasz"] {
            assert_eq!(name(cell, 160), Ok(Some(cell.into())));
        }
    }

    #[test]
    fn a_name_has_letters_and_no_signs() {
        for cell in ["12", "awa@ch.example", "Diop 2", "-", "a/b"] {
            assert!(name(cell, 160).is_err(), "{cell}");
        }
        for cell in ["D’Angelo", "Le Goff-Müller", "O'Neil", "N.", "李", "DUPONT (ép. MARTIN)"] {
            assert_eq!(name(cell, 160), Ok(Some(cell.into())));
        }
        assert_eq!(name(&"é".repeat(161), 160), Err(Fault::TooLong));
    }

    #[test]
    fn two_names_in_a_cell_are_parted_where_they_say_how() {
        for cell in ["DE LA TOUR Anne Marie", "Anne Marie DE LA TOUR", "DE LA TOUR, Anne Marie"] {
            assert_eq!(both_names(cell, 160), Ok(Some(("DE LA TOUR".into(), "Anne Marie".into()))), "{cell}");
        }
        for cell in ["Diop Awa", "DIOP AWA", "DIOP", "Diop,"] {
            assert_eq!(both_names(cell, 160), Err(Fault::NamesTogether), "{cell}");
        }
        assert_eq!(both_names(" ", 160), Ok(None));
    }
}
