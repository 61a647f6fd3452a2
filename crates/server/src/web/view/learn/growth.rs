//! Growth between two positionings, with its uncertainty.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minijinja::HtmlEscape;
use serde::Serialize;

use super::super::{Page, SAMPLE_DOMAINS, SAMPLE_NOW};
use crate::render::Words;

/// `GET /progresser/progres`
#[derive(Debug, Clone, Serialize)]
pub struct GrowthPage {
    /// The two positionings; none before the second.
    pub between: Option<Between>,
    /// When the last positioning ended.
    pub measured_at: Option<i64>,
    /// Questions answered in practice since then.
    pub answered: u32,
    /// Per domain, which way practice points: `up`, `down` or `same`.
    pub signs: Vec<(String, &'static str)>,
}

/// Two positionings, compared.
#[derive(Debug, Clone, Serialize)]
pub struct Between {
    /// The earlier: its session, and when it ended.
    pub then: (String, i64),
    /// The later.
    pub now: (String, i64),
    /// Its domains.
    pub domains: Vec<DomainGrowth>,
}

/// What may be said of a domain.
#[derive(Debug, Clone, Serialize)]
pub struct DomainGrowth {
    /// Short name.
    pub name: String,
    /// `rose`, `fell` or `unclear`.
    pub saying: &'static str,
    /// The change, in standard deviations of the population.
    pub change: f64,
    /// Where it lies with 95 % certainty.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Probability that the ability rose.
    pub rose: f64,
}

/// The scale of the picture, in standard deviations.
const SCALE: f64 = 1.5;

impl GrowthPage {
    /// Each domain on a line around « no change ».
    fn picture(&self, words: Words<'_>) -> String {
        let Some(between) = &self.between else { return String::new() };
        let (width, row, left, plot) = (340.0, 58.0, 8.0, 324.0);
        let height = 26.0 + row * between.domains.len() as f64;
        let x = |value: f64| left + (value.clamp(-SCALE, SCALE) + SCALE) / (2.0 * SCALE) * plot;
        let title = words.say("growth-picture", &[]);
        let mut svg = format!("<svg class=\"picture\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">", HtmlEscape(&title));
        let (zero, name) = (x(0.0), words.say("growth-no-change", &[]));
        let _ = write!(
            svg,
            "<path class=\"g-zero\" d=\"M{zero:.1} 20V{height}\"/><text class=\"p-zone-name\" x=\"{zero:.1}\" y=\"13\">{}</text>",
            HtmlEscape(&name)
        );
        for (n, domain) in between.domains.iter().enumerate() {
            let y = 26.0 + row * n as f64;
            let (low, high, at) = (x(domain.low), x(domain.high), x(domain.change));
            let _ = write!(svg, "<text class=\"p-name\" x=\"{left}\" y=\"{:.0}\">{}</text>", y + 16.0, HtmlEscape(&domain.name));
            let line = y + 34.0;
            let _ =
                write!(svg, "<path class=\"p-interval\" d=\"M{low:.1} {line}H{high:.1}\"/><circle class=\"p-point\" cx=\"{at:.1}\" cy=\"{line}\" r=\"6\"/>");
        }
        svg.push_str("</svg>");
        svg
    }
}

impl Page for GrowthPage {
    const TEMPLATE: &'static str = "pages/learn/growth.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let values = [(0.62, 0.99, "rose"), (0.1, 0.62, "unclear"), (-0.05, 0.44, "unclear"), (0.4, 0.93, "rose"), (-0.7, 0.04, "fell")];
        let between = Between {
            then: ("0199beef".into(), SAMPLE_NOW - 200 * 86_400_000_000),
            now: ("0199cafe".into(), SAMPLE_NOW),
            domains: SAMPLE_DOMAINS
                .iter()
                .zip(values)
                .map(|(d, (change, rose, saying))| DomainGrowth { name: d.2.into(), saying, change, low: change - 0.55, high: change + 0.55, rose })
                .collect(),
        };
        let full = Self {
            between: Some(between),
            measured_at: Some(SAMPLE_NOW),
            answered: 14,
            signs: vec![("Données de santé".into(), "up"), ("Cybersécurité".into(), "same"), ("Télésanté".into(), "down")],
        };
        let once = Self { between: None, ..full.clone() };
        vec![
            ("full", full),
            ("once", once.clone()),
            ("fresh", Self { answered: 0, signs: Vec::new(), ..once.clone() }),
            ("never", Self { measured_at: None, answered: 0, signs: Vec::new(), ..once }),
        ]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        BTreeMap::from([("growth", self.picture(words))])
    }
}
