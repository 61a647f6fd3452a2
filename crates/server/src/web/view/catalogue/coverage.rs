//! Who is served, and where nobody is.

use serde::Serialize;

use crate::render::Page;

/// A count, and the list that shows it.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageCell {
    /// How many offers.
    pub count: usize,
    /// The list of them.
    pub path: Option<String>,
}

/// A square of the picture.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Square {
    /// How many offers.
    pub count: usize,
    /// From 0, none, to 3, many.
    pub shade: u8,
}

impl Square {
    /// The square of so many offers: none, one or two, three to five, more.
    pub const fn of(count: usize) -> Self {
        let shade = match count {
            0 => 0,
            1..=2 => 1,
            3..=5 => 2,
            _ => 3,
        };
        Self { count, shade }
    }
}

/// A line of the picture: a trade or a region.
#[derive(Debug, Clone, Serialize)]
pub struct PictureLine {
    /// Its name.
    pub name: String,
    /// By domain.
    pub squares: Vec<Square>,
}

/// Lines as a picture shows them: those that are served in most domains first, so that what is empty lies together; in two halves, side by side where
/// there is room.
pub fn picture(mut lines: Vec<PictureLine>) -> Vec<Vec<PictureLine>> {
    let served =
        |line: &PictureLine| (line.squares.iter().filter(|square| square.count > 0).count(), line.squares.iter().map(|square| square.count).sum::<usize>());
    lines.sort_by_key(|line| std::cmp::Reverse(served(line)));
    let half = lines.len().div_ceil(2).max(1);
    lines.chunks(half).map(<[PictureLine]>::to_vec).collect()
}

/// A trade or a region.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRow {
    /// Its name.
    pub name: String,
    /// Offers in every domain, each once.
    pub total: usize,
    /// With a diploma or certification.
    pub diploma: usize,
    /// With known credits.
    pub ects: usize,
    /// With known hours.
    pub hours: usize,
    /// Mandatory for somebody.
    pub mandatory: usize,
    /// By domain.
    pub cells: Vec<CoverageCell>,
}

/// Domains in which no offer names a trade.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// The trade.
    pub name: String,
    /// The domains.
    pub domains: Vec<String>,
}

/// `/formations/couverture`
#[derive(Debug, Clone, Serialize)]
pub struct CoveragePage {
    /// Offers that are not over.
    pub all: usize,
    /// Offers that are.
    pub over: usize,
    /// Offers without a known place.
    pub nowhere: usize,
    /// Offers for every trade.
    pub everybody: usize,
    /// Offers for the whole country or at a distance.
    pub everywhere: usize,
    /// With a diploma or certification.
    pub diploma: usize,
    /// With known credits.
    pub ects: usize,
    /// With known hours.
    pub hours: usize,
    /// About general computing.
    pub generic: usize,
    /// Mandatory for somebody.
    pub mandatory: usize,
    /// Trades that no offer names.
    pub unnamed: Vec<String>,
    /// Regions where nothing takes place.
    pub empty_regions: Vec<String>,
    /// How many trades there are.
    pub trades_in_all: usize,
    /// How many regions there are.
    pub regions_in_all: usize,
    /// Trades that are served in some domains only.
    pub gaps: Vec<Gap>,
    /// The domain with the fewest offers, and how many.
    pub least: Option<(String, usize)>,
    /// Trades that are served, then everybody.
    pub trades: Vec<CoverageRow>,
    /// Regions, then everywhere.
    pub regions: Vec<CoverageRow>,
    /// Every trade by domain, drawn.
    pub trade_picture: Vec<Vec<PictureLine>>,
    /// Every region by domain, drawn.
    pub region_picture: Vec<Vec<PictureLine>>,
    /// Names of the domains.
    pub domains: Vec<String>,
    /// The day it holds for, in words.
    pub as_of: String,
    /// Address of this site.
    pub base: String,
}

impl Page for CoveragePage {
    const TEMPLATE: &'static str = "pages/catalogue/coverage.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let cell = |count: usize| CoverageCell { count, path: (count > 0).then(|| "/formations?metier=infirmier".into()) };
        let row = |name: &str, total| CoverageRow {
            name: name.into(),
            total,
            diploma: total / 2,
            ects: total / 4,
            hours: total / 3,
            mandatory: 0,
            cells: [total, 0, total / 2, 1, 0].map(cell).to_vec(),
        };
        let line = |name: &str, total| PictureLine { name: name.into(), squares: [total, 0, total / 2, total.min(1), total / 3].map(Square::of).to_vec() };
        let full = Self {
            all: 81,
            over: 1,
            nowhere: 3,
            everybody: 20,
            everywhere: 30,
            diploma: 42,
            ects: 10,
            hours: 11,
            generic: 13,
            mandatory: 5,
            unnamed: vec!["Ergothérapeute".into(), "Ambulancier".into()],
            empty_regions: vec!["Mayotte".into(), "Guyane".into()],
            trades_in_all: 47,
            regions_in_all: 18,
            gaps: vec![Gap { name: "Aide-soignant".into(), domains: vec!["Télésanté".into(), "Communication".into()] }],
            least: Some(("Communication".into(), 15)),
            trades: vec![row("Infirmier, infirmière", 9), row("tous les métiers", 20)],
            regions: vec![row("Occitanie", 6), row("Mayotte", 0), row("partout", 30)],
            trade_picture: picture(vec![
                line("Ambulancier, ambulancière", 0),
                line("Infirmier, infirmière", 9),
                line("Cadre de santé", 4),
                line("Ergothérapeute", 0),
            ]),
            region_picture: picture(vec![line("Mayotte", 0), line("Occitanie", 6), line("Provence-Alpes-Côte d’Azur", 2)]),
            domains: ["Données de santé", "Cybersécurité", "Communication", "Outils numériques", "Télésanté"].map(str::to_owned).to_vec(),
            as_of: "22 novembre 2026".into(),
            base: "https://socle.example".into(),
        };
        let complete = Self { unnamed: Vec::new(), empty_regions: Vec::new(), gaps: Vec::new(), over: 0, nowhere: 0, ..full.clone() };
        vec![("full", full), ("complete", complete)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_served_least_lies_at_the_end_and_every_line_is_there() {
        let line = |name: &str, counts: [usize; 3]| PictureLine { name: name.into(), squares: counts.map(Square::of).to_vec() };
        let halves = picture(vec![line("nobody", [0, 0, 0]), line("some", [9, 0, 0]), line("all", [1, 1, 1])]);
        let names: Vec<Vec<&str>> = halves.iter().map(|half| half.iter().map(|line| line.name.as_str()).collect()).collect();
        assert_eq!(names, [vec!["all", "some"], vec!["nobody"]]);
        assert_eq!([0, 1, 2, 3, 5, 6, 40].map(|count| Square::of(count).shade), [0, 1, 1, 2, 2, 3, 3]);
        assert!(picture(Vec::new()).is_empty());
    }
}
