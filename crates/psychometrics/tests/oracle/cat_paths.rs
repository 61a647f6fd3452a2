//! Fifty adaptive tests on one bank, against catR and mirtCAT.

use psychometrics::administration::{Administration, Design};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid};

use crate::case::{Case, Tolerance, read_labels};
use crate::cat_traces::stopping;

/// catR prints 13 significant digits of sums that are ours, mirtCAT as many.
const PRINTED: Tolerance = Tolerance::either(1e-11, 1e-11);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    if let Some(truth) = file.get("true_theta") {
        truth.used();
    }
    let base = file.at("index_base").count();
    let settings = file.at("settings").text();
    assert!(settings.contains("MFI") && settings.contains("EAP N(0,1)") && settings.contains("start theta 0"), "other settings: {settings}");
    let column = |names: &[&str]| names.iter().find_map(|name| file.at("bank").get(name)).map(|column| column.numbers());
    let (b, a, c, d) = (column(&["b"]).expect("difficulties"), column(&["a"]), column(&["c", "g"]), column(&["d", "u"]));
    let items: Vec<ItemModel> = (0..b.len())
        .map(|item| {
            let (discrimination, difficulty) = (a.as_ref().map_or(1.0, |a| a[item]), b[item]);
            let (guessing, ceiling) = (c.as_ref().map_or(0.0, |c| c[item]), d.as_ref().map_or(1.0, |d| d[item]));
            if c.is_none() && d.is_none() {
                ItemModel::TwoPl { discrimination, difficulty }
            } else {
                ItemModel::FourPl { discrimination, difficulty, guessing, ceiling }
            }
        })
        .collect();
    let answers: Vec<&str> = file.at("responses").items().iter().map(Case::text).collect();
    let stop = settings.split("stop ").nth(1).and_then(|rest| rest.split(';').next()).unwrap_or_else(|| panic!("no stopping rule in `{settings}`"));
    for (run, programs) in file.at("runs").fields() {
        let longest: usize = run.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().unwrap_or_else(|_| panic!("no length in `{run}`"));
        for (program, results) in programs.fields() {
            let bank = Bank::new(items.clone(), grid(settings, &program)).unwrap();
            let design = Design::maximum_information(stopping(stop, Some(longest)));
            let administration = Administration::new(&bank, &design).unwrap();
            let mut session = administration.session();
            for (person, responses) in answers.iter().enumerate() {
                let category = |item: usize| usize::from(responses.as_bytes()[item] == b'1');
                let outcome = administration.run(&mut session, &mut Random::new(0, 0), category).unwrap();
                let path: Vec<f64> = session.items().iter().map(|item| (item + base) as f64).collect();
                results.at("items").index(person).compare_all(&format!("{program}, items"), &path, Tolerance::absolute(0.0));
                results.at("theta").index(person).compare(&format!("{program}, ability"), outcome.estimate.theta, PRINTED);
                results.at("se").index(person).compare(&format!("{program}, standard error"), outcome.estimate.standard_error, PRINTED);
            }
        }
    }
}

/// The grid named after the program: `catR 33 points on [-4,4]`.
fn grid(settings: &str, program: &str) -> Grid {
    let named = format!("{program} ");
    let rest = settings
        .split(&named)
        .skip(1)
        .find(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        .unwrap_or_else(|| panic!("no grid of {program} in `{settings}`"));
    let count: usize = rest.split_whitespace().next().unwrap_or_default().parse().unwrap_or_else(|_| panic!("no points in `{rest}`"));
    let ends: Vec<f64> = rest
        .split('[')
        .nth(1)
        .and_then(|inner| inner.split(']').next())
        .map(|inner| inner.split(',').map(|end| end.trim().parse().unwrap_or_else(|_| panic!("no ends in `{inner}`"))).collect())
        .unwrap_or_default();
    let grid = Grid::normal(0.0, 1.0, ends[0], ends[1], count).unwrap();
    // catR's sums are trapezoids; mirtCAT's are plain, which a person at 2.9 shows in the eighth digit.
    if rest.split(';').next().is_some_and(|own| own.contains("trapezoid")) { grid } else { grid.with_whole_ends() }
}
