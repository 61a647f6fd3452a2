//! What may stand in a cell.

use super::fault::Problem;

/// Whether a cell says that nothing is given.
pub(super) fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "NA" | ".") || cell.eq_ignore_ascii_case("na") || cell.eq_ignore_ascii_case("nan")
}

/// How the numbers of one file mark their decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decimals {
    /// With a point: commas separate the cells.
    Point,
    /// Not known yet: no number with decimals was met.
    Unknown,
    /// With a comma.
    Comma,
}

impl Decimals {
    /// What is known from the separator of the cells.
    pub(super) const fn of(separator: u8) -> Self {
        if separator == b',' { Self::Point } else { Self::Unknown }
    }

    /// A finite number; `None` when nothing is given. A comma is a decimal comma where it does not separate the cells, and where no
    /// number of the file has a decimal point: with both, one of them may separate thousands.
    pub(super) fn number(&mut self, cell: &str) -> Result<Option<f64>, Problem> {
        if is_missing(cell) {
            return Ok(None);
        }
        // − as word processors write it
        let mut plain = cell.replace('\u{2212}', "-");
        let (points, commas) = (plain.matches('.').count(), plain.matches(',').count());
        if commas > 0 {
            if commas > 1 || points > 0 || *self == Self::Point {
                return Err(Problem::DecimalComma { cell: shortened(cell) });
            }
            *self = Self::Comma;
            plain = plain.replace(',', ".");
        } else if points > 0 {
            if *self == Self::Comma {
                return Err(Problem::DecimalPoint { cell: shortened(cell) });
            }
            *self = Self::Point;
        }
        match plain.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            _ => Err(Problem::NotANumber { cell: shortened(cell) }),
        }
    }
}

/// A category; `None` where the item was not seen. `1.0` is 1: some programs write whole numbers so as soon as a cell is missing.
pub(super) fn category(cell: &str, missing: &[String]) -> Result<Option<u8>, Problem> {
    // the usual cell, before anything else: there are millions of them
    if let [digit @ b'0'..=b'9'] = cell.as_bytes() {
        return Ok(if missing.is_empty() || !missing.iter().any(|code| code == cell) { Some(digit - b'0') } else { None });
    }
    if is_missing(cell) || missing.iter().any(|code| code == cell) {
        return Ok(None);
    }
    let whole = match cell.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => "",
        None => cell,
    };
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    match whole.parse::<u8>() {
        Ok(category) if digits && category != psychometrics::responses::MISSING => Ok(Some(category)),
        _ => Err(Problem::NotACategory { cell: shortened(cell) }),
    }
}

/// A cell as it is shown in a message: what is long is cut.
pub(super) fn shortened(cell: &str) -> String {
    const SHOWN: usize = 40;
    if cell.chars().count() > SHOWN { cell.chars().take(SHOWN).chain(['…']).collect() } else { cell.to_owned() }
}

/// A cell as it is written: between quotes where a reader could take it for something else.
///
/// ```
/// assert_eq!(formats::irt::quoted("q1"), "q1");
/// assert_eq!(formats::irt::quoted("a; \"b\""), "\"a; \"\"b\"\"\"");
/// ```
pub fn quoted(text: &str) -> String {
    let special = text.contains([',', ';', '\t', '"', '\n', '\r']) || text.starts_with("sep=") || text.starts_with('\u{feff}');
    if special { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A number in the fewest digits that give the same bits when they are read: plain, or with a power of ten where that is shorter.
///
/// ```
/// assert_eq!(formats::irt::shortest(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(formats::irt::shortest(1.5e-20), "1.5e-20");
/// ```
pub fn shortest(number: f64) -> String {
    const LONGEST: usize = 22;
    let plain = number.to_string();
    if plain.len() > LONGEST { format!("{number:e}") } else { plain }
}
