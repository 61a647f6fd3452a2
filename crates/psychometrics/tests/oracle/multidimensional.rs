//! Several abilities: calibration of between-item and bifactor models, and scoring, against mirt.

use psychometrics::ability::within_item::{ProductGrid, WithinItemObservation, expected_a_posteriori, maximum_a_posteriori};
use psychometrics::ability::{Posterior, Prior, quasi_monte_carlo};
use psychometrics::calibration::multidimensional::{BetweenItem, BifactorCalibration, BifactorItem, Family, Settings, between_item, bifactor};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::{ItemModel, MultidimensionalItem};
use psychometrics::responses::{MISSING, Responses};

use crate::case::{Case, Tolerance, read_labels};
use crate::multidimensional_selection::{answers, items, square};

/// Both programs maximise the same sum over the same grid; near a maximum the log-likelihood is flat, so what mirt's search leaves in the parameters
/// (1e-4) enters squared.
const LOG_LIKELIHOOD: Tolerance = Tolerance::absolute(1e-5);

/// mirt's EM stops when no parameter moves by more than its tolerance in one step; what is left to go is several such steps.
const PARAMETER: Tolerance = Tolerance::either(1e-3, 1e-3);

/// Between-item abilities: closed sums over the same grid, at mirt's own parameters.
const SUM: Tolerance = Tolerance::absolute(1e-6);

/// mirt's default for QMC integration.
const QUASI_POINTS: usize = 5000;

/// 31 points in four dimensions take a minute for ten persons; for a bifactor model dimension reduction gives their numbers.
const LARGEST_GRID: f64 = 40_000.0;

/// What 5000 points in four dimensions leave of error: a product grid of 31 points each gives our exact numbers to six digits.
const QUASI_MONTE_CARLO: Tolerance = Tolerance::absolute(4e-2);

/// mirt's search for the mode stops at a change of about 1e-5 of the posterior.
const MODE: Tolerance = Tolerance::absolute(1e-4);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    if let Some(formula) = file.get("logit") {
        formula.used();
    }
    for set in file.at("sets").items() {
        read_labels(&set);
        match (set.get("rows"), set.get("specific")) {
            (None, _) => scored(&set),
            (Some(_), None) => between(&set),
            (Some(_), Some(specific)) => with_specific(&set, &specific),
        }
    }
}

/// What answers were simulated from, where the file says it.
fn read_truth(case: &Case<'_>) {
    if let Some(truth) = case.get("true") {
        truth.used();
    }
}

/// Abilities known, items known: mode and standard errors.
fn scored(set: &Case<'_>) {
    if let Some(settings) = set.get("settings") {
        settings.used();
    }
    let items = items(&set.at("slopes"), &set.at("d"));
    let prior = Prior::new(vec![0.0; items[0].loadings.len()], square(&set.at("cov"))).unwrap();
    for case in set.at("cases").items() {
        read_truth(&case);
        let found = maximum_a_posteriori(&prior, &answers(&items, case.at("x").text())).unwrap();
        case.at("MAP").compare_all("mirt mode of several abilities", &found.mode, MODE);
        let errors = standard_errors(found.observed.as_ref().unwrap());
        case.at("SE").compare_all("mirt standard error of the mode of several abilities", &errors, MODE);
    }
}

fn between(set: &Case<'_>) {
    read_truth(set);
    let rows = responses(set);
    let mirt = set.at("mirt");
    let grid = grid(mirt.at("settings").text());
    let theirs = Parameters::read(&mirt.at("items"));
    let specified: Vec<BetweenItem> = theirs
        .items
        .iter()
        .map(|item| BetweenItem { dimension: item.loadings.iter().position(|slope| *slope != 0.0).unwrap(), family: theirs.family })
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
        let Some(kind) = ["EAP", "MAP"].into_iter().find(|kind| name.starts_with(kind)) else { continue };
        table.at("columns").used();
        table.at("rows").used();
        let values = table.at("values").items();
        let observations: Vec<_> = (0..values.len()).map(|person| observed(&rows, person, &theirs.items)).collect();
        if kind == "EAP" {
            compare_means("mirt between-item", &values, &observations, &prior, &grid, Vec::new());
        } else {
            compare_modes("mirt between-item", &values, &observations, &prior);
        }
    }
}

fn with_specific(set: &Case<'_>, specific: &Case<'_>) {
    read_truth(set);
    let rows = responses(set);
    let mirt = set.at("mirt");
    let grid = grid(mirt.at("settings").text());
    let settings = Settings { grid, tolerance: 1e-7, ..Settings::default() };
    let theirs = Parameters::read(&mirt.at("items"));
    // R counts from 1; missing is an item of the general ability alone.
    let ability = |cell: &Case<'_>| if cell.is_missing() { None } else { cell.count().checked_sub(1) };
    let specified: Vec<BifactorItem> = specific.items().iter().map(|cell| BifactorItem { specific: ability(cell), family: theirs.family }).collect();
    let mut found = bifactor(&rows, &specified, &settings).unwrap();
    assert!(found.convergence.converged, "{}: not converged", set.path());
    turned(&mut found.items, &theirs.items);
    mirt.at("logLik").compare("mirt bifactor, log-likelihood", found.convergence.log_likelihood, LOG_LIKELIHOOD);
    theirs.compare("mirt bifactor", &found.items);
    if let Some(loadings) = mirt.get("standardized_loadings") {
        loadings.at("columns").used();
        loadings.at("rows").used();
        for (row, ours) in loadings.at("values").items().iter().zip(found.standardised_loadings()) {
            row.compare_all("mirt bifactor, standardised loadings", &ours, PARAMETER);
        }
    }
    if let Some(omega) = mirt.get("omega_h_latent") {
        omega.compare("mirt bifactor, omega hierarchical", found.omega_hierarchical(), PARAMETER);
    }
    let known = BifactorCalibration::from_items(theirs.items.clone()).unwrap();
    let prior = Prior::new(vec![0.0; 1 + known.specific], SymmetricMatrix::identity(1 + known.specific)).unwrap();
    for (name, table) in mirt.fields() {
        let Some(kind) = ["EAP", "MAP"].into_iter().find(|kind| name.starts_with(kind)) else { continue };
        table.at("columns").used();
        table.at("rows").used();
        let values = table.at("values").items();
        let observations: Vec<_> = (0..values.len()).map(|person| observed(&rows, person, &theirs.items)).collect();
        if kind == "MAP" {
            compare_modes("mirt bifactor", &values, &observations, &prior);
            continue;
        }
        let exact: Vec<Vec<f64>> = (0..values.len())
            .map(|person| {
                let answers: Vec<(usize, usize)> = rows.answers(person).map(|(item, category)| (item, usize::from(category))).collect();
                let score = known.expected_a_posteriori(&answers, &settings).unwrap();
                score.mean.iter().chain(&score.standard_error).copied().collect()
            })
            .collect();
        for (row, exact) in values.iter().zip(&exact) {
            row.compare_all("mirt bifactor, EAP and its error, by dimension reduction", exact, QUASI_MONTE_CARLO);
        }
        compare_means("mirt bifactor", &values, &observations, &prior, &grid, vec![("dimension reduction".to_owned(), exact)]);
    }
}

/// Compares means and their errors with whichever way of integrating mirt used: the file does not say whether scoring took the grid of the calibration, mirt's
/// smaller default grid for that many dimensions, or 5000 leaped Halton points, as it recommends beyond three. We can do each to the last digits.
fn compare_means(
    model: &str,
    values: &[Case<'_>],
    observations: &[Vec<WithinItemObservation<'_>>],
    prior: &Prior,
    grid: &ProductGrid,
    mut ways: Vec<(String, Vec<Vec<f64>>)>,
) {
    let flat = |posterior: &Posterior| posterior.mean.iter().copied().chain(standard_errors(&posterior.covariance)).collect::<Vec<f64>>();
    let default_points = [61, 31, 15, 9, 7].get(prior.dimensions() - 1).copied().unwrap_or(3);
    for points in [grid.points, default_points] {
        let grid = ProductGrid { points, ..*grid };
        if libm::pow(points as f64, prior.dimensions() as f64) > LARGEST_GRID {
            continue;
        }
        let ours = observations.iter().map(|answers| flat(&expected_a_posteriori(prior, answers, &grid).unwrap())).collect();
        ways.push((format!("{points} points"), ours));
    }
    ways.push(("5000 Halton points".to_owned(), observations.iter().map(|answers| flat(&quasi_monte_carlo(prior, answers, QUASI_POINTS).unwrap())).collect()));
    let theirs: Vec<Vec<f64>> = values.iter().map(Case::numbers).collect();
    let (name, nearest) = ways.iter().min_by(|left, right| distance(&theirs, &left.1).total_cmp(&distance(&theirs, &right.1))).unwrap();
    for (row, ours) in values.iter().zip(nearest) {
        row.compare_all(&format!("{model}, EAP and its error, {name}"), ours, SUM);
    }
}

fn compare_modes(model: &str, values: &[Case<'_>], observations: &[Vec<WithinItemObservation<'_>>], prior: &Prior) {
    for (row, answers) in values.iter().zip(observations) {
        let mode = maximum_a_posteriori(prior, answers).unwrap();
        let ours: Vec<f64> = mode.mode.iter().copied().chain(standard_errors(mode.observed.as_ref().unwrap())).collect();
        row.compare_all(&format!("{model}, MAP and its error"), &ours, MODE);
    }
}

fn distance(left: &[Vec<f64>], right: &[Vec<f64>]) -> f64 {
    left.iter().flatten().zip(right.iter().flatten()).fold(0.0_f64, |largest, (a, b)| largest.max((a - b).abs()))
}

/// mirt's table of items. Columns: slopes a1…, then d, g, u (right/wrong, g = 0 and u = 1), or d1… (graded), or ak0…, d0, d1… (generalised
/// partial credit, ak the scores 0, 1, 2…).
struct Parameters<'a> {
    /// For each item the cells of its slopes, and those of its intercepts.
    cells: Vec<(Vec<Case<'a>>, Vec<Case<'a>>)>,
    family: Family,
    items: Vec<MultidimensionalItem>,
}

impl<'a> Parameters<'a> {
    fn read(case: &Case<'a>) -> Self {
        let columns: Vec<&str> = case.at("columns").items().iter().map(Case::text).collect();
        case.at("rows").used();
        let family = if columns.contains(&"ak0") { Family::PartialCredit } else { Family::Graded };
        let (mut cells, mut items) = (Vec::new(), Vec::new());
        for row in case.at("values").items() {
            let (mut slopes, mut intercepts) = (Vec::new(), Vec::new());
            for (name, cell) in columns.iter().zip(row.items()) {
                if cell.is_missing() {
                    continue;
                }
                match *name {
                    "g" | "d0" | "ak0" => assert!(cell.number() == 0.0, "{}: not 0", cell.path()),
                    "u" => assert!((cell.number() - 1.0).abs() < 1e-12, "{}: not 1", cell.path()),
                    _ if name.starts_with("ak") => assert!((cell.number() - name[2..].parse::<f64>().unwrap()).abs() < 1e-12, "{}: a score", cell.path()),
                    _ if name.starts_with('a') => slopes.push(cell),
                    _ if name.starts_with('d') => intercepts.push(cell),
                    _ => panic!("{}: column {name}", cell.path()),
                }
            }
            let values = |cells: &[Case<'a>]| cells.iter().map(Case::number).collect::<Vec<f64>>();
            let (loadings, d) = (values(&slopes), values(&intercepts));
            items.push(match (d.as_slice(), family) {
                ([intercept], _) => MultidimensionalItem::two_pl(loadings, *intercept),
                (_, Family::PartialCredit) => MultidimensionalItem::gpcm(loadings, &d),
                _ => MultidimensionalItem { loadings, model: ItemModel::Grm { discrimination: 1.0, thresholds: d.iter().map(|d| -d).collect() } },
            });
            cells.push((slopes, intercepts));
        }
        Self { cells, family, items }
    }

    fn compare(&self, model: &str, ours: &[MultidimensionalItem]) {
        for ((slopes, intercepts), item) in self.cells.iter().zip(ours) {
            for (cell, loading) in slopes.iter().zip(&item.loadings) {
                cell.compare(&format!("{model}, slopes"), *loading, PARAMETER);
            }
            let own: Vec<f64> = match &item.model {
                ItemModel::TwoPl { difficulty, .. } => vec![-difficulty],
                ItemModel::Grm { thresholds, .. } => thresholds.iter().map(|threshold| -threshold).collect(),
                ItemModel::Gpcm { steps, .. } => steps
                    .iter()
                    .scan(0.0, |sum, step| {
                        *sum -= step;
                        Some(*sum)
                    })
                    .collect(),
                other => panic!("no intercepts of {other:?}"),
            };
            assert_eq!(own.len(), intercepts.len(), "as many intercepts");
            for (cell, intercept) in intercepts.iter().zip(own) {
                cell.compare(&format!("{model}, intercepts"), intercept, PARAMETER);
            }
        }
    }
}

/// A specific ability turned round is the same model: ours are turned as mirt's.
fn turned(ours: &mut [MultidimensionalItem], theirs: &[MultidimensionalItem]) {
    for dimension in 0..ours[0].loadings.len() {
        let product = ours.iter().zip(theirs).fold(0.0, |sum, (own, other)| sum + own.loadings[dimension] * other.loadings[dimension]);
        if product < 0.0 {
            for item in ours.iter_mut() {
                item.loadings[dimension] = -item.loadings[dimension];
            }
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

/// The number of points and the range named in mirt's settings: "EM, 31 equally spaced points per dimension on [-6,6]", `quadpts=31, theta_lim default (-6,6)`.
fn grid(settings: &str) -> ProductGrid {
    let numbers: Vec<f64> =
        settings.split(|letter: char| !(letter.is_ascii_digit() || letter == '-' || letter == '.')).filter_map(|word| word.parse().ok()).collect();
    let [.., points, low, high] = numbers.as_slice() else { panic!("no grid in `{settings}`") };
    ProductGrid { low: *low, high: *high, points: *points as usize }
}
