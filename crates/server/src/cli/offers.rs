//! `socle offers check-links`

use std::process::ExitCode;

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::checked;
use crate::clock::Clock;
use crate::probe::Probe;
use crate::service::catalogue::links::round;
use clap::Subcommand;

/// Training offers of the catalogue.
#[derive(Debug, Subcommand)]
pub(super) enum Offers {
    /// Look at the links of offers that are due, and keep what was found. An embedded database must not be served meanwhile; a PostgreSQL may.
    CheckLinks {
        /// How many at the most.
        #[arg(long, default_value_t = 200)]
        at_most: usize,
        /// Whom those who are asked may write to.
        #[arg(long, env = "SOCLE_CONTACT", default_value = "contact@socle.example")]
        contact: String,
    },
}

impl Offers {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let Self::CheckLinks { at_most, contact } = self;
        let store = options.store().await?;
        let content = checked(&options.files(), &store).await.map_err(|e| e.to_string())?;
        let probe = Probe::new(&contact)?;
        let looked = round(&store, &content.library.offers, &probe, Clock::System.now(), at_most).await.map_err(|e| e.to_string())?;
        for one in &looked {
            let status = one.found.status.map(|status| status.to_string()).unwrap_or_default();
            println!("{:<9} {status:<4} {}  {}", one.found.outcome.code(), one.slug, one.url);
            if let Some(to) = &one.found.moved_to {
                println!("{:>14}  -> {to}", "");
            }
        }
        let failing = looked.iter().filter(|one| one.found.outcome.is_failure()).count();
        println!("{}", voice.say("cli-links-done", &[("count", (looked.len() as i64).into()), ("failing", (failing as i64).into())]));
        store.close().await.map_err(|e| e.to_string())?;
        Ok(ExitCode::SUCCESS)
    }
}
