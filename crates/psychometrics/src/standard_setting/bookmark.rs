//! The Bookmark method: a mark in a booklet of items ordered by difficulty.

use super::panel::PanelCut;
use super::{StandardSettingError, ability_where, check_items};
use crate::model::ItemModel;

/// One page of the booklet: an item, or one score of a graded item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// The item, by its place in the list given.
    pub item: usize,
    /// The score that is reached here: 1 for a right/wrong item, 1 and up for a graded one.
    pub score: usize,
    /// The ability at which this score or more has the response probability.
    pub location: f64,
}

/// What the cut of a bookmark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutRule {
    /// The location of the marked page: the first that a borderline person need not master (Mitzel, Lewis, Patz and Green, 2001).
    AtTheMark,
    /// The location of the page before: the last that a borderline person masters.
    BeforeTheMark,
    /// The middle of the two (Reckase, 2006).
    Between,
}

/// What a panel decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// The booklet, from the easiest page on.
    pub booklet: Vec<Page>,
    /// Each judge's cut on the ability scale.
    pub judges: Vec<f64>,
    /// The panel's.
    pub panel: PanelCut,
}

/// The ordered booklet: each score of each item at the ability where it, or more, is reached with probability
/// `response_probability` (RP), usually 2/3 (Huynh, 1998).
///
/// With guessing the item's own curve counts, floor included: a 3PL item of guessing c needs RP above c.
pub fn booklet(items: &[ItemModel], response_probability: f64) -> Result<Vec<Page>, StandardSettingError> {
    check_items(items)?;
    if !(response_probability > 0.0 && response_probability < 1.0) {
        return Err(StandardSettingError::BadResponseProbability);
    }
    let mut pages = Vec::new();
    for (item, model) in items.iter().enumerate() {
        for score in 1..model.categories() {
            let reached = |theta: f64| (score..model.categories()).fold(0.0, |sum, category| sum + model.probability(theta, category));
            let location = ability_where(reached, response_probability).ok_or(StandardSettingError::ItemOutOfReach { item })?;
            pages.push(Page { item, score, location });
        }
    }
    pages.sort_by(|left, right| left.location.total_cmp(&right.location).then(left.item.cmp(&right.item)).then(left.score.cmp(&right.score)));
    Ok(pages)
}

/// From bookmarks to a cut.
///
/// `bookmarks`: for each judge the page, from 1, that is the first a borderline person would *not* master with the response
/// probability; one page beyond the last where all would be mastered (then the last page's location counts).
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::standard_setting::bookmark::{CutRule, analyse};
///
/// let items: Vec<ItemModel> = [0.7, -1.0, 0.1].iter().map(|b| ItemModel::OnePl { difficulty: *b }).collect();
/// let result = analyse(&items, 2.0 / 3.0, &[2, 2, 3], CutRule::AtTheMark)?;
/// // Page 2 is the item at 0.1: P = 2/3 at 0.1 + ln 2.
/// assert!((result.panel.median - 0.1 - 2.0_f64.ln()).abs() < 1e-12);
/// # Ok::<(), psychometrics::standard_setting::StandardSettingError>(())
/// ```
pub fn analyse(items: &[ItemModel], response_probability: f64, bookmarks: &[usize], rule: CutRule) -> Result<Bookmark, StandardSettingError> {
    if bookmarks.len() < 2 {
        return Err(StandardSettingError::TooFewJudges);
    }
    let booklet = booklet(items, response_probability)?;
    let judges = bookmarks
        .iter()
        .enumerate()
        .map(|(judge, page)| {
            let no_such_page = StandardSettingError::NoSuchPage { judge, page: *page };
            // The first page has none before it, and the mark beyond the end none at it.
            let marked = page.checked_sub(1).filter(|place| *place <= booklet.len()).ok_or(no_such_page)?;
            let at = booklet[marked.min(booklet.len() - 1)].location;
            let before = booklet[marked.saturating_sub(1)].location;
            Ok(match rule {
                CutRule::AtTheMark => at,
                CutRule::BeforeTheMark => before,
                CutRule::Between => 0.5 * (before + at),
            })
        })
        .collect::<Result<Vec<f64>, StandardSettingError>>()?;
    Ok(Bookmark { panel: PanelCut::of(&judges), judges, booklet })
}
