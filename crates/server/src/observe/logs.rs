//! The log: lines for people, or one JSON object for each event.

use std::io::IsTerminal as _;

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// What is said when nothing else was asked for.
pub const DEFAULT_FILTER: &str = "warn,server=info";
/// A line for each request only where it is named: whoever asks for `server=info` did not mean that.
const QUIET: &str = "server::access=warn";

/// How an event is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A line to be read.
    #[default]
    Text,
    /// A JSON object on a line, to be collected.
    Json,
}

/// Logs to standard error from now on, until the process ends.
///
/// # Errors
/// The filter cannot be read.
pub fn start(filter: &str, format: Format) -> Result<(), String> {
    let subscriber = subscriber(filter, format, std::io::stderr().is_terminal(), std::io::stderr)?;
    // a second start (a test) changes nothing
    let _ = tracing::subscriber::set_global_default(subscriber);
    Ok(())
}

/// What writes events to `writer`.
///
/// # Errors
/// The filter cannot be read.
pub fn subscriber<W>(filter: &str, format: Format, colours: bool, writer: W) -> Result<Box<dyn Subscriber + Send + Sync>, String>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    // what comes later wins, so that the access log can be asked for
    let filter = EnvFilter::builder().parse(format!("{QUIET},{filter}")).map_err(|e| format!("SOCLE_LOG: {e}"))?;
    let built = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(writer);
    // a log that cannot be written (a full disk holds it, too) would be complained of with a panic, in the middle of a commit
    let built = built.log_internal_errors(false);
    Ok(match format {
        Format::Text => Box::new(built.with_target(false).finish()),
        Format::Json => Box::new(built.json().flatten_event(true).with_current_span(false).with_span_list(false).finish()),
    })
}
