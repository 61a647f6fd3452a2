//! New items beside anchors whose parameters are known, with free mean and variance (mirt).

use psychometrics::calibration::{Design, Family, ItemPriors, Task, calibrate};
use psychometrics::model::ItemModel;

use crate::calibration::{compare_table, free_group, numbers_in, read_answers, rectangle, tight};
use crate::case::{Case, Tolerance, read_labels};

/// mirt's TOL is 1e-7 a step; anchors leave little to be found, so that it arrives soon.
const PARAMETER: Tolerance = Tolerance::either(1e-4, 1e-4);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for name in ["true_new", "true_latent", "true"] {
        if let Some(truth) = file.get(name) {
            truth.set_aside("what the answers were simulated from: no program's estimate");
        }
    }
    let data = read_answers(file);
    let fixed = file.at("fixed");
    let mirt = file.at("mirt");
    let table = mirt.at("items");
    let place = table.at("columns").items().iter().position(|name| name.text() == "g");
    // The file does not name the model: 3PL items are those whose lower asymptote is not the constant 0.
    let is_guessed = |item: usize| place.is_some_and(|place| table.at("values").index(item).index(place).number() > 0.0);
    let families: Vec<Family> = (0..data.items()).map(|item| if is_guessed(item) { Family::ThreePl } else { Family::TwoPl }).collect();
    let mut design = Design::of_families(&families);
    design.groups = vec![free_group()];
    let column = |names: &[&str]| names.iter().find_map(|name| fixed.get(name)).map(|column| column.numbers());
    let difficulties = fixed.at("b").numbers();
    let (slopes, guessing) = (column(&["a"]), column(&["c", "g"]));
    for (index, item) in fixed.at("items").counts().into_iter().enumerate() {
        let (discrimination, difficulty) = (slopes.as_ref().map_or(1.0, |slopes| slopes[index]), difficulties[index]);
        design.items[item - 1].task = Task::Known(match &guessing {
            Some(guessing) => ItemModel::ThreePl { discrimination, difficulty, guessing: guessing[index] },
            None => ItemModel::TwoPl { discrimination, difficulty },
        });
    }
    // "FIPC: …; quadpts=61, theta_lim=(-6,6), TOL=1e-7"
    let text = file.at("settings").text();
    let after = |what: &str, place: usize| numbers_in(text.split_once(what).unwrap_or_else(|| panic!("no {what} in the settings")).1)[place];
    let quadrature = rectangle(after("quadpts=", 0), after("theta_lim=", 0), after("theta_lim=", 1));
    let ours = calibrate(&data, &design, &tight(quadrature, ItemPriors::NONE)).unwrap();
    mirt.at("logLik").compare("mirt logLik", ours.log_likelihood, Tolerance::absolute(2e-5));
    mirt.at("mean").compare("mirt latent mean", ours.groups[0].mean, PARAMETER);
    mirt.at("var").compare("mirt latent variance", ours.groups[0].sd * ours.groups[0].sd, PARAMETER);
    compare_table(&table, "mirt a, b, c, u", &ours, PARAMETER, |item, column| match (item.model.as_ref().unwrap(), column) {
        (model, "a") => model.discrimination(),
        (model, "b") => model.difficulty(),
        (ItemModel::ThreePl { guessing, .. }, "g") => *guessing,
        (_, "g") => 0.0,
        (_, "u") => 1.0,
        (_, other) => panic!("no column {other}"),
    });
}
