//! Whole adaptive tests, item by item, against catR's `randomCAT`.

use psychometrics::ability::Response;
use psychometrics::ability::unidimensional::{Criterion, ErrorFormula, standard_error};
use psychometrics::administration::{Administration, Design, Estimator, Start, Step};
use psychometrics::assembly::Constraints;
use psychometrics::exposure::Control;
use psychometrics::random::Random;
use psychometrics::selection::Bank;
use psychometrics::stopping::{Rule, Stopping};

use crate::case::{Case, Tolerance, read_labels};
use crate::catr_search;
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
    read_labels(file);
    let base = file.at("index_base").count();
    let settings = file.at("settings");
    let scaling = settings.get("D").map_or(1.0, |field| field.number());
    let text = settings.at("select").text();
    let word = text.split_whitespace().next().unwrap_or_default();
    let (rule, _) = rule(word).unwrap_or_else(|| panic!("no rule `{text}`"));
    if let Some(among) = settings.get("randomesque") {
        assert_eq!(among.count(), 1, "with chance among the best no path can be compared");
    }
    if let Some(prior) = settings.get("prior") {
        assert!(prior.text().starts_with("N(0,1)"), "the only prior known here");
    }
    if let Some(range) = settings.get("range") {
        assert_eq!(range.numbers(), [-4.0, 4.0], "the range of our own estimators");
    }
    let grid = catr_grid(&settings.at("parInt").numbers());
    let stopping = stopping(settings.at("stop").text(), None);
    let ability = settings.at("start_theta").number();
    for case in file.at("cases").items() {
        read_labels(&case);
        if let Some(truth) = case.get("true_theta") {
            truth.used();
        }
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
    let is_exact = design.provisional == Estimator::ExpectedAPosteriori;
    let (theta_tolerance, se_tolerance) = if is_exact { (SAME_SUMS, SAME_SUMS) } else { (CATR_SEARCH, AT_CATR_SEARCH) };
    let responses = case.at("responses_full").counts();
    let administration = Administration::new(bank, design).unwrap();
    let (mut session, mut random) = (administration.session(), Random::new(0, 0));
    let (items, answers, thetas, errors) = (case.at("items").items(), case.at("x").items(), case.at("thetas").items(), case.at("ses").items());
    let name = case.at("provisional").text();
    // What catR believes before each item. It is our own estimate to a tolerance, unless catR's search closed on another root.
    let mut believed = design.start.ability;
    for (count, theirs) in items.iter().enumerate() {
        let proposed = administration.next(&mut session, &mut random).unwrap();
        let asked = theirs.count() - base;
        if !matches!(proposed, Step::Ask(_)) && !is_borderline(session.estimate().standard_error, design) {
            case.fail(&format!("catR asked {} items, we asked {count}", items.len()));
            break;
        }
        let best = match proposed {
            Step::Ask(item) if (session.estimate().theta - believed).abs() <= theta_tolerance.absolute => item,
            _ => most_informative(bank, believed, session.items()),
        };
        if best != asked && !is_exact && is_tied(bank, believed, best, asked) {
            theirs.set_aside("a near tie that catR's search tolerance decided");
        } else {
            theirs.compare(&format!("catR {name}, item"), (best + base) as f64, Tolerance::absolute(0.0));
        }
        answers[count].compare("the answer of the matrix", responses[asked] as f64, Tolerance::absolute(0.0));
        let estimate = administration.answer(&mut session, asked, responses[asked], 0.0).unwrap();
        believed = thetas[count].number();
        let place = Place { name, what: "ability", theta: &thetas[count], error: &errors[count] };
        compare_estimate(&place, bank, design, session.answers(), (estimate.theta, estimate.standard_error), (theta_tolerance, se_tolerance));
    }
    if let Step::Ask(_) = administration.next(&mut session, &mut random).unwrap()
        && session.answers().len() == items.len()
        && !is_borderline(errors.last().map_or(f64::INFINITY, Case::number), design)
    {
        case.fail("our test is longer");
    }
    let last = administration.finish(&mut session).unwrap();
    let place = Place { name, what: "final ability", theta: &case.at("final_theta"), error: &case.at("final_se") };
    compare_estimate(&place, bank, design, session.answers(), (last.theta, last.standard_error), (theta_tolerance, se_tolerance));
}

/// An estimate of the file.
struct Place<'a, 'b> {
    name: &'a str,
    what: &'a str,
    theta: &'a Case<'b>,
    error: &'a Case<'b>,
}

/// Ours, or where catR's search closed on another root (guessing, few answers), what the same steps give.
fn compare_estimate(
    place: &Place<'_, '_>,
    bank: &Bank,
    design: &Design,
    asked: &[(usize, usize)],
    (theta, error): (f64, f64),
    (theta_tolerance, se_tolerance): (Tolerance, Tolerance),
) {
    let Place { name, what, theta: theirs, error: their_error } = place;
    if let Some(criterion) = criterion(design.provisional)
        && (theta - theirs.number()).abs() > theta_tolerance.absolute
    {
        let answers: Vec<Response<'_>> = asked.iter().map(|(item, category)| Response { model: &bank.items()[*item], category: *category }).collect();
        theirs.compare(&format!("catR {name}, {what}, by its own steps"), catr_search::ability(&answers, &criterion, (-4.0, 4.0)), theta_tolerance);
        let there = standard_error(&answers, theirs.number(), &criterion, ErrorFormula::Expected).unwrap();
        their_error.compare(&format!("catR {name}, standard error at its own ability"), there, se_tolerance);
        return;
    }
    theirs.compare(&format!("catR {name}, {what}"), theta, theta_tolerance);
    // Far out the standard error changes many times as fast as the ability.
    let relative = Tolerance::either(se_tolerance.absolute, if matches!(design.provisional, Estimator::ExpectedAPosteriori) { 1e-11 } else { 3e-4 });
    their_error.compare(&format!("catR {name}, standard error"), error, relative);
}

fn criterion(estimator: Estimator) -> Option<Criterion> {
    match estimator {
        Estimator::MaximumLikelihood => Some(Criterion::Likelihood),
        Estimator::WeightedLikelihood => Some(Criterion::Warm),
        Estimator::MaximumAPosteriori { mean, sd } => Some(Criterion::Normal { mean, sd }),
        Estimator::ExpectedAPosteriori => None,
    }
}

/// Whether a standard error is so near a limit of precision that a search to [`CATR_SEARCH`] may fall on either side.
fn is_borderline(standard_error: f64, design: &Design) -> bool {
    design.provisional != Estimator::ExpectedAPosteriori
        && design
            .stopping
            .any
            .iter()
            .any(|rule| matches!(rule, Rule::Precision { standard_error: limit } if (limit - standard_error).abs() <= AT_CATR_SEARCH.absolute))
}

fn most_informative(bank: &Bank, theta: f64, asked: &[usize]) -> usize {
    let information = |item: usize| bank.items()[item].expected_information(theta);
    (0..bank.len())
        .filter(|item| !asked.contains(item))
        .fold(usize::MAX, |best, item| if best == usize::MAX || information(item) > information(best) { item } else { best })
}

/// catR's item where another program could as well have chosen it: only with estimators that catR searches for, when ours and
/// theirs have nearly the same information. With EAP every item must be the same.
fn is_tied(bank: &Bank, theta: f64, ours: usize, theirs: usize) -> bool {
    let information = |item: usize| bank.items()[item].expected_information(theta);
    (information(ours) - information(theirs)).abs() < NEAR_TIE
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
