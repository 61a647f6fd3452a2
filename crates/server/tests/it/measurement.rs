//! What the shipped bank measures, on simulated people: the release gate.

use domain::bank::{Edition, Entry, Standing};
use domain::language::Language;
use domain::session::Choice;
use domain::simulation::{Report, Scenario, Simulation, TrueItems};
use server::service::content::{Files, check};

const PEOPLE: u64 = 2000;
const SEED: u64 = 1;

fn shipped() -> Edition {
    let checked = check(&Files::Embedded, None);
    let entries = checked.items.into_iter().map(|item| Entry { item, hash: Vec::new(), parameters: None, standing: Standing::Counted }).collect();
    Edition::new(checked.framework.expect("a framework"), checked.blueprint.expect("a blueprint"), entries).expect("an edition")
}

fn report(edition: &Edition, choice: Choice) -> Report {
    let mut simulation = Simulation::new(edition, Scenario { items: TrueItems::Drawn, choice, timed: false, language: Language::Fr }).expect("a simulation");
    for number in 0..PEOPLE {
        simulation.play(SEED, number);
    }
    simulation.report()
}

#[test]
fn the_shipped_bank_keeps_what_its_intervals_promise() {
    let edition = shipped();
    let (adaptive, random) = std::thread::scope(|scope| {
        let random = scope.spawn(|| report(&edition, Choice::Random));
        (report(&edition, Choice::Adaptive), random.join().expect("played"))
    });
    let (own, by_lot, alone) = (Report::rmse(&adaptive.domains), Report::rmse(&random.domains), Report::rmse(&adaptive.separate));
    let table: Vec<String> = edition
        .framework
        .domains
        .iter()
        .zip(&adaptive.domains)
        .map(|(d, a)| format!("{}: bias {:+.3}, RMSE {:.3}, coverage {:.1} %", d.short, a.bias, a.rmse, a.coverage_95 * 100.0))
        .collect();
    let told = format!(
        "{}\nmean length {:.1} and {:.1}; RMSE {own:.3}, random choice {by_lot:.3} (gain {:.1} %), separate scales {alone:.3} (gain {:.1} %)",
        table.join("\n"),
        adaptive.mean_length,
        random.mean_length,
        (1.0 - own / by_lot) * 100.0,
        (1.0 - own / alone) * 100.0
    );
    println!("{told}");
    for (domain, accuracy) in edition.framework.domains.iter().zip(&adaptive.domains) {
        assert!((0.93..=0.97).contains(&accuracy.coverage_95), "coverage of {}:\n{told}", domain.name);
        assert!(accuracy.bias.abs() < 0.08, "bias of {}:\n{told}", domain.name);
    }
    assert!(own <= 0.9 * by_lot, "against a random choice:\n{told}");
    assert!(own < alone, "against five separate scales:\n{told}");
}
