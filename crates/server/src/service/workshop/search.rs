//! Finding questions: what a list of the bank may be narrowed and ordered by.

use std::collections::BTreeSet;

use domain::framework::Framework;
use domain::text::fold;
use uuid::Uuid;

use super::bank::Summary;

/// What somebody looks for. Empty words narrow nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that must all be there.
    pub words: String,
    /// A stage or a standing, by its code.
    pub state: String,
    /// Slug of a domain.
    pub domain: String,
    /// Code of an objective.
    pub objective: String,
    /// Kind of the interaction.
    pub kind: String,
    /// Language.
    pub language: String,
    /// Only those that this person began.
    pub author: Option<Uuid>,
    /// Only these.
    pub among: Option<BTreeSet<String>>,
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What changed last comes first; what never changed, by title.
    #[default]
    Changed,
    /// By title.
    Title,
    /// By name.
    Name,
    /// The easiest first.
    Difficulty,
    /// The most reports first.
    Reports,
}

impl Order {
    /// All, with the words of their query.
    pub const ALL: [(&'static str, Self); 5] =
        [("modif", Self::Changed), ("titre", Self::Title), ("nom", Self::Name), ("difficulte", Self::Difficulty), ("signalements", Self::Reports)];

    /// The order of this word.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|(one, _)| *one == word).map_or(Self::default(), |(_, order)| order)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, order)| *order == self).map_or("modif", |(word, _)| word)
    }
}

/// The items that are looked for, in order.
pub fn find(all: Vec<Summary>, search: &Search, order: Order, framework: &Framework) -> Vec<Summary> {
    let words = fold(&search.words);
    let domain = |s: &Summary| framework.place_of(&s.objective).map(|p| framework.domains[p.domain].slug.as_str());
    let is_or_any = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
    let in_state =
        |s: &Summary| search.state.is_empty() || s.stage.is_some_and(|x| x.code() == search.state) || s.standing.is_some_and(|x| x.code() == search.state);
    let mut found: Vec<Summary> = all
        .into_iter()
        .filter(|s| words.split_whitespace().all(|word| s.search.contains(word)))
        .filter(in_state)
        .filter(|s| search.domain.is_empty() || domain(s) == Some(search.domain.as_str()))
        .filter(|s| is_or_any(&search.objective, &s.objective) && is_or_any(&search.kind, &s.kind) && is_or_any(&search.language, &s.language))
        .filter(|s| search.author.is_none_or(|author| s.author == Some(author)))
        .filter(|s| search.among.as_ref().is_none_or(|among| among.contains(&s.item_id)))
        .collect();
    let title = |s: &Summary| (fold(&s.title), s.item_id.clone());
    match order {
        Order::Changed => found.sort_by_cached_key(|s| (std::cmp::Reverse(s.updated_at), title(s))),
        Order::Title => found.sort_by_cached_key(title),
        Order::Name => found.sort_by(|a, b| a.item_id.cmp(&b.item_id)),
        Order::Difficulty => found.sort_by(|a, b| a.difficulty.unwrap_or(9.0).total_cmp(&b.difficulty.unwrap_or(9.0)).then_with(|| title(a).cmp(&title(b)))),
        Order::Reports => found.sort_by_cached_key(|s| (std::cmp::Reverse(s.open_reports), title(s))),
    }
    found
}
