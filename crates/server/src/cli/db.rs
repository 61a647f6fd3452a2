//! `socle db migrate | backup | restore | copy`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use store::Store;

use super::options::Options;
use super::{Outcome, Voice};

/// Migrate, back up, restore or copy the database.
#[derive(Debug, Subcommand)]
pub(super) enum Db {
    /// Bring the schema up to date (a server does it at start, too).
    Migrate,
    /// Copy the database into a file, while it is used, and check the copy.
    Backup {
        /// The copy; must not exist.
        file: PathBuf,
    },
    /// Put a copy back in place; the database in place is kept beside it.
    Restore {
        /// The copy.
        file: PathBuf,
    },
    Copy(super::copy::Copy),
}

impl Db {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let told = match self {
            Self::Copy(copy) => return copy.run(options, voice).await,
            Self::Migrate => {
                let store = options.store().await?;
                store.close().await.map_err(|e| e.to_string())?;
                voice.say("cli-migrated", &[])
            }
            Self::Backup { file } => {
                let store = options.reader().await?;
                store.backup(&file).await.map_err(|e| e.to_string())?;
                voice.say("cli-backed-up", &[("file", file.display().to_string().into())])
            }
            Self::Restore { file } => {
                if options.database_url.is_some() {
                    return Err(voice.say("cli-restore-postgres", &[]));
                }
                std::fs::create_dir_all(&options.data).map_err(|e| format!("{}: {e}", options.data.display()))?;
                let kept = Store::restore(&file, options.file()).await.map_err(|e| e.to_string())?;
                let kept = kept.map_or_else(|| "-".to_owned(), |k| k.display().to_string());
                voice.say("cli-restored", &[("file", file.display().to_string().into()), ("kept", kept.into())])
            }
        };
        println!("{told}");
        Ok(ExitCode::SUCCESS)
    }
}
