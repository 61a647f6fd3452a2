//! What is drawn: values of response models over ability.

use psychometrics::model::ItemModel;

use super::super::items::{NamedItem, model_name};
use super::{Curve, Figure, PlotError, Range};

/// In how many pieces the range is cut: a piece is narrower than a pen.
const PIECES: usize = 240;

const ABILITY: &str = "Ability θ";

/// Item characteristic curves: the probability of a right answer over ability; for graded items, the expected score as a share of
/// the full score.
///
/// # Errors
/// No item; a range without width.
pub fn characteristic(items: &[NamedItem], range: Range) -> Result<Figure, PlotError> {
    let binary = items.iter().all(|item| item.model.categories() == 2);
    let share = |model: &ItemModel, theta: f64| model.expected_score(theta) / (model.categories() - 1) as f64;
    Ok(Figure {
        title: "Item characteristic curves".to_owned(),
        horizontal: ABILITY.to_owned(),
        left: if binary { "Probability of a right answer" } else { "Expected share of the full score" }.to_owned(),
        top: Some(1.0),
        right: None,
        range,
        curves: of_each(items, range, share)?,
    })
}

/// Category curves of one item: the probability of each category over ability.
///
/// # Errors
/// A range without width.
pub fn category(item: &NamedItem, range: Range) -> Result<Figure, PlotError> {
    let curves = (0..item.model.categories())
        .map(|category| Ok(Curve { label: category.to_string(), points: points(range, |theta| item.model.probability(theta, category))?, on_right: false }))
        .collect::<Result<_, PlotError>>()?;
    Ok(Figure {
        title: format!("Category response curves of {} ({})", item.name, model_name(&item.model)),
        horizontal: ABILITY.to_owned(),
        left: "Probability of the category".to_owned(),
        top: Some(1.0),
        right: None,
        range,
        curves,
    })
}

/// Item information curves: Fisher's expected information over ability.
///
/// # Errors
/// No item; a range without width.
pub fn information(items: &[NamedItem], range: Range) -> Result<Figure, PlotError> {
    Ok(Figure {
        title: "Item information curves".to_owned(),
        horizontal: ABILITY.to_owned(),
        left: "Information".to_owned(),
        top: None,
        right: None,
        range,
        curves: of_each(items, range, ItemModel::expected_information)?,
    })
}

/// Test information, the sum over the items, and on the right axis the standard error 1/√information of an ability estimated by
/// maximum likelihood.
///
/// # Errors
/// No item; a range without width.
pub fn test_information(items: &[NamedItem], range: Range) -> Result<Figure, PlotError> {
    let all = sum(items, range, ItemModel::expected_information)?;
    let error = |information: f64| 1.0 / information.sqrt();
    let least = all.iter().map(|(_, information)| error(*information)).fold(f64::INFINITY, f64::min);
    // Where a test says nothing the error has no bound: drawn up to five times its least, which leaves the axis to what can be read.
    let errors = all.iter().map(|(theta, information)| (*theta, error(*information))).filter(|(_, error)| *error <= 1e6_f64.min(5.0 * least)).collect();
    Ok(Figure {
        title: format!("Test information, {}", counted(items)),
        horizontal: ABILITY.to_owned(),
        left: "Information".to_owned(),
        top: None,
        right: Some("Standard error".to_owned()),
        range,
        curves: vec![
            Curve { label: "Information".to_owned(), points: all, on_right: false },
            Curve { label: "Standard error".to_owned(), points: errors, on_right: true },
        ],
    })
}

/// Test characteristic curve: the expected sum of the scores over ability.
///
/// # Errors
/// No item; a range without width.
pub fn expected_score(items: &[NamedItem], range: Range) -> Result<Figure, PlotError> {
    let full: usize = items.iter().map(|item| item.model.categories() - 1).sum();
    Ok(Figure {
        title: format!("Test characteristic curve, {}", counted(items)),
        horizontal: ABILITY.to_owned(),
        left: "Expected score".to_owned(),
        top: Some(full as f64),
        right: None,
        range,
        curves: vec![Curve { label: "Expected score".to_owned(), points: sum(items, range, ItemModel::expected_score)?, on_right: false }],
    })
}

fn counted(items: &[NamedItem]) -> String {
    if items.len() == 1 { "1 item".to_owned() } else { format!("{} items", items.len()) }
}

fn of_each(items: &[NamedItem], range: Range, value: impl Fn(&ItemModel, f64) -> f64) -> Result<Vec<Curve>, PlotError> {
    if items.is_empty() {
        return Err(PlotError::NoItem);
    }
    items.iter().map(|item| Ok(Curve { label: item.name.clone(), points: points(range, |theta| value(&item.model, theta))?, on_right: false })).collect()
}

fn sum(items: &[NamedItem], range: Range, value: impl Fn(&ItemModel, f64) -> f64) -> Result<Vec<(f64, f64)>, PlotError> {
    if items.is_empty() {
        return Err(PlotError::NoItem);
    }
    points(range, |theta| items.iter().fold(0.0, |sum, item| sum + value(&item.model, theta)))
}

fn points(range: Range, value: impl Fn(f64) -> f64) -> Result<Vec<(f64, f64)>, PlotError> {
    // false for NaN
    if !(range.low < range.high && range.low >= -1000.0 && range.high <= 1000.0) {
        return Err(PlotError::BadRange);
    }
    let place = |piece: usize| range.low + (range.high - range.low) * (piece as f64 / PIECES as f64);
    Ok((0..=PIECES).map(place).map(|theta| (theta, value(theta))).collect())
}
