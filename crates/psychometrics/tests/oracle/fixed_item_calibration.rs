//! New items beside anchors whose parameters are known, with free mean and variance (mirt).

use psychometrics::calibration::{Design, Family, ItemPriors, Task, calibrate};
use psychometrics::model::ItemModel;

use crate::calibration::{compare_table, free_group, numbers_in, read_answers, rectangle, tight};
use crate::case::{Case, Tolerance};

/// mirt's TOL is 1e-7 a step; anchors leave little to be found, so that it arrives soon.
const PARAMETER: Tolerance = Tolerance::either(1e-4, 1e-4);

pub fn compare(file: &Case<'_>) {
    for name in ["kind", "program", "split", "seed"] {
        if let Some(label) = file.get(name) {
            label.used();
        }
    }
    for name in ["true_new", "true_latent"] {
        if let Some(truth) = file.get(name) {
            truth.set_aside("what the answers were simulated from: no program's estimate");
        }
    }
    let data = read_answers(file);
    let fixed = file.at("fixed");
    let mut design = Design::of_one_family(Family::TwoPl, data.items());
    design.groups = vec![free_group()];
    let (slopes, difficulties) = (fixed.at("a").numbers(), fixed.at("b").numbers());
    for ((item, discrimination), difficulty) in fixed.at("items").counts().into_iter().zip(slopes).zip(difficulties) {
        design.items[item - 1].task = Task::Known(ItemModel::TwoPl { discrimination, difficulty });
    }
    // "FIPC: …; quadpts=61, theta_lim=(-6,6), TOL=1e-7"
    let text = file.at("settings").text();
    let after = |what: &str, place: usize| numbers_in(text.split_once(what).unwrap_or_else(|| panic!("no {what} in the settings")).1)[place];
    let quadrature = rectangle(after("quadpts=", 0), after("theta_lim=", 0), after("theta_lim=", 1));
    let ours = calibrate(&data, &design, &tight(quadrature, ItemPriors::NONE)).unwrap();
    let mirt = file.at("mirt");
    mirt.at("logLik").compare("mirt logLik", ours.log_likelihood, Tolerance::absolute(2e-5));
    mirt.at("mean").compare("mirt latent mean", ours.groups[0].mean, PARAMETER);
    mirt.at("var").compare("mirt latent variance", ours.groups[0].sd * ours.groups[0].sd, PARAMETER);
    compare_table(&mirt.at("items"), "mirt a, b, c, u", &ours, PARAMETER, |item, column| match (item.model.as_ref().unwrap(), column) {
        (model, "a") => model.discrimination(),
        (model, "b") => model.difficulty(),
        (_, "g") => 0.0,
        (_, _) => 1.0,
    });
}
