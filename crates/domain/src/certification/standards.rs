//! Setting cut scores with a panel: which questions it judges, what its judges say, and what comes out.
//!
//! The formulas are those of [`psychometrics::standard_setting`]; docs/models/standard-setting.md.

use psychometrics::levels::normal_cdf;
use psychometrics::standard_setting::{PanelCut, angoff, bookmark};
use serde::{Deserialize, Serialize};

use crate::bank::{Edition, Parameters};
use crate::language::Language;
use crate::refusal::Refusal;
use crate::words::words;

words! {
    /// How a panel judges.
    Method {
        /// Says for each question with what probability somebody on the border of a level succeeds.
        Angoff => "angoff",
        /// Marks, in a booklet from easy to hard, the first question that somebody on the border would not master.
        Bookmark => "bookmark",
    }
}

words! {
    /// Where a study stands.
    StudyStatus {
        /// Being prepared: judges are asked.
        Draft => "draft",
        /// Judges are at work in a round.
        Open => "open",
        /// The last round is over: its result stands.
        Closed => "closed",
        /// Its result became the rules.
        Adopted => "adopted",
    }
}

/// Cut scores between the four levels.
pub const CUTS: usize = 3;
/// The fewest judges whose agreement says something.
pub const LEAST_JUDGES: usize = 2;
/// The most rounds.
pub const MOST_ROUNDS: u8 = 3;
/// How many questions a panel may judge.
pub const ITEMS: std::ops::RangeInclusive<usize> = 10..=60;
/// Ratings are kept in thousandths.
pub const WHOLE: i64 = 1_000;
/// The probability with which somebody on the border masters a question of a booklet (Huynh, 1998).
const RESPONSE_PROBABILITY: f64 = 2.0 / 3.0;

/// What holds for a whole study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Rounds, 1 to 3.
    pub rounds: u8,
    /// The digest of the edition that the questions come from.
    pub edition: String,
    /// Mean of the population that the impact is told for…
    pub mean: f64,
    /// …and its standard deviation.
    pub sd: f64,
    /// Who is on the border of Socle, Avancé, Expert: the panel's own words.
    pub borders: [String; CUTS],
}

/// A question of a study, as it was then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyItem {
    /// Its name.
    pub id: String,
    /// Digest of its text, in hexadecimal.
    pub hash: String,
    /// Place of its domain in the framework.
    pub domain: usize,
    /// What is believed of it.
    pub parameters: Parameters,
}

impl StudyItem {
    /// Its middle difficulty.
    pub fn difficulty(&self) -> f64 {
        self.parameters.steps.iter().sum::<f64>() / self.parameters.steps.len().max(1) as f64
    }
}

/// Questions for a panel, of one point each, as many in each domain, spread from its easiest to its hardest; in the order in which they are
/// judged: from easy to hard for a booklet, domain after domain otherwise. None gives another away.
pub fn draw(edition: &Edition, method: Method, count: usize) -> Vec<StudyItem> {
    let domains = edition.framework.domains.len().max(1);
    let mut chosen: Vec<usize> = Vec::new();
    for domain in 0..domains {
        let wanted = count / domains + usize::from(domain < count % domains);
        let mut there: Vec<usize> = (0..edition.pool.len()).filter(|place| fits(edition, *place, domain)).collect();
        there.sort_by(|a, b| middle(edition, *a).total_cmp(&middle(edition, *b)).then(a.cmp(b)));
        for n in 0..wanted.min(there.len()) {
            let ideal = if wanted > 1 { n * (there.len() - 1) / (wanted - 1) } else { there.len() / 2 };
            let is_free = |place: &usize| !chosen.contains(place) && !edition.pool[*place].enemies.iter().any(|enemy| chosen.contains(enemy));
            // the nearest to the ideal place in the order of difficulty that is still free
            let nearest = (0..there.len()).filter(|at| is_free(&there[*at])).min_by_key(|at| at.abs_diff(ideal));
            chosen.extend(nearest.map(|at| there[at]));
        }
    }
    let item = |place: usize| {
        let pooled = &edition.pool[place];
        StudyItem { id: pooled.item.id.clone(), hash: hex(&pooled.hash), domain: pooled.domain, parameters: pooled.parameters.clone() }
    };
    let mut items: Vec<StudyItem> = chosen.into_iter().map(item).collect();
    match method {
        Method::Angoff => {}
        Method::Bookmark => items = in_booklet(&items),
    }
    items
}

fn hex(bytes: &[u8]) -> String {
    let digit = |of: u8| char::from_digit(u32::from(of), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn fits(edition: &Edition, place: usize, domain: usize) -> bool {
    let pooled = &edition.pool[place];
    pooled.domain == domain && pooled.standing.is_counted() && pooled.language == Language::Fr && pooled.parameters.steps.len() == 1
}

fn middle(edition: &Edition, place: usize) -> f64 {
    edition.pool[place].parameters.steps.first().copied().unwrap_or_default()
}

/// In the order of the booklet, as [`psychometrics::standard_setting::bookmark::booklet`] has it; as they are where there is none.
fn in_booklet(items: &[StudyItem]) -> Vec<StudyItem> {
    let models: Vec<_> = items.iter().map(|item| item.parameters.scoring_model()).collect();
    let pages = bookmark::booklet(&models, RESPONSE_PROBABILITY).unwrap_or_default();
    if pages.len() == items.len() { pages.into_iter().map(|page| items[page.item].clone()).collect() } else { items.to_vec() }
}

/// What judges said: `[round][judge][cut][item]` in thousandths for Angoff, `[round][judge][cut][0]` for a bookmark: the page from 1, one
/// beyond the last where all would be mastered.
pub type Said = Vec<Vec<[Vec<i64>; CUTS]>>;

/// What came out of a study.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Judges who were heard.
    pub judges: usize,
    /// Socle, Avancé, Expert.
    pub cuts: Vec<CutFound>,
}

/// A cut score as a panel sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CutFound {
    /// On the scale of the abilities.
    pub cut: f64,
    /// How much it would change with another panel of as many.
    pub standard_error: f64,
    /// Each round's cut on the scale, the last one's last; none where a round asks for what no ability has.
    pub rounds: Vec<Option<f64>>,
    /// Each round's spread between judges: in points of the panel's questions (Angoff), on the scale (bookmark).
    pub spreads: Vec<f64>,
    /// Each judge's own cut in the last round; none where no ability has it.
    pub judges: Vec<Option<f64>>,
    /// Judges far from the others, by their places.
    pub outliers: Vec<usize>,
    /// Whether the judges ended no further apart than they began.
    pub has_converged: bool,
    /// How alike the judges see which questions are hard, 0 to 1 (Angoff).
    pub dependability: Option<f64>,
    /// The share of the population that would be at or above it.
    pub above: f64,
}

impl Outcome {
    /// The three cuts, when they rise.
    pub fn rising(&self) -> Option<[f64; CUTS]> {
        let cuts: [f64; CUTS] = self.cuts.iter().map(|found| found.cut).collect::<Vec<_>>().try_into().ok()?;
        cuts.is_sorted_by(|a, b| a < b).then_some(cuts)
    }
}

/// From what judges said to cut scores. The last round decides.
///
/// # Errors
/// [`Refusal::PanelTooSmall`]; [`Refusal::RatingsMissing`] where a judge left something out; [`Refusal::CutOutOfReach`] where no ability has
/// what the panel asks for.
pub fn outcome(method: Method, items: &[StudyItem], settings: &Settings, said: &Said) -> Result<Outcome, Refusal> {
    let judges = said.last().map_or(0, Vec::len);
    if judges < LEAST_JUDGES {
        return Err(Refusal::PanelTooSmall);
    }
    let cuts = (0..CUTS).map(|cut| match method {
        Method::Angoff => by_angoff(items, said, cut),
        Method::Bookmark => by_bookmark(items, said, cut),
    });
    let mut cuts: Vec<CutFound> = cuts.collect::<Result<_, _>>()?;
    for found in &mut cuts {
        found.above = 1.0 - normal_cdf((found.cut - settings.mean) / settings.sd);
    }
    Ok(Outcome { judges, cuts })
}

fn by_angoff(items: &[StudyItem], said: &Said, cut: usize) -> Result<CutFound, Refusal> {
    let models: Vec<_> = items.iter().map(|item| item.parameters.scoring_model()).collect();
    let ratings: Vec<Vec<Vec<f64>>> =
        said.iter().map(|round| round.iter().map(|judge| judge[cut].iter().map(|value| *value as f64 / WHOLE as f64).collect()).collect()).collect();
    let found = angoff::analyse(&models, &ratings).map_err(refusal)?;
    let last = found.rounds.last().ok_or(Refusal::RatingsMissing)?;
    Ok(CutFound {
        cut: found.cut,
        standard_error: found.standard_error,
        rounds: found.rounds.iter().map(|round| Some(round.cut)).collect(),
        spreads: found.rounds.iter().map(|round| round.raw.deviation).collect(),
        judges: last.judges.iter().map(|judge| judge.cut).collect(),
        outliers: last.raw.outliers.clone(),
        has_converged: found.has_converged,
        dependability: last.components.dependability,
        above: 0.0,
    })
}

fn by_bookmark(items: &[StudyItem], said: &Said, cut: usize) -> Result<CutFound, Refusal> {
    let models: Vec<_> = items.iter().map(|item| item.parameters.scoring_model()).collect();
    let mut rounds: Vec<(PanelCut, Vec<f64>)> = Vec::with_capacity(said.len());
    for round in said {
        let marks = round.iter().map(|judge| judge[cut].first().and_then(|page| usize::try_from(*page).ok()).ok_or(Refusal::RatingsMissing));
        let marks: Vec<usize> = marks.collect::<Result<_, _>>()?;
        let found = bookmark::analyse(&models, RESPONSE_PROBABILITY, &marks, bookmark::CutRule::Between).map_err(refusal)?;
        rounds.push((found.panel, found.judges));
    }
    let (Some((first, _)), Some((last, judges))) = (rounds.first(), rounds.last()) else { return Err(Refusal::RatingsMissing) };
    Ok(CutFound {
        cut: last.mean,
        standard_error: last.standard_error,
        rounds: rounds.iter().map(|(panel, _)| Some(panel.mean)).collect(),
        spreads: rounds.iter().map(|(panel, _)| panel.deviation).collect(),
        judges: judges.iter().map(|own| Some(*own)).collect(),
        outliers: last.outliers.clone(),
        has_converged: last.deviation <= first.deviation,
        dependability: None,
        above: 0.0,
    })
}

fn refusal(error: psychometrics::standard_setting::StandardSettingError) -> Refusal {
    use psychometrics::standard_setting::StandardSettingError as E;
    match error {
        E::TooFewJudges => Refusal::PanelTooSmall,
        E::Incomplete { .. } | E::BadRating { .. } | E::NothingJudged | E::NoSuchPage { .. } => Refusal::RatingsMissing,
        _ => Refusal::CutOutOfReach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(difficulties: &[f64]) -> Vec<StudyItem> {
        let item = |(n, b): (usize, &f64)| StudyItem {
            id: format!("q{n}"),
            hash: String::new(),
            domain: 0,
            parameters: Parameters { discrimination: 1.0, steps: vec![*b], difficulty_sd: 0.0, log_discrimination_sd: 0.0 },
        };
        difficulties.iter().enumerate().map(item).collect()
    }

    fn settings() -> Settings {
        Settings { rounds: 2, edition: String::new(), mean: 0.0, sd: 1.0, borders: Default::default() }
    }

    fn judge(of: [[i64; 3]; 3]) -> [Vec<i64>; CUTS] {
        of.map(Vec::from)
    }

    #[test]
    fn three_cuts_rise_with_what_judges_expect_of_each_border() {
        let strict = judge([[700, 500, 300], [850, 700, 500], [950, 880, 750]]);
        let mild = judge([[600, 400, 200], [800, 650, 450], [940, 860, 720]]);
        let said = vec![vec![strict.clone(), mild.clone()], vec![strict, mild]];
        let found = outcome(Method::Angoff, &items(&[-1.0, 0.0, 1.0]), &settings(), &said).expect("an outcome");
        let cuts = found.rising().expect("they rise");
        // at the Socle border the panel expects 1.35 points of 3: that is where the sum of three logistic curves is
        let expected: f64 = [-1.0, 0.0, 1.0].iter().map(|b| 1.0 / (1.0 + libm::exp(b - cuts[0]))).sum();
        assert!((expected - 1.35).abs() < 1e-9, "{expected}");
        assert!(found.cuts[0].judges[0] > found.cuts[0].judges[1], "who expects more sets a higher cut");
        assert!(found.cuts[0].above > found.cuts[2].above);
        assert!(found.cuts[1].has_converged && found.cuts[1].rounds.len() == 2);
    }

    #[test]
    fn a_bookmark_is_the_middle_of_what_is_mastered_and_what_is_not() {
        let mark = |pages: [i64; 3]| pages.map(|page| vec![page]);
        let said = vec![vec![mark([2, 3, 4]), mark([2, 3, 4])]];
        let found = outcome(Method::Bookmark, &items(&[-1.0, 0.0, 1.0]), &settings(), &said).expect("an outcome");
        let two_thirds = libm::log(2.0);
        let expected = [-0.5 + two_thirds, 0.5 + two_thirds, 1.0 + two_thirds];
        for (found, expected) in found.cuts.iter().zip(expected) {
            assert!((found.cut - expected).abs() < 1e-9, "{} {expected}", found.cut);
            assert!(found.standard_error.abs() < 1e-9);
        }
    }

    #[test]
    fn an_incomplete_panel_is_refused() {
        let whole = judge([[700, 500, 300], [850, 700, 500], [950, 880, 750]]);
        let mut short = whole.clone();
        short[1].pop();
        let ask = |panel| outcome(Method::Angoff, &items(&[-1.0, 0.0, 1.0]), &settings(), &vec![panel]);
        assert_eq!(ask(vec![whole.clone()]).err(), Some(Refusal::PanelTooSmall));
        assert_eq!(ask(vec![whole.clone(), short]).err(), Some(Refusal::RatingsMissing));
        let all = judge([[1000; 3], [1000; 3], [1000; 3]]);
        assert_eq!(ask(vec![all.clone(), all]).err(), Some(Refusal::CutOutOfReach), "no ability is always right");
        let beyond = vec![vec![[vec![5], vec![5], vec![5]], [vec![2], vec![3], vec![4]]]];
        assert_eq!(outcome(Method::Bookmark, &items(&[-1.0, 0.0, 1.0]), &settings(), &beyond).err(), Some(Refusal::RatingsMissing));
    }
}
