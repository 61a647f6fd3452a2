//! Levels of groups, as bars: how many are where, and how sure the border is that matters. The numbers stand in a table beside.

use std::fmt::Write as _;

use minijinja::HtmlEscape;

use super::chart::Format;

/// A group in one domain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// What is written beside it.
    pub(super) name: String,
    /// Shares of the four levels, lowest first.
    pub(super) levels: [f64; 4],
    /// Where the border of the target lies: from the left, what is below it.
    pub(super) below: (f64, f64),
    /// What is written at its end: the share at the target.
    pub(super) reached: String,
}

/// What is read to whoever does not see the bars, and what is written above them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    /// In a few words.
    pub(super) title: String,
    /// Names of the four levels.
    pub(super) levels: [String; 4],
}

/// Narrower than this a share is not written in its piece.
const WRITTEN: f64 = 0.09;

struct Place {
    width: f64,
    left: f64,
    right: f64,
    row: f64,
    height: f64,
    top: f64,
    is_wide: bool,
}

impl Place {
    const fn of(format: Format) -> Self {
        match format {
            Format::Wide => Self { width: 760.0, left: 168.0, right: 690.0, row: 50.0, height: 30.0, top: 8.0, is_wide: true },
            Format::Narrow => Self { width: 340.0, left: 0.0, right: 290.0, row: 76.0, height: 28.0, top: 28.0, is_wide: false },
        }
    }

    fn x(&self, share: f64) -> f64 {
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }
}

/// The bars, one under the other. `percent` writes a share.
pub(super) fn bars(heading: &Heading, rows: &[Bar], format: Format, percent: impl Fn(f64) -> String) -> String {
    let place = Place::of(format);
    let height = place.top + place.row * rows.len() as f64;
    let mut svg = String::with_capacity(4096);
    let _ = write!(svg, "<svg class=\"picture\" viewBox=\"0 0 {} {height}\" role=\"img\" aria-label=\"{}\">", place.width, HtmlEscape(&heading.title));
    for (n, row) in rows.iter().enumerate() {
        let top = place.top + place.row * n as f64;
        one(&mut svg, &place, row, top, heading, &percent);
    }
    svg.push_str("</svg>");
    svg
}

fn one(svg: &mut String, place: &Place, row: &Bar, top: f64, heading: &Heading, percent: &impl Fn(f64) -> String) {
    let middle = top + place.height / 2.0;
    if place.is_wide {
        let _ = write!(svg, "<text class=\"b-name\" x=\"0\" y=\"{}\">{}</text>", px(middle + 5.0), HtmlEscape(&row.name));
    } else {
        let _ = write!(svg, "<text class=\"b-name\" x=\"0\" y=\"{}\">{}</text>", px(top - 7.0), HtmlEscape(&row.name));
    }
    let mut from = 0.0;
    for (level, share) in row.levels.iter().enumerate() {
        let (left, right) = (place.x(from), place.x(from + share));
        from += share;
        if right - left < 0.5 {
            continue;
        }
        let (x, width) = (px(left + 1.0), px((right - left - 2.0).max(0.5)));
        let says = format!("{} : {}", heading.levels[level], percent(*share));
        let _ = write!(
            svg,
            "<rect class=\"b-level b-{level}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\" rx=\"3\"><title>{}</title></rect>",
            px(top),
            px(place.height),
            HtmlEscape(&says)
        );
        if *share >= WRITTEN {
            let _ = write!(
                svg,
                "<text class=\"b-share b-share-{level}\" x=\"{}\" y=\"{}\">{}</text>",
                px(f64::midpoint(left, right)),
                px(middle + 5.0),
                HtmlEscape(&percent(*share))
            );
        }
    }
    let (low, high) = (place.x(row.below.0), place.x(row.below.1));
    let foot = top + place.height + 6.0;
    let _ = write!(
        svg,
        "<path class=\"b-reach\" d=\"M{} {f}H{}M{} {a}V{b}M{} {a}V{b}\"/>",
        px(low),
        px(high),
        px(low),
        px(high),
        f = px(foot),
        a = px(foot - 4.0),
        b = px(foot + 4.0)
    );
    let _ = write!(svg, "<text class=\"b-reached\" x=\"{}\" y=\"{}\">{}</text>", place.width, px(middle + 5.0), HtmlEscape(&row.reached));
}

fn px(value: f64) -> String {
    ((value * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_outside_and_nothing_can_be_slipped_in() {
        let heading = Heading { title: "A & \"B\"".into(), levels: ["<a>", "b", "c", "d"].map(str::to_owned) };
        let bar = Bar { name: "<script>".into(), levels: [0.2, 0.8, 0.4, 0.0], below: (-1.0, 9.0), reached: "80 %".into() };
        for format in [Format::Wide, Format::Narrow] {
            let svg = bars(&heading, std::slice::from_ref(&bar), format, |share| format!("{share}"));
            assert!(!svg.contains("<script>") && !svg.contains("<a>") && svg.contains("A &amp; &quot;B&quot;"));
            assert_eq!(svg.matches("<rect").count(), 2, "what goes beyond everybody is not drawn: {svg}");
        }
    }
}
