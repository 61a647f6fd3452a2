//! How far long work has come, told on the terminal's error stream so that results stay clean.

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

/// Whether to tell how far work has come.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Telling {
    /// Tell how far the work has come even where no terminal shows it: a line for each tenth.
    #[arg(long)]
    progress: bool,
}

/// Work of a known length.
pub(super) struct Progress {
    bar: ProgressBar,
    lines: bool,
    length: u64,
    done: u64,
}

impl Telling {
    /// Begins to tell. Without a terminal, and without `--progress`, nothing is told.
    pub(super) fn begin(self, length: usize) -> Progress {
        let bar = ProgressBar::new(length as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}  {elapsed} < {eta}") {
            bar.set_style(style);
        }
        Progress { lines: self.progress && bar.is_hidden(), bar, length: length as u64, done: 0 }
    }
}

impl Progress {
    pub(super) fn step(&mut self) {
        self.bar.inc(1);
        let before = self.done * 10 / self.length.max(1);
        self.done += 1;
        let after = self.done * 10 / self.length.max(1);
        if self.lines && after > before {
            eprintln!("{}/{}", self.done, self.length);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
