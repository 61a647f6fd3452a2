//! A figure as SVG text.

use std::fmt::Write as _;

use super::axis::Axis;
use super::{Curve, Figure};

/// The size of the picture and the edges of the plot in it, in pixels.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 66.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 362.0;

/// Eight patterns that differ at a glance, the plain line first.
const DASHES: [&str; 8] = ["", "8 4", "2 3", "10 3 2 3", "16 4", "5 2", "12 3 2 3 2 3", "1 5"];
/// Black and the seven colours of Okabe and Ito (2008) that colour-blind readers tell apart, the yellow darkened for white paper.
const COLOURS: [&str; 8] = ["#000000", "#0072b2", "#d55e00", "#007a5e", "#a6528a", "#b07c00", "#3a8fc4", "#6b6b6b"];
/// More curves than this have no legend: nobody could follow them one by one.
const NAMED: usize = 16;
/// A mark on every so many points, on curves nine to sixteen.
const MARK_EVERY: usize = 24;
/// The longest name that a legend shows.
const LONGEST: usize = 18;

/// Draws the figure: 640 by 420 pixels, scaled by whoever shows it.
pub fn svg(figure: &Figure) -> String {
    let legend = (2..=NAMED).contains(&figure.curves.len());
    let room = match (legend, figure.right.is_some()) {
        (_, true) => 66.0,
        (true, false) => 46.0 + 7.0 * figure.curves.iter().map(|curve| shown(&curve.label).chars().count()).max().unwrap_or(0) as f64,
        (false, false) => 20.0,
    };
    let right = WIDTH - room.min(190.0);
    let across = Axis::between(figure.range.low, figure.range.high);
    let most = |on_right: bool| {
        let curves = figure.curves.iter().filter(|curve| curve.on_right == on_right);
        curves.flat_map(|curve| &curve.points).map(|(_, value)| *value).filter(|value| value.is_finite()).fold(0.0, f64::max)
    };
    let up = figure.top.map_or_else(|| Axis::up_to(most(false)), |top| Axis::between(0.0, top));
    let up_right = Axis::up_to(most(true));
    let x = |theta: f64| LEFT + across.share(theta) * (right - LEFT);
    // With two axes the legend stands in a row above the plot: every corner inside may be crossed by one of the curves.
    let top = if figure.right.is_some() { TOP + 22.0 } else { TOP };
    let y = |axis: &Axis, value: f64| BOTTOM - axis.share(value) * (BOTTOM - top);

    let mut out = Out(String::with_capacity(16_384));
    out.line(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title description\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" font-size=\"13\" fill=\"#000\">"
    ));
    out.line(format_args!("<title id=\"title\">{}</title>", escaped(&figure.title)));
    out.line(format_args!("<desc id=\"description\">{}</desc>", escaped(&described(figure))));
    out.line(format_args!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>"));
    let middle = f64::midpoint(LEFT, right);
    out.line(format_args!("<text x=\"{}\" y=\"22\" text-anchor=\"middle\" font-size=\"15\">{}</text>", px(middle), escaped(&figure.title)));

    // axes
    let edges = if figure.right.is_some() {
        format!("M{} {top}V{BOTTOM}H{}V{top}", px(LEFT), px(right))
    } else {
        format!("M{} {top}V{BOTTOM}H{}", px(LEFT), px(right))
    };
    out.line(format_args!("<g fill=\"none\" stroke=\"#000\" stroke-width=\"1\"><path d=\"{edges}\"/>"));
    let mut ticks = String::new();
    for (at, _) in &across.ticks {
        let _ = write!(ticks, "M{} {BOTTOM}v5", px(x(*at)));
    }
    for (at, _) in &up.ticks {
        let _ = write!(ticks, "M{} {}h-5", px(LEFT), px(y(&up, *at)));
    }
    if figure.right.is_some() {
        for (at, _) in &up_right.ticks {
            let _ = write!(ticks, "M{} {}h5", px(right), px(y(&up_right, *at)));
        }
    }
    out.line(format_args!("<path d=\"{ticks}\"/></g>"));
    out.line(format_args!("<g text-anchor=\"middle\">"));
    for (at, words) in &across.ticks {
        out.line(format_args!("<text x=\"{}\" y=\"{}\">{words}</text>", px(x(*at)), px(BOTTOM + 20.0)));
    }
    out.line(format_args!("<text x=\"{}\" y=\"{}\">{}</text>", px(middle), px(BOTTOM + 44.0), escaped(&figure.horizontal)));
    let half = f64::midpoint(top, BOTTOM);
    out.line(format_args!("<text transform=\"translate(18 {}) rotate(-90)\">{}</text>", px(half), escaped(&figure.left)));
    if let Some(label) = &figure.right {
        out.line(format_args!("<text transform=\"translate({} {}) rotate(-90)\">{}</text>", px(WIDTH - 10.0), px(half), escaped(label)));
    }
    out.line(format_args!("</g>"));
    out.line(format_args!("<g text-anchor=\"end\">"));
    for (at, words) in &up.ticks {
        out.line(format_args!("<text x=\"{}\" y=\"{}\">{words}</text>", px(LEFT - 9.0), px(y(&up, *at) + 4.5)));
    }
    out.line(format_args!("</g>"));
    if figure.right.is_some() {
        out.line(format_args!("<g>"));
        for (at, words) in &up_right.ticks {
            out.line(format_args!("<text x=\"{}\" y=\"{}\">{words}</text>", px(right + 9.0), px(y(&up_right, *at) + 4.5)));
        }
        out.line(format_args!("</g>"));
    }

    // curves
    let many = figure.curves.len() > NAMED;
    out.line(format_args!("<g fill=\"none\" stroke-linejoin=\"round\" stroke-width=\"{}\">", if many { "0.9" } else { "1.7" }));
    for (number, curve) in figure.curves.iter().enumerate() {
        let axis = if curve.on_right { &up_right } else { &up };
        let places: Vec<(f64, f64)> = visible(curve, axis).map(|(theta, value)| (x(theta), y(axis, value))).collect();
        let mut path = String::with_capacity(places.len() * 14);
        for (place, (x, y)) in places.iter().enumerate() {
            let _ = write!(path, "{}{} {}", if place == 0 { "M" } else { "L" }, px(*x), px(*y));
        }
        out.line(format_args!("<path d=\"{path}\" {}/>", pen(if many { 0 } else { number })));
        if !many && number >= DASHES.len() {
            for (x, y) in places.iter().skip(number % MARK_EVERY).step_by(MARK_EVERY) {
                out.mark(*x, *y, number);
            }
        }
    }
    out.line(format_args!("</g>"));
    if legend {
        for (number, curve) in figure.curves.iter().enumerate() {
            let place = number as f64;
            let (from, row) = if figure.right.is_some() { (LEFT + 16.0 + 170.0 * place, TOP) } else { (right + 12.0, TOP + 8.0 + 19.0 * place) };
            out.line(format_args!("<path d=\"M{} {}h24\" fill=\"none\" stroke-width=\"1.7\" {}/>", px(from), px(row), pen(number)));
            if number >= DASHES.len() {
                out.mark(from + 12.0, row, number);
            }
            out.line(format_args!("<text x=\"{}\" y=\"{}\">{}</text>", px(from + 31.0), px(row + 4.5), escaped(&shown(&curve.label))));
        }
    }
    out.0.push_str("</svg>\n");
    out.0
}

struct Out(String);

impl Out {
    fn line(&mut self, words: std::fmt::Arguments<'_>) {
        // a String takes whatever is written
        let _ = self.0.write_fmt(words);
        self.0.push('\n');
    }

    fn mark(&mut self, x: f64, y: f64, number: usize) {
        self.line(format_args!("<circle cx=\"{}\" cy=\"{}\" r=\"2.6\" fill=\"#fff\" stroke=\"{}\" stroke-width=\"1.2\"/>", px(x), px(y), colour(number)));
    }
}

fn colour(number: usize) -> &'static str {
    COLOURS[number % COLOURS.len()]
}

fn pen(number: usize) -> String {
    match DASHES[number % DASHES.len()] {
        "" => format!("stroke=\"{}\"", colour(number)),
        dashes => format!("stroke=\"{}\" stroke-dasharray=\"{dashes}\"", colour(number)),
    }
}

/// The points that the axis can show.
fn visible<'a>(curve: &'a Curve, axis: &'a Axis) -> impl Iterator<Item = (f64, f64)> + 'a {
    curve.points.iter().copied().filter(|(_, value)| value.is_finite()).map(|(theta, value)| (theta, value.clamp(axis.low, axis.high)))
}

/// A name as a legend shows it.
fn shown(label: &str) -> String {
    if label.chars().count() > LONGEST { label.chars().take(LONGEST - 1).chain(['…']).collect() } else { label.to_owned() }
}

/// The figure in words: its axes, and each curve at the ends, at the middle and at its highest.
fn described(figure: &Figure) -> String {
    let mut words = format!(
        "{} over {}, from {} to {}. {} {}.",
        figure.left,
        figure.horizontal,
        figure.range.low,
        figure.range.high,
        figure.curves.len(),
        if figure.curves.len() == 1 { "curve" } else { "curves" }
    );
    for curve in figure.curves.iter().take(NAMED) {
        let (Some(first), Some(last)) = (curve.points.first(), curve.points.last()) else { continue };
        let middle = curve.points[curve.points.len() / 2];
        let highest = curve.points.iter().fold(*first, |best, point| if point.1 > best.1 { *point } else { best });
        let _ = write!(
            words,
            " {}: {:.2} at {:.1}, {:.2} at {:.1}, {:.2} at {:.1}; highest {:.2} at {:.1}.",
            curve.label, first.1, first.0, middle.1, middle.0, last.1, last.0, highest.1, highest.0
        );
    }
    words
}

/// One decimal is a tenth of a pixel: enough, and the file stays small.
fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// Text for XML: marks escaped, characters that XML forbids shown as such.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            _ => safe.push(character),
        }
    }
    safe
}
