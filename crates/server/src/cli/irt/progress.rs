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

/// Work of unknown length, step by step.
pub(super) struct Watch {
    spinner: ProgressBar,
    lines: bool,
}

impl Telling {
    /// Begins to tell of work whose end is not known.
    pub(super) fn watch(self) -> Watch {
        let spinner = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  {elapsed}") {
            spinner.set_style(style);
        }
        Watch { lines: self.progress && spinner.is_hidden(), spinner }
    }
}

impl Watch {
    pub(super) fn tell(&mut self, step: usize, log_likelihood: f64) {
        self.spinner.set_message(format!("{step}  {log_likelihood:.4}"));
        self.spinner.tick();
        if self.lines {
            eprintln!("{step}  {log_likelihood:.4}");
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.spinner.finish_and_clear();
    }
}
