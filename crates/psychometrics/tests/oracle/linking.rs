//! Linking constants, against equateIRT and plink.

use psychometrics::linking::{Direction, Method, Nodes, Settings, Transformation, link};
use psychometrics::model::ItemModel;

use crate::calibration::numbers_in;
use crate::case::{Case, Tolerance, read_labels};

/// Closed forms on both sides, 15 digits.
const MOMENTS: Tolerance = Tolerance::absolute(1e-12);

/// equateIRT stops its search when the criterion no longer falls; the constants are then known to about the root of that. Seen: 1e-8.
const CURVES: Tolerance = Tolerance::absolute(2e-6);

/// plink prints six digits of what its own search found. Seen: 5e-7; the makers of the cases found 1e-5 against a search of theirs.
const PLINK_CURVES: Tolerance = Tolerance::absolute(1e-5);

/// plink rounds means and standard deviations to six digits before it divides them. Seen: 1.5e-6.
const PLINK_MOMENTS: Tolerance = Tolerance::absolute(4e-6);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    let settings = Programs::read(file.get("settings").as_ref());
    for case in file.at("cases").items() {
        read_labels(&case);
        for label in ["true", "direction"] {
            if let Some(label) = case.get(label) {
                label.used();
            }
        }
        let model = case.at("model").text();
        let (source, target) = common(&case, model);
        // equateIRT keeps the unit of Rasch's model; plink does not know of it.
        let is_rasch = target.iter().chain(&source).all(|item| item.discrimination().total_cmp(&1.0).is_eq());
        let equate = Settings { is_slope_fixed: is_rasch && matches!(model, "1PL" | "Rasch" | "rasch"), ..settings.equate.clone() };
        for (name, result) in case.at("results").fields() {
            let (program, method_name) = name.split_once('_').unwrap_or((&name, ""));
            match program {
                "plink" if method_name.is_empty() => plink(&result, &source, &target, &settings.plink),
                "plink" => one(&result, "plink", method(method_name), &source, &target, &settings.plink, (PLINK_MOMENTS, PLINK_CURVES)),
                "equateIRT" => one(&result, "equateIRT", method(method_name), &source, &target, &equate, (MOMENTS, CURVES)),
                _ => panic!("{}: no program {name}", result.path()),
            }
        }
    }
}

/// What the file says of quadrature and symmetry; its own programs' defaults where it says nothing.
struct Programs {
    equate: Settings,
    plink: Settings,
}

impl Programs {
    fn read(settings: Option<&Case<'_>>) -> Self {
        if let Some(settings) = settings {
            settings.used();
        }
        let text = |name: &str| settings.and_then(|settings| settings.get(name)).map(|text| text.text().to_owned()).unwrap_or_default();
        let (equate, plink) = (text("equateIRT"), text("plink"));
        let direction = |text: &str| if text.contains("symmetric=TRUE") { Direction::Both } else { Direction::OnTarget };
        let count = equate.split_once("nq=").and_then(|(_, rest)| numbers_in(rest).first().copied()).unwrap_or(60.0);
        // "default weights: 40 equally spaced points on [-4,4] with EQUAL weights"
        let points = plink.split_once(" equally spaced").and_then(|(before, _)| numbers_in(before).last().copied()).unwrap_or(40.0);
        let ends = plink.split_once('[').map(|(_, rest)| numbers_in(rest)).filter(|ends| ends.len() >= 2).unwrap_or_else(|| vec![-4.0, 4.0]);
        let settings = |nodes: Nodes, text: &str| Settings { nodes, direction: direction(text), is_slope_fixed: false };
        Self {
            equate: settings(Nodes::StandardNormal(count as usize), &equate),
            plink: settings(Nodes::EquallySpaced { low: ends[0], high: ends[1], count: points as usize }, &plink),
        }
    }
}

fn is_by_curves(method: Method) -> bool {
    matches!(method, Method::Haebara | Method::StockingLord)
}

fn one(
    result: &Case<'_>,
    program: &str,
    method: Method,
    source: &[ItemModel],
    target: &[ItemModel],
    settings: &Settings,
    (moments, curves): (Tolerance, Tolerance),
) {
    let own = link(source, target, method, settings).unwrap();
    let tolerance = if is_by_curves(method) { curves } else { moments };
    result.at("A").compare(&format!("{program} {method:?} A"), own.slope, tolerance);
    result.at("B").compare(&format!("{program} {method:?} B"), own.intercept, tolerance);
}

fn plink(result: &Case<'_>, source: &[ItemModel], target: &[ItemModel], settings: &Settings) {
    let columns: Vec<String> = result.at("columns").items().iter().map(Case::label).collect();
    let names = result.at("rows").items();
    for (name, row) in names.iter().zip(result.at("values").rows(names.len())) {
        let method = method(name.text());
        let Transformation { slope, intercept } = link(source, target, method, settings).unwrap();
        let tolerance = if is_by_curves(method) { PLINK_CURVES } else { PLINK_MOMENTS };
        for (column, value) in columns.iter().zip(row.items()) {
            match column.as_str() {
                "A" => value.compare(&format!("plink {method:?} A"), slope, tolerance),
                "B" => value.compare(&format!("plink {method:?} B"), intercept, tolerance),
                _ => {} // left unread, hence reported
            }
        }
    }
}

fn method(name: &str) -> Method {
    let letters: String = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    match letters.as_str() {
        "meanmean" | "mm" => Method::MeanMean,
        "meangmean" | "mgm" => Method::MeanGeometricMean,
        "meansigma" | "ms" => Method::MeanSigma,
        "haebara" | "hb" => Method::Haebara,
        "stockinglord" | "sl" => Method::StockingLord,
        other => panic!("no method {other}"),
    }
}

/// The common items on scale Y, the source, and on scale X, the target.
fn common(case: &Case<'_>, model: &str) -> (Vec<ItemModel>, Vec<ItemModel>) {
    let side = |name: &str| -> (Vec<String>, Vec<ItemModel>) {
        let side = case.at(name);
        let names: Vec<String> = side.at("names").items().iter().map(Case::label).collect();
        let column = |names: &[&str]| names.iter().find_map(|name| side.get(name)).map(|column| column.numbers());
        // Graded items with fewer categories are padded.
        let known = |row: &Case<'_>| row.items().iter().filter(|cell| !cell.is_missing()).map(Case::number).collect::<Vec<f64>>();
        let b: Vec<Vec<f64>> = side.at("b").rows(names.len()).iter().map(known).collect();
        let (a, c, d) = (column(&["a"]).unwrap_or_else(|| vec![1.0; names.len()]), column(&["c", "g"]), column(&["d", "u"]));
        let items = (0..names.len())
            .map(|item| {
                let (discrimination, difficulty) = (a[item], b[item][0]);
                let guessing = c.as_ref().map_or(0.0, |c| c[item]);
                match model {
                    "1PL" | "Rasch" | "rasch" if discrimination.to_bits() == 1.0_f64.to_bits() => ItemModel::OnePl { difficulty },
                    "1PL" | "Rasch" | "rasch" | "2PL" => ItemModel::TwoPl { discrimination, difficulty },
                    "3PL" => ItemModel::ThreePl { discrimination, difficulty, guessing },
                    "4PL" => ItemModel::FourPl { discrimination, difficulty, guessing, ceiling: d.as_ref().map_or(1.0, |d| d[item]) },
                    "GRM" | "grm" | "graded" => ItemModel::Grm { discrimination, thresholds: b[item].clone() },
                    "GPCM" | "gpcm" | "PCM" | "pcm" => ItemModel::Gpcm { discrimination, steps: b[item].clone() },
                    other => panic!("no model {other}"),
                }
            })
            .collect();
        (names, items)
    };
    let ((names_x, items_x), (names_y, items_y)) = (side("X"), side("Y"));
    let wanted: Vec<String> = case.at("common").items().iter().map(Case::label).collect();
    let pick = |names: &[String], items: &[ItemModel]| -> Vec<ItemModel> {
        wanted.iter().map(|name| items[names.iter().position(|own| own == name).unwrap()].clone()).collect()
    };
    (pick(&names_y, &items_y), pick(&names_x, &items_x))
}
