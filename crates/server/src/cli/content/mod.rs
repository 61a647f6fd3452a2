//! `socle content check | import | export | stats | import-framework`

mod check;
mod export;
mod import;
mod losses;
mod stats;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::options::Options;
use super::{Outcome, Voice};
use crate::app::imported_framework;
use crate::clock::Clock;
use crate::service::content::{Files, ImportError, check, import_framework};

/// Check the content, bring items in and out, say what the bank covers, or load the official framework.
#[derive(Debug, Subcommand)]
pub(super) enum Content {
    /// Read every item and refuse, with file and line, what is not as it should be.
    Check {
        /// A content folder; default: the copy inside the program, or --content.
        folder: Option<PathBuf>,
        /// Also show what a careful reader would ask about: keys that can be guessed, double negations, initials nobody explained…
        #[arg(long)]
        flaws: bool,
        /// The defects as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Read items of QTI, Moodle XML, GIFT, Aiken or our workbook, and write them as drafts with a report of what was lost.
    Import(import::Import),
    /// Write items as QTI 3.0, Moodle XML, GIFT or a workbook for authors.
    Export(export::Export),
    /// Say what the bank covers: objectives, kinds, trades, difficulties, information, dates of sources.
    Stats(stats::Stats),
    /// Load the official text of the framework from a CSV file, as a new version. Items keep their objectives.
    ImportFramework {
        /// `domaine;competence_code;competence;capacite_ordre;capacite;heures;version;date_effet[;objectifs_de_travail]`
        file: PathBuf,
        /// Where the text was read, kept with every row.
        #[arg(long, default_value = "Légifrance, texte chargé par l'administrateur")]
        source: String,
    },
}

impl Content {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::Check { folder, flaws, json } => Ok(check::run(&folder.map_or_else(|| options.files(), Files::Folder), flaws, json, voice)),
            Self::Import(import) => import.run(voice),
            Self::Export(export) => export.run(options, voice),
            Self::Stats(stats) => stats.run(options, voice),
            Self::ImportFramework { file, source } => import(options, &file, &source, voice).await,
        }
    }
}

async fn import(options: &Options, file: &std::path::Path, source: &str, voice: &Voice) -> Outcome {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let store = options.store().await?;
    let imported = imported_framework(&store).await.map_err(|e| e.to_string())?;
    let shipped = check(&options.files(), None).framework;
    let base = imported.or(shipped).ok_or("framework/framework.toml cannot be read")?;
    let outcome = import_framework(&store, &base, &bytes, source, Clock::System.now()).await;
    store.close().await.map_err(|e| e.to_string())?;
    match outcome {
        Ok(next) => {
            let official = next.objectives.iter().filter(|o| o.status == domain::framework::Standing::Official).count();
            println!("{}", voice.say("cli-imported", &[("version", next.version.as_str().into()), ("official", official.into())]));
            Ok(ExitCode::SUCCESS)
        }
        Err(ImportError::Faults(faults)) => {
            for fault in faults {
                println!("{}: {fault}", file.display());
            }
            println!("{}", voice.say("cli-nothing-written", &[]));
            Ok(ExitCode::FAILURE)
        }
        Err(ImportError::Failed(failure)) => Err(failure.to_string()),
    }
}
