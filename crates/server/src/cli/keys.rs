//! `socle keys`

use std::process::ExitCode;

use clap::Subcommand;
use domain::date::Day;

use super::options::Options;
use super::{Outcome, Voice};
use crate::service::certification::keys::{listed, rotate_by_command};

/// The keys that sign certificates.
#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Every key, the newest first: its name, since when and until when it signed, how many certificates, its public half.
    List,
    /// Make a new key that signs from now on. What was signed before still verifies. A server may run; an embedded database must not be served
    /// meanwhile.
    Rotate {
        /// File of the secret under which keys lie in the database: the one of `socle serve`. Default: `socle.key` of the data folder.
        #[arg(long, env = "SOCLE_KEY_FILE")]
        key_file: Option<std::path::PathBuf>,
    },
}

impl Keys {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::List => list(options, voice).await,
            Self::Rotate { key_file } => rotate(options, voice, key_file).await,
        }
    }
}

async fn list(options: &Options, voice: &Voice) -> Outcome {
    let store = options.reader().await?;
    let keys = listed(&store).await.map_err(|e| e.to_string())?;
    store.close().await.map_err(|e| e.to_string())?;
    for key in &keys {
        let until = key.retired_at.map_or_else(|| voice.say("cli-keys-signs", &[]), |at| format!("{} {}", voice.say("cli-keys-retired", &[]), Day::of(at)));
        println!("{}\t{}\t{until}\t{}\t{}", key.name, Day::of(key.created_at), key.signed, key.public);
    }
    if keys.is_empty() {
        eprintln!("{}", voice.say("cli-keys-none", &[]));
    }
    Ok(ExitCode::SUCCESS)
}

async fn rotate(options: &Options, voice: &Voice, key_file: Option<std::path::PathBuf>) -> Outcome {
    let store = options.store().await?;
    let rotated = rotate_by_command(&store, &options.data, key_file.as_deref()).await;
    store.close().await.map_err(|e| e.to_string())?;
    let name = rotated.map_err(|e| e.to_string())?;
    println!("{}", voice.say("cli-keys-rotated", &[("name", name.into())]));
    Ok(ExitCode::SUCCESS)
}
