//! Scores and reliabilities of calibrated models: the half of [`crate::calibration_fit`] that is about persons.

use psychometrics::ability::Response;
use psychometrics::ability::unidimensional::{Criterion, ErrorFormula, warm_within};
use psychometrics::classical::describe;
use psychometrics::fit::{LatentNormal, posterior_means};
use psychometrics::model::ItemModel;
use psychometrics::person_fit::{infit_outfit, lz};
use psychometrics::reliability::{empirical, empirical_unshrunken, mean_information_ratio};
use psychometrics::responses::{MISSING, Responses};
use psychometrics::score::ScoreTable;

use crate::ability_estimates::compare_mirt_search;
use crate::calibration::numbers_in;
use crate::calibration_fit::{Data, Fitted, Table, category};
use crate::case::{Case, Tolerance};

/// The same sums in another order.
const CLOSED_FORM: Tolerance = Tolerance::either(1e-9, 1e-9);
/// Scores are printed with twelve digits.
const SAME_NODES: Tolerance = Tolerance::absolute(1e-10);
/// R's `integrate` stops at an estimated relative error of 1.2e-4; what it reaches is far better.
const INTEGRATE: Tolerance = Tolerance::absolute(1e-6);
/// Posterior means at TAM's printed parameters; its own are one EM step older (1e-4 in the deviance).
const TAM_MEANS: Tolerance = Tolerance::absolute(1e-6);
/// `tam.wle` stops when the largest step is below 1e-4 and the steps shrink slowly on short tests.
const TAM_WARM: Tolerance = Tolerance::absolute(1e-4);
/// mirt writes the largest spread, √2, as 1.4142.
#[expect(clippy::approx_constant, reason = "mirt's own rounding of √2 is what its numbers are compared with")]
const LARGEST_SPREAD: f64 = 1.4142;
/// mirt gives every item at least this variance, squared, when it judges persons.
const SMALLEST_SQUARED_VARIANCE: f64 = 1e-5;

pub fn compare_classical(case: &Case<'_>, data: &Data) {
    let test = describe(&data.responses).unwrap();
    for (name, field) in case.fields() {
        match name.as_str() {
            "p" => field.compare_all("classical difficulty", &test.items.iter().map(|item| item.mean).collect::<Vec<_>>(), CLOSED_FORM),
            "r_item_total" => {
                field.compare_all("item-total correlation", &test.items.iter().map(|item| item.item_total.unwrap()).collect::<Vec<_>>(), CLOSED_FORM);
            }
            "r_item_rest" => {
                field.compare_all("item-rest correlation", &test.items.iter().map(|item| item.item_rest.unwrap()).collect::<Vec<_>>(), CLOSED_FORM);
            }
            "alpha" => field.compare("alpha", test.alpha.unwrap(), CLOSED_FORM),
            "mean" => field.compare("mean of the sum score", test.mean, CLOSED_FORM),
            "sd" => field.compare("standard deviation of the sum score", test.sd, CLOSED_FORM),
            _ => {} // left unread, hence reported
        }
    }
}

pub fn compare_mirt(model: &Case<'_>, data: &Data, fitted: &Fitted) {
    if let Some(reliability) = model.get("marginal_rxx") {
        // mirt adds the variance of ability where 1 over it belongs, and averages over N(0, 1): see docs/models/fit.md.
        reliability.compare("mirt marginal_rxx", mean_information_ratio(&fitted.items, 0.0, 1.0, fitted.grid.variance).unwrap(), INTEGRATE);
    }
    if let Some(reliability) = model.get("empirical_rxx_EAP") {
        let persons = posterior_means(&data.responses, &fitted.items, &fitted.grid).unwrap();
        let (means, errors): (Vec<f64>, Vec<f64>) = persons.iter().map(|person| (person.mean, person.standard_deviation)).unzip();
        compare_first(&reliability, "mirt empirical_rxx", empirical(&means, &errors).unwrap(), CLOSED_FORM);
    }
    if let Some(scores) = model.get("pattern_scores") {
        compare_patterns(&scores, fitted);
    }
    if let Some(table) = model.get("EAPsum") {
        compare_sum_scores(&table, data, fitted);
    }
    for (name, table) in model.fields() {
        if name.strip_prefix("personfit").is_some() {
            compare_persons(&Table::read(&table), model, data, fitted);
        }
    }
}

/// A number, or a list of one.
fn compare_first(case: &Case<'_>, family: &str, ours: f64, tolerance: Tolerance) {
    case.items()[0].compare(family, ours, tolerance);
}

fn compare_patterns(scores: &Case<'_>, fitted: &Fitted) {
    let patterns: Vec<String> = scores.at("patterns").items().iter().map(|pattern| pattern.text().to_owned()).collect();
    let cells = patterns.iter().flat_map(|pattern| pattern.chars()).map(category).collect();
    let means = posterior_means(&Responses::from_matrix(fitted.items.len(), cells).unwrap(), &fitted.items, &fitted.grid).unwrap();
    let (mean, sd) = (fitted.grid.mean, fitted.grid.variance.sqrt());
    for (method, estimates) in scores.fields().into_iter().filter(|(name, _)| name != "patterns") {
        for (place, pattern) in patterns.iter().enumerate() {
            let (theta, error) = (estimates.at("theta").index(place), estimates.at("se").index(place));
            let answers = answers(&fitted.items, pattern);
            let label = |what: &str| format!("mirt {method}, {what}");
            let criterion = match method.as_str() {
                "EAP" => {
                    theta.compare(&label("ability"), means[place].mean, SAME_NODES);
                    error.compare(&label("standard error"), means[place].standard_deviation, SAME_NODES);
                    continue;
                }
                "ML" => Criterion::Likelihood,
                "MAP" => Criterion::Normal { mean, sd },
                // mirt's WLE maximises ln L + ½ ln I for every model.
                "WLE" => Criterion::Jeffreys,
                _ => continue, // left unread, hence reported
            };
            compare_mirt_search(&label, &theta, &error, &answers, &criterion);
        }
    }
}

fn answers<'a>(items: &'a [ItemModel], pattern: &str) -> Vec<Response<'a>> {
    items
        .iter()
        .zip(pattern.chars().map(category))
        .filter(|(_, answer)| *answer != MISSING)
        .map(|(model, answer)| Response { model, category: usize::from(answer) })
        .collect()
}

fn compare_sum_scores(case: &Case<'_>, data: &Data, fitted: &Fitted) {
    let table = Table::read(case);
    let scores = ScoreTable::new(&fitted.items, &fitted.grid.nodes().unwrap()).unwrap();
    let mut counts = vec![0.0; table.rows.len()];
    for row in &data.rows {
        counts[row.chars().map(|letter| usize::from(category(letter))).sum::<usize>()] += 1.0;
    }
    for (score, row) in scores.against(&counts).unwrap().iter().enumerate() {
        // The ability's columns are named after the factor: F, F1.
        for name in &table.columns {
            let Some(cell) = table.cell(score, name) else { continue };
            let (ours, what) = match name.as_str() {
                "Sum.Scores" => (score as f64, "score"),
                "observed" => (row.observed, "observed"),
                "expected" => (row.expected, "expected"),
                "std.res" => (row.standardised_residual, "residual"),
                error if error.starts_with("SE_") => (row.estimate.standard_error, "standard error"),
                _ => (row.estimate.theta, "ability"),
            };
            cell.compare(&format!("mirt EAPsum, {what}"), ours, CLOSED_FORM);
        }
    }
}

/// The first persons of the data in their original order. Where the file gives counts of patterns that order is lost, but the scored
/// patterns stand in the order of their first appearance: each person is one already met, or the next new one. Which, the nearest row tells;
/// then all of its numbers must agree.
fn compare_persons(table: &Table<'_>, model: &Case<'_>, data: &Data, fitted: &Fitted) {
    let known: Vec<String> = model.get("pattern_scores").map_or_else(
        || {
            let mut seen = data.rows.clone();
            seen.dedup();
            seen
        },
        |scores| scores.at("patterns").items().iter().map(|pattern| pattern.text().to_owned()).collect(),
    );
    let mut met = 0;
    for row in 0..table.rows.len() {
        let candidates = &known[..(met + 1).min(known.len())];
        let numbers: Vec<Vec<f64>> = candidates.iter().map(|pattern| person(pattern, fitted)).collect();
        let distance = |ours: &Vec<f64>| {
            PERSON
                .iter()
                .zip(ours)
                .fold(0.0, |sum, (name, own)| sum + table.cell(row, name).filter(|cell| !cell.is_missing()).map_or(0.0, |cell| (cell.number() - own).abs()))
        };
        let (nearest, ours) = numbers.iter().enumerate().min_by(|left, right| distance(left.1).total_cmp(&distance(right.1))).unwrap();
        met = met.max(nearest + 1);
        for (name, own) in PERSON.iter().zip(ours) {
            if let Some(cell) = table.cell(row, name) {
                cell.compare(&format!("mirt person {name}"), *own, CLOSED_FORM);
            }
        }
    }
}

const PERSON: [&str; 5] = ["outfit", "z.outfit", "infit", "z.infit", "Zh"];

fn person(pattern: &str, fitted: &Fitted) -> Vec<f64> {
    let cells = pattern.chars().map(category).collect();
    let theta = posterior_means(&Responses::from_matrix(fitted.items.len(), cells).unwrap(), &fitted.items, &fitted.usual_grid).unwrap()[0].mean;
    let answers = answers(&fitted.items, pattern);
    let squares = if answers.iter().all(|answer| {
        let variance = variance(answer.model, theta);
        variance * variance >= SMALLEST_SQUARED_VARIANCE
    }) {
        let squares = infit_outfit(&answers, theta).unwrap();
        [squares.outfit, squares.outfit_z, squares.infit, squares.infit_z]
    } else {
        floored(&answers, theta)
    };
    squares.into_iter().chain([lz(&answers, theta).unwrap()]).collect()
}

fn variance(model: &ItemModel, theta: f64) -> f64 {
    central(model, theta, 2)
}

fn central(model: &ItemModel, theta: f64, power: i32) -> f64 {
    let mean = model.expected_score(theta);
    (0..model.categories()).fold(0.0, |sum, category| {
        let distance = category as f64 - mean;
        sum + (0..power).fold(model.probability(theta, category), |product, _| product * distance)
    })
}

/// mirt's mean squares where some answer is all but certain, with its floor under the variance.
fn floored(answers: &[Response<'_>], theta: f64) -> [f64; 4] {
    let count = answers.len() as f64;
    let (mut standardised, mut kurtosis, mut squares, mut variances, mut excess) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for answer in answers {
        let variance = variance(answer.model, theta).max(SMALLEST_SQUARED_VARIANCE.sqrt());
        let (fourth, residual) = (central(answer.model, theta, 4), answer.category as f64 - answer.model.expected_score(theta));
        standardised += residual * residual / variance;
        kurtosis += fourth / (variance * variance);
        squares += residual * residual;
        variances += variance;
        excess += fourth - variance * variance;
    }
    let z = |value: f64, spread: f64| {
        let q = spread.sqrt().min(LARGEST_SPREAD);
        (libm::cbrt(value) - 1.0) * (3.0 / q) + q / 3.0
    };
    let (outfit, infit) = (standardised / count, squares / variances);
    [outfit, z(outfit, kurtosis / (count * count) - 1.0 / count), infit, z(infit, excess / (variances * variances))]
}

/// TAM writes logits as slope · θ − xsi.
pub fn compare_tam(model: &Case<'_>, data: &Data) {
    let (slopes, difficulties) = (model.at("slope").numbers(), model.at("xsi").numbers());
    let steps: Vec<usize> = data.responses.category_counts().iter().map(|counts| counts.len() - 1).collect();
    if slopes.len() != steps.len() || difficulties.len() != steps.iter().sum::<usize>() {
        return; // another way of writing steps: left unread, hence reported
    }
    let mut rest = &difficulties[..];
    let items: Vec<ItemModel> = slopes
        .iter()
        .zip(&steps)
        .map(|(slope, steps)| {
            let (own, others) = rest.split_at(*steps);
            rest = others;
            match own {
                [xsi] => ItemModel::TwoPl { discrimination: *slope, difficulty: xsi / slope },
                _ => ItemModel::Gpcm { discrimination: *slope, steps: own.iter().map(|xsi| xsi / slope).collect() },
            }
        })
        .collect();
    let is_rasch = matches!(model.at("kind").text(), "Rasch" | "1PL" | "PCM");
    model.at("note").used();
    // "… nodes seq(-6,6,len=121), Rasch seq(-15,15,len=241)"
    let numbers = numbers_in(model.at("note").text());
    let nodes = if is_rasch && numbers.len() >= 6 { &numbers[3..6] } else { &numbers[..3] };
    let grid = LatentNormal { mean: 0.0, variance: model.at("variance").number(), range: (nodes[0], nodes[1]), nodes: nodes[2] as usize };
    if let Some(reliability) = model.get("EAP_rel") {
        let persons = posterior_means(&data.responses, &items, &grid).unwrap();
        let count = persons.len() as f64;
        // TAM divides the variance by the number of persons.
        let mean = persons.iter().fold(0.0, |sum, person| sum + person.mean) / count;
        let between = persons.iter().fold(0.0, |sum, person| sum + (person.mean - mean) * (person.mean - mean)) / count;
        let within = persons.iter().fold(0.0, |sum, person| sum + person.standard_deviation * person.standard_deviation) / count;
        reliability.compare("TAM EAP reliability", between / (between + within), TAM_MEANS);
    }
    if let Some(reliability) = model.get("WLE_rel") {
        let (thetas, errors): (Vec<f64>, Vec<f64>) = data
            .rows
            .iter()
            .map(|row| answers(&items, row))
            .filter(|answers| !answers.is_empty())
            .map(|answers| {
                let estimate = warm_within(&answers, (-50.0, 50.0), ErrorFormula::Expected).unwrap();
                (estimate.theta, estimate.standard_error)
            })
            .unzip();
        reliability.compare("TAM WLE reliability", empirical_unshrunken(&thetas, &errors).unwrap(), TAM_WARM);
    }
}
