//! Correlated scales in one test, and banks drawn from distributions.

use psychometrics::ability::Prior;
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{BankDistribution, BankDistributionError, DrawnModel, ScalesSimulation, draw_bank};

#[test]
fn one_test_that_knows_the_correlation_measures_each_scale_better_than_separate_tests() {
    let items = draw_bank(100, &BankDistribution::default(), &mut Random::new(3, 0)).unwrap();
    let bank: Vec<(ItemModel, usize)> = items.into_iter().enumerate().map(|(index, item)| (item, index % 5)).collect();
    let prior = |correlation: f64| Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, correlation)).unwrap();
    let (population, apart) = (prior(0.7), prior(0.0));
    let error = |believed: &Prior| {
        let accuracy = ScalesSimulation { bank: &bank, population: &population, believed, questions: 32, seed: 11 }.run(60).unwrap();
        (0..5).map(|dimension| accuracy.dimension(dimension).unwrap().rmse).sum::<f64>() / 5.0
    };
    let (together, separate) = (error(&population), error(&apart));
    // 60 persons and a small bank: the full measurement is the bench `scales`.
    assert!(together < 0.47 && together < separate - 0.03, "{together} against {separate}");
}

#[test]
fn a_drawn_bank_follows_its_distribution_and_is_valid() {
    for model in [
        DrawnModel::OnePl,
        DrawnModel::TwoPl,
        DrawnModel::ThreePl,
        DrawnModel::FourPl,
        DrawnModel::Grm { categories: 5, spacing: 0.8 },
        DrawnModel::Gpcm { categories: 4, spacing: 0.5 },
    ] {
        let distribution = BankDistribution { model, difficulty: (0.5, 1.2), ..BankDistribution::default() };
        let bank = draw_bank(2000, &distribution, &mut Random::new(8, 0)).unwrap();
        assert!(bank.iter().all(|item| item.validate().is_ok()));
        let mean = bank.iter().map(ItemModel::difficulty).sum::<f64>() / 2000.0;
        assert!((mean - 0.5).abs() < 0.1, "{model:?}: {mean}");
    }
}

#[test]
fn distributions_without_sense_are_refused() {
    let draw = |distribution: BankDistribution| draw_bank(3, &distribution, &mut Random::new(1, 1)).unwrap_err();
    assert_eq!(draw(BankDistribution { difficulty: (f64::NAN, 1.0), ..BankDistribution::default() }), BankDistributionError::Normal);
    assert_eq!(draw(BankDistribution { log_discrimination: (0.0, -0.1), ..BankDistribution::default() }), BankDistributionError::Normal);
    let guessing = BankDistribution { model: DrawnModel::FourPl, guessing: (0.3, 0.6), slipping: (0.0, 0.5), ..BankDistribution::default() };
    assert_eq!(draw(guessing), BankDistributionError::Asymptotes);
    let graded = BankDistribution { model: DrawnModel::Grm { categories: 1, spacing: 1.0 }, ..BankDistribution::default() };
    assert_eq!(draw(graded), BankDistributionError::Categories);
}
