//! `socle replay`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use uuid::Uuid;

use super::archive::sentence;
use super::options::Options;
use super::{Outcome, Voice};
use crate::service::archive::answers_of;
use crate::service::assess::replay_session_from;
use crate::service::content::Editions;

/// Recompute the result of a session from its log, bit for bit.
#[derive(Debug, Args)]
pub(super) struct Replay {
    /// The session.
    session: Uuid,
    /// Where the answers are when they have left the database: the folder of an archive.
    #[arg(long)]
    archive: Option<PathBuf>,
}

impl Replay {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let store = options.reader().await?;
        let archived = match &self.archive {
            Some(folder) => answers_of(&store, folder, self.session).await.map_err(|e| sentence(&e, voice))?,
            None => Vec::new(),
        };
        let replayed = replay_session_from(&store, &Editions::empty(), self.session, archived).await.map_err(|e| e.to_string())?;
        for d in &replayed.differences {
            println!("{}: {} ≠ {} ({})", d.seq, d.recorded, d.recomputed, d.what);
        }
        for domain in &replayed.profile.domains {
            println!(
                "{}  {:>+.17e} ({:016x})  ± {:>.17e}  {}",
                domain.code,
                domain.estimate,
                domain.estimate.to_bits(),
                domain.standard_error,
                domain.level.as_str()
            );
        }
        let exact = replayed.is_exact();
        let key = match (exact, replayed.recorded.is_some()) {
            (true, true) => "cli-replay-exact",
            (true, false) => "cli-replay-open",
            (false, _) => "cli-replay-differs",
        };
        println!("{}", voice.say(key, &[("answers", replayed.answers.into())]));
        Ok(if exact { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}
