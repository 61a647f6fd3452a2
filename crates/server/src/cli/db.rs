//! `socle db migrate | backup | restore | verify | copy`

use std::process::ExitCode;

use clap::Subcommand;

use super::options::Options;
use super::{Outcome, Voice, backup, prove};

/// Migrate, back up, restore, verify or copy the database.
#[derive(Debug, Subcommand)]
pub(super) enum Db {
    /// Bring the schema up to date (a server does it at start, too).
    Migrate,
    Backup(backup::Backup),
    Restore(backup::Restore),
    Verify(prove::Verify),
    Copy(super::copy::Copy),
}

impl Db {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::Copy(copy) => copy.run(options, voice).await,
            Self::Migrate => {
                let store = options.store().await?;
                store.close().await.map_err(|e| e.to_string())?;
                println!("{}", voice.say("cli-migrated", &[]));
                Ok(ExitCode::SUCCESS)
            }
            Self::Backup(backup) => backup.run(options, voice).await,
            Self::Restore(restore) => restore.run(options, voice).await,
            Self::Verify(verify) => verify.run(options, voice).await,
        }
    }
}
