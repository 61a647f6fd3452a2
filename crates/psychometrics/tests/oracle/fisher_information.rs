//! Probability, slope and information of items, against catR.

use psychometrics::model::ItemModel;

use crate::case::{Case, Tolerance, read_labels};
use crate::models::from_catr;

/// Closed forms on both sides: rounding only.
const CLOSED_FORM: Tolerance = Tolerance::absolute(1e-12);

/// catR subtracts nearly equal numbers in the tails: for a 2PL item, where observed and expected information are the same
/// number, its own two columns differ by as much.
const OBSERVED: Tolerance = Tolerance::absolute(1e-9);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for case in file.at("cases").items() {
        read_labels(&case);
        let (model, scaling) = (case.at("model").text(), case.get("D").map_or(1.0, |scaling| scaling.number()));
        let known = |row: &Case<'_>| row.items().iter().filter(|cell| !cell.is_missing()).map(Case::number).collect::<Vec<f64>>();
        let items: Vec<ItemModel> = case.at("items").items().iter().map(|row| from_catr(model, scaling, &known(row))).collect();
        let thetas = case.at("thetas").numbers();
        let table = |name: &str| case.get(name).map(|table| table.rows(thetas.len()));
        let tables = ["P", "P1", "P2", "I", "OI_x0", "OI_x1"].map(table);
        for (position, theta) in thetas.iter().copied().enumerate() {
            for (index, item) in items.iter().enumerate() {
                let (slope, curvature) = item.probability_derivatives(theta, 1);
                let ours = [
                    ("catR probability", item.probability(theta, 1), CLOSED_FORM),
                    ("catR slope of the probability", slope, CLOSED_FORM),
                    ("catR curvature of the probability", curvature, CLOSED_FORM),
                    ("catR expected information", item.expected_information(theta), CLOSED_FORM),
                    ("catR observed information", item.observed_information(theta, 0), OBSERVED),
                    ("catR observed information", item.observed_information(theta, 1), OBSERVED),
                ];
                for (table, (family, own, tolerance)) in tables.iter().zip(ours) {
                    if let Some(rows) = table {
                        rows[position].index(index).compare(family, own, tolerance);
                    }
                }
            }
        }
    }
}
