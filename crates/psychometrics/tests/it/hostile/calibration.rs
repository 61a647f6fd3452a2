//! Calibrations, whole tests and panels that make no sense.

use psychometrics::ability::Prior;
use psychometrics::ability::within_item::ProductGrid;
use psychometrics::administration::{Administration, AdministrationError, Estimator, Simulation, Step, summarise, sympson_hetter_parameters};
use psychometrics::assembly::{Balancing, Blueprint, ClassBounds, Constraints, Content, Spacing, TimeLimit};
use psychometrics::calibration::multidimensional::{
    self as several, BetweenItem, BifactorCalibration, BifactorItem, DomainItem, Margins, between_item, bifactor, correlations,
};
use psychometrics::calibration::online::OnlineItem;
use psychometrics::calibration::{
    AsymptotePrior, CalibrationError, Design, Family, GroupDesign, ItemFlag, ItemPriors, Normal, PriorChoice, Quadrature, Quantity, Settings, Task, calibrate,
};
use psychometrics::exposure::{Control, Eligibility, exposure_rates, next_parameters};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::MultidimensionalItem;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid, Pace, Pool, Rule, randomesque};
use psychometrics::simulation::{BankDistribution, DrawnModel, ScalesSimulation, draw_bank};
use psychometrics::standard_setting::{angoff, bookmark, compromise};
use psychometrics::stopping::{self, GeneralisedRatio, Interval, SequentialRatio, Stopping};
use psychometrics::uncertainty::ParameterUncertainty;

use super::{NOT_NUMBERS, answered, impossible_items, matrices_that_are_no_covariance, quick, refused, sound, tables, two_pl};

// ---- calibration ----

const FAMILIES: [Family; 10] =
    [Family::OnePl, Family::CommonSlope, Family::TwoPl, Family::ThreePl, Family::FourPl, Family::Grm, Family::Pcm, Family::Gpcm, Family::Rsm, Family::Nrm];

#[test]
fn calibration_of_next_to_nothing_is_refused_or_flagged_item_by_item() {
    for (name, table) in tables(5) {
        for family in FAMILIES {
            for priors in [PriorChoice::Automatic, PriorChoice::Given(ItemPriors::NONE)] {
                let place = format!("{name}, {family:?}, {priors:?}");
                let settings = Settings { priors, ..quick() };
                let Some(result) = answered(&place, calibrate(&table, &Design::of_one_family(family, 5), &settings)) else { continue };
                for item in &result.items {
                    if item.answers == 0 {
                        assert!(item.flags.contains(&ItemFlag::NeverSeen) && item.model.is_none(), "{place}: {item:?}");
                    }
                    assert!(item.model.as_ref().is_none_or(|model| model.validate().is_ok()), "{place}: {item:?}");
                    assert!(item.model.is_some() || !item.flags.is_empty(), "{place}: an item without a model says why: {item:?}");
                    sound(&place, &(result.item_covariance(item), result.model_covariance(item), result.model_standard_errors(item)));
                }
                sound(&place, &(result.aic(), result.bic()));
            }
        }
    }
}

#[test]
fn a_calibration_that_cannot_be_run_is_refused_before_it_begins() {
    let table = &tables(5)[5].1;
    let design = Design::of_one_family(Family::TwoPl, 5);
    let run = |design: &Design, settings: &Settings| calibrate(table, design, settings);
    assert!(matches!(run(&Design::of_one_family(Family::TwoPl, 4), &quick()), Err(CalibrationError::ItemsDiffer { .. })));
    refused("no item", run(&Design::of_families(&[]), &quick()));
    refused("groups", run(&design.clone().with_groups(2, vec![0; 3]), &quick()));
    refused("groups", run(&design.clone().with_groups(2, vec![7; table.persons()]), &quick()));
    refused("groups", run(&design.clone().with_groups(2, vec![0; table.persons()]), &quick()));
    for bad in NOT_NUMBERS {
        let mut design = design.clone();
        design.groups[0] = GroupDesign { mean: Quantity::Known(bad), sd: Quantity::Known(1.0) };
        refused("mean", run(&design, &quick()));
        design.groups[0] = GroupDesign { mean: Quantity::Known(0.0), sd: Quantity::Known(bad) };
        refused("sd", run(&design, &quick()));
    }
    for sd in [0.0, -1.0] {
        let mut design = design.clone();
        design.groups[0] = GroupDesign { mean: Quantity::Known(0.0), sd: Quantity::Known(sd) };
        refused("sd", run(&design, &quick()));
    }
    let mut free = design.clone();
    free.groups[0] = GroupDesign::FREE;
    refused("a scale without an origin", run(&free, &quick()));
    for item in impossible_items() {
        let mut design = design.clone();
        design.items[2].task = Task::Known(item);
        refused("anchor", run(&design, &quick()));
    }
    let mut known = design.clone();
    for item in &mut known.items {
        item.task = Task::Known(two_pl(1.0, 0.0));
    }
    answered("nothing to estimate", run(&known, &quick()));
    for categories in [0, 1, 3, usize::MAX] {
        let mut design = design.clone();
        design.items[1].categories = Some(categories);
        refused("categories", run(&design, &quick()));
    }
    for quadrature in [
        Quadrature::Rectangle { points: 0, low: -4.0, high: 4.0, fixed: false },
        Quadrature::Rectangle { points: 1, low: -4.0, high: 4.0, fixed: true },
        Quadrature::Rectangle { points: 21, low: 4.0, high: -4.0, fixed: false },
        Quadrature::Rectangle { points: 21, low: f64::NAN, high: 4.0, fixed: false },
        Quadrature::Rectangle { points: 21, low: -4.0, high: f64::INFINITY, fixed: false },
        Quadrature::Rectangle { points: usize::MAX, low: -4.0, high: 4.0, fixed: false },
        Quadrature::GaussHermite { points: 0 },
        Quadrature::GaussHermite { points: usize::MAX },
    ] {
        refused("quadrature", run(&design, &Settings { quadrature, ..quick() }));
    }
    for bad in [-2.0, -1.0, f64::NAN] {
        let priors = ItemPriors { log_discrimination: Some(Normal { mean: 0.0, sd: bad }), ..ItemPriors::WEAK };
        refused("priors", run(&design, &Settings { priors: PriorChoice::Given(priors), ..quick() }));
        let priors = ItemPriors { guessing: Some(AsymptotePrior::Beta { alpha: bad, beta: 2.0 }), ..ItemPriors::WEAK };
        refused("priors", run(&design, &Settings { priors: PriorChoice::Given(priors), ..quick() }));
        refused("tolerance", run(&design, &Settings { parameter_tolerance: bad, ..quick() }));
    }
    let stopped = run(&design, &Settings { most_steps: 0, ..quick() });
    if let Some(stopped) = answered("no step allowed", stopped) {
        assert!(!stopped.has_converged);
    }
}

#[test]
fn several_abilities_are_not_calibrated_from_what_says_nothing() {
    let settings = several::Settings { grid: ProductGrid { low: -3.0, high: 3.0, points: 7 }, tolerance: 1e-2, maximum_steps: 20 };
    let between = |family| -> Vec<BetweenItem> { (0..5).map(|item| BetweenItem { dimension: item % 2, family }).collect() };
    let specific = |family| -> Vec<BifactorItem> { (0..5).map(|item| BifactorItem { specific: (item > 0).then_some(item % 2), family }).collect() };
    let domains: Vec<DomainItem> = (0..5).map(|item| DomainItem { model: two_pl(1.0, 0.2 * item as f64), dimension: item % 2 }).collect();
    for (name, table) in tables(5) {
        for family in [several::Family::Graded, several::Family::PartialCredit, several::Family::Nominal] {
            if let Some(found) = answered(name, between_item(&table, &between(family), None, &settings)) {
                answered(name, found.prior());
                assert!(found.items.iter().all(|item| item.validate().is_ok()), "{name}: {found:?}");
            }
            if let Some(found) = answered(name, bifactor(&table, &specific(family), &settings)) {
                sound(name, &(found.omega_hierarchical(), found.standardised_loadings()));
                answered(name, found.expected_a_posteriori(&[], &settings));
                refused(name, found.expected_a_posteriori(&[(9, 0)], &settings));
                refused(name, found.expected_a_posteriori(&[(0, 9)], &settings));
            }
        }
        answered(name, correlations(&table, &domains, Margins::Standard, &settings));
        answered(name, correlations(&table, &domains, Margins::Estimated, &settings));
        refused(name, between_item(&table, &between(several::Family::Graded)[1..], None, &settings));
        refused(name, bifactor(&table, &specific(several::Family::Graded)[1..], &settings));
        refused(name, correlations(&table, &domains[1..], Margins::Standard, &settings));
        for start in matrices_that_are_no_covariance() {
            refused(name, between_item(&table, &between(several::Family::Graded), Some(&start), &settings));
        }
        for item in impossible_items() {
            let mut domains = domains.clone();
            domains[1].model = item;
            refused(name, correlations(&table, &domains, Margins::Standard, &settings));
        }
    }
    let table = &tables(5)[5].1;
    for bad in [
        several::Settings { tolerance: 0.0, ..settings },
        several::Settings { tolerance: f64::NAN, ..settings },
        several::Settings { grid: ProductGrid { low: 3.0, high: -3.0, points: 7 }, ..settings },
        several::Settings { grid: ProductGrid { low: f64::NAN, high: 3.0, points: 7 }, ..settings },
        several::Settings { grid: ProductGrid { low: -3.0, high: 3.0, points: 1 }, ..settings },
        several::Settings { grid: ProductGrid { low: -3.0, high: 3.0, points: usize::MAX }, ..settings },
    ] {
        refused("settings", between_item(table, &between(several::Family::Graded), None, &bad));
        refused("settings", bifactor(table, &specific(several::Family::Graded), &bad));
        refused("settings", correlations(table, &domains, Margins::Standard, &bad));
    }
    let far: Vec<BetweenItem> = (0..5).map(|_| BetweenItem { dimension: usize::MAX, family: several::Family::Graded }).collect();
    refused("dimension", between_item(table, &far, None, &settings));
    let far: Vec<BifactorItem> = (0..5).map(|_| BifactorItem { specific: Some(usize::MAX), family: several::Family::Graded }).collect();
    refused("dimension", bifactor(table, &far, &settings));
    let far: Vec<DomainItem> = (0..5).map(|_| DomainItem { model: two_pl(1.0, 0.0), dimension: usize::MAX }).collect();
    refused("dimension", correlations(table, &far, Margins::Standard, &settings));
    refused("no item", BifactorCalibration::from_items(vec![]));
    for item in impossible_items() {
        refused("item", BifactorCalibration::from_items(vec![MultidimensionalItem { loadings: vec![1.0, 1.0], model: item }]));
    }
}

#[test]
fn an_item_learns_nothing_from_what_is_no_answer() {
    for item in impossible_items() {
        refused("author", OnlineItem::new(item, ParameterUncertainty::AUTHOR));
    }
    for bad in [f64::NAN, f64::INFINITY, -1.0, 4.0] {
        refused("prior", OnlineItem::new(two_pl(1.0, 0.0), ParameterUncertainty { difficulty_sd: bad, log_discrimination_sd: 0.3 }));
        refused("prior", OnlineItem::new(two_pl(1.0, 0.0), ParameterUncertainty { difficulty_sd: 0.3, log_discrimination_sd: bad }));
    }
    let mut item = OnlineItem::new(two_pl(1.0, 0.0), ParameterUncertainty::AUTHOR).unwrap();
    let before = item.clone();
    for bad in NOT_NUMBERS {
        refused("mean", item.learn(bad, 0.3, 1));
        refused("sd", item.learn(0.0, bad, 1));
    }
    refused("sd", item.learn(0.0, -1.0, 1));
    refused("category", item.learn(0.0, 0.3, 2));
    assert_eq!(item, before);
    for mean in [-1e300, 1e300] {
        for category in [0, 1] {
            for sd in [0.0, 1e-300, 10.0] {
                item.learn(mean, sd, category).unwrap();
                answered("far", item.belief());
            }
        }
    }
    let mut cut = before.clone();
    cut.log_likelihood.pop();
    refused("table", cut.belief());
    refused("table", cut.learn(0.0, 0.3, 1));
    refused("table", item.merge(&cut));
    refused("other item", item.merge(&OnlineItem::new(two_pl(1.0, 0.5), ParameterUncertainty::AUTHOR).unwrap()));
    let mut full = before;
    full.log_likelihood.fill(i64::MIN);
    answered("full", full.learn(0.0, 0.3, 1));
    answered("full", full.belief());
}

// ---- tests ----

#[test]
fn a_bank_a_grid_or_a_design_that_makes_no_test_is_refused() {
    let grid = Grid::normal(0.0, 1.0, -4.0, 4.0, 21).unwrap();
    for count in [0, 1, usize::MAX] {
        refused("grid", Grid::normal(0.0, 1.0, -4.0, 4.0, count));
    }
    for bad in NOT_NUMBERS {
        refused("grid", Grid::normal(bad, 1.0, -4.0, 4.0, 9));
        refused("grid", Grid::normal(0.0, bad, -4.0, 4.0, 9));
        refused("grid", Grid::normal(0.0, 1.0, bad, 4.0, 9));
        refused("grid", Grid::normal(0.0, 1.0, -4.0, bad, 9));
        for difficulty in [(bad, 1.0), (0.0, bad)] {
            refused("bank", draw_bank(3, &BankDistribution { difficulty, ..BankDistribution::default() }, &mut Random::new(1, 1)));
        }
    }
    for (mean, sd, low, high) in [(0.0, 0.0, -4.0, 4.0), (0.0, -1.0, -4.0, 4.0), (0.0, 1.0, 4.0, -4.0), (0.0, 1.0, 1.0, 1.0), (1e6, 1.0, -4.0, 4.0)] {
        refused("grid", Grid::normal(mean, sd, low, high, 9));
    }
    for categories in [0, 1, 1000] {
        refused(
            "bank",
            draw_bank(3, &BankDistribution { model: DrawnModel::Grm { categories, spacing: 1.0 }, ..BankDistribution::default() }, &mut Random::new(1, 1)),
        );
    }
    refused("empty bank", Bank::new(vec![], grid.clone()));
    for item in impossible_items() {
        refused("pool", Pool::new([(&item, 0)]));
        refused("bank", Bank::new(vec![two_pl(1.0, 0.0), item], grid.clone()));
    }
    let bank = Bank::new((0..8).map(|item| two_pl(1.2, 0.3 * f64::from(item) - 1.0)).collect(), grid).unwrap();
    let length = |items| Stopping { minimum: 0, any: vec![stopping::Rule::Length { items }] };
    let good = psychometrics::administration::Design::maximum_information(length(5));
    let with = |change: &dyn Fn(&mut psychometrics::administration::Design)| {
        let mut design = good.clone();
        change(&mut design);
        refused(&format!("{design:?}"), Administration::new(&bank, &design).map(|_| ()));
    };
    for bad in NOT_NUMBERS {
        with(&|design| design.start.ability = bad);
        with(&|design| design.provisional = Estimator::MaximumAPosteriori { mean: bad, sd: 1.0 });
        with(&|design| design.last = Estimator::MaximumAPosteriori { mean: 0.0, sd: bad });
        with(&|design| design.rule = Rule::Progressive(Pace::Length { items: 5, acceleration: bad }));
        with(&|design| design.rule = Rule::Proportional(Pace::Precision { standard_error: bad, items: 5, acceleration: 1.0 }));
        with(&|design| design.exposure = Control::Eligibility { rate: bad });
        with(&|design| design.exposure = Control::SympsonHetter { parameters: vec![bad; 8] });
        let wald = SequentialRatio { cut: bad, half_width: 0.3, false_pass: 0.05, false_fail: 0.05 };
        for rule in [
            stopping::Rule::Precision { standard_error: bad },
            stopping::Rule::PrecisionChange { least: bad },
            stopping::Rule::LeastInformation { least: bad },
            stopping::Rule::Time { seconds: bad },
            stopping::Rule::SequentialRatio(wald),
            stopping::Rule::GeneralisedRatio(GeneralisedRatio { test: wald }),
            stopping::Rule::Interval(Interval { cut: bad, probability: 0.9 }),
            stopping::Rule::Interval(Interval { cut: 0.0, probability: bad }),
        ] {
            with(&|design| design.stopping.any = vec![rule]);
        }
        with(&|design| {
            let content = Content { classes: vec![0; 8], targets: vec![bad], balancing: Balancing::Constrained };
            design.constraints.content = Some(content);
        });
    }
    // Wald's two bounds must not meet.
    with(&|design| {
        let test = SequentialRatio { cut: 0.0, half_width: 0.3, false_pass: 0.5, false_fail: 0.5 };
        design.stopping.any = vec![stopping::Rule::SequentialRatio(test)];
    });
    with(&|design| design.start.items = vec![9]);
    with(&|design| design.start.items = vec![1, 1]);
    with(&|design| design.stopping = length(0));
    with(&|design| design.exposure = Control::Randomesque { count: 0 });
    with(&|design| design.constraints.excluded = vec![8]);
    with(&|design| design.constraints.enemies = vec![vec![0, 99]]);
    with(&|design| design.constraints.spacing = Some(Spacing { heavy: vec![99], gap: 1 }));
    with(&|design| design.constraints.content = Some(Content { classes: vec![1; 8], targets: vec![1.0], balancing: Balancing::Constrained }));
    with(&|design| design.constraints.content = Some(Content { classes: vec![0; 7], targets: vec![1.0], balancing: Balancing::Constrained }));
    for blueprint in [
        Blueprint { length: 0, ..Blueprint::default() },
        Blueprint { length: 9, ..Blueprint::default() },
        Blueprint { length: 2, classes: vec![ClassBounds { items: vec![0], least: 2, most: 1 }], ..Blueprint::default() },
        Blueprint { length: 2, excluded: vec![usize::MAX], ..Blueprint::default() },
        Blueprint { length: 2, time: Some(TimeLimit { seconds: vec![1.0; 3], most: 9.0 }), ..Blueprint::default() },
        Blueprint { length: 2, time: Some(TimeLimit { seconds: vec![f64::NAN; 8], most: 9.0 }), ..Blueprint::default() },
    ] {
        with(&|design| design.constraints.shadow = Some(blueprint.clone()));
    }
    assert_eq!(randomesque(&[], 3, &mut Random::new(1, 1)), None);
    assert!(randomesque(&[f64::NAN, f64::NAN], usize::MAX, &mut Random::new(1, 1)).is_some());
}

#[test]
fn a_session_that_is_given_nonsense_goes_on_as_before() {
    let bank = Bank::new((0..6).map(|item| two_pl(1.2, 0.3 * f64::from(item) - 1.0)).collect(), Grid::normal(0.0, 1.0, -4.0, 4.0, 21).unwrap()).unwrap();
    let design = psychometrics::administration::Design {
        constraints: Constraints { excluded: vec![0], ..Constraints::default() },
        ..psychometrics::administration::Design::maximum_information(Stopping { minimum: 0, any: vec![] })
    };
    let administration = Administration::new(&bank, &design).unwrap();
    let (mut session, mut random) = (administration.session(), Random::new(1, 1));
    let Step::Ask(item) = administration.next(&mut session, &mut random).unwrap() else { panic!("an item first") };
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(administration.answer(&mut session, item, 1, bad), Err(AdministrationError::Seconds));
    }
    assert_eq!(administration.answer(&mut session, 6, 1, 0.0), Err(AdministrationError::NoSuchItem { item: 6 }));
    assert_eq!(administration.answer(&mut session, item, 2, 0.0), Err(AdministrationError::NoSuchCategory { item, category: 2 }));
    assert_eq!(administration.set_eligible(&mut session, &[true]), Err(AdministrationError::Eligibility));
    assert_eq!((session.items().len(), administration.next(&mut session, &mut random)), (0, Ok(Step::Ask(item))));
    administration.answer(&mut session, item, 1, 0.0).unwrap();
    assert_eq!(administration.answer(&mut session, item, 1, 0.0), Err(AdministrationError::AnsweredBefore { item }));
    // Nothing stops this test but the end of the bank.
    let outcome = administration.run(&mut session, &mut random, |_| 1).unwrap();
    assert_eq!(outcome.length, 5);
    sound("outcome", &outcome);
    administration.begin(&mut session);
    sound("no answer at all", &administration.finish(&mut session));
    let simulation = |truth| Simulation { administration, truth, seed: 1 };
    for bad in NOT_NUMBERS {
        refused("ability", simulation(bank.items()).run(&[0.0, bad]));
    }
    refused("truth", simulation(&bank.items()[1..]).run(&[0.0]));
    answered("nobody", simulation(bank.items()).run(&[]));
    let learning = psychometrics::administration::Design { exposure: Control::Eligibility { rate: 0.5 }, ..design.clone() };
    let administration = Administration::new(&bank, &learning).unwrap();
    let simulation_with_memory = Simulation { administration, truth: bank.items(), seed: 1 };
    refused("memory of another bank", simulation_with_memory.run_learning(&[0.0], &mut Eligibility { eligible: vec![1], asked: vec![] }));
    assert_eq!(summarise(&[]), None);
    for (rate, rounds) in [(0.0, 3), (1.1, 3), (f64::NAN, 3), (0.5, 0)] {
        refused("rate", sympson_hetter_parameters(&bank, &design, &[0.0, 1.0], rate, rounds, 1));
    }
    let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::identity(2)).unwrap();
    let other = Prior::new(vec![0.0; 1], SymmetricMatrix::identity(1)).unwrap();
    let scales = [(two_pl(1.0, 0.0), 0), (two_pl(1.0, 0.0), 1)];
    let simulation = ScalesSimulation { bank: &scales, population: &prior, believed: &prior, questions: usize::MAX, seed: 1 };
    answered("more questions than items", simulation.run(2));
    refused("priors", ScalesSimulation { believed: &other, ..simulation }.run(2));
    refused("scale", ScalesSimulation { bank: &[(two_pl(1.0, 0.0), 2)], ..simulation }.run(2));
    answered("no bank", ScalesSimulation { bank: &[], ..simulation }.run(2));
}

#[test]
fn exposure_control_survives_counts_and_rates_that_make_no_sense() {
    for rate in [0.0, -1.0, 1.5, f64::NAN, f64::INFINITY] {
        assert_eq!(next_parameters(&[1, 2], 4, rate, 1), None, "{rate}");
        assert!(!Control::Eligibility { rate }.is_valid(2));
    }
    sound("nobody", &next_parameters(&[5, 0], 0, 0.2, 9));
    for bad in NOT_NUMBERS {
        assert!(!Control::SympsonHetter { parameters: vec![0.5, bad] }.is_valid(2));
    }
    // As read back from somewhere else.
    let torn = Eligibility { eligible: vec![1, 2, 3], asked: vec![1] };
    let mut random = Random::new(1, 1);
    assert_eq!(torn.draw(0.5, &mut random).len(), 3);
    let mut torn = Eligibility { eligible: vec![1], asked: vec![1, 2, 3] };
    torn.record(&[false; 9], &[0, 2, 7]);
    assert_eq!(torn.draw(f64::NAN, &mut random).len(), 1);
    assert_eq!(exposure_rates(0, [[0_usize].as_slice()]), None);
    assert_eq!(exposure_rates(3, std::iter::empty()), None);
    sound("items that are not there", &exposure_rates(2, [[9_usize].as_slice(), &[]]));
}

#[test]
fn a_panel_that_did_not_finish_sets_no_standard() {
    let items = vec![two_pl(1.0, -1.0), two_pl(1.0, 1.0)];
    let full = vec![vec![0.4, 0.6], vec![0.5, 0.5]];
    refused("nothing", angoff::analyse(&items, &[]));
    refused("no item", angoff::analyse(&[], &[vec![vec![]; 2]]));
    for bad in NOT_NUMBERS.into_iter().chain([-0.1, 1.1]) {
        refused("rating", angoff::analyse(&items, &[vec![vec![0.4, bad], vec![0.5, 0.5]]]));
        refused("probability", bookmark::booklet(&items, bad));
    }
    for item in impossible_items() {
        refused("item", angoff::analyse(&[two_pl(1.0, 0.0), item.clone()], std::slice::from_ref(&full)));
        refused("item", bookmark::booklet(&[item], 0.67));
    }
    for marks in [vec![], vec![1], vec![0, 1], vec![1, 99]] {
        refused("marks", bookmark::analyse(&items, 0.67, &marks, bookmark::CutRule::Between));
    }
    let limits = |value| compromise::Limits { lowest_cut: value, highest_cut: 1.0, lowest_failures: 0.1, highest_failures: 0.3 };
    for bad in NOT_NUMBERS {
        refused("limits", compromise::hofstee(&[0.0, 1.0], &[limits(bad), limits(bad)]));
        refused("scores", compromise::hofstee(&[0.0, bad], &[limits(0.0), limits(0.0)]));
        refused("judges", compromise::beuk(&[0.0, 1.0], &[(bad, 0.2), (0.1, 0.3)]));
        refused("scores", compromise::beuk(&[bad], &[(0.0, 0.2), (0.1, 0.3)]));
    }
    refused("nobody", compromise::beuk(&[], &[(0.0, 0.2), (0.1, 0.3)]));
    refused("one judge", compromise::hofstee(&[0.0, 1.0], &[limits(0.0)]));
}
