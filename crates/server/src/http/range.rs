//! A part of a file, as a player asks for it when somebody jumps to a chapter: RFC 9110, section 14.

use std::ops::Range;

/// What of a file is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Portion {
    /// All of it: nothing else was asked, or not in words that we follow.
    Whole,
    /// These bytes.
    Part(Range<usize>),
    /// None: it has no such bytes.
    Nothing,
}

/// What a `Range` header asks of so many bytes. Several ranges at once, other units and nonsense are answered with the whole, as the
/// standard allows.
pub(crate) fn portion(asked: &str, length: usize) -> Portion {
    let Some((first, last)) = asked.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else { return Portion::Whole };
    let number = |text: &str| (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<usize>().unwrap_or(usize::MAX));
    match (number(first), number(last)) {
        // the last bytes
        (None, Some(count)) if first.is_empty() => {
            if count == 0 || length == 0 {
                Portion::Nothing
            } else {
                Portion::Part(length - count.min(length)..length)
            }
        }
        (Some(from), to) if to.is_some() || last.is_empty() => {
            let to = to.unwrap_or(usize::MAX);
            if to < from {
                Portion::Whole
            } else if from >= length {
                Portion::Nothing
            } else {
                Portion::Part(from..to.saturating_add(1).min(length))
            }
        }
        _ => Portion::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_gets_the_bytes_that_it_asks_for() {
        for (asked, expected) in [
            ("bytes=0-", Portion::Part(0..100)),
            ("bytes=0-0", Portion::Part(0..1)),
            ("bytes=10-19", Portion::Part(10..20)),
            ("bytes=90-500", Portion::Part(90..100)),
            ("bytes=-30", Portion::Part(70..100)),
            ("bytes=-300", Portion::Part(0..100)),
            ("bytes=99-99999999999999999999999999", Portion::Part(99..100)),
        ] {
            assert_eq!(portion(asked, 100), expected, "{asked}");
        }
    }

    #[test]
    fn bytes_that_are_not_there_are_refused_and_nonsense_gets_the_whole() {
        for asked in ["bytes=100-", "bytes=99999999999999999999999999-", "bytes=-0"] {
            assert_eq!(portion(asked, 100), Portion::Nothing, "{asked}");
        }
        for asked in ["", "bytes", "bytes=", "bytes=-", "items=0-5", "bytes=5-2", "bytes=0-1,5-9", "bytes=a-b", "bytes=+1-2", "bytes= 0-5"] {
            assert_eq!(portion(asked, 100), Portion::Whole, "{asked}");
        }
        assert_eq!(portion("bytes=0-", 0), Portion::Nothing);
    }
}
