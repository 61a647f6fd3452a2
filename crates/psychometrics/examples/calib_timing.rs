use psychometrics::calibration::*;
use psychometrics::model::ItemModel;
use psychometrics::responses::*;
use std::ops::ControlFlow;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let items: usize = args[2].parse().unwrap();
    let cells = std::fs::read(&args[1]).unwrap();
    let responses = if args.get(4).is_some_and(|a| a == "list") {
        Responses::from_persons(
            items,
            cells.chunks(items).map(|row| row.iter().enumerate().filter(|(_, c)| **c != 255).map(|(i, c)| (i, *c)).collect::<Vec<_>>()),
        )
        .unwrap()
    } else {
        Responses::from_matrix(items, cells).unwrap()
    };
    let low: f64 = args.get(3).map_or(-6.0, |s| s.parse().unwrap());
    let mut settings =
        Settings { quadrature: Quadrature::Rectangle { points: 41, low, high: -low, fixed: true }, standard_errors: false, ..Settings::default() };
    if args.iter().any(|a| a == "ml") {
        settings.priors = PriorChoice::Given(ItemPriors::NONE);
    }
    if args.iter().any(|a| a == "se") {
        settings.standard_errors = true;
    }
    if args.iter().any(|a| a == "par") {
        settings.is_parallel = true;
    }
    let start = std::time::Instant::now();
    let verbose = args.iter().any(|a| a == "v");
    let c = calibrate_observed(&responses, &Design::of_one_family(Family::TwoPl, items), &settings, &mut |p| {
        if verbose {
            println!("{p:?} {:?}", start.elapsed());
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    println!("{:?} steps {} ll {:.6} prior {:.4} conv {}", start.elapsed(), c.steps, c.log_likelihood, c.log_prior, c.has_converged);
    let truth = args[1].replace(".u8", ".true.json");
    if let Ok(t) = std::fs::read_to_string(truth) {
        let get = |k: &str| -> Vec<f64> {
            let p = t.find(&format!("\"{k}\": [")).unwrap() + k.len() + 5;
            let e = t[p..].find(']').unwrap() + p;
            t[p..e].split(',').map(|s| s.trim().parse().unwrap()).collect()
        };
        let (a, b) = (get("a"), get("b"));
        let (mut ra, mut rb, mut n) = (0.0, 0.0, 0.0);
        for i in 0..items {
            if let Some(ItemModel::TwoPl { discrimination, difficulty }) = c.model(i) {
                ra += (discrimination - a[i]) * (discrimination - a[i]);
                rb += (difficulty - b[i]) * (difficulty - b[i]);
                n += 1.0;
            }
        }
        println!("rmse a {:.4} b {:.4} over {}", (ra / n as f64).sqrt(), (rb / n as f64).sqrt(), n);
    }
    let flagged = c.items.iter().filter(|i| !i.flags.is_empty()).count();
    println!("flagged {flagged}");
    if args.iter().any(|a| a == "se") {
        println!("se {:?} {:?}", c.standard_error(0), c.standard_error(1));
    }
}
