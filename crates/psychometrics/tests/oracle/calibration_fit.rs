//! What calibrated models say about fit and scores, against mirt and TAM, at the file's own item parameters.
//!
//! The calibration files hold sets of data; each has the models that programs fitted to it. Estimates, log-likelihoods and
//! standard errors are the calibration's to compare; here is everything computed *from* the parameters. [`compare_set`] takes a
//! set, [`compare_mirt`] and [`compare_tam`] one model of it. They rebuild the items from the file, so that a difference is a difference of
//! the statistic and not of the estimates.

use psychometrics::fit::{
    FitError, FreeParameters, ItemFitSettings, LatentGradient, LatentNormal, LimitedInformationSettings, Outcome, limited_information, mean_squares,
    posterior_means, q3, s_x2,
};
use psychometrics::model::ItemModel;
use psychometrics::responses::{MISSING, Responses};

use crate::calibration_scores;
use crate::case::{Case, Tolerance};

/// The same sums in another order; the largest are of a thousand persons.
const CLOSED_FORM: Tolerance = Tolerance::either(1e-9, 1e-9);

/// The same, with more cancellation: mirt inverts the covariance matrix of the moments in a null space, we factorise it.
const MOMENTS: Tolerance = Tolerance::either(1e-7, 1e-7);

/// R's `uniroot` looks for the noncentrality with its default tolerance of 1.2e-4; the interval is the root of it over the number of persons.
const INTERVAL: Tolerance = Tolerance::absolute(1e-6);

/// mirt estimates the independence model by EM on three nodes to a tolerance of 1e-4, we take the shares themselves.
const AGAINST_NULL: Tolerance = Tolerance::absolute(1e-6);

/// With collapsed moments the thresholds of an item that is independent of all others move them in one direction, not in as many as there are
/// thresholds. mirt takes the columns for independent: what is left of its basis, and with it the statistic, is whatever `qr` completes it with.
const NULL_OF_GRADED: &str = "mirt's independence model of graded items counts dependent columns: its statistic depends on how qr completes a basis";

/// What a file tells of fit and scores, at its own parameters; `calibration` compares the parameters themselves.
pub fn compare(file: &Case<'_>) {
    for set in file.at("sets").items() {
        compare_set(&set);
        for (_, model) in set.get("mirt").iter().flat_map(Case::fields) {
            compare_mirt(&set, &model);
        }
        for (_, model) in set.get("TAM").iter().flat_map(Case::fields) {
            compare_tam(&set, &model);
        }
    }
}

/// Everything of a set that needs no model.
pub fn compare_set(set: &Case<'_>) {
    if let Some(classical) = set.get("ctt") {
        calibration_scores::compare_classical(&classical, &Data::read(set));
    }
}

/// Everything that mirt computed from a model's parameters.
pub fn compare_mirt(set: &Case<'_>, model: &Case<'_>) {
    let data = Data::read(set);
    let fitted = Fitted::read(set, model);
    if let Some(table) = model.get("S_X2") {
        compare_s_x2(&table, &data, &fitted);
    }
    let abilities = || -> Vec<f64> { posterior_means(&data.responses, &fitted.items, &fitted.usual_grid).unwrap().iter().map(|person| person.mean).collect() };
    if let Some(table) = model.get("infit_outfit") {
        compare_mean_squares(&table, &data, &fitted, &abilities());
    }
    if let Some(matrix) = model.get("Q3") {
        compare_q3(&matrix, &data, &fitted, &abilities());
    }
    if let Some(report) = model.get("M2") {
        compare_m2(&report, &data, &fitted);
    }
    calibration_scores::compare_mirt(model, &data, &fitted);
}

/// Everything that TAM computed from a model's parameters.
pub fn compare_tam(set: &Case<'_>, model: &Case<'_>) {
    calibration_scores::compare_tam(model, &Data::read(set));
}

/// The answers of a set.
pub struct Data {
    pub responses: Responses,
    /// The answers as text, a character an item, for each person.
    pub rows: Vec<String>,
}

impl Data {
    /// From `pattern_counts` (a pattern and how often) or `rows` (a pattern a person); anything but a digit is no answer.
    fn read(set: &Case<'_>) -> Self {
        let rows: Vec<String> = match set.get("pattern_counts") {
            Some(patterns) => patterns.fields().into_iter().flat_map(|(pattern, times)| vec![pattern; times.count()]).collect(),
            None => set.at("rows").items().iter().map(|row| row.text().to_owned()).collect(),
        };
        let cells = rows.iter().flat_map(|row| row.chars()).map(category).collect();
        Self { responses: Responses::from_matrix(rows[0].chars().count(), cells).unwrap(), rows }
    }
}

/// The category written by a character.
pub fn category(letter: char) -> u8 {
    letter.to_digit(10).map_or(MISSING, |digit| digit as u8)
}

/// One model that mirt fitted.
pub struct Fitted {
    pub items: Vec<ItemModel>,
    pub free: FreeParameters,
    /// The grid that the file used where it names one: wide for Rasch models.
    pub grid: LatentNormal,
    /// The file's number of nodes on mirt's usual range, −6 to 6: what `itemfit` and `residuals` were left with.
    pub usual_grid: LatentNormal,
}

impl Fitted {
    fn read(set: &Case<'_>, model: &Case<'_>) -> Self {
        let is_rasch = model.at("itemtype").text() == "Rasch";
        let settings = set.at("mirt_settings");
        // The wide grid is for Rasch's family: the partial credit and rating scale models too.
        let is_wide = is_rasch || model.at("itemtype").text() == "rsm";
        let setting = |name: &str| settings.get(&format!("{name}_Rasch")).filter(|_| is_wide).or_else(|| settings.get(name));
        let (mean, variance) = (model.get("means").map_or(0.0, |mean| first(&mean)), model.get("cov").map_or(1.0, |variance| first(&variance)));
        let range = setting("theta_lim").map_or_else(|| vec![-6.0, 6.0], |range| range.numbers());
        let grid = LatentNormal { mean, variance, range: (range[0], range[1]), nodes: setting("quadpts").map_or(61, |nodes| nodes.count()) };
        let usual_grid = LatentNormal { range: (-6.0, 6.0), nodes: settings.get("quadpts").map_or(61, |nodes| nodes.count()), ..grid };
        let table = Table::read(&model.at("slope_intercept"));
        let items: Vec<ItemModel> = (0..table.rows.len()).map(|row| item(&table, row, is_rasch)).collect();
        let free = free_parameters(&items, model);
        Self { items, free, grid, usual_grid }
    }

    /// What mirt's fit statistics integrate over when not told otherwise.
    fn default_grid(&self) -> LatentNormal {
        LatentNormal { range: (-6.0, 6.0), nodes: 61, ..self.grid }
    }
}

fn first(case: &Case<'_>) -> f64 {
    case.items().first().map_or_else(|| panic!("{}: empty", case.path()), |value| if value.is_list() { first(value) } else { value.number() })
}

/// `{columns, rows, values}`, as the files write R's matrices and data frames.
pub struct Table<'a> {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Case<'a>>>,
}

impl<'a> Table<'a> {
    pub fn read(case: &Case<'a>) -> Self {
        case.at("rows").used();
        let columns = case.at("columns").items().iter().map(|name| name.text().to_owned()).collect();
        let values = case.at("values");
        let count = case.at("rows").items().len();
        // Names of rows tell a table of one row from one of one column; without names a list of lists is what it looks like.
        let rows = if count == 1 && !case.at("rows").is_missing() { values.rows(1) } else { values.items() };
        Self { columns, rows: rows.iter().map(Case::items).collect() }
    }

    pub fn cell(&self, row: usize, column: &str) -> Option<&Case<'a>> {
        let place = self.columns.iter().position(|name| name == column)?;
        self.rows[row].get(place)
    }

    /// A number that is there.
    fn number(&self, row: usize, column: &str) -> Option<f64> {
        self.cell(row, column).filter(|cell| !cell.is_missing()).map(Case::number)
    }

    /// Numbers of columns named `stem1`, `stem2`…, or `stem0`, `stem1`…
    fn series(&self, row: usize, stem: &str) -> Vec<f64> {
        self.columns
            .iter()
            .filter(|name| name.strip_prefix(stem).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|letter| letter.is_ascii_digit())))
            .filter_map(|name| self.number(row, name))
            .collect()
    }
}

/// An item from mirt's slopes and intercepts: logit a θ + d.
fn item(table: &Table<'_>, row: usize, is_rasch: bool) -> ItemModel {
    let slope = table.number(row, "a1").unwrap_or_else(|| panic!("no slope in row {row}"));
    let powers = table.series(row, "ak");
    if !powers.is_empty() {
        // The intercept of a rating scale item counts once for each step.
        let shift = table.number(row, "c").unwrap_or(0.0);
        let intercepts: Vec<f64> = table.series(row, "d").iter().zip(&powers).map(|(d, power)| d + shift * power).collect();
        let is_ordinal = powers.iter().enumerate().all(|(category, power)| (power - category as f64).abs() < 1e-12);
        if !is_ordinal {
            return nominal(powers[1..].iter().map(|power| slope * (power - powers[0])).collect(), &intercepts);
        }
        let steps = intercepts.windows(2).map(|pair| (pair[0] - pair[1]) / slope).collect();
        if slope <= 0.0 {
            return nominal(powers[1..].iter().map(|power| slope * power).collect(), &intercepts);
        }
        return if is_rasch { ItemModel::Pcm { steps } } else { ItemModel::Gpcm { discrimination: slope, steps } };
    }
    let difficulties = table.series(row, "b");
    if !difficulties.is_empty() {
        // `rsm` and `gpcmIRT`: steps, all moved by the item's own c.
        let shift = table.number(row, "c").unwrap_or(0.0) / slope;
        let steps = difficulties.iter().map(|difficulty| difficulty - shift).collect();
        return if is_rasch || (slope - 1.0).abs() < 1e-12 { ItemModel::Pcm { steps } } else { ItemModel::Gpcm { discrimination: slope, steps } };
    }
    let Some(intercept) = table.number(row, "d") else {
        return ItemModel::Grm { discrimination: slope, thresholds: table.series(row, "d").iter().map(|intercept| -intercept / slope).collect() };
    };
    let (discrimination, difficulty) = (slope, -intercept / slope);
    let (guessing, ceiling) = (table.number(row, "g").unwrap_or(0.0), table.number(row, "u").unwrap_or(1.0));
    match (guessing, ceiling) {
        // An item that the able fail is no 2PL item of ours, but two categories in no order.
        (guessing, ceiling) if guessing <= 0.0 && ceiling >= 1.0 && slope <= 0.0 => nominal(vec![slope], &[0.0, intercept]),
        (guessing, ceiling) if guessing <= 0.0 && ceiling >= 1.0 && is_rasch => ItemModel::OnePl { difficulty },
        (guessing, ceiling) if guessing <= 0.0 && ceiling >= 1.0 => ItemModel::TwoPl { discrimination, difficulty },
        (guessing, ceiling) if ceiling >= 1.0 => ItemModel::ThreePl { discrimination, difficulty, guessing },
        (guessing, ceiling) => ItemModel::FourPl { discrimination, difficulty, guessing, ceiling },
    }
}

/// Intercepts from category 0.
fn nominal(slopes: Vec<f64>, intercepts: &[f64]) -> ItemModel {
    ItemModel::Nrm { slopes, intercepts: intercepts[1..].iter().map(|intercept| intercept - intercepts[0]).collect() }
}

/// Estimated is what has a standard error; when the file counts fewer parameters, the slopes are one; when it counts more, the population's
/// variance (then mean) was estimated.
fn free_parameters(items: &[ItemModel], model: &Case<'_>) -> FreeParameters {
    let mut free = FreeParameters::all(items);
    let has_slope = |item: &ItemModel| !matches!(item, ItemModel::OnePl { .. } | ItemModel::Pcm { .. } | ItemModel::Rsm { .. } | ItemModel::Nrm { .. });
    if let Some(errors) = model.get("se_slope_intercept") {
        for (index, (own, item)) in errors.in_order_of(&model.at("slope_intercept").at("rows")).iter().zip(items).enumerate() {
            let is_fixed = |name: &str| own.get(name).is_none_or(|error| error.is_missing());
            if has_slope(item) && is_fixed("a1") {
                free.fix(index, 0);
            }
            for (name, place) in [("logit(g)", 2), ("logit(u)", 3)] {
                if matches!(item, ItemModel::ThreePl { .. } | ItemModel::FourPl { .. }) && is_fixed(name) {
                    free.fix(index, place);
                }
            }
        }
    }
    let counted = model.at("npar").count();
    if counted < free.count() && items.iter().all(has_slope) {
        free.set_equal((0..items.len()).map(|item| (item, 0)).collect());
    }
    free.latent_variance = counted > free.count();
    free.latent_mean = counted > free.count();
    free
}

fn compare_s_x2(case: &Case<'_>, data: &Data, fitted: &Fitted) {
    let table = Table::read(case);
    let settings = ItemFitSettings {
        population: fitted.default_grid(),
        minimum_expected: 1.0,
        estimated_parameters: (0..fitted.items.len()).map(|item| fitted.free.count_of(item)).collect(),
        estimated_latent_parameters: usize::from(fitted.free.latent_mean) + usize::from(fitted.free.latent_variance),
    };
    let report = s_x2(&data.responses, &fitted.items, &settings).unwrap();
    for (row, item) in report.items.iter().enumerate() {
        let (statistic, degrees, p, rmsea) = match item.outcome {
            Outcome::Tested { statistic, degrees_of_freedom, p, rmsea } => (Some(statistic), degrees_of_freedom, Some(p), rmsea),
            Outcome::NotEnoughData => (None, 0, None, None),
        };
        for (name, ours) in [("S_X2", statistic), ("df.S_X2", Some(degrees as f64)), ("RMSEA.S_X2", rmsea), ("p.S_X2", p)] {
            if let Some(cell) = table.cell(row, name) {
                compare_or_missing(cell, &format!("mirt {name}"), ours, CLOSED_FORM);
            }
        }
    }
}

/// Both have a number, or neither.
pub fn compare_or_missing(cell: &Case<'_>, family: &str, ours: Option<f64>, tolerance: Tolerance) {
    match (cell.is_missing(), ours) {
        (false, Some(ours)) => cell.compare(family, ours, tolerance),
        // Without a degree of freedom mirt sometimes has none, sometimes 0.
        (true, None) => {}
        (true, Some(ours)) if ours.to_bits() == 0 => {}
        (true, Some(ours)) => cell.fail(&format!("{family}: nothing in the file, {ours} ours")),
        (false, None) => cell.fail(&format!("{family}: a number in the file, none ours")),
    }
}

fn compare_mean_squares(case: &Case<'_>, data: &Data, fitted: &Fitted, abilities: &[f64]) {
    let table = Table::read(case);
    for (row, item) in mean_squares(&data.responses, &fitted.items, abilities).unwrap().iter().enumerate() {
        let pairs = [
            ("outfit", item.map(|item| item.outfit.value)),
            ("z.outfit", item.and_then(|item| item.outfit.t)),
            ("infit", item.map(|item| item.infit.value)),
            ("z.infit", item.and_then(|item| item.infit.t)),
        ];
        for (name, ours) in pairs {
            if let Some(cell) = table.cell(row, name) {
                compare_or_missing(cell, &format!("mirt item {name}"), ours, CLOSED_FORM);
            }
        }
    }
}

fn compare_q3(case: &Case<'_>, data: &Data, fitted: &Fitted, abilities: &[f64]) {
    let ours = q3(&data.responses, &fitted.items, abilities).unwrap();
    for (row, cells) in case.items().iter().enumerate() {
        for (column, cell) in cells.items().iter().enumerate() {
            compare_or_missing(cell, "mirt Q3", ours.get(row, column), CLOSED_FORM);
        }
    }
}

fn compare_m2(case: &Case<'_>, data: &Data, fitted: &Fitted) {
    if case.is_missing() {
        return;
    }
    let settings = LimitedInformationSettings {
        population: fitted.default_grid(),
        free: fitted.free.clone(),
        latent_gradient: LatentGradient::CountedOnly,
        ..LimitedInformationSettings::new(&fitted.items)
    };
    let fit = match limited_information(&data.responses, &fitted.items, &settings) {
        Err(FitError::NoDegreesOfFreedom { .. }) if case.get("M2").is_none() => return case.used(), // the file says why there is none
        found => found.unwrap(),
    };
    // mirt divides by N − 1 in the estimate and by N in its interval.
    let by_persons = ((fit.persons as f64 - 1.0) / fit.persons as f64).sqrt();
    let (low, high) = fit.rmsea_interval.map(|(low, high)| (low * by_persons, high * by_persons)).unzip();
    let pairs = [
        ("M2", Some(fit.statistic), MOMENTS),
        ("df", Some(fit.degrees_of_freedom as f64), CLOSED_FORM),
        ("p", Some(fit.p), MOMENTS),
        ("RMSEA", fit.rmsea, MOMENTS),
        ("RMSEA_5", low, INTERVAL),
        ("RMSEA_95", high, INTERVAL),
        ("SRMSR", fit.srmsr, CLOSED_FORM),
        ("TLI", fit.tli, AGAINST_NULL),
        ("CFI", fit.cfi, AGAINST_NULL),
    ];
    let is_binary = fitted.items.iter().all(|item| item.categories() == 2);
    for (name, ours, tolerance) in pairs {
        if let Some(cell) = case.get(name) {
            if !is_binary && matches!(name, "TLI" | "CFI") {
                cell.set_aside(NULL_OF_GRADED);
                continue;
            }
            compare_or_missing(&cell, &format!("mirt {name}"), ours, tolerance);
        }
    }
}
