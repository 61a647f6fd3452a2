//! Where ticks stand, and what they say.

/// An axis: its ends, and its ticks with their words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis with these ends, and ticks at round numbers within them.
    pub(super) fn between(low: f64, high: f64) -> Self {
        let step = round_step(high - low);
        let first = (low / step - 1e-9).ceil();
        let count = ((high / step + 1e-9).floor() - first).max(0.0) as usize;
        let ticks = (0..=count).map(|tick| (first + tick as f64) * step).map(|at| (at, words(at, step))).collect();
        Self { low, high, ticks }
    }

    /// An axis from 0 to the next tick above `most`.
    pub(super) fn up_to(most: f64) -> Self {
        // nothing that a pen could show
        if !most.is_finite() || most < 1e-9 {
            return Self::between(0.0, 1.0);
        }
        let step = round_step(most);
        Self::between(0.0, (most / step - 1e-9).ceil() * step)
    }

    /// How far along the axis, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// 1, 2 or 5 times a power of ten, so that four to nine steps make the width.
fn round_step(width: f64) -> f64 {
    // logarithms differ between machines: a power of ten is found by counting
    let mut power = 1.0;
    while power > width && power > 1e-300 {
        power /= 10.0;
    }
    while power * 10.0 <= width && power < 1e300 {
        power *= 10.0;
    }
    let leading = width / power;
    if leading < 2.0 {
        power / 5.0
    } else if leading < 4.5 {
        power / 2.0
    } else {
        power
    }
}

/// A number with as many decimals as the steps have, and with a minus sign that is no hyphen.
fn words(at: f64, step: f64) -> String {
    let mut decimals = 0;
    let mut unit = 1.0;
    while unit > step * 1.000_001 && decimals < 12 {
        unit /= 10.0;
        decimals += 1;
    }
    let text = format!("{at:.decimals$}");
    let is_zero = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "\u{2212}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, words)| words.as_str()).collect()
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        assert_eq!(said(&Axis::between(-4.0, 4.0)), ["−4", "−3", "−2", "−1", "0", "1", "2", "3", "4"]);
        assert_eq!(said(&Axis::between(0.0, 1.0)), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(said(&Axis::up_to(0.36)), ["0.00", "0.05", "0.10", "0.15", "0.20", "0.25", "0.30", "0.35", "0.40"]);
        assert_eq!(said(&Axis::up_to(23.0)), ["0", "5", "10", "15", "20", "25"]);
    }

    #[test]
    fn any_width_has_a_few_ticks() {
        for most in [1e-300, 3e-8, 0.1, 0.999, 1.0, 1.9999, 7.3, 12345.0, 9.9e299, 0.0, f64::NAN, f64::INFINITY] {
            let axis = Axis::up_to(most);
            assert!((2..=12).contains(&axis.ticks.len()), "{most}: {}", axis.ticks.len());
            assert!(!most.is_finite() || axis.high >= most);
        }
    }
}
