//! A state as a session's row keeps it: a version, then numbers, most of them in one byte.
//!
//! Every answer writes the state anew, so its size is paid with every answer. Whole numbers are written seven bits at a time, the lowest
//! first, the eighth bit telling that more follow (LEB128, as in the DWARF format); those that may be negative alternate
//! around nought first (0, −1, 1, −2…), so that small ones stay short.

use std::fmt;

use super::{Current, Ending, Pace, Scope, Scored, State, Status};
use crate::item::Shown;
use crate::language::Language;

/// The first byte. No text of JSON begins with it, which is how older states are told apart.
const VERSION: u8 = 1;
/// The first byte of a state that says its language, in the byte behind its ending. Before there were two, all were French, and these still
/// are written as then: a server of before, running beside, reads them.
const WITH_LANGUAGE: u8 = 2;
/// The first byte of a state of a session that assesses a part of the framework: its language follows always, and what it assesses comes before
/// what it avoids.
const WITH_SCOPE: u8 = 3;
/// The first byte of a state in which something happened that only an exam knows: its language and what it assesses follow always, and the time
/// given before what it assesses.
const OF_EXAM: u8 = 4;

/// Stored bytes that are no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredStateError {
    /// Written by a later version of the program.
    Version(u8),
    /// They end too early.
    Short,
    /// They go on after the end.
    Long,
    /// A number means nothing where it stands.
    Number,
}

impl fmt::Display for StoredStateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(formatter, "a state of version {version}, which this program does not know"),
            Self::Short => formatter.write_str("a state that ends too early"),
            Self::Long => formatter.write_str("a state that goes on after its end"),
            Self::Number => formatter.write_str("a state with a number that means nothing there"),
        }
    }
}

impl std::error::Error for StoredStateError {}

const STATUSES: [Status; 3] = [Status::Open, Status::Paused, Status::Finished];
const PACES: [Pace; 2] = [Pace::Whole, Pace::Bites];
const LANGUAGES: [Language; 2] = [Language::Fr, Language::En];
/// Numbered from 1; 0 is a session that goes on.
const ENDINGS: [Ending; 6] = [Ending::Precise, Ending::Length, Ending::Time, Ending::Exhausted, Ending::Asked, Ending::Stopped];

impl State {
    /// The state in few bytes; [`State::from_bytes`] gives it back.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Bytes(Vec::with_capacity(128));
        let is_of_exam = self.extra != 0 || self.ending == Some(Ending::Stopped) || self.answers.iter().any(Scored::is_aside);
        let says_scope = is_of_exam || !self.scope.is_whole();
        let says_language = says_scope || self.language != Language::default();
        bytes.0.push(match (is_of_exam, says_scope, says_language) {
            (true, ..) => OF_EXAM,
            (false, true, _) => WITH_SCOPE,
            (false, false, true) => WITH_LANGUAGE,
            (false, false, false) => VERSION,
        });
        bytes.0.push(place(&STATUSES, self.status));
        bytes.0.push(place(&PACES, self.pace));
        bytes.0.push(self.ending.map_or(0, |ending| place(&ENDINGS, ending) + 1));
        if says_language {
            bytes.0.push(place(&LANGUAGES, self.language));
        }
        bytes.signed(self.started_at);
        bytes.signed(self.active);
        bytes.signed(self.bite);
        if is_of_exam {
            bytes.unsigned(u64::from(self.extra));
        }
        if says_scope {
            bytes.count(self.scope.places().len());
            self.scope.places().iter().for_each(|place| bytes.unsigned(u64::from(*place)));
        }
        bytes.count(self.avoid.len());
        self.avoid.iter().for_each(|item| bytes.unsigned(u64::from(*item)));
        bytes.count(self.answers.len());
        for Scored { item, won } in &self.answers {
            bytes.unsigned(u64::from(*item));
            bytes.0.push(*won);
        }
        bytes.0.push(u8::from(self.current.is_some()));
        if let Some(Current { item, shown, since, spent }) = &self.current {
            bytes.unsigned(u64::from(*item));
            bytes.0.push(u8::from(since.is_some()));
            // a few minutes after the beginning, rather than fifty years after 1970
            bytes.signed(since.unwrap_or_default().wrapping_sub(self.started_at));
            bytes.signed(*spent);
            bytes.count(shown.0.len());
            for list in &shown.0 {
                bytes.count(list.len());
                bytes.0.extend_from_slice(list);
            }
        }
        bytes.0
    }

    /// A state from its bytes.
    ///
    /// # Errors
    /// They are no state. States of the first weeks were JSON, which begins with `{`: the caller reads those.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StoredStateError> {
        let mut rest = Rest(bytes);
        let (says_language, says_scope, is_of_exam) = match rest.byte()? {
            VERSION => (false, false, false),
            WITH_LANGUAGE => (true, false, false),
            WITH_SCOPE => (true, true, false),
            OF_EXAM => (true, true, true),
            other => return Err(StoredStateError::Version(other)),
        };
        let status = rest.one_of(&STATUSES)?;
        let pace = rest.one_of(&PACES)?;
        let ending = match rest.byte()? {
            0 => None,
            number => Some(*ENDINGS.get(usize::from(number) - 1).ok_or(StoredStateError::Number)?),
        };
        let language = if says_language { rest.one_of(&LANGUAGES)? } else { Language::default() };
        let (started_at, active, bite) = (rest.signed()?, rest.signed()?, rest.signed()?);
        let extra = if is_of_exam { u32::try_from(rest.unsigned()?).map_err(|_| StoredStateError::Number)? } else { 0 };
        let scope = if says_scope { Scope::new(rest.list(Rest::item)?) } else { Scope::default() };
        let avoid = rest.list(Rest::item)?;
        let answers = rest.list(|rest| Ok(Scored { item: rest.item()?, won: rest.byte()? }))?;
        let current = if rest.flag()? {
            let item = rest.item()?;
            let has_since = rest.flag()?;
            let since = rest.signed()?.wrapping_add(started_at);
            let spent = rest.signed()?;
            let shown = Shown(rest.list(|rest| rest.list(Rest::byte))?);
            Some(Current { item, shown, since: has_since.then_some(since), spent })
        } else {
            None
        };
        if rest.0.is_empty() {
            Ok(Self { status, pace, language, avoid, scope, extra, answers, current, active, bite, started_at, ending })
        } else {
            Err(StoredStateError::Long)
        }
    }
}

/// The place of a value in a short list that holds every value.
fn place<T: PartialEq + Copy>(all: &[T], value: T) -> u8 {
    all.iter().position(|other| *other == value).unwrap_or_default() as u8
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn unsigned(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn count(&mut self, count: usize) {
        self.unsigned(count as u64);
    }

    fn signed(&mut self, number: i64) {
        self.unsigned(((number << 1) ^ (number >> 63)).cast_unsigned());
    }
}

struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn byte(&mut self) -> Result<u8, StoredStateError> {
        let (first, rest) = self.0.split_first().ok_or(StoredStateError::Short)?;
        self.0 = rest;
        Ok(*first)
    }

    fn flag(&mut self) -> Result<bool, StoredStateError> {
        self.one_of(&[false, true])
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> Result<T, StoredStateError> {
        all.get(usize::from(self.byte()?)).copied().ok_or(StoredStateError::Number)
    }

    fn unsigned(&mut self) -> Result<u64, StoredStateError> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if (bits << shift) >> shift != bits {
                return Err(StoredStateError::Number);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(StoredStateError::Number)
    }

    fn signed(&mut self) -> Result<i64, StoredStateError> {
        let number = self.unsigned()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn item(&mut self) -> Result<u16, StoredStateError> {
        u16::try_from(self.unsigned()?).map_err(|_| StoredStateError::Number)
    }

    /// As many as are announced: each takes a byte at least, so a wrong number costs no memory.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, StoredStateError>) -> Result<Vec<T>, StoredStateError> {
        let count = usize::try_from(self.unsigned()?).map_err(|_| StoredStateError::Number)?;
        if count > self.0.len() {
            return Err(StoredStateError::Short);
        }
        (0..count).map(|_| read(self)).collect()
    }
}
