//! `bench calibration`: marginal maximum likelihood of the 2PL on one simulated data set.

use std::path::PathBuf;

use psychometrics::calibration::{self as engine, Design, Family, ItemPriors, Normal, PriorChoice, Quadrature, Settings};
use psychometrics::model::ItemModel;
use psychometrics::responses::Responses;

use crate::arguments::Arguments;
use crate::data::{Answers, Truth};
use crate::recovery::rmse;
use crate::table::table;
use crate::usage::{Usage, measure};

/// The priors of the numpy form in `measurement/matrix_em.py`.
const PRIORS: ItemPriors =
    ItemPriors { log_discrimination: Some(Normal { mean: 0.0, sd: 0.5 }), difficulty: Some(Normal { mean: 0.0, sd: 2.0 }), guessing: None, ceiling: None };

/// What a calibration gives, whichever engine did it.
#[derive(Debug)]
pub struct Calibrated {
    /// Discriminations.
    pub a: Vec<f64>,
    /// Difficulties.
    pub b: Vec<f64>,
    /// The marginal log-likelihood at the estimates, without the priors.
    pub log_likelihood: f64,
    /// Expectation steps.
    pub steps: usize,
}

/// What the engine is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// How many threads it may use.
    pub threads: usize,
    /// Whether log a ~ N(0, 0.5²) and b ~ N(0, 2²) are added to the likelihood.
    pub priors: bool,
}

/// Reads, calibrates `--runs` times, and prints one row of the README's table. Reading is not timed.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let path = PathBuf::from(arguments.place("the data file")?);
    let (persons, items) = (arguments.required("persons")?, arguments.required("items")?);
    let runs = arguments.option("runs", 3)?;
    let threads = arguments.option("threads", 1)?;
    let answers = Answers::read(&path, persons, items)?;
    let incomplete = answers.given() < answers.cells.len();
    let priors = arguments.option("priors", incomplete)?;
    arguments.finish()?;
    let truth = Truth::read(&path.with_extension("true.json"))?;
    if truth.a.len() != answers.items {
        return Err(format!("{} items in the data, {} in the true parameters", answers.items, truth.a.len()));
    }
    let given = answers.given();
    let responses = Responses::from_matrix(items, answers.cells).map_err(|error| error.to_string())?;
    let (calibrated, usage) = measure(runs, || calibrate(&responses, Request { threads, priors }));
    println!("{}", row(&path.file_stem().unwrap_or_default().to_string_lossy(), &calibrated?, &truth, threads, &usage));
    println!("compact data: {:.2} MiB (one byte an answer)", given as f64 / (1024.0 * 1024.0));
    Ok(())
}

fn calibrate(responses: &Responses, request: Request) -> Result<Calibrated, String> {
    let priors = if request.priors { PriorChoice::Given(PRIORS) } else { PriorChoice::Given(ItemPriors::NONE) };
    let quadrature = Quadrature::Rectangle { points: 41, low: -6.0, high: 6.0, fixed: true };
    let settings = Settings { quadrature, priors, standard_errors: false, is_parallel: request.threads > 1, ..Settings::default() };
    let design = Design::of_one_family(Family::TwoPl, responses.items());
    let run = || engine::calibrate(responses, &design, &settings).map_err(|error| error.to_string());
    let calibration = if request.threads > 1 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(request.threads).build().map_err(|error| error.to_string())?;
        pool.install(run)?
    } else {
        run()?
    };
    if !calibration.has_converged {
        return Err(format!("not converged after {} steps", calibration.steps));
    }
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for item in 0..responses.items() {
        let Some(&ItemModel::TwoPl { discrimination, difficulty }) = calibration.model(item) else { return Err(format!("item {item} has no parameters")) };
        a.push(discrimination);
        b.push(difficulty);
    }
    Ok(Calibrated { a, b, log_likelihood: calibration.log_likelihood, steps: calibration.steps })
}

fn row(name: &str, calibrated: &Calibrated, truth: &Truth, threads: usize, usage: &Usage) -> String {
    table(
        &["program", "data", "CPU s", "wall s", "log-likelihood", "RMSE a", "RMSE b", "peak MiB", "above loading", "note"],
        &[vec![
            format!("ours, {threads} thread{}", if threads == 1 { "" } else { "s" }),
            name.to_owned(),
            format!("{:.3}", usage.cpu_seconds),
            format!("{:.3}", usage.wall_seconds),
            format!("{:.2}", calibrated.log_likelihood),
            format!("{:.4}", rmse(&calibrated.a, &truth.a)),
            format!("{:.4}", rmse(&calibrated.b, &truth.b)),
            format!("{:.1}", usage.peak_mib),
            format!("{:.1}", usage.added_mib),
            format!("{} E-steps", calibrated.steps),
        ]],
    )
}
