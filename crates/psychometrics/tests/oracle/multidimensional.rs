//! Several abilities: calibration of between-item and bifactor models, and scoring, against mirt.

use psychometrics::ability::Prior;
use psychometrics::ability::within_item::{ProductGrid, WithinItemObservation, expected_a_posteriori, maximum_a_posteriori};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::MultidimensionalItem;
use psychometrics::multidimensional_calibration::{BetweenItem, BifactorCalibration, BifactorItem, Family, Settings, between_item, bifactor};
use psychometrics::responses::{MISSING, Responses};

use crate::case::{Case, Tolerance};
use crate::multidimensional_selection::{answers, items, square};

/// Both programs maximise the same sum over the same grid; near a maximum the log-likelihood is flat, so mirt's parameter tolerance (1e-4) leaves
/// its square.
const LOG_LIKELIHOOD: Tolerance = Tolerance::absolute(2e-3);

/// mirt's EM stops when no parameter moves by more than 1e-4 in one step; what is left to go is several such steps.
const PARAMETER: Tolerance = Tolerance::absolute(3e-3);

/// Between-item abilities: closed sums over the same grid, at mirt's own parameters.
const SUM: Tolerance = Tolerance::absolute(1e-6);

/// mirt's search for the mode stops at a change of about 1e-5 of the posterior.
const MODE: Tolerance = Tolerance::absolute(1e-4);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "logit"] {
        file.at(name).used();
    }
    for set in file.at("sets").items() {
        set.at("name").used();
        match (set.get("rows"), set.get("specific")) {
            (None, _) => scored(&set),
            (Some(_), None) => between(&set),
            (Some(_), Some(specific)) => with_specific(&set, &specific.counts()),
        }
    }
}

/// Abilities known, items known: mode and standard errors.
fn scored(set: &Case<'_>) {
    set.at("settings").used();
    let items = items(&set.at("slopes"), &set.at("d"));
    let prior = Prior::new(vec![0.0; items[0].loadings.len()], square(&set.at("cov"))).unwrap();
    for case in set.at("cases").items() {
        case.at("true").used();
        let found = maximum_a_posteriori(&prior, &answers(&items, case.at("x").text())).unwrap();
        case.at("MAP").compare_all("mirt mode of several abilities", &found.mode, MODE);
        let errors = standard_errors(found.observed.as_ref().unwrap());
        case.at("SE").compare_all("mirt standard error of the mode of several abilities", &errors, MODE);
    }
}

fn between(set: &Case<'_>) {
    set.at("true").used();
    let rows = responses(set);
    let mirt = set.at("mirt");
    let grid = grid(mirt.at("settings").text());
    let theirs = Parameters::read(&mirt.at("items"));
    let specified: Vec<BetweenItem> = theirs
        .items
        .iter()
        .map(|item| BetweenItem { dimension: item.loadings.iter().position(|slope| *slope != 0.0).unwrap(), family: Family::Graded })
        .collect();
    let settings = Settings { grid, tolerance: 1e-7, ..Settings::default() };
    let found = between_item(&rows, &specified, None, &settings).unwrap();
    assert!(found.convergence.converged, "{}: not converged", set.path());
    mirt.at("logLik").compare("mirt between-item, log-likelihood", found.convergence.log_likelihood, LOG_LIKELIHOOD);
    theirs.compare("mirt between-item", &found.items);
    mirt.at("cov").compare_all("mirt between-item, correlations", found.correlations.as_slice(), PARAMETER);
    // Scores at mirt's own parameters, so that only the scoring differs.
    let prior = Prior::new(vec![0.0; found.correlations.size()], square(&mirt.at("cov"))).unwrap();
    for (name, table) in mirt.fields() {
        let Some(kind) = ["EAP_first", "MAP_first"].into_iter().find(|kind| name.starts_with(kind)) else { continue };
        table.at("columns").used();
        table.at("rows").used();
        for (person, row) in table.at("values").items().iter().enumerate() {
            let observations = observed(&rows, person, &theirs.items);
            if kind == "EAP_first" {
                let posterior = expected_a_posteriori(&prior, &observations, &grid).unwrap();
                let ours: Vec<f64> = posterior.mean.iter().copied().chain(standard_errors(&posterior.covariance)).collect();
                row.compare_all("mirt between-item, EAP and its error", &ours, SUM);
            } else {
                let mode = maximum_a_posteriori(&prior, &observations).unwrap();
                let ours: Vec<f64> = mode.mode.iter().copied().chain(standard_errors(mode.observed.as_ref().unwrap())).collect();
                row.compare_all("mirt between-item, MAP and its error", &ours, MODE);
            }
        }
    }
}

fn with_specific(set: &Case<'_>, specific: &[usize]) {
    set.at("true").used();
    let rows = responses(set);
    let mirt = set.at("mirt");
    let grid = grid(mirt.at("settings").text());
    let settings = Settings { grid, tolerance: 1e-7, ..Settings::default() };
    // R counts from 1; 0 would be an item without a specific ability.
    let specified: Vec<BifactorItem> =
        specific.iter().map(|number| BifactorItem { specific: number.checked_sub(1), family: Family::Graded }).collect();
    let found = bifactor(&rows, &specified, &settings).unwrap();
    assert!(found.convergence.converged, "{}: not converged", set.path());
    let theirs = Parameters::read(&mirt.at("items"));
    mirt.at("logLik").compare("mirt bifactor, log-likelihood", found.convergence.log_likelihood, LOG_LIKELIHOOD);
    theirs.compare("mirt bifactor", &found.items);
    let loadings = mirt.at("standardized_loadings");
    loadings.at("columns").used();
    loadings.at("rows").used();
    for (row, ours) in loadings.at("values").items().iter().zip(found.standardised_loadings()) {
        row.compare_all("mirt bifactor, standardised loadings", &ours, PARAMETER);
    }
    mirt.at("omega_h_latent").compare("mirt bifactor, omega hierarchical", found.omega_hierarchical(), PARAMETER);
    let known = BifactorCalibration::from_items(theirs.items.clone()).unwrap();
    let prior = Prior::new(vec![0.0; 1 + known.specific], SymmetricMatrix::identity(1 + known.specific)).unwrap();
    for (name, table) in mirt.fields() {
        let Some(kind) = ["EAP_first", "MAP_first"].into_iter().find(|kind| name.starts_with(kind)) else { continue };
        table.at("columns").used();
        table.at("rows").used();
        for (person, row) in table.at("values").items().iter().enumerate() {
            if kind == "EAP_first" {
                let answers: Vec<(usize, usize)> = rows.answers(person).map(|(item, category)| (item, usize::from(category))).collect();
                let score = known.expected_a_posteriori(&answers, &settings).unwrap();
                let ours: Vec<f64> = score.mean.iter().chain(&score.standard_error).copied().collect();
                row.compare_all("mirt bifactor, EAP and its error", &ours, SUM);
            } else {
                let mode = maximum_a_posteriori(&prior, &observed(&rows, person, &theirs.items)).unwrap();
                let ours: Vec<f64> = mode.mode.iter().copied().chain(standard_errors(mode.observed.as_ref().unwrap())).collect();
                row.compare_all("mirt bifactor, MAP and its error", &ours, MODE);
            }
        }
    }
}

/// mirt's table of items with the columns a1… d, g, u; the last two are 0 and 1 for these models.
struct Parameters<'a> {
    rows: Vec<Case<'a>>,
    slopes: usize,
    items: Vec<MultidimensionalItem>,
}

impl<'a> Parameters<'a> {
    fn read(case: &Case<'a>) -> Self {
        let columns: Vec<&str> = case.at("columns").items().iter().map(Case::text).collect();
        case.at("rows").used();
        let slopes = columns.iter().filter(|name| name.starts_with('a')).count();
        assert_eq!(columns[slopes..], ["d", "g", "u"], "{}: other columns", case.path());
        let rows = case.at("values").items();
        let items = rows
            .iter()
            .map(|row| {
                let cells = row.numbers();
                assert!(cells[slopes + 1] == 0.0 && (cells[slopes + 2] - 1.0).abs() < 1e-12, "{}: asymptotes", row.path());
                MultidimensionalItem::two_pl(cells[..slopes].to_vec(), cells[slopes])
            })
            .collect();
        Self { rows, slopes, items }
    }

    fn compare(&self, model: &str, ours: &[MultidimensionalItem]) {
        for (row, item) in self.rows.iter().zip(ours) {
            for (dimension, loading) in item.loadings.iter().enumerate() {
                row.index(dimension).compare(&format!("{model}, slopes"), *loading, PARAMETER);
            }
            row.index(self.slopes).compare(&format!("{model}, intercepts"), -item.model.difficulty(), PARAMETER);
        }
    }
}

/// Each person's answers, a digit an item; anything else is missing.
fn responses(set: &Case<'_>) -> Responses {
    let rows: Vec<&str> = set.at("rows").items().iter().map(Case::text).collect();
    let cells = rows.iter().flat_map(|row| row.chars()).map(|letter| letter.to_digit(10).map_or(MISSING, |digit| digit as u8)).collect();
    Responses::from_matrix(rows[0].len(), cells).unwrap()
}

fn observed<'a>(responses: &Responses, person: usize, items: &'a [MultidimensionalItem]) -> Vec<WithinItemObservation<'a>> {
    responses.answers(person).map(|(item, category)| WithinItemObservation { item: &items[item], category: usize::from(category) }).collect()
}

fn standard_errors(covariance: &SymmetricMatrix) -> Vec<f64> {
    (0..covariance.size()).map(|index| covariance.get(index, index).sqrt()).collect()
}

/// The number of points and the range named in mirt's settings: "EM, 31 equally spaced points per dimension on [-6,6]", "quadpts=31, theta_lim default (-6,6)".
fn grid(settings: &str) -> ProductGrid {
    let numbers: Vec<f64> =
        settings.split(|letter: char| !(letter.is_ascii_digit() || letter == '-' || letter == '.')).filter_map(|word| word.parse().ok()).collect();
    let [.., points, low, high] = numbers.as_slice() else { panic!("no grid in `{settings}`") };
    ProductGrid { low: *low, high: *high, points: *points as usize }
}
