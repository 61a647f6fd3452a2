//! Probability, slope and information of items, against catR.

use psychometrics::model::ItemModel;

use crate::case::{Case, Tolerance};
use crate::models::from_catr;

/// Closed forms on both sides: rounding only.
const CLOSED_FORM: Tolerance = Tolerance::absolute(1e-12);

/// catR subtracts nearly equal numbers in the tails: for a 2PL item, where observed and expected information are the same
/// number, its own two columns differ by as much.
const OBSERVED: Tolerance = Tolerance::absolute(1e-9);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "item_columns", "note"] {
        file.at(name).used();
    }
    for case in file.at("cases").items() {
        let (model, scaling) = (case.at("model").text(), case.at("D").number());
        let items: Vec<ItemModel> = case.at("items").table().iter().map(|row| from_catr(model, scaling, row)).collect();
        for (position, theta) in case.at("thetas").numbers().into_iter().enumerate() {
            for (index, item) in items.iter().enumerate() {
                let cell = |name: &str| case.at(name).index(position).index(index);
                cell("P").compare("catR probability", item.probability(theta, 1), CLOSED_FORM);
                cell("P1").compare("catR slope of the probability", item.probability_derivatives(theta, 1).0, CLOSED_FORM);
                cell("I").compare("catR expected information", item.expected_information(theta), CLOSED_FORM);
                cell("OI_x0").compare("catR observed information", item.observed_information(theta, 0), OBSERVED);
                cell("OI_x1").compare("catR observed information", item.observed_information(theta, 1), OBSERVED);
            }
        }
    }
}
