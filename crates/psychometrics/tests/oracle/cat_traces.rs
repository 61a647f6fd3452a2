//! Whole adaptive tests, item by item, against catR's `randomCAT`.

use psychometrics::administration::{Administration, Design, Estimator, Start, Step};
use psychometrics::assembly::Constraints;
use psychometrics::exposure::Control;
use psychometrics::random::Random;
use psychometrics::selection::Bank;
use psychometrics::stopping::{Rule, Stopping};

use crate::case::{Case, Tolerance};
use crate::item_selection::{catr_grid, catr_items, rule};

/// EAP: the same trapezoid sums on both sides, rounding only.
const SAME_SUMS: Tolerance = Tolerance::absolute(1e-11);

/// catR searches for its modes and roots with R's `optimize` and `uniroot` at their default tolerance of 1.2e-4.
const CATR_SEARCH: Tolerance = Tolerance::absolute(2e-4);

/// The standard error at an ability that is off by catR's search.
const AT_CATR_SEARCH: Tolerance = Tolerance::absolute(5e-4);

/// Two items whose information differs by less are tied for a program that found the ability to within [`CATR_SEARCH`].
const NEAR_TIE: f64 = 1e-3;

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "item_columns", "note", "notes"] {
        if let Some(field) = file.get(name) {
            field.used();
        }
    }
    let base = file.at("index_base").count();
    let settings = file.at("settings");
    let scaling = settings.get("D").map_or(1.0, |field| field.number());
    let text = settings.at("select").text();
    let word = text.split_whitespace().next().unwrap_or_default();
    let (rule, _) = rule(word).unwrap_or_else(|| panic!("no rule `{text}`"));
    assert_eq!(settings.at("randomesque").count(), 1, "with chance among the best no path can be compared");
    assert_eq!(settings.at("prior").text(), "N(0,1)", "the only prior known here");
    assert_eq!(settings.at("range").numbers(), [-4.0, 4.0], "the range of our own estimators");
    let grid = catr_grid(&settings.at("parInt").numbers());
    let stopping = stopping(settings.at("stop").text(), None);
    let ability = settings.at("start_theta").number();
    for case in file.at("cases").items() {
        case.at("true_theta").used();
        let bank = Bank::new(catr_items(&case.at("bank"), case.at("model").text(), scaling), grid.clone()).unwrap();
        let estimator = estimator(case.at("provisional").text());
        let design = Design {
            start: Start { ability, items: Vec::new() },
            rule,
            provisional: estimator,
            last: estimator,
            exposure: Control::None,
            constraints: Constraints::default(),
            stopping: stopping.clone(),
        };
        play(&case, &bank, &design, base);
    }
}

fn play(case: &Case<'_>, bank: &Bank, design: &Design, base: usize) {
    let (theta_tolerance, se_tolerance) =
        if design.provisional == Estimator::ExpectedAPosteriori { (SAME_SUMS, SAME_SUMS) } else { (CATR_SEARCH, AT_CATR_SEARCH) };
    let responses = case.at("responses_full").counts();
    let administration = Administration::new(bank, design).unwrap();
    let (mut session, mut random) = (administration.session(), Random::new(0, 0));
    let (items, answers, thetas, errors) = (case.at("items").items(), case.at("x").items(), case.at("thetas").items(), case.at("ses").items());
    let name = case.at("provisional").text();
    let mut count = 0;
    while let Step::Ask(item) = administration.next(&mut session, &mut random).unwrap() {
        let Some(theirs) = items.get(count) else {
            case.fail("our test is longer");
            break;
        };
        let item = if let Some(tied) = follow(bank, session.estimate().theta, item, theirs.count() - base, design) {
            theirs.set_aside("a near tie that catR's search tolerance decided");
            tied
        } else {
            theirs.compare(&format!("catR {name}, item"), (item + base) as f64, Tolerance::absolute(0.0));
            item
        };
        answers[count].compare("the answer of the matrix", responses[item] as f64, Tolerance::absolute(0.0));
        let estimate = administration.answer(&mut session, item, responses[item], 0.0).unwrap();
        thetas[count].compare(&format!("catR {name}, ability"), estimate.theta, theta_tolerance);
        errors[count].compare(&format!("catR {name}, standard error"), estimate.standard_error, se_tolerance);
        count += 1;
    }
    if count != items.len() {
        case.fail(&format!("catR asked {} items, we asked {count}", items.len()));
    }
    let last = administration.finish(&mut session).unwrap();
    case.at("final_theta").compare(&format!("catR {name}, final ability"), last.theta, theta_tolerance);
    case.at("final_se").compare(&format!("catR {name}, final standard error"), last.standard_error, se_tolerance);
}

/// catR's item where another program could as well have chosen it: only with estimators that catR searches for, when ours and
/// theirs have nearly the same information. With EAP every item must be the same.
fn follow(bank: &Bank, theta: f64, ours: usize, theirs: usize, design: &Design) -> Option<usize> {
    if ours == theirs || design.provisional == Estimator::ExpectedAPosteriori {
        return None;
    }
    let information = |item: usize| bank.items()[item].expected_information(theta);
    ((information(ours) - information(theirs)).abs() < NEAR_TIE).then_some(theirs)
}

/// catR's name of an estimator.
pub fn estimator(name: &str) -> Estimator {
    match name {
        "EAP" => Estimator::ExpectedAPosteriori,
        "BM" => Estimator::MaximumAPosteriori { mean: 0.0, sd: 1.0 },
        "ML" => Estimator::MaximumLikelihood,
        "WL" => Estimator::WeightedLikelihood,
        other => panic!("no estimator `{other}`"),
    }
}

/// A rule written as `SE<=0.3 or 30 items`; `items` replaces a number of items that is given elsewhere.
pub fn stopping(text: &str, items: Option<usize>) -> Stopping {
    let number = |text: &str| -> Option<f64> {
        text.split(|letter: char| !(letter.is_ascii_digit() || letter == '.')).find(|word| word.parse::<f64>().is_ok())?.parse().ok()
    };
    let mut any = Vec::new();
    for part in text.split(" or ") {
        if part.contains("SE") {
            any.push(Rule::Precision { standard_error: number(part).unwrap_or_else(|| panic!("no number in `{part}`")) });
        } else if part.contains("item") {
            let length = items.or_else(|| number(part).map(|count| count as usize));
            any.push(Rule::Length { items: length.unwrap_or_else(|| panic!("no number in `{part}`")) });
        }
    }
    assert!(!any.is_empty(), "no stopping rule in `{text}`");
    Stopping { minimum: 0, any }
}
