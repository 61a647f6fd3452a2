//! The chart of a simulator, as SVG. Its colours come from the style sheet, by class; its numbers stand in a table beside it.

use std::fmt::Write as _;

use minijinja::HtmlEscape;
use serde::Deserialize;

/// What is drawn.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Figure {
    title: String,
    shape: Shape,
    labels: Vec<String>,
    series: Vec<Series>,
    #[serde(default)]
    threshold: Option<Level>,
    #[serde(default)]
    from: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    Line,
    Bar,
}

#[derive(Debug, Clone, Deserialize)]
struct Series {
    values: Vec<f64>,
}

#[derive(Debug, Clone, Deserialize)]
struct Level {
    value: f64,
}

/// The width of the picture, and the plot in it, in pixels: small enough that its words can be read on a telephone.
const WIDTH: f64 = 400.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 392.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 216.0;
/// Room for a letter along the foot, as large as it is on a telephone; labels that have no room are left out in turn.
const LETTER: f64 = 9.0;

/// Draws the chart.
pub(super) fn svg(figure: &Figure) -> String {
    let most = figure.series.iter().flat_map(|s| &s.values).chain(figure.threshold.iter().map(|t| &t.value)).fold(figure.from, |a, b| a.max(*b));
    let step = step((most - figure.from) / 4.0);
    let top = figure.from + step * ((most - figure.from) / step).ceil().max(1.0);
    let y = |value: f64| BOTTOM - (value - figure.from) / (top - figure.from) * (BOTTOM - TOP);
    let room = (RIGHT - LEFT) / figure.labels.len().max(1) as f64;
    let x = |at: usize| LEFT + room * (at as f64 + 0.5);

    let labels: Vec<[String; 2]> = figure.labels.iter().map(|label| two_lines(label, (room / LETTER) as usize)).collect();
    let height = BOTTOM + if labels.iter().any(|[_, second]| !second.is_empty()) { 48.0 } else { 29.0 };

    let mut out = String::with_capacity(4096);
    let _ = write!(out, "<svg class=\"figure\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", HtmlEscape(&figure.title));
    let mut level = figure.from;
    while level <= top + step / 2.0 {
        let _ = write!(
            out,
            "<path class=\"figure-grid\" d=\"M{LEFT} {at}H{RIGHT}\"/><text class=\"figure-tick\" x=\"{}\" y=\"{}\">{}</text>",
            LEFT - 6.0,
            px(y(level) + 4.5),
            number(level),
            at = px(y(level))
        );
        level += step;
    }
    for (nth, series) in figure.series.iter().enumerate() {
        let points: Vec<(f64, f64)> = series.values.iter().enumerate().map(|(at, v)| (x(at), y(*v))).collect();
        match figure.shape {
            Shape::Bar => bars(&mut out, nth, figure.series.len(), room, &points),
            Shape::Line => line(&mut out, nth, &points),
        }
    }
    if let [one] = &figure.series[..]
        && one.values.len() <= 8
    {
        for (at, value) in one.values.iter().enumerate() {
            let _ = write!(out, "<text class=\"figure-value\" x=\"{}\" y=\"{}\">{}</text>", px(x(at)), px(y(*value) - 6.0), number(*value));
        }
    }
    if let Some(threshold) = &figure.threshold {
        let _ = write!(out, "<path class=\"figure-level\" d=\"M{LEFT} {at}H{RIGHT}\"/>", at = px(y(threshold.value)));
    }
    let longest = labels.iter().flatten().map(|line| line.chars().count()).max().unwrap_or(0);
    let every = (longest as f64 * LETTER / room).ceil().max(1.0) as usize;
    for (at, lines) in labels.iter().enumerate().filter(|(at, _)| at % every == 0) {
        for (line, y) in lines.iter().zip([BOTTOM + 20.0, BOTTOM + 39.0]).filter(|(line, _)| !line.is_empty()) {
            let _ = write!(out, "<text class=\"figure-label\" x=\"{}\" y=\"{y}\">{}</text>", px(x(at)), HtmlEscape(line));
        }
    }
    out.push_str("</svg>");
    out
}

/// A label in two lines, cut between words where the first has more letters than stand side by side.
fn two_lines(label: &str, letters: usize) -> [String; 2] {
    let mut lines = [String::new(), String::new()];
    for word in label.split_whitespace() {
        let second = !lines[1].is_empty() || (!lines[0].is_empty() && lines[0].chars().count() + 1 + word.chars().count() > letters);
        let line = &mut lines[usize::from(second)];
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}

fn bars(out: &mut String, nth: usize, of: usize, room: f64, points: &[(f64, f64)]) {
    let width = room * 0.7 / of as f64;
    for (x, y) in points {
        let left = x - room * 0.35 + width * nth as f64;
        let _ = write!(
            out,
            "<rect class=\"figure-bar figure-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            nth + 1,
            px(left),
            px(*y),
            px((width - 2.0).max(2.0)),
            px(BOTTOM - y)
        );
    }
}

fn line(out: &mut String, nth: usize, points: &[(f64, f64)]) {
    let _ = write!(out, "<path class=\"figure-line figure-{}\" d=\"", nth + 1);
    for (at, (x, y)) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if at == 0 { 'M' } else { 'L' }, px(*x), px(*y));
    }
    out.push_str("\"/>");
    for (x, y) in points {
        let _ = write!(out, "<circle class=\"figure-point figure-{}\" cx=\"{}\" cy=\"{}\" r=\"4\"/>", nth + 1, px(*x), px(*y));
    }
}

/// The next larger of 1, 2, 2.5 and 5 times a power of ten.
fn step(least: f64) -> f64 {
    let mut power = 1.0;
    while power > least && power > 1e-6 {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|times| times * power).find(|s| *s >= least - 1e-9).unwrap_or(power)
}

/// As French writes it, and as the table beside it does.
pub(super) fn number(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string().replace('.', ",")
}

fn px(value: f64) -> String {
    ((value * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(shape: Shape, values: &[f64]) -> Figure {
        let labels = (0..values.len()).map(|n| format!("<{n}>")).collect();
        Figure { title: "A & B".into(), shape, labels, series: vec![Series { values: values.to_vec() }], threshold: Some(Level { value: 9.0 }), from: 0.0 }
    }

    #[test]
    fn a_chart_has_its_marks_and_nothing_that_its_author_could_slip_in() {
        let svg = svg(&figure(Shape::Bar, &[3.0, 8.0, 0.0]));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("&lt;1&gt;") && svg.contains("A &amp; B") && !svg.contains("<1>"));
        let lines = super::svg(&figure(Shape::Line, &[3.0, 8.0]));
        assert_eq!(lines.matches("<circle").count(), 2);
        assert!(lines.contains("figure-level"));
    }

    #[test]
    fn levels_are_round_numbers_and_nothing_is_drawn_outside() {
        for (least, expected) in [(3.0, 5.0), (0.9, 1.0), (21.0, 25.0), (0.03, 0.05), (1.5, 2.0), (2.2, 2.5)] {
            assert!((step(least) - expected).abs() < 1e-9, "{least}: {}", step(least));
        }
        for values in [vec![0.0, 0.0], vec![1e6, 2.0], vec![0.004, 0.001]] {
            let svg = svg(&figure(Shape::Bar, &values));
            for y in svg.split("<rect").skip(1).filter_map(|r| r.split(" y=\"").nth(1)).filter_map(|r| r.split('"').next()) {
                let y: f64 = y.parse().expect("a number");
                assert!((TOP..=BOTTOM).contains(&y), "{y} of {values:?}");
            }
            assert!(svg.len() < 20_000);
        }
    }
}
