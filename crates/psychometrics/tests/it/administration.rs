//! Whole administrations.

use proptest::prelude::*;
use psychometrics::administration::{Administration, AdministrationError, Design, DesignError, Estimator, Simulation, SimulationError, Start, Step, summarise};
use psychometrics::exposure::Control;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::selection::{Bank, Grid, Pace, Rule};
use psychometrics::simulation::{BankDistribution, DrawnModel, draw_bank};
use psychometrics::stopping::{self, Reason, Stopping};

use crate::selection_rules::RULES;

fn bank(items: usize, model: DrawnModel) -> Bank {
    let items = draw_bank(items, &BankDistribution { model, ..BankDistribution::default() }, &mut Random::new(2001, 0)).unwrap();
    Bank::new(items, Grid::normal(0.0, 1.0, -4.0, 4.0, 41).unwrap()).unwrap()
}

fn until(standard_error: f64, items: usize) -> Stopping {
    Stopping { minimum: 0, any: vec![stopping::Rule::Precision { standard_error }, stopping::Rule::Length { items }] }
}

fn persons(count: usize) -> Vec<f64> {
    let mut random = Random::new(4, 0);
    (0..count).map(|_| random.normal()).collect()
}

#[test]
fn a_simulated_test_is_as_long_and_as_precise_as_catr_has_it() {
    let (bank, design) = (bank(300, DrawnModel::TwoPl), Design::maximum_information(until(0.3, 20)));
    let administration = Administration::new(&bank, &design).unwrap();
    let records = Simulation { administration, truth: bank.items(), seed: 1 }.run(&persons(1000)).unwrap();
    let summary = summarise(&records).unwrap();
    assert!((12.5..14.0).contains(&summary.mean_length), "{summary:?}");
    assert!((0.27..0.32).contains(&summary.rmse) && summary.bias.abs() < 0.03, "{summary:?}");
    assert!((summary.mean_standard_error - summary.rmse).abs() < 0.03, "{summary:?}");
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let bank = bank(100, DrawnModel::Gpcm { categories: 4, spacing: 0.6 });
    let design = Design { exposure: Control::Randomesque { count: 4 }, ..Design::maximum_information(until(0.3, 15)) };
    let administration = Administration::new(&bank, &design).unwrap();
    let simulation = Simulation { administration, truth: bank.items(), seed: 9 };
    let abilities = persons(300);
    let run = |threads: usize| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| simulation.run(&abilities).unwrap());
    assert_eq!(run(1), run(3));
}

#[test]
fn every_rule_and_estimator_runs_a_whole_test_of_every_kind_of_items() {
    let pace = Pace::Length { items: 8, acceleration: 1.0 };
    let rules = RULES.into_iter().chain([Rule::Progressive(pace), Rule::Proportional(pace), Rule::Random]);
    let estimators =
        [Estimator::ExpectedAPosteriori, Estimator::MaximumAPosteriori { mean: 0.0, sd: 1.0 }, Estimator::MaximumLikelihood, Estimator::WeightedLikelihood];
    for model in [DrawnModel::ThreePl, DrawnModel::Grm { categories: 4, spacing: 0.7 }] {
        let bank = bank(15, model);
        for (index, rule) in rules.clone().enumerate() {
            let estimator = estimators[index % 4];
            let design = Design { rule, provisional: estimator, last: estimators[(index + 1) % 4], ..Design::maximum_information(until(0.01, 5)) };
            let administration = Administration::new(&bank, &design).unwrap();
            let mut session = administration.session();
            for person in 0..2 {
                let outcome = administration.run(&mut session, &mut Random::new(1, person), |item| (item + person as usize) % 2).unwrap();
                assert!(
                    outcome.length == 5 && outcome.estimate.theta.is_finite() && outcome.estimate.standard_error > 0.0,
                    "{rule:?} {estimator:?}: {outcome:?}"
                );
                assert!((1..5).all(|place| !session.items()[..place].contains(&session.items()[place])), "an item twice");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_final_estimate_does_not_depend_on_the_order_of_the_answers(answers in prop::collection::vec(0..3_usize, 12), seed in any::<u64>()) {
        let bank = bank(12, DrawnModel::Grm { categories: 3, spacing: 0.9 });
        let design = Design::maximum_information(until(0.01, 12));
        let administration = Administration::new(&bank, &design).unwrap();
        let estimate = |order: &[usize]| {
            let mut session = administration.session();
            for item in order {
                administration.answer(&mut session, *item, answers[*item], 1.0).unwrap();
            }
            administration.finish(&mut session).unwrap()
        };
        let straight: Vec<usize> = (0..12).collect();
        let mut mixed = straight.clone();
        Random::new(seed, 0).shuffle(&mut mixed);
        prop_assert_eq!(estimate(&straight), estimate(&mixed));
    }
}

#[test]
fn asking_again_without_an_answer_gives_the_same_item() {
    let bank = bank(40, DrawnModel::TwoPl);
    let design = Design { rule: Rule::Random, ..Design::maximum_information(until(0.3, 5)) };
    let administration = Administration::new(&bank, &design).unwrap();
    let (mut session, mut random) = (administration.session(), Random::new(3, 3));
    let first = administration.next(&mut session, &mut random).unwrap();
    assert_eq!(administration.next(&mut session, &mut random).unwrap(), first);
}

#[test]
fn a_test_begins_with_the_items_of_its_start_and_ends_when_nothing_is_left() {
    let bank = bank(6, DrawnModel::TwoPl);
    let start = Start { ability: 1.0, items: vec![5, 2] };
    let design = Design { start, ..Design::maximum_information(Stopping { minimum: 0, any: Vec::new() }) };
    let administration = Administration::new(&bank, &design).unwrap();
    let mut session = administration.session();
    let outcome = administration.run(&mut session, &mut Random::new(1, 0), |_| 1).unwrap();
    assert_eq!((&session.items()[..2], outcome.length, outcome.reason), (&[5, 2][..], 6, Reason::NothingLeft));
}

#[test]
fn time_ends_a_test_that_reports_its_seconds() {
    let bank = bank(40, DrawnModel::TwoPl);
    let rule = stopping::Rule::Time { seconds: 100.0 };
    let design = Design::maximum_information(Stopping { minimum: 10, any: vec![rule] });
    let administration = Administration::new(&bank, &design).unwrap();
    let (mut session, mut random) = (administration.session(), Random::new(3, 3));
    while let Step::Ask(item) = administration.next(&mut session, &mut random).unwrap() {
        administration.answer(&mut session, item, 1, 30.0).unwrap();
    }
    assert_eq!(session.items().len(), 4);
    assert_eq!(administration.next(&mut session, &mut random).unwrap(), Step::Stop(Reason::Rule(rule)));
}

#[test]
fn wrong_answers_to_the_engine_are_refused_with_words() {
    let bank = bank(6, DrawnModel::TwoPl);
    let design = Design::maximum_information(until(0.3, 5));
    let administration = Administration::new(&bank, &design).unwrap();
    let mut session = administration.session();
    assert_eq!(administration.answer(&mut session, 6, 0, 0.0), Err(AdministrationError::NoSuchItem { item: 6 }));
    assert_eq!(administration.answer(&mut session, 1, 2, 0.0), Err(AdministrationError::NoSuchCategory { item: 1, category: 2 }));
    assert_eq!(administration.answer(&mut session, 1, 1, f64::NAN), Err(AdministrationError::Seconds));
    administration.answer(&mut session, 1, 1, 0.0).unwrap();
    assert_eq!(administration.answer(&mut session, 1, 0, 0.0), Err(AdministrationError::AnsweredBefore { item: 1 }));
    assert_eq!(administration.set_eligible(&mut session, &[true]), Err(AdministrationError::Eligibility));
    assert_eq!(administration.next(&mut session, &mut Random::new(1, 1)).map(|step| matches!(step, Step::Ask(item) if item != 1)), Ok(true));
    let simulation = Simulation { administration, truth: bank.items(), seed: 1 };
    assert_eq!(simulation.run(&[0.0, f64::NAN]), Err(SimulationError::Ability { person: 1 }));
    assert_eq!(Simulation { truth: &bank.items()[1..], ..simulation }.run(&[0.0]), Err(SimulationError::Truth));
    assert_eq!(simulation.run(&[]), Ok(Vec::new()));
}

#[test]
fn designs_that_make_no_sense_are_refused() {
    let bank = bank(6, DrawnModel::TwoPl);
    let refused = |change: &dyn Fn(&mut Design)| {
        let mut design = Design::maximum_information(until(0.3, 5));
        change(&mut design);
        Administration::new(&bank, &design).err()
    };
    assert_eq!(refused(&|_| {}), None);
    assert_eq!(refused(&|design| design.start.ability = f64::NAN), Some(DesignError::StartAbility));
    assert_eq!(refused(&|design| design.start.items = vec![1, 1]), Some(DesignError::StartItem { item: 1 }));
    assert_eq!(refused(&|design| design.rule = Rule::Progressive(Pace::Length { items: 0, acceleration: 1.0 })), Some(DesignError::Pace));
    assert_eq!(refused(&|design| design.last = Estimator::MaximumAPosteriori { mean: 0.0, sd: -1.0 }), Some(DesignError::Prior));
    assert_eq!(refused(&|design| design.exposure = Control::SympsonHetter { parameters: vec![0.5] }), Some(DesignError::Exposure));
    assert_eq!(refused(&|design| design.stopping.any.push(stopping::Rule::Length { items: 0 })), Some(DesignError::Stopping { rule: 2 }));
}

#[test]
fn contradictory_answers_to_very_steep_items_end_in_words_not_in_a_number() {
    let steep = |difficulty| ItemModel::TwoPl { discrimination: 1000.0, difficulty };
    let bank = Bank::new(vec![steep(-3.9), steep(3.9)], Grid::normal(0.0, 1.0, -4.0, 4.0, 33).unwrap()).unwrap();
    let design = Design::maximum_information(until(0.01, 2));
    let administration = Administration::new(&bank, &design).unwrap();
    let mut session = administration.session();
    // Wrong on the easiest, right on the hardest.
    let result = administration.run(&mut session, &mut Random::new(1, 1), |item| item);
    assert!(result.is_err() || result.is_ok_and(|outcome| outcome.estimate.theta.is_finite()), "{result:?}");
}
