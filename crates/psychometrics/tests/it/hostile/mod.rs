//! Every public entry point, with input that nobody should give: a typed error or a flagged result, never a panic, never a NaN.
//!
//! Results are searched for NaN in their debug form, so that a new field cannot escape. Infinite standard errors are allowed: they are how
//! the crate says "nothing is known".

mod calibration;

use std::fmt::{Debug, Display};

use psychometrics::ability::unidimensional::{
    Criterion, ErrorFormula, Scorer, UNBOUNDED, jeffreys_within, map_within, maximum_likelihood_within, standard_error, summits, test_information, warm_roots,
    warm_within,
};
use psychometrics::ability::within_item::{ProductGrid, WithinItemObservation, expected_a_posteriori, maximum_a_posteriori};
use psychometrics::ability::{
    AbilityError, Bound, Estimate, Observation, Prior, Response, eap, jeffreys, map, maximum_likelihood, posterior_mean, posterior_mode, quasi_monte_carlo,
    warm,
};
use psychometrics::calibration::multidimensional::nearest_correlation;
use psychometrics::calibration::{Family, Quadrature, Settings};
use psychometrics::classical::describe;
use psychometrics::classification::{agreement, from_estimates, from_items, from_sum_scores, levels_of_posterior};
use psychometrics::dif::{
    Matching, Screening, breslow_day, generalised_mantel_haenszel, likelihood_ratio, logistic, lord, mantel, mantel_haenszel, raju, sibtest, standardisation,
};
use psychometrics::distribution::{ChiSquare, FisherF, NoncentralChiSquare, StudentT, regularised_beta, regularised_gamma};
use psychometrics::drift::{Cusum, change, residual, robust_z, stable_items};
use psychometrics::fit::{
    FitError, ItemFitSettings, LatentNormal, LimitedInformationSettings, comparative_fit_index, empirical_curve, limited_information, local_dependence,
    mean_squares, pattern_deviance, posterior_means, q3, q3_critical, rmsea, rmsea_interval, s_x2, tucker_lewis_index,
};
use psychometrics::levels::{level_of, level_probabilities};
use psychometrics::linking::{self, Method, Nodes, Transformation, link, standard_errors};
use psychometrics::matrix::{MatrixError, SymmetricMatrix};
use psychometrics::model::{ItemModel, ModelError, MultidimensionalItem};
use psychometrics::person_fit::{guttman_errors, infit_outfit, infit_outfit_floored, lz, lz_star, person_scalability};
use psychometrics::plausible_values::{draw, draw_correlated};
use psychometrics::quadrature::{Node, normal_grid};
use psychometrics::random::Random;
use psychometrics::reliability::{conditional, empirical, empirical_unshrunken, marginal, mean_information_ratio};
use psychometrics::responses::{MISSING, Responses};
use psychometrics::score::equating::{observed_score, true_score, true_score_of};
use psychometrics::score::{ScoreTable, score_distribution};
use psychometrics::similarity::{generalised_binomial, omega};
use psychometrics::uncertainty::ParameterUncertainty;

/// One ability from a pattern.
type Scoring = dyn Fn(&[Response<'_>]) -> Result<Estimate, AbilityError>;

/// A statistic of a pattern at an ability, written out.
type Statistic = dyn Fn(&[Response<'_>], f64) -> Result<String, String>;

const NOT_NUMBERS: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

/// Nothing in it is NaN.
fn sound<T: Debug>(what: &str, value: &T) {
    let text = format!("{value:?}");
    assert!(!text.contains("NaN"), "{what}: {}", &text[..text.len().min(2000)]);
}

/// A result without NaN, or an error in words.
fn answered<T: Debug, E: Debug + Display>(what: &str, result: Result<T, E>) -> Option<T> {
    match result {
        Ok(value) => {
            sound(what, &value);
            Some(value)
        }
        Err(error) => {
            let words = error.to_string();
            assert!(words.contains(' ') && !words.contains('{') && !words.contains("NaN"), "{what}: {words}");
            None
        }
    }
}

/// An error in words.
fn refused<T: Debug, E: Debug + Display>(what: &str, result: Result<T, E>) {
    if let Ok(value) = &result {
        let text = format!("{value:?}");
        panic!("{what}: accepted, {}", &text[..text.len().min(2000)]);
    }
    answered(what, result);
}

fn two_pl(discrimination: f64, difficulty: f64) -> ItemModel {
    ItemModel::TwoPl { discrimination, difficulty }
}

/// No response models.
fn impossible_items() -> Vec<ItemModel> {
    let mut items = vec![
        ItemModel::ThreePl { discrimination: 1.0, difficulty: 0.0, guessing: 1.0 },
        ItemModel::ThreePl { discrimination: 1.0, difficulty: 0.0, guessing: -0.1 },
        ItemModel::FourPl { discrimination: 1.0, difficulty: 0.0, guessing: 0.6, ceiling: 0.5 },
        ItemModel::FourPl { discrimination: 1.0, difficulty: 0.0, guessing: 0.0, ceiling: 1.1 },
        ItemModel::Pcm { steps: vec![] },
        ItemModel::Gpcm { discrimination: 1.0, steps: vec![] },
        ItemModel::Grm { discrimination: 1.0, thresholds: vec![] },
        ItemModel::Grm { discrimination: 1.0, thresholds: vec![1.0, 0.0] },
        ItemModel::Grm { discrimination: 1.0, thresholds: vec![0.0, 0.0] },
        ItemModel::Rsm { difficulty: 0.0, offsets: vec![] },
        ItemModel::Nrm { slopes: vec![], intercepts: vec![] },
        ItemModel::Nrm { slopes: vec![1.0], intercepts: vec![0.0, 1.0] },
        ItemModel::Nrm { slopes: vec![0.0, 0.0], intercepts: vec![0.0, 1.0] },
        two_pl(0.0, 0.0),
        two_pl(-1.0, 0.0),
        two_pl(1e9, 0.0),
    ];
    for bad in NOT_NUMBERS {
        items.extend([
            ItemModel::OnePl { difficulty: bad },
            two_pl(bad, 0.0),
            two_pl(1.0, bad),
            ItemModel::ThreePl { discrimination: 1.0, difficulty: 0.0, guessing: bad },
            ItemModel::FourPl { discrimination: 1.0, difficulty: 0.0, guessing: 0.1, ceiling: bad },
            ItemModel::Gpcm { discrimination: bad, steps: vec![0.0] },
            ItemModel::Gpcm { discrimination: 1.0, steps: vec![0.0, bad] },
            ItemModel::Pcm { steps: vec![bad] },
            ItemModel::Rsm { difficulty: bad, offsets: vec![0.0] },
            ItemModel::Rsm { difficulty: 0.0, offsets: vec![bad] },
            ItemModel::Grm { discrimination: 1.0, thresholds: vec![bad] },
            ItemModel::Nrm { slopes: vec![bad], intercepts: vec![0.0] },
            ItemModel::Nrm { slopes: vec![1.0], intercepts: vec![bad] },
        ]);
    }
    items
}

/// Valid, and as far from any real item as the limits allow.
fn extreme_items() -> Vec<ItemModel> {
    vec![
        ItemModel::OnePl { difficulty: -1000.0 },
        two_pl(1000.0, 1000.0),
        two_pl(f64::MIN_POSITIVE, 0.0),
        ItemModel::ThreePl { discrimination: 500.0, difficulty: 3.0, guessing: 0.999_999_999_999 },
        ItemModel::FourPl { discrimination: 500.0, difficulty: 3.0, guessing: 0.5, ceiling: 0.500_000_000_000_1 },
        ItemModel::Gpcm { discrimination: 1000.0, steps: vec![1000.0, -1000.0, 1000.0] },
        ItemModel::Pcm { steps: vec![-1000.0; 40] },
        ItemModel::Rsm { difficulty: 500.0, offsets: vec![500.0, -500.0] },
        ItemModel::Grm { discrimination: 1000.0, thresholds: vec![-1000.0, 0.0, 1e-13, 1000.0] },
        ItemModel::Nrm { slopes: vec![500.0, -500.0, 0.0], intercepts: vec![-1000.0, 1000.0, 1000.0] },
    ]
}

fn ordinary_items() -> Vec<ItemModel> {
    vec![
        two_pl(1.2, -0.5),
        ItemModel::ThreePl { discrimination: 1.5, difficulty: 0.2, guessing: 0.2 },
        ItemModel::Grm { discrimination: 1.1, thresholds: vec![-1.0, 0.5] },
        ItemModel::Gpcm { discrimination: 0.9, steps: vec![0.5, -0.2] },
        ItemModel::Nrm { slopes: vec![0.5, 1.0], intercepts: vec![0.2, -0.3] },
    ]
}

fn nodes() -> Vec<Node> {
    normal_grid(0.0, 1.0, -5.0, 5.0, 31)
}

fn bad_nodes() -> Vec<Vec<Node>> {
    let mut lists = vec![vec![], vec![Node { point: 0.0, weight: 0.0 }; 2], vec![Node { point: 0.0, weight: -1.0 }, Node { point: 1.0, weight: 2.0 }]];
    for bad in NOT_NUMBERS {
        lists.push(vec![Node { point: 0.0, weight: 1.0 }, Node { point: bad, weight: 1.0 }]);
        lists.push(vec![Node { point: 0.0, weight: 1.0 }, Node { point: 1.0, weight: bad }]);
    }
    lists
}

/// Tables that real life brings: nobody, one person, one category only, an item nobody saw, a person without answers, perfect separation.
fn tables(items: usize) -> Vec<(&'static str, Responses)> {
    let of = |rows: Vec<Vec<u8>>| Responses::from_matrix(items, rows.concat()).unwrap();
    let row = |of_item: &dyn Fn(usize) -> u8| (0..items).map(of_item).collect::<Vec<u8>>();
    vec![
        ("nobody answered anything", of(vec![row(&|_| MISSING); 6])),
        ("one person", of(vec![row(&|item| u8::from(item % 2 == 0))])),
        ("all right", of(vec![row(&|_| 1); 8])),
        ("all wrong", of(vec![row(&|_| 0); 8])),
        ("an item nobody saw", of((0..12).map(|person| row(&|item| if item == 0 { MISSING } else { u8::from((person + item) % 3 > 0) })).collect())),
        ("a person without an answer", of((0..12).map(|person| row(&|item| if person == 3 { MISSING } else { u8::from((person * item) % 3 > 0) })).collect())),
        ("one item of one category", of((0..12).map(|person| row(&|item| if item == 1 { 1 } else { u8::from((person + 2 * item) % 5 > 1) })).collect())),
        ("a perfect scale", of((0..=items).map(|person| row(&|item| u8::from(item < person))).collect())),
        ("nobody met anybody's items", of((0..items).map(|person| row(&|item| if item == person { 1 } else { MISSING })).collect())),
        ("everybody the same", of(vec![row(&|item| u8::from(item % 2 == 0)); 10])),
    ]
}

fn matrices_that_are_no_covariance() -> Vec<SymmetricMatrix> {
    let of = |cells: [f64; 3]| SymmetricMatrix::from_rows(2, vec![cells[0], cells[1], cells[1], cells[2]]).unwrap();
    vec![of([2.0, 2.0, 2.0]), of([1.0, 1.0, 1.0]), of([1.0, 2.0, 1.0]), of([-1.0, 0.0, 1.0]), of([0.0, 0.0, 0.0]), SymmetricMatrix::zeros(0)]
}

/// Enough to see what becomes of it.
fn quick() -> Settings {
    Settings { quadrature: Quadrature::Rectangle { points: 15, low: -4.0, high: 4.0, fixed: false }, most_steps: 30, ..Settings::default() }
}

// ---- models ----

#[test]
fn an_item_that_is_no_response_model_is_told_by_its_reason() {
    for item in impossible_items() {
        refused(&format!("{item:?}"), item.validate());
        refused("several abilities", MultidimensionalItem { loadings: vec![1.0, 0.5], model: item }.validate());
    }
    for bad in NOT_NUMBERS {
        assert_eq!(MultidimensionalItem::two_pl(vec![1.0, bad], 0.0).validate(), Err(ModelError::OutOfRange));
    }
    assert_eq!(MultidimensionalItem::two_pl(vec![0.0, 0.0], 0.0).validate(), Err(ModelError::NothingMeasured));
    assert_eq!(MultidimensionalItem::two_pl(vec![], 0.0).validate(), Err(ModelError::NothingMeasured));
}

#[test]
fn no_ability_however_far_makes_a_valid_item_answer_nan() {
    let abilities = [0.0, -0.0, 5e-324, 1.0, -1e3, 1e15, -1e100, 1e300, f64::MAX, f64::MIN];
    for item in extreme_items().into_iter().chain(ordinary_items()) {
        item.validate().unwrap();
        for theta in abilities {
            let place = format!("{item:?} at {theta}");
            let mut probabilities = Vec::new();
            item.probabilities(theta, &mut probabilities);
            let total: f64 = probabilities.iter().sum();
            assert!((total - 1.0).abs() < 1e-9, "{place}: {probabilities:?}");
            for category in 0..=item.categories() {
                sound(&place, &(item.probability(theta, category), item.log_probability(theta, category)));
                sound(&place, &(item.score_derivatives(theta, category), item.probability_derivatives(theta, category)));
                sound(&place, &(item.higher_derivatives(theta, category), item.observed_information(theta, category)));
            }
            let information = item.expected_information(theta);
            assert!(information >= 0.0 && information.is_finite(), "{place}: {information}");
            sound(&place, &(item.expected_score(theta), test_information([&item], theta)));
        }
        sound("place and slope", &(item.difficulty(), item.discrimination()));
    }
}

#[test]
fn an_uncertainty_that_is_none_makes_no_valid_item() {
    for item in ordinary_items() {
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            for uncertainty in [
                ParameterUncertainty { difficulty_sd: bad, log_discrimination_sd: 0.1 },
                ParameterUncertainty { difficulty_sd: 0.1, log_discrimination_sd: bad },
            ] {
                let flattened = item.marginalised(&uncertainty);
                assert!(flattened.validate().is_err(), "{item:?} {uncertainty:?} {flattened:?}");
            }
        }
    }
    for item in impossible_items() {
        assert!(item.marginalised(&ParameterUncertainty::AUTHOR).validate().is_err(), "{item:?}");
    }
}

// ---- abilities ----

#[test]
fn abilities_are_not_estimated_from_nothing_nor_from_what_is_no_answer() {
    let item = two_pl(1.0, 0.0);
    let estimators: [(&str, &Scoring); 10] = [
        ("maximum likelihood", &|answers| maximum_likelihood(answers)),
        ("unbounded", &|answers| maximum_likelihood_within(answers, UNBOUNDED, ErrorFormula::Observed)),
        ("map", &|answers| map(answers, 0.0, 1.0)),
        ("map within", &|answers| map_within(answers, 0.0, 1.0, (-2.0, 2.0), ErrorFormula::Asymptotic)),
        ("eap", &|answers| eap(answers, &nodes())),
        ("warm", &|answers| warm(answers)),
        ("warm within", &|answers| warm_within(answers, UNBOUNDED, ErrorFormula::Asymptotic)),
        ("jeffreys", &|answers| jeffreys(answers)),
        ("jeffreys within", &|answers| jeffreys_within(answers, (-1.0, 1.0), ErrorFormula::Observed)),
        ("standard error", &|answers| {
            standard_error(answers, 0.3, &Criterion::Warm, ErrorFormula::Observed).map(|standard_error| Estimate {
                theta: 0.0,
                standard_error,
                bound: Bound::Inside,
            })
        }),
    ];
    let (ordinary, extreme) = (ordinary_items(), extreme_items());
    for (name, estimate) in estimators {
        let empty = estimate(&[]);
        // Only a prior says something of a person without an answer.
        assert_eq!(empty.is_ok(), ["map", "map within", "eap"].contains(&name), "{name}: {empty:?}");
        assert_eq!(estimate(&[Response { model: &item, category: 2 }]).unwrap_err(), AbilityError::NoSuchCategory { answer: 0, category: 2 }, "{name}");
        for model in &impossible_items() {
            let result = estimate(&[Response { model: &item, category: 1 }, Response { model, category: 0 }]);
            assert!(matches!(result, Err(AbilityError::Model { answer: 1, .. })), "{name} {model:?}: {result:?}");
        }
        for pick in 0..3_usize {
            let answer = |model: &'static str, items: &[ItemModel]| {
                let answers: Vec<Response<'_>> = items.iter().map(|model| Response { model, category: [0, model.categories() - 1, 1][pick] }).collect();
                answered(&format!("{name}, {model} items, pattern {pick}"), estimate(&answers));
                for answer in &answers {
                    answered(&format!("{name}, one of the {model} items, pattern {pick}: {answer:?}"), estimate(&[*answer]));
                }
            };
            answer("ordinary", &ordinary);
            answer("extreme", &extreme);
        }
    }
    let answers = [Response { model: &item, category: 1 }];
    for bad in NOT_NUMBERS {
        refused("prior mean", map(&answers, bad, 1.0));
        refused("prior sd", map(&answers, 0.0, bad));
        refused("theta", standard_error(&answers, bad, &Criterion::Likelihood, ErrorFormula::Expected));
        refused("criterion", summits(&answers, &Criterion::Normal { mean: bad, sd: 1.0 }, (-4.0, 4.0)));
    }
    for sd in [0.0, -1.0, 5e-324] {
        refused("prior sd", map(&answers, 0.0, sd));
    }
    for range in [(0.0, 0.0), (1.0, -1.0), (f64::NAN, 1.0), (0.0, f64::NAN), (f64::INFINITY, f64::INFINITY)] {
        refused("range", maximum_likelihood_within(&answers, range, ErrorFormula::Expected));
        refused("range", warm_roots(&answers, range));
        refused("range", jeffreys_within(&answers, range, ErrorFormula::Expected));
        refused("range", map_within(&answers, 0.0, 1.0, range, ErrorFormula::Expected));
    }
    for nodes in bad_nodes() {
        refused("nodes", eap(&answers, &nodes));
        refused("nodes", draw(&answers, &nodes, 3, &mut Random::new(1, 1)));
        if let Some(mut scorer) = answered("scorer", Scorer::new(std::slice::from_ref(&item), &nodes)) {
            refused("scorer", scorer.score([(0, 1)]));
        }
    }
    refused("prior of no width", eap(&answers, &normal_grid(0.0, 0.0, -4.0, 4.0, 9)));
    let mut scorer = Scorer::new(&ordinary, &nodes()).unwrap();
    for bad in [(9, 0), (0, 2), (usize::MAX, 0), (0, usize::MAX)] {
        refused("scorer", scorer.score([bad]));
    }
    answered("scorer, nothing", scorer.score([]));
    for item in impossible_items() {
        refused("scorer", Scorer::new(&[item], &nodes()));
    }
}

#[test]
fn correlated_abilities_need_a_covariance_and_items_of_their_dimensions() {
    for covariance in matrices_that_are_no_covariance() {
        refused("prior", Prior::new(vec![0.0; covariance.size()], covariance.clone()));
        answered("nearest correlation", nearest_correlation(&covariance, 1e-6));
    }
    refused("sizes", Prior::new(vec![0.0; 3], SymmetricMatrix::identity(2)));
    refused("nothing", Prior::new(vec![], SymmetricMatrix::identity(0)));
    for bad in NOT_NUMBERS {
        refused("mean", Prior::new(vec![bad, 0.0], SymmetricMatrix::identity(2)));
        assert!(matches!(SymmetricMatrix::from_rows(2, vec![1.0, bad, bad, 1.0]), Err(MatrixError::NotFinite { .. })));
        let mut set = SymmetricMatrix::identity(2);
        set.set(1, 0, bad);
        refused("covariance", Prior::new(vec![0.0; 2], set));
        refused("smallest", nearest_correlation(&SymmetricMatrix::identity(2), bad));
    }
    refused("length", SymmetricMatrix::from_rows(2, vec![1.0; 3]));
    refused("symmetry", SymmetricMatrix::from_rows(2, vec![1.0, 0.5, 0.4, 1.0]));
    let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::equicorrelated(2, 0.5)).unwrap();
    let (good, bad_items) = (two_pl(1.0, 0.0), impossible_items());
    let wrong = [Observation { model: &good, dimension: 2, category: 0 }, Observation { model: &good, dimension: 0, category: 2 }]
        .into_iter()
        .chain(bad_items.iter().map(|model| Observation { model, dimension: 0, category: 0 }));
    for observation in wrong {
        refused("mode", posterior_mode(&prior, &[observation]));
        refused("mean", posterior_mean(&prior, &[observation]));
        refused("plausible values", draw_correlated(&prior, &[observation], 2, &mut Random::new(1, 1)));
    }
    assert_eq!(posterior_mean(&prior, &[]).unwrap().mean, [0.0, 0.0]);
    answered("plausible values of nobody", draw_correlated(&prior, &[], 3, &mut Random::new(1, 1)));
    let extreme = extreme_items();
    for wide in
        [Prior::new(vec![0.0; 2], SymmetricMatrix::identity(2)).unwrap(), Prior::new(vec![1e6, -1e6], SymmetricMatrix::equicorrelated(2, 0.999)).unwrap()]
    {
        for model in &extreme {
            for category in [0, model.categories() - 1] {
                let answers = [Observation { model, dimension: 0, category }, Observation { model: &good, dimension: 1, category: 1 }];
                let place = format!("{model:?} {category}");
                answered(&place, posterior_mode(&wide, &answers));
                answered(&place, posterior_mean(&wide, &answers));
                answered(&place, draw_correlated(&wide, &answers, 2, &mut Random::new(1, 1)));
                let item = MultidimensionalItem { loadings: vec![1.0, 500.0], model: model.clone() };
                let within = [WithinItemObservation { item: &item, category }];
                answered(&place, maximum_a_posteriori(&wide, &within));
                answered(&place, expected_a_posteriori(&wide, &within, &ProductGrid { low: -4.0, high: 4.0, points: 9 }));
                answered(&place, quasi_monte_carlo(&wide, &within, 50));
            }
        }
    }
    let beyond = MultidimensionalItem::two_pl(vec![1.0, 0.0, 1.0], 0.0);
    let within = [WithinItemObservation { item: &beyond, category: 1 }];
    refused("loadings", maximum_a_posteriori(&prior, &within));
    refused("loadings", quasi_monte_carlo(&prior, &within, 10));
    answered("no point at all", quasi_monte_carlo(&prior, &[], 0));
    for (low, high, points) in [(-4.0, 4.0, 1), (-4.0, 4.0, 0), (4.0, -4.0, 9), (f64::NAN, 4.0, 9), (-4.0, f64::INFINITY, 9), (-4.0, 4.0, 100_000)] {
        refused("grid", expected_a_posteriori(&prior, &[], &ProductGrid { low, high, points }));
    }
}

// ---- scores ----

#[test]
fn scores_reliability_and_classification_refuse_what_they_cannot_judge() {
    let items = ordinary_items();
    let lists: Vec<Vec<ItemModel>> = std::iter::once(vec![]).chain(impossible_items().into_iter().map(|item| vec![two_pl(1.0, 0.0), item])).collect();
    for list in &lists {
        refused("distribution", score_distribution(list, 0.0));
        refused("table", ScoreTable::new(list, &nodes()));
        refused("equating", true_score(list, &items));
        refused("equating", true_score(&items, list));
        refused("equating", true_score_of(list, &items, 1.0));
        refused("equating", observed_score(list, &items, &nodes()));
        refused("equating", observed_score(&items, list, &nodes()));
        refused("reliability", conditional(list, 0.0, 1.0));
        refused("reliability", marginal(list, 0.0, 1.0));
        refused("reliability", mean_information_ratio(list, 0.0, 1.0, 1.0));
        refused("classification", from_items(list, &nodes(), &[0.0]));
        refused("classification", from_sum_scores(list, &nodes(), &[1.0]));
    }
    for list in bad_nodes() {
        refused("table", ScoreTable::new(&items, &list));
        refused("equating", observed_score(&items, &items, &list));
        refused("classification", from_items(&items, &list, &[0.0]));
        refused("classification", from_sum_scores(&items, &list, &[1.0]));
        refused("classification", levels_of_posterior(&list, &vec![f64::NAN; list.len()], &[0.0]));
    }
    for bad in NOT_NUMBERS {
        refused("theta", score_distribution(&items, bad));
        refused("score", true_score_of(&items, &items, bad));
        refused("theta", conditional(&items, bad, 1.0));
        refused("variance", conditional(&items, 0.0, bad));
        refused("mean", marginal(&items, bad, 1.0));
        refused("sd", marginal(&items, 0.0, bad));
        refused("added", mean_information_ratio(&items, 0.0, 1.0, bad));
        refused("thetas", empirical(&[0.0, bad], &[0.3, 0.3]));
        refused("errors", empirical_unshrunken(&[0.0, 1.0], &[0.3, bad]));
        refused("thetas", from_estimates(&[bad], &[0.3], &[0.0]));
        refused("errors", from_estimates(&[0.0], &[bad], &[0.0]));
        refused("cuts", from_estimates(&[0.0], &[0.3], &[bad]));
        refused("levels", agreement(&[vec![0.5, bad]], &[0]));
        refused("counts", ScoreTable::new(&items, &nodes()).unwrap().against(&[bad; 9]));
        assert!(level_probabilities(bad, 1.0, &[0.0]).is_empty());
    }
    for sd in [0.0, -1.0] {
        refused("sd", marginal(&items, 0.0, sd));
        refused("variance", conditional(&items, 0.0, sd));
    }
    refused("lengths", empirical(&[0.0, 1.0], &[0.3]));
    refused("nobody", empirical(&[], &[]));
    refused("one person", empirical_unshrunken(&[0.0], &[0.3]));
    refused("nobody differs, nothing is known", empirical(&[1.0, 1.0], &[0.0, 0.0]));
    refused("nobody differs", empirical_unshrunken(&[1.0, 1.0], &[0.3, 0.3]));
    refused("lengths", from_estimates(&[0.0], &[], &[0.0]));
    refused("nobody", from_estimates(&[], &[], &[0.0]));
    refused("error", from_estimates(&[0.0], &[-0.1], &[0.0]));
    refused("cuts", from_estimates(&[0.0], &[0.1], &[1.0, 0.0]));
    refused("levels", agreement(&[vec![0.5, 0.5], vec![1.0]], &[0, 0]));
    refused("levels", agreement(&[vec![0.5, 0.5]], &[2]));
    refused("levels", agreement(&[vec![]], &[0]));
    refused("levels", agreement(&[vec![0.0, 0.0]], &[0]));
    refused("lengths", levels_of_posterior(&nodes(), &[1.0], &[0.0]));
    refused("counts", ScoreTable::new(&items, &nodes()).unwrap().against(&[1.0]));
    answered("known abilities", from_estimates(&[0.0, 1.0], &[0.0, 0.0], &[]));
    for list in [extreme_items(), items] {
        answered("distribution", score_distribution(&list, f64::MAX));
        let table = answered("table", ScoreTable::new(&list, &nodes())).unwrap();
        sound("table", &(table.score_moments(), table.reliability()));
        answered("counts of nobody", table.against(&vec![0.0; table.probabilities().len()]));
        answered("equating", true_score(&list, &ordinary_items()));
        answered("equating", observed_score(&ordinary_items(), &list, &nodes()));
        answered("reliability", marginal(&list, 1e6, 1e-6));
        answered("classification", from_items(&list, &nodes(), &[-1.0, 1.0]));
        answered("classification", from_sum_scores(&list, &nodes(), &[-5.0, 1e9]));
    }
    for (mean, sd, cuts) in [(0.0, -1.0, vec![0.0]), (0.0, 1.0, vec![1.0, 0.0]), (0.0, f64::NAN, vec![0.0]), (0.0, 1.0, vec![f64::NAN])] {
        assert!(level_probabilities(mean, sd, &cuts).is_empty(), "{mean} {sd} {cuts:?}");
    }
    assert_eq!(level_probabilities(0.0, f64::INFINITY, &[-1.0, 1.0]), [0.5, 0.0, 0.5]);
    assert_eq!(level_of(f64::NAN, &[0.0]), 0);
}

#[test]
fn distributions_refuse_shapes_and_probabilities_that_are_none() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e300] {
        refused("chi-square", ChiSquare::new(bad));
        refused("t", StudentT::new(bad));
        refused("F", FisherF::new(bad, 1.0));
        refused("F", FisherF::new(1.0, bad));
        refused("noncentral", NoncentralChiSquare::new(bad, 1.0));
        refused("gamma", regularised_gamma(bad, 1.0));
        refused("beta", regularised_beta(bad, 1.0, 0.5));
        refused("beta", regularised_beta(1.0, bad, 0.5));
    }
    for bad in [-1e-9, 1.0 + 1e-9, f64::NAN] {
        refused("quantile", ChiSquare::new(3.0).unwrap().quantile(bad));
        refused("quantile", StudentT::new(3.0).unwrap().quantile(bad));
        refused("quantile", FisherF::new(3.0, 3.0).unwrap().quantile(bad));
        refused("beta", regularised_beta(1.0, 1.0, bad));
    }
    refused("noncentrality", NoncentralChiSquare::new(1.0, -1.0));
    refused("noncentrality", NoncentralChiSquare::new(1.0, f64::NAN));
    for x in [-1.0, 0.0, 5e-324, 1e-300, 1e300, f64::INFINITY, f64::NEG_INFINITY] {
        for degrees in [1e-9, 1.0, 1e9] {
            let (chi_square, t, f) = (ChiSquare::new(degrees).unwrap(), StudentT::new(degrees).unwrap(), FisherF::new(degrees, 2.0).unwrap());
            sound("tails", &[chi_square.cdf(x), chi_square.survival(x), t.cdf(x), t.survival(x), t.two_sided(x), f.cdf(x), f.survival(x)]);
            sound("noncentral", &NoncentralChiSquare::new(degrees, 3.0).unwrap().cdf(x));
        }
    }
}

// ---- persons ----

#[test]
fn person_fit_and_similarity_refuse_patterns_that_say_nothing() {
    let item = two_pl(1.0, 0.0);
    let one = [Response { model: &item, category: 1 }];
    let statistics: [(&str, &Statistic); 5] = [
        ("lz", &|answers, theta| lz(answers, theta).map(|value| format!("{value:?}")).map_err(|error| error.to_string())),
        ("lz*", &|answers, theta| lz_star(answers, theta, &Criterion::Warm).map(|value| format!("{value:?}")).map_err(|error| error.to_string())),
        ("infit", &|answers, theta| infit_outfit(answers, theta).map(|value| format!("{value:?}")).map_err(|error| error.to_string())),
        ("floored", &|answers, theta| infit_outfit_floored(answers, theta, 0.01).map(|value| format!("{value:?}")).map_err(|error| error.to_string())),
        ("Guttman", &|answers, _| guttman_errors(answers).map(|value| format!("{value:?}")).map_err(|error| error.to_string())),
    ];
    let extreme = extreme_items();
    for (name, statistic) in statistics {
        assert!(statistic(&[], 0.0).is_err(), "{name}");
        assert!(statistic(&[Response { model: &item, category: 2 }], 0.0).is_err(), "{name}");
        for model in &impossible_items() {
            assert!(statistic(&[Response { model, category: 0 }], 0.0).is_err(), "{name} {model:?}");
        }
        for theta in [0.0, 1e3, f64::MIN, f64::MAX] {
            for model in &extreme {
                for category in [0, model.categories() - 1] {
                    let result = statistic(&[Response { model, category }, one[0]], theta);
                    assert!(!result.as_ref().is_ok_and(|text| text.contains("NaN")), "{name} {model:?} {category} {theta}: {result:?}");
                }
            }
        }
        if name != "Guttman" {
            for bad in NOT_NUMBERS {
                assert!(statistic(&one, bad).is_err(), "{name}");
            }
        }
    }
    for bad in NOT_NUMBERS {
        refused("floor", infit_outfit_floored(&one, 0.0, bad));
        refused("prior", lz_star(&one, 0.0, &Criterion::Normal { mean: bad, sd: 1.0 }));
        refused("omega", omega(std::slice::from_ref(&item), &[Some(1)], &[Some(1)], bad));
        refused("GBT", generalised_binomial(std::slice::from_ref(&item), &[Some(1)], &[Some(1)], 0.0, bad));
    }
    refused("prior", lz_star(&one, 0.0, &Criterion::Normal { mean: 0.0, sd: 0.0 }));
    refused("prior", lz_star(&one, 0.0, &Criterion::Normal { mean: 0.0, sd: -1.0 }));
    for (first, second) in [(vec![], vec![]), (vec![None], vec![Some(1)]), (vec![Some(1)], vec![]), (vec![Some(2)], vec![Some(1)])] {
        refused("omega", omega(std::slice::from_ref(&item), &first, &second, 0.0));
        refused("GBT", generalised_binomial(std::slice::from_ref(&item), &first, &second, 0.0, 0.0));
    }
    refused("nobody is free to differ", omega(&[two_pl(1000.0, 0.0)], &[Some(1)], &[Some(1)], 900.0));
    for (name, table) in tables(4) {
        sound(name, &person_scalability(&table));
        answered(name, describe(&table));
    }
}

// ---- fit ----

#[test]
fn fit_of_tables_that_hold_next_to_nothing_is_refused_or_flagged() {
    let items: Vec<ItemModel> = (0..4).map(|item| two_pl(1.2, 0.5 * f64::from(item) - 0.8)).collect();
    let mut random = Random::new(1, 1);
    for (name, table) in tables(4) {
        let abilities: Vec<f64> = (0..table.persons()).map(|person| 0.3 * person as f64 - 1.0).collect();
        answered(name, s_x2(&table, &items, &ItemFitSettings::new(&items)));
        answered(name, limited_information(&table, &items, &LimitedInformationSettings::new(&items)));
        answered(name, local_dependence(&table, &items, &LatentNormal::STANDARD));
        answered(name, posterior_means(&table, &items, &LatentNormal::STANDARD));
        answered(name, mean_squares(&table, &items, &abilities));
        if let Some(q3) = answered(name, q3(&table, &items, &abilities)) {
            sound(name, &(q3.mean(), q3.largest_above_mean(), q3.dependent_pairs(f64::NAN)));
        }
        for groups in [0, 1, 1000] {
            answered(name, empirical_curve(&table, &items, 0, &abilities, groups));
        }
        answered(name, pattern_deviance(&table, &[2; 4], -10.0, 3));
        answered(name, pattern_deviance(&table, &[2; 4], 0.0, 0));
        refused(name, pattern_deviance(&table, &[2; 3], -10.0, 3));
        refused(name, pattern_deviance(&table, &[2; 4], f64::NAN, 3));
        refused(name, mean_squares(&table, &items, &abilities[1..]));
        refused(name, q3(&table, &items, &vec![f64::NAN; table.persons()]));
        refused(name, s_x2(&table, &items[1..], &ItemFitSettings::new(&items)));
        refused(name, s_x2(&table, &items, &ItemFitSettings::new(&items[1..])));
        refused(name, limited_information(&table, &items[1..], &LimitedInformationSettings::new(&items[1..])));
        for bad in impossible_items() {
            let mut items = items.clone();
            items[2] = bad;
            assert!(matches!(s_x2(&table, &items, &ItemFitSettings::new(&items)), Err(FitError::Model { item: 2, .. })));
            refused(name, limited_information(&table, &items, &LimitedInformationSettings::new(&items)));
            refused(name, local_dependence(&table, &items, &LatentNormal::STANDARD));
            refused(name, posterior_means(&table, &items, &LatentNormal::STANDARD));
            refused(name, mean_squares(&table, &items, &abilities));
            refused(name, empirical_curve(&table, &items, 0, &abilities, 2));
        }
        for minimum_expected in NOT_NUMBERS.into_iter().chain([-1.0]) {
            refused(name, s_x2(&table, &items, &ItemFitSettings { minimum_expected, ..ItemFitSettings::new(&items) }));
        }
    }
    let three = Responses::from_matrix(4, vec![2, 0, 1, 0]).unwrap();
    assert_eq!(s_x2(&three, &items, &ItemFitSettings::new(&items)), Err(FitError::NoSuchCategory { person: 0, item: 0, category: 2 }));
    let table = &tables(4)[7].1;
    for population in [
        LatentNormal { variance: 0.0, ..LatentNormal::STANDARD },
        LatentNormal { variance: -1.0, ..LatentNormal::STANDARD },
        LatentNormal { mean: f64::NAN, ..LatentNormal::STANDARD },
        LatentNormal { mean: 1e9, ..LatentNormal::STANDARD },
        LatentNormal { range: (6.0, -6.0), ..LatentNormal::STANDARD },
        LatentNormal { range: (f64::NEG_INFINITY, 6.0), ..LatentNormal::STANDARD },
        LatentNormal { nodes: 1, ..LatentNormal::STANDARD },
        LatentNormal { nodes: usize::MAX, ..LatentNormal::STANDARD },
        LatentNormal::new(0.0, f64::NAN),
        LatentNormal::new(0.0, -1.0),
    ] {
        refused("population", population.nodes());
        refused("population", posterior_means(table, &items, &population));
        refused("population", local_dependence(table, &items, &population));
        refused("population", s_x2(table, &items, &ItemFitSettings { population, ..ItemFitSettings::new(&items) }));
        refused("population", q3_critical(&items, &population, 10, 2, 0.05, &mut random));
    }
    for (persons, replications, probability) in [(1, 2, 0.05), (10, 0, 0.05), (10, 2, 0.0), (10, 2, 1.0), (10, 2, f64::NAN)] {
        refused("critical value", q3_critical(&items, &LatentNormal::STANDARD, persons, replications, probability, &mut random));
    }
    refused("critical value", q3_critical(&items[..1], &LatentNormal::STANDARD, 10, 2, 0.05, &mut random));
    for statistic in [-1.0, 0.0, 1e300, f64::NAN, f64::INFINITY] {
        for degrees in [0, 1, 1000] {
            for persons in [0, 1, 2, 1000] {
                sound("indices", &(rmsea(statistic, degrees, persons), comparative_fit_index(statistic, degrees, statistic, degrees)));
                sound("indices", &tucker_lewis_index(statistic, degrees, statistic, degrees + 1));
                if statistic < 1e6 {
                    for probability in [0.0, 0.9, 1.0, f64::NAN] {
                        sound("indices", &rmsea_interval(statistic, degrees, persons, probability));
                    }
                }
            }
        }
    }
}

// ---- groups ----

#[test]
fn differential_functioning_of_next_to_nothing_is_refused_or_untestable() {
    let settings = likelihood_ratio::Settings { calibration: quick(), ..likelihood_ratio::Settings::default() };
    for (name, table) in tables(5) {
        let halves: Vec<usize> = (0..table.persons()).map(|person| person % 2).collect();
        let alone = vec![0; table.persons()];
        let three: Vec<usize> = (0..table.persons()).map(|person| person % 3).collect();
        let far = vec![usize::MAX; table.persons()];
        for groups in [halves.clone(), alone, three, far, vec![], vec![0; table.persons() + 1]] {
            let screening = Screening::default();
            answered(name, breslow_day::analyse(&table, &groups, &screening));
            answered(name, mantel::analyse(&table, &groups, &screening));
            answered(name, generalised_mantel_haenszel::analyse(&table, &groups, &screening));
            answered(name, mantel_haenszel::analyse(&table, &groups, &mantel_haenszel::Settings::default()));
            answered(name, logistic::analyse(&table, &groups, &logistic::Settings::default()));
            answered(name, sibtest::analyse(&table, &groups, &sibtest::Settings { more_than: 0, ..sibtest::Settings::default() }));
            answered(name, sibtest::bundle(&table, &groups, &[0], &[1, 2, 3], &sibtest::Settings::default()));
            answered(name, standardisation::analyse(&table, &groups, &standardisation::Settings::default()));
            answered(name, likelihood_ratio::analyse(&table, &groups, &[Family::TwoPl; 5], &settings));
        }
        refused(name, likelihood_ratio::analyse(&table, &halves, &[Family::TwoPl; 4], &settings));
        for significance in [0.0, 1.0, -1.0, f64::NAN] {
            let screening = Screening { significance, ..Screening::default() };
            refused(name, breslow_day::analyse(&table, &halves, &screening));
            refused(name, mantel::analyse(&table, &halves, &screening));
            refused(name, sibtest::analyse(&table, &halves, &sibtest::Settings { significance, ..sibtest::Settings::default() }));
            refused(name, likelihood_ratio::analyse(&table, &halves, &[Family::TwoPl; 5], &likelihood_ratio::Settings { significance, ..settings.clone() }));
        }
        for values in [vec![], vec![f64::NAN; table.persons()], vec![f64::INFINITY; table.persons()]] {
            let screening = Screening { matching: Matching::Given(values), purification_rounds: 0, ..Screening::default() };
            refused(name, mantel::analyse(&table, &halves, &screening));
        }
        refused(name, sibtest::bundle(&table, &halves, &[0], &[0, 1], &sibtest::Settings::default()));
        refused(name, sibtest::bundle(&table, &halves, &[9], &[0, 1], &sibtest::Settings::default()));
        refused(name, sibtest::bundle(&table, &halves, &[], &[0, 1], &sibtest::Settings::default()));
        refused(name, standardisation::analyse(&table, &halves, &standardisation::Settings { threshold: f64::NAN, ..standardisation::Settings::default() }));
    }
    let estimates = |values: Vec<f64>, covariance: SymmetricMatrix| lord::Estimates { values, covariance };
    let good = estimates(vec![1.0, 0.0], SymmetricMatrix::identity(2));
    for covariance in matrices_that_are_no_covariance() {
        refused("lord", lord::lord(&estimates(vec![1.0, 0.0], covariance.clone()), &estimates(vec![1.0, 0.0], covariance.clone())));
        answered("areas", raju::areas(&good, &estimates(vec![1.0, 0.0], covariance), 0.0));
    }
    for bad in NOT_NUMBERS {
        refused("lord", lord::lord(&good, &estimates(vec![bad, 0.0], SymmetricMatrix::identity(2))));
        refused("areas", raju::areas(&good, &estimates(vec![bad, 0.0], SymmetricMatrix::identity(2)), 0.0));
        refused("areas", raju::areas(&good, &good, bad));
    }
    refused("lord", lord::lord(&good, &estimates(vec![1.0], SymmetricMatrix::identity(1))));
    refused("lord", lord::lord(&estimates(vec![], SymmetricMatrix::identity(0)), &estimates(vec![], SymmetricMatrix::identity(0))));
    refused("areas", raju::areas(&good, &good, 1.0));
    for item in impossible_items() {
        refused("scores", raju::score_difference(&item, &two_pl(1.0, 0.0), &nodes()));
    }
    for list in bad_nodes() {
        refused("scores", raju::score_difference(&two_pl(1.0, 0.0), &two_pl(1.0, 1.0), &list));
    }
}

#[test]
fn links_and_drift_need_items_that_correspond() {
    let (source, target): (Vec<_>, Vec<_>) =
        (0..6).map(|item| (two_pl(1.0 + 0.1 * f64::from(item), 0.4 * f64::from(item)), two_pl(1.1, 0.5 * f64::from(item) - 0.7))).unzip();
    let settings = linking::Settings::default();
    for method in [Method::MeanMean, Method::MeanGeometricMean, Method::MeanSigma, Method::Haebara, Method::StockingLord] {
        refused("nothing", link(&[], &[], method, &settings));
        refused("lengths", link(&source, &target[1..], method, &settings));
        refused("categories", link(&source[..1], &[ItemModel::Grm { discrimination: 1.0, thresholds: vec![0.0, 1.0] }], method, &settings));
        for item in impossible_items() {
            let mut bad = source.clone();
            bad[3] = item;
            refused("model", link(&bad, &target, method, &settings));
            refused("model", link(&target, &bad, method, &settings));
        }
        answered("one item", link(&source[..1], &target[..1], method, &settings));
        answered("alike", link(&vec![source[0].clone(); 4], &vec![target[0].clone(); 4], method, &settings));
        answered("extreme", link(&extreme_items(), &extreme_items(), method, &settings));
        answered("elsewhere", link(&[two_pl(1.0, -900.0), two_pl(1.0, -901.0)], &[two_pl(1.0, 900.0), two_pl(1.0, 903.0)], method, &settings));
        answered("drift", stable_items(&source, &target, method, &settings, 1.96));
        refused("drift", stable_items(&source, &target[1..], method, &settings, 1.96));
        refused("drift", stable_items(&source, &target, method, &settings, f64::NAN));
        for covariance in matrices_that_are_no_covariance() {
            refused("covariance", standard_errors(&source, &target, (&covariance, &covariance), method, &settings));
        }
    }
    for nodes in bad_nodes() {
        refused("nodes", link(&source, &target, Method::Haebara, &linking::Settings { nodes: Nodes::Given(nodes), ..settings.clone() }));
    }
    for nodes in [
        Nodes::StandardNormal(0),
        Nodes::StandardNormal(usize::MAX),
        Nodes::EquallySpaced { low: 4.0, high: -4.0, count: 9 },
        Nodes::EquallySpaced { low: f64::NAN, high: 4.0, count: 9 },
        Nodes::EquallySpaced { low: -4.0, high: 4.0, count: usize::MAX },
    ] {
        refused("nodes", link(&source, &target, Method::StockingLord, &linking::Settings { nodes, ..settings.clone() }));
    }
    for (slope, intercept) in [(0.0, 0.0), (-1.0, 0.0), (f64::NAN, 0.0), (1.0, f64::INFINITY)] {
        refused("line", Transformation::new(slope, intercept));
    }
    refused("lengths", robust_z(&[0.0; 5], &[0.0; 4], 1.96));
    refused("few", robust_z(&[0.0; 3], &[0.1; 3], 1.96));
    refused("alike", robust_z(&[0.0; 5], &[0.1; 5], 1.96));
    for bad in NOT_NUMBERS {
        refused("robust z", robust_z(&[0.0, 0.1, 0.2, bad], &[0.1; 4], 1.96));
        refused("change", change(bad, 0.1, 0.0, 0.1));
        refused("change", change(0.0, bad, 0.0, 0.1));
        refused("residual", residual(&source[0], bad, 0.1, 1));
        refused("residual", residual(&source[0], 0.0, bad, 1));
        refused("chart", Cusum::new(bad, 5.0, 10));
        refused("chart", Cusum::new(0.5, bad, 10));
        refused("chart", Cusum::new(0.5, 5.0, 1).unwrap().add(bad, 1.0));
        refused("chart", Cusum::new(0.5, 5.0, 1).unwrap().add(0.1, bad));
    }
    refused("change", change(0.0, 0.0, 1.0, 0.0));
    refused("residual", residual(&source[0], 0.0, 0.1, 2));
    refused("chart", Cusum::new(0.5, 5.0, 0));
    let mut silent = Cusum::new(0.5, 5.0, 1).unwrap();
    answered("no variance", silent.add(0.0, 0.0));
    sound("chart", &silent);
}
