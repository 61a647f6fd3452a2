//! `socle db backup` and `socle db restore`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use store::Store;

use super::options::{Options, private_folder};
use super::prove::{Depth, prove_copy};
use super::{Outcome, Voice};
use crate::clock::Clock;
use crate::service::audit;

/// Copy the database into a file, while it is used, and check the copy.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The copy; must not exist. With --keep: a folder, in which the copy is named by its time.
    place: PathBuf,
    /// Keep so many copies in the folder; the oldest go once the new one is there.
    #[arg(long, value_name = "COPIES", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    /// Look at the copy as `socle db verify` does before it counts.
    #[arg(long)]
    verify: bool,
    #[command(flatten)]
    depth: Depth,
}

/// Put a copy back in place once it is proved to be whole; the database in place is kept beside it.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy.
    file: PathBuf,
    #[command(flatten)]
    depth: Depth,
    /// Put it back even though sessions in it replay to something else than was recorded.
    #[arg(long)]
    anyway: bool,
}

impl Backup {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let file = if self.keep.is_some() {
            private_folder(&self.place).map_err(|e| format!("{}: {e}", self.place.display()))?;
            self.place.join(named(Timestamp::now()))
        } else {
            self.place.clone()
        };
        let shown = file.display().to_string();
        let store = options.reader().await?;
        store.backup(&file).await.map_err(|e| e.to_string())?;
        store.close().await.map_err(|e| e.to_string())?;
        println!("{}", voice.say("cli-backed-up", &[("file", shown.as_str().into())]));
        if self.verify {
            let proof = prove_copy(&file, options, self.depth).await?;
            println!("{}", proof.told(&shown, voice));
            if !proof.holds() {
                return Ok(ExitCode::FAILURE);
            }
        }
        if let Some(keep) = self.keep {
            for gone in forget_old(&self.place, keep.into()).map_err(|e| format!("{}: {e}", self.place.display()))? {
                println!("{}", voice.say("cli-backup-gone", &[("file", gone.display().to_string().into())]));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        if options.database_url.is_some() {
            return Err(voice.say("cli-restore-postgres", &[]));
        }
        private_folder(&options.data).map_err(|e| format!("{}: {e}", options.data.display()))?;
        let shown = self.file.display().to_string();
        let proof = prove_copy(&self.file, options, self.depth).await?;
        println!("{}", proof.told(&shown, voice));
        if !proof.holds() && !self.anyway {
            return Err(voice.say("cli-restore-refused", &[]));
        }
        let kept = Store::restore(&self.file, options.file()).await.map_err(|e| e.to_string())?;
        let store = options.store().await?;
        let name = self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        audit::restored(&store, &name, Clock::System.now()).await.map_err(|e| e.to_string())?;
        store.close().await.map_err(|e| e.to_string())?;
        println!("{}", voice.say("cli-restored", &[("file", shown.into())]));
        if let Some(kept) = kept {
            println!("{}", voice.say("cli-restored-kept", &[("kept", kept.display().to_string().into())]));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `socle-20261122T031500Z.db`: sorted by name is sorted by time, wherever the machine stands.
fn named(now: Timestamp) -> String {
    format!("socle-{}.db", now.strftime("%Y%m%dT%H%M%SZ"))
}

/// Removes the oldest copies of the folder until so many are left; whatever is not named as a copy stays.
fn forget_old(folder: &Path, keep: usize) -> std::io::Result<Vec<PathBuf>> {
    let mut copies: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    copies.retain(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_copy));
    copies.sort();
    copies.truncate(copies.len().saturating_sub(keep));
    for copy in &copies {
        std::fs::remove_file(copy)?;
    }
    Ok(copies)
}

fn is_copy(name: &str) -> bool {
    let time = name.strip_prefix("socle-").and_then(|rest| rest.strip_suffix("Z.db"));
    time.is_some_and(|time| time.len() == 15 && time.bytes().enumerate().all(|(n, byte)| if n == 8 { byte == b'T' } else { byte.is_ascii_digit() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_oldest_copies_go_and_nothing_that_is_not_one() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let at = |hour: i64| named(Timestamp::from_second(1_795_000_000 + hour * 3600).expect("a time"));
        let others = ["notes.txt", "socle-20261122.db", "socle.db", "socle-20261122T031500Z.db.partial"];
        for name in (0..5).map(at).chain(others.map(str::to_owned)) {
            std::fs::write(folder.path().join(name), "x").expect("written");
        }
        assert_eq!(at(0), "socle-20261118T110640Z.db");
        let gone = forget_old(folder.path(), 3).expect("forgotten");
        assert_eq!(gone, [folder.path().join(at(0)), folder.path().join(at(1))]);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 3 + others.len());
        assert_eq!(forget_old(folder.path(), 3).expect("nothing to forget"), Vec::<PathBuf>::new());
    }
}
