//! What our items say that no outside format has words for, as names and values: formats carry them as attributes, tags or cells.

use std::collections::BTreeMap;

use domain::item::{Interaction, Item, Review, Source};

use super::draft::{Import, Said, slug};
use super::loss::Code;

/// Names and values of a header, in one order.
pub(super) fn pairs(item: &Item) -> Vec<(&'static str, String)> {
    let source = &item.source;
    let mut all = vec![
        ("kind", item.interaction.kind().to_owned()),
        ("version", item.version.to_string()),
        ("objective", item.objective.clone()),
        ("trades", item.trades.join(" ")),
        ("setting", item.setting.clone()),
        ("language", item.language.clone()),
        ("difficulty", item.difficulty.to_string()),
        ("time", item.time.to_string()),
        ("points", item.interaction.points().to_string()),
        ("review", if item.review == Review::Reviewed { "reviewed" } else { "not-reviewed" }.to_owned()),
        ("enemies", item.enemies.join(" ")),
        ("translates", item.translates.clone().unwrap_or_default()),
        ("source-title", source.title.clone()),
        ("source-publisher", source.publisher.clone()),
        ("source-date", source.date.clone()),
        ("source-url", source.url.clone().unwrap_or_default()),
        ("source-checked", source.checked.clone()),
        ("source-review-by", source.review_by.clone().unwrap_or_default()),
    ];
    all.retain(|(_, value)| !value.is_empty());
    all
}

/// A header that came with an item.
#[derive(Debug, Clone, Default)]
pub(super) struct Header(pub(super) BTreeMap<String, String>);

impl Header {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// The kind that our own writer named.
    pub(super) fn kind(&self) -> Option<&str> {
        self.get("kind")
    }

    /// The points that our own writer named.
    pub(super) fn points(&self) -> Option<u8> {
        self.get("points")?.parse().ok().filter(|p| (1..=4).contains(p))
    }

    /// Takes an item: with this header where our own writer left one, without it otherwise.
    pub(super) fn take(&self, import: &mut Import, said: Said, interaction: Interaction) {
        if self.kind().is_none() {
            return import.take(said, interaction);
        }
        let text = |name: &str| self.get(name).unwrap_or_default().to_owned();
        let list = |name: &str| self.get(name).unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut number = |name: &str, assumed: f64| {
            let number = self.get(name).and_then(|n| n.replace(',', ".").parse().ok()).filter(|n: &f64| n.is_finite());
            number.unwrap_or_else(|| {
                import.lose(said.line, &said.origin, Code::HeaderUnread, name);
                assumed
            })
        };
        let item = Item {
            version: number("version", 1.0) as u32,
            difficulty: number("difficulty", 0.0),
            time: number("time", 60.0) as u32,
            id: own_name(self.get("id").unwrap_or(&said.origin)),
            objective: text("objective"),
            title: said.title.clone(),
            trades: list("trades"),
            setting: text("setting"),
            language: self.get("language").or(said.language.as_deref()).unwrap_or(&import.language).to_owned(),
            // what the file claims; who takes a draft into the bank answers for it
            review: if self.get("review") == Some("reviewed") { Review::Reviewed } else { Review::NotReviewed },
            enemies: list("enemies"),
            translates: self.get("translates").map(str::to_owned),
            situation: said.situation,
            question: said.question,
            explanation: said.explanation,
            source: Source {
                title: text("source-title"),
                publisher: text("source-publisher"),
                date: text("source-date"),
                url: self.get("source-url").map(str::to_owned),
                checked: text("source-checked"),
                review_by: self.get("source-review-by").map(str::to_owned),
            },
            interaction,
        };
        import.take_whole(item, said.origin);
    }
}

/// Our own names come back as they were; what another program made of them is brought into their form.
fn own_name(origin: &str) -> String {
    let is_ours = !origin.is_empty() && origin.len() <= 200 && origin.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if is_ours { origin.to_owned() } else { slug(origin) }
}
