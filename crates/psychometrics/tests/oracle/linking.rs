//! Linking constants, against equateIRT and plink.

use psychometrics::linking::{Direction, Method, Nodes, Settings, Transformation, link};
use psychometrics::model::ItemModel;

use crate::case::{Case, Tolerance};

/// Closed forms on both sides, 15 digits.
const MOMENTS: Tolerance = Tolerance::absolute(1e-12);

/// equateIRT stops its search when the criterion no longer falls; the constants are then known to about the root of that. Seen: 1e-8.
const CURVES: Tolerance = Tolerance::absolute(2e-6);

/// plink prints six digits of what its own search found. Seen: 5e-7; the makers of the cases found 1e-5 against a search of theirs.
const PLINK_CURVES: Tolerance = Tolerance::absolute(1e-5);

/// plink rounds means and standard deviations to six digits before it divides them. Seen: 1.5e-6.
const PLINK_MOMENTS: Tolerance = Tolerance::absolute(4e-6);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "settings"] {
        file.at(name).used();
    }
    for case in file.at("cases").items() {
        case.at("true").used();
        case.at("direction").used();
        let model = case.at("model").text();
        let (source, target) = common(&case, model);
        for (name, result) in case.at("results").fields() {
            if name == "plink" {
                plink(&result, &source, &target);
                continue;
            }
            let method = method(name.strip_prefix("equateIRT_").unwrap_or_else(|| panic!("{}: no program {name}", result.path())));
            let settings = Settings {
                nodes: Nodes::StandardNormal(60),
                direction: Direction::OnTarget,
                // equateIRT keeps the unit of Rasch's model.
                is_slope_fixed: model == "1PL",
            };
            let own = link(&source, &target, method, &settings).unwrap();
            let tolerance = if matches!(method, Method::Haebara | Method::StockingLord) { CURVES } else { MOMENTS };
            result.at("A").compare(&format!("equateIRT {method:?} A"), own.slope, tolerance);
            result.at("B").compare(&format!("equateIRT {method:?} B"), own.intercept, tolerance);
        }
    }
}

fn plink(result: &Case<'_>, source: &[ItemModel], target: &[ItemModel]) {
    result.at("columns").used();
    for (row, name) in result.at("rows").items().iter().enumerate() {
        let method = method(name.text());
        let settings = Settings { nodes: Nodes::EquallySpaced { low: -4.0, high: 4.0, count: 40 }, direction: Direction::OnTarget, is_slope_fixed: false };
        let Transformation { slope, intercept } = link(source, target, method, &settings).unwrap();
        let tolerance = if matches!(method, Method::Haebara | Method::StockingLord) { PLINK_CURVES } else { PLINK_MOMENTS };
        let values = result.at("values").index(row);
        values.index(0).compare(&format!("plink {method:?} A"), slope, tolerance);
        values.index(1).compare(&format!("plink {method:?} B"), intercept, tolerance);
    }
}

fn method(name: &str) -> Method {
    match name.to_lowercase().as_str() {
        "mean-mean" | "mean/mean" => Method::MeanMean,
        "mean-gmean" | "mean/gmean" => Method::MeanGeometricMean,
        "mean-sigma" | "mean/sigma" => Method::MeanSigma,
        "haebara" => Method::Haebara,
        "stocking-lord" => Method::StockingLord,
        other => panic!("no method {other}"),
    }
}

/// The common items on scale Y, the source, and on scale X, the target.
fn common(case: &Case<'_>, model: &str) -> (Vec<ItemModel>, Vec<ItemModel>) {
    let side = |name: &str| -> (Vec<String>, Vec<ItemModel>) {
        let side = case.at(name);
        let names: Vec<String> = side.at("names").items().iter().map(|name| name.text().to_owned()).collect();
        let column = |name: &str| side.get(name).map(|column| column.numbers());
        let (a, b, c, d) = (side.at("a").numbers(), side.at("b").table(), column("c"), column("d"));
        let items = (0..names.len())
            .map(|item| {
                let (discrimination, difficulty) = (a[item], b[item][0]);
                let guessing = c.as_ref().map_or(0.0, |c| c[item]);
                match model {
                    "1PL" if discrimination.to_bits() == 1.0_f64.to_bits() => ItemModel::OnePl { difficulty },
                    "1PL" | "2PL" => ItemModel::TwoPl { discrimination, difficulty },
                    "3PL" => ItemModel::ThreePl { discrimination, difficulty, guessing },
                    "4PL" => ItemModel::FourPl { discrimination, difficulty, guessing, ceiling: d.as_ref().map_or(1.0, |d| d[item]) },
                    "GRM" => ItemModel::Grm { discrimination, thresholds: b[item].clone() },
                    "GPCM" | "PCM" => ItemModel::Gpcm { discrimination, steps: b[item].clone() },
                    other => panic!("no model {other}"),
                }
            })
            .collect();
        (names, items)
    };
    let ((names_x, items_x), (names_y, items_y)) = (side("X"), side("Y"));
    let wanted: Vec<&str> = case.at("common").items().iter().map(Case::text).collect();
    let pick = |names: &[String], items: &[ItemModel]| -> Vec<ItemModel> {
        wanted.iter().map(|name| items[names.iter().position(|own| own == name).unwrap()].clone()).collect()
    };
    (pick(&names_y, &items_y), pick(&names_x, &items_x))
}
