//! How well a calibration in the product finds known parameters again: `cargo run --release -p domain --example recovery -- PEOPLE [EVERY]`.
//!
//! People drawn from the blueprint's population meet the shipped bank (every so many of its items) through the engine of production; the items are
//! truly as far from their authors' word as is believed. Prints errors by number of answers, and how long it took.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::bank::{Edition, Entry, Standing};
use domain::calibration::{Answer, ItemChange, Material, Settings, Taken, calibrate};
use domain::evidence::{Circumstances, fold};
use domain::item::Score;
use domain::simulation::play_session;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};

fn main() {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<usize>().expect("a number"));
    let (people, every) = (words.next().unwrap_or(3000), words.next().unwrap_or(1));
    let edition = edition(every);
    let mut random = Random::new(5, 1);
    let truth: Vec<ItemModel> = edition.pool.iter().map(|p| draw_item(&p.parameters.model(), &p.parameters.uncertainty(), &mut random)).collect();
    let taken = sessions(&edition, &truth, people as u64);
    println!("folding a session: {:.0} µs", folding(&edition, &taken).as_secs_f64() * 1e6);
    let begun = now();
    let material = Material { edition: &edition, digest: "", span: (0, 0) };
    let watch = |progress: domain::calibration::Progress| {
        if progress.sessions == 0 {
            println!("round {}: moved {:.3}", progress.round, progress.moved);
        }
        ControlFlow::Continue(())
    };
    let proposal = calibrate(&material, &taken, &Settings::default(), &mut { watch }).expect("nobody stops it");
    println!("calibrated in {:.1} s", begun.elapsed().as_secs_f64());
    println!("{people} people, {} items, settled: {}, shared slope {:.3}", edition.pool.len(), proposal.settled, proposal.shared_slope);
    println!("{:>14} {:>6} {:>17} {:>8} {:>17} {:>8}", "answers", "items", "rmse b", "inside", "rmse ln a", "inside");
    let origins: Vec<f64> = (0..5)
        .map(|domain| {
            mean(proposal.items.iter().zip(&truth).filter(|(i, _)| i.domain == domain && i.left.is_none()).map(|(i, t)| middle(&i.new.steps) - t.difficulty()))
        })
        .collect();
    for (from, to) in [(1, 30), (30, 100), (100, 200), (200, 500), (500, u64::MAX), (30, u64::MAX)] {
        let some: Vec<(&ItemChange, &ItemModel)> = proposal.items.iter().zip(&truth).filter(|(item, _)| (from..to).contains(&item.answers)).collect();
        let rms = |errors: Vec<f64>| mean(errors.iter().map(|e| e * e)).sqrt();
        let b = |item: &ItemChange, truth: &ItemModel, steps: &[f64]| {
            middle(steps) - truth.difficulty() - if item.answers < 30 { 0.0 } else { origins[item.domain] }
        };
        let before = rms(some.iter().map(|(i, t)| middle(&i.old.steps) - t.difficulty()).collect());
        let after = rms(some.iter().map(|(i, t)| middle(&i.new.steps) - t.difficulty()).collect());
        let inside = mean(some.iter().map(|(i, t)| f64::from(b(i, t, &i.new.steps).abs() < 1.96 * i.new.difficulty_sd)));
        let slope = |a: f64, t: &ItemModel| libm::log(a / t.discrimination());
        let a_before = rms(some.iter().map(|(i, t)| slope(i.old.discrimination, t)).collect());
        let a_after = rms(some.iter().map(|(i, t)| slope(i.new.discrimination, t)).collect());
        let a_inside = mean(some.iter().map(|(i, t)| f64::from(slope(i.new.discrimination, t).abs() < 1.96 * i.new.log_discrimination_sd)));
        println!("{from:>6} and more {:>6} {before:>7.3} → {after:>7.3} {inside:>8.3} {a_before:>7.3} → {a_after:>7.3} {a_inside:>8.3}", some.len());
    }
    println!("origins off by {origins:.3?}, believed to ± {:.3?}; people at {:.3?}", proposal.origin_errors, proposal.means);
    let moved: (u64, u64) = proposal.levels.iter().map(domain::calibration::LevelChanges::moved).fold((0, 0), |sum, (up, down)| (sum.0 + up, sum.1 + down));
    println!(
        "levels in five domains: {} up, {} down, of {}",
        moved.0,
        moved.1,
        proposal.levels.iter().map(domain::calibration::LevelChanges::sessions).sum::<u64>()
    );
}

#[expect(clippy::disallowed_methods, reason = "the rules have no clock; a measurement needs one")]
fn now() -> Instant {
    Instant::now()
}

/// What it costs to add a session to the sums of its items, the database aside.
fn folding(edition: &Edition, taken: &[Taken]) -> Duration {
    let circumstances = Circumstances { month: "2026-11".into(), trade: Some("care".into()), setting: Some("ehpad".into()) };
    let mut sums = BTreeMap::new();
    let begun = now();
    for session in taken {
        let line = |answer: &Answer| domain::evidence::Line {
            item: answer.item,
            won: answer.won,
            shown: domain::item::Shown::default(),
            response: None,
            elapsed: 30_000_000,
        };
        let lines: Vec<_> = session.iter().map(line).collect();
        fold(edition, &lines, &circumstances, &mut sums);
    }
    begun.elapsed() / taken.len().max(1) as u32
}

fn middle(steps: &[f64]) -> f64 {
    steps.iter().sum::<f64>() / steps.len() as f64
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

fn sessions(edition: &Edition, truth: &[ItemModel], people: u64) -> Vec<Taken> {
    let population = Population::new(&edition.prior).expect("a population");
    let session = |person| {
        let mut random = Random::new(11, person);
        let abilities = population.draw_person(&mut random);
        let own = random.next_u64();
        let (_, lines) = play_session(edition, own, 0, |current| {
            let place = usize::from(current.item);
            let won = draw_response(&truth[place], abilities[edition.pool[place].domain], &mut random) as u8;
            (None, Score { won, points: edition.pool[place].item.interaction.points() }, 30_000_000)
        });
        lines.iter().map(|line| Answer { item: line.item, won: line.won, counts: edition.counts(line.item) }).collect()
    };
    (0..people).map(session).collect()
}

/// Every so many items of the shipped bank.
fn edition(every: usize) -> Edition {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let framework = formats::content::framework(&read(&folder.join("framework/framework.toml"))).expect("the framework can be read");
    let blueprint = formats::content::blueprint(&read(&folder.join("blueprints/positioning.toml"))).expect("the blueprint can be read");
    let mut files = Vec::new();
    collect(&folder.join("items"), &mut files);
    files.sort();
    let entry = |file: &PathBuf| {
        let mut item = formats::content::item(&read(file)).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        item.enemies.clear();
        Entry { hash: item.id.clone().into_bytes(), item, parameters: None, standing: Standing::default() }
    };
    Edition::new(framework, blueprint, files.iter().step_by(every).map(entry).collect()).expect("an edition")
}

#[expect(clippy::disallowed_methods, reason = "the rules do no I/O; a measurement has to find the bank")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}
