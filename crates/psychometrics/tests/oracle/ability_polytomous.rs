//! Abilities from graded and nominal answers, the curves and the information under them, against catR.

use psychometrics::model::ItemModel;

use crate::ability_estimates::{answers, compare_estimate, responses};
use crate::case::{Case, Tolerance, read_labels};
use crate::models::from_catr;

/// Closed forms on both sides. catR takes GRM categories as differences of cumulative curves: absolute, not relative.
const CLOSED_FORM: Tolerance = Tolerance::absolute(1e-12);
/// catR's information divides by category probabilities that were subtracted.
const INFORMATION: Tolerance = Tolerance::absolute(1e-10);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    // R leaves D out of catR's polytomous settings when it is 1.
    let scaling = file.get("settings").and_then(|settings| settings.get("D")).map_or(1.0, |scaling| scaling.number());
    for case in file.at("cases").items() {
        read_labels(&case);
        let model = case.at("model").text();
        let scaling = case.get("D").map_or(scaling, |own| own.number());
        let known = |row: &Case<'_>| row.items().iter().filter(|cell| !cell.is_missing()).map(Case::number).collect::<Vec<f64>>();
        let given = answers(&case);
        let items: Vec<ItemModel> = case.at("items").rows(given.len()).iter().map(|row| from_catr(model, scaling, &known(row))).collect();
        let answers = responses(&items, &given);
        for (name, estimate) in case.at("estimates").fields() {
            compare_estimate(&name, &estimate, file, &answers);
        }
        let thetas = case.get("thetas").map(|thetas| thetas.numbers()).unwrap_or_default();
        for (position, theta) in thetas.iter().copied().enumerate() {
            let (curves, information) = (case.at("probs").rows(thetas.len()), case.at("info").rows(thetas.len()));
            for (index, (item, curve)) in items.iter().zip(curves[position].rows(items.len())).enumerate() {
                for (category, theirs) in curve.items().into_iter().enumerate() {
                    if category < item.categories() {
                        theirs.compare("catR category probability", item.probability(theta, category), CLOSED_FORM);
                    } else if !theirs.is_missing() {
                        // Shorter items are padded.
                        theirs.compare("catR probability of a category that is not there", 0.0, CLOSED_FORM);
                    }
                }
                information[position].index(index).compare("catR expected information", item.expected_information(theta), INFORMATION);
            }
        }
    }
}
