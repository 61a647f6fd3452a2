//! Sum scores, reliability and person fit against mirt on public data.
//!
//! The oracle compares the whole files; here the functions are called with mirt's own parameters, so that only they can be wrong.

use psychometrics::ability::unidimensional::Scorer;
use psychometrics::ability::{Response, eap};
use psychometrics::classical::describe;
use psychometrics::model::ItemModel;
use psychometrics::person_fit::{MIRT_LEAST_VARIANCE, infit_outfit_floored, lz};
use psychometrics::quadrature::Node;
use psychometrics::reliability::{empirical, marginal, mean_information_ratio};
use psychometrics::responses::Responses;
use psychometrics::score::ScoreTable;
use serde_json::Value;

use crate::cases::{Largest, list, load, number, numbers};

/// mirt's rows of slopes and intercepts.
fn items(kind: &str, rows: &[Value]) -> Option<Vec<ItemModel>> {
    rows.iter()
        .map(|row| {
            let row = numbers(row);
            let (slope, intercepts) = (row[0], &row[1..]);
            match kind {
                "Rasch" | "2PL" | "twoPL" | "onePL_equal_slope" => Some(ItemModel::TwoPl { discrimination: slope, difficulty: -intercepts[0] / slope }),
                "GRM" => Some(ItemModel::Grm { discrimination: slope, thresholds: intercepts.iter().map(|d| -d / slope).collect() }),
                _ => None,
            }
        })
        .collect()
}

/// Each pattern, in the file's order, as often as it was seen.
fn persons(set: &Value) -> Vec<Vec<usize>> {
    let counts = set["pattern_counts"].as_object().unwrap();
    let mut persons = Vec::new();
    for (pattern, count) in counts {
        let row: Vec<usize> = pattern.bytes().map(|digit| usize::from(digit - b'0')).collect();
        persons.extend((0..count.as_u64().unwrap()).map(|_| row.clone()));
    }
    // R prints the categories as they are in its data: from 0 or from 1.
    let lowest = persons.iter().flatten().copied().min().unwrap();
    for cell in persons.iter_mut().flatten() {
        *cell -= lowest;
    }
    persons
}

fn nodes(settings: &Value, is_rasch: bool, variance: f64) -> Vec<Node> {
    let named = |name: &str| &settings[if is_rasch && !settings[format!("{name}_Rasch")].is_null() { format!("{name}_Rasch") } else { name.to_owned() }];
    let (limits, count) = (numbers(named("theta_lim")), named("quadpts").as_u64().unwrap());
    (0..count)
        .map(|index| {
            let point = limits[0] + (limits[1] - limits[0]) * index as f64 / (count - 1) as f64;
            Node { point, weight: libm::exp(-0.5 * point * point / variance) }
        })
        .collect()
}

#[test]
fn person_fit_sum_scores_and_reliability_are_mirts() {
    let (mut fit, mut fit_z, mut zh, mut sums, mut counts) =
        (Largest::default(), Largest::default(), Largest::default(), Largest::default(), Largest::default());
    let (mut marginal, mut from_persons) = (Largest::default(), Largest::default());
    for (file, set, kinds) in [
        ("calib_public_dichotomous.json", "LSAT6", ["Rasch", "twoPL", "onePL_equal_slope"]),
        ("calib_public_dichotomous.json", "LSAT7", ["Rasch", "twoPL", "onePL_equal_slope"]),
        ("calib_public_dichotomous.json", "Abortion", ["Rasch", "twoPL", "onePL_equal_slope"]),
        ("calib_public_polytomous.json", "Science", ["GRM", "GRM", "GRM"]),
    ] {
        let data = &load(file)["sets"][set];
        if data.is_null() {
            continue;
        }
        let persons = persons(data);
        let patterns: Vec<usize> = (0..persons.len()).filter(|person| *person == 0 || persons[person - 1] != persons[*person]).collect();
        for kind in kinds {
            let theirs = &data["mirt"][kind];
            let place = format!("{set} {kind}");
            let items = items(kind, list(&theirs["slope_intercept"], "values")).unwrap();
            let variance = number(&theirs["cov"]);
            let nodes = nodes(&data["mirt_settings"], kind == "Rasch", variance);
            let respond =
                |row: &[usize]| -> Vec<Response<'_>> { items.iter().zip(row).map(|(model, category)| Response { model, category: *category }).collect() };
            let mut scorer = Scorer::new(&items, &nodes).unwrap();
            let estimates: Vec<_> = persons.iter().map(|row| scorer.score(row.iter().copied().enumerate()).unwrap()).collect();
            if let Some(rows) = theirs["personfit_first10"]["values"].as_array() {
                // The file's person fit was run with the common nodes, for Rasch too.
                let common = self::nodes(&data["mirt_settings"], false, variance);
                let theta = |answers: &[Response<'_>]| eap(answers, &common).unwrap().theta;
                let judge = |person: &usize| {
                    let answers = respond(&persons[*person]);
                    let theta = theta(&answers);
                    let squares = infit_outfit_floored(&answers, theta, MIRT_LEAST_VARIANCE).unwrap();
                    [squares.outfit, squares.outfit_z, squares.infit, squares.infit_z, lz(&answers, theta).unwrap()]
                };
                let judged: Vec<[f64; 5]> = patterns.iter().map(judge).collect();
                for row in rows {
                    let row = numbers(row);
                    // The first persons of the original data, whose order the file does not keep: the pattern whose lz is nearest.
                    let distance = |own: &&[f64; 5]| (own[4] - row[4]).abs();
                    let own = judged.iter().min_by(|left, right| distance(left).total_cmp(&distance(right))).unwrap();
                    for (column, largest) in [&mut fit, &mut fit_z].into_iter().enumerate() {
                        largest.see(own[column], row[column], &place);
                        largest.see(own[column + 2], row[column + 2], &place);
                    }
                    zh.see(own[4], row[4], &place);
                }
            }
            let mut observed = vec![0.0; items.iter().map(ItemModel::categories).sum::<usize>() - items.len() + 1];
            for person in &persons {
                observed[person.iter().sum::<usize>()] += 1.0;
            }
            let table = ScoreTable::new(&items, &nodes).unwrap().against(&observed).unwrap();
            for (own, row) in table.iter().zip(list(&theirs["EAPsum"], "values")) {
                let row = numbers(row);
                sums.see(own.estimate.theta, row[1], &place);
                sums.see(own.estimate.standard_error, row[2], &place);
                counts.see(own.expected, row[4], &place);
                counts.see(own.standardised_residual, row[5], &place);
            }
            marginal.see(mean_information_ratio(&items, 0.0, 1.0, variance).unwrap(), number(&theirs["marginal_rxx"]), &place);
            let (thetas, errors): (Vec<f64>, Vec<f64>) = estimates.iter().map(|own| (own.theta, own.standard_error)).unzip();
            from_persons.see(empirical(&thetas, &errors).unwrap(), number(&theirs["empirical_rxx_EAP"]), &place);
        }
    }
    fit.must_be_below(1e-9, "infit and outfit of persons");
    fit_z.must_be_below(1e-9, "the same as standard normal numbers");
    zh.must_be_below(1e-9, "lz");
    sums.must_be_below(1e-12, "EAP for sum scores");
    counts.must_be_below(1e-10, "expected counts of sum scores");
    marginal.must_be_below(1e-8, "marginal reliability");
    from_persons.must_be_below(1e-12, "empirical reliability");
}

#[test]
fn marginal_reliability_does_not_depend_on_how_the_variance_is_written() {
    // Rasch with a free variance and 1PL with a free slope are one model: mirt gives two reliabilities, we one.
    for set in ["LSAT6", "Abortion"] {
        let data = &load("calib_public_dichotomous.json")["sets"][set]["mirt"];
        let items = items("Rasch", list(&data["Rasch"]["slope_intercept"], "values")).unwrap();
        let ours = marginal(&items, 0.0, number(&data["Rasch"]["cov"]).sqrt()).unwrap();
        let theirs = number(&data["onePL_equal_slope"]["marginal_rxx"]);
        // Two calibrations, which stopped at different places.
        assert!((ours - theirs).abs() < 3e-3, "{set}: {ours} {theirs}");
        assert!((number(&data["Rasch"]["marginal_rxx"]) - theirs).abs() > 0.2);
    }
}

#[test]
fn classical_statistics_are_those_of_r() {
    let file = load("calib_public_dichotomous.json");
    let mut seen = Largest::default();
    for (name, set) in file["sets"].as_object().unwrap() {
        let Some(ctt) = set.get("ctt") else { continue };
        let persons = persons(set);
        let cells = persons.iter().flatten().map(|category| u8::try_from(*category).unwrap()).collect();
        let test = describe(&Responses::from_matrix(persons[0].len(), cells).unwrap()).unwrap();
        seen.see(test.mean, number(&ctt["mean"]), name);
        seen.see(test.sd, number(&ctt["sd"]), name);
        seen.see(test.alpha.unwrap(), number(&ctt["alpha"]), name);
        for (column, value) in [
            ("p", test.items.iter().map(|item| item.mean).collect::<Vec<_>>()),
            ("r_item_total", test.items.iter().map(|item| item.item_total.unwrap()).collect()),
            ("r_item_rest", test.items.iter().map(|item| item.item_rest.unwrap()).collect()),
        ] {
            for (own, theirs) in value.iter().zip(numbers(&ctt[column])) {
                seen.see(*own, theirs, name);
            }
        }
    }
    seen.must_be_below(1e-12, "classical statistics");
}
