//! Captions of a film: what is said, when, and whether it can be read.

/// Characters that can be read in a second, at the most: above, people choose between the words and the picture.
pub const READABLE: f64 = 21.0;

/// A sentence of a film and when it is seen, in milliseconds from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When it comes.
    pub start: u32,
    /// When it goes.
    pub end: u32,
    /// What it says.
    pub text: String,
}

/// What is wrong with one of the captions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueFault {
    /// Which of them, from 0.
    pub cue: usize,
    /// Stable code: `captions-order`, `captions-overlap`, `captions-late`, `captions-fast`, `captions-empty`.
    pub code: &'static str,
    /// What was found.
    pub detail: String,
}

/// What is wrong with the captions of a film of so many seconds.
pub fn faults_of_captions(seconds: u32, cues: &[Cue]) -> Vec<CueFault> {
    let mut faults = Vec::new();
    if cues.is_empty() {
        faults.push(CueFault { cue: 0, code: "captions-empty", detail: String::new() });
    }
    for (i, cue) in cues.iter().enumerate() {
        let mut push = |code, detail| faults.push(CueFault { cue: i, code, detail });
        if cue.end <= cue.start {
            push("captions-order", said(cue.start));
            continue;
        }
        if cues.get(i + 1).is_some_and(|next| next.start < cue.end) {
            push("captions-overlap", said(cue.end));
        }
        if cue.end > seconds * 1000 {
            push("captions-late", said(cue.end));
        }
        let signs = cue.text.chars().filter(|c| !c.is_control()).count();
        if signs == 0 {
            push("captions-empty", said(cue.start));
        }
        let pace = signs as f64 * 1000.0 / f64::from(cue.end - cue.start);
        if pace > READABLE {
            push("captions-fast", format!("{} ({pace:.0})", said(cue.start)));
        }
    }
    faults
}

/// Minutes and seconds.
fn said(milliseconds: u32) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}.{:03}", seconds / 60, seconds % 60, milliseconds % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u32, end: u32, text: &str) -> Cue {
        Cue { start, end, text: text.to_owned() }
    }

    fn codes(seconds: u32, cues: &[Cue]) -> Vec<(usize, &'static str)> {
        faults_of_captions(seconds, cues).into_iter().map(|fault| (fault.cue, fault.code)).collect()
    }

    #[test]
    fn captions_that_follow_each_other_within_the_film_are_without_fault() {
        assert_eq!(codes(10, &[cue(0, 2900, "Ce film n’a pas de son."), cue(2900, 10_000, "Léa ferme le dossier.")]), []);
    }

    #[test]
    fn captions_neither_overlap_nor_outlast_the_film_nor_run_backwards() {
        let cues = [cue(0, 3000, "Un"), cue(2900, 5000, "Deux"), cue(6000, 6000, "Trois"), cue(7000, 10_001, "Quatre")];
        assert_eq!(codes(10, &cues), [(0, "captions-overlap"), (2, "captions-order"), (3, "captions-late")]);
    }

    #[test]
    fn captions_that_nobody_can_read_in_time_are_told() {
        let text = "Une phrase de quarante signes, tout juste";
        assert_eq!(codes(10, &[cue(0, 1000, text), cue(1000, 4000, text), cue(5000, 6000, "")]), [(0, "captions-fast"), (2, "captions-empty")]);
        assert_eq!(codes(10, &[]), [(0, "captions-empty")]);
    }
}
