//! Plots of the workshop, as SVG: colours by class from the style sheet, numbers in a table beside. Wide enough for a desk, and its words can
//! still be read on a phone.

use std::fmt::Write as _;

use minijinja::HtmlEscape;

/// The width and height of a plot, and its edges in it.
const WIDTH: f64 = 440.0;
const HEIGHT: f64 = 270.0;
const LEFT: f64 = 68.0;
const RIGHT: f64 = 428.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 222.0;

/// An axis: its ends, and its ticks with their words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// Where it begins.
    pub(super) low: f64,
    /// Where it ends.
    pub(super) high: f64,
    /// Where a line is drawn across, and what is said there.
    pub(super) ticks: Vec<(f64, String)>,
    /// What it measures.
    pub(super) name: String,
}

impl Axis {
    fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Layer {
    /// A line, by its class.
    Line(&'static str, Vec<(f64, f64)>),
    /// Points, each with an interval, by their class.
    Points(&'static str, Vec<Interval>),
    /// A level to be reached between two places.
    Level {
        /// From here…
        from: f64,
        /// …to here.
        to: f64,
        /// So high.
        at: f64,
    },
}

/// A value and where it lies with 95 % certainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Interval {
    /// Along the foot.
    pub(super) at: f64,
    /// The value.
    pub(super) value: f64,
    /// The interval's lower end.
    pub(super) low: f64,
    /// Its upper end.
    pub(super) high: f64,
}

/// Draws layers over two axes; `title` is read to whoever does not see them.
pub(super) fn plot(title: &str, across: &Axis, up: &Axis, layers: &[Layer]) -> String {
    let x = |value: f64| LEFT + across.share(value) * (RIGHT - LEFT);
    let y = |value: f64| BOTTOM - up.share(value) * (BOTTOM - TOP);
    let mut out = String::with_capacity(4096);
    let _ = write!(out, "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">", HtmlEscape(title));
    for (at, words) in &up.ticks {
        let (tick, at) = (LEFT - 7.0, y(*at));
        let _ = write!(
            out,
            "<path class=\"plot-grid\" d=\"M{LEFT} {}H{RIGHT}\"/><text class=\"plot-tick\" x=\"{tick}\" y=\"{}\">{}</text>",
            px(at),
            px(at + 5.0),
            HtmlEscape(words)
        );
    }
    for (at, words) in &across.ticks {
        let _ = write!(out, "<text class=\"plot-label\" x=\"{}\" y=\"{}\">{}</text>", px(x(*at)), BOTTOM + 20.0, HtmlEscape(words));
    }
    let _ = write!(
        out,
        "<text class=\"plot-name\" x=\"{}\" y=\"{}\">{}</text><text class=\"plot-name\" transform=\"translate(14 {}) rotate(-90)\">{}</text>",
        f64::midpoint(LEFT, RIGHT),
        BOTTOM + 42.0,
        HtmlEscape(&across.name),
        f64::midpoint(TOP, BOTTOM),
        HtmlEscape(&up.name)
    );
    for layer in layers {
        match layer {
            Layer::Line(class, points) => {
                let _ = write!(out, "<path class=\"plot-line {class}\" d=\"");
                for (at, (a, b)) in points.iter().enumerate() {
                    let _ = write!(out, "{}{} {}", if at == 0 { 'M' } else { 'L' }, px(x(*a)), px(y(*b)));
                }
                out.push_str("\"/>");
            }
            Layer::Points(class, points) => {
                for point in points {
                    let at = px(x(point.at));
                    let _ = write!(
                        out,
                        "<path class=\"plot-interval {class}\" d=\"M{at} {}V{}\"/><circle class=\"plot-point {class}\" cx=\"{at}\" cy=\"{}\" r=\"4.5\"/>",
                        px(y(point.low)),
                        px(y(point.high)),
                        px(y(point.value))
                    );
                }
            }
            Layer::Level { from, to, at } => {
                let _ = write!(out, "<path class=\"plot-level\" d=\"M{} {at}H{}\"/>", px(x(*from)), px(x(*to)), at = px(y(*at)));
            }
        }
    }
    out.push_str("</svg>");
    out
}

/// From 0 to the next round number above what is drawn, with some five ticks.
pub(super) fn up_to(most: f64, name: String, say: impl Fn(f64, usize) -> String) -> Axis {
    let most = if most.is_finite() && most > 1e-6 { most } else { 1.0 };
    let mut power = 1e-6;
    while power * 10.0 <= most / 4.0 {
        power *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= most / 6.0).unwrap_or(power * 10.0);
    let count = (most / step - 1e-9).ceil() as usize;
    let digits = usize::from(step < 1.0) + usize::from(step < 0.1);
    Axis { low: 0.0, high: step * count as f64, ticks: (0..=count).map(|n| n as f64 * step).map(|at| (at, say(at, digits))).collect(), name }
}

/// From one whole number to another, a tick at each.
pub(super) fn between(low: i32, high: i32, name: String, say: impl Fn(f64, usize) -> String) -> Axis {
    Axis { low: f64::from(low), high: f64::from(high), ticks: (low..=high).map(|at| (f64::from(at), say(f64::from(at), 0))).collect(), name }
}

fn px(value: f64) -> String {
    ((value * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(value: f64, digits: usize) -> String {
        format!("{value:.digits$}")
    }

    #[test]
    fn nothing_is_drawn_outside_and_nothing_can_be_slipped_in() {
        let (across, up) = (between(-3, 3, "<x>".into(), say), up_to(7.3, "y".into(), say));
        let far = Interval { at: 9.0, value: 99.0, low: -5.0, high: 1e9 };
        let layers = [Layer::Line("a", vec![(-9.0, -9.0), (9.0, 99.0)]), Layer::Points("b", vec![far]), Layer::Level { from: -2.0, to: 2.0, at: 5.0 }];
        let svg = plot("A & \"B\"", &across, &up, &layers);
        assert!(svg.contains("A &amp; &quot;B&quot;") && svg.contains("&lt;x&gt;") && !svg.contains("<x>"));
        assert!(svg.contains("M68 222L428 14"), "{svg}");
    }

    #[test]
    fn ticks_are_round_and_few() {
        for most in [1e-9, 0.04, 0.9, 1.0, 5.0, 7.3, 23.0, 4_000.0, f64::NAN] {
            let axis = up_to(most, String::new(), say);
            assert!((3..=8).contains(&axis.ticks.len()), "{most}: {:?}", axis.ticks);
            assert!(!most.is_finite() || axis.high >= most);
        }
    }
}
