//! Sum scores and true-score equating, against a recursion and a root search written in R.

use psychometrics::model::ItemModel;
use psychometrics::score::equating::true_score_of;
use psychometrics::score::score_distribution;

use crate::case::{Case, Tolerance, read_labels};
use crate::models::from_catr;

/// The same recursion: rounding only.
const RECURSION: Tolerance = Tolerance::either(1e-14, 1e-11);
/// `uniroot` at 1e-12, times the slope of a test of some ten items.
const ROOT: Tolerance = Tolerance::absolute(1e-9);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for case in file.at("cases").items() {
        read_labels(&case);
        let (x, y) = (items(&case.at("X")), items(&case.at("Y")));
        for (name, items) in [("lord_wingersky", &x), ("lord_wingersky_X", &x), ("lord_wingersky_Y", &y)] {
            let Some(recursion) = case.get(name) else { continue };
            let thetas = recursion.at("thetas").numbers();
            for (theta, row) in thetas.iter().zip(recursion.at("p_score").rows(thetas.len())) {
                row.compare_all("R recursion, probability of a score", &score_distribution(items, *theta).unwrap(), RECURSION);
            }
        }
        for (name, from, to) in [("true_score_X_to_Y", &x, &y), ("true_score_Y_to_X", &y, &x)] {
            let Some(equated) = case.get(name) else { continue };
            for (score, theirs) in equated.at("scores").numbers().into_iter().zip(equated.at("equated").items()) {
                let own = true_score_of(from, to, score).unwrap();
                if own.theta.is_finite() || !theirs.is_missing() {
                    theirs.compare("R search, true score of the other test", own.equated, ROOT);
                }
            }
        }
    }
}

/// Parameters by column: a, b, and where the test has them c (or g) and d (or u); or catR's rows of one model.
fn items(test: &Case<'_>) -> Vec<ItemModel> {
    if let Some(rows) = test.get("items") {
        let (model, scaling) = (test.at("model").text(), test.get("D").map_or(1.0, |scaling| scaling.number()));
        return rows.items().iter().map(|row| from_catr(model, scaling, &row.numbers())).collect();
    }
    let column = |names: &[&str]| names.iter().find_map(|name| test.get(name)).map(|column| column.numbers());
    let b = test.at("b").numbers();
    let (a, c, d) = (column(&["a"]), column(&["c", "g"]), column(&["d", "u"]));
    (0..b.len())
        .map(|item| {
            let (discrimination, difficulty) = (a.as_ref().map_or(1.0, |a| a[item]), b[item]);
            let guessing = c.as_ref().map_or(0.0, |c| c[item]);
            match &d {
                Some(d) => ItemModel::FourPl { discrimination, difficulty, guessing, ceiling: d[item] },
                None if c.is_some() => ItemModel::ThreePl { discrimination, difficulty, guessing },
                None => ItemModel::TwoPl { discrimination, difficulty },
            }
        })
        .collect()
}
