//! What may stand together: whole tests by integer programming against brute force, and constraints during a test.

use proptest::prelude::*;
use psychometrics::administration::{Administration, Design, DesignError, Simulation};
use psychometrics::assembly::{AssemblyError, Balancing, Blueprint, ClassBounds, Constraints, ConstraintsError, Content, Family, Spacing, TimeLimit, assemble};
use psychometrics::exposure::Control;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid};
use psychometrics::simulation::{BankDistribution, draw_bank};
use psychometrics::stopping::{Rule, Stopping};

/// The best test by trying all subsets.
fn brute_force(blueprint: &Blueprint, values: &[f64], contained: &[usize]) -> Option<f64> {
    let mut best: Option<f64> = None;
    for subset in 0_u32..1 << values.len() {
        let test: Vec<usize> = (0..values.len()).filter(|item| subset >> item & 1 == 1).collect();
        if blueprint.is_met_by(&test) && contained.iter().all(|item| test.contains(item)) {
            let value = test.iter().map(|item| values[*item]).sum();
            best = Some(best.map_or(value, |best: f64| best.max(value)));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_programme_finds_the_best_of_all_tests_or_says_that_there_is_none(
        values in prop::collection::vec(0.01..1.0_f64, 10),
        seconds in prop::collection::vec(10.0..60.0_f64, 10),
        length in 1..5_usize,
        first in prop::collection::vec(0..10_usize, 1..6),
        second in prop::collection::vec(0..10_usize, 1..6),
        bounds in (0..3_usize, 0..3_usize),
        enemies in prop::collection::vec(prop::collection::vec(0..10_usize, 2..4), 0..3),
        excluded in prop::collection::vec(0..10_usize, 0..2),
        contained in prop::option::of(0..10_usize),
        most in 60.0..200.0_f64,
    ) {
        let blueprint = Blueprint {
            length,
            classes: vec![ClassBounds { items: first, least: bounds.0, most: bounds.0 + 1 }, ClassBounds { items: second, least: 0, most: bounds.1 }],
            enemies,
            excluded,
            time: Some(TimeLimit { seconds, most }),
        };
        let contained: Vec<usize> = contained.into_iter().collect();
        match (assemble(&blueprint, &values, &contained), brute_force(&blueprint, &values, &contained)) {
            (Ok(test), Some(best)) => {
                prop_assert!(blueprint.is_met_by(&test) && contained.iter().all(|item| test.contains(item)));
                let value: f64 = test.iter().map(|item| values[*item]).sum();
                prop_assert!((value - best).abs() < 1e-6, "{value} against {best}");
            }
            (Err(AssemblyError::Infeasible { .. }), None) => {}
            (ours, theirs) => prop_assert!(false, "{ours:?} against {theirs:?}"),
        }
    }
}

#[test]
fn an_impossible_blueprint_names_the_family_that_makes_it_so() {
    let values = [0.5; 6];
    let class = |items: Vec<usize>, least, most| ClassBounds { items, least, most };
    let base = Blueprint { length: 3, ..Blueprint::default() };
    let family = |blueprint: Blueprint, contained: &[usize]| assemble(&blueprint, &values, contained).unwrap_err();
    assert_eq!(family(Blueprint { excluded: vec![0, 1, 2, 3], ..base.clone() }, &[]), AssemblyError::Infeasible { family: Family::Length });
    assert_eq!(family(Blueprint { excluded: vec![0], ..base.clone() }, &[0]), AssemblyError::Infeasible { family: Family::Length });
    let classes = vec![class(vec![0, 1, 2], 2, 3), class(vec![3, 4, 5], 2, 3)];
    assert_eq!(family(Blueprint { classes, ..base.clone() }, &[]), AssemblyError::Infeasible { family: Family::Content });
    assert_eq!(family(Blueprint { enemies: vec![vec![0, 1, 2], vec![3, 4, 5]], ..base.clone() }, &[]), AssemblyError::Infeasible { family: Family::Enemies });
    let time = Some(TimeLimit { seconds: vec![30.0; 6], most: 80.0 });
    assert_eq!(family(Blueprint { time, ..base.clone() }, &[]), AssemblyError::Infeasible { family: Family::Time });
    assert_eq!(family(base.clone(), &[7]), AssemblyError::Contained { item: 7 });
    assert_eq!(assemble(&base, &[f64::NAN; 6], &[]), Err(AssemblyError::Values));
    assert_eq!(assemble(&Blueprint { length: 9, ..base }, &values, &[]), Err(AssemblyError::Blueprint(ConstraintsError::Length)));
}

const ITEMS: usize = 60;

fn bank() -> Bank {
    let items = draw_bank(ITEMS, &BankDistribution::default(), &mut Random::new(2, 0)).unwrap();
    Bank::new(items, Grid::normal(0.0, 1.0, -4.0, 4.0, 33).unwrap()).unwrap()
}

fn tests(constraints: Constraints, exposure: Control, length: usize, persons: usize) -> Vec<Vec<usize>> {
    let bank = bank();
    let stopping = Stopping { minimum: 0, any: vec![Rule::Length { items: length }] };
    let design = Design { constraints, exposure, ..Design::maximum_information(stopping) };
    let administration = Administration::new(&bank, &design).unwrap();
    let mut random = Random::new(6, 6);
    let abilities: Vec<f64> = (0..persons).map(|_| random.normal()).collect();
    let records = Simulation { administration, truth: bank.items(), seed: 3 }.run(&abilities).unwrap();
    records.iter().map(|record| record.answers.iter().map(|(item, _)| *item).collect()).collect()
}

#[test]
fn every_test_from_shadow_tests_meets_the_whole_blueprint() {
    let mut random = Random::new(1, 1);
    let seconds: Vec<f64> = (0..ITEMS).map(|_| 20.0 + 60.0 * random.uniform()).collect();
    let class = |class: usize, least, most| ClassBounds { items: (0..ITEMS).filter(|item| item % 4 == class).collect(), least, most };
    let blueprint = Blueprint {
        length: 12,
        classes: vec![class(0, 5, 5), class(1, 1, 2), class(2, 2, 4), class(3, 0, 3)],
        enemies: (0..15).map(|set| vec![set, set + 20, set + 40]).collect(),
        excluded: vec![3, 33],
        time: Some(TimeLimit { seconds, most: 500.0 }),
    };
    let exposures = [Control::None, Control::Eligibility { rate: 0.3 }, Control::SympsonHetter { parameters: vec![0.6; ITEMS] }];
    for exposure in exposures {
        for test in tests(Constraints { shadow: Some(blueprint.clone()), ..Constraints::default() }, exposure.clone(), 12, 1) {
            assert!(blueprint.is_met_by(&test), "{exposure:?}: {test:?}");
        }
    }
}

#[test]
fn enemies_exclusion_and_spacing_hold_in_every_test() {
    let enemies: Vec<Vec<usize>> = (0..ITEMS / 2).map(|first| vec![first, first + ITEMS / 2]).collect();
    let heavy: Vec<usize> = (0..ITEMS).filter(|item| item % 2 == 0).collect();
    let constraints =
        Constraints { excluded: vec![0, 7, 8], enemies: enemies.clone(), spacing: Some(Spacing { heavy: heavy.clone(), gap: 2 }), ..Constraints::default() };
    for test in tests(constraints, Control::None, 15, 60) {
        assert!(!test.iter().any(|item| [0, 7, 8].contains(item)));
        assert!(enemies.iter().all(|set| test.iter().filter(|item| set.contains(item)).count() <= 1));
        let places: Vec<usize> = test.iter().enumerate().filter(|(_, item)| heavy.contains(item)).map(|(place, _)| place).collect();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 2), "{test:?}");
    }
}

#[test]
fn content_comes_out_in_its_proportions() {
    let classes: Vec<usize> = (0..ITEMS).map(|item| item % 3).collect();
    for balancing in [Balancing::Constrained, Balancing::Multinomial { length: 20 }] {
        let content = Content { classes: classes.clone(), targets: vec![0.5, 0.3, 0.2], balancing };
        let constraints = Constraints { content: Some(content), ..Constraints::default() };
        for test in tests(constraints, Control::None, 20, 30) {
            let count = |class: usize| test.iter().filter(|item| classes[**item] == class).count();
            assert_eq!([count(0), count(1), count(2)], [10, 6, 4], "{balancing:?}");
        }
    }
}

#[test]
fn a_class_that_has_run_out_gives_way() {
    let classes: Vec<usize> = (0..ITEMS).map(|item| usize::from(item >= 3)).collect();
    let content = Content { classes, targets: vec![0.9, 0.1], balancing: Balancing::Constrained };
    for test in tests(Constraints { content: Some(content), ..Constraints::default() }, Control::None, 10, 3) {
        assert_eq!(test.len(), 10);
    }
}

#[test]
fn constraints_that_do_not_fit_the_bank_are_refused() {
    let bank = bank();
    let refused = |constraints: Constraints| {
        let stopping = Stopping { minimum: 0, any: vec![Rule::Length { items: 5 }] };
        let design = Design { constraints, ..Design::maximum_information(stopping) };
        match Administration::new(&bank, &design) {
            Err(DesignError::Constraints(error)) => error,
            other => panic!("{other:?}"),
        }
    };
    let none = Constraints::default;
    assert_eq!(refused(Constraints { excluded: vec![ITEMS], ..none() }), ConstraintsError::NoSuchItem { item: ITEMS });
    assert_eq!(refused(Constraints { enemies: vec![vec![1, 900]], ..none() }), ConstraintsError::NoSuchItem { item: 900 });
    let content =
        |classes: Vec<usize>, targets: Vec<f64>| Constraints { content: Some(Content { classes, targets, balancing: Balancing::Constrained }), ..none() };
    assert_eq!(refused(content(vec![0; 3], vec![1.0])), ConstraintsError::Classes);
    assert_eq!(refused(content(vec![1; ITEMS], vec![1.0])), ConstraintsError::Classes);
    assert_eq!(refused(content(vec![0; ITEMS], vec![f64::NAN])), ConstraintsError::Targets);
    let bounds = Blueprint { length: 5, classes: vec![ClassBounds { items: vec![1], least: 2, most: 1 }], ..Blueprint::default() };
    assert_eq!(refused(Constraints { shadow: Some(bounds), ..none() }), ConstraintsError::Bounds { class: 0 });
    let time = Blueprint { length: 5, time: Some(TimeLimit { seconds: vec![1.0], most: 5.0 }), ..Blueprint::default() };
    assert_eq!(refused(Constraints { shadow: Some(time), ..none() }), ConstraintsError::Times);
}
