//! Known parameters are found again from the answers of simulated people, met by the engine of production.

use std::ops::ControlFlow;

use domain::bank::{Edition, Entry, Parameters};
use domain::calibration::{Answer, LeftAlone, Material, Proposal, Settings, Taken, calibrate};
use domain::item::Score;
use domain::simulation::play_session;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_item, draw_response};

use crate::content::SHIPPED;

fn bank(step: usize) -> Edition {
    let entry = |p: &domain::bank::PoolItem| {
        let mut item = p.item.clone();
        item.enemies.clear();
        Entry { item, hash: p.hash.clone(), parameters: None }
    };
    Edition::new(SHIPPED.framework.clone(), SHIPPED.blueprint.clone(), SHIPPED.pool.iter().step_by(step).map(entry).collect()).expect("an edition")
}

/// Sessions of people of this mean ability over items that are as `truth` says.
fn sessions(edition: &Edition, truth: &[ItemModel], mean: f64, people: u64, seed: u64) -> Vec<Taken> {
    let population = Population::new(&edition.prior).expect("a population");
    let session = |person| {
        let mut random = Random::new(seed, person);
        let abilities: Vec<f64> = population.draw_person(&mut random).iter().map(|a| a + mean).collect();
        let own = random.next_u64();
        let (_, lines) = play_session(edition, own, 0, |current| {
            let place = usize::from(current.item);
            let won = draw_response(&truth[place], abilities[edition.pool[place].domain], &mut random) as u8;
            (None, Score { won, points: edition.pool[place].item.interaction.points() }, 30_000_000)
        });
        lines.iter().map(|line| Answer { item: line.item, won: line.won, counts: true }).collect()
    };
    (0..people).map(session).collect()
}

fn truth_of(edition: &Edition, seed: u64) -> Vec<ItemModel> {
    let mut random = Random::new(seed, 1);
    edition.pool.iter().map(|p| draw_item(&p.parameters.model(), &p.parameters.uncertainty(), &mut random)).collect()
}

fn proposed(edition: &Edition, sessions: &[Taken]) -> Proposal {
    let material = Material { edition, digest: "d", pretest: &[], span: (0, 1) };
    calibrate(&material, sessions, &Settings::default(), &mut |_| ControlFlow::Continue(())).expect("nobody stops it")
}

#[test]
fn zz() {
    let people: u64 = std::env::var("PEOPLE").map_or(1500, |p| p.parse().unwrap());
    let step: usize = std::env::var("STEP").map_or(4, |p| p.parse().unwrap());
    let mean: f64 = std::env::var("MEAN").map_or(0.0, |p| p.parse().unwrap());
    let edition = bank(step);
    let truth = truth_of(&edition, 5);
    let taken = sessions(&edition, &truth, mean, people, 11);
    let begun = std::time::Instant::now();
    let material = Material { edition: &edition, digest: "d", pretest: &[], span: (0, 1) };
    let proposal = calibrate(&material, &taken, &Settings::default(), &mut |p| {
        if p.sessions == 0 {
            println!("round {} moved {}", p.round, p.moved);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    println!("calibrated in {:?}, rounds {}, settled {}, shared {}", begun.elapsed(), proposal.rounds, proposal.settled, proposal.shared_slope);
    let b = |p: &Parameters| p.steps.iter().sum::<f64>() / p.steps.len() as f64;
    for (lo, hi) in [(30, 100), (100, 200), (200, 500), (500, 2000), (2000, 100_000), (30, 100_000)] {
        let mut offs = Vec::new();
        let (mut n, mut old2, mut new2, mut cover, mut la_old, mut la_new, mut cov_a) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (item, truth) in proposal.items.iter().zip(&truth) {
            if item.answers < lo || item.answers >= hi || item.left == Some(LeftAlone::NeverAnswered) {
                continue;
            }
            let e = b(&item.new) - truth.difficulty();
            n += 1.0;
            old2 += (b(&item.old) - truth.difficulty()).powi(2);
            new2 += e * e;
            offs.push(e);
            cover += f64::from(e.abs() < 1.96 * item.new.difficulty_sd);
            let l = (item.new.discrimination / truth.discrimination()).ln();
            la_old += (item.old.discrimination / truth.discrimination()).ln().powi(2);
            la_new += l * l;
            cov_a += f64::from(l.abs() < 1.96 * item.new.log_discrimination_sd);
        }
        println!(
            "{lo}..{hi}: {n} items, rmse b {:.3} -> {:.3} (mean {:.3}), cover {:.3}, rmse ln a {:.3} -> {:.3} cover {:.3}",
            (old2 / n).sqrt(),
            (new2 / n).sqrt(),
            offs.iter().sum::<f64>() / n,
            cover / n,
            (la_old / n).sqrt(),
            (la_new / n).sqrt(),
            cov_a / n
        );
    }
    for d in 0..5 {
        let e: Vec<f64> =
            proposal.items.iter().zip(&truth).filter(|(i, _)| i.domain == d && i.answers >= 30).map(|(i, t)| b(&i.new) - t.difficulty()).collect();
        let a: Vec<f64> = proposal.items.iter().zip(&truth).filter(|(i, _)| i.domain == d && i.answers >= 1).map(|(i, t)| b(&i.old) - t.difficulty()).collect();
        println!(
            "domain {d}: offset {:.3} authors {:.3} moved {:?} of {}",
            e.iter().sum::<f64>() / e.len() as f64,
            a.iter().sum::<f64>() / a.len() as f64,
            proposal.levels[d].moved(),
            proposal.levels[d].sessions()
        );
    }
    println!("{:?}", proposal.correlations);
    let mut left = std::collections::BTreeMap::new();
    for i in &proposal.items {
        *left.entry(i.left).or_insert(0) += 1;
    }
    println!("{left:?}");
}
