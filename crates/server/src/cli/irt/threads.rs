//! How many threads work side by side. Results do not depend on it, to the bit.

use clap::Args;

/// How many threads.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Threads {
    /// Threads that work side by side; results are the same with any number.
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
}

impl Threads {
    pub(super) fn several(self) -> bool {
        self.threads > 1
    }

    /// Runs work among so many threads.
    pub(super) fn within<T: Send>(self, work: impl FnOnce() -> T + Send) -> Result<T, String> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(self.threads)).build().map_err(|error| error.to_string())?;
        Ok(pool.install(work))
    }
}
