//! Selection rules for several abilities, against mirtCAT.

use psychometrics::ability::Prior;
use psychometrics::ability::within_item::{WithinItemObservation, maximum_a_posteriori};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::MultidimensionalItem;
use psychometrics::selection::multidimensional::{a_optimal, d_optimal, e_optimal, kullback_leibler, t_optimal, test_information, weighted, with_prior};

use crate::case::{Case, Tolerance, read_labels};

/// The criteria are closed forms, evaluated at mirtCAT's own estimate: rounding only. Absolute for the smallest eigenvalue and the determinant of
/// a singular matrix, which are zero to rounding.
const CLOSED_FORM: Tolerance = Tolerance::either(1e-12, 1e-10);

/// mirtCAT's search for the mode stops at 1e-4 or so of it.
const MODE: Tolerance = Tolerance::absolute(1e-4);

/// mirtCAT's default for KL.
const DELTA: f64 = 0.1;

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    if let Some(truth) = file.get("true_theta") {
        truth.used();
    }
    let base = file.get("index_base").map_or(1, |base| base.count());
    let items = items(&file.at("slopes"), &file.at("d"));
    let prior = Prior::new(vec![0.0; items[0].loadings.len()], square(&file.at("cov"))).unwrap();
    for case in file.at("cases").items() {
        read_labels(&case);
        let administered: Vec<usize> = case.at("administered").counts().iter().map(|number| number - base).collect();
        let answers = answers(&items, case.at("x").text());
        let found = maximum_a_posteriori(&prior, &answers).unwrap();
        case.at("theta_MAP").compare_all("mirtCAT mode during a test", &found.mode, MODE);
        let theta = case.at("theta_MAP").numbers();
        let alone = test_information(administered.iter().map(|item| &items[*item]), &theta);
        let with_prior = with_prior(&alone, &prior);
        for (name, criterion) in case.at("criteria").fields() {
            let rule = name.trim_end_matches("rule");
            let value = |item: &MultidimensionalItem| {
                let (letters, information) = match rule.strip_suffix('P') {
                    Some(letters) => (letters, &with_prior),
                    None => (rule, &alone),
                };
                match letters {
                    "D" => d_optimal::value(information, item, &theta),
                    "T" => t_optimal::value(information, item, &theta, &[]),
                    // Without the prior mirtCAT sums the measured abilities' variances only.
                    "A" if rule == "A" => a_optimal::value_of_measured(information, item, &theta, &[]),
                    "A" => a_optimal::value(information, item, &theta, &[]),
                    "E" => e_optimal::value(information, item, &theta),
                    "W" => weighted::value(information, item, &theta, &[]),
                    "KL" => kullback_leibler::value(item, &theta, DELTA),
                    "KLn" => kullback_leibler::value(item, &theta, DELTA * (administered.len() as f64).sqrt()),
                    other => panic!("{}: no rule {other}", criterion.path()),
                }
            };
            let ours: Vec<f64> = items.iter().map(value).collect();
            let values = criterion.at("values");
            let family = format!("mirtCAT {rule} rule");
            let open: Vec<usize> = (0..items.len()).filter(|item| !administered.contains(item)).collect();
            if values.is_list() || open.len() == 1 {
                let listed: Vec<f64> = if values.items().len() == items.len() { ours.clone() } else { open.iter().map(|item| ours[*item]).collect() };
                values.compare_all(&family, &listed, CLOSED_FORM);
            } else {
                for (number, value) in values.fields() {
                    value.compare(&family, ours[number.parse::<usize>().unwrap() - base], CLOSED_FORM);
                }
            }
            // Of items that are equal to rounding (all of them, where a rule is 0 or looks at one direction only) any may be named.
            let best = open.iter().copied().fold(open[0], |best, item| if ours[item] > ours[best] { item } else { best });
            let theirs = criterion.at("best").count() - base;
            let is_tied = ours[best] - ours[theirs] <= 1e-12 + 1e-10 * ours[best].abs();
            criterion.at("best").compare(&format!("{family}, best item"), (if is_tied { theirs } else { best } + base) as f64, Tolerance::absolute(0.0));
        }
    }
}

/// 2PL items from mirt's slopes (a table, or a table with its column names) and intercepts.
pub fn items(slopes: &Case<'_>, intercepts: &Case<'_>) -> Vec<MultidimensionalItem> {
    let rows = slopes.get("values").map_or_else(
        || slopes.table(),
        |values| {
            slopes.at("columns").used();
            slopes.at("rows").used();
            values.table()
        },
    );
    let intercepts = intercepts.numbers();
    assert_eq!(rows.len(), intercepts.len(), "{}: as many intercepts as items", slopes.path());
    rows.into_iter().zip(intercepts).map(|(row, intercept)| MultidimensionalItem::two_pl(row, intercept)).collect()
}

/// A covariance as rows or as one list.
pub fn square(case: &Case<'_>) -> SymmetricMatrix {
    let cells: Vec<f64> = case.items().iter().flat_map(Case::numbers).collect();
    let size = (cells.len() as f64).sqrt().round() as usize;
    SymmetricMatrix::from_rows(size, cells).unwrap()
}

/// A digit an item, `.` where it was not asked.
pub fn answers<'a>(items: &'a [MultidimensionalItem], text: &str) -> Vec<WithinItemObservation<'a>> {
    assert_eq!(text.len(), items.len(), "an answer for each item");
    let digit = |letter: char| letter.to_digit(10).map(|digit| digit as usize);
    items.iter().zip(text.chars()).filter_map(|(item, letter)| digit(letter).map(|category| WithinItemObservation { item, category })).collect()
}
