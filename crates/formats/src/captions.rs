//! Captions as `WebVTT`: <https://www.w3.org/TR/webvtt1/>. What our films use of it: cues with their times and plain text.

use domain::learning::film::Cue;

use crate::content::Unreadable;

/// A caption and the line where its times stand, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The caption.
    pub cue: Cue,
    /// Its line.
    pub line: usize,
}

/// Reads a file of captions. Names of cues, notes and settings after the times are passed over.
///
/// # Errors
/// It does not begin with `WEBVTT`, a line of times cannot be read, or a text holds a mark.
pub fn webvtt(text: &str) -> Result<Vec<Written>, Unreadable> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate().map(|(i, line)| (i + 1, line));
    if lines.next().is_none_or(|(_, head)| head != "WEBVTT" && !head.starts_with("WEBVTT ")) {
        return Err(Unreadable { line: 1, message: "no WEBVTT at the beginning".to_owned() });
    }
    let mut cues: Vec<Written> = Vec::new();
    let mut is_inside = false;
    for (line, written) in lines {
        if let Some((start, after)) = written.split_once("-->") {
            let end = after.split_whitespace().next().unwrap_or_default();
            let (Some(start), Some(end)) = (milliseconds(start.trim()), milliseconds(end)) else {
                return Err(Unreadable { line, message: format!("times cannot be read: {written}") });
            };
            cues.push(Written { cue: Cue { start, end, text: String::new() }, line });
            is_inside = true;
        } else if written.trim().is_empty() {
            is_inside = false;
        } else if let Some(Written { cue, .. }) = cues.last_mut().filter(|_| is_inside) {
            if written.contains(['<', '&']) {
                return Err(Unreadable { line, message: format!("plain text only: {written}") });
            }
            if !cue.text.is_empty() {
                cue.text.push('\n');
            }
            cue.text.push_str(written);
        }
    }
    Ok(cues)
}

/// `HH:MM:SS.mmm`, the hours being optional.
fn milliseconds(written: &str) -> Option<u32> {
    let (clock, thousandths) = written.split_once('.')?;
    let number = |text: &str, digits: usize| (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<u32>().ok()).flatten();
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, number(minutes, 2)?, number(seconds, 2)?),
        [hours, minutes, seconds] => (number(hours, 2)?, number(minutes, 2)?, number(seconds, 2)?),
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then_some(())?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(thousandths, 3)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_read_with_their_times_and_lines() {
        let text = "WEBVTT\n\nNOTE un mot de l'auteur\n\n1\n00:00.000 --> 00:02.900\nCe film n’a pas\nde son.\n\n01:00:03.050 --> 01:00:04.000 line:0\nFin\n";
        let read = webvtt(text).unwrap();
        assert_eq!(
            read,
            [
                Written { cue: Cue { start: 0, end: 2900, text: "Ce film n’a pas\nde son.".into() }, line: 6 },
                Written { cue: Cue { start: 3_603_050, end: 3_604_000, text: "Fin".into() }, line: 10 },
            ]
        );
    }

    #[test]
    fn what_is_no_file_of_captions_is_refused_with_its_line() {
        for (text, line) in [
            ("", 1),
            ("WEBVTTX\n", 1),
            ("WEBVTT\n\n0:1.000 --> 00:02.000\nA\n", 3),
            ("WEBVTT\n\n00:01.000 --> 00:61.000\nA\n", 3),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b>A</b>\n", 4),
        ] {
            assert_eq!(webvtt(text).unwrap_err().line, line, "{text}");
        }
    }
}
