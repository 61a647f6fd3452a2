//! Pictures, as SVG text. Each has its numbers in words beside it on the page; a picture never stands alone.

use std::fmt::Write as _;

use super::view::Level;
use crate::render::{Arg, Words};

/// How wide it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// From about 640 px, and on paper.
    Wide,
    /// A phone.
    Narrow,
}

/// Five domains on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Strata {
    /// Cut scores between the four levels.
    pub cuts: [f64; 3],
    /// The level that is aimed at: its zone stands out.
    pub aim: Level,
    /// One row per domain.
    pub rows: Vec<Stratum>,
}

/// One domain: a point, its interval, and the whole posterior.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// Short name.
    pub name: String,
    /// Estimate.
    pub estimate: f64,
    /// Its standard error.
    pub sd: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Level of the estimate.
    pub level: Level,
}

/// One domain over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Short name.
    pub name: String,
    /// Cut scores.
    pub cuts: [f64; 3],
    /// Oldest first.
    pub points: Vec<TrendPoint>,
}

/// One positioning in a trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendPoint {
    /// When, in microseconds UTC.
    pub at: i64,
    /// Estimate.
    pub estimate: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The scale shown, in standard deviations of the population: 99.7 % of it.
const SCALE: (f64, f64) = (-3.0, 3.0);

/// Colours come from the style sheet, by class.
fn paint(class: &str) -> String {
    format!("class=\"{class}\"")
}

fn clamp(theta: f64) -> f64 {
    theta.clamp(SCALE.0, SCALE.1)
}

/// Where an ability falls between `from` and `from + width`.
fn place(theta: f64, from: f64, width: f64) -> f64 {
    from + (clamp(theta) - SCALE.0) / (SCALE.1 - SCALE.0) * width
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// One decimal is a tenth of a pixel: enough, and it keeps the page light.
fn px(value: f64) -> String {
    // whole numbers print in a tenth of the time that fractions take, and a picture has some hundred
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

struct Frame {
    width: f64,
    left: f64,
    plot: f64,
    top: f64,
    row: f64,
    band: f64,
    name_above: bool,
}

impl Frame {
    const fn of(format: Format) -> Self {
        match format {
            Format::Wide => Self { width: 760.0, left: 184.0, plot: 572.0, top: 34.0, row: 68.0, band: 56.0, name_above: false },
            Format::Narrow => Self { width: 340.0, left: 0.0, plot: 340.0, top: 26.0, row: 82.0, band: 46.0, name_above: true },
        }
    }
}

/// The profile: five strata on four zones, each with its density, its interval and its point.
pub fn strata(strata: &Strata, words: Words<'_>, format: Format) -> String {
    let frame = Frame::of(format);
    let height = frame.top + frame.row * strata.rows.len() as f64 + 4.0;
    let id = if format == Format::Wide { "strata-wide" } else { "strata-narrow" };
    let mut svg = open(&words.say("picture-title", &[]), &describe(strata, words), id, (frame.width, height));
    let edges = [SCALE.0, strata.cuts[0], strata.cuts[1], strata.cuts[2], SCALE.1];
    for (level, pair) in Level::ALL.into_iter().zip(edges.windows(2)) {
        let (from, to) = (place(pair[0], frame.left, frame.plot), place(pair[1], frame.left, frame.plot));
        let class = if level == strata.aim { "p-zone-name p-zone-name-aim" } else { "p-zone-name" };
        let (middle, baseline) = (px(f64::midpoint(from, to)), px(frame.top - 14.0));
        let _ = write!(svg, "<text x=\"{middle}\" y=\"{baseline}\" {}>{}</text>", paint(class), escape(&words.say(level.key(), &[])));
    }
    for (i, row) in strata.rows.iter().enumerate() {
        let bottom = frame.top + frame.row * (i + 1) as f64 - 6.0;
        let top = bottom - frame.band;
        for (level, pair) in Level::ALL.into_iter().zip(edges.windows(2)) {
            let (from, to) = (place(pair[0], frame.left, frame.plot), place(pair[1], frame.left, frame.plot));
            let class = if level == strata.aim { "p-zone p-zone-aim" } else { "p-zone" };
            let (x, width) = (px(from + 1.0), px(to - from - 2.0));
            let _ = write!(svg, "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"3\" {}/>", px(top), px(bottom - top), paint(class));
        }
        stratum(&mut svg, row, &frame, (top, bottom), words);
    }
    svg.push_str("</svg>");
    svg
}

fn stratum(svg: &mut String, row: &Stratum, frame: &Frame, (top, bottom): (f64, f64), words: Words<'_>) {
    let at = |theta| place(theta, frame.left, frame.plot);
    let level = words.say(row.level.key(), &[]);
    if frame.name_above {
        let y = px(top - 9.0);
        let _ = write!(svg, "<text x=\"1\" y=\"{y}\" {}>{}</text>", paint("p-name"), escape(&row.name));
        let _ = write!(svg, "<text x=\"339\" y=\"{y}\" text-anchor=\"end\" {}>{}</text>", paint("p-level"), escape(&level));
    } else {
        let middle = f64::midpoint(top, bottom);
        let _ = write!(svg, "<text x=\"0\" y=\"{}\" {}>{}</text>", px(middle - 3.0), paint("p-name"), escape(&row.name));
        let _ = write!(svg, "<text x=\"0\" y=\"{}\" {}>{}</text>", px(middle + 17.0), paint("p-level"), escape(&level));
    }
    let base = bottom - 13.0;
    let _ = write!(svg, "<path d=\"{}\" {}/>", density(row, base, base - top - 6.0, at), paint("p-density"));
    let _ = write!(svg, "<path d=\"M{} {base}H{}\" {}/>", px(at(row.low)), px(at(row.high)), paint("p-interval"));
    let _ = write!(svg, "<circle cx=\"{}\" cy=\"{base}\" r=\"6.5\" {}/>", px(at(row.estimate)), paint("p-point"));
}

/// The normal posterior as a hill. A vague one is lower, so that its surface stays the same: a flat hill says "we know little".
fn density(row: &Stratum, base: f64, room: f64, at: impl Fn(f64) -> f64) -> String {
    const STEPS: i32 = 24;
    /// The sharpest posterior we meet fills the band.
    const SHARPEST: f64 = 0.32;
    let peak = room * (SHARPEST / row.sd).min(1.0);
    let mut path = String::new();
    for step in 0..=STEPS {
        let z = 3.0 * (2.0 * f64::from(step) / f64::from(STEPS) - 1.0);
        let theta = z.mul_add(row.sd, row.estimate);
        if (SCALE.0..=SCALE.1).contains(&theta) {
            let y = base - peak * (-z * z / 2.0).exp();
            let command = if path.is_empty() { format!("M{} {}L", px(at(theta)), px(base)) } else { " ".to_owned() };
            let _ = write!(path, "{command}{} {}", px(at(theta)), px(y));
        }
    }
    let end = clamp(row.sd.mul_add(3.0, row.estimate));
    let _ = write!(path, "V{}H{}z", px(base), px(at(end)));
    path
}

/// The picture in one breath, for those who hear it.
fn describe(strata: &Strata, words: Words<'_>) -> String {
    let mut sentence = String::new();
    for row in &strata.rows {
        let reach = [row.low, row.high].map(|theta| words.say(Level::ALL[strata.cuts.iter().filter(|cut| theta >= **cut).count()].key(), &[]));
        let level = words.say(row.level.key(), &[]);
        let [low, high] = reach;
        let key = if low == high { "picture-row-sure" } else { "picture-row" };
        let args: Vec<(&str, Arg<'_>)> = if low == high {
            vec![("name", row.name.as_str().into()), ("level", level.into())]
        } else {
            vec![("name", row.name.as_str().into()), ("level", level.into()), ("low", low.into()), ("high", high.into())]
        };
        let _ = write!(sentence, "{} ", words.say(key, &args));
    }
    sentence.trim_end().to_owned()
}

fn open(title: &str, description: &str, id: &str, (width, height): (f64, f64)) -> String {
    format!(
        "<svg class=\"picture\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description)
    )
}

/// One domain over time: a point and its interval per positioning, on the four zones laid flat.
pub fn trend(trend: &Trend, words: Words<'_>) -> String {
    const SIZE: (f64, f64) = (200.0, 150.0);
    const PLOT: (f64, f64) = (8.0, 130.0);
    let y = |theta: f64| PLOT.1 - (place(theta, 0.0, PLOT.1 - PLOT.0));
    let last = trend.points.len().saturating_sub(1).max(1) as f64;
    let x = |index: usize| 26.0 + index as f64 / last * (SIZE.0 - 52.0);
    let id = format!("trend-{}", trend.name.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))));
    let texts: Vec<String> = trend
        .points
        .iter()
        .map(|point| {
            let level = Level::ALL[trend.cuts.iter().filter(|cut| point.estimate >= **cut).count()];
            words.say("trend-point", &[("date", words.texts.date(words.lang, point.at).into()), ("level", words.say(level.key(), &[]).into())])
        })
        .collect();
    let mut svg = open(&words.say("trend-title", &[("name", trend.name.as_str().into())]), &texts.join(" "), &id, SIZE);
    let edges = [SCALE.0, trend.cuts[0], trend.cuts[1], trend.cuts[2], SCALE.1];
    for (level, pair) in Level::ALL.into_iter().zip(edges.windows(2)) {
        let class = if level == Level::Socle { "p-zone p-zone-aim" } else { "p-zone" };
        let (top, height) = (px(y(pair[1]) + 1.0), px(y(pair[0]) - y(pair[1]) - 2.0));
        let _ = write!(svg, "<rect x=\"0\" y=\"{top}\" width=\"{}\" height=\"{height}\" rx=\"3\" {}/>", SIZE.0, paint(class));
    }
    let line: Vec<String> = trend.points.iter().enumerate().map(|(i, p)| format!("{} {}", px(x(i)), px(y(p.estimate)))).collect();
    let _ = write!(svg, "<path d=\"M{}\" {}/>", line.join("L"), paint("p-line"));
    for (i, point) in trend.points.iter().enumerate() {
        let _ = write!(svg, "<path d=\"M{} {}V{}\" {}/>", px(x(i)), px(y(point.low)), px(y(point.high)), paint("p-interval"));
        let _ = write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"5.5\" {}/>", px(x(i)), px(y(point.estimate)), paint("p-point"));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_picture_is_written_to_the_tenth_and_no_longer_than_needed() {
        assert_eq!([0.0, 12.0, 12.34, -0.04, -0.26, 99.96].map(px), ["0", "12", "12.3", "0", "-0.3", "100"]);
    }
}
