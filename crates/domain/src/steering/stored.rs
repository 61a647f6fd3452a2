//! Sums as bytes: a version, then whole numbers seven bits at a time (LEB128, as states of sessions are written).

use std::collections::BTreeMap;
use std::fmt;

use super::{Ability, Asked, AskedSums, LevelSums, Measure, Sums};

const VERSION: u8 = 1;

/// Stored bytes that are no sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredSumsError {
    /// Written by a later version of the program.
    Version(u8),
    /// They end too early, go on after their end, or hold what means nothing there.
    Broken,
}

impl fmt::Display for StoredSumsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(formatter, "sums of version {version}, which this program does not know"),
            Self::Broken => formatter.write_str("bytes that are no sums"),
        }
    }
}

impl std::error::Error for StoredSumsError {}

type Read<T> = Result<T, StoredSumsError>;

impl Sums {
    /// In few bytes; [`Sums::from_bytes`] gives them back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        write_sums(&mut bytes, self);
        bytes
    }

    /// What [`Sums::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`StoredSumsError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredSumsError> {
        read_all(bytes, sums)
    }
}

impl Measure {
    /// In few bytes; [`Measure::from_bytes`] gives it back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        write_sums(&mut bytes, &self.sums);
        unsigned(&mut bytes, self.asked.len() as u64);
        for asked in &self.asked {
            text(&mut bytes, &asked.hash);
            text(&mut bytes, asked.item.as_bytes());
            write_asked(&mut bytes, &asked.sums);
        }
        bytes
    }

    /// What [`Measure::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`StoredSumsError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredSumsError> {
        read_all(bytes, |rest| {
            let sums = sums(rest)?;
            let asked = rest.list(|rest| Ok(Asked { hash: rest.bytes()?, item: rest.text()?, sums: asked(rest)? }))?;
            Ok(Self { sums, asked })
        })
    }
}

impl AskedSums {
    /// In few bytes; [`AskedSums::from_bytes`] gives them back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        write_asked(&mut bytes, self);
        bytes
    }

    /// What [`AskedSums::to_bytes`] wrote; nothing from no bytes.
    ///
    /// # Errors
    /// [`StoredSumsError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredSumsError> {
        if bytes.is_empty() { Ok(Self::default()) } else { read_all(bytes, asked) }
    }
}

fn write_sums(bytes: &mut Vec<u8>, sums: &Sums) {
    signed(bytes, sums.people);
    unsigned(bytes, u64::from(sums.ability.is_some()));
    if let Some(ability) = &sums.ability {
        unsigned(bytes, ability.codes.len() as u64);
        for code in &ability.codes {
            text(bytes, code.as_bytes());
        }
        for numbers in [&ability.prior, &ability.offsets, &ability.covariances] {
            unsigned(bytes, numbers.len() as u64);
            for number in numbers {
                signed(bytes, *number);
            }
        }
    }
    for levels in [&sums.domains, &sums.competences] {
        unsigned(bytes, levels.len() as u64);
        for (code, sums) in levels {
            text(bytes, code.as_bytes());
            signed(bytes, sums.people);
            signed(bytes, sums.answered);
            for number in sums.levels.iter().chain(&sums.squares) {
                signed(bytes, *number);
            }
            signed(bytes, sums.upper_squares);
        }
    }
}

fn write_asked(bytes: &mut Vec<u8>, sums: &AskedSums) {
    for number in [sums.answers, sums.full, sums.unknown, sums.won, sums.points] {
        signed(bytes, number);
    }
    unsigned(bytes, sums.classes.len() as u64);
    for (class, count) in &sums.classes {
        text(bytes, class.as_bytes());
        signed(bytes, *count);
    }
}

fn unsigned(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// 0, −1, 1, −2…: small ones stay short.
fn signed(bytes: &mut Vec<u8>, number: i64) {
    unsigned(bytes, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

fn text(bytes: &mut Vec<u8>, text: &[u8]) {
    unsigned(bytes, text.len() as u64);
    bytes.extend_from_slice(text);
}

fn read_all<T>(bytes: &[u8], read: impl FnOnce(&mut Rest<'_>) -> Read<T>) -> Read<T> {
    let (version, rest) = bytes.split_first().ok_or(StoredSumsError::Broken)?;
    if *version != VERSION {
        return Err(StoredSumsError::Version(*version));
    }
    let mut rest = Rest(rest);
    let value = read(&mut rest)?;
    if rest.0.is_empty() { Ok(value) } else { Err(StoredSumsError::Broken) }
}

fn sums(rest: &mut Rest<'_>) -> Read<Sums> {
    let people = rest.signed()?;
    let ability = match rest.unsigned()? {
        0 => None,
        1 => Some(Ability {
            codes: rest.list(Rest::text)?,
            prior: rest.list(Rest::signed)?,
            offsets: rest.list(Rest::signed)?,
            covariances: rest.list(Rest::signed)?,
        }),
        _ => return Err(StoredSumsError::Broken),
    };
    Ok(Sums { people, ability, domains: levels(rest)?, competences: levels(rest)? })
}

fn levels(rest: &mut Rest<'_>) -> Read<BTreeMap<String, LevelSums>> {
    let one = |rest: &mut Rest<'_>| {
        let code = rest.text()?;
        let (people, answered) = (rest.signed()?, rest.signed()?);
        let (levels, squares) = (rest.four()?, rest.four()?);
        Ok((code, LevelSums { people, answered, levels, squares, upper_squares: rest.signed()? }))
    };
    Ok(rest.list(one)?.into_iter().collect())
}

fn asked(rest: &mut Rest<'_>) -> Read<AskedSums> {
    let (answers, full, unknown, won, points) = (rest.signed()?, rest.signed()?, rest.signed()?, rest.signed()?, rest.signed()?);
    let classes = rest.list(|rest| Ok((rest.text()?, rest.signed()?)))?.into_iter().collect();
    Ok(AskedSums { answers, full, unknown, won, points, classes })
}

struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn unsigned(&mut self) -> Read<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or(StoredSumsError::Broken)?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            if (bits << shift) >> shift != bits {
                return Err(StoredSumsError::Broken);
            }
            number |= bits << shift;
            if *byte < 0x80 {
                return Ok(number);
            }
        }
        Err(StoredSumsError::Broken)
    }

    fn signed(&mut self) -> Read<i64> {
        let number = self.unsigned()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn four(&mut self) -> Read<[i64; 4]> {
        Ok([self.signed()?, self.signed()?, self.signed()?, self.signed()?])
    }

    fn bytes(&mut self) -> Read<Vec<u8>> {
        let length = usize::try_from(self.unsigned()?).map_err(|_| StoredSumsError::Broken)?;
        let (bytes, rest) = self.0.split_at_checked(length).ok_or(StoredSumsError::Broken)?;
        self.0 = rest;
        Ok(bytes.to_vec())
    }

    fn text(&mut self) -> Read<String> {
        String::from_utf8(self.bytes()?).map_err(|_| StoredSumsError::Broken)
    }

    /// As many as are announced: each takes a byte at least, so a wrong number costs no memory.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let count = usize::try_from(self.unsigned()?).map_err(|_| StoredSumsError::Broken)?;
        if count > self.0.len() {
            return Err(StoredSumsError::Broken);
        }
        (0..count).map(|_| read(self)).collect()
    }
}
