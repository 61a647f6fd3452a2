//! What a minimum for each domain does to decisions, by simulation of the edition that exams begin with now.
//!
//! The report that is shipped speaks of the shipped bank under the shipped rules. Once something was published or adopted here it speaks of another edition,
//! and is not shown: then the edition of now is simulated here, once, when somebody first asks.

use std::sync::Arc;
use std::time::Instant;

use domain::blueprint::DomainMinimum;
use domain::certification::{Rules, Simulation};
use domain::profile::Level;

use crate::app::App;
use crate::service::content::{CurrentEdition, SimulatedExams};

/// People simulated: a share of one in ten is then known to some three in a hundred (95 %), after a few seconds of one processor.
pub const FORESEEN: u64 = 400;
const SEED: u64 = 1;
/// With which probability each domain is to be at Socle.
const CERTAINTIES: [f64; 3] = [0.1, 0.2, 0.5];

/// What was found of the edition of exams of now; none while that many people are simulated, which this begins.
pub fn foresee(app: &Arc<App>, people: u64) -> Option<Arc<SimulatedExams>> {
    let current = app.editions.certification();
    if current.simulated_exams.is_some() || !app.editions.begins_to_foresee(&current.digest) {
        return current.simulated_exams;
    }
    let app = Arc::clone(app);
    // a thread of its own: whoever stops the server does not wait for it
    let begun = std::thread::Builder::new().name("foresee".into()).spawn(move || {
        let begun = Instant::now();
        match simulated(&current, people) {
            Ok(found) => {
                tracing::info!(edition = current.digest, people, seconds = begun.elapsed().as_secs(), "exams were simulated");
                app.editions.foreseen(found);
            }
            Err(why) => tracing::warn!(edition = current.digest, why, "exams cannot be simulated"),
        }
    });
    if let Err(error) = begun {
        tracing::warn!(%error, "exams are not simulated");
    }
    None
}

/// The minima that most ask about, and that of the rules.
fn simulated(current: &CurrentEdition, people: u64) -> Result<SimulatedExams, String> {
    let rules = Rules::of(&current.edition);
    let mut minima: Vec<DomainMinimum> = CERTAINTIES.map(|certainty| DomainMinimum { level: Level::Socle, certainty }).to_vec();
    minima.extend(rules.domain_minimum.filter(|own| !minima.contains(own)));
    let mut simulation = Simulation::new(&current.edition, rules, minima)?;
    (0..people).for_each(|number| simulation.play(SEED, number));
    Ok(SimulatedExams { edition: current.digest.clone(), seed: SEED, report: simulation.report() })
}
