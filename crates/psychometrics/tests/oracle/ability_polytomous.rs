//! Abilities from graded and nominal answers, the curves and the information under them, against catR.

use psychometrics::model::ItemModel;

use crate::ability_estimates::{answers, compare_estimate, responses};
use crate::case::{Case, Tolerance};
use crate::models::from_catr;

/// Closed forms on both sides. catR takes GRM categories as differences of cumulative curves: absolute, not relative.
const CLOSED_FORM: Tolerance = Tolerance::absolute(1e-12);
/// catR's information divides by category probabilities that were subtracted.
const INFORMATION: Tolerance = Tolerance::absolute(1e-10);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "note"] {
        file.at(name).used();
    }
    // R leaves D out of catR's polytomous settings when it is 1.
    let scaling = file.at("settings").get("D").map_or(1.0, |scaling| scaling.number());
    for case in file.at("cases").items() {
        case.at("id").used();
        case.at("item_columns").used();
        case.at("max_category").used();
        let model = case.at("model").text();
        let scaling = case.get("D").map_or(scaling, |own| own.number());
        let known = |row: &Case<'_>| row.items().iter().filter(|cell| !cell.is_missing()).map(Case::number).collect::<Vec<f64>>();
        let items: Vec<ItemModel> = case.at("items").items().iter().map(|row| from_catr(model, scaling, &known(row))).collect();
        let given = answers(&case);
        let answers = responses(&items, &given);
        for (name, estimate) in case.at("estimates").fields() {
            compare_estimate(&name, &estimate, file, &answers);
        }
        for (position, theta) in case.at("thetas").numbers().into_iter().enumerate() {
            for (index, item) in items.iter().enumerate() {
                for (category, theirs) in case.at("probs").index(position).index(index).items().into_iter().enumerate() {
                    // Shorter items are padded.
                    if category < item.categories() || !theirs.is_missing() {
                        theirs.compare("catR category probability", item.probability(theta, category), CLOSED_FORM);
                    }
                }
                case.at("info").index(position).index(index).compare("catR expected information", item.expected_information(theta), INFORMATION);
            }
        }
    }
}
