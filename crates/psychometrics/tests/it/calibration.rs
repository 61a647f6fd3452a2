//! Calibration keeps its promises: right functions, recovered truths, equal bits, no panic.

use std::ops::ControlFlow;

use proptest::prelude::*;
use psychometrics::calibration::{
    AsymptotePrior, Calibration, CalibrationError, Derivatives, Design, Evidence, Family, GroupDesign, ItemFlag, ItemParameters, ItemPriors, Normal,
    PriorChoice, Quadrature, Quantity, Settings, Task, Want, calibrate, calibrate_observed, derivatives,
};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::responses::{MISSING, Responses};
use psychometrics::simulation::draw_response;

const FAMILIES: [Family; 10] =
    [Family::OnePl, Family::CommonSlope, Family::TwoPl, Family::ThreePl, Family::FourPl, Family::Grm, Family::Pcm, Family::Gpcm, Family::Rsm, Family::Nrm];

/// Answers of persons of these abilities; each is missing with this probability.
fn simulate(truth: &[ItemModel], abilities: &[f64], missing: f64, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed, 1);
    let mut cells = Vec::new();
    for ability in abilities {
        for item in truth {
            let answer = draw_response(item, *ability, &mut random) as u8;
            cells.push(if random.uniform() < missing { MISSING } else { answer });
        }
    }
    cells
}

fn normals(count: usize, mean: f64, sd: f64, seed: u64) -> Vec<f64> {
    let mut random = Random::new(seed, 0);
    (0..count).map(|_| mean + sd * random.normal()).collect()
}

fn two_pl_bank(items: usize) -> Vec<ItemModel> {
    (0..items).map(|item| ItemModel::TwoPl { discrimination: 0.8 + 0.15 * (item % 7) as f64, difficulty: -1.6 + 3.2 * item as f64 / items as f64 }).collect()
}

/// ln L as its definition says: each person by logarithms, on 161 nodes within 8 standard deviations.
fn log_likelihood(responses: &Responses, model: impl Fn(usize) -> ItemModel, mean: f64, sd: f64) -> f64 {
    let step = 0.1;
    (0..responses.persons())
        .map(|person| {
            let logs: Vec<f64> = (-80..=80)
                .map(|node| {
                    let z = f64::from(node) * step;
                    responses.answers(person).map(|(item, category)| model(item).log_probability(mean + sd * z, usize::from(category))).sum::<f64>()
                        - 0.5 * z * z
                })
                .collect();
            let peak = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum = logs.iter().fold(0.0, |sum, log| sum + libm::exp(log - peak));
            peak + libm::log(sum * step / (2.0 * std::f64::consts::PI).sqrt())
        })
        .sum()
}

fn parameters_of(family: Family) -> ItemParameters {
    let (categories, values) = match family {
        Family::OnePl => (2, vec![0.4]),
        Family::CommonSlope => (2, vec![0.4, 1.3]),
        Family::TwoPl => (2, vec![1.3, 0.4]),
        Family::ThreePl => (2, vec![1.3, 0.4, -1.2]),
        Family::FourPl => (2, vec![1.3, 0.4, -1.2, 2.6]),
        Family::Grm => (4, vec![1.3, 1.4, 0.2, -0.9]),
        Family::Pcm => (4, vec![0.9, 0.8, -0.5]),
        Family::Gpcm => (4, vec![0.8, 0.9, 0.8, -0.5]),
        Family::Rsm => (4, vec![0.3, 0.5, 0.4]),
        Family::Nrm => (4, vec![0.5, -0.3, 1.2, 0.2, 0.6, -0.4]),
    };
    ItemParameters { family, categories, values }
}

#[test]
fn the_m_step_has_the_derivatives_of_its_value() {
    let nodes = [-2.0, -0.9, 0.1, 0.8, 2.2];
    let priors = ItemPriors {
        log_discrimination: Some(Normal { mean: 0.1, sd: 0.4 }),
        difficulty: Some(Normal { mean: 0.2, sd: 1.1 }),
        guessing: Some(AsymptotePrior::Beta { alpha: 5.0, beta: 17.0 }),
        ceiling: Some(AsymptotePrior::Logit(Normal { mean: 3.0, sd: 0.8 })),
    };
    for family in FAMILIES {
        for priors in [ItemPriors::NONE, priors] {
            let at = parameters_of(family);
            let counts: Vec<f64> = (0..at.categories * 8).map(|cell| 3.0 + (cell * 7 % 11) as f64).collect();
            let evidence = [Evidence { nodes: &nodes, counts: &counts, stride: 8 }];
            let evaluate = |parameters: &ItemParameters| {
                let mut into = Derivatives::default();
                derivatives(parameters, &evidence, &priors, Want::Hessian, &mut into);
                into
            };
            let here = evaluate(&at);
            let size = at.values.len();
            for place in 0..size {
                let moved = |by: f64| {
                    let mut parameters = at.clone();
                    parameters.values[place] += by;
                    evaluate(&parameters)
                };
                let (above, below) = (moved(1e-5), moved(-1e-5));
                let slope = (above.value - below.value) / 2e-5;
                assert!((slope - here.gradient[place]).abs() < 1e-5, "{family:?} {place}: {slope} {}", here.gradient[place]);
                for other in 0..size {
                    let bend = -(above.gradient[other] - below.gradient[other]) / 2e-5;
                    let own = here.information[place * size + other];
                    assert!((bend - own).abs() < 1e-4, "{family:?} {place} {other}: {bend} {own}");
                }
            }
        }
    }
}

#[test]
fn parameters_and_models_are_the_same_thing() {
    for family in FAMILIES {
        let parameters = parameters_of(family);
        let model = parameters.to_model();
        let back = ItemParameters::from_model(&model);
        assert!(model.validate().is_ok() || family == Family::Nrm);
        // A common slope comes back as a 2PL; the others as they were.
        if family != Family::CommonSlope {
            assert_eq!(back.family, family);
            for (left, right) in back.values.iter().zip(&parameters.values) {
                assert!((left - right).abs() < 1e-12, "{family:?}");
            }
        }
    }
}

/// An item of each kind.
fn mixed_bank() -> Vec<ItemModel> {
    vec![
        ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.3 },
        ItemModel::Grm { discrimination: 1.6, thresholds: vec![-1.0, 0.1, 1.2] },
        ItemModel::Gpcm { discrimination: 0.9, steps: vec![-0.8, 0.6] },
        ItemModel::TwoPl { discrimination: 0.9, difficulty: -0.7 },
        ItemModel::Nrm { slopes: vec![0.6, 1.5], intercepts: vec![0.3, -0.2] },
        ItemModel::TwoPl { discrimination: 1.1, difficulty: 0.8 },
        ItemModel::OnePl { difficulty: 0.2 },
        ItemModel::Grm { discrimination: 1.2, thresholds: vec![-0.4, 0.5] },
    ]
}

#[test]
fn the_log_likelihood_is_that_of_its_definition_and_a_summit() {
    let truth = mixed_bank();
    for (missing, persons) in [(0.0, 300), (0.2, 150), (0.6, 500)] {
        let responses = Responses::from_matrix(8, simulate(&truth, &normals(persons, 0.0, 1.0, 3), missing, 4)).unwrap();
        let families: Vec<Family> = truth.iter().map(Family::of).collect();
        let settings = Settings { priors: PriorChoice::Given(ItemPriors::NONE), parameter_tolerance: 1e-7, likelihood_tolerance: 1e-14, ..Settings::default() };
        let ours = calibrate(&responses, &Design::of_families(&families), &settings).unwrap();
        assert!(ours.has_converged);
        let model = |item: usize| ours.model(item).unwrap().clone();
        let defined = log_likelihood(&responses, model, 0.0, 1.0);
        assert!((ours.log_likelihood - defined).abs() < 1e-7, "{} {defined}", ours.log_likelihood);
        for item in (0..8).filter(|_| persons == 150) {
            let parameters = ours.items[item].parameters.as_ref().unwrap();
            for place in 0..parameters.values.len() {
                for by in [-2e-3, 2e-3] {
                    let mut moved = parameters.clone();
                    moved.values[place] += by;
                    let there = log_likelihood(&responses, |other| if other == item { moved.to_model() } else { model(other) }, 0.0, 1.0);
                    assert!(there < defined + 1e-9, "item {item} place {place}: {there} {defined}");
                }
            }
        }
    }
}

#[test]
fn thousands_of_answers_do_not_underflow() {
    // Three persons with 3,000 answers each: likelihoods of 1e-700. One answers against all sense.
    let truth: Vec<ItemModel> = two_pl_bank(3000);
    let mut cells = simulate(&truth, &[-1.0, 1.5], 0.0, 5);
    cells.extend((0..3000).map(|item| u8::from(item > 1500)));
    let responses = Responses::from_matrix(3000, cells).unwrap();
    let mut design = Design::of_one_family(Family::TwoPl, 3000);
    for (item, model) in design.items.iter_mut().zip(&truth) {
        item.task = Task::Known(model.clone());
    }
    let settings = Settings { quadrature: Quadrature::Rectangle { points: 161, low: -8.0, high: 8.0, fixed: false }, ..Settings::default() };
    let ours = calibrate(&responses, &design, &settings).unwrap();
    let defined = log_likelihood(&responses, |item| truth[item].clone(), 0.0, 1.0);
    assert!(defined < -4000.0);
    assert!((ours.log_likelihood - defined).abs() < 1e-8 * defined.abs(), "{} {defined}", ours.log_likelihood);
    // The same as lists, a table's row for each answer.
    let lists = Responses::from_persons(6000, (0..3).map(|person| responses.answers(person).collect::<Vec<_>>())).unwrap();
    design.items.extend(Design::of_one_family(Family::TwoPl, 3000).items);
    let listed = calibrate(&lists, &design, &settings).unwrap();
    assert!((listed.log_likelihood - defined).abs() < 1e-8 * defined.abs());
}

fn root_mean_square(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for (left, right) in pairs {
        sum += (left - right) * (left - right);
        count += 1.0;
    }
    f64::sqrt(sum / count)
}

#[test]
fn simulated_items_are_recovered() {
    let truth = two_pl_bank(25);
    let responses = Responses::from_matrix(25, simulate(&truth, &normals(2000, 0.0, 1.0, 11), 0.1, 12)).unwrap();
    let ours = calibrate(&responses, &Design::of_one_family(Family::TwoPl, 25), &Settings::default()).unwrap();
    assert!(ours.has_converged);
    let both = |number: fn(&ItemModel) -> f64| root_mean_square((0..25).map(|item| (number(ours.model(item).unwrap()), number(&truth[item]))));
    assert!(both(ItemModel::discrimination) < 0.11, "{}", both(ItemModel::discrimination));
    assert!(both(ItemModel::difficulty) < 0.1, "{}", both(ItemModel::difficulty));
    // Standard errors are of the size of the errors: their mean square, in standard errors, is about 1.
    let standardised = root_mean_square(ours.items.iter().zip(&truth).flat_map(|(item, truth)| {
        let errors = ours.model_standard_errors(item).unwrap();
        let model = item.model.as_ref().unwrap();
        [((model.discrimination() - truth.discrimination()) / errors[0], 0.0), ((model.difficulty() - truth.difficulty()) / errors[1], 0.0)]
    }));
    assert!((0.7..1.4).contains(&standardised), "{standardised}");
}

#[test]
fn every_family_is_recovered() {
    let abilities = normals(3000, 0.0, 1.0, 21);
    let banks: Vec<(Family, Vec<ItemModel>)> = vec![
        (Family::OnePl, (0..10).map(|item| ItemModel::OnePl { difficulty: -1.5 + 0.3 * f64::from(item) }).collect()),
        (Family::CommonSlope, (0..10).map(|item| ItemModel::TwoPl { discrimination: 1.5, difficulty: -1.5 + 0.3 * f64::from(item) }).collect()),
        (Family::Pcm, (0..8).map(|item| ItemModel::Pcm { steps: vec![-1.2 + 0.2 * f64::from(item), 0.1, 0.9] }).collect()),
        (Family::Rsm, (0..8).map(|item| ItemModel::Rsm { difficulty: -0.7 + 0.2 * f64::from(item), offsets: vec![-1.0, 0.2, 0.8] }).collect()),
        (Family::Gpcm, (0..8).map(|item| ItemModel::Gpcm { discrimination: 0.8 + 0.1 * f64::from(item), steps: vec![-0.6, 0.7] }).collect()),
        (Family::Grm, (0..8).map(|item| ItemModel::Grm { discrimination: 1.0 + 0.1 * f64::from(item), thresholds: vec![-0.9, 0.1, 1.0] }).collect()),
        (Family::Nrm, (0..8).map(|item| ItemModel::Nrm { slopes: vec![0.7, 1.6 - 0.1 * f64::from(item)], intercepts: vec![0.4, -0.2] }).collect()),
    ];
    for (family, truth) in banks {
        let responses = Responses::from_matrix(truth.len(), simulate(&truth, &abilities, 0.0, 22)).unwrap();
        let settings = Settings { standard_errors: false, ..Settings::default() };
        let ours = calibrate(&responses, &Design::of_one_family(family, truth.len()), &settings).unwrap();
        assert!(ours.has_converged, "{family:?}");
        // The curves, which all parameters make together.
        let worst = (0..truth.len())
            .flat_map(|item| (-2..=2).map(move |theta| (item, f64::from(theta))))
            .flat_map(|(item, theta)| (0..truth[item].categories()).map(move |category| (item, theta, category)))
            .map(|(item, theta, category)| {
                // Rasch's unit is its own: the ability in units of the population's standard deviation is the truth's.
                let own = ours.model(item).unwrap().probability(theta * ours.groups[0].sd, category);
                (own - truth[item].probability(theta, category)).abs()
            })
            .fold(0.0, f64::max);
        assert!(worst < 0.08, "{family:?}: {worst}");
    }
}

#[test]
fn guessing_is_found_with_a_prior() {
    let truth: Vec<ItemModel> =
        (0..20).map(|item| ItemModel::ThreePl { discrimination: 1.5, difficulty: -1.4 + 0.15 * f64::from(item), guessing: 0.2 }).collect();
    let responses = Responses::from_matrix(20, simulate(&truth, &normals(3000, 0.0, 1.0, 31), 0.0, 32)).unwrap();
    for guessing in [AsymptotePrior::Logit(Normal { mean: -1.4, sd: 0.5 }), AsymptotePrior::Beta { alpha: 5.0, beta: 17.0 }] {
        let priors = ItemPriors { guessing: Some(guessing), ..ItemPriors::NONE };
        let settings = Settings { priors: PriorChoice::Given(priors), ..Settings::default() };
        let ours = calibrate(&responses, &Design::of_one_family(Family::ThreePl, 20), &settings).unwrap();
        assert!(ours.has_converged && ours.log_prior < 0.0);
        let found = root_mean_square(ours.items.iter().map(|item| match item.model {
            Some(ItemModel::ThreePl { guessing, .. }) => (guessing, 0.2),
            _ => (1.0, 0.0),
        }));
        assert!(found < 0.06, "{found}");
    }
}

#[test]
fn two_groups_are_put_on_one_scale() {
    let mut truth = two_pl_bank(20);
    let mut cells = simulate(&truth, &normals(1500, 0.0, 1.0, 41), 0.0, 42);
    // Item 4 is harder by one for the second group.
    truth[4] = truth[4].shifted(1.0);
    cells.extend(simulate(&truth, &normals(1500, -0.5, 1.3, 43), 0.0, 44));
    let responses = Responses::from_matrix(20, cells).unwrap();
    let group_of: Vec<usize> = (0..3000).map(|person| person / 1500).collect();
    let mut design = Design::of_one_family(Family::TwoPl, 20).with_groups(2, group_of);
    let together = calibrate(&responses, &design, &Settings::default()).unwrap();
    design.items[4].is_separate = true;
    let apart = calibrate(&responses, &design, &Settings::default()).unwrap();
    assert!(together.has_converged && apart.has_converged);
    assert_eq!((together.parameter_count(), apart.parameter_count()), (42, 44));
    // The likelihood ratio of the item that functions differently.
    assert!(2.0 * (apart.log_likelihood - together.log_likelihood) > 50.0);
    let [focal, reference] = [1, 0].map(|group| apart.item_in(4, group).unwrap().model.as_ref().unwrap().difficulty());
    assert!((focal - reference - 1.0).abs() < 0.25, "{focal} {reference}");
    assert!((apart.groups[1].mean + 0.5).abs() < 0.1 && (apart.groups[1].sd - 1.3).abs() < 0.12, "{:?}", apart.groups[1]);
    let error = apart.standard_error(apart.groups[1].mean_place.unwrap()).unwrap();
    assert!((0.03..0.08).contains(&error), "{error}");
}

#[test]
fn anchors_stay_and_carry_the_scale() {
    let truth = two_pl_bank(16);
    let responses = Responses::from_matrix(16, simulate(&truth, &normals(2500, 0.7, 1.2, 51), 0.0, 52)).unwrap();
    let mut design = Design::of_one_family(Family::TwoPl, 16);
    for (item, model) in truth.iter().enumerate().take(10) {
        design.items[item].task = Task::Known(model.clone());
    }
    design.groups = vec![GroupDesign::FREE];
    let ours = calibrate(&responses, &design, &Settings::default()).unwrap();
    assert!((ours.groups[0].mean - 0.7).abs() < 0.1 && (ours.groups[0].sd - 1.2).abs() < 0.1, "{:?}", ours.groups[0]);
    for (item, true_item) in truth.iter().enumerate() {
        let own = ours.model(item).unwrap();
        if item < 10 {
            assert_eq!(own, true_item);
        }
        assert!((own.difficulty() - true_item.difficulty()).abs() < 0.25);
    }
    assert_eq!(ours.parameter_count(), 14);
}

fn bits(calibration: &Calibration) -> Vec<u64> {
    let numbers = calibration.estimates.iter().map(|estimate| estimate.value).chain([calibration.log_likelihood]);
    let errors = (0..calibration.estimates.len()).map(|place| calibration.standard_error(place).unwrap_or(-1.0));
    numbers.chain(errors).map(f64::to_bits).collect()
}

#[test]
fn threads_and_the_order_of_persons_change_no_bit() {
    // Enough patterns for several lanes.
    let truth = two_pl_bank(16);
    let cells = simulate(&truth, &normals(16_000, 0.0, 1.0, 61), 0.0, 62);
    let responses = Responses::from_matrix(16, cells.clone()).unwrap();
    let design = Design::of_one_family(Family::TwoPl, 16);
    let settings = Settings { quadrature: Quadrature::Rectangle { points: 21, low: -5.0, high: 5.0, fixed: true }, ..Settings::default() };
    let alone = bits(&calibrate(&responses, &design, &settings).unwrap());
    let parallel = Settings { is_parallel: true, ..settings };
    for threads in [1, 2, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(bits(&pool.install(|| calibrate(&responses, &design, &parallel)).unwrap()), alone, "{threads} threads");
    }
    let reversed: Vec<u8> = cells.chunks(16).rev().flatten().copied().collect();
    assert_eq!(bits(&calibrate(&Responses::from_matrix(16, reversed).unwrap(), &design, &settings).unwrap()), alone);
}

#[test]
fn adaptive_answers_are_calibrated_with_priors_by_default() {
    // Each person answers 12 of 150 items, harder after a right answer, easier after a wrong one: 80 answers an item.
    let truth: Vec<ItemModel> =
        (0..150).map(|item| ItemModel::TwoPl { discrimination: 1.2 + 0.1 * f64::from(item % 5), difficulty: -2.2 + 4.4 * f64::from(item) / 150.0 }).collect();
    let mut random = Random::new(71, 0);
    let persons: Vec<Vec<(usize, u8)>> = (0..1000)
        .map(|_| {
            let ability = random.normal();
            let mut answers: Vec<(usize, u8)> = Vec::new();
            let mut aim = random.normal();
            for place in 0..12 {
                let distance = |item: &usize| (truth[*item].difficulty() - aim).abs();
                let unused = (0..150).filter(|item| answers.iter().all(|(used, _)| used != item));
                let item = unused.min_by(|left, right| distance(left).total_cmp(&distance(right))).unwrap();
                let answer = draw_response(&truth[item], ability, &mut random) as u8;
                answers.push((item, answer));
                let width = 1.2 / f64::from(place + 1) + 0.1;
                aim = (aim + if answer == 1 { width } else { -width }).clamp(-2.2, 2.2);
            }
            answers
        })
        .collect();
    let listed = Responses::from_persons(150, persons.clone()).unwrap();
    let design = Design::of_one_family(Family::TwoPl, 150);
    let settings = Settings { standard_errors: false, ..Settings::default() };
    let ours = calibrate(&listed, &design, &settings).unwrap();
    assert!(ours.has_converged && ours.log_prior < 0.0);
    let error = root_mean_square((0..150).map(|item| (ours.model(item).unwrap().difficulty(), truth[item].difficulty())));
    let plain = Settings { priors: PriorChoice::Given(ItemPriors::NONE), ..settings };
    let likelihood = calibrate(&listed, &design, &plain).unwrap();
    let worse = root_mean_square(likelihood.items.iter().filter_map(|item| Some((item.model.as_ref()?.difficulty(), truth[item.item].difficulty()))));
    assert!(error < 0.3 && worse > 1.3 * error, "with priors {error}, without {worse}");
    // The same answers as a matrix: the storage changes no bit.
    let mut cells = vec![MISSING; 150 * 1000];
    for (person, answers) in persons.iter().enumerate() {
        for (item, category) in answers {
            cells[person * 150 + item] = *category;
        }
    }
    assert_eq!(bits(&calibrate(&Responses::from_matrix(150, cells).unwrap(), &design, &settings).unwrap()), bits(&ours));
}

#[test]
fn items_that_cannot_be_calibrated_are_flagged() {
    let truth = two_pl_bank(8);
    let mut cells = simulate(&truth, &normals(500, 0.0, 1.0, 81), 0.0, 82);
    for row in cells.chunks_mut(8) {
        row[0] = MISSING;
        row[1] = 1;
        // Separates the able from the others better than any slope.
        row[2] = u8::from(row[3..].iter().map(|cell| u32::from(*cell)).sum::<u32>() >= 3);
    }
    cells.extend([MISSING; 8]);
    let responses = Responses::from_matrix(8, cells).unwrap();
    let ours = calibrate(&responses, &Design::of_one_family(Family::TwoPl, 8), &Settings::default()).unwrap();
    assert_eq!((ours.persons, ours.persons_without_answers), (500, 1));
    assert_eq!(ours.items[0].flags, [ItemFlag::NeverSeen]);
    assert_eq!(ours.items[1].flags, [ItemFlag::OneCategory]);
    assert!(ours.model(0).is_none() && ours.model(1).is_none());
    assert!(ours.items[2].flags.contains(&ItemFlag::RunAway), "{:?}", ours.items[2]);
    assert!(ours.items[3..].iter().all(|item| item.model.is_some()));
    // With priors an item that all answered right has an estimate, and the steep one a slope.
    let held = Settings { priors: PriorChoice::Given(ItemPriors::WEAK), ..Settings::default() };
    let ours = calibrate(&responses, &Design::of_one_family(Family::TwoPl, 8), &held).unwrap();
    assert!(ours.has_converged);
    assert_eq!(ours.items[1].flags, [ItemFlag::OneCategory]);
    assert!(ours.model(1).unwrap().difficulty() < -1.5);
    assert!(ours.items[2].flags.is_empty(), "{:?}", ours.items[2]);
}

#[test]
fn guessing_that_nobody_does_runs_to_zero_and_leaves_a_2pl() {
    let truth: Vec<ItemModel> = (0..6).map(|item| ItemModel::TwoPl { discrimination: 1.5, difficulty: -1.0 - 0.1 * f64::from(item) }).collect();
    let responses = Responses::from_matrix(6, simulate(&truth, &normals(1000, 0.0, 1.0, 85), 0.0, 86)).unwrap();
    let plain = Settings { priors: PriorChoice::Given(ItemPriors::NONE), ..Settings::default() };
    let [two, three] = [Family::TwoPl, Family::ThreePl].map(|family| calibrate(&responses, &Design::of_one_family(family, 6), &plain).unwrap());
    // One more parameter can only help, but for what a guessing of 6 in a million costs.
    assert!(three.log_likelihood > two.log_likelihood - 0.01, "{} {}", three.log_likelihood, two.log_likelihood);
    let at_bound: Vec<_> = three.items.iter().filter(|item| item.flags.contains(&ItemFlag::AsymptoteAtBound)).collect();
    assert!(!at_bound.is_empty());
    for item in at_bound {
        // The slope goes on being estimated, and has its standard error; guessing has none.
        assert!(three.standard_error(item.places[0]).is_some() && three.standard_error(item.places[2]).is_none());
        assert!((item.parameters.as_ref().unwrap().values[0] - two.items[item.item].parameters.as_ref().unwrap().values[0]).abs() < 0.3);
    }
}

#[test]
fn a_key_that_is_wrong_shows_as_a_slope_that_is_not_positive() {
    let truth = two_pl_bank(8);
    let mut cells = simulate(&truth, &normals(800, 0.0, 1.0, 91), 0.0, 92);
    cells.chunks_mut(8).for_each(|row| row[5] = 1 - row[5]);
    let ours = calibrate(&Responses::from_matrix(8, cells).unwrap(), &Design::of_one_family(Family::TwoPl, 8), &Settings::default()).unwrap();
    assert_eq!(ours.items[5].flags, [ItemFlag::SlopeNotPositive]);
    assert!(ours.model(5).is_none() && ours.items[5].parameters.as_ref().unwrap().values[0] < 0.0);
}

#[test]
fn abilities_that_reach_beyond_a_fixed_grid_are_found_when_nodes_follow() {
    // The mean of the answers' group is 0 and its standard deviation 4: ±6 is one and a half of them.
    let truth: Vec<ItemModel> = (0..12).map(|item| ItemModel::OnePl { difficulty: f64::from(item) - 6.0 }).collect();
    let responses = Responses::from_matrix(12, simulate(&truth, &normals(1500, 0.0, 4.0, 95), 0.0, 96)).unwrap();
    let ours = calibrate(&responses, &Design::of_one_family(Family::OnePl, 12), &Settings::default()).unwrap();
    assert!((ours.groups[0].sd - 4.0).abs() < 0.3, "{}", ours.groups[0].sd);
}

#[test]
fn questions_without_sense_have_typed_answers() {
    let truth = two_pl_bank(4);
    let responses = Responses::from_matrix(4, simulate(&truth, &normals(100, 0.0, 1.0, 101), 0.0, 102)).unwrap();
    let design = Design::of_one_family(Family::TwoPl, 4);
    let run = |design: &Design, settings: &Settings| calibrate(&responses, design, settings).map(|_| ()).unwrap_err();
    let usual = Settings::default();
    assert_eq!(run(&Design::of_one_family(Family::TwoPl, 3), &usual), CalibrationError::ItemsDiffer { design: 3, data: 4 });
    assert_eq!(run(&design.clone().with_groups(2, vec![0; 99]), &usual), CalibrationError::GroupsDiffer { design: 99, data: 100 });
    assert_eq!(run(&design.clone().with_groups(2, vec![2; 100]), &usual), CalibrationError::NoSuchGroup { person: 0, group: 2 });
    assert_eq!(run(&design.clone().with_groups(2, vec![0; 100]), &usual), CalibrationError::GroupWithoutAnswers { group: 1 });
    let free = Design { groups: vec![GroupDesign::FREE], ..design.clone() };
    assert_eq!(run(&free, &usual), CalibrationError::NotIdentified { group: 0 });
    let wide = Design { groups: vec![GroupDesign { mean: Quantity::Known(0.0), sd: Quantity::Known(f64::NAN) }], ..design.clone() };
    assert_eq!(run(&wide, &usual), CalibrationError::Distribution { group: 0 });
    assert_eq!(run(&design, &Settings { quadrature: Quadrature::GaussHermite { points: 2 }, ..usual }), CalibrationError::Quadrature);
    let priors = PriorChoice::Given(ItemPriors { difficulty: Some(Normal { mean: 0.0, sd: 0.0 }), ..ItemPriors::NONE });
    assert_eq!(run(&design, &Settings { priors, ..usual }), CalibrationError::Priors);
    assert_eq!(run(&design, &Settings { parameter_tolerance: f64::NAN, ..usual }), CalibrationError::Tolerance);
    let mut strange = design.clone();
    strange.items[2].task = Task::Known(ItemModel::TwoPl { discrimination: -1.0, difficulty: 0.0 });
    assert!(matches!(run(&strange, &usual), CalibrationError::Model { item: 2, .. }));
    strange.items[2].task = Task::Estimate(Family::TwoPl);
    strange.items[2].categories = Some(3);
    assert_eq!(run(&strange, &usual), CalibrationError::Categories { item: 2 });
    let three = Responses::from_matrix(4, vec![2, 0, 1, 1]).unwrap();
    assert_eq!(calibrate(&three, &design, &usual).unwrap_err(), CalibrationError::NoSuchCategory { item: 0, category: 2 });
    let nobody = Responses::from_matrix(4, vec![MISSING; 40]).unwrap();
    assert_eq!(calibrate(&nobody, &design, &usual).unwrap_err(), CalibrationError::NothingToEstimate);
}

#[test]
fn an_observer_stops_it() {
    let truth = two_pl_bank(6);
    let responses = Responses::from_matrix(6, simulate(&truth, &normals(300, 0.0, 1.0, 111), 0.0, 112)).unwrap();
    let mut seen = Vec::new();
    let stopped = calibrate_observed(&responses, &Design::of_one_family(Family::TwoPl, 6), &Settings::default(), &mut |progress| {
        seen.push(progress.log_likelihood);
        if seen.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert!(stopped.was_stopped && !stopped.has_converged);
    assert_eq!(seen.len(), 3);
    // Each step climbs.
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn hostile_data_give_numbers_or_typed_errors(
        items in 1_usize..7,
        persons in 1_usize..40,
        highest in 1_u8..4,
        missing in 0.0_f64..1.0,
        family in 0_usize..10,
        with_priors in any::<bool>(),
        groups in 1_usize..3,
        follows in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut random = Random::new(seed, 0);
        let top = if FAMILIES[family].is_binary() { 1 } else { highest };
        let cells: Vec<u8> = (0..items * persons)
            .map(|_| if random.uniform() < missing { MISSING } else { random.below(u64::from(top) + 1) as u8 })
            .collect();
        let responses = Responses::from_matrix(items, cells).unwrap();
        let mut design = Design::of_one_family(FAMILIES[family], items);
        if groups == 2 {
            design = design.with_groups(2, (0..persons).map(|person| person % 2).collect());
            design.items[0].is_separate = true;
        }
        let priors = if with_priors { ItemPriors::WEAK } else { ItemPriors::NONE };
        let settings = Settings {
            priors: PriorChoice::Given(priors),
            quadrature: Quadrature::Rectangle { points: 21, low: -5.0, high: 5.0, fixed: !follows },
            most_steps: 150,
            ..Settings::default()
        };
        if let Ok(ours) = calibrate(&responses, &design, &settings) {
            prop_assert!(ours.log_likelihood.is_finite() && ours.log_likelihood <= 1e-9 && ours.log_prior.is_finite());
            prop_assert!(ours.estimates.iter().all(|estimate| estimate.value.is_finite()));
            prop_assert!(ours.groups.iter().all(|group| group.mean.is_finite() && group.sd > 0.0));
            for place in 0..ours.estimates.len() {
                prop_assert!(ours.standard_error(place).is_none_or(f64::is_finite));
            }
            for item in &ours.items {
                prop_assert!(item.model.as_ref().is_none_or(|model| model.validate().is_ok()));
                prop_assert!(item.model.is_some() || !item.flags.is_empty());
            }
        }
    }
}
