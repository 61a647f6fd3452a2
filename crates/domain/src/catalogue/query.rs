//! What somebody asks of the catalogue: words, facets, order, page, and what they compare. Every state of it is an address.

use std::collections::{BTreeMap, BTreeSet};

use crate::words::words;

/// Letters of a search that are read, values of a facet, offers that are compared.
const LONGEST: usize = 200;
const VALUES: usize = 60;
/// Offers side by side at most.
pub const COMPARED: usize = 4;

words! {
    /// What offers can be narrowed by. Within one, any of the chosen values will do; every one that is chosen must be met.
    #[derive(Default)]
    Facet {
        /// Who it is for; a trade, or students.
        #[default]
        Trade => "metier",
        /// Where; what is for the whole country or at a distance is everywhere.
        Region => "region",
        /// What it is about.
        Domain => "domaine",
        /// What one holds at its end.
        Diploma => "diplome",
        /// Credits, known or not.
        Ects => "ects",
        /// How it is followed.
        Modality => "modalite",
        /// Who may pay.
        Funding => "financement",
        /// What it costs.
        Price => "prix",
        /// How long it takes.
        Hours => "heures",
        /// When.
        Dates => "dates",
        /// General computing, or digital health.
        Scope => "portee",
        /// Whether a text makes it mandatory for somebody.
        Mandatory => "obligatoire",
        /// Who gives it.
        Organiser => "organisme",
        /// French or English.
        Language => "langue",
        /// How sure it is.
        Standing => "statut",
    }

    /// In which order.
    #[derive(Default)]
    Sort {
        /// What answers best; without words, what is checked and told most fully.
        #[default]
        Relevance => "pertinence",
        /// The cheapest first, those without a price last.
        Price => "prix",
        /// The shortest first.
        Hours => "heures",
        /// The most credits first.
        Ects => "ects",
        /// What begins first.
        Date => "date",
        /// The best rated first.
        Rating => "avis",
        /// By title.
        Title => "titre",
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words, as they were typed.
    pub words: String,
    /// Values that were chosen.
    pub chosen: BTreeMap<Facet, BTreeSet<String>>,
    /// In which order.
    pub sort: Sort,
    /// From 0.
    pub page: usize,
    /// Slugs of the offers that are compared, in the order in which they were chosen.
    pub compared: Vec<String>,
}

impl Query {
    /// Reads the pairs of an address. What it does not know is passed over; a value that names nothing is kept, and finds nothing.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value: String = value.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name {
                "q" => value.clone_into(&mut query.words),
                "tri" => query.sort = Sort::parse(value).unwrap_or_default(),
                "page" => query.page = value.parse::<usize>().unwrap_or(1).clamp(1, 10_000) - 1,
                "o" => {
                    if query.compared.len() < COMPARED && !query.compared.iter().any(|slug| slug == value) {
                        query.compared.push(value.to_owned());
                    }
                }
                _ => {
                    if let Some(facet) = Facet::parse(name) {
                        let values = query.chosen.entry(facet).or_default();
                        if values.len() < VALUES {
                            values.insert(value.to_owned());
                        }
                    }
                }
            }
        }
        query
    }

    /// Its address: the same question always has the same one.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        for (facet, values) in &self.chosen {
            pairs.extend(values.iter().map(|value| (facet.code(), value.clone())));
        }
        if self.sort != Sort::default() {
            pairs.push(("tri", self.sort.code().to_owned()));
        }
        if self.page > 0 {
            pairs.push(("page", (self.page + 1).to_string()));
        }
        pairs.extend(self.compared.iter().map(|slug| ("o", slug.clone())));
        pairs
    }

    /// Whether anything narrows the list.
    pub fn is_narrow(&self) -> bool {
        !self.words.is_empty() || !self.chosen.is_empty()
    }

    /// Whether this value is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.chosen.get(&facet).is_some_and(|values| values.contains(value))
    }

    /// The same from its first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { page: 0, ..self.clone() }
    }

    /// The same without words.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self { words: String::new(), ..self.first_page() }
    }

    /// The same without a facet.
    #[must_use]
    pub fn without(&self, facet: Facet) -> Self {
        let mut query = self.first_page();
        query.chosen.remove(&facet);
        query
    }

    /// The same without one value of a facet.
    #[must_use]
    pub fn without_value(&self, facet: Facet, value: &str) -> Self {
        let mut query = self.first_page();
        if let Some(values) = query.chosen.get_mut(&facet) {
            values.remove(value);
            if values.is_empty() {
                query.chosen.remove(&facet);
            }
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Query {
        Query::read(pairs.iter().copied())
    }

    #[test]
    fn every_state_is_an_address_and_an_address_is_read_back() {
        let query = read(&[
            ("page", "3"),
            ("q", " télésanté "),
            ("metier", "infirmier"),
            ("region", "76"),
            ("metier", "medecin"),
            ("ects", "oui"),
            ("tri", "prix"),
            ("o", "a"),
            ("o", "b"),
            ("inconnu", "x"),
            ("heures", ""),
        ]);
        assert_eq!(query.chosen.len(), 3);
        assert_eq!(query.page, 2);
        let pairs = query.pairs();
        assert_eq!(Query::read(pairs.iter().map(|(name, value)| (*name, value.as_str()))), query);
        assert_eq!(read(&[]).pairs(), []);
    }

    #[test]
    fn what_is_too_much_is_left() {
        let many: Vec<(&str, String)> = (0..500).map(|i| ("o", format!("offre-{i}"))).chain((0..500).map(|i| ("metier", i.to_string()))).collect();
        let query = Query::read(many.iter().map(|(name, value)| (*name, value.as_str())));
        assert_eq!((query.compared.len(), query.chosen[&Facet::Trade].len()), (COMPARED, VALUES));
        assert_eq!(read(&[("page", "99999999999999999999")]).page, 0);
        assert_eq!(read(&[("q", &"é".repeat(1_000))]).words.chars().count(), LONGEST);
    }

    #[test]
    fn a_chip_takes_away_what_it_names() {
        let query = read(&[("metier", "infirmier"), ("metier", "medecin"), ("page", "2")]);
        assert!(!query.without_value(Facet::Trade, "medecin").has(Facet::Trade, "medecin"));
        assert_eq!(query.without_value(Facet::Trade, "medecin").page, 0);
        assert!(query.without(Facet::Trade).chosen.is_empty());
    }
}
