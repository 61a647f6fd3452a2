//! The use of items: limited, and counted.

use psychometrics::administration::{Administration, Design, Record, Simulation, SimulationError, sympson_hetter_parameters};
use psychometrics::exposure::{Control, Eligibility, ExposureRates, exposure_rates, next_parameters};
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid};
use psychometrics::simulation::{BankDistribution, draw_bank};
use psychometrics::stopping::{Rule, Stopping};

const ITEMS: usize = 120;
const LENGTH: usize = 12;
const RATE: f64 = 0.25;

fn bank() -> Bank {
    let items = draw_bank(ITEMS, &BankDistribution::default(), &mut Random::new(21, 0)).unwrap();
    Bank::new(items, Grid::normal(0.0, 1.0, -4.0, 4.0, 33).unwrap()).unwrap()
}

fn design(exposure: Control) -> Design {
    Design { exposure, ..Design::maximum_information(Stopping { minimum: 0, any: vec![Rule::Length { items: LENGTH }] }) }
}

fn persons(count: usize, stream: u64) -> Vec<f64> {
    let mut random = Random::new(33, stream);
    (0..count).map(|_| random.normal()).collect()
}

fn simulate(bank: &Bank, exposure: Control, count: usize) -> Vec<Record> {
    let design = design(exposure);
    let administration = Administration::new(bank, &design).unwrap();
    Simulation { administration, truth: bank.items(), seed: 5 }.run(&persons(count, 9)).unwrap()
}

fn rates(records: &[Record]) -> ExposureRates {
    let tests: Vec<Vec<usize>> = records.iter().map(|record| record.answers.iter().map(|(item, _)| *item).collect()).collect();
    assert!(tests.iter().all(|test| test.len() == LENGTH), "control must not shorten tests");
    exposure_rates(ITEMS, tests.iter().map(Vec::as_slice)).unwrap()
}

#[test]
fn every_control_lowers_the_largest_exposure_and_the_overlap() {
    let bank = bank();
    let free = rates(&simulate(&bank, Control::None, 800));
    assert!(free.largest > 0.95, "everybody begins with the same item: {}", free.largest);

    let some = rates(&simulate(&bank, Control::Randomesque { count: 5 }, 800));
    assert!(some.largest < free.largest && some.overlap < free.overlap, "{some:?}");

    let parameters = sympson_hetter_parameters(&bank, &design(Control::None), &persons(800, 1), RATE, 7, 40).unwrap();
    assert!(parameters.iter().filter(|parameter| **parameter >= 1.0).count() >= LENGTH, "nobody may run out of items");
    let held = rates(&simulate(&bank, Control::SympsonHetter { parameters }, 800));
    // 800 persons: the standard deviation of a rate of 0.25 is 0.015, and there are many rates at the limit.
    assert!(held.largest < RATE + 0.07, "{}", held.largest);
    assert!(held.overlap < free.overlap && held.unused < free.unused);
}

#[test]
fn eligibility_keeps_the_rate_without_simulation_beforehand() {
    let bank = bank();
    let records = simulate(&bank, Control::Eligibility { rate: RATE }, 4000);
    // The first persons teach it; afterwards the rate holds, but for the noise of 3000 persons (0.008) in the largest of many.
    let late = rates(&records[1000..]);
    assert!(late.largest < RATE + 0.03, "{}", late.largest);
}

#[test]
fn eligibility_of_an_item_nobody_was_asked_is_certain() {
    let mut memory = Eligibility::new(3);
    assert!(memory.draw(0.2, &mut Random::new(1, 0)).iter().all(|eligible| *eligible));
    memory.record(&[true, true, false], &[0, 2, 99]);
    assert_eq!((memory.eligible.clone(), memory.asked.clone()), (vec![1, 1, 1], vec![1, 0, 1]));
    assert!((memory.probability(0, 0.2) - 0.2).abs() < 1e-15 && memory.probability(1, 0.2) >= 1.0);
}

#[test]
fn the_next_parameters_of_sympson_and_hetter_are_the_wanted_by_the_observed_rate() {
    let parameters = next_parameters(&[0, 10, 50, 100], 100, 0.25, 1).unwrap();
    assert_eq!(parameters, [1.0, 1.0, 0.5, 0.25]);
    assert_eq!(next_parameters(&[100, 100, 100], 100, 0.25, 2).unwrap(), [1.0, 1.0, 0.25], "as many items as a test needs are let through");
    assert_eq!(next_parameters(&[], 0, 0.25, 5), Some(vec![]));
    assert_eq!(sympson_hetter_parameters(&bank(), &design(Control::None), &[0.0], 0.0, 3, 1), Err(SimulationError::Rate));
}

#[test]
fn rates_and_overlap_are_counted() {
    let tests: [&[usize]; 3] = [&[0, 1], &[0, 2], &[0, 1, 9]];
    let counted = exposure_rates(4, tests).unwrap();
    assert_eq!((counted.rates[0], counted.unused, counted.largest), (1.0, 1, 1.0));
    // Pairs in common: item 0 three times, item 1 once: 4 of 3 pairs, in tests of mean length 2.
    assert!((counted.overlap - 4.0 / 3.0 / 2.0).abs() < 1e-15 && (counted.mean_length - 2.0).abs() < 1e-15);
    assert_eq!(exposure_rates(4, std::iter::empty()), None);
}
