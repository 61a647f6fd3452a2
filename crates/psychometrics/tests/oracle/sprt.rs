//! The sequential probability ratio test, answer by answer.

use psychometrics::model::ItemModel;
use psychometrics::stopping::{Decision, SequentialRatio};

use crate::case::{Case, Tolerance, read_labels};

/// Closed forms on both sides: rounding of a sum of a few dozen logarithms.
const CLOSED_FORM: Tolerance = Tolerance::either(1e-11, 1e-12);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for case in file.at("cases").items() {
        read_labels(&case);
        let scaling = case.get("D").or_else(|| file.get("D")).map_or(1.0, |scaling| scaling.number());
        let number = |name: &str| case.at(name).number();
        let test = SequentialRatio { cut: number("cut"), half_width: number("delta"), false_pass: number("alpha"), false_fail: number("beta") };
        let (lower, upper) = test.bounds();
        case.at("lower").compare("lower bound", lower, CLOSED_FORM);
        case.at("upper").compare("upper bound", upper, CLOSED_FORM);
        let (mut ratio, mut decided) = (0.0, None);
        let ratios = case.at("log_lr").items();
        let categories = case.at("responses").counts();
        let rows: Vec<Vec<f64>> = case.at("items").rows(categories.len()).iter().map(Case::numbers).collect();
        assert_eq!((ratios.len(), categories.len()), (rows.len(), rows.len()), "{}", case.path());
        for (answered, ((row, category), theirs)) in rows.iter().zip(categories).zip(ratios).enumerate() {
            ratio += test.log_likelihood_ratio(&item(row, scaling), category);
            theirs.compare("log likelihood ratio", ratio, CLOSED_FORM);
            if decided.is_none() {
                decided = test.decision(ratio).map(|decision| (decision, answered + 1));
            }
        }
        let (decision, after) = (case.at("decision"), case.at("decided_after"));
        match decided {
            None => {
                // Nothing, or a word that says so.
                let is_open = decision.is_missing() || matches!(decision.text(), "continue" | "undecided" | "none" | "no decision");
                if !is_open || !(after.is_missing() || after.number() <= 0.0) {
                    decision.fail("a decision in the file, none of ours");
                }
            }
            Some((own, answered)) => {
                if decision.is_missing() {
                    decision.fail(&format!("no decision in the file, ours after {answered} answers"));
                } else {
                    decision.compare_text("decision", if own == Decision::Above { "pass" } else { "fail" });
                }
                after.compare("decided after", answered as f64, Tolerance::absolute(0.0));
            }
        }
    }
}

/// a, b, c and perhaps d.
fn item(row: &[f64], scaling: f64) -> ItemModel {
    let (guessing, ceiling) = (row.get(2).copied().unwrap_or(0.0), row.get(3).copied().unwrap_or(1.0));
    ItemModel::FourPl { discrimination: scaling * row[0], difficulty: row[1], guessing, ceiling }
}
