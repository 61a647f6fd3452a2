//! Calibrations of mirt, ltm and TAM: parameters, standard errors, log-likelihoods, distributions of the abilities.
//!
//! Each model of a set is estimated anew from the set's answers, on the program's own nodes and with its priors, to a tighter tolerance than
//! the program's; what is compared are summits, so differences show where the program stopped short. What else a file tells of a model, fit and scores, is
//! compared at the file's own parameters by `calibration_fit`.

use psychometrics::calibration::{
    AsymptotePrior, CalibratedItem, Calibration, Design, Family, GroupDesign, ItemParameters, ItemPriors, Normal, PriorChoice, Quadrature, Quantity, Settings,
    calibrate,
};
use psychometrics::responses::{MISSING, Responses};

use crate::case::{Case, Tolerance, read_labels};

/// mirt stops when no parameter of an EM step moves by 1e-7. Its slowest models here take 2,400 steps, so that the rest of the way is about
/// 500 times the last step; slopes and asymptotes of little information go further for the same step.
const MIRT_PARAMETER: Tolerance = Tolerance::either(3e-4, 1e-4);
/// At the summit the log-likelihood is flat: an error of 1e-4 in a parameter is 1e-7 here.
const MIRT_LOG_LIKELIHOOD: Tolerance = Tolerance::absolute(2e-5);
/// mirt's Oakes differentiates numerically, and at its own estimates.
const MIRT_STANDARD_ERROR: Tolerance = Tolerance::either(2e-4, 1e-3);
/// Where the nodes end within four and a half standard deviations, they cut off abilities (Abortion, Rasch: sd 4.3 on nodes to ±15). mirt then climbs one function and
/// reports another: its estimates are those of weights as they are, like TAM's and ours; its log-likelihood and standard errors are of weights divided
/// by their sum, which at that place still rises. Its variance stops 2e-4 short of TAM's and ours, which agree to 1e-7.
const CUT_OFF: Tolerance = Tolerance::either(3e-4, 3e-4);
const CUT_OFF_STANDARD_ERROR: Tolerance = Tolerance::either(1e-3, 6e-3);
/// TAM was run to a tolerance that leaves a few units in the sixth digit.
const TAM_PARAMETER: Tolerance = Tolerance::either(1e-4, 1e-4);
const TAM_LOG_LIKELIHOOD: Tolerance = Tolerance::absolute(2e-5);
/// ltm ends with a quasi-Newton search (`optim`'s BFGS, relative tolerance 1e-8 of the log-likelihood): 1e-5 of it is still unclimbed, which is 0.003 standard
/// errors in a direction that the data know well, and more in others.
const LTM_PARAMETER: Tolerance = Tolerance::either(6e-3, 3e-3);
const LTM_LOG_LIKELIHOOD: Tolerance = Tolerance::absolute(1e-3);

pub fn compare(file: &Case<'_>) {
    for (name, field) in file.fields() {
        if name != "sets" {
            field.used();
        }
    }
    for set in file.at("sets").items() {
        compare_set(&set);
    }
}

fn compare_set(set: &Case<'_>) {
    read_labels(set);
    for name in ["N", "J"] {
        if let Some(label) = set.get(name) {
            label.used();
        }
    }
    for name in ["true", "truth", "true_theta"] {
        if let Some(truth) = set.get(name) {
            truth.set_aside("what the answers were simulated from: no program's estimate");
        }
    }
    let data = read_answers(set);
    let settings = set.get("mirt_settings");
    if let Some(settings) = &settings {
        settings.used();
    }
    for (name, model) in set.get("mirt").iter().flat_map(Case::fields) {
        compare_mirt(&data, settings.as_ref().expect("mirt has settings"), &name, &model);
    }
    for (_, model) in set.get("ltm").iter().flat_map(Case::fields) {
        compare_ltm(&data, &model);
    }
    for (_, model) in set.get("TAM").iter().flat_map(Case::fields) {
        compare_tam(&data, &model);
    }
}

/// The answers of a set: patterns with their counts, or rows; a dot is no answer.
pub fn read_answers(set: &Case<'_>) -> Responses {
    let mut rows: Vec<(Vec<u8>, usize)> = Vec::new();
    let digits = |text: &str| text.bytes().map(|byte| if byte.is_ascii_digit() { byte - b'0' } else { MISSING }).collect::<Vec<u8>>();
    if let Some(patterns) = set.get("pattern_counts") {
        rows.extend(patterns.fields().iter().map(|(pattern, count)| (digits(pattern), count.count())));
        assert!(!rows.is_empty(), "{}: no answers", patterns.path());
    } else {
        rows.extend(set.at("rows").items().iter().map(|row| (digits(row.text()), 1)));
    }
    let cells = rows.iter().flat_map(|(row, count)| std::iter::repeat_n(row, *count).flatten().copied()).collect();
    Responses::from_matrix(rows[0].0.len(), cells).unwrap()
}

/// The numbers in a text, in order.
pub fn numbers_in(text: &str) -> Vec<f64> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | 'e');
    text.split(|letter: char| !is_part(letter))
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()))
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Tighter than any program's.
pub fn tight(quadrature: Quadrature, priors: ItemPriors) -> Settings {
    Settings { quadrature, priors: PriorChoice::Given(priors), parameter_tolerance: 1e-6, likelihood_tolerance: 1e-14, ..Settings::default() }
}

pub fn rectangle(points: f64, low: f64, high: f64) -> Quadrature {
    Quadrature::Rectangle { points: points as usize, low, high, fixed: true }
}

fn mirt_priors(settings: &Case<'_>) -> ItemPriors {
    let mut priors = ItemPriors::NONE;
    if let Some(text) = settings.get("prior").map(|prior| prior.text()) {
        let after = |what: &str| {
            text.split_once(what).map(|(_, rest)| numbers_in(rest)).map(|numbers| AsymptotePrior::Logit(Normal { mean: numbers[0], sd: numbers[1] }))
        };
        priors.guessing = after("logit(g) ~ N(");
        priors.ceiling = after("logit(u) ~ N(");
    }
    priors
}

fn mirt_family(itemtype: &str, has_common_slope: bool, is_binary: bool) -> Family {
    match itemtype {
        "Rasch" if is_binary => Family::OnePl,
        "Rasch" => Family::Pcm,
        "2PL" if has_common_slope => Family::CommonSlope,
        "2PL" => Family::TwoPl,
        "3PL" => Family::ThreePl,
        "4PL" => Family::FourPl,
        "graded" => Family::Grm,
        "gpcm" | "gpcmIRT" => Family::Gpcm,
        "rsm" => Family::Rsm,
        "nominal" => Family::Nrm,
        other => panic!("no itemtype {other}"),
    }
}

/// How far a slow EM may still have to go. With k steps to come from about 0.1 to `TOL` a step, the last steps shrink by the factor (TOL / 0.1)^(1 / k), and what
/// is left is about TOL · k / ln(0.1 / TOL): 2e-5 for 2,400 steps in the coordinates of the search. The usual tolerance holds fifteen times that; it
/// grows with the steps beyond.
fn after_steps(usual: Tolerance, iterations: f64) -> Tolerance {
    let times = (iterations / 2400.0).max(1.0);
    Tolerance::either(usual.absolute * times, usual.relative * times)
}

fn compare_mirt(data: &Responses, settings: &Case<'_>, name: &str, model: &Case<'_>) {
    let items = data.items();
    let is_binary = data.category_counts().iter().all(|counts| counts.len() <= 2);
    // A 2PL with one parameter more than items has one slope for all.
    let has_common_slope = is_binary && items > 1 && model.get("npar").is_some_and(|count| count.number() < 2.0 * items as f64);
    let family = mirt_family(model.at("itemtype").text(), has_common_slope, is_binary);
    let (points, limits) = if family.has_unit_slope() { ("quadpts_Rasch", "theta_lim_Rasch") } else { ("quadpts", "theta_lim") };
    // mirt's own defaults are 61 nodes on -6 to 6.
    let either_of = |name: &str, usual: &str| settings.get(name).or_else(|| settings.get(usual));
    let limits = either_of(limits, "theta_lim").map_or_else(|| vec![-6.0, 6.0], |limits| limits.numbers());
    let quadrature = rectangle(either_of(points, "quadpts").map_or(61.0, |points| points.number()), limits[0], limits[1]);
    let priors = mirt_priors(settings);
    let ours = calibrate(data, &Design::of_one_family(family, items), &tight(quadrature, priors)).unwrap();
    if !ours.has_converged {
        model.fail(&format!("{name}: our calibration did not converge"));
    }
    // Separate families in the report, so that the wider tolerance is seen where it holds.
    let is_cut_off = family.has_unit_slope() && limits[1] < 4.5 * ours.groups[0].sd;
    let place = |name: &str| if is_cut_off { format!("{name}, cut off") } else { name.to_owned() };
    let either = |usual: Tolerance, cut_off: Tolerance| if is_cut_off { cut_off } else { usual };
    model.at("logLik").compare(&place("mirt logLik"), ours.log_likelihood, either(MIRT_LOG_LIKELIHOOD, Tolerance::absolute(3e-4)));
    let criteria = either(Tolerance::absolute(4e-5), Tolerance::absolute(6e-4));
    for (name, own) in [("AIC", ours.aic()), ("BIC", ours.bic())] {
        if let Some(criterion) = model.get(name) {
            criterion.compare(&place("mirt AIC, BIC"), own, criteria);
        }
    }
    if let Some(count) = model.get("npar") {
        count.compare("mirt npar", ours.parameter_count() as f64, Tolerance::absolute(0.0));
    }
    let iterations = model.get("iterations").map_or(0.0, |count| count.number());
    let parameter = after_steps(MIRT_PARAMETER, iterations);
    if model.get("converged").is_some_and(|converged| !converged.flag()) {
        model.fail("mirt says that it did not converge: nothing to compare with");
    }
    if let Some(means) = model.get("means") {
        means.compare("mirt latent mean", ours.groups[0].mean, parameter);
    }
    if let Some(variance) = model.get("cov") {
        variance.compare(&place("mirt latent variance"), ours.groups[0].sd * ours.groups[0].sd, either(parameter, CUT_OFF));
    }
    let table = model.at("slope_intercept");
    compare_table(&table, "mirt slope-intercept", &ours, parameter, |item, column| mirt_slope_intercept(&ours, item, column));
    if let Some(table) = model.get("irt") {
        // b = −d/a: where a is small b is known less well.
        compare_irt(&table, &ours, after_steps(Tolerance::either(3e-4, 3e-4), iterations));
    }
    if let Some(errors) = model.get("se_slope_intercept") {
        for (item, row) in errors.in_order_of(&table.at("rows")).iter().enumerate() {
            for (column, cell) in row.fields() {
                if !cell.is_missing() {
                    let error = mirt_standard_error(&ours, &ours.items[item], &column);
                    cell.compare(&place("mirt standard errors (Oakes)"), error, either(after_steps(MIRT_STANDARD_ERROR, iterations), CUT_OFF_STANDARD_ERROR));
                }
            }
        }
    }
}

/// a, b, c and u. An error of d or a enters b divided by the slope, and again times b: `usual` is meant for slopes about 1.
fn compare_irt(table: &Case<'_>, ours: &Calibration, usual: Tolerance) {
    let columns: Vec<&str> = table.at("columns").items().iter().map(Case::text).collect();
    table.at("rows").used();
    for (item, row) in ours.items.iter().zip(table.at("values").rows(ours.items.len())) {
        for (column, cell) in columns.iter().zip(row.items()) {
            if !cell.is_missing() {
                let slope = if parameters(item).family == Family::Nrm { 1.0 } else { parameters(item).slope().abs() };
                let by = if column.starts_with('b') { (1.0 / slope).max(1.0) } else { 1.0 };
                cell.compare("mirt a, b, c, u", mirt_irt(item, column), Tolerance::either(usual.absolute * by, usual.relative * by));
            }
        }
    }
}

/// A table of R: `columns`, `rows`, `values`. Cells without a number belong to items with fewer categories.
pub fn compare_table(table: &Case<'_>, family: &str, ours: &Calibration, tolerance: Tolerance, value: impl Fn(&CalibratedItem, &str) -> f64) {
    let columns: Vec<&str> = table.at("columns").items().iter().map(Case::text).collect();
    table.at("rows").used();
    for (item, row) in ours.items.iter().zip(table.at("values").rows(ours.items.len())) {
        for (column, cell) in columns.iter().zip(row.items()) {
            if !cell.is_missing() {
                cell.compare(family, value(item, column), tolerance);
            }
        }
    }
}

fn parameters(item: &CalibratedItem) -> &ItemParameters {
    item.parameters.as_ref().expect("every item of these sets can be calibrated")
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// A column's name without its number, and the number.
fn split_name(column: &str) -> (&str, usize) {
    let word = column.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (word, column[word.len()..].parse().unwrap_or(0))
}

/// Our value of one of mirt's slope-intercept parameters.
fn mirt_slope_intercept(ours: &Calibration, item: &CalibratedItem, column: &str) -> f64 {
    mirt_coordinate(&ours.items[0], item, column, None)
}

/// mirt's parameter from ours, with one of ours moved: (unit's parameter place, by how much).
fn mirt_coordinate(first: &CalibratedItem, item: &CalibratedItem, column: &str, moved: Option<(usize, f64)>) -> f64 {
    let value_of = |item: &CalibratedItem| {
        let mut own = parameters(item).clone();
        if let Some((place, by)) = moved {
            for (value, own_place) in own.values.iter_mut().zip(&item.places) {
                *value += if *own_place == place { by } else { 0.0 };
            }
        }
        own
    };
    let own = value_of(item);
    let top = own.categories - 1;
    match (own.family, split_name(column)) {
        (_, ("g", _)) => own.values.get(2).filter(|_| own.family.is_binary()).map_or(0.0, |logit| logistic(*logit)),
        (_, ("u", _)) => own.values.get(3).filter(|_| own.family.is_binary()).map_or(1.0, |logit| logistic(*logit)),
        (_, ("logit(g)", _)) => own.values[2],
        (_, ("logit(u)", _)) => own.values[3],
        (Family::Nrm, ("a", 1)) => own.values[top - 1] / top as f64,
        (Family::Nrm, ("ak", category)) => {
            if category == 0 {
                0.0
            } else {
                own.values[category - 1] / (own.values[top - 1] / top as f64)
            }
        }
        (Family::Nrm, ("d", category)) => {
            if category == 0 {
                0.0
            } else {
                own.values[top + category - 1]
            }
        }
        (_, ("a", 1)) => own.slope(),
        (_, ("ak", category)) => category as f64,
        (Family::OnePl | Family::CommonSlope, ("d", _)) => own.values[0],
        (Family::TwoPl | Family::ThreePl | Family::FourPl, ("d", _)) => own.values[1],
        (Family::Grm, ("d", threshold)) => own.values[threshold],
        (Family::Gpcm, ("d", category)) => {
            if category == 0 {
                0.0
            } else {
                own.values[category]
            }
        }
        // `gpcmIRT`: a (θ − b_k) + c, with c = 0.
        (Family::Gpcm, ("b", step)) => difficulties(item)[step.max(1) - 1],
        (Family::Gpcm, ("c", _)) => 0.0,
        (Family::Pcm, ("d", category)) => {
            if category == 0 {
                0.0
            } else {
                own.values[category - 1]
            }
        }
        // mirt's rating scale: steps b_v − c, the first item's c is 0.
        (Family::Rsm, ("c", _)) => own.values[0] - value_of(first).values[0],
        (Family::Rsm, ("b" | "d", step)) => {
            let shared = |category: usize| if category == 0 || category == top { 0.0 } else { own.values[category] };
            let easiness = value_of(first).values[0];
            if column.starts_with('b') { shared(step - 1) - shared(step) - easiness } else { shared(step) + step as f64 * easiness }
        }
        (family, _) => panic!("no column {column} for {family:?}"),
    }
}

/// The standard error of one of mirt's parameters, by the delta method where it is not one of ours.
fn mirt_standard_error(ours: &Calibration, item: &CalibratedItem, column: &str) -> f64 {
    let first = &ours.items[0];
    let mut places: Vec<usize> = item.places.clone();
    if parameters(item).family == Family::Rsm && first.item != item.item {
        places.extend(first.places.iter().filter(|place| !item.places.contains(place)));
    }
    let width = 1e-5;
    let slopes: Vec<f64> = places
        .iter()
        .map(|place| {
            let at = |by: f64| mirt_coordinate(first, item, column, Some((*place, by)));
            (at(width) - at(-width)) / (2.0 * width)
        })
        .collect();
    let mut variance = 0.0;
    for (row, by_row) in places.iter().zip(&slopes) {
        for (column, by_column) in places.iter().zip(&slopes) {
            variance += by_row * by_column * ours.covariance(*row, *column).unwrap_or(f64::NAN);
        }
    }
    variance.sqrt()
}

/// Our value of one of mirt's usual parameters.
fn mirt_irt(item: &CalibratedItem, column: &str) -> f64 {
    let own = parameters(item);
    let steps = own.categories - 1;
    match (own.family, split_name(column)) {
        (Family::Nrm, ("a" | "c", category)) => {
            // All categories, centred on 0.
            let values = if column.starts_with('a') { &own.values[..steps] } else { &own.values[steps..] };
            let mean = values.iter().sum::<f64>() / own.categories as f64;
            if category == 1 { -mean } else { values[category - 2] - mean }
        }
        (_, ("g", _)) => own.values.get(2).filter(|_| own.family.is_binary()).map_or(0.0, |logit| logistic(*logit)),
        (_, ("u", _)) => own.values.get(3).filter(|_| own.family.is_binary()).map_or(1.0, |logit| logistic(*logit)),
        (_, ("a", _)) => own.slope(),
        (_, ("b", number)) => difficulties(item)[number.max(1) - 1],
        (family, _) => panic!("no column {column} for {family:?}"),
    }
}

/// Difficulty, steps or thresholds.
fn difficulties(item: &CalibratedItem) -> Vec<f64> {
    use psychometrics::model::ItemModel;
    match item.model.as_ref().expect("a valid model") {
        ItemModel::Gpcm { steps, .. } | ItemModel::Pcm { steps } => steps.clone(),
        ItemModel::Grm { thresholds, .. } => thresholds.clone(),
        ItemModel::Rsm { difficulty, offsets } => offsets.iter().map(|offset| difficulty + offset).collect(),
        other => vec![other.difficulty()],
    }
}

/// ltm: N(0, 1), Gauss–Hermite nodes.
fn compare_ltm(data: &Responses, model: &Case<'_>) {
    let points = numbers_in(model.at("settings").text())[0] as usize;
    let settings = Settings { standard_errors: false, ..tight(Quadrature::GaussHermite { points }, ItemPriors::NONE) };
    let is_binary = data.category_counts().iter().all(|counts| counts.len() <= 2);
    let family = match model.at("kind").text().to_lowercase().as_str() {
        "1pl" if is_binary => Family::CommonSlope,
        "rasch" if is_binary => Family::OnePl,
        "2pl" => Family::TwoPl,
        "3pl" | "tpm" => Family::ThreePl,
        "grm" => Family::Grm,
        "gpcm" => Family::Gpcm,
        "pcm" | "rasch" => Family::Pcm,
        other => panic!("no kind {other} of ltm"),
    };
    let mut design = Design::of_one_family(family, data.items());
    design.groups = vec![GroupDesign::STANDARD];
    let ours = calibrate(data, &design, &settings).unwrap();
    model.at("logLik").compare("ltm logLik", ours.log_likelihood, LTM_LOG_LIKELIHOOD);
    let coefficients = model.at("coef");
    if coefficients.is_list() {
        // A matrix that lost its shape: column by column, printed with three decimals.
        let cells = coefficients.items();
        for (index, cell) in cells.iter().enumerate() {
            let (column, item) = (index / data.items(), &ours.items[index % data.items()]);
            let places = difficulties(item);
            let own = places.get(column).copied().unwrap_or_else(|| parameters(item).slope());
            cell.compare("ltm coefficients, rounded", own, LTM_PARAMETER);
        }
        return;
    }
    let value = |item: &CalibratedItem, column: &str| match column {
        "Dscrmn" => parameters(item).slope(),
        "Gussng" => logistic(parameters(item).values[2]),
        other => difficulties(item)[split_name(other).1.max(1) - 1],
    };
    if coefficients.get("columns").is_none() {
        // Items with different numbers of categories: a list of named vectors.
        for (item, row) in ours.items.iter().zip(coefficients.items()) {
            for (column, cell) in row.fields() {
                cell.compare("ltm coefficients", value(item, &column), LTM_PARAMETER);
            }
        }
        return;
    }
    compare_table(&coefficients, "ltm coefficients", &ours, LTM_PARAMETER, value);
}

/// TAM: equally spaced nodes; logit = slope · θ − xsi.
fn compare_tam(data: &Responses, model: &Case<'_>) {
    let kind = model.at("kind").text();
    let is_binary = data.category_counts().iter().all(|counts| counts.len() <= 2);
    let family = match kind {
        "Rasch" | "1PL" | "PCM" if is_binary => Family::OnePl,
        "Rasch" | "1PL" | "PCM" => Family::Pcm,
        "2PL" | "GPCM" if is_binary => Family::TwoPl,
        "GPCM" | "2PL" => Family::Gpcm,
        other => panic!("no kind {other} of TAM"),
    };
    let numbers = numbers_in(model.at("note").text());
    // "… nodes seq(-6,6,len=121), Rasch seq(-15,15,len=241)"
    let nodes = if family.has_unit_slope() && numbers.len() >= 6 { &numbers[3..6] } else { &numbers[..3] };
    let settings = Settings { standard_errors: false, ..tight(rectangle(nodes[2], nodes[0], nodes[1]), ItemPriors::NONE) };
    let ours = calibrate(data, &Design::of_one_family(family, data.items()), &settings).unwrap();
    let sd = ours.groups[0].sd;
    // TAM does not divide its weights by their sum. Where the nodes end before the abilities do (Abortion) the sum is below 1.
    let step = (nodes[1] - nodes[0]) / (nodes[2] - 1.0);
    let mass: f64 = (0..nodes[2] as usize)
        .map(|node| (nodes[0] + step * node as f64) / sd)
        .map(|distance| libm::exp(-0.5 * distance * distance) / (2.0 * std::f64::consts::PI).sqrt() / sd * step)
        .sum();
    model.at("logLik").compare("TAM logLik", ours.log_likelihood + ours.persons as f64 * libm::log(mass), TAM_LOG_LIKELIHOOD);
    model.at("variance").compare("TAM variance", sd * sd, TAM_PARAMETER);
    let slopes: Vec<f64> = ours.items.iter().map(|item| parameters(item).slope()).collect();
    model.at("slope").compare_all("TAM slope", &slopes, TAM_PARAMETER);
    // Each step's own, item after item: the logit of a step is slope · θ − xsi.
    let steps = |item: &CalibratedItem| {
        let intercepts = parameters(item).values[usize::from(!family.has_unit_slope())..].to_vec();
        let before = std::iter::once(0.0).chain(intercepts.clone());
        intercepts.into_iter().zip(before).map(|(intercept, before)| before - intercept).collect::<Vec<f64>>()
    };
    let xsi: Vec<f64> = ours.items.iter().flat_map(steps).collect();
    model.at("xsi").compare_all("TAM xsi", &xsi, TAM_PARAMETER);
}

/// For the comparator of anchors.
pub fn free_group() -> GroupDesign {
    GroupDesign { mean: Quantity::Free, sd: Quantity::Free }
}
