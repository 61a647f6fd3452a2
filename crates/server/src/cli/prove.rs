//! `socle db verify`: what can be said of a database without asking anybody to believe it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use store::maintenance::{self, Integrity};
use store::{Store, StoreError};
use uuid::Uuid;

use super::options::{Options, private_folder};
use super::{Outcome, Voice};
use crate::service::assess::replay_session;
use crate::service::content::Editions;

/// Prove that a copy, or the database in use, is whole: its pages, its references, its schema, and sessions replayed to the bit.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// A copy made by `socle db backup`; it is not touched. Without it: the database in use.
    file: Option<PathBuf>,
    #[command(flatten)]
    depth: Depth,
}

/// How closely to look.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Depth {
    /// How many sessions are replayed: the newest and the oldest.
    #[arg(long, value_name = "SESSIONS", default_value_t = 20)]
    replay: u16,
}

/// What was found in a database that is whole.
#[derive(Debug)]
pub(super) struct Proof {
    /// The migration applied last.
    schema: String,
    sessions: i64,
    answers: i64,
    /// How many sessions were replayed, and how many answers in them.
    replayed: usize,
    again: usize,
    /// The sessions whose replay gave something else, or could not be done.
    different: Vec<Uuid>,
}

impl Verify {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let (name, proof) = if let Some(file) = &self.file {
            (file.display().to_string(), prove_copy(file, options, self.depth).await?)
        } else {
            let store = options.reader().await?;
            let proof = prove(&store, self.depth).await?;
            store.close().await.map_err(|e| e.to_string())?;
            (voice.say("cli-proved-in-use", &[]), proof)
        };
        println!("{}", proof.told(&name, voice));
        Ok(if proof.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

impl Proof {
    /// Whether every session gave what was recorded.
    pub(super) fn holds(&self) -> bool {
        self.different.is_empty()
    }

    /// As a sentence.
    pub(super) fn told(&self, name: &str, voice: &Voice) -> String {
        let different: Vec<String> = self.different.iter().map(Uuid::to_string).collect();
        let key = if self.holds() { "cli-proved" } else { "cli-proved-different" };
        let args = [
            ("name", name.to_owned().into()),
            ("schema", self.schema.as_str().into()),
            ("sessions", self.sessions.into()),
            ("answers", self.answers.into()),
            ("replayed", self.replayed.into()),
            ("again", self.again.into()),
            ("different", different.join(", ").into()),
        ];
        voice.say(key, &args)
    }
}

/// Looks at a database closely.
///
/// # Errors
/// It cannot be read, or is damaged.
pub(super) async fn prove(store: &Store, depth: Depth) -> Result<Proof, String> {
    let of_each = (i64::from(depth.replay) + 1) / 2;
    let (integrity, schema, counts, mut some) = store
        .read(move |tx| {
            Box::pin(async move {
                Ok::<_, StoreError>((
                    maintenance::integrity(tx).await?,
                    maintenance::last_migration(tx).await?,
                    maintenance::counts(tx).await?,
                    maintenance::some_sessions(tx, of_each).await?,
                ))
            })
        })
        .await
        .map_err(|e| e.to_string())?;
    if let Integrity::Damaged(problems) = integrity {
        return Err(StoreError::Corrupt { why: problems.join("; ") }.to_string());
    }
    some.truncate(depth.replay.into());
    let rows = |table: &str| counts.iter().find(|(name, _)| *name == table).map_or(0, |(_, rows)| *rows);
    let mut proof = Proof {
        schema: format!("{:04}_{}", schema.0, schema.1),
        sessions: rows("session"),
        answers: rows("answer"),
        replayed: 0,
        again: 0,
        different: Vec::new(),
    };
    let editions = Editions::empty();
    for session in some {
        match replay_session(store, &editions, session).await {
            Ok(replayed) if replayed.is_exact() => {
                proof.replayed += 1;
                proof.again += replayed.answers;
            }
            Ok(_) => proof.different.push(session),
            Err(error) => {
                tracing::error!(%session, %error, "a session cannot be replayed");
                proof.different.push(session);
            }
        }
    }
    Ok(proof)
}

/// Looks at a copy closely: at a copy of it, which is brought to today's schema first, as a server would.
pub(super) async fn prove_copy(file: &Path, options: &Options, depth: Depth) -> Result<Proof, String> {
    let scratch = Scratch::beside(&options.data)?;
    let place = scratch.0.join("socle.db");
    Store::restore(file, &place).await.map_err(|e| e.to_string())?;
    let store = Store::open_sqlite(&place).await.map_err(|e| e.to_string())?;
    let proof = prove(&store, depth).await;
    store.close().await.map_err(|e| e.to_string())?;
    proof
}

/// A folder for one look, gone with it.
struct Scratch(PathBuf);

impl Scratch {
    /// In the data folder: a disk that is meant to hold the database holds a copy of it for a while, for nobody else to read.
    fn beside(data: &Path) -> Result<Self, String> {
        let folder = data.join(format!(".verify-{}", std::process::id()));
        private_folder(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a copy that was looked at could not be removed");
        }
    }
}
